package generator

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"casebook/generator/output"
	"casebook/templates"
)

// address is where the sites of these tests are said to stand: under a path, as project pages do.
const address = "https://example.org/some/path/"

// published is a site as it was built.
type published struct {
	*Result
	files map[string][]byte
}

// publish builds content with the project's templates, as many files at once as workers says.
func publish(content fs.FS, workers int) (published, error) {
	site := published{files: map[string][]byte{}}
	var mu sync.Mutex
	result, err := Build(context.Background(), Options{
		Content: content, Name: "content", Templates: templates.FS, BaseURL: address, Workers: workers, Version: "test",
		Emit: func(f output.File) error {
			mu.Lock()
			defer mu.Unlock()
			if _, ok := site.files[f.Path]; ok {
				return fmt.Errorf("%s is given twice", f.Path)
			}
			site.files[f.Path] = f.Body
			return nil
		},
	})
	site.Result = result
	return site, err
}

// theSite is the project's own site, built once for all tests that look at it.
var theSite = sync.OnceValues(func() (published, error) { return publish(os.DirFS("../content"), 0) })

func ownSite(t *testing.T) published {
	t.Helper()
	site, err := theSite()
	if err != nil {
		t.Fatal(err)
	}
	if site.Diags.HasErrors() {
		t.Fatalf("the content has errors:%s", listing(site.Diags))
	}
	return site
}

// TestSiteIsWithoutFaults holds the project's own content to what it tells others: no errors, and no
// warnings either.
func TestSiteIsWithoutFaults(t *testing.T) {
	if site := ownSite(t); len(site.Diags) > 0 {
		t.Errorf("the content has faults:%s", listing(site.Diags))
	}
}

// TestSiteIsTheSame builds the site again, with one worker and, where everything is tried, with many.
func TestSiteIsTheSame(t *testing.T) {
	first := ownSite(t)
	counts := []int{1}
	if everything() {
		counts = append(counts, 16)
	}
	for _, workers := range counts {
		again, err := publish(os.DirFS("../content"), workers)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range slices.Sorted(maps.Keys(first.files)) {
			if !bytes.Equal(first.files[name], again.files[name]) {
				t.Errorf("%s differs when built with %d workers", name, workers)
			}
		}
		if len(first.files) != len(again.files) {
			t.Errorf("%d files, and %d when built with %d workers", len(first.files), len(again.files), workers)
		}
	}
}

// TestSiteNamesNoMachine looks for paths of this machine in every file.
func TestSiteNamesNoMachine(t *testing.T) {
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	home, _ := os.UserHomeDir()
	for name, body := range ownSite(t).files {
		for _, place := range []string{path.Dir(here), home, os.TempDir()} {
			if len(place) > 1 && bytes.Contains(body, []byte(place+"/")) {
				t.Errorf("%s holds the path %s of this machine", name, place)
			}
		}
	}
}

// page is a page of a site, parsed.
type page struct {
	name  string // the file, "cases/x/index.html"
	nodes []*html.Node
	ids   map[string]int // how often each id stands there
}

// thePages are the pages of the project's own site, parsed once for all tests that read them.
var thePages = sync.OnceValue(func() []*page {
	site, _ := theSite()
	return site.pages()
})

func ownPages(t *testing.T) []*page {
	t.Helper()
	ownSite(t) // which may have errors
	return thePages()
}

// pages parses every page of a site, by name.
func (p published) pages() []*page {
	var pages []*page
	for _, name := range slices.Sorted(maps.Keys(p.files)) {
		if strings.HasSuffix(name, ".html") {
			pages = append(pages, p.parse(name))
		}
	}
	return pages
}

func (p published) page(t *testing.T, name string) *page {
	t.Helper()
	if p.files[name] == nil {
		t.Fatalf("%s: no page", name)
	}
	return p.parse(name)
}

// parse reads a page as a browser does, which finds nothing that it cannot read.
func (p published) parse(name string) *page {
	root, err := html.Parse(bytes.NewReader(p.files[name]))
	if err != nil {
		panic(err)
	}
	pg := &page{name: name, ids: map[string]int{}}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		pg.nodes = append(pg.nodes, n)
		if id, ok := attr(n, "id"); ok {
			pg.ids[id]++
		}
	}
	return pg
}

func (p *page) lang() string {
	if strings.HasPrefix(p.name, "fr/") {
		return "fr"
	}
	return "en"
}

func attr(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

// text is the text in a node, its blanks as one each.
func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// TestPages holds every page to what a reader, a screen reader and the content policy need.
func TestPages(t *testing.T) {
	for _, p := range ownPages(t) {
		t.Run(p.name, func(t *testing.T) {
			p.checkHeadings(t)
			p.checkHead(t)
			p.checkPolicy(t)
			p.checkText(t)
			for id, n := range p.ids {
				if n > 1 || id == "" || strings.ContainsAny(id, " \t\n") {
					t.Errorf("the id %q stands %d times", id, n)
				}
			}
		})
	}
}

// checkHeadings wants one heading of the first rank, and none that is two ranks below the one before.
func (p *page) checkHeadings(t *testing.T) {
	ranks := map[atom.Atom]int{atom.H1: 1, atom.H2: 2, atom.H3: 3, atom.H4: 4, atom.H5: 5, atom.H6: 6}
	first, last := 0, 0
	for _, n := range p.nodes {
		rank := ranks[n.DataAtom]
		if rank == 0 {
			continue
		}
		if rank == 1 {
			first++
		}
		if rank > last+1 {
			t.Errorf("the heading %q is an h%d after an h%d", text(n), rank, last)
		}
		if text(n) == "" {
			t.Errorf("an h%d is empty", rank)
		}
		last = rank
	}
	if first != 1 {
		t.Errorf("want one h1, got %d", first)
	}
}

// policy is the content policy of the design.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'"

// checkHead wants the language, the policy before anything that loads, a title and a description.
func (p *page) checkHead(t *testing.T) {
	found, loads := false, false
	for _, n := range p.nodes {
		switch n.DataAtom {
		case atom.Html:
			if lang, _ := attr(n, "lang"); lang != p.lang() {
				t.Errorf("want the language %q, got %q", p.lang(), lang)
			}
		case atom.Title:
			if n.Parent.DataAtom == atom.Head && text(n) == "" {
				t.Error("the title is empty")
			}
		case atom.Script, atom.Link:
			loads = true
		case atom.Meta:
			if name, _ := attr(n, "http-equiv"); strings.EqualFold(name, "Content-Security-Policy") {
				content, _ := attr(n, "content")
				found = true
				if content != policy {
					t.Errorf("the policy is %q", content)
				}
				if loads {
					t.Error("the policy stands after what it should hold")
				}
			}
		}
	}
	if !found {
		t.Error("there is no content policy")
	}
}

// checkPolicy wants nothing that the policy forbids: styles and scripts in the page, handlers, frames.
func (p *page) checkPolicy(t *testing.T) {
	for _, n := range p.nodes {
		kind, _ := attr(n, "type")
		_, external := attr(n, "src")
		switch {
		case n.DataAtom == atom.Style && n.Namespace == "":
			t.Error("a style element")
		case n.DataAtom == atom.Script && !external && kind != "application/ld+json":
			t.Error("a script in the page")
		case n.DataAtom == atom.Iframe || n.DataAtom == atom.Object || n.DataAtom == atom.Embed:
			t.Errorf("a %s", n.Data)
		}
		for _, a := range n.Attr {
			scheme, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(a.Val)), ":")
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") || scheme == "javascript" {
				t.Errorf("<%s %s=%q>", n.Data, a.Key, a.Val)
			}
			if a.Key == "lang" && len(a.Val) != 2 { // a source may be in a language that the site does not speak
				t.Errorf("<%s lang=%q>", n.Data, a.Val)
			}
		}
	}
}

// slips are what a template or a text leaves behind when something is missing.
var slips = []string{"\uFFFD", "{{", "}}", "<no value>", "%!", "::", " ,", "..", "<nil>", "undefined"}

// checkText looks for what is left behind by a text that is missing, outside of code.
func (p *page) checkText(t *testing.T) {
	for _, n := range p.nodes {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type != html.TextNode || n.DataAtom == atom.Script || within(n, atom.Code, atom.Pre) {
				continue
			}
			for _, slip := range slips {
				if strings.Contains(c.Data, slip) {
					t.Errorf("%q in %q", slip, strings.TrimSpace(c.Data))
				}
			}
		}
	}
}

func within(n *html.Node, elements ...atom.Atom) bool {
	for ; n != nil; n = n.Parent {
		if slices.Contains(elements, n.DataAtom) {
			return true
		}
	}
	return false
}

// TestLinks follows every link inside the site, its fragment too. A page links relatively, so that the
// site works under any path; the page for unknown addresses, shown at any depth, and what is meant for
// machines link by the site's address.
func TestLinks(t *testing.T) {
	site := ownSite(t)
	pages := map[string]*page{}
	for _, p := range ownPages(t) {
		pages[p.name] = p
	}
	for _, p := range pages {
		for _, n := range p.nodes {
			for _, key := range []string{"href", "src", "action"} {
				if link, ok := attr(n, key); ok {
					if problem := site.follow(pages, p, n, link); problem != "" {
						t.Errorf("%s: <%s %s=%q> %s", p.name, n.Data, key, link, problem)
					}
				}
			}
		}
	}
}

// follow returns what is wrong with a link, "" for nothing.
func (p published) follow(pages map[string]*page, from *page, n *html.Node, link string) string {
	base, _ := url.Parse(address + strings.TrimSuffix(from.name, "index.html"))
	u, err := base.Parse(link)
	if err != nil || link == "" {
		return "is no address"
	}
	rel, ours := strings.CutPrefix(u.Scheme+"://"+u.Host+u.Path, address)
	if !ours {
		if strings.HasPrefix(link, "/") || !strings.Contains(link, ":") {
			return "leads out of the site"
		}
		return ""
	}
	isAbsolute := strings.HasPrefix(link, address) || strings.HasPrefix(link, "/")
	if isAbsolute && n.DataAtom != atom.Link && from.name != "404.html" {
		return "is not relative"
	}
	if rel == "" || strings.HasSuffix(rel, "/") {
		rel += "index.html"
	}
	if _, ok := p.files[rel]; !ok {
		return "leads to no file"
	}
	if target := pages[rel]; u.Fragment != "" && (target == nil || target.ids[u.Fragment] == 0) {
		return "leads to no such place on that page"
	}
	return ""
}

// TestAddressesForMachines follows every address of what is written for machines.
func TestAddressesForMachines(t *testing.T) {
	site := ownSite(t)
	full := regexp.MustCompile(regexp.QuoteMeta(address) + `([^<>"'\s#]*)`)
	for name, link := range map[string]*regexp.Regexp{
		"sitemap.xml": full, "feed.xml": full, "fr/feed.xml": full, "robots.txt": full,
		"llms.txt": regexp.MustCompile(`\]\(([^)]*)\)`),
	} {
		found := link.FindAllSubmatch(site.files[name], -1)
		if len(found) == 0 {
			t.Errorf("%s is not there, or names no address", name)
		}
		for _, m := range found {
			file := string(m[1])
			if file == "" || strings.HasSuffix(file, "/") {
				file += "index.html"
			}
			if _, ok := site.files[file]; !ok {
				t.Errorf("%s: %s leads to no file", name, m[1])
			}
		}
	}
}

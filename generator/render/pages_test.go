package render_test

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"casebook/generator"
	"casebook/generator/output"

	"golang.org/x/net/html"
)

// build makes the site of a content folder, by path.
func build(t testing.TB, content fs.FS, workers int) map[string][]byte {
	t.Helper()
	var lock sync.Mutex
	files := map[string][]byte{}
	r, err := generator.Build(context.Background(), generator.Options{
		Content: content, Name: "content", Templates: os.DirFS("../../templates"), Workers: workers,
		BaseURL: "https://example.org/book/",
		Emit: func(f output.File) error {
			lock.Lock()
			defer lock.Unlock()
			files[f.Path] = f.Body
			return nil
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	if r.Diags.HasErrors() {
		t.Fatalf("the content has errors: %v", r.Diags)
	}
	return files
}

// document is what a test asks of a page.
type document struct {
	ids    []string
	links  []string
	levels []int
	faults []string
}

func read(t *testing.T, body []byte) *document {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	d := &document{}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			d.element(n)
		}
	}
	return d
}

func (d *document) element(n *html.Node) {
	for _, a := range n.Attr {
		switch {
		case a.Key == "id":
			d.ids = append(d.ids, a.Val)
		case a.Key == "href" && n.Data != "link" || a.Key == "src":
			d.links = append(d.links, a.Val)
		case a.Key == "href" && strings.HasPrefix(a.Val, "https://"):
		case a.Key == "href":
			d.links = append(d.links, a.Val)
		case a.Key == "style", strings.HasPrefix(a.Key, "on"):
			d.faults = append(d.faults, fmt.Sprintf("<%s> has the attribute %s", n.Data, a.Key))
		}
	}
	switch {
	case n.Data == "script" && slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "type" && a.Val == "application/ld+json" }):
		// Data, which no browser runs.
	case n.Data == "style", n.Data == "script" && n.FirstChild != nil:
		d.faults = append(d.faults, "an inline "+n.Data)
	case len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6':
		d.levels = append(d.levels, int(n.Data[1]-'0'))
	}
}

// TestPages looks at every page of the real site: links lead somewhere, ids are unique, headings are in
// order, and nothing stands in a page that its policy forbids.
func TestPages(t *testing.T) {
	files := build(t, os.DirFS("../../content"), 2)
	pages := map[string]*document{}
	for name, body := range files {
		if strings.HasSuffix(name, ".html") {
			pages[name] = read(t, body)
		}
	}
	for name, d := range pages {
		for _, fault := range d.check() {
			t.Errorf("%s: %s", name, fault)
		}
		for _, link := range d.links {
			if fault := follow(files, pages, name, link); fault != "" {
				t.Errorf("%s: %s %s", name, link, fault)
			}
		}
	}
}

func (d *document) check() []string {
	faults := d.faults
	ids := slices.Sorted(slices.Values(d.ids))
	for i := 1; i < len(ids); i++ {
		if ids[i] == ids[i-1] {
			faults = append(faults, "the id "+ids[i]+" stands twice")
		}
	}
	last := 0
	for i, level := range d.levels {
		if (level == 1) != (i == 0) || level > last+1 {
			faults = append(faults, fmt.Sprintf("heading %d of the page is an h%d after an h%d", i+1, level, last))
		}
		last = level
	}
	return faults
}

// follow says what is wrong with a link on a page; "" for nothing.
func follow(files map[string][]byte, pages map[string]*document, page, link string) string {
	address, fragment, _ := strings.Cut(link, "#")
	address, _, _ = strings.Cut(address, "?") // what the page's script reads
	if strings.Contains(address, ":") {
		return ""
	}
	fragment, err := url.PathUnescape(fragment)
	if err != nil {
		return err.Error()
	}
	target := page
	switch {
	case strings.HasPrefix(address, "/book/"):
		target = strings.TrimPrefix(address, "/book/")
	case address != "":
		target = path.Join(path.Dir(page), address)
	}
	if address != "" && (strings.HasSuffix(address, "/") || target == "") {
		target = path.Join(target, "index.html")
	}
	if _, ok := files[target]; !ok {
		return "leads nowhere"
	}
	if d := pages[target]; fragment != "" && d != nil && !slices.Contains(d.ids, fragment) {
		return "has no such place"
	}
	return ""
}

// TestWorkers checks that pages are the same however many are drawn at once.
func TestWorkers(t *testing.T) {
	content := os.DirFS("../../content")
	one, many := build(t, content, 1), build(t, content, 8)
	for name, body := range one {
		if !bytes.Equal(body, many[name]) {
			t.Errorf("%s differs when pages are drawn side by side", name)
		}
	}
}

// copies is the real content with one of its cases n times.
func copies(b *testing.B, n int) fs.FS {
	b.Helper()
	fsys := fstest.MapFS{}
	real := os.DirFS("../../content")
	for _, pattern := range []string{"site.yaml", "rules/*.yaml", "pages/*.md"} {
		names, _ := fs.Glob(real, pattern)
		for _, name := range names {
			body, err := fs.ReadFile(real, name)
			if err != nil {
				b.Fatal(err)
			}
			fsys[name] = &fstest.MapFile{Data: body}
		}
	}
	body, err := fs.ReadFile(real, "cases/edpb-01.md")
	if err != nil {
		b.Fatal(err)
	}
	body = []byte(strings.NewReplacer("[[", "", "]]", "").Replace(string(body)))
	for i := range n {
		fsys[fmt.Sprintf("cases/copy-%d.md", i)] = &fstest.MapFile{Data: body}
	}
	return fsys
}

func BenchmarkBuild(b *testing.B) {
	content := copies(b, 500)
	for b.Loop() {
		size := 0
		for _, body := range build(b, content, 0) {
			size += len(body)
		}
		b.ReportMetric(float64(size)/1e6, "MB/site")
	}
}

package render

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"casebook/generator/site"

	"github.com/jba/templatecheck"
)

// TestTemplatesFit checks every field that a template names against the view it is executed with.
func TestTemplatesFit(t *testing.T) {
	pages, err := parse(os.DirFS("../../templates"))
	if err != nil {
		t.Fatal(err)
	}
	for kind, page := range pages {
		view, ok := views[kind]
		if !ok {
			t.Errorf("pages/%s.html has no view in this test", kind)
			continue
		}
		if err := templatecheck.CheckHTML(page, view); err != nil {
			t.Errorf("%s: %v", kind, err)
		}
	}
	for kind := range views {
		if pages[kind] == nil {
			t.Errorf("there is no pages/%s.html", kind)
		}
	}
}

// drawn finds the partials that templates draw.
var drawn = regexp.MustCompile(`(?:template|once|each) "([a-z-]+)"`)

func TestPartialsUsed(t *testing.T) {
	templates := os.DirFS("../../templates")
	used := map[string]bool{}
	var files []string
	for _, folder := range []string{"layouts", "pages", "partials"} {
		found, err := read(templates, folder)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range found {
			for _, m := range drawn.FindAllSubmatch(f.Body, -1) {
				used[string(m[1])] = true
			}
			if folder == "partials" {
				files = append(files, strings.TrimSuffix(f.Path, ".html"))
				if n := bytes.Count(f.Body, []byte("{{define")); n != 1 || !bytes.Contains(f.Body, []byte(`{{define "`+files[len(files)-1]+`"`)) {
					t.Errorf("partials/%s is not one definition of its own name", f.Path)
				}
			}
			if !bytes.HasPrefix(f.Body, []byte("{{- /* ")) {
				t.Errorf("%s/%s does not begin with what it draws and what dot is", folder, f.Path)
			}
		}
	}
	for _, name := range files {
		if !used[name] {
			t.Errorf("nothing draws partials/%s.html", name)
		}
	}
}

func TestFuncs(t *testing.T) {
	if n := len((&set{}).funcs()); n > 10 {
		t.Errorf("templates may call %d functions, at most ten are readable", n)
	}
}

func TestURL(t *testing.T) {
	for _, c := range []struct{ root, address, want string }{
		{"", site.HomeURL, "./"},
		{"../../", site.HomeURL, "../../"},
		{"", "cases/", "cases/"},
		{"../", "fr/", "../fr/"},
		{"../../../", "rules/r/", "../../../rules/r/"},
		{"/book/", "cases/", "/book/cases/"},
		{"../", "#facts", "#facts"},
		{"../", "https://example.org/", "https://example.org/"},
	} {
		if got := (&set{voice: voice{root: c.root}}).url(c.address); got != c.want {
			t.Errorf("url(%q) below %q is %q, want %q", c.address, c.root, got, c.want)
		}
	}
}

// TestAssets checks that the folder is named by its content, and that the bundle lists every style sheet.
func TestAssets(t *testing.T) {
	templates := os.DirFS("../../templates")
	r, err := New(templates)
	if err != nil {
		t.Fatal(err)
	}
	again, _ := New(templates)
	if r.assets.folder != again.assets.folder {
		t.Error("the same assets have two names")
	}
	style := ""
	for _, f := range r.Assets() {
		if !f.Asset || !strings.HasPrefix(f.Path, r.assets.folder+"/") {
			t.Errorf("%s is no asset in the folder", f.Path)
		}
		if strings.HasSuffix(f.Path, ".css") {
			style = string(f.Body)
		}
	}
	sheets, err := read(templates, "assets/css")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range sheets {
		first := firstClass.FindStringSubmatch(string(f.Body))
		if strings.HasSuffix(f.Path, ".css") && first != nil && !strings.Contains(style, first[1]) {
			t.Errorf("bundle.txt leaves out %s: the style sheet has no %s", f.Path, first[1])
		}
	}
	if strings.Contains(style, "url(http") || strings.Contains(style, "@import") {
		t.Error("the style sheet loads from elsewhere")
	}
}

var firstClass = regexp.MustCompile(`(?m)^(\.[a-z-]+)`)

// TestTrustedMarkup checks that markup is called safe only where it is made: in markdown, and here of
// what the templates drew.
func TestTrustedMarkup(t *testing.T) {
	generator := os.DirFS("..")
	err := fs.WalkDir(generator, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		body, err := fs.ReadFile(generator, name)
		if folder := path.Dir(name); folder != "markdown" && folder != "render" && trusted.Match(body) {
			t.Errorf("%s makes markup that is not escaped again", name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

var trusted = regexp.MustCompile(`template\.(HTML|HTMLAttr|JS|CSS|URL|Srcset)\(`)

// TestManual wants templates/README.md to name the view of every page, every function, and no file that is
// not there.
func TestManual(t *testing.T) {
	templates := os.DirFS("../../templates")
	body, err := fs.ReadFile(templates, "README.md")
	if err != nil {
		t.Fatal(err)
	}
	manual := string(body)
	for kind, view := range views {
		row := "| `pages/" + kind + ".html` | `" + reflect.TypeOf(view).Elem().Name() + "` |"
		if !strings.Contains(manual, row) {
			t.Errorf("templates/README.md has no row %s", row)
		}
	}
	for name := range (&set{}).funcs() {
		if !strings.Contains(manual, "`"+name+" ") {
			t.Errorf("templates/README.md does not tell of the function %s", name)
		}
	}
	for _, m := range regexp.MustCompile("and the partials (`[^:]*):").FindAllStringSubmatch(manual, -1) {
		for _, name := range regexp.MustCompile("`([a-z-]+)`").FindAllStringSubmatch(m[1], -1) {
			if _, err := fs.Stat(templates, "partials/"+name[1]+".html"); err != nil {
				t.Error(err)
			}
		}
	}
}

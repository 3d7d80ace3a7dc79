package markdown

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"casebook/generator/diag"
	"casebook/generator/source"
)

var update = flag.Bool("update", false, "rewrite the wanted results")

// TestGolden draws the texts of testdata: case.md is drawn in the languages of which there is a file
// en.html or fr.html; marks holds one quote a line; diags is what is reported.
func TestGolden(t *testing.T) {
	for _, name := range goldenFiles(t) {
		t.Run(strings.TrimSuffix(name, ".txtar"), func(t *testing.T) {
			path := filepath.Join("testdata", name)
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			var body, quotes string
			for i, f := range archive.Files {
				switch f.Name {
				case "case.md":
					body = string(f.Data)
				case "marks":
					quotes = string(f.Data)
				default:
					got := drawGolden(t, f.Name, body, quotes)
					if *update {
						archive.Files[i].Data = []byte(got)
					} else if diff := cmp.Diff(string(f.Data), got); diff != "" {
						t.Errorf("golden differs; go test ./generator/markdown -run Golden -update\n%s", diff)
					}
				}
			}
			if *update {
				if err := os.WriteFile(path, txtar.Format(archive), 0o666); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

func drawGolden(t *testing.T, name, body, quotes string) string {
	t.Helper()
	d, diags := Parse(source.New("case.md", []byte(body)), 0)
	if name == "diags" {
		return listed(diags)
	}
	o := RenderOptions{Lang: strings.TrimSuffix(name, ".html"), Resolve: func(l Link) (Target, bool) {
		if !l.Wiki || l.Destination == "nowhere" {
			return Target{}, false
		}
		return Target{Href: "../" + l.Destination + "/", Title: "where it leads", Text: "\"" + l.Destination + "\""}, true
	}}
	for i, q := range strings.Split(strings.TrimSpace(quotes), "\n") {
		if q == "" {
			continue
		}
		m, ok := d.Find(q)
		if !ok {
			t.Fatalf("%q is not found", q)
		}
		o.Marks = append(o.Marks, MarkRange{ID: fmt.Sprint("quote-", i+1), Match: m, After: `<a href="#f">f</a>`,
			Note: `<span class="note">n</span>`})
	}
	out := string(d.Render(o))
	checkHTML(t, out)
	return out
}

func listed(diags diag.List) string {
	var b strings.Builder
	for _, g := range diags.Sorted() {
		fmt.Fprintf(&b, "%s: %s: %s [%s]\n    %q\n", g.Span.Position(), g.Severity, g.Message, g.Code, g.Span.Text())
		if g.Hint != "" {
			fmt.Fprintf(&b, "    hint: %s\n", g.Hint)
		}
	}
	return b.String()
}

func goldenFiles(tb testing.TB) []string {
	tb.Helper()
	entries, err := os.ReadDir("testdata")
	if err != nil {
		tb.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".txtar") {
			names = append(names, e.Name())
		}
	}
	return names
}

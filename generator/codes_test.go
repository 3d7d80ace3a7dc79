package generator

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"casebook/generator/diag"
	"casebook/generator/output"
	"casebook/generator/source"
	"casebook/generator/tabular"
	"casebook/templates"
)

// example is the small site that the catalogue's examples are put into.
const example = "testdata/sites/example/content"

// TestCodes builds both examples of every code: the wrong one must give the code and no error of
// another, the right one must not give it, nor any error.
func TestCodes(t *testing.T) {
	for _, e := range diag.All() {
		t.Run(string(e.Code), func(t *testing.T) {
			if e.Title.EN == "" || e.Title.FR == "" || e.Why.EN == "" || e.Why.FR == "" {
				t.Error("the entry lacks a text in one of the languages")
			}
			wrong, right := check(t, e, e.File, e.Wrong), check(t, e, cmp.Or(e.Moved, e.File), e.Right)
			if !has(wrong, func(d diag.Diagnostic) bool { return d.Code == e.Code && d.Severity == e.Severity }) {
				t.Errorf("the wrong example does not give the code, but:%s", listing(wrong))
			}
			if has(wrong, func(d diag.Diagnostic) bool { return d.Code != e.Code && d.Severity == diag.Error }) {
				t.Errorf("the wrong example gives other errors:%s", listing(wrong))
			}
			if has(right, func(d diag.Diagnostic) bool { return d.Code == e.Code || d.Severity == diag.Error }) {
				t.Errorf("the right example is not right:%s", listing(right))
			}
		})
	}
}

// check checks the example site, or builds it where the fault shows only then, with one file put in its
// place, and others beside it; "name -> target" makes a symbolic link.
func check(t *testing.T, e diag.Entry, name, text string) diag.List {
	t.Helper()
	site := copyOf(t, example)
	for _, f := range e.Beside {
		site[f.Path] = &fstest.MapFile{Data: []byte(f.Text)}
	}
	name, _, isLink := strings.Cut(name, " -> ")
	site[name] = &fstest.MapFile{Data: []byte(text)}
	if isLink && !strings.HasPrefix(text, "---") {
		site[name].Mode = fs.ModeSymlink
	}
	if strings.HasPrefix(name, "import/") {
		return imported(t, site)
	}
	run := Check
	if e.Builds {
		run = Build
	}
	result, err := run(context.Background(), Options{Content: site, Name: "content", Templates: templates.FS, Coverage: true,
		Emit: func(output.File) error { return nil }})
	if err != nil {
		t.Fatal(err)
	}
	return result.Diags
}

// imported makes cases of the table by the mapping beside it, and checks the site with them.
func imported(t *testing.T, site fstest.MapFS) diag.List {
	t.Helper()
	m, diags := tabular.Parse(source.New("import/mapping.yaml", site["import/mapping.yaml"].Data))
	if diags.HasErrors() {
		return diags
	}
	open := func() (io.ReadCloser, error) { return site.Open("import/table.csv") }
	result, err := m.Import(open, "import/table.csv", nil, func(c tabular.Case) error {
		site["cases/"+c.ID+".md"] = &fstest.MapFile{Data: c.Text}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	checked, err := Check(context.Background(), Options{Content: site, Name: "content", Templates: templates.FS})
	if err != nil {
		t.Fatal(err)
	}
	return append(append(diags, result.Diags...), checked.Diags...)
}

func has(l diag.List, fits func(diag.Diagnostic) bool) bool {
	for _, d := range l {
		if fits(d) {
			return true
		}
	}
	return false
}

func listing(l diag.List) string {
	var b strings.Builder
	for _, d := range l {
		fmt.Fprintf(&b, "\n%s:%s: %s: %s [%s]", d.Span.Path(), d.Span.Position(), d.Severity, d.Message, d.Code)
	}
	return b.String()
}

package report

import (
	"errors"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"casebook/generator/diag"
	"casebook/generator/source"
)

var update = flag.Bool("update", false, "rewrite testdata/all.txtar from what is printed")

// examples are diagnostics of every shape: a word, a hint of two lines, a related place, tabs and wide
// letters before the span, a span over lines, a line too long to show, a whole file, the whole site.
func examples() diag.List {
	clinic := source.New("content/cases/clinic.md", []byte("---\ntitle: Café\nfacts:\n\t“é”: avalability\n---\n"))
	facts := source.New("content/rules/facts.yaml", []byte("facts:\n  availability:\n    type: choice\n"))
	long := source.New("content/cases/long.md", []byte(strings.Repeat("word ", 60)+"WRONG "+strings.Repeat("word ", 60)))
	at := func(f *source.File, text string) source.Span {
		start := strings.Index(string(f.Body), text)
		return f.Span(start, start+len(text))
	}
	return diag.List{
		{Code: "yaml-unknown-key", Severity: diag.Error, Span: at(clinic, "avalability"), Message: `unknown fact "avalability"`,
			Hint: "did you mean \"availability\"?\nor leave it out", Related: []diag.Related{{Span: at(facts, "availability"), Message: "it is declared here"}}},
		{Code: "yaml-wrong-type", Severity: diag.Warning, Span: at(facts, "availability:\n    type"), Message: "100% wrong: a, b\nand \x1b[31mred"},
		{Code: "yaml-syntax", Severity: diag.Note, Span: at(long, "WRONG"), Message: "in a long line"},
		{Code: "source-too-large", Severity: diag.Error, Span: source.New("content/big.md", nil).Span(0, 0), Message: "too large"},
		{Code: "site-whole", Severity: diag.Warning, Message: "about the whole site"},
	}
}

func TestForms(t *testing.T) {
	const path = "testdata/all.txtar"
	forms := []struct {
		name  string
		write func(*strings.Builder) error
	}{
		{"text", func(b *strings.Builder) error { return Text(b, examples(), false) }},
		{"colour", func(b *strings.Builder) error { return Text(b, examples()[:1], true) }},
		{"json", func(b *strings.Builder) error { return JSON(b, examples()) }},
		{"github", func(b *strings.Builder) error { return GitHub(b, examples()) }},
		{"sarif", func(b *strings.Builder) error { return SARIF(b, examples()) }},
		{"html", func(b *strings.Builder) error { return HTML(b, examples(), nil, "en") }},
		{"html.fr", func(b *strings.Builder) error { return HTML(b, examples()[:1], errors.New("disk <full>"), "fr") }},
	}
	var got txtar.Archive
	got.Comment = []byte("# The same diagnostics in every form. go test ./generator/report -update rewrites this.\n")
	for _, f := range forms {
		var b strings.Builder
		if err := f.write(&b); err != nil {
			t.Fatal(err)
		}
		got.Files = append(got.Files, txtar.File{Name: f.name, Data: []byte(b.String())})
	}
	text := txtar.Format(&got)
	if *update {
		if err := os.WriteFile(path, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(text)); diff != "" {
		t.Errorf("golden differs; go test ./generator/report -update (-want +got):\n%s", diff)
	}
}

func TestTextLimit(t *testing.T) {
	diags := make(diag.List, Limit+37)
	for i := range diags {
		diags[i] = diag.Diagnostic{Code: "yaml-syntax", Message: "x"}
	}
	var b strings.Builder
	if err := Text(&b, diags, false); err != nil {
		t.Fatal(err)
	}
	if want := "… and 37 more: casebook check --format json lists all\n"; !strings.HasSuffix(b.String(), want) {
		t.Errorf("the text does not end with %q", want)
	}
}

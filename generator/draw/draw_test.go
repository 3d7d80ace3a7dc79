package draw

import (
	"bytes"
	"html/template"
	"io"
	"strings"
	"testing"
)

type word string

type leaf struct {
	URL, Text string
	Next      *leaf
}

func (l *leaf) Loud(with string) string { return strings.ToUpper(l.Text) + with }
func (l leaf) Quiet() string            { return strings.ToLower(l.Text) }

type tree struct {
	leaf
	Name    string
	Count   int
	Yes, No bool
	Markup  template.HTML
	Address template.URL
	Kind    word
	List    []leaf
	Refs    []*leaf
	None    []string
	Any     any
	Half    float64
	Nothing *leaf
}

func view() *tree {
	return &tree{leaf: leaf{"a/b?c=d&e=f g", "Tom & “Jerry” <b>", &leaf{"javascript:alert(1)", "next", nil}}, Name: `O'Hara + "Sons"`, Count: -3, Yes: true,
		Markup: "<i>in italics &amp; more</i>", Address: "tel:123 4", Kind: "<kind>", List: []leaf{{"x:y", "é", nil}, {"#z%20%zz", "two", nil}},
		Refs: []*leaf{{"mailto:a@b", "ref", nil}}, Any: leaf{Text: "any"}, Half: 0.5}
}

func funcs() template.FuncMap {
	return template.FuncMap{
		"t": func(key string, args ...any) string { return strings.Join([]string{"<", key, ">"}, "") },
		"twin": func(s string) string {
			if s == "panic" {
				panic("no twin")
			}
			return s + s
		},
		"both": func(a *leaf, b int) string { return a.Text + strings.Repeat("!", b) },
		"html_of": func(partial string, dot any) (template.HTML, error) {
			if partial == "fail" {
				return "", io.EOF
			}
			return template.HTML("<u>" + partial + "</u>"), nil
		},
	}
}

// TestSame draws templates by this package and by html/template.
func TestSame(t *testing.T) {
	for _, text := range []string{
		`{{.Name}}{{.Count}} {{.Kind}} {{.Markup}} {{.Half}} {{.Yes}}`,
		`<a href="{{.URL}}" title="{{.Name}}">{{.Text}}</a><a href='{{.Next.URL}}'>{{.Next.Text}}</a><a href="{{.Address}}">{{.Address}}</a>`,
		`<title>{{.Text}}</title><textarea>{{.Name}}</textarea>`,
		`<a href="x?q={{.Count}}&r={{.Name}}#{{.URL}}">`,
		`{{if .Yes}}yes{{else}}no{{end}}{{if .No}}yes{{else if .None}}some{{else}}none{{end}}{{with .Name}}{{.}}{{end}}{{with .Nothing}}never{{else}}nothing{{end}}`,
		`{{range $i, $l := .List}}{{if $i}}, {{end}}<a href="{{$l.URL}}">{{.Text}}</a>{{$.Name}}{{end}}{{range .None}}x{{else}}empty{{end}}{{range .Refs}}{{.URL}}{{end}}`,
		`{{range .List}}{{.Quiet}}{{.Loud "!"}}{{end}}{{.Next.Loud (twin "é")}}{{.Quiet}}{{(index .List 1).Text}}`,
		`{{$x := .Name}}{{$x}}{{with $y := .Text}}{{$y}}{{end}}{{$z := 1}}{{if .Yes}}{{$z = 2}}{{end}}{{$z}}`,
		`{{t "key"}} {{t "key" .Name .Count}} <p title="{{t "key"}}">{{twin .Name}}{{both .Next 2}}{{range .List}}{{both . 1}}{{end}}`,
		`{{html_of "part" .}}{{html_of "part" .Next}}`,
		`{{if and .Yes (not .No)}}a{{end}}{{or .Nothing .Next | both 1}}`,
		`{{or .Name .Text}}{{if or .No .None .List}}b{{end}}{{len .List}}{{if eq .Count -3}}c{{end}}{{if ne .Name .Text}}d{{end}}{{if gt (len .List) 1}}e{{end}}{{if eq .Yes true}}f{{end}}`,
		`{{define "leaf"}}[{{.Text}}{{with .Next}}{{template "leaf" .}}{{end}}]{{end}}{{template "leaf" .Next}}{{range .Refs}}{{template "leaf" .}}{{end}}{{template "leaf" .Any}}`,
		`<script>var x = {{.Name}}, y = {{.List}};</script>`,
		`{{.Name | twin}}{{print .Name .Count}}{{/* a remark */ -}}   {{block "own" .}}own {{.Name}}{{end}}`,
	} {
		var want, got bytes.Buffer
		if err := parsed(t, text).Execute(&want, view()); err != nil && !strings.Contains(text, "both 1") {
			t.Errorf("%s\nhtml/template: %v", text, err)
			continue
		} else if err != nil {
			want.Reset()
		}
		err := printer(t, text).Draw(&got, "x", view(), 1<<20)
		if err != nil && want.Len() > 0 || got.String() != want.String() {
			t.Errorf("%s\n got %s %v\nwant %s", text, got.String(), err, want.String())
		}
	}
}

func parsed(t testing.TB, text string) *template.Template {
	t.Helper()
	page, err := template.New("x").Funcs(funcs()).Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

func printer(t testing.TB, text string) *Printer {
	t.Helper()
	return New(parsed(t, text)).With(Call{Funcs: funcs(), Pure: []string{"t", "twin"}})
}

// TestNot wants an error, and the buffer as it was, where a template is wrong, has no end or is of a kind that is
// not known here.
func TestNot(t *testing.T) {
	for name, text := range map[string]string{
		"nil pointer": `before {{.Nothing.Text}}`, "no field": `{{.Nowhere}}`, "fails": `before {{html_of "fail" .}}`, "no element": `before {{(index .List 9).Text}}`,
		"without end": `{{define "again"}}a{{template "again" .}}{{end}}{{template "again" .}}`, "too long": `before {{range .List}}{{template "much" .}}{{end}}{{define "much"}}` + strings.Repeat("x", 2000) + `{{end}}`,
		"a field of any": `{{.Any.Text}}`, "markup in a tag": `<p title="{{.Markup}}">`, "unquoted": `<p title={{.Name}}>`, "style": `<p style="color: {{.Name}}">`,
		"panics always": `before {{twin "panic"}}`, "panics": `before {{both .Next -1}}`, "not safe": `<p {{if .Yes}}title="{{end}}>`,
	} {
		p := printer(t, text)
		for time := range 2 {
			var b bytes.Buffer
			b.WriteString("kept")
			if err := p.Draw(&b, "x", view(), 1000); err == nil || b.String() != "kept" {
				t.Errorf("%s, time %d: error %v, buffer %.80q", name, time+1, err, b.String())
			}
		}
	}
}

// FuzzText writes any text into every place where pages have texts.
func FuzzText(f *testing.F) {
	const text = `{{.}}<title>{{.}}</title><a href="{{.}}" title="{{.}}">{{.}}</a><a href='/x/{{.}}?a={{.}}'>`
	for _, s := range []string{"", "a & b", `"'+<>`, "javascript:x", "HTTP:x", "a/b:c", "%4x%41é ", "\x00\xff\ufdd0\uffff", "?q=a b#c(d)"} {
		f.Add(s)
	}
	page, p := parsed(f, text), printer(f, text)
	f.Fuzz(func(t *testing.T, s string) {
		var want, got bytes.Buffer
		if err := page.Execute(&want, s); err != nil {
			t.Fatal(err)
		}
		if err := p.Draw(&got, "x", s, 1<<30); err != nil || got.String() != want.String() {
			t.Errorf("%q\n got %s %v\nwant %s", s, got.String(), err, want.String())
		}
	})
}

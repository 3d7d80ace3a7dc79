package yamlsrc

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"casebook/generator/diag"
	"casebook/generator/source"
)

// dump prints a value with the text of every span, so that a wrong end shows.
func dump(v *Value, indent string) string {
	if v == nil {
		return indent + "nil\n"
	}
	var b strings.Builder
	switch v.Kind {
	case Null:
		fmt.Fprintf(&b, "%snull\n", indent)
	case Scalar:
		fmt.Fprintf(&b, "%s%q from %q\n", indent, v.Text, v.Span.Text())
	case Sequence:
		for _, item := range v.Items {
			b.WriteString(indent + "-\n" + dump(item, indent+"  "))
		}
	case Mapping:
		for _, p := range v.Pairs {
			b.WriteString(indent + p.Key.Span.Text() + ":\n" + dump(p.Value, indent+"  "))
		}
	}
	return b.String()
}

func lines(diags diag.List) []string {
	var all []string
	for _, d := range diags.Sorted() {
		all = append(all, fmt.Sprintf("%s %s %q", d.Span.Position(), d.Code, d.Span.Text()))
	}
	return all
}

func TestParseSpans(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"plain", "a: one two", "a:\n  \"one two\" from \"one two\"\n"},
		{"comment after", "a: one # two", "a:\n  \"one\" from \"one\"\n"},
		{"double quotes", `a: "x \"é\" y" `, "a:\n  \"x \\\"é\\\" y\" from \"\\\"x \\\\\\\"é\\\\\\\" y\\\"\"\n"},
		{"single quotes", "a: 'it''s'", "a:\n  \"it's\" from \"'it''s'\"\n"},
		{"folded plain", "a: one\n  two\nb: x", "a:\n  \"one two\" from \"one\\n  two\"\nb:\n  \"x\" from \"x\"\n"},
		{"folded block", "a: >-\n  one\n  two\nb: x", "a:\n  \"one two\" from \">-\\n  one\\n  two\"\nb:\n  \"x\" from \"x\"\n"},
		{"literal block", "- |\n  one\n\n  two\n", "-\n  \"one\\n\\ntwo\\n\" from \"|\\n  one\\n\\n  two\"\n"},
		{"flow", "{a: [x, y], b: {c: z}}", "a:\n  -\n    \"x\" from \"x\"\n  -\n    \"y\" from \"y\"\nb:\n  c:\n    \"z\" from \"z\"\n"},
		{"nothing", "a:\nb: ~", "a:\n  null\nb:\n  null\n"},
		{"stays text", "a: 2023-04-26\nb: no\nc: 0777", "a:\n  \"2023-04-26\" from \"2023-04-26\"\nb:\n  \"no\" from \"no\"\nc:\n  \"0777\" from \"0777\"\n"},
		{"CRLF", "a: x\r\nb: é\r\nc: z\r\n", "a:\n  \"x\" from \"x\"\nb:\n  \"é\" from \"é\"\nc:\n  \"z\" from \"z\"\n"},
		{"byte-order mark", "\uFEFFa: x\nb: y", "a:\n  \"x\" from \"x\"\nb:\n  \"y\" from \"y\"\n"},
		{"runes before", "é: ü\nß: [à, ö]", "é:\n  \"ü\" from \"ü\"\nß:\n  -\n    \"à\" from \"à\"\n  -\n    \"ö\" from \"ö\"\n"},
		{"line separator", "a: \"x\u2028y\"\nb: z", "a:\n  \"x\\u2028y\" from \"\\\"x\\u2028y\\\"\"\nb:\n  \"z\" from \"z\"\n"},
		{"alias", "a: &n x\nb: *n", "a:\n  \"x\" from \"x\"\nb:\n  \"x\" from \"*n\"\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			v, diags := Parse(source.New("f.yaml", []byte(test.text)), 0, -1)
			if len(diags) > 0 {
				t.Fatalf("unexpected %v", lines(diags))
			}
			if diff := cmp.Diff(test.want, dump(v, "")); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestParseFaults(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"colon in a text", "title: Doctolib: notes\nb: x", `1:1 yaml-syntax "title: Doctolib: notes"`},
		{"colon in a later line", "a: x\ntitle: Doctolib: notes\nb: x", `2:1 yaml-syntax "title: Doctolib: notes"`},
		{"repeated key", "a: x\nb: y\na: z", `3:1 yaml-repeated-key "a"`},
		{"second document", "a: x\n---\nb: y", `2:1 yaml-second-document "---"`},
		{"open bracket at the end", "a: x\nb: [\n\n", `2:1 yaml-syntax "b: ["`},
		{"end of document", "a: x\n...\nb: y", `2:1 yaml-second-document "..."`},
		{"alias of itself", "a: &n [x, *n]", `1:11 yaml-alias-loop "*n"`},
		{"open quotation mark", "a: \"x\nb: y\n", `1:1 yaml-syntax "a: \"x"`},
		{"tab", "a:\n\tb: x", `2:2 yaml-syntax "b: x"`},
		{"mapping as a key", "{[a]: x}", `1:2 yaml-wrong-type "[a]"`},
		{"unknown alias", "a: *n", `1:1 yaml-syntax "a: *n"`},
		{"open bracket", "a: [x, y\nb: z\n", `2:1 yaml-syntax "b: z"`},
		{"quotation mark cut short", "t: x\nf:\n  a: {is: yes, quote: \"were\" never}\nb: c\n", `3:3 yaml-syntax "a: {is: yes, quote: \"were\" never}"`},
		{"list in a mapping", "z: 1\nk: v\n- b\n", `3:1 yaml-syntax "- b"`},
		{"unknown alias further down", "z: 1\na: *foo\n", `2:1 yaml-syntax "a: *foo"`},
		{"wrong indentation", "a: x\n  b: y\n", `2:3 yaml-syntax "b: y"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, diags := Parse(source.New("f.yaml", []byte(test.text)), 0, -1)
			if got := strings.Join(lines(diags), "\n"); got != test.want {
				t.Errorf("want %s\n got %s (%v)", test.want, got, diags)
			}
		})
	}
}

// TestBomb reads nine lines that stand for 10^9 values.
func TestBomb(t *testing.T) {
	var b strings.Builder
	b.WriteString("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n")
	for i := 1; i < 9; i++ {
		fmt.Fprintf(&b, "a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 10), ", "))
	}
	_, diags := Parse(source.New("f.yaml", []byte(b.String())), 0, -1)
	if len(diags) != 1 || diags[0].Code != "yaml-too-large" {
		t.Errorf("want yaml-too-large once, got %v", lines(diags))
	}
	deep := strings.Repeat("[", 500) + strings.Repeat("]", 500)
	_, diags = Parse(source.New("f.yaml", []byte(deep)), 0, -1)
	if len(diags) != 1 || diags[0].Code != "yaml-too-large" {
		t.Errorf("want yaml-too-large once for depth, got %v", lines(diags))
	}
}

func TestFrontMatterOffsets(t *testing.T) {
	text := "---\ntitle: x\nfacts: {a: é, b: z}\n---\nbody"
	file := source.New("f.md", []byte(text))
	v, diags := Parse(file, 4, strings.Index(text, "---\nbody"))
	if len(diags) > 0 {
		t.Fatal(lines(diags))
	}
	z := v.Pairs[1].Value.Pairs[1].Value
	if got := z.Span.Position(); got != (source.Position{Line: 3, Column: 18}) || z.Span.Text() != "z" {
		t.Errorf("z stands at %v: %q", got, z.Span.Text())
	}
}

func TestMap(t *testing.T) {
	text := "title: x\nsumary: y\nnote: {en: a, fr: b}\nquote: {is: were never saved, typed: , lost}\n"
	var diags diag.List
	v, _ := Parse(source.New("f.yaml", []byte(text)), 0, -1)
	m := OpenMap(v, "a case file", &diags)
	if got := m.Text("title"); got.Value != "x" || got.Span.Text() != "x" {
		t.Errorf("title: %v", got)
	}
	m.Required("summary")
	if w := m.Words("note"); w.In("fr") != "b" || w.In("de") != "a" || w.Has("de") {
		t.Errorf("note: %v", w)
	}
	q := OpenMap(m.Get("quote"), "a fact", &diags)
	q.Text("is")
	q.Close()
	m.Close()
	var got []string
	for _, d := range diags.Sorted() {
		got = append(got, fmt.Sprintf("%s %s: %s", d.Code, d.Message, d.Hint))
	}
	want := []string{
		`yaml-missing-key a case file needs the key "summary": add: summary: …`,
		`yaml-unknown-key a case file has no key "sumary": did you mean "summary"?`,
		`yaml-unknown-key a fact has no key "typed": a comma ends a text inside { }: put the whole text in quotes`,
		`yaml-unknown-key a fact has no key "lost": a comma ends a text inside { }: put the whole text in quotes`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// FuzzParse reads anything without a panic, with every span inside the file.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"a: [x, {b: c}]", "a: >-\n  x\n y", "&a [*a]", "? x\n: y", "'", "\uFEFFa: \"é\"", "a: |\n", "--- x\n--- y", "a: x\u0085b: y"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		file := source.New("f.yaml", body)
		v, diags := Parse(file, 0, -1)
		check(t, file, v)
		for _, d := range diags {
			inside(t, file, d.Span)
		}
	})
}

func check(t *testing.T, file *source.File, v *Value) {
	t.Helper()
	if v == nil {
		return
	}
	inside(t, file, v.Span)
	for _, item := range v.Items {
		check(t, file, item)
	}
	for _, p := range v.Pairs {
		inside(t, file, p.Key.Span)
		check(t, file, p.Value)
	}
}

func inside(t *testing.T, file *source.File, s source.Span) {
	t.Helper()
	if s.Start < 0 || s.End < s.Start || s.End > len(file.Body) {
		t.Fatalf("span %d–%d is outside a file of %d bytes", s.Start, s.End, len(file.Body))
	}
}

func BenchmarkParse(b *testing.B) {
	text := []byte(strings.Repeat("- {id: a, title: {en: one two three, fr: un deux trois}, when: {all: [x: yes, y: [a, b]]}}\n", 100))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Parse(source.New("f.yaml", text), 0, -1)
	}
}

package markdown

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"casebook/generator/diag"
	"casebook/generator/source"
)

func parse(body string) *Document {
	d, _ := Parse(source.New("case.md", []byte(body)), 0)
	return d
}

// TestCommonMark draws a line or two for each rule of CommonMark that is easy to break.
func TestCommonMark(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"a\nb", "<p>a\nb</p>\n"},
		{"a  \nb", "<p>a<br>\nb</p>\n"},
		{"a\\\nb", "<p>a<br>\nb</p>\n"},
		{"a\\\r\nb  \r\nc\r\nd", "<p>a<br>\nb<br>\nc\nd</p>\n"},
		{"*a*b_c_d", "<p><em>a</em>b_c_d</p>\n"},
		{"**a*b*c**", "<p><strong>a<em>b</em>c</strong></p>\n"},
		{"*a **b*", "<p>*a *<em>b</em></p>\n"},
		{`\<\&amp;\\\a`, "<p>&lt;&amp;amp;\\\\a</p>\n"},
		{"&nbsp;&#xe9;&unknown;&#0;", "<p>\u00A0é&amp;unknown;\uFFFD</p>\n"},
		{"`` a`b ``", "<p><code>a`b</code></p>\n"},
		{"`a\nb`", "<p><code>a b</code></p>\n"},
		{"`a\r\nb`", "<p><code>a  b</code></p>\n"},
		{"[a](<b c>)", `<p><a href="b%20c">a</a></p>` + "\n"},
		{"[a](b\\*c&amp;d)", `<p><a href="b*c&amp;d">a</a></p>` + "\n"},
		{"[a]()", `<p><a href="">a</a></p>` + "\n"},
		{"[*a* `b`](c)", `<p><a href="c"><em>a</em> <code>b</code></a></p>` + "\n"},
		{"![a *b* `c`](d)", `<p><img src="d" alt="a b c" loading="lazy"></p>` + "\n"},
		{"- a\n\n  b\n- c", "<ul>\n<li><p>a</p>\n<p>b</p>\n</li>\n<li><p>c</p>\n</li>\n</ul>\n"},
		{"> a\nb", "<blockquote>\n<p>a\nb</p>\n</blockquote>\n"},
		{"~~~\na\n\tb\n~~~", "<pre class=\"code\"><code>a\n\tb\n</code></pre>\n"},
		{"- a\n\n      code", "<ul>\n<li><p>a</p>\n<pre class=\"code\"><code>code\n</code></pre>\n</li>\n</ul>\n"},
		{"```go\r\nx\r\n```\r\n", "<pre class=\"code\"><code>x\n</code></pre>\n"},
		{"```nosuch\n<x>\n```", "<pre class=\"code\"><code>&lt;x&gt;\n</code></pre>\n"},
		{"\uFEFF- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"},
		{"", ""},
	} {
		if got := string(parse(c.in).Render(RenderOptions{})); got != c.want {
			t.Errorf("%q:\n got %q\nwant %q", c.in, got, c.want)
		}
	}
}

// TestPlaces holds that places are those of the file, whatever stands before the body.
func TestPlaces(t *testing.T) {
	const head = "---\ntitle: *é* [x](y)\nsummary: |\n      - indented\n---\n"
	const body = "\n## Été *là*\n\nSee [[a|b]] and\r\n[the *page*](x.md \"T\").\n"
	for _, front := range []string{"", head, "\uFEFF" + head, strings.ReplaceAll(head, "\n", "\r\n")} {
		file := source.New("case.md", []byte(front+body))
		d, diags := Parse(file, len(front))
		if len(diags) > 0 {
			t.Errorf("%q: %v", front, diags)
		}
		var got []string
		for _, h := range d.Headings() {
			got = append(got, h.ID, h.Text, h.Span.Text())
		}
		for _, l := range d.Links() {
			got = append(got, l.Destination, l.Text, l.Span.Text())
		}
		m, _ := d.Find("b and the page.")
		want := []string{"été-là", "Été là", "Été *là*", "a", "b", "[[a|b]]", "x.md", "the page",
			`[the *page*](x.md "T")`, "b]] and\r\n[the *page*](x.md \"T\")."}
		if diff := cmp.Diff(want, append(got, m.Span.Text())); diff != "" {
			t.Errorf("%q: %s", front, diff)
		}
	}
}

func TestFind(t *testing.T) {
	const body = "He said: “it’s *lost*” – for\n[good and **all**](x)…  now. « Non » ! It's lost\n\n" +
		"> the *list* `of names`\n> was kept &amp; \\*read\\*\n\n- one\n- two\n\n| a | b |\n|---|---|\n| c d | e |\n\nx<b>y</b>z"
	d := parse(body)
	for _, c := range []struct{ quote, want string }{
		{`it's lost`, "it’s *lost"},
		{`"it's lost" - for good and all... now`, "“it’s *lost*” – for\n[good and **all**](x)…  now"},
		{"lost»\u202F— for\u00A0good", "lost*” – for\n[good"},
		{`"Non"!`, "« Non » !"},
		{"  the list of names was kept & *read* ", "the *list* `of names`\n> was kept &amp; \\*read\\*"},
		{"c d", "c d"},
		{"x<b>y</b>z", "x<b>y</b>z"},
		{"one two", ""},
		{"d e", ""},
		{"lost the list", ""},
		{"ITS LOST", ""},
		{"", ""},
		{" \u00A0", ""},
		{"\x00", ""},
	} {
		m, ok := d.Find(c.quote)
		if ok != (c.want != "") || m.Span.Text() != c.want {
			t.Errorf("%q: got %q, want %q", c.quote, m.Span.Text(), c.want)
		}
	}
}

// TestFindPart holds that any part of a block is found, typed by hand or copied from the page, and that
// the first place that reads so is the one that is given.
func TestFindPart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := parse(texts().Draw(t, "body"))
		if len(d.plain) == 0 {
			return
		}
		start := rapid.IntRange(0, len(d.plain)-1).Draw(t, "start")
		for !utf8.RuneStart(d.plain[start]) {
			start--
		}
		part, _, _ := strings.Cut(d.plain[start:rapid.IntRange(start, len(d.plain)).Draw(t, "end")], "\x00")
		part = strings.ToValidUTF8(part, "")
		if strings.Trim(fold(part, nil), " ") == "" {
			return
		}
		seen := strings.TrimLeftFunc(part, func(r rune) bool { return fold(string(r)+"a", nil) == "a" })
		m, ok := d.Find(part)
		if !ok || m.start > start+len(part)-len(seen) {
			t.Fatalf("%q in %q: %v at %d, not at %d", part, d.plain, ok, m.start, start)
		}
		set, ok := d.Find(Typography(rapid.SampledFrom([]string{"en", "fr"}).Draw(t, "lang"), part))
		if !ok || set.start != m.start {
			t.Fatalf("%q in %q: set, it is found at %d, not at %d", part, d.plain, set.start, m.start)
		}
	})
}

func TestNearest(t *testing.T) {
	d := parse("## The disk\n\nA disk failed. The notes of *one afternoon* could not\nbe brought back! Why?\n\n- The clinic told.\n")
	for _, c := range []struct{ quote, text, span string }{
		{"the notes of that afternoon cannot be brought back", "The notes of one afternoon could not be brought back!",
			"The notes of *one afternoon* could not\nbe brought back!"},
		{"the clinic knew", "The clinic told.", "The clinic told."},
		{"zebra", "", ""},
	} {
		text, span := d.Nearest(c.quote)
		if text != c.text || span.Text() != c.span {
			t.Errorf("%q: got %q at %q, want %q at %q", c.quote, text, span.Text(), c.text, c.span)
		}
	}
}

func TestSections(t *testing.T) {
	d := parse("Before *all*.\n\n## One\n\n- a\n- b\n\n### Two\n\n## One\n\n```\ncode\n```\n[[x|y]][^n]\n\n[^n]: note\n")
	got := ""
	for _, s := range d.Sections() {
		got += s.Heading.ID + "|" + s.Heading.Text + "|" + s.Text + "\n"
	}
	const want = "||Before all.\none|One|a b\ntwo|Two|\none-2|One|code y note\n"
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestExcerpt(t *testing.T) {
	d := parse("## Title\n\nÉté *comme* hiver.\n\n> Deux mots, ici.\n")
	for limit, want := range map[int]string{100: "Été comme hiver. Deux mots, ici.", 28: "Été comme hiver. Deux mots…",
		12: "Été comme…", 2: "…", 0: "…"} {
		if got := d.Excerpt(limit); got != want {
			t.Errorf("%d: got %q, want %q", limit, got, want)
		}
	}
}

// TestEntities resolves entities and escapes, each by itself: what begins like an entity reaches no further
// than its letters.
func TestEntities(t *testing.T) {
	for text, want := range map[string]string{
		"&amp;": "&", "&#8364;": "€", "&#x20AC;": "€", "&nothing;": "&nothing;", "R&D; x": "R&D; x", "a &": "a &", "&;": "&;",
		`R&\*D &lt;`: "R&*D <", `&0\&lt;`: "&0&lt;", "& &amp;lt;": "& &lt;", "&&lt;": "&<",
	} {
		if got := parse(text).Sections()[0].Text; got != want {
			t.Errorf("%s reads %q, want %q", text, got, want)
		}
	}
}

func TestHeadingIDs(t *testing.T) {
	d := parse("## A\n\n## A\n\n## A 2\n\n## !\n\n## Quote 1\n\n## À *l’été*: `x_y`\n\n## 数据\n\n## A-2\n\n## Note\n")
	var got []string
	for _, h := range d.Headings() {
		got = append(got, h.ID)
	}
	want := []string{"a", "a-2", "a-2-2", "section", "section-quote-1", "à-l-été-x-y", "数据", "a-2-3", "note"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestCatalogue holds that the examples of this package's codes give them, and mended give nothing.
func TestCatalogue(t *testing.T) {
	for _, e := range diag.All() {
		if !strings.HasPrefix(string(e.Code), "markdown-") {
			continue
		}
		body := strings.Index(e.Wrong, "\n---\n") + 5
		_, wrong := Parse(source.New(e.File, []byte(e.Wrong)), body)
		for _, g := range wrong {
			if g.Code != e.Code {
				t.Errorf("%s gives %s", e.Code, g.Code)
			}
		}
		_, right := Parse(source.New(e.File, []byte(e.Right)), body)
		if len(wrong) == 0 || len(right) > 0 {
			t.Errorf("%s: wrong gives %v, right gives %v", e.Code, wrong, right)
		}
	}
}

func TestHeadingOffset(t *testing.T) {
	got := string(parse("# A\n\n###### B\n").Render(RenderOptions{HeadingOffset: 1}))
	if !strings.Contains(got, `<h3 id="a">`) || !strings.Contains(got, `<h6 id="b">`) {
		t.Error(got)
	}
}

func TestInline(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{`plain "text" < b`, "plain “text” &lt; b"},
		{"a *b* `c`\n[d](https://e.example)", `a <em>b</em> <code>c</code> <a href="https://e.example">d</a>`},
		{"# no heading\n\n- *no* list", "# no heading - <em>no</em> list"},
		{"see [[a]] and [^1]", "see [[a]] and [^1]"},
		{"<b>x</b> [y](javascript:z)", "&lt;b&gt;x&lt;/b&gt; y"},
		{"", ""},
	} {
		if got := string(Inline(c.in, "en")); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.in, got, c.want)
		}
	}
}

func TestHighlightYAML(t *testing.T) {
	const want = `<pre class="code"><code><span class="code-line" id="L7"><a class="code-line-number" href="#L7">7</a>` +
		`<span class="code-name">a</span>: <span class="code-string">"b"</span> <span class="code-comment"># &lt;c&gt;</span></span>` +
		"\n" + `<span class="code-line" id="L8"><a class="code-line-number" href="#L8">8</a></span>` +
		"\n" + `<span class="code-line" id="L9"><a class="code-line-number" href="#L9">9</a><span class="code-name">d</span>: e</span></code></pre>` + "\n"
	if diff := cmp.Diff(want, string(HighlightYAML([]byte("a: \"b\" # <c>\r\n\nd: e\n"), 7))); diff != "" {
		t.Error(diff)
	}
}

// TestBounded holds that texts made to be slow are not.
func TestBounded(t *testing.T) {
	const n = 50_000
	nested := func(k int) string {
		var b strings.Builder
		for i := range k {
			b.WriteString(strings.Repeat("  ", i) + "- a\n")
		}
		return b.String()
	}
	for name, text := range map[string]string{
		"quotes":      strings.Repeat(">", n) + "a",
		"quote_lines": strings.Repeat(strings.Repeat("> ", 50)+"a\n", n/100),
		"lists":       strings.Repeat("- ", n) + "a",
		"numbers":     strings.Repeat("1. ", n) + "a",
		"list_lines":  nested(300),
		"brackets":    strings.Repeat("[", n),
		"pairs":       strings.Repeat("[[", n) + strings.Repeat("]]", n),
		"wiki_links":  strings.Repeat("[[a", n),
		"links":       strings.Repeat("[a](", n),
		"emphasis":    strings.Repeat("*a **a ", n),
		"stars":       strings.Repeat("*", n) + "a" + strings.Repeat("*", n),
		"code":        strings.Repeat("`a``", n),
		"notes":       strings.Repeat("[^a]", n) + "\n\n[^a]: b",
		"note_marks":  strings.Repeat("[^", n),
		"html":        strings.Repeat("<a ", n),
		"comments":    strings.Repeat("a <!-- ", n),
		"entities":    strings.Repeat("&", n),
		"quotation":   strings.Repeat("\"'", n),
		"dashes":      strings.Repeat("a - ", n),
		"headings":    strings.Repeat("## a\n", n/10),
		"table":       strings.Repeat("|a", n/10) + "\n" + strings.Repeat("|-", n/10) + "\n",
		"links_lines": strings.Repeat(strings.Repeat("[a](", 1900)+"\n\n", 5),
		"pair_lines":  strings.Repeat(strings.Repeat("[[", 950)+strings.Repeat("]]", 950)+"\n\n", 5),
		"yaml":        "```yaml\n" + strings.Repeat("a: [", n) + "\n```\n",
	} {
		t.Run(name, func(t *testing.T) {
			d := parse(text)
			m, _ := d.Find(strings.Repeat("a", 1000))
			d.Nearest("a b c")
			out := d.Render(RenderOptions{Lang: "fr", Marks: []MarkRange{{ID: "quote-1", Match: m}}})
			Inline(text, "en")
			if len(out) > 100*len(text) {
				t.Errorf("%d bytes of HTML from %d bytes of text", len(out), len(text))
			}
		})
	}
}

// ours returns the cases of the content folder.
func ours(tb testing.TB) [][]byte {
	tb.Helper()
	paths, err := filepath.Glob("../../content/cases/*.md")
	if err != nil || len(paths) == 0 {
		tb.Skip("no cases beside the code: ", err)
	}
	var all [][]byte
	for _, p := range paths {
		text, err := os.ReadFile(p)
		if err != nil {
			tb.Fatal(err)
		}
		all = append(all, text)
	}
	return all
}

func BenchmarkParseRender(b *testing.B) {
	texts := ours(b)
	b.SetBytes(int64(len(bytes.Join(texts, nil)) / len(texts)))
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		text := texts[i%len(texts)]
		body := max(0, bytes.Index(text, []byte("\n---\n"))) + 5
		d, _ := Parse(source.New("case.md", text), min(body, len(text)))
		d.Render(RenderOptions{Lang: "fr"})
	}
}

func BenchmarkFind(b *testing.B) {
	d := parse(strings.Repeat("The clinic’s records of one afternoon could *not* be brought back.\n", 100) + "Never again.")
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := d.Find("brought back. Never again"); !ok {
			b.Fatal("not found")
		}
	}
}

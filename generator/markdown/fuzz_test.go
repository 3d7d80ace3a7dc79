package markdown

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"

	"casebook/generator/source"
)

// allowed are the elements that may stand in a document, with their attributes.
var allowed = map[string][]string{
	"a": {"href", "title", "class", "id", "aria-label"}, "aside": {"class"}, "blockquote": nil, "br": nil,
	"code": nil, "dd": nil, "del": nil, "div": {"class"}, "dl": nil, "dt": nil, "em": nil, "hr": nil,
	"h2": {"id"}, "h3": {"id"}, "h4": {"id"}, "h5": {"id"}, "h6": {"id"},
	"img": {"src", "alt", "title", "loading"}, "input": {"type", "disabled", "checked", "aria-label"},
	"li": {"class", "id"}, "mark": {"id", "class"}, "ol": {"start"}, "p": {"class"}, "pre": {"class"},
	"section": {"class", "aria-label"}, "span": {"class", "id"}, "strong": nil, "sup": nil, "table": nil,
	"tbody": nil, "td": {"class"}, "th": {"class", "scope"}, "thead": nil, "tr": nil, "ul": nil,
}

var empty = []string{"br", "hr", "img", "input"}

// checkHTML reports what is not safe or not well formed: elements and attributes that no document has,
// addresses that run something, elements that are not closed in order, ids given twice, a link in a
// link.
func checkHTML(t *testing.T, text string) {
	t.Helper()
	if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
		t.Fatalf("not a valid text: %q", text)
	}
	var open []string
	ids := make(map[string]bool)
	for z := html.NewTokenizer(strings.NewReader(text)); z.Next() != html.ErrorToken; {
		tok := z.Token()
		switch tok.Type {
		case html.StartTagToken:
			checkElement(t, text, tok, ids)
			if tok.Data == "a" && slices.Contains(open, "a") {
				t.Fatalf("a link in a link: %s", text)
			}
			if !slices.Contains(empty, tok.Data) {
				open = append(open, tok.Data)
			}
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != tok.Data {
				t.Fatalf("</%s> closes %v: %s", tok.Data, open, text)
			}
			open = open[:len(open)-1]
		case html.TextToken:
		default:
			t.Fatalf("%v: %s", tok, text)
		}
	}
	if len(open) > 0 {
		t.Fatalf("not closed: %v: %s", open, text)
	}
}

func checkElement(t *testing.T, text string, tok html.Token, ids map[string]bool) {
	t.Helper()
	attributes, ok := allowed[tok.Data]
	if !ok {
		t.Fatalf("<%s>: %s", tok.Data, text)
	}
	for _, a := range tok.Attr {
		if !slices.Contains(attributes, a.Key) {
			t.Fatalf("<%s %s>: %s", tok.Data, a.Key, text)
		}
		switch a.Key {
		case "href", "src":
			if s, ok := browserScheme(a.Val); ok && s != "http" && s != "https" && s != "mailto" {
				t.Fatalf("%s=%q: %s", a.Key, a.Val, text)
			}
		case "id":
			if ids[a.Val] {
				t.Fatalf("id %q twice: %s", a.Val, text)
			}
			ids[a.Val] = true
		}
	}
}

// browserScheme reads an address as a browser does: blanks around it and control characters in it do
// not count.
func browserScheme(address string) (string, bool) {
	address = strings.TrimFunc(address, func(r rune) bool { return r <= ' ' })
	address = strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(address)
	scheme, _, ok := strings.Cut(address, ":")
	for i, r := range strings.ToLower(scheme) {
		if (r < 'a' || r > 'z') && (i == 0 || !strings.ContainsRune("0123456789+.-", r)) {
			return "", false
		}
	}
	return strings.ToLower(scheme), ok && scheme != ""
}

var hostile = []string{
	"<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))",
	"[x](java\tscript:alert(1))", "[x](javascript&colon;alert(1))", "[x](&#106;avascript:alert(1))",
	"[x](<javascript:alert(1)>)", "[x]( javascript:alert(1))", "[x](JAVASCRIPT:alert(1))", "<javascript:alert(1)>",
	"[x](data:text/html,<script>)", "![x](data:image/svg+xml,<svg onload=alert(1)>)", "[x](vbscript:x)",
	"[x](//evil.example)", `[x](/\evil.example)`, "[x](https://a.example/\"onmouseover=\"alert(1))",
	"![\" onerror=\"alert(1)](x)", "[x](y '\"><script>alert(1)</script>')", "[[\"><script>|x]]", "[[x|<b>]]",
	"[a]\n\n[a]: javascript:alert(1)", "# <script>\n\n## \" onclick=x", "```\"><script>\n</code></pre><script>\n```",
	"```html\n<script>alert(1)</script>\n```", "| <script> |\n|:-:|\n| `<` |", "[^<b>]\n\n[^<b>]: x",
	"<!-- a -->\n\n<?php ?>\n\n<![CDATA[x]]>", "<div\n\n>", "`<script>`", "&lt;script&gt;&#0;\x00\xff",
	"[![x](https://a.example/b.png)](https://a.example)", "[a <https://b.example> [[c]]](d)", "www.a.example/<b>",
	"*a **b* c**", "~~*a~~*", "***a [b*** c](d)**", "[x](a:b)", "[x](:b)", "> [!NOTE]\n> [x]\n> [x]: javascript:a",
}

// FuzzRender draws whatever there is, with marks on passages of it, and checks that it is safe and well
// formed and that the same text gives the same HTML.
func FuzzRender(f *testing.F) {
	for i, text := range hostile {
		f.Add(text, uint16(i), uint16(i+3), "en")
	}
	for _, text := range goldenTexts(f) {
		f.Add(text, uint16(10), uint16(30), "fr")
		f.Add(strings.ReplaceAll(text, "\n", "\r\n"), uint16(5), uint16(90), "en")
	}
	f.Fuzz(func(t *testing.T, text string, start, length uint16, lang string) {
		file := source.New("case.md", []byte(text))
		d, diags := Parse(file, 0)
		for _, g := range diags {
			checkSpan(t, file, g.Span)
		}
		for _, h := range d.Headings() {
			checkSpan(t, file, h.Span)
		}
		for _, l := range d.Links() {
			checkSpan(t, file, l.Span)
		}
		o := RenderOptions{Lang: lang, Marks: marksOf(t, d, int(start), int(length))}
		out := string(d.Render(o))
		checkHTML(t, out)
		again, _ := Parse(file, 0)
		if out != string(again.Render(o)) {
			t.Fatalf("drawn twice, two results: %q", text)
		}
		checkHTML(t, string(Inline(text, lang)))
		checkHTML(t, string(HighlightYAML([]byte(text), 1)))
	})
}

func checkSpan(t *testing.T, file *source.File, s source.Span) {
	t.Helper()
	if s.File != file || s.Start < 0 || s.Start > s.End || s.End > len(file.Body) {
		t.Fatalf("span %d to %d of %d bytes: %q", s.Start, s.End, len(file.Body), file.Body)
	}
}

// marksOf finds passages of a document that overlap, by the texts of places in it.
func marksOf(t *testing.T, d *Document, start, length int) []MarkRange {
	var marks []MarkRange
	for i := range 4 {
		from := min(len(d.plain), start+i*length/3)
		to := min(len(d.plain), from+length)
		quote, _, _ := strings.Cut(strings.ToValidUTF8(d.plain[from:to], ""), string(blockEnd))
		m, ok := d.Find(quote)
		if !ok {
			if fold(quote, nil) != "" && strings.Trim(fold(quote, nil), " ") != "" {
				t.Fatalf("%q is not found in %q", quote, d.plain)
			}
			continue
		}
		checkSpan(t, d.file, m.Span)
		marks = append(marks, MarkRange{ID: fmt.Sprint("quote-", i), Match: m, After: `<a href="#f">f</a>`,
			Note: `<span class="note">n</span>`})
	}
	return marks
}

// TestHostile holds that nothing of what attackers write comes through.
func TestHostile(t *testing.T) {
	for _, text := range hostile {
		d, _ := Parse(source.New("case.md", []byte(text)), 0)
		checkHTML(t, string(d.Render(RenderOptions{Lang: "en"})))
		checkHTML(t, string(Inline(text, "fr")))
	}
}

// TestResolveIsChecked holds that a target is no safer for coming from the caller.
func TestResolveIsChecked(t *testing.T) {
	d, _ := Parse(source.New("case.md", []byte("[[a]] [b](c) ![d](e)")), 0)
	checkHTML(t, string(d.Render(RenderOptions{Resolve: func(Link) (Target, bool) {
		return Target{Href: "javascript:alert(1)", Title: `"><b>`, Text: "<b>", Class: `"`}, true
	}})))
}

func goldenTexts(tb testing.TB) []string {
	tb.Helper()
	var texts []string
	for _, name := range goldenFiles(tb) {
		text, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			tb.Fatal(err)
		}
		texts = append(texts, string(text))
	}
	return texts
}

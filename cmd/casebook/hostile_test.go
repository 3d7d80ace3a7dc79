package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"golang.org/x/net/html"
)

// attempts returns the attempts of testdata/hostile.txt; elsewhere than in CI, for the tests that take
// long with many, every so many of them.
func attempts(t *testing.T, every int) (list []string) {
	t.Helper()
	body, err := os.ReadFile("testdata/hostile.txt")
	if err != nil {
		t.Fatal(err)
	}
	signs := strings.NewReplacer("⏎", "\n", "␉", "\t", "␍", "\r", "␀", "\x00", "⟲", "\u202e")
	for line := range strings.Lines(string(body)) {
		if line = strings.TrimSuffix(line, "\n"); line != "" && !strings.HasPrefix(line, "# ") {
			list = append(list, signs.Replace(line))
		}
	}
	if len(list) < 150 {
		t.Fatalf("%d attempts", len(list))
	}
	if os.Getenv("CI") == "true" || every == 1 {
		return list
	}
	some := list[:0]
	for i := 0; i < len(list); i += every {
		some = append(some, list[i])
	}
	return some
}

// TestHostile makes a site of attempts to run a script: in every text of cases, of rules in all that they
// may hold, of site.yaml and of cells that are imported. Each page is then what the templates make of it,
// element by element; and a browser that shows it runs nothing, asks nobody else for anything and finds
// the page whole, also without the content policy, so that it is the escaping that holds.
func TestHostile(t *testing.T) {
	content := hostileContent(t, attempts(t, 12))
	site := serveSite(t, content)
	t.Run("pages", func(t *testing.T) { hostilePages(t, site) })
	b := startBrowser(t)
	bare := website{site.dir, serveWithoutPolicy(t, site.dir)}
	t.Run("browser", func(t *testing.T) {
		t.Parallel()
		hostileVisits(b.open(t, site, "light", 1280).armed(), 8)
	})
	t.Run("browser_without_policy", func(t *testing.T) {
		t.Parallel()
		hostileVisits(b.open(t, bare, "light", 1280).armed(), 1)
	})
	t.Run("queries", func(t *testing.T) {
		t.Parallel()
		hostileQueries(b.open(t, bare, "light", 1280).armed(), attempts(t, 12))
	})
}

// hostileContent writes a content folder of attempts: one a case in all of its texts, one a row of a table
// that becomes a case, and all of them in the rules.
func hostileContent(t *testing.T, list []string) string {
	t.Helper()
	content := filepath.Join(t.TempDir(), "content")
	for i, attempt := range list {
		write(t, filepath.Join(content, "cases", fmt.Sprintf("written-%d.md", i)), hostileCase(attempt, attempt))
	}
	write(t, filepath.Join(content, "rules", "every.yaml"), hostileRules(t))
	write(t, filepath.Join(content, "rules", "more.yaml"), hostileGlossary(t))
	write(t, filepath.Join(content, "pages", "about.md"), "---\ntitle: "+quoted(list[0])+"\n---\n\n"+list[0]+"\n")
	write(t, filepath.Join(content, "site.yaml"), "title: "+quoted(`</title><script>boom()</script>"'>`)+"\ntagline: "+quoted(`"><img src=x onerror=boom()>`)+
		"\nlanguages: [en, fr]\nlaw-as-of: 2026-01-01\nrepository: https://example.org/repo\n")
	importHostile(t, list, filepath.Join(content, "cases"))
	refused := refusedCases(t, content)
	if len(refused) > len(list)/8 {
		t.Errorf("too many attempts never come to a page: %v", refused)
	}
	for _, n := range refused {
		write(t, filepath.Join(content, "cases", fmt.Sprintf("written-%d.md", n)), hostileCase(list[n], "refused"))
	}
	return content
}

// refusedCases returns the numbers of the cases that are refused for what their bodies lead to, which is
// not there: no site is made with them.
func refusedCases(t *testing.T, content string) (refused []int) {
	t.Helper()
	var out bytes.Buffer
	run([]string{"check", "--content", content, "--format", "json"}, &out, io.Discard)
	for d := json.NewDecoder(&out); d.More(); {
		var fault struct{ Path, Severity, Code, Message string }
		if err := d.Decode(&fault); err != nil {
			t.Fatal(err)
		}
		n := 0
		_, err := fmt.Sscanf(filepath.Base(fault.Path), "written-%d.md", &n)
		switch {
		case fault.Severity != "error":
		case err != nil || fault.Code != "link-broken":
			t.Fatalf("%s: %s [%s]", fault.Path, fault.Message, fault.Code)
		case !slices.Contains(refused, n):
			refused = append(refused, n)
		}
	}
	return refused
}

// quoted writes a text as a YAML text in quotation marks.
func quoted(text string) string {
	body, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	return string(body)
}

// hostileCase is a case file in which every text is an attempt, and which has another, or the same, in
// every kind of place of Markdown.
func hostileCase(attempt, body string) string {
	line := strings.NewReplacer("\n", " ", "\r", " ").Replace(body)
	return strings.NewReplacer("TEXT", quoted(attempt), "BODY", body, "LINE", line).Replace(`---
title: TEXT
summary: TEXT
incident: {from: 2024-03-05T13:00, to: 2024-03-05T18:00}
known-until: 2024-06-01
added: 2024-06-01
country: FR
sector: health
parties:
  - id: a
    name: TEXT
    role: controller
    aware: {is: 2024-03-05, note: TEXT, original: TEXT, source: s}
    did: {notified-authority: {is: 2024-03-07, note: TEXT, source: s}}
    facts: {logged: {is: yes, note: TEXT}}
facts:
  personal_data: {is: yes, note: TEXT, original: TEXT, source: s, disputed-by: a}
  availability: {is: permanent, quote: nothing came back, note: TEXT}
  people: {at-least: 40}
positions:
  - {by: TEXT, claims: {availability_breach: no}, because: TEXT, source: s}
readings:
  - {id: other, title: TEXT, facts: {availability: none}}
decision: {authority: TEXT, number: TEXT, date: 2025-01-01, amount: TEXT}
sources:
  - {id: s, title: TEXT, publisher: TEXT, language: en, url: "https://example.org/?x=\"><script>boom()</script>"}
---

BODY

## Heading LINE

In the midst LINE of a sentence *and LINE so* on; nothing came back.

- BODY
- [LINE](https://elsewhere.example/LINE "LINE")

> BODY

![LINE](https://elsewhere.example/LINE)

[LINE]: https://elsewhere.example/LINE "LINE"
`)
}

// hostileRules are the rules that show every construct of the language, with attempts for texts.
func hostileRules(t *testing.T) string {
	t.Helper()
	body, err := os.ReadFile("../../generator/rule/testdata/every.yaml")
	if err != nil {
		t.Fatal(err)
	}
	list := slices.DeleteFunc(attempts(t, 1), func(a string) bool { return strings.ContainsAny(a, "{}") }) // which name values in texts of rules
	n := 0
	next := func() string {
		three := list[n%len(list)] + " " + list[(n+1)%len(list)] + " " + list[(n+2)%len(list)]
		n += 3
		return quoted(three)
	}
	text := regexp.MustCompile(`\{en: ("[^"{}]*"|[^{},"'\n]*), fr: ("[^"{}]*"|'[^'{}]*'|[^{},"'\n]*)\}`)
	rules := text.ReplaceAllStringFunc(string(body), func(string) string { return "{en: " + next() + ", fr: " + next() + "}" })
	if n < len(list) {
		t.Fatalf("the rules have room for %d attempts of %d", n, len(list))
	}
	return rules
}

// hostileGlossary has every attempt as a term, a definition and a synonym.
func hostileGlossary(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("glossary:\n")
	for i, a := range attempts(t, 1) {
		q := quoted(a + fmt.Sprint(" ", i))
		fmt.Fprintf(&b, "  term-%d:\n    term: {en: %s, fr: %s}\n    definition: {en: %s, fr: %s}\n    synonyms: {en: [%s], fr: [%s]}\n", i, q, q, q, q, q, q)
	}
	return b.String()
}

// importHostile makes cases of a table whose cells are attempts.
func importHostile(t *testing.T, list []string, out string) {
	t.Helper()
	var table bytes.Buffer
	w := csv.NewWriter(&table)
	w.Write([]string{"N", "Cell"})
	for i, a := range list {
		w.Write([]string{fmt.Sprint(i), a})
	}
	w.Flush()
	dir := t.TempDir()
	write(t, filepath.Join(dir, "table.csv"), table.String())
	write(t, filepath.Join(dir, "map.yaml"), `
fields:
  n: {column: N}
  cell: {column: Cell}
id: cell-{n}
case:
  title: "{cell}"
  summary: "About {cell}."
  parties: [{id: a, name: "{cell}"}]
body: |
  {cell}

  ## Of {cell}

  Told: {cell}

  - {cell}
  - {cell}{cell}
`)
	var said bytes.Buffer
	if status := run([]string{"import", "csv", filepath.Join(dir, "table.csv"), "--map", filepath.Join(dir, "map.yaml"), "--out", out}, &said, &said); status != statusFine {
		t.Fatalf("import ends with %d:\n%s", status, said.String())
	}
}

// hostilePages looks at the bytes of every page.
func hostilePages(t *testing.T, site website) {
	n := 0
	err := fs.WalkDir(os.DirFS(site.dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(name) != ".html" {
			return err
		}
		n++
		body, err := os.ReadFile(filepath.Join(site.dir, name))
		for _, fault := range foreignMarkup(body) {
			t.Errorf("%s: %s", name, fault)
		}
		return err
	})
	if err != nil || n < 100 {
		t.Errorf("%d pages: %v", n, err)
	}
}

// void are the elements that have no end.
var void = []string{"meta", "link", "img", "input", "br", "hr", "wbr", "path", "circle", "rect", "line", "use", "col"}

// foreignMarkup returns what templates do not write: elements that are not closed where they were opened,
// that run or load something, handlers of events, and addresses of other kinds.
func foreignMarkup(body []byte) (faults []string) {
	fault := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	var open []string
	landmarks := ""
	for z := html.NewTokenizer(bytes.NewReader(body)); z.Next() != html.ErrorToken; {
		token := z.Token()
		switch token.Type {
		case html.CommentToken:
			fault("a comment: %.60q", token.Data)
		case html.StartTagToken:
			if len(open) == 2 && open[1] == "body" {
				landmarks += token.Data + " "
			}
			for _, f := range foreignElement(token) {
				fault("%s", f)
			}
			if !slices.Contains(void, token.Data) {
				open = append(open, token.Data)
			}
			if token.Data == "script" && len(token.Attr) == 1 && token.Attr[0].Val == "application/ld+json" {
				z.Next()
				if data := z.Token(); !json.Valid([]byte(data.Data)) {
					fault("linked data that are cut off: %.200q", data.Data)
				}
			}
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != token.Data {
				fault("</%s> ends %q", token.Data, open)
				return faults
			}
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 || landmarks != "a header main footer " {
		fault("the page has %sin its body, and %q stay open", landmarks, open)
	}
	return faults
}

func foreignElement(token html.Token) (faults []string) {
	switch token.Data {
	case "iframe", "object", "embed", "base", "style", "frameset", "applet", "math", "foreignobject", "animate", "set", "plaintext", "noscript", "video", "audio":
		faults = append(faults, "<"+token.Data+">")
	}
	for _, a := range token.Attr {
		switch {
		case strings.HasPrefix(a.Key, "on"), a.Key == "style", a.Key == "srcdoc", a.Key == "formaction", a.Key == "http-equiv" && a.Val != "Content-Security-Policy":
			faults = append(faults, fmt.Sprintf("<%s %s=%q>", token.Data, a.Key, a.Val))
		case a.Key == "href" || a.Key == "src" || a.Key == "action":
			scheme, _, has := strings.Cut(strings.ToLower(strings.Map(func(r rune) rune {
				if r <= ' ' {
					return -1
				}
				return r
			}, a.Val)), ":")
			if has && !strings.ContainsAny(scheme, "/?#") && scheme != "http" && scheme != "https" && scheme != "mailto" {
				faults = append(faults, fmt.Sprintf("<%s %s=%q>", token.Data, a.Key, a.Val))
			}
			if a.Key == "src" && strings.Contains(a.Val, "//") {
				faults = append(faults, fmt.Sprintf("<%s src=%q>", token.Data, a.Val))
			}
		}
	}
	return faults
}

// serveWithoutPolicy serves a site without the content policy of its pages, and returns its address.
func serveWithoutPolicy(t *testing.T, dir string) string {
	t.Helper()
	policy := regexp.MustCompile(`<meta http-equiv="Content-Security-Policy"[^>]*>\n`)
	files := staticFiles(dir)
	server := httptest.NewServer(http.StripPrefix(strings.TrimSuffix(below, "/"), http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		recorded := httptest.NewRecorder()
		files.ServeHTTP(recorded, r)
		body := recorded.Body.Bytes()
		if strings.HasPrefix(recorded.Header().Get("Content-Type"), "text/html") {
			if !policy.Match(body) {
				t.Errorf("%s has no policy", r.URL)
			}
			body = policy.ReplaceAll(body, nil)
			recorded.Header().Del("Content-Length")
		}
		for key, values := range recorded.Header() {
			w.Header()[key] = values
		}
		w.WriteHeader(recorded.Code)
		w.Write(body)
	})))
	t.Cleanup(server.Close)
	return server.URL + below
}

// armed makes every page of the tab complain when an attempt succeeds.
func (tb *tab) armed() *tab {
	tb.Helper()
	const trap = `for (const name of ["boom", "alert", "confirm", "prompt", "print", "open"])
		Object.defineProperty(window, name, { value: () => console.error(name + " was called"), writable: false, configurable: false });`
	_, err := chromedp.Call(tb.Context, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: trap})
	tb.check(err)
	tb.visit("")
	tb.do(`boom()`)
	if got := tb.complained(); len(got) != 1 || !strings.Contains(got[0], "boom was called") {
		tb.Fatalf("the trap does not go off: %q", got)
	}
	return tb
}

// hostileVisits shows every so many pages to the browser, points at what can be pointed at, and wants
// nothing to have run and the page to be whole.
func hostileVisits(tb *tab, every int) {
	// The cases are not translated: their French pages show the same texts, and one of them is among the kinds.
	// Those that were imported are alike but for their texts, which lists and the search show too.
	pages := slices.DeleteFunc(tb.site.pages(tb.T), func(p string) bool {
		return strings.HasPrefix(p, "fr/cases/") || strings.HasPrefix(p, "cases/cell-") && !strings.HasSuffix(p, "0/")
	})
	visited := []string{"", "cases/", "glossary/"}
	if every == 1 || os.Getenv("CI") == "true" {
		visited = tb.site.kinds(tb.T)
	}
	if os.Getenv("CI") != "true" {
		every *= 12
	}
	for i := 0; i < len(pages); i += every {
		visited = append(visited, pages[i])
	}
	for _, p := range visited {
		tb.visit(p)
		for _, fault := range eval[[]string](tb, broken) {
			tb.Errorf("%s: %s", p, fault)
		}
		for _, complaint := range tb.complained() {
			tb.Errorf("%s: %s", p, complaint)
		}
	}
	tb.visit("cases/")
	const first = `[...document.querySelectorAll("main a")].filter((a) => a.pathname.includes("/cases/written"))[0]`
	tb.do(first + `.focus({ focusVisible: true })`)
	tb.do(first + `.dispatchEvent(new PointerEvent("pointerover", { bubbles: true }))`)
	tb.until(`document.querySelector("#preview:popover-open")`)
	tb.plain("a preview")
	tb.quiet()
}

// broken names what is wrong with the structure of a page, after every element was pointed at.
const broken = `(() => {
  for (const e of document.querySelectorAll("*"))
    for (const kind of ["mouseover", "pointerenter", "focus", "animationstart"]) e.dispatchEvent(new Event(kind));
  const faults = [], parts = [...document.body.children].map((e) => e.localName).filter((n) => n !== "div" && n !== "dialog").join(" ");
  if (parts !== "a header main footer") faults.push("the body has " + parts);
  for (const one of ["main", "h1", "title"])
    if (document.querySelectorAll("html:root " + one + ":not(svg *)").length !== 1) faults.push("not one " + one);
  if (document.querySelector("iframe, object, embed, base, form:not([role=search]), main script:not([type*=json]), main style, main link"))
    faults.push("what no template writes");
  if (!document.documentElement.classList.contains("js")) faults.push("the page's own scripts do not run");
  return faults;
})()`

// hostileQueries asks the search for every attempt, by its address and in its field.
func hostileQueries(tb *tab, list []string) {
	for i, attempt := range list {
		if i%4 != 0 {
			continue // the field below takes them all
		}
		tb.results("search/?q=" + url.QueryEscape(attempt))
		tb.plain(attempt)
		for _, fault := range eval[[]string](tb, broken) {
			tb.Errorf("%q: %s", attempt, fault)
		}
		for _, complaint := range tb.complained() {
			tb.Errorf("%q: %s", attempt, complaint)
		}
	}
	tb.do(`document.querySelector("[data-js=search-field]").focus()`)
	for _, attempt := range list {
		tb.do(`document.querySelector("[data-js=search-status]").textContent = ""`)
		tb.typed(attempt)
		tb.until(`document.querySelector("[data-js=search-status]").textContent && ` + answered)
		tb.plain(attempt)
	}
	tb.quiet()
}

// TestHostileTable opens cases.csv as a spreadsheet does that cuts at commas, semicolons or tabs, and wants
// no cell to begin a formula.
func TestHostileTable(t *testing.T) {
	content := t.TempDir()
	if err := os.CopyFS(content, os.DirFS(example)); err != nil {
		t.Fatal(err)
	}
	for i, cell := range []string{"=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "\t=1", "\r=1", " =1", "＝1", "x;=1", "x\t@a", "\"=1", "x\",=1", "x\n=1", "=HYPERLINK(\"https://elsewhere.example\")"} {
		write(t, filepath.Join(content, "cases", fmt.Sprintf("cell-%d.md", i)), "---\ntitle: "+quoted(cell)+"\nsummary: A list was lost.\n---\n\nIt was lost.\n")
	}
	out := filepath.Join(t.TempDir(), "public")
	var said bytes.Buffer
	if status := run([]string{"build", "--content", content, "--out", out}, io.Discard, &said); status != statusFine {
		t.Fatalf("build ends with %d:\n%s", status, said.String())
	}
	body, err := os.ReadFile(filepath.Join(out, "cases.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for _, comma := range ",;\t" {
		r := csv.NewReader(bytes.NewReader(body))
		r.Comma, r.FieldsPerRecord, r.LazyQuotes = comma, -1, true
		rows, err := r.ReadAll()
		if err != nil || len(rows) < 15 {
			t.Fatalf("cut at %q: %d rows, %v", comma, len(rows), err)
		}
		for _, cell := range slices.Concat(rows...) {
			if start := strings.TrimLeft(cell, " "); start != "" && strings.ContainsRune("=+-@\t\r＝＋－＠", []rune(start)[0]) {
				t.Errorf("cut at %q, a cell begins a formula: %q", comma, cell)
			}
		}
	}
}

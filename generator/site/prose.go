package site

import (
	"bytes"
	"fmt"
	"html/template"
	"path"
	"strings"

	"casebook/generator/diag"
	"casebook/generator/kb"
	"casebook/generator/markdown"
	"casebook/generator/source"
	"casebook/generator/yamlsrc"
)

// prose is a Markdown page of the content: content/pages/<name>.md, or <name>.<lang>.md for a
// translation. Its front matter has a title and a description, both optional. What the engine's own
// pages say about the field comes from the names home, about, now, now-clock, now-notice and now-after;
// any other name is a page of its own at /<name>/.
type prose struct {
	file        *source.File
	name        string
	lang        string
	title       string
	description string
	body        *markdown.Document
}

// Prose is a text of the content as it stands on a page.
type Prose struct {
	Title string
	HTML  template.HTML
	Lang  string // of the text, where it is not the page's
}

// TextPage is a Markdown page of the content that stands alone, pages/text.html.
type TextPage struct {
	Frame
	Notice   *Notice
	Text     Prose
	Contents []Link
}

// own are the names of texts that the engine's pages include.
var own = []string{"home", "about", "now", "now-clock", "now-notice", "now-after"}

// parseProse reads the Markdown pages of the content.
func parseProse(files []*source.File, languages []string) ([]*prose, diag.List) {
	var list []*prose
	var diags diag.List
	for _, f := range files {
		p := &prose{file: f, lang: languages[0]}
		p.name, p.lang = proseName(f.Path, languages[0])
		start, end, body := frontMatter(f.Body)
		if end > start {
			front, found := yamlsrc.Parse(f, start, end)
			diags.Append(found)
			m := yamlsrc.OpenMap(front, "a page", &diags)
			p.title, p.description = m.Text("title").Value, m.Text("description").Value
			m.Close()
		}
		document, found := markdown.Parse(f, body)
		diags.Append(found)
		p.body = document
		list = append(list, p)
	}
	return list, diags
}

// proseName takes a path apart: pages/home.fr.md is home in French, pages/home.md is in the default
// language.
func proseName(file, fallback string) (name, lang string) {
	name = strings.TrimSuffix(path.Base(file), ".md")
	if base, lang, ok := strings.Cut(name, "."); ok {
		return base, lang
	}
	return name, fallback
}

// frontMatter returns where the YAML between two lines --- starts and ends, and where the text after it
// starts, as offsets in bytes from 0.
func frontMatter(body []byte) (start, end, text int) {
	skip := len(body) - len(bytes.TrimPrefix(body, source.BOM))
	start = skip + lineLength(body[skip:])
	if strings.TrimRight(string(body[skip:start]), "\r\n") != "---" {
		return skip, skip, skip
	}
	for at := start; at < len(body); {
		n := lineLength(body[at:])
		if strings.TrimRight(string(body[at:at+n]), "\r\n") == "---" {
			return start, at, at + n
		}
		at += n
	}
	return skip, skip, skip
}

// lineLength is the length of the first line, its end included.
func lineLength(body []byte) int {
	if i := bytes.IndexByte(body, '\n'); i >= 0 {
		return i + 1
	}
	return len(body)
}

// prose returns a text of the content by name, in the edition's language or the one it has; nil when
// there is none.
func (e *edition) prose(name string) *prose {
	var found *prose
	for _, p := range e.pages {
		if p.name == name && (found == nil || p.lang == e.lang) {
			found = p
		}
	}
	return found
}

// show renders a text for a page whose root is given; nil for a text that is not there.
func (e *edition) show(name, root string) *Prose {
	p := e.prose(name)
	if p == nil {
		return nil
	}
	html := p.body.Render(markdown.RenderOptions{Lang: p.lang, Resolve: e.resolver(root)})
	return &Prose{Title: markdown.Typography(p.lang, p.title), HTML: html, Lang: e.foreign(p.lang)}
}

// textPages returns the pages of the content that stand alone.
func (e *edition) textPages() []*Page {
	var pages []*Page
	for _, name := range e.standalone() {
		url := name + "/"
		pages = append(pages, e.page(url, "text", func() any { return e.textPage(name, url) }))
	}
	return pages
}

// standalone returns the names of texts that are pages of their own, each once.
func (p *planner) standalone() []string {
	var names []string
	seen := map[string]bool{}
	for _, name := range own {
		seen[name] = true
	}
	for _, t := range p.pages {
		if !seen[t.name] {
			seen[t.name] = true
			names = append(names, t.name)
		}
	}
	return names
}

func (e *edition) textPage(name, url string) *TextPage {
	p := e.prose(name)
	text := e.show(name, root(e.prefix+url))
	page := &TextPage{Frame: e.frame(url, "", text.Title, p.description), Text: *text}
	if text.Lang != "" {
		page.Notice = &Notice{Lang: p.lang, Text: e.T("notice.untranslated", e.texts.Language(p.lang))}
	}
	for _, h := range p.body.Headings() {
		if h.Level == 2 {
			page.Contents = append(page.Contents, Link{URL: "#" + h.ID, Text: markdown.Typography(p.lang, h.Text), Lang: text.Lang})
		}
	}
	return page
}

// resolver returns where the links of a text lead, for a page whose root is given: what [[ ]] and
// relative addresses name, and "/now/", a page of the same edition.
func (e *edition) resolver(root string) func(markdown.Link) (markdown.Target, bool) {
	return func(l markdown.Link) (markdown.Target, bool) {
		if page, ok := ownPage(l); ok {
			return markdown.Target{Href: relative(root, e.url(page))}, true
		}
		t, ok := e.base.Target(l)
		if !ok {
			return markdown.Target{}, false
		}
		link := e.target(t)
		if link.URL == "" {
			return markdown.Target{}, false
		}
		if t.Anchor != "" {
			link.URL += "#" + t.Anchor
		}
		return markdown.Target{Href: relative(root, link.URL), Text: link.Text}, true
	}
}

// ownPage returns the page of the site that a link such as "/now/#clock" names, without the slash before
// it, and whether it is such a link.
func ownPage(l markdown.Link) (string, bool) {
	if l.Wiki || !strings.HasPrefix(l.Destination, "/") || strings.HasPrefix(l.Destination, "//") {
		return "", false
	}
	return l.Destination[1:], true
}

// target leads to what a text names; the zero Link keeps an address as it was written.
func (e *edition) target(t kb.Target) Link {
	rules := e.base.Rules
	switch t.Kind {
	case kb.ToCase:
		return e.caseLink(e.base.Case(t.ID))
	case kb.ToRule:
		return e.ruleLink(rules.Rule(t.ID))
	case kb.ToObligation:
		return e.obligationLink(rules.Obligation(t.ID))
	case kb.ToFact:
		return e.factLink(rules.Fact(t.ID))
	case kb.ToConclusion:
		return e.conclusionLink(rules.Conclusion(t.ID))
	case kb.ToScore:
		return e.scoreLink(rules.Score(t.ID))
	case kb.ToArticle, kb.ToInstrument:
		return e.sourceLink(t.Source)
	}
	return Link{}
}

// checkLinks reports the links of the Markdown pages that lead nowhere. pages are all pages of the site.
func (p *planner) checkLinks(pages []*Page, diags *diag.List) {
	there := map[string]bool{}
	for _, page := range pages {
		there[page.URL] = true
	}
	for _, text := range p.pages {
		for _, l := range text.body.Links() {
			if page, ok := ownPage(l); ok {
				address, _, _ := strings.Cut(page, "#")
				if !there[address] {
					diags.Add("link-broken", l.Span, fmt.Sprintf("the site has no page %q", "/"+address), "")
				}
			} else if _, ok := p.base.Target(l); !ok {
				diags.Add("link-broken", l.Span, fmt.Sprintf("the link to %q leads nowhere", l.Destination),
					"write an id in [[ ]], a page of the site as /now/, or a whole address")
			}
		}
	}
}

// relative makes an address of the site relative to a page whose root is given.
func relative(root, url string) string {
	switch {
	case url == HomeURL && root != "":
		return root
	case strings.HasPrefix(url, "#"), strings.Contains(url, ":"), url == HomeURL:
		return url
	}
	return root + url
}

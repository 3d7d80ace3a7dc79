package site

import (
	"html/template"
	"strings"

	"casebook/generator/assess"
	"casebook/generator/kb"
	"casebook/generator/markdown"
	"casebook/generator/rule"
	"casebook/generator/yamlsrc"

	"golang.org/x/text/language/display"
)

// edition is the site in one language.
type edition struct {
	*planner
	lang   string
	place  int // among the languages of the site
	texts  *Texts
	prefix string             // before every address: "" for the default language, "fr/"
	chrome map[string]*Chrome // by part of the menu

	entries    []*Entry           // by the case's place in the base
	facetViews []*FacetView       // all facets
	orders     []order            // of all cases
	readers    map[subject][]Link // what tests a fact or a conclusion
	regions    display.Namer      // names of countries
	terms      *Terms
	shared     shared // parts of case pages that many cases share
}

// T returns a text of the templates.
func (e *edition) T(key string, args ...any) string { return e.texts.T(key, args...) }

// words returns a text of the rules in the edition's language, set in its typography.
func (e *edition) words(w yamlsrc.Words) string { return markdown.Typography(e.lang, w.In(e.lang)) }

// inline returns words of the rules that may hold emphasis, code and links.
func (e *edition) inline(w yamlsrc.Words) template.HTML { return markdown.Inline(w.In(e.lang), e.lang) }

// url returns the address in this edition of a page that every edition has.
func (e *edition) url(page string) string {
	if e.prefix+page == "" {
		return HomeURL
	}
	return e.prefix + page
}

// page returns a page of this edition. page is its address without the language; it is the same in
// every edition.
func (e *edition) page(page, template string, view func() any) *Page {
	url := e.prefix + page
	p := &Page{URL: url, Lang: e.lang, Texts: e.texts, Template: template, Root: root(url), View: view}
	if withTerms[template] {
		p.Terms = e.terms
	}
	return p
}

// root returns what leads from a page to the root of the site.
func root(url string) string { return strings.Repeat("../", strings.Count(url, "/")) }

// frame returns the frame of a page. page is its address without the language; section the part of the
// menu it belongs to, "" for none; crumbs the pages between the home page and this one.
func (e *edition) frame(page, section, title, description string, crumbs ...Link) Frame {
	f := Frame{
		Lang: e.lang, Site: e.title(), Title: title, Description: description,
		URL: e.prefix + page, Kind: "website", Section: section,
		Languages: e.others(page), Alternates: e.alternates(page), Mentions: e.mentionedIn(page), Chrome: e.chrome[section],
	}
	if address := e.base.Config.Address; address != "" {
		f.Canonical = address + f.URL
	}
	if len(crumbs) > 0 {
		f.Crumbs = append([]Link{{URL: e.url(""), Text: e.T("nav.home")}}, crumbs...)
	}
	return f
}

// beside sets the links of a page that stands at place i of n, each of which link names.
func (f *Frame) beside(i, n int, link func(int) Link) {
	if i > 0 {
		f.Previous = link(i - 1)
	}
	if i+1 < n {
		f.Next = link(i + 1)
	}
}

func (e *edition) title() string { return e.words(e.base.Config.Title) }

// others returns links to the same page in the other languages, each by its own name.
func (e *edition) others(page string) []Link {
	var links []Link
	for _, o := range e.editions {
		if o != e {
			links = append(links, Link{URL: o.url(page), Text: o.T("lang.name"), Lang: o.lang})
		}
	}
	return links
}

// alternates returns the same page in every language; machines want full addresses, so there are none
// where the site's is not known.
func (e *edition) alternates(page string) []Link {
	address := e.base.Config.Address
	if address == "" || len(e.editions) < 2 {
		return nil
	}
	links := make([]Link, 0, len(e.editions)+1)
	for _, o := range e.editions {
		links = append(links, Link{URL: address + o.prefix + page, Lang: o.lang})
	}
	return append(links, Link{URL: address + page, Lang: "x-default"})
}

// text returns a case in the edition's language, or in the language it has with a notice that says so.
func (e *edition) text(c *kb.Case) (*kb.Text, *Notice) {
	for _, t := range c.Texts {
		if t.Lang == e.lang {
			if t.Stale {
				return t, &Notice{Lang: t.Lang, Text: e.T("notice.stale"), Stale: true}
			}
			return t, nil
		}
	}
	t := c.Texts[0]
	return t, &Notice{Lang: t.Lang, Text: e.T("notice.untranslated", e.texts.Language(t.Lang))}
}

// foreign returns a language where it is not the edition's, else "": the lang attribute of a text.
func (e *edition) foreign(lang string) string {
	if lang == e.lang {
		return ""
	}
	return lang
}

// The links to what has a page.

func (e *edition) caseLink(c *kb.Case) Link {
	t, _ := e.text(c)
	return Link{URL: e.url("cases/" + c.ID + "/"), Text: markdown.Typography(t.Lang, t.Title), Lang: e.foreign(t.Lang)}
}

func (e *edition) ruleLink(r *rule.Rule) Link {
	return Link{URL: e.url("rules/" + r.ID + "/"), Text: e.words(r.Title), Note: r.ID}
}

func (e *edition) obligationLink(o *rule.Obligation) Link {
	return Link{URL: e.url("obligations/" + o.ID + "/"), Text: e.words(o.Title), Note: o.ID}
}

func (e *edition) conclusionLink(c *rule.Conclusion) Link {
	return Link{URL: e.url("conclusions/" + c.ID + "/"), Text: e.words(c.Title), Note: c.ID}
}

func (e *edition) factLink(f *rule.Fact) Link {
	return Link{URL: e.url("facts/" + f.ID + "/"), Text: e.words(f.Title), Note: f.ID}
}

func (e *edition) articleLink(a *rule.Article) Link {
	return Link{URL: e.url("law/" + a.ID + "/"), Text: e.words(a.Title)}
}

// sourceLink names a legal source as lawyers do and leads to the page of its article, else to the
// instrument's own text; it is a text without an address where neither is known.
func (e *edition) sourceLink(s rule.Source) Link {
	l := Link{Text: e.sourceName(s)}
	switch {
	case s.Article != nil:
		l.URL = e.url("law/" + s.Article.ID + "/")
	case s.Instrument != nil:
		l.URL = s.Instrument.URL.In(e.lang)
	}
	return l
}

// sourceName names a legal source as lawyers do, its number kept on the line of what it numbers.
func (e *edition) sourceName(s rule.Source) string {
	return unbroken.Replace(markdown.Typography(e.lang, s.In(e.lang)))
}

var unbroken = strings.NewReplacer("§ ", "§\u00a0", "art. ", "art.\u00a0", "Art. ", "Art.\u00a0", "para ", "para\u00a0", "point ", "point\u00a0")

func (e *edition) sourceLinks(sources []rule.Source) []Link {
	links := make([]Link, len(sources))
	for i, s := range sources {
		links[i] = e.sourceLink(s)
	}
	return links
}

// The pills of outcomes: what is required or holds is "yes", what is not is "no", the rest is open.

func (e *edition) outcomePill(o assess.Outcome) Pill {
	return Pill{Is: outcomeClass(o), Text: e.T("outcome." + o.String())}
}

func (e *edition) statusPill(o assess.Outcome) Pill {
	return Pill{Is: outcomeClass(o), Text: e.T("status." + o.String())}
}

func outcomeClass(o assess.Outcome) string {
	if o == assess.Unknown {
		return "open"
	}
	return o.String()
}

package site

import (
	"net/url"
	"strings"

	"casebook/generator/assess"
	"casebook/generator/diag"
	"casebook/generator/kb"
	"casebook/generator/markdown"
	"casebook/generator/rule"
)

// planner is what all editions share.
type planner struct {
	Input
	base      *kb.Base
	record    *record
	principal []*rule.Conclusion // those that say most of a case
	kinds     []*rule.Conclusion // those of them that are kinds of the main one
	facetList []*facet
	pages     []*prose
	mentions  mentions   // which cases refer to which pages
	editions  []*edition // by language of the site, the default first
	alike     likeness   // which cases are alike
	coverage  func() *assess.Coverage
	kept      map[*Assessed]*kept
}

// Plan returns the pages of the site: for each language the pages a reader sees, then what is written
// once for the whole site. The order is always the same.
func Plan(in Input) (*Site, diag.List) {
	p := &planner{Input: in, base: in.Base, principal: principals(in.Base.Rules), kept: keptOf(in), coverage: coverageOf(in)}
	p.Before = nil // what is taken over is in kept; no plan keeps the one before it
	p.record = newRecord(p.Input, p.kept)
	if main := headline(in.Base.Rules); main != nil {
		p.kinds = kindsOf(main)
	}
	p.facetList, p.mentions = p.facets(), p.newMentions()
	var diags diag.List
	p.pages, diags = parseProse(in.Pages, in.Base.Config.Languages)
	for i, lang := range in.Base.Config.Languages {
		p.editions = append(p.editions, p.edition(lang, i))
	}
	for _, e := range p.editions {
		e.prepare()
	}
	s := &Site{editions: p.editions, input: p.Input, kept: p.kept}
	for _, e := range p.editions {
		s.Pages = append(s.Pages, e.all()...)
	}
	s.Pages = append(s.Pages, p.exports(s.Pages)...)
	s.Pages = append(s.Pages, p.editions[0].notFoundPage())
	for _, e := range p.editions {
		s.Pages = append(s.Pages, e.movedPages()...)
	}
	p.checkAddresses(s.Pages, &diags)
	p.checkLinks(s.Pages, &diags)
	return s, diags
}

// all returns every page of the edition.
func (e *edition) all() []*Page {
	pages := []*Page{e.homePage(), e.nowPage(), e.glossaryPage(), e.aboutPage(), e.searchPage()}
	for _, more := range [][]*Page{
		e.casePages(), e.listPages(), e.matrixPages(), e.indexPages(),
		e.rulePages(), e.conclusionPages(), e.obligationPages(), e.factPages(), e.articlePages(), e.textPages(),
		e.scorePages(), e.proposalPages(),
	} {
		pages = append(pages, more...)
	}
	return pages
}

func (p *planner) edition(lang string, place int) *edition {
	e := &edition{planner: p, lang: lang, place: place, chrome: map[string]*Chrome{}, regions: regions(lang)}
	for _, t := range p.Texts {
		if t.Lang == lang || e.texts == nil {
			e.texts = t
		}
	}
	if place > 0 {
		e.prefix = lang + "/"
	}
	return e
}

// basePath is the path of the site's address, "/" when that is not known.
func (p *planner) basePath() string {
	u, err := url.Parse(p.base.Config.Address)
	if err != nil || u.Path == "" {
		return "/"
	}
	return strings.TrimSuffix(u.Path, "/") + "/"
}

// sections are the parts of the menu, in its order; "" is pages outside of it.
var sections = []string{"cases", "now", "matrix", "rules", "obligations", "law", "glossary"}

// prepare makes what all pages of the edition share.
func (e *edition) prepare() {
	for _, current := range append([]string{"", "facts", "about"}, sections...) {
		e.chrome[current] = e.around(current)
	}
	e.entries = e.makeEntries()
	e.facetViews = e.makeFacetViews()
	e.orders = e.makeOrders()
	e.readers = e.findReaders()
	e.terms = e.makeTerms()
}

func (e *edition) around(current string) *Chrome {
	c := &Chrome{
		Home: Link{URL: e.url(""), Text: e.title()}, LawAsOf: e.texts.Date(e.base.Config.LawAsOf),
		About: Link{URL: e.url("about/"), Text: e.T("nav.about")}, Rules: shortHash(e.base.Rules.Hash),
		Search: Link{URL: e.url("search/"), Text: e.T("search.open")}, Index: e.searchIndex(),
	}
	for _, s := range sections {
		c.Menu = append(c.Menu, Link{URL: e.url(s + "/"), Text: e.T("nav." + s), Current: s == current})
	}
	for _, s := range []string{"facts", "about"} {
		c.Feet = append(c.Feet, Link{URL: e.url(s + "/"), Text: e.T("nav." + s), Current: s == current})
	}
	for _, name := range e.standalone() {
		c.Feet = append(c.Feet, Link{URL: e.url(name + "/"), Text: markdown.Typography(e.lang, e.prose(name).title)})
	}
	return c
}

// shortHash shortens "sha256:…" to what people compare.
func shortHash(hash string) string {
	hash = strings.TrimPrefix(hash, "sha256:")
	return hash[:min(12, len(hash))]
}

func (e *edition) casePages() []*Page {
	var pages []*Page
	for _, a := range e.Cases {
		page := e.page("cases/"+a.Case.ID+"/", "case", func() any { return e.casePage(a) })
		text, _ := e.text(a.Case)
		page.Changed = e.changed(a.Case, text)
		pages = append(pages, page)
	}
	return pages
}

package site

import (
	"slices"

	"casebook/generator/assess"
	"casebook/generator/rule"
)

// ArticlePage is the page of an article, pages/article.html.
type ArticlePage struct {
	Frame
	Name        string // "Art. 33(1) GDPR"
	Instrument  string
	Text        string // what it says, in our own words
	Official    Link   // the text itself
	Rules       []Link
	Obligations []Link
	Conclusions []Link
	Facts       []Link
	Groups      []CaseGroup // the cases in which an obligation that rests on it is required
	Held        []CaseGroup // the cases in which a rule that rests on it held
}

func (e *edition) articlePages() []*Page {
	var pages []*Page
	for _, i := range e.base.Rules.Instruments {
		for _, a := range i.Articles {
			pages = append(pages, e.page("law/"+a.ID+"/", "article", func() any { return e.articlePage(a) }))
		}
	}
	return pages
}

func (e *edition) articlePage(a *rule.Article) *ArticlePage {
	p := &ArticlePage{
		Frame: e.frame("law/"+a.ID+"/", "law", e.articleTitle(a), e.words(a.Text), e.indexLink("law")),
		Name:  e.articleName(a), Instrument: e.words(a.Instrument.Title), Text: e.words(a.Text), Official: e.official(a.Instrument),
	}
	articles := a.Instrument.Articles
	p.beside(slices.Index(articles, a), len(articles), func(i int) Link {
		return Link{URL: e.url("law/" + articles[i].ID + "/"), Text: e.articleName(articles[i])}
	})
	u := e.record.articles[a]
	if u == nil {
		return p
	}
	for _, r := range u.rules {
		p.Rules = append(p.Rules, e.ruleLink(r))
		p.Held = append(p.Held, e.heldCases(r)...)
	}
	for _, o := range u.obligations {
		p.Obligations = append(p.Obligations, e.obligationLink(o))
		if o.Replaces == "" {
			p.Groups = append(p.Groups, e.requiredCases(o)...)
		}
	}
	for _, c := range u.conclusions {
		p.Conclusions = append(p.Conclusions, e.conclusionLink(c))
	}
	for _, f := range u.facts {
		p.Facts = append(p.Facts, e.factLink(f))
	}
	return p
}

// requiredCases is the cases in which an obligation is required; none where it never is.
func (e *edition) requiredCases(o *rule.Obligation) []CaseGroup {
	cases := e.record.obligations[o.Index][assess.Yes]
	if len(cases) == 0 {
		return nil
	}
	pill := Pill{Is: "yes", Text: e.T("status.yes")}
	g := e.group(o.ID, pill, e.words(o.Title), cases, facetURL(o.ID, "required"))
	e.say(&g, cases, e.decidingDuty(o))
	return []CaseGroup{g}
}

// fewCases is how many cases an article shows of a rule; the page of the rule has them all.
const fewCases = 8

// heldCases is cases in which a rule held; none where it never did.
func (e *edition) heldCases(r *rule.Rule) []CaseGroup {
	cases := e.record.rules[r.Index][assess.Yes]
	if len(cases) == 0 {
		return nil
	}
	g := e.group(r.ID, Pill{}, e.words(r.Title), cases[:min(fewCases, len(cases))], "")
	e.say(&g, cases, e.deciding(r))
	if g.Count = len(cases); g.Count > fewCases {
		g.More = Link{URL: e.ruleLink(r).URL, Text: e.texts.Plural("cases.all", g.Count)}
	}
	return []CaseGroup{g}
}

// articleName names an article as lawyers do: "Art. 33(1) GDPR", « art. 33, § 1, RGPD ».
func (e *edition) articleName(a *rule.Article) string {
	return e.sourceName(rule.Source{Instrument: a.Instrument, Locator: a.Locator, Article: a})
}

// articleTitle is its name with what it is about.
func (e *edition) articleTitle(a *rule.Article) string {
	if a.Title.IsZero() {
		return e.articleName(a)
	}
	return e.T("article.title", e.articleName(a), e.words(a.Title))
}

// official leads to the text of an instrument.
func (e *edition) official(i *rule.Instrument) Link {
	url := i.URL.In(e.lang)
	if url == "" {
		url = i.ELI
	}
	return Link{URL: url, Text: e.words(i.Title)}
}

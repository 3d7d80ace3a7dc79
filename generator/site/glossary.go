package site

import (
	"strings"

	"casebook/generator/rule"
)

// GlossaryPage is the terms in all languages of the site, pages/glossary.html.
type GlossaryPage struct {
	Frame
	Terms []Term
}

// Term is an entry of the glossary.
type Term struct {
	ID         string
	Term       string
	Definition string
	Synonyms   string
	Sources    []Link
	Others     []Foreign // the term in the other languages
}

// Foreign is a term in another language.
type Foreign struct {
	Lang, Language string
	Term           string
	Synonyms       string
}

func (e *edition) glossaryPage() *Page {
	return e.page("glossary/", "glossary", func() any {
		p := &GlossaryPage{Frame: e.frame("glossary/", "glossary", e.T("nav.glossary"), e.T("glossary.description"))}
		for _, t := range e.base.Rules.Glossary {
			p.Terms = append(p.Terms, e.term(t))
		}
		sortBy(e.lang, p.Terms, func(t Term) string { return t.Term })
		return p
	})
}

func (e *edition) term(t *rule.Term) Term {
	v := Term{ID: t.ID, Term: e.words(t.Term), Definition: e.words(t.Definition), Sources: e.sourceLinks(t.Source)}
	v.Synonyms = synonyms(t, e.lang)
	for _, o := range e.editions {
		if o != e && t.Term.Has(o.lang) {
			v.Others = append(v.Others, Foreign{o.lang, e.texts.Language(o.lang), o.words(t.Term), synonyms(t, o.lang)})
		}
	}
	return v
}

func synonyms(t *rule.Term, lang string) string {
	var list []string
	for _, s := range t.Synonyms[lang] {
		list = append(list, s.Value)
	}
	return strings.Join(list, ", ")
}

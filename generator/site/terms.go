package site

import "casebook/generator/markdown"

// Terms is the glossary as pages of one language refer to it: the first time that a term stands in the
// running text of a page, it leads to its entry.
type Terms struct {
	URL   string // of the glossary
	Forms []TermForm
}

// TermForm is one form of a term: in the singular or the plural.
type TermForm struct{ ID, Text string }

// withTerms are the kinds of pages that explain their terms: those with running text.
var withTerms = map[string]bool{
	"case": true, "rule": true, "obligation": true, "conclusion": true, "text": true, "about": true, "now": true,
}

// makeTerms returns the terms that the edition has in its own language, nil when there are none.
func (e *edition) makeTerms() *Terms {
	terms := &Terms{URL: e.url("glossary/")}
	for _, t := range e.base.Rules.Glossary {
		if t.Term.Has(e.lang) {
			terms.Forms = append(terms.Forms, TermForm{t.ID, markdown.Typography(e.lang, t.Term.In(e.lang))})
		}
		if t.Plural.Has(e.lang) {
			terms.Forms = append(terms.Forms, TermForm{t.ID, markdown.Typography(e.lang, t.Plural.In(e.lang))})
		}
	}
	if len(terms.Forms) == 0 {
		return nil
	}
	return terms
}

package site

import (
	"html/template"

	"casebook/generator/rule"
)

// FactPage is the page of a fact, pages/fact.html.
type FactPage struct {
	Frame
	ID       string
	Ask      string
	Kind     string // what a writer may state, in words
	Of       string // that it is stated of a party; "" for a fact of the case
	Options  []FactOption
	Presumed string // what is taken as given when nothing is said; "" for nothing
	Note     template.HTML
	Sources  []Link
	Readers  []Link // rules and obligations that test it
	Code     Code
	Groups   []CaseGroup
}

// FactOption is a value that may be stated.
type FactOption struct{ ID, Text, Says string }

func (e *edition) factPages() []*Page {
	var pages []*Page
	for _, f := range e.base.Rules.Facts {
		pages = append(pages, e.page("facts/"+f.ID+"/", "fact", func() any { return e.factPage(f) }))
	}
	return pages
}

func (e *edition) factPage(f *rule.Fact) *FactPage {
	p := &FactPage{
		Frame: e.frame("facts/"+f.ID+"/", "facts", e.words(f.Title), e.words(f.Ask), e.indexLink("facts")),
		ID:    f.ID, Ask: e.words(f.Ask), Kind: e.T("type." + f.Type.String()), Note: e.inline(f.Note),
		Sources: e.sourceLinks(f.Source), Readers: e.readers[f], Code: e.code(f.Span),
	}
	facts := e.base.Rules.Facts
	p.beside(f.Index, len(facts), func(i int) Link { return e.factLink(facts[i]) })
	if f.OfParty {
		p.Of = e.T("fact.of-party")
	}
	if f.Presumed != nil {
		p.Presumed = e.factValue(f, *f.Presumed)
	}
	for i, v := range f.Values {
		p.Options = append(p.Options, FactOption{ID: v.ID, Text: e.optionWord(f.Type, f.Values, i), Says: e.words(f.Says.By[v.ID])})
	}
	p.Groups = e.factGroups(f)
	return p
}

// factValue says what a fact is known to be.
func (e *edition) factValue(f *rule.Fact, v rule.Value) string {
	switch f.Type {
	case rule.YesNo:
		return e.optionWord(f.Type, f.Values, v.Choice)
	case rule.Moment:
		return e.texts.Date(v.Moment)
	}
	return rule.FormatValue(f, v, e.lang)
}

func (e *edition) factGroups(f *rule.Fact) []CaseGroup {
	v := e.record.facts[f.Index]
	var groups []CaseGroup
	for i, cases := range v.of {
		if len(cases) == 0 {
			continue
		}
		more := ""
		if f.Type == rule.SetOf && !f.OfParty {
			more = facetURL(f.ID, f.Values[i].ID)
		}
		word := e.optionWord(f.Type, f.Values, i)
		groups = append(groups, e.group("value-"+f.Values[i].ID, Pill{}, word, cases, more))
	}
	if len(v.known) > 0 {
		groups = append(groups, e.group("stated", Pill{}, e.T("fact.stated"), v.known, ""))
	}
	if len(v.unknown) > 0 {
		groups = append(groups, e.group("unknown", Pill{}, e.T("fact.unknown"), v.unknown, ""))
	}
	return groups
}

// subject is a fact or a conclusion, as a key of what reads it.
type subject any

// findReaders lists, for each fact and conclusion, the rules and obligations that test it, in the order
// written, each once.
func (e *edition) findReaders() map[subject][]Link {
	readers := map[subject][]Link{}
	note := func(link Link, conds ...rule.Cond) {
		seen := map[subject]bool{}
		for _, c := range conds {
			walkTests(c, func(t *rule.Test) {
				var s subject = t.Fact
				if t.Conclusion != nil {
					s = t.Conclusion
				}
				if !seen[s] {
					seen[s] = true
					readers[s] = append(readers[s], link)
				}
			})
		}
	}
	for _, r := range e.base.Rules.Rules {
		note(e.ruleLink(r), conditions(r.When, r.Except)...)
	}
	for _, o := range e.base.Rules.Obligations {
		note(e.obligationLink(o), conditions(o.When, o.Except)...)
	}
	return readers
}

// conditions returns a condition and those of its exceptions and theirs.
func conditions(when rule.Cond, except []*rule.Exception) []rule.Cond {
	all := []rule.Cond{when}
	for _, x := range except {
		all = append(all, conditions(x.When, x.Except)...)
	}
	return all
}

// walkTests calls visit for every leaf of a condition.
func walkTests(c rule.Cond, visit func(*rule.Test)) {
	switch c := c.(type) {
	case *rule.All:
		walkEach(c.Parts, visit)
	case *rule.Any:
		walkEach(c.Parts, visit)
	case *rule.None:
		walkEach(c.Parts, visit)
	case *rule.Test:
		visit(c)
	}
}

func walkEach(parts []rule.Cond, visit func(*rule.Test)) {
	for _, p := range parts {
		walkTests(p, visit)
	}
}

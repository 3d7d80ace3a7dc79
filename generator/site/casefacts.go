package site

import (
	"slices"

	"casebook/generator/assess"
	"casebook/generator/casefile"
	"casebook/generator/kb"
	"casebook/generator/moment"
	"casebook/generator/rule"
	"casebook/generator/yamlsrc"
)

// CaseFactGroup is facts of one subject, or what is stated of one party.
type CaseFactGroup struct {
	ID      string
	Title   Said
	Heading string // the title with a capital
	Facts   []*CaseFact
}

// CaseFact is one thing that the case states, or that is presumed.
type CaseFact struct {
	Shared   bool   // with other cases
	ID       string // of its anchor; "" for what is presumed
	Title    Link   // to the page of the fact
	Value    string
	Presumed bool
	Source   Link   // to the case's list of sources; its Text is ""  when none is named
	Passage  Link   // to the marked passage; its URL is "" when there is none
	Original string // the source's own words
	OrigLang string
	Disputed string // by whom; "" when nobody is known to
	Note     Said
}

// statement is one thing that the case states: a fact, an act, an awareness.
type statement struct {
	key      string
	group    *rule.Named
	party    *kb.Party
	link     Link
	says     string
	value    string
	evidence casefile.Evidence
	source   *casefile.Source
}

// statements returns all that the case states: its facts, then party by party when it knew, what it did,
// and the facts of its own.
func (t *teller) statements() []statement {
	if t.stated == nil {
		for i := range t.Case.Facts {
			t.stated = append(t.stated, t.factStatement(&t.Case.Facts[i]))
		}
		for _, p := range t.Case.Parties {
			t.stated = append(t.stated, t.partyStatements(p)...)
		}
	}
	return t.stated
}

func (t *teller) factStatement(f *kb.Fact) statement {
	s := statement{key: f.Key(), group: f.Fact.Group, party: f.Party, link: t.factLink(f.Fact), source: f.Source,
		says: t.typeset(assess.FactText(f.Fact, f.Value, t.lang)), value: t.value(f.Fact, f.Value)}
	if f.Stated != nil {
		s.evidence = f.Stated.Evidence
	}
	return s
}

func (t *teller) partyStatements(p *kb.Party) []statement {
	var all []statement
	name := t.party(p).Text
	if a := p.Stated.Aware; a != nil {
		all = append(all, statement{key: factKey("aware", p), party: p, link: Link{Text: t.T("case.fact.aware")},
			says: t.T("case.fact.became-aware", name), value: t.moments(p.Aware, false), evidence: a.Evidence, source: t.Case.Source(a.Source.Value)})
	}
	for _, d := range p.Did {
		s := statement{key: factKey(d.Act.ID, p), party: p, link: Link{Text: capital(t.words(d.Act.Title))}, source: d.Source,
			says: name + " " + t.words(d.Act.Title), value: t.moments(d.When, d.Never)}
		switch {
		case d.Never:
			s.says = t.T("case.fact.never", s.says)
		case d.Done:
			s.value = t.T("case.value.sometime")
		case len(d.When) == 0:
			s.says = t.T("case.fact.unknown", s.says)
		}
		if d.Stated != nil {
			s.evidence = d.Stated.Evidence
		}
		all = append(all, s)
	}
	for i := range p.Facts {
		all = append(all, t.factStatement(&p.Facts[i]))
	}
	return all
}

// moments writes when something was done.
func (t *teller) moments(when []moment.Moment, never bool) string {
	if never {
		return t.T("case.value.never")
	}
	var dates []string
	for _, m := range when {
		if m.Known() {
			dates = append(dates, t.texts.Date(m))
		}
	}
	if len(dates) == 0 {
		return t.T("case.value.unknown")
	}
	return t.list(dates, "and")
}

// value writes what a fact is said to be.
func (t *teller) value(f *rule.Fact, v rule.Value) string {
	switch {
	case !v.Known:
		return t.T("case.value.unknown")
	case f.Type == rule.YesNo:
		return t.optionWord(f.Type, f.Values, v.Choice)
	case f.Type == rule.Moment:
		return t.texts.Date(v.Moment)
	}
	return t.typeset(rule.FormatValue(f, v, t.lang))
}

// facts groups what is stated by subject, then by party, and adds what the reasoning presumed.
func (t *teller) facts() []CaseFactGroup {
	var groups []CaseFactGroup
	for _, g := range append(slices.Clone(t.base.Rules.Groups), nil) {
		group := CaseFactGroup{Title: Said{Text: t.T("case.facts.other")}, ID: "facts-other"}
		if g != nil {
			group = CaseFactGroup{Title: Said{Text: t.words(g.Title)}, ID: "facts-" + g.ID}
		}
		group.Facts = append(t.listed(func(s statement) bool { return s.party == nil && s.group == g }), t.presumed(g, nil)...)
		groups = append(groups, group)
	}
	for _, p := range t.Case.Parties {
		groups = append(groups, CaseFactGroup{ID: "facts-of-" + p.ID, Title: t.party(p),
			Facts: append(t.listed(func(s statement) bool { return s.party == p }), t.presumed(nil, p)...)})
	}
	groups = slices.DeleteFunc(groups, func(g CaseFactGroup) bool { return len(g.Facts) == 0 })
	for i := range groups {
		groups[i].Heading = capital(groups[i].Title.Text)
	}
	return groups
}

func (t *teller) listed(of func(statement) bool) []*CaseFact {
	var facts []*CaseFact
	for _, e := range t.statements() {
		if of(e) {
			facts = append(facts, t.shared.fact(t.factRow(e)))
		}
	}
	return facts
}

func (t *teller) factRow(s statement) CaseFact {
	v := CaseFact{ID: fragment("fact", s.key), Title: s.link, Value: s.value,
		Disputed: t.disputed(s.evidence.DisputedBy), Note: t.spoken(t.text.Note(s.key)), Passage: t.passage(s.key)}
	lang := ""
	if s.source != nil {
		lang = s.source.Language.Value
		v.Source, v.OrigLang = t.cited(s.source), t.foreign(lang)
	}
	v.Original = quoted(lang, s.evidence.Original.Value)
	return v
}

// disputed names those who dispute something: parties by their name, others as written.
func (t *teller) disputed(by []yamlsrc.Text) string {
	names := make([]string, len(by))
	for i, b := range by {
		if names[i] = b.Value; t.Case.Party(b.Value) != nil {
			names[i] = t.party(t.Case.Party(b.Value)).Text
		}
	}
	return t.list(names, "and")
}

// disputedFacts counts the facts that somebody disputes.
func disputedFacts(groups []CaseFactGroup) int {
	n := 0
	for _, g := range groups {
		for _, f := range g.Facts {
			if f.Disputed != "" {
				n++
			}
		}
	}
	return n
}

// presumed returns the facts of a group or of a party that the reasoning took as given, each once.
func (t *teller) presumed(g *rule.Named, p *kb.Party) []*CaseFact {
	var facts []*CaseFact
	var seen []*rule.Fact
	t.leaves(func(c *assess.CondTrace) {
		f := c.Test.Fact
		if !c.Presumed || c.Party != p || p == nil && f.Group != g || slices.Contains(seen, f) {
			return
		}
		seen = append(seen, f)
		facts = append(facts, t.shared.fact(CaseFact{ID: fragment("fact", factKey(f.ID, p)), Title: t.factLink(f), Value: t.value(f, c.Value), Presumed: true}))
	})
	return facts
}

// leaves calls f for every tested fact, conclusion and score of the reasoning.
func (t *teller) leaves(f func(*assess.CondTrace)) {
	var cond func(*assess.CondTrace)
	var except func([]*assess.ExceptTrace)
	cond = func(c *assess.CondTrace) {
		if c == nil {
			return
		}
		if c.Test != nil {
			f(c)
		}
		for _, p := range c.Parts {
			cond(p)
		}
	}
	except = func(list []*assess.ExceptTrace) {
		for _, x := range list {
			cond(x.When)
			except(x.Except)
		}
	}
	for i := range t.steps {
		cond(t.steps[i].When)
		except(t.steps[i].Except)
	}
}

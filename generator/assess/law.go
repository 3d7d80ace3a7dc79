package assess

import (
	"slices"

	"casebook/generator/kb"
	"casebook/generator/moment"
	"casebook/generator/rule"
)

// law is what is in force on a day, and under a proposal where one is asked for.
type law struct {
	date       moment.Date
	rules      []bool                 // by the rule's Index
	overriders [][]*rule.Rule         // by the rule's Index: the rules in force that are its exceptions; nil when there are none at all
	versions   []*rule.Obligation     // by the Index of the obligation that is reported; nil when none is in force
	parameters []*rule.ParameterValue // by the parameter's Index; nil when none is in force
}

// lawOf returns the law of a day, made once.
func (a *Assessment) lawOf(date moment.Date) *law {
	for _, l := range a.laws {
		if l.date == date {
			return l
		}
	}
	l := &law{date: date}
	l.readRules(a.Rules, a.Options.Proposal)
	l.readObligations(a.Rules, a.Options.Proposal)
	l.readParameters(a.Rules, a.Options.Proposal)
	a.laws = append(a.laws, l)
	return l
}

// conclusionDate returns the day whose law decides conclusions: the first awareness of any party.
func (a *Assessment) conclusionDate() moment.Date {
	var aware []moment.Moment
	for _, p := range a.Assessed().Parties {
		aware = append(aware, p.Aware...)
	}
	return a.date(aware)
}

// date returns the day whose law applies to somebody who became aware at one of these moments. A date
// known only as an interval counts as its last day.
func (a *Assessment) date(aware []moment.Moment) moment.Date {
	c := a.Assessed()
	if !a.Options.AsOf.IsZero() {
		return a.Options.AsOf
	}
	for _, m := range []moment.Moment{moment.First(aware...), c.Incident.End()} {
		if m.Known() {
			return m.LastDay()
		}
	}
	if !c.AsOf.IsZero() {
		return c.AsOf
	}
	return a.lawAsOf
}

func (l *law) readRules(rules *rule.Set, under *rule.Proposal) {
	l.rules = make([]bool, len(rules.Rules))
	for i, r := range rules.Rules {
		l.rules[i] = r.InForce(l.date, under)
	}
	for _, by := range rules.Rules {
		if len(by.Overrides) > 0 && l.rules[by.Index] {
			l.override(rules, by)
		}
	}
}

// override makes a rule the exception of the rules it overrides, or of what stands in for them.
func (l *law) override(rules *rule.Set, by *rule.Rule) {
	if l.overriders == nil {
		l.overriders = make([][]*rule.Rule, len(rules.Rules))
	}
	for _, named := range by.Overrides {
		for _, r := range append([]*rule.Rule{named}, named.ReplacedBy...) {
			if list := &l.overriders[r.Index]; l.rules[r.Index] && r != by && !slices.Contains(*list, by) {
				*list = append(*list, by)
			}
		}
	}
}

// overridersOf returns the rules in force that are exceptions of a rule.
func (l *law) overridersOf(r *rule.Rule) []*rule.Rule {
	if l.overriders == nil {
		return nil
	}
	return l.overriders[r.Index]
}

// readObligations finds the one version of every obligation that is reported; of several, the one that
// came into force last.
func (l *law) readObligations(rules *rule.Set, under *rule.Proposal) {
	l.versions = make([]*rule.Obligation, len(rules.Obligations))
	for _, root := range reported(rules) {
		best := &l.versions[root.Index]
		for _, o := range versionsOf(root) {
			if o.InForce(l.date, under) && (*best == nil || o.From.Compare((*best).From) >= 0) {
				*best = o
			}
		}
	}
}

// reported returns the obligations that replace no other: the others are versions of these.
func reported(rules *rule.Set) []*rule.Obligation {
	version := make([]bool, len(rules.Obligations))
	for _, o := range rules.Obligations {
		for _, by := range o.ReplacedBy {
			version[by.Index] = true
		}
	}
	var list []*rule.Obligation
	for i, o := range rules.Obligations {
		if !version[i] {
			list = append(list, o)
		}
	}
	return list
}

func versionsOf(o *rule.Obligation) []*rule.Obligation {
	return append([]*rule.Obligation{o}, o.ReplacedBy...)
}

// readParameters finds what parameters are worth, the proposal's value before that of the law.
func (l *law) readParameters(rules *rule.Set, under *rule.Proposal) {
	l.parameters = make([]*rule.ParameterValue, len(rules.Parameters))
	for i, p := range rules.Parameters {
		for j := range p.Values {
			v := &p.Values[j]
			if v.InForce(l.date, under) && (l.parameters[i] == nil || v.Proposal != nil) {
				l.parameters[i] = v
			}
		}
	}
}

// bound returns the number that a bound compares with, and whether there is one in force.
func (l *law) bound(b *rule.Bound) (rule.Number, bool) {
	if b.Parameter == nil {
		return b.Value, true
	}
	v := l.parameters[b.Parameter.Index]
	if v == nil {
		return 0, false
	}
	return v.Value, true
}

// valuesOf returns the facts of the case or of a party as they are used, by the fact's Index: what the
// options set, else what is stated, else what is presumed. A fact stated as unknown is not presumed.
func (a *Assessment) valuesOf(p *kb.Party) []*rule.Value {
	values := make([]*rule.Value, len(a.Rules.Facts))
	stated, facts := a.Assessed().Values, a.Assessed().Facts
	if p != nil {
		stated, facts = p.Values, p.Facts
	}
	for i, f := range a.Rules.Facts {
		switch {
		case f.OfParty != (p != nil):
		case i < len(stated) && stated[i].Known:
			values[i] = &stated[i]
		default:
			values[i] = f.Presumed
		}
	}
	for i := range facts {
		if facts[i].Unknown {
			values[facts[i].Fact.Index] = nil
		}
	}
	for i := range a.Options.Set {
		if s := &a.Options.Set[i]; sameParty(s.Party, p) {
			values[s.Fact.Index] = nil
			if s.Value.Known && !s.Unknown {
				values[s.Fact.Index] = &s.Value
			}
		}
	}
	return values
}

// sameParty compares parties by id, since a reading has parties of its own.
func sameParty(p, q *kb.Party) bool {
	return p == q || p != nil && q != nil && p.ID == q.ID
}

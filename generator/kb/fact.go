package kb

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"casebook/generator/casefile"
	"casebook/generator/diag"
	"casebook/generator/rule"
	"casebook/generator/yamlsrc"
)

// facts resolves what is stated under the case (a nil party) or under a party; what is no fact of the
// vocabulary is left out. They come in the order of the vocabulary.
func (p *caseResolver) facts(stated []*casefile.Fact, party *Party) []Fact {
	facts := make([]Fact, 0, len(stated))
	for _, s := range stated {
		f := p.fact(s.Key, party)
		source := p.cite(s.Source)
		p.disputed(s.DisputedBy)
		if f == nil {
			continue
		}
		value, unknown := p.value(f, s.Is)
		facts = append(facts, Fact{
			Fact: f, Party: party, Value: value, Unknown: unknown, Stated: s,
			Source: source, DisputedBy: s.DisputedBy, Span: s.Span, Reading: p.reading,
		})
	}
	slices.SortStableFunc(facts, byFact)
	return facts
}

func byFact(a, b Fact) int { return cmp.Compare(a.Fact.Index, b.Fact.Index) }

// fact finds a fact that may be stated there; nil when there is none, which is reported.
func (p *caseResolver) fact(key yamlsrc.Text, party *Party) *rule.Fact {
	f := p.Rules.Fact(key.Value)
	if f == nil {
		p.unknownFact(key, party)
		return nil
	}
	if f.OfParty == (party != nil) {
		return f
	}
	message := fmt.Sprintf("%q is a fact of the case, and stands under the party %q", f.ID, partyID(party))
	hint := "move it to the facts of the case"
	if f.OfParty {
		message = fmt.Sprintf("%q is a fact of a party, and stands under the case", f.ID)
		hint = fmt.Sprintf("move it under the party: parties: [{id: …, facts: {%s: …}}]", f.ID)
	}
	p.diags.Add("case-party-fact-misplaced", key.Span, message, hint, diag.Related{Span: f.Key.Span, Message: "the fact is declared here"})
	return nil
}

func partyID(party *Party) string {
	if party == nil {
		return ""
	}
	return party.ID
}

// unknownFact reports a word that is no fact, and what else of the rules it is.
func (p *caseResolver) unknownFact(key yamlsrc.Text, party *Party) {
	what, at := p.named(key.Value)
	if what == "" {
		known, other := p.ofCase, p.ofParty
		if party != nil {
			known, other = other, known
		}
		_, here := diag.Nearest(key.Value, known.ids)
		if _, there := diag.Nearest(key.Value, other.ids); there && !here {
			known = other
		}
		p.unknown("case-unknown-fact", "fact", key, known)
		return
	}
	hint := "remove it"
	if p.Rules.Conclusion(key.Value) != nil || p.Rules.Obligation(key.Value) != nil {
		hint = "the rules decide it from the facts; what you expect of them goes under expect"
	}
	p.diags.Add("case-unknown-fact", key.Span, fmt.Sprintf("%s is not a fact", what), hint, diag.Related{Span: at, Message: "it is declared here"})
}

// value reads what a fact is said to be, and whether it is said to be unknown.
func (p *caseResolver) value(f *rule.Fact, v *yamlsrc.Value) (value rule.Value, unknown bool) {
	if v == nil || v.Kind == yamlsrc.Scalar && v.Text == "unknown" {
		return rule.Value{}, v != nil
	}
	value, diags := p.Rules.ParseValue(f, v, p.Zone)
	p.diags.Append(diags)
	return value, false
}

// disputed reports a name that is probably meant to be a party's id. Others may dispute too, and stand
// there with the name that readers know.
func (p *caseResolver) disputed(by []yamlsrc.Text) {
	for _, t := range by {
		ids := names{}
		for _, party := range p.File.Parties {
			ids.add(party.ID.Value, party.ID.Span)
		}
		if near, ok := diag.Nearest(t.Value, ids.ids); ok && near != t.Value && strings.ToLower(t.Value) == t.Value {
			p.unknown("case-unknown-party", "party", t, ids)
		}
	}
}

// valuesOf arranges values by the index of their fact.
func (r *resolver) valuesOf(facts []Fact) []rule.Value {
	values := make([]rule.Value, len(r.Rules.Facts))
	for _, f := range facts {
		values[f.Fact.Index] = f.Value
	}
	return values
}

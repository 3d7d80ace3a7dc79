package generator

import (
	"fmt"
	"strings"

	"casebook/generator/assess"
	"casebook/generator/diag"
	"casebook/generator/kb"
	"casebook/generator/moment"
	"casebook/generator/source"
	"casebook/generator/yamlsrc"
)

// Question is a case to explain, and what is to be different.
type Question struct {
	Case string
	Set  []string // "fact=value", "party.fact=value"; stated on top of what the case states
	AsOf string   // a day; "" for the case's own dates
}

// Explanation is the answers to a case and to its readings.
type Explanation struct {
	Main     *assess.Assessment
	Readings []*assess.Assessment
}

// Explain assesses a case of a result once more under the question's changes. The error says what of
// the question makes no sense.
func (r *Result) Explain(q Question) (*Explanation, error) {
	c, o := r.Base.Case(q.Case), assess.Options{}
	if t := r.Base.Test(q.Case); c == nil && t != nil {
		c, o.Proposal = t.Case, t.Proposal
	}
	if c == nil {
		return nil, fmt.Errorf("there is no case and no code %q%s", q.Case, r.nearestCase(q.Case))
	}
	if q.AsOf != "" {
		day, err := moment.ParseDate(q.AsOf)
		if err != nil {
			return nil, fmt.Errorf("--as-of %s: %w", q.AsOf, err)
		}
		o.AsOf = day
	}
	for _, set := range q.Set {
		fact, err := r.stated(c, set)
		if err != nil {
			return nil, fmt.Errorf("--set %s: %w", set, err)
		}
		o.Set = append(o.Set, fact)
	}
	e := &Explanation{Main: Assess(r.Base, c, nil, o)}
	for _, reading := range c.Readings {
		e.Readings = append(e.Readings, Assess(r.Base, c, reading, o))
	}
	return e, nil
}

func (r *Result) nearestCase(id string) string {
	var ids []string
	for _, c := range r.Base.Cases {
		ids = append(ids, c.ID)
	}
	for _, t := range r.Base.Tests {
		ids = append(ids, t.Case.ID)
	}
	for _, e := range diag.All() {
		ids = append(ids, string(e.Code))
	}
	return parenthesis(diag.DidYouMean(id, ids))
}

func parenthesis(hint string) string {
	if hint == "" {
		return ""
	}
	return " (" + hint + ")"
}

// stated reads "fact=value" as the case would state it.
func (r *Result) stated(c *kb.Case, set string) (kb.Fact, error) {
	key, text, ok := strings.Cut(set, "=")
	if !ok {
		return kb.Fact{}, fmt.Errorf("write fact=value")
	}
	fact := kb.Fact{}
	id := key
	if partyID, rest, ok := strings.Cut(key, "."); ok {
		id = rest
		for _, p := range c.Parties {
			if p.ID == partyID {
				fact.Party = p
			}
		}
		if fact.Party == nil {
			return kb.Fact{}, fmt.Errorf("the case has no party %q", partyID)
		}
	}
	if fact.Fact = r.Base.Rules.Fact(id); fact.Fact == nil {
		return kb.Fact{}, fmt.Errorf("unknown fact %q%s", id, parenthesis(r.nearestFact(id)))
	}
	if fact.Fact.OfParty != (fact.Party != nil) {
		return kb.Fact{}, fmt.Errorf("%q is a fact of %s", id, map[bool]string{true: "a party: write party." + id, false: "the case: write " + id}[fact.Fact.OfParty])
	}
	file := source.New("--set "+key, []byte(text))
	value, diags := yamlsrc.Parse(file, 0, -1)
	if len(diags) == 0 {
		fact.Value, diags = r.Base.Rules.ParseValue(fact.Fact, value, c.Zone)
	}
	if diags.HasErrors() {
		return kb.Fact{}, fmt.Errorf("%s%s", diags[0].Message, parenthesis(diags[0].Hint))
	}
	fact.Unknown = !fact.Value.Known
	return fact, nil
}

func (r *Result) nearestFact(id string) string {
	var ids []string
	for _, f := range r.Base.Rules.Facts {
		ids = append(ids, f.ID)
	}
	return diag.DidYouMean(id, ids)
}

package assess

import (
	"encoding/binary"
	"slices"

	"casebook/generator/kb"
	"casebook/generator/rule"
)

// OutlookKey returns a key of all that [Assessment.Outlooks] rests on: two assessments by the same rules
// that have the same key have the same outlooks, of answers and duties at the same places, in the same
// words. Numbers between the same bounds are not told apart.
func (a *Assessment) OutlookKey() string {
	k := outlookKey{a: a, key: make([]byte, 0, 512)}
	for _, l := range a.laws {
		k.law(l)
	}
	for i := range a.Duties {
		d := &a.Duties[i]
		k.number(d.Obligation.Index, d.Party.Index, int(d.Status), slices.Index(a.laws, a.lawOf(d.Date)))
	}
	for i, tests := range a.allTests() {
		if tests == nil {
			continue
		}
		fact := a.Rules.Facts[i]
		if !fact.OfParty {
			k.fact(FactRef{fact, nil}, tests)
			continue
		}
		for _, p := range a.Assessed().Parties {
			k.fact(FactRef{fact, p}, tests)
		}
	}
	return string(k.key)
}

type outlookKey struct {
	a   *Assessment
	key []byte
}

func (k *outlookKey) number(numbers ...int) {
	for _, n := range numbers {
		k.key = binary.AppendVarint(k.key, int64(n))
	}
}

func (k *outlookKey) flag(b bool) {
	if b {
		k.number(1)
		return
	}
	k.number(0)
}

// law writes down what was law.
func (k *outlookKey) law(l *law) {
	for _, in := range l.rules {
		k.flag(in)
	}
	for _, v := range l.versions {
		if v != nil {
			k.number(v.Index)
		}
		k.flag(v != nil)
	}
	for _, v := range l.parameters {
		if v != nil {
			k.number(int(v.Value))
		}
		k.flag(v != nil)
	}
}

func (k *outlookKey) fact(ref FactRef, tests []*rule.Test) {
	v := k.a.of(ref.Party).values[ref.Fact.Index]
	k.flag(v != nil)
	if v == nil {
		return
	}
	stated := k.a.Stated(ref)
	k.flag(stated != nil)
	k.flag(stated != nil && len(stated.DisputedBy) > 0)
	k.number(v.Choice, int(v.Set))
	k.flag(v.Open)
	if ref.Fact.Type != rule.Count && ref.Fact.Type != rule.Duration {
		return
	}
	if v.Min != v.Max {
		k.number(int(v.Min), int(v.Max))
		return
	}
	for _, l := range k.a.laws {
		for _, t := range tests {
			k.number(int(testFact(t, v, l)))
		}
	}
}

// allTests returns the tests of every fact, by its Index, wherever the rules have one.
func (a *Assessment) allTests() [][]*rule.Test {
	tests := make([][]*rule.Test, len(a.Rules.Facts))
	note := func(c rule.Cond) {
		visitTests(c, func(t *rule.Test) {
			if t.Fact != nil {
				tests[t.Fact.Index] = append(tests[t.Fact.Index], t)
			}
		})
	}
	for _, r := range a.Rules.Rules {
		visitBody(r.When, r.Except, note)
	}
	for _, o := range a.Rules.Obligations {
		visitBody(o.When, o.Except, note)
	}
	for _, i := range a.Rules.Impossible {
		note(i.When)
	}
	for _, s := range a.Rules.Scores {
		visitRows(s.Expr, note)
	}
	return tests
}

func visitRows(x *rule.Expr, visit func(rule.Cond)) {
	for i := range x.Rows {
		visit(x.Rows[i].When)
	}
	for _, part := range x.Parts {
		visitRows(part, visit)
	}
}

// Of returns the answer or the duty of another assessment with the same [Assessment.OutlookKey] that
// stands where the outlook's does.
func (o *Outlook) Of(a *Assessment) (*Answer, *Duty) {
	if o.Duty != nil {
		return nil, a.Duty(o.Duty.Obligation.ID, a.Assessed().Parties[o.Duty.Party.Index].ID)
	}
	var p *kb.Party
	if o.Answer.Party != nil {
		p = a.Assessed().Parties[o.Answer.Party.Index]
	}
	return a.AnswerOf(o.Answer.Conclusion, p), nil
}

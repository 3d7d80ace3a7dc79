package assess

import (
	"time"

	"casebook/generator/kb"
	"casebook/generator/moment"
	"casebook/generator/rule"
)

var utc = time.UTC

// reference decides a case straight from the words of the design, slowly and without sharing anything
// with the code under test but the types.
type reference struct {
	rules   *rule.Set
	c       *kb.Case
	lawAsOf moment.Date
	flawed  bool // a conflict or a gap was met
	memo    map[string]map[int]bool
}

func refer(w world, lawAsOf moment.Date) *reference {
	return &reference{rules: w.rules, c: w.c, lawAsOf: lawAsOf, memo: map[string]map[int]bool{}}
}

// value is the fact as stated, else as presumed unless it is stated as unknown; nil when unknown.
func (r *reference) value(f *rule.Fact, p *kb.Party) *rule.Value {
	facts := r.c.Facts
	if p != nil {
		facts = p.Facts
	}
	for i := range facts {
		if facts[i].Fact == f && facts[i].Unknown {
			return nil
		}
		if facts[i].Fact == f {
			return &facts[i].Value
		}
	}
	return f.Presumed
}

func (r *reference) first() moment.Date {
	day := moment.Date{}
	for _, p := range r.c.Parties {
		for _, m := range p.Aware {
			if day.IsZero() || m.LastDay().Compare(day) < 0 {
				day = m.LastDay()
			}
		}
	}
	if day.IsZero() {
		return r.lawAsOf
	}
	return day
}

func (r *reference) own(p *kb.Party) moment.Date {
	if len(p.Aware) > 0 {
		return p.Aware[0].LastDay()
	}
	return r.lawAsOf
}

func lawful(v rule.Validity, day moment.Date) bool {
	return (v.From.IsZero() || v.From.Compare(day) <= 0) && (v.Until.IsZero() || v.Until.Compare(day) >= 0)
}

func kleene(yes, no bool) Outcome {
	switch {
	case yes:
		return Yes
	case no:
		return No
	}
	return Unknown
}

func (r *reference) cond(c rule.Cond, p *kb.Party, day moment.Date) Outcome {
	count := map[Outcome]int{}
	for _, part := range parts(c) {
		count[r.cond(part, p, day)]++
	}
	switch c := c.(type) {
	case *rule.All:
		return kleene(count[Yes] == len(c.Parts), count[No] > 0)
	case *rule.Any:
		return kleene(count[Yes] > 0, count[No] == len(c.Parts))
	case *rule.None:
		return kleene(count[No] == len(c.Parts), count[Yes] > 0)
	}
	return r.test(c.(*rule.Test), p, day)
}

// test is yes when everything that may be true satisfies the test, no when nothing does.
func (r *reference) test(t *rule.Test, p *kb.Party, day moment.Date) Outcome {
	passes, fails := false, false
	note := func(o Outcome) {
		passes = passes || o != No
		fails = fails || o != Yes
	}
	switch {
	case t.Fact != nil && t.Fact.OfParty:
		for _, v := range completions(t.Fact, r.value(t.Fact, p)) {
			note(r.passes(t, v, day))
		}
	case t.Fact != nil:
		for _, v := range completions(t.Fact, r.value(t.Fact, nil)) {
			note(r.passes(t, v, day))
		}
	case t.Conclusion != nil:
		for v := range r.conclusion(t.Conclusion, p) {
			note(kleene(t.OneOf.Has(v), !t.OneOf.Has(v)))
		}
	default:
		low, high := r.score(t.Score.Expr)
		for n := low; n <= high; n += rule.One / 4 {
			note(r.bounds(t.Bounds, n, day))
		}
	}
	return kleene(passes && !fails, fails && !passes)
}

// passes tests a value that is known to the last; it is unknown only where a parameter has no value.
func (r *reference) passes(t *rule.Test, v rule.Value, day moment.Date) Outcome {
	switch t.Fact.Type {
	case rule.YesNo, rule.Choice:
		return kleene(t.OneOf.Has(v.Choice), !t.OneOf.Has(v.Choice))
	case rule.SetOf:
		for _, s := range t.Sets {
			holds := [...]bool{rule.AnyOf: v.Set&s.List != 0, rule.AllOf: v.Set&s.List == s.List,
				rule.OnlyOf: v.Set|s.List == s.List, rule.NoneOf: v.Set&s.List == 0}
			if !holds[s.Op] {
				return No
			}
		}
		return Yes
	}
	return r.bounds(t.Bounds, v.Min, day)
}

func (r *reference) bounds(bounds []rule.Bound, n rule.Number, day moment.Date) Outcome {
	out := Yes
	for _, b := range bounds {
		bound, ok := b.Value, true
		if b.Parameter != nil {
			ok = false
			for _, v := range b.Parameter.Values {
				if lawful(v.Validity, day) && !ok {
					bound, ok = v.Value, true
				}
			}
		}
		holds := [...]bool{rule.AtLeast: n >= bound, rule.Over: n > bound, rule.Under: n < bound, rule.AtMost: n <= bound}
		if !ok {
			out = Unknown
		} else if !holds[b.Op] {
			return No
		}
	}
	return out
}

// score is the least and the greatest number that an expression may be, part by part.
func (r *reference) score(x *rule.Expr) (low, high rule.Number) {
	switch x.Op {
	case rule.Constant:
		low, high = x.Value, x.Value
	case rule.OfScore:
		low, high = r.score(x.Score.Expr)
	case rule.Table:
		var may []rule.Number
		ended := false
		for _, row := range x.Rows {
			o := r.cond(row.When, nil, r.first())
			if !ended && o != No {
				may = append(may, row.Is)
			}
			ended = ended || o == Yes
		}
		if !ended {
			may = append(may, x.Value)
		}
		low, high = may[0], may[0]
		for _, n := range may {
			low, high = min(low, n), max(high, n)
		}
	default:
		low, high = r.score(x.Parts[0])
		for _, part := range x.Parts[1:] {
			l, h := r.score(part)
			switch x.Op {
			case rule.Add:
				low, high = low+l, high+h
			case rule.Times:
				a, b, c, d := low*l/rule.One, low*h/rule.One, high*l/rule.One, high*h/rule.One
				low, high = min(a, b, c, d), max(a, b, c, d)
			case rule.Highest:
				low, high = max(low, l), max(high, h)
			case rule.Lowest:
				low, high = min(low, l), min(high, h)
			}
		}
	}
	if x.Limits {
		low, high = min(max(low, x.Low), x.High), min(max(high, x.Low), x.High)
	}
	return low, high
}

// body is a condition and not its exceptions; an exception with a burden is no until it is yes.
func (r *reference) body(when rule.Cond, except []*rule.Exception, p *kb.Party, day moment.Date) Outcome {
	out := r.cond(when, p, day)
	for _, x := range except {
		o := r.body(x.When, x.Except, p, day)
		if x.Burden && o != Yes {
			o = No
		}
		out = andNot(out, o)
	}
	return out
}

func andNot(a, b Outcome) Outcome {
	return kleene(a == Yes && b == No, a == No || b == Yes)
}

func (r *reference) rule(u *rule.Rule, p *kb.Party) Outcome {
	out := r.body(u.When, u.Except, p, r.first())
	for _, by := range u.Overridden {
		if lawful(by.Validity, r.first()) {
			out = andNot(out, r.rule(by, p))
		}
	}
	return out
}

// conclusion returns the values still possible.
func (r *reference) conclusion(c *rule.Conclusion, p *kb.Party) map[int]bool {
	key := c.ID
	if c.OfParty {
		key += p.ID
	}
	if r.memo[key] == nil {
		r.memo[key] = r.decide(c, p)
	}
	return r.memo[key]
}

func (r *reference) decide(c *rule.Conclusion, p *kb.Party) map[int]bool {
	outcomes := map[int][]Outcome{}
	inForce := false
	for _, u := range c.Rules {
		if lawful(u.Validity, r.first()) {
			outcomes[u.Value] = append(outcomes[u.Value], r.rule(u, p))
			inForce = true
		}
	}
	everything := map[int]bool{}
	for v := range c.Values {
		everything[v] = true
	}
	if !inForce {
		return everything
	}
	possible := map[int]bool{}
	if c.Order != nil {
		ended := false
		for i, v := range c.Order {
			switch {
			case ended:
			case c.Burden.Has(v):
				earlier := true
				for _, u := range c.Order[:i] {
					earlier = earlier && either(outcomes[u]) == No
				}
				if either(outcomes[v]) == Yes && earlier {
					possible[v], ended = true, true
				}
			case either(outcomes[v]) == Yes:
				possible[v], ended = true, true
			case either(outcomes[v]) == Unknown:
				possible[v] = true
			}
		}
		if !ended && c.Otherwise >= 0 {
			possible[c.Otherwise] = true
		}
	} else {
		for v := range c.Values {
			if either(outcomes[v]) == Yes {
				possible[v] = true
			}
		}
		if len(possible) == 0 {
			for v := range c.Values {
				if either(outcomes[v]) == Unknown {
					possible[v] = true
				}
			}
			if c.Otherwise >= 0 {
				possible[c.Otherwise] = true
			}
		} else if len(possible) > 1 {
			r.flawed = true
			return everything
		}
	}
	if len(possible) == 0 {
		r.flawed = true
		return everything
	}
	return possible
}

func either(outcomes []Outcome) Outcome {
	out := No
	for _, o := range outcomes {
		if o == Yes {
			return Yes
		}
		if o == Unknown {
			out = Unknown
		}
	}
	return out
}

// status is the status of an obligation for a party, unknown where it is not law.
func (r *reference) status(o *rule.Obligation, p *kb.Party) Outcome {
	if !lawful(o.Validity, r.own(p)) {
		return Unknown
	}
	return r.body(o.When, o.Except, p, r.own(p))
}

package assess

import (
	"casebook/generator/kb"
	"casebook/generator/rule"
)

// reach is the set of outcomes that something has now or may come to have when unknown facts are given
// values, one after the other. What can reach only one outcome is settled for good.
type reach uint8

const (
	reachUnknown reach = 1 << Unknown
	reachYes     reach = 1 << Yes
	reachNo      reach = 1 << No
	reachAll           = reachUnknown | reachYes | reachNo
)

// settled says whether only one outcome can be reached.
func (r reach) settled() bool { return r&(r-1) == 0 }

func (r reach) not() reach {
	return r&reachUnknown | r&reachYes<<1 | r&reachNo>>1
}

func (r reach) and(s reach) reach {
	both := r & s & reachYes
	no := (r | s) & reachNo
	unknown := (r | s) & reachUnknown
	if r&(reachYes|reachUnknown) == 0 || s&(reachYes|reachUnknown) == 0 {
		unknown = 0
	}
	return both | no | unknown
}

func (r reach) or(s reach) reach { return r.not().and(s.not()).not() }

// prospects is what everything in an assessment may still become. It errs towards more: it takes every
// fact that is not known to the last for free, whatever other facts say.
//
// Only what carries a burden makes it larger than what the three values already say: an answer that is
// decided, and whose conditions stay as they are when unknown facts get values, reaches nothing else.
type prospects struct {
	a     *Assessment
	main  prospect
	party []prospect
}

// prospect is the part of the case or of one party.
type prospect struct {
	party  *kb.Party
	was    *evaluation
	nodes  []reach     // of conditions
	rules  []reach     // of rules, with their exceptions
	except []reach     // of exceptions, before a burden silences them
	values []rule.Bits // of conclusions: the values that may become possible
	done   []bool      // by the conclusion's Index
}

func (a *Assessment) newProspects() *prospects {
	p := &prospects{a: a, main: a.newProspect(nil), party: make([]prospect, len(a.parties))}
	for i := range a.parties {
		p.party[i] = a.newProspect(a.Assessed().Parties[i])
	}
	return p
}

func (a *Assessment) newProspect(p *kb.Party) prospect {
	was := a.of(p)
	n, r, x := len(was.nodes), len(was.held), len(was.excepted)
	all := make([]reach, n+r+x)
	return prospect{party: p, was: was, nodes: all[:n], rules: all[n : n+r], except: all[n+r:],
		values: make([]rule.Bits, len(a.Rules.Conclusions)), done: make([]bool, len(a.Rules.Conclusions))}
}

func (p *prospects) of(party *kb.Party) *prospect {
	if party == nil {
		return &p.main
	}
	return &p.party[party.Index]
}

// within is what [evaluator.within] is.
func (p *prospects) within(s *prospect, ofParty bool) *prospect {
	switch {
	case !ofParty:
		return &p.main
	case s.party == nil:
		return nil
	}
	return s
}

// cond returns what a condition may become.
func (p *prospects) cond(s *prospect, c rule.Cond) reach {
	var r reach
	switch c := c.(type) {
	case *rule.All:
		r = reachYes
		for _, part := range c.Parts {
			r = r.and(p.cond(s, part))
		}
	case *rule.Any:
		r = p.any(s, c.Parts)
	case *rule.None:
		r = p.any(s, c.Parts).not()
	case *rule.Test:
		r = p.test(s, c)
	}
	s.nodes[c.Node()] = r
	return r
}

func (p *prospects) any(s *prospect, parts []rule.Cond) reach {
	r := reachNo
	for _, part := range parts {
		r = r.or(p.cond(s, part))
	}
	return r
}

func (p *prospects) test(s *prospect, t *rule.Test) reach {
	was := s.was.nodes[t.Node()]
	switch {
	case t.Conclusion != nil:
		return p.oneOf(p.within(s, t.Conclusion.OfParty), t)
	case t.Score != nil && p.shifts(t.Score.Expr):
		return reachAll
	case was != Unknown:
		return 1 << was
	case t.Fact != nil && p.known(s, t.Fact):
		return reachUnknown // a bound that no law in force gives
	}
	return reachAll
}

// oneOf returns what a test of a conclusion may become.
func (p *prospects) oneOf(s *prospect, t *rule.Test) reach {
	if s == nil {
		return reachUnknown
	}
	var r reach
	values := p.conclusion(s, t.Conclusion)
	if values&t.OneOf != 0 {
		r |= reachYes
	}
	if values&^t.OneOf != 0 {
		r |= reachNo
	}
	if r == reachYes|reachNo {
		r |= reachUnknown
	}
	return r
}

// known says whether a fact is known to the last.
func (p *prospects) known(s *prospect, f *rule.Fact) bool {
	in := p.within(s, f.OfParty)
	if in == nil {
		return true // the case asks for a party's fact, which nothing answers
	}
	v := in.was.values[f.Index]
	return v != nil && !v.Open && (f.Type != rule.Count && f.Type != rule.Duration || v.Min == v.Max)
}

// shifts says whether a score may leave the interval it has now: it reads a conclusion that may get a
// value which is not possible now.
func (p *prospects) shifts(x *rule.Expr) bool {
	if x.Op == rule.OfScore {
		return p.shifts(x.Score.Expr)
	}
	for _, part := range x.Parts {
		if p.shifts(part) {
			return true
		}
	}
	for i := range x.Rows {
		p.cond(&p.main, x.Rows[i].When)
		if p.turns(x.Rows[i].When) {
			return true
		}
	}
	return false
}

// turns says whether a condition of the case reads a conclusion, or a score, that may get a value which
// is not possible now.
func (p *prospects) turns(c rule.Cond) bool {
	t, ok := c.(*rule.Test)
	if !ok {
		for _, part := range parts(c) {
			if p.turns(part) {
				return true
			}
		}
		return false
	}
	switch {
	case t.Conclusion != nil && !t.Conclusion.OfParty:
		return p.conclusion(&p.main, t.Conclusion)&^p.a.Answer(t.Conclusion.ID).Possible != 0
	case t.Score != nil:
		return p.shifts(t.Score.Expr)
	}
	return false
}

// parts returns the parts of a condition, none of a leaf.
func parts(c rule.Cond) []rule.Cond {
	switch c := c.(type) {
	case *rule.All:
		return c.Parts
	case *rule.Any:
		return c.Parts
	case *rule.None:
		return c.Parts
	}
	return nil
}

// rule returns what a rule in force may become.
func (p *prospects) rule(s *prospect, r *rule.Rule) reach {
	if s.rules[r.Index] != 0 {
		return s.rules[r.Index]
	}
	s.rules[r.Index] = reachAll // in a circle, which is reported elsewhere
	out := p.excepted(s, p.cond(s, r.When), r.Except)
	for _, by := range p.a.law.overridersOf(r) {
		if in := p.within(s, by.Conclusion.OfParty); in != nil {
			out = out.and(p.rule(in, by).not())
		}
	}
	s.rules[r.Index] = out
	return out
}

// excepted takes what exceptions may become from what a condition may.
func (p *prospects) excepted(s *prospect, r reach, list []*rule.Exception) reach {
	for _, x := range list {
		out := p.excepted(s, p.cond(s, x.When), x.Except)
		s.except[x.Index] = out
		if x.Burden && out&reachUnknown != 0 {
			out = out&^reachUnknown | reachNo
		}
		r = r.and(out.not())
	}
	return r
}

// conclusion returns the values that may become possible, those that are possible now included.
func (p *prospects) conclusion(s *prospect, c *rule.Conclusion) rule.Bits {
	if s.done[c.Index] {
		return s.values[c.Index]
	}
	inForce := false
	for _, r := range c.Rules {
		if p.a.InForce(r) {
			p.rule(s, r)
			inForce = true
		}
	}
	answer := p.a.AnswerOf(c, s.party)
	switch {
	case !inForce || answer.Gap || answer.Conflict:
		s.values[c.Index] = rule.Upto(len(c.Values))
	case c.Order != nil:
		s.values[c.Index] = p.walk(s, c)
	default:
		s.values[c.Index] = p.choose(s, c)
	}
	s.done[c.Index] = true
	return s.values[c.Index]
}

// value returns what the rules for a value may become together.
func (p *prospects) value(s *prospect, c *rule.Conclusion, value int) reach {
	out := reachNo
	for _, r := range c.Rules {
		if r.Value == value && p.a.InForce(r) {
			out = out.or(s.rules[r.Index])
		}
	}
	return out
}

// walk returns the values that a walk may come to. Gaps are left out: they are faults of the rules.
func (p *prospects) walk(s *prospect, c *rule.Conclusion) rule.Bits {
	var values rule.Bits
	may, must := true, true // every value before may be no, or has to be
	for _, v := range c.Order {
		out := p.value(s, c, v)
		switch {
		case !c.Burden.Has(v):
			if out != reachNo {
				values = values.With(v)
			}
			if out == reachYes {
				return values
			}
		case out&reachYes != 0 && may:
			values = values.With(v)
			if out == reachYes && must {
				return values
			}
		}
		may, must = may && out&reachNo != 0, must && out == reachNo
	}
	if c.Otherwise >= 0 {
		values = values.With(c.Otherwise)
	}
	return values
}

// choose returns the values that may decide a conclusion without order. Conflicts are left out: they are
// faults of the rules.
func (p *prospects) choose(s *prospect, c *rule.Conclusion) rule.Bits {
	var values, sure rule.Bits
	for v := range c.Values {
		out := p.value(s, c, v)
		if out == reachYes {
			sure = sure.With(v)
		}
		if out&reachYes != 0 || out&reachUnknown != 0 && !c.Burden.Has(v) {
			values = values.With(v)
		}
	}
	if sure != 0 {
		return sure
	}
	if c.Otherwise >= 0 {
		values = values.With(c.Otherwise)
	}
	return values
}

// obligation returns what the status of a duty may become.
func (p *prospects) obligation(d *Duty) reach {
	s := p.of(d.Party)
	return p.excepted(s, p.cond(s, d.Version.When), d.Version.Except)
}

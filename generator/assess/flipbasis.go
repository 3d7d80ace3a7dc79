package assess

import (
	"slices"

	"casebook/generator/rule"
)

// basis finds facts on which an answer rests: as long as none of these is otherwise, nothing else makes
// the answer another one. So whatever changes it has one of them in it. It is small, not the smallest.
type basis struct {
	a *Assessment
	r *reader
}

// aim is how the outcome of something is to stay, as it is now.
type aim uint8

const (
	stayYes aim = iota
	stayNo
	neverYes // it may be no or open
	neverNo
)

func (m aim) not() aim { return [...]aim{stayNo, stayYes, neverNo, neverYes}[m] }

// met says whether an outcome is as it is to stay.
func (m aim) met(o Outcome) bool {
	return [...]bool{stayYes: o == Yes, stayNo: o == No, neverYes: o != Yes, neverNo: o != No}[m]
}

// holding says whether a positive statement is to stay, so that all of its parts must.
func (m aim) holding() bool { return m == stayYes || m == neverNo }

// rests are facts on which something rests, by their Index. nil means that none can be told.
type rests []bool

// of returns the facts on which the answer of a target rests; all that it reads where fewer cannot be told.
func (b basis) of(t *target) []bool {
	var on rests
	switch {
	case t.duty == nil:
		on = b.possible(t.answer, t.from)
	case t.duty.Status == Yes:
		s := b.a.DutyStep(t.duty)
		on = b.body(s.When, s.Except, neverNo)
	default:
		s := b.a.DutyStep(t.duty)
		on = b.body(s.When, s.Except, neverYes)
	}
	if on == nil {
		return t.reads
	}
	return on
}

func (b basis) nothing() rests { return make(rests, len(b.a.Rules.Facts)) }

// both joins what two things rest on.
func (r rests) both(s rests) rests {
	if r == nil || s == nil {
		return nil
	}
	include(r, s)
	return r
}

// fewer returns what rests on fewer facts.
func (r rests) fewer(s rests) rests {
	if r == nil || s != nil && s.count() < r.count() {
		return s
	}
	return r
}

func (r rests) count() int {
	n := 0
	for _, on := range r {
		if on {
			n++
		}
	}
	return n
}

// body is a condition with its exceptions.
func (b basis) body(when *CondTrace, except []*ExceptTrace, m aim) rests {
	if m.holding() {
		on := b.cond(when, m)
		for _, x := range except {
			on = on.both(b.except(x, m.not()))
		}
		return on
	}
	var on rests
	if m.met(when.Outcome) {
		on = b.cond(when, m)
	}
	for _, x := range except {
		if m.not().met(x.counts()) {
			on = on.fewer(b.except(x, m.not()))
		}
	}
	return on
}

// counts is the outcome of an exception as it counts: one that must be proven is no until it is yes.
func (x *ExceptTrace) counts() Outcome {
	if x.Exception.Burden && x.Outcome != Yes {
		return No
	}
	return x.Outcome
}

func (b basis) except(x *ExceptTrace, m aim) rests {
	switch {
	case !x.Exception.Burden:
	case m == neverNo:
		m = stayYes
	case m == stayNo:
		m = neverYes
	}
	return b.body(x.When, x.Except, m)
}

func (b basis) cond(c *CondTrace, m aim) rests {
	if c.Test != nil {
		return b.test(c, m)
	}
	_, isAll := c.Cond.(*rule.All)
	if _, isNone := c.Cond.(*rule.None); isNone {
		m = m.not()
	}
	if m.holding() == isAll {
		on := b.nothing()
		for _, part := range c.Parts {
			on = on.both(b.cond(part, m))
		}
		return on
	}
	var on rests
	for _, part := range c.Parts {
		if m.met(part.Outcome) {
			on = on.fewer(b.cond(part, m))
		}
	}
	return on
}

func (b basis) test(c *CondTrace, m aim) rests {
	on := b.nothing()
	switch {
	case c.Test.Fact != nil:
		on[c.Test.Fact.Index] = true
	case c.Test.Score != nil:
		b.r.expr(c.Test.Score.Expr, on)
	case c.Answer != nil:
		return b.answer(c, m)
	}
	return on
}

// answer is a test of a conclusion: yes when every possible value satisfies it, no when none does.
func (b basis) answer(c *CondTrace, m aim) rests {
	satisfy := c.Test.OneOf
	if m == stayNo || m == neverYes {
		satisfy = rule.Upto(len(c.Answer.Conclusion.Values)) &^ satisfy
	}
	if m == stayYes || m == stayNo {
		return append(rests(nil), b.r.conclusion(c.Answer.Conclusion)...)
	}
	var on rests
	for v := range c.Answer.Conclusion.Values {
		if satisfy.Has(v) && c.Answer.Possible.Has(v) {
			on = on.fewer(b.possible(c.Answer, v))
		}
	}
	return on
}

// possible is that a value of a conclusion stays possible.
func (b basis) possible(answer *Answer, v int) rests {
	c := answer.Conclusion
	if !answer.InForce || answer.Gap || answer.Conflict {
		return nil
	}
	ordered, on := slices.Index(c.Order, v), b.nothing()
	if v == c.Otherwise && b.a.ValueOutcome(answer, v) != Yes {
		for w := range c.Values {
			if w != v {
				on = on.both(b.value(answer, w, neverYes))
			}
		}
		return on
	}
	for w := range c.Values {
		if at := slices.Index(c.Order, w); w == v || c.Order != nil && (at < 0 || at > ordered) {
			continue
		}
		if c.Burden.Has(v) {
			on = on.both(b.value(answer, w, stayNo))
		} else {
			on = on.both(b.value(answer, w, neverYes))
		}
	}
	if c.Burden.Has(v) {
		return on.both(b.value(answer, v, stayYes))
	}
	return on.both(b.value(answer, v, neverNo))
}

// value is how the rules for a value of a conclusion come out together.
func (b basis) value(answer *Answer, v int, m aim) rests {
	if !m.met(b.a.ValueOutcome(answer, v)) {
		return nil
	}
	var some rests
	all := b.nothing()
	for _, r := range answer.Conclusion.Rules {
		if r.Value != v || !b.a.InForce(r) {
			continue
		}
		on := b.rule(b.a.RuleStep(r, answer.Party), m)
		all = all.both(on)
		if m.met(b.a.HeldFor(r, answer.Party)) {
			some = some.fewer(on)
		}
	}
	if m.holding() {
		return some
	}
	return all
}

// rule is a rule that no other overrides; of one that may be overridden nothing is told.
func (b basis) rule(s Step, m aim) rests {
	if len(b.a.law.overridersOf(s.Rule)) > 0 {
		return nil
	}
	return b.body(s.When, s.Except, m)
}

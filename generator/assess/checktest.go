package assess

import (
	"cmp"
	"fmt"
	"slices"

	"casebook/generator/diag"
	"casebook/generator/kb"
)

// CheckTest reports what is wrong with a test of the rules once it is decided: an expectation that is not
// met comes with the step of the trace that decided; the rest is as for a case.
func CheckTest(a *Assessment, t *kb.Test) diag.List {
	c := checker{a: a}
	for i := range a.Case.Expect {
		c.tested(&a.Case.Expect[i])
	}
	for i := range t.Timeliness {
		c.timed(&t.Timeliness[i])
	}
	c.flaws(&a.main)
	for i := range a.parties {
		c.flaws(&a.parties[i])
	}
	c.impossible()
	c.lawless()
	return c.diags
}

// tested reports a claim of a test that its answer does not meet.
func (c *checker) tested(claim *kb.Claim) {
	found, ok := c.a.found(claim)
	switch {
	case !ok && claim.Obligation != nil:
		c.diags.Add("test-unmet", claim.Span, fmt.Sprintf("nobody bears %s, expected %s", claim.Key.Value, claim.Status),
			"give a party the role "+claim.Obligation.Bearer.ID)
	case !ok || found == expected(claim):
	case claim.Obligation != nil:
		d := c.a.bearing(claim)
		c.differs(claim, found, d.OpenBy, c.dutySteps(d))
	default:
		answer := c.a.AnswerOf(claim.Conclusion, claim.Party)
		c.differs(claim, found, answer.OpenBy, c.steps(answer, claim.Value))
	}
}

// timed reports an obligation that is not met in time as a test expects.
func (c *checker) timed(t *kb.Timely) {
	d := c.a.bearing(&t.Claim)
	if d == nil || d.Timeliness == t.Is {
		if d == nil {
			c.diags.Add("test-unmet", t.Span, fmt.Sprintf("nobody bears %s, expected %s", t.Key.Value, t.Is), "")
		}
		return
	}
	found := string(d.Timeliness)
	if found == "" {
		found = "not required, or without a deadline"
	}
	c.diags.Add("test-unmet", t.Span, fmt.Sprintf("the test %q: in time, %s is %s, expected %s", c.a.Case.ID, t.Key.Value, found, t.Is),
		fmt.Sprintf("due %s, done %s", d.Due, d.Done), c.dutySteps(d)...)
}

func (c *checker) differs(claim *kb.Claim, found string, open []FactRef, steps []diag.Related) {
	hint := fmt.Sprintf("correct the rule or the test; casebook explain %s shows every step", c.a.Case.ID)
	if found == Unknown.String() && len(open) > 0 {
		hint = "not decided without " + names(open)
	}
	c.diags.Add("test-unmet", claim.Span, fmt.Sprintf("the test %q: %s is %s, expected %s", c.a.Case.ID, claim.Key.Value, found, expected(claim)),
		hint, steps...)
}

// traceLang is the language of the steps that a fault shows: that of the diagnostics.
const traceLang = "en"

// dutySteps returns the step of a duty, and those that decided the conclusions it rests on.
func (c *checker) dutySteps(d *Duty) []diag.Related {
	if d.Version == nil {
		return nil
	}
	step := c.a.DutyStep(d)
	all := []diag.Related{{Span: d.Version.Key.Span, Message: step.Text(traceLang)}}
	for _, leaf := range step.When.Deciding() {
		if leaf.Answer != nil {
			all = append(all, c.steps(leaf.Answer, -1)...)
		}
	}
	return all
}

// steps returns the steps that decided an answer: the rules that hold for its value, else, where a value
// is wanted (not -1), the rule for that value that came nearest to holding.
func (c *checker) steps(answer *Answer, wanted int) []diag.Related {
	v, decided := answer.Decided()
	var held, other []Step
	for _, s := range c.a.StepsFor(answer) {
		switch {
		case decided && s.Rule.Value == v && s.Outcome == Yes:
			held = append(held, s)
		case s.Outcome != Yes && (s.Rule.Value == wanted || !decided && s.Outcome == Unknown):
			other = append(other, s)
		}
	}
	if len(held) == 0 && len(other) > 0 {
		held = []Step{slices.MinFunc(other, func(a, b Step) int { return cmp.Compare(a.lacking(), b.lacking()) })}
	}
	var all []diag.Related
	for _, s := range held {
		all = append(all, diag.Related{Span: s.Rule.Key.Span, Message: s.Rule.ID + ": " + s.Text(traceLang)})
	}
	return all
}

// lacking counts the leaves of a step that do not hold.
func (s *Step) lacking() int {
	n := 0
	for _, part := range s.When.leaves() {
		if part.Outcome != Yes {
			n++
		}
	}
	return n
}

// leaves returns every leaf of a condition.
func (c *CondTrace) leaves() []*CondTrace {
	if c.Test != nil {
		return []*CondTrace{c}
	}
	var all []*CondTrace
	for _, p := range c.Parts {
		all = append(all, p.leaves()...)
	}
	return all
}

package assess

import (
	"casebook/generator/kb"
	"casebook/generator/rule"
)

// Step is one decision of the trace: a rule or an obligation, on the case or on one party.
type Step struct {
	Rule       *rule.Rule // exactly one of Rule and Duty is set
	Duty       *Duty
	Party      *kb.Party // nil for a rule on the case
	Outcome    Outcome
	When       *CondTrace
	Except     []*ExceptTrace
	Overridden []*rule.Rule // rules that took it back
	Contested  []*rule.Rule // rules that would take it back and are unknown
}

// ExceptTrace is an exception of a step, and how it came out.
type ExceptTrace struct {
	Exception *rule.Exception
	Outcome   Outcome
	Silent    bool // it is unknown and counts as no, since its burden is the bearer's
	When      *CondTrace
	Except    []*ExceptTrace
}

// CondTrace is a condition of a step, and how it came out.
type CondTrace struct {
	Cond     rule.Cond
	Outcome  Outcome
	Parts    []*CondTrace // of all, any, none
	Test     *rule.Test   // of a leaf, else nil
	Party    *kb.Party    // whose fact or conclusion it tests; nil for the case's
	Fact     *kb.Fact     // as stated; nil when it was not, and for conclusions and scores
	Value    rule.Value   // of the fact as used, a presumption included
	Presumed bool         // the value is presumed
	Answer   *Answer      // of a conclusion
	Score    *ScoreAnswer // of a score
	Limits   []Limit      // with which it compares a fact; a parameter that is not in force is left out
}

// Limit is a number with which a fact is compared.
type Limit struct {
	Op    rule.BoundOp
	Value rule.Number // durations in minutes
	Ours  bool        // a parameter that says so: neither the law nor a guideline gives it
}

// Trace returns the steps in the order in which they are decided: the rules in force by their conclusion,
// each after those it reads, then the duties. It is made anew at every call.
func (a *Assessment) Trace() []Step {
	var steps []Step
	for _, c := range a.Rules.Conclusions {
		if !c.OfParty {
			steps = a.appendRules(steps, c, nil)
			continue
		}
		for _, p := range a.Assessed().Parties {
			steps = a.appendRules(steps, c, p)
		}
	}
	for i := range a.Duties {
		if a.Duties[i].Version != nil {
			steps = append(steps, a.DutyStep(&a.Duties[i]))
		}
	}
	return steps
}

func (a *Assessment) appendRules(steps []Step, c *rule.Conclusion, p *kb.Party) []Step {
	for _, r := range c.Rules {
		if a.InForce(r) {
			steps = append(steps, a.RuleStep(r, p))
		}
	}
	return steps
}

// RuleStep returns the step of one rule in force, on the case (nil) or on a party.
func (a *Assessment) RuleStep(r *rule.Rule, p *kb.Party) Step {
	t := tracer{a, p, a.law}
	s := Step{Rule: r, Party: p, Outcome: a.HeldFor(r, p), When: t.cond(r.When), Except: t.exceptions(r.Except)}
	for _, by := range a.law.overridersOf(r) {
		if by.Conclusion.OfParty && p == nil {
			continue
		}
		switch a.HeldFor(by, t.party(by.Conclusion.OfParty)) {
		case Yes:
			s.Overridden = append(s.Overridden, by)
		case Unknown:
			s.Contested = append(s.Contested, by)
		}
	}
	return s
}

// DutyStep returns the step of a duty of which a version is in force.
func (a *Assessment) DutyStep(d *Duty) Step {
	t := tracer{a, d.Party, a.lawOf(d.Date)}
	return Step{Duty: d, Party: d.Party, Outcome: d.Status, When: t.cond(d.Version.When), Except: t.exceptions(d.Version.Except)}
}

// StepsFor returns the steps of the rules in force that decide an answer, in the order in which they are
// walked: by the conclusion's order, then as written.
func (a *Assessment) StepsFor(answer *Answer) []Step {
	c := answer.Conclusion
	if c.Order == nil {
		return a.appendRules(nil, c, answer.Party)
	}
	var steps []Step
	for _, v := range c.Order {
		for _, r := range c.Rules {
			if r.Value == v && a.InForce(r) {
				steps = append(steps, a.RuleStep(r, answer.Party))
			}
		}
	}
	return steps
}

// tracer reads the outcomes of the case, or of one party, beside the conditions.
type tracer struct {
	a   *Assessment
	p   *kb.Party
	law *law
}

// party returns whose something is when this step asks for it.
func (t tracer) party(ofParty bool) *kb.Party {
	if ofParty {
		return t.p
	}
	return nil
}

func (t tracer) exceptions(list []*rule.Exception) []*ExceptTrace {
	var all []*ExceptTrace
	for _, x := range list {
		o := t.a.of(t.p).excepted[x.Index]
		all = append(all, &ExceptTrace{Exception: x, Outcome: o, Silent: x.Burden && o == Unknown,
			When: t.cond(x.When), Except: t.exceptions(x.Except)})
	}
	return all
}

func (t tracer) cond(c rule.Cond) *CondTrace {
	trace := &CondTrace{Cond: c, Outcome: t.a.of(t.p).nodes[c.Node()]}
	switch c := c.(type) {
	case *rule.All:
		trace.Parts = t.conds(c.Parts)
	case *rule.Any:
		trace.Parts = t.conds(c.Parts)
	case *rule.None:
		trace.Parts = t.conds(c.Parts)
	case *rule.Test:
		trace.Test = c
		t.test(trace, c)
	}
	return trace
}

func (t tracer) conds(parts []rule.Cond) []*CondTrace {
	all := make([]*CondTrace, len(parts))
	for i, p := range parts {
		all[i] = t.cond(p)
	}
	return all
}

// test adds what a leaf tests: the fact with its value, the answer or the score.
func (t tracer) test(trace *CondTrace, c *rule.Test) {
	switch {
	case c.Fact != nil:
		trace.Party = t.party(c.Fact.OfParty)
		ref := FactRef{c.Fact, trace.Party}
		trace.Fact, trace.Value, trace.Presumed = t.a.Stated(ref), t.a.Value(ref), t.a.Presumed(ref)
		trace.Limits = t.limits(c.Bounds)
	case c.Conclusion != nil && c.Conclusion.OfParty && t.p == nil:
	case c.Conclusion != nil:
		trace.Party = t.party(c.Conclusion.OfParty)
		trace.Answer = t.a.AnswerOf(c.Conclusion, trace.Party)
	case c.Score != nil:
		trace.Score = &t.a.Scores[c.Score.Index]
	}
}

func (t tracer) limits(bounds []rule.Bound) []Limit {
	var limits []Limit
	for i := range bounds {
		b := &bounds[i]
		if n, ok := t.law.bound(b); ok {
			limits = append(limits, Limit{b.Op, n, b.Parameter != nil && !b.Parameter.Hedge.IsZero()})
		}
	}
	return limits
}

// AnswerOf returns the answer to a conclusion about the case (nil) or a party, nil when there is none.
func (a *Assessment) AnswerOf(c *rule.Conclusion, p *kb.Party) *Answer {
	if p == nil {
		return a.Answer(c.ID)
	}
	return a.Parties[p.Index].Answer(c.ID)
}

// Stated returns a fact as it was stated, by the options before the case; nil when it was not.
func (a *Assessment) Stated(ref FactRef) *kb.Fact {
	for i := len(a.Options.Set) - 1; i >= 0; i-- {
		if f := &a.Options.Set[i]; f.Fact == ref.Fact && sameParty(f.Party, ref.Party) {
			return f
		}
	}
	facts := a.Assessed().Facts
	if ref.Party != nil {
		facts = ref.Party.Facts
	}
	for i := range facts {
		if facts[i].Fact == ref.Fact {
			return &facts[i]
		}
	}
	return nil
}

// Presumed says whether the value of a fact is used because the rules presume it.
func (a *Assessment) Presumed(ref FactRef) bool {
	v := a.of(ref.Party).values[ref.Fact.Index]
	return v != nil && v == ref.Fact.Presumed
}

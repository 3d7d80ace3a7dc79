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
}

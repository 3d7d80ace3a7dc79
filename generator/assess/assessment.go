package assess

import (
	"casebook/generator/kb"
	"casebook/generator/moment"
	"casebook/generator/rule"
)

// Outcome is a truth value of Kleene's strong logic of three values.
type Outcome uint8

const (
	Unknown Outcome = iota
	Yes
	No
)

func (o Outcome) String() string { return [...]string{"unknown", "yes", "no"}[o] }

// Options changes what a case is assessed under.
type Options struct {
	AsOf     moment.Date    // zero: the law of the case's own dates
	Proposal *rule.Proposal // nil: law in force
	Set      []kb.Fact      // facts stated on top of the case's own
}

// Assessment is the answers to a case under one reading, with what explains them.
//
// The outcomes of all conditions are kept in arrays by the condition's index, one for the case and one
// for each party; [Assessment.Trace] reads them beside the rules, so that the explanation can be nothing
// but what was decided.
type Assessment struct {
	Case        *kb.Case
	Reading     *kb.Reading // nil for the case as stated
	Rules       *rule.Set
	Options     Options
	Date        moment.Date // the law of which day decides the conclusions
	Conclusions []Answer    // of the case, by the conclusion's order in the rules; none of a party
	Parties     []PartyAnswers
	Duties      []Duty // by obligation as written, then by party as written
	Scores      []ScoreAnswer

	outcomes []Outcome    // of the case, by node
	held     []Outcome    // of rules, by the rule's Index
	excepted []Outcome    // of exceptions, by the exception's Index
	parties  []evaluation // of party conclusions and duties, by party, then by node
}

// PartyAnswers is the conclusions about one party.
type PartyAnswers struct {
	Party       *kb.Party
	Conclusions []Answer
}

// Answer is a conclusion as decided: the values still possible.
type Answer struct {
	Conclusion *rule.Conclusion
	Party      *kb.Party // nil for a conclusion of the case
	Possible   rule.Bits // never empty
	InForce    bool      // whether any rule was law on the day
	LiftableBy []FactRef // the unknown facts that could prove what carries a burden
	OpenBy     []FactRef // the unknown facts that would decide it, when it is open
}

// FactRef names a fact of the case or of a party.
type FactRef struct {
	Fact  *rule.Fact
	Party *kb.Party // nil for a fact of the case
}

// Duty is an obligation as it falls on one party.
type Duty struct {
	Obligation *rule.Obligation // under whose id it is reported
	Version    *rule.Obligation // the one in force; nil when none is
	Party      *kb.Party
	Status     Outcome // Yes is required
	LiftableBy []FactRef
	OpenBy     []FactRef
	Date       moment.Date // the law of which day decides it

	// What follows holds only where it is required and has a deadline.
	NoNumber   bool          // without undue delay
	Start      moment.Moment // of the clock
	Due        moment.Moment
	Due1182    moment.Moment // under Regulation 1182/71, shown beside Due; unknown when the same
	Done       moment.Moment // the first act that discharges it
	DoneAct    *kb.Act
	Never      bool
	Timeliness moment.Timeliness // "" when there is none
	Taken      string            // ISO 8601; "" when not known well enough
}

// ScoreAnswer is a score as an interval, with the bands it may fall in.
type ScoreAnswer struct {
	Score     *rule.Score
	Low, High rule.Number
	Bands     []int     // indices of the bands still possible
	Flags     []Outcome // by the score's flags
}

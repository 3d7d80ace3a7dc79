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

// Status returns the outcome as the status of an obligation: required, not-required or unknown.
func (o Outcome) Status() string { return [...]string{"unknown", "required", "not-required"}[o] }

// Options changes what a case is assessed under.
type Options struct {
	AsOf     moment.Date    // zero: the law of the case's own dates
	Proposal *rule.Proposal // nil: law in force
	Set      []kb.Fact      // facts stated on top of the case's own, the last of several first
}

// Assessment is the answers to a case under one reading, with what explains them. It is not changed
// after [Assess].
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

	lawAsOf moment.Date
	law     *law   // of Date
	laws    []*law // of every day that a duty needs, Date's first
	main    evaluation
	parties []evaluation // of party conclusions and duties, by party
}

// evaluation is how everything came out for the case or for one party.
type evaluation struct {
	values   []*rule.Value // by the fact's Index, presumptions included; nil for what is unknown
	nodes    []Outcome     // of conditions, by their index
	held     []Outcome     // of rules, by the rule's Index
	excepted []Outcome     // of exceptions, by the exception's Index, before a burden silences them

	conflicts []*rule.Conclusion // with two values decided
	gaps      []*rule.Conclusion // with no value left
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
	Conflict   bool      // two values were decided at once, so every value is possible
	Gap        bool      // no value was left, so every value is possible
	LiftableBy []FactRef // the unknown facts that could prove what carries a burden
	OpenBy     []FactRef // the unknown facts that would decide it, when it is open
}

// Decided returns the one value that is left, and whether only one is.
func (a *Answer) Decided() (value int, ok bool) {
	return a.Possible.First(), a.Possible.Len() == 1
}

// Key names the answer: its conclusion's id, after the party's for one on a party.
func (a *Answer) Key() string {
	if a.Party == nil {
		return a.Conclusion.ID
	}
	return a.Party.ID + "." + a.Conclusion.ID
}

// Value returns the id of the one value that is left, "unknown" when several are.
func (a *Answer) Value() string {
	if v, ok := a.Decided(); ok {
		return a.Conclusion.Values[v].ID
	}
	return Unknown.String()
}

// FactRef names a fact of the case or of a party.
type FactRef struct {
	Fact  *rule.Fact
	Party *kb.Party // nil for a fact of the case
}

// String returns the fact as it is written outside its own place: "availability", "clinic.insured".
func (r FactRef) String() string {
	if r.Party == nil {
		return r.Fact.ID
	}
	return r.Party.ID + "." + r.Fact.ID
}

// Duty is an obligation as it falls on one party.
type Duty struct {
	Obligation *rule.Obligation // under whose id it is reported
	Version    *rule.Obligation // the one in force; nil when none is
	Party      *kb.Party
	Status     Outcome // Yes is required
	LiftableBy []FactRef
	OpenBy     []FactRef   // the unknown facts that would decide it, when its status is unknown
	Date       moment.Date // the law of which day decides it

	Done     moment.Moment // the first time that it was done; unknown when that is
	DoneAct  *kb.Act       // what did it
	Never    bool          // it is known not to have been done
	Sometime bool          // it was done, nobody knows when

	// What follows holds only where it is required and has a deadline.
	NoNumber   bool            // without undue delay
	Within     moment.Duration // how long the clock runs; zero without a number, or where the earliest of several limits counts
	Start      moment.Moment   // of the clock
	Due        moment.Moment
	Due1182    moment.Moment     // under Regulation 1182/71, shown beside Due; unknown when the same
	Timeliness moment.Timeliness // "" when there is none
	Taken      string            // ISO 8601; "" when not known well enough
}

// ScoreAnswer is a score as an interval, with the bands it may fall in.
type ScoreAnswer struct {
	Score     *rule.Score
	Low, High rule.Number
	Bands     []int     // indices of the bands still possible
	Flags     []Outcome // by the score's flags
	Apart     []Outcome // by the score's reasons for parting from the rules
}

// Assessed returns the case whose facts were assessed: the reading's where there is a reading.
func (a *Assessment) Assessed() *kb.Case {
	if a.Reading != nil {
		return a.Reading.Case
	}
	return a.Case
}

// Answer returns the case's answer to a conclusion, nil when the case has none of that id.
func (a *Assessment) Answer(id string) *Answer { return answer(a.Conclusions, id) }

// Answer returns the party's answer to a conclusion, nil when there is none of that id.
func (p *PartyAnswers) Answer(id string) *Answer { return answer(p.Conclusions, id) }

func answer(list []Answer, id string) *Answer {
	for i := range list {
		if list[i].Conclusion.ID == id {
			return &list[i]
		}
	}
	return nil
}

// PartyAnswers returns the conclusions about a party, nil when the case has no such party.
func (a *Assessment) PartyAnswers(id string) *PartyAnswers {
	for i := range a.Parties {
		if a.Parties[i].Party.ID == id {
			return &a.Parties[i]
		}
	}
	return nil
}

// DutiesOf returns an obligation's duties, one for each bearer, by the id under which it is reported.
func (a *Assessment) DutiesOf(id string) []*Duty {
	var list []*Duty
	for i := range a.Duties {
		if a.Duties[i].Obligation.ID == id {
			list = append(list, &a.Duties[i])
		}
	}
	return list
}

// Duty returns an obligation's duty of one party, nil when the party does not bear it.
func (a *Assessment) Duty(id, party string) *Duty {
	for _, d := range a.DutiesOf(id) {
		if d.Party.ID == party {
			return d
		}
	}
	return nil
}

// Status returns the strongest status of an obligation among its bearers: required before unknown before
// not required. It reports false when nobody bears it.
func (a *Assessment) Status(id string) (Outcome, bool) {
	duties := a.DutiesOf(id)
	status := No
	for _, d := range duties {
		status = strongest(status, d.Status)
	}
	return status, len(duties) > 0
}

// Stronger says whether an outcome goes before another where one answer is given for several parties: yes
// before unknown before no.
func Stronger(a, b Outcome) bool {
	rank := [...]int{No: 0, Unknown: 1, Yes: 2}
	return rank[a] > rank[b]
}

// strongest returns the stronger of two outcomes.
func strongest(a, b Outcome) Outcome {
	if Stronger(b, a) {
		return b
	}
	return a
}

// InForce says whether a rule was law on the day that decides the conclusions.
func (a *Assessment) InForce(r *rule.Rule) bool { return a.law.rules[r.Index] }

// Held returns how a rule came out: its condition, and not its exceptions. Of a rule on parties it is the
// strongest outcome among them, no without a party. A rule that was not law is unknown; see
// [Assessment.InForce].
func (a *Assessment) Held(r *rule.Rule) Outcome {
	switch {
	case !a.InForce(r):
		return Unknown
	case !r.Conclusion.OfParty:
		return a.main.held[r.Index]
	}
	held := No
	for i := range a.parties {
		held = strongest(held, a.parties[i].held[r.Index])
	}
	return held
}

// HeldFor returns how a rule came out for a party; nil is the case.
func (a *Assessment) HeldFor(r *rule.Rule, p *kb.Party) Outcome { return a.of(p).held[r.Index] }

// ValueOutcome returns how the rules for one value of an answer came out together: yes when one of them
// held, no when none did. Whether the value is then possible depends on the conclusion's order.
func (a *Assessment) ValueOutcome(answer *Answer, value int) Outcome {
	outcome := No
	for _, r := range answer.Conclusion.Rules {
		if r.Value == value && a.InForce(r) {
			outcome = strongest(outcome, a.HeldFor(r, answer.Party))
		}
	}
	return outcome
}

// Value returns a fact as it was used, a presumption included; the zero Value when it is unknown.
func (a *Assessment) Value(ref FactRef) rule.Value {
	if v := a.of(ref.Party).values[ref.Fact.Index]; v != nil {
		return *v
	}
	return rule.Value{}
}

// of returns the evaluation for a party; nil is the case.
func (a *Assessment) of(p *kb.Party) *evaluation {
	if p == nil {
		return &a.main
	}
	return &a.parties[p.Index]
}

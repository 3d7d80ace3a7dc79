package assess

import (
	"reflect"
	"slices"
	"strings"

	"casebook/generator/kb"
	"casebook/generator/moment"
	"casebook/generator/rule"
)

// Moves is what differs between two assessments of a case: under other rules, or of the case before and
// after it was changed. Each list is in the order of the later assessment; what only the earlier one has
// comes last. A side that has no such conclusion or duty is null.
type Moves struct {
	Conclusions []ConclusionMove `json:"conclusions"`
	Obligations []DutyMove       `json:"obligations"`
}

// ConclusionMove is a conclusion whose possible values, or what could lift them, differ.
type ConclusionMove struct {
	ID     string       `json:"id"`
	Party  *string      `json:"party"` // null for a conclusion of the case
	Before *AnswerEntry `json:"before"`
	After  *AnswerEntry `json:"after"`
	Steps  []StepMove   `json:"steps"` // empty where only its order, burden or otherwise differs
}

// AnswerEntry is a conclusion as decided.
type AnswerEntry struct {
	Value      string   `json:"value"` // "unknown" where several are possible
	Possible   []string `json:"possible"`
	LiftableBy []string `json:"liftable-by"`
}

// DutyMove is a duty whose status, clock (due, timeliness) or liftable-by differs.
type DutyMove struct {
	ID     string     `json:"id"`
	Party  string     `json:"party"`
	Before *DutyEntry `json:"before"`
	After  *DutyEntry `json:"after"`
	Steps  []StepMove `json:"steps"` // its own; empty where no version was law before or after
}

// StepMove is a step of the trace before and after. A side where it was no law is null.
type StepMove struct {
	Rule       string     `json:"rule,omitempty"` // exactly one of Rule and Obligation is set
	Obligation string     `json:"obligation,omitempty"`
	Party      *string    `json:"party"`
	Before     *StepState `json:"before"`
	After      *StepState `json:"after"`
}

// StepState is how a step came out.
type StepState struct {
	Outcome  string            `json:"outcome"`
	Text     map[string]string `json:"text"` // the sentence of the trace, in every language of the site
	Source   []string          `json:"source"`
	Deadline string            `json:"deadline,omitempty"` // of an obligation: "72h after aware"
}

// Any says whether something differs.
func (m Moves) Any() bool { return len(m.Conclusions)+len(m.Obligations) > 0 }

// Compare returns what differs between two assessments of a case. Either may be nil: then all that the
// other has differs. The sentences are in the languages given.
func Compare(before, after *Assessment, languages []string) Moves {
	c := comparison{entryWriter{languages}, before, after}
	return Moves{Conclusions: c.conclusions(), Obligations: c.duties()}
}

// comparison compares two assessments, either of which may be nil.
type comparison struct {
	write         entryWriter
	before, after *Assessment
}

// pair is what two assessments say of the same thing; one side may be nil.
type pair[T any] struct{ before, after *T }

// paired brings together what has the same key, in the order of after, then what only before has.
func paired[T any](before, after []*T, key func(*T) string) []pair[T] {
	old := make(map[string]*T, len(before))
	for _, b := range before {
		old[key(b)] = b
	}
	var pairs []pair[T]
	for _, a := range after {
		pairs = append(pairs, pair[T]{old[key(a)], a})
		delete(old, key(a))
	}
	for _, b := range before {
		if old[key(b)] != nil {
			pairs = append(pairs, pair[T]{b, nil})
		}
	}
	return pairs
}

// any returns a side that is there, after before before.
func (p pair[T]) any() *T {
	if p.after != nil {
		return p.after
	}
	return p.before
}

func (c comparison) conclusions() []ConclusionMove {
	moves := []ConclusionMove{}
	for _, p := range paired(c.before.answerList(), c.after.answerList(), (*Answer).Key) {
		before, after := answerEntry(p.before), answerEntry(p.after)
		if before.same(after) {
			continue
		}
		m := ConclusionMove{ID: p.any().Conclusion.ID, Before: before, After: after, Steps: c.decidedBy(p)}
		m.Party = partyID(p.any().Party)
		moves = append(moves, m)
	}
	return moves
}

// answerList returns every answer, the case's first.
func (a *Assessment) answerList() []*Answer {
	var all []*Answer
	if a != nil {
		a.eachAnswer(func(answer *Answer) { all = append(all, answer) })
	}
	return all
}

func answerEntry(a *Answer) *AnswerEntry {
	if a == nil {
		return nil
	}
	e := &AnswerEntry{Value: a.Value(), LiftableBy: keysOf(a.LiftableBy)}
	for _, v := range a.Conclusion.InOrder() {
		if a.Possible.Has(v) {
			e.Possible = append(e.Possible, a.Conclusion.Values[v].ID)
		}
	}
	return e
}

func keysOf(refs []FactRef) []string {
	keys := []string{}
	for _, r := range refs {
		keys = append(keys, r.String())
	}
	return keys
}

func (e *AnswerEntry) same(f *AnswerEntry) bool {
	if e == nil || f == nil {
		return e == f
	}
	return sameSet(e.Possible, f.Possible) && sameSet(e.LiftableBy, f.LiftableBy)
}

// sameSet compares without the order, which only says how the rules happen to be written.
func sameSet(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// decidedBy returns the rules on which an answer's move rests: those that came out otherwise; if there
// are none, those that came out the same for other reasons.
func (c comparison) decidedBy(p pair[Answer]) []StepMove {
	var outcomes, reasons []StepMove
	for _, s := range paired(c.before.stepsFor(p.before), c.after.stepsFor(p.after), func(s *Step) string { return s.Rule.ID }) {
		m := c.step(s)
		switch {
		case s.before == nil || s.after == nil || s.before.Outcome != s.after.Outcome:
			outcomes = append(outcomes, m)
		case !reflect.DeepEqual(c.write.step(s.before), c.write.step(s.after)):
			reasons = append(reasons, m)
		}
	}
	if outcomes != nil {
		return outcomes
	}
	return append([]StepMove{}, reasons...)
}

// stepsFor returns the steps that decide an answer, which may be nil.
func (a *Assessment) stepsFor(answer *Answer) []*Step {
	if answer == nil {
		return nil
	}
	var steps []*Step
	for _, s := range a.StepsFor(answer) {
		steps = append(steps, &s)
	}
	return steps
}

func (c comparison) step(p pair[Step]) StepMove {
	m := StepMove{Party: partyID(p.any().Party), Before: c.state(c.before, p.before), After: c.state(c.after, p.after)}
	if s := p.any(); s.Rule != nil {
		m.Rule = s.Rule.ID
	} else {
		m.Obligation = s.Duty.Obligation.ID
	}
	return m
}

func (c comparison) state(a *Assessment, s *Step) *StepState {
	if s == nil {
		return nil
	}
	e := c.write.step(s)
	state := &StepState{Outcome: e.Outcome, Text: e.Text, Source: e.Source}
	if s.Duty != nil {
		state.Deadline = a.lawOf(s.Duty.Date).deadline(s.Duty.Version.Deadline)
	}
	return state
}

// deadline writes a deadline much as the rules do, with what a parameter is worth: "72h after aware".
func (l *law) deadline(d *rule.Deadline) string {
	if d == nil {
		return ""
	}
	if d.Earliest != nil {
		var parts []string
		for _, part := range d.Earliest {
			parts = append(parts, l.deadline(part))
		}
		return "the earliest of " + strings.Join(parts, ", ")
	}
	text := d.Within.String()
	switch {
	case d.NoNumber:
		text = "without-undue-delay"
	case d.Parameter != nil && l.parameters[d.Parameter.Index] != nil:
		text = l.parameters[d.Parameter.Index].Duration.String()
	case d.Parameter != nil:
		text = d.Parameter.ID
	}
	text += " after " + anchored(d.After)
	if d.Counted != moment.ByDefault {
		text += ", " + d.Counted.String()
	}
	return text
}

// anchored names the moment that a deadline runs from.
func anchored(a rule.Anchor) string {
	name := "aware"
	switch {
	case a.Act != nil:
		name = a.Act.ID
	case a.Fact != nil:
		name = a.Fact.ID
	}
	if a.EndOf != moment.Unknown {
		name = "the end of the " + a.EndOf.String() + " of " + name
	}
	return name
}

func (c comparison) duties() []DutyMove {
	moves := []DutyMove{}
	for _, p := range paired(c.before.dutyList(), c.after.dutyList(), dutyKey) {
		if sameDuty(p.before, p.after) {
			continue
		}
		m := DutyMove{ID: p.any().Obligation.ID, Party: p.any().Party.ID, Before: entryOf(p.before), After: entryOf(p.after), Steps: []StepMove{}}
		if s := (pair[Step]{c.before.stepOf(p.before), c.after.stepOf(p.after)}); s.any() != nil {
			m.Steps = append(m.Steps, c.step(s))
		}
		moves = append(moves, m)
	}
	return moves
}

func (a *Assessment) dutyList() []*Duty {
	var all []*Duty
	if a != nil {
		for i := range a.Duties {
			all = append(all, &a.Duties[i])
		}
	}
	return all
}

// stepOf returns the step of a duty, nil when the duty is or no version of it was law.
func (a *Assessment) stepOf(d *Duty) *Step {
	if d == nil || d.Version == nil {
		return nil
	}
	s := a.DutyStep(d)
	return &s
}

func dutyKey(d *Duty) string { return d.Party.ID + "." + d.Obligation.ID }

func entryOf(d *Duty) *DutyEntry {
	if d == nil {
		return nil
	}
	e := d.entry()
	return &e
}

// sameDuty compares status, clock and what could lift it. When it was done is stated, not answered.
func sameDuty(b, a *Duty) bool {
	if b == nil || a == nil {
		return b == a
	}
	return b.Status == a.Status && b.Timeliness == a.Timeliness && sameTime(b.Due, a.Due) &&
		sameSet(keysOf(b.LiftableBy), keysOf(a.LiftableBy))
}

// sameTime says whether two moments are the same interval of time, in whatever zone they are written.
func sameTime(m, n moment.Moment) bool {
	if !m.Known() || !n.Known() {
		return m.Known() == n.Known()
	}
	return m.Earliest().Equal(n.Earliest()) && m.Latest().Equal(n.Latest())
}

func partyID(p *kb.Party) *string {
	if p == nil {
		return nil
	}
	return &p.ID
}

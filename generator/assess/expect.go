package assess

import (
	"slices"

	"casebook/generator/kb"
)

// Expectation is a line of a case's `expect` as it has to read for its answers.
type Expectation struct {
	Key    string  `json:"key"`    // "risk", "practitioners.gdpr-33-1"
	Value  string  `json:"value"`  // what is answered
	Stated *string `json:"stated"` // what the case expects now; null where it expects nothing of it
}

// Unmet says whether the case expects something else.
func (e Expectation) Unmet() bool { return e.Stated != nil && *e.Stated != e.Value }

// Expectations returns the lines of `expect` that hold what moved: those of the case with the values
// answered, then the conclusions and statuses that moved and that no line names. A line that nothing
// answers any more is left out. It returns none where no value or status moved and every line is met.
func (a *Assessment) Expectations(m Moves) []Expectation {
	lines, changed := []Expectation{}, false
	for i := range a.Case.Expect {
		claim := &a.Case.Expect[i]
		value, ok := a.found(claim)
		if stated := expected(claim); ok {
			lines = append(lines, Expectation{claim.Key.Value, value, &stated})
		}
		changed = changed || !ok || lines[len(lines)-1].Unmet()
	}
	for _, e := range a.unnamed(m) {
		lines, changed = append(lines, e), true
	}
	if !changed {
		return []Expectation{}
	}
	return lines
}

// unnamed returns lines for the conclusions and statuses that moved and that the case expects nothing of.
func (a *Assessment) unnamed(m Moves) []Expectation {
	var lines []Expectation
	for _, c := range m.Conclusions {
		key := c.ID
		if c.Party != nil {
			key = *c.Party + "." + c.ID
		}
		if c.After != nil && (c.Before == nil || c.Before.Value != c.After.Value) && !a.expects(key) {
			lines = append(lines, Expectation{Key: key, Value: c.After.Value})
		}
	}
	for _, d := range m.Obligations {
		key := d.Party + "." + d.ID
		if d.After == nil || d.Before != nil && d.Before.Status == d.After.Status || a.expects(key) {
			continue
		}
		if len(a.DutiesOf(d.ID)) == 1 {
			if key = d.ID; a.expects(key) {
				continue
			}
		}
		lines = append(lines, Expectation{Key: key, Value: d.After.Status})
	}
	return lines
}

func (a *Assessment) expects(key string) bool {
	return slices.ContainsFunc(a.Case.Expect, func(c kb.Claim) bool { return c.Key.Value == key })
}

// expected returns what a claim says: a value, or the status of an obligation.
func expected(claim *kb.Claim) string {
	switch {
	case claim.Obligation != nil:
		return claim.Status
	case claim.Value >= 0:
		return claim.Conclusion.Values[claim.Value].ID
	}
	return Unknown.String()
}

// found returns what is answered to a claim; false when nothing is.
func (a *Assessment) found(claim *kb.Claim) (string, bool) {
	if claim.Obligation != nil {
		d := a.bearing(claim)
		if d == nil {
			return "", false
		}
		return d.Status.Status(), true
	}
	answer := a.AnswerOf(claim.Conclusion, claim.Party)
	if answer == nil {
		return "", false
	}
	return answer.Value(), true
}

// bearing returns the duty that a claim of an obligation is about: the one of its party, else that with
// the strongest status; nil when nobody bears it.
func (a *Assessment) bearing(claim *kb.Claim) *Duty {
	var bearing *Duty
	for i := range a.Duties {
		d := &a.Duties[i]
		if !d.is(claim.Obligation) || claim.Party != nil && d.Party != claim.Party {
			continue
		}
		if bearing == nil || strongest(d.Status, bearing.Status) != bearing.Status {
			bearing = d
		}
	}
	return bearing
}

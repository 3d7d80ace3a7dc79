package assess_test

import (
	"fmt"
	"testing"

	"casebook/generator/assess"
	"casebook/generator/moment"
)

func interval(m moment.Moment) string {
	if !m.Known() {
		return ""
	}
	if m.Exact() {
		return m.Earliest().Format("2006-01-02T15:04")
	}
	return m.Earliest().Format("2006-01-02T15:04") + "/" + m.Latest().Format("2006-01-02T15:04")
}

// clocked is a case with one duty: its deadline, what does it, and what its bearer states.
func clocked(t *testing.T, deadline, doneBy, party string) *assess.Duty {
	t.Helper()
	a := decide(t, fmt.Sprintf(`
conclusions: {harm: {type: yes-no, title: Harm}}
rules: [{id: harm-when-wet, concludes: {harm: yes}, when: {wet: yes}}]
obligations: [{id: tell, title: Tell, bearer: owner, when: {harm: yes}, deadline: %s, done-by: %s}]
---
country: FR
known-until: 2024-02-01
facts: {wet: yes, found: 2024-01-12T09:30}
parties: [{id: ann, name: Ann, role: owner, %s}]
`, deadline, doneBy, party))
	return a.Duty("tell", "ann")
}

func TestDeadlines(t *testing.T) {
	tests := []struct{ name, deadline, party, due, due1182 string }{
		{"hours after an instant", "{within: 72h, after: aware}", "aware: 2024-01-12T12:17", "2024-01-15T12:17", "2024-01-15T13:00"},
		{"hours from the full hour", "{within: 72h, after: aware}", "aware: 2024-01-12T12:00", "2024-01-15T12:00", "2024-01-15T13:00"},
		{"hours after a day", "{within: 72h, after: aware}", "aware: 2024-01-12", "2024-01-15T00:00/2024-01-16T00:00", "2024-01-15T01:00/2024-01-16T00:00"},
		{"a parameter", "{within: day, after: aware}", "aware: 2024-01-12T12:17", "2024-01-13T12:17", "2024-01-13T13:00"},
		{"hours by the regulation", "{within: 72h, after: aware, counted: eu-1182}", "aware: 2024-01-12T12:17", "2024-01-15T13:00", ""},
		{"days run to the end of the last", "{within: 3d, after: aware}", "aware: 2024-01-12T12:17", "2024-01-16T00:00", ""},
		{"days that elapse", "{within: 3d, after: aware, counted: elapsed}", "aware: 2024-01-12T12:17", "2024-01-15T12:17", ""},
		{"days by the regulation, not on a Sunday", "{within: 2d, after: aware, counted: eu-1182}", "aware: 2024-01-12T12:17", "2024-01-16T00:00", ""},
		{"nor on a holiday of the country", "{within: 3d, after: aware, counted: eu-1182}", "aware: 2024-03-29T12:17", "2024-04-03T00:00", ""},
		{"a month to its last day", "{within: 1mo, after: aware}", "aware: 2024-01-31T10:00", "2024-03-01T00:00", ""},
		{"the first of several", "{within: 24h, after: aware}", "aware: [2024-01-14T10:00, 2024-01-12T10:00]", "2024-01-13T10:00", "2024-01-13T11:00"},
		{"aware unknown", "{within: 72h, after: aware}", "aware: unknown", "", ""},
		{"without a number", "{within: without-undue-delay, after: aware}", "aware: 2024-01-12", "", ""},
		{"after an act", "{within: 1d, after: warned}", "did: {warned: 2024-01-12T10:00}", "2024-01-14T00:00", ""},
		{"after an act never done", "{within: 1d, after: warned}", "did: {warned: never}", "", ""},
		{"after an act that is unknown", "{within: 1d, after: warned}", "aware: 2024-01-12", "", ""},
		{"after a moment of the case", "{within: 2h, after: found}", "aware: 2024-01-14", "2024-01-12T11:30", "2024-01-12T12:00"},
		{"after a moment of the party", "{within: 1d, after: seen}", "facts: {seen: 2024-01-20}", "2024-01-22T00:00", ""},
		{"after the end of the year", "{within: 60d, after: {end-of: year, of: aware}}", "aware: 2023-05-05", "2024-03-01T00:00", ""},
		{"after the end of the month", "{within: 1d, after: {end-of: month, of: warned}}", "did: {warned: 2024-01-12}", "2024-02-02T00:00", ""},
		{"the earliest", "{earliest: [{within: 72h, after: aware}, {within: 1d, after: warned}]}", "aware: 2024-01-12T10:00, did: {warned: 2024-01-12T10:00}", "2024-01-14T00:00", ""},
		{"the earliest, an act unknown", "{earliest: [{within: 72h, after: aware}, {within: 1d, after: warned}]}", "aware: 2024-01-12T10:00", "2024-01-15T10:00", "2024-01-15T11:00"},
		{"the earliest, aware unknown", "{earliest: [{within: 72h, after: aware}, {within: 1d, after: warned}]}", "did: {warned: 2024-01-12}", "", ""},
		{"the earliest, one without a number", "{earliest: [{within: without-undue-delay, after: aware}, {within: 1d, after: aware}]}", "aware: 2024-01-12", "2024-01-14T00:00", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := clocked(t, test.deadline, "told", test.party)
			if got := interval(d.Due); got != test.due {
				t.Errorf("due %s, want %s", got, test.due)
			}
			if got := interval(d.Due1182); got != test.due1182 {
				t.Errorf("due by the regulation %s, want %s", got, test.due1182)
			}
		})
	}
}

func TestTimeliness(t *testing.T) {
	const h72, none = "{within: 72h, after: aware}", "{within: without-undue-delay, after: aware}"
	const aware = "aware: 2024-01-12T10:00, did: "
	const either = "[told, wrote]"
	const whenCold = "[told, {act: wrote, when: {cold: yes}}]"
	const whenWet = "[told, {act: wrote, when: {wet: yes}}]"
	tests := []struct{ name, deadline, doneBy, party, timeliness, done, taken string }{
		{"in time", h72, "told", aware + "{told: 2024-01-15T09:20}", "in-time", "2024-01-15T09:20", "PT71H20M"},
		{"in the last instant", h72, "told", aware + "{told: 2024-01-15T10:00}", "in-time", "2024-01-15T10:00", "PT72H"},
		{"late", h72, "told", aware + "{told: 2024-01-15T10:01}", "late", "2024-01-15T10:01", "PT72H1M"},
		{"on the day it was due", h72, "told", aware + "{told: 2024-01-15}", "unknown", "2024-01-15T00:00/2024-01-16T00:00", "P3D"},
		{"the day after", h72, "told", aware + "{told: 2024-01-16}", "late", "2024-01-16T00:00/2024-01-17T00:00", "P4D"},
		{"some time that month", h72, "told", aware + "{told: 2024-02}", "late", "2024-02-01T00:00/2024-03-01T00:00", ""},
		{"in phases", h72, "told", aware + "{told: [2024-01-20, 2024-01-14]}", "in-time", "2024-01-14T00:00/2024-01-15T00:00", "P2D"},
		{"never, the time is over", h72, "told", aware + "{told: never}", "missed", "never", ""},
		{"never, the time is not over", "{within: 1mo, after: aware}", "told", aware + "{told: never}", "open", "never", ""},
		{"never, no number", none, "told", aware + "{told: never}", "missed", "never", ""},
		{"unknown", h72, "told", aware + "{told: unknown}", "unknown", "", ""},
		{"unstated", h72, "told", "aware: 2024-01-12", "unknown", "", ""},
		{"no number", none, "told", aware + "{told: 2024-01-15T11:00}", "no-limit", "2024-01-15T11:00", "PT73H"},
		{"unknown, no number", none, "told", "aware: 2024-01-12", "unknown", "", ""},
		{"due unknown", h72, "told", "did: {told: 2024-01-15}", "unknown", "2024-01-15T00:00/2024-01-16T00:00", ""},

		{"the first of two acts", h72, either, aware + "{told: 2024-01-20, wrote: 2024-01-13}", "in-time", "2024-01-13T00:00/2024-01-14T00:00", "P1D"},
		{"one in time, the other unknown", h72, either, aware + "{wrote: 2024-01-13}", "in-time", "2024-01-13T00:00/2024-01-14T00:00", "P1D"},
		{"one late, the other may have been in time", h72, either, aware + "{wrote: 2024-01-20}", "unknown", "2024-01-20T00:00/2024-01-21T00:00", "P8D"},
		{"one late, the other never", h72, either, aware + "{wrote: 2024-01-20, told: never}", "late", "2024-01-20T00:00/2024-01-21T00:00", "P8D"},
		{"both never", h72, either, aware + "{wrote: never, told: never}", "missed", "never", ""},
		{"one never, the other unknown", h72, either, aware + "{wrote: never}", "unknown", "", ""},
		{"an act that counts", h72, whenWet, aware + "{told: never, wrote: 2024-01-13}", "in-time", "2024-01-13T00:00/2024-01-14T00:00", "P1D"},
		{"an act that may count", h72, whenCold, aware + "{told: never, wrote: 2024-01-13}", "unknown", "", ""},
		{"an act that may count, of which nobody tells", h72, whenCold, aware + "{told: never}", "missed", "never", ""},
		{"an act that may count, said to be unknown", h72, whenCold, aware + "{told: never, wrote: unknown}", "missed", "never", ""},
		{"an act that counts, of which nobody tells", h72, whenWet, aware + "{told: never}", "unknown", "", ""},
		{"an act that may count, never done", h72, whenCold, aware + "{told: never, wrote: never}", "missed", "never", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := clocked(t, test.deadline, test.doneBy, test.party)
			done := interval(d.Done)
			if d.Never {
				done = "never"
			}
			if string(d.Timeliness) != test.timeliness || done != test.done || d.Taken != test.taken {
				t.Errorf("%s, done %s, taken %s; want %s, %s, %s", d.Timeliness, done, d.Taken, test.timeliness, test.done, test.taken)
			}
		})
	}
}

// What is not required, or has no deadline, has no clock; what was done is still told.
func TestNoClock(t *testing.T) {
	const text = `
conclusions: {harm: {type: yes-no, title: Harm}}
rules: [{id: harm-when-wet, concludes: {harm: yes}, when: {wet: yes}}]
obligations:
  - {id: tell, title: Tell, bearer: owner, when: {harm: yes}, deadline: {within: 72h, after: aware}, done-by: told}
  - {id: write, title: Write, bearer: owner, when: {harm: no}, done-by: wrote}
---
parties: [{id: ann, name: Ann, role: owner, aware: 2024-01-12, did: {told: 2024-01-13, wrote: 2024-01-14}}]
`
	for _, facts := range []string{"facts: {wet: no}\n", "facts: {wet: unknown}\n"} {
		a := decide(t, text+facts)
		for _, id := range []string{"tell", "write"} {
			d := a.Duty(id, "ann")
			if d.Timeliness != "" || d.Due.Known() || d.Start.Known() || d.Taken != "" || !d.Done.Known() {
				t.Errorf("%s, %s: %+v", facts, id, d)
			}
		}
	}
}

// TestSometime tells an act that was done nobody knows when from one of which nothing is known, and from
// one with a date.
func TestSometime(t *testing.T) {
	tests := []struct {
		did      string
		sometime bool
		want     moment.Timeliness
	}{
		{"done", true, moment.UnknownTimeliness},
		{"unknown", false, moment.UnknownTimeliness},
		{"2024-01-12T13:00", false, moment.InTime},
	}
	for _, test := range tests {
		d := clocked(t, "{within: 72h, after: aware}", "told", "aware: 2024-01-12T12:17, did: {told: "+test.did+"}")
		if d.Sometime != test.sometime || d.Timeliness != test.want || d.Never {
			t.Errorf("%s: sometime %v, never %v, %s", test.did, d.Sometime, d.Never, d.Timeliness)
		}
	}
}

package assess_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What would change each answer, in the words in which it is told: a choice and a bound that is crossed, one
// value of a set less, two facts where one is not enough, what nobody may change, what would decide and what
// would lift. That nothing is wet follows where no part is left, so no sentence says it.
func TestOutlooks(t *testing.T) {
	a := assessed(base(t, `
conclusions:
  harm: {type: yes-no, title: Harm}
  danger: {type: choice, title: Danger, values: {low: low, some: some}, order: [low], burden: {low: bearer}, otherwise: some}
rules:
  - {id: harm-when-wet, concludes: {harm: yes}, when: {all: [parts: {any: [a, b]}, pages: {over: few}, any: [wet: yes, cold: yes]]}}
  - {id: low-when-slow, concludes: {danger: low}, when: {all: [time: {at-least: 24h}, state: whole]}}
obligations:
  - {id: tell, title: Tell the guests, bearer: owner, when: {all: [harm: yes, danger: some]}}
  - {id: mend, title: Mend the book, bearer: keeper, when: {all: [harm: yes, careful: no]}}
impossible: [all: [parts: {none: [a, b, c]}, wet: yes]]
---
facts: {wet: yes, cold: yes, parts: [a], pages: {at-least: 30}}
parties: [{id: ann, name: Ann, role: owner}, {id: bob, name: Bob, role: keeper}, {id: cem, name: Cem, role: keeper, facts: {careful: yes}}]
`))
	var got []string
	outlooks := a.Outlooks()
	for i := range outlooks {
		o := &outlooks[i]
		if o.Duty != nil {
			got = append(got, o.Duty.Obligation.ID+" of "+o.Duty.Party.ID)
			if why := a.WhyNot(o.Duty, "en"); why != "" {
				got = append(got, "  "+why)
			}
		} else {
			got = append(got, o.Answer.Conclusion.ID)
		}
		for _, f := range o.Flips {
			got = append(got, "  "+o.FlipText(f, "en"))
		}
		for _, f := range o.Lifts {
			got = append(got, "  "+o.LiftText(f, "en"))
		}
		for _, c := range o.Changes("en") {
			got = append(got, "  "+c.Head+": "+strings.Join(c.Parts, " | "))
		}
	}
	want := []string{
		"harm",
		"  suppose instead “pages: at most 20”: the answer would be “harm: no”",
		"  suppose instead “wet: no”, and “cold: no”: the answer would be “harm: no”",
		"  suppose instead “parts: none”: the answer would be “harm: no”",
		"  the answer would be “harm: no” if one of these were so instead: pages: at most 20 | “wet: no”, and “cold: no” | parts: none",
		"danger",
		"  once it is shown “state: whole”, and “time: at least 24 hours”: the answer would be “danger: low”",
		"  the answer would be “danger: low” once this is shown: “state: whole”, and “time: at least 24 hours”",
		"tell of ann",
		"  suppose instead “pages: at most 20”: “Tell the guests” would not be required",
		"  suppose instead “wet: no”, and “cold: no”: “Tell the guests” would not be required",
		"  suppose instead “parts: none”: “Tell the guests” would not be required",
		"  once it is shown “state: whole”, and “time: at least 24 hours”: “Tell the guests” would no longer be required",
		"  it would not be required if one of these were so instead: pages: at most 20 | “wet: no”, and “cold: no” | parts: none",
		"  it would no longer be required once this is shown: “state: whole”, and “time: at least 24 hours”",
		"mend of bob",
		"  : if “careful: yes”, it would not be required; if “careful: no”, it would be required",
		"mend of cem",
		"  it does not arise, because careful: yes",
		"  suppose instead “careful: no”: “Mend the book” would be required",
		"  it would be required if this were so instead: careful: no",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("outlooks (-want +got):\n%s", diff)
	}
}

// A second fact may be one that nobody stated, several values may leave a set together, and what takes three
// facts is said to.
func TestOutlooksByTwo(t *testing.T) {
	a := assessed(base(t, `
conclusions:
  harm: {type: yes-no, title: Harm}
  plain: {type: yes-no, title: Plain}
  lost: {type: yes-no, title: Lost}
rules:
  - {id: harm-when-cold, concludes: {harm: yes}, when: {all: [wet: yes, cold: yes]}}
  - {id: plain-when-a, concludes: {plain: yes}, when: {all: [parts: {only: [a]}]}}
  - {id: lost-when-old, concludes: {lost: yes}, when: {all: [wet: yes, cold: yes, pages: {over: few}]}}
obligations:
  - {id: tell, title: Tell the guests, bearer: owner, when: {all: [harm: yes]}}
  - {id: show, title: Show it, bearer: owner, when: {all: [plain: yes]}}
  - {id: mend, title: Mend the book, bearer: owner, when: {all: [lost: yes]}}
---
facts: {wet: no, parts: [a, b, c], pages: 3}
parties: [{id: ann, name: Ann, role: owner}]
`))
	var got []string
	outlooks := a.Outlooks()
	for i := range outlooks {
		if o := &outlooks[i]; o.Duty != nil {
			for _, c := range o.Changes("en") {
				got = append(got, o.Duty.Obligation.ID+": "+strings.Join(c.Parts, " | "))
			}
		}
	}
	want := []string{
		"tell: “wet: yes”, and “cold: yes”",
		"show: parts: all but b and c",
		"mend: in a case of this kind, nothing short of three facts would change this",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("outlooks (-want +got):\n%s", diff)
	}
}

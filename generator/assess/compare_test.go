package assess_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"casebook/generator/assess"
	"casebook/generator/kb"
)

// leakRules returns rules with two conclusions and one duty, with changes.
func leakRules(changes ...string) string {
	return strings.NewReplacer(changes...).Replace(`
conclusions:
  leak: {type: yes-no, title: Leak}
  weight: {type: choice, title: Weight, values: {heavy: heavy, some: some, light: light}, order: [heavy, light], burden: {light: bearer}, otherwise: some}
rules:
  - {id: wet-leaks, title: Wet, concludes: {leak: yes}, when: {wet: yes}}
  - {id: cold-is-heavy, title: Cold, concludes: {weight: heavy}, when: {cold: yes}}
  - {id: whole-is-light, title: Whole, concludes: {weight: light}, when: {state: whole}}
obligations:
  - id: tell
    title: Tell
    bearer: owner
    when: {all: [leak: yes, weight: [heavy, some]]}
    deadline: {within: 24h, after: aware}
    done-by: told
---
`)
}

const leakCase = `
parties: [{id: jo, name: Jo, role: owner, aware: 2024-01-11T10:00, did: {told: 2024-01-12T12:00}}]
facts: {wet: yes, cold: no}
expect: {leak: yes, tell: required}
`

// told writes moves on a line each: what moved, then its steps.
func told(m assess.Moves) []string {
	var all []string
	steps := func(list []assess.StepMove) {
		for _, s := range list {
			all = append(all, "  "+s.Rule+s.Obligation+" "+outcome(s.Before)+" > "+outcome(s.After))
		}
	}
	for _, c := range m.Conclusions {
		all = append(all, fmt.Sprintf("%s %s > %s", c.ID, answered(c.Before), answered(c.After)))
		steps(c.Steps)
	}
	for _, d := range m.Obligations {
		all = append(all, fmt.Sprintf("%s.%s %s > %s", d.Party, d.ID, borne(d.Before), borne(d.After)))
		steps(d.Steps)
	}
	return all
}

func outcome(s *assess.StepState) string {
	if s == nil {
		return "-"
	}
	return strings.TrimSpace(s.Outcome + " " + s.Deadline)
}

func answered(a *assess.AnswerEntry) string {
	if a == nil {
		return "-"
	}
	return strings.Join(a.Possible, "|") + fmt.Sprint(a.LiftableBy)
}

func borne(d *assess.DutyEntry) string {
	if d == nil {
		return "-"
	}
	text := d.Status + fmt.Sprint(d.LiftableBy)
	if d.Due != nil {
		text += " " + d.Due.Latest
	}
	if d.Timeliness != nil {
		text += " " + *d.Timeliness
	}
	return text
}

func TestCompare(t *testing.T) {
	tests := []struct {
		name   string
		rules  []string // changes of the rules
		facts  []string // changes of the case
		want   []string
		expect []string
	}{
		{"nothing", nil, nil, nil, nil},
		{"a rule said in other words", []string{"when: {wet: yes}", "when: {any: [wet: yes]}"}, nil, nil, nil},
		{"a rule that no longer holds", []string{"when: {wet: yes}", "when: {all: [wet: yes, cold: yes]}"}, nil, []string{
			"leak yes[] > no[]",
			"  wet-leaks yes > no",
			"jo.tell required[state] 2024-01-12T10:00:00Z late > not-required[]",
			"  tell yes 24h after aware > no 24h after aware",
		}, []string{"leak: no", "tell: not-required"}},
		{"a rule that is new", []string{"rules:\n", "rules:\n  - {id: torn-leaks-not, title: Torn, concludes: {leak: no}, overrides: wet-leaks, when: {state: torn}}\n"}, nil, []string{
			"leak yes[] > yes|no[]",
			"  torn-leaks-not - > unknown",
			"  wet-leaks yes > unknown",
			"jo.tell required[state] 2024-01-12T10:00:00Z late > unknown[state]",
			"  tell yes 24h after aware > unknown 24h after aware",
		}, []string{"leak: unknown", "tell: unknown"}},
		{"a fact that is stated", nil, []string{"cold: no", "cold: no, state: whole"}, []string{
			"weight some[state] > light[]",
			"  whole-is-light unknown > yes",
			"jo.tell required[state] 2024-01-12T10:00:00Z late > not-required[]",
			"  tell yes 24h after aware > no 24h after aware",
		}, []string{"leak: yes", "tell: not-required", "weight: light"}},
		{"what could lift it", nil, []string{"cold: no", "cold: no, state: torn"}, []string{
			"weight some[state] > some[]",
			"  whole-is-light unknown > no",
			"jo.tell required[state] 2024-01-12T10:00:00Z late > required[] 2024-01-12T10:00:00Z late",
			"  tell yes 24h after aware > yes 24h after aware",
		}, nil},
		{"a burden that is no more", []string{"burden: {light: bearer}, ", ""}, nil, []string{
			"weight some[state] > light|some[]",
			"jo.tell required[state] 2024-01-12T10:00:00Z late > unknown[]",
			"  tell yes 24h after aware > unknown 24h after aware",
		}, []string{"leak: yes", "tell: unknown", "weight: unknown"}},
		{"a deadline", []string{"within: 24h", "within: day", "after: aware", "after: aware, counted: calendar-days"}, nil, nil, nil},
		{"a longer deadline", []string{"within: 24h", "within: 3d"}, nil, []string{
			"jo.tell required[state] 2024-01-12T10:00:00Z late > required[state] 2024-01-15T00:00:00Z in-time",
			"  tell yes 24h after aware > yes 3d after aware",
		}, nil},
		{"no number", []string{"within: 24h", "within: without-undue-delay"}, nil, []string{
			"jo.tell required[state] 2024-01-12T10:00:00Z late > required[state] no-limit",
			"  tell yes 24h after aware > yes without-undue-delay after aware",
		}, nil},
		{"the earliest of two, one unknown", []string{"{within: 24h, after: aware}", "{earliest: [{within: 24h, after: found}, {within: 2d, after: {end-of: month, of: aware}}]}"}, nil, []string{
			"jo.tell required[state] 2024-01-12T10:00:00Z late > required[state] unknown",
			"  tell yes 24h after aware > yes the earliest of 24h after found, 2d after the end of the month of aware",
		}, nil},
		{"a conclusion with another id", []string{"leak", "spill"}, []string{"leak", "spill"}, []string{
			"spill - > yes[]",
			"  wet-spills - > yes",
			"leak yes[] > -",
			"  wet-leaks yes > -",
		}, nil},
		{"a bearer that is new", nil, []string{"did: {told: 2024-01-12T12:00}}", "did: {told: 2024-01-12T12:00}}, {id: ed, name: Ed, role: owner}"}, []string{
			"ed.tell - > required[state] unknown",
			"  tell - > yes 24h after aware",
		}, []string{"leak: yes", "tell: required", "ed.tell: required"}},
		{"a bearer that is none", nil, []string{"role: owner", "role: keeper", ", tell: required", ""}, []string{
			"jo.tell required[state] 2024-01-12T10:00:00Z late > -",
			"  tell yes 24h after aware > -",
		}, nil},
		{"an act that is stated otherwise", nil, []string{"2024-01-12T12:00", "2024-01-12T13:00"}, nil, nil},
		{"another time", nil, []string{"2024-01-12T12:00", "2024-01-12T10:00"}, []string{
			"jo.tell required[state] 2024-01-12T10:00:00Z late > required[state] 2024-01-12T10:00:00Z in-time",
			"  tell yes 24h after aware > yes 24h after aware",
		}, nil},
		{"another zone, the same instant", nil, []string{"2024-01-11T10:00", "2024-01-11T11:00+01:00"}, nil, nil},
	}
	before := decide(t, leakRules()+leakCase)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			after := decide(t, leakRules(test.rules...)+strings.NewReplacer(test.facts...).Replace(leakCase))
			moves := assess.Compare(before, after, []string{"en"})
			if diff := cmp.Diff(test.want, told(moves)); diff != "" {
				t.Errorf("moves (-want +got):\n%s", diff)
			}
			if moves.Any() != (len(test.want) > 0) {
				t.Errorf("Any is %v", moves.Any())
			}
			var lines []string
			for _, e := range after.Expectations(moves) {
				lines = append(lines, e.Key+": "+e.Value)
			}
			if diff := cmp.Diff(test.expect, lines); diff != "" {
				t.Errorf("expect (-want +got):\n%s", diff)
			}
		})
	}
}

// TestCompareSides compares with nothing: all that the other side has moves.
func TestCompareSides(t *testing.T) {
	a := decide(t, leakRules()+leakCase)
	appears := []string{
		"leak - > yes[]", "  wet-leaks - > yes",
		"weight - > some[state]", "  cold-is-heavy - > no", "  whole-is-light - > unknown",
		"jo.tell - > required[state] 2024-01-12T10:00:00Z late", "  tell - > yes 24h after aware",
	}
	if diff := cmp.Diff(appears, told(assess.Compare(nil, a, nil))); diff != "" {
		t.Errorf("appears (-want +got):\n%s", diff)
	}
	if moves := assess.Compare(a, nil, nil); len(moves.Conclusions) != 2 || len(moves.Obligations) != 1 {
		t.Errorf("disappears: %v", told(moves))
	}
}

// TestExpectations pastes what it is given: a case that expects the lines expects nothing more.
func TestExpectations(t *testing.T) {
	before := decide(t, leakRules()+leakCase)
	rules := leakRules("when: {wet: yes}", "when: {cold: yes}")
	parties := strings.Replace(leakCase, "parties: [", "parties: [{id: ed, name: Ed, role: owner}, ", 1)
	after := decide(t, rules+parties)
	lines := after.Expectations(assess.Compare(before, after, nil))
	var pasted []string
	for _, e := range lines {
		pasted = append(pasted, e.Key+": "+e.Value)
		if stated := map[string]string{"leak": "yes", "tell": "required"}[e.Key]; e.Unmet() != (stated != "") {
			t.Errorf("%s: Unmet is %v", e.Key, e.Unmet())
		}
	}
	want := []string{"leak: no", "tell: not-required", "ed.tell: not-required", "jo.tell: not-required"}
	if diff := cmp.Diff(want, pasted); diff != "" {
		t.Fatalf("-want +got:\n%s", diff)
	}
	met := decide(t, rules+strings.Replace(parties, "leak: yes, tell: required", strings.Join(pasted, ", "), 1))
	if diags := assess.Check(met); diags.HasErrors() {
		t.Errorf("pasted, the lines are not met: %s", diags[0].Message)
	}
	if again := met.Expectations(assess.Compare(before, met, nil)); len(again) > 0 {
		t.Errorf("pasted, there is more to paste: %v", again)
	}
}

// TestCompareProperties states a fact otherwise: what moved is exactly what the entries of the case show
// as different, and a case compared with itself does not move.
func TestCompareProperties(t *testing.T) {
	b := base(t, leakRules()+leakCase)
	rapid.Check(t, func(t *rapid.T) {
		assessWith := func(name string) *assess.Assessment {
			var set []kb.Fact
			for _, id := range []string{"wet", "cold"} {
				set = append(set, fact(b, id, rapid.IntRange(0, 1).Draw(t, name+id), rapid.Bool().Draw(t, name+id+"?"))...)
			}
			set = append(set, fact(b, "state", rapid.IntRange(0, 2).Draw(t, name+"state"), rapid.Bool().Draw(t, name+"state?"))...)
			return assess.Assess(b.Rules, b.Cases[0], nil, lawAsOf, assess.Options{Set: set})
		}
		before, after := assessWith("before "), assessWith("after ")
		if m := assess.Compare(before, before, nil); m.Any() {
			t.Fatalf("compared with itself, it moves: %v", told(m))
		}
		moves, back := assess.Compare(before, after, nil), assess.Compare(after, before, nil)
		if len(told(moves)) != len(told(back)) {
			t.Fatalf("%v, back %v", told(moves), told(back))
		}
		same := cmp.Equal(assess.NewEntry(before, nil), assess.NewEntry(after, nil))
		if !same && !moves.Any() {
			t.Fatalf("the entries differ, and nothing moves")
		}
	})
}

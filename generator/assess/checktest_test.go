package assess_test

import (
	"strings"
	"testing"

	"casebook/generator/assess"
)

// A step that is open only since another rule may go before it says so.
func TestReasonsOfContested(t *testing.T) {
	a := decide(t, `
conclusions:
  danger: {type: choice, title: Danger, values: {high: high, low: low, some: some}, otherwise: some}
rules:
  - {id: high-when-wet, title: High when wet, concludes: {danger: high}, when: {wet: yes}}
  - {id: low-when-cold, title: Low when cold, concludes: {danger: low}, when: {cold: yes}, overrides: high-when-wet}
---
facts: {wet: yes}
`)
	for lang, want := range map[string]string{
		"en": "it is open whether “High when wet” applies, because it is open whether “Low when cold” goes before it",
		"fr": "on ne peut dire si « High when wet » s’applique, car on ne peut dire si « Low when cold » l’emporte",
	} {
		if step := a.RuleStep(a.Rules.Rule("high-when-wet"), nil); step.Text(lang) != want {
			t.Errorf("%s: %s, want %s", lang, step.Text(lang), want)
		}
	}
}

// A reading may say that a party has no role at all; it then bears nothing.
func TestReadingTakesRoles(t *testing.T) {
	b := base(t, `
conclusions: {harm: {type: yes-no, title: Harm}}
rules: [{id: harm-when-wet, concludes: {harm: yes}, when: {wet: yes}}]
obligations: [{id: tell, title: Tell, bearer: owner, when: {harm: yes}, done-by: told}]
---
facts: {wet: yes}
parties: [{id: ann, name: Ann, role: owner}]
readings:
  - {id: stranger, title: If Ann had nothing to do with it, parties: {ann: {role: []}}}
  - {id: silent, title: If nothing were said of roles, parties: {ann: {aware: 2024-01-12}}}
`)
	for i, want := range []int{0, 1} {
		a := assess.Assess(b.Rules, b.Cases[0], b.Cases[0].Readings[i], lawAsOf, assess.Options{})
		if got := len(a.DutiesOf("tell")); got != want {
			t.Errorf("%s: %d duties, want %d", b.Cases[0].Readings[i].ID, got, want)
		}
	}
}

// An unmet test names what was found, what was wanted, and the rule that came nearest.
func TestUnmet(t *testing.T) {
	const text = `
conclusions:
  danger: {type: choice, title: Danger, values: {high: high, some: some}, otherwise: some}
rules:
  - {id: high-when-wet-and-cold, title: High when wet and cold, concludes: {danger: high}, when: {all: [{wet: yes}, {cold: yes}, {state: torn}]}}
  - {id: high-when-gone, title: High when gone, concludes: {danger: high}, when: {all: [{wet: yes}, {state: gone}]}}
obligations: [{id: tell, title: Tell, bearer: owner, when: {danger: high}, done-by: told}]
---
parties: [{id: ann, name: Ann, role: owner}]
expect: {danger: high, tell: required}
`
	tests := []struct{ name, facts, message, hint, related string }{
		{"another value", "facts: {wet: yes, cold: no, state: whole}", `the test "case": danger is some, expected high`,
			"casebook explain case shows every step", "high-when-gone: “High when gone” does not apply"},
		{"not decided", "facts: {wet: yes, cold: no}", `the test "case": danger is unknown, expected high`,
			"not decided without state", "high-when-gone: it is open whether “High when gone” applies"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			b := base(t, text+test.facts+"\n")
			diags := assess.CheckTest(assessed(b), testOf(b))
			if len(diags) != 2 {
				t.Fatalf("%d faults, want two: %v", len(diags), diags)
			}
			d := diags[0]
			if d.Message != test.message || !strings.Contains(d.Hint, test.hint) || len(d.Related) != 1 || !strings.HasPrefix(d.Related[0].Message, test.related) {
				t.Errorf("%s\n%s\n%v", d.Message, d.Hint, d.Related)
			}
			if !strings.Contains(diags[1].Message, "tell is") || len(diags[1].Related) == 0 {
				t.Errorf("%s %v", diags[1].Message, diags[1].Related)
			}
		})
	}
}

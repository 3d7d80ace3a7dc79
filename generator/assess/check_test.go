package assess_test

import (
	"fmt"
	"strings"
	"testing"

	"casebook/generator/assess"
)

func TestScores(t *testing.T) {
	const text = `
scores:
  size: {title: Size, table: [{when: {pages: {over: 100}}, is: 3}, {when: {pages: {over: few}}, is: 2}], otherwise: 0.5}
  weight: {title: Weight, highest: [size, {table: [{when: {wet: yes}, is: 2.5}], otherwise: 0}]}
  severity:
    title: Severity
    add: [{times: [weight, size]}, 0.25]
    limit: [1, 9]
    bands: {low: {under: 2, title: Low}, medium: {under: 6.5, title: Medium}, high: {title: High}}
    flags: [{when: {cold: yes}, title: Cold}]
---
facts: {%s}
`
	tests := []struct{ facts, severity, bands, flag string }{
		{"pages: 200, wet: no, cold: yes", "9 to 9", "[high]", "[yes]"},
		{"pages: 50, wet: yes, cold: no", "5.25 to 5.25", "[medium]", "[no]"},
		{"pages: 50", "4.25 to 5.25", "[medium]", "[unknown]"},
		{"wet: no", "1 to 9", "[low medium high]", "[unknown]"},
		{"pages: {at-least: 30}, wet: yes", "5.25 to 9", "[medium high]", "[unknown]"},
		{"pages: {at-least: 101}, wet: yes", "9 to 9", "[high]", "[unknown]"},
		{"pages: 5, wet: yes", "1.5 to 1.5", "[low]", "[unknown]"},
		{"pages: 5, wet: no", "1 to 1", "[low]", "[unknown]"},
	}
	for _, test := range tests {
		s := decide(t, fmt.Sprintf(text, test.facts)).Score("severity")
		var bands []string
		for _, b := range s.Bands {
			bands = append(bands, s.Score.Bands[b].ID)
		}
		if got := fmt.Sprintf("%v to %v", s.Low, s.High); got != test.severity || fmt.Sprint(bands) != test.bands || fmt.Sprint(s.Flags) != test.flag {
			t.Errorf("%s: %s %v %v, want %s %s %s", test.facts, got, bands, s.Flags, test.severity, test.bands, test.flag)
		}
	}
}

func TestCheck(t *testing.T) {
	const rules = `
conclusions:
  harm: {type: yes-no, title: Harm}
  fault: {type: yes-no, of: party, title: Fault}
rules:
  - {id: harm-when-wet, concludes: {harm: yes}, when: {all: [wet: yes, state: [torn, gone]]}}
  - {id: fault-when-careless, concludes: {fault: yes}, when: {all: [harm: yes, careful: no]}}
obligations:
  - {id: tell, title: Tell, bearer: owner, when: {harm: yes}}
  - {id: explain, title: Explain, bearer: keeper, when: {fault: yes}}
impossible:
  - {all: [wet: yes, dry: yes], because: What is wet is not dry.}
  - {all: [careful: yes, state: gone]}
---
`
	const people = "parties: [{id: ann, name: Ann, role: owner, facts: {careful: no}}, {id: bob, name: Bob, role: owner}]\n"
	tests := []struct{ name, front, want string }{
		{"met", people + "facts: {wet: yes, state: torn}\nexpect: {harm: yes, tell: required, ann.fault: yes, bob.fault: unknown, bob.tell: required}", ""},
		{"unknown is not yes", people + "facts: {wet: yes}\nexpect: {harm: yes}", "error: harm is unknown, expected yes (not decided without state)"},
		{"nor is yes unknown", people + "facts: {wet: yes, state: torn}\nexpect: {harm: unknown}", "error: harm is yes, expected unknown (casebook explain case shows why) [decided by this rule]"},
		{"a status", people + "facts: {wet: no}\nexpect: {tell: required}", "error: tell is not-required, expected required (casebook explain case shows why) [the obligation is declared here]"},
		{"an unknown status", people + "expect: {ann.tell: not-required}", "error: ann.tell is unknown, expected not-required (not decided without wet or state) [the obligation is declared here]"},
		{"of nobody", people + "expect: {explain: not-required}", "error: nobody bears explain, expected not-required (give a party the role keeper)"},
		{"of a party", people + "facts: {wet: yes, state: torn}\nexpect: {bob.fault: yes}", "error: bob.fault is unknown, expected yes (not decided without bob.careful)"},
		{"impossible", people + "facts: {wet: yes, dry: yes}", "error: wet and dry contradict each other: What is wet is not dry (correct one of them, or state it as unknown) [ruled out here; dry is stated here]"},
		{"impossible for one party", "parties: [{id: ann, name: Ann, role: owner, facts: {careful: yes}}]\nfacts: {state: gone}", "error: ann.careful and state contradict each other (correct one of them, or state it as unknown) [ruled out here; state is stated here]"},
		{"what is unknown is not impossible", people + "facts: {dry: yes}", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var found []string
			for _, d := range assess.Check(decide(t, rules+test.front)) {
				text := fmt.Sprintf("%s: %s (%s)", d.Severity, d.Message, d.Hint)
				var related []string
				for _, r := range d.Related {
					related = append(related, r.Message)
				}
				if related != nil {
					text += " [" + strings.Join(related, "; ") + "]"
				}
				if d.Span.IsZero() {
					t.Errorf("%s has no place", text)
				}
				found = append(found, text)
			}
			if got := strings.Join(found, "\n"); got != test.want {
				t.Errorf("reported:\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

// A presumed fact is not stated: it meets no impossible combination.
func TestCheckPresumed(t *testing.T) {
	a := decide(t, `
impossible: [{all: [wet: yes, dry: no]}]
conclusions: {harm: {type: yes-no, title: Harm}}
rules: [{id: harm-when-cold, concludes: {harm: yes}, when: {cold: yes}}]
---
facts: {wet: yes}
`)
	if diags := assess.Check(a); len(diags) > 0 {
		t.Errorf("reported: %v", diags)
	}
}

// Our own case: what was asked of it most often.
func TestDoctolib(t *testing.T) {
	b := read(t)
	c := b.Case("doctolib-2023")
	a := assess.Assess(b.Rules, c, nil, b.Config.LawAsOf, assess.Options{})
	if v := a.Answer("personal_data_breach").Value(); v != "yes" {
		t.Errorf("breach: %s", v)
	}
	without := a.With(fact(b, "availability", 0, true))
	breach := without.Answer("personal_data_breach")
	if breach.Value() != "unknown" || !strings.HasPrefix(listed(breach.OpenBy)+" ", "availability ") {
		t.Errorf("breach: %s, open by %s", breach.Value(), listed(breach.OpenBy))
	}
}

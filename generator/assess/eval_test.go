package assess_test

import (
	"fmt"
	"strings"
	"testing"
)

func TestConditions(t *testing.T) {
	tests := []struct{ cond, facts, want string }{
		{"wet: yes", "wet: yes", "yes"},
		{"wet: yes", "wet: no", "no"},
		{"wet: yes", "", "unknown"},
		{"wet: yes", "wet: unknown", "unknown"},
		{"wet: [yes, no]", "", "yes"},
		{"dry: yes", "", "no"},
		{"dry: yes", "dry: yes", "yes"},
		{"dry: yes", "dry: unknown", "unknown"},
		{"state: torn", "state: torn", "yes"},
		{"state: [torn, gone]", "state: gone", "yes"},
		{"state: [torn, gone]", "state: whole", "no"},
		{"state: [torn, gone]", "", "unknown"},
		{"state: [whole, torn, gone]", "", "yes"},

		{"parts: {any: [a, b]}", "parts: [a, c]", "yes"},
		{"parts: {any: [a, b]}", "parts: [c]", "no"},
		{"parts: {any: [a, b]}", "parts: []", "no"},
		{"parts: {any: [a, b]}", "parts: {at-least: [a]}", "yes"},
		{"parts: {any: [a, b]}", "parts: {at-least: [c]}", "unknown"},
		{"parts: {any: [a, b, c]}", "", "unknown"},
		{"parts: {all: [a, b]}", "parts: [a, b, c]", "yes"},
		{"parts: {all: [a, b]}", "parts: [a]", "no"},
		{"parts: {all: [a, b]}", "parts: {at-least: [a, b]}", "yes"},
		{"parts: {all: [a, b]}", "parts: {at-least: [a]}", "unknown"},
		{"parts: {only: [a, b]}", "parts: [a]", "yes"},
		{"parts: {only: [a, b]}", "parts: []", "yes"},
		{"parts: {only: [a, b]}", "parts: [a, c]", "no"},
		{"parts: {only: [a, b]}", "parts: {at-least: [a]}", "unknown"},
		{"parts: {only: [a, b]}", "parts: {at-least: [c]}", "no"},
		{"parts: {only: [a, b, c]}", "parts: {at-least: [a]}", "yes"},
		{"parts: {only: [a, b, c]}", "", "yes"},
		{"parts: {none: [a, b]}", "parts: [c]", "yes"},
		{"parts: {none: [a, b]}", "parts: [a]", "no"},
		{"parts: {none: [a, b]}", "parts: {at-least: [a]}", "no"},
		{"parts: {none: [a, b]}", "parts: {at-least: [c]}", "unknown"},
		{"parts: {any: [a], none: [b]}", "parts: [a]", "yes"},
		{"parts: {any: [a], none: [b]}", "parts: {at-least: [b]}", "no"},
		{"parts: {any: [a], only: [a, b]}", "parts: {at-least: [a]}", "unknown"},

		{"pages: {at-least: 20}", "pages: 20", "yes"},
		{"pages: {over: 20}", "pages: 20", "no"},
		{"pages: {under: 20}", "pages: 20", "no"},
		{"pages: {at-most: 20}", "pages: 20", "yes"},
		{"pages: {at-least: few}", "pages: 20", "yes"},
		{"pages: {at-least: few}", "pages: {at-least: 20}", "yes"},
		{"pages: {over: few}", "pages: {at-least: 20}", "unknown"},
		{"pages: {over: few}", "pages: {at-most: 20}", "no"},
		{"pages: {under: few}", "pages: {at-most: 19}", "yes"},
		{"pages: {under: few}", "pages: {at-least: 5, at-most: 30}", "unknown"},
		{"pages: {at-least: 0}", "", "yes"},
		{"pages: {at-least: 1}", "", "unknown"},
		{"pages: {at-least: 10, under: 20}", "pages: {at-least: 10, at-most: 19}", "yes"},
		{"pages: {at-least: 10, under: 20}", "pages: {at-least: 20}", "no"},
		{"pages: {at-least: 10, under: 20}", "pages: {at-least: 12}", "unknown"},
		{"pages: {at-least: none_yet}", "pages: 20", "unknown"},
		{"pages: {at-least: none_yet, under: 10}", "pages: 20", "no"},
		{"time: {at-most: 24h}", "time: 1d", "yes"},
		{"time: {over: 29d}", "time: 1mo", "yes"},
		{"time: {over: day}", "time: 25h", "yes"},
		{"time: {over: day}", "time: 90min", "no"},

		{"all: [wet: yes, cold: yes]", "wet: yes", "unknown"},
		{"all: [wet: yes, cold: yes]", "wet: no", "no"},
		{"any: [wet: yes, cold: yes]", "wet: yes", "yes"},
		{"any: [wet: yes, cold: yes]", "wet: no", "unknown"},
		{"none: [wet: yes, cold: yes]", "wet: yes", "no"},
		{"none: [wet: yes, cold: yes]", "wet: no", "unknown"},
		{"none: [wet: yes, cold: yes]", "wet: no, cold: no", "yes"},
	}
	for _, test := range tests {
		t.Run(test.cond+" of "+test.facts, func(t *testing.T) {

			a := decide(t, fmt.Sprintf(`
conclusions: {answer: {type: yes-no, title: Answer}}
rules:
  - {id: the-rule, concludes: {answer: yes}, when: {%s}}
---
facts: {%s}`, test.cond, test.facts))
			if got := a.Held(a.Rules.Rules[0]).String(); got != test.want {
				t.Errorf("is %s, want %s", got, test.want)
			}
		})
	}
}

func TestConclusions(t *testing.T) {
	const walk = `
conclusions:
  danger:
    type: choice
    title: Danger
    values: {high: high, low: low, some: some}
    order: [high, low]
    burden: {low: bearer}
    otherwise: some
rules:
  - {id: high-when-wet, concludes: {danger: high}, when: {wet: yes}}
  - {id: low-when-cold, concludes: {danger: low}, when: {cold: yes}}
---
`
	const plain = `
conclusions:
  danger: {type: choice, title: Danger, values: {high: high, low: low, some: some}, otherwise: some}
rules:
  - {id: high-when-wet, concludes: {danger: high}, when: {wet: yes}}
  - {id: low-when-cold, concludes: {danger: low}, when: {cold: yes}, overrides: high-when-wet}
---
`
	const yesNo = `
conclusions: {danger: {type: yes-no, title: Danger}}
rules:
  - id: danger-when-wet
    concludes: {danger: yes}
    when: {wet: yes}
    except:
      - id: when-cold
        when: {cold: yes}
        except: [{id: unless-torn, when: {state: torn}}]
---
`
	proven := strings.Replace(yesNo, "id: when-cold", "id: when-cold\n        burden: bearer", 1)
	tests := []struct{ name, text, facts, possible, liftable, open string }{
		{"the first that is yes ends the walk", walk, "wet: yes, cold: yes", "high", "", ""},
		{"one that is unknown stays possible", walk, "cold: no", "high|some", "", "wet"},
		{"proven, and what stands before is no", walk, "wet: no, cold: yes", "low", "", ""},
		{"an unknown does not prove", walk, "wet: no", "some", "cold", ""},
		{"an unknown before keeps it from being proven", walk, "cold: yes", "high|some", "wet", "wet"},
		{"nothing is known", walk, "", "high|some", "wet cold", "wet cold"},

		{"no rule holds", plain, "wet: no, cold: no", "some", "", ""},
		{"one yes decides", plain, "wet: yes, cold: no", "high", "", ""},
		{"one that overrides is an exception", plain, "wet: yes, cold: yes", "low", "", ""},
		{"an unknown one that overrides", plain, "wet: yes", "high|low|some", "", "cold"},
		{"otherwise stays possible", plain, "cold: no", "high|some", "", "wet"},

		{"a rule", yesNo, "wet: yes, cold: no", "yes", "", ""},
		{"not when its exception holds", yesNo, "wet: yes, cold: yes, state: whole", "no", "", ""},
		{"nor its exception when its own does", yesNo, "wet: yes, cold: yes, state: torn", "yes", "", ""},
		{"an exception that is unknown", yesNo, "wet: yes, state: whole", "yes|no", "", "cold"},
		{"counts as no with a burden", proven, "wet: yes, state: whole", "yes", "cold", ""},
		{"until it is yes", proven, "wet: yes, cold: yes, state: gone", "no", "", ""},
		{"one fact alone need not prove it", proven, "wet: yes", "yes", "cold state", ""},
		{"and what cannot hold lifts nothing", proven, "wet: yes, cold: no", "yes", "", ""},
		{"nor what no longer matters", proven, "wet: no", "no", "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			answer := decide(t, test.text+"facts: {"+test.facts+"}").Answer("danger")
			if got := possible(answer); got != test.possible {
				t.Errorf("possible: %s, want %s", got, test.possible)
			}
			if got := listed(answer.LiftableBy); got != test.liftable {
				t.Errorf("liftable by %q, want %q", got, test.liftable)
			}
			if got := listed(answer.OpenBy); got != test.open {
				t.Errorf("open by %q, want %q", got, test.open)
			}
		})
	}
}

// A party's conclusions and duties follow its own facts, and may read those of the case.
func TestParties(t *testing.T) {
	a := decide(t, `
conclusions:
  harm: {type: yes-no, title: Harm}
  fault: {type: yes-no, of: party, title: Fault}
rules:
  - {id: harm-when-wet, concludes: {harm: yes}, when: {wet: yes}}
  - {id: fault-when-careless, concludes: {fault: yes}, when: {all: [harm: yes, careful: no]}}
obligations:
  - id: tell
    title: Tell
    bearer: owner
    when: {all: [harm: yes]}
    except: [{id: not-at-fault, when: {fault: no}, burden: bearer}]
---
facts: {wet: yes}
parties:
  - {id: ann, name: Ann, role: owner, facts: {careful: yes}}
  - {id: bob, name: Bob, role: [owner, keeper]}
  - {id: eve, name: Eve, role: keeper, facts: {careful: no}}
`)
	want := map[string][3]string{"ann": {"no", "not-required", ""}, "bob": {"yes|no", "required", "bob.careful"}, "eve": {"yes", "", ""}}
	for id, w := range want {
		got := [3]string{possible(a.PartyAnswers(id).Answer("fault"))}
		if d := a.Duty("tell", id); d != nil {
			got[1], got[2] = d.Status.Status(), listed(d.LiftableBy)
		}
		if got != w {
			t.Errorf("%s: %q, want %q", id, got, w)
		}
	}
	if open := listed(a.PartyAnswers("bob").Answer("fault").OpenBy); open != "bob.careful" {
		t.Errorf("open by %s", open)
	}
	if status, ok := a.Status("tell"); status.Status() != "required" || !ok {
		t.Errorf("the strongest status is %s", status.Status())
	}
	if held := a.Held(a.Rules.Rule("fault-when-careless")); held.String() != "yes" {
		t.Errorf("the rule on parties is %s, and it held for one", held)
	}
	if a.Answer("fault") != nil || a.PartyAnswers("nobody") != nil || a.Duty("tell", "eve") != nil {
		t.Error("there are answers where there are none")
	}
}

// With, as --set does, states facts on top of the case, also that they are unknown.
func TestWith(t *testing.T) {
	b := base(t, `
conclusions: {harm: {type: yes-no, title: Harm}}
rules: [{id: harm-when-wet, concludes: {harm: yes}, when: {all: [wet: yes, dry: no]}}]
---
facts: {wet: yes}
`)
	a := assessed(b)
	set := func(id string, choice int, unknown bool) string {
		return a.With(fact(b, id, choice, unknown)).Answer("harm").Value()
	}
	for _, test := range []struct{ name, got, want string }{
		{"as stated", a.Answer("harm").Value(), "yes"},
		{"stated otherwise", set("wet", 1, false), "no"},
		{"made unknown", set("wet", 0, true), "unknown"},
		{"a presumption lifted", set("dry", 0, true), "unknown"},
		{"a presumption denied", set("dry", 0, false), "no"},
	} {
		if test.got != test.want {
			t.Errorf("%s: %s, want %s", test.name, test.got, test.want)
		}
	}
}

// What carries a burden lifts what hangs on it, through conclusions and through scores.
func TestLiftedThroughScores(t *testing.T) {
	a := decide(t, `
conclusions:
  danger:
    type: choice
    title: Danger
    values: {low: low, some: some}
    order: [low]
    burden: {low: bearer}
    otherwise: some
  alarm: {type: yes-no, title: Alarm}
scores:
  weight: {title: Weight, table: [{when: {danger: low}, is: 1}], otherwise: 5}
rules:
  - {id: low-when-cold, concludes: {danger: low}, when: {all: [cold: yes, state: whole]}}
  - {id: alarm-when-heavy, concludes: {alarm: yes}, when: {weight: {over: 3}}}
---
facts: {state: whole}
`)
	if alarm := a.Answer("alarm"); alarm.Value() != "yes" || listed(alarm.LiftableBy) != "cold" {
		t.Errorf("alarm %s, liftable by %q", alarm.Value(), listed(alarm.LiftableBy))
	}
}

package assess_test

import (
	"testing"

	"casebook/generator/assess"
)

// TestMoves finds what a proposal changes and nothing else: a status, a limit that ends later, a duty that
// only the proposal knows.
func TestMoves(t *testing.T) {
	a := decide(t, `
conclusions: {grave: {type: yes-no, title: Grave}}
rules:
  - {id: soaked, title: Soaked, concludes: {grave: yes}, when: {all: [wet: yes]}, because: So.}
obligations:
  - {id: tell, title: Tell, bearer: owner, when: {all: [grave: yes]}, deadline: {within: 24h, after: aware}, because: So.}
  - {id: tell-later, title: Tell, bearer: owner, proposal: reform, replaces: tell, when: {all: [grave: yes]}, deadline: {within: 48h, after: aware}, because: So.}
  - {id: keep, title: Keep, bearer: owner, when: {all: [grave: no]}, because: So.}
  - {id: keep-all, title: Keep, bearer: owner, proposal: reform, replaces: keep, when: {any: [grave: yes, cold: yes]}, because: So.}
  - {id: dry-up, title: Dry, bearer: owner, when: {all: [grave: yes]}, because: So.}
---
parties: [{id: ann, name: Ann, role: owner, aware: 2024-01-12T10:00}]
facts: {wet: yes}
`)
	got := map[string][2]assess.Outcome{}
	for _, m := range a.Moves(a.Rules.Proposals[0]) {
		now, then := m.Statuses()
		got[m.Duty().Obligation.ID] = [2]assess.Outcome{now, then}
	}
	want := map[string][2]assess.Outcome{"tell": {assess.Yes, assess.Yes}, "keep": {assess.No, assess.Yes}}
	if len(got) != 2 || got["tell"] != want["tell"] || got["keep"] != want["keep"] {
		t.Errorf("it moves %v, want %v", got, want)
	}
	if now := a.Duty("keep", "ann"); now.Status != assess.No {
		t.Error("the proposal has touched the answer under the law in force")
	}
}

// TestMovedLimit finds a longer limit where nobody knows when it starts, and nothing in a country where
// the proposal would not apply.
func TestMovedLimit(t *testing.T) {
	a := decide(t, `
obligations:
  - {id: tell, title: Tell, bearer: owner, when: {all: [wet: yes]}, deadline: {within: 24h, after: aware}, because: So.}
  - {id: tell-later, title: Tell, bearer: owner, proposal: reform, replaces: tell, when: {all: [wet: yes]}, deadline: {within: 48h, after: aware}, because: So.}
---
country: FR
parties: [{id: ann, name: Ann, role: owner, aware: unknown}]
facts: {wet: yes}
`)
	reform := a.Rules.Proposals[0]
	if moves := a.Moves(reform); len(moves) != 1 || moves[0].Then.Due.Known() || moves[0].Then.Within == moves[0].Now.Within {
		t.Errorf("it moves %+v, want the limit alone", moves)
	}
	for _, where := range []struct {
		countries []string
		moves     int
	}{{[]string{"FR"}, 1}, {[]string{"DE"}, 0}} {
		limited := *reform
		limited.Countries = where.countries
		if got := limited.AppliesIn("FR"); got != (where.moves == 1) || !limited.AppliesIn("") {
			t.Errorf("limited to %v, it applies in FR: %v", where.countries, got)
		}
	}
	reform.Countries = []string{"DE"}
	if moves := a.Moves(reform); len(moves) != 0 {
		t.Errorf("elsewhere it moves %+v", moves)
	}
}

package assess_test

import (
	"fmt"
	"strings"
	"testing"

	"casebook/generator/assess"
	"casebook/generator/moment"
)

func on(year, month, day int) moment.Date {
	return moment.Date{Year: year, Month: 1, Day: 1}.AddMonths(month - 1).AddDays(day - 1)
}

// The rules of this test say by their value which of them was law.
const history = `
conclusions:
  law: {type: choice, title: Law, values: {old: old, new: new, reformed: reformed, none: none}, otherwise: none}
  law_of_party: {type: choice, of: party, title: Law, values: {old: old, new: new, none: none}, otherwise: none}
rules:
  - {id: old, concludes: {law: old}, when: {wet: yes}, until: 2021-12-31}
  - {id: new, concludes: {law: new}, when: {wet: yes}, from: 2022-01-01, replaces: old}
  - {id: reformed, concludes: {law: reformed}, when: {wet: yes}, proposal: reform, replaces: new}
  - {id: party-old, concludes: {law_of_party: old}, when: {wet: yes}, until: 2021-12-31}
  - {id: party-new, concludes: {law_of_party: new}, when: {wet: yes}, from: 2022-01-01}
obligations:
  - {id: tell, title: Tell, bearer: owner, when: {wet: yes}, until: 2021-12-31, deadline: {within: limit, after: aware}}
  - {id: tell-new, title: Tell, bearer: owner, when: {wet: yes}, from: 2022-01-01, replaces: tell, deadline: {within: limit, after: aware}}
  - {id: tell-reformed, title: Tell, bearer: keeper, when: {wet: yes}, proposal: reform, replaces: tell-new, deadline: {within: limit, after: aware}}
parameters:
  limit:
    - {value: 1h, until: 2021-12-31}
    - {value: 2h, from: 2022-01-01}
    - {value: 3h, proposal: reform}
`

func TestLaw(t *testing.T) {
	ann := func(aware string) string { return "parties: [{id: ann, name: Ann, role: owner, aware: " + aware + "}]" }
	const incident = "incident: {from: 2021-12-30, to: 2022-01-02}"
	tests := []struct{ name, front, law, tell, due string }{
		{"awareness on the last day of a law", ann("2021-12-31T10:00"), "old", "ann tell", "2021-12-31T11:00"},
		{"awareness on the first day of another", ann("2022-01-01T10:00"), "new", "ann tell-new", "2022-01-01T12:00"},
		{"an interval counts as its last day", ann("2021-12"), "old", "ann tell", ""},
		{"that is in another year", ann("2022"), "new", "ann tell-new", ""},
		{"the first of several", ann("[2022-03-01T10:00, 2021-03-01T10:00]"), "old", "ann tell", "2021-03-01T11:00"},
		{"failing that the end of the incident", incident + "\n" + ann("unknown"), "new", "ann tell-new", ""},
		{"and not as-of", "incident: 2021-12-30\nas-of: 2023-01-01\n" + ann("unknown"), "old", "ann tell", ""},
		{"each its own awareness, conclusions the first", `parties:
  - {id: ann, name: Ann, role: owner, aware: 2022-01-01T10:00}
  - {id: bob, name: Bob, role: owner, aware: 2021-01-01T10:00}`, "old", "ann tell-new, bob tell", "2022-01-01T12:00"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := decide(t, history+"---\nfacts: {wet: yes}\n"+test.front)
			if got := a.Answer("law").Value(); got != test.law {
				t.Errorf("the law is %s, want %s (of %s)", got, test.law, a.Date)
			}
			if got := duties(a); got != test.tell {
				t.Errorf("duties: %s, want %s", got, test.tell)
			}
			if due := a.Duties[0].Due; test.due != "" && interval(due) != test.due {
				t.Errorf("due %s, want %s", interval(due), test.due)
			}
		})
	}
}

// duties lists the duties by party and the version in force; all are reported under the first one's id.
func duties(a *assess.Assessment) string {
	var all []string
	for _, d := range a.Duties {
		version := "nothing"
		if d.Version != nil {
			version = d.Version.ID
		}
		if d.Obligation.ID != "tell" {
			version += " as " + d.Obligation.ID
		}
		all = append(all, d.Party.ID+" "+version)
	}
	return strings.Join(all, ", ")
}

func TestAsOfAndProposals(t *testing.T) {
	text := history + "---\nfacts: {wet: yes}\nparties: [{id: ann, name: Ann, role: [owner, keeper], aware: 2022-06-01T10:00}]\n"
	b := base(t, text)
	tests := []struct {
		options        assess.Options
		law, tell, due string
	}{
		{assess.Options{}, "new", "ann tell-new", "2022-06-01T12:00"},
		{assess.Options{AsOf: on(2020, 1, 1)}, "old", "ann tell", "2022-06-01T11:00"},
		{assess.Options{Proposal: b.Rules.Proposal("reform")}, "reformed", "ann tell-reformed", "2022-06-01T13:00"},
	}
	for _, test := range tests {
		a := assess.Assess(b.Rules, b.Cases[0], nil, lawAsOf, test.options)
		got := fmt.Sprint(a.Answer("law").Value(), ", ", duties(a), ", ", interval(a.Duties[0].Due))
		if want := fmt.Sprint(test.law, ", ", test.tell, ", ", test.due); got != want {
			t.Errorf("%+v: %s, want %s", test.options, got, want)
		}
	}
}

// What nothing in force decides is unknown. What only a proposal knows is not listed.
func TestNoLaw(t *testing.T) {
	a := decide(t, `
conclusions:
  harm: {type: yes-no, title: Harm}
  news: {type: yes-no, title: News}
rules:
  - {id: harm-when-wet, concludes: {harm: yes}, when: {wet: yes}, from: 2030-01-01}
  - {id: news-when-wet, concludes: {news: yes}, when: {wet: yes}, proposal: reform}
obligations:
  - {id: tell, title: Tell, bearer: owner, when: {harm: yes}}
  - {id: write, title: Write, bearer: owner, when: {pages: {over: none_yet}}, from: 2023-01-01}
  - {id: record, title: Record, bearer: owner, when: {news: yes}, from: 2030-01-01}
  - {id: publish, title: Publish, bearer: owner, when: {wet: yes}, proposal: reform}
---
facts: {wet: yes, pages: 10}
parties: [{id: ann, name: Ann, role: owner, aware: 2024-01-12}]
`)
	if h := a.Answer("harm"); h.Value() != "unknown" || h.InForce || len(h.OpenBy) > 0 {
		t.Errorf("harm: %+v", h)
	}
	for _, d := range a.Duties {
		if d.Status != assess.Unknown || len(d.OpenBy) > 0 {
			t.Errorf("%s is %s, open by %s", d.Obligation.ID, d.Status, listed(d.OpenBy))
		}
	}
	if got, want := duties(a), "ann tell, ann write as write, ann nothing as record"; got != want {
		t.Errorf("duties: %s, want %s", got, want)
	}
	var found []string
	for _, d := range assess.Check(a) {
		found = append(found, string(d.Code)+": "+d.Message)
	}
	if got, want := strings.Join(found, "\n"), "assess-no-law: nothing in the rules was law on 2024-01-12 for harm, record, none_yet"; got != want {
		t.Errorf("reported:\n%s\nwant\n%s", got, want)
	}
}

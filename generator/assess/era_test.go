package assess_test

import (
	"fmt"
	"strings"
	"testing"

	"casebook/generator/assess"
	"casebook/generator/rule"
	"casebook/generator/source"

	"github.com/google/go-cmp/cmp"
)

const ofLaw = `
roles: {owner: the owner}
proposals: {reform: {title: Reform}}
facts: {wet: {type: yes-no, title: Wet}}
conclusions: {law: {type: choice, title: Law, values: {old: old, new: new}, otherwise: new}}
`

func TestEras(t *testing.T) {
	tests := []struct{ name, rules, want string }{
		{"no law ever changed", "rules: [{id: a, concludes: {law: old}, when: {wet: yes}}]", "to "},
		{"all law began on one day", "rules: [{id: a, concludes: {law: old}, when: {wet: yes}, from: 2018-05-25}]", "2018-05-25 to "},
		{"before a day, and from it", "rules: [{id: a, concludes: {law: old}, when: {wet: yes}, until: 2021-12-31}]", "to 2021-12-31, 2022-01-01 to "},
		{"a proposal changes nothing", "rules: [{id: a, concludes: {law: old}, when: {wet: yes}, proposal: reform, from: 2030-01-01}]", "to "},
		{"a number, an obligation, a rule", `
rules: [{id: a, concludes: {law: old}, when: {wet: yes}, from: 2018-05-25}]
obligations: [{id: tell, title: Tell, bearer: owner, when: {wet: yes}, from: 2020-01-01, deadline: {within: limit, after: aware}}]
parameters: {limit: [{value: 1h, from: 2018-05-25, until: 2021-12-31}, {value: 2h, from: 2022-01-01}]}`,
			"2018-05-25 to 2019-12-31, 2020-01-01 to 2021-12-31, 2022-01-01 to "},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			rules, _ := rule.Compile([]*source.File{source.New("rules.yaml", []byte(ofLaw+test.rules))}, []string{"en"})
			var got []string
			for _, e := range assess.Eras(rules) {
				from := ""
				if !e.From.IsZero() {
					from = e.From.String() + " "
				}
				until := ""
				if !e.Until.IsZero() {
					until = e.Until.String()
				}
				got = append(got, from+"to "+until)
			}
			if diff := cmp.Diff(test.want, strings.Join(got, ", ")); diff != "" {
				t.Errorf("eras (-want +got):\n%s", diff)
			}
		})
	}
}

// The law of another time is shown where it answers otherwise: an answer, a status, when a limit ends; and
// the steps on which that rests.
func TestOtherLaws(t *testing.T) {
	const ann = "parties: [{id: ann, name: Ann, role: owner, aware: 2022-06-01T10:00}]\n"
	tests := []struct {
		name, front string
		want        []string
	}{
		{"everything", ann + "facts: {wet: yes}", []string{"until 2021-12-31: law old; law_of_party old; tell due 2022-06-01T11:00; steps old, new, party-old, party-new, tell"}},
		{"nothing, since no rule holds", ann + "facts: {wet: no}", nil},
		{"its own law is not another", "parties: [{id: ann, name: Ann, role: owner, aware: 2021-06-01T10:00}]\nfacts: {wet: no}", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a := decide(t, history+"---\n"+test.front)
			var got []string
			for _, o := range a.OtherLaws(assess.Eras(a.Rules), []string{"en"}) {
				got = append(got, fmt.Sprintf("until %s: %s", o.Until, otherLaw(o)))
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func otherLaw(o assess.OtherLaw) string {
	var parts, steps []string
	for _, a := range o.Answers {
		parts = append(parts, a.Conclusion.ID+" "+a.Value())
	}
	for _, d := range o.Duties {
		due, _ := d.Then.Due.Interval()
		parts = append(parts, d.Then.Obligation.ID+" due "+due[:16])
	}
	for _, m := range o.Moves.Conclusions {
		for _, s := range m.Steps {
			steps = append(steps, s.Rule)
		}
	}
	for _, m := range o.Moves.Obligations {
		for _, s := range m.Steps {
			steps = append(steps, s.Obligation)
		}
	}
	return strings.Join(parts, "; ") + "; steps " + strings.Join(steps, ", ")
}

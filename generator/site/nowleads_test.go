package site

import (
	"slices"
	"strings"
	"testing"

	"casebook/generator/assess"
	"casebook/generator/kb"
	"casebook/generator/rule"

	"github.com/google/go-cmp/cmp"
)

// TestNowLeads says of the answers to the questions what they can lead to, and of the answers that the
// questions decide what follows.
func TestNowLeads(t *testing.T) {
	s, _ := Plan(load(t, small))
	var got []string
	group := view[*NowPage](t, s, "now/").Questions[0]
	for _, q := range group.Questions {
		for _, l := range q.Leads {
			got = append(got, strings.Join(l.Answers, " / ")+" → "+strings.Join(l.Does, "; "))
		}
	}
	for _, f := range group.Follows {
		for _, d := range f.Required {
			got = append(got, f.If+" "+d.Link.Text+" ("+d.Bearer+")")
		}
		for _, l := range f.Not {
			got = append(got, f.If+" Not: "+l.Text)
		}
	}
	want := []string{
		"yes → can lead to: fall",
		"no → it is no fall, whatever the other answers",
		"any of arm or leg → can lead to: fall",
		"It is a fall. Report the fall (owner)",
		"It is no fall. Not: Report the fall",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

// TestNowSettles holds that an answer which is said to settle something settles it in every case of the
// project, whatever else the case states.
func TestNowSettles(t *testing.T) {
	s := planOf(Input{Base: ownContent().base, Cases: ownContent().Cases, Texts: readTexts(t)})
	e := s.inLanguage("en")
	l := e.newLeader(e.stages())
	claims := 0
	for _, f := range e.base.Rules.Facts {
		for i := range f.Values {
			if f.OfParty || f.Type == rule.SetOf {
				continue
			}
			for _, claim := range l.settled(f, i) {
				claims++
				for _, c := range e.Cases {
					set := kb.Fact{Fact: f, Value: rule.Value{Known: true, Choice: i}}
					a := assess.Assess(e.base.Rules, c.Case, nil, e.base.Config.LawAsOf, assess.Options{Set: []kb.Fact{set}})
					if !slices.ContainsFunc(a.Conclusions, func(answer assess.Answer) bool {
						return strings.HasPrefix(claim, answer.Text("en"))
					}) {
						t.Errorf("%s = %s: %q, but not in %s", f.ID, f.Values[i].ID, claim, c.Case.ID)
					}
				}
			}
		}
	}
	if claims == 0 {
		t.Error("no answer is said to settle anything")
	}
}

// TestNowFollows holds that what is said to follow from the risk is what was decided in every case of the
// project in which that risk, and that it is a breach, is the answer.
func TestNowFollows(t *testing.T) {
	s := planOf(Input{Base: ownContent().base, Cases: ownContent().Cases, Texts: readTexts(t)})
	e := s.inLanguage("en")
	groups := e.questions()
	compared := 0
	for _, c := range e.Cases {
		said := sentence(c.Main.Answer("risk").Text("en"))
		i := slices.IndexFunc(groups[1].Follows, func(f Follow) bool { return f.If == said })
		if i < 0 {
			continue // it is open
		}
		f := groups[1].Follows[i]
		for j := range c.Main.Duties {
			d := &c.Main.Duties[j]
			link, excepted := e.obligationLink(d.Obligation), slices.ContainsFunc(c.Main.DutyStep(d).Except, func(x *assess.ExceptTrace) bool { return x.Outcome == assess.Yes })
			required := slices.ContainsFunc(f.Required, func(r FollowDuty) bool { return r.Link == link })
			if compared++; required && d.Status != assess.Yes && !excepted || slices.Contains(f.Not, link) && d.Status != assess.No {
				t.Errorf("%s: %s is %v, which is not what follows from %q", c.Case.ID, d.Obligation.ID, d.Status, f.If)
			}
		}
	}
	if compared < 100 {
		t.Errorf("only %d duties were compared", compared)
	}
}

package site

import (
	"slices"

	"casebook/generator/assess"
)

// CaseQuestions is unknown facts on which the same answers turn.
type CaseQuestions struct {
	Decide []Link // the open answers on this page that they bear on
	Lift   []Link // the obligations that they may lift
	Facts  []CaseQuestion
}

// CaseQuestion asks for an unknown fact.
type CaseQuestion struct {
	Ask  string
	Fact Link
}

// unknown is a fact that is not known, with what turns on it.
type unknown struct {
	ref  assess.FactRef
	turn CaseQuestions
}

// questions asks for what is unknown and would decide an answer that is open, or lift an obligation, each
// fact once: those on which most turns first, together with those on which the same does.
func (t *teller) questions() []CaseQuestions {
	var groups []CaseQuestions
	for _, a := range t.unknowns() {
		at := slices.IndexFunc(groups, func(g CaseQuestions) bool {
			return slices.Equal(g.Decide, a.turn.Decide) && slices.Equal(g.Lift, a.turn.Lift)
		})
		if at < 0 {
			at = len(groups)
			groups = append(groups, a.turn)
		}
		groups[at].Facts = append(groups[at].Facts, CaseQuestion{Ask: t.words(a.ref.Fact.Ask), Fact: t.ref(a.ref)})
	}
	slices.SortStableFunc(groups, func(a, b CaseQuestions) int { return b.weight() - a.weight() })
	return groups
}

func (q CaseQuestions) weight() int { return len(q.Decide) + len(q.Lift) }

// unknowns gathers the facts that answers name.
func (t *teller) unknowns() []unknown {
	var all []unknown
	about := func(refs []assess.FactRef, to func(*CaseQuestions) *[]Link, link Link) {
		for _, r := range refs {
			at := slices.IndexFunc(all, func(a unknown) bool { return a.ref == r })
			if at < 0 {
				at = len(all)
				all = append(all, unknown{ref: r})
			}
			if links := to(&all[at].turn); !slices.Contains(*links, link) {
				*links = append(*links, link)
			}
		}
	}
	decide := func(q *CaseQuestions) *[]Link { return &q.Decide }
	t.eachAnswer(func(a *assess.Answer, l Link) { about(a.OpenBy, decide, l) })
	for i := range t.Main.Duties {
		d := &t.Main.Duties[i]
		about(d.OpenBy, decide, t.dutyLink(d))
		if d.Status == assess.Yes {
			about(d.LiftableBy, func(q *CaseQuestions) *[]Link { return &q.Lift }, t.dutyLink(d))
		}
	}
	return all
}

// eachAnswer calls f for the main conclusion and those that obligations turn on, with a link to its reasoning.
func (t *teller) eachAnswer(f func(*assess.Answer, Link)) {
	main := headline(t.base.Rules)
	principal := t.principal()
	for i := range t.Main.Conclusions {
		if a := &t.Main.Conclusions[i]; a.Conclusion == main || slices.Contains(principal, a) {
			f(a, t.whyLink(a))
		}
	}
}

// whyLink leads to the reasoning of an answer.
func (t *teller) whyLink(a *assess.Answer) Link {
	l := Link{URL: "#" + fragment("why", a.Key()), Text: t.words(a.Conclusion.Title)}
	if a.Party != nil {
		l.Text += " – " + t.party(a.Party).Text
	}
	return l
}

// dutyLink leads to an obligation of a party.
func (t *teller) dutyLink(d *assess.Duty) Link {
	return Link{URL: "#" + dutyAnchor(d), Text: t.dutyName(d)}
}

// dutyName names an obligation, and who bears it where several bear obligations.
func (t *teller) dutyName(d *assess.Duty) string {
	title := lower(t.words(law(d).Title))
	for i := range t.Main.Duties {
		if t.Main.Duties[i].Party != d.Party {
			return t.T("case.why.of-party", t.party(d.Party).Text, title)
		}
	}
	return title
}

package site

import (
	"slices"

	"casebook/generator/assess"
)

// CaseQuestion is an unknown fact, and what would be decided or lifted if it were known.
type CaseQuestion struct {
	Ask   string
	Fact  Link
	About []Link // the answers on this page that turn on it
}

// questions gathers facts that are named by answers, each once, with what names them.
type questions struct {
	refs  []assess.FactRef
	about [][]Link
}

func (q *questions) add(refs []assess.FactRef, about Link) {
	for _, r := range refs {
		i := slices.Index(q.refs, r)
		if i < 0 {
			i = len(q.refs)
			q.refs, q.about = append(q.refs, r), append(q.about, nil)
		}
		if !slices.Contains(q.about[i], about) {
			q.about[i] = append(q.about[i], about)
		}
	}
}

func (t *teller) asked(q questions) []CaseQuestion {
	list := make([]CaseQuestion, len(q.refs))
	for i, r := range q.refs {
		list[i] = CaseQuestion{Ask: t.words(r.Fact.Ask), Fact: t.ref(r), About: q.about[i]}
	}
	return list
}

// open lists what is unknown and would decide an answer that is open.
func (t *teller) open() []CaseQuestion {
	var q questions
	t.eachAnswer(func(a *assess.Answer, l Link) { q.add(a.OpenBy, l) })
	for i := range t.Main.Duties {
		d := &t.Main.Duties[i]
		q.add(d.OpenBy, t.dutyLink(d))
	}
	return t.asked(q)
}

// lift lists what is unknown and, if it were shown, could lift an obligation.
func (t *teller) lift() []CaseQuestion {
	var q questions
	for i := range t.Main.Duties {
		if d := &t.Main.Duties[i]; d.Status == assess.Yes {
			q.add(d.LiftableBy, t.dutyLink(d))
		}
	}
	return t.asked(q)
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
	l := Link{URL: "#" + fragment("why", answerKey(a)), Text: t.words(a.Conclusion.Title)}
	if a.Party != nil {
		l.Text += " – " + t.party(a.Party).Text
	}
	return l
}

// dutyLink leads to an obligation of a party.
func (t *teller) dutyLink(d *assess.Duty) Link {
	return Link{URL: "#" + dutyAnchor(d), Text: t.T("case.why.of-party", t.party(d.Party).Text, lower(t.words(law(d).Title)))}
}

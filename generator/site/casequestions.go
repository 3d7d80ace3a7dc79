package site

import (
	"slices"

	"casebook/generator/assess"
)

// CaseQuestions is unknown facts that the same answers turn on.
type CaseQuestions struct {
	About []Link // the answers on this page
	Facts []CaseQuestion
}

// CaseQuestion asks for an unknown fact.
type CaseQuestion struct {
	Ask  string
	Fact Link
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

// asked groups the questions by what turns on them, those on most answers first.
func (t *teller) asked(q questions) []CaseQuestions {
	var groups []CaseQuestions
	for i, r := range q.refs {
		at := slices.IndexFunc(groups, func(g CaseQuestions) bool { return slices.Equal(g.About, q.about[i]) })
		if at < 0 {
			at = len(groups)
			groups = append(groups, CaseQuestions{About: q.about[i]})
		}
		groups[at].Facts = append(groups[at].Facts, CaseQuestion{Ask: t.words(r.Fact.Ask), Fact: t.ref(r)})
	}
	slices.SortStableFunc(groups, func(a, b CaseQuestions) int { return len(b.About) - len(a.About) })
	return groups
}

// open lists what is unknown and would decide an answer that is open.
func (t *teller) open() []CaseQuestions {
	var q questions
	t.eachAnswer(func(a *assess.Answer, l Link) { q.add(a.OpenBy, l) })
	for i := range t.Main.Duties {
		d := &t.Main.Duties[i]
		q.add(d.OpenBy, t.dutyLink(d))
	}
	return t.asked(q)
}

// lift lists what is unknown and, if it were shown, could lift an obligation.
func (t *teller) lift() []CaseQuestions {
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

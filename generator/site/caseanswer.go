package site

import (
	"slices"

	"casebook/generator/assess"
	"casebook/generator/rule"
)

// CaseAnswer is the answer at a glance: who reads no more than this and the obligations knows whether
// there is a breach, of which kind, and who must do what by when.
type CaseAnswer struct {
	Is     string // of the main conclusion: "yes", "no" or "open"
	Law    string // under the law of which day
	Main   string // whether there is a breach, as a sentence
	Kinds  string // of which kinds, as a sentence; "" where the rules know none
	Duties []CaseDo
	None   string // that nobody has to do anything, where that is so
	Sure   []CaseSure
	Pills  []CasePill
}

// CaseDo is what one party must do, or may have to.
type CaseDo struct {
	Lead string // "Doctolib must", "whether Doctolib must"
	Lang string // of the party's name where it is not the page's
	Is   string // "yes" or "open"
	Acts []CaseMust
	Tail string // after the last act, where the sentence needs it
}

// CaseMust is one act that is due.
type CaseMust struct {
	What   Link // to the obligation on this page
	ByWhen string
	Unless string // what the bearer would have to show; "" where nothing lifts it
}

// CaseSure says one thing about how sure the answer is.
type CaseSure struct {
	Key  string // "decided", "unruled", "contested", "doubtful", "missing": for the style sheet
	Text Said
	Link Link // to the part of the page that says more; its URL may be ""
}

// CasePill is a main conclusion with its outcome.
type CasePill struct {
	Label Link
	Pill  Pill
}

func (t *teller) answer(p *CasePage) CaseAnswer {
	v := CaseAnswer{Is: "open", Law: t.T("case.answer.law", t.texts.Date(t.Main.Date)), Sure: t.sure(p)}
	if t.Main.Date.IsZero() {
		v.Law = t.T("case.answer.rules")
	}
	if main := t.answerTo(headline(t.base.Rules)); main != nil {
		v.Is = t.possiblePill(main).Is
		v.Main = sentence(t.typeset(main.Text(t.lang)))
		v.Kinds = t.kinds(main)
	}
	for _, a := range t.principal() {
		v.Pills = append(v.Pills, CasePill{
			Label: Link{URL: "#" + fragment("why", a.Conclusion.ID), Text: t.words(a.Conclusion.Title)}, Pill: t.possiblePill(a)})
	}
	if v.Duties = t.dos(); len(v.Duties) == 0 {
		v.None = t.T("case.answer.none")
	}
	return v
}

// answerTo returns the answer to a conclusion on the case, nil for nil and for one of parties.
func (t *teller) answerTo(c *rule.Conclusion) *assess.Answer {
	for i := range t.Main.Conclusions {
		if t.Main.Conclusions[i].Conclusion == c {
			return &t.Main.Conclusions[i]
		}
	}
	return nil
}

// headline is the conclusion that a reader asks for first: the yes-no conclusion on the case that most
// obligations test. nil when there is none.
func headline(rules *rule.Set) *rule.Conclusion {
	counts := map[*rule.Conclusion]int{}
	for _, o := range rules.Obligations {
		for _, c := range tested(o.When) {
			counts[c]++
		}
	}
	var most *rule.Conclusion
	for _, c := range rules.Conclusions {
		if c.Type == rule.YesNo && !c.OfParty && counts[c] > 0 && (most == nil || counts[c] > counts[most]) {
			most = c
		}
	}
	return most
}

// kindsOf returns the yes-no conclusions that the rules of a conclusion test: the kinds that there are of it.
func kindsOf(c *rule.Conclusion) []*rule.Conclusion {
	var kinds []*rule.Conclusion
	for _, r := range c.Rules {
		for _, k := range tested(r.When) {
			if k.Type == rule.YesNo && !k.OfParty && !slices.Contains(kinds, k) {
				kinds = append(kinds, k)
			}
		}
	}
	return kinds
}

// tested returns the conclusions that a condition tests, each once, in the order written.
func tested(c rule.Cond) []*rule.Conclusion {
	var found []*rule.Conclusion
	walkTests(c, func(t *rule.Test) {
		if t.Conclusion != nil && !slices.Contains(found, t.Conclusion) {
			found = append(found, t.Conclusion)
		}
	})
	return found
}

// principal returns the answers that stand beside the main one: its kinds, and what obligations test besides.
func (t *teller) principal() []*assess.Answer {
	main := headline(t.base.Rules)
	var all []*rule.Conclusion
	if main != nil {
		all = kindsOf(main)
	}
	for _, o := range t.base.Rules.Obligations {
		if o.Proposal == nil {
			all = append(all, tested(o.When)...)
		}
	}
	var answers []*assess.Answer
	for i, c := range all {
		if a := t.answerTo(c); a != nil && c != main && !slices.Contains(all[:i], c) {
			answers = append(answers, a)
		}
	}
	return answers
}

// kinds says of which kinds the main conclusion is: those that hold, and those that may.
func (t *teller) kinds(main *assess.Answer) string {
	var held, open []string
	kinds := kindsOf(main.Conclusion)
	for _, k := range kinds {
		switch a := t.answerTo(k); {
		case is(a, "yes"):
			held = append(held, lower(t.words(k.Title)))
		case !is(a, "no"):
			open = append(open, lower(t.words(k.Title)))
		}
	}
	switch {
	case len(kinds) == 0:
		return ""
	case len(held) == 0 && len(open) == 0:
		return t.T("case.kind.none")
	case len(held) == 0:
		return t.T("case.kind.open", t.list(open, "or"))
	case len(open) == 0:
		return t.texts.Plural("case.kind.held", len(held), t.list(held, "and"))
	}
	return t.texts.Plural("case.kind.held", len(held), t.list(held, "and")) + " " + t.T("case.kind.more", t.list(open, "or"))
}

// dos says who must do what by when, and of whom it cannot be determined.
func (t *teller) dos() []CaseDo {
	var dos []CaseDo
	for _, p := range t.Case.Parties {
		name := t.party(p)
		for _, status := range []assess.Outcome{assess.Yes, assess.Unknown} {
			do := CaseDo{Lang: name.Lang, Is: outcomeClass(status), Tail: t.T("case.answer.tail." + status.String()),
				Lead: capital(t.joined("case.answer.lead."+status.String(), name.Text))}
			for _, d := range t.dutiesOf(p, status) {
				do.Acts = append(do.Acts, t.must(d))
			}
			if len(do.Acts) > 0 {
				dos = append(dos, do)
			}
		}
	}
	return dos
}

func (t *teller) must(d *assess.Duty) CaseMust {
	m := CaseMust{
		What:   Link{URL: "#" + dutyAnchor(d), Text: t.joined("case.answer.what", lower(t.words(law(d).Title)))},
		ByWhen: t.byWhen(d),
	}
	if d.Status == assess.Unknown {
		m.ByWhen = t.ifRequired(d)
	}
	if d.Status == assess.Yes && len(d.LiftableBy) > 0 {
		m.Unless = t.unless(d)
	}
	return m
}

// unless says what the bearer would have to show to be rid of an obligation: what would lift a conclusion
// that it turns on, else one of the exceptions that may still be shown.
func (t *teller) unless(d *assess.Duty) string {
	for _, c := range tested(law(d).When) {
		a := t.answerTo(c)
		if c.Burden == 0 || a == nil || len(a.LiftableBy) == 0 {
			continue
		}
		if says, ok := c.Says.By[c.Values[c.Burden.First()].ID]; ok {
			return t.joined("case.answer.unless", t.words(says))
		}
	}
	var titles []string
	for _, x := range t.Main.DutyStep(d).Except {
		if x.Silent && !x.Exception.Title.IsZero() {
			titles = append(titles, lower(t.words(x.Exception.Title)))
		}
	}
	if len(titles) > 0 {
		return t.T("case.answer.unless-except", t.list(titles, "or"))
	}
	return t.T("case.answer.unless-other")
}

// law returns the obligation as it was law for the duty, or as written where none was in force.
func law(d *assess.Duty) *rule.Obligation {
	if d.Version != nil {
		return d.Version
	}
	return d.Obligation
}

// sure says how sure the answer is: whether an authority decided, who disagrees, what is not known.
func (t *teller) sure(p *CasePage) []CaseSure {
	var all []CaseSure
	if d := p.Decision; d != nil {
		all = append(all, CaseSure{"decided", Said{Text: t.decided(d)}, Link{URL: "#others"}})
	} else {
		all = append(all, CaseSure{"unruled", p.Authority, Link{}})
	}
	if names := parted(p.Positions); len(names) > 0 {
		all = append(all, CaseSure{"contested", Said{Text: t.T("case.sure.contested", t.list(names, "and"))}, Link{URL: "#others", Text: t.T("case.sure.see-others")}})
	}
	if n := disputedFacts(p.Facts); n > 0 {
		all = append(all, CaseSure{"contested", Said{Text: t.texts.Plural("case.sure.disputed", n)}, Link{URL: "#facts", Text: t.T("case.sure.see-facts")}})
	}
	if n := doubtful(t.statements()); n > 0 {
		all = append(all, CaseSure{"doubtful", Said{Text: t.texts.Plural("case.sure.doubtful", n)}, Link{URL: "#facts", Text: t.T("case.sure.see-facts")}})
	}
	if n := t.openDuties(); n > 0 {
		all = append(all, CaseSure{"missing", Said{Text: t.texts.Plural("case.sure.missing", n)}, Link{URL: "#change", Text: t.T("case.sure.see-change")}})
	}
	return all
}

// openDuties counts what cannot be determined: the main conclusion and obligations.
func (t *teller) openDuties() int {
	n := 0
	if main := t.answerTo(headline(t.base.Rules)); main != nil && main.Possible.Len() > 1 {
		n++
	}
	for i := range t.Main.Duties {
		if t.Main.Duties[i].Status == assess.Unknown {
			n++
		}
	}
	return n
}

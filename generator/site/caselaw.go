package site

import (
	"slices"

	"casebook/generator/assess"
)

// CaseLaw is what the law of another time would change in the case.
type CaseLaw struct {
	Lead    string // of which time
	Changes []Said
	Steps   []CaseLawStep // those that come out otherwise
}

// CaseLawStep is one rule or obligation under the case's own law and under another.
type CaseLawStep struct {
	Rule      Link   // the zero Link for an obligation, which its sentence names
	Now, Then string // as sentences; what was no law says so
}

// laws returns what the law of other times would change in the case.
func (t *teller) laws() []CaseLaw {
	var all []CaseLaw
	for _, o := range t.kept[t.Assessed].laws() {
		v := CaseLaw{Lead: t.era(o.Era)}
		for _, a := range o.Answers {
			if text, ok := t.answerMove(a); ok {
				v.Changes = append(v.Changes, text)
			}
		}
		for _, m := range o.Duties {
			v.Changes = append(v.Changes, t.lawMove(m))
		}
		for _, m := range o.Moves.Conclusions {
			v.Steps = append(v.Steps, t.lawSteps(m.Steps)...)
		}
		for _, m := range o.Moves.Obligations {
			v.Steps = append(v.Steps, t.lawSteps(m.Steps)...)
		}
		if len(v.Changes) > 0 {
			all = append(all, v)
		}
	}
	return all
}

func (t *teller) era(e assess.Era) string {
	switch {
	case e.From.IsZero():
		return t.T("case.law.until", t.texts.Date(e.Until))
	case e.Until.IsZero():
		return t.T("case.law.from", t.texts.Date(e.From))
	}
	return t.T("case.law.between", t.texts.Date(e.From), t.texts.Date(e.Until))
}

// answerMove says what an answer would be, where it is one that the page begins with.
func (t *teller) answerMove(then *assess.Answer) (Said, bool) {
	now := t.Main.AnswerOf(then.Conclusion, then.Party)
	if now != t.answerTo(headline(t.base.Rules)) && !slices.Contains(t.principal(), now) {
		return Said{}, false
	}
	return Said{Text: t.T("case.law.answer", t.words(then.Conclusion.Title), t.possible(then), t.possible(now))}, true
}

// lawMove says what would change of one duty.
func (t *teller) lawMove(m assess.Move) Said {
	if m.Then != nil && m.Then.Version == nil {
		return Said{Text: t.T("case.law.none", lower(t.words(law(m.Duty()).Title)))}
	}
	return t.move(m)
}

func (t *teller) lawSteps(moves []assess.StepMove) []CaseLawStep {
	var steps []CaseLawStep
	for _, m := range moves {
		s := CaseLawStep{Now: t.stepState(m.Before), Then: t.stepState(m.After)}
		if r := t.base.Rules.Rule(m.Rule); r != nil {
			s.Rule = t.ruleLink(r)
		}
		if s.Now != s.Then {
			steps = append(steps, s)
		}
	}
	return steps
}

// stepState tells how a step comes out; a limit of time is told where the duty is.
func (t *teller) stepState(s *assess.StepState) string {
	if s == nil {
		return t.T("case.law.no-law")
	}
	return sentence(t.typeset(s.Text[t.lang]))
}

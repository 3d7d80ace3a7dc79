// Package assess decides a case by the rules and keeps the trace of why.
//
// [Assess] gives an [Assessment]: an [Answer] for every conclusion, which is the set of values still
// possible, a [Duty] for every obligation and each party that bears it, with its clock, and the scores.
// [Assessment.Trace] explains them step by step from the outcomes by which they were decided; [Check]
// says what is wrong with the case once it is decided. Everything is three-valued: a fact that is not
// known makes unknown what hangs on it, and [Answer.OpenBy] and [Answer.LiftableBy] name the facts that
// would change that.
//
//	a := assess.Assess(base.Rules, c, nil, base.Config.LawAsOf, assess.Options{})
//	a.Answer("personal_data_breach").Value()  // "yes", "no" or "unknown"
//	a.Status("gdpr-33-1")                     // the strongest status among those who bear it
//	for _, step := range a.Trace() { … }
//
// Nothing here fails: a case whose rules contradict each other is unknown there, and Check reports it.
// The engine knows no field of law; all it knows are rules.
package assess

import (
	"slices"

	"casebook/generator/kb"
	"casebook/generator/moment"
	"casebook/generator/rule"
)

// Assess decides a case, or a reading of it where reading is not nil. The law is that of the case's own
// dates; lawAsOf is the day whose law applies to a case without any.
func Assess(rules *rule.Set, c *kb.Case, reading *kb.Reading, lawAsOf moment.Date, o Options) *Assessment {
	a := decide(rules, c, reading, lawAsOf, o)
	a.explainOpen()
	return a
}

// decide is Assess without the facts that would change an answer.
func decide(rules *rule.Set, c *kb.Case, reading *kb.Reading, lawAsOf moment.Date, o Options) *Assessment {
	a := &Assessment{Case: c, Reading: reading, Rules: rules, Options: o, lawAsOf: lawAsOf}
	a.Date = a.conclusionDate()
	a.law = a.lawOf(a.Date)
	a.main = a.newEvaluation(nil)
	for _, p := range a.Assessed().Parties {
		a.parties = append(a.parties, a.newEvaluation(p))
	}
	e := a.newEvaluator(nil)
	e.run()
	a.answers(e)
	a.Scores = e.scored()
	a.duties(e)
	return a
}

func (a *Assessment) newEvaluation(p *kb.Party) evaluation {
	nodes, rules := a.Rules.Nodes, len(a.Rules.Rules)
	all := make([]Outcome, nodes+rules+len(a.Rules.Exceptions))
	return evaluation{values: a.valuesOf(p), nodes: all[:nodes], held: all[nodes : nodes+rules], excepted: all[nodes+rules:]}
}

// answers reads the answers from an evaluator that has run.
func (a *Assessment) answers(e *evaluator) {
	for i := range a.parties {
		a.Parties = append(a.Parties, PartyAnswers{Party: a.Assessed().Parties[i]})
	}
	for _, c := range a.Rules.Conclusions {
		if !c.OfParty {
			a.Conclusions = append(a.Conclusions, a.answer(e, &e.main, &a.main, c))
			continue
		}
		for i := range a.parties {
			p := &a.Parties[i]
			p.Conclusions = append(p.Conclusions, a.answer(e, &e.party[i], &a.parties[i], c))
		}
	}
}

func (a *Assessment) answer(e *evaluator, s *scope, v *evaluation, c *rule.Conclusion) Answer {
	answer := Answer{Conclusion: c, Party: s.party, Conflict: slices.Contains(v.conflicts, c), Gap: slices.Contains(v.gaps, c)}
	for value, in := range e.conclusion(s, c) {
		if in != 0 {
			answer.Possible = answer.Possible.With(value)
		}
	}
	for _, r := range c.Rules {
		answer.InForce = answer.InForce || a.InForce(r)
	}
	return answer
}

// duties decides every obligation for each party that bears it. One of which no version is in force is
// unknown for each party that would bear it, unless only a proposal knows it.
func (a *Assessment) duties(e *evaluator) {
	for _, o := range reported(a.Rules) {
		listed := slices.ContainsFunc(versionsOf(o), func(v *rule.Obligation) bool { return v.Proposal == nil })
		for i, p := range a.Assessed().Parties {
			under := a.lawOf(a.date(p.Aware))
			d := Duty{Obligation: o, Version: under.versions[o.Index], Party: p, Date: under.date}
			switch {
			case d.Version == nil && listed && bears(p, o):
				a.Duties = append(a.Duties, d)
			case d.Version != nil && bears(p, d.Version):
				d.Status = e.obligation(&e.party[i], d.Version, under).at(0)
				a.clock(&d, under)
				a.Duties = append(a.Duties, d)
			}
		}
	}
}

func bears(p *kb.Party, o *rule.Obligation) bool { return slices.Contains(p.Roles, o.Bearer) }

// With assesses the same case again with more facts stated, which go before all others.
func (a *Assessment) With(facts []kb.Fact) *Assessment {
	o := a.Options
	o.Set = slices.Concat(o.Set, facts)
	return Assess(a.Rules, a.Case, a.Reading, a.lawAsOf, o)
}

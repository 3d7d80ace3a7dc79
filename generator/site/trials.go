package site

import (
	"slices"
	"sync"

	"casebook/generator/assess"
	"casebook/generator/rule"
)

// Trials is what cases and tests of the rules try of a rule or an obligation.
type Trials struct {
	Lone    string // that no case turns on it; "" where one does, or where it was not asked
	Tests   []RuleTest
	Untried []Untried // its conditions on which no case turns
}

// RuleTest is a test of the rules that a rule, or an exception of it, decides.
type RuleTest struct {
	ID      string
	Title   string
	Because string
	Source  Link // where it is written
}

// Untried is a condition, or one value of it, on which no case turns.
type Untried struct {
	Condition *Condition
	Tested    bool // a test of the rules turns on it
}

// mostTried is up to how many cases pages say which conditions none turns on. Trying each condition of
// the rules on each case takes longer than all else that is done for a page of so many.
const mostTried = 1000

// coverageOf returns what counts once, when the first page asks for it, what cases and tests try.
func coverageOf(in Input) func() *assess.Coverage {
	return sync.OnceValue(func() *assess.Coverage {
		var cases []*assess.Assessment
		for _, c := range in.Cases[:min(len(in.Cases), mostTried)] {
			cases = append(cases, c.Main)
		}
		return assess.Exercised(in.Base.Rules, cases, in.Tests)
	})
}

// trials returns what is tried of a rule or an obligation and of its exceptions.
func (e *edition) trials(thing any, except []*rule.Exception) Trials {
	coverage := e.coverage()
	var t Trials
	var tests []int
	all := len(e.Cases) <= mostTried
	if c := coverage.Of(thing); all && len(c.Cases.Decides) == 0 {
		t.Lone = e.T("trials.alone")
		if len(c.Tests.Decides) == 0 {
			t.Lone = e.T("trials.nothing")
		}
	}
	for _, x := range append([]any{thing}, exceptionsWithin(except)...) {
		c := coverage.Of(x)
		tests = append(tests, c.Tests.Decides...)
		if all {
			t.Untried = append(t.Untried, e.untried(c.Branches)...)
		}
	}
	slices.Sort(tests)
	for _, i := range slices.Compact(tests) {
		t.Tests = append(t.Tests, e.ruleTest(i))
	}
	return t
}

func exceptionsWithin(list []*rule.Exception) (all []any) {
	for _, x := range list {
		all = append(append(all, x), exceptionsWithin(x.Except)...)
	}
	return all
}

func (e *edition) ruleTest(i int) RuleTest {
	t := e.base.Tests[i].Stated
	code := e.linesOf(t.Span)
	return RuleTest{ID: t.ID.Value, Title: e.words(t.Title), Because: e.words(t.Because), Source: Link{URL: code.Edit, Text: code.Path}}
}

// untried names the branches on which no case turns; of a condition on which none does its values are
// left out, and of a list the list itself, since its conditions say more.
func (e *edition) untried(branches []*assess.Branch) []Untried {
	var list []Untried
	var told rule.Cond
	for _, b := range branches {
		test, isTest := b.Cond.(*rule.Test)
		if !isTest || len(b.Cases.Decides) > 0 || b.Value >= 0 && told == b.Cond {
			continue
		}
		if b.Value < 0 {
			told = b.Cond
		}
		list = append(list, Untried{Condition: e.branch(test, b.Value), Tested: len(b.Tests.Decides) > 0})
	}
	return list
}

// branch puts a test into words, or one of its values.
func (e *edition) branch(t *rule.Test, value int) *Condition {
	c := e.condition(t)
	if value >= 0 {
		options, kind := rule.Options(t)
		c.Tests = []string{e.optionWord(kind, options, value)}
	}
	c.Hedges = nil
	return c
}

// deciding says what the outcome of a rule rests on in a case.
func (e *edition) deciding(r *rule.Rule) func(i int) []string {
	return func(i int) []string {
		a := e.Cases[i].Main
		if !r.Conclusion.OfParty {
			s := a.RuleStep(r, nil)
			return s.Reasons(e.lang)
		}
		held := a.Held(r)
		for _, p := range a.Assessed().Parties {
			if a.HeldFor(r, p) == held {
				s := a.RuleStep(r, p)
				return s.Reasons(e.lang)
			}
		}
		return nil
	}
}

// decidingDuty says what the status of an obligation rests on in a case.
func (e *edition) decidingDuty(o *rule.Obligation) func(i int) []string {
	return func(i int) []string {
		a := e.Cases[i].Main
		status, _ := a.Status(o.ID)
		for _, d := range a.DutiesOf(o.ID) {
			if d.Status == status && d.Version != nil {
				s := a.DutyStep(d)
				return s.Reasons(e.lang)
			}
		}
		return nil
	}
}

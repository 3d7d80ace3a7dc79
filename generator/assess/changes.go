package assess

import (
	"casebook/generator/kb"
	"casebook/generator/rule"
)

// Change is what would follow if one fact had another value.
type Change struct {
	Fact        FactRef
	Value       rule.Value // what it would be; a set is complete, a number exact
	Conclusions []ConclusionChange
	Duties      []DutyChange
}

// ConclusionChange is a conclusion that would come out differently.
type ConclusionChange struct {
	Answer   *Answer   // as it is
	Possible rule.Bits // the values that would be possible
}

// DutyChange is a duty whose status would be another.
type DutyChange struct {
	Duty   *Duty // as it is
	Status Outcome
}

// Changes returns what would change the answer: every value of one fact, known or not, with which a
// conclusion or the status of a duty would be another, by fact and then by value. Facts that the
// vocabulary calls fixed are left as they are. Of numbers and sets those values are tried between which
// the rules tell a difference.
func (a *Assessment) Changes() []Change {
	var changes []Change
	trials := a.alternatives()
	a.try(trials, func(e *evaluator, first int) {
		found := make([]Change, len(e.trials))
		a.eachAnswer(func(answer *Answer) { e.changedAnswer(answer, found) })
		for i := range a.Duties {
			if d := &a.Duties[i]; d.Version != nil {
				e.changedDuty(d, a.lawOf(d.Date), found)
			}
		}
		for i, c := range found {
			if c.Conclusions != nil || c.Duties != nil {
				c.Fact, c.Value = e.trials[i].ref, e.trials[i].value
				changes = append(changes, c)
			}
		}
	})
	return changes
}

func (e *evaluator) changedAnswer(answer *Answer, found []Change) {
	values := e.conclusion(e.scopeOf(answer.Party), answer.Conclusion)
	for lane := range found {
		var possible rule.Bits
		for v, in := range values {
			if in>>lane&1 == 1 {
				possible = possible.With(v)
			}
		}
		if possible != answer.Possible {
			found[lane].Conclusions = append(found[lane].Conclusions, ConclusionChange{answer, possible})
		}
	}
}

func (e *evaluator) changedDuty(d *Duty, under *law, found []Change) {
	t := e.obligation(e.scopeOf(d.Party), d.Version, under)
	for lane := range found {
		if status := t.at(lane); status != d.Status {
			found[lane].Duties = append(found[lane].Duties, DutyChange{d, status})
		}
	}
}

// alternatives returns every value that a fact tested by what is in force might have and has not.
func (a *Assessment) alternatives() []trial {
	tests := a.testsInForce()
	var trials []trial
	for i, f := range a.Rules.Facts {
		if f.Fixed || tests[i] == nil {
			continue
		}
		parties := []*kb.Party{nil}
		if f.OfParty {
			parties = a.Assessed().Parties
		}
		for _, p := range parties {
			is := a.of(p).values[i]
			for _, v := range otherValues(f, is, tests[i], a.law) {
				trials = append(trials, trial{FactRef{f, p}, v})
			}
		}
	}
	return trials
}

// testsInForce returns the tests of every fact, by its Index, in the rules and obligations in force.
func (a *Assessment) testsInForce() [][]*rule.Test {
	tests := make([][]*rule.Test, len(a.Rules.Facts))
	add := func(c rule.Cond) {
		visitTests(c, func(t *rule.Test) {
			if t.Fact != nil {
				tests[t.Fact.Index] = append(tests[t.Fact.Index], t)
			}
		})
	}
	for _, r := range a.Rules.Rules {
		if a.InForce(r) {
			visitBody(r.When, r.Except, add)
		}
	}
	seen := map[*rule.Obligation]bool{}
	for _, d := range a.Duties {
		if d.Version != nil && !seen[d.Version] {
			seen[d.Version] = true
			visitBody(d.Version.When, d.Version.Except, add)
		}
	}
	for _, s := range a.Rules.Scores {
		visitRows(s.Expr, add)
	}
	return tests
}

func visitRows(x *rule.Expr, visit func(rule.Cond)) {
	for i := range x.Rows {
		visit(x.Rows[i].When)
	}
	for _, part := range x.Parts {
		visitRows(part, visit)
	}
}

// otherValues returns values that a fact has not: any choice or number but what is known of it, and a set
// with one value more or less.
func otherValues(f *rule.Fact, is *rule.Value, tests []*rule.Test, l *law) []rule.Value {
	if f.Type == rule.SetOf && is != nil {
		return neighbours(f, is, tests)
	}
	var others []rule.Value
	for _, v := range valuesFor(f, nil, tests, l) {
		if is == nil || !covers(f, is, &v) {
			others = append(others, v)
		}
	}
	return others
}

// covers says whether a fact of which v is known may be the value w, so that w is nothing else.
func covers(f *rule.Fact, v, w *rule.Value) bool {
	if f.Type == rule.Count || f.Type == rule.Duration {
		return v.Min <= w.Min && w.Max <= v.Max
	}
	return v.Choice == w.Choice
}

// neighbours returns the known values of a set with each value that a test names put in or taken out.
func neighbours(f *rule.Fact, is *rule.Value, tests []*rule.Test) []rule.Value {
	var named rule.Bits
	for _, t := range tests {
		for _, s := range t.Sets {
			named |= s.List
		}
	}
	var all []rule.Value
	for i := range f.Values {
		if named.Has(i) {
			all = append(all, rule.Value{Known: true, Set: is.Set ^ rule.Bits(0).With(i)})
		}
	}
	return all
}

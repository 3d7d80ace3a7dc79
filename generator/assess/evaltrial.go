package assess

import "casebook/generator/rule"

// trial is one hypothesis: a fact with another value.
type trial struct {
	ref   FactRef
	value rule.Value
}

// maxTrials is how many hypotheses are evaluated at a time, one a lane.
const maxTrials = 64

// try evaluates hypotheses and calls visit for every batch with its evaluator and the number of its first
// trial.
func (a *Assessment) try(trials []trial, visit func(e *evaluator, first int)) {
	for first := 0; first < len(trials); first += maxTrials {
		e := a.newEvaluator(trials[first:min(first+maxTrials, len(trials))])
		e.run()
		visit(e, first)
	}
}

// decided returns the lanes in which one value of a conclusion is left.
func (e *evaluator) decided(answer *Answer) lanes {
	var one, two lanes
	for _, in := range e.conclusion(e.scopeOf(answer.Party), answer.Conclusion) {
		two |= one & in
		one |= in
	}
	return one &^ two
}

// settled returns the lanes in which the status of a duty is known.
func (e *evaluator) settled(d *Duty, under *law) lanes {
	t := e.obligation(e.scopeOf(d.Party), d.Version, under)
	return t.yes | t.no
}

// valuesFor returns the values that are worth trying for a fact of which v is known (nil for nothing):
// every value of a choice; of a set and a number those between which the tests tell a difference.
func valuesFor(f *rule.Fact, v *rule.Value, tests []*rule.Test, l *law) []rule.Value {
	switch f.Type {
	case rule.YesNo, rule.Choice:
		all := make([]rule.Value, len(f.Values))
		for i := range all {
			all[i] = rule.Value{Known: true, Choice: i}
		}
		return all
	case rule.SetOf:
		return setsFor(f, v, tests)
	case rule.Count, rule.Duration:
		return numbersFor(v, tests, l)
	}
	return nil
}

// setsFor returns the set as it is known and nothing more, with each value that a test names, and with
// all that a test wants.
func setsFor(f *rule.Fact, v *rule.Value, tests []*rule.Test) []rule.Value {
	least, most := members(f, v)
	seen := []rule.Bits{}
	var all []rule.Value
	add := func(set rule.Bits) {
		set &= most
		for _, s := range seen {
			if s == set {
				return
			}
		}
		seen = append(seen, set)
		all = append(all, rule.Value{Known: true, Set: set})
	}
	add(least)
	for _, t := range tests {
		for _, s := range t.Sets {
			if s.Op == rule.AllOf {
				add(least | s.List)
			}
			for i := range f.Values {
				if s.List.Has(i) {
					add(least.With(i))
				}
			}
		}
	}
	return all
}

// numbersFor returns the numbers at, just under and just over every bound, as far as they are possible.
func numbersFor(v *rule.Value, tests []*rule.Test, l *law) []rule.Value {
	low, high := ends(v)
	var all []rule.Value
	add := func(n rule.Number) {
		if n < low || n > high {
			return
		}
		for _, v := range all {
			if v.Min == n {
				return
			}
		}
		all = append(all, rule.Value{Known: true, Min: n, Max: n})
	}
	for _, t := range tests {
		for i := range t.Bounds {
			if n, ok := l.bound(&t.Bounds[i]); ok {
				add(n - rule.One)
				add(n)
				add(n + rule.One)
			}
		}
	}
	return all
}

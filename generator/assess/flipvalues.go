package assess

import (
	"bytes"
	"slices"

	"casebook/generator/kb"
	"casebook/generator/rule"
)

// reader finds the facts on which something hangs, and the tests by which.
type reader struct {
	a           *Assessment
	tests       [][]*rule.Test // of every fact that anything reads, by its Index
	noted       []bool         // by condition
	conclusions [][]bool       // by the conclusion's Index: the facts it hangs on; nil until it is needed
}

func (a *Assessment) newReader() *reader {
	return &reader{a: a, tests: make([][]*rule.Test, len(a.Rules.Facts)), noted: make([]bool, a.Rules.Nodes),
		conclusions: make([][]bool, len(a.Rules.Conclusions))}
}

// body returns the facts on which a condition with its exceptions hangs, by their Index.
func (r *reader) body(when rule.Cond, except []*rule.Exception) []bool {
	facts := make([]bool, len(r.a.Rules.Facts))
	visitBody(when, except, func(c rule.Cond) { r.cond(c, facts) })
	return facts
}

// conclusion returns the facts on which a conclusion hangs, by their Index.
func (r *reader) conclusion(c *rule.Conclusion) []bool {
	if r.conclusions[c.Index] != nil {
		return r.conclusions[c.Index]
	}
	facts := make([]bool, len(r.a.Rules.Facts))
	r.conclusions[c.Index] = facts // what a circle finds, which is reported elsewhere
	for _, rl := range c.Rules {
		if r.a.InForce(rl) {
			r.rule(rl, facts)
		}
	}
	return facts
}

func (r *reader) rule(rl *rule.Rule, facts []bool) {
	visitBody(rl.When, rl.Except, func(c rule.Cond) { r.cond(c, facts) })
	for _, by := range r.a.law.overridersOf(rl) {
		if by.Conclusion == rl.Conclusion {
			continue // it is one of the conclusion's rules
		}
		include(facts, r.conclusion(by.Conclusion))
	}
}

func (r *reader) cond(c rule.Cond, facts []bool) {
	visitTests(c, func(t *rule.Test) {
		switch {
		case t.Fact != nil:
			facts[t.Fact.Index] = true
			if !r.noted[t.Index] {
				r.noted[t.Index] = true
				r.tests[t.Fact.Index] = append(r.tests[t.Fact.Index], t)
			}
		case t.Conclusion != nil:
			include(facts, r.conclusion(t.Conclusion))
		case t.Score != nil:
			r.expr(t.Score.Expr, facts)
		}
	})
}

func (r *reader) expr(x *rule.Expr, facts []bool) {
	if x.Op == rule.OfScore {
		r.expr(x.Score.Expr, facts)
	}
	for _, part := range x.Parts {
		r.expr(part, facts)
	}
	for i := range x.Rows {
		r.cond(x.Rows[i].When, facts)
	}
}

// include notes in all what is in some.
func include(all, some []bool) {
	for i, in := range some {
		all[i] = all[i] || in
	}
}

// collect makes the hypotheses: by fact, the case's or those of each party, the values between which some
// test tells a difference.
func (f *flipper) collect(r *reader) {
	f.bars = make([]bool, len(r.tests))
	for _, i := range f.a.Rules.Impossible {
		include(f.bars, r.body(i.When, nil))
	}
	f.tests = r.tests
	for i, fact := range f.a.Rules.Facts {
		if r.tests[i] == nil {
			continue
		}
		parties := []*kb.Party{nil}
		if fact.OfParty {
			parties = f.a.Assessed().Parties
		}
		for _, p := range parties {
			f.hypotheses(FactRef{fact, p}, f.tests[i])
		}
	}
}

// hypotheses makes those about one fact.
func (f *flipper) hypotheses(ref FactRef, tests []*rule.Test) {
	is := f.a.of(ref.Party).values[ref.Fact.Index]
	was := f.outcomes(tests, is)
	no, first := len(f.presumed), len(f.trials)
	lifts := f.lifts(ref)
	near := f.near(ref.Fact, is, tests)
	try := func(v rule.Value, contrary bool) {
		if contrary && ref.Fact.Fixed {
			return
		}
		out := f.outcomes(tests, &v)
		if bytes.Equal(out, was) {
			return
		}
		for i := first; i < len(f.trials); i++ {
			h := &f.trials[i]
			if !bytes.Equal(out, f.outcomes(tests, &h.value)) {
				continue
			}
			if h.contrary == contrary && distance(ref.Fact, near, v) == distance(ref.Fact, near, h.value) {
				h.same = append(h.same, v)
			}
			return // what may be so anyway is not told from it
		}
		fact := no
		if contrary {
			fact++
		}
		h := hypothesis{trial: trial{ref, v}, same: []rule.Value{v}, fact: fact, contrary: contrary, lifts: lifts, bars: f.bars[ref.Fact.Index]}
		if contrary {
			h.replaces = 1 + distance(ref.Fact, near, v)
		}
		f.trials = append(f.trials, h)
	}
	switch ref.Fact.Type {
	case rule.YesNo, rule.Choice:
		for v := range ref.Fact.Values {
			try(rule.Value{Known: true, Choice: v}, is != nil)
		}
	case rule.SetOf:
		f.sets(ref.Fact, is, tests, try)
	case rule.Count, rule.Duration:
		f.ranges(is, tests, try)
	}
	if len(f.trials) > first {
		f.presumed = append(f.presumed, false, f.a.Presumed(ref))
	}
}

// lifts says whether some answer may be lifted by a fact.
func (f *flipper) lifts(ref FactRef) bool {
	return slices.ContainsFunc(f.targets, func(t target) bool { return slices.Contains(t.liftableBy(), ref) })
}

// outcomes writes down how all tests of a fact come out under every law that decides something.
func (f *flipper) outcomes(tests []*rule.Test, v *rule.Value) []byte {
	out := make([]byte, 0, 16)
	for _, l := range f.a.laws {
		for _, t := range tests {
			out = append(out, byte(testFact(t, v, l)))
		}
	}
	return out
}

// near returns what is known of a fact, a number no closer than between the bounds that the rules test.
func (f *flipper) near(fact *rule.Fact, is *rule.Value, tests []*rule.Test) *rule.Value {
	if is == nil || fact.Type != rule.Count && fact.Type != rule.Duration {
		return is
	}
	v := rule.Value{Max: rule.Unbounded}
	for _, n := range f.cuts(tests) {
		if n <= is.Min {
			v.Min = n
		}
		if n > is.Max && n <= v.Max && n != rule.Unbounded {
			v.Max = n - rule.One
		}
	}
	return &v
}

// distance says how far a value is from what is known of a fact: the values of a set that come or go
// besides the first, the digits by which a number is longer or shorter.
func distance(fact *rule.Fact, is *rule.Value, v rule.Value) int {
	switch {
	case is == nil:
		return 0
	case fact.Type == rule.SetOf:
		return max(0, (is.Set^v.Set).Len()-1)
	case fact.Type == rule.Count || fact.Type == rule.Duration:
		return max(digits(v.Min)-digits(is.Max), digits(is.Min)-digits(v.Max), 0)
	}
	return 0
}

func digits(n rule.Number) int {
	count := 0
	for ; n > 0; n /= 10 {
		count++
	}
	return count
}

// sets tries a known set with one value more or less and as the tests ask, and an unknown or open one as
// complete. What an open set has not is not known; with less than it has it is tried where that is more
// than to be complete.
func (f *flipper) sets(fact *rule.Fact, is *rule.Value, tests []*rule.Test, try func(rule.Value, bool)) {
	if is == nil || is.Open {
		for _, v := range setsFor(fact, is, tests) {
			try(v, false)
		}
	}
	if is == nil {
		return
	}
	closed := f.outcomes(tests, &rule.Value{Known: true, Set: is.Set})
	var seen []rule.Bits
	contrary := func(set rule.Bits) {
		other := rule.Value{Known: true, Set: set}
		if slices.Contains(seen, set) {
			return
		}
		seen = append(seen, set)
		if !is.Open || set&^is.Set == 0 && !bytes.Equal(closed, f.outcomes(tests, &other)) {
			try(other, true)
		}
	}
	for v := range fact.Values {
		contrary(is.Set ^ rule.Bits(0).With(v))
	}
	for _, t := range tests {
		for _, s := range t.Sets {
			contrary(asked(s, is.Set))
		}
	}
}

// asked returns the set nearest to one of which a test, of one kind, comes out otherwise, where that takes
// more than one value; else the set itself.
func asked(t rule.SetTest, set rule.Bits) rule.Bits {
	switch t.Op {
	case rule.AllOf:
		return set | t.List
	case rule.OnlyOf:
		return set & t.List
	}
	return set &^ t.List
}

// ranges tries the ranges between the bounds that some test names: those that the number is not in, or,
// where it may be in several, each of those.
func (f *flipper) ranges(is *rule.Value, tests []*rule.Test, try func(rule.Value, bool)) {
	cuts := f.cuts(tests)
	low, high := ends(is)
	var contrary []rule.Value
	for i, from := range cuts[:len(cuts)-1] {
		to := cuts[i+1]
		if to != rule.Unbounded {
			to -= rule.One
		}
		switch {
		case to < low || from > high:
			contrary = append(contrary, rule.Value{Known: true, Min: from, Max: to})
		case low < from || high > to:
			try(rule.Value{Known: true, Min: max(from, low), Max: min(to, high)}, false)
		}
	}
	for _, v := range contrary {
		try(v, true)
	}
}

// cuts returns the numbers at which some test begins to come out otherwise, in order, between 0 and the
// number that has no end.
func (f *flipper) cuts(tests []*rule.Test) []rule.Number {
	cuts := []rule.Number{0, rule.Unbounded}
	for _, l := range f.a.laws {
		for _, t := range tests {
			for i := range t.Bounds {
				n, ok := l.bound(&t.Bounds[i])
				if !ok {
					continue
				}
				least, most := admitted(t.Bounds[i].Op, n, rule.One)
				if most != rule.Unbounded {
					least = most + rule.One
				}
				if least > 0 {
					cuts = append(cuts, least)
				}
			}
		}
	}
	slices.Sort(cuts)
	return slices.Compact(cuts)
}

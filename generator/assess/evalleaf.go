package assess

import "casebook/generator/rule"

// testFact tests a fact whose value may be unknown (nil), or known only in part: it is yes when every
// value that the fact may have satisfies the test, no when none does.
func testFact(t *rule.Test, v *rule.Value, l *law) Outcome {
	switch t.Fact.Type {
	case rule.YesNo, rule.Choice:
		return testChoice(t.OneOf, choices(t.Fact, v))
	case rule.SetOf:
		least, most := members(t.Fact, v)
		return testSet(t.Sets, least, most)
	case rule.Count, rule.Duration:
		low, high := ends(v)
		return testRange(t, low, high, l)
	}
	return Unknown
}

// choices returns the values that a choice may have.
func choices(f *rule.Fact, v *rule.Value) rule.Bits {
	if v == nil {
		return rule.Upto(len(f.Values))
	}
	return rule.Bits(0).With(v.Choice)
}

// members returns the values that are surely in a set, and all that may be.
func members(f *rule.Fact, v *rule.Value) (least, most rule.Bits) {
	switch {
	case v == nil:
		return 0, rule.Upto(len(f.Values))
	case v.Open:
		return v.Set, rule.Upto(len(f.Values))
	}
	return v.Set, v.Set
}

// ends returns the least and the greatest number that a count or duration may be.
func ends(v *rule.Value) (low, high rule.Number) {
	if v == nil {
		return 0, rule.Unbounded
	}
	return v.Min, v.Max
}

func testChoice(satisfy, possible rule.Bits) Outcome {
	switch {
	case possible&^satisfy == 0:
		return Yes
	case possible&satisfy == 0:
		return No
	}
	return Unknown
}

// testSet tests a set of which only the bounds may be known. Several tests must hold together: there is
// a set between the bounds that passes them all, or it is no.
func testSet(tests []rule.SetTest, least, most rule.Bits) Outcome {
	all := Yes
	with, without := least, ^most // what a set that passes must have, and must not
	for _, t := range tests {
		if !surely(t, least, most) {
			all = Unknown
		}
		switch t.Op {
		case rule.AllOf:
			with |= t.List
		case rule.OnlyOf:
			without |= ^t.List
		case rule.NoneOf:
			without |= t.List
		}
	}
	if with&without != 0 {
		return No
	}
	for _, t := range tests {
		if t.Op == rule.AnyOf && t.List&^without == 0 {
			return No
		}
	}
	return all
}

// surely says whether every set between the bounds passes a test.
func surely(t rule.SetTest, least, most rule.Bits) bool {
	switch t.Op {
	case rule.AnyOf:
		return least&t.List != 0
	case rule.AllOf:
		return t.List&^least == 0
	case rule.OnlyOf:
		return most&^t.List == 0
	}
	return most&t.List == 0
}

// testRange tests a number of which only the bounds may be known. Several tests must hold together. A
// parameter that has no value in force leaves its test unknown.
func testRange(t *rule.Test, low, high rule.Number, l *law) Outcome {
	step := rule.Number(1) // scores are decimals, facts whole numbers
	if t.Fact != nil {
		step = rule.One
	}
	all := Yes
	from, to := low, high // the numbers that pass
	for i := range t.Bounds {
		b := &t.Bounds[i]
		n, ok := l.bound(b)
		if !ok {
			all = Unknown
			continue
		}
		least, most := admitted(b.Op, n, step)
		if low < least || high > most {
			all = Unknown
		}
		from, to = max(from, least), min(to, most)
	}
	if from > to {
		return No
	}
	return all
}

// admitted returns the least and the greatest multiple of step that pass a bound.
func admitted(op rule.BoundOp, n, step rule.Number) (least, most rule.Number) {
	down := n - n%step
	if n%step < 0 {
		down -= step
	}
	up := down
	if down < n {
		up += step
	}
	switch op {
	case rule.AtLeast:
		return up, rule.Unbounded
	case rule.Over:
		return down + step, rule.Unbounded
	case rule.Under:
		return -rule.Unbounded, up - step
	}
	return -rule.Unbounded, down
}

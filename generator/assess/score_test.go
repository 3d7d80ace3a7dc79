package assess

import (
	"testing"

	"casebook/generator/rule"

	"pgregory.net/rapid"
)

func TestTimes(t *testing.T) {
	const one = rule.One
	tests := []struct{ a, b, want rule.Number }{
		{2 * one, 3 * one, 6 * one},
		{one / 4, one / 2, one / 8},
		{-one / 4, 3 * one, -3 * one / 4},
		{-2 * one, -2 * one, 4 * one},
		{1, 1, 0},
		{0, rule.Unbounded, 0},
		{one, rule.Unbounded, rule.Unbounded},
		{2 * one, rule.Unbounded, rule.Unbounded},
		{-2 * one, rule.Unbounded, -rule.Unbounded},
		{rule.Unbounded, -rule.Unbounded, -rule.Unbounded},
		{3_000_000 * one, 3_000_000 * one, 9_000_000_000_000 * one},
		{4_000_000 * one, 4_000_000 * one, rule.Unbounded},
	}
	for _, test := range tests {
		if got := times(test.a, test.b); got != test.want {
			t.Errorf("%v × %v is %v, want %v", test.a, test.b, got, test.want)
		}
		if got := times(test.b, test.a); got != test.want {
			t.Errorf("%v × %v is %v, want %v", test.b, test.a, got, test.want)
		}
	}
}

func TestAdd(t *testing.T) {
	for _, test := range []struct{ a, b, want rule.Number }{
		{1, 2, 3}, {1, -2, -1}, {rule.Unbounded, 1, rule.Unbounded}, {-rule.Unbounded, -2, -rule.Unbounded},
		{rule.Unbounded, -rule.Unbounded, 0},
	} {
		if got := add(test.a, test.b); got != test.want {
			t.Errorf("%d + %d is %d, want %d", test.a, test.b, got, test.want)
		}
	}
}

// Whatever numbers lie in two intervals, the result lies in their combination.
func TestIntervals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := func(low, high rule.Number, label string) rule.Number {
			return rule.Number(rapid.Int64Range(int64(low), int64(high)).Draw(t, label))
		}
		drawn := func(label string) (interval, rule.Number) {
			low := number(-9*rule.One, 9*rule.One, label+" low")
			high := number(low, 9*rule.One, label+" high")
			return interval{low, high}, number(low, high, label)
		}
		a, x := drawn("a")
		b, y := drawn("b")
		for _, op := range []rule.Op{rule.Add, rule.Times, rule.Highest, rule.Lowest} {
			v, is := a.combine(op, b), interval{x, x}.combine(op, interval{y, y})
			if is.low < v.low || is.high > v.high {
				t.Fatalf("%d: %v is not in %v", op, is, v)
			}
		}
	})
}

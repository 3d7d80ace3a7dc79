package assess

import (
	"math/bits"

	"casebook/generator/rule"
)

// interval is a number that may lie anywhere between two, both included.
type interval struct{ low, high rule.Number }

// score computes a score in every lane, once.
func (e *evaluator) score(s *rule.Score) []interval {
	if e.scores[s.Index] == nil {
		duty := e.duty
		e.duty = e.law // whoever asks
		e.scores[s.Index] = e.expr(s.Expr)
		e.duty = duty
	}
	return e.scores[s.Index]
}

// expr computes an expression in every lane. The result is the caller's own.
func (e *evaluator) expr(x *rule.Expr) []interval {
	var all []interval
	switch x.Op {
	case rule.Constant:
		all = e.constant(x.Value)
	case rule.OfScore:
		all = append(all, e.score(x.Score)...)
	case rule.Table:
		all = e.table(x)
	default:
		all = e.combine(x)
	}
	if x.Limits {
		for i, v := range all {
			all[i] = interval{min(max(v.low, x.Low), x.High), min(max(v.high, x.Low), x.High)}
		}
	}
	return all
}

func (e *evaluator) constant(n rule.Number) []interval {
	all := make([]interval, e.width)
	for i := range all {
		all[i] = interval{n, n}
	}
	return all
}

// table takes the first row that holds. Every row that may hold before it widens the interval.
func (e *evaluator) table(x *rule.Expr) []interval {
	rows := make([]tri, len(x.Rows))
	for i := range x.Rows {
		rows[i] = e.cond(&e.main, x.Rows[i].When)
	}
	all := make([]interval, e.width)
	for lane := range all {
		all[lane] = tableIn(x, rows, lane)
	}
	return all
}

func tableIn(x *rule.Expr, rows []tri, lane int) interval {
	v := interval{rule.Unbounded, -rule.Unbounded}
	join := func(n rule.Number) { v = interval{min(v.low, n), max(v.high, n)} }
	for i, row := range rows {
		switch row.at(lane) {
		case Yes:
			join(x.Rows[i].Is)
			return v
		case Unknown:
			join(x.Rows[i].Is)
		}
	}
	join(x.Value)
	return v
}

// combine adds or multiplies the parts of an expression, or takes the highest or the lowest.
func (e *evaluator) combine(x *rule.Expr) []interval {
	if len(x.Parts) == 0 {
		return e.constant(0)
	}
	all := e.expr(x.Parts[0])
	for _, p := range x.Parts[1:] {
		for i, v := range e.expr(p) {
			all[i] = all[i].combine(x.Op, v)
		}
	}
	return all
}

func (v interval) combine(op rule.Op, w interval) interval {
	switch op {
	case rule.Add:
		return interval{add(v.low, w.low), add(v.high, w.high)}
	case rule.Times:
		a, b := times(v.low, w.low), times(v.low, w.high)
		c, d := times(v.high, w.low), times(v.high, w.high)
		return interval{min(a, b, c, d), max(a, b, c, d)}
	case rule.Highest:
		return interval{max(v.low, w.low), max(v.high, w.high)}
	}
	return interval{min(v.low, w.low), min(v.high, w.high)}
}

// add returns the sum of two numbers, the outermost number where it is too large.
func add(a, b rule.Number) rule.Number {
	switch sum := a + b; {
	case a > 0 && b > 0 && sum < 0:
		return rule.Unbounded
	case a < 0 && b < 0 && sum >= 0:
		return -rule.Unbounded
	default:
		return sum
	}
}

// times returns the product of two numbers, rounded towards zero to a millionth, and the outermost number
// where it is too large.
func times(a, b rule.Number) rule.Number {
	high, low := bits.Mul64(magnitude(a), magnitude(b))
	product := rule.Unbounded
	if high < uint64(rule.One) {
		if q, _ := bits.Div64(high, low, uint64(rule.One)); q < uint64(rule.Unbounded) {
			product = rule.Number(q)
		}
	}
	if (a < 0) != (b < 0) {
		return -product
	}
	return product
}

func magnitude(n rule.Number) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

// scored returns all scores of the case as it stands.
func (e *evaluator) scored() []ScoreAnswer {
	answers := make([]ScoreAnswer, len(e.rules.Scores))
	for i, s := range e.rules.Scores {
		v := e.score(s)[0]
		answers[i] = ScoreAnswer{Score: s, Low: v.low, High: v.high, Bands: bandsOf(s, v)}
		for _, f := range s.Flags {
			answers[i].Flags = append(answers[i].Flags, e.cond(&e.main, f.When).at(0))
		}
		for _, r := range s.Apart {
			is := Yes
			if r.When != nil {
				is = e.cond(&e.main, r.When).at(0)
			}
			answers[i].Apart = append(answers[i].Apart, is)
		}
	}
	return answers
}

// bandsOf returns the bands that a score may fall in.
func bandsOf(s *rule.Score, v interval) []int {
	var bands []int
	from := -rule.Unbounded
	for i, b := range s.Bands {
		if v.high >= from && (!b.Bounded || v.low < b.Under) {
			bands = append(bands, i)
		}
		if b.Bounded {
			from = b.Under
		}
	}
	return bands
}

// Row returns how the condition of a row of a score's table came out, on the case.
func (a *Assessment) Row(r *rule.Row) *CondTrace { return tracer{a, nil, a.law}.cond(r.When) }

// Suggests returns the values of a conclusion that the bands the score may fall in would suggest.
func (s *ScoreAnswer) Suggests(c *rule.Conclusion) rule.Bits {
	var values rule.Bits
	for _, i := range s.Bands {
		for _, g := range s.Score.Suggests {
			if g.Conclusion == c && g.Band == s.Score.Bands[i].ID {
				values = values.With(g.Value)
			}
		}
	}
	return values
}

// Exact says whether the score is one number.
func (s *ScoreAnswer) Exact() bool { return s.Low == s.High }

// Score returns the answer to a score, nil when there is none of that id.
func (a *Assessment) Score(id string) *ScoreAnswer {
	for i := range a.Scores {
		if a.Scores[i].Score.ID == id {
			return &a.Scores[i]
		}
	}
	return nil
}

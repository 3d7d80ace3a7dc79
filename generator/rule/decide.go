package rule

// The rules themselves as formulas: exceptions, overrides, the walk through `order`, scores.

func (e *encoder) exception(x *Exception) truth {
	t, ok := e.exceptions[x]
	if !ok {
		t = e.all(e.cond(x.When), e.anyException(x.Except).not())
		e.exceptions[x] = t
	}
	return t
}

func (e *encoder) anyException(all []*Exception) truth {
	parts := make([]truth, len(all))
	for i, x := range all {
		parts[i] = e.exception(x)
	}
	return e.any(parts...)
}

// rule is whether a rule holds: its condition, not its exceptions, and nothing that overrides it.
func (e *encoder) rule(r *Rule) truth {
	t, ok := e.rules[r]
	if ok {
		return t
	}
	over := []truth{e.anyException(r.Except)}
	for _, named := range append([]*Rule{r}, r.replaces...) {
		for _, o := range named.Overridden {
			if o != r && o.InForce(e.day, e.proposal) {
				over = append(over, e.rule(o))
			}
		}
	}
	t = e.all(e.cond(r.When), e.any(over...).not())
	e.rules[r] = t
	return t
}

// decided returns, by value, whether a conclusion is decided so; nil when no rule of it is law.
func (e *encoder) decided(n *Conclusion) []truth {
	values, ok := e.conclusions[n]
	if ok {
		return values
	}
	var inForce bool
	own := make([][]truth, len(n.Values))
	for _, r := range n.Rules {
		if r.InForce(e.day, e.proposal) {
			own[r.Value], inForce = append(own[r.Value], e.rule(r)), true
		}
	}
	if inForce {
		values = e.walked(n, own)
	}
	e.conclusions[n] = values
	return values
}

// walked turns the rules of each value into what is decided: along the order, or each value by itself.
func (e *encoder) walked(n *Conclusion, own [][]truth) []truth {
	values, held := make([]truth, len(n.Values)), make([]truth, len(n.Values))
	for i := range values {
		held[i] = e.any(own[i]...)
		values[i] = held[i]
	}
	before := surely
	for _, i := range n.Order {
		values[i] = e.all(held[i], before)
		before = e.all(before, held[i].not())
	}
	if n.Otherwise >= 0 {
		values[n.Otherwise] = e.any(values[n.Otherwise], e.any(held...).not())
	}
	return values
}

// decidedIn is a test of a conclusion: yes when every possible value satisfies it, no when none does.
func (e *encoder) decidedIn(n *Conclusion, list Bits) truth {
	if e.c.opaque[n] || len(n.Rules) == 0 {
		return e.open()
	}
	values := e.decided(n)
	if values == nil {
		return unknown
	}
	var inside, outside []truth
	for i, v := range values {
		if list.Has(i) {
			inside = append(inside, v)
		} else {
			outside = append(outside, v)
		}
	}
	in, out := e.any(inside...), e.any(outside...)
	if e.exclusive(n) && in.exact() && out.exact() {
		return in
	}
	return truth{yes: e.and(-in.no, out.no), no: e.and(-out.no, in.no)}
}

// exclusive says whether a conclusion always has one value: it has one when no rule holds, and no two
// rules can disagree.
func (e *encoder) exclusive(n *Conclusion) bool {
	if n.Otherwise < 0 {
		return false
	}
	var concluded Bits
	for _, r := range n.Rules {
		concluded = concluded.With(r.Value)
	}
	return n.Order != nil || concluded.Len() <= 1
}

// possible is one value of a score, and when it has it.
type possible struct {
	value Number
	when  lit
}

// maxPossible is how many values a score may have to be put as a formula.
const maxPossible = 256

func (e *encoder) scoreTest(t *Test) truth {
	values, ok := e.score(t.Score)
	if !ok {
		return e.open()
	}
	return e.within(t.Bounds, func(op BoundOp, limit Number) lit {
		var fits []lit
		for _, p := range values {
			if op.Holds(p.value, limit) {
				fits = append(fits, p.when)
			}
		}
		return e.or(fits...)
	})
}

// score returns every value that a score can have, and false when they are too many or hang on what
// cannot be put as a formula.
func (e *encoder) score(s *Score) ([]possible, bool) {
	if e.c.opaque[s] {
		return nil, false
	}
	values, ok := e.scores[s]
	if !ok {
		values, _ = e.expr(s.Expr)
		e.scores[s] = values
	}
	return values, values != nil
}

func (e *encoder) expr(x *Expr) (values []possible, ok bool) {
	switch x.Op {
	case Constant:
		values = []possible{{x.Value, always}}
	case OfScore:
		values, ok = e.score(x.Score)
		if !ok {
			return nil, false
		}
	case Table:
		values, ok = e.table(x)
		if !ok {
			return nil, false
		}
	default:
		values, ok = e.fold(x)
		if !ok {
			return nil, false
		}
	}
	if x.Limits {
		for i, p := range values {
			values[i].value = max(x.Low, min(x.High, p.value))
		}
		values = e.merge(values)
	}
	return values, len(values) <= maxPossible
}

func (e *encoder) table(x *Expr) ([]possible, bool) {
	var values []possible
	before := always
	for _, row := range x.Rows {
		t := e.cond(row.When)
		if !t.exact() {
			return nil, false
		}
		values = append(values, possible{row.Is, e.and(before, t.yes)})
		before = e.and(before, t.no)
	}
	return e.merge(append(values, possible{x.Value, before})), true
}

// fold joins the parts of an operation, one after the other.
func (e *encoder) fold(x *Expr) ([]possible, bool) {
	var values []possible
	for i, part := range x.Parts {
		next, ok := e.expr(part)
		switch {
		case !ok:
			return nil, false
		case i == 0:
			values = append(values, next...)
			continue
		}
		var joined []possible
		for _, a := range values {
			for _, b := range next {
				joined = append(joined, possible{x.Op.apply(a.value, b.value), e.and(a.when, b.when)})
			}
		}
		if values = e.merge(joined); len(values) > maxPossible {
			return nil, false
		}
	}
	return values, len(values) > 0
}

// apply joins two numbers.
func (o Op) apply(a, b Number) Number {
	switch o {
	case Add:
		return a + b
	case Times:
		return a.Times(b)
	case Highest:
		return max(a, b)
	}
	return min(a, b)
}

// merge gives each value one formula, in the order in which they first come, without what never holds.
func (e *encoder) merge(values []possible) []possible {
	var merged []possible
	at := map[Number]int{}
	var when [][]lit
	for _, p := range values {
		if p.when == never {
			continue
		}
		i, ok := at[p.value]
		if !ok {
			i, at[p.value] = len(merged), len(merged)
			merged, when = append(merged, possible{value: p.value}), append(when, nil)
		}
		when[i] = append(when[i], p.when)
	}
	for i := range merged {
		merged[i].when = e.or(when[i]...)
	}
	return merged
}

package rule

import (
	"slices"

	"casebook/generator/moment"
)

// truth is a condition as a formula: when it is surely yes and when surely no. With all facts known it is
// one or the other, unless it reads what is not law or what cannot be put as a formula.
type truth struct{ yes, no lit }

func (t truth) not() truth { return truth{yes: t.no, no: t.yes} }

// exact says whether the condition is always one or the other.
func (t truth) exact() bool { return t.yes == -t.no }

var (
	surely  = truth{yes: always, no: never}
	unknown = truth{yes: never, no: never}
)

// encoder puts the rules of one time and proposal as a formula over the facts, all of which are known.
// It is the Meaning of the rules, without burdens: what is known needs no proof.
type encoder struct {
	*circuit
	c        *compiler
	day      moment.Date
	proposal *Proposal
	loose    lit // whether what cannot be put as a formula may be anything; else it is unknown

	facts       map[*Fact]*factInputs
	scores      map[*Score][]possible
	conclusions map[*Conclusion][]truth // by value: whether it is decided so
	rules       map[*Rule]truth
	exceptions  map[*Exception]truth
	conds       map[int]truth
}

func (c *compiler) encoder(day moment.Date, proposal *Proposal) *encoder {
	e := &encoder{circuit: newCircuit(), c: c, day: day, proposal: proposal, facts: map[*Fact]*factInputs{},
		scores: map[*Score][]possible{}, conclusions: map[*Conclusion][]truth{}, rules: map[*Rule]truth{},
		exceptions: map[*Exception]truth{}, conds: map[int]truth{}}
	e.loose = e.input()
	for _, n := range c.set.Impossible {
		e.axioms = append(e.axioms, -e.cond(n.When).yes)
	}
	return e
}

// open returns a truth that may be anything, or unknown where nothing is to be guessed.
func (e *encoder) open() truth {
	guess := e.input()
	return truth{yes: e.and(e.loose, guess), no: e.and(e.loose, -guess)}
}

func (e *encoder) all(parts ...truth) truth {
	yes, no, exact := make([]lit, len(parts)), make([]lit, len(parts)), true
	for i, p := range parts {
		yes[i], no[i] = p.yes, p.no
		exact = exact && p.exact()
	}
	t := truth{yes: e.and(yes...)}
	if t.no = -t.yes; !exact {
		t.no = e.or(no...)
	}
	return t
}

func (e *encoder) any(parts ...truth) truth {
	negated := make([]truth, len(parts))
	for i, p := range parts {
		negated[i] = p.not()
	}
	return e.all(negated...).not()
}

func (e *encoder) cond(cond Cond) truth {
	t, ok := e.conds[cond.Node()]
	if !ok {
		t = e.condition(cond)
		e.conds[cond.Node()] = t
	}
	return t
}

func (e *encoder) condition(cond Cond) truth {
	if e.c.broken[cond.Node()] {
		return e.open()
	}
	parts := make([]truth, 0, len(Parts(cond)))
	for _, part := range Parts(cond) {
		parts = append(parts, e.cond(part))
	}
	switch cond := cond.(type) {
	case *All:
		return e.all(parts...)
	case *Any:
		return e.any(parts...)
	case *None:
		return e.any(parts...).not()
	case *Test:
		return e.test(cond)
	}
	return unknown
}

func (e *encoder) test(t *Test) truth {
	switch {
	case t.Conclusion != nil:
		return e.decidedIn(t.Conclusion, t.OneOf)
	case t.Score != nil:
		return e.scoreTest(t)
	}
	in := e.fact(t.Fact)
	switch t.Fact.Type {
	case YesNo, Choice:
		return e.sure(e.or(in.chosen(t.OneOf)...))
	case SetOf:
		parts := make([]lit, len(t.Sets))
		for i, s := range t.Sets {
			parts[i] = e.setTest(in, s)
		}
		return e.sure(e.and(parts...))
	}
	return e.within(t.Bounds, func(op BoundOp, limit Number) lit {
		var fits []lit
		for i, n := range in.numbers {
			if op.Holds(n, limit) {
				fits = append(fits, in.lits[i])
			}
		}
		return e.or(fits...)
	})
}

func (e *encoder) sure(l lit) truth { return truth{yes: l, no: -l} }

// within joins bounds, each put as a formula by compare; one with a parameter that is worth nothing at
// the time is unknown.
func (e *encoder) within(bounds []Bound, compare func(BoundOp, Number) lit) truth {
	parts := make([]truth, len(bounds))
	for i, b := range bounds {
		parts[i] = unknown
		if limit, ok := b.At(e.day, e.proposal); ok {
			parts[i] = e.sure(compare(b.Op, limit))
		}
	}
	return e.all(parts...)
}

// At returns the number that a bound compares with on a day, and whether there is one.
func (b Bound) At(day moment.Date, proposal *Proposal) (Number, bool) {
	if b.Parameter == nil {
		return b.Value, true
	}
	v, ok := b.Parameter.At(day, proposal)
	return v.Value, ok
}

// Holds says whether a number is within a bound.
func (o BoundOp) Holds(n, limit Number) bool {
	switch o {
	case AtLeast:
		return n >= limit
	case Over:
		return n > limit
	case Under:
		return n < limit
	}
	return n <= limit
}

func (e *encoder) setTest(in *factInputs, s SetTest) lit {
	inside, outside := in.chosen(s.List), in.chosen(Upto(len(in.lits))&^s.List)
	switch s.Op {
	case AnyOf:
		return e.or(inside...)
	case AllOf:
		return e.and(inside...)
	case OnlyOf:
		return -e.or(outside...)
	}
	return -e.or(inside...)
}

// factInputs is what can be the matter with a fact: one input for each value, of which exactly one holds
// unless the fact is a set.
type factInputs struct {
	lits    []lit
	numbers []Number // of a count or duration: one from each interval between bounds, by input
}

func (in *factInputs) chosen(list Bits) []lit {
	var all []lit
	for i, l := range in.lits {
		if list.Has(i) {
			all = append(all, l)
		}
	}
	return all
}

func (e *encoder) fact(f *Fact) *factInputs {
	in := e.facts[f]
	if in != nil {
		return in
	}
	in = &factInputs{}
	e.facts[f] = in
	switch f.Type {
	case YesNo:
		yes := e.input()
		in.lits = []lit{yes, -yes}
	case Choice:
		in.lits = e.oneHot(max(1, len(f.Values)))
	case SetOf:
		for range f.Values {
			in.lits = append(in.lits, e.input())
		}
	case Count, Duration:
		in.numbers = e.samples(f)
		in.lits = e.oneHot(len(in.numbers))
	}
	return in
}

// samples returns one number from each interval between the bounds that any condition sets a fact, so
// that two numbers of an interval are never told apart.
func (e *encoder) samples(f *Fact) []Number {
	var bounds []Number
	for _, b := range e.c.boundsOf()[f] {
		if limit, ok := b.At(e.day, e.proposal); ok && limit >= 0 {
			bounds = append(bounds, limit)
		}
	}
	slices.Sort(bounds)
	bounds = slices.Compact(bounds)
	step := One
	if f.Type == Duration {
		step = 60 * One
	}
	var samples []Number
	low := -One // numbers above it are to be covered
	for _, b := range bounds {
		if n := max(b-step, low+One); n < b {
			samples = append(samples, n)
		}
		samples, low = append(samples, b), b
	}
	return append(samples, max(low, 0)+step)
}

// boundsOf returns the bounds that conditions set each fact.
func (c *compiler) boundsOf() map[*Fact][]Bound {
	if c.bounded != nil {
		return c.bounded
	}
	c.bounded = map[*Fact][]Bound{}
	for _, cond := range c.set.conditions() {
		for t := range tests(cond) {
			if t.Fact != nil {
				c.bounded[t.Fact] = append(c.bounded[t.Fact], t.Bounds...)
			}
		}
	}
	return c.bounded
}

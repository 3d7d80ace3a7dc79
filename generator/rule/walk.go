package rule

import "iter"

// tests returns the leaves of a condition, in the order written.
func tests(cond Cond) iter.Seq[*Test] {
	return func(yield func(*Test) bool) { walk(cond, yield) }
}

// walk visits the leaves of a condition until visit says no, and returns whether it never did.
func walk(cond Cond, visit func(*Test) bool) bool {
	var parts []Cond
	switch cond := cond.(type) {
	case *Test:
		return visit(cond)
	case *All:
		parts = cond.Parts
	case *Any:
		parts = cond.Parts
	case *None:
		parts = cond.Parts
	}
	for _, part := range parts {
		if !walk(part, visit) {
			return false
		}
	}
	return true
}

// Parts returns the conditions that a condition joins, in the order written; nil of a [Test].
func Parts(cond Cond) []Cond {
	switch cond := cond.(type) {
	case *All:
		return cond.Parts
	case *Any:
		return cond.Parts
	case *None:
		return cond.Parts
	}
	return nil
}

// conditions returns a condition and those of exceptions, and of their exceptions.
func conditions(when Cond, except []*Exception) []Cond {
	all := []Cond{when}
	for _, x := range except {
		all = append(all, conditions(x.When, x.Except)...)
	}
	return all
}

// conditions returns the conditions that an expression reads.
func (e *Expr) conditions() []Cond {
	var all []Cond
	for _, row := range e.Rows {
		all = append(all, row.When)
	}
	for _, part := range e.Parts {
		all = append(all, part.conditions()...)
	}
	return all
}

// scores returns the references of an expression to other scores.
func (e *Expr) scores() []*Expr {
	if e.Op == OfScore {
		return []*Expr{e}
	}
	var all []*Expr
	for _, part := range e.Parts {
		all = append(all, part.scores()...)
	}
	return all
}

// conditions returns every condition of a set, those of deadlines' acts and flags included.
func (s *Set) conditions() []Cond {
	var all []Cond
	for _, n := range s.Scores {
		all = append(all, n.conditions()...)
	}
	for _, n := range s.Impossible {
		all = append(all, n.When)
	}
	for _, r := range s.Rules {
		all = append(all, conditions(r.When, r.Except)...)
	}
	for _, o := range s.Obligations {
		all = append(all, conditions(o.When, o.Except)...)
		for _, d := range o.DoneBy {
			if d.When != nil {
				all = append(all, d.When)
			}
		}
	}
	return all
}

func (s *Score) conditions() []Cond {
	all := s.Expr.conditions()
	for _, f := range s.Flags {
		all = append(all, f.When)
	}
	for _, r := range s.Apart {
		if r.When != nil {
			all = append(all, r.When)
		}
	}
	return all
}

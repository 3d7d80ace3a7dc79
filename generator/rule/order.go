package rule

import (
	"fmt"
	"slices"
	"strings"

	"casebook/generator/diag"
	"casebook/generator/source"
)

// reading is one thing that a conclusion or score reads: a *Fact, *Conclusion or *Score, and where.
type reading struct {
	thing any
	at    source.Span
}

// readings returns what some conditions test, in the order written.
func readings(conds []Cond) []reading {
	var all []reading
	for _, cond := range conds {
		for t := range tests(cond) {
			all = append(all, reading{thing: t.subject(), at: t.Span})
		}
	}
	return all
}

// subject returns what a leaf tests: a *Fact, *Conclusion or *Score.
func (t *Test) subject() any {
	switch {
	case t.Fact != nil:
		return t.Fact
	case t.Conclusion != nil:
		return t.Conclusion
	}
	return t.Score
}

// reads returns what a conclusion or score reads itself; nothing for a fact.
func reads(thing any) []reading {
	var all []reading
	switch thing := thing.(type) {
	case *Conclusion:
		for _, r := range thing.Rules {
			all = append(all, readings(conditions(r.When, r.Except))...)
		}
	case *Score:
		for _, e := range thing.Expr.scores() {
			all = append(all, reading{thing: e.Score, at: e.Span})
		}
		all = append(all, readings(thing.conditions())...)
	}
	return all
}

// order puts conclusions and scores after those that they read, otherwise as written, and reports
// those that read themselves.
func (c *compiler) order() {
	var all []any
	for _, s := range c.set.Scores {
		all = append(all, s)
	}
	for _, n := range c.set.Conclusions {
		all = append(all, n)
	}
	s := sorter{compiler: c, done: map[any]bool{}}
	for _, thing := range all {
		s.visit(thing)
	}
	c.set.Conclusions, c.set.Scores = nil, nil
	for _, thing := range c.set.Sequence {
		switch thing := thing.(type) {
		case *Conclusion:
			thing.Index = len(c.set.Conclusions)
			c.set.Conclusions = append(c.set.Conclusions, thing)
		case *Score:
			thing.Index = len(c.set.Scores)
			c.set.Scores = append(c.set.Scores, thing)
		}
	}
}

// sorter walks from each thing to those that it reads, depth first.
type sorter struct {
	*compiler
	done  map[any]bool
	path  []any         // from where the walk began to where it is
	steps []source.Span // where each of path reads the next
}

func (s *sorter) visit(thing any) {
	if s.done[thing] {
		return
	}
	if at := slices.Index(s.path, thing); at >= 0 {
		s.cycle(at)
		return
	}
	s.path = append(s.path, thing)
	for _, r := range reads(thing) {
		if _, isFact := r.thing.(*Fact); isFact {
			continue
		}
		s.steps = append(s.steps, r.at)
		s.visit(r.thing)
		s.steps = s.steps[:len(s.steps)-1]
	}
	s.path = s.path[:len(s.path)-1]
	s.done[thing] = true
	s.set.Sequence = append(s.set.Sequence, thing)
}

// cycle reports that the things of the path from an index on read each other in a circle.
func (s *sorter) cycle(from int) {
	things, steps := s.path[from:], s.steps[from:]
	var names []string
	var related []diag.Related
	for i, thing := range things {
		names = append(names, idOf(thing))
		s.opaque[thing] = true
		if i > 0 {
			related = append(related, diag.Related{Span: steps[i], Message: fmt.Sprintf("%q reads %q here", idOf(thing), idOf(things[(i+1)%len(things)]))})
		}
	}
	message := fmt.Sprintf("%q reads itself: %s", names[0], strings.Join(append(names, names[0]), " → "))
	s.diags.Add("rule-cycle", steps[0], message, "let one of them read facts instead", related...)
}

func idOf(thing any) string {
	switch thing := thing.(type) {
	case *Fact:
		return thing.ID
	case *Conclusion:
		return thing.ID
	case *Score:
		return thing.ID
	}
	return ""
}

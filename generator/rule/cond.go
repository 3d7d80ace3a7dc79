package rule

import (
	"casebook/generator/source"
)

// Cond is a condition. Every condition of a set has an index of its own (from 0, below [Set.Nodes]):
// an assessment is an array of outcomes by that index, and the trace is the conditions read beside it.
type Cond interface {
	// Node returns the condition's index.
	Node() int
	// Place returns the condition as written.
	Place() source.Span
}

// node is what all conditions share.
type node struct {
	Index int
	Span  source.Span
}

// Node returns the condition's index.
func (n *node) Node() int { return n.Index }

// Place returns the condition as written.
func (n *node) Place() source.Span { return n.Span }

// All holds when every part holds.
type All struct {
	node
	Parts []Cond
}

// Any holds when a part holds.
type Any struct {
	node
	Parts []Cond
}

// None holds when no part holds.
type None struct {
	node
	Parts []Cond
}

// Test is a leaf: it tests one fact, conclusion or score. Exactly one of Fact, Conclusion and Score is set.
type Test struct {
	node
	Fact       *Fact
	Conclusion *Conclusion
	Score      *Score

	OneOf  Bits      // of yes-no and choice: the values that satisfy it
	Sets   []SetTest // of a set: all must hold
	Bounds []Bound   // of a count, duration or score: all must hold
}

// SetOp is how a set is compared with a list of values.
type SetOp int

const (
	AnyOf  SetOp = iota // at least one of the list is in the set
	AllOf               // every one of the list is in the set
	OnlyOf              // nothing but the list is in the set
	NoneOf              // nothing of the list is in the set
)

// SetTest compares a set with a list of values.
type SetTest struct {
	Op   SetOp
	List Bits
}

// BoundOp is a comparison.
type BoundOp int

const (
	AtLeast BoundOp = iota
	Over
	Under
	AtMost
)

// String returns the comparison as rules write it: "at-least".
func (o BoundOp) String() string { return [...]string{"at-least", "over", "under", "at-most"}[o] }

// Bound compares a number with a constant or a parameter.
type Bound struct {
	Op        BoundOp
	Value     Number     // counts and scores as they are, durations in minutes
	Parameter *Parameter // nil: Value holds
	Text      string     // the bound as written: "24h", "1000", "few_people"
	Span      source.Span
}

// Options returns the values among which a test of a fact or a conclusion chooses, and of which type they
// are; none for a score.
func Options(t *Test) ([]Option, Type) {
	switch {
	case t.Fact != nil:
		return t.Fact.Values, t.Fact.Type
	case t.Conclusion != nil:
		return t.Conclusion.Values, t.Conclusion.Type
	}
	return nil, Count
}

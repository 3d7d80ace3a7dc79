package rule

import (
	"math/bits"

	"casebook/generator/moment"
)

// Bits is a set of values, each by its index (from 0) in the list of its fact or conclusion.
type Bits uint64

// Has says whether the value i is in the set.
func (b Bits) Has(i int) bool { return b>>i&1 == 1 }

// With returns the set with the value i.
func (b Bits) With(i int) Bits { return b | 1<<i }

// Without returns the set without the value i.
func (b Bits) Without(i int) Bits { return b &^ (1 << i) }

// Len returns how many values are in the set.
func (b Bits) Len() int { return bits.OnesCount64(uint64(b)) }

// First returns the lowest index in the set, -1 when it is empty.
func (b Bits) First() int {
	if b == 0 {
		return -1
	}
	return bits.TrailingZeros64(uint64(b))
}

// Upto returns the set of the values below n.
func Upto(n int) Bits { return 1<<n - 1 }

// Number is an exact decimal in millionths, so that scores and thresholds are the same on every machine.
type Number int64

// One is the Number 1.
const One Number = 1_000_000

// Unbounded is the upper end of a range that has none.
const Unbounded Number = 1<<63 - 1

// Value is what is known of a fact. The zero Value is unknown.
type Value struct {
	Known  bool
	Choice int           // of yes-no and choice: which value
	Set    Bits          // of a set: the values that are in it
	Open   bool          // of a set: others may be in it too
	Min    Number        // of a count, or a duration in minutes
	Max    Number        // at least Min; Unbounded when there is no upper end
	Unit   moment.Unit   // of a duration: the largest unit it was written in, for showing it
	Moment moment.Moment // of a moment
}

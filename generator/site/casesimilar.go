package site

import (
	"cmp"
	"math/bits"
	"slices"
	"sync"

	"casebook/generator/kb"
	"casebook/generator/rule"
)

// CaseSimilar is another case with much the same facts.
type CaseSimilar struct {
	Entry   *Entry
	Same    int          // how many values they have in common
	Differs []CaseDiffer // facts that both state otherwise, the first few
}

// CaseDiffer is a fact that two cases state differently.
type CaseDiffer struct{ Fact, There, Here string }

// Most similar cases shown, most differences named for each, fewest values in common, and how many cases
// are looked at: the last keeps ten times the cases at ten times the work.
const (
	mostSimilar    = 4
	mostDiffers    = 4
	leastShared    = 3
	mostCandidates = 400
)

// likeness finds cases with much the same facts. A case is the set of the values it states, a bit each;
// it is made when the first page asks for it, once for all editions.
type likeness struct {
	once   sync.Once
	offset []int      // by the fact's Index: the bit of its first value
	sets   [][]uint64 // by case
	having [][]int32  // by bit: the cases that have it, in order
}

func (l *likeness) prepare(p *planner) {
	width := 0
	for _, f := range p.base.Rules.Facts {
		l.offset = append(l.offset, width)
		width += len(f.Values)
	}
	l.having = make([][]int32, width)
	l.sets = make([][]uint64, len(p.Cases))
	for i, a := range p.Cases {
		l.sets[i] = make([]uint64, (width+63)/64)
		for _, bit := range l.bits(a.Case) {
			l.sets[i][bit/64] |= 1 << (bit % 64)
			l.having[bit] = append(l.having[bit], int32(i))
		}
	}
}

// bits returns the values that a case states. A set counts each of its members.
func (l *likeness) bits(c *kb.Case) []int {
	var list []int
	for i := range c.Facts {
		f := &c.Facts[i]
		switch {
		case !f.Value.Known:
		case f.Fact.Type == rule.YesNo || f.Fact.Type == rule.Choice:
			list = append(list, l.offset[f.Fact.Index]+f.Value.Choice)
		case f.Fact.Type == rule.SetOf:
			for v := range f.Fact.Values {
				if f.Value.Set.Has(v) {
					list = append(list, l.offset[f.Fact.Index]+v)
				}
			}
		}
	}
	return list
}

// candidates returns cases that share a value with a case, those that share a rare one first; some of them
// twice.
func (l *likeness) candidates(room []int32, self int, values []int) []int32 {
	slices.SortStableFunc(values, func(a, b int) int { return cmp.Compare(len(l.having[a]), len(l.having[b])) })
	for _, bit := range values {
		list := l.having[bit]
		at, _ := slices.BinarySearch(list, int32(self))
		left := mostCandidates - len(room)
		if left <= 0 {
			break
		}
		room = append(room, list[max(0, at-left/2):min(len(list), at+left/2+1)]...)
	}
	return room
}

// near is a case with how many values it shares with another and how many only one of the two has.
type near struct{ index, same, apart int }

// before says whether a case is nearer than another: by the share of values in common, then by its place.
func (n near) before(m near) bool {
	a, b := n.same*(m.same+m.apart), m.same*(n.same+n.apart)
	return a > b || a == b && n.index < m.index
}

// nearest returns the cases most like a case, the nearest first.
func (l *likeness) nearest(self int, c *kb.Case) []near {
	var room [mostCandidates + 2]int32
	list := make([]near, 0, mostSimilar+1)
	for _, i := range l.candidates(room[:0], self, l.bits(c)) {
		if int(i) == self {
			continue
		}
		n := near{index: int(i)}
		for w, word := range l.sets[self] {
			n.same += bits.OnesCount64(word & l.sets[i][w])
			n.apart += bits.OnesCount64(word ^ l.sets[i][w])
		}
		if n.same >= leastShared {
			list = enter(list, n)
		}
	}
	return list
}

// enter puts a case into a short list of the nearest, unless it is in it or there are enough nearer ones.
func enter(list []near, n near) []near {
	at := len(list)
	for at > 0 && n.before(list[at-1]) {
		at--
	}
	if at == mostSimilar || at > 0 && list[at-1] == n {
		return list
	}
	return slices.Insert(list, at, n)[:min(len(list)+1, mostSimilar)]
}

// similar lists the cases with much the same facts, and what they state otherwise.
func (t *teller) similar() []CaseSimilar {
	l := &t.alike
	l.once.Do(func() { l.prepare(t.planner) })
	self, _ := slices.BinarySearchFunc(t.base.Cases, t.Case.ID, func(c *kb.Case, id string) int { return cmp.Compare(c.ID, id) })
	var list []CaseSimilar
	for _, n := range l.nearest(self, t.Case) {
		other := t.Cases[n.index].Case
		list = append(list, CaseSimilar{Entry: t.edition.entries[n.index], Same: n.same, Differs: t.differs(other)})
	}
	return list
}

// differs names the facts that both cases state, otherwise.
func (t *teller) differs(other *kb.Case) []CaseDiffer {
	var list []CaseDiffer
	for i := range t.Case.Facts {
		f := &t.Case.Facts[i]
		there := other.Values[f.Fact.Index]
		if len(list) == mostDiffers || !f.Value.Known || !there.Known || there == f.Value || f.Fact.Type == rule.Moment {
			continue
		}
		list = append(list, CaseDiffer{t.words(f.Fact.Title), t.value(f.Fact, there), t.value(f.Fact, f.Value)})
	}
	return list
}

package assess

import (
	"cmp"
	"slices"

	"casebook/generator/rule"
)

// found is a flip while its values are gathered.
type found struct {
	to   int
	by   [2]int   // the first hypotheses; the second -1 where one is enough
	all  [2][]int // all hypotheses on each fact that do as well
	rank [5]int   // what goes first: see [flipper.rank]
}

// outlook puts together what was found about an answer, the most telling first.
func (f *flipper) outlook(t *target) Outlook {
	o := Outlook{Duty: t.duty, Answer: t.answer}
	all := f.gathered(t)
	slices.SortStableFunc(all, func(a, b found) int { return slices.Compare(a.rank[:], b.rank[:]) })
	for _, x := range all {
		switch contrary := f.trials[x.by[0]].contrary || x.by[1] >= 0 && f.trials[x.by[1]].contrary; {
		case !t.decided():
			o.Decides = append(o.Decides, f.flip(t, x))
		case contrary:
			o.Flips = append(o.Flips, f.flip(t, x))
		default:
			o.Lifts = append(o.Lifts, f.flip(t, x))
		}
	}
	o.Flips, o.Lifts = firstFew(o.Flips), firstFew(o.Lifts)
	o.Decides = fewFacts(o.Decides)
	o.Beyond = t.decided() && len(o.Flips)+len(o.Lifts) == 0
	return o
}

// firstFew keeps the first few flips that lead to each thing.
func firstFew(flips []Flip) []Flip {
	to := map[int]int{}
	return slices.DeleteFunc(flips, func(f Flip) bool {
		to[f.To]++
		return to[f.To] > fewFlips
	})
}

// fewFacts keeps the flips by the first few facts.
func fewFacts(flips []Flip) []Flip {
	facts := 0
	for i := range flips {
		if i == 0 || flips[i].Facts[0].FactRef != flips[i-1].Facts[0].FactRef {
			if facts++; facts > fewFlips {
				return flips[:i]
			}
		}
	}
	return flips
}

// gathered joins the hits that differ only in the value of one fact, first of the last fact and then of
// the one before it.
func (f *flipper) gathered(t *target) []found {
	f.dropLarger(t)
	slices.SortFunc(t.hits, func(g, h hit) int {
		return cmp.Or(cmp.Compare(g.by[0], h.by[0]), cmp.Compare(g.by[1], h.by[1]), cmp.Compare(g.to, h.to))
	})
	var all []found
	for _, h := range t.hits {
		at := slices.IndexFunc(all, func(x found) bool {
			if h.by[1] < 0 || x.by[1] < 0 {
				return h.by[1] == x.by[1] && f.sameFact(x.by[0], h.by[0]) && x.to == h.to
			}
			return x.to == h.to && x.by[0] == h.by[0] && f.sameFact(x.by[1], h.by[1])
		})
		switch {
		case at < 0:
			all = append(all, found{to: h.to, by: h.by, all: [2][]int{{h.by[0]}, {h.by[1]}}})
		case h.by[1] < 0:
			all[at].all[0] = append(all[at].all[0], h.by[0])
		default:
			all[at].all[1] = append(all[at].all[1], h.by[1])
		}
	}
	var joined []found
	for _, x := range all {
		at := slices.IndexFunc(joined, func(y found) bool {
			return y.to == x.to && f.sameFact(y.by[0], x.by[0]) && slices.Equal(y.all[1], x.all[1])
		})
		if at < 0 {
			joined = append(joined, x)
		} else {
			joined[at].all[0] = append(joined[at].all[0], x.all[0]...)
		}
	}
	for i := range joined {
		joined[i].rank = f.rank(t, &joined[i])
	}
	return joined
}

func (f *flipper) sameFact(i, j int) bool { return f.trials[i].fact == f.trials[j].fact }

// dropLarger drops a hit that changes a set by more than another which is otherwise the same.
func (f *flipper) dropLarger(t *target) {
	all := slices.Clone(t.hits)
	t.hits = slices.DeleteFunc(t.hits, func(h hit) bool {
		return f.changesMore(h.by[0]) && slices.ContainsFunc(all, func(g hit) bool { return g.to == h.to && g.by[1] == h.by[1] && f.within(g.by[0], h.by[0]) }) ||
			f.changesMore(h.by[1]) && slices.ContainsFunc(all, func(g hit) bool { return g.to == h.to && g.by[0] == h.by[0] && f.within(g.by[1], h.by[1]) })
	})
}

// changesMore says whether a hypothesis changes a set by more than the least that one of its kind does.
func (f *flipper) changesMore(i int) bool {
	return i >= 0 && (f.changed(i).Len() > 1 || !f.trials[i].contrary && f.changed(i) != 0)
}

// within says whether what one hypothesis changes in a set is part of what another changes.
func (f *flipper) within(i, j int) bool {
	return i >= 0 && i != j && f.sameFact(i, j) && f.changed(i)&^f.changed(j) == 0 && f.changed(i) != f.changed(j)
}

// changed returns the values that a hypothesis puts into a set or takes out of it.
func (f *flipper) changed(i int) rule.Bits {
	h := &f.trials[i]
	if is := f.a.of(h.ref.Party).values[h.ref.Fact.Index]; is != nil && h.ref.Fact.Type == rule.SetOf {
		return is.Set ^ h.value.Set
	}
	return 0
}

// rank says what goes first: one fact before two; what replaces less of the case; of what is known, what
// somebody disputes, then what was stated, then what is only presumed; of what is not known, as the answer
// names it; the fact that alone changes more answers; then as the vocabulary has them.
func (f *flipper) rank(t *target, x *found) [5]int {
	rank := [5]int{2: 1}
	for i, by := range x.by {
		if by < 0 {
			continue
		}
		h := &f.trials[by]
		rank[0]++
		rank[1] += h.replaces
		switch stated := f.a.Stated(h.ref); {
		case !h.contrary:
			rank[2] += t.place(h.ref)
		case stated != nil && len(stated.DisputedBy) > 0:
			rank[2]--
		case f.presumed[h.fact]:
			rank[2]++
		}
		for j := range f.targets {
			if f.targets[j].alone[h.fact] {
				rank[3]--
			}
		}
		rank[4] += by * [2]int{len(f.trials), 1}[i]
	}
	return rank
}

// place returns where an answer names an unknown fact, after all others where it does not.
func (t *target) place(ref FactRef) int {
	refs := t.liftableBy()
	if !t.decided() && t.duty != nil {
		refs = t.duty.OpenBy
	} else if !t.decided() {
		refs = t.answer.OpenBy
	}
	if at := slices.Index(refs, ref); at >= 0 {
		return at
	}
	return len(refs)
}

func (f *flipper) flip(t *target, x found) Flip {
	flip := Flip{To: x.to}
	for i, by := range x.by {
		if by < 0 {
			continue
		}
		ref := f.trials[by].ref
		s := Supposition{FactRef: ref, Was: f.a.of(ref.Party).values[ref.Fact.Index]}
		for _, j := range x.all[i] {
			s.Values = append(s.Values, f.trials[j].same...)
		}
		slices.SortFunc(s.Values, func(v, w rule.Value) int {
			return cmp.Or(cmp.Compare(v.Choice, w.Choice), cmp.Compare(v.Min, w.Min), cmp.Compare(v.Set, w.Set))
		})
		flip.Facts = append(flip.Facts, s)
	}
	if len(flip.Facts) == 2 {
		flip.Facts[1].Forced = f.forces(t, &x, 0)
		flip.Facts[0].Forced = !flip.Facts[1].Forced && f.forces(t, &x, 1)
	}
	return flip
}

// forces says whether one fact of two brings about what is told, and the other only follows from it: alone
// it would do, but for what cannot be together, and it leaves the other no second value.
func (f *flipper) forces(t *target, x *found, one int) bool {
	by, follows := x.all[one], &f.trials[x.by[1-one]]
	if !f.trials[x.by[one]].bars || !follows.bars || len(x.all[1-one]) != 1 || len(follows.same) != 1 {
		return false
	}
	barred, e := f.suppose(nil, func(lane int) *hypothesis { return &f.trials[by[lane]] }, len(by))
	every := lanes(1)<<len(by) - 1
	if every&^(barred&t.decidedIn(e)[x.to]) != 0 {
		return false
	}
	for i := range f.trials {
		if h := &f.trials[i]; h.ref == follows.ref && h != follows {
			if barred, _ := f.suppose(h, func(lane int) *hypothesis { return &f.trials[by[lane]] }, len(by)); every&^barred != 0 {
				return false
			}
		}
	}
	return true
}

package assess

import (
	"bytes"
	"slices"
	"testing"

	"casebook/generator/kb"
	"casebook/generator/rule"

	"pgregory.net/rapid"
)

// drawFlips draws a world in which some facts are fixed and some cannot be together, and assesses it.
func drawFlips(t *rapid.T) *Assessment {
	world := drawWorld(t, true, true)
	w := &writer{t: t, set: world.rules, presumed: true}
	for _, f := range w.set.Facts {
		f.Fixed = w.upTo(4, "fixed") == 0
	}
	for range w.upTo(2, "impossible") {
		ofParty := w.flip("of party")
		w.set.Impossible = append(w.set.Impossible, &rule.Impossible{OfParty: ofParty, When: w.cond(ofParty, 1)})
	}
	a := world.assess()
	if cannotBe(a) {
		t.Skip("the case contradicts itself")
	}
	return a
}

// cannotBe says whether facts are together that cannot be.
func cannotBe(a *Assessment) bool {
	for _, d := range Check(a) {
		if d.Code == "assess-impossible" {
			return true
		}
	}
	return false
}

// to is what an answer is, as flips name it; -1 when it is open.
func (o *Outlook) to(a *Assessment) int {
	if o.Duty != nil {
		if d := a.Duty(o.Duty.Obligation.ID, o.Duty.Party.ID); d.Status != Unknown {
			return int(d.Status)
		}
		return -1
	}
	if v, ok := a.AnswerOf(o.Answer.Conclusion, o.Answer.Party).Decided(); ok {
		return v
	}
	return -1
}

// stated returns every way to state what a flip supposes.
func (f Flip) stated() [][]kb.Fact {
	all := [][]kb.Fact{nil}
	for _, s := range f.Facts {
		var more [][]kb.Fact
		for _, facts := range all {
			for _, v := range s.Values {
				more = append(more, append(slices.Clone(facts), kb.Fact{Fact: s.Fact, Party: s.Party, Value: v}))
			}
		}
		all = more
	}
	return all
}

// Whatever is said to change an answer changes it when it is stated, contradicts nothing, and changes what
// it says it changes: what is known and not fixed, or what is not known.
func TestFlipsFlip(t *testing.T) {
	found := map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		a := drawFlips(t)
		for _, o := range a.Outlooks() {
			for kind, flips := range map[string][]Flip{"flip": o.Flips, "lift": o.Lifts, "decide": o.Decides} {
				for _, f := range flips {
					found[kind+[]string{"", " alone", " together"}[len(f.Facts)]]++
					checkFlip(t, a, &o, f)
					for _, s := range f.Facts {
						v := a.of(s.Party).values[s.Fact.Index]
						if kind == "flip" && (v == nil || s.Fact.Fixed) {
							t.Fatalf("%s is not known, or fixed, and is supposed to be otherwise", s)
						}
						if kind != "flip" && v != nil && len(completions(s.Fact, v)) == 1 {
							t.Fatalf("%s is known and would %s", s, kind)
						}
					}
				}
			}
		}
	})
	for _, kind := range []string{"flip alone", "decide alone"} {
		if found[kind] == 0 {
			t.Errorf("no %s was ever found: the property says nothing of it", kind)
		}
	}
}

func checkFlip(t *rapid.T, a *Assessment, o *Outlook, f Flip) {
	for _, facts := range f.stated() {
		after := a.With(facts)
		if is := o.to(after); is != f.To || is == o.to(a) {
			t.Fatalf("%v gives %d, said to give %d", facts, is, f.To)
		}
		if cannotBe(after) {
			t.Fatalf("%v cannot be together", facts)
		}
	}
}

// contraries returns the values that a known fact has not and that the rules tell from those it may have:
// of a set with one value more or less, of one that is open with one less.
func contraries(a *Assessment, ref FactRef) []kb.Fact {
	f := a.newFlipper()
	outcomes := func(v rule.Value) []byte { return f.outcomes(f.tests[ref.Fact.Index], &v) }
	v := a.of(ref.Party).values[ref.Fact.Index]
	if v == nil || ref.Fact.Fixed {
		return nil
	}
	var all []kb.Fact
	for _, w := range completions(ref.Fact, nil) {
		near := rule.Bits(v.Set ^ w.Set).Len()
		switch {
		case ref.Fact.Type == rule.SetOf && (near != 1 || v.Open && w.Set&^v.Set != 0):
		case v.Open && bytes.Equal(outcomes(w), outcomes(rule.Value{Known: true, Set: v.Set})):
		case ref.Fact.Type != rule.SetOf && slices.ContainsFunc(completions(ref.Fact, v), func(may rule.Value) bool { return bytes.Equal(outcomes(w), outcomes(may)) }):
		default:
			all = append(all, kb.Fact{Fact: ref.Fact, Party: ref.Party, Value: w})
		}
	}
	return all
}

// supposes says whether a flip names a fact with a value.
func (f Flip) supposes(fact kb.Fact) bool {
	return slices.ContainsFunc(f.Facts, func(s Supposition) bool {
		return s.Fact == fact.Fact && s.Party == fact.Party && slices.ContainsFunc(s.Values, func(v rule.Value) bool {
			if s.Fact.Type == rule.SetOf {
				return v.Set == fact.Value.Set
			}
			return covers(s.Fact, &v, &fact.Value)
		})
	})
}

// Every single change that flips a decided answer is found, and every two of which neither flips it
// alone, whatever its value; as far as the few that are kept.
func TestFlipsAreAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := drawFlips(t)
		changes := allContraries(a)
		outlooks := a.Outlooks()
		alone := make([]map[FactRef]bool, len(outlooks))
		for i := range outlooks {
			alone[i] = map[FactRef]bool{}
		}
		flips := func(visit func(i int, o *Outlook), facts ...kb.Fact) {
			after := a.With(facts)
			if cannotBe(after) {
				return
			}
			for i := range outlooks {
				o := &outlooks[i]
				if was, is := o.to(a), o.to(after); was >= 0 && is >= 0 && was != is {
					visit(i, o)
				}
			}
		}
		for _, one := range changes {
			flips(func(i int, o *Outlook) {
				alone[i][FactRef{one.Fact, one.Party}] = true
				if len(o.Flips) < fewFlips && !slices.ContainsFunc(o.Flips, func(f Flip) bool { return len(f.Facts) == 1 && f.supposes(one) }) {
					t.Fatalf("%v flips answer %d alone and is not named: %v", one, i, o.Flips)
				}
			}, one)
		}
		for i, o := range outlooks {
			for _, f := range o.Flips {
				if len(f.Facts) == 2 && (alone[i][f.Facts[0].FactRef] || alone[i][f.Facts[1].FactRef]) {
					t.Fatalf("%v is supposed together, and one of them is enough", f.Facts)
				}
			}
		}
		for n, one := range changes {
			for _, two := range changes[n+1:] {
				if two.Fact == one.Fact && two.Party == one.Party {
					continue
				}
				flips(func(i int, o *Outlook) {
					if alone[i][FactRef{one.Fact, one.Party}] || alone[i][FactRef{two.Fact, two.Party}] || len(o.Flips) >= fewFlips {
						return
					}
					if !slices.ContainsFunc(o.Flips, func(f Flip) bool { return f.supposes(one) && f.supposes(two) }) {
						t.Fatalf("%v and %v flip answer %d and are not named: %v", one, two, i, o.Flips)
					}
				}, one, two)
			}
		}
	})
}

func allContraries(a *Assessment) []kb.Fact {
	var all []kb.Fact
	for _, f := range a.Rules.Facts {
		if !f.OfParty {
			all = append(all, contraries(a, FactRef{f, nil})...)
			continue
		}
		for _, p := range a.Assessed().Parties {
			all = append(all, contraries(a, FactRef{f, p})...)
		}
	}
	return all
}

// The same case gives the same, in the same order.
func TestFlipsAreStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := drawFlips(t)
		first, second := a.Outlooks(), a.Outlooks()
		for i := range first {
			for _, lang := range []string{"en", "fr"} {
				for j, f := range first[i].Flips {
					if is, again := first[i].FlipText(f, lang), second[i].FlipText(second[i].Flips[j], lang); is != again {
						t.Fatalf("%q, then %q", is, again)
					}
				}
			}
		}
	})
}

// covers says whether a fact of which v is known may be the value w, so that w is nothing else.
func covers(f *rule.Fact, v, w *rule.Value) bool {
	if f.Type == rule.Count || f.Type == rule.Duration {
		return v.Min <= w.Min && w.Max <= v.Max
	}
	return v.Choice == w.Choice
}

// What sentences begin with is said once, where they share enough and each has more to say.
func TestShortened(t *testing.T) {
	for _, test := range []struct{ texts, want []string }{
		{[]string{"the book was used for fun", "the book was used to pose"}, []string{"the book was used for fun or to pose"}},
		{[]string{"it was wet", "it was cold", "it is old"}, []string{"it was wet", "it was cold", "it is old"}},
		{[]string{"the book was read", "the book was read twice"}, []string{"the book was read", "the book was read twice"}},
		{[]string{"the book was lost, then found", "the book was lost for good"}, []string{"the book was lost, then found", "the book was lost for good"}},
	} {
		if got := shortened(test.texts, "en"); !slices.Equal(got, test.want) {
			t.Errorf("%q: got %q, want %q", test.texts, got, test.want)
		}
	}
}

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
					contrary := 0
					for _, s := range f.Facts {
						v := a.of(s.Party).values[s.Fact.Index]
						switch {
						case v != nil && contradicts(s, v):
							contrary++
							if kind != "flip" || s.Fact.Fixed {
								t.Fatalf("%s is known, or fixed, and is supposed to be otherwise in a %s", s, kind)
							}
						case v != nil && len(completions(s.Fact, v)) == 1:
							t.Fatalf("%s is known and would %s", s, kind)
						}
					}
					if kind == "flip" && contrary == 0 {
						t.Fatalf("%v contradicts nothing that is known", f.Facts)
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

// contradicts says whether a fact of which v is known cannot have a supposed value.
func contradicts(s Supposition, v *rule.Value) bool {
	w := s.Values[0]
	switch s.Fact.Type {
	case rule.SetOf:
		return v.Set&^w.Set != 0 || !v.Open && w.Set != v.Set
	case rule.Count, rule.Duration:
		return w.Max < v.Min || w.Min > v.Max
	}
	return w.Choice != v.Choice
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
// of a set with one value more or less or as a test asks, of one that is open with less.
func contraries(a *Assessment, ref FactRef) []kb.Fact {
	f := a.newFlipper()
	outcomes := func(v rule.Value) []byte { return f.outcomes(f.tests[ref.Fact.Index], &v) }
	v := a.of(ref.Party).values[ref.Fact.Index]
	if v == nil || ref.Fact.Fixed {
		return nil
	}
	var all []kb.Fact
	for _, w := range completions(ref.Fact, nil) {
		near := rule.Bits(v.Set^w.Set).Len() == 1 || w.Set != v.Set && slices.ContainsFunc(f.tests[ref.Fact.Index], func(t *rule.Test) bool {
			return slices.ContainsFunc(t.Sets, func(s rule.SetTest) bool { return asked(s, v.Set) == w.Set })
		})
		switch {
		case ref.Fact.Type == rule.SetOf && (!near || v.Open && w.Set&^v.Set != 0):
		case v.Open && bytes.Equal(outcomes(w), outcomes(rule.Value{Known: true, Set: v.Set})):
		case ref.Fact.Type != rule.SetOf && slices.ContainsFunc(completions(ref.Fact, v), func(may rule.Value) bool { return bytes.Equal(outcomes(w), outcomes(may)) }):
		default:
			all = append(all, kb.Fact{Fact: ref.Fact, Party: ref.Party, Value: w})
		}
	}
	return all
}

// supposes says whether a flip names a fact with a value, or another that no test tells from it, or a set
// that differs from what is known by less.
func (a *Assessment) supposes(f Flip, fact kb.Fact) bool {
	p := a.newFlipper()
	outcomes := func(v rule.Value) []byte { return p.outcomes(p.tests[fact.Fact.Index], &v) }
	is := a.of(fact.Party).values[fact.Fact.Index]
	return slices.ContainsFunc(f.Facts, func(s Supposition) bool {
		return s.Fact == fact.Fact && s.Party == fact.Party && slices.ContainsFunc(s.Values, func(v rule.Value) bool {
			return bytes.Equal(outcomes(v), outcomes(fact.Value)) || is != nil && s.Fact.Type == rule.SetOf && (is.Set^v.Set)&^(is.Set^fact.Value.Set) == 0
		})
	})
}

// Every single change that flips a decided answer is found, and every two of which neither flips it
// alone, whatever its value; as far as the few that are kept. The second may be about what is not known.
// Where nothing is found, it is said.
func TestFlipsAreAll(t *testing.T) {
	beyond := 0
	rapid.Check(t, func(t *rapid.T) {
		a := drawFlips(t)
		changes, open := allContraries(a), allOpen(a)
		outlooks := a.Outlooks()
		type change struct {
			FactRef
			contrary bool
		}
		alone := make([]map[change]bool, len(outlooks))
		for i := range outlooks {
			alone[i] = map[change]bool{}
		}
		is := func(f kb.Fact) change {
			s := Supposition{FactRef: FactRef{f.Fact, f.Party}, Values: []rule.Value{f.Value}}
			v := a.of(f.Party).values[f.Fact.Index]
			return change{s.FactRef, v != nil && contradicts(s, v)}
		}
		flips := func(visit func(i, to int, o *Outlook), facts ...kb.Fact) {
			after := a.With(facts)
			if cannotBe(after) {
				return
			}
			for i := range outlooks {
				o := &outlooks[i]
				if was, is := o.to(a), o.to(after); was >= 0 && is >= 0 && was != is {
					if o.Beyond {
						t.Fatalf("%v flips answer %d, which nothing is said to flip", facts, i)
					}
					visit(i, is, o)
				}
			}
		}
		for _, one := range changes {
			flips(func(i, to int, o *Outlook) {
				alone[i][is(one)] = true
				if !o.full(to) && !slices.ContainsFunc(o.Flips, func(f Flip) bool { return len(f.Facts) == 1 && a.supposes(f, one) }) {
					t.Fatalf("%v flips answer %d alone and is not named: %v", one, i, o.Flips)
				}
			}, one)
		}
		for _, one := range open {
			if flawed(a.With([]kb.Fact{one})) {
				continue // where rules contradict each other, more knowledge may undo an answer
			}
			flips(func(i, _ int, o *Outlook) { alone[i][is(one)] = true }, one)
		}
		for i, o := range outlooks {
			if o.Beyond {
				beyond++
			}
			for _, f := range o.Flips {
				if facts := f.stated()[0]; len(facts) == 2 && (alone[i][is(facts[0])] || alone[i][is(facts[1])]) {
					t.Fatalf("%v is supposed together, and one of them is enough", f.Facts)
				}
			}
		}
		for n, one := range changes {
			for _, two := range slices.Concat(changes[n+1:], open) {
				if two.Fact == one.Fact && two.Party == one.Party || flawed(a.With([]kb.Fact{two})) {
					continue
				}
				flips(func(i, to int, o *Outlook) {
					if alone[i][is(one)] || alone[i][is(two)] || o.full(to) {
						return
					}
					if !slices.ContainsFunc(o.Flips, func(f Flip) bool { return a.supposes(f, one) && a.supposes(f, two) }) {
						t.Fatalf("%v and %v flip answer %d and are not named: %v", one, two, i, o.Flips)
					}
				}, one, two)
			}
		}
	})
	if beyond == 0 {
		t.Error("something always flipped: the property says nothing of what nothing flips")
	}
}

// full says whether as many flips that lead to one thing are named as are kept.
func (o *Outlook) full(to int) bool {
	n := 0
	for _, f := range o.Flips {
		if f.To == to {
			n++
		}
	}
	return n >= fewFlips
}

func allContraries(a *Assessment) []kb.Fact {
	return perFact(a, func(ref FactRef) []kb.Fact { return contraries(a, ref) })
}

// allOpen returns every value of every fact that is not known, of sets those that a test asks for.
func allOpen(a *Assessment) []kb.Fact {
	tests := a.newFlipper().tests
	return perFact(a, func(ref FactRef) []kb.Fact {
		is := a.of(ref.Party).values[ref.Fact.Index]
		values := completions(ref.Fact, is)
		if len(values) < 2 {
			return nil
		}
		if ref.Fact.Type == rule.SetOf {
			values = setsFor(ref.Fact, is, tests[ref.Fact.Index])
		}
		var all []kb.Fact
		for _, v := range values {
			all = append(all, kb.Fact{Fact: ref.Fact, Party: ref.Party, Value: v})
		}
		return all
	})
}

func perFact(a *Assessment, facts func(FactRef) []kb.Fact) []kb.Fact {
	var all []kb.Fact
	for _, f := range a.Rules.Facts {
		if !f.OfParty {
			all = append(all, facts(FactRef{f, nil})...)
			continue
		}
		for _, p := range a.Assessed().Parties {
			all = append(all, facts(FactRef{f, p})...)
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

package assess

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"casebook/generator/kb"
	"casebook/generator/moment"
	"casebook/generator/rule"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var lawAsOf = moment.Date{Year: 2021, Month: 6, Day: 1}

func (w world) assess() *Assessment { return Assess(w.rules, w.c, nil, lawAsOf, Options{}) }

// results lists every answer and status, the values still possible with "|" between.
func results(a *Assessment) map[string]string {
	all := map[string]string{}
	a.eachAnswer(func(answer *Answer) { all[name(answer.Conclusion.ID, answer.Party)] = values(answer.Possible) })
	for _, d := range a.Duties {
		all[name(d.Obligation.ID, d.Party)] = d.Status.String()
	}
	return all
}

func name(id string, p *kb.Party) string {
	if p == nil {
		return id
	}
	return p.ID + "." + id
}

func values(possible rule.Bits) string {
	var all []string
	for v := range 64 {
		if possible.Has(v) {
			all = append(all, fmt.Sprint(v))
		}
	}
	return strings.Join(all, "|")
}

// resultsOf is [results] of the reference.
func resultsOf(r *reference) map[string]string {
	all := map[string]string{}
	for _, c := range r.rules.Conclusions {
		for _, p := range append([]*kb.Party{nil}, r.c.Parties...) {
			if c.OfParty == (p != nil) {
				var possible rule.Bits
				for v := range r.conclusion(c, p) {
					possible = possible.With(v)
				}
				all[name(c.ID, p)] = values(possible)
			}
		}
	}
	for _, o := range r.rules.Obligations {
		for _, p := range r.c.Parties {
			all[name(o.ID, p)] = r.status(o, p).String()
		}
	}
	return all
}

// The code and a slow reading of the design agree on everything: the three values, the walk along the
// order, burdens, exceptions, overriding, presumptions, scores and the law of the day.
func TestReference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t, true, true)
		r := refer(w, lawAsOf)
		want := resultsOf(r)
		a := w.assess()
		if diff := cmp.Diff(want, results(a)); diff != "" {
			t.Fatalf("reference differs (-want +got):\n%s", diff)
		}
		for _, s := range a.Scores {
			if low, high := r.score(s.Score.Expr); s.Low != low || s.High != high {
				t.Fatalf("%s is %v to %v, want %v to %v", s.Score.ID, s.Low, s.High, low, high)
			}
		}
	})
}

// openFacts returns the facts that are not known to the last.
func openFacts(w world) []FactRef {
	var refs []FactRef
	a := w.assess()
	for _, f := range w.rules.Facts {
		for _, p := range append([]*kb.Party{nil}, w.c.Parties...) {
			ref := FactRef{f, p}
			if f.OfParty == (p != nil) && len(completions(f, a.of(p).values[f.Index])) > 1 {
				refs = append(refs, ref)
			}
		}
	}
	return refs
}

// state returns the case with one more fact stated.
func (w world) state(ref FactRef, v rule.Value) world {
	c := *w.c
	add := func(facts []kb.Fact, values []rule.Value) ([]kb.Fact, []rule.Value) {
		facts = slices.DeleteFunc(slices.Clone(facts), func(f kb.Fact) bool { return f.Fact == ref.Fact })
		values = slices.Clone(values)
		values[ref.Fact.Index] = v
		return append(facts, kb.Fact{Fact: ref.Fact, Party: ref.Party, Value: v}), values
	}
	if ref.Party == nil {
		c.Facts, c.Values = add(c.Facts, c.Values)
		return world{w.rules, &c}
	}
	p := *ref.Party
	p.Facts, p.Values = add(p.Facts, p.Values)
	c.Parties = slices.Clone(c.Parties)
	c.Parties[p.Index] = &p
	return world{w.rules, &c}
}

// Without burdens, whatever the unknown facts turn out to be, the answer is one of those that were
// possible, and the score lies where it could.
func TestSound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t, false, false)
		before := w.assess()
		possible := results(before)
		for {
			refs := openFacts(w)
			if len(refs) == 0 {
				break
			}
			ref := refs[0]
			all := completions(ref.Fact, w.assess().of(ref.Party).values[ref.Fact.Index])
			w = w.state(ref, all[rapid.IntRange(0, len(all)-1).Draw(t, "completion")])
		}
		r := refer(w, lawAsOf)
		complete := resultsOf(r)
		if r.flawed {
			t.Skip("the rules contradict each other, or leave a gap")
		}
		for id, was := range possible {
			if is := complete[id]; was != "unknown" && !within(is, was) {
				t.Fatalf("%s was %s and turned out to be %s", id, was, is)
			}
		}
		for i, s := range before.Scores {
			if low, high := r.score(s.Score.Expr); low < s.Low || high > s.High {
				t.Fatalf("score %d was %v to %v and turned out to be %v to %v", i, s.Low, s.High, low, high)
			}
		}
	})
}

// within says whether all values of the one list are in the other.
func within(is, was string) bool {
	for v := range strings.SplitSeq(is, "|") {
		if !slices.Contains(strings.Split(was, "|"), v) {
			return false
		}
	}
	return true
}

// Giving a value to an unknown fact changes no decided answer, except by proving what carries a burden,
// and then the answer named the fact. An open answer, too, gets no value that was not possible unless it
// named the fact.
func TestMonotone(t *testing.T) {
	changed := 0
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t, true, true)
		refs := openFacts(w)
		if len(refs) == 0 {
			t.Skip("everything is known")
		}
		before := w.assess()
		ref := rapid.SampledFrom(refs).Draw(t, "fact")
		more := refinements(ref.Fact, before.of(ref.Party).values[ref.Fact.Index])
		after := w.state(ref, rapid.SampledFrom(more).Draw(t, "value")).assess()
		if flawed(before) || flawed(after) {
			t.Skip("the rules contradict each other, or leave a gap")
		}
		lifted := liftable(before)
		is := results(after)
		for id, was := range results(before) {
			if was == "unknown" || within(is[id], was) {
				continue
			}
			changed++
			if !slices.Contains(lifted[id], ref.String()) {
				t.Fatalf("%s was %s, is %s once %s is known; liftable by %v", id, was, is[id], ref, lifted[id])
			}
		}
	})
	if changed == 0 {
		t.Error("no answer was ever lifted: the property says nothing")
	}
}

func flawed(a *Assessment) bool {
	flaws := len(a.main.conflicts) + len(a.main.gaps)
	for i := range a.parties {
		flaws += len(a.parties[i].conflicts) + len(a.parties[i].gaps)
	}
	return flaws > 0
}

func liftable(a *Assessment) map[string][]string {
	all := map[string][]string{}
	a.eachAnswer(func(answer *Answer) { all[name(answer.Conclusion.ID, answer.Party)] = refNames(answer.LiftableBy) })
	for _, d := range a.Duties {
		all[name(d.Obligation.ID, d.Party)] = refNames(d.LiftableBy)
	}
	return all
}

func refNames(refs []FactRef) []string {
	var all []string
	for _, r := range refs {
		all = append(all, r.String())
	}
	return all
}

// Without a burden nothing is liftable.
func TestNothingLiftableWithoutBurden(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		for id, refs := range liftable(drawWorld(t, false, true).assess()) {
			if len(refs) > 0 {
				t.Fatalf("%s is liftable by %v", id, refs)
			}
		}
	})
}

// Whatever fact decides an open answer alone is named, and before those that do not.
func TestOpenBy(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t, true, true)
		before := w.assess()
		was := results(before)
		alone := map[string]map[string]bool{}
		for _, ref := range openFacts(w) {
			for _, v := range completions(ref.Fact, before.of(ref.Party).values[ref.Fact.Index]) {
				after := w.state(ref, v).assess()
				if flawed(after) || flawed(before) {
					t.Skip("the rules contradict each other, or leave a gap")
				}
				for id, is := range results(after) {
					if undecided(was[id]) && !undecided(is) {
						if alone[id] == nil {
							alone[id] = map[string]bool{}
						}
						alone[id][ref.String()] = true
					}
				}
			}
		}
		check := func(id string, refs []FactRef) {
			for name := range alone[id] {
				if !slices.Contains(refNames(refs), name) {
					t.Fatalf("%s is decided by %s, open by %v", id, name, refNames(refs))
				}
			}
			for i, r := range refs {
				if i > 0 && alone[id][r.String()] && !alone[id][refs[i-1].String()] && r.Fact.Type != rule.SetOf {
					t.Fatalf("%s stands before %s, which decides %s alone", refs[i-1], r, id)
				}
			}
		}
		before.eachAnswer(func(answer *Answer) { check(name(answer.Conclusion.ID, answer.Party), answer.OpenBy) })
		for _, d := range before.Duties {
			check(name(d.Obligation.ID, d.Party), d.OpenBy)
		}
	})
}

func undecided(result string) bool { return result == "unknown" || strings.Contains(result, "|") }

// Answers follow the law of a day, not the day: any two days between which no law changes give the same.
func TestTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t, true, true)
		age := func(d moment.Date) int {
			return len(slices.DeleteFunc(slices.Clone(days), func(change moment.Date) bool { return change.Compare(d) > 0 }))
		}
		day := func(label string) moment.Date {
			return moment.Date{Year: 2019, Month: 1, Day: 1}.AddDays(rapid.IntRange(0, 4*365).Draw(t, label))
		}
		one, other := day("one"), day("other")
		if age(one) != age(other) {
			other = one.AddDays(1)
		}
		if age(one) != age(other) {
			t.Skip("the law changes on that day")
		}
		first := Assess(w.rules, w.c, nil, lawAsOf, Options{AsOf: one})
		second := Assess(w.rules, w.c, nil, lawAsOf, Options{AsOf: other})
		if diff := cmp.Diff(results(first), results(second)); diff != "" {
			t.Fatalf("%s and %s differ:\n%s", one, other, diff)
		}
		if diff := cmp.Diff(liftable(first), liftable(second)); diff != "" {
			t.Fatalf("%s and %s are lifted by other facts:\n%s", one, other, diff)
		}
	})
}

// The trace is what was decided: each step follows from its parts, and each answer from its steps.
func TestTrace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := drawWorld(t, true, true).assess()
		for _, s := range a.Trace() {
			checkStep(t, a, s)
		}
		a.eachAnswer(func(answer *Answer) {
			for _, s := range a.StepsFor(answer) {
				if s.Outcome != a.HeldFor(s.Rule, answer.Party) {
					t.Fatalf("%s is %s in the trace", s.Rule.ID, s.Outcome)
				}
			}
		})
	})
}

func checkStep(t *rapid.T, a *Assessment, s Step) {
	out := traced(t, s.When, s.Except)
	for range s.Overridden {
		out = andNot(out, Yes)
	}
	for range s.Contested {
		out = andNot(out, Unknown)
	}
	if out != s.Outcome {
		t.Fatalf("the step %+v is %s, its parts give %s", s, s.Outcome, out)
	}
	if s.Duty != nil && s.Duty.Status != s.Outcome {
		t.Fatalf("the step of %s is %s, its status %s", s.Duty.Obligation.ID, s.Outcome, s.Duty.Status)
	}
}

// traced computes the outcome of a condition with its exceptions from the trace alone.
func traced(t *rapid.T, when *CondTrace, except []*ExceptTrace) Outcome {
	checkCond(t, when)
	out := when.Outcome
	for _, x := range except {
		if o := traced(t, x.When, x.Except); o != x.Outcome {
			t.Fatalf("exception %s is %s, its parts give %s", x.Exception.ID, x.Outcome, o)
		}
		counts := x.Outcome
		if x.Silent {
			counts = No
		}
		out = andNot(out, counts)
	}
	return out
}

func checkCond(t *rapid.T, c *CondTrace) {
	count := map[Outcome]int{}
	for _, p := range c.Parts {
		checkCond(t, p)
		count[p.Outcome]++
	}
	want := c.Outcome
	switch c.Cond.(type) {
	case *rule.All:
		want = kleene(count[Yes] == len(c.Parts), count[No] > 0)
	case *rule.Any:
		want = kleene(count[Yes] > 0, count[No] == len(c.Parts))
	case *rule.None:
		want = kleene(count[No] == len(c.Parts), count[Yes] > 0)
	case *rule.Test:
		if c.Answer != nil {
			want = testChoice(c.Test.OneOf, c.Answer.Possible)
		}
	}
	if want != c.Outcome {
		t.Fatalf("a condition is %s, its parts give %s", c.Outcome, want)
	}
}

// Hypotheses tried side by side come out as each would alone.
func TestTrials(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t, true, true)
		a := w.assess()
		var trials []trial
		for _, ref := range openFacts(w) {
			for _, v := range refinements(ref.Fact, a.of(ref.Party).values[ref.Fact.Index]) {
				trials = append(trials, trial{ref, v})
			}
		}
		a.try(trials, func(e *evaluator, first int) {
			for i, trial := range e.trials {
				alone := a.With([]kb.Fact{{Fact: trial.ref.Fact, Party: trial.ref.Party, Value: trial.value}})
				got := map[string]string{}
				alone.eachAnswer(func(answer *Answer) {
					var possible rule.Bits
					for v, in := range e.conclusion(e.scopeOf(answer.Party), answer.Conclusion) {
						if in>>i&1 == 1 {
							possible = possible.With(v)
						}
					}
					got[name(answer.Conclusion.ID, answer.Party)] = values(possible)
				})
				for _, d := range alone.Duties {
					got[name(d.Obligation.ID, d.Party)] = Unknown.String()
					if d.Version != nil {
						got[name(d.Obligation.ID, d.Party)] = e.obligation(e.scopeOf(d.Party), d.Version, a.lawOf(d.Date)).at(i).String()
					}
				}
				if diff := cmp.Diff(results(alone), got); diff != "" {
					t.Fatalf("trial %d of %s:\n%s", first+i, trial.ref, diff)
				}
			}
		})
	})
}

package assess

import (
	"slices"
	"testing"

	"casebook/generator/rule"

	"pgregory.net/rapid"
)

// What is said to decide a case is what changes its answer when it is taken out of the rules, and nothing
// else is: rules, exceptions, obligations, conditions of lists and values of tests.
func TestCoverageIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t, true, true)
		a := w.assess()
		coverage := NewCoverage(w.rules, []*Assessment{a}, nil)
		owner := owners(w.rules)
		for _, item := range coverage.Items {
			decides := answersMoved(a, w, owner[item.Thing], func() func() { return never(item.Thing) })
			if got := len(item.Cases.Decides) == 1; got != decides {
				_, id, _ := item.Name()
				t.Fatalf("%s decides: %v, and its removal changes the answer: %v", id, got, decides)
			}
			for _, b := range item.Branches {
				decides := answersMoved(a, w, owner[item.Thing], func() func() { return without(item.Thing, b) })
				if got := len(b.Cases.Decides) == 1; got != decides {
					_, id, _ := item.Name()
					t.Fatalf("a branch of %s (%T, value %d) decides: %v, and its removal changes the answer: %v", id, b.Cond, b.Value, got, decides)
				}
			}
		}
	})
}

// owners returns the rule or obligation that each thing belongs to.
func owners(set *rule.Set) map[any]any {
	all := map[any]any{}
	var own func(owner any, list []*rule.Exception)
	own = func(owner any, list []*rule.Exception) {
		for _, x := range list {
			all[x] = owner
			own(owner, x.Except)
		}
	}
	for _, r := range set.Rules {
		all[r] = r
		own(r, r.Except)
	}
	for _, o := range set.Obligations {
		all[o] = o
		own(o, o.Except)
	}
	return all
}

// answersMoved says whether a change of the rules moves what a rule or an obligation answers.
func answersMoved(a *Assessment, w world, owner any, change func() (undo func())) bool {
	undo := change()
	defer undo()
	b := decide(w.rules, w.c, nil, lawAsOf, Options{})
	switch x := owner.(type) {
	case *rule.Rule:
		if !a.InForce(x) {
			return false
		}
		for i := range a.Conclusions {
			if a.Conclusions[i].Conclusion == x.Conclusion && a.Conclusions[i].Possible != b.Conclusions[i].Possible {
				return true
			}
		}
		for p := range a.Parties {
			for i := range a.Parties[p].Conclusions {
				before, after := &a.Parties[p].Conclusions[i], &b.Parties[p].Conclusions[i]
				if before.Conclusion == x.Conclusion && before.Possible != after.Possible {
					return true
				}
			}
		}
	case *rule.Obligation:
		for i := range a.Duties {
			if a.Duties[i].Version == x && a.Duties[i].Status != b.Duties[i].Status {
				return true
			}
		}
	}
	return false
}

// whenOf returns the place of a thing's condition.
func whenOf(thing any) *rule.Cond {
	switch x := thing.(type) {
	case *rule.Rule:
		return &x.When
	case *rule.Exception:
		return &x.When
	}
	return &thing.(*rule.Obligation).When
}

// never makes a thing never hold, and returns what undoes that.
func never(thing any) func() {
	when := whenOf(thing)
	was := *when
	*when = &rule.Any{}
	return func() { *when = was }
}

// without takes a branch out of the condition it stands in, and returns what undoes that.
func without(thing any, b *Branch) func() {
	if t, ok := b.Cond.(*rule.Test); ok && b.Value >= 0 {
		was := *t
		if t.Sets == nil {
			t.OneOf = t.OneOf.Without(b.Value)
		} else {
			t.Sets = slices.Clone(t.Sets)
			t.Sets[b.Set].List = t.Sets[b.Set].List.Without(b.Value)
		}
		return func() { *t = was }
	}
	list := listOf(*whenOf(thing), b.Cond)
	was := *list
	*list = slices.DeleteFunc(slices.Clone(was), func(c rule.Cond) bool { return c == b.Cond })
	return func() { *list = was }
}

// listOf returns the list that a condition stands in, nil when it stands in none below another.
func listOf(c, part rule.Cond) *[]rule.Cond {
	var list *[]rule.Cond
	switch c := c.(type) {
	case *rule.All:
		list = &c.Parts
	case *rule.Any:
		list = &c.Parts
	case *rule.None:
		list = &c.Parts
	default:
		return nil
	}
	if slices.Contains(*list, part) {
		return list
	}
	for _, p := range *list {
		if found := listOf(p, part); found != nil {
			return found
		}
	}
	return nil
}

// How often a thing holds, fails or is unknown adds up to how many cases there are.
func TestCoverageCounts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t, true, false)
		a := w.assess()
		coverage := NewCoverage(w.rules, []*Assessment{a, a}, []*Assessment{a})
		for _, r := range w.rules.Rules {
			c := coverage.Of(r)
			if got := c.Cases.Holds + c.Cases.Fails + c.Cases.Unknown; got != 2 && !(r.Conclusion.OfParty && len(w.c.Parties) == 0) {
				t.Fatalf("%s: %d outcomes of 2 cases", r.ID, got)
			}
			if a.Held(r) == Yes && (c.Cases.Holds != 2 || c.Tests.Holds != 1) {
				t.Fatalf("%s holds in %d of 2 cases and %d of 1 test", r.ID, c.Cases.Holds, c.Tests.Holds)
			}
		}
	})
}

package assess

import (
	"slices"
	"testing"

	"casebook/generator/kb"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// Two states of a case that have the same key are told the same: of what would change the answers, in the
// same words, about answers at the same places.
func TestOutlookKey(t *testing.T) {
	shared := 0
	rapid.Check(t, func(t *rapid.T) {
		a := drawFlips(t)
		key := a.OutlookKey()
		for _, change := range allValues(a) {
			b := a.With([]kb.Fact{change})
			if cannotBe(b) || b.OutlookKey() != key {
				continue
			}
			shared++
			if diff := cmp.Diff(toldOf(a, a), toldOf(a, b)); diff != "" {
				t.Fatalf("%s: %v: the same key, and not the same told (-one +other):\n%s", change.Key(), change.Value, diff)
			}
		}
	})
	if shared == 0 {
		t.Error("no two states ever had the same key: the property says nothing")
	}
}

// allValues states every fact as everything that it may be.
func allValues(a *Assessment) []kb.Fact {
	var all []kb.Fact
	for _, f := range a.Rules.Facts {
		parties := []*kb.Party{nil}
		if f.OfParty {
			parties = a.Assessed().Parties
		}
		for _, p := range parties {
			for _, v := range slices.Concat(completions(f, nil), refinements(f, nil)) {
				all = append(all, kb.Fact{Fact: f, Party: p, Value: v})
			}
		}
	}
	return all
}

// toldOf writes what would change the answers of b, by the names that its answers have through a.
func toldOf(a, b *Assessment) [][]Change {
	var all [][]Change
	outlooks := b.Outlooks()
	for i := range outlooks {
		o := &outlooks[i]
		if answer, duty := o.Of(a); answer != nil && answer.Key() != o.Answer.Key() || duty != nil && duty.Status != o.Duty.Status {
			return nil
		}
		all = append(all, o.Changes("en"), o.Changes("fr"))
	}
	return all
}

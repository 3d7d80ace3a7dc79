package assess

import "testing"

// The laws of Kleene's strong logic, on every combination of its three values, both for outcomes and for
// outcomes side by side.
func TestKleene(t *testing.T) {
	all := []Outcome{Yes, No, Unknown}
	law := func(name string, holds bool, of ...Outcome) {
		if !holds {
			t.Errorf("%s fails for %v", name, of)
		}
	}
	lane := func(o Outcome) tri { return tri{}.set(1, o) }
	for _, a := range all {
		law("double negation", not(not(a)) == a, a)
		law("neutral elements", and(a, Yes) == a && or(a, No) == a, a)
		law("absorbing elements", and(a, No) == No && or(a, Yes) == Yes, a)
		law("idempotence", and(a, a) == a && or(a, a) == a, a)
		law("lanes negate alike", lane(a).not().at(0) == not(a), a)
		for _, b := range all {
			law("commutativity", and(a, b) == and(b, a) && or(a, b) == or(b, a), a, b)
			law("De Morgan", not(and(a, b)) == or(not(a), not(b)) && not(or(a, b)) == and(not(a), not(b)), a, b)
			law("absorption", and(a, or(a, b)) == a && or(a, and(a, b)) == a, a, b)
			law("contradiction stays below what is unknown", and(a, not(a)) != Yes, a)
			law("lanes join alike", lane(a).and(lane(b)).at(0) == and(a, b) && lane(a).or(lane(b)).at(0) == or(a, b), a, b)
			for _, c := range all {
				law("associativity", and(a, and(b, c)) == and(and(a, b), c) && or(a, or(b, c)) == or(or(a, b), c), a, b, c)
				law("distributivity", and(a, or(b, c)) == or(and(a, b), and(a, c)) && or(a, and(b, c)) == and(or(a, b), or(a, c)), a, b, c)
				law("more is known of both", !(below(a, b)) || below(and(a, c), and(b, c)) && below(or(a, c), or(b, c)) && below(not(a), not(b)), a, b, c)
			}
		}
	}
}

// below says whether b says no less than a: it is a, or a is unknown.
func below(a, b Outcome) bool { return a == b || a == Unknown }

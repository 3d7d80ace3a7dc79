package assess

import (
	"slices"
	"strings"

	"casebook/generator/diag"
	"casebook/generator/rule"
)

// Coverage says what of the rules cases and tests try. A thing decides a case where an answer to it would
// be another if the thing never held: for a rule or its exception the rule's own conclusion, for an
// obligation or its exception whether a party bears it.
type Coverage struct {
	Items []*Covered // rules as written, then obligations; each before its exceptions
	of    map[any]*Covered
}

// Covered is a rule, an exception or an obligation, and how often it is tried.
type Covered struct {
	Thing    any // *rule.Rule, *rule.Exception or *rule.Obligation
	Branches []*Branch
	Tried
}

// Branch is a part of a condition that can be taken out of it: a condition of a list, or one value of
// several that a test names.
type Branch struct {
	Cond  rule.Cond
	Set   int // which of the test's Sets the value is of; 0 for OneOf
	Value int // of the fact or conclusion; -1 for the whole condition
	Depth int // in how many lists of conditions it stands
	Tried
}

// Tried counts cases and tests.
type Tried struct{ Cases, Tests Tally }

// Tally is how something came out.
type Tally struct {
	Decides               []int // positions in the list of cases, or of tests, that it decides
	Holds, Fails, Unknown int   // in how many it was yes, no, unknown
}

// Exercised says whether a case or a test is decided by it.
func (t *Tried) Exercised() bool { return len(t.Cases.Decides)+len(t.Tests.Decides) > 0 }

// NewCoverage counts what assessments of cases, and of tests of the rules, try.
func NewCoverage(rules *rule.Set, cases, tests []*Assessment) *Coverage {
	return newCoverage(rules, cases, tests, false)
}

// Exercised is [NewCoverage] for who asks only whether a case decides something, and which tests do: of
// the cases it notes one that does, and counts nothing. Thousands of cases take no time then.
func Exercised(rules *rule.Set, cases, tests []*Assessment) *Coverage {
	return newCoverage(rules, cases, tests, true)
}

func newCoverage(rules *rule.Set, cases, tests []*Assessment, first bool) *Coverage {
	c := &Coverage{of: map[any]*Covered{}}
	for _, r := range rules.Rules {
		c.add(r, r.When)
		c.addExceptions(r.Except)
	}
	for _, o := range rules.Obligations {
		c.add(o, o.When)
		c.addExceptions(o.Except)
	}
	c.count(cases, first, func(t *Tried) *Tally { return &t.Cases })
	c.count(tests, false, func(t *Tried) *Tally { return &t.Tests })
	return c
}

// Of returns what is covered of a rule, an exception or an obligation, nil when it is none of the rules.
func (c *Coverage) Of(thing any) *Covered { return c.of[thing] }

func (c *Coverage) add(thing any, when rule.Cond) {
	item := &Covered{Thing: thing}
	item.branch(when, 0)
	c.Items = append(c.Items, item)
	c.of[thing] = item
}

func (c *Coverage) addExceptions(list []*rule.Exception) {
	for _, x := range list {
		c.add(x, x.When)
		c.addExceptions(x.Except)
	}
}

// branch lists the branches of a condition, each before those within it.
func (c *Covered) branch(cond rule.Cond, depth int) {
	for _, part := range partsOf(cond) {
		c.Branches = append(c.Branches, &Branch{Cond: part, Value: -1, Depth: depth})
		c.branch(part, depth+1)
	}
	if t, ok := cond.(*rule.Test); ok {
		eachValue(t, func(set, value int) {
			c.Branches = append(c.Branches, &Branch{Cond: t, Set: set, Value: value, Depth: depth})
		})
	}
}

func partsOf(cond rule.Cond) []rule.Cond {
	switch c := cond.(type) {
	case *rule.All:
		return c.Parts
	case *rule.Any:
		return c.Parts
	case *rule.None:
		return c.Parts
	}
	return nil
}

// eachValue visits the values of the lists of a test that name more than one.
func eachValue(t *rule.Test, visit func(set, value int)) {
	list := func(set int, values rule.Bits) {
		for v := 0; values.Len() > 1 && v < 64; v++ {
			if values.Has(v) {
				visit(set, v)
			}
		}
	}
	list(0, t.OneOf)
	for i, s := range t.Sets {
		list(i, s.List)
	}
}

// count adds assessments to one side of the counts; with first, only whether something decides one.
func (c *Coverage) count(all []*Assessment, first bool, side func(*Tried) *Tally) {
	for n, a := range all {
		t := trier{a: a, n: n, first: first, side: side, coverage: c, seen: map[*Tally]Outcome{}, tried: map[supposed]bool{}}
		for _, r := range a.Rules.Rules {
			if a.InForce(r) {
				t.rule(r)
			}
		}
		for i := range a.Duties {
			if d := &a.Duties[i]; d.Version != nil {
				t.duty(d)
			}
		}
		t.close()
	}
}

// Unexercised reports every rule, exception and obligation that decides neither a case nor a test.
func (c *Coverage) Unexercised() (diags diag.List) {
	for _, item := range c.Items {
		if item.Exercised() {
			continue
		}
		what, id, key := item.Name()
		diags.Add("test-missing", key.Span, "neither a case nor a test is decided by the "+what+" \""+id+"\"",
			"add a case, or a test under rules/tests, whose answer would be another without it")
	}
	return diags
}

// once appends a number to a sorted list unless it is the last.
func once(list []int, n int) []int {
	if slices.Contains(list[max(0, len(list)-1):], n) {
		return list
	}
	return append(list, n)
}

// Written returns the branch as the rules write it, on one line; of a list of conditions the word before
// it.
func (b *Branch) Written() string {
	if b.Value >= 0 {
		t := b.Cond.(*rule.Test)
		if t.Conclusion != nil {
			return t.Conclusion.Values[b.Value].ID
		}
		return t.Fact.Values[b.Value].ID
	}
	switch b.Cond.(type) {
	case *rule.All:
		return "all"
	case *rule.Any:
		return "any"
	case *rule.None:
		return "none"
	}
	return strings.Join(strings.Fields(b.Cond.Place().Text()), " ")
}

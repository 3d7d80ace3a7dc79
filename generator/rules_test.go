package generator

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"casebook/generator/assess"
	"casebook/generator/diag"
	"casebook/generator/moment"
	"casebook/generator/rule"
	"casebook/templates"
)

// theContent is the project's own content, checked once with what cases and tests try of its rules.
var theContent = sync.OnceValues(func() (*Result, error) {
	return Check(context.Background(), Options{Content: os.DirFS("../content"), Name: "content", Templates: templates.FS, Coverage: true})
})

func ownContent(t *testing.T) *Result {
	t.Helper()
	r, err := theContent()
	if err != nil {
		t.Fatal(err)
	}
	if r.Diags.HasErrors() {
		t.Fatalf("the content has errors:%s", listing(r.Diags))
	}
	return r
}

// TestRulesAreTried wants every rule, exception and obligation to decide two cases, or one test of the
// rules with a reason beside it.
func TestRulesAreTried(t *testing.T) {
	r := ownContent(t)
	for _, item := range r.Coverage.Items {
		what, id, _ := item.Name()
		reasoned := slices.ContainsFunc(item.Tests.Decides, func(i int) bool { return !r.Base.Tests[i].Stated.Because.IsZero() })
		if len(item.Cases.Decides) < 2 && !reasoned {
			t.Errorf("the %s %s decides %d cases and no test of the rules: add a case, or a test under content/rules/tests",
				what, id, len(item.Cases.Decides))
		}
	}
}

// TestRulesAreHeld takes away every rule, exception and obligation in turn: each time an expectation of a
// case or of a test must fail.
func TestRulesAreHeld(t *testing.T) {
	r := ownContent(t)
	for _, item := range r.Coverage.Items {
		what, id, _ := item.Name()
		t.Run(id, func(t *testing.T) {
			when := conditionOf(item.Thing)
			defer func(was rule.Cond) { *when = was }(*when)
			*when = &rule.Any{} // never holds
			if !anyUnmet(r, item.Cases.Decides, item.Tests.Decides) {
				t.Errorf("nothing fails without the %s %s", what, id)
			}
		})
	}
}

// conditionOf returns the place of a thing's condition.
func conditionOf(thing any) *rule.Cond {
	switch x := thing.(type) {
	case *rule.Rule:
		return &x.When
	case *rule.Exception:
		return &x.When
	case *rule.Obligation:
		return &x.When
	}
	panic(fmt.Sprintf("%T has no condition", thing))
}

// unmet assesses every case and test again, and returns the expectations that are not met.
func unmet(r *Result) (failed diag.List) {
	for i := range r.Base.Cases {
		failed.Append(unmetByCase(r, i))
	}
	for i := range r.Base.Tests {
		failed.Append(unmetByTest(r, i))
	}
	return failed
}

// anyUnmet says whether an expectation is not met. It looks first at some cases and tests, by their places in
// the base: where one of them fails, the others need not be assessed.
func anyUnmet(r *Result, cases, tests []int) bool {
	return slices.ContainsFunc(tests, func(i int) bool { return len(unmetByTest(r, i)) > 0 }) ||
		slices.ContainsFunc(cases, func(i int) bool { return len(unmetByCase(r, i)) > 0 }) || len(unmet(r)) > 0
}

func unmetByCase(r *Result, i int) diag.List {
	return onlyUnmet(assess.Check(Assess(r.Base, r.Base.Cases[i], nil, assess.Options{})))
}

func unmetByTest(r *Result, i int) diag.List {
	t := r.Base.Tests[i]
	return onlyUnmet(assess.CheckTest(Assess(r.Base, t.Case, nil, assess.Options{Proposal: t.Proposal}), t))
}

func onlyUnmet(found diag.List) diag.List {
	return slices.DeleteFunc(found, func(d diag.Diagnostic) bool { return !strings.HasSuffix(string(d.Code), "unmet") })
}

// TestNothingFailsAsItIs guards the tests above: with the rules as they are every expectation is met.
func TestNothingFailsAsItIs(t *testing.T) {
	if failed := unmet(ownContent(t)); len(failed) > 0 {
		t.Errorf("not met:%s", listing(failed))
	}
}

// TestThresholdsAreHeld moves every number of the rules by one, up and down: each time an expectation
// must fail.
func TestThresholdsAreHeld(t *testing.T) {
	r := ownContent(t)
	for _, p := range r.Base.Rules.Parameters {
		for i := range p.Values {
			for _, by := range []rule.Number{-1, 1} {
				t.Run(fmt.Sprintf("%s/%d%+d", p.ID, i, by), func(t *testing.T) {
					v := &p.Values[i]
					defer func(was rule.ParameterValue) { *v = was }(*v)
					shift(t, p, v, by)
					if !anyUnmet(r, nil, nil) {
						t.Errorf("nothing fails with %s moved by %d", p.ID, by)
					}
				})
			}
		}
	}
}

// shift moves a value by one person, one hour, one day.
func shift(t *testing.T, p *rule.Parameter, v *rule.ParameterValue, by rule.Number) {
	t.Helper()
	if !p.IsDuration {
		v.Value += by * rule.One
		return
	}
	d, err := moment.ParseDuration(fmt.Sprintf("%d%s", v.Duration.Number()+int64(by), strings.TrimLeft(v.Duration.String(), "0123456789")))
	if err != nil {
		t.Fatal(err)
	}
	unit := v.Value / rule.Number(v.Duration.Number())
	v.Duration, v.Value = d, v.Value+by*unit
}

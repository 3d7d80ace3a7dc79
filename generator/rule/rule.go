package rule

import (
	"fmt"
	"slices"
	"strings"

	"casebook/generator/diag"
	"casebook/generator/yamlsrc"
)

// impossible reads one condition, with a reason beside it.
func (c *compiler) impossible(v *yamlsrc.Value) {
	n := &Impossible{Span: v.Span}
	cond := *v
	cond.Pairs = slices.DeleteFunc(slices.Clone(v.Pairs), func(p yamlsrc.Pair) bool {
		if p.Key.Value == "because" {
			n.Because = c.translated(yamlsrc.ReadWords(p.Value, `"because"`, &c.diags), "because")
			return true
		}
		return false
	})
	n.When = c.cond(&cond, scope{party: true, owner: "what is impossible"})
	c.set.Impossible = append(c.set.Impossible, n)
	for t := range tests(n.When) {
		n.OfParty = n.OfParty || t.Fact != nil && t.Fact.OfParty
		if t.Fact == nil {
			c.diags.Add("rule-wrong-type", t.Span, "what is impossible is a combination of facts, and this is decided by rules", "")
			c.broken[n.When.Node()] = true
		}
	}
}

func (c *compiler) rule(v *yamlsrc.Value) {
	m := yamlsrc.OpenMap(v, "a rule", &c.diags)
	r := &Rule{Index: len(c.set.Rules), Span: v.Span, Key: m.Required("id"), Value: -1}
	r.ID = r.Key.Value
	r.Title = c.words(m, "title")
	s := c.concludes(m, r)
	r.When, r.Except = c.condition(m, "when", s), c.exceptions(m, s, r.burdened(), "a burdened value's rule")
	r.Because, r.Note, r.Source = c.words(m, "because"), c.words(m, "note"), c.sources(m, "source")
	r.Validity = c.validity(m)
	r.overrides = m.Texts("overrides")
	m.Close()
	if r.Title.IsZero() {
		r.Title = idWords(r.Key)
	}
	c.checkID(r.Key, "a rule")
	c.declareShared(r.Key, "a rule", r)
	if r.Conclusion != nil && r.Value >= 0 {
		r.Conclusion.Rules = append(r.Conclusion.Rules, r)
		c.set.Rules = append(c.set.Rules, r)
	}
}

// concludes reads the one value of the one conclusion that a rule decides, and returns what it may test.
func (c *compiler) concludes(m *yamlsrc.Map, r *Rule) scope {
	s := scope{owner: fmt.Sprintf("the rule %q", r.ID)}
	v := m.Get("concludes")
	if v == nil {
		m.Required("concludes")
		return scope{party: true}
	}
	if v.Kind != yamlsrc.Mapping || len(v.Pairs) != 1 {
		found := shape(v)
		if v.Kind == yamlsrc.Mapping {
			found = fmt.Sprintf("%d of them", len(v.Pairs))
		}
		c.diags.Add("rule-bad-condition", v.Span, "a rule concludes one value of one conclusion, found "+found, "write concludes: {conclusion: value}, in a rule for each")
		return scope{party: true}
	}
	pair := v.Pairs[0]
	n, value := c.concluded(pair)
	if n == nil {
		return scope{party: true}
	}
	r.Conclusion, r.Value = n, value
	s.party = n.OfParty
	if value >= 0 && n.Order != nil && !slices.Contains(n.Order, value) {
		c.diags.Add("rule-not-in-order", pair.Value.Span, fmt.Sprintf("%q does not stand in the order of %s", n.Values[value].ID, n.ID),
			"add it to the order", diag.Related{Span: n.Key.Span, Message: fmt.Sprintf("%q is declared here", n.ID)})
	}
	return s
}

// burdened says whether what a rule concludes counts only when proven.
func (r *Rule) burdened() bool {
	return r.Conclusion != nil && r.Value >= 0 && r.Conclusion.Burden.Has(r.Value)
}

// exceptions reads a key's exceptions. Where a burden has no place, misplaced says what it would stand in.
func (c *compiler) exceptions(m *yamlsrc.Map, s scope, noBurden bool, misplaced string) []*Exception {
	var all []*Exception
	for _, v := range m.Items("except") {
		e := yamlsrc.OpenMap(v, "an exception", &c.diags)
		x := &Exception{Index: len(c.set.Exceptions), Span: v.Span, Key: e.Required("id")}
		x.ID = x.Key.Value
		c.set.Exceptions = append(c.set.Exceptions, x)
		x.Title, x.When = c.words(e, "title"), c.condition(e, "when", s)
		if x.Title.IsZero() {
			x.Title = idWords(x.Key)
		}
		x.Burden = c.isBearer(e.Get("burden"))
		if x.Burden && noBurden {
			c.diags.Add("rule-burden-misplaced", e.Key("burden").Span, "the exception of "+misplaced+" has a burden",
				"an unknown must keep its duty: leave burden out")
			x.Burden = false
		}
		x.Except = c.exceptions(e, s, true, "an exception")
		x.Because, x.Source, x.Same = c.words(e, "because"), c.sources(e, "source"), c.same(e)
		e.Close()
		c.checkID(x.Key, "an exception")
		c.declareShared(x.Key, "an exception", x)
		all = append(all, x)
	}
	return all
}

// relate resolves what one rule or obligation says of another, once all are read.
func (c *compiler) relate() {
	for _, r := range c.set.Rules {
		for _, t := range r.overrides {
			c.override(r, t)
		}
	}
	replace(c, "a rule", c.set.Rules, func(r *Rule) (*Validity, string) { return &r.Validity, r.ID },
		func(r, by *Rule) { r.ReplacedBy, by.replaces = append(r.ReplacedBy, by), append(by.replaces, r) })
	replace(c, "an obligation", c.set.Obligations, func(o *Obligation) (*Validity, string) { return &o.Validity, o.ID },
		func(o, by *Obligation) { o.ReplacedBy, by.replaces = append(o.ReplacedBy, by), append(by.replaces, o) })
	c.checkOverrideCycles()
}

func (c *compiler) override(r *Rule, t yamlsrc.Text) {
	other := lookFor(c, t, "a rule", c.set.Rules, func(r *Rule) string { return r.ID })
	switch {
	case other == nil:
	case other.Conclusion != r.Conclusion || other == r || other.Value == r.Value:
		c.diags.Add("rule-bad-override", t.Span, fmt.Sprintf("%q does not conclude another value of the same conclusion", other.ID),
			"a rule overrides rules that it would conflict with", diag.Related{Span: other.Key.Span, Message: "the rule is declared here"})
	case !slices.Contains(r.Overrides, other):
		r.Overrides = append(r.Overrides, other)
		other.Overridden = append(other.Overridden, r)
	}
}

// checkOverrideCycles reports rules that override each other in a circle, and takes the last link back. Who
// overrides a rule also overrides what replaces it.
func (c *compiler) checkOverrideCycles() {
	done := map[*Rule]bool{}
	var path []*Rule
	var visit func(r *Rule)
	visit = func(r *Rule) {
		path = append(path, r)
		for _, named := range slices.Clone(r.Overrides) {
			for _, other := range append([]*Rule{named}, named.ReplacedBy...) {
				if at := slices.Index(path, other); at >= 0 && other != r {
					c.overrideCycle(path[at:])
					r.Overrides = slices.DeleteFunc(r.Overrides, func(o *Rule) bool { return o == named })
					named.Overridden = slices.DeleteFunc(named.Overridden, func(o *Rule) bool { return o == r })
				} else if other != r && !done[other] {
					visit(other)
				}
			}
		}
		path, done[r] = path[:len(path)-1], true
	}
	for _, r := range c.set.Rules {
		if !done[r] {
			visit(r)
		}
	}
}

func (c *compiler) overrideCycle(rules []*Rule) {
	var names []string
	var related []diag.Related
	for _, r := range rules {
		names = append(names, r.ID)
		related = append(related, diag.Related{Span: r.Key.Span, Message: fmt.Sprintf("%q is declared here", r.ID)})
	}
	c.diags.Add("rule-bad-override", rules[0].Key.Span, "rules override each other in a circle: "+strings.Join(append(names, names[0]), " → "),
		"take one overrides away", related[1:]...)
}

// replace resolves `replaces` among rules or among obligations. What replaces a replacement replaces
// the first one too; what replaces itself replaces nothing.
func replace[T any](c *compiler, what string, all []*T, of func(*T) (*Validity, string), add func(replaced, by *T)) {
	id := func(t *T) string { _, id := of(t); return id }
	for _, by := range all {
		v, name := of(by)
		at, path := v.ReplacesAt, []string{name}
		var chain []*T
		for v.Replaces != "" && !slices.Contains(path, v.Replaces) {
			next := lookFor(c, yamlsrc.Text{Value: v.Replaces, Span: v.ReplacesAt}, what, all, id)
			if next == nil {
				break
			}
			chain = append(chain, next)
			v, name = of(next)
			path = append(path, name)
		}
		if v.Replaces != "" && slices.Contains(path, v.Replaces) {
			c.diags.Add("rule-bad-replaces", at, "rules replace each other in a circle: "+strings.Join(append(path, v.Replaces), " → "), "")
			continue
		}
		for _, replaced := range chain {
			add(replaced, by)
		}
	}
}

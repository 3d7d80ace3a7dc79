package rule

import (
	"fmt"
	"slices"
	"strings"

	"casebook/generator/diag"
	"casebook/generator/moment"
	"casebook/generator/source"
	"casebook/generator/yamlsrc"
)

// scope says what a condition may test.
type scope struct {
	party bool   // facts and conclusions of a party
	owner string // what the condition belongs to: `the rule "x"`
}

// condition reads a key's condition. One that is missing or wrong is reported; in its place stands one
// that never holds.
func (c *compiler) condition(m *yamlsrc.Map, key string, s scope) Cond {
	v := m.Get(key)
	if v == nil || v.Kind == yamlsrc.Null {
		m.Required(key)
		return c.unreadable(m.Span)
	}
	return c.cond(v, s)
}

func (c *compiler) node(span source.Span) node {
	c.set.Nodes++
	return node{Index: c.set.Nodes - 1, Span: span}
}

// unreadable stands for a condition that could not be read.
func (c *compiler) unreadable(span source.Span) Cond {
	n := c.node(span)
	c.broken[n.Index] = true
	return &Any{node: n}
}

// cond reads a condition: all, any or none of a list, or a test of one subject.
func (c *compiler) cond(v *yamlsrc.Value, s scope) Cond {
	if v.Kind != yamlsrc.Mapping {
		c.diags.Add("rule-bad-condition", v.Span, "a condition is a test such as risk: high, or all, any or none of a list, found "+shape(v), "")
		return c.unreadable(v.Span)
	}
	if len(v.Pairs) != 1 {
		var keys []string
		for _, p := range v.Pairs {
			keys = append(keys, p.Key.Value)
		}
		hint := "join them with all, each behind a dash or in a [ ] of its own"
		c.diags.Add("rule-bad-condition", v.Span, fmt.Sprintf("a condition is one test, found %d: %s", len(keys), strings.Join(keys, ", ")), hint)
		return c.unreadable(v.Span)
	}
	return c.pair(v.Pairs[0], v.Span, s)
}

func (c *compiler) pair(p yamlsrc.Pair, span source.Span, s scope) Cond {
	if !slices.Contains(operators, p.Key.Value) {
		return c.test(p, span, s)
	}
	n := c.node(span)
	var parts []Cond
	switch p.Value.Kind {
	case yamlsrc.Sequence:
		for _, item := range p.Value.Items {
			parts = append(parts, c.cond(item, s))
		}
	default:
		c.diags.Add("rule-bad-condition", p.Value.Span, fmt.Sprintf("%q joins a list of conditions, found %s", p.Key.Value, shape(p.Value)), "begin each condition with a dash, or put them in [ ]")
		c.broken[n.Index] = true
	}
	switch p.Key.Value {
	case "all":
		return &All{node: n, Parts: parts}
	case "any":
		return &Any{node: n, Parts: parts}
	}
	return &None{node: n, Parts: parts}
}

// test reads a leaf. The subject may be a fact, a conclusion or a score.
func (c *compiler) test(p yamlsrc.Pair, span source.Span, s scope) Cond {
	t := &Test{node: c.node(span)}
	ok := false
	switch subject := c.set.lookup[p.Key.Value].(type) {
	case *Fact:
		t.Fact = subject
		ok = c.mayTest(p.Key, "fact", subject.OfParty, subject.Key.Span, s) && c.factTest(t, p)
	case *Conclusion:
		t.Conclusion, c.tested[subject] = subject, true
		ok = c.mayTest(p.Key, "conclusion", subject.OfParty, subject.Key.Span, s)
		t.OneOf, ok = c.oneOf(p.Value, subject.ID, subject.Values, subject.Key, ok)
	case *Score:
		t.Score = subject
		ok = c.bounds(t, p, nil)
	default:
		c.unknownSubject(p.Key, subject)
	}
	if !ok {
		c.broken[t.Index] = true
		return &Any{node: t.node}
	}
	return t
}

// mayTest reports a test of what belongs to a party where no party is spoken of.
func (c *compiler) mayTest(key yamlsrc.Text, what string, ofParty bool, declared source.Span, s scope) bool {
	if !ofParty || s.party {
		return true
	}
	c.diags.Add("rule-party-scope", key.Span, fmt.Sprintf("%s is about the case and cannot test %q, a %s of a party", s.owner, key.Value, what),
		"only obligations and conclusions with of: party may", diag.Related{Span: declared, Message: fmt.Sprintf("%q belongs to a party", key.Value)})
	return false
}

func (c *compiler) unknownSubject(key yamlsrc.Text, found any) {
	if found != nil {
		d := c.declared["shared "+key.Value]
		c.diags.Add("rule-wrong-type", key.Span, fmt.Sprintf("a condition tests facts, conclusions and scores, and %q is %s", key.Value, d.what), "",
			diag.Related{Span: d.span, Message: "it is declared here"})
		return
	}
	var subjects []string
	for _, f := range c.set.Facts {
		subjects = append(subjects, f.ID)
	}
	for _, n := range c.set.Conclusions {
		subjects = append(subjects, n.ID)
	}
	for _, n := range c.set.Scores {
		subjects = append(subjects, n.ID)
	}
	if near, ok := diag.Nearest(key.Value, operators); ok {
		subjects = append(subjects, near)
	}
	c.unknown("rule-unknown-fact", key, "a fact or conclusion", subjects)
}

func (c *compiler) factTest(t *Test, p yamlsrc.Pair) (ok bool) {
	f := t.Fact
	switch f.Type {
	case YesNo, Choice:
		t.OneOf, ok = c.oneOf(p.Value, f.ID, f.Values, f.Key, true)
		return ok
	case SetOf:
		return c.setTests(t, p)
	case Count, Duration:
		return c.bounds(t, p, f)
	}
	c.diags.Add("rule-wrong-type", p.Key.Span, fmt.Sprintf("%q is a moment, which no condition can test", f.ID),
		"deadlines may run from it: deadline: {within: …, after: "+f.ID+"}", diag.Related{Span: f.Key.Span, Message: "the fact is declared here"})
	return false
}

// oneOf reads a value, or a list of values one of which must be; fine says whether all was well so far.
func (c *compiler) oneOf(v *yamlsrc.Value, id string, values []Option, declared yamlsrc.Text, fine bool) (Bits, bool) {
	if v.Kind == yamlsrc.Mapping || v.Kind == yamlsrc.Null {
		c.diags.Add("rule-wrong-type", v.Span, fmt.Sprintf("%s is compared with a value or a list of values, found %s", id, shape(v)), nearestOr("", ids(values)),
			diag.Related{Span: declared.Span, Message: fmt.Sprintf("%q is declared here", id)})
		return 0, false
	}
	bits, ok := c.list(v, id, values, declared)
	return bits, ok && fine
}

// list reads values of a fact or conclusion.
func (c *compiler) list(v *yamlsrc.Value, id string, values []Option, declared yamlsrc.Text) (bits Bits, ok bool) {
	if v.Kind == yamlsrc.Sequence && len(v.Items) == 0 {
		c.diags.Add("rule-bad-condition", v.Span, fmt.Sprintf("%s is compared with an empty list", id), "list at least one value")
		return 0, false
	}
	texts := yamlsrc.Texts(v, fmt.Sprintf("what %s is compared with", id), &c.diags)
	ok = len(texts) == max(1, len(v.Items))
	for _, t := range texts {
		i := option(values, t.Value)
		if i < 0 {
			c.unknownValue(t, id, values, declared)
			ok = false
			continue
		}
		bits = bits.With(i)
	}
	return bits, ok
}

var setOps = []string{AnyOf: "any", AllOf: "all", OnlyOf: "only", NoneOf: "none"}

// String returns the comparison as rules write it: "any".
func (o SetOp) String() string { return setOps[o] }

func (c *compiler) setTests(t *Test, p yamlsrc.Pair) bool {
	f := t.Fact
	if p.Value.Kind != yamlsrc.Mapping || len(p.Value.Pairs) == 0 {
		c.diags.Add("rule-wrong-type", p.Value.Span, fmt.Sprintf("%s is a set and is compared with any, all, only or none of a list, found %s", f.ID, shape(p.Value)),
			"write "+f.ID+": {any: [ … ]}", diag.Related{Span: f.Key.Span, Message: "the fact is declared here"})
		return false
	}
	m := yamlsrc.OpenMap(p.Value, "a test of a set", &c.diags)
	ok := true
	for op, name := range setOps {
		v := m.Get(name)
		if v == nil {
			continue
		}
		list, fine := c.list(v, f.ID, f.Values, f.Key)
		ok = ok && fine
		t.Sets = append(t.Sets, SetTest{Op: SetOp(op), List: list})
	}
	m.Close()
	return ok && len(t.Sets) > 0
}

// bounds reads the bounds of a count, a duration or, where f is nil, a score.
func (c *compiler) bounds(t *Test, p yamlsrc.Pair, f *Fact) bool {
	kind := kindOfBound(f)
	if p.Value.Kind != yamlsrc.Mapping || len(p.Value.Pairs) == 0 {
		c.diags.Add("rule-wrong-type", p.Value.Span, fmt.Sprintf("%s is %s and is compared with bounds, found %s", p.Key.Value, kind.phrase, shape(p.Value)),
			fmt.Sprintf("write %s: {at-least: %s}; also over, under, at-most", p.Key.Value, kind.example))
		return false
	}
	m := yamlsrc.OpenMap(p.Value, "a comparison", &c.diags)
	ok := true
	for op := AtLeast; op <= AtMost; op++ {
		v := m.Get(op.String())
		if v == nil {
			continue
		}
		b, fine := c.bound(v, kind)
		b.Op, ok = op, ok && fine
		t.Bounds = append(t.Bounds, b)
	}
	m.Close()
	return ok && len(t.Bounds) > 0
}

// boundKind is what a bound of a kind of number looks like.
type boundKind struct {
	phrase, example string
	duration        bool
	whole           bool
}

func kindOfBound(f *Fact) boundKind {
	switch {
	case f == nil:
		return boundKind{phrase: "a score", example: "2.5"}
	case f.Type == Duration:
		return boundKind{phrase: "a duration", example: "24h", duration: true}
	}
	return boundKind{phrase: "a count", example: "1000", whole: true}
}

// bound reads a number, a duration or the id of a parameter.
func (c *compiler) bound(v *yamlsrc.Value, kind boundKind) (Bound, bool) {
	b := Bound{Text: v.Text, Span: v.Span}
	if v.Kind == yamlsrc.Scalar {
		if p := c.set.Parameter(v.Text); p != nil {
			b.Parameter = p
			return b, c.parameterFits(v.AsText(), p, kind)
		}
		if n, ok := readNumber(v.Text, kind); ok {
			b.Value = n
			return b, true
		}
	}
	if v.Kind == yamlsrc.Scalar && looksLikeID(v.Text) {
		lookFor(c, v.AsText(), "a parameter", c.set.Parameters, (*Parameter).id)
		return b, false
	}
	c.diags.Add("rule-wrong-type", v.Span, fmt.Sprintf("a bound of %s is written as %s or is a parameter, found %s", kind.phrase, kind.example, shape(v)), "")
	return b, false
}

func readNumber(text string, kind boundKind) (Number, bool) {
	if kind.duration {
		d, err := moment.ParseDuration(text)
		return Int(d.Minutes()), err == nil
	}
	n, ok := ParseNumber(text)
	return n, ok && (!kind.whole || n.Whole())
}

func looksLikeID(text string) bool { return text != "" && text[0] >= 'a' && text[0] <= 'z' }

// parameterFits reports a parameter that is not a number of the kind that is compared.
func (c *compiler) parameterFits(t yamlsrc.Text, p *Parameter, kind boundKind) bool {
	if p.IsDuration == kind.duration {
		return true
	}
	found := "a number"
	if p.IsDuration {
		found = "a duration"
	}
	c.diags.Add("rule-wrong-type", t.Span, fmt.Sprintf("%s is compared with %q, which is %s", kind.phrase, p.ID, found), "",
		diag.Related{Span: p.Span, Message: "the parameter is declared here"})
	return false
}

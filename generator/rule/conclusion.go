package rule

import (
	"fmt"
	"slices"
	"strings"

	"casebook/generator/diag"
	"casebook/generator/yamlsrc"
)

func (c *compiler) conclusion(p yamlsrc.Pair) {
	m := yamlsrc.OpenMap(p.Value, "a conclusion", &c.diags)
	n := &Conclusion{ID: p.Key.Value, Index: len(c.set.Conclusions), Span: entry(p), Key: p.Key,
		OfParty: c.ofParty(m), Title: c.title(m, p.Key, "a conclusion"), Ask: c.words(m, "ask"),
		Note: c.words(m, "note"), Source: c.sources(m, "source"), Otherwise: -1}
	n.Type = c.typeOf(m, "a conclusion", YesNo, Choice)
	n.Values = c.values(m, n.Type)
	n.Says = c.says(m, n.Type, n.Values)
	c.sameValues(m, n.Values)
	for _, t := range m.Texts("order") {
		if i := c.valueOf(n, t); slices.Contains(n.Order, i) {
			c.diags.Add("rule-duplicate-id", t.Span, fmt.Sprintf("the value %q stands in the order twice", t.Value), "keep one of them")
		} else if i >= 0 {
			n.Order, n.orderSpans = append(n.Order, i), append(n.orderSpans, t.Span)
		}
	}
	c.burden(m, n)
	c.otherwise(m, n)
	m.Close()
	c.checkID(p.Key, "a conclusion", operators...)
	c.declareShared(p.Key, "a conclusion", n)
	c.set.Conclusions = append(c.set.Conclusions, n)
}

// burden reads `burden: {value: bearer}`.
func (c *compiler) burden(m *yamlsrc.Map, n *Conclusion) {
	for _, p := range m.Pairs("burden") {
		c.isBearer(p.Value)
		if i := c.valueOf(n, p.Key); i >= 0 {
			n.Burden = n.Burden.With(i)
		}
	}
}

// isBearer reports a burden that is not the bearer's, which is the only one there is.
func (c *compiler) isBearer(v *yamlsrc.Value) bool {
	if v == nil {
		return false
	}
	if v.Kind != yamlsrc.Scalar || v.Text != "bearer" {
		c.diags.Add("rule-wrong-type", v.Span, fmt.Sprintf("a burden is the bearer's, found %s", shape(v)), "write burden: bearer, or leave it out")
		return false
	}
	return true
}

// otherwise reads what holds when no rule does: a yes-no is no unless it says something else, a choice
// says it or is complete.
func (c *compiler) otherwise(m *yamlsrc.Map, n *Conclusion) {
	t, complete := m.Text("otherwise"), m.Yes("complete")
	switch {
	case !t.IsZero() && complete:
		c.diags.Add("rule-no-otherwise", t.Span, fmt.Sprintf("%s is complete and has an otherwise", n.ID), "keep one of them")
		n.Otherwise = c.valueOf(n, t)
	case !t.IsZero():
		n.Otherwise = c.valueOf(n, t)
	case complete:
		n.complete = true
	case n.Type == YesNo:
		n.Otherwise = n.Value("no")
	default:
		c.diags.Add("rule-no-otherwise", n.Key.Span, fmt.Sprintf("%s does not say what it is when no rule holds", n.ID),
			"add otherwise: "+strings.Join(ids(n.Values), " | ")+", or complete: yes when the rules cover every case")
	}
}

// InOrder returns the values of the conclusion: those walked first, then the others as declared.
func (n *Conclusion) InOrder() []int {
	order := n.Order[:len(n.Order):len(n.Order)]
	walked := Bits(0)
	for _, v := range order {
		walked = walked.With(v)
	}
	for v := range n.Values {
		if !walked.Has(v) {
			order = append(order, v)
		}
	}
	return order
}

// valueOf finds a value of a conclusion, -1 after a report when it has none of that name.
func (c *compiler) valueOf(n *Conclusion, t yamlsrc.Text) int {
	i := n.Value(t.Value)
	if i < 0 {
		c.unknownValue(t, n.ID, n.Values, n.Key)
	}
	return i
}

// unknownValue reports a value that a fact or conclusion has not.
func (c *compiler) unknownValue(t yamlsrc.Text, id string, values []Option, declared yamlsrc.Text) {
	hint := nearestOr(t.Value, ids(values))
	if t.Value == "unknown" {
		hint = "a condition cannot ask whether something is unknown: the answer may not depend on it"
	}
	c.diags.Add("rule-unknown-value", t.Span, fmt.Sprintf("%s has no value %q", id, t.Value), hint,
		diag.Related{Span: declared.Span, Message: fmt.Sprintf("%q is declared here", id)})
}

package rule

import (
	"fmt"

	"casebook/generator/diag"
	"casebook/generator/moment"
	"casebook/generator/yamlsrc"
)

// parameter reads the values of a parameter: a list, or a mapping with a title that has them.
func (c *compiler) parameter(p yamlsrc.Pair) {
	n := &Parameter{ID: p.Key.Value, Index: len(c.set.Parameters), Span: entry(p), Key: p.Key}
	items := p.Value.Items
	if p.Value.Kind == yamlsrc.Mapping {
		m := yamlsrc.OpenMap(p.Value, "a parameter", &c.diags)
		n.Title, n.Hedge, n.Note = c.title(m, p.Key, "a parameter"), c.words(m, "hedge"), c.words(m, "note")
		items = m.Items("values")
		m.Close()
	} else {
		n.Title = idWords(p.Key)
	}
	for _, v := range items {
		c.parameterValue(n, v)
	}
	if len(n.Values) == 0 {
		c.diags.Add("rule-bad-parameter", p.Key.Span, fmt.Sprintf("the parameter %q has no value", n.ID), "add - {from: 2018-05-25, value: 72h}")
	}
	c.checkOverlaps(n)
	c.checkID(p.Key, "a parameter", "without-undue-delay")
	if n.ID != "" && !looksLikeID(n.ID) {
		c.diags.Add("rule-bad-id", p.Key.Span, fmt.Sprintf("%q cannot name a parameter: it would be read as a number", n.ID), "begin it with a letter")
	}
	c.declare(p.Key, "a parameter", n)
	c.set.Parameters = append(c.set.Parameters, n)
}

func (c *compiler) parameterValue(n *Parameter, v *yamlsrc.Value) {
	m := yamlsrc.OpenMap(v, "a value of a parameter", &c.diags)
	value := ParameterValue{Span: v.Span, Source: c.sources(m, "source"), Note: c.words(m, "note"), Validity: c.validity(m)}
	t := m.Required("value")
	m.Close()
	if t.IsZero() {
		return
	}
	d, err := moment.ParseDuration(t.Value)
	number, isNumber := ParseNumber(t.Value)
	switch {
	case err == nil:
		value.Duration, value.Value = d, Int(d.Minutes())
	case isNumber:
		value.Value = number
	default:
		c.diags.Add("rule-bad-parameter", t.Span, fmt.Sprintf("a parameter is a number or a duration, found %q", t.Value), "write 72h, 30d, 1000 or 0.25")
		return
	}
	if len(n.Values) > 0 && n.IsDuration != (err == nil) {
		c.diags.Add("rule-bad-parameter", t.Span, fmt.Sprintf("%q is a number in one value and a duration in another", n.ID), "",
			diag.Related{Span: n.Values[0].Span, Message: "the other value"})
		return
	}
	n.IsDuration = err == nil
	n.Values = append(n.Values, value)
}

// checkOverlaps reports two values of a parameter that hold on the same day.
func (c *compiler) checkOverlaps(n *Parameter) {
	for i, v := range n.Values {
		for _, w := range n.Values[:i] {
			if v.Proposal != w.Proposal || !v.overlaps(w.Validity) {
				continue
			}
			c.diags.Add("rule-bad-parameter", v.Span, fmt.Sprintf("two values of %q hold at the same time", n.ID), "end the earlier one with until",
				diag.Related{Span: w.Span, Message: "the other value"})
		}
	}
}

// overlaps says whether there is a day in both times.
func (v Validity) overlaps(w Validity) bool {
	return !v.endsBefore(w) && !w.endsBefore(v)
}

func (v Validity) endsBefore(w Validity) bool {
	return !v.Until.IsZero() && !w.From.IsZero() && v.Until.Compare(w.From) < 0
}

// validity reads when and under which proposal something is law.
func (c *compiler) validity(m *yamlsrc.Map) Validity {
	replaces := m.Text("replaces")
	v := Validity{From: c.date(m, "from"), Until: c.date(m, "until"), Replaces: replaces.Value, ReplacesAt: replaces.Span,
		Proposal: lookFor(c, m.Text("proposal"), "a proposal", c.set.Proposals, (*Proposal).id)}
	if !v.From.IsZero() && !v.Until.IsZero() && v.Until.Compare(v.From) < 0 {
		c.diags.Add("rule-bad-date", m.Text("until").Span, fmt.Sprintf("it ends on %s, before it begins on %s", v.Until, v.From), "")
		v.Until = moment.Date{}
	}
	return v
}

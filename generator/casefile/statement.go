package casefile

import (
	"errors"
	"fmt"
	"strconv"

	"casebook/generator/diag"
	"casebook/generator/moment"
	"casebook/generator/source"
	"casebook/generator/yamlsrc"
)

// facts reads what is stated: each a value, or a mapping of the value with what supports it.
func (p *parser) facts(pairs []yamlsrc.Pair) (facts []*Fact) {
	for _, pair := range pairs {
		f := &Fact{Key: pair.Key, Span: pair.Value.Span}
		f.Is, f.Evidence = p.evidence(pair.Value, "a fact")
		if p.states(pair.Key, f.Is) && f.Is.Kind == yamlsrc.Null {
			p.diags.Add("yaml-wrong-type", pair.Key.Span, fmt.Sprintf("the fact %q has no value", pair.Key.Value),
				"write its value, or unknown")
			f.Is = nil
		}
		if f.Is != nil || p.Translation {
			facts = append(facts, f)
		}
	}
	return facts
}

// states says whether there is a value that may be stated; a value in a translation is reported.
func (p *parser) states(key yamlsrc.Text, is *yamlsrc.Value) bool {
	if p.Translation && is != nil {
		p.diags.Add("case-translation-states", is.Span, fmt.Sprintf("a translation gives texts only, found a value for %q", key.Value),
			fmt.Sprintf("write %s: {quote: …}, or remove it here", key.Value))
		return false
	}
	return is != nil
}

// evidenceKeys are the keys of a mapping that says more of a value than the value.
var evidenceKeys = []string{"is", "quote", "original", "source", "note", "disputed-by"}

// evidence reads a value, or a mapping of the value under `is` with what supports it. The value is nil
// when there is none. A mapping with nothing but `at-least` and `at-most` is itself a value.
func (p *parser) evidence(v *yamlsrc.Value, what string) (*yamlsrc.Value, Evidence) {
	if v.Kind != yamlsrc.Mapping || isRange(v) {
		return v, Evidence{}
	}
	m := yamlsrc.OpenMap(v, what+" with its evidence", &p.diags)
	is := p.valueOf(m, v)
	e := Evidence{Note: m.Text("note")}
	if !p.test {
		e.Quote = m.Text("quote")
	}
	switch {
	case p.Translation:
		p.stating(m, []string{"original", "source", "disputed-by"})
	case !p.test:
		e.Original, e.Source, e.DisputedBy = m.Text("original"), m.Text("source"), m.Texts("disputed-by")
	}
	m.Close()
	return is, e
}

// valueOf returns the value under `is`. A range beside evidence, which wants to stand under `is`, is
// reported and read as if it did.
func (p *parser) valueOf(m *yamlsrc.Map, v *yamlsrc.Value) *yamlsrc.Value {
	is := m.Get("is")
	if is != nil || p.Translation {
		return is
	}
	bounds := &yamlsrc.Value{Kind: yamlsrc.Mapping, Flow: true, Span: v.Span}
	written := ""
	for _, pair := range v.Pairs {
		if isBound(pair.Key.Value) && m.Has(pair.Key.Value) {
			bounds.Pairs = append(bounds.Pairs, pair)
			written += fmt.Sprintf(", %s: %s", pair.Key.Value, pair.Value.Span.Text())
		}
	}
	if len(bounds.Pairs) == 0 {
		m.Required("is")
		return nil
	}
	p.diags.Add("case-value-misplaced", bounds.Pairs[0].Key.Span, fmt.Sprintf("%q stands beside the evidence, not under \"is\"", bounds.Pairs[0].Key.Value),
		"write is: {"+written[2:]+"}")
	return bounds
}

func isBound(key string) bool { return key == "at-least" || key == "at-most" }

// isRange says whether a mapping is a value: a range, or a set that may hold more.
func isRange(v *yamlsrc.Value) bool {
	bounds := 0
	for _, pair := range v.Pairs {
		if isBound(pair.Key.Value) {
			bounds++
		}
		for _, key := range evidenceKeys {
			if pair.Key.Value == key {
				return false
			}
		}
	}
	return bounds > 0
}

// act reads what a party did, or when it became aware: a moment, unknown, never, or moments in phases.
func (p *parser) act(key yamlsrc.Text, v *yamlsrc.Value) *Act {
	a := &Act{Key: key, Span: v.Span}
	a.Is, a.Evidence = p.evidence(v, strconv.Quote(key.Value))
	if !p.states(key, a.Is) {
		return a
	}
	switch {
	case a.Is.Kind == yamlsrc.Sequence:
		for _, item := range a.Is.Items {
			a.addWhen(p, item)
		}
	case a.Is.Kind != yamlsrc.Scalar:
		yamlsrc.WrongType(a.Is, fmt.Sprintf("%q is a moment, unknown, or a list of moments", key.Value), &p.diags)
	case a.Is.Text == "never" && key.Value != "aware":
		a.Never = true
	case a.Is.Text == "done" && key.Value != "aware":
		a.Done = true
	case a.Is.Text != "unknown":
		a.addWhen(p, a.Is)
	}
	return a
}

// addWhen reads one moment at which an act was done.
func (a *Act) addWhen(p *parser, v *yamlsrc.Value) {
	if v.Kind != yamlsrc.Scalar {
		yamlsrc.WrongType(v, fmt.Sprintf("%q is a list of moments", a.Key.Value), &p.diags)
		return
	}
	hint := map[string]string{
		"yes":   "write when, as much of it as is known: a year or a month is enough; done where nobody knows when",
		"no":    "write never for what is known not to have been done",
		"never": "write unknown, or when; an act in phases has no phase that never came",
	}[v.Text]
	if hint != "" {
		p.diags.Add("case-bad-date", v.Span, fmt.Sprintf("%q is not a moment", v.Text), hint)
		return
	}
	if when := p.moment(v.AsText()); when.Known() {
		a.When = append(a.When, when)
	}
}

// moment reads a moment; `unknown`, nothing and what is wrong are the unknown moment.
func (p *parser) moment(t yamlsrc.Text) moment.Moment {
	if t.IsZero() || t.Value == "unknown" {
		return moment.Moment{}
	}
	m, err := moment.Parse(t.Value, p.Zone)
	if err != nil {
		p.report("case-bad-date", t.Span, err)
	}
	return m
}

// day reads a day of the calendar.
func (p *parser) day(t yamlsrc.Text) Day {
	if t.IsZero() {
		return Day{}
	}
	d, err := moment.ParseDate(t.Value)
	if err != nil {
		p.report("case-bad-date", t.Span, err)
	}
	return Day{Date: d, Span: t.Span}
}

// report reports what package moment says of a text.
func (p *parser) report(code diag.Code, at source.Span, err error) {
	var fault *moment.Error
	if errors.As(err, &fault) {
		p.diags.Add(code, at, fault.Problem, fault.Hint)
		return
	}
	p.diags.Add(code, at, err.Error(), "")
}

// incident reads when it happened: {from, to}, or one moment.
func (p *parser) incident(v *yamlsrc.Value) (i Incident) {
	if v == nil || v.Kind == yamlsrc.Null {
		return i
	}
	i.Span = v.Span
	if v.Kind == yamlsrc.Scalar {
		i.From = p.moment(v.AsText())
		return i
	}
	m := yamlsrc.OpenMap(v, "an incident", &p.diags)
	from, to := m.Text("from"), m.Text("to")
	i.From, i.To = p.moment(from), p.moment(to)
	m.Close()
	if i.Reversed() {
		p.diags.Add("case-range-reversed", to.Span, fmt.Sprintf("the incident ends at %s, before it begins", to.Value),
			"exchange from and to, or correct one of them", diag.Related{Span: from.Span, Message: "it begins here"})
	}
	return i
}

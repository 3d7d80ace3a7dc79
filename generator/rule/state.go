package rule

import (
	"fmt"
	"strings"
	"time"

	"casebook/generator/diag"
	"casebook/generator/moment"
	"casebook/generator/yamlsrc"
)

// ParseValue reads what a fact is said to be; zone is where a moment without an offset is meant (nil is
// UTC). "unknown", and what is wrong, which is reported, give the zero Value.
//
// A set is a list, complete unless it is written {at-least: [ … ]}. A count is a whole number, a duration
// 18h or 5d; either may be {at-least: …, at-most: …}.
func (s *Set) ParseValue(f *Fact, v *yamlsrc.Value, zone *time.Location) (Value, diag.List) {
	p := stated{fact: f}
	if v == nil || v.Kind == yamlsrc.Null {
		if v != nil {
			p.wrong(v, "nothing")
		}
		return Value{}, p.diags
	}
	if v.Kind == yamlsrc.Scalar && v.Text == "unknown" {
		return Value{}, nil
	}
	switch f.Type {
	case YesNo, Choice:
		return p.choice(v), p.diags
	case SetOf:
		return p.set(v), p.diags
	case Count, Duration:
		return p.rangeOf(v), p.diags
	}
	return p.moment(v, zone), p.diags
}

// stated reads one value of a fact.
type stated struct {
	fact  *Fact
	diags diag.List
}

// wrong reports a value of a shape that the fact's type has not.
func (p *stated) wrong(v *yamlsrc.Value, found string) Value {
	hints := [...]string{
		YesNo:    "write yes, no or unknown",
		Choice:   "write one of: " + strings.Join(ids(p.fact.Values), ", "),
		SetOf:    "write a list, such as [" + strings.Join(ids(p.fact.Values[:min(2, len(p.fact.Values))]), ", ") + "], or {at-least: [ … ]} when it may not be all",
		Count:    "write a whole number, such as 2000, or {at-least: 2000}",
		Duration: "write a duration with min, h, d or mo, such as 18h, or {at-least: 18h}",
		Moment:   "write a moment, such as 2023-04-26T17:40, or as much of it as is known",
	}
	p.diags.Add("fact-wrong-value", v.Span, fmt.Sprintf("%s is %s, found %s", p.fact.ID, p.fact.Type.phrase(), found), hints[p.fact.Type])
	return Value{}
}

func (t Type) phrase() string {
	return [...]string{"yes or no", "one of its values", "a set of values", "a count", "a duration", "a moment"}[t]
}

func shape(v *yamlsrc.Value) string {
	if v.Kind == yamlsrc.Scalar {
		return fmt.Sprintf("%q", v.Text)
	}
	return v.Kind.String()
}

func (p *stated) choice(v *yamlsrc.Value) Value {
	if v.Kind != yamlsrc.Scalar {
		return p.wrong(v, shape(v))
	}
	i, ok := p.option(v)
	return Value{Known: ok, Choice: i}
}

// yesNo are other words for yes and no that people write.
var yesNo = map[string]string{"oui": "yes", "vrai": "yes", "true": "yes", "y": "yes", "ja": "yes", "non": "no", "faux": "no", "false": "no",
	"n": "no", "nein": "no"}

// option finds the value that a text names; 0 and false, after a report, when there is none.
func (p *stated) option(v *yamlsrc.Value) (int, bool) {
	if i := p.fact.Value(v.Text); i >= 0 {
		return i, true
	}
	known := ids(p.fact.Values)
	hint := diag.DidYouMean(v.Text, known)
	if meant := yesNo[strings.ToLower(v.Text)]; meant != "" && p.fact.Type == YesNo {
		hint = "write " + meant
	}
	if hint == "" {
		hint = "write one of: " + strings.Join(known, ", ")
	}
	p.diags.Add("fact-unknown-value", v.Span, fmt.Sprintf("%s has no value %q", p.fact.ID, v.Text), hint,
		diag.Related{Span: p.fact.Key.Span, Message: "the fact is declared here"})
	return 0, false
}

func ids(values []Option) []string {
	all := make([]string, len(values))
	for i, v := range values {
		all[i] = v.ID
	}
	return all
}

func (p *stated) set(v *yamlsrc.Value) Value {
	value := Value{Known: true}
	if v.Kind == yamlsrc.Mapping {
		m := yamlsrc.OpenMap(v, "a set", &p.diags)
		v, value.Open = m.Get("at-least"), true
		m.Close()
		if v == nil {
			return Value{}
		}
	}
	items := v.Items
	if v.Kind == yamlsrc.Scalar {
		items = []*yamlsrc.Value{v}
	} else if v.Kind != yamlsrc.Sequence {
		return p.wrong(v, shape(v))
	}
	for _, item := range items {
		if item.Kind != yamlsrc.Scalar {
			return p.wrong(item, shape(item)+" in it")
		}
		i, ok := p.option(item)
		if !ok {
			return Value{}
		}
		value.Set = value.Set.With(i)
	}
	return value
}

func (p *stated) rangeOf(v *yamlsrc.Value) Value {
	if v.Kind == yamlsrc.Scalar {
		n, unit, ok := p.number(v)
		return Value{Known: ok, Min: n, Max: n, Unit: unit}
	}
	if v.Kind != yamlsrc.Mapping {
		return p.wrong(v, shape(v))
	}
	m := yamlsrc.OpenMap(v, p.fact.Type.phrase(), &p.diags)
	low, high := m.Get("at-least"), m.Get("at-most")
	m.Close()
	if low == nil && high == nil {
		if len(v.Pairs) == 0 {
			p.wrong(v, "nothing in it")
		}
		return Value{}
	}
	value := Value{Known: true, Max: Unbounded}
	for _, end := range []struct {
		at   *yamlsrc.Value
		into *Number
	}{{high, &value.Max}, {low, &value.Min}} {
		if end.at == nil {
			continue
		}
		n, unit, ok := p.number(end.at)
		if !ok {
			return Value{}
		}
		*end.into, value.Unit = n, max(value.Unit, unit)
	}
	if value.Min > value.Max {
		return p.wrong(v, fmt.Sprintf("at least %s and at most %s", low.Text, high.Text))
	}
	return value
}

// number reads a whole number or the minutes of a duration.
func (p *stated) number(v *yamlsrc.Value) (n Number, unit moment.Unit, ok bool) {
	if v.Kind == yamlsrc.Scalar && p.fact.Type == Duration {
		if d, err := moment.ParseDuration(v.Text); err == nil {
			return Int(d.Minutes()), d.Unit(), true
		}
	}
	if v.Kind == yamlsrc.Scalar && p.fact.Type == Count {
		if n, ok := ParseNumber(v.Text); ok && n >= 0 && n.Whole() {
			return n, 0, true
		}
	}
	p.wrong(v, shape(v))
	return 0, 0, false
}

func (p *stated) moment(v *yamlsrc.Value, zone *time.Location) Value {
	if v.Kind != yamlsrc.Scalar {
		return p.wrong(v, shape(v))
	}
	if zone == nil {
		zone = time.UTC
	}
	m, err := moment.Parse(v.Text, zone)
	if err != nil {
		hint := ""
		if e, ok := err.(*moment.Error); ok {
			hint = e.Hint
		}
		p.diags.Add("fact-wrong-value", v.Span, err.Error(), hint)
		return Value{}
	}
	return Value{Known: true, Moment: m}
}

// YAML writes a value as a case file states it; "unknown" for an unknown one.
func (v Value) YAML(f *Fact) string {
	switch {
	case !v.Known:
		return "unknown"
	case f.Type == YesNo || f.Type == Choice:
		return f.Values[v.Choice].ID
	case f.Type == SetOf:
		list := "[" + strings.Join(v.members(f, func(o Option) string { return o.ID }), ", ") + "]"
		if v.Open {
			return "{at-least: " + list + "}"
		}
		return list
	case f.Type == Moment:
		return v.Moment.String()
	}
	number := func(n Number) string {
		if f.Type == Count {
			return n.String()
		}
		return durationText(n, v.Unit)
	}
	switch {
	case v.Min == v.Max:
		return number(v.Min)
	case v.Max == Unbounded:
		return "{at-least: " + number(v.Min) + "}"
	case v.Min == 0:
		return "{at-most: " + number(v.Max) + "}"
	}
	return "{at-least: " + number(v.Min) + ", at-most: " + number(v.Max) + "}"
}

// members returns the values that are in a set, in the order of the vocabulary.
func (v Value) members(f *Fact, text func(Option) string) []string {
	var all []string
	for i, o := range f.Values {
		if v.Set.Has(i) {
			all = append(all, text(o))
		}
	}
	return all
}

// minutesOf is how long each unit of a duration is, for comparing and showing.
var minutesOf = [...]int64{moment.Minutes: 1, moment.Hours: 60, moment.Days: 24 * 60, moment.Months: 30 * 24 * 60}

// inUnit returns a number of minutes in a unit, or in the largest smaller one that it fills.
func inUnit(minutes Number, unit moment.Unit) (int64, moment.Unit) {
	for unit > moment.Minutes && int64(minutes/One)%minutesOf[unit] != 0 {
		unit--
	}
	return int64(minutes/One) / minutesOf[unit], unit
}

func durationText(minutes Number, unit moment.Unit) string {
	n, unit := inUnit(minutes, unit)
	return fmt.Sprintf("%d%s", n, unit)
}

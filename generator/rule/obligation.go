package rule

import (
	"fmt"
	"slices"

	"casebook/generator/diag"
	"casebook/generator/moment"
	"casebook/generator/yamlsrc"
)

func (c *compiler) obligation(v *yamlsrc.Value) {
	m := yamlsrc.OpenMap(v, "an obligation", &c.diags)
	o := &Obligation{Index: len(c.set.Obligations), Span: v.Span, Key: m.Required("id")}
	o.ID = o.Key.Value
	s := scope{party: true}
	o.Title = c.title(m, o.Key, "an obligation")
	o.Bearer = c.role(m.Required("bearer"))
	o.To = c.role(m.Text("to"))
	o.When, o.Except = c.condition(m, "when", s), c.exceptions(m, s, false, "")
	if d := m.Get("deadline"); d != nil {
		o.Deadline = c.deadline(d)
	}
	c.doneBy(o, m.Get("done-by"), s)
	for _, item := range m.Items("must-contain") {
		o.MustContain = append(o.MustContain, c.content(item))
	}
	o.Phases, o.Because, o.Note = c.words(m, "phases"), c.words(m, "because"), c.words(m, "note")
	o.Source, o.Validity = c.sources(m, "source"), c.validity(m)
	o.Same, o.SameNot = c.sameStatus(m)
	m.Close()
	c.checkID(o.Key, "an obligation")
	c.declareShared(o.Key, "an obligation", o)
	if o.Bearer != nil {
		c.set.Obligations = append(c.set.Obligations, o)
	}
}

func (c *compiler) role(t yamlsrc.Text) *Named {
	return lookFor(c, t, "a role", c.set.Roles, (*Named).id)
}

func (c *compiler) act(t yamlsrc.Text) *Named {
	return lookFor(c, t, "an act", c.set.Acts, (*Named).id)
}

// doneBy reads an act, or a list of acts, each alone or with a condition under which it counts.
func (c *compiler) doneBy(o *Obligation, v *yamlsrc.Value, s scope) {
	if v == nil || v.Kind == yamlsrc.Null {
		return
	}
	items := []*yamlsrc.Value{v}
	if v.Kind == yamlsrc.Sequence {
		items = v.Items
	}
	for _, item := range items {
		d := DoneBy{Span: item.Span}
		if item.Kind == yamlsrc.Mapping {
			m := yamlsrc.OpenMap(item, "an act that counts", &c.diags)
			d.Act = c.act(m.Required("act"))
			if m.Has("when") {
				d.When = c.condition(m, "when", s)
			}
			m.Close()
		} else if item.Kind == yamlsrc.Scalar {
			d.Act = c.act(item.AsText())
		} else {
			yamlsrc.WrongType(item, `"done-by" is an act or a list of acts`, &c.diags)
		}
		if d.Act != nil {
			o.DoneBy = append(o.DoneBy, d)
		}
	}
}

// content reads one thing that a notice must contain: its title alone, or with its source.
func (c *compiler) content(v *yamlsrc.Value) Content {
	if !titled(v, "title", "source") {
		return Content{Title: c.translated(yamlsrc.ReadWords(v, `"must-contain"`, &c.diags), "must-contain")}
	}
	m := yamlsrc.OpenMap(v, "a content", &c.diags)
	defer m.Close()
	return Content{Title: c.words(m, "title"), Source: c.sources(m, "source")}
}

// deadline reads {within, after, counted}, or {earliest: [ … ]}; nil for one that cannot be read.
func (c *compiler) deadline(v *yamlsrc.Value) *Deadline {
	m := yamlsrc.OpenMap(v, "a deadline", &c.diags)
	defer m.Close()
	d := &Deadline{Span: v.Span}
	if m.Has("earliest") {
		for _, item := range m.Items("earliest") {
			if part := c.deadline(item); part != nil {
				d.Earliest = append(d.Earliest, part)
			}
		}
		if len(d.Earliest) == 0 {
			return nil
		}
		return d
	}
	ok := c.within(d, m.Required("within"))
	if after := m.Get("after"); after == nil {
		m.Required("after")
		ok = false
	} else {
		d.After = c.anchor(after)
		ok = ok && d.After != Anchor{}
	}
	if t := m.Text("counted"); !t.IsZero() {
		var known bool
		if d.Counted, known = moment.ParseCounting(t.Value); !known {
			c.diags.Add("rule-bad-deadline", t.Span, fmt.Sprintf("unknown way of counting %q", t.Value), nearestOr(t.Value, []string{"elapsed", "calendar-days", "eu-1182"}))
		}
	}
	if !ok {
		return nil
	}
	return d
}

// within reads a parameter, a duration, or without-undue-delay.
func (c *compiler) within(d *Deadline, t yamlsrc.Text) bool {
	const noNumber = "without-undue-delay"
	if t.IsZero() {
		return false
	}
	if d.NoNumber = t.Value == noNumber; d.NoNumber {
		return true
	}
	if d.Parameter = c.set.Parameter(t.Value); d.Parameter != nil {
		return c.parameterFits(t, d.Parameter, boundKind{phrase: "a time limit", duration: true})
	}
	if looksLikeID(t.Value) {
		known := []string{noNumber}
		for _, p := range c.set.Parameters {
			known = append(known, p.ID)
		}
		c.unknown("rule-unknown-name", t, "a parameter", known)
		return false
	}
	var err error
	if d.Within, err = moment.ParseDuration(t.Value); err != nil {
		c.bad("rule-bad-deadline", t, err)
	}
	return err == nil
}

// anchor reads what a deadline runs from: aware, an act, a moment fact, or the end of a unit of time in
// which one of these lies.
func (c *compiler) anchor(v *yamlsrc.Value) Anchor {
	if v.Kind == yamlsrc.Scalar {
		return c.anchorNamed(v.AsText())
	}
	m := yamlsrc.OpenMap(v, "what a deadline runs from", &c.diags)
	defer m.Close()
	unit, of := m.Required("end-of"), m.Required("of")
	a := Anchor{}
	if !of.IsZero() {
		a = c.anchorNamed(of)
	}
	precision, ok := moment.ParsePrecision(unit.Value)
	if !ok || precision > moment.Day {
		if !unit.IsZero() {
			c.diags.Add("rule-bad-deadline", unit.Span, fmt.Sprintf("a deadline cannot run from the end of %q", unit.Value), "write year, month or day")
		}
		return a
	}
	a.EndOf = precision
	return a
}

func (c *compiler) anchorNamed(t yamlsrc.Text) Anchor {
	if t.Value == "aware" {
		return Anchor{Aware: true}
	}
	if act := named(c.set.Acts, t.Value); act != nil {
		return Anchor{Act: act}
	}
	f := c.set.Fact(t.Value)
	if f != nil && f.Type == Moment {
		return Anchor{Fact: f}
	}
	if f != nil {
		c.diags.Add("rule-wrong-type", t.Span, fmt.Sprintf("a deadline runs from a moment, and %q is %s", f.ID, article(f.Type)), "",
			diag.Related{Span: f.Key.Span, Message: "the fact is declared here"})
		return Anchor{}
	}
	known := []string{"aware"}
	for _, a := range c.set.Acts {
		known = append(known, a.ID)
	}
	for _, f := range slices.DeleteFunc(slices.Clone(c.set.Facts), func(f *Fact) bool { return f.Type != Moment }) {
		known = append(known, f.ID)
	}
	c.unknown("rule-unknown-name", t, "a moment to run from", known)
	return Anchor{}
}

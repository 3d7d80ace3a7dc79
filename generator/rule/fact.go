package rule

import (
	"fmt"
	"slices"
	"strings"

	"casebook/generator/diag"
	"casebook/generator/yamlsrc"
)

// maxValues is how many values fit in [Bits].
const maxValues = 64

// operators are the keys that join conditions; nothing that a condition tests may be called so.
var operators = []string{"all", "any", "none"}

func (c *compiler) fact(p yamlsrc.Pair) {
	m := yamlsrc.OpenMap(p.Value, "a fact", &c.diags)
	f := &Fact{ID: p.Key.Value, Index: len(c.set.Facts), Span: entry(p), Key: p.Key,
		OfParty: c.ofParty(m), Fixed: m.Yes("fixed"), Title: c.title(m, p.Key, "a fact"),
		Ask: c.words(m, "ask"), Note: c.words(m, "note"), Source: c.sources(m, "source")}
	f.Type = c.typeOf(m, "a fact", YesNo, Choice, SetOf, Count, Duration, Moment)
	f.Values = c.values(m, f.Type)
	f.Says = c.says(m, f.Type, f.Values)
	c.sameValues(m, f.Values)
	f.Group = lookFor(c, m.Text("group"), "a group", c.set.Groups, (*Named).id)
	if v := m.Get("presumed"); v != nil {
		value, diags := c.set.ParseValue(f, v, nil)
		c.diags.Append(diags)
		if value.Known {
			f.Presumed = &value
		}
	}
	m.Close()
	c.checkID(p.Key, "a fact", append([]string{"aware"}, operators...)...)
	c.declareShared(p.Key, "a fact", f)
	if c.set.Facts = append(c.set.Facts, f); len(c.set.Facts) == maxFacts+1 {
		c.diags.Add("rule-too-many-facts", p.Key.Span, fmt.Sprintf("more than %d facts", maxFacts), "")
	}
}

// maxFacts is how many facts there may be: each is a question to writers, a page, and a way to narrow a
// search.
const maxFacts = 500

// ofParty reads `of: party`.
func (c *compiler) ofParty(m *yamlsrc.Map) bool {
	t := m.Text("of")
	if !t.IsZero() && t.Value != "party" {
		c.diags.Add("rule-wrong-type", t.Span, fmt.Sprintf("\"of\" says what it belongs to, found %q", t.Value), "write of: party, or leave it out")
	}
	return t.Value == "party"
}

// typeOf reads the type of a fact or conclusion; one that is missing or wrong is reported and read as
// yes-no, or as a choice where values are listed.
func (c *compiler) typeOf(m *yamlsrc.Map, what string, allowed ...Type) Type {
	t := m.Required("type")
	names := make([]string, len(allowed))
	for i, a := range allowed {
		if names[i] = a.String(); names[i] == t.Value {
			return a
		}
	}
	if !t.IsZero() {
		c.diags.Add("rule-wrong-type", t.Span, fmt.Sprintf("%s has no type %q", what, t.Value), nearestOr(t.Value, names))
	}
	if m.Has("values") {
		return Choice
	}
	return YesNo
}

// values reads the values of a choice or set, and gives a yes-no its two.
func (c *compiler) values(m *yamlsrc.Map, t Type) []Option {
	v := m.Get("values")
	switch {
	case t == YesNo && v == nil:
		return []Option{{ID: "yes", Span: m.Key("type").Span}, {ID: "no", Span: m.Key("type").Span}}
	case t != Choice && t != SetOf:
		if v != nil {
			c.diags.Add("rule-wrong-type", m.Key("values").Span, fmt.Sprintf("values are for a choice or a set, and this is %s", article(t)), "")
		}
		if t == YesNo {
			return []Option{{ID: "yes", Span: v.Span}, {ID: "no", Span: v.Span}}
		}
		return nil
	case v == nil:
		at := m.Key("type")
		c.diags.Add("yaml-missing-key", at.Span, fmt.Sprintf("%s needs the key \"values\"", article(t)), "add: values: {first: …, second: …}")
		return nil
	}
	return c.options(v)
}

func article(t Type) string { return "a " + t.String() }

// options reads values with their titles, or a list of values without.
func (c *compiler) options(v *yamlsrc.Value) []Option {
	var all []Option
	if v.Kind == yamlsrc.Sequence {
		for _, t := range yamlsrc.Texts(v, `"values"`, &c.diags) {
			all = append(all, Option{ID: t.Value, Span: t.Span, Title: idWords(t)})
		}
		c.diags.Add("rule-missing-title", v.Span, "values without titles: pages show their ids", "write values: {first: …, second: …}")
	}
	if v.Kind != yamlsrc.Sequence {
		for _, p := range yamlsrc.OpenMap(v, `"values"`, &c.diags).All() {
			title, noun := c.option(p)
			all = append(all, Option{ID: p.Key.Value, Span: p.Key.Span, Title: title, Noun: noun})
		}
	}
	for i, o := range all {
		id := yamlsrc.Text{Value: o.ID, Span: o.Span}
		c.checkID(id, "a value", "unknown")
		if slices.ContainsFunc(all[:i], func(p Option) bool { return p.ID == o.ID }) {
			c.diags.Add("rule-duplicate-id", o.Span, fmt.Sprintf("the value %q is listed twice", o.ID), "keep one of them")
		}
	}
	if len(all) > maxValues {
		c.diags.Add("rule-too-many-values", all[maxValues].Span, fmt.Sprintf("%d values: there may be %d", len(all), maxValues), "")
		all = all[:maxValues]
	}
	return all
}

// option reads the title of a value, alone or under `title` beside a noun.
func (c *compiler) option(p yamlsrc.Pair) (title, noun yamlsrc.Words) {
	if !titled(p.Value, "title", "noun") {
		return c.optionTitle(p, "a value"), noun
	}
	m := yamlsrc.OpenMap(p.Value, "a value", &c.diags)
	defer m.Close()
	return c.title(m, p.Key, "a value"), c.words(m, "noun")
}

// says reads the sentences about the state of a fact or conclusion: one for each value and for unknown,
// or one for all known states, alone or under `stated`.
func (c *compiler) says(m *yamlsrc.Map, t Type, values []Option) Says {
	v := m.Get("says")
	if v == nil || v.Kind == yamlsrc.Null {
		return Says{}
	}
	if v.Kind != yamlsrc.Mapping || c.spoken(v, values) {
		return Says{Pattern: c.translated(yamlsrc.ReadWords(v, `"says"`, &c.diags), "says")}
	}
	by := Says{By: map[string]yamlsrc.Words{}}
	known := append(ids(values), "unknown", "stated")
	about := map[string]*yamlsrc.Words{"stated": &by.Pattern}
	if t != YesNo && t != Choice {
		known = []string{"stated", "unknown", "suppose"}
		about["suppose"] = &by.Suppose
	}
	if t == SetOf {
		known = append(known, "more", "less", "only")
		about["more"], about["less"], about["only"] = &by.More, &by.Less, &by.Only
	}
	for _, p := range v.Pairs {
		words := c.translated(yamlsrc.ReadWords(p.Value, fmt.Sprintf("%q", p.Key.Value), &c.diags), p.Key.Value)
		switch {
		case !slices.Contains(known, p.Key.Value):
			c.diags.Add("rule-unknown-value", p.Key.Span, fmt.Sprintf("there is no value %q to speak of", p.Key.Value), nearestOr(p.Key.Value, known))
		case about[p.Key.Value] != nil:
			*about[p.Key.Value] = words
		default:
			by.By[p.Key.Value] = words
		}
	}
	return by
}

// spoken says whether a mapping holds one text in several languages and not one for each value: its
// first key names a language of the site and no value.
func (c *compiler) spoken(v *yamlsrc.Value, values []Option) bool {
	if len(v.Pairs) == 0 {
		return false
	}
	key := v.Pairs[0].Key.Value
	return slices.Contains(c.languages, key) && option(values, key) < 0
}

// nearestOr is the hint for a wrong word of a short list: the nearest, or all of them.
func nearestOr(word string, known []string) string {
	if hint := diag.DidYouMean(word, known); hint != "" {
		return hint
	}
	return "write one of: " + strings.Join(known, ", ")
}

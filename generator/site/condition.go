package site

import (
	"casebook/generator/moment"
	"casebook/generator/rule"
)

// Condition is a condition of a rule in words: a list of parts of which all, any or none must hold, or
// one test.
type Condition struct {
	Kind    string // "all", "any", "none" or "test"
	Subject Link   // of a test: the fact, conclusion or score
	Tests   []string
	Hedges  []string // sentences on thresholds that are ours
	Parts   []*Condition
}

// condition puts a condition into words; nil for nil.
func (e *edition) condition(c rule.Cond) *Condition {
	switch c := c.(type) {
	case *rule.All:
		return &Condition{Kind: "all", Parts: e.parts(c.Parts)}
	case *rule.Any:
		return &Condition{Kind: "any", Parts: e.parts(c.Parts)}
	case *rule.None:
		return &Condition{Kind: "none", Parts: e.parts(c.Parts)}
	case *rule.Test:
		return e.test(c)
	}
	return nil
}

func (e *edition) parts(conds []rule.Cond) []*Condition {
	var parts []*Condition
	for _, c := range conds {
		parts = append(parts, e.condition(c))
	}
	return parts
}

func (e *edition) test(t *rule.Test) *Condition {
	c := &Condition{Kind: "test"}
	var options []rule.Option
	kind := rule.Count
	switch {
	case t.Fact != nil:
		c.Subject, options, kind = e.factLink(t.Fact), t.Fact.Values, t.Fact.Type
	case t.Conclusion != nil:
		c.Subject, options, kind = e.conclusionLink(t.Conclusion), t.Conclusion.Values, t.Conclusion.Type
	case t.Score != nil:
		c.Subject = e.scoreLink(t.Score)
	}
	switch {
	case len(t.Sets) > 0:
		for _, s := range t.Sets {
			c.Tests = append(c.Tests, e.setTest(s, e.optionWords(kind, options, s.List)))
		}
	case len(t.Bounds) > 0:
		for _, b := range t.Bounds {
			e.bound(c, b)
		}
	default:
		c.Tests = []string{e.list(e.optionWords(kind, options, t.OneOf), "or")}
	}
	return c
}

// setTest says what a set must hold of some words. Of a single one there is nothing to choose.
func (e *edition) setTest(s rule.SetTest, words []string) string {
	op := [...]string{rule.AnyOf: "any", rule.AllOf: "all", rule.OnlyOf: "only", rule.NoneOf: "none"}[s.Op]
	if len(words) == 1 && s.Op != rule.OnlyOf {
		return e.T("cond.set-one-"+op, words[0])
	}
	last := [...]string{rule.AnyOf: "or", rule.AllOf: "and", rule.OnlyOf: "and", rule.NoneOf: "nor"}[s.Op]
	return e.T("cond.set-"+op, e.list(words, last))
}

func (e *edition) bound(c *Condition, b rule.Bound) {
	value := e.amount(b.Text)
	if p := b.Parameter; p != nil {
		value = lower(e.words(p.Title))
		if now, ok := p.At(e.base.Config.LawAsOf, nil); ok {
			value = e.T("cond.parameter", e.parameterValue(now), value)
		}
		if !p.Hedge.IsZero() {
			c.Hedges = append(c.Hedges, e.words(p.Hedge))
		}
	}
	c.Tests = append(c.Tests, e.T("cond."+b.Op.String(), value))
}

// parameterValue is what a parameter is worth, in words.
func (e *edition) parameterValue(v rule.ParameterValue) string {
	if v.Duration != (moment.Duration{}) {
		return e.duration(v.Duration)
	}
	return v.Value.In(e.lang)
}

// amount is a bound as written in a rule, in words: a duration or a number.
func (e *edition) amount(text string) string {
	if d, err := moment.ParseDuration(text); err == nil {
		return e.duration(d)
	}
	if n, ok := rule.ParseNumber(text); ok {
		return n.In(e.lang)
	}
	return text
}

// duration writes a length of time in words: "72 hours".
func (e *edition) duration(d moment.Duration) string {
	return e.texts.Plural("unit."+d.Unit().String(), int(d.Number()))
}

func (e *edition) optionWords(t rule.Type, options []rule.Option, set rule.Bits) []string {
	var list []string
	for i := range options {
		if set.Has(i) {
			list = append(list, e.optionWord(t, options, i))
		}
	}
	return list
}

// list writes words as a sentence does: "a, b or c"; last is the key of the word before the last one. A
// language may want that word before each: "ni a, ni b, ni c".
func (e *edition) list(words []string, last string) string {
	switch n := len(words); n {
	case 0:
		return ""
	case 1:
		return words[0]
	case 2:
		return e.T("list."+last, words[0], words[1])
	default:
		more := "list.more"
		if last == "nor" {
			more = "list.more-nor"
		}
		return e.T(more, words[0], e.list(words[1:], last))
	}
}

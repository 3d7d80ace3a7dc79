package rule

import (
	"fmt"
	"strings"

	"casebook/generator/source"
	"casebook/generator/yamlsrc"
)

// Authority is the supervisory authority of a country.
type Authority struct {
	Country  string // ISO 3166 alpha-2
	Span     source.Span
	Name     yamlsrc.Words
	Form     string          // address of its notification form
	Asks     []yamlsrc.Words // what the form asks
	AsksNote yamlsrc.Words   // how sure that is
	Note     yamlsrc.Words
	Apart    bool // what [Competence] says of the others does not hold for it
}

// Competence says of a role that an authority has it: of obligations to it, the authority of the case's
// country is told, unless a fact makes another competent.
type Competence struct {
	Role   *Named // nil when unknown, which was reported
	Span   source.Span
	Fact   *Fact // of the case; nil when there is none
	Says   Says  // what follows for who is competent, by the fact's value and for unknown
	Source []Source
}

func (c *compiler) authority(p yamlsrc.Pair) {
	m := yamlsrc.OpenMap(p.Value, "an authority", &c.diags)
	a := &Authority{Country: p.Key.Value, Span: entry(p), Name: c.neutral(m, "name"), Form: m.Text("form").Value,
		AsksNote: c.words(m, "asks-note"), Note: c.words(m, "note"), Apart: m.Yes("apart")}
	for _, item := range m.Items("asks") {
		a.Asks = append(a.Asks, c.translated(yamlsrc.ReadWords(item, `"asks"`, &c.diags), "asks"))
	}
	m.Close()
	c.declare(p.Key, "an authority", a)
	if len(a.Country) != 2 || strings.ToUpper(a.Country) != a.Country {
		c.diags.Add("rule-bad-id", p.Key.Span, fmt.Sprintf("%q is not a country: an authority stands under two capital letters, such as FR", a.Country), "")
	}
	if a.Name.IsZero() {
		a.Name = c.untitled(p.Key, "an authority")
	}
	c.set.Authorities = append(c.set.Authorities, a)
}

// checkCountry reports what is not written like a country.
func (c *compiler) checkCountry(t yamlsrc.Text) {
	if len(t.Value) != 2 || strings.ToUpper(t.Value) != t.Value {
		c.diags.Add("rule-bad-id", t.Span, fmt.Sprintf("%q is not a country: one is written with two capital letters, such as FR", t.Value), "")
	}
}

// competence reads what makes an authority competent, under the role that it has.
func (c *compiler) competence(p yamlsrc.Pair) {
	m := yamlsrc.OpenMap(p.Value, "a competence", &c.diags)
	n := &Competence{Role: lookFor(c, p.Key, "a role", c.set.Roles, (*Named).id), Span: entry(p), Source: c.sources(m, "source"),
		Fact: lookFor(c, m.Text("fact"), "a fact", c.set.Facts, func(f *Fact) string { return f.ID })}
	if n.Fact != nil {
		n.Says = c.says(m, n.Fact.Type, n.Fact.Values)
	}
	m.Close()
	c.set.Competences = append(c.set.Competences, n)
}

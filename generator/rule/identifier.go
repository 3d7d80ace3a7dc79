package rule

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"casebook/generator/source"
	"casebook/generator/yamlsrc"
)

// Vocabulary is a vocabulary of others. Its terms are written with its prefix: eu-gdpr:DataBreach.
type Vocabulary struct {
	Prefix string
	Span   source.Span
	IRI    string // what the prefix stands for
}

// reserved are prefixes that mean something already: they begin addresses, or pages use them themselves.
var reserved = []string{"http", "https", "urn", "mailto", "data", "file", "schema", "dcterms"}

func (c *compiler) vocabularyOf(p yamlsrc.Pair) {
	t := p.Value.AsText()
	v := &Vocabulary{Prefix: p.Key.Value, Span: entry(p), IRI: t.Value}
	c.checkID(p.Key, "a vocabulary", reserved...)
	c.declare(p.Key, "a vocabulary", v)
	if t.IsZero() {
		yamlsrc.WrongType(p.Value, "a vocabulary is the address that its terms begin with", &c.diags)
		return
	}
	if c.isIRI(t) && !strings.HasSuffix(v.IRI, "#") && !strings.HasSuffix(v.IRI, "/") {
		c.diags.Add("rule-bad-iri", t.Span, fmt.Sprintf("%q is no beginning of an identifier: terms would run into its last word", t.Value), "let it end in # or /")
	}
	c.set.Vocabularies = append(c.set.Vocabularies, v)
}

// isIRI reports a text that is not an absolute identifier of the web.
func (c *compiler) isIRI(t yamlsrc.Text) bool {
	u, err := url.Parse(t.Value)
	switch {
	case err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "":
		c.diags.Add("rule-bad-iri", t.Span, fmt.Sprintf("%q is no identifier of the web", t.Value), "write it in full, from http:// or https:// on")
	case strings.ContainsAny(t.Value, " \t\n<>\"{}|\\^`"):
		c.diags.Add("rule-bad-iri", t.Span, fmt.Sprintf("%q holds a character that no identifier may have", t.Value), "write it without spaces, quotes and brackets")
	default:
		return true
	}
	return false
}

// same reads the terms of other vocabularies that mean the same as an entry: one or a list, each in full or
// with the prefix of a vocabulary.
func (c *compiler) same(m *yamlsrc.Map) []string { return c.terms(m.Get("same-as")) }

func (c *compiler) terms(v *yamlsrc.Value) []string {
	var terms []string
	for _, t := range yamlsrc.Texts(v, `"same-as"`, &c.diags) {
		if c.isTerm(t) {
			terms = append(terms, t.Value)
		}
	}
	return terms
}

func (c *compiler) isTerm(t yamlsrc.Text) bool {
	prefix, name, ok := strings.Cut(t.Value, ":")
	if !ok || strings.HasPrefix(name, "//") {
		return c.isIRI(t)
	}
	v := lookFor(c, yamlsrc.Text{Value: prefix, Span: t.Span}, "a vocabulary", c.set.Vocabularies, (*Vocabulary).id)
	return v != nil && c.isIRI(yamlsrc.Text{Value: v.IRI + name, Span: t.Span})
}

// sameValues reads the terms that mean the same as values: a mapping of value and terms.
func (c *compiler) sameValues(m *yamlsrc.Map, values []Option) {
	for _, p := range m.Pairs("same-as") {
		if i := option(values, p.Key.Value); i >= 0 {
			values[i].Same = c.terms(p.Value)
			continue
		}
		c.diags.Add("rule-unknown-value", p.Key.Span, fmt.Sprintf("there is no value %q", p.Key.Value), nearestOr(p.Key.Value, ids(values)))
	}
}

// sameStatus reads the terms that mean the same as an obligation that is required, and those of one that is
// not: the former alone, or a mapping of status and terms.
func (c *compiler) sameStatus(m *yamlsrc.Map) (required, not []string) {
	if v := m.Get("same-as"); v == nil || v.Kind != yamlsrc.Mapping {
		return c.same(m), nil
	}
	status := []Option{{ID: "required"}, {ID: "not-required"}}
	c.sameValues(m, status)
	return status[0].Same, status[1].Same
}

func (v *Vocabulary) id() string { return v.Prefix }

// ELI returns the European Legislation Identifier of the place, as the Union writes those of its acts:
// …/oj is the act, …/art_33/par_1/oj a paragraph, …/art_34/par_3/pnt_a/oj a point. It identifies; it need
// not lead there. A place that has no such identifier has that of the act; "" where the act has none.
func (s Source) ELI() string {
	if s.Instrument == nil {
		return ""
	}
	act, ok := strings.CutSuffix(s.Instrument.ELI, "/oj")
	m := articleLocator.FindStringSubmatch(s.Locator)
	if !ok || m == nil {
		return s.Instrument.ELI
	}
	return act + "/art_" + m[1] + s.Instrument.partsELI(m[1], articlePart.FindAllString(m[2], -1)) + "/oj"
}

// partsELI writes what is below an article, at most to the point: deeper places have no identifier that
// works.
func (i *Instrument) partsELI(article string, parts []string) string {
	var b strings.Builder
	for _, part := range parts[:min(2, len(parts))] {
		if slices.Contains(i.Points, article) || part[0] > '9' {
			b.WriteString("/pnt_" + part)
			break
		}
		b.WriteString("/par_" + part)
	}
	return b.String()
}

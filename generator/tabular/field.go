package tabular

import (
	"fmt"
	"regexp"
	"strconv"

	"casebook/generator/source"
	"casebook/generator/yamlsrc"
)

// field reads a column, or another field, and makes a value of it: the steps are taken in the order of
// the members below.
type field struct {
	name     string
	column   yamlsrc.Text // "" where it reads another field
	from     *field
	only     *field // it has a value only where this field has one
	unless   *field // and only where this one has none
	replace  []replacement
	patterns []pattern
	collect  bool // every pattern that fits gives a value, not only the first
	split    string
	lower    bool
	values   map[string]string // nil for none
	unlisted string            // what a value that is not in the table is: report, keep or drop
	number   bool
	thousand string // the signs that may stand between groups of three digits
	dates    []dateForm
	required bool
	place    int // among the fields
}

// replacement exchanges what a pattern fits.
type replacement struct {
	match *regexp.Regexp
	with  string
}

// pattern gives a value where it fits.
type pattern struct {
	match *regexp.Regexp
	is    string // may hold $1 and ${name}; "" gives nothing and ends the search
	whole bool   // the value is all that the pattern fits
}

func (p *mappingParser) field(pair yamlsrc.Pair) {
	f := &field{name: pair.Key.Value, place: len(p.fields)}
	if !isName(f.name) {
		p.diags.Add("import-bad-field", pair.Key.Span, strconv.Quote(f.name)+" cannot be the name of a field",
			"use letters, digits, hyphens and underscores")
	}
	m := yamlsrc.OpenMap(pair.Value, "a field", &p.diags)
	m.Span = pair.Key.Span
	f.from = p.known(m.Text("from"))
	if !m.Has("from") {
		f.column = m.Required("column")
	} else if m.Has("column") {
		p.diags.Add("import-bad-field", m.Key("from").Span, "a field reads a column or another field, not both", "remove one of column and from")
	}
	f.only, f.unless = p.known(m.Text("if")), p.known(m.Text("unless"))
	f.replace = p.replacements(m)
	f.patterns = p.patterns(m)
	f.collect = m.Yes("collect")
	f.split = m.Text("split").Value
	f.lower = m.Yes("lowercase")
	p.valueTable(f, m)
	f.number, f.thousand = m.Yes("number"), m.Text("thousands").Value
	for _, t := range m.Texts("date") {
		f.dates = append(f.dates, p.dateForm(t))
	}
	f.required = m.Yes("required")
	m.Close()
	p.fields = append(p.fields, f)
	p.byName[f.name] = f
}

var fieldName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]*$`)

func isName(text string) bool { return fieldName.MatchString(text) }

func (p *mappingParser) replacements(m *yamlsrc.Map) (all []replacement) {
	for _, item := range m.Items("replace") {
		r := yamlsrc.OpenMap(item, "a replacement", &p.diags)
		if match := p.regexp(r.Required("match")); match != nil {
			all = append(all, replacement{match, r.Text("with").Value})
		}
		r.Get("with")
		r.Close()
	}
	return all
}

func (p *mappingParser) patterns(m *yamlsrc.Map) (all []pattern) {
	for _, item := range m.Items("patterns") {
		r := yamlsrc.OpenMap(item, "a pattern", &p.diags)
		match, whole, is := p.regexp(r.Required("match")), !r.Has("is"), r.Text("is").Value
		if match != nil {
			all = append(all, pattern{match, is, whole})
		}
		r.Close()
	}
	return all
}

func (p *mappingParser) regexp(t yamlsrc.Text) *regexp.Regexp {
	if t.IsZero() {
		return nil
	}
	re, err := regexp.Compile(t.Value)
	if err != nil {
		p.diags.Add("import-bad-pattern", t.Span, fmt.Sprintf("%q is not a pattern: %v", t.Value, err),
			"write a regular expression in the syntax of RE2, in single quotes so that backslashes stay")
	}
	return re
}

// valueTable reads the words that cells are translated into.
func (p *mappingParser) valueTable(f *field, m *yamlsrc.Map) {
	if m.Has("values") {
		f.values = map[string]string{}
	}
	for _, pair := range m.Pairs("values") {
		if pair.Value.Kind != yamlsrc.Scalar && pair.Value.Kind != yamlsrc.Null {
			yamlsrc.WrongType(pair.Value, "a value of the table is a text", &p.diags)
			continue
		}
		f.values[pair.Key.Value] = pair.Value.Text
	}
	t := m.Text("unlisted")
	switch f.unlisted = t.Value; t.Value {
	case "":
		f.unlisted = "report"
	case "report", "keep", "drop":
	default:
		p.diags.Add("yaml-wrong-type", t.Span, fmt.Sprintf(`"unlisted" is report, keep or drop, found %q`, t.Value), "")
	}
}

// columns reports the columns that fields read and the table does not have, and returns the place of
// each field's column, -1 for none.
func (m *Mapping) columns(header []string) (places []int, missing []*field) {
	at := map[string]int{}
	for i, name := range header {
		at[name] = i
	}
	for _, f := range m.fields {
		i, ok := at[f.column.Value]
		switch {
		case f.from != nil:
			i = -1
		case !ok:
			i, missing = -1, append(missing, f)
		}
		places = append(places, i)
	}
	return places, missing
}

// span is where the mapping names the field's column.
func (f *field) span() source.Span { return f.column.Span }

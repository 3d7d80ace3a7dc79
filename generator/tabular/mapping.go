package tabular

import (
	"fmt"
	"strconv"

	"casebook/generator/diag"
	"casebook/generator/source"
	"casebook/generator/yamlsrc"
)

// Mapping says how a row becomes a case.
type Mapping struct {
	source    *source.File
	delimiter rune
	encoding  string // "" for UTF-8
	missing   map[string]bool
	fields    []*field
	byName    map[string]*field
	skip      *field // a row in which it has a value becomes no case; nil for none
	id        *template
	distinct  []*field // what tells rows apart that would have one id
	front     *node
	body      []*template // a line each
}

// Parse reads a mapping. Where it has faults the Mapping must not be used.
func Parse(file *source.File) (*Mapping, diag.List) {
	value, diags := yamlsrc.Parse(file, 0, -1)
	p := &mappingParser{Mapping: &Mapping{source: file, byName: map[string]*field{}}, diags: diags}
	if diags.HasErrors() {
		return p.Mapping, p.diags
	}
	m := yamlsrc.OpenMap(value, "a mapping", &p.diags)
	if value == nil {
		m.Span = file.Span(0, 0)
	}
	p.table(m)
	for _, pair := range m.Pairs("fields") {
		p.field(pair)
	}
	p.skip = p.known(m.Text("skip"))
	p.id = p.template(m.Required("id"))
	for _, name := range m.Texts("distinct") {
		if f := p.known(name); f != nil {
			p.distinct = append(p.distinct, f)
		}
	}
	p.readCase(m)
	p.readBody(m.Text("body"))
	m.Close()
	return p.Mapping, p.diags
}

type mappingParser struct {
	*Mapping
	diags diag.List
}

// table reads how the table is written.
func (p *mappingParser) table(m *yamlsrc.Map) {
	p.delimiter = ','
	if t := m.Text("delimiter"); !t.IsZero() {
		if runes := []rune(t.Value); len(runes) == 1 && runes[0] != '"' && runes[0] != '\n' && runes[0] != '\r' && runes[0] != '\uFFFD' {
			p.delimiter = runes[0]
		} else {
			p.diags.Add("yaml-wrong-type", t.Span, fmt.Sprintf(`"delimiter" is one character, found %q`, t.Value), `write ",", ";" or "\t"`)
		}
	}
	switch t := m.Text("encoding"); t.Value {
	case "", "utf-8":
	case "windows-1252":
		p.encoding = t.Value
	default:
		p.diags.Add("yaml-wrong-type", t.Span, fmt.Sprintf("unknown encoding %q", t.Value), "write one of: utf-8, windows-1252")
	}
	p.missing = map[string]bool{"": true}
	for _, t := range m.Texts("missing") {
		p.missing[t.Value] = true
	}
}

// known returns the field of a name; what is none is reported, and nil.
func (p *mappingParser) known(name yamlsrc.Text) *field {
	f := p.byName[name.Value]
	if f == nil && !name.IsZero() {
		p.unknownField(name.Value, name.Span)
	}
	return f
}

func (p *mappingParser) unknownField(name string, at source.Span) {
	var names []string
	for _, f := range p.fields {
		names = append(names, f.name)
	}
	hint := diag.DidYouMean(name, names)
	if hint == "" {
		hint = "declare it under fields, before what uses it"
	}
	p.diags.Add("import-unknown-field", at, "there is no field "+strconv.Quote(name), hint)
}

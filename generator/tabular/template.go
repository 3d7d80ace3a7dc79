package tabular

import (
	"fmt"
	"strings"

	"casebook/generator/source"
	"casebook/generator/yamlsrc"
)

// template is a text with fields in it.
type template struct{ parts []part }

// part is a text as it stands, or a field.
type part struct {
	text  string
	field *field
	quote bool // {field.quote}: the passage that the field's pattern fitted
}

// template reads {field} and {field.quote}; {{ and }} stand for the signs themselves.
func (p *mappingParser) template(t yamlsrc.Text) *template {
	made := &template{}
	literal := func(text string) {
		if text != "" {
			made.parts = append(made.parts, part{text: text})
		}
	}
	rest := t.Value
	for {
		at := strings.IndexAny(rest, "{}")
		if at < 0 {
			literal(rest)
			return made
		}
		literal(rest[:at])
		if strings.HasPrefix(rest[at:], "{{") || strings.HasPrefix(rest[at:], "}}") {
			literal(rest[at : at+1])
			rest = rest[at+2:]
			continue
		}
		end := strings.IndexByte(rest[at:], '}')
		if rest[at] == '}' || end < 0 {
			p.diags.Add("import-bad-placeholder", p.find(t.Span, rest[at:]), fmt.Sprintf("%q opens or closes no field", rest[at:at+1]),
				"write {field}, or {{ and }} for the signs themselves")
			return made
		}
		if f, quote := p.placeholder(rest[at+1:at+end], t.Span); f != nil {
			made.parts = append(made.parts, part{field: f, quote: quote})
		}
		rest = rest[at+end+1:]
	}
}

func (p *mappingParser) placeholder(text string, at source.Span) (f *field, quote bool) {
	name, quote := strings.CutSuffix(strings.TrimSpace(text), ".quote")
	if f = p.byName[name]; f == nil {
		p.unknownField(name, p.find(at, "{"+text+"}"))
	} else if quote && len(f.patterns) == 0 {
		p.diags.Add("import-bad-placeholder", p.find(at, "{"+text+"}"), fmt.Sprintf("the field %q has no patterns, and so no quote", name), "")
	}
	return f, quote
}

// find returns where a text stands within a span, or the span where it is written otherwise.
func (p *mappingParser) find(at source.Span, text string) source.Span {
	text, _, _ = strings.Cut(text, "\n")
	if i := strings.Index(at.Text(), text); i >= 0 {
		return p.source.Span(at.Start+i, at.Start+i+len(text))
	}
	return at
}

// list returns what a part has in a row.
func (t part) list(values []value) []string {
	v := values[t.field.place]
	switch {
	case !t.quote:
		return v.list
	case v.quote == "":
		return nil
	}
	return []string{v.quote}
}

// alone returns the one field that a template is, nil where there is more or less.
func (t *template) alone() *part {
	if len(t.parts) == 1 && t.parts[0].field != nil {
		return &t.parts[0]
	}
	return nil
}

// fill puts the values of a row into the template, each through form. used is no where the template has
// fields and none of them a value.
func (t *template) fill(values []value, form func(string) string) (text string, used bool) {
	var b strings.Builder
	fields := 0
	for _, p := range t.parts {
		if p.field == nil {
			b.WriteString(p.text)
			continue
		}
		fields++
		list := p.list(values)
		used = used || len(list) > 0
		b.WriteString(form(strings.Join(list, ", ")))
	}
	return b.String(), used || fields == 0
}

package schema

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"casebook/generator/diag"
	"casebook/generator/rule"
	"casebook/generator/yamlsrc"
)

// object is a JSON object whose members keep their order: that of the vocabulary.
type object []member

type member struct {
	key   string
	value any
}

// MarshalJSON writes the members in order.
func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		for j, v := range []any{m.key, m.value} {
			text, err := marshal(v)
			if err != nil {
				return nil, err
			}
			b.Write(text)
			if j == 0 {
				b.WriteByte(':')
			}
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// marshal writes < and > as they are: people read schemas too.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(v)
	return bytes.TrimSpace(b.Bytes()), err
}

// with returns the object with one more member, at its end.
func (o object) with(key string, value any) object {
	return append(slices.Clone(o), member{key, value})
}

// maker makes one schema.
type maker struct {
	rules     *rule.Set
	languages []string
}

// document writes a whole schema.
func (m *maker) document(title diag.Text, root object, defs object) []byte {
	all := object{
		{"$schema", "https://json-schema.org/draft/2020-12/schema"},
		{"title", m.titleOf(title)},
	}
	all = append(append(all, root...), member{"$defs", defs})
	var b bytes.Buffer
	text, err := marshal(all)
	if err != nil {
		panic("schema: " + err.Error()) // every value is of this package
	}
	json.Indent(&b, text, "", "  ")
	b.WriteByte('\n')
	return b.Bytes()
}

// titleOf is our own text as a title.
func (m *maker) titleOf(t diag.Text) string { return m.each(t.In, " / ") }

// describe adds our own text to a schema as its description.
func (m *maker) describe(o object, t diag.Text) object {
	return append(object{{"description", m.each(t.In, "\n\n")}}, o...)
}

// spoken puts words of the rules in all languages of the site; "" for words that were not given.
func (m *maker) spoken(w yamlsrc.Words, between string) string {
	if w.IsZero() {
		return ""
	}
	return m.each(w.In, between)
}

// each joins what a text is in each language of the site, once where two are the same.
func (m *maker) each(in func(lang string) string, between string) string {
	var all []string
	for _, lang := range m.languages {
		if text := in(lang); !slices.Contains(all, text) {
			all = append(all, text)
		}
	}
	return strings.Join(all, between)
}

// annotated puts a title and a description before a schema, each where there is one.
func annotated(title, description string, o object) object {
	var about object
	if title != "" {
		about = append(about, member{"title", title})
	}
	if description != "" {
		about = append(about, member{"description", description})
	}
	return append(about, o...)
}

// paragraphs joins texts, leaving out the empty ones.
func paragraphs(texts ...string) string {
	return strings.Join(slices.DeleteFunc(texts, func(t string) bool { return t == "" }), "\n\n")
}

func ref(name string) object { return object{{"$ref", "#/$defs/" + name}} }

func typed(name string) object { return object{{"type", name}} }

func anyOf(of ...object) object { return object{{"anyOf", of}} }

func listOf(items object) object { return object{{"type", "array"}, {"items", items}} }

// oneOrMore is a text alone or a list of them.
func oneOrMore(items object) object { return anyOf(items, listOf(items)) }

// mapping is an object with these keys and no others.
func mapping(properties object, required ...string) object {
	o := object{{"type", "object"}, {"properties", properties}, {"additionalProperties", false}}
	if len(required) > 0 {
		o = append(o, member{"required", required})
	}
	return o
}

// matching is a text of a form.
func matching(pattern string) object { return object{{"type", "string"}, {"pattern", pattern}} }

// oneWord is one of a list of words, with what each means for editors that show it.
func oneWord(words []string, meanings []string) object {
	o := object{{"type", "string"}, {"enum", words}}
	if slices.ContainsFunc(meanings, func(m string) bool { return m != "" }) {
		o = append(o, member{"enumDescriptions", meanings})
	}
	return o
}

// nullable lets a key stand with nothing after it, as it does while somebody types.
func nullable(o object) object {
	if name, ok := o[0].value.(string); ok && o[0].key == "type" {
		return append(object{{"type", []string{name, "null"}}}, o[1:]...)
	}
	return anyOf(o, typed("null"))
}

const (
	idPattern       = `^[A-Za-z0-9_][A-Za-z0-9_-]*$`
	datePattern     = `^\d{4}-\d{2}-\d{2}$`
	momentPattern   = `^(unknown|\d{4}(-\d{2}(-\d{2}([T ]\d{2}(:\d{2}(:\d{2})?)?(Z|[+-]\d{2}:\d{2})?)?)?)?)$`
	durationPattern = `^\d+(min|h|d|mo)$`
	numberPattern   = `^-?\d+(\.\d{1,6})?$`
	urlPattern      = `^https?://`
)

// scalars are the forms that more than one key has. Texts that look like numbers are numbers to YAML,
// and casebook takes every scalar as it is written.
func scalars() object {
	return object{
		{"text", object{{"type", []string{"string", "number", "boolean", "null"}}}},
		{"id", matching(idPattern)},
		{"date", matching(datePattern)},
		{"moment", anyOf(matching(momentPattern), object{{"type", "integer"}, {"minimum", 1000}, {"maximum", 9998}})},
		{"duration", matching(durationPattern)},
		{"number", anyOf(typed("number"), matching(numberPattern))},
		{"whole", anyOf(object{{"type", "integer"}, {"minimum", 0}}, matching(`^\d+$`))},
		{"url", matching(urlPattern)},
	}
}

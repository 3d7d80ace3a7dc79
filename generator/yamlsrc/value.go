// Package yamlsrc reads YAML into values that remember their place. It is the only package that knows
// gopkg.in/yaml.v3.
//
// [Parse] gives a tree of [Value]s; a [Map] reads the keys of one mapping by name and, when it is
// closed, reports every key that nobody asked for, with "did you mean". Scalars stay text: whether
// "2023" is a year, a count or a name is for the reader of the key to say, so a bare date or "no" is
// never turned into something its author did not write.
package yamlsrc

import "casebook/generator/source"

// Kind is the shape of a value.
type Kind int

const (
	Null     Kind = iota // nothing after the colon, "~" or "null"
	Scalar               // one text
	Sequence             // a list
	Mapping              // keys and values, in the order written
)

func (k Kind) String() string { return [...]string{"nothing", "a text", "a list", "a mapping"}[k] }

// Value is one YAML value and where it stands.
type Value struct {
	Kind   Kind
	Text   string      // of a scalar, decoded
	Quoted bool        // a scalar in quotes, or a block scalar
	Flow   bool        // a list or mapping in [ ] or { }
	Span   source.Span // the value as written: quotes and brackets included
	Pairs  []Pair      // of a mapping
	Items  []*Value    // of a sequence
}

// Pair is one key of a mapping with its value.
type Pair struct {
	Key   Text
	Value *Value
}

// Text is a text that knows its place.
type Text struct {
	Value string
	Span  source.Span
}

// IsZero says whether the text was not given at all; an empty text that was written is not zero.
func (t Text) IsZero() bool { return t.Value == "" && t.Span.IsZero() }

func (t Text) String() string { return t.Value }

// AsText returns a scalar's text with its place; the zero Text of anything else.
func (v *Value) AsText() Text {
	if v == nil || v.Kind != Scalar {
		return Text{}
	}
	return Text{Value: v.Text, Span: v.Span}
}

// Words is a text in several languages.
type Words struct {
	Span source.Span
	By   []Spoken // in the order written
}

// Spoken is a text in one language; Lang is "" for a text written without one.
type Spoken struct {
	Lang string
	Text Text
}

// IsZero says whether nothing was written.
func (w Words) IsZero() bool { return len(w.By) == 0 }

// Has says whether the text is given in a language.
func (w Words) Has(lang string) bool {
	for _, s := range w.By {
		if s.Lang == lang {
			return true
		}
	}
	return false
}

// In returns the text in a language; where it is missing, the one without a language, else the first.
func (w Words) In(lang string) string {
	fallback := ""
	for i, s := range w.By {
		if s.Lang == lang {
			return s.Text.Value
		}
		if i == 0 || s.Lang == "" {
			fallback = s.Text.Value
		}
	}
	return fallback
}

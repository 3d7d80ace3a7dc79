package yamlsrc

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"casebook/generator/diag"
	"casebook/generator/source"
)

// Map reads one mapping by its keys. Each reading method marks its key as known, reports a value of the
// wrong type, and returns a zero value for it or for a key that is not there. [Map.Close] reports what
// nobody asked for.
type Map struct {
	Span  source.Span
	what  string // "a case file", for messages
	value *Value
	known []string
	diags *diag.List
}

// OpenMap starts reading a mapping that is, in words with an article, a what. A value of another kind is
// reported and read as an empty mapping; a nil value is an empty mapping.
func OpenMap(v *Value, what string, diags *diag.List) *Map {
	m := &Map{what: what, value: v, diags: diags}
	if v == nil {
		return m
	}
	m.Span = v.Span
	if v.Kind != Mapping && v.Kind != Null {
		WrongType(v, what+" is a mapping of keys to values", diags)
	}
	return m
}

// WrongType reports that a value is not what was expected: "a summary is a text".
func WrongType(v *Value, expected string, diags *diag.List) {
	found := v.Kind.String()
	if v.Kind == Scalar {
		found = strconv.Quote(v.Text)
	}
	diags.Add("yaml-wrong-type", v.Span, fmt.Sprintf("%s, found %s", expected, found), "")
}

// Has says whether a key was written, and marks it as known.
func (m *Map) Has(key string) bool { return m.Get(key) != nil }

// Get returns the value of a key, nil when it is not there, and marks the key as known.
func (m *Map) Get(key string) *Value {
	m.known = append(m.known, key)
	if m.value == nil {
		return nil
	}
	for _, p := range m.value.Pairs {
		if p.Key.Value == key {
			return p.Value
		}
	}
	return nil
}

// Key returns the key itself as it was written, for its place.
func (m *Map) Key(key string) Text {
	if m.value != nil {
		for _, p := range m.value.Pairs {
			if p.Key.Value == key {
				return p.Key
			}
		}
	}
	return Text{}
}

// Text returns a key's text.
func (m *Map) Text(key string) Text {
	v := m.Get(key)
	if v == nil || v.Kind == Null {
		return Text{}
	}
	if v.Kind != Scalar {
		WrongType(v, fmt.Sprintf("%q is a text", key), m.diags)
	}
	return v.AsText()
}

// Required is [Map.Text], and reports a key that is missing or empty.
func (m *Map) Required(key string) Text {
	v := m.Get(key)
	if v == nil || v.Kind == Null {
		m.diags.Add("yaml-missing-key", m.at(), fmt.Sprintf("%s needs the key %q", m.what, key), fmt.Sprintf("add: %s: …", key))
		return Text{}
	}
	return m.Text(key)
}

// at is where a missing key is reported: the start of the mapping, not all of it.
func (m *Map) at() source.Span {
	s := m.Span
	if m.value != nil && len(m.value.Pairs) > 0 {
		s = m.value.Pairs[0].Key.Span
	}
	return s
}

// Texts returns a key's texts: a list of texts, or one text alone.
func (m *Map) Texts(key string) []Text {
	return Texts(m.Get(key), fmt.Sprintf("%q", key), m.diags)
}

// Texts reads a list of texts, or one text alone; nil for a nil value. what names it in messages.
func Texts(v *Value, what string, diags *diag.List) []Text {
	if v == nil || v.Kind == Null {
		return nil
	}
	if v.Kind == Scalar {
		return []Text{v.AsText()}
	}
	if v.Kind != Sequence {
		WrongType(v, what+" is a text or a list of texts", diags)
		return nil
	}
	var texts []Text
	for _, item := range v.Items {
		if item.Kind != Scalar {
			WrongType(item, what+" is a list of texts", diags)
			continue
		}
		texts = append(texts, item.AsText())
	}
	return texts
}

// Items returns the values of a key's list, nil when it is not there.
func (m *Map) Items(key string) []*Value {
	v := m.Get(key)
	if v == nil || v.Kind == Null {
		return nil
	}
	if v.Kind != Sequence {
		WrongType(v, fmt.Sprintf("%q is a list", key), m.diags)
		return nil
	}
	return v.Items
}

// Pairs returns the keys and values of a key's mapping, nil when it is not there.
func (m *Map) Pairs(key string) []Pair {
	return OpenMap(m.Get(key), fmt.Sprintf("%q", key), m.diags).All()
}

// All returns every pair of the mapping and marks every key as known.
func (m *Map) All() []Pair {
	if m.value == nil {
		return nil
	}
	for _, p := range m.value.Pairs {
		m.known = append(m.known, p.Key.Value)
	}
	return m.value.Pairs
}

// Yes returns whether a key says yes; anything but yes and no is reported.
func (m *Map) Yes(key string) bool {
	t := m.Text(key)
	if t.IsZero() {
		return false
	}
	if t.Value != "yes" && t.Value != "no" {
		m.diags.Add("yaml-wrong-type", t.Span, fmt.Sprintf("%q is yes or no, found %q", key, t.Value), "")
	}
	return t.Value == "yes"
}

// Words returns a key's text in its languages.
func (m *Map) Words(key string) Words {
	return ReadWords(m.Get(key), fmt.Sprintf("%q", key), m.diags)
}

// ReadWords reads a text in its languages: {en: …, fr: …}, or a text alone. what names it in messages.
func ReadWords(v *Value, what string, diags *diag.List) Words {
	if v == nil || v.Kind == Null {
		return Words{}
	}
	w := Words{Span: v.Span}
	switch v.Kind {
	case Scalar:
		w.By = []Spoken{{Text: v.AsText()}}
	case Mapping:
		for _, p := range v.Pairs {
			if p.Value.Kind != Scalar || !isLanguage(p.Key.Value) {
				diags.Add("yaml-wrong-type", p.Key.Span, fmt.Sprintf("%s is a text for each language, found the key %q", what, p.Key.Value), flowHint(v, p))
				continue
			}
			w.By = append(w.By, Spoken{Lang: p.Key.Value, Text: p.Value.AsText()})
		}
	default:
		WrongType(v, what+" is a text, or one text for each language", diags)
	}
	return w
}

func isLanguage(key string) bool {
	return len(key) == 2 && strings.ToLower(key) == key && key[0] >= 'a' && key[0] <= 'z'
}

// Close reports every key that was written and never asked for.
func (m *Map) Close() {
	if m.value == nil {
		return
	}
	for _, p := range m.value.Pairs {
		if slices.Contains(m.known, p.Key.Value) {
			continue
		}
		hint := flowHint(m.value, p)
		if hint == "" {
			hint = m.outdentHint(p)
		}
		if hint == "" {
			hint = diag.DidYouMean(p.Key.Value, m.known)
		}
		if hint == "" {
			known := slices.Clone(m.known)
			slices.Sort(known)
			hint = "known keys: " + strings.Join(slices.Compact(known), ", ")
		}
		m.diags.Add("yaml-unknown-key", p.Key.Span, fmt.Sprintf("%s has no key %q", m.what, p.Key.Value), hint)
	}
}

// outdentHint explains keys that stand beside the key that they belong under, which then has no value.
func (m *Map) outdentHint(p Pair) string {
	above := ""
	for _, other := range m.value.Pairs {
		switch {
		case other.Key == p.Key:
			if above == "" || m.value.Flow {
				return ""
			}
			return fmt.Sprintf("indent it by two spaces more, if it belongs under %q", above)
		case other.Value.Kind == Null:
			above = other.Key.Value
		case slices.Contains(m.known, other.Key.Value):
			above = ""
		}
	}
	return ""
}

// flowHint explains the commonest slip inside { }: a comma that ends a text too early.
func flowHint(v *Value, p Pair) string {
	if v.Flow && p.Value.Kind == Null {
		return "a comma ends a text inside { }: put the whole text in quotes"
	}
	return ""
}

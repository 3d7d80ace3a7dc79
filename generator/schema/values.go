package schema

import (
	"casebook/generator/diag"
	"casebook/generator/rule"
)

// fact describes what may be stated of a fact: a value, or a mapping of the value with its evidence.
func (m *maker) fact(f *rule.Fact) object {
	value := ref("value-" + f.ID)
	evidence := append(object{{"is", value}}, m.evidence(false)...)
	return annotated(m.spoken(f.Title, " / "),
		paragraphs(m.spoken(f.Ask, "\n\n"), m.spoken(f.Note, "\n\n"), m.unknown(f.Says), m.presumed(f)),
		anyOf(value, mapping(evidence, "is")))
}

// values describes the value of every fact.
func (m *maker) values() (defs object) {
	for _, f := range m.rules.Facts {
		defs = append(defs, member{"value-" + f.ID, m.value(f)})
	}
	return defs
}

// unknown says what it means that a fact is not known.
func (m *maker) unknown(s rule.Says) string {
	words := s.By["unknown"]
	if words.IsZero() {
		return ""
	}
	return "unknown: " + m.spoken(words, " / ")
}

func (m *maker) presumed(f *rule.Fact) string {
	if f.Presumed == nil {
		return ""
	}
	return m.each(func(lang string) string {
		value := rule.FormatValue(f, *f.Presumed, lang)
		if lang == "fr" {
			return "Non indiqué, le fait est présumé : " + value + "."
		}
		return "Where it is not given it is presumed: " + value + "."
	}, "\n\n")
}

// value describes the value of a fact.
func (m *maker) value(f *rule.Fact) object {
	switch f.Type {
	case rule.YesNo, rule.Choice:
		return m.options(f.Values, f.Says, "unknown")
	case rule.SetOf:
		one := m.options(f.Values, f.Says)
		list := object{{"type", "array"}, {"items", one}, {"uniqueItems", true}}
		return anyOf(list, m.options(f.Values, f.Says, "unknown"), mapping(object{{"at-least", anyOf(list, one)}}, "at-least"))
	case rule.Count:
		return limits(ref("whole"))
	case rule.Duration:
		return limits(ref("duration"))
	}
	return ref("moment")
}

// limits describes a number that may be known only between limits.
func limits(number object) object {
	bounds := mapping(object{{"at-least", number}, {"at-most", number}}).with("minProperties", 1)
	return anyOf(number, oneWord([]string{"unknown"}, nil), bounds)
}

// options describes one of several values; what a value means is its sentence, or its title.
func (m *maker) options(values []rule.Option, says rule.Says, more ...string) object {
	var words, meanings []string
	for _, v := range values {
		meaning := m.spoken(v.Title, " / ")
		if sentence, ok := says.By[v.ID]; ok {
			meaning = m.spoken(sentence, " / ")
		}
		words, meanings = append(words, v.ID), append(meanings, meaning)
	}
	for _, word := range more {
		words, meanings = append(words, word), append(meanings, m.spoken(says.By[word], " / "))
	}
	return oneWord(words, meanings)
}

// named describes the id of a role, an act, a sector or a group.
func (m *maker) named(list []*rule.Named) object {
	var words, meanings []string
	for _, n := range list {
		words, meanings = append(words, n.ID), append(meanings, m.spoken(n.Title, " / "))
	}
	return oneOf(words, meanings)
}

// oneOf is [oneWord], and allows nothing where there are no words: a schema may not have an empty list.
func oneOf(words, meanings []string) object {
	if len(words) == 0 {
		return object{{"not", object{}}}
	}
	return oneWord(words, meanings)
}

// evidence are the keys that support a value; in a translation only those that are words.
func (m *maker) evidence(translation bool) object {
	keys := object{{"quote", m.describe(ref("text"), diag.Text{
		EN: "A passage of the text below, word for word; the page marks it.",
		FR: "Un passage du texte ci-dessous, mot pour mot ; la page le met en évidence."})}}
	if !translation {
		keys = append(keys,
			member{"original", m.describe(ref("text"), diag.Text{EN: "The source’s own words.", FR: "Les mots mêmes de la source."})},
			member{"source", m.describe(ref("id"), diag.Text{EN: "The id of one of the sources.", FR: "L’identifiant de l’une des sources."})})
	}
	keys = append(keys, member{"note", ref("text")})
	if !translation {
		keys = append(keys, member{"disputed-by", m.describe(oneOrMore(ref("text")), diag.Text{
			EN: "Who holds otherwise: the ids of parties, or names.",
			FR: "Qui soutient le contraire : identifiants de parties, ou noms."})})
	}
	return keys
}

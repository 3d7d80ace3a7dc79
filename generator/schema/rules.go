package schema

import (
	"casebook/generator/diag"
	"casebook/generator/rule"
)

// Rules returns the schema of rule files. All sections may stand in any file; the ids that it offers are
// those of all files together.
func Rules(rules *rule.Set, languages []string) []byte {
	m := &maker{rules, languages}
	defs := append(scalars(), m.words()...)
	defs = append(defs, m.conditions()...)
	defs = append(defs, m.references()...)
	return m.document(diag.Text{EN: "A rule file", FR: "Un fichier de règles"}, mapping(m.sections()), defs)
}

// sections are the keys of a rule file.
func (m *maker) sections() object {
	named := anyOf(ref("words"), mapping(object{{"title", ref("words")}, {"plural", ref("words")}, {"noun", ref("words")}, {"note", ref("words")}, {"same-as", ref("terms")}}))
	section := func(key string, entry object) member {
		return member{key, m.describe(nullable(object{{"type", "object"}, {"additionalProperties", entry}}), ruleWords[key])}
	}
	list := func(key string, item object) member {
		return member{key, m.describe(nullable(listOf(item)), ruleWords[key])}
	}
	return object{
		section("vocabularies", matching(`^https?://`)), section("tags", named),
		section("groups", named), section("instruments", m.instrument()), section("roles", named), section("acts", named),
		section("sectors", named), section("authorities", m.authority()), section("competence", m.competence()), section("proposals", m.proposal()),
		section("glossary", m.term()), section("facts", m.declaredFact()), section("conclusions", m.conclusion()),
		section("parameters", m.parameter()), section("scores", ref("expression")),
		list("also", m.also()), list("impossible", m.impossible()), list("rules", m.rule()), list("obligations", m.obligation()),
	}
}

// words describes a text in the site's languages, or one that is the same in all.
func (m *maker) words() object {
	by := object{{"type", "object"}, {"patternProperties", object{{"^[a-z]{2}$", ref("text")}}}, {"additionalProperties", false}}
	var properties object
	for _, lang := range m.languages {
		properties = append(properties, member{lang, ref("text")})
	}
	return object{{"words", anyOf(by.with("properties", properties), ref("text"))}}
}

func (m *maker) instrument() object {
	article := anyOf(ref("words"), mapping(object{{"title", ref("words")}, {"text", ref("words")}}))
	return mapping(object{
		{"title", ref("words")}, {"short", ref("words")}, {"celex", ref("text")}, {"eli", ref("text")}, {"url", ref("words")},
		{"from", ref("date")}, {"points", oneOrMore(ref("text"))}, {"note", ref("words")},
		{"articles", object{{"type", "object"}, {"additionalProperties", article}}},
	}, "title")
}

func (m *maker) authority() object {
	return mapping(object{
		{"name", ref("words")}, {"form", ref("text")}, {"asks", nullable(listOf(ref("words")))}, {"asks-note", ref("words")},
		{"note", ref("words")}, {"apart", ref("yes-no")},
	})
}

// competence describes what makes an authority competent that has a role.
func (m *maker) competence() object {
	return mapping(object{{"fact", ref("text")}, {"says", object{{"type", "object"}, {"additionalProperties", ref("words")}}}, {"source", ref("sources")}})
}

func (m *maker) proposal() object {
	return mapping(object{{"title", ref("words")}, {"note", ref("words")}, {"countries", listOf(matching(`^[A-Z]{2}$`))}, {"source", ref("sources")}})
}

func (m *maker) term() object {
	synonyms := object{{"type", "object"}, {"additionalProperties", oneOrMore(ref("text"))}}
	return mapping(object{
		{"term", ref("words")}, {"plural", ref("words")}, {"definition", ref("words")}, {"synonyms", synonyms}, {"search", synonyms}, {"source", ref("sources")},
	})
}

// declaredFact describes an entry of the vocabulary.
func (m *maker) declaredFact() object {
	return mapping(object{
		{"type", m.describe(oneWord([]string{"yes-no", "choice", "set", "count", "duration", "moment"}, nil), ruleWords["type"])},
		{"values", m.declaredValues()},
		{"title", ref("words")},
		{"ask", m.describe(ref("words"), ruleWords["ask"])},
		{"says", m.describe(m.says(), ruleWords["says"])},
		{"group", m.named(m.rules.Groups)},
		{"of", oneWord([]string{"party"}, nil)},
		{"fixed", ref("yes-no")},
		{"presumed", m.describe(object{}, ruleWords["presumed"])},
		{"note", ref("words")},
		{"source", ref("sources")},
		{"same-as", object{{"type", "object"}, {"additionalProperties", ref("terms")}}},
	}, "type")
}

func (m *maker) declaredValues() object {
	title := anyOf(ref("words"), mapping(object{{"title", ref("words")}, {"noun", ref("words")}}))
	return anyOf(object{{"type", "object"}, {"additionalProperties", title}}, listOf(ref("text")))
}

// says describes one sentence for all states, or one for each.
func (m *maker) says() object {
	return anyOf(ref("words"), object{{"type", "object"}, {"additionalProperties", ref("words")}})
}

func (m *maker) conclusion() object {
	return mapping(object{
		{"type", m.describe(oneWord([]string{"yes-no", "choice"}, nil), ruleWords["type"])},
		{"values", m.declaredValues()},
		{"of", oneWord([]string{"party"}, nil)},
		{"title", ref("words")},
		{"ask", m.describe(ref("words"), ruleWords["ask"])},
		{"says", m.describe(m.says(), ruleWords["says"])},
		{"order", m.describe(oneOrMore(ref("text")), ruleWords["order"])},
		{"burden", m.describe(object{{"type", "object"}, {"additionalProperties", ref("bearer")}}, ruleWords["burden"])},
		{"otherwise", m.describe(ref("text"), ruleWords["otherwise"])},
		{"complete", ref("yes-no")},
		{"note", ref("words")},
		{"source", ref("sources")},
		{"same-as", object{{"type", "object"}, {"additionalProperties", ref("terms")}}},
	}, "type")
}

func (m *maker) impossible() object {
	condition := m.condition("party-condition", true)
	for i := range condition {
		switch condition[i].key {
		case "properties":
			condition[i].value = append(condition[i].value.(object), member{"because", ref("words")})
		case "maxProperties":
			condition[i].value = 2
		}
	}
	return condition
}

// validity are the keys that say when and under which proposal something is law.
func (m *maker) validity(replaced object) object {
	var proposals, meanings []string
	for _, p := range m.rules.Proposals {
		proposals, meanings = append(proposals, p.ID), append(meanings, m.spoken(p.Title, " / "))
	}
	return object{
		{"from", m.describe(ref("date"), ruleWords["from"])}, {"until", ref("date")},
		{"proposal", oneOf(proposals, meanings)}, {"replaces", replaced},
	}
}

func (m *maker) rule() object {
	keys := object{
		{"id", ref("rule-id")}, {"title", ref("words")},
		{"concludes", m.describe(m.concludes(), ruleWords["concludes"])},
		{"when", m.describe(ref("party-condition"), ruleWords["when"])},
		{"except", m.describe(ref("exceptions"), ruleWords["except"])},
		{"because", ref("words")}, {"note", ref("words")}, {"source", ref("sources")},
		{"overrides", oneOrMore(m.ruleIDs())},
	}
	return mapping(append(keys, m.validity(m.ruleIDs())...), "id", "concludes", "when")
}

func (m *maker) ruleIDs() object {
	var words, meanings []string
	for _, r := range m.rules.Rules {
		words, meanings = append(words, r.ID), append(meanings, m.spoken(r.Title, " / "))
	}
	return oneOf(words, meanings)
}

func (m *maker) concludes() object {
	var properties object
	for _, c := range m.rules.Conclusions {
		properties = append(properties, member{c.ID, annotated(m.spoken(c.Title, " / "), "", m.options(c.Values, c.Says))})
	}
	return append(mapping(properties), member{"minProperties", 1}, member{"maxProperties", 1})
}

func (m *maker) obligation() object {
	var ids []string
	for _, o := range m.rules.Obligations {
		ids = append(ids, o.ID)
	}
	act := m.named(m.rules.Acts)
	doneBy := anyOf(act, mapping(object{{"act", act}, {"when", ref("party-condition")}}, "act"))
	content := anyOf(ref("words"), mapping(object{{"title", ref("words")}, {"source", ref("sources")}}))
	keys := object{
		{"id", ref("rule-id")}, {"title", ref("words")}, {"bearer", m.named(m.rules.Roles)}, {"to", m.named(m.rules.Roles)},
		{"when", m.describe(ref("party-condition"), ruleWords["when"])},
		{"except", m.describe(ref("exceptions"), ruleWords["except"])},
		{"deadline", m.describe(ref("deadline"), ruleWords["deadline"])},
		{"done-by", oneOrMore(doneBy)}, {"must-contain", listOf(content)},
		{"phases", ref("words")}, {"because", ref("words")}, {"note", ref("words")}, {"source", ref("sources")},
		{"same-as", anyOf(ref("terms"), mapping(object{{"required", ref("terms")}, {"not-required", ref("terms")}}))},
	}
	return mapping(append(keys, m.validity(oneOf(ids, nil))...), "id", "bearer", "when")
}

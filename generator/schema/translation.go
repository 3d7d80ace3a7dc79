package schema

// translation describes a translation, which repeats ids and gives words.
func (m *maker) translation() object {
	return mapping(object{
		{"translates", m.describe(matching(`^[0-9a-f]{12}$`), caseWords["translates"])},
		{"title", m.describe(ref("text"), caseWords["title"])},
		{"summary", m.describe(ref("text"), caseWords["summary"])},
		{"authority-note", m.describe(ref("text"), caseWords["authority-note"])},
		{"note", m.describe(ref("text"), caseWords["note"])},
		{"parties", nullable(listOf(mapping(append(object{{"id", ref("id")}}, m.partyWords()...), "id")))},
		{"facts", ref("fact-words")},
		{"positions", nullable(listOf(mapping(object{{"id", ref("id")}, {"by", ref("text")}, {"because", ref("text")}, {"quote", ref("text")}})))},
		{"readings", nullable(listOf(m.readingWords()))},
		{"decision", nullable(mapping(object{{"authority", ref("text")}, {"amount", ref("text")}, {"outcome", ref("text")}, {"note", ref("text")}}))},
	}, "title")
}

func (m *maker) readingWords() object {
	parties := object{{"type", "object"}, {"additionalProperties", mapping(m.partyWords())}}
	return mapping(object{
		{"id", ref("id")}, {"title", ref("text")}, {"because", ref("text")},
		{"facts", ref("fact-words")}, {"parties", nullable(parties)},
	}, "id")
}

func (m *maker) partyWords() object {
	var acts object
	for _, a := range m.rules.Acts {
		acts = append(acts, member{a.ID, annotated(m.spoken(a.Title, " / "), "", ref("evidence-words"))})
	}
	return object{
		{"name", ref("text")}, {"aware", ref("evidence-words")}, {"did", nullable(mapping(acts))}, {"facts", ref("fact-words")},
	}
}

// factWords describes the quotes and notes of facts, whether of the case or of a party.
func (m *maker) factWords() object {
	var properties object
	for _, f := range m.rules.Facts {
		properties = append(properties, member{f.ID, annotated(m.spoken(f.Title, " / "), m.spoken(f.Ask, "\n\n"), ref("evidence-words"))})
	}
	return nullable(mapping(properties))
}

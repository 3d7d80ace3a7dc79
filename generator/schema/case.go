package schema

import (
	"regexp"

	"casebook/generator/casefile"
	"casebook/generator/diag"
	"casebook/generator/rule"
)

// Case returns the schema of the front matter of case files. What gives `translates` is a translation,
// which holds words only; #/$defs/case and #/$defs/translation describe the two.
func Case(rules *rule.Set, languages []string) []byte {
	m := &maker{rules, languages}
	defs := append(scalars(), m.values()...)
	defs = append(defs, m.statements()...)
	defs = append(defs,
		member{"case", m.first()},
		member{"translation", m.translation()},
	)
	root := object{
		{"if", object{{"type", "object"}, {"required", []string{"translates"}}}},
		{"then", ref("translation")},
		{"else", ref("case")},
	}
	return m.document(diag.Text{EN: "A case file", FR: "Un fichier de cas"}, root, defs)
}

// statements are the parts of a case that appear in several places.
func (m *maker) statements() object {
	act := func(words ...string) object {
		moment := anyOf(ref("moment"), oneWord(append([]string{"unknown"}, words...), nil), listOf(ref("moment")))
		return anyOf(moment, mapping(append(object{{"is", moment}}, m.evidence(false)...), "is"))
	}
	return object{
		{"aware", m.describe(act(), diag.Text{
			EN: "When it became aware: as much of the moment as is known, unknown, or a list of moments.",
			FR: "Quand elle en a pris connaissance : ce que l’on sait du moment, unknown, ou une liste de moments."})},
		{"act", m.describe(act("never", "done"), diag.Text{
			EN: "When it was done; done is done, nobody knows when; never is known not to have been done, unknown is not known.",
			FR: "Quand cela a été fait ; done : fait, on ignore quand ; never : on sait que ce ne l’a pas été, unknown : on l’ignore."})},
		{"facts", m.facts(false)},
		{"party-facts", m.facts(true)},
		{"acts", m.acts()},
		{"claims", m.claims()},
		{"certainty", oneWord(casefile.Certainties, nil)},
		{"evidence-words", mapping(m.evidence(true))},
		{"fact-words", m.factWords()},
	}
}

// facts describes the facts of the case, or those of a party.
func (m *maker) facts(ofParty bool) object {
	var properties object
	for _, f := range m.rules.Facts {
		if f.OfParty == ofParty {
			properties = append(properties, member{f.ID, m.fact(f)})
		}
	}
	return nullable(mapping(properties))
}

func (m *maker) acts() object {
	var properties object
	for _, a := range m.rules.Acts {
		properties = append(properties, member{a.ID, annotated(m.spoken(a.Title, " / "), m.spoken(a.Note, "\n\n"), ref("act"))})
	}
	return nullable(mapping(properties))
}

// claims describes answers to conclusions and obligations, also those of one party.
func (m *maker) claims() object {
	var properties, ofParties object
	ofParty := func(id string, answer object) {
		ofParties = append(ofParties, member{`^[A-Za-z0-9_][A-Za-z0-9_-]*\.` + regexp.QuoteMeta(id) + "$", answer})
	}
	for _, c := range m.rules.Conclusions {
		answer := annotated(m.spoken(c.Title, " / "), m.spoken(c.Ask, "\n\n"), m.options(c.Values, c.Says, "unknown"))
		if c.OfParty {
			ofParty(c.ID, answer)
		} else {
			properties = append(properties, member{c.ID, answer})
		}
	}
	for _, o := range m.rules.Obligations {
		if o.Replaces != "" {
			continue // it is answered under what it replaces
		}
		answer := annotated(m.spoken(o.Title, " / "), "", oneWord([]string{"required", "not-required", "unknown"}, nil))
		properties = append(properties, member{o.ID, answer})
		ofParty(o.ID, answer)
	}
	claims := mapping(properties)
	if len(ofParties) > 0 {
		claims = claims.with("patternProperties", ofParties)
	}
	return nullable(claims)
}

// first describes the first file of a case, which states everything.
func (m *maker) first() object {
	return mapping(object{
		{"title", m.describe(ref("text"), caseWords["title"])},
		{"summary", m.describe(ref("text"), caseWords["summary"])},
		{"lang", m.describe(oneWord(m.languages, nil), caseWords["lang"])},
		{"incident", m.describe(nullable(anyOf(ref("moment"), mapping(object{{"from", ref("moment")}, {"to", ref("moment")}}))), caseWords["incident"])},
		{"timezone", m.describe(matching(`^[A-Za-z]`), caseWords["timezone"])},
		{"known-until", m.describe(ref("date"), caseWords["known-until"])},
		{"added", m.describe(ref("date"), caseWords["added"])},
		{"as-of", m.describe(ref("date"), caseWords["as-of"])},
		{"country", m.describe(matching(`^[A-Z]{2}$`), caseWords["country"])},
		{"sector", m.describe(m.named(m.rules.Sectors), caseWords["sector"])},
		{"tags", m.describe(oneOrMore(m.tag()), caseWords["tags"])},
		{"aliases", m.describe(oneOrMore(ref("id")), caseWords["aliases"])},
		{"published", m.describe(oneOrMore(ref("text")), caseWords["published"])},
		{"parties", m.describe(nullable(listOf(m.party())), caseWords["parties"])},
		{"facts", m.describe(ref("facts"), caseWords["facts"])},
		{"positions", m.describe(nullable(listOf(m.position())), caseWords["positions"])},
		{"readings", m.describe(nullable(listOf(m.reading())), caseWords["readings"])},
		{"decision", m.describe(nullable(m.decision()), caseWords["decision"])},
		{"expect", m.describe(ref("claims"), caseWords["expect"])},
		{"sources", m.describe(nullable(listOf(m.source())), caseWords["sources"])},
		{"certainty", m.describe(ref("certainty"), caseWords["certainty"])},
		{"authority-note", m.describe(ref("text"), caseWords["authority-note"])},
		{"note", m.describe(ref("text"), caseWords["note"])},
	}, "title")
}

// tag offers the tags that have titles, and takes any other.
func (m *maker) tag() object {
	if len(m.rules.Tags) == 0 {
		return ref("text")
	}
	return anyOf(m.named(m.rules.Tags), ref("text"))
}

func (m *maker) party() object {
	return mapping(append(object{{"id", ref("id")}}, m.partyKeys()...), "id")
}

func (m *maker) partyKeys() object {
	return object{
		{"name", ref("text")},
		{"role", oneOrMore(m.named(m.rules.Roles))},
		{"aware", ref("aware")},
		{"did", ref("acts")},
		{"facts", ref("party-facts")},
	}
}

func (m *maker) position() object {
	return mapping(object{
		{"id", ref("id")}, {"by", ref("text")}, {"claims", ref("claims")}, {"because", ref("text")},
		{"source", ref("id")}, {"quote", ref("text")}, {"original", ref("text")},
	}, "by")
}

func (m *maker) reading() object {
	parties := object{{"type", "object"}, {"additionalProperties", mapping(m.partyKeys())}}
	return mapping(object{
		{"id", ref("id")}, {"title", ref("text")}, {"because", ref("text")}, {"source", ref("id")},
		{"facts", ref("facts")}, {"parties", nullable(parties)},
	}, "id", "title")
}

func (m *maker) decision() object {
	return mapping(object{
		{"authority", ref("text")}, {"number", ref("text")}, {"date", ref("moment")}, {"amount", ref("text")},
		{"articles", m.describe(oneOrMore(typed("string")), caseWords["articles"])}, {"outcome", ref("text")},
		{"certainty", ref("certainty")}, {"note", ref("text")}, {"url", ref("url")},
	}, "authority")
}

func (m *maker) source() object {
	return mapping(object{
		{"id", ref("id")}, {"title", ref("text")}, {"publisher", ref("text")}, {"author", ref("text")},
		{"language", ref("text")}, {"url", ref("url")}, {"date", ref("moment")}, {"accessed", ref("date")},
		{"certainty", ref("certainty")},
	}, "id")
}

package schema

import (
	"regexp"
	"strings"

	"casebook/generator/casefile"
	"casebook/generator/rule"
)

// references are the parts of rules that appear in several places.
func (m *maker) references() object {
	exception := mapping(object{
		{"id", ref("rule-id")}, {"title", ref("words")}, {"when", ref("party-condition")}, {"except", ref("exceptions")},
		{"because", ref("words")}, {"source", ref("sources")}, {"burden", ref("bearer")}, {"same-as", ref("terms")},
	}, "id", "when")
	return object{
		{"rule-id", matching(`^[a-z0-9][a-z0-9_-]*$`)},
		{"yes-no", oneWord([]string{"yes", "no"}, nil)},
		{"bearer", oneWord([]string{"bearer"}, nil)},
		{"sources", m.describe(oneOrMore(m.citation()), ruleWords["source"])},
		{"terms", m.describe(oneOrMore(typed("string")), ruleWords["same-as"])},
		{"exceptions", listOf(exception)},
		{"deadline", m.deadline()},
		{"expression", m.expression()},
	}
}

// citation is the id of an instrument, and a place in it. The articles that are listed are offered.
func (m *maker) citation() object {
	var ids, listed []string
	for _, i := range m.rules.Instruments {
		ids = append(ids, regexp.QuoteMeta(i.ID))
		listed = append(listed, i.ID)
		for _, a := range i.Articles {
			listed = append(listed, i.ID+" "+a.Locator)
		}
	}
	if len(ids) == 0 {
		return object{{"not", object{}}}
	}
	return matching("^("+strings.Join(ids, "|")+")( |$)").with("examples", listed)
}

func (m *maker) deadline() object {
	moments, titles := []string{"aware"}, []string{""}
	for _, a := range m.rules.Acts {
		moments, titles = append(moments, a.ID), append(titles, m.spoken(a.Title, " / "))
	}
	for _, f := range m.rules.Facts {
		if f.Type == rule.Moment {
			moments, titles = append(moments, f.ID), append(titles, m.spoken(f.Title, " / "))
		}
	}
	after := anyOf(oneWord(moments, titles),
		mapping(object{{"end-of", oneWord([]string{"year", "month", "day"}, nil)}, {"of", oneWord(moments, titles)}}, "end-of", "of"))
	return anyOf(
		mapping(object{
			{"within", anyOf(ref("duration"), m.parameters("without-undue-delay"))}, {"after", after},
			{"counted", oneWord([]string{"elapsed", "calendar-days", "eu-1182"}, nil)},
		}, "within", "after"),
		mapping(object{{"earliest", listOf(ref("deadline"))}}, "earliest"))
}

func (m *maker) parameter() object {
	value := mapping(append(object{
		{"value", anyOf(ref("number"), ref("duration"))}, {"source", ref("sources")}, {"note", ref("words")},
	}, m.validity(ref("rule-id"))...), "value")
	return anyOf(listOf(value), mapping(object{
		{"title", ref("words")}, {"hedge", ref("words")}, {"note", ref("words")}, {"values", listOf(value)},
	}, "values"))
}

// expression describes a number, a score, or an operation with what belongs to a score beside it.
func (m *maker) expression() object {
	var scores []string
	for _, s := range m.rules.Scores {
		scores = append(scores, s.ID)
	}
	parts := listOf(ref("expression"))
	row := mapping(object{{"when", ref("condition")}, {"is", ref("number")}}, "when", "is")
	band := mapping(object{{"under", ref("number")}, {"title", ref("words")}, {"says", ref("words")}})
	operation := mapping(object{
		{"table", listOf(row)}, {"otherwise", ref("number")},
		{"add", parts}, {"times", parts}, {"highest", parts}, {"lowest", parts}, {"limit", listOf(ref("number"))},
		{"title", ref("words")}, {"because", ref("words")}, {"apart", anyOf(ref("words"), listOf(mapping(object{{"when", ref("condition")}, {"because", ref("words")}}, "because")))}, {"note", ref("words")}, {"source", ref("sources")},
		{"bands", object{{"type", "object"}, {"additionalProperties", band}}},
		{"suggests", object{{"type", "object"}, {"additionalProperties", m.concludes()}}},
		{"flags", listOf(mapping(object{{"when", ref("condition")}, {"title", ref("words")}}, "when"))},
	})
	return anyOf(ref("number"), oneOf(scores, nil), operation)
}

// also describes a duty under other law, of which pages remind.
func (m *maker) also() object {
	keys := object{
		{"id", ref("rule-id")}, {"title", ref("words")}, {"region", matching(`^[A-Z]{2}$`)},
		{"sectors", oneOrMore(m.named(m.rules.Sectors))},
		{"to", ref("words")}, {"within", ref("words")}, {"text", ref("words")}, {"note", ref("words")},
		{"certainty", oneWord(casefile.Certainties, nil)}, {"source", ref("sources")},
	}
	return mapping(append(keys, m.validity(ref("rule-id"))...), "id", "region", "certainty")
}

package schema

import (
	"casebook/generator/rule"
)

// conditions describes conditions: about the case, and where a party is spoken of, about it too.
func (m *maker) conditions() object {
	defs := object{
		{"condition", m.condition("condition", false)},
		{"party-condition", m.condition("party-condition", true)},
		{"bound", anyOf(ref("number"), ref("duration"), m.parameters())},
	}
	for _, f := range m.rules.Facts {
		if f.Type != rule.Moment {
			defs = append(defs, member{"test-" + f.ID, m.factTest(f)})
		}
	}
	return defs
}

// condition is a mapping with one key: an operator with its list, or what is tested with its test.
func (m *maker) condition(name string, ofParty bool) object {
	parts := object{{"type", "array"}, {"items", ref(name)}}
	properties := object{{"all", parts}, {"any", parts}, {"none", parts}}
	for _, f := range m.rules.Facts {
		if (ofParty || !f.OfParty) && f.Type != rule.Moment {
			properties = append(properties, member{f.ID, annotated(m.spoken(f.Title, " / "), m.spoken(f.Ask, "\n\n"), ref("test-"+f.ID))})
		}
	}
	for _, c := range m.rules.Conclusions {
		if ofParty || !c.OfParty {
			properties = append(properties, member{c.ID, annotated(m.spoken(c.Title, " / "), m.spoken(c.Ask, "\n\n"), oneOrMore(m.options(c.Values, c.Says)))})
		}
	}
	for _, s := range m.rules.Scores {
		properties = append(properties, member{s.ID, annotated(m.spoken(s.Title, " / "), "", bounds())})
	}
	return append(mapping(properties), member{"minProperties", 1}, member{"maxProperties", 1})
}

func (m *maker) factTest(f *rule.Fact) object {
	values := m.options(f.Values, f.Says)
	switch f.Type {
	case rule.YesNo, rule.Choice:
		return oneOrMore(values)
	case rule.SetOf:
		list := oneOrMore(values)
		return mapping(object{{"any", list}, {"all", list}, {"only", list}, {"none", list}}).with("minProperties", 1)
	}
	return bounds()
}

// bounds compares a number: each bound is a number, a duration or the id of a parameter.
func bounds() object {
	return mapping(object{{"at-least", ref("bound")}, {"over", ref("bound")}, {"under", ref("bound")}, {"at-most", ref("bound")}}).with("minProperties", 1)
}

func (m *maker) parameters(more ...string) object {
	words, meanings := more, make([]string, len(more))
	for _, p := range m.rules.Parameters {
		words, meanings = append(words, p.ID), append(meanings, m.spoken(p.Title, " / "))
	}
	return oneOf(words, meanings)
}

package casefile

import (
	"time"

	"casebook/generator/diag"
	"casebook/generator/source"
	"casebook/generator/yamlsrc"
)

// Test is a test of the rules as written: facts, and what the rules must say of them. It is no case: it
// has no story and no page of its own, and nothing in it needs evidence.
type Test struct {
	ID         yamlsrc.Text
	Title      yamlsrc.Words
	Because    yamlsrc.Words  // why the rules must say so
	Source     []yamlsrc.Text // the legal texts that this rests on
	Proposal   yamlsrc.Text   // under which change of the law, "" for the law in force
	Timeliness []Claim        // how obligations are met in time
	Span       source.Span    // the whole entry
	File       *File          // facts, parties, dates and expectations, as a case states them
}

// ParseTests reads a file of tests of the rules: `tests`, a list. zone is that of times without an
// offset where a test names none. Every fault is reported, and what could be read is returned.
func ParseTests(file *source.File, zone *time.Location) (tests []*Test, diags diag.List) {
	value, found := yamlsrc.Parse(file, 0, -1)
	diags.Append(found)
	if unreadable(value, found) {
		return nil, diags
	}
	m := yamlsrc.OpenMap(value, "a file of tests", &diags)
	m.Span = file.Span(0, 0)
	if !m.Has("tests") {
		m.Required("tests")
	}
	p := &parser{File: &File{Source: file}}
	items := p.items(m, "tests", "a test")
	m.Close()
	diags.Append(p.diags)
	for _, item := range items {
		p := &parser{File: &File{Source: file, Zone: zone}, test: true}
		tests = append(tests, p.testOf(item))
		diags.Append(p.diags)
	}
	return tests, diags
}

// testOf reads one test.
func (p *parser) testOf(item *yamlsrc.Value) *Test {
	m := yamlsrc.OpenMap(item, "a test", &p.diags)
	t := &Test{ID: p.id(m.Required("id")), Span: item.Span, File: p.File}
	t.Title, t.Because = p.words(m, "title"), p.words(m, "because")
	t.Source, t.Proposal = m.Texts("source"), m.Text("proposal")
	p.zone(m.Text("timezone"))
	p.Incident = p.incident(m.Get("incident"))
	p.KnownUntil, p.AsOf = p.day(m.Text("known-until")), p.day(m.Text("as-of"))
	p.Parties = p.parties(p.items(m, "parties", "a party"))
	p.Facts = p.facts(m.Pairs("facts"))
	p.Expect, t.Timeliness = p.claims(m.Pairs("expect")), p.claims(m.Pairs("timeliness"))
	if t.expectsNothing(m) {
		p.diags.Add("test-expects-nothing", item.Pairs[0].Key.Span, "the test expects nothing, so it holds whatever the rules say",
			"add expect: {CONCLUSION: value, OBLIGATION: required}")
	}
	m.Close()
	p.ID, p.Title = t.ID.Value, yamlsrc.Text{Value: t.Title.In(""), Span: t.ID.Span}
	return t
}

func (t *Test) expectsNothing(m *yamlsrc.Map) bool {
	return len(m.Pairs("expect"))+len(m.Pairs("timeliness")) == 0 && !t.ID.IsZero()
}

// words reads a text that a test must have, in its languages.
func (p *parser) words(m *yamlsrc.Map, key string) yamlsrc.Words {
	if v := m.Get(key); v == nil || v.Kind == yamlsrc.Null {
		m.Required(key)
		return yamlsrc.Words{}
	}
	return m.Words(key)
}

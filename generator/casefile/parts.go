package casefile

import (
	"net/url"
	"strconv"

	"casebook/generator/yamlsrc"
)

// parties reads the parties of a case, or of a translation.
func (p *parser) parties(items []*yamlsrc.Value) (parties []*Party) {
	for _, item := range items {
		m := yamlsrc.OpenMap(item, "a party", &p.diags)
		party := &Party{ID: p.id(m.Required("id")), Span: item.Span}
		p.party(party, m)
		parties = append(parties, party)
	}
	return parties
}

// party reads what is said of a party, and closes the mapping.
func (p *parser) party(party *Party, m *yamlsrc.Map) {
	party.Name = m.Text("name")
	if p.Translation {
		p.stating(m, []string{"role"})
	} else {
		party.Roles = m.Texts("role")
		if party.Roles == nil && m.Has("role") {
			party.Roles = []yamlsrc.Text{} // said to have none
		}
	}
	if v := m.Get("aware"); v != nil && v.Kind != yamlsrc.Null {
		party.Aware = p.act(m.Key("aware"), v)
	}
	for _, pair := range m.Pairs("did") {
		party.Did = append(party.Did, p.act(pair.Key, pair.Value))
	}
	party.Facts = p.facts(m.Pairs("facts"))
	m.Close()
}

// positions reads what others say of the case.
func (p *parser) positions(items []*yamlsrc.Value) (positions []*Position) {
	for _, item := range items {
		m := yamlsrc.OpenMap(item, "a position", &p.diags)
		at := &Position{ID: p.id(m.Text("id")), Because: m.Text("because"), Quote: m.Text("quote"), Span: item.Span}
		if p.Translation {
			at.By = m.Text("by")
			p.stating(m, []string{"claims", "source", "original"})
		} else {
			at.By = m.Required("by")
			at.Claims = p.claims(m.Pairs("claims"))
			at.Source, at.Original = m.Text("source"), m.Text("original")
		}
		m.Close()
		positions = append(positions, at)
	}
	return positions
}

// claims reads answers by the id of the conclusion or obligation they are about.
func (p *parser) claims(pairs []yamlsrc.Pair) (claims []Claim) {
	for _, pair := range pairs {
		if pair.Value.Kind != yamlsrc.Scalar {
			yamlsrc.WrongType(pair.Value, "the answer to "+strconv.Quote(pair.Key.Value)+" is one word", &p.diags)
			continue
		}
		claims = append(claims, Claim{Key: pair.Key, Value: pair.Value.AsText()})
	}
	return claims
}

// readings reads the other views of the facts. Their parties are a mapping by id, for they are merged.
func (p *parser) readings(items []*yamlsrc.Value) (readings []*Reading) {
	for _, item := range items {
		m := yamlsrc.OpenMap(item, "a reading", &p.diags)
		r := &Reading{ID: p.id(m.Required("id")), Because: m.Text("because"), Span: item.Span}
		if p.Translation {
			r.Title = m.Text("title")
			p.stating(m, []string{"source"})
		} else {
			r.Title = m.Required("title")
			r.Source = m.Text("source")
		}
		r.Facts = p.facts(m.Pairs("facts"))
		for _, pair := range m.Pairs("parties") {
			party := &Party{ID: pair.Key, Span: pair.Value.Span}
			p.party(party, yamlsrc.OpenMap(pair.Value, "a party", &p.diags))
			r.Parties = append(r.Parties, party)
		}
		m.Close()
		readings = append(readings, r)
	}
	return readings
}

func (p *parser) decision(v *yamlsrc.Value) *Decision {
	if v == nil || v.Kind == yamlsrc.Null {
		return nil
	}
	if v.Kind != yamlsrc.Mapping {
		yamlsrc.WrongType(v, "a decision is a mapping of keys to values", &p.diags)
		return nil
	}
	m := yamlsrc.OpenMap(v, "a decision", &p.diags)
	d := &Decision{Amount: m.Text("amount"), Outcome: m.Text("outcome"), Note: m.Text("note"), Span: v.Span}
	if p.Translation {
		d.Authority = m.Text("authority")
		p.stating(m, []string{"number", "date", "articles", "certainty", "url"})
	} else {
		d.Authority = m.Required("authority")
		d.Number, d.URL = m.Text("number"), p.url(m.Text("url"))
		d.Date, d.Articles = p.moment(m.Text("date")), m.Texts("articles")
		d.Certainty = p.certainty(m.Text("certainty"))
	}
	m.Close()
	return d
}

func (p *parser) source(v *yamlsrc.Value) *Source {
	m := yamlsrc.OpenMap(v, "a source", &p.diags)
	s := &Source{
		ID:        p.id(m.Required("id")),
		Title:     m.Text("title"),
		Publisher: m.Text("publisher"),
		Author:    m.Text("author"),
		Language:  m.Text("language"),
		URL:       p.url(m.Text("url")),
		Date:      p.moment(m.Text("date")),
		Accessed:  p.day(m.Text("accessed")),
		Certainty: p.certainty(m.Text("certainty")),
		Span:      v.Span,
	}
	if s.Title.IsZero() && !m.Has("url") {
		m.Required("title")
	}
	m.Close()
	return s
}

// url checks an address; one that a reader cannot follow is reported and left out.
func (p *parser) url(t yamlsrc.Text) yamlsrc.Text {
	if t.IsZero() {
		return t
	}
	u, err := url.Parse(t.Value)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		p.diags.Add("case-bad-url", t.Span, strconv.Quote(t.Value)+" is not an address of the web",
			"write the whole address, with https://")
		return yamlsrc.Text{}
	}
	return t
}

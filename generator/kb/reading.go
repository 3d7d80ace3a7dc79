package kb

import (
	"slices"

	"casebook/generator/casefile"
	"casebook/generator/rule"
)

// readings resolves the other views of the facts.
func (p *caseResolver) readings() {
	for _, s := range p.File.Readings {
		if i := slices.IndexFunc(p.Readings, func(r *Reading) bool { return r.ID == s.ID.Value }); i >= 0 {
			p.repeated("reading", s.ID, p.Readings[i].Stated.ID.Span)
			continue
		}
		p.reading = s.ID.Value
		p.Readings = append(p.Readings, p.mergedCase(s))
		p.reading = ""
	}
}

// mergedCase resolves a reading: what it states is merged into a copy of the case.
func (p *caseResolver) mergedCase(s *casefile.Reading) *Reading {
	c := *p.Case
	r := &Reading{ID: s.ID.Value, Stated: s, Case: &c, Source: p.cite(s.Source)}
	r.Changed = p.facts(s.Facts, nil)
	c.Readings, c.Expect = nil, nil
	c.Facts = merge(p.Facts, r.Changed, func(f Fact) *rule.Fact { return f.Fact })
	slices.SortStableFunc(c.Facts, byFact)
	c.Values = p.valuesOf(c.Facts)
	c.Parties = slices.Clone(p.Parties)
	for _, stated := range s.Parties {
		old := p.Case.Party(stated.ID.Value)
		if old == nil && stated.Name.IsZero() {
			p.unknown("case-unknown-party", "party", stated.ID, p.partyNames())
			continue
		}
		other := p.party(stated)
		if old != nil {
			other = p.merged(old, other)
			c.Parties[old.Index] = other
		} else {
			other.Index = len(c.Parties)
			c.Parties = append(c.Parties, other)
		}
		for _, f := range other.Facts {
			if f.Reading == r.ID {
				r.Changed = append(r.Changed, f)
			}
		}
	}
	return r
}

// merged returns a party with what a reading says of it in place of what the case does.
func (p *caseResolver) merged(party, other *Party) *Party {
	m, stated := *party, *party.Stated
	m.Stated = &stated
	if !other.Stated.Name.IsZero() {
		stated.Name = other.Stated.Name
	}
	if other.Stated.Roles != nil {
		m.Roles, stated.Roles = other.Roles, other.Stated.Roles
	}
	if other.Stated.Aware != nil {
		m.Aware, stated.Aware = other.Aware, other.Stated.Aware
	}
	m.Did = merge(party.Did, other.Did, func(a Act) *rule.Named { return a.Act })
	m.Facts = merge(party.Facts, other.Facts, func(f Fact) *rule.Fact { return f.Fact })
	slices.SortStableFunc(m.Facts, byFact)
	for i := range m.Facts {
		m.Facts[i].Party = &m
	}
	if len(m.Facts) > 0 {
		m.Values = p.valuesOf(m.Facts)
	}
	return &m
}

// merge returns the items of old with those of new in place of the ones with the same key, and the rest
// of new after them.
func merge[T any, K comparable](old, new []T, key func(T) K) []T {
	list := slices.Clone(old)
	for _, n := range new {
		if i := slices.IndexFunc(list, func(o T) bool { return key(o) == key(n) }); i >= 0 {
			list[i] = n
		} else {
			list = append(list, n)
		}
	}
	return list
}

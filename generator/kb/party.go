package kb

import (
	"slices"

	"casebook/generator/casefile"
	"casebook/generator/rule"
	"casebook/generator/yamlsrc"
)

// parties resolves the parties of the case. Of two with one id the first is kept.
func (p *caseResolver) parties(stated []*casefile.Party) (parties []*Party) {
	for _, s := range stated {
		if i := slices.IndexFunc(parties, func(known *Party) bool { return known.ID == s.ID.Value }); i >= 0 {
			if !s.ID.IsZero() {
				p.repeated("party", s.ID, parties[i].Stated.ID.Span)
			}
			continue
		}
		party := p.party(s)
		party.Index = len(parties)
		parties = append(parties, party)
	}
	return parties
}

// party resolves what is said of one party.
func (p *caseResolver) party(s *casefile.Party) *Party {
	party := &Party{ID: s.ID.Value, Stated: s, Roles: p.rolesOf(s.Roles)}
	if s.Aware != nil {
		party.Aware = inOrder(s.Aware.When)
		p.cite(s.Aware.Source)
		p.disputed(s.Aware.DisputedBy)
	}
	for _, a := range s.Did {
		if act := p.act(a); act != nil {
			party.Did = append(party.Did, *act)
		}
	}
	party.Facts = p.facts(s.Facts, party)
	if len(party.Facts) > 0 {
		party.Values = p.valuesOf(party.Facts)
	}
	return party
}

func (p *caseResolver) rolesOf(texts []yamlsrc.Text) (roles []*rule.Named) {
	for _, t := range texts {
		role := p.Rules.Role(t.Value)
		if role == nil {
			p.unknown("case-unknown-role", "role", t, p.roles)
			continue
		}
		if !slices.Contains(roles, role) {
			roles = append(roles, role)
		}
	}
	return roles
}

func (p *caseResolver) act(a *casefile.Act) *Act {
	source := p.cite(a.Source)
	p.disputed(a.DisputedBy)
	act := p.Rules.Act(a.Key.Value)
	if act == nil {
		p.unknown("case-unknown-act", "act", a.Key, p.acts)
		return nil
	}
	return &Act{Act: act, When: inOrder(a.When), Never: a.Never, Done: a.Done, Stated: a, Source: source}
}

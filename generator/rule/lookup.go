package rule

import "slices"

// Lookup returns what an id of the one id space names: a *[Fact], *[Conclusion], *[Rule], *[Exception],
// *[Obligation] or *[Score]; nil when it names nothing.
func (s *Set) Lookup(id string) any { return s.lookup[id] }

// Fact returns the fact of an id, nil when there is none.
func (s *Set) Fact(id string) *Fact { return find[*Fact](s, id) }

// Conclusion returns the conclusion of an id, nil when there is none.
func (s *Set) Conclusion(id string) *Conclusion { return find[*Conclusion](s, id) }

// Rule returns the rule of an id, nil when there is none.
func (s *Set) Rule(id string) *Rule { return find[*Rule](s, id) }

// Exception returns the exception of an id, nil when there is none.
func (s *Set) Exception(id string) *Exception { return find[*Exception](s, id) }

// Obligation returns the obligation of an id, nil when there is none.
func (s *Set) Obligation(id string) *Obligation { return find[*Obligation](s, id) }

// Score returns the score of an id, nil when there is none.
func (s *Set) Score(id string) *Score { return find[*Score](s, id) }

func find[T any](s *Set, id string) T {
	found, _ := s.lookup[id].(T)
	return found
}

// Role returns the role of an id, nil when there is none.
func (s *Set) Role(id string) *Named { return named(s.Roles, id) }

// Act returns the act of an id, nil when there is none.
func (s *Set) Act(id string) *Named { return named(s.Acts, id) }

// Sector returns the sector of an id, nil when there is none.
func (s *Set) Sector(id string) *Named { return named(s.Sectors, id) }

// Tag returns the tag of an id, nil when none is declared.
func (s *Set) Tag(id string) *Named { return named(s.Tags, id) }

func named(list []*Named, id string) *Named {
	return first(list, func(n *Named) bool { return n.ID == id })
}

// Authority returns the authority of a country (ISO 3166 alpha-2), nil when there is none.
func (s *Set) Authority(country string) *Authority {
	return first(s.Authorities, func(a *Authority) bool { return a.Country == country })
}

// Competence returns what makes an authority competent that has a role, nil when no authority has it.
func (s *Set) Competence(role *Named) *Competence {
	return first(s.Competences, func(c *Competence) bool { return c.Role == role && role != nil })
}

// Proposal returns the proposal of an id, nil when there is none.
func (s *Set) Proposal(id string) *Proposal {
	return first(s.Proposals, func(p *Proposal) bool { return p.ID == id })
}

// Parameter returns the parameter of an id, nil when there is none.
func (s *Set) Parameter(id string) *Parameter {
	return first(s.Parameters, func(p *Parameter) bool { return p.ID == id })
}

// Instrument returns the instrument of an id ("GDPR"), nil when there is none.
func (s *Set) Instrument(id string) *Instrument {
	return first(s.Instruments, func(i *Instrument) bool { return i.ID == id })
}

// Article returns the article with the id of a page ("gdpr-33-1"), nil when there is none. These ids are
// a space of their own: an obligation may have the same.
func (s *Set) Article(id string) *Article {
	for _, i := range s.Instruments {
		if a := first(i.Articles, func(a *Article) bool { return a.ID == id }); a != nil {
			return a
		}
	}
	return nil
}

// first returns the first item that fits, nil when none does.
func first[T any](list []*T, fits func(*T) bool) *T {
	if i := slices.IndexFunc(list, fits); i >= 0 {
		return list[i]
	}
	return nil
}

// Value returns the index of a fact's value, -1 when it has no such value.
func (f *Fact) Value(id string) int { return option(f.Values, id) }

// Value returns the index of a conclusion's value, -1 when it has no such value.
func (c *Conclusion) Value(id string) int { return option(c.Values, id) }

func option(values []Option, id string) int {
	return slices.IndexFunc(values, func(o Option) bool { return o.ID == id })
}

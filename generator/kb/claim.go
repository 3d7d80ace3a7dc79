package kb

import (
	"fmt"
	"slices"
	"strings"

	"casebook/generator/casefile"
	"casebook/generator/diag"
)

// statuses are the answers to an obligation.
var statuses = []string{"required", "not-required", "unknown"}

// claims resolves answers to conclusions and obligations; what cannot be an answer is left out.
func (p *caseResolver) claims(stated []casefile.Claim) (claims []Claim) {
	for _, s := range stated {
		c := Claim{Span: s.Key.Span, Key: s.Key, Value: -1}
		if p.subject(&c) && p.answer(&c, s) {
			claims = append(claims, c)
		}
	}
	return claims
}

// subject finds what a claim is about, and says whether it did.
func (p *caseResolver) subject(c *Claim) bool {
	id := c.Key.Value
	if party, rest, ok := strings.Cut(id, "."); ok {
		if c.Party = p.Case.Party(party); c.Party == nil {
			t := c.Key
			t.Value = party
			p.unknown("case-unknown-party", "party", t, p.partyNames())
			return false
		}
		id = rest
	}
	c.Conclusion, c.Obligation = p.Rules.Conclusion(id), p.Rules.Obligation(id)
	switch {
	case c.Conclusion == nil && c.Obligation == nil:
		t := c.Key
		t.Value = id
		p.unknown("case-unknown-claim", "conclusion or obligation", t, p.answers)
		return false
	case c.Obligation != nil && c.Obligation.Replaces != "":
		p.diags.Add("case-unknown-claim", c.Span, fmt.Sprintf("%q is reported under the obligation that it replaces", id),
			fmt.Sprintf("write %s", c.Obligation.Replaces), diag.Related{Span: c.Obligation.Key.Span, Message: "it is declared here"})
		return false
	case c.Conclusion != nil && c.Conclusion.OfParty != (c.Party != nil):
		p.misplaced(c, id)
		return false
	}
	return true
}

// misplaced reports a conclusion about a party that names none, or one about the case that does.
func (p *caseResolver) misplaced(c *Claim, id string) {
	message, hint := fmt.Sprintf("%q is decided for the case, not for a party", id), "write "+id
	if c.Conclusion.OfParty {
		message, hint = fmt.Sprintf("%q is decided for each party", id), "write the party before it: PARTY."+id
		if ids := p.partyNames().ids; len(ids) > 0 {
			hint = "write the party before it: " + ids[0] + "." + id
		}
	}
	p.diags.Add("case-unknown-claim", c.Span, message, hint, diag.Related{Span: c.Conclusion.Key.Span, Message: "it is declared here"})
}

// answer reads what is claimed, and says whether it can be.
func (p *caseResolver) answer(c *Claim, s casefile.Claim) bool {
	answer := s.Value.Value
	known := names{}
	if c.Obligation != nil {
		for _, status := range statuses {
			known.ids, known.at = append(known.ids, status), append(known.at, c.Obligation.Key.Span)
		}
		c.Status = answer
	} else {
		for _, o := range c.Conclusion.Values {
			known.entry(o.ID, o.Span)
		}
		known.add("unknown", c.Conclusion.Key.Span)
		c.Value = c.Conclusion.Value(answer)
	}
	if slices.Contains(known.ids, answer) {
		return true
	}
	p.diags.Append(unlisted("case-unknown-answer", fmt.Sprintf("%q is no answer to %q", answer, c.Key.Value), s.Value, known))
	return false
}

func (p *caseResolver) partyNames() (n names) {
	for _, party := range p.Parties {
		n.add(party.ID, party.Stated.ID.Span)
	}
	return n
}

// positions resolves what others say of the case.
func (p *caseResolver) positions() {
	for i, s := range p.File.Positions {
		first := slices.IndexFunc(p.File.Positions, func(o *casefile.Position) bool { return o.ID.Value == s.ID.Value })
		if first < i && !s.ID.IsZero() {
			p.repeated("position", s.ID, p.File.Positions[first].ID.Span)
		}
		p.Positions = append(p.Positions, &Position{Stated: s, Claims: p.claims(s.Claims), Source: p.cite(s.Source)})
	}
}

package rule

import (
	"slices"

	"casebook/generator/moment"
)

// InForce says whether something is law on a day: its dates include the day, and it belongs to no
// proposal or to the one given, which may be nil.
func (v Validity) InForce(day moment.Date, proposal *Proposal) bool {
	return (v.From.IsZero() || v.From.Compare(day) <= 0) &&
		(v.Until.IsZero() || v.Until.Compare(day) >= 0) &&
		(v.Proposal == nil || v.Proposal == proposal)
}

// InForce says whether a rule is law on a day: it is in force, and nothing in force stands in for it, nor
// does a proposal's rule for what it stands in for itself.
func (r *Rule) InForce(day moment.Date, proposal *Proposal) bool {
	return r.Validity.InForce(day, proposal) &&
		!slices.ContainsFunc(r.ReplacedBy, func(n *Rule) bool { return n.Validity.InForce(day, proposal) }) &&
		(r.Proposal != nil || !slices.ContainsFunc(r.replaces, func(o *Rule) bool {
			return slices.ContainsFunc(o.ReplacedBy, func(n *Rule) bool { return n.Proposal != nil && n.Validity.InForce(day, proposal) })
		}))
}

// InForce says whether an obligation is law on a day: it is in force, and nothing in force stands in for
// it, nor does a proposal's for what it stands in for itself.
func (o *Obligation) InForce(day moment.Date, proposal *Proposal) bool {
	return o.Validity.InForce(day, proposal) &&
		!slices.ContainsFunc(o.ReplacedBy, func(n *Obligation) bool { return n.Validity.InForce(day, proposal) }) &&
		(o.Proposal != nil || !slices.ContainsFunc(o.replaces, func(p *Obligation) bool {
			return slices.ContainsFunc(p.ReplacedBy, func(n *Obligation) bool { return n.Proposal != nil && n.Validity.InForce(day, proposal) })
		}))
}

// AppliesIn says whether a proposal would apply to a case of a country (ISO 3166 alpha-2), "" for a case
// that names none: it is not kept from one of which nobody says where it happened.
func (p *Proposal) AppliesIn(country string) bool {
	return country == "" || len(p.Countries) == 0 || slices.Contains(p.Countries, country)
}

// At returns what a parameter is worth on a day, the proposal's value before that of the law in force,
// and whether it is worth anything.
func (p *Parameter) At(day moment.Date, proposal *Proposal) (ParameterValue, bool) {
	var found ParameterValue
	ok := false
	for _, v := range p.Values {
		if v.InForce(day, proposal) && (!ok || v.Proposal != nil) {
			found, ok = v, true
		}
	}
	return found, ok
}

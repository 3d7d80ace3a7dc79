package site

import (
	"casebook/generator/assess"
	"casebook/generator/rule"
)

// CaseAuthority is the authority to which obligations of a case are, if they are to one. Cases of the same
// country share it.
type CaseAuthority struct {
	Role    string // of the authority: "Supervisory authority"
	Name    string
	Country string
	Form    string // address of its form; "" where that is not known
	Note    string
	Whether string // what makes another authority competent; "" where nothing is said of it
	Sources []Link // of that
	Asks    []string
	Hedge   string // how sure it is what the form asks
}

// authorityKey is what the telling of an authority rests on.
type authorityKey struct {
	competence *rule.Competence
	country    string
	state      string // of the fact that the competence hangs on
}

// competent returns the authority of the case's country, where an obligation to it is required or open;
// else nil.
func (t *teller) competent() *CaseAuthority {
	a := t.base.Rules.Authority(t.Case.Country)
	if a == nil {
		return nil
	}
	for i := range t.Main.Duties {
		d := &t.Main.Duties[i]
		c := t.base.Rules.Competence(law(d).To)
		if c == nil || d.Status == assess.No {
			continue
		}
		key := authorityKey{c, a.Country, t.stateOf(c.Fact)}
		if found, ok := t.shared.authorities.Load(key); ok {
			return found.(*CaseAuthority)
		}
		found, _ := t.shared.authorities.LoadOrStore(key, t.tellAuthority(a, key))
		return found.(*CaseAuthority)
	}
	return nil
}

// stateOf names what a fact of the case is, "unknown" where it is not stated; "" for no fact.
func (t *teller) stateOf(f *rule.Fact) string {
	if f == nil {
		return ""
	}
	if v := t.Main.Value(assess.FactRef{Fact: f}); v.Known && v.Choice < len(f.Values) {
		return f.Values[v.Choice].ID
	}
	return assess.Unknown.String()
}

func (t *teller) tellAuthority(a *rule.Authority, key authorityKey) *CaseAuthority {
	c := key.competence
	v := &CaseAuthority{Role: capital(t.words(c.Role.Title)), Name: t.words(a.Name), Country: t.country(a.Country), Form: a.Form,
		Note: t.words(a.Note), Hedge: t.words(a.AsksNote)}
	if says, ok := c.Says.By[key.state]; ok && !a.Apart {
		v.Whether, v.Sources = t.words(says), t.sourceLinks(c.Source)
	}
	for _, asked := range a.Asks {
		v.Asks = append(v.Asks, sentence(t.words(asked)))
	}
	return v
}

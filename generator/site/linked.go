package site

import (
	"slices"

	"casebook/generator/assess"
	"casebook/generator/casefile"
	"casebook/generator/kb"
	"casebook/generator/moment"
	"casebook/generator/rule"
	"casebook/generator/yamlsrc"
)

// Linked is a case as linked data, JSON-LD in the page: what it is about in the terms of other
// vocabularies, as the rules name them, and the identifiers of the law that was applied. The answer is
// arguable, so a page has its terms as subjects and does not claim that the incident is one of them.
type Linked struct {
	Context    map[string]any  `json:"@context"`
	ID         string          `json:"@id"` // the page: its full address, or "" for the page that it stands on
	Type       string          `json:"@type"`
	Name       string          `json:"schema:name"`
	Language   string          `json:"schema:inLanguage"`
	Keywords   []string        `json:"schema:keywords,omitempty"`                  // its tags
	What       []string        `json:"schema:disambiguatingDescription,omitempty"` // what its tags say of it: that it is an invented example
	Added      string          `json:"schema:dateCreated,omitempty"`
	Based      []string        `json:"schema:isBasedOn,omitempty"` // addresses of its sources
	When       string          `json:"dcterms:temporal,omitempty"` // ISO 8601, an interval or a point in time
	Country    string          `json:"dcterms:spatial,omitempty"`
	Subject    []string        `json:"dcterms:subject,omitempty"`    // terms of what was decided and stated
	References []string        `json:"dcterms:references,omitempty"` // the articles applied
	Decision   *LinkedDecision `json:"schema:citation,omitempty"`
	Acts       []LinkedAct     `json:"dcterms:relation,omitempty"`
	Duties     []LinkedDuty    `json:"dcterms:hasPart,omitempty"`
}

// LinkedAct is something that a party did.
type LinkedAct struct {
	Type []string `json:"@type"`
	Name string   `json:"schema:name"`
	Date []string `json:"dcterms:date"`
}

// LinkedDecision is what an authority decided on the case.
type LinkedDecision struct {
	Type       string             `json:"@type"`
	Name       string             `json:"schema:name"`
	Number     string             `json:"schema:identifier,omitempty"`
	Date       string             `json:"schema:dateCreated,omitempty"`
	URL        string             `json:"schema:url,omitempty"`
	Authority  LinkedOrganization `json:"schema:creator"`
	References []string           `json:"dcterms:references,omitempty"` // the articles it rests on
}

// LinkedOrganization is somebody who decided.
type LinkedOrganization struct {
	Type string `json:"@type"`
	Name string `json:"schema:name"`
}

// LinkedDuty is the part of the page that tells of an obligation that is required, or of one that is not
// where there is a term for that.
type LinkedDuty struct {
	ID         string   `json:"@id"`
	Type       string   `json:"@type"`
	Name       string   `json:"schema:name"`
	Subject    []string `json:"dcterms:subject,omitempty"`
	References []string `json:"dcterms:references,omitempty"`
}

// context says what the prefixes stand for and which values are identifiers.
func (p *planner) context() map[string]any {
	reference := map[string]string{"@type": "@id"}
	c := map[string]any{
		"schema": "https://schema.org/", "dcterms": "http://purl.org/dc/terms/",
		"schema:isBasedOn": reference, "dcterms:subject": reference, "dcterms:references": reference,
		"schema:url": reference,
	}
	for _, v := range p.base.Rules.Vocabularies {
		c[v.Prefix] = v.IRI
	}
	return c
}

// linked writes the case as linked data.
func (t *teller) linked(frame *Frame) *Linked {
	l := &Linked{
		Context: t.context(), ID: frame.Canonical, Type: "schema:Article", Name: frame.Title, Language: t.text.Lang,
		When: span(t.Case.Incident), Country: t.Case.Country,
	}
	if !t.Case.Added.IsZero() {
		l.Added = t.Case.Added.String()
	}
	for _, s := range t.Case.Sources {
		if s.URL.Value != "" {
			l.Based = append(l.Based, s.URL.Value)
		}
	}
	l.Subject, l.Decision = t.subjects(), t.linkedDecision()
	for _, tag := range t.Case.Tags {
		word := tag
		if n := t.base.Rules.Tag(tag); n != nil {
			if word = t.words(n.Title); !n.Note.IsZero() {
				l.What = append(l.What, t.words(n.Note))
			}
		}
		l.Keywords = append(l.Keywords, word)
	}
	for i := range t.steps {
		l.References = append(l.References, applied(&t.steps[i])...)
	}
	l.References = once(l.References)
	for _, p := range t.Case.Parties {
		l.Acts = append(l.Acts, t.linkedActs(p)...)
	}
	for i := range t.Main.Duties {
		if d := &t.Main.Duties[i]; d.Status == assess.Yes || d.Status == assess.No && d.Version != nil && len(d.Version.SameNot) > 0 {
			l.Duties = append(l.Duties, t.linkedDuty(d, frame.Canonical))
		}
	}
	return l
}

// subjects returns the terms of all that was decided, then of what is stated, then of the exceptions that
// apply, each once.
func (t *teller) subjects() []string {
	var terms []string
	answer := func(a *assess.Answer) {
		if v, ok := a.Decided(); ok {
			terms = append(terms, a.Conclusion.Values[v].Same...)
		}
	}
	for i := range t.Main.Conclusions {
		answer(&t.Main.Conclusions[i])
	}
	for _, p := range t.Main.Parties {
		for i := range p.Conclusions {
			answer(&p.Conclusions[i])
		}
	}
	terms = append(terms, factTerms(t.Case.Facts)...)
	for _, p := range t.Case.Parties {
		terms = append(terms, factTerms(p.Facts)...)
	}
	for _, s := range t.steps {
		for _, x := range s.Except {
			if x.Outcome == assess.Yes {
				terms = append(terms, x.Exception.Same...)
			}
		}
	}
	return once(terms)
}

// factTerms returns the terms of what facts are stated to be.
func factTerms(facts []kb.Fact) []string {
	var terms []string
	for _, f := range facts {
		switch {
		case f.Unknown || !f.Value.Known:
		case f.Fact.Type == rule.YesNo || f.Fact.Type == rule.Choice:
			terms = append(terms, f.Fact.Values[f.Value.Choice].Same...)
		case f.Fact.Type == rule.SetOf:
			for i, o := range f.Fact.Values {
				if f.Value.Set.Has(i) {
					terms = append(terms, o.Same...)
				}
			}
		}
	}
	return terms
}

// applied returns the identifiers of the law that a step applied: of a rule that held, of an obligation
// that is required, and of exceptions that apply.
func applied(s *assess.Step) []string {
	var all []string
	switch {
	case s.Outcome != assess.Yes:
	case s.Rule != nil:
		all = identifiers(s.Rule.Source)
	default:
		all = identifiers(law(s.Duty).Source)
	}
	for _, x := range s.Except {
		if x.Outcome == assess.Yes {
			all = append(all, identifiers(x.Exception.Source)...)
		}
	}
	return all
}

func identifiers(sources []rule.Source) []string {
	var all []string
	for _, s := range sources {
		if id := s.ELI(); id != "" {
			all = append(all, id)
		}
	}
	return all
}

// linkedActs tells what a party did, of that for which there is a term.
func (t *teller) linkedActs(p *kb.Party) []LinkedAct {
	var acts []LinkedAct
	for _, a := range p.Did {
		if len(a.Act.Same) == 0 || len(a.When) == 0 {
			continue
		}
		act := LinkedAct{Type: a.Act.Same, Name: t.T("case.why.of-party", capital(t.party(p).Text), t.words(a.Act.Title))}
		for _, m := range a.When {
			act.Date = append(act.Date, machine(m))
		}
		acts = append(acts, act)
	}
	return acts
}

// linkedDecision tells what an authority decided, nil where none did.
func (t *teller) linkedDecision() *LinkedDecision {
	d := t.Case.Decision
	if d == nil {
		return nil
	}
	authority := t.text.Decided(func(d *casefile.Decision) yamlsrc.Text { return d.Authority }).Text.Value
	l := &LinkedDecision{
		Type: "schema:CreativeWork", Name: authority, Number: d.Number.Value, URL: d.URL.Value,
		Authority: LinkedOrganization{"schema:Organization", authority}, References: once(identifiers(t.Case.Articles)),
	}
	if l.Number != "" {
		l.Name += ", " + l.Number
	}
	if d.Date.Known() {
		l.Date = machine(d.Date)
	}
	return l
}

func (t *teller) linkedDuty(d *assess.Duty, page string) LinkedDuty {
	o := law(d)
	subject, references := o.Same, once(identifiers(o.Source))
	if d.Status == assess.No {
		subject, references = o.SameNot, nil
	}
	return LinkedDuty{
		ID: page + "#" + dutyAnchor(d), Type: "schema:WebPageElement", Name: t.T("case.why.of-party", capital(t.party(d.Party).Text), t.words(o.Title)),
		Subject: subject, References: references,
	}
}

// once leaves out what came before.
func once(list []string) []string {
	var kept []string
	for _, s := range list {
		if !slices.Contains(kept, s) {
			kept = append(kept, s)
		}
	}
	return kept
}

// machine writes a moment as ISO 8601: an instant with its offset, anything else as well as it is known.
func machine(m moment.Moment) string {
	if m.Exact() {
		instant, _ := m.Interval()
		return instant
	}
	return m.String()
}

// span writes a range as ISO 8601, ".." for an end that is not known; "" where none is.
func span(r moment.Range) string {
	end := func(m moment.Moment) string {
		if !m.Known() {
			return ".."
		}
		return machine(m)
	}
	from, to := end(r.From), end(r.To)
	switch {
	case !r.Known():
		return ""
	case from == to:
		return from
	}
	return from + "/" + to
}

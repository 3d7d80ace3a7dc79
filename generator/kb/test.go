package kb

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"casebook/generator/casefile"
	"casebook/generator/diag"
	"casebook/generator/moment"
	"casebook/generator/rule"
	"casebook/generator/source"
	"casebook/generator/yamlsrc"
)

// addTests resolves the tests of the rules. Of two with one id the first by path is kept.
func (r *resolver) addTests(tests []*casefile.Test) {
	tests = slices.Clone(tests)
	slices.SortStableFunc(tests, func(a, b *casefile.Test) int { return cmp.Compare(a.Span.Path(), b.Span.Path()) })
	for _, t := range tests {
		if what, at := r.taken(t.ID.Value); what != "" {
			r.diags.Add("test-duplicate-id", t.ID.Span, fmt.Sprintf("%s has the id %q already", what, t.ID.Value),
				"give the test another id", diag.Related{Span: at, Message: "it is this one"})
			continue
		}
		if t.ID.IsZero() {
			continue // which was reported; nothing could name it
		}
		r.addTest(t)
	}
}

// taken says what has an id that a test asks for: one word leads to one thing, for `explain` too.
func (r *resolver) taken(id string) (what string, at source.Span) {
	if t := r.Test(id); t != nil {
		return "another test", t.Stated.ID.Span
	}
	if c := r.cases[id]; c != nil {
		return "a case", c.File.Source.Span(0, 0)
	}
	return r.named(id)
}

// addTest resolves what a test states as a case would state it.
func (r *resolver) addTest(t *casefile.Test) {
	f := t.File
	c := &Case{ID: t.ID.Value, File: f, Lang: r.Config.Languages[0], Incident: f.Incident.Range, Zone: f.Zone,
		KnownUntil: f.KnownUntil.Date, AsOf: f.AsOf.Date}
	for _, lang := range r.Config.Languages {
		text := &Text{Lang: lang, File: f, Title: cmp.Or(t.Title.In(lang), c.ID), Summary: t.Because.In(lang), said: evidence(f)}
		c.Texts = append(c.Texts, text)
		text.first = c.Texts[0]
	}
	p := &caseResolver{resolver: r, Case: c}
	c.Parties = p.parties(f.Parties)
	c.Facts = p.facts(f.Facts, nil)
	c.Values = r.valuesOf(c.Facts)
	c.Expect = p.claims(f.Expect)
	test := &Test{Stated: t, Case: c, Proposal: p.proposal(t.Proposal), Timeliness: p.timeliness(t.Timeliness)}
	for _, text := range t.Source {
		s, diags := r.Rules.Source(text)
		p.diags.Append(diags)
		test.Source = append(test.Source, s)
	}
	p.spoken(t.ID, "title", t.Title)
	p.spoken(t.ID, "because", t.Because)
	r.diags.Append(p.diags)
	r.Tests = append(r.Tests, test)
}

// spoken warns of a text of a test that a language of the site lacks.
func (p *caseResolver) spoken(id yamlsrc.Text, key string, w yamlsrc.Words) {
	if w.IsZero() {
		return
	}
	var missing []string
	for i, lang := range p.Config.Languages {
		if !w.Has(lang) && (i > 0 || !w.Has("")) {
			missing = append(missing, lang)
		}
	}
	if len(missing) > 0 {
		p.diags.Add("rule-missing-translation", w.Span, fmt.Sprintf("the %s of the test %q is missing in %s", key, id.Value, list(missing)),
			"write {"+strings.Join(p.Config.Languages, ": …, ")+": …}")
	}
}

// Test returns a test of the rules, nil when there is none of that id.
func (b *Base) Test(id string) *Test {
	for _, t := range b.Tests {
		if t.Stated.ID.Value == id {
			return t
		}
	}
	return nil
}

// proposal finds the proposal that a test is under, nil for none.
func (p *caseResolver) proposal(t yamlsrc.Text) *rule.Proposal {
	if t.IsZero() {
		return nil
	}
	found := p.Rules.Proposal(t.Value)
	if found == nil {
		known := names{}
		for _, o := range p.Rules.Proposals {
			known.entry(o.ID, o.Span)
		}
		p.unknown("test-unknown-proposal", "proposal", t, known)
	}
	return found
}

// timelinesses are the ways in which an obligation is met in time, or not.
var timelinesses = []moment.Timeliness{moment.InTime, moment.Late, moment.Missed, moment.Open, moment.NoLimit, moment.UnknownTimeliness}

// timeliness resolves how obligations must be met in time; what cannot be an answer is left out.
func (p *caseResolver) timeliness(stated []casefile.Claim) (list []Timely) {
	for _, s := range stated {
		c := Claim{Span: s.Key.Span, Key: s.Key, Value: -1}
		if !p.subject(&c) {
			continue
		}
		known := names{}
		for _, t := range timelinesses {
			known.ids, known.at = append(known.ids, string(t)), append(known.at, source.Span{})
		}
		switch {
		case c.Obligation == nil:
			p.diags.Add("case-unknown-claim", c.Span, fmt.Sprintf("%q is a conclusion, which has no time limit", s.Key.Value), "name an obligation")
		case !slices.Contains(known.ids, s.Value.Value):
			p.diags.Append(unlisted("case-unknown-answer", fmt.Sprintf("%q is no way to be in time", s.Value.Value), s.Value, known))
		default:
			list = append(list, Timely{c, moment.Timeliness(s.Value.Value)})
		}
	}
	return list
}

package kb

import (
	"cmp"
	"fmt"
	"path"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"

	"casebook/generator/casefile"
	"casebook/generator/diag"
	"casebook/generator/moment"
	"casebook/generator/rule"
	"casebook/generator/source"
	"casebook/generator/yamlsrc"
)

// Resolve puts the case files, the tests of the rules and the rules together. The order of the files does
// not matter; nothing that it is given is changed.
func Resolve(config *Config, rules *rule.Set, files []*casefile.File, tests ...*casefile.Test) (*Base, diag.List) {
	return Resume(nil, config, rules, files, tests...)
}

// newResolver puts the files together as cases, and leaves what stands in them to be resolved.
func newResolver(config *Config, rules *rule.Set, files []*casefile.File) *resolver {
	r := &resolver{
		Base: &Base{
			Config: config, Rules: rules, cases: make(map[string]*Case, len(files)),
			texts: make(map[string]*Text, len(files)), found: make(map[*Case]verdict, len(files)),
		},
		vocabulary: vocabularyOf(rules),
	}
	r.ownExceptions()
	files = slices.Clone(files)
	slices.SortFunc(files, func(a, b *casefile.File) int { return cmp.Compare(a.Source.Path, b.Source.Path) })
	for _, f := range files {
		if !f.Translation {
			r.addCase(f)
		}
	}
	slices.SortFunc(r.Cases, func(a, b *Case) int { return cmp.Compare(a.ID, b.ID) })
	for _, c := range r.Cases {
		r.addAliases(c)
	}
	for _, f := range files {
		if f.Translation {
			r.addTranslation(f)
		}
	}
	for _, c := range r.Cases {
		slices.SortStableFunc(c.Texts[1:], func(a, b *Text) int { return cmp.Compare(a.Lang, b.Lang) })
	}
	return r
}

// resolveAll resolves the cases that were not taken over, side by side: finding quotes takes most of the
// time, and no case changes what another reads. The diagnostics come in the order of the cases.
func (r *resolver) resolveAll() {
	found, links := make([]verdict, len(r.Cases)), make([]diag.List, len(r.Cases))
	var next atomic.Int64
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(r.Cases)); i = next.Add(1) - 1 {
				found[i], links[i] = r.verdict(r.Cases[i])
			}
		})
	}
	workers.Wait()
	for i, c := range r.Cases {
		r.found[c] = found[i]
		r.diags.Append(found[i].diags)
		r.diags.Append(links[i])
	}
	r.checkTagCount()
}

// verdict resolves a case, unless it was taken over, and checks its links.
func (r *resolver) verdict(c *Case) (v verdict, links diag.List) {
	v, takenOver := r.found[c]
	if !takenOver {
		v = verdict{r.resolve(c), r.outward(c)}
	}
	if !takenOver || v.outward {
		links = r.links(c)
	}
	return v, links
}

// resolver holds what all cases share while they are resolved.
type resolver struct {
	*Base
	vocabulary
	diags diag.List
}

// addCase makes a case of its first file. Of two files with one id the first by path is kept.
func (r *resolver) addCase(f *casefile.File) {
	start := f.Source.Span(0, 0)
	if other := r.cases[f.ID]; other != nil {
		r.diags.Add("case-duplicate-id", start, fmt.Sprintf("another case has the id %q already", f.ID),
			"give one of the files another name", diag.Related{Span: other.File.Source.Span(0, 0), Message: "it is this one"})
		return
	}
	if what, at := r.named(f.ID); what != "" {
		r.diags.Add("case-duplicate-id", start, fmt.Sprintf("%s has the id %q already", what, f.ID),
			"give the file another name", diag.Related{Span: at, Message: "it is declared here"})
	}
	c := &Case{
		ID: f.ID, File: f, Lang: r.language(f), Incident: f.Incident.Range, Zone: f.Zone,
		KnownUntil: f.KnownUntil.Date, Added: f.Added.Date, AsOf: f.AsOf.Date,
		Tags: values(f.Tags), Decision: f.Decision, Sources: f.Sources, Aliases: values(f.Aliases),
	}
	r.cases[f.ID] = c
	r.Cases = append(r.Cases, c)
	r.addText(c, f, c.Lang)
}

// language returns the language of a first file, the site's default where it does not say or says one
// that the site does not have.
func (r *resolver) language(f *casefile.File) string {
	if f.Lang == "" || slices.Contains(r.Config.Languages, f.Lang) {
		return cmp.Or(f.Lang, r.Config.Languages[0])
	}
	r.diags.Add("case-bad-language", f.LangAt.Span, fmt.Sprintf("%q is not a language of the site", f.Lang), r.languagesHint())
	return r.Config.Languages[0]
}

func (r *resolver) languagesHint() string {
	return "the languages in site.yaml are: " + list(r.Config.Languages)
}

func (r *resolver) addText(c *Case, f *casefile.File, lang string) *Text {
	t := &Text{
		Lang: lang, File: f, Body: f.Body,
		Title: cmp.Or(f.Title.Value, c.File.Title.Value, c.ID), Summary: cmp.Or(f.Summary.Value, c.File.Summary.Value),
	}
	c.Texts = append(c.Texts, t)
	t.first = c.Texts[0]
	r.texts[f.Source.Path] = t
	return t
}

// addAliases lets the other ids of a case lead to it.
func (r *resolver) addAliases(c *Case) {
	for _, alias := range c.File.Aliases {
		var related []diag.Related
		what, at := r.named(alias.Value)
		if other := r.cases[alias.Value]; other != nil {
			what, at = "the case "+strconv.Quote(other.ID), other.File.Source.Span(0, 0)
		}
		if what == "" {
			r.cases[alias.Value] = c
			continue
		}
		related = append(related, diag.Related{Span: at, Message: "it is this one"})
		r.diags.Add("case-duplicate-id", alias.Span, fmt.Sprintf("%s answers to %q already", what, alias.Value), "remove the alias", related...)
	}
}

// addTranslation joins a translation with its case.
func (r *resolver) addTranslation(f *casefile.File) {
	start := f.Source.Span(0, 0)
	c := r.cases[f.ID]
	if c == nil || c.ID != f.ID {
		name := path.Base(casefile.FirstPath(f.Source.Path))
		hint := diag.DidYouMean(f.ID, r.caseIDs())
		r.diags.Add("case-translation-orphan", start, fmt.Sprintf("this translates %s, which is not there", name),
			cmp.Or(hint, fmt.Sprintf("write %s, which states the facts, or rename this file to it", name)))
		return
	}
	if !slices.Contains(r.Config.Languages, f.Lang) {
		r.diags.Add("case-bad-language", start, fmt.Sprintf("%q is not a language of the site", f.Lang), r.languagesHint())
		return
	}
	if t := c.In(f.Lang); t.Lang == f.Lang {
		r.diags.Add("case-bad-language", start, fmt.Sprintf("the case %q is written in %q already", c.ID, f.Lang),
			"remove one of the two, or name this file for its own language",
			diag.Related{Span: t.File.Source.Span(0, 0), Message: "it is written here"})
		return
	}
	r.addText(c, f, f.Lang)
}

func (r *resolver) caseIDs() []string {
	ids := make([]string, len(r.Cases))
	for i, c := range r.Cases {
		ids[i] = c.ID
	}
	return ids
}

// resolve resolves all that stands in one case but its links. Of another case it reads only what [Resolve] has set
// before: its id, its file and its texts.
func (r *resolver) resolve(c *Case) diag.List {
	p := &caseResolver{resolver: r, Case: c}
	for _, t := range c.Texts {
		t.said = evidence(t.File)
	}
	p.checkSources()
	p.place()
	p.checkTags()
	c.Parties = p.parties(c.File.Parties)
	c.Facts = p.facts(c.File.Facts, nil)
	c.Values = r.valuesOf(c.Facts)
	c.Expect = p.claims(c.File.Expect)
	p.positions()
	p.readings()
	p.decision()
	p.checkTexts()
	p.checkCited()
	return p.diags
}

// caseResolver resolves one case.
type caseResolver struct {
	*resolver
	*Case
	reading string // id of the reading whose facts are resolved; "" for the case itself
	cited   []*casefile.Source
	diags   diag.List
}

// place resolves where and in which sector the case happened.
func (p *caseResolver) place() {
	if t := p.File.Sector; !t.IsZero() {
		if p.Sector = p.Rules.Sector(t.Value); p.Sector == nil {
			p.unknown("case-unknown-sector", "sector", t, p.sectors)
		}
	}
	t := p.File.Country
	if _, found := slices.BinarySearch(countries, t.Value); found || t.IsZero() {
		p.Country = t.Value
		return
	}
	hint := "write two capital letters as in ISO 3166: FR, DE"
	if meant, ok := meantCountry(t.Value); ok {
		hint = fmt.Sprintf("did you mean %q?", meant)
	}
	p.diags.Add("case-unknown-country", t.Span, fmt.Sprintf("unknown country %q", t.Value), hint)
}

// longestTag is how long a tag may be, in bytes: it becomes the name of a folder.
const longestTag = 100

// checkTags reports tags of which no address can be made.
func (p *caseResolver) checkTags() {
	for _, t := range p.File.Tags {
		switch {
		case !strings.ContainsFunc(t.Value, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }):
			p.diags.Add("case-bad-tag", t.Span, fmt.Sprintf("the tag %q has neither a letter nor a digit", t.Value), "write a word: ransomware")
		case len(t.Value) > longestTag:
			p.diags.Add("case-bad-tag", t.Span, fmt.Sprintf("the tag has %d bytes, and at most %d are allowed", len(t.Value), longestTag), "write a word or two")
		}
	}
}

// mostTags is how many tags a site may have: each has a page, and is one of the ways to narrow a search.
const mostTags = 1000

// checkTagCount reports a site with more tags than a reader could choose from, at the first that is too many.
func (r *resolver) checkTagCount() {
	seen := map[string]bool{}
	for _, c := range r.Cases {
		for _, t := range c.File.Tags {
			seen[strings.ToLower(t.Value)] = true
			if len(seen) > mostTags {
				r.diags.Add("site-too-many-tags", t.Span, fmt.Sprintf("the cases have more than %d tags", mostTags), "use a tag that other cases have")
				return
			}
		}
	}
}

// checkSources reports sources that share an id.
func (p *caseResolver) checkSources() {
	for _, s := range p.Sources {
		if first := p.Case.Source(s.ID.Value); first != nil && first != s {
			p.repeated("source", s.ID, first.ID.Span)
		}
	}
}

// repeated reports the second of two parts of a case with one id.
func (p *caseResolver) repeated(what string, id yamlsrc.Text, first source.Span) {
	p.diags.Add("case-repeated-id", id.Span, fmt.Sprintf("another %s of the case has the id %q already", what, id.Value),
		"give one of them another id", diag.Related{Span: first, Message: "it is this one"})
}

// cite returns the source of an id, nil when none is given or there is no such source.
func (p *caseResolver) cite(id yamlsrc.Text) *casefile.Source {
	if id.IsZero() {
		return nil
	}
	if s := p.Case.Source(id.Value); s != nil {
		p.cited = append(p.cited, s)
		return s
	}
	ids := names{}
	for _, s := range p.Sources {
		ids.add(s.ID.Value, s.ID.Span)
	}
	if len(p.Sources) == 0 {
		p.diags.Add("case-unknown-source", id.Span, fmt.Sprintf("unknown source %q", id.Value),
			fmt.Sprintf("list it: sources: [{id: %s, title: …, url: …}]", id.Value))
		return nil
	}
	p.unknown("case-unknown-source", "source", id, ids)
	return nil
}

// checkCited warns of sources that nothing cites. A case that cites none at all lists what to read.
func (p *caseResolver) checkCited() {
	if len(p.cited) == 0 {
		return
	}
	for _, s := range p.Sources {
		if slices.Contains(p.cited, s) || p.linksTo(s.URL.Value) || s.ID.IsZero() {
			continue
		}
		p.diags.Add("case-unused-source", s.ID.Span, fmt.Sprintf("nothing cites the source %q", s.ID.Value),
			fmt.Sprintf("cite it with source: %s at a fact, an act or a position, or remove it", s.ID.Value))
	}
}

// linksTo says whether the decision or a text leads to an address.
func (p *caseResolver) linksTo(address string) bool {
	if address == "" {
		return false
	}
	if p.Decision != nil && p.Decision.URL.Value == address {
		return true
	}
	for _, t := range p.Texts {
		for _, link := range t.Body.Links() {
			if link.Destination == address {
				return true
			}
		}
	}
	return false
}

// decision resolves the articles that a decision rests on.
func (p *caseResolver) decision() {
	if p.Decision == nil {
		return
	}
	for _, t := range p.Decision.Articles {
		s, diags := p.Rules.Source(t)
		if s.Instrument != nil && !diags.HasErrors() {
			p.Articles = append(p.Articles, s)
			continue
		}
		for _, d := range diags {
			p.diags.Add("case-unknown-article", t.Span, d.Message, d.Hint, d.Related...)
		}
	}
}

func values(texts []yamlsrc.Text) (list []string) {
	for _, t := range texts {
		list = append(list, t.Value)
	}
	return list
}

// inOrder sorts the moments of an act.
func inOrder(when []moment.Moment) []moment.Moment {
	when = slices.Clone(when)
	slices.SortStableFunc(when, moment.Moment.Compare)
	return when
}

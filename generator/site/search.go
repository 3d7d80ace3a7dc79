package site

import (
	"cmp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"casebook/generator/assess"
	"casebook/generator/kb"
	"casebook/generator/markdown"
	"casebook/generator/moment"
	"casebook/generator/rule"
	"casebook/generator/yamlsrc"
)

// Searchable is everything that search finds in one language. Documents are known by their place in Docs.
type Searchable struct {
	Lang     string
	Texts    map[string]string // what the scripts say, by the key below "search." of the templates' texts
	Docs     []SearchDoc       // cases, newest first, then everything else
	Bare     bool              // the texts of sections are found, but not kept to be shown
	Synonyms [][]string        // by term of the glossary: all its names in all languages
	Facets   []SearchFacet
	Ranges   []SearchRange
	ByTitle  []int // the documents in the order of their titles, as a dictionary of the language has it
}

// SearchPage is the page of the search, pages/search.html. Without scripts it leads to the lists of cases.
type SearchPage struct {
	Frame
	Index  string       // the folder of the index
	Facets []*FacetView // the lists
}

func (e *edition) searchPage() *Page {
	return e.page("search/", "search", func() any {
		p := &SearchPage{Frame: e.frame("search/", "", e.T("search.title"), e.T("search.description")), Index: e.searchIndex(), Facets: e.facetViews}
		p.Modules = append(p.Modules, "search-page.js")
		return p
	})
}

// searchIndex is the folder of the edition's index.
func (e *edition) searchIndex() string { return "search/" + e.lang + "/" }

// SearchDoc is a page, or a term of the glossary.
type SearchDoc struct {
	Kind     string // "case", "article", "obligation", "rule", "conclusion", "fact", "term", "text"
	URL      string
	Title    string
	Note     string // a few words beside the title
	Summary  string
	Names    []string // identifiers by which people ask for it
	Sections []SearchSection
	Hidden   []string // what finds it and is not shown, such as its title in other languages
}

// SearchSection is the text under one heading.
type SearchSection struct {
	ID      string // of the heading's anchor; "" for the top of the page
	Heading string
	Text    string
	Answers bool // facts and answers, which count more than other text
}

// SearchFacet is a way to narrow a list of results.
type SearchFacet struct {
	ID, Title string
	Group     string // "answers", "case" or "facts"
	Values    []SearchValue
}

// SearchValue is one value of a facet with its documents.
type SearchValue struct {
	ID, Title string
	Also      string // other names that a reader may type
	Docs      []int
}

// SearchRange is a number or a day that documents have, exactly or between two ends.
type SearchRange struct {
	ID, Title string
	Date      bool          // days as 20230427
	Values    map[int][]int // by document: lowest and highest, or the lowest alone where there is no upper end
}

// Searchable returns what search finds, by language. It is made when asked for: for thousands of cases
// it holds all their text.
func (s *Site) Searchable() []*Searchable {
	var all []*Searchable
	for _, e := range s.editions {
		all = append(all, e.searchable())
	}
	return all
}

func (e *edition) searchable() *Searchable {
	s := &Searchable{Lang: e.lang, Bare: !e.base.Config.Excerpts, Texts: map[string]string{}}
	for _, key := range e.texts.Keys() {
		if short, ok := strings.CutPrefix(key, "search."); ok {
			s.Texts[short] = e.T(key)
		}
	}
	s.Docs = e.searchCases()
	set := e.base.Rules
	for _, i := range set.Instruments {
		for _, a := range i.Articles {
			s.Docs = append(s.Docs, e.searchArticle(a))
		}
	}
	for _, o := range set.Obligations {
		s.Docs = append(s.Docs, e.searchEntry("obligation", e.obligationLink(o), o.Because, o.Source, o.Title, o.Note))
	}
	for _, r := range set.Rules {
		s.Docs = append(s.Docs, e.searchEntry("rule", e.ruleLink(r), r.Because, r.Source, r.Title, r.Note))
	}
	for _, c := range set.Conclusions {
		s.Docs = append(s.Docs, e.searchEntry("conclusion", e.conclusionLink(c), c.Ask, c.Source, c.Title, c.Note))
	}
	for _, f := range set.Facts {
		s.Docs = append(s.Docs, e.searchFact(f))
	}
	for _, t := range set.Glossary {
		s.Docs = append(s.Docs, e.searchTerm(t))
		s.Synonyms = append(s.Synonyms, termNames(t))
	}
	e.searchTexts(s)
	s.Facets, s.Ranges = append([]SearchFacet{e.kindFacet(s.Docs)}, e.searchFacets()...), e.searchRanges()
	s.ByTitle = make([]int, len(s.Docs))
	for doc := range s.Docs {
		s.ByTitle[doc] = doc
	}
	sortBy(e.lang, s.ByTitle, func(doc int) string { return s.Docs[doc].Title })
	return s
}

// searchCases returns the cases, newest first. They are written side by side, since that is most of the
// work of an index.
func (e *edition) searchCases() []SearchDoc {
	docs := make([]SearchDoc, len(e.record.newest))
	var group sync.WaitGroup
	var next atomic.Int64
	for range min(len(docs), runtime.GOMAXPROCS(0)) {
		group.Go(func() {
			for n := next.Add(1) - 1; n < int64(len(docs)); n = next.Add(1) - 1 {
				docs[n] = e.searchCase(e.Cases[e.record.newest[n]])
			}
		})
	}
	group.Wait()
	return docs
}

// searchCase is a case with the sections of its story, its facts and its answers.
func (e *edition) searchCase(a *Assessed) SearchDoc {
	t, _ := e.teller(a)
	c := a.Case
	link := e.caseLink(c)
	d := SearchDoc{
		Kind: "case", URL: link.URL, Title: link.Text, Note: e.searchNote(c),
		Summary: markdown.Typography(t.text.Lang, t.text.Summary), Names: slices.Concat([]string{c.ID}, c.Aliases, c.Tags),
	}
	for _, s := range t.text.Body.Sections() {
		d.Sections = append(d.Sections, SearchSection{ID: s.Heading.ID, Heading: s.Heading.Text, Text: s.Text})
	}
	d.Sections = append(d.Sections,
		SearchSection{ID: "facts", Heading: e.T("case.facts.title"), Text: t.searchFacts(), Answers: true},
		SearchSection{ID: "duties", Heading: e.T("case.duties.title"), Text: t.searchAnswers(), Answers: true})
	d.searchDecision(c)
	if c.Country != "" {
		d.Hidden = append(d.Hidden, e.country(c.Country), c.Country)
	}
	if c.Sector != nil {
		d.Hidden = append(d.Hidden, words(c.Sector.Title)...)
	}
	for _, other := range c.Texts {
		if other != t.text {
			d.Hidden = append(d.Hidden, other.Title, other.Summary)
		}
	}
	for _, p := range c.Parties {
		d.Hidden = append(d.Hidden, p.Stated.Name.Value)
	}
	return d
}

// searchNote says when a case happened, and where.
func (e *edition) searchNote(c *kb.Case) string {
	says := []string{e.texts.Days(c.Incident)}
	if c.Country != "" {
		says = append(says, e.country(c.Country))
	}
	return strings.Join(slices.DeleteFunc(says, func(s string) bool { return s == "" }), " · ")
}

// searchDecision adds by what people ask for a decision.
func (d *SearchDoc) searchDecision(c *kb.Case) {
	if x := c.Decision; x != nil {
		d.Names = append(d.Names, x.Number.Value)
		d.Hidden = append(d.Hidden, x.Authority.Value, x.Outcome.Value, x.Amount.Value)
	}
	for _, s := range c.Articles {
		d.Hidden = append(d.Hidden, s.Text.Value)
	}
}

// searchFacts says what the case states, one sentence a fact.
func (t *teller) searchFacts() string {
	var says []string
	add := func(facts []kb.Fact) {
		for _, f := range facts {
			if !f.Unknown {
				says = append(says, capital(t.typeset(assess.FactText(f.Fact, f.Value, t.lang))))
			}
		}
	}
	add(t.Case.Facts)
	for _, p := range t.Case.Parties {
		add(p.Facts)
	}
	return strings.Join(says, ". ")
}

// searchAnswers says what the rules conclude: the main answers, and each duty that is required or open
// with its article and whether it was met in time.
func (t *teller) searchAnswers() string {
	var says []string
	for i := range t.Main.Conclusions {
		if a := &t.Main.Conclusions[i]; slices.Contains(t.planner.principal, a.Conclusion) {
			says = append(says, capital(t.typeset(a.Text(t.lang))))
		}
	}
	for i := range t.Main.Duties {
		d := &t.Main.Duties[i]
		if d.Status == assess.No || d.Obligation.Proposal != nil {
			continue
		}
		o := law(d)
		text := t.party(d.Party).Text + " – " + t.words(o.Title) + ": " + t.T("status."+d.Status.String())
		if d.Timeliness != "" {
			text += ", " + t.T("timeliness."+string(d.Timeliness))
		}
		for _, s := range o.Source {
			text += " (" + t.sourceName(s) + ")"
		}
		says = append(says, text)
	}
	return strings.Join(says, ". ")
}

func (e *edition) searchArticle(a *rule.Article) SearchDoc {
	d := SearchDoc{
		Kind: "article", URL: e.articleLink(a).URL, Title: e.articleTitle(a), Summary: e.words(a.Text),
		Names: append([]string{a.ID, a.Locator, "article " + a.Locator}, words(a.Instrument.Short)...), // the word in both languages; sources shorten it
	}
	d.Hidden = append(words(a.Title), e.words(a.Instrument.Title))
	for _, o := range e.editions {
		d.Names = append(d.Names, a.In(o.lang))
	}
	return d
}

// searchEntry is an entry of the rules: what it is called, what it says, what it rests on.
func (e *edition) searchEntry(kind string, link Link, says yamlsrc.Words, sources []rule.Source, title, note yamlsrc.Words) SearchDoc {
	d := SearchDoc{Kind: kind, URL: link.URL, Title: link.Text, Note: link.Note, Summary: e.words(says), Names: []string{link.Note}}
	if text := markdown.InlineText(note.In(e.lang), e.lang); text != "" {
		d.Sections = []SearchSection{{Text: text}}
	}
	d.Hidden = append(words(title), e.sourceNames(sources)...)
	return d
}

func (e *edition) searchFact(f *rule.Fact) SearchDoc {
	d := e.searchEntry("fact", e.factLink(f), f.Ask, f.Source, f.Title, f.Note)
	var values []string
	for i := range f.Values {
		if f.Type != rule.YesNo {
			values = append(values, e.optionWord(f.Type, f.Values, i))
		}
	}
	if len(values) > 0 {
		d.Sections = append(d.Sections, SearchSection{Text: strings.Join(values, ", ")})
	}
	return d
}

func (e *edition) searchTerm(t *rule.Term) SearchDoc {
	d := SearchDoc{Kind: "term", URL: e.url("glossary/") + "#" + t.ID, Title: e.words(t.Term), Summary: e.words(t.Definition)}
	if all := synonyms(t, e.lang); all != "" {
		d.Sections = []SearchSection{{Text: all}}
	}
	d.Hidden = termNames(t)
	return d
}

// kindFacet sorts the documents by what kind of page they are.
func (e *edition) kindFacet(docs []SearchDoc) SearchFacet {
	f := SearchFacet{ID: "kind", Title: e.T("search.kinds"), Group: "page"}
	for n, d := range docs {
		if len(f.Values) == 0 || f.Values[len(f.Values)-1].ID != d.Kind {
			f.Values = append(f.Values, SearchValue{ID: d.Kind, Title: capital(e.T("search.kind." + d.Kind))})
		}
		v := &f.Values[len(f.Values)-1]
		v.Docs = append(v.Docs, n)
	}
	return f
}

// searchTexts adds the prose pages of the content.
func (e *edition) searchTexts(s *Searchable) {
	for _, name := range e.standalone() {
		p := e.prose(name)
		d := SearchDoc{Kind: "text", URL: e.url(name + "/"), Title: markdown.Typography(e.lang, p.title), Summary: markdown.Typography(e.lang, p.description)}
		for _, x := range p.body.Sections() {
			d.Sections = append(d.Sections, SearchSection{ID: x.Heading.ID, Heading: x.Heading.Text, Text: x.Text})
		}
		s.Docs = append(s.Docs, d)
	}
}

// termNames returns the names of a term in all languages.
func termNames(t *rule.Term) []string {
	all := append(words(t.Term), words(t.Plural)...)
	for _, names := range []map[string][]yamlsrc.Text{t.Synonyms, t.Search} {
		for _, texts := range names {
			for _, s := range texts {
				all = append(all, s.Value)
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// words returns a text in every language it has.
func words(w yamlsrc.Words) []string {
	var all []string
	for _, text := range w.By {
		all = append(all, text.Text.Value)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// searchFacets returns the facets of the lists and, besides, every fact that is one of several values.
func (e *edition) searchFacets() []SearchFacet {
	place := e.searchPlaces()
	var all []SearchFacet
	seen := map[string]bool{}
	for _, f := range e.facetList {
		v := SearchFacet{ID: f.id, Title: f.title(e), Group: e.searchGroup(f.id)}
		for _, x := range f.values {
			v.Values = append(v.Values, SearchValue{ID: x.id, Title: x.title(e), Docs: places(x.cases, place)})
		}
		seen[f.id] = true
		all = append(all, v)
		if o := e.base.Rules.Obligation(f.id); o != nil {
			all = append(all, e.searchInTime(o, place)...)
		}
	}
	all = append(all, e.searchAuthorities(place)...)
	for _, f := range e.base.Rules.Facts {
		if v := e.factFacet(f, place); !seen[f.ID] && len(v.Values) > 1 {
			all = append(all, v)
		}
	}
	slices.SortStableFunc(all, func(a, b SearchFacet) int { return cmp.Compare(groupPlace(a.Group), groupPlace(b.Group)) })
	return all
}

// groupPlace is where a group of facets stands: the answers first, for they are what is looked for.
func groupPlace(group string) int { return slices.Index([]string{"answers", "case", "facts"}, group) }

// searchInTime sorts the cases by whether one obligation was met in time; nothing where no case tells.
func (e *edition) searchInTime(o *rule.Obligation, place []int) []SearchFacet {
	f := SearchFacet{ID: o.ID + "-in-time", Title: e.T("search.in-time", e.words(o.Title)), Group: "answers"}
	by := e.record.inTime[o.Index]
	for _, t := range timelinessOrder {
		if cases := by[t]; len(cases) > 0 {
			f.Values = append(f.Values, SearchValue{ID: t, Title: e.T("timeliness." + t), Docs: places(cases, place)})
		}
	}
	if len(f.Values) == 0 {
		return nil
	}
	return []SearchFacet{f}
}

func (e *edition) searchGroup(id string) string {
	switch {
	case id == "sector" || id == "country" || id == "year" || id == "tag":
		return "case"
	case e.base.Rules.Fact(id) != nil:
		return "facts"
	}
	return "answers"
}

func (e *edition) factFacet(f *rule.Fact, place []int) SearchFacet {
	v := SearchFacet{ID: f.ID, Title: e.words(f.Title), Group: "facts"}
	if f.Type != rule.YesNo && f.Type != rule.Choice && f.Type != rule.SetOf {
		return v
	}
	for i, cases := range e.record.facts[f.Index].of {
		if len(cases) > 0 {
			v.Values = append(v.Values, SearchValue{ID: f.Values[i].ID, Title: e.optionWord(f.Type, f.Values, i), Docs: places(cases, place)})
		}
	}
	return v
}

// searchAuthorities is the authority that decided, or else the one of the country.
func (e *edition) searchAuthorities(place []int) []SearchFacet {
	f := SearchFacet{ID: "authority", Title: e.T("search.authority"), Group: "case"}
	by := map[string]int{}
	for _, i := range e.record.newest {
		name := e.authorityOf(e.base.Cases[i])
		if name == "" {
			continue
		}
		n, ok := by[name]
		if !ok {
			n = len(f.Values)
			by[name] = n
			f.Values = append(f.Values, SearchValue{ID: strings.ToLower(name), Title: name})
		}
		f.Values[n].Docs = append(f.Values[n].Docs, place[i])
	}
	if len(f.Values) == 0 {
		return nil
	}
	return []SearchFacet{f}
}

func (e *edition) authorityOf(c *kb.Case) string {
	if c.Decision != nil && c.Decision.Authority.Value != "" {
		return c.Decision.Authority.Value
	}
	for _, a := range e.base.Rules.Authorities {
		if a.Country == c.Country {
			return e.words(a.Name)
		}
	}
	return ""
}

// searchPlaces returns the place of each case among the documents, by its place in the base.
func (e *edition) searchPlaces() []int {
	place := make([]int, len(e.record.newest))
	for doc, i := range e.record.newest {
		place[i] = doc
	}
	return place
}

func places(cases []int, place []int) []int {
	docs := make([]int, len(cases))
	for n, i := range cases {
		docs[n] = place[i]
	}
	return docs
}

// searchRanges returns the day of the incident, and every number that cases state.
func (e *edition) searchRanges() []SearchRange {
	days := SearchRange{ID: "date", Title: e.T("search.date"), Date: true, Values: map[int][]int{}}
	for doc, i := range e.record.newest {
		incident := e.base.Cases[i].Incident
		from, to := dayNumber(incident.From.FirstDay()), dayNumber(incident.End().LastDay())
		if from == 0 {
			from = dayNumber(incident.End().FirstDay())
		}
		if from > 0 {
			days.Values[doc] = []int{from, max(from, to)}
		}
	}
	all := []SearchRange{days}
	for _, f := range e.base.Rules.Facts {
		if f.Type == rule.Count && !f.OfParty {
			all = append(all, e.searchCounts(f))
		}
	}
	return slices.DeleteFunc(all, func(r SearchRange) bool { return len(r.Values) == 0 })
}

func (e *edition) searchCounts(f *rule.Fact) SearchRange {
	r := SearchRange{ID: f.ID, Title: e.words(f.Title), Values: map[int][]int{}}
	for doc, i := range e.record.newest {
		v := e.base.Cases[i].Values[f.Index]
		if !v.Known {
			continue
		}
		r.Values[doc] = []int{int(v.Min / rule.One)}
		if v.Max != rule.Unbounded {
			r.Values[doc] = append(r.Values[doc], int(v.Max/rule.One))
		}
	}
	return r
}

func dayNumber(d moment.Date) int {
	if d.IsZero() {
		return 0
	}
	return d.Year*10000 + int(d.Month)*100 + d.Day
}

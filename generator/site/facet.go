package site

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"casebook/generator/assess"
	"casebook/generator/rule"
	"casebook/generator/yamlsrc"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// facet is a way to sort the cases into lists: every value has a page /cases/<facet>/<value>/.
type facet struct {
	id     string
	title  func(*edition) string
	values []facetValue
}

// facetValue is one list of a facet.
type facetValue struct {
	id    string
	title func(*edition) string
	cases []int // newest first
}

func facetURL(facet, value string) string { return "cases/" + facet + "/" + value + "/" }

// facets returns every way to sort the cases, leaving out values that no case has: what the rules
// conclude, each obligation, how duties were met in time, each set of the vocabulary, and what a case
// says of itself.
func (p *planner) facets() []*facet {
	all := []*facet{p.conclusionFacet()}
	all = append(all, p.choiceFacets()...)
	all = append(all, p.obligationFacets()...)
	all = append(all, p.timelinessFacet())
	all = append(all, p.setFacets()...)
	all = append(all, p.sectorFacet(), p.caseFacet("country", countryOf), p.caseFacet("year", yearOf), p.caseFacet("tag", tagsOf))
	for _, f := range all {
		f.values = slices.DeleteFunc(f.values, func(v facetValue) bool { return len(v.cases) == 0 })
	}
	return slices.DeleteFunc(all, func(f *facet) bool { return len(f.values) == 0 })
}

// titleText and titleWords name a facet or value by a text of the templates or of the rules.
func titleText(key string) func(*edition) string {
	return func(e *edition) string { return e.T(key) }
}

func titleWords(w yamlsrc.Words) func(*edition) string {
	return func(e *edition) string { return e.words(w) }
}

// conclusionFacet lists the cases for which a principal yes-no conclusion holds.
func (p *planner) conclusionFacet() *facet {
	f := &facet{id: "conclusion", title: titleText("facet.conclusion")}
	for _, c := range p.principal {
		if c.Type == rule.YesNo {
			f.values = append(f.values, facetValue{c.ID, titleWords(c.Title), p.record.conclusions[c.Index].of[0]})
		}
	}
	return f
}

func (p *planner) choiceFacets() []*facet {
	var all []*facet
	for _, c := range p.principal {
		if c.Type != rule.Choice {
			continue
		}
		f := &facet{id: c.ID, title: titleWords(c.Title)}
		for i, v := range c.Values {
			f.values = append(f.values, facetValue{v.ID, titleWords(v.Title), p.record.conclusions[c.Index].of[i]})
		}
		f.values = append(f.values, facetValue{"unknown", titleText("outcome.unknown"), p.record.conclusions[c.Index].unknown})
		all = append(all, f)
	}
	return all
}

func (p *planner) obligationFacets() []*facet {
	var all []*facet
	for _, o := range p.obligations() {
		f := &facet{id: o.ID, title: titleWords(o.Title)}
		for _, outcome := range []assess.Outcome{assess.Yes, assess.Unknown, assess.No} {
			f.values = append(f.values, facetValue{statusID(outcome), titleText("status." + outcome.String()), p.record.obligations[o.Index][outcome]})
		}
		all = append(all, f)
	}
	return all
}

// obligations returns the obligations that are reported under their own id, in the order written: what
// replaces another is reported under that one's.
func (p *planner) obligations() []*rule.Obligation {
	return slices.DeleteFunc(slices.Clone(p.base.Rules.Obligations), func(o *rule.Obligation) bool { return o.Replaces != "" })
}

// timelinessOrder is the ways in which a duty may be in time, as lists show them.
var timelinessOrder = []string{"in-time", "late", "missed", "open", "no-limit", "unknown"}

func (p *planner) timelinessFacet() *facet {
	f := &facet{id: "timeliness", title: titleText("facet.timeliness")}
	for _, t := range timelinessOrder {
		f.values = append(f.values, facetValue{t, titleText("timeliness." + t), p.record.timeliness[t]})
	}
	return f
}

func (p *planner) setFacets() []*facet {
	var all []*facet
	for _, fact := range p.base.Rules.Facts {
		if fact.Type != rule.SetOf || fact.OfParty {
			continue
		}
		f := &facet{id: fact.ID, title: titleWords(fact.Title)}
		for i, v := range fact.Values {
			f.values = append(f.values, facetValue{v.ID, titleWords(v.Title), p.record.facts[fact.Index].of[i]})
		}
		all = append(all, f)
	}
	return all
}

func (p *planner) sectorFacet() *facet {
	f := &facet{id: "sector", title: titleText("facet.sector")}
	for _, s := range p.base.Rules.Sectors {
		v := facetValue{id: s.ID, title: titleWords(s.Title)}
		for _, i := range p.record.newest {
			if p.base.Cases[i].Sector == s {
				v.cases = append(v.cases, i)
			}
		}
		f.values = append(f.values, v)
	}
	return f
}

// caseFacet sorts the cases by a property that of returns for the case at a place of the base; the most
// frequent value comes first, years in their order. Values that differ only in how they are spelt have one
// address, so they are one list, under the spelling that most cases have.
func (p *planner) caseFacet(id string, of func(*planner, int) []string) *facet {
	by, spelt, slugs := map[string][]int{}, map[string]map[string]int{}, map[string]string{}
	for _, i := range p.record.newest {
		for _, v := range of(p, i) {
			s, seen := slugs[v]
			if !seen {
				s = slug(v)
				slugs[v] = s
			}
			if spelt[s] == nil {
				spelt[s] = map[string]int{}
			}
			spelt[s][v]++
			by[s] = appendOnce(by[s], i)
		}
	}
	f := &facet{id: id, title: titleText("facet." + id)}
	for s, cases := range by {
		value := mostFrequent(spelt[s])
		title := func(*edition) string { return value }
		switch declared := p.base.Rules.Tag(s); {
		case id == "country":
			title = func(e *edition) string { return e.country(value) }
		case id == "tag" && declared != nil:
			title = func(e *edition) string { return e.words(declared.Title) }
		}
		f.values = append(f.values, facetValue{s, title, cases})
	}
	slices.SortFunc(f.values, func(a, b facetValue) int {
		if id == "year" {
			return cmp.Compare(b.id, a.id)
		}
		return cmp.Or(cmp.Compare(len(b.cases), len(a.cases)), cmp.Compare(a.id, b.id))
	})
	return f
}

// mostFrequent returns the word that was counted most often, of several the first by letter.
func mostFrequent(counts map[string]int) string {
	words := slices.Sorted(maps.Keys(counts))
	return slices.MaxFunc(words, func(a, b string) int { return cmp.Compare(counts[a], counts[b]) })
}

func countryOf(p *planner, i int) []string {
	if c := p.base.Cases[i].Country; c != "" {
		return []string{c}
	}
	return nil
}

func tagsOf(p *planner, i int) []string { return p.base.Cases[i].Tags }

func yearOf(p *planner, i int) []string {
	if d := p.base.Cases[i].Incident.End().LastDay(); !d.IsZero() {
		return []string{strconv.Itoa(d.Year)}
	}
	return nil
}

// country names a country in the edition's language; a code that is none stays as it is.
func (e *edition) country(code string) string {
	region, err := language.ParseRegion(code)
	if code == "" || err != nil {
		return code
	}
	return e.regions.Name(region)
}

// regions returns the names of countries in a language, English ones where it is not known.
func regions(lang string) display.Namer {
	if n := display.Regions(language.Make(lang)); n != nil {
		return n
	}
	return display.Regions(language.English)
}

package site

import (
	"slices"

	"casebook/generator/rule"
)

// IndexPage lists everything of a kind, in groups: rules, obligations, facts, articles; pages/index.html.
type IndexPage struct {
	Frame
	Intro  string
	Groups []IndexGroup
}

// IndexGroup is a part of an index.
type IndexGroup struct {
	ID    string
	Title Link
	Text  string
	Items []IndexItem
}

// IndexItem is one line of an index.
type IndexItem struct {
	Link  Link
	Pill  Pill // what it concludes; zero for none
	Text  string
	Notes []string
	Count string // how many cases
}

// indexLink leads to an index: the last crumb of the pages it lists.
func (e *edition) indexLink(section string) Link {
	return Link{URL: e.url(section + "/"), Text: e.T("nav." + section)}
}

func (e *edition) indexPages() []*Page {
	index := func(name string, groups func() []IndexGroup) *Page {
		return e.page(name+"/", "index", func() any {
			f := e.frame(name+"/", name, e.T("nav."+name), e.T("index."+name))
			return &IndexPage{Frame: f, Intro: e.T("index." + name), Groups: groups()}
		})
	}
	return []*Page{
		index("rules", e.ruleIndex), index("obligations", e.obligationIndex),
		index("facts", e.factIndex), index("law", e.lawIndex),
	}
}

// ruleIndex lists the rules under what they conclude, conclusions that others rest on first.
func (e *edition) ruleIndex() []IndexGroup {
	var groups []IndexGroup
	for _, c := range e.base.Rules.Conclusions {
		g := IndexGroup{ID: c.ID, Title: e.conclusionLink(c), Text: e.words(c.Ask)}
		for _, r := range c.Rules {
			g.Items = append(g.Items, IndexItem{
				Link: e.ruleLink(r), Text: e.words(r.Because), Notes: e.sourceNames(r.Source),
				Pill:  Pill{Is: valueClass(c, r.Value), Text: e.optionWord(c.Type, c.Values, r.Value)},
				Count: e.texts.Plural("index.held", len(e.record.rules[r.Index][1])),
			})
		}
		groups = append(groups, g)
	}
	return append(groups, e.scoreIndex()...)
}

// obligationIndex lists the obligations by who bears them.
func (e *edition) obligationIndex() []IndexGroup {
	var groups []IndexGroup
	for _, role := range e.base.Rules.Roles {
		g := IndexGroup{ID: role.ID, Title: Link{Text: e.T("index.bearer", e.words(role.Title))}}
		for _, o := range e.base.Rules.Obligations {
			if o.Bearer == role {
				g.Items = append(g.Items, e.obligationItem(o))
			}
		}
		if len(g.Items) > 0 {
			groups = append(groups, g)
		}
	}
	return groups
}

func (e *edition) obligationItem(o *rule.Obligation) IndexItem {
	item := IndexItem{Link: e.obligationLink(o), Text: e.words(o.Because), Notes: e.sourceNames(o.Source)}
	for _, d := range e.deadlinesUnder(o.Deadline, o.Proposal) {
		item.Notes = append(item.Notes, d.Text)
	}
	if o.Proposal != nil {
		item.Notes = append(item.Notes, e.words(o.Proposal.Title))
	}
	if o.Replaces == "" {
		item.Count = e.texts.Plural("index.required", len(e.record.obligations[o.Index][1]))
	}
	return item
}

// factIndex lists the vocabulary by its groups, facts without a group last.
func (e *edition) factIndex() []IndexGroup {
	groups := make([]IndexGroup, 0, len(e.base.Rules.Groups)+1)
	for _, named := range append(e.base.Rules.Groups[:len(e.base.Rules.Groups):len(e.base.Rules.Groups)], nil) {
		g := IndexGroup{ID: "other", Title: Link{Text: e.T("index.other")}}
		if named != nil {
			g.ID, g.Title = named.ID, Link{Text: e.words(named.Title)}
		}
		for _, f := range e.base.Rules.Facts {
			if f.Group == named {
				g.Items = append(g.Items, IndexItem{Link: e.factLink(f), Text: e.words(f.Ask), Notes: []string{e.T("type." + f.Type.String())}})
			}
		}
		if len(g.Items) > 0 {
			groups = append(groups, g)
		}
	}
	return groups
}

// lawIndex lists the instruments with their articles, what most rests on first.
func (e *edition) lawIndex() []IndexGroup {
	var groups []IndexGroup
	for n, i := range e.instruments() {
		g := IndexGroup{ID: instrumentID(n), Title: e.official(i)}
		for _, a := range i.Articles {
			item := IndexItem{Link: Link{URL: e.articleLink(a).URL, Text: e.articleTitle(a)}, Text: e.words(a.Text)}
			if u := e.record.articles[a]; u != nil {
				item.Count = e.texts.Plural("index.rests", len(u.rules)+len(u.obligations))
			}
			g.Items = append(g.Items, item)
		}
		groups = append(groups, g)
	}
	return append(groups, e.proposalIndex()...)
}

func (e *edition) instruments() []*rule.Instrument {
	weight := func(i *rule.Instrument) int {
		n := 0
		for _, a := range i.Articles {
			if u := e.record.articles[a]; u != nil {
				n += len(u.rules) + len(u.obligations)
			}
		}
		return n
	}
	list := slices.Clone(e.base.Rules.Instruments)
	slices.SortStableFunc(list, func(a, b *rule.Instrument) int { return weight(b) - weight(a) })
	return list
}

// instrumentID is the anchor of an instrument in the index of the law, by its place from 0.
func instrumentID(n int) string { return "i" + string(rune('a'+n/26)) + string(rune('a'+n%26)) }

func (e *edition) sourceNames(sources []rule.Source) []string {
	var names []string
	for _, s := range sources {
		names = append(names, e.sourceName(s))
	}
	return names
}

package site

import (
	"fmt"
	"net/url"
	"slices"
	"sync"
)

// ListPage is a list of cases, pages/list.html: all of them, or those of one value of a facet.
type ListPage struct {
	Frame
	Heading string
	Facet   string // what the list was chosen by; "" for all cases
	Count   int
	Orders  []Link
	Entries []*Entry
	Short   bool // a long list shows one line for each case
	Search  Link // the same cases on the page of the search, to narrow them down
	Pager   Pager
	Facets  []*FacetView // on the page of all cases; shared by its parts
	Jumps   []Link       // to the facets
}

// FacetView is a facet with links to its lists.
type FacetView struct {
	ID     string
	Title  string
	Values []FacetLink
}

// FacetLink leads to the list of one value.
type FacetLink struct {
	Link  Link
	Count int
}

// Pager leads through the parts of a long list.
type Pager struct {
	Text           string // "2 of 7"; "" for a list of one part
	Previous, Next Link
}

// A list of up to listSize cases shows each in full; a longer one shows a line for each, lineSize on a
// page: thousands of cases stand in a dozen lists each.
const listSize, lineSize = 100, 300

// listPages returns the lists of all cases in their orders, and one list for every value of every facet.
func (e *edition) listPages() []*Page {
	all := make([]Link, len(e.orders))
	for i, o := range e.orders {
		all[i] = Link{URL: e.url(o.url), Text: o.title}
	}
	var pages []*Page
	for i, o := range e.orders {
		links := slices.Clone(all)
		links[i].Current = true
		head := ListPage{Heading: e.T("cases.title"), Count: len(e.Cases), Orders: links, Search: e.searchLink("kind", "case"), Facets: e.facetViews, Jumps: e.jumps()}
		pages = append(pages, e.listParts(o.url, head, o.cases)...)
	}
	for _, f := range e.facetList {
		for _, v := range f.values {
			head := ListPage{Facet: f.title(e), Heading: v.title(e), Count: len(v.cases), Search: e.searchLink(f.id, v.id)}
			pages = append(pages, e.listParts(facetURL(f.id, v.id), head, func() []int { return v.cases })...)
		}
	}
	return pages
}

// searchLink leads to the page of the search with one value of a facet chosen.
func (e *edition) searchLink(facet, value string) Link {
	return Link{URL: e.url("search/?" + url.Values{"f." + facet: {value}}.Encode()), Text: e.T("cases.search")}
}

// order is all cases in one order, sorted when a page first asks for it.
type order struct {
	url   string
	title string
	cases func() []int
}

func (e *edition) makeOrders() []order {
	sorted := func(sort func([]int)) func() []int {
		return sync.OnceValue(func() []int {
			cases := slices.Clone(e.record.newest)
			sort(cases)
			return cases
		})
	}
	added := func(cases []int) {
		slices.SortStableFunc(cases, func(a, b int) int { return e.base.Cases[b].Added.Compare(e.base.Cases[a].Added) })
	}
	byTitle := func(cases []int) { sortBy(e.lang, cases, func(i int) string { return e.entries[i].Link.Text }) }
	return []order{
		{"cases/", e.T("cases.newest"), func() []int { return e.record.newest }},
		{"cases/order/added/", e.T("cases.added"), sorted(added)},
		{"cases/order/title/", e.T("cases.by-title"), sorted(byTitle)},
	}
}

// listParts cuts a list of cases, as many as the head says, into pages.
func (e *edition) listParts(url string, head ListPage, cases func() []int) []*Page {
	size := listSize
	if head.Count > listSize {
		size, head.Short = lineSize, true
	}
	parts := max(1, (head.Count+size-1)/size)
	var pages []*Page
	for n := range parts {
		pages = append(pages, e.page(partURL(url, n), "list", func() any {
			p := head
			p.Frame = e.listFrame(partURL(url, n), head)
			p.Entries = e.pick(cases()[n*size:], size)
			p.Pager = e.pager(url, n, parts)
			return &p
		}))
	}
	return pages
}

func (e *edition) listFrame(url string, head ListPage) Frame {
	if head.Facet == "" {
		return e.frame(url, "cases", head.Heading, e.T("cases.description"))
	}
	title := e.T("cases.facet-title", head.Facet, head.Heading)
	return e.frame(url, "cases", title, e.texts.Plural("cases.count", head.Count), e.indexLink("cases"))
}

// partURL is the address of part n (from 0) of a list.
func partURL(url string, n int) string {
	if n == 0 {
		return url
	}
	return fmt.Sprintf("%s%d/", url, n+1)
}

func (e *edition) pager(url string, n, parts int) Pager {
	if parts == 1 {
		return Pager{}
	}
	p := Pager{Text: e.T("pager.here", n+1, parts)}
	if n > 0 {
		p.Previous = Link{URL: e.url(partURL(url, n-1)), Text: e.T("pager.previous")}
	}
	if n+1 < parts {
		p.Next = Link{URL: e.url(partURL(url, n+1)), Text: e.T("pager.next")}
	}
	return p
}

// jumps leads from the top of the list of all cases to the facets below it.
func (e *edition) jumps() []Link {
	links := []Link{{URL: "#facets", Text: e.T("cases.facets")}}
	for _, v := range e.facetViews {
		links = append(links, Link{URL: "#facet-" + v.ID, Text: v.Title})
	}
	return links
}

// makeFacetViews returns the facets as links.
func (e *edition) makeFacetViews() []*FacetView {
	var views []*FacetView
	for _, f := range e.facetList {
		v := &FacetView{ID: f.id, Title: f.title(e)}
		for _, value := range f.values {
			link := Link{URL: e.url(facetURL(f.id, value.id)), Text: value.title(e)}
			v.Values = append(v.Values, FacetLink{link, len(value.cases)})
		}
		views = append(views, v)
	}
	return views
}

package site

// HomePage is the first page, pages/home.html.
type HomePage struct {
	Frame
	Tagline string
	Text    *Prose // what the site is, from the content; nil when it says nothing
	Newest  []*Entry
	Count   int
	Charts  []*Chart
	Ways    []Way
	Facets  []*FacetView
}

// Way is a way into the site.
type Way struct {
	Link Link
	Text string
}

// newestShown is how many cases the first page shows.
const newestShown = 6

func (e *edition) homePage() *Page {
	return e.page("", "home", func() any {
		f := e.frame("", "", "", e.words(e.base.Config.Tagline))
		p := &HomePage{
			Frame: f, Tagline: f.Description, Text: e.show("home", root(e.prefix)),
			Newest: e.pick(e.orders[1].cases(), newestShown), Count: len(e.Cases),
			Charts: e.charts(), Facets: e.leading(),
		}
		for _, s := range []string{"now", "cases", "matrix", "rules", "obligations", "glossary"} {
			p.Ways = append(p.Ways, Way{Link{URL: e.url(s + "/"), Text: e.T("nav." + s)}, e.T("ways." + s)})
		}
		return p
	})
}

// leading returns the facets that the first page offers: those that come from the cases' own subject.
func (e *edition) leading() []*FacetView {
	var views []*FacetView
	for _, v := range e.facetViews {
		if v.ID == "sector" || v.ID == "country" || v.ID == "year" {
			views = append(views, v)
		}
	}
	return views
}

// NotFoundPage is shown for an address that leads nowhere, pages/notfound.html.
type NotFoundPage struct {
	Frame
	Ways []Way
}

// notFoundPage is the one page whose addresses are not relative, since it stands at any address.
func (e *edition) notFoundPage() *Page {
	p := e.page("404.html", "notfound", func() any {
		v := &NotFoundPage{Frame: e.frame("404.html", "", e.T("notfound.title"), "")}
		v.Canonical, v.Alternates, v.Languages, v.Crumbs = "", nil, nil, nil
		for _, o := range e.editions {
			v.Ways = append(v.Ways,
				Way{Link{URL: o.url(""), Text: o.T("nav.home"), Lang: e.foreign(o.lang)}, ""},
				Way{Link{URL: o.url("cases/"), Text: o.T("cases.title"), Lang: e.foreign(o.lang)}, ""})
		}
		return v
	})
	p.Root = e.basePath()
	return p
}

// MovedPage leads on from another id of a case, pages/moved.html.
type MovedPage struct {
	Frame
	To Link
}

// movedPages returns a page for every alias of every case.
func (e *edition) movedPages() []*Page {
	var pages []*Page
	for _, c := range e.base.Cases {
		for _, alias := range c.Aliases {
			url := "cases/" + alias + "/"
			pages = append(pages, e.page(url, "moved", func() any {
				v := &MovedPage{Frame: e.frame(url, "cases", e.T("moved.title"), ""), To: e.caseLink(c)}
				v.Alternates = nil
				if v.Canonical != "" {
					v.Canonical = e.base.Config.Address + v.To.URL
				}
				return v
			}))
		}
	}
	return pages
}

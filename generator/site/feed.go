package site

import (
	"bytes"
	"crypto/sha1"
	"encoding/xml"
	"fmt"
	"net/url"
	"slices"
	"time"

	"casebook/generator/kb"
	"casebook/generator/moment"
)

// latest is how many cases a feed holds.
const latest = 50

// The shapes of Atom (RFC 4287), as far as a feed of cases needs them.

type atomFeed struct {
	XMLName  xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang     string      `xml:"xml:lang,attr"`
	ID       string      `xml:"id"`
	Title    string      `xml:"title"`
	Subtitle string      `xml:"subtitle,omitempty"`
	Updated  string      `xml:"updated"`
	Author   atomAuthor  `xml:"author"`
	Links    []atomLink  `xml:"link"`
	Entries  []atomEntry `xml:"entry"`
}

type atomAuthor struct {
	Name string `xml:"name"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID        string   `xml:"id"`
	Title     string   `xml:"title"`
	Published string   `xml:"published"`
	Updated   string   `xml:"updated"`
	Link      atomLink `xml:"link"`
	Summary   string   `xml:"summary"`
}

// feed is the Atom feed of the edition: the newest cases. Its links are full addresses where the site's
// is known, else relative to the feed.
func (e *edition) feed() []byte {
	f := atomFeed{Lang: e.lang, ID: urn("feed/" + e.lang), Title: e.title(), Subtitle: e.words(e.base.Config.Tagline),
		Author: atomAuthor{e.title()}, Updated: instant(e.base.Config.LawAsOf),
		Links: []atomLink{{Href: e.feedURL("")}, {Rel: "self", Href: e.feedURL("feed.xml")}}}
	added := e.byAdded()
	for _, a := range added[:min(latest, len(added))] {
		t, _ := e.text(a.Case)
		f.Entries = append(f.Entries, atomEntry{ID: urn("case/" + a.Case.ID + "/" + e.lang), Title: t.Title, Summary: t.Summary,
			Published: instant(e.addedOn(a.Case)), Updated: e.updated(a.Case, t), Link: atomLink{Href: e.feedURL("cases/" + a.Case.ID + "/")}})
	}
	for i, entry := range f.Entries {
		if i == 0 || entry.Updated > f.Updated {
			f.Updated = entry.Updated // both in UTC and of one length, so they sort as texts
		}
	}
	return markup(f)
}

// byAdded returns the cases by the day they were added, the latest first; of one day by id.
func (e *edition) byAdded() []*Assessed {
	list := slices.Clone(e.Cases)
	slices.SortStableFunc(list, func(a, b *Assessed) int { return e.addedOn(b.Case).Compare(e.addedOn(a.Case)) })
	return list
}

func (e *edition) feedURL(page string) string {
	if address := e.base.Config.Address; address != "" {
		return address + e.prefix + page
	}
	if page == "" {
		return "./"
	}
	return page
}

// addedOn is the day a case was added, or that of the law where it does not say.
func (e *edition) addedOn(c *kb.Case) moment.Date {
	if c.Added.IsZero() {
		return e.base.Config.LawAsOf
	}
	return c.Added
}

// updated is the instant at which a case last changed, or that of its day where the history is not known.
func (e *edition) updated(c *kb.Case, shown *kb.Text) string {
	added := instant(e.addedOn(c))
	if at := e.changed(c, shown); !at.IsZero() {
		return max(added, at.UTC().Format(time.RFC3339))
	}
	return added
}

// instant writes a day as the instant it begins, which a feed must have (RFC 3339).
func instant(d moment.Date) string {
	if d.IsZero() {
		return "1970-01-01T00:00:00Z"
	}
	return d.String() + "T00:00:00Z"
}

// urn makes a name that stays the same wherever the site is published: a UUID of its path (RFC 9562,
// version 5).
func urn(path string) string {
	h := sha1.Sum([]byte("casebook/" + path))
	h[6] = h[6]&0x0f | 0x50
	h[8] = h[8]&0x3f | 0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", h[0:4], h[4:6], h[6:8], h[8:10], h[10:16])
}

// markup writes XML with its declaration.
func markup(v any) []byte {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	encoder := xml.NewEncoder(&b)
	encoder.Indent("", " ")
	if err := encoder.Encode(v); err != nil {
		panic(fmt.Sprintf("site: an export that XML cannot hold: %v", err)) // a fault of the program: the types are ours
	}
	b.WriteByte('\n')
	return b.Bytes()
}

// The shapes of a sitemap (https://www.sitemaps.org/protocol.html).

type siteMap struct {
	XMLName xml.Name      `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	URLs    []siteMapPage `xml:"url"`
}

type siteMapPage struct {
	Location string `xml:"loc"`
	Changed  string `xml:"lastmod,omitempty"`
}

// sitemap lists every page a reader may want. A location must be a whole address: where the site's own is
// not known the file is there, as programs expect, and lists nothing.
func (p *planner) sitemap(readable []*Page) []byte {
	m := siteMap{}
	if address := p.base.Config.Address; address != "" {
		for _, page := range readable {
			entry := siteMapPage{Location: address + (&url.URL{Path: page.URL}).EscapedPath()}
			if !page.Changed.IsZero() {
				entry.Changed = page.Changed.UTC().Format(time.RFC3339)
			}
			m.URLs = append(m.URLs, entry)
		}
	}
	return markup(m)
}

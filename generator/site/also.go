package site

import (
	"slices"
	"strings"

	"casebook/generator/rule"
)

// AlsoRegion is the duties under other law in one region.
type AlsoRegion struct {
	ID    string // of its anchor
	Title string
	Open  bool // shown open: the first region
	Items []AlsoItem
}

// AlsoItem is a duty under other law.
type AlsoItem struct {
	ID      string // of its anchor
	Title   string // who it is for, or what it is
	Sectors []string
	To      string
	Within  string
	Text    string
	Since   string
	Sure    string // how sure the statement is
	Note    string // what is uncertain in it
	Sources []Link
}

// AlsoSector leads to the duties of one sector.
type AlsoSector struct {
	Title string
	Links []Link
}

// also lists the duties under other law on the site's day, by region in the order written.
func (e *edition) also() []AlsoRegion {
	var regions []AlsoRegion
	for _, a := range e.alsoInForce() {
		id := strings.ToLower(fragment("also-in", a.Region))
		i := slices.IndexFunc(regions, func(r AlsoRegion) bool { return r.ID == id })
		if i < 0 {
			i = len(regions)
			regions = append(regions, AlsoRegion{ID: id, Title: e.country(a.Region), Open: i == 0})
		}
		regions[i].Items = append(regions[i].Items, e.alsoItem(a))
	}
	return regions
}

func (p *planner) alsoInForce() []*rule.Also {
	return slices.DeleteFunc(slices.Clone(p.base.Rules.Also), func(a *rule.Also) bool { return !a.InForce(p.base.Config.LawAsOf, nil) })
}

func (e *edition) alsoItem(a *rule.Also) AlsoItem {
	item := AlsoItem{
		ID: fragment("also", a.ID), Title: e.words(a.Title), To: e.words(a.To), Within: e.words(a.Within),
		Text: e.words(a.Text), Note: e.words(a.Note), Sure: e.T("now.sure." + a.Certainty), Sources: e.sourceLinks(a.Source),
	}
	if !a.From.IsZero() {
		item.Since = e.T("valid.from", e.texts.Date(a.From))
	}
	for _, s := range a.Sectors {
		item.Sectors = append(item.Sectors, e.words(s.Title))
	}
	return item
}

// alsoBySector lists the same by sector, in the order of the sectors; what binds whatever the sector is in
// none of the lists.
func (e *edition) alsoBySector() []AlsoSector {
	var list []AlsoSector
	for _, sector := range e.base.Rules.Sectors {
		s := AlsoSector{Title: e.words(sector.Title)}
		for _, a := range e.alsoInForce() {
			if slices.Contains(a.Sectors, sector) {
				s.Links = append(s.Links, Link{URL: "#" + fragment("also", a.ID), Text: e.words(a.Title), Note: e.country(a.Region)})
			}
		}
		if len(s.Links) > 0 {
			list = append(list, s)
		}
	}
	return list
}

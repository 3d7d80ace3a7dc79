package site

import (
	"slices"

	"casebook/generator/kb"
)

// mostMentions is how many cases a page names that refer to it.
const mostMentions = 12

// mentions are the cases whose texts link to a page, by the page's address without its language; each list is
// positions in the list of cases, newest case first.
type mentions map[string][]int

func (p *planner) newMentions() mentions {
	m := mentions{}
	for _, i := range p.record.newest {
		c := p.Cases[i].Case
		for _, t := range c.Texts {
			for _, link := range t.Body.Links() {
				target, ok := p.base.Target(link)
				page := pageOf(target)
				if ok && page != "" && target.ID != c.ID && !slices.Contains(m[page], i) {
					m[page] = append(m[page], i)
				}
			}
		}
	}
	return m
}

// pageOf is the address, without its language, of the page that a link leads to; "" where it is no page of
// the site or the one that the link stands on.
func pageOf(t kb.Target) string {
	folders := map[kb.TargetKind]string{kb.ToCase: "cases/", kb.ToRule: "rules/", kb.ToObligation: "obligations/",
		kb.ToFact: "facts/", kb.ToConclusion: "conclusions/", kb.ToScore: "scores/", kb.ToArticle: "law/"}
	if folder := folders[t.Kind]; folder != "" {
		return folder + t.ID + "/"
	}
	return ""
}

// mentionedIn links to the cases that refer to a page, the newest first.
func (e *edition) mentionedIn(page string) []Link {
	cases := e.mentions[page]
	var links []Link
	for _, i := range cases[:min(len(cases), mostMentions)] {
		links = append(links, e.caseLink(e.Cases[i].Case))
	}
	return links
}

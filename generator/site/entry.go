package site

import (
	"slices"
	"strings"

	"casebook/generator/assess"
	"casebook/generator/markdown"
	"casebook/generator/rule"
)

// Entry is a case in a list. One is made for each case and edition, and shared by all its lists.
type Entry struct {
	Link    Link
	Summary string
	When    string // of the incident, "" when unknown
	Sector  string
	Country string
	Answers []Pill // what the rules conclude
}

// entries makes the entries of all cases, by their place in the base.
func (e *edition) makeEntries() []*Entry {
	list := make([]*Entry, len(e.Cases))
	for i, a := range e.Cases {
		entry := &e.kept[a].entries[e.place]
		if *entry == nil {
			*entry = e.entry(a)
		}
		list[i] = *entry
	}
	return list
}

func (e *edition) entry(a *Assessed) *Entry {
	t, _ := e.text(a.Case)
	n := &Entry{
		Link: e.caseLink(a.Case), Summary: markdown.Typography(t.Lang, t.Summary),
		When: e.texts.Days(a.Case.Incident), Country: e.country(a.Case.Country),
	}
	if a.Case.Sector != nil {
		n.Sector = e.words(a.Case.Sector.Title)
	}
	for _, c := range e.principal {
		for _, answer := range a.Main.Conclusions {
			if p, ok := e.listPill(answer); ok && answer.Conclusion == c {
				n.Answers = append(n.Answers, p)
			}
		}
	}
	return n
}

// principals returns the conclusions that say most of a case: the main one, its kinds, and what the
// obligations test besides. Others only serve these.
func principals(set *rule.Set) []*rule.Conclusion {
	var list []*rule.Conclusion
	add := func(more ...*rule.Conclusion) {
		for _, c := range more {
			if !c.OfParty && !slices.Contains(list, c) {
				list = append(list, c)
			}
		}
	}
	if main := headline(set); main != nil {
		add(main)
		add(kindsOf(main)...)
	}
	for _, o := range set.Obligations {
		if o.Proposal == nil {
			add(tested(o.When)...)
		}
	}
	return list
}

// listPill returns an answer as a pill for a list, and whether it belongs there: that a yes-no conclusion
// does not hold says little in a list, and that a kind cannot be determined as little.
func (e *edition) listPill(a assess.Answer) (Pill, bool) {
	c := a.Conclusion
	value := a.Possible.First()
	decided := a.Possible.Len() == 1
	switch {
	case decided && c.Type == rule.YesNo && value == 0:
		return Pill{Is: "yes", Text: e.words(c.Title)}, true
	case decided && c.Type == rule.YesNo, !decided && slices.Contains(e.kinds, c):
		return Pill{}, false
	case !decided:
		return Pill{Is: "open", Text: e.T("pill.open", e.words(c.Title))}, true
	}
	return Pill{Is: valueClass(c, value), Text: capital(e.words(c.Values[value].Title))}, true
}

// valueClass is the shape and colour of a conclusion's value: what has to be proven by who bears the duty
// speaks against it, and so does "no".
func valueClass(c *rule.Conclusion, value int) string {
	if c.Type == rule.YesNo && value == 1 || c.Burden.Has(value) {
		return "no"
	}
	return "yes"
}

// optionWord names a value; those of a yes-no have no title of their own.
func (e *edition) optionWord(t rule.Type, options []rule.Option, value int) string {
	if t == rule.YesNo {
		return e.T([...]string{"word.yes", "word.no"}[value])
	}
	return e.words(options[value].Title)
}

// pick returns the entries of cases, as many as fit.
func (e *edition) pick(cases []int, most int) []*Entry {
	list := make([]*Entry, 0, min(len(cases), most))
	for _, i := range cases[:min(len(cases), most)] {
		list = append(list, e.entries[i])
	}
	return list
}

// CaseGroup is the cases that came out one way.
type CaseGroup struct {
	ID      string // of its heading
	Pill    Pill
	Title   string
	Count   int
	Entries []Line
	More    Link // the list of them all, where not all are here
}

// Line is a case in a group.
type Line struct {
	*Entry
	Why string // what it rests on there; "" where that is not said
}

// groupSize is how many cases a group shows; a list of its own has the rest.
const groupSize = 50

func (e *edition) group(id string, pill Pill, title string, cases []int, more string) CaseGroup {
	g := CaseGroup{ID: id, Pill: pill, Title: title, Count: len(cases)}
	for _, entry := range e.pick(cases, groupSize) {
		g.Entries = append(g.Entries, Line{Entry: entry})
	}
	if more != "" && len(cases) > groupSize {
		g.More = Link{URL: e.url(more), Text: e.texts.Plural("cases.all", len(cases))}
	}
	return g
}

// say adds to each case that a group shows, of those it is of, what it rests on. What all of them rest on
// tells none from another and is left out, unless nothing else is to be said.
func (e *edition) say(g *CaseGroup, cases []int, why func(i int) []string) {
	all, times := make([][]string, len(g.Entries)), map[string]int{}
	for n := range g.Entries {
		all[n] = why(cases[n])
		for _, reason := range all[n] {
			times[reason]++
		}
	}
	for n, reasons := range all {
		own := slices.DeleteFunc(slices.Clone(reasons), func(reason string) bool { return times[reason] == len(all) })
		if len(own) == 0 {
			own = reasons
		}
		g.Entries[n].Why = strings.Join(own, e.T("trials.between"))
	}
}

// byOutcome returns the cases of something that holds, fails or is unknown, in that order, leaving out
// ways in which no case came out. words and titles begin the keys of what is said of each; facet has the
// lists of them all, "" for none; why says of a case what it rests on.
func (e *edition) byOutcome(o outcomes, words, titles, facet string, why func(i int) []string) []CaseGroup {
	var groups []CaseGroup
	for _, outcome := range []assess.Outcome{assess.Yes, assess.Unknown, assess.No} {
		if len(o[outcome]) == 0 {
			continue
		}
		name := outcome.String()
		more := ""
		if facet != "" {
			more = facetURL(facet, statusID(outcome))
		}
		pill := Pill{Is: outcomeClass(outcome), Text: e.T(words + name)}
		g := e.group(name, pill, e.T(titles+name), o[outcome], more)
		e.say(&g, o[outcome], why)
		groups = append(groups, g)
	}
	return groups
}

// statusID is the word of a status in addresses and in cases.json.
func statusID(o assess.Outcome) string {
	return [...]string{assess.Unknown: "unknown", assess.Yes: "required", assess.No: "not-required"}[o]
}

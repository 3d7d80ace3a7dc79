package site

import (
	"html/template"
	"slices"
	"strings"

	"casebook/generator/assess"
	"casebook/generator/casefile"
	"casebook/generator/markdown"
)

// CaseStory is what happened: the body of the case with its evidence marked, each mark with a note
// beside it that names what it states.
type CaseStory struct {
	Lang    string // of the text, where it is not the page's
	Notes   []*CaseNote
	body    *markdown.Document
	options markdown.RenderOptions
}

// CaseNote names the facts that a marked passage states.
type CaseNote struct {
	Number int
	Mark   string // the anchor of the passage
	First  Link   // to the first thing it states
	Facts  []CaseNoted
}

// CaseNoted is one fact beside the passage that states it.
type CaseNoted struct {
	Says   string // the fact as a sentence
	Fact   Link   // to its entry in the table of facts
	Source Said
}

// Body returns the text as HTML. marks and notes are what stands right after each mark and at the end of
// its block, drawn by the template, in the order of Notes.
func (s CaseStory) Body(marks, notes []template.HTML) template.HTML {
	o := s.options
	o.Marks = slices.Clone(o.Marks)
	for i := range o.Marks {
		o.Marks[i].After, o.Marks[i].Note = marks[i], notes[i]
	}
	return s.body.Render(o)
}

func (t *teller) story() CaseStory {
	s := CaseStory{Lang: t.foreign(t.text.Lang), body: t.text.Body}
	s.options = markdown.RenderOptions{Lang: t.text.Lang, HeadingOffset: 1, Resolve: t.resolver(root(t.prefix + "cases/" + t.Case.ID + "/"))}
	for i, m := range t.text.Marks {
		n := &CaseNote{Number: i + 1, Mark: m.ID}
		for _, key := range m.Facts {
			n.Facts = append(n.Facts, t.noted(key))
		}
		for _, p := range m.Positions {
			n.Facts = append(n.Facts, t.notedPosition(p))
		}
		n.First = n.Facts[0].Fact
		n.citeOnce()
		s.Notes = append(s.Notes, n)
		s.options.Marks = append(s.options.Marks, markdown.MarkRange{ID: m.ID, Match: m.Match})
	}
	return s
}

// citeOnce leaves out a source that the next fact of the note has too.
func (n *CaseNote) citeOnce() {
	for i := range len(n.Facts) - 1 {
		if n.Facts[i].Source == n.Facts[i+1].Source {
			n.Facts[i].Source = Said{}
		}
	}
}

// noted says what is stated under a key of a mark.
func (t *teller) noted(key string) CaseNoted {
	for _, e := range t.statements() {
		if e.key == key {
			return CaseNoted{Says: capital(e.says), Fact: Link{URL: "#" + fragment("fact", key), Text: e.link.Text}, Source: t.publisher(e.source)}
		}
	}
	return t.notedReading(key)
}

// notedReading says what a reading states under a key.
func (t *teller) notedReading(key string) CaseNoted {
	id, _, _ := strings.Cut(key, "/")
	n := CaseNoted{Fact: Link{URL: "#" + fragment("reading", id), Text: t.spoken(t.text.ReadingTitle(id)).Text}}
	n.Says = n.Fact.Text
	if r := t.Case.Reading(id); r != nil {
		for i := range r.Changed {
			if f := &r.Changed[i]; f.Key() == key {
				n.Says += t.T("case.colon") + " " + t.typeset(assess.FactText(f.Fact, f.Value, t.lang))
			}
		}
	}
	return n
}

// publisher names who published a source, "" for nil.
func (t *teller) publisher(s *casefile.Source) Said {
	if s == nil {
		return Said{}
	}
	return t.say(s.Language.Value, s.Publisher.Value)
}

// passage leads to the passage that states what has a key; its URL is "" when there is none.
func (t *teller) passage(key string) Link {
	if m := t.text.Mark(key); m != nil {
		return Link{URL: "#" + m.ID, Text: t.T("case.facts.passage")}
	}
	return Link{}
}

// notedPosition says whose position a passage states.
func (t *teller) notedPosition(i int) CaseNoted {
	by := t.spoken(t.text.PositionBy(i))
	return CaseNoted{Says: t.T("case.others.position-of", by.Text), Fact: Link{URL: "#" + positionAnchor(i), Text: t.T("case.others.position")}}
}

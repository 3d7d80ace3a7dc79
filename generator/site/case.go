package site

import (
	"casebook/generator/assess"
	"casebook/generator/kb"
)

// CasePage is the page of a case, pages/case.html: the answer, then everything it rests on, in the order
// in which a reader asks for it. Anchors lead between its parts: #fact-… and #quote-…, #duty-…, #why-…,
// #source-….
type CasePage struct {
	Frame
	ID         string
	Heading    Said
	Lede       Said
	Notice     *Notice // nil when the case is in the page's language
	Contents   []Link
	Answer     CaseAnswer
	Parties    []CaseParty
	Story      CaseStory
	Facts      []CaseFactGroup
	Reasons    []*CaseReason   // conclusions in the order they are decided, then obligations
	Idle       []*CaseReason   // conclusions for which no rule held
	Changes    []*CaseChange   // what would change the conclusions; what would change an obligation stands beside it
	Questions  []CaseQuestions // what is unknown and would decide or lift something
	Decision   *CaseDecision   // nil when no authority decided
	Authority  Said            // that no authority has ruled
	Positions  []CasePosition
	Scores     []*CaseScore
	Proposals  []CaseProposal // only those that would change something
	Competent  *CaseAuthority // nil where no obligation is to an authority, or none is known
	Laws       []CaseLaw      // of other times, where they answer otherwise
	Readings   *CaseReadings  // nil when there is none
	Timeline   *CaseTimeline  // nil when nothing is dated
	Similar    []CaseSimilar
	Sources    []CaseSource
	Record     CaseRecord
	SourceNote Said // a remark on the case as a whole
	Linked     *Linked
}

// Said is a text and the language it is in, "" where that is the page's.
type Said struct{ Text, Lang string }

// teller tells one case in one language.
type teller struct {
	*edition
	*Assessed
	text   *kb.Text      // the case in this language, or in the one it has
	first  *kb.Text      // the case as first written
	steps  []assess.Step // of the main assessment
	stated []statement   // all that the case states, made when it is needed
	change []change      // what would change each answer
}

func (e *edition) teller(a *Assessed) (*teller, *Notice) {
	text, notice := e.text(a.Case)
	t := &teller{edition: e, Assessed: a, text: text, first: a.Case.Texts[0], steps: a.Main.Trace()}
	return t, notice
}

// casePage makes the page of a case.
func (e *edition) casePage(a *Assessed) *CasePage {
	t, notice := e.teller(a)
	title, summary := t.say(t.text.Lang, t.text.Title), t.say(t.text.Lang, t.text.Summary)
	t.change = t.changes()
	p := &CasePage{
		Frame: e.frame("cases/"+a.Case.ID+"/", "cases", title.Text, summary.Text,
			Link{URL: e.url("cases/"), Text: e.T("nav.cases")}),
		ID: a.Case.ID, Notice: notice,
		Heading: title, Lede: summary,
		Parties: t.parties(), Story: t.story(), Facts: t.facts(),
		Changes: t.changesOfConclusions(), Questions: t.questions(),
		Decision: t.decision(), Authority: t.authority(), Positions: t.positions(),
		Scores: t.scores(), Proposals: t.proposals(), Laws: t.laws(), Competent: t.competent(),
		Readings: t.readings(), Timeline: t.timeline(),
		Similar: t.similar(), Sources: t.sources(), Record: t.record(),
		SourceNote: t.spoken(t.text.CaseNote()),
	}
	p.Kind = "article"
	newest := e.record.newest
	p.beside(e.record.place[a.Case], len(newest), func(i int) Link { return e.caseLink(e.Cases[newest[i]].Case) })
	p.Reasons, p.Idle = t.reasons()
	p.Answer = t.answer(p)
	p.Contents = t.contents(p)
	p.Linked = t.linked(&p.Frame)
	return p
}

// contents lists the parts of the page that there are.
func (t *teller) contents(p *CasePage) []Link {
	var links []Link
	for _, part := range []struct {
		id    string
		there bool
	}{
		{"answer", true}, {"duties", len(p.Parties) > 0}, {"story", true},
		{"facts", len(p.Facts) > 0}, {"why", true}, {"change", len(p.Changes)+len(p.Questions) > 0}, {"others", true}, {"scores", len(p.Scores) > 0},
		{"readings", p.Readings != nil}, {"timeline", p.Timeline != nil}, {"similar", len(p.Similar) > 0}, {"sources", true},
	} {
		if part.there {
			links = append(links, Link{URL: "#" + part.id, Text: t.T("case." + part.id + ".title")})
		}
	}
	return links
}

package kb

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"casebook/generator/casefile"
	"casebook/generator/diag"
	"casebook/generator/markdown"
	"casebook/generator/source"
	"casebook/generator/yamlsrc"
)

// statement is something that a file gives evidence for.
type statement struct {
	key      string // "availability", "doctolib.aware"; "" for a position
	position int    // from 0; -1 for what is no position
	at       source.Span
	evidence *casefile.Evidence
}

// statements returns all that a file gives evidence for, in the order written. A position's evidence is
// its quote alone.
func statements(f *casefile.File) []statement {
	list := statementsOf("", f.Facts, f.Parties)
	for i, at := range f.Positions {
		list = append(list, statement{position: i, at: at.Span, evidence: &casefile.Evidence{Quote: at.Quote}})
	}
	for _, r := range f.Readings {
		list = append(list, statementsOf(r.ID.Value+"/", r.Facts, r.Parties)...)
	}
	return list
}

func statementsOf(prefix string, facts []*casefile.Fact, parties []*casefile.Party) (list []statement) {
	add := func(prefix string, key yamlsrc.Text, e *casefile.Evidence) {
		list = append(list, statement{key: prefix + key.Value, position: -1, at: key.Span, evidence: e})
	}
	for _, f := range facts {
		add(prefix, f.Key, &f.Evidence)
	}
	for _, p := range parties {
		prefix := prefix + p.ID.Value + "."
		if p.Aware != nil {
			add(prefix, p.Aware.Key, &p.Aware.Evidence)
		}
		for _, a := range p.Did {
			add(prefix, a.Key, &a.Evidence)
		}
		for _, f := range p.Facts {
			add(prefix, f.Key, &f.Evidence)
		}
	}
	return list
}

// evidence arranges the evidence of a file by key; the first of two statements with one key counts.
func evidence(f *casefile.File) map[string]*casefile.Evidence {
	list := statements(f)
	said := make(map[string]*casefile.Evidence, len(list))
	for _, s := range list {
		if s.position < 0 && said[s.key] == nil {
			said[s.key] = s.evidence
		}
	}
	return said
}

// checkTexts finds the quotes of every text of the case, and compares translations with the
// first file.
func (p *caseResolver) checkTexts() {
	for _, t := range p.Texts {
		p.mark(t)
		p.redaction(t)
		if t.File.Translation && !t.File.Broken && !p.File.Broken {
			p.compare(t)
		}
	}
	if p.File.Broken {
		return
	}
	for _, lang := range p.Config.Languages {
		if p.In(lang).Lang != lang {
			name := strings.TrimSuffix(p.File.Source.Path, ".md") + "." + lang + ".md"
			p.diags.Add("case-translation-missing", cmp.Or(p.File.Title.Span, p.File.Source.Span(0, 0)),
				fmt.Sprintf("the case %q has no text in %q", p.ID, lang),
				fmt.Sprintf("casebook new case %s --lang %s writes %s for you to put into words", p.ID, lang, path.Base(name)))
		}
	}
}

// mark finds the passages that a text quotes. One passage has one mark, whatever it states.
func (p *caseResolver) mark(t *Text) {
	found := map[string]int{} // index of the mark, by quote
	finder := t.Body.Finder()
	for _, s := range statements(t.File) {
		quote := s.evidence.Quote
		if quote.Value == "" {
			continue
		}
		i, known := found[quote.Value]
		if !known {
			match, ok := finder.Find(quote.Value)
			if !ok {
				p.missingQuote(t, quote)
				continue
			}
			i = t.markAt(match)
			found[quote.Value] = i
		}
		if s.position >= 0 {
			t.Marks[i].Positions = append(t.Marks[i].Positions, s.position)
		} else {
			t.Marks[i].Facts = append(t.Marks[i].Facts, s.key)
		}
	}
	slices.SortStableFunc(t.Marks, func(a, b Mark) int { return a.Match.Span.Compare(b.Match.Span) })
	for i := range t.Marks {
		t.Marks[i].ID = "quote-" + strconv.Itoa(i+1)
	}
}

// markAt returns the index of the mark of a passage, a new one where there is none.
func (t *Text) markAt(match markdown.Match) int {
	for i, m := range t.Marks {
		if m.Match == match {
			return i
		}
	}
	t.Marks = append(t.Marks, Mark{Match: match})
	return len(t.Marks) - 1
}

func (p *caseResolver) missingQuote(t *Text, quote yamlsrc.Text) {
	if t.File.Broken {
		return
	}
	hint := "quote a passage of the text below the front matter, word for word"
	var related []diag.Related
	if sentence, at := t.Body.Nearest(quote.Value); !at.IsZero() {
		hint = fmt.Sprintf("the nearest sentence is: %s", sentence)
		related = append(related, diag.Related{Span: at, Message: "it stands here"})
	}
	p.diags.Add("case-quote-missing", quote.Span, fmt.Sprintf("the text does not say %q", quote.Value), hint, related...)
}

// compare checks a translation against the first file: what it gives words for must be stated there, and
// what has words there should have them here.
func (p *caseResolver) compare(t *Text) {
	if hash := t.File.Translates; hash.Value != "" {
		if now := p.File.TextHash(); hash.Value != now {
			t.Stale = true
			p.diags.Add("case-translation-stale", hash.Span, fmt.Sprintf("%s has changed since this was translated", path.Base(p.File.Source.Path)),
				"bring the translation up to date, then write translates: "+now)
		}
	}
	first := p.Texts[0].said
	for _, s := range statements(t.File) {
		if s.position < 0 && first[s.key] == nil {
			p.unmatched(s.at, s.key)
		}
	}
	for _, s := range statements(p.File) {
		if s.position >= 0 || s.evidence.Quote.Value == "" && s.evidence.Note.Value == "" {
			continue
		}
		said := t.evidence(s.key)
		p.untranslated(t, s.evidence.Quote, said.Quote, "the quote of "+strconv.Quote(s.key))
		p.untranslated(t, s.evidence.Note, said.Note, "the note of "+strconv.Quote(s.key))
	}
	if p.sameBody(t) {
		p.diags.Add("case-translation-copied", cmp.Or(t.File.Title.Span, t.File.Source.Span(0, 0)),
			fmt.Sprintf("the text below the front matter is still that of %s, word for word", path.Base(p.File.Source.Path)), fmt.Sprintf("write it in %q", t.Lang))
	}
	p.comparePeople(t)
	p.compareViews(t)
	p.untranslated(t, p.File.Summary, t.File.Summary, "the summary")
	p.untranslated(t, p.File.Note, t.File.Note, "the note")
	p.untranslated(t, p.File.AuthorityNote, t.File.AuthorityNote, "the authority-note")
	p.compareDecision(t)
}

// compareDecision compares the words of a decision. A name and a sum of money may stand in any language.
func (p *caseResolver) compareDecision(t *Text) {
	there, here := p.File.Decision, t.File.Decision
	switch {
	case there == nil && here != nil:
		p.unmatched(here.Span, "decision")
	case there != nil:
		if here == nil {
			here = &casefile.Decision{}
		}
		p.untranslated(t, there.Outcome, here.Outcome, "the outcome of the decision")
		p.untranslated(t, there.Note, here.Note, "the note of the decision")
	}
}

// comparePeople compares the parties of a translation with those of the first file.
func (p *caseResolver) comparePeople(t *Text) {
	for _, party := range t.File.Parties {
		if p.Case.Party(party.ID.Value) == nil && !party.ID.IsZero() {
			p.unmatched(party.ID.Span, party.ID.Value)
		}
	}
	for _, party := range p.Parties {
		other := partyOf(t.File.Parties, party.ID)
		p.missing(t, party.Stated.Name, other.Name, "the name of "+strconv.Quote(party.ID))
	}
}

// compareViews compares the positions and readings of a translation with those of the first file.
func (p *caseResolver) compareViews(t *Text) {
	for i, at := range t.File.Positions {
		if p.positionIndex(at, i) < 0 {
			p.unmatched(at.Span, cmp.Or(at.ID.Value, "position "+strconv.Itoa(i+1)))
		}
	}
	for i, at := range p.File.Positions {
		other := t.position(i)
		p.untranslated(t, at.Because, other.Because, "what "+strconv.Quote(at.By.Value)+" says")
		p.untranslated(t, at.Quote, other.Quote, "the quote of "+strconv.Quote(at.By.Value))
	}
	for _, r := range t.File.Readings {
		if readingOf(p.File, r.ID.Value).ID.IsZero() && !r.ID.IsZero() {
			p.unmatched(r.ID.Span, r.ID.Value)
		}
	}
	for _, r := range p.File.Readings {
		other := readingOf(t.File, r.ID.Value)
		p.untranslated(t, r.Title, other.Title, "the title of the reading "+strconv.Quote(r.ID.Value))
		p.untranslated(t, r.Because, other.Because, "the reason of the reading "+strconv.Quote(r.ID.Value))
	}
}

// unmatched reports words of a translation for what the first file does not have.
func (p *caseResolver) unmatched(at source.Span, key string) {
	p.diags.Add("case-translation-unmatched", at, fmt.Sprintf("%s has no %q", path.Base(p.File.Source.Path), key),
		"state it there, or remove it here", diag.Related{Span: p.File.Source.Span(0, 0), Message: "this is translated"})
}

// untranslated warns of words of the first file that a translation does not give.
func (p *caseResolver) untranslated(t *Text, first, here yamlsrc.Text, what string) {
	p.copied(t, first, here, what)
	p.missing(t, first, here, what)
}

// missing is [caseResolver.untranslated] for names, which may be the same in every language.
func (p *caseResolver) missing(t *Text, first, here yamlsrc.Text, what string) {
	if first.Value == "" || here.Value != "" {
		return
	}
	at := cmp.Or(t.File.Title.Span, t.File.Source.Span(0, 0))
	p.diags.Add("case-translation-incomplete", at, fmt.Sprintf("%s is not translated", what),
		"until it is, the page shows it in another language", diag.Related{Span: first.Span, Message: "it stands here"})
}

// positionIndex returns which position of the first file one of a translation is, -1 when none: the one
// with its id or, where it has none, the one at its place in the list.
func (p *caseResolver) positionIndex(at *casefile.Position, i int) int {
	if at.ID.IsZero() {
		if i < len(p.File.Positions) {
			return i
		}
		return -1
	}
	return slices.IndexFunc(p.File.Positions, func(o *casefile.Position) bool { return o.ID.Value == at.ID.Value })
}

// fewWords is how many words may well be the same in two languages: a name, a sum of money.
const fewWords = 3

// copied warns of words that are still those of the first file.
func (p *caseResolver) copied(t *Text, first, here yamlsrc.Text, what string) {
	if first.Value != here.Value || len(strings.Fields(here.Value)) <= fewWords || p.sameBody(t) {
		return
	}
	p.diags.Add("case-translation-copied", here.Span, fmt.Sprintf("%s is still that of %s, word for word", what, path.Base(p.File.Source.Path)),
		fmt.Sprintf("write it in %q", t.Lang), diag.Related{Span: first.Span, Message: "it stands here"})
}

// sameBody says whether the text of a translation is still that of the first file. It then is all that is
// reported: the quotes are of that text too.
func (p *caseResolver) sameBody(t *Text) bool {
	first, here := strings.Fields(p.File.Text.Text()), strings.Fields(t.File.Text.Text())
	return len(here) > fewWords && slices.Equal(first, here)
}

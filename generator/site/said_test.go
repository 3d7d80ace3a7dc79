package site

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"casebook/generator/assess"
)

// TestOneExplanation holds for every case of the project, in both languages, that the page, `explain` and
// index.json say the same: each sentence by which the page explains an answer is one of the trace, and each
// condition on which a rule that holds rests, each reason why an obligation does not arise and each change
// that explain and index.json tell stands on the page.
func TestOneExplanation(t *testing.T) {
	own := *ownContent()
	site := planOf(Input{Base: own.base, Cases: own.Cases, Texts: readTexts(t)})
	told := 0
	for _, lang := range []string{"en", "fr"} {
		for _, a := range own.Cases {
			p := view[*CasePage](t, site, site.inLanguage(lang).prefix+"cases/"+a.Case.ID+"/")
			page := sentencesOf(p)
			explained := explanation(t, a, lang)
			for _, s := range page {
				if told++; !strings.Contains(explained, s) {
					t.Errorf("%s in %s: the page says what neither explain nor index.json does: %q", a.Case.ID, lang, s)
				}
			}
			for _, s := range promised(a, lang) {
				if !slices.Contains(page, s) {
					t.Errorf("%s in %s: the page does not say: %q", a.Case.ID, lang, s)
				}
			}
		}
	}
	if told < 5000 {
		t.Errorf("only %d sentences were compared", told)
	}
}

func (s *Site) inLanguage(lang string) *edition {
	return s.editions[slices.IndexFunc(s.editions, func(e *edition) bool { return e.lang == lang })]
}

// bare writes a sentence without what only typography and its place in a text give it: its capital and full
// stop, the kinds of spaces and apostrophes.
func bare(text string) string {
	text = strings.NewReplacer("’", "'", "« ", "«", " »", "»", "\\n", " ").Replace(strings.Join(strings.Fields(text), " "))
	return strings.TrimSuffix(strings.ToLower(text), ".")
}

// explanation is all that explain and index.json say of a case in a language.
func explanation(t *testing.T, a *Assessed, lang string) string {
	t.Helper()
	var text bytes.Buffer
	if err := assess.Print(&text, a.Main, a.Readings, lang, false); err != nil {
		t.Fatal(err)
	}
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(assess.NewFullEntry(a.Main, a.Readings, []string{lang})); err != nil {
		t.Fatal(err)
	}
	return bare(text.String())
}

// sentencesOf returns the sentences by which a page explains the answers.
func sentencesOf(p *CasePage) []string {
	var all []string
	add := func(texts ...string) {
		for _, text := range texts {
			if text != "" {
				all = append(all, bare(text))
			}
		}
	}
	for _, r := range slices.Concat(p.Reasons, p.Idle) {
		for _, s := range slices.Concat(r.Steps, r.Maybe, r.Failed) {
			add(condsOf(s.Conds)...)
			add(exceptsOf(s.Except)...)
		}
		if r.Because == "" {
			add(r.Text)
		}
	}
	changes := slices.Clone(p.Changes)
	for _, party := range p.Parties {
		for _, d := range party.Duties {
			if d.Change != nil {
				changes = append(changes, d.Change)
			}
			if d.Status.Is == "no" {
				add(d.Text)
			}
		}
	}
	for _, c := range changes {
		for _, part := range c.Parts {
			add(part.Head, part.One)
			add(part.Lines...)
		}
	}
	return all
}

func condsOf(conds []*CaseCond) []string {
	var all []string
	for _, c := range conds {
		if c.Kind == "" {
			all = append(all, c.Label)
		}
		all = append(all, condsOf(c.Parts)...)
	}
	return all
}

func exceptsOf(list []*CaseExcept) []string {
	var all []string
	for _, x := range list {
		all = append(append(all, condsOf(x.Conds)...), exceptsOf(x.Except)...)
	}
	return all
}

// promised returns what a page says of what the trace holds: all conditions of what holds or is required,
// why an obligation does not arise, and what would change the answers.
func promised(a *Assessed, lang string) []string {
	var all []string
	for _, s := range a.Main.Trace() {
		if s.Outcome == assess.Yes || s.Duty != nil {
			all = append(all, leavesOf(s.When, lang)...)
		}
	}
	for i := range a.Main.Duties {
		if why := a.Main.WhyNot(&a.Main.Duties[i], lang); why != "" {
			all = append(all, bare(why))
		}
	}
	outlooks := a.Main.Outlooks()
	for i := range outlooks {
		for _, c := range outlooks[i].Changes(lang) {
			if c.Head != "" {
				all = append(all, bare(c.Head))
			}
			for _, part := range c.Parts {
				all = append(all, bare(part))
			}
		}
	}
	return all
}

func leavesOf(c *assess.CondTrace, lang string) []string {
	switch {
	case c == nil:
		return nil
	case c.Test != nil:
		return []string{bare(c.Text(lang))}
	}
	var all []string
	for _, part := range c.Parts {
		all = append(all, leavesOf(part, lang)...)
	}
	return all
}

package site

import (
	"slices"
	"strconv"
	"strings"

	"casebook/generator/assess"
	"casebook/generator/casefile"
	"casebook/generator/kb"
	"casebook/generator/yamlsrc"
)

// CasePosition is what somebody else says of the case.
type CasePosition struct {
	ID       string
	By       Said
	Because  Said
	Original string // their own words
	OrigLang string
	Source   Link // to the case's list of sources; its URL is "" when none is named
	Passage  Link
	Claims   []CaseClaim
}

// CaseClaim is one answer that somebody claims, beside the rules'.
type CaseClaim struct {
	Is    string // "agree", "part" or "open"
	Stand string // where the rules stand, in a word or two
	What  Link   // to the reasoning on this page
	Text  string // what is claimed, and what the rules answer where that is not the same
	says  string
	rules string
}

// CaseDecision is what an authority decided.
type CaseDecision struct {
	Authority Said
	Number    string
	Date      string
	Amount    Said
	Outcome   Said
	Articles  []Link
	Note      Said
	URL       string
	Certainty string
}

func (t *teller) decision() *CaseDecision {
	d := t.Case.Decision
	if d == nil {
		return nil
	}
	said := func(words func(*casefile.Decision) yamlsrc.Text) Said { return t.spoken(t.text.Decided(words)) }
	return &CaseDecision{
		Number: d.Number.Value, Date: t.texts.Date(d.Date), URL: d.URL.Value, Articles: t.sourceLinks(t.Case.Articles),
		Certainty: t.certainty(d.Certainty.Value),
		Authority: said(func(d *casefile.Decision) yamlsrc.Text { return d.Authority }),
		Amount:    said(func(d *casefile.Decision) yamlsrc.Text { return d.Amount }),
		Outcome:   said(func(d *casefile.Decision) yamlsrc.Text { return d.Outcome }),
		Note:      said(func(d *casefile.Decision) yamlsrc.Text { return d.Note }),
	}
}

// certainty says how well something is known, "" when nothing is said.
func (t *teller) certainty(word string) string {
	if word == "" {
		return ""
	}
	return t.T("case.certainty." + word)
}

// decided says who decided, on which articles, and how well the decision is known where it was not read itself.
func (t *teller) decided(d *CaseDecision) string {
	text := t.T("case.sure.decided", d.Authority.Text)
	if len(d.Articles) > 0 {
		names := make([]string, len(d.Articles))
		for i, a := range d.Articles {
			names[i] = a.Text
		}
		text = t.T("case.sure.decided-on", d.Authority.Text, strings.Join(names, " · "))
	}
	word := t.Case.Decision.Certainty.Value
	if word == "" {
		word = t.first.File.Certainty.Value
	}
	if word == "" || word == casefile.Certainties[0] {
		return text
	}
	return text + " " + t.T("case.sure.read."+word)
}

// doubtful counts the statements whose source is less than a text that somebody can look up.
func doubtful(all []statement) int {
	n := 0
	for _, s := range all {
		if s.source != nil && slices.Contains(casefile.Certainties[2:], s.source.Certainty.Value) {
			n++
		}
	}
	return n
}

// authority says that no authority has ruled, in the case's words or in ours.
func (t *teller) authority() Said {
	if s := t.spoken(t.text.AuthorityNote()); s.Text != "" {
		return s
	}
	return Said{Text: t.T("case.sure.unruled")}
}

func (t *teller) positions() []CasePosition {
	list := make([]CasePosition, len(t.Case.Positions))
	for i, p := range t.Case.Positions {
		v := CasePosition{ID: positionAnchor(i), By: t.spoken(t.text.PositionBy(i)), Because: t.spoken(t.text.PositionBecause(i)),
			Passage: t.positionPassage(i)}
		lang := ""
		if p.Source != nil {
			lang = p.Source.Language.Value
			v.Source, v.OrigLang = t.cited(p.Source), t.foreign(lang)
		}
		v.Original = quoted(lang, p.Stated.Original.Value)
		for _, c := range p.Claims {
			v.Claims = append(v.Claims, t.claim(c))
		}
		list[i] = v
	}
	return list
}

func positionAnchor(i int) string { return "position-" + strconv.Itoa(i+1) }

// positionPassage leads to the passage that states a position; its URL is "" when there is none.
func (t *teller) positionPassage(i int) Link {
	for _, m := range t.text.Marks {
		if slices.Contains(m.Positions, i) {
			return Link{URL: "#" + m.ID, Text: t.T("case.facts.passage")}
		}
	}
	return Link{}
}

// claim sets an answer that somebody claims beside the rules'.
func (t *teller) claim(c kb.Claim) CaseClaim {
	v := t.dutyClaim(c)
	if c.Conclusion != nil {
		v = t.answerClaim(c)
	}
	v.Stand, v.Text = t.T("case.claim."+v.Is), t.T("case.claim.says", v.says)
	if v.Is == "part" {
		v.Text = t.T("case.claim.both", v.says, v.rules)
	}
	return v
}

func (t *teller) answerClaim(c kb.Claim) CaseClaim {
	v := CaseClaim{Is: "open", What: t.conclusionLink(c.Conclusion), says: t.T("outcome.unknown"), rules: t.T("outcome.unknown")}
	if c.Value >= 0 {
		v.says = t.optionWord(c.Conclusion.Type, c.Conclusion.Values, c.Value)
	}
	a := t.answerOf(c)
	if a == nil {
		return v
	}
	v.What, v.rules = t.whyLink(a), t.possible(a)
	switch value, decided := a.Decided(); {
	case decided && value == c.Value, !decided && c.Value < 0:
		v.Is = "agree"
	case c.Value < 0, !a.Possible.Has(c.Value):
		v.Is = "part"
	}
	return v
}

// answerOf returns the rules' answer to what is claimed, nil when there is none.
func (t *teller) answerOf(c kb.Claim) *assess.Answer {
	if c.Party == nil {
		return t.Main.Answer(c.Conclusion.ID)
	}
	if p := t.Main.PartyAnswers(c.Party.ID); p != nil {
		return p.Answer(c.Conclusion.ID)
	}
	return nil
}

func (t *teller) dutyClaim(c kb.Claim) CaseClaim {
	if c.Obligation == nil {
		return CaseClaim{}
	}
	v := CaseClaim{Is: "part", What: t.obligationLink(c.Obligation), says: t.T("case.status." + c.Status), rules: t.T("case.status.nobody")}
	d := t.strongestDuty(c)
	if d == nil {
		if c.Status == "not-required" {
			v.Is = "agree"
		}
		return v
	}
	v.What, v.rules = t.dutyLink(d), t.T("case.status."+d.Status.Status())
	switch {
	case d.Status.Status() == c.Status:
		v.Is = "agree"
	case d.Status == assess.Unknown:
		v.Is = "open"
	}
	return v
}

// strongestDuty returns the duty that a claim is about, of several bearers the one with the strongest status.
func (t *teller) strongestDuty(c kb.Claim) *assess.Duty {
	var best *assess.Duty
	for _, d := range t.Main.DutiesOf(c.Obligation.ID) {
		if (c.Party == nil || c.Party.ID == d.Party.ID) && (best == nil || assess.Stronger(d.Status, best.Status)) {
			best = d
		}
	}
	return best
}

// parted names those from whom the rules part.
func parted(positions []CasePosition) []string {
	var names []string
	for _, p := range positions {
		if slices.ContainsFunc(p.Claims, func(c CaseClaim) bool { return c.Is == "part" }) && !slices.Contains(names, p.By.Text) {
			names = append(names, p.By.Text)
		}
	}
	return names
}

package site

import (
	"slices"
	"strings"
	"testing"

	"casebook/generator/assess"
	"casebook/generator/kb"

	"github.com/google/go-cmp/cmp"
)

// scored is the small site with a score and a proposal: a field that has nothing to do with data.
func scored(t *testing.T) Input {
	t.Helper()
	more := `proposals: {soft: {title: {en: Soft Ladder Bill, fr: Projet souple}, source: LA, note: {en: It is pending., fr: Il est en cours.}}}
parameters:
  report_time:
    title: {en: Time to report, fr: Délai de déclaration}
    values: [{value: 24h}, {proposal: soft, value: 48h}]
scores:
  harm:
    title: {en: Harm, fr: Dommage}
    table:
      - {when: {hurt: {any: [leg]}}, is: 3}
      - {when: {hurt: {any: [arm]}}, is: 2}
    otherwise: 0.5
  height: {title: {en: Height, fr: Hauteur}, table: [{when: {broken: yes}, is: 1}], otherwise: 0}
  gravity:
    title: {en: Gravity, fr: Gravité}
    because: {en: How grave it is., fr: Sa gravité.}
    apart: {en: It looks at injuries alone., fr: Il ne voit que les blessures.}
    add: [{times: [harm, 1]}, height]
    bands:
      low: {under: 2, title: {en: low, fr: faible}, says: {en: it passes, fr: cela passe}}
      high: {under: 3.5, title: {en: high, fr: élevée}}
      extreme: {title: {en: extreme, fr: extrême}}
    suggests: {low: {fall: no}, high: {fall: no}, extreme: {fall: yes}}
    flags: [{when: {broken: no}, title: {en: sound rung, fr: barreau intact}}]
conclusions:
`
	rules := strings.Replace(small, "conclusions:\n", more, 1)
	rules = strings.Replace(rules, "within: 24h", "within: report_time", 1)
	rules = strings.Replace(rules, "-- cases/barn.md --", `  - id: report-soft
    title: {en: Report the fall softly, fr: Déclarer doucement la chute}
    proposal: soft
    replaces: report
    bearer: owner
    when: {all: [fall: yes, hurt: {any: [leg]}]}
    deadline: {within: report_time, after: aware}
    done-by: reported
    because: {en: Only legs count., fr: Seules les jambes comptent.}
    source: LA 1
-- cases/barn.md --`, 1)
	return load(t, rules)
}

func planOf(in Input) *Site {
	s, _ := Plan(in)
	return s
}

func TestCaseScore(t *testing.T) {
	scores := view[*CasePage](t, planOf(scored(t)), "cases/barn/").Scores
	if len(scores) != 1 {
		t.Fatalf("%d scores, want 1: the others are its parts", len(scores))
	}
	s := scores[0]
	got := []string{s.Value, s.Bands[0].Text, s.Formula, s.Sum, s.Apart, s.Why, s.Flags[0].Text, s.Flags[0].Pill.Text}
	want := []string{"3", "high", "Harm × 1 + height", "2 × 1 + 1 = 3",
		"It would suggest “no”; the rules’ answer is: yes.", "It looks at injuries alone.", "Sound rung", "no"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	var factors [][3]string
	for _, f := range s.Factors {
		factors = append(factors, [3]string{f.Title.URL, f.Value, f.Why})
	}
	if d := cmp.Diff([][3]string{{"scores/harm/", "2", "Injuries: arm."}, {"scores/height/", "1", "A rung broke."}}, factors); d != "" {
		t.Errorf("factors (-want +got)\n%s", d)
	}
}

// TestNoOpinion holds back a score that may fall in most of its bands.
func TestNoOpinion(t *testing.T) {
	in := scored(t)
	rules := in.Base.Rules
	i := slices.IndexFunc(in.Base.Cases, func(c *kb.Case) bool { return c.ID == "barn" })
	c := *in.Base.Cases[i]
	c.Facts, c.Values = nil, nil
	in.Base.Cases[i] = &c
	in.Cases[i] = &Assessed{Case: &c, Main: assess.Assess(rules, &c, nil, in.Base.Config.LawAsOf, assess.Options{})}
	if s := view[*CasePage](t, planOf(in), "cases/barn/").Scores; len(s) != 0 {
		t.Errorf("an opinion of %v on nothing", s[0].Bands)
	}
}

func TestScorePage(t *testing.T) {
	p := view[*ScorePage](t, planOf(scored(t)), "fr/scores/gravity/")
	var ranges []string
	for _, b := range p.Bands {
		ranges = append(ranges, b.Range)
	}
	if d := cmp.Diff([]string{"moins de 2", "de 2 à moins de 3,5", "3,5 et plus"}, ranges); d != "" {
		t.Errorf("ranges (-want +got)\n%s", d)
	}
	if p.Groups[0].ID != "high" || p.Groups[0].Count != 1 {
		t.Errorf("the case stands under %v, want high", p.Groups)
	}
	if p.Expr.Kind != "add" || p.Expr.Parts[0].Kind != "times" || len(p.Expr.Parts[1].Of.Rows) != 1 {
		t.Errorf("drawn as %+v", p.Expr)
	}
	if part := view[*ScorePage](t, planOf(scored(t)), "scores/harm/"); len(part.Part) != 1 || part.Groups != nil {
		t.Errorf("harm is part of %v", part.Part)
	}
}

func TestProposalPage(t *testing.T) {
	in := scored(t)
	p := view[*ProposalPage](t, planOf(in), "proposals/soft/")
	if len(p.Duties) != 1 || p.Duties[0].Now.Deadline[0].Text == p.Duties[0].Then.Deadline[0].Text {
		t.Errorf("the limit is the same now and then: %+v", p.Duties)
	}
	if d := cmp.Diff([]ProposalParameter{{"Time to report", "24 hours", "48 hours"}}, p.Parameters); d != "" {
		t.Errorf("numbers (-want +got)\n%s", d)
	}
	if len(p.Groups) != 1 || p.Groups[0].ID != "report-required-not-required" || p.Groups[0].Count != 1 {
		t.Errorf("it moves %+v", p.Groups)
	}
	c := view[*CasePage](t, planOf(in), "cases/barn/")
	if len(c.Proposals) != 1 || c.Proposals[0].Changes[0].Text != "“report the fall” would not be required of the farmer" {
		t.Errorf("the case says %+v", c.Proposals)
	}
	if c.Parties[0].Duties[0].Status.Is != "yes" {
		t.Error("the proposal has touched the answer under the law in force")
	}
}

// TestOmnibus holds the project's own proposal to what it says: a risk that is not ruled out is no longer
// notified, a high one is, within 96 hours.
func TestOmnibus(t *testing.T) {
	p := ownContent()
	proposal := p.base.Rules.Proposals[0]
	for _, a := range p.Cases {
		moves := a.Main.Moves(proposal)
		if a.Case.Country == "GB" && len(moves) > 0 {
			t.Errorf("%s: a proposal of the Union moves it", a.Case.ID)
		}
		if notify := a.Main.Duty("gdpr-33-1", a.Case.Parties[0].ID); a.Case.Country != "GB" && len(moves) == 0 && notify != nil &&
			notify.Status == assess.Yes {
			t.Errorf("%s: it moves nothing, though the authority is to be notified", a.Case.ID)
		}
		for _, m := range moves {
			if m.Now.Obligation.ID != "gdpr-33-1" {
				continue
			}
			risk := a.Main.Answer("risk").Value()
			now, then := m.Statuses()
			switch {
			case now != assess.Yes, risk == "risk" && then != assess.No, risk == "high" && then != assess.Yes:
				t.Errorf("%s: %v becomes %v with the risk %s", a.Case.ID, now, then, risk)
			case risk == "high" && (m.Now.Within.String() != "72h" || m.Then.Within.String() != "96h"):
				t.Errorf("%s: within %v becomes %v", a.Case.ID, m.Now.Within, m.Then.Within)
			case risk == "high" && m.Then.Due.Known() && m.Then.Due.Latest().Sub(m.Now.Due.Latest()).Hours() != 24:
				t.Errorf("%s: due %v becomes %v", a.Case.ID, m.Now.Due, m.Then.Due)
			}
		}
	}
}

// TestEnisa holds the second opinion to what a careful reader of the method makes of the EDPB's examples:
// the bands that the tables leave possible hold theirs. No rule reads a score.
func TestEnisa(t *testing.T) {
	bands := map[string]string{
		"edpb-01": "low", "edpb-02": "low", "edpb-03": "very-high", "edpb-04": "very-high", "edpb-05": "high", "edpb-06": "low",
		"edpb-07": "very-high", "edpb-08": "low", "edpb-09": "medium", "edpb-10": "low", "edpb-11": "low", "edpb-12": "very-high",
		"edpb-13": "low", "edpb-14": "medium", "edpb-15": "low", "edpb-16": "medium", "edpb-17": "very-high", "edpb-18": "very-high",
	}
	for _, a := range ownContent().Cases {
		s := a.Main.Score("enisa_severity")
		if band, ok := bands[a.Case.ID]; ok && !slices.ContainsFunc(s.Bands, func(i int) bool { return s.Score.Bands[i].ID == band }) {
			t.Errorf("%s: from %v to %v, which is never %s", a.Case.ID, s.Low, s.High, band)
		}
	}
}

// TestEnisaImpostor counts a single impostor as a known recipient.
func TestEnisaImpostor(t *testing.T) {
	for _, a := range ownContent().Cases {
		if a.Case.ID != "edpb-17" {
			continue
		}
		if s := a.Main.Score("lost_confidentiality"); s.Low.String() != "0.25" || !s.Exact() {
			t.Errorf("confidentiality counts %v to %v, want 0.25", s.Low, s.High)
		}
		if s := a.Main.Score("enisa_severity"); s.Low.String() != "4" {
			t.Errorf("the score begins at %v, want 4", s.Low)
		}
	}
}

// TestPartlyOpen shows an interval over most bands as soon as the case settles one part.
func TestPartlyOpen(t *testing.T) {
	for _, id := range []string{"edpb-02", "edpb-11"} {
		if len(caseIn(t, id, "en").Scores) == 0 {
			t.Errorf("%s: no second opinion", id)
		}
	}
}

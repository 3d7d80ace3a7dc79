package site

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// recalls is another field of law, with what the first lacks: no groups of facts, no regulation on time
// limits, a clock that starts at the end of a year, a fact that is presumed.
const recalls = `
-- site.yaml --
title: {en: Recalls, fr: Rappels}
languages: [en, fr]
timezone: America/New_York
law-as-of: 2024-06-01
silence: [rule-missing-translation, case-translation-missing]
-- rules/rules.yaml --
instruments: {RA: {title: Recall Act, articles: {"1": {title: Reports}}}}
roles: {maker: {title: maker}}
acts: {reported: {title: {en: reported the fault, fr: a déclaré le défaut}}, recalled: {title: {en: recalled the device, fr: a rappelé l’appareil}}}
facts:
  cause: {type: choice, values: {wear: wear, design: design, misuse: misuse}, title: Cause, ask: "Why did it fail?", source: RA 1, note: "If several, say ` + "`design`" + ` <first>."}
  failed: {type: yes-no, title: Failed, ask: "Did it fail?", source: RA 1}
  tested: {type: yes-no, presumed: no, title: Tested, ask: "Was it tested?", source: RA 1}
conclusions:
  fault: {type: yes-no, title: Fault}
  serious: {type: yes-no, title: Serious}
rules:
  - {id: r-fault, title: Fault, concludes: {fault: yes}, when: {all: [failed: yes]}, except: [{id: x-tested, when: {tested: yes}}], because: F, source: RA 1}
  - {id: r-serious, title: Serious, concludes: {serious: yes}, when: {any: [{all: [cause: design]}, {all: [cause: misuse]}]}, because: S, source: RA 1}
obligations:
  - {id: report, title: {en: Report the fault, fr: Déclarer le défaut}, bearer: maker, when: {fault: yes}, deadline: {within: 60d, after: {end-of: year, of: aware}}, done-by: reported, source: RA 1}
  - {id: recall, title: {en: Recall the device, fr: Rappeler l’appareil}, bearer: maker, when: {serious: yes}, deadline: {within: 72h, after: aware}, done-by: recalled, source: RA 1}
-- cases/pump.md --
---
title: A pump
summary: It stopped.
incident: 2024-03-01
parties:
  - {id: acme, name: Acme, role: maker, aware: 2024-03-08T10:00, did: {reported: 2024-03-11T09:30, recalled: never}}
facts: {failed: yes, cause: wear}
sources: [{id: paper, title: The Paper, publisher: The Paper, url: "https://example.org/"}]
---

It stopped.
-- cases/valve.md --
---
title: A valve
summary: It stuck.
incident: 2024-03-01
parties:
  - {id: acme, name: Acme, role: maker, aware: 2024-03-08T10:00, did: {reported: 2024-03-11, recalled: unknown}}
facts: {failed: yes}
sources: [{id: paper, title: The Paper, publisher: The Paper, url: "https://example.org/"}]
---

It stuck.
`

func recallCase(t *testing.T, id, lang string) *CasePage {
	t.Helper()
	s, _ := Plan(load(t, recalls))
	return view[*CasePage](t, s, map[string]string{"en": "", "fr": "fr/"}[lang]+"cases/"+id+"/")
}

// TestTaken tells how long an act took from what its clock started at, in units of its size.
func TestTaken(t *testing.T) {
	for _, test := range []struct{ id, lang, want string }{
		{"pump", "en", "295 days 15 hours 30 minutes before the clock started"},
		{"pump", "fr", "295 jours 15 heures 30 minutes avant le point de départ"},
	} {
		if got := spaces(recallCase(t, test.id, test.lang).Parties[0].Duties[0].Taken); got != test.want {
			t.Errorf("%s: got %q, want %q", test.lang, got, test.want)
		}
	}
}

// TestOpenDuty holds the sentence on a duty that may be due to one doubt, and all of them to the law that
// the rules know.
func TestOpenDuty(t *testing.T) {
	var got []string
	for _, lang := range []string{"en", "fr"} {
		p := recallCase(t, "valve", lang)
		for _, d := range p.Answer.Duties {
			for _, a := range d.Acts {
				got = append(got, spaces(fmt.Sprintf("%s %s, %s%s", d.Lead, a.What.Text, a.ByWhen, d.Tail)))
			}
		}
		for _, d := range p.Parties[0].Duties {
			if d.Outer != "" {
				t.Errorf("a regulation that the rules do not declare: %s", d.Outer)
			}
		}
	}
	want := []string{
		"Acme must report the fault, by 1 March 2025.",
		"It cannot be determined whether Acme must recall the device, within 72 hours after becoming aware.",
		"Il incombe à Acme de déclarer le défaut, au plus tard le 1er mars 2025.",
		"On ne peut dire s’il incombe à Acme de rappeler l’appareil, dans un délai de 72 heures après la prise de connaissance.",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error("sentences differ (-want +got):", d)
	}
}

// TestActs keeps what was not done from reading as if it was.
func TestActs(t *testing.T) {
	var got []string
	in := load(t, recalls)
	p := &planner{Input: in, base: in.Base, record: newRecord(in, keptOf(in))}
	for i, lang := range []string{"en", "fr"} {
		for _, a := range in.Cases {
			te, _ := p.edition(lang, i).teller(a)
			for _, s := range te.partyStatements(a.Case.Parties[0]) {
				if strings.HasSuffix(s.key, "recalled") {
					got = append(got, spaces(s.says))
				}
			}
		}
	}
	want := []string{
		"known not to have happened: Acme recalled the device", "not known whether this happened: Acme recalled the device",
		"on sait que cela n’a pas eu lieu : Acme a rappelé l’appareil", "on ignore si cela a eu lieu : Acme a rappelé l’appareil",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error("sentences differ (-want +got):", d)
	}
}

// TestFailedOnce says of a rule that did not hold why, each sentence once.
func TestFailedOnce(t *testing.T) {
	p := recallCase(t, "pump", "en")
	for _, r := range append(p.Reasons, p.Idle...) {
		for _, s := range r.Failed {
			if len(s.Conds) != 1 {
				t.Errorf("%s: %d sentences", s.Rule.Text, len(s.Conds))
			}
		}
	}
}

// TestNowAnywhere holds the page to what the rules of a field have: no part without content.
func TestNowAnywhere(t *testing.T) {
	s, _ := Plan(load(t, recalls))
	p := view[*NowPage](t, s, "now/")
	var got []string
	for _, l := range p.Contents {
		got = append(got, l.URL)
	}
	for _, g := range p.Questions {
		got = append(got, g.Title)
		for _, q := range g.Questions {
			got = append(got, strings.TrimSpace(q.Ask+" "+q.Presumed))
		}
	}
	want := []string{"#questions", "#duties", "#clock",
		"Fault", "Did it fail?", "Was it tested? taken as no unless known otherwise", "Serious", "Why did it fail?"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error("the page differs (-want +got):", d)
	}
	if note := string(p.Questions[1].Questions[0].Note); !strings.Contains(note, "<code>design</code> &lt;first&gt;") {
		t.Errorf("the note is shown as %s", note)
	}
	if p.Outer != "" || p.Clocks[0].Rows[0].Outer != "" {
		t.Errorf("it counts by a regulation that the rules do not declare: %q", p.Outer)
	}
}

// TestAlso lists other law by region and by sector, on the day of the site, each with how sure it is.
func TestAlso(t *testing.T) {
	s, _ := Plan(load(t, strings.Replace(recalls, "roles: {maker", `sectors: {toys: Toys, tools: Tools}
also:
  - {id: eu-toys, region: EU, sectors: toys, title: Toy makers, to: the market authority, within: at once, certainty: primary, from: 2020-01-01}
  - {id: us-any, region: US, title: Anyone, text: Tell the agency., certainty: uncertain, note: Check whom., source: RA 1}
  - {id: eu-both, region: EU, sectors: [tools, toys], title: Makers, certainty: from-memory}
  - {id: eu-later, region: EU, sectors: toys, title: Later, certainty: primary, from: 2030-01-01}
  - {id: eu-past, region: EU, sectors: toys, title: Past, certainty: primary, until: 2020-01-01}
roles: {maker`, 1)))
	p := view[*NowPage](t, s, "now/")
	var got []string
	for _, r := range p.Also {
		got = append(got, fmt.Sprintf("%s #%s %t", r.Title, r.ID, r.Open))
		for _, x := range r.Items {
			got = append(got, strings.Join(append([]string{x.Title, x.To, x.Within, x.Text, spaces(x.Since), x.Sure, x.Note}, x.Sectors...), "|"))
		}
	}
	for _, by := range p.AlsoBy {
		for _, l := range by.Links {
			got = append(got, by.Title+": "+l.URL+" "+l.Text+", "+l.Note)
		}
	}
	want := []string{
		"European Union #also-in-eu true",
		"Toy makers|the market authority|at once||since 1 January 2020|Read in the text itself.||Toys",
		"Makers|||||From memory; check the text.||Tools|Toys",
		"United States #also-in-us false",
		"Anyone|||Tell the agency.||Uncertain.|Check whom.",
		"Toys: #also-eu-toys Toy makers, European Union", "Toys: #also-eu-both Makers, European Union",
		"Tools: #also-eu-both Makers, European Union",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error("the list differs (-want +got):", d)
	}
	if last := p.Contents[len(p.Contents)-1]; last.URL != "#after" {
		t.Errorf("the contents of the page end with %v", last)
	}
}

// TestLabels holds words that stand over several fields of law, and over one or many.
func TestLabels(t *testing.T) {
	texts := readTexts(t)
	var got []string
	for _, x := range texts {
		for n := 1; n <= 2; n++ {
			got = append(got, spaces(x.Plural("case.why.idle", n)))
		}
		got = append(got, x.T("case.duty.contain"), x.T("outcome.yes"), x.T("outcome.no"), spaces("|"+x.T("case.answer.next")))
	}
	want := []string{
		"One intermediate question", "2 intermediate questions", "What it must contain", "rule applies", "rule does not apply", "|;",
		"Une question intermédiaire", "2 questions intermédiaires", "Ce qu’il faut y faire figurer", "règle applicable", "règle non applicable", "| ;",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error("words differ (-want +got):", d)
	}
}

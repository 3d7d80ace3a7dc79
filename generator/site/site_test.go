package site

import (
	"fmt"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"casebook/generator/assess"
	"casebook/generator/casefile"
	"casebook/generator/kb"
	"casebook/generator/rule"
	"casebook/generator/source"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// load makes the input of a site from files in one text: site.yaml, rules/, cases/ and pages/. Faults
// of the files fail the test.
func load(t testing.TB, archive string) Input {
	t.Helper()
	byFolder := map[string][]*source.File{}
	for _, f := range txtar.Parse([]byte(archive)).Files {
		folder, _, _ := strings.Cut(f.Name, "/")
		byFolder[folder] = append(byFolder[folder], source.New("content/"+f.Name, f.Data))
	}
	config, diags := kb.ParseConfig(byFolder["site.yaml"][0])
	rules, found := rule.Compile(byFolder["rules"], config.Languages)
	diags.Append(found)
	var files []*casefile.File
	for _, f := range byFolder["cases"] {
		file, found := casefile.Parse(f, config.Zone)
		diags.Append(found)
		files = append(files, file)
	}
	base, found := kb.Resolve(config, rules, files)
	diags.Append(found)
	if diags.HasErrors() {
		t.Fatalf("the files have faults: %v", diags)
	}
	in := Input{Base: base, Pages: byFolder["pages"], Texts: readTexts(t)}
	for _, c := range base.Cases {
		in.Cases = append(in.Cases, &Assessed{Case: c, Main: assess.Assess(rules, c, nil, config.LawAsOf, assess.Options{})})
	}
	return in
}

func readTexts(t testing.TB) []*Texts {
	t.Helper()
	var all []*Texts
	for _, lang := range []string{"en", "fr"} {
		body, err := os.ReadFile("../../templates/i18n/" + lang + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		texts, diags := ParseTexts(source.New(path.Join("templates/i18n", lang+".yaml"), body))
		if len(diags) > 0 {
			t.Fatal(diags)
		}
		all = append(all, texts)
	}
	return all
}

// small is a field of law that has nothing to do with data: the engine knows only what it is told.
const small = `
-- site.yaml --
title: {en: Ladders, fr: Échelles}
languages: [en, fr]
timezone: Europe/Paris
law-as-of: 2024-06-03
address: https://example.org/ladders/
-- rules/rules.yaml --
instruments:
  LA: {title: {en: Ladder Act, fr: Loi sur les échelles}, short: {en: LA, fr: LE}, articles: {"1": {en: Falls, fr: Chutes}}}
roles: {owner: {en: owner, fr: propriétaire}}
acts: {reported: {en: reported the fall, fr: a déclaré la chute}}
sectors: {farms: {en: Farms, fr: Fermes}}
groups: {fall: {en: The fall, fr: La chute}}
facts:
  broken:
    type: yes-no
    group: fall
    title: {en: Broken rung, fr: Barreau cassé}
    ask: {en: "Did a rung break?", fr: "Un barreau a-t-il cassé ?"}
    says:
      yes: {en: a rung broke, fr: un barreau a cassé}
      no: {en: no rung broke, fr: aucun barreau n’a cassé}
      unknown: {en: nobody knows whether a rung broke, fr: on ignore si un barreau a cassé}
  hurt:
    type: set
    group: fall
    values: {arm: {en: arm, fr: bras}, leg: {en: leg, fr: jambe}}
    title: {en: Injuries, fr: Blessures}
    ask: {en: "What was hurt?", fr: "Qu’est-ce qui a été blessé ?"}
    says: {stated: {en: "hurt: {value}", fr: "blessé : {value}"}, unknown: {en: injuries are not known, fr: on ignore les blessures}}
conclusions:
  fall:
    type: yes-no
    title: {en: Fall, fr: Chute}
    ask: {en: "Was it a fall?", fr: "Était-ce une chute ?"}
    says: {yes: {en: it is a fall, fr: c’est une chute}, no: {en: it is no fall, fr: ce n’est pas une chute}, unknown: {en: it is not known, fr: on l’ignore}}
rules:
  - id: rung
    title: {en: A rung breaks, fr: Un barreau casse}
    concludes: {fall: yes}
    when: {all: [broken: yes, hurt: {any: [arm, leg]}]}
    because: {en: Rungs hold people., fr: Les barreaux portent les gens.}
    source: LA 1
obligations:
  - id: report
    title: {en: Report the fall, fr: Déclarer la chute}
    bearer: owner
    when: {all: [fall: yes]}
    deadline: {within: 24h, after: aware}
    done-by: reported
    because: {en: Others may climb it., fr: D’autres pourraient y monter.}
    source: LA 1
-- cases/barn.md --
---
title: A fall in a barn
summary: A rung broke.
incident: 2024-05-01T17:40
added: 2024-05-02
aliases: [stable]
country: FR
sector: farms
parties:
  - {id: farmer, name: the farmer, role: owner, aware: 2024-05-01T18:00, did: {reported: 2024-05-03}}
facts: {broken: yes, hurt: [arm]}
sources: [{id: paper, title: The Paper, publisher: The Paper, url: "https://example.org/"}]
---

A rung broke.
-- cases/barn.fr.md --
---
title: Une chute dans une grange
summary: Un barreau a cassé.
parties: [{id: farmer, name: le fermier}]
---

Un barreau a cassé.
-- cases/attic.md --
---
title: An attic
summary: Nobody knows what happened.
incident: {from: 2023-12-31, to: 2024-01-01}
added: 2024-06-01
country: BE
parties:
  - {id: tenant, name: the tenant, role: owner, aware: 2024-01-01}
facts: {broken: yes}
sources: [{id: paper, title: The Paper, publisher: The Paper, url: "https://example.org/"}]
---

Somebody lay under a ladder.
-- pages/home.md --
---
title: Who must report a fall?
---
See [[barn]] and [the list](/cases/).
-- pages/house-rules.md --
---
title: House rules
---
## Climbing

No.
`

// union declares the regulation by which the law of the Union counts time limits.
const union = "instruments:\n  REG: {title: {en: Time limits, fr: Délais}, short: {en: Regulation 1182/71, fr: règlement n° 1182/71}, celex: 31971R1182}\n"

func plan(t testing.TB) *Site {
	t.Helper()
	s, diags := Plan(load(t, small))
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	return s
}

// view returns the view of the page at an address.
func view[T any](t *testing.T, s *Site, url string) T {
	t.Helper()
	for _, p := range s.Pages {
		if p.URL == url {
			return p.View().(T)
		}
	}
	t.Fatalf("no page at %q", url)
	panic("unreachable")
}

func TestPlanAddresses(t *testing.T) {
	var got []string
	for _, p := range plan(t).Pages {
		if p.Template != "" && p.Lang == "en" {
			got = append(got, p.URL)
		}
	}
	want := []string{
		"", "404.html", "about/", "cases/", "cases/attic/", "cases/barn/", "cases/conclusion/fall/",
		"cases/country/be/", "cases/country/fr/", "cases/hurt/arm/", "cases/order/added/", "cases/order/title/",
		"cases/report/required/", "cases/report/unknown/", "cases/sector/farms/", "cases/stable/", "cases/timeliness/late/",
		"cases/year/2024/", "conclusions/fall/", "facts/", "facts/broken/", "facts/hurt/", "glossary/",
		"house-rules/", "law/", "law/la-1/", "matrix/", "now/", "obligations/", "obligations/report/",
		"rules/", "rules/rung/", "search/",
	}
	slices.Sort(got)
	if d := cmp.Diff(want, got); d != "" {
		t.Error("addresses differ (-want +got):", d)
	}
}

func TestPlanOnce(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range plan(t).Pages {
		if seen[p.URL] {
			t.Errorf("two pages at %q", p.URL)
		}
		seen[p.URL] = true
		if p.Template != "" && p.URL != "404.html" && p.Root != strings.Repeat("../", strings.Count(p.URL, "/")) {
			t.Errorf("%q: the root is %q", p.URL, p.Root)
		}
	}
}

func TestEditionsMirror(t *testing.T) {
	pages := map[string]bool{}
	all := plan(t).Pages
	for _, p := range all {
		pages[p.URL] = true
	}
	for _, p := range all {
		if p.Template != "" && p.Lang == "en" && p.URL != "404.html" && !pages["fr/"+p.URL] {
			t.Errorf("no French page for %q", p.URL)
		}
	}
}

func TestFrame(t *testing.T) {
	f := view[*RulePage](t, plan(t), "fr/rules/rung/").Frame
	want := Frame{
		Lang: "fr", Site: "Échelles", Title: "Un barreau casse", Description: "Les barreaux portent les gens.",
		URL: "fr/rules/rung/", Canonical: "https://example.org/ladders/fr/rules/rung/", Kind: "website", Section: "rules",
		Languages: []Link{{URL: "rules/rung/", Text: "English", Lang: "en"}},
		Alternates: []Link{
			{URL: "https://example.org/ladders/rules/rung/", Lang: "en"},
			{URL: "https://example.org/ladders/fr/rules/rung/", Lang: "fr"},
			{URL: "https://example.org/ladders/rules/rung/", Lang: "x-default"},
		},
		Crumbs: []Link{{URL: "fr/", Text: "Accueil"}, {URL: "fr/rules/", Text: "Règles"}},
	}
	f.Chrome = nil
	if d := cmp.Diff(want, f); d != "" {
		t.Error("frame differs (-want +got):", d)
	}
}

func TestUntranslatedCase(t *testing.T) {
	in := load(t, small)
	s, _ := Plan(in)
	list := view[*ListPage](t, s, "fr/cases/")
	var got []string
	for _, e := range list.Entries {
		got = append(got, e.Link.Text+" "+e.Link.Lang+" "+e.When)
	}
	want := []string{"Une chute dans une grange  1er mai 2024", "An attic en 31 décembre 2023 1er janvier 2024"}
	for i := range got {
		got[i] = strings.NewReplacer("\u00a0", " ", "du ", "", "au ", "").Replace(got[i])
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error("list differs (-want +got):", d)
	}
}

func TestRulePage(t *testing.T) {
	p := view[*RulePage](t, plan(t), "rules/rung/")
	when := &Condition{Kind: "all", Parts: []*Condition{
		{Kind: "test", Subject: Link{URL: "facts/broken/", Text: "Broken rung", Note: "broken"}, Tests: []string{"yes"}},
		{Kind: "test", Subject: Link{URL: "facts/hurt/", Text: "Injuries", Note: "hurt"}, Tests: []string{"any of arm or leg"}},
	}}
	if d := cmp.Diff(when, p.When); d != "" {
		t.Error("condition differs (-want +got):", d)
	}
	var groups []string
	for _, g := range p.Groups {
		groups = append(groups, fmt.Sprint(g.ID, g.Count, g.Entries[0].Link.URL))
	}
	if d := cmp.Diff([]string{"yes1cases/barn/", "unknown1cases/attic/"}, groups); d != "" {
		t.Error("groups differ (-want +got):", d)
	}
	if p.Code.Line == 0 || p.Code.HTML == "" {
		t.Error("the rule is not shown as written")
	}
}

func TestMatrixPage(t *testing.T) {
	p := view[*MatrixPage](t, plan(t), "matrix/")
	var got []string
	for _, r := range p.Rows {
		for _, c := range r.Cells {
			got = append(got, r.Case.URL+" "+c.Pill.Is+" "+c.Time)
		}
	}
	if d := cmp.Diff([]string{"cases/barn/ yes late", "cases/attic/ open "}, got); d != "" {
		t.Error("matrix differs (-want +got):", d)
	}
}

func TestNowPage(t *testing.T) {
	s, _ := Plan(load(t, strings.Replace(small, "instruments:\n", union, 1)))
	p := view[*NowPage](t, s, "fr/now/")
	if len(p.Questions) != 1 || len(p.Questions[0].Questions) != 2 {
		t.Fatalf("questions: %+v", p.Questions)
	}
	want := []ClockRow{
		{Aware: "lundi 3 juin 2024 à 9 h", Due: "mardi 4 juin 2024 à 9 h", Outer: "mardi 4 juin 2024 à 10 h"},
		{Aware: "vendredi 7 juin 2024 à 16 h 20", Due: "samedi 8 juin 2024 à 16 h 20", Outer: "samedi 8 juin 2024 à 17 h", Note: "avec un week-end"},
	}
	got := p.Clocks[0].Rows[:2]
	for i := range got {
		r := strings.NewReplacer("\u00a0", " ", "\u202f", " ")
		got[i] = ClockRow{r.Replace(got[i].Aware), r.Replace(got[i].Due), r.Replace(got[i].Outer), got[i].Note}
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error("clock differs (-want +got):", d)
	}
}

func TestProseLinks(t *testing.T) {
	p := view[*HomePage](t, plan(t), "fr/")
	for _, want := range []string{`href="../fr/cases/barn/"`, `href="../fr/cases/"`, "Une chute dans une grange"} {
		if !strings.Contains(string(p.Text.HTML), want) {
			t.Errorf("the text lacks %s:\n%s", want, p.Text.HTML)
		}
	}
	if p.Text.Lang != "en" {
		t.Errorf("an English text on a French page is marked %q", p.Text.Lang)
	}
}

func TestBrokenProse(t *testing.T) {
	in := load(t, small+"\nA [page](/nowhere/), [[nothing]], [another](/cases/barn/).\n")
	_, diags := Plan(in)
	var got []string
	for _, d := range diags {
		got = append(got, string(d.Code)+": "+d.Message)
	}
	want := []string{`link-broken: the site has no page "/nowhere/"`, `link-broken: the link to "nothing" leads nowhere`}
	if d := cmp.Diff(want, got); d != "" {
		t.Error("faults differ (-want +got):", d)
	}
}

// many returns an input of n cases made of the small base.
func many(b *testing.B, n int) Input {
	b.Helper()
	head, _, _ := strings.Cut(small, "-- cases/barn.md --")
	_, tail, _ := strings.Cut(small, "-- cases/barn.md --")
	body, _, _ := strings.Cut(tail, "-- cases/barn.fr.md --")
	var all strings.Builder
	all.WriteString(head)
	for i := range n {
		day := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, i%150).Format(time.DateOnly)
		fmt.Fprintf(&all, "-- cases/barn-%d.md --%s", i, strings.NewReplacer("incident: 2024-05-01", "incident: "+day, "aliases: [stable]\n", "").Replace(body))
	}
	return load(b, all.String())
}

func BenchmarkPlan(b *testing.B) {
	in := many(b, 1000)
	for b.Loop() {
		if s, _ := Plan(in); len(s.Pages) == 0 {
			b.Fatal("no pages")
		}
	}
}

package site

import (
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"casebook/generator/assess"
	"casebook/generator/casefile"
	"casebook/generator/kb"
	"casebook/generator/rule"
	"casebook/generator/source"

	"github.com/google/go-cmp/cmp"
)

// ownContent is the project's own cases, planned once for the tests that look at their pages.
var ownContent = sync.OnceValue(func() *planner {
	content := os.DirFS("../../content")
	read := func(pattern string) []*source.File {
		names, _ := fs.Glob(content, pattern)
		files := make([]*source.File, len(names))
		for i, name := range names {
			body, _ := fs.ReadFile(content, name)
			files[i] = source.New("content/"+name, body)
		}
		return files
	}
	config, _ := kb.ParseConfig(read("site.yaml")[0])
	rules, _ := rule.Compile(read("rules/*.yaml"), config.Languages)
	var files []*casefile.File
	for _, f := range read("cases/*.md") {
		file, _ := casefile.Parse(f, config.Zone)
		files = append(files, file)
	}
	base, _ := kb.Resolve(config, rules, files)
	p := &planner{base: base}
	for _, c := range base.Cases {
		p.Cases = append(p.Cases, assessAll(base, c))
	}
	return p
})

func assessAll(base *kb.Base, c *kb.Case) *Assessed {
	a := &Assessed{Case: c, Main: assess.Assess(base.Rules, c, nil, base.Config.LawAsOf, assess.Options{})}
	for _, r := range c.Readings {
		a.Readings = append(a.Readings, assess.Assess(base.Rules, c, r, base.Config.LawAsOf, assess.Options{}))
	}
	return a
}

// caseIn returns the page of one of the project's own cases.
func caseIn(t *testing.T, id, lang string) *CasePage {
	t.Helper()
	p := *ownContent()
	in := Input{Base: p.base, Cases: p.Cases, Texts: readTexts(t)}
	site, _ := Plan(in)
	for _, page := range site.Pages {
		if page.Template == "case" && page.Lang == lang && strings.HasSuffix(page.URL, "/"+id+"/") {
			return page.View().(*CasePage)
		}
	}
	t.Fatalf("there is no page of %s in %s", id, lang)
	return nil
}

// TestCaseAnswer reads the answer at a glance of the case that the project began with.
func TestCaseAnswer(t *testing.T) {
	type did struct{ lead, what, by string }
	tests := []struct {
		lang, main, kinds string
		duties            []did
	}{
		{"en", "It is a personal data breach.", "Kind: loss of availability.", []did{
			{"Doctolib must", "notify the breach to the controller", "without undue delay"},
			{"The practitioners (about 2,300) must", "notify the breach to the supervisory authority", "by 6 May 2023"},
			{"The practitioners (about 2,300) must", "document the breach", "with no time limit set"},
			{"It cannot be determined whether the practitioners (about 2,300) must", "communicate the breach to the people concerned", "without undue delay"},
		}},
		{"fr", "Il s’agit d’une violation de données à caractère personnel.", "Nature : perte de disponibilité.", []did{
			{"Il incombe à Doctolib", "de notifier la violation au responsable du traitement", "dans les meilleurs délais"},
			{"Il incombe aux praticiens (environ 2 300)", "de notifier la violation à l’autorité de contrôle", "au plus tard le 6 mai 2023"},
			{"Il incombe aux praticiens (environ 2 300)", "de documenter la violation", "sans délai fixé par le texte"},
			{"On ne peut dire s’il incombe aux praticiens (environ 2 300)", "de communiquer la violation aux personnes concernées", "dans les meilleurs délais"},
		}},
	}
	for _, test := range tests {
		answer := caseIn(t, "doctolib-2023", test.lang).Answer
		var got []did
		for _, d := range answer.Duties {
			for _, a := range d.Acts {
				got = append(got, did{spaces(d.Lead), a.What.Text, spaces(a.ByWhen)})
			}
		}
		if diff := cmp.Diff(test.duties, got, cmp.AllowUnexported(did{})); diff != "" {
			t.Errorf("%s: duties (-want +got)\n%s", test.lang, diff)
		}
		if got := [2]string{answer.Main, spaces(answer.Kinds)}; got != [2]string{test.main, test.kinds} {
			t.Errorf("%s: answer %q, want %q and %q", test.lang, got, test.main, test.kinds)
		}
	}
}

// TestCaseUnless names what would lift a duty: the conclusion that it turns on, or its own exceptions.
func TestCaseUnless(t *testing.T) {
	unless := map[string]string{}
	for _, id := range []string{"doctolib-2023", "booking-2019", "edpb-11"} {
		for _, d := range caseIn(t, id, "en").Answer.Duties {
			for _, a := range d.Acts {
				unless[id+a.What.URL[strings.LastIndex(a.What.URL, "-gdpr"):]] = a.Unless
			}
		}
	}
	if got, want := unless["doctolib-2023-gdpr-33-1"], "unless able to show that a risk to people is unlikely"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := unless["edpb-11-gdpr-34"], "unless able to show an exception: high risk averted afterwards"; got != want {
		t.Errorf("edpb-11, where nothing had been taken beforehand: %q, want %q", got, want)
	}
	if got := unless["booking-2019-gdpr-34"]; !strings.HasPrefix(got, "unless able to show an exception: ") {
		t.Errorf("got %q", got)
	}
}

// spaces makes every kind of space a plain one: which is which is for the typography's own tests.
func spaces(text string) string { return strings.Join(strings.Fields(text), " ") }

// TestCaseSaysFourThings holds every case to what a reader needs who reads only the answer and the
// obligations: breach or not, which kind, who must do what, by when.
func TestCaseSaysFourThings(t *testing.T) {
	for _, a := range ownContent().Cases {
		for _, lang := range []string{"en", "fr"} {
			p := caseIn(t, a.Case.ID, lang)
			if p.Answer.Main == "" || p.Answer.Kinds == "" {
				t.Errorf("%s in %s does not say whether it is a breach and of which kind", a.Case.ID, lang)
			}
			if len(p.Answer.Duties) == 0 && p.Answer.None == "" {
				t.Errorf("%s in %s does not say who must do what", a.Case.ID, lang)
			}
			n := 0
			for _, party := range p.Parties {
				for _, d := range party.Duties {
					n++
					if d.Who.Text == "" || d.What.Text == "" || d.Status.Text == "" || d.ByWhen == "" {
						t.Errorf("%s in %s: a duty without who, what, status or by when: %+v", a.Case.ID, lang, d)
					}
				}
			}
			if n != len(a.Main.Duties) {
				t.Errorf("%s in %s shows %d of %d duties", a.Case.ID, lang, n, len(a.Main.Duties))
			}
		}
	}
}

// TestCaseLinksBothWays follows every passage to its facts and back.
func TestCaseLinksBothWays(t *testing.T) {
	p := caseIn(t, "doctolib-2023", "fr")
	facts := map[string]*CaseFact{}
	for _, g := range p.Facts {
		for _, f := range g.Facts {
			facts["#"+f.ID] = f
		}
	}
	for _, n := range p.Story.Notes {
		for _, noted := range n.Facts {
			if f := facts[noted.Fact.URL]; f == nil || f.Passage.URL != "#"+n.Mark {
				t.Errorf("%s states %s, which does not lead back", n.Mark, noted.Fact.URL)
			}
		}
	}
	if len(p.Story.Notes) < 8 {
		t.Errorf("%d passages are marked", len(p.Story.Notes))
	}
}

func TestCaseFacts(t *testing.T) {
	p := caseIn(t, "doctolib-2023", "en")
	find := func(id string) *CaseFact {
		for _, g := range p.Facts {
			if i := slices.IndexFunc(g.Facts, func(f *CaseFact) bool { return f.ID == id }); i >= 0 {
				return g.Facts[i]
			}
		}
		t.Fatalf("the table has no %s", id)
		return nil
	}
	if f := find("fact-availability"); f.Value != "lost, no copy" || f.Original != "«\u202fn’ont pas été sauvegardées\u202f»" || f.OrigLang != "fr" {
		t.Errorf("availability: %q, %q in %q", f.Value, f.Original, f.OrigLang)
	}
	if f := find("fact-in_processing"); f.Disputed != "Doctolib" {
		t.Errorf("disputed by %q", f.Disputed)
	}
	if f := find("fact-planned_maintenance"); !f.Presumed {
		t.Error("what is presumed is not shown as such")
	}
	if f := find("fact-doctolib-notified-authority"); f.Value != "never" {
		t.Errorf("an act that was never done: %q", f.Value)
	}
}

// TestCasePositions sets each position beside the answer, fairly to all.
func TestCasePositions(t *testing.T) {
	stands := map[string][]string{}
	for _, p := range caseIn(t, "doctolib-2023", "en").Positions {
		for _, c := range p.Claims {
			stands[p.By.Text] = append(stands[p.By.Text], c.Is)
		}
	}
	want := map[string][]string{
		"Doctolib": {"part", "part"}, "L’Informaticien": {"agree", "agree", "agree"}, "DSIH": {"agree", "open"},
	}
	if diff := cmp.Diff(want, stands); diff != "" {
		t.Errorf("positions (-want +got)\n%s", diff)
	}
}

func TestCaseReadings(t *testing.T) {
	r := caseIn(t, "doctolib-2023", "en").Readings
	if len(r.Columns) != 3 {
		t.Fatalf("%d columns", len(r.Columns))
	}
	for _, g := range r.Groups {
		for _, row := range g.Rows {
			if g.Title.Text == "Doctolib" && row.What == "Notify the breach to the supervisory authority" {
				if got := spaces(row.Cells[1].Note); got != "by 30 April 2023 – not done" {
					t.Errorf("as controller, Doctolib: %q", got)
				}
				return
			}
		}
	}
	t.Error("nothing on Doctolib as controller")
}

func TestWordsOfTheCase(t *testing.T) {
	if got := sentence("it is a breach"); got != "It is a breach." {
		t.Error(got)
	}
	if got := sentence("Was it?"); got != "Was it?" {
		t.Error(got)
	}
	for in, want := range map[string]string{"Notify": "notify", "GDPR": "GDPR", "Élan": "élan", "": ""} {
		if got := lower(in); got != want {
			t.Errorf("lower(%q) = %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{"the practitioners": "The practitioners", "mBank": "mBank", "élan": "Élan", "a": "A", "": ""} {
		if got := capital(in); got != want {
			t.Errorf("capital(%q) = %q, want %q", in, got, want)
		}
	}
	if got := quoted("en", "no"); got != "“no”" {
		t.Error(got)
	}
}

func TestJoined(t *testing.T) {
	e := &edition{texts: readTexts(t)[1]}
	tests := []struct{ key, arg, want string }{
		{"case.answer.lead.yes", "les praticiens", "il incombe aux praticiens"},
		{"case.answer.lead.yes", "le CHU", "il incombe au CHU"},
		{"case.answer.lead.yes", "la mairie", "il incombe à la mairie"},
		{"case.answer.what", "informer les personnes", "d’informer les personnes"},
		{"case.answer.what", "notifier", "de notifier"},
		{"case.answer.unless", "il n’y a pas de risque", "à moins de pouvoir démontrer qu’il n’y a pas de risque"},
		{"case.answer.unless", "la demande de le faire est vaine", "à moins de pouvoir démontrer que la demande de le faire est vaine"},
	}
	for _, test := range tests {
		if got := e.joined(test.key, test.arg); got != test.want {
			t.Errorf("joined(%s, %q) = %q, want %q", test.key, test.arg, got, test.want)
		}
	}
}

// BenchmarkCasePage makes the view of a case; there are thousands of them in a build.
func BenchmarkCasePage(b *testing.B) {
	p := *ownContent()
	site, _ := Plan(Input{Base: p.base, Cases: p.Cases, Texts: readTexts(b)})
	i := slices.IndexFunc(site.Pages, func(page *Page) bool { return page.URL == "cases/edpb-01/" })
	for b.Loop() {
		site.Pages[i].View()
	}
}

// TestCaseSure reads how sure the answer is: what was decided and read where, and what is told from memory.
func TestCaseSure(t *testing.T) {
	tests := []struct{ id, key, text string }{
		{"23andme-2023", "decided", "The rest is the rules’ answer. The decision was read here in a secondary source."},
		{"argon-2021", "decided", "The rest is the rules’ answer."},
		{"twitter-2019", "doubtful", "2 facts or days are told from memory or from an uncertain source."},
	}
	for _, test := range tests {
		sure := caseIn(t, test.id, "en").Answer.Sure
		if !slices.ContainsFunc(sure, func(s CaseSure) bool { return s.Key == test.key && strings.HasSuffix(s.Text.Text, test.text) }) {
			t.Errorf("%s: no %q in %+v", test.id, test.text, sure)
		}
	}
}

package generator

import (
	"bytes"
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"casebook/generator/assess"
	"casebook/generator/kb"
	"casebook/templates"
)

// The shapes of cases.json as the contract has them, written out once more: the types that write the
// file must not be able to change it unseen.
type (
	casesJSON struct {
		Rules   string     `json:"rules"`
		LawAsOf string     `json:"law-as-of"`
		Cases   []caseJSON `json:"cases"`
	}
	caseJSON struct {
		ID       string            `json:"id"`
		URL      string            `json:"url"`
		Title    map[string]string `json:"title"`
		Readings []readingJSON     `json:"readings"`
		answersJSON
	}
	readingJSON struct {
		ID    string            `json:"id"`
		Title map[string]string `json:"title"`
		answersJSON
	}
	answersJSON struct {
		Conclusions map[string]string   `json:"conclusions"`
		Possible    map[string][]string `json:"possible"`
		Obligations []dutyJSON          `json:"obligations"`
		Parties     []partyJSON         `json:"parties"`
	}
	partyJSON struct {
		ID          string              `json:"id"`
		Conclusions map[string]string   `json:"conclusions"`
		Possible    map[string][]string `json:"possible"`
	}
	dutyJSON struct {
		ID         string    `json:"id"`
		Party      string    `json:"party"`
		Status     string    `json:"status"`
		LiftableBy []string  `json:"liftable-by"`
		Due        *spanJSON `json:"due"`
		Done       any       `json:"done"`
		Timeliness *string   `json:"timeliness"`
		Taken      *string   `json:"taken"`
	}
	spanJSON struct {
		Earliest string `json:"earliest"`
		Latest   string `json:"latest"`
	}
)

// answersOf reads cases.json; a key that the contract does not have is a fault.
func answersOf(t *testing.T, site published) casesJSON {
	t.Helper()
	var all casesJSON
	decoder := json.NewDecoder(bytes.NewReader(site.files["cases.json"]))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&all); err != nil {
		t.Fatalf("cases.json: %v", err)
	}
	return all
}

func (all casesJSON) find(t *testing.T, id string) caseJSON {
	t.Helper()
	i := slices.IndexFunc(all.Cases, func(c caseJSON) bool { return c.ID == id })
	if i < 0 {
		t.Fatalf("cases.json has no case %s", id)
	}
	return all.Cases[i]
}

// duty returns an obligation of a party, nil when it does not bear it.
func (a answersJSON) duty(party, id string) *dutyJSON {
	for i, d := range a.Obligations {
		if d.Party == party && d.ID == id {
			return &a.Obligations[i]
		}
	}
	return nil
}

// must returns an obligation that the party is to bear.
func (a answersJSON) must(t *testing.T, party, id string) dutyJSON {
	t.Helper()
	d := a.duty(party, id)
	if d == nil {
		t.Fatalf("%s does not bear %s", party, id)
	}
	return *d
}

func given(s *string) string {
	if s == nil {
		return "null"
	}
	return *s
}

// TestDoctolib holds the case that the project began with: what was never saved is lost, which is a
// breach; nobody had to see it.
func TestDoctolib(t *testing.T) {
	c := answersOf(t, ownSite(t)).find(t, "doctolib-2023")
	for conclusion, want := range map[string]string{
		"personal_data_breach": "yes", "availability_breach": "yes", "confidentiality_breach": "no", "risk": "unknown",
	} {
		if got := c.Conclusions[conclusion]; got != want {
			t.Errorf("%s: want %s, got %s", conclusion, want, got)
		}
	}
	if diff := cmp.Diff([]string{"high", "risk"}, c.Possible["risk"]); diff != "" {
		t.Errorf("the risks that are possible (-want +got):\n%s", diff)
	}

	told := c.must(t, "doctolib", "gdpr-33-2")
	if told.Status != "required" || given(told.Timeliness) != "no-limit" || given(told.Taken) != "P6D" || told.Due != nil {
		t.Errorf("doctolib.gdpr-33-2: %+v (%s, %s)", told, given(told.Timeliness), given(told.Taken))
	}
	notify := c.must(t, "practitioners", "gdpr-33-1")
	if notify.Status != "required" || len(notify.LiftableBy) == 0 {
		t.Errorf("practitioners.gdpr-33-1: %+v", notify)
	}
	if d := c.must(t, "practitioners", "gdpr-33-5"); d.Status != "required" {
		t.Errorf("practitioners.gdpr-33-5: %+v", d)
	}
	if d := c.must(t, "practitioners", "gdpr-34"); d.Status != "unknown" {
		t.Errorf("practitioners.gdpr-34: %+v", d)
	}
	if d := c.duty("doctolib", "gdpr-33-1"); d != nil {
		t.Errorf("a processor bears gdpr-33-1: %+v", d)
	}
}

// TestDoctolibAsController holds the reading under which the clock ran from 27 April.
func TestDoctolibAsController(t *testing.T) {
	c := answersOf(t, ownSite(t)).find(t, "doctolib-2023")
	i := slices.IndexFunc(c.Readings, func(r readingJSON) bool { return r.ID == "doctolib-as-controller" })
	if i < 0 {
		t.Fatal("there is no such reading")
	}
	r := c.Readings[i]
	notify := r.must(t, "doctolib", "gdpr-33-1")
	want := &spanJSON{"2023-04-30T00:00:00+02:00", "2023-05-01T00:00:00+02:00"}
	if diff := cmp.Diff(want, notify.Due); diff != "" || notify.Status != "required" {
		t.Errorf("doctolib.gdpr-33-1 is %s, due (-want +got):\n%s", notify.Status, diff)
	}
	if notify.Done != "never" || given(notify.Timeliness) != "missed" {
		t.Errorf("done %v, %s", notify.Done, given(notify.Timeliness))
	}
	if d := r.duty("practitioners", "gdpr-33-1"); d != nil {
		t.Errorf("who is no controller bears gdpr-33-1: %+v", d)
	}
}

// edpbAnswers is what the EDPB answers to the examples of its Guidelines 01/2021: whether the controller
// must notify the authority and tell the people, and which of confidentiality, integrity and
// availability were lost. Every breach is documented.
var edpbAnswers = map[string]struct {
	authority, people bool
	kinds             string
}{
	"edpb-01": {false, false, "A"}, "edpb-02": {true, false, "A"}, "edpb-03": {true, true, "A"},
	"edpb-04": {true, true, "CA"}, "edpb-05": {true, true, "C"}, "edpb-06": {false, false, "C"},
	"edpb-07": {true, true, "C"}, "edpb-08": {true, false, "C"}, "edpb-09": {false, false, "C"},
	"edpb-10": {false, false, ""}, "edpb-11": {true, true, "C"}, "edpb-12": {true, true, "CA"},
	"edpb-13": {false, false, "C"}, "edpb-14": {true, true, "C"}, "edpb-15": {false, false, "C"},
	"edpb-16": {true, false, "C"}, "edpb-17": {true, true, "CI"}, "edpb-18": {true, true, "C"},
}

// TestEDPB compares the rules' answers with the EDPB's, for each of its examples that has been told.
func TestEDPB(t *testing.T) {
	told := map[string]caseJSON{}
	for _, c := range answersOf(t, ownSite(t)).Cases {
		told[c.ID] = c
	}
	for _, id := range []string{"edpb-01", "edpb-02", "edpb-03", "edpb-09", "edpb-11", "edpb-14"} {
		if _, ok := told[id]; !ok {
			t.Errorf("there is no case %s", id)
		}
	}
	for id, want := range edpbAnswers {
		c, ok := told[id]
		if !ok {
			continue
		}
		t.Run(id, func(t *testing.T) {
			status := map[bool]string{true: "required", false: "not-required"}
			for duty, want := range map[string]string{
				"gdpr-33-1": status[want.authority], "gdpr-34": status[want.people], "gdpr-33-5": "required",
			} {
				if got := c.strongest(duty); got != want {
					t.Errorf("%s: want %s, got %s", duty, want, got)
				}
			}
			kinds := ""
			for _, kind := range []string{"confidentiality", "integrity", "availability"} {
				if c.Conclusions[kind+"_breach"] == "yes" {
					kinds += strings.ToUpper(kind[:1])
				}
			}
			if kinds != want.kinds {
				t.Errorf("kinds: want %q, got %q", want.kinds, kinds)
			}
			if got := c.Conclusions["personal_data_breach"]; got != "yes" {
				t.Errorf("personal_data_breach: want yes, got %s", got)
			}
		})
	}
}

// strongest is the strongest status of an obligation among its bearers, "" when nobody bears it.
func (a answersJSON) strongest(id string) string {
	strongest := ""
	for _, status := range []string{"not-required", "unknown", "required"} {
		if slices.ContainsFunc(a.Obligations, func(d dutyJSON) bool { return d.ID == id && d.Status == status }) {
			strongest = status
		}
	}
	return strongest
}

// TestCasePages compares what every case page says at a glance, in each language, with cases.json.
func TestCasePages(t *testing.T) {
	site := ownSite(t)
	all := answersOf(t, site)
	if len(all.Cases) != len(site.Base.Cases) {
		t.Fatalf("cases.json has %d cases of %d", len(all.Cases), len(site.Base.Cases))
	}
	for i, c := range all.Cases {
		for _, lang := range []string{"en", "fr"} {
			t.Run(c.ID+"."+lang, func(t *testing.T) {
				name := path.Join(strings.TrimSuffix(lang, "en"), c.URL, "index.html")
				breach := site.Cases[i].Main.Answer("personal_data_breach").Text(lang)
				site.page(t, name).checkAnswer(t, c, breach)
			})
		}
	}
}

// marked returns the elements with a data-test attribute.
func (p *page) marked(word string) []*html.Node {
	return slices.DeleteFunc(slices.Clone(p.nodes), func(n *html.Node) bool {
		value, _ := attr(n, "data-test")
		return value != word
	})
}

// outcomeClass is how a page marks a status.
var outcomeClass = map[string]string{"yes": "yes", "no": "no", "unknown": "open", "required": "yes", "not-required": "no"}

// checkAnswer wants the answer, the kinds, and one row a duty, each with the status that cases.json has.
func (p *page) checkAnswer(t *testing.T, c caseJSON, breach string) {
	answer := p.marked("answer-breach")
	if len(answer) != 1 || !strings.Contains(plain(text(answer[0])), plain(breach)) {
		t.Fatalf("the answer does not say %q", breach)
	}
	if value := c.Conclusions["personal_data_breach"]; !hasClass(answer[0].Parent, outcomeClass[value]) {
		t.Errorf("the answer is not marked as %s", value)
	}
	lost := slices.ContainsFunc([]string{"confidentiality", "integrity", "availability"}, func(k string) bool { return c.Conclusions[k+"_breach"] == "yes" })
	if kinds := p.marked("answer-kind"); lost && (len(kinds) != 1 || text(kinds[0]) == "") {
		t.Error("the kinds of the breach are not named")
	}
	if duties := p.marked("answer-duties"); len(c.Obligations) > 0 && (len(duties) != 1 || text(duties[0]) == "") {
		t.Error("the duties are not named beside the answer")
	}
	want, got := map[string]string{}, map[string]string{}
	for _, d := range c.Obligations {
		want["duty-"+d.Party+"-"+d.ID] = outcomeClass[d.Status]
	}
	for _, row := range p.marked("duty") {
		id, _ := attr(row, "id")
		for _, class := range []string{"yes", "no", "open"} {
			if hasClass(row, class) {
				got[id] += class
			}
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the duties differ from cases.json (-want +got):\n%s", diff)
	}
	for _, word := range []string{"duty-who", "duty-what", "duty-status", "duty-by"} {
		for _, n := range p.marked(word) {
			if text(n) == "" {
				t.Errorf("a %s is empty", word)
			}
		}
		if n := len(p.marked(word)); n != len(c.Obligations) {
			t.Errorf("%d of %d duties have a %s", n, len(c.Obligations), word)
		}
	}
}

// plain leaves letters and digits alone: typography differs between a sentence and its page.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

func hasClass(n *html.Node, class string) bool {
	value, _ := attr(n, "class")
	return slices.Contains(strings.Fields(value), class)
}

// TestCaseData compares what lies beside each case with its entry in cases.json, and the source with the
// case file.
func TestCaseData(t *testing.T) {
	site := ownSite(t)
	for _, c := range answersOf(t, site).Cases {
		var full struct {
			caseJSON
			Trace   []json.RawMessage `json:"trace"`
			Changes []json.RawMessage `json:"changes"`
		}
		decoder := json.NewDecoder(bytes.NewReader(site.files[c.URL+"index.json"]))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&full); err != nil {
			t.Fatalf("%sindex.json: %v", c.URL, err)
		}
		if diff := cmp.Diff(c, full.caseJSON, cmp.AllowUnexported(caseJSON{}, readingJSON{})); diff != "" {
			t.Errorf("%sindex.json differs from cases.json (-cases.json +index.json):\n%s", c.URL, diff)
		}
		if len(full.Trace) == 0 {
			t.Errorf("%sindex.json has no trace", c.URL)
		}
		file, err := os.ReadFile("../content/cases/" + c.ID + ".md")
		if err != nil || !bytes.Equal(file, site.files[c.URL+"index.md"]) {
			t.Errorf("%sindex.md is not the case file (%v)", c.URL, err)
		}
	}
}

// TestAvailabilityDecides takes the availability out of the Doctolib case file: the answer must become
// unknown, not no, and the page and the print must name the fact that decides.
func TestAvailabilityDecides(t *testing.T) {
	content := without(t, "doctolib-2023", "availability", "expect")
	site := drafted(t, content, "cases.json", "cases/doctolib-2023/index.html", "fr/cases/doctolib-2023/index.html")
	c := answersOf(t, site).find(t, "doctolib-2023")
	for _, conclusion := range []string{"personal_data_breach", "availability_breach"} {
		if got := c.Conclusions[conclusion]; got != "unknown" {
			t.Errorf("%s: want unknown, got %s", conclusion, got)
		}
	}
	main := site.Cases[slices.IndexFunc(site.Base.Cases, func(k *kb.Case) bool { return k.ID == c.ID })].Main
	var b strings.Builder
	if err := assess.Print(&b, main, nil, "en", false); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "would decide it: availability\n") {
		t.Errorf("the print does not name what would decide:\n%s", b.String())
	}
	for _, name := range []string{c.URL + "index.html", "fr/" + c.URL + "index.html"} {
		p := site.page(t, name)
		p.checkAnswer(t, c, main.Answer("personal_data_breach").Text(p.lang()))
		if !p.namesBelow("change", "facts/availability/") {
			t.Errorf("%s does not name availability as what would change the answer", name)
		}
	}
}

// drafted is a site of which only some files are made.
func drafted(t *testing.T, content fs.FS, names ...string) published {
	t.Helper()
	result, draft, err := Plan(context.Background(), Options{Content: content, Name: "content", Templates: templates.FS, BaseURL: address, Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	if draft == nil {
		t.Fatalf("errors:%s", listing(result.Diags))
	}
	site := published{Result: result, files: map[string][]byte{}}
	for _, name := range names {
		f, err := draft.File(name)
		if err != nil {
			t.Fatal(err)
		}
		site.files[name] = f.Body
	}
	return site
}

// namesBelow says whether the element with an id holds a link to an address.
func (p *page) namesBelow(id, address string) bool {
	for _, n := range p.nodes {
		if own, _ := attr(n, "id"); own != id {
			continue
		}
		for d := range n.Descendants() {
			if link, _ := attr(d, "href"); strings.HasSuffix(link, address) {
				return true
			}
		}
	}
	return false
}

// without is the project's content, with some keys of a case's front matter left out in every language.
func without(t *testing.T, id string, keys ...string) fs.FS {
	t.Helper()
	own, content := os.DirFS("../content"), fstest.MapFS{}
	err := fs.WalkDir(own, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		body, err := fs.ReadFile(own, name)
		if strings.HasPrefix(name, "cases/"+id+".") {
			body = []byte(cutKeys(string(body), keys))
		}
		content[name] = &fstest.MapFile{Data: body}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// cutKeys leaves out the lines of keys of the front matter, with the lines indented below them.
func cutKeys(file string, keys []string) string {
	var kept strings.Builder
	cut, fences := -1, 0
	for line := range strings.Lines(file) {
		indent := len(line) - len(strings.TrimLeft(line, " "))
		key, _, _ := strings.Cut(strings.TrimSpace(line), ":")
		if strings.TrimSpace(line) == "---" {
			fences++
		}
		if cut >= 0 && indent > cut {
			continue
		}
		cut = -1
		if fences == 1 && slices.Contains(keys, key) {
			cut = indent
			continue
		}
		kept.WriteString(line)
	}
	return kept.String()
}

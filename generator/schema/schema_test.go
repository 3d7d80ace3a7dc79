package schema

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strconv"
	"strings"
	"testing"

	"casebook/generator/casefile"
	"casebook/generator/rule"
	"casebook/generator/source"
	"casebook/generator/yamlsrc"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// ours are the languages of the content.
var ours = []string{"en", "fr"}

// files reads the files of a pattern below a folder.
func files(t testing.TB, folder, pattern string) []*source.File {
	t.Helper()
	fsys := os.DirFS(folder)
	names, err := fs.Glob(fsys, pattern)
	if err != nil || len(names) == 0 {
		t.Fatalf("no files %s/%s (%v)", folder, pattern, err)
	}
	var all []*source.File
	for _, name := range names {
		body, err := fs.ReadFile(fsys, name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, source.New(path.Join("content", name), body))
	}
	return all
}

// compile reads a schema, which must be a schema itself; part names one of its definitions, or nothing.
func compile(t testing.TB, text []byte, part string) *jsonschema.Schema {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", value); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("schema.json" + part)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// plain returns a YAML value as an editor that reads YAML 1.2 sees it.
func plain(v *yamlsrc.Value) any {
	switch {
	case v == nil || v.Kind == yamlsrc.Null:
		return nil
	case v.Kind == yamlsrc.Sequence:
		list := []any{}
		for _, item := range v.Items {
			list = append(list, plain(item))
		}
		return list
	case v.Kind == yamlsrc.Mapping:
		m := map[string]any{}
		for _, p := range v.Pairs {
			m[p.Key.Value] = plain(p.Value)
		}
		return m
	case v.Quoted:
		return v.Text
	}
	if n, err := strconv.ParseInt(v.Text, 10, 64); err == nil {
		return n
	}
	if n, err := strconv.ParseFloat(v.Text, 64); err == nil && strings.Trim(v.Text, "-0123456789.") == "" {
		return n
	}
	if v.Text == "true" || v.Text == "false" {
		return v.Text == "true"
	}
	return v.Text
}

// front reads the front matter of a case file.
func front(t testing.TB, file *source.File) any {
	t.Helper()
	span, _, ok, diags := casefile.Split(file)
	if !ok {
		t.Fatal(diags)
	}
	return parse(t, file, span.Start, span.End)
}

func parse(t testing.TB, file *source.File, start, end int) any {
	t.Helper()
	value, diags := yamlsrc.Parse(file, start, end)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	return plain(value)
}

// vocabularies are sets of rules to make schemas of, with cases written in them.
var vocabularies = []struct {
	name, folder string
	languages    []string
}{
	{"the content", "../../content", ours},
	{"the example site", "../testdata/sites/example/content", []string{"en"}},
}

// TestContentFits validates every case and rule file against the schemas made of its rules.
func TestContentFits(t *testing.T) {
	for _, v := range vocabularies {
		rules, _ := rule.Compile(files(t, v.folder, "rules/*.yaml"), v.languages)
		text := Case(rules, v.languages)
		whole, first, translation := compile(t, text, ""), compile(t, text, "#/$defs/case"), compile(t, text, "#/$defs/translation")
		for _, file := range files(t, v.folder, "cases/*.md") {
			value := front(t, file)
			schemas := []*jsonschema.Schema{whole, first}
			if _, _, translates := casefile.Name(file.Path); translates {
				schemas = []*jsonschema.Schema{translation}
			}
			for _, schema := range schemas {
				if err := schema.Validate(value); err != nil {
					t.Errorf("%s: %s: %v", v.name, file.Path, err)
				}
			}
		}
		schema := compile(t, Rules(rules, v.languages), "")
		for _, file := range files(t, v.folder, "rules/*.yaml") {
			if err := schema.Validate(parse(t, file, 0, -1)); err != nil {
				t.Errorf("%s: %s: %v", v.name, file.Path, err)
			}
		}
	}
}

// TestEveryConstruct validates the file that has every construct of the rule language.
func TestEveryConstruct(t *testing.T) {
	all := files(t, "../rule/testdata", "every.yaml")
	rules, diags := rule.Compile(all, ours)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	if err := compile(t, Rules(rules, ours), "").Validate(parse(t, all[0], 0, -1)); err != nil {
		t.Error(err)
	}
}

// TestWrongCases wants each slip to be refused, and the same file without it to be taken.
func TestWrongCases(t *testing.T) {
	rules, _ := rule.Compile(files(t, "../../content", "rules/*.yaml"), ours)
	schema := compile(t, Case(rules, ours), "")
	for _, c := range []struct{ name, wrong, right string }{
		{"an unknown key", "titel: A loss", "summary: A loss"},
		{"an unknown fact", "facts: {availabilty: permanent}", "facts: {availability: permanent}"},
		{"an unknown value", "facts: {availability: lost}", "facts: {availability: permanent}"},
		{"true for yes", "facts: {personal_data: true}", "facts: {personal_data: yes}"},
		{"a French word for yes", "facts: {personal_data: oui}", "facts: {personal_data: yes}"},
		{"a decimal for a count", "facts: {persons_affected: 2.5}", "facts: {persons_affected: 2}"},
		{"a set with an unknown member", "facts: {data: [name, secrets]}", "facts: {data: [name, health]}"},
		{"a duration without a unit", "facts: {restored_after: 18}", "facts: {restored_after: 18h}"},
		{"evidence without a value", "facts: {personal_data: {quote: members}}", "facts: {personal_data: {is: yes, quote: members}}"},
		{"an unknown role", "parties: [{id: club, role: owner}]", "parties: [{id: club, role: controller}]"},
		{"an unknown act", "parties: [{id: club, did: {phoned: 2024-03-04}}]", "parties: [{id: club, did: {notified-authority: 2024-03-04}}]"},
		{"a day written day first", "added: 26/04/2023", "added: 2023-04-26"},
		{"a party without an id", "parties: [{role: controller}]", "parties: [{id: club, role: [controller, user]}]"},
		{"an unknown sector", "sector: hospital", "sector: health"},
		{"a country in words", "country: France", "country: FR"},
		{"an unknown answer", "expect: {gdpr-33-1: yes}", "expect: {gdpr-33-1: required, club.gdpr-34: not-required}"},
		{"an address without https", "sources: [{id: s, url: example.org}]", `sources: [{id: s, url: "https://example.org/"}]`},
		{"a value in a translation", "translates: 0123456789ab\nfacts: {personal_data: yes}", "translates: 0123456789ab\nfacts: {personal_data: {quote: members}}"},
	} {
		for _, form := range []struct {
			text string
			fits bool
		}{{c.wrong, false}, {c.right, true}} {
			file := source.New("content/cases/x.md", []byte("---\ntitle: A\n"+form.text+"\n---\n"))
			if err := schema.Validate(front(t, file)); (err == nil) != form.fits {
				t.Errorf("%s: %q: fits %v, want %v (%v)", c.name, form.text, err == nil, form.fits, err)
			}
		}
	}
}

// TestWrongRules wants each slip in a rule to be refused, and the rule without it to be taken.
func TestWrongRules(t *testing.T) {
	rules, _ := rule.Compile(files(t, "../../content", "rules/*.yaml"), ours)
	schema := compile(t, Rules(rules, ours), "")
	for _, c := range []struct{ name, wrong, right string }{
		{"an unknown fact", "personal_date: yes", "personal_data: yes"},
		{"an unknown value", "availability: [temporal]", "availability: [temporary]"},
		{"two tests in one condition", "{personal_data: yes, availability: permanent}", "{all: [personal_data: yes, availability: permanent]}"},
		{"a set compared with a value", "data: health", "data: {any: [health]}"},
		{"a count without a bound", "persons_affected: 1000", "persons_affected: {over: 1000}"},
		{"an unknown bound", "persons_affected: {more: 1000}", "persons_affected: {at-least: few_people}"},
	} {
		for _, form := range []struct {
			text string
			fits bool
		}{{c.wrong, false}, {c.right, true}} {
			text := fmt.Sprintf("rules:\n  - id: x\n    concludes: {personal_data_breach: yes}\n    when:\n      %s\n    source: GDPR 4(12)\n", form.text)
			if err := schema.Validate(parse(t, source.New("content/rules/x.yaml", []byte(text)), 0, -1)); (err == nil) != form.fits {
				t.Errorf("%s: %q: fits %v, want %v (%v)", c.name, form.text, err == nil, form.fits, err)
			}
		}
	}
}

// TestLanguages wants what an editor shows in each language of the site, in their order.
func TestLanguages(t *testing.T) {
	rules, _ := rule.Compile(files(t, "../../content", "rules/*.yaml"), ours)
	text := string(Case(rules, []string{"fr", "en"}))
	for _, want := range []string{
		`"title": "Un fichier de cas / A case file"`,
		`"title": "Données à caractère personnel / Personal data"`,
		`les données ont été perdues`,
		`unknown: on ignore si les données`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the schema does not say %s", want)
		}
	}
	if again := string(Case(rules, []string{"fr", "en"})); again != text {
		t.Error("the schema of the same rules differs from one time to the next")
	}
}

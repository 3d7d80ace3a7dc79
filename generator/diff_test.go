package generator

import (
	"encoding/json"
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"casebook/generator/assess"
	"casebook/templates"
)

// answered assesses cases by the rules of the example site.
func answered(t *testing.T, o Options, files fstest.MapFS) *Result {
	t.Helper()
	content := copyOf(t, example)
	delete(content, "cases/clinic.md")
	maps.Copy(content, files)
	o.Content, o.Name, o.Templates = content, "content", templates.FS
	r, err := Check(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	if faults := r.Obstacles(); len(faults) > 0 {
		t.Fatalf("%s: %s", faults[0].Span.Shown(), faults[0].Message)
	}
	return r
}

// lost returns a case of lost data; more is further keys.
func lost(availability string, more ...string) *fstest.MapFile {
	return &fstest.MapFile{Data: []byte("---\ntitle: A list is lost\nsummary: It was lost.\nadded: 2024-06-01\ncountry: FR\nsector: health\n" +
		"parties: [{id: owner, name: the owner, role: controller, aware: 2024-03-05}]\n" +
		"facts: {personal_data: yes, availability: " + availability + "}\n" + strings.Join(more, "\n") + "\n---\n\nA list.\n")}
}

func TestDiff(t *testing.T) {
	reading := func(id, availability string) string {
		return "readings: [{id: " + id + ", title: Otherwise, facts: {availability: " + availability + "}}]"
	}
	tests := []struct {
		name          string
		before, after fstest.MapFS
		want          string // what moved, appeared (+) and disappeared (-)
	}{
		{"nothing", fstest.MapFS{"cases/a.md": lost("none")}, fstest.MapFS{"cases/a.md": lost("none")}, "1:"},
		{"an answer", fstest.MapFS{"cases/a.md": lost("none"), "cases/b.md": lost("none")},
			fstest.MapFS{"cases/a.md": lost("none"), "cases/b.md": lost("permanent")}, "2: b"},
		{"an expectation that is not met", fstest.MapFS{"cases/a.md": lost("permanent")},
			fstest.MapFS{"cases/a.md": lost("none", "expect: {personal_data_breach: yes}")}, "1: a"},
		{"appears and disappears", fstest.MapFS{"cases/a.md": lost("none"), "cases/c.md": lost("none")},
			fstest.MapFS{"cases/b.md": lost("none"), "cases/c.md": lost("none")}, "1: +b -a"},
		{"another id, the same answers", fstest.MapFS{"cases/a.md": lost("none")},
			fstest.MapFS{"cases/b.md": lost("none", "aliases: [a]")}, "1:"},
		{"another id, other answers", fstest.MapFS{"cases/a.md": lost("none")},
			fstest.MapFS{"cases/b.md": lost("permanent", "aliases: [old, a]")}, "1: b<a"},
		{"two cases become one", fstest.MapFS{"cases/a.md": lost("none"), "cases/b.md": lost("none")},
			fstest.MapFS{"cases/b.md": lost("permanent", "aliases: [a]")}, "1: b -a"},
		{"a reading", fstest.MapFS{"cases/a.md": lost("none", reading("r", "none"))},
			fstest.MapFS{"cases/a.md": lost("none", reading("r", "permanent"))}, "1: a/r"},
		{"a reading that does not move", fstest.MapFS{"cases/a.md": lost("none", reading("r", "permanent"))},
			fstest.MapFS{"cases/a.md": lost("temporary", reading("r", "temporary"))}, "1: a"},
		{"readings that appear and disappear", fstest.MapFS{"cases/a.md": lost("none", reading("r", "none"))},
			fstest.MapFS{"cases/a.md": lost("none", reading("s", "none"))}, "1: a/s/r"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := Diff(answered(t, Options{}, test.before), answered(t, Options{Workers: 1}, test.after), "before", "after")
			if got := inShort(d); got != test.want {
				t.Errorf("want %q, got %q", test.want, got)
			}
		})
	}
}

func inShort(d *Difference) string {
	text, _ := json.Marshal(d.Compared)
	parts := []string{string(text) + ":"}
	for _, m := range d.Moved {
		part := m.ID
		if m.Was != "" {
			part += "<" + m.Was
		}
		for _, r := range m.Readings {
			part += "/" + r.ID
		}
		parts = append(parts, part)
	}
	for _, e := range d.Appeared {
		parts = append(parts, "+"+e.ID)
	}
	for _, e := range d.Disappeared {
		parts = append(parts, "-"+e.ID)
	}
	return strings.Join(parts, " ")
}

// TestDiffNothingBefore compares with a time at which there was no content.
func TestDiffNothingBefore(t *testing.T) {
	after := answered(t, Options{}, fstest.MapFS{"cases/a.md": lost("none")})
	d := Diff(nil, after, "before", "after")
	if got := inShort(d); got != "0: +a" {
		t.Errorf("got %q", got)
	}
	if want := (State{Name: "before"}); d.Before != want {
		t.Errorf("want %+v, got %+v", want, d.Before)
	}
}

// TestDiffOtherRules decides the same cases by the rules of another folder.
func TestDiffOtherRules(t *testing.T) {
	content := copyOf(t, example)
	files := fstest.MapFS{"cases/a.md": lost("temporary")}
	rules := content["rules/rules.yaml"].Data
	strict := strings.Replace(string(rules), "[temporary, permanent]", "permanent", 1)
	other := fstest.MapFS{"rules.yaml": {Data: []byte(strict)}, "notes.txt": {Data: []byte(": not rules")}, "deep/rules.yaml": {Data: []byte(": not read")}}
	before := answered(t, Options{}, files)
	after := answered(t, Options{Rules: other, RulesName: "drafts"}, files)
	d := Diff(before, after, "content", "drafts")
	if got := inShort(d); got != "1: a" {
		t.Fatalf("got %q", got)
	}
	if d.Before.Rules == d.After.Rules {
		t.Error("both sides have the rules of one hash")
	}
	want := []assess.Expectation{{Key: "personal_data_breach", Value: "no"}, {Key: "notify-authority", Value: "not-required"}}
	if diff := cmp.Diff(want, d.Moved[0].Expect); diff != "" {
		t.Errorf("expect (-want +got):\n%s", diff)
	}
}

package generator

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"casebook/generator/diag"
	"casebook/generator/output"
	"casebook/templates"
)

// everything says whether the tests try all that they can, as in CI, or a part of it that stands for the rest.
func everything() bool { return os.Getenv("CI") == "true" }

// laidOut returns the files of a folder, to be changed.
func laidOut(t *testing.T, folder fs.FS) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(folder, ".", func(p string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		body, err := fs.ReadFile(folder, p)
		files[p] = &fstest.MapFile{Data: body}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// desk is a small site that is edited at random.
type desk struct {
	content, templates fstest.MapFS
	memory             Memory
	changed            []string // since the last run; nil: anything may have
}

func newDesk(t *testing.T) *desk {
	d := &desk{content: laidOut(t, os.DirFS("testdata/sites/example/content")), templates: laidOut(t, templates.FS)}
	before, after, _ := strings.Cut(string(d.content["cases/clinic.md"].Data), "expect:\n  personal_data_breach: yes\n  notify-authority: required\n")
	clinic := before + after // what is expected would stop most builds below
	d.put("cases/clinic.md", []byte(clinic))
	d.content["site.yaml"].Data = bytes.Replace(d.content["site.yaml"].Data, []byte("[en]"), []byte("[en, fr]"), 1)
	for i, name := range []string{"bakery", "school"} {
		text := strings.Replace(clinic, "A clinic", "A "+name, 1)
		text = strings.Replace(text, "country: FR", fmt.Sprintf("country: DE\naliases: [old-%s]\ntags: [tag-%d]", name, i), 1)
		d.content["cases/"+name+".md"] = &fstest.MapFile{Data: []byte(text + "\nAs in [[clinic]] and [[old-bakery#what-happened]].\n")}
	}
	d.content["cases/clinic.fr.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Une clinique perd des notes\nsummary: Un disque.\n---\n\n## Ce qui s’est passé\n\nUn disque est tombé en panne.\n")}
	d.content["pages/home.md"] = &fstest.MapFile{Data: []byte("See [[clinic]].\n")}
	return d
}

// edits are the ways in which a writer changes a site, some of them for the worse. Each names what it
// changed: files of the content, or "" for a template.
var edits = map[string]func(*rapid.T, *desk) string{
	"case: a sentence": func(t *rapid.T, d *desk) string {
		return d.add(t, anyCase(t, d), fmt.Sprintf("\nSentence %d.\n", rapid.IntRange(0, 3).Draw(t, "n")))
	},
	"case: a link": func(t *rapid.T, d *desk) string {
		target := rapid.SampledFrom([]string{"clinic", "bakery", "new-1", "old-school", "data-lost", "nobody"}).Draw(t, "target")
		return d.add(t, anyCase(t, d), "\nSee [["+target+"]].\n")
	},
	"case: a heading": func(t *rapid.T, d *desk) string { return d.swap(anyCase(t, d), "## What happened", "## What came") },
	"case: a title":   func(t *rapid.T, d *desk) string { return d.swap(anyCase(t, d), "title: A ", "title: The ") },
	"case: a fact": func(t *rapid.T, d *desk) string {
		return d.swap(anyCase(t, d), "personal_data: yes", "personal_data: no")
	},
	"case: a date": func(t *rapid.T, d *desk) string { return d.swap(anyCase(t, d), "2024-03-05T18:00", "2025-03-05T18:00") },
	"case: half saved": func(t *rapid.T, d *desk) string {
		p := anyCase(t, d)
		d.put(p, d.content[p].Data[:len(d.content[p].Data)/2])
		return p
	},
	"case: new": func(t *rapid.T, d *desk) string {
		p := fmt.Sprintf("cases/new-%d.md", rapid.IntRange(0, 2).Draw(t, "n"))
		d.put(p, d.content[anyCase(t, d)].Data)
		return p
	},
	"case: gone": func(t *rapid.T, d *desk) string {
		p := anyCase(t, d)
		delete(d.content, p)
		return p
	},
	"case: renamed": func(t *rapid.T, d *desk) string {
		from, to := anyCase(t, d), fmt.Sprintf("cases/renamed-%d.md", rapid.IntRange(0, 1).Draw(t, "n"))
		d.put(to, d.content[from].Data)
		delete(d.content, from)
		d.note(from)
		return to
	},
	"rule: words": func(t *rapid.T, d *desk) string { return d.swap("rules/rules.yaml", "Loss of data", "Data were lost") },
	"rule: condition": func(t *rapid.T, d *desk) string {
		return d.swap("rules/rules.yaml", "[temporary, permanent]", "temporary")
	},
	"rule: half": func(t *rapid.T, d *desk) string {
		d.put("rules/rules.yaml", d.content["rules/rules.yaml"].Data[:1500])
		return "rules/rules.yaml"
	},
	"rule: whole": func(t *rapid.T, d *desk) string {
		body, err := os.ReadFile("testdata/sites/example/content/rules/rules.yaml")
		if err != nil {
			t.Fatal(err)
		}
		d.put("rules/rules.yaml", body)
		return "rules/rules.yaml"
	},
	"site: name":      func(t *rapid.T, d *desk) string { return d.swap("site.yaml", "title: Example", "title: Sample") },
	"site: zone":      func(t *rapid.T, d *desk) string { return d.swap("site.yaml", "Europe/Paris", "Asia/Tokyo") },
	"site: languages": func(t *rapid.T, d *desk) string { return d.swap("site.yaml", "[en, fr]", "[en]") },
	"page":            func(t *rapid.T, d *desk) string { return d.add(t, "pages/home.md", "\nMore.\n") },
	"page: new":       func(t *rapid.T, d *desk) string { d.put("pages/own.md", []byte("Ours.\n")); return "pages/own.md" },
	"template":        func(t *rapid.T, d *desk) string { return d.look("pages/home.html", "<h1", "<h1 data-new") },
	"partial":         func(t *rapid.T, d *desk) string { return d.look("partials/footer.html", "<footer", "<footer data-new") },
	"style":           func(t *rapid.T, d *desk) string { return d.look("assets/css/base.css", "", "p { color: red }\n") },
	"script":          func(t *rapid.T, d *desk) string { return d.look("assets/js/theme.js", "", "console.log(1);\n") },
	"text":            func(t *rapid.T, d *desk) string { return d.look("i18n/en.yaml", "Cases", "Incidents") },
}

func anyCase(t *rapid.T, d *desk) string {
	var all []string
	for _, p := range slices.Sorted(maps.Keys(d.content)) {
		if strings.HasPrefix(p, "cases/") {
			all = append(all, p)
		}
	}
	if len(all) == 0 {
		d.put("cases/last.md", []byte("---\ntitle: A last one\n---\n\nText.\n"))
		d.note("cases/last.md")
		return "cases/last.md"
	}
	return rapid.SampledFrom(all).Draw(t, "case")
}

func (d *desk) put(p string, body []byte) { d.content[p] = &fstest.MapFile{Data: body} }

func (d *desk) note(p string) {
	if d.changed != nil {
		d.changed = append(d.changed, p)
	}
}

func (d *desk) add(_ *rapid.T, p, text string) string {
	d.put(p, append(slices.Clone(d.content[p].Data), text...))
	return p
}

// swap changes a text to another, and back where it was changed already.
func (d *desk) swap(p, a, b string) string {
	d.put(p, swapped(d.content[p].Data, a, b))
	return p
}

func (d *desk) look(p, a, b string) string {
	d.templates[p] = &fstest.MapFile{Data: swapped(d.templates[p].Data, a, b)}
	return ""
}

func swapped(body []byte, a, b string) []byte {
	text := string(body)
	if strings.Contains(text, b) {
		return []byte(strings.Replace(text, b, a, 1))
	}
	return []byte(strings.Replace(text, a, b, 1))
}

// drafted returns every file of the site and every fault, with what the desk remembers.
func (d *desk) drafted(t *rapid.T) (files map[string]string, faults []string) {
	o := Options{Content: d.content, Name: "content", Templates: d.templates, Memory: &d.memory, Edited: d.changed, Version: "test"}
	result, draft, err := Plan(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	files = map[string]string{}
	if draft == nil {
		return files, told(result.Diags)
	}
	for _, p := range draft.Paths() {
		f, err := draft.File(p)
		if err != nil {
			t.Fatal(err)
		}
		files[f.Path] = string(f.Body)
	}
	return files, told(result.Diags)
}

// built returns the same of a build that remembers nothing.
func (d *desk) built(t *rapid.T) (files map[string]string, faults []string) {
	files = map[string]string{}
	o := Options{Content: d.content, Name: "content", Templates: d.templates, Workers: 1, Version: "test", Emit: func(f output.File) error {
		files[f.Path] = string(f.Body)
		return nil
	}}
	result, err := Build(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	return files, told(result.Diags)
}

func told(diags diag.List) []string {
	var all []string
	for _, d := range diags {
		line := fmt.Sprint(d.Span.Path(), " ", d.Span.Start, " ", d.Span.End, " ", d.Severity, " ", d.Code, " ", d.Message, " ", d.Hint)
		for _, r := range d.Related {
			line += fmt.Sprint(" ", r.Span.Path(), " ", r.Span.Start, " ", r.Message)
		}
		all = append(all, line)
	}
	return all
}

// TestMemory edits a site at random and wants what is made with a memory to be, byte for byte, what a
// build from nothing makes, faults included.
func TestMemory(t *testing.T) {
	names := slices.Sorted(maps.Keys(edits))
	built := 0
	fewer(t, 5) // each builds a site several times
	rapid.Check(t, func(rt *rapid.T) {
		d := newDesk(t)
		d.drafted(rt)
		for range rapid.IntRange(1, 4).Draw(rt, "rounds") {
			d.changed = []string{}
			whole := false
			for range rapid.IntRange(1, 3).Draw(rt, "edits") {
				p := edits[rapid.SampledFrom(names).Draw(rt, "edit")](rt, d)
				d.note(p)
				whole = whole || p == ""
			}
			if whole {
				d.changed = nil
			}
			d.drafted(rt)
		}
		got, faults := d.drafted(rt)
		want, wanted := d.built(rt)
		if diff := cmp.Diff(wanted, faults); diff != "" {
			rt.Error("faults differ (-build +memory):", diff)
		}
		for p := range want {
			if got[p] != want[p] {
				rt.Errorf("%s differs (-build +memory): %s", p, cmp.Diff(want[p], got[p]))
			}
		}
		if len(got) != len(want) {
			rt.Errorf("want %d files, got %d", len(want), len(got))
		}
		built += min(1, len(want))
	})
	if built == 0 && everything() {
		t.Error("no edit left a site that could be built: this test compares nothing")
	}
}

// fewer lets rapid check a property only so often, and five times as often where everything is tried, unless the
// command line says how often.
func fewer(t *testing.T, checks int) {
	t.Helper()
	if everything() {
		checks *= 5
	}
	f := flag.Lookup("rapid.checks")
	if before := f.Value.String(); before == f.DefValue {
		t.Cleanup(func() { f.Value.Set(before) })
		if err := f.Value.Set(strconv.Itoa(checks)); err != nil {
			t.Fatal(err)
		}
	}
}

package assess_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"casebook/generator/assess"
	"casebook/generator/casefile"
	"casebook/generator/kb"
	"casebook/generator/rule"
	"casebook/generator/source"
)

var update = flag.Bool("update", false, "rewrite what testdata/print.txtar wants from what is printed")

// TestPrint prints one case in every form: rules.yaml, note.md and note.fr.md of the archive go in, the
// rest is wanted.
func TestPrint(t *testing.T) {
	const path = "testdata/print.txtar"
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	in := map[string]*source.File{}
	for _, f := range archive.Files[:3] {
		in[f.Name] = source.New(f.Name, f.Data)
	}
	languages := []string{"en", "fr"}
	set, diags := rule.Compile([]*source.File{in["rules.yaml"]}, languages)
	fine(t, diags)
	var files []*casefile.File
	for _, name := range []string{"note.md", "note.fr.md"} {
		f, diags := casefile.Parse(in[name], time.UTC)
		fine(t, diags)
		files = append(files, f)
	}
	b, diags := kb.Resolve(&kb.Config{Languages: languages, Zone: time.UTC, LawAsOf: lawAsOf}, set, files)
	fine(t, diags)
	a := assess.Assess(b.Rules, b.Cases[0], nil, lawAsOf, assess.Options{})
	var readings []*assess.Assessment
	for _, r := range b.Cases[0].Readings {
		readings = append(readings, assess.Assess(b.Rules, b.Cases[0], r, lawAsOf, assess.Options{}))
	}

	got := &txtar.Archive{Comment: archive.Comment, Files: archive.Files[:3:3]}
	for _, form := range []struct {
		name, lang string
		markdown   bool
	}{{"en.txt", "en", false}, {"fr.txt", "fr", false}, {"en.md", "en", true}} {
		var out bytes.Buffer
		if err := assess.Print(&out, a, readings, form.lang, form.markdown); err != nil {
			t.Fatal(err)
		}
		got.Files = append(got.Files, txtar.File{Name: form.name, Data: out.Bytes()})
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	if err := encoder.Encode(assess.NewFullEntry(a, readings, languages)); err != nil {
		t.Fatal(err)
	}
	got.Files = append(got.Files, txtar.File{Name: "index.json", Data: out.Bytes()})

	if *update {
		if err := os.WriteFile(path, txtar.Format(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(txtar.Format(archive)), string(txtar.Format(got))); diff != "" {
		t.Errorf("the print differs; go test ./generator/assess -run Print -update (-want +got):\n%s", diff)
	}
}

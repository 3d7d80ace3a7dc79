package rule

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"casebook/generator/source"
)

var update = flag.Bool("update", false, "write what the tests get into testdata")

// TestCompile compiles the rules of each archive in testdata; what is wrong with them stands in diags.
func TestCompile(t *testing.T) {
	paths, _ := filepath.Glob("testdata/*.txtar")
	if len(paths) == 0 {
		t.Fatal("no archives in testdata")
	}
	for _, p := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(p), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(p)
			if err != nil {
				t.Fatal(err)
			}
			files, languages, want := unpack(archive)
			_, diags := Compile(files, languages)
			got := print(diags)
			if *update {
				want.Data = []byte(got)
				if err := os.WriteFile(p, txtar.Format(archive), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(want.Data), got); diff != "" {
				t.Errorf("diagnostics differ (-want +got); go test ./generator/rule -run %s -update\n%s", t.Name(), diff)
			}
		})
	}
}

// unpack returns the rule files of an archive, its languages, and where its diagnostics stand.
func unpack(archive *txtar.Archive) (files []*source.File, languages []string, diags *txtar.File) {
	for i, f := range archive.Files {
		switch {
		case strings.HasPrefix(f.Name, "rules/"):
			files = append(files, source.New(f.Name, f.Data))
		case f.Name == "languages":
			languages = strings.Fields(string(f.Data))
		case f.Name == "diags":
			diags = &archive.Files[i]
		}
	}
	return files, languages, diags
}

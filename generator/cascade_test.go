package generator

import (
	"context"
	"io/fs"
	"os"
	"testing"
	"testing/fstest"

	"casebook/generator/diag"
	"casebook/templates"
)

// TestOneSlipIsToldOnce breaks one file of the project's own content: only that is reported, not the
// hundreds of names that are then unknown.
func TestOneSlipIsToldOnce(t *testing.T) {
	for _, test := range []struct{ file, text, code string }{
		{"rules/facts.yaml", "facts: [\n", "yaml-syntax"},
		{"cases/doctolib-2023.md", "\xff\xfe", "source-not-utf8"},
		{"rules/law.yaml", "proposals: &a {x: *a}\n", "yaml-alias-loop"},
	} {
		t.Run(test.file, func(t *testing.T) {
			content := copyOf(t, "../content")
			content[test.file] = &fstest.MapFile{Data: []byte(test.text)}
			result, err := Check(context.Background(), Options{Content: content, Name: "here", Templates: templates.FS})
			if err != nil {
				t.Fatal(err)
			}
			if len(result.Diags) == 0 || len(result.Diags) > 3 {
				t.Errorf("%d faults, wanted the one and little more:%s", len(result.Diags), listing(result.Diags))
			}
			if !has(result.Diags, func(d diag.Diagnostic) bool {
				return string(d.Code) == test.code && d.Span.Shown() == "here/"+test.file && d.Span.Path() == "content/"+test.file
			}) {
				t.Errorf("%s is not reported in here/%s:%s", test.code, test.file, listing(result.Diags))
			}
		})
	}
}

// copyOf reads a folder into memory.
func copyOf(t *testing.T, dir string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := fs.ReadFile(os.DirFS(dir), p)
		files[p] = &fstest.MapFile{Data: body}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

package rule

import (
	"os"
	"path/filepath"
	"testing"

	"casebook/generator/source"
)

// rules reads the rules of the real site; it skips the test where there are none.
func rules(t testing.TB) []*source.File {
	t.Helper()
	paths, _ := filepath.Glob("../../content/rules/*.yaml")
	if len(paths) == 0 {
		t.Skip("there is no content/rules")
	}
	var files []*source.File
	for _, p := range paths {
		body, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, source.New("content/rules/"+filepath.Base(p), body))
	}
	return files
}

func TestContent(t *testing.T) {
	if _, diags := Compile(rules(t), []string{"en", "fr"}); len(diags) > 0 {
		t.Errorf("the rules of the site give\n%s", print(diags))
	}
}

func BenchmarkCompile(b *testing.B) {
	files := rules(b)
	for b.Loop() {
		Compile(files, []string{"en", "fr"})
	}
}

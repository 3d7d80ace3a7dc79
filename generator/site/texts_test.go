package site

import (
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTextsSameKeys(t *testing.T) {
	texts := readTexts(t)
	for _, other := range texts[1:] {
		if d := cmp.Diff(texts[0].Keys(), other.Keys()); d != "" {
			t.Errorf("keys of %s and %s differ, or their order (-%s +%s): %s", texts[0].Lang, other.Lang, texts[0].Lang, other.Lang, d)
		}
	}
}

// keyLike finds texts in quotes that look like keys; one that ends in a dot or a hyphen is the beginning
// of keys that are put together.
var keyLike = regexp.MustCompile("[\"`]([a-z][a-z0-9.-]*[a-z0-9.-])(?:%d)?[\"`]")

// asked finds the keys that are surely asked for.
var asked = regexp.MustCompile(`(?:\bT\(|\bPlural\(|\{\{-?\s*(?:t|plural)\s|\((?:t|plural)\s|:?=\s*t\s|titleText\()"([^"]+)"\s*([+\w]?)`)

func TestTextsUsed(t *testing.T) {
	keys := readTexts(t)[0].Keys()
	sources := readAll(t, ".", ".go") + readAll(t, "../../templates", ".html")
	exact, begun := map[string]bool{}, []string{}
	for _, m := range keyLike.FindAllStringSubmatch(sources, -1) {
		if strings.ContainsAny(m[1][len(m[1])-1:], ".-") {
			begun = append(begun, m[1])
		}
		exact[m[1]] = true
	}
	for _, key := range keys {
		name := strings.TrimSuffix(strings.TrimSuffix(key, ".one"), ".other")
		if !exact[name] && !slices.ContainsFunc(begun, func(b string) bool { return strings.HasPrefix(name, b) }) {
			t.Errorf("nothing uses the text %q", key)
		}
	}
}

func TestTextsThere(t *testing.T) {
	texts := readTexts(t)[0]
	sources := readAll(t, ".", ".go") + readAll(t, "../../templates", ".html")
	for _, m := range asked.FindAllStringSubmatch(sources, -1) {
		key := m[1]
		if m[2] == "+" || strings.HasSuffix(key, ".") || strings.HasSuffix(key, "-") || strings.Contains(key, "%") {
			continue
		}
		if !texts.Has(key) && !texts.Has(key+".one") && !texts.Has(key+".1") {
			t.Errorf("there is no text %q", key)
		}
	}
}

// readAll joins the files below a folder whose names end in a suffix, tests left out.
func readAll(t *testing.T, folder, suffix string) string {
	t.Helper()
	var all strings.Builder
	fsys := os.DirFS(folder)
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, suffix) || strings.HasSuffix(name, "_test.go") {
			return err
		}
		body, err := fs.ReadFile(fsys, name)
		all.Write(body)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}

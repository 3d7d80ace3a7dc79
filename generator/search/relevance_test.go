package search_test

import (
	"bufio"
	"context"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"

	"casebook/generator"
	"casebook/generator/output"
	"casebook/templates"
)

// floor is the share of the relevance set, in percent, that must be found. It is never lowered.
const floor = 98

// ownSite builds the site of the repository once, and returns the files of its search by language, and
// the addresses of its pages.
var ownSite = sync.OnceValues(func() (map[string][]output.File, map[string]bool) {
	var mu sync.Mutex
	files, pages := map[string][]output.File{}, map[string]bool{}
	_, err := generator.Build(context.Background(), generator.Options{
		Content: os.DirFS("../../content"), Name: "content", Templates: templates.FS,
		Emit: func(f output.File) error {
			mu.Lock()
			defer mu.Unlock()
			pages[strings.TrimSuffix(f.Path, "index.html")] = true
			if lang, ok := strings.CutPrefix(f.Path, "search/"); ok && path.Ext(f.Path) == ".bin" {
				files[lang[:2]] = append(files[lang[:2]], f)
			}
			return nil
		},
	})
	if err != nil {
		panic(err)
	}
	return files, pages
})

// question is a line of the relevance set.
type question struct {
	lang, query string
	want        []string // addresses in the default language
}

func questions(t *testing.T) []question {
	t.Helper()
	f, err := os.Open("testdata/relevance.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var all []question
	for lines := bufio.NewScanner(f); lines.Scan(); {
		line := lines.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		lang, rest, ok := strings.Cut(line, ": ")
		query, want, ok2 := strings.Cut(rest, " => ")
		if !ok || !ok2 {
			t.Fatalf("not a question: %s", line)
		}
		q := question{lang: lang, query: query}
		for _, w := range strings.Fields(want) {
			if !strings.Contains(w, "/") {
				w = "cases/" + w
			}
			q.want = append(q.want, w+"/")
		}
		all = append(all, q)
	}
	return all
}

// TestRelevance asks what readers ask of the site's own cases and prints the share of the questions whose
// pages come among the first three. Where not everything is tried it asks every third, and the others count as
// found.
func TestRelevance(t *testing.T) {
	files, pages := ownSite()
	engines := enginesOf(t, files)
	all := questions(t)
	if len(all) < 60 {
		t.Errorf("%d questions, want 60 at least", len(all))
	}
	asked, found := 0, 0
	for i, q := range all {
		q.want = slices.DeleteFunc(q.want, func(w string) bool { return !pages[w] })
		if len(q.want) == 0 {
			continue
		}
		asked++
		if i%3 != 0 && !everything() {
			found++
			continue
		}
		first := engines[q.lang].search(q.query).URLs
		first = first[:min(3, len(first))]
		missed := slices.DeleteFunc(slices.Clone(q.want), func(w string) bool {
			return slices.Contains(first, w) || slices.Contains(first, q.lang+"/"+w)
		})
		if len(missed) == 0 {
			found++
			continue
		}
		t.Logf("%s: %s: want %v among the first three, got %v", q.lang, q.query, missed, first)
	}
	share := 100 * found / max(1, asked)
	t.Logf("relevance: %d of %d questions, %d %%", found, asked, share)
	if share < floor {
		t.Errorf("relevance is %d %%, want %d", share, floor)
	}
}

// enginesOf opens the search of each language.
func enginesOf(t *testing.T, files map[string][]output.File) map[string]*engine {
	t.Helper()
	engines := map[string]*engine{}
	for lang := range files {
		engines[lang] = newEngine(t)
		engines[lang].open(lang, files[lang])
	}
	return engines
}

// TestExamples asks what searches of other sites are known to fail at.
func TestExamples(t *testing.T) {
	files, _ := ownSite()
	engines := enginesOf(t, files)
	for _, test := range []struct{ lang, query, first, corrected string }{
		{"fr", "l’hôpital", "cases/", ""},
		{"fr", "hopital", "cases/", ""},
		{"en", "art 33", "law/gdpr-33", ""},
		{"fr", "article 33", "law/gdpr-33", ""},
		{"en", "33(1)", "law/gdpr-33-1", ""},
		{"fr", "33(1)", "law/gdpr-33-1", ""},
		{"en", "ransomwear", "", "ransomware"},
		{"en", "phising email", "", "phishing"},
		{"en", "ransomware", "", ""},
	} {
		got := engines[test.lang].search(test.query)
		if len(got.URLs) == 0 || !slices.ContainsFunc(got.URLs[:min(3, len(got.URLs))], func(u string) bool { return strings.Contains(u, test.first) }) {
			t.Errorf("%s: %s finds %v, want %s among the first three", test.lang, test.query, got.URLs, test.first)
		}
		corrected := ""
		for _, c := range got.Corrected {
			corrected += c[1]
		}
		if corrected != test.corrected {
			t.Errorf("%s: %s is corrected to %q, want %q", test.lang, test.query, corrected, test.corrected)
		}
	}
	for _, pair := range [][2]string{{"hôpital", "l’hôpital"}, {"hopital", "l'hôpital"}, {"coeur", "cœur"}} {
		one, other := engines["fr"].search(pair[0]).Docs, engines["fr"].search(pair[1]).Docs
		if !slices.Equal(one, other) {
			t.Errorf("%s finds %v, and %s finds %v", pair[0], one, pair[1], other)
		}
	}
}

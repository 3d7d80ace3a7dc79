package search_test

import (
	"cmp"
	"compress/gzip"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"casebook/templates"

	"github.com/chromedp/chromedp"
)

// chromium is the scripts of the search in a real browser.
type chromium struct {
	*testing.T
	context.Context
}

// startChromium opens a page that has nothing but the scripts, under js/, and the indexes of the rankings,
// each under its name.
func startChromium(t *testing.T, all []ranking) chromium {
	t.Helper()
	program := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			program = cmp.Or(program, found)
		}
	}
	if program == "" && os.Getenv("CI") == "true" {
		t.Fatal("no Chromium is found on this machine")
	}
	if program == "" {
		t.Skip("no Chromium is found on this machine")
	}
	mux := http.NewServeMux()
	mux.Handle("/js/", http.StripPrefix("/js/", http.FileServerFS(scripts(t))))
	mux.HandleFunc("/{$}", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<!doctype html><title>Search</title>") })
	for _, r := range all {
		for _, f := range r.indexed {
			mux.HandleFunc("/"+r.name+"/"+f.Path, func(w http.ResponseWriter, _ *http.Request) { w.Write(f.Body) })
		}
	}
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.UserDataDir(t.TempDir()), chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))
	allocator, cancelAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancelAllocator)
	ctx, cancel := chromedp.NewContext(allocator)
	t.Cleanup(cancel)
	if err := chromedp.Do(ctx, chromedp.Navigate(server.URL+"/")); err != nil {
		t.Fatal(err)
	}
	return chromium{t, ctx}
}

// scripts are the scripts as they are written, before they are joined.
func scripts(t *testing.T) fs.FS {
	t.Helper()
	folder, err := fs.Sub(templates.FS, "assets/js")
	if err != nil {
		t.Fatal(err)
	}
	return folder
}

func asked[T any](c chromium, script string) T {
	c.Helper()
	value, err := chromedp.Run(c.Context, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		c.Fatalf("%.300s\n%v", script, err)
	}
	return value
}

// TestRankingInChromium asks the queries of testdata where readers ask theirs.
func TestRankingInChromium(t *testing.T) {
	all := rankings(t)
	c := startChromium(t, all)
	for _, r := range all {
		for _, w := range r.wanted {
			query, _ := json.Marshal(w.query)
			text := asked[string](c, fmt.Sprintf(`(async () => {
				const [{ open }, { search }] = await Promise.all([import("/js/search-load.js"), import("/js/search-query.js")]);
				const index = await open(new URL(%q, location.href).href);
				const answer = await search(index, %s);
				const docs = await Promise.all(answer.docs.slice(0, 10).map((d) => index.doc(d)));
				return JSON.stringify({ docs: answer.docs, corrected: answer.corrected, urls: docs.map((d) => d.url) });
			})()`, "/"+r.name+"/search/"+r.site.Lang+"/", query))
			var got answer
			if err := json.Unmarshal([]byte(text), &got); err != nil {
				t.Fatal(err)
			}
			w.check(t, got)
		}
	}
}

// TestTokensInChromium compares the words of Go with those of a real browser, whose classes and foldings
// are its own: on every line of the content, on texts at random of all of Unicode, and on the incidents
// of the table that CASEBOOK_INCIDENTS names (hhs-ocr-breaches.csv.gz).
func TestTokensInChromium(t *testing.T) {
	c := startChromium(t, nil)
	for name, texts := range map[string][]string{"content": contentLines(t), "random": randomTexts(), "incidents": incidents(t)} {
		different := 0
		for len(texts) > 0 {
			n := min(2000, len(texts))
			list, _ := json.Marshal(texts[:n])
			var got [][]string
			answer := asked[string](c, fmt.Sprintf(`(async () => {
				const { tokens } = await import("/js/search-words.js");
				return JSON.stringify((%s)(%s));
			})()`, shownByScript, list))
			if err := json.Unmarshal([]byte(answer), &got); err != nil {
				t.Fatal(err)
			}
			for i, text := range texts[:n] {
				if want := shown(text); fmt.Sprintf("%q", want) != fmt.Sprintf("%q", got[i]) {
					if different++; different <= 10 {
						t.Errorf("%s: %+.60q: Go cuts %+q, Chromium %+q", name, text, want, got[i])
					}
				}
			}
			texts = texts[n:]
		}
		if different > 10 {
			t.Errorf("%s: %d texts are cut in two ways", name, different)
		}
	}
}

func contentLines(t *testing.T) []string {
	t.Helper()
	names, _ := filepath.Glob("../../content/*/*")
	var lines []string
	for _, name := range names {
		body, err := os.ReadFile(name)
		if err != nil {
			continue // a folder
		}
		lines = append(lines, strings.Split(string(body), "\n")...)
	}
	if len(lines) < 1000 {
		t.Errorf("the content has %d lines", len(lines))
	}
	return lines
}

// randomTexts returns texts of runs of neighbouring characters, from all of Unicode and more often from
// where words are, with the signs between them that an analyser looks at. They are always the same, and hold no letters that are younger than Go's tables:
// browsers learn new ones first.
func randomTexts() []string {
	random := rand.New(rand.NewPCG(1, 2))
	signs := []string{"", " ", "-", "'", "’", "/", ".", "(", ")", " § ", "\u0301", "\u00ad", "l’", "33", "e"}
	ends := []int32{0x250, 0x530, 0x3000, 0x10000, 0x20000, 0x110000}
	texts := make([]string, 6000)
	for i := range texts {
		var b strings.Builder
		for range 1 + random.IntN(6) {
			first := random.Int32N(ends[random.IntN(len(ends))])
			for n := range 1 + random.Int32N(3) {
				if r := first + n; unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Z, unicode.Cc, unicode.Cf, unicode.Co) {
					b.WriteRune(r)
				}
			}
			b.WriteString(signs[random.IntN(len(signs))])
		}
		texts[i] = b.String()
	}
	return texts
}

// incidents returns every cell of the table of incidents, none where no table is named.
func incidents(t *testing.T) []string {
	t.Helper()
	name := os.Getenv("CASEBOOK_INCIDENTS")
	if name == "" {
		return nil
	}
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	unpacked, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(unpacked).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, row := range rows {
		texts = append(texts, row...)
	}
	return texts
}

package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"casebook/generator"
	"casebook/generator/search"
	"casebook/templates"

	"github.com/chromedp/cdproto/network"
)

// TestSearchBench measures the search on the incidents that CASEBOOK_INCIDENTS names (the table of the US
// breach portal, hhs-ocr-breaches.csv.gz) and prints what queries cost: bytes, requests, the median time
// to ten results. CASEBOOK_TIMES repeats the incidents so often. Where CASEBOOK_PEER_SITE names a site of
// the same incidents with Pagefind's index, its queries are asked by turns with ours, in the same
// browser; where CASEBOOK_PAGEFIND names the program, the time in which it indexes that site is set
// beside ours. CASEBOOK_BUDGETS asserts what DESIGN promises; times are only printed without it.
func TestSearchBench(t *testing.T) {
	table := os.Getenv("CASEBOOK_INCIDENTS")
	if table == "" {
		t.Skip("CASEBOOK_INCIDENTS names no table of incidents")
	}
	times, _ := strconv.Atoi(os.Getenv("CASEBOOK_TIMES"))
	dir, out := t.TempDir(), t.TempDir()
	n := writeIncidents(t, table, dir, max(1, times))
	start := time.Now()
	var faults bytes.Buffer
	if status := run([]string{"build", "--content", dir, "--out", out}, io.Discard, &faults); status != statusFine {
		t.Fatalf("build ended with %d:\n%.2000s", status, faults.String())
	}
	t.Logf("%d incidents: built in %.1f s, index included", n, time.Since(start).Seconds())
	size, files := weigh(t, filepath.Join(out, "search"))
	ours := indexTime(t, dir)
	t.Logf("index: %.2f MB in %d files, made in %.2f s", float64(size)/1e6, files, ours.Seconds())
	budget(t, "bytes of the index", float64(size), 8e6)
	budget(t, "files of the index", float64(files), 300)
	sides := []*side{{name: "casebook", dir: out, counts: "search", ask: askOurs}}
	peer := os.Getenv("CASEBOOK_PEER_SITE")
	if program := os.Getenv("CASEBOOK_PAGEFIND"); program != "" {
		start := time.Now()
		if said, err := exec.Command(program, "--site", peer).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, said)
		}
		theirs := time.Since(start)
		t.Logf("index: Pagefind %.2f s, ours 1/%.1f of it", theirs.Seconds(), theirs.Seconds()/ours.Seconds())
		budget(t, "time of the index", ours.Seconds(), theirs.Seconds()/15)
	}
	if peer != "" {
		sides = append(sides, &side{name: "Pagefind", dir: peer, counts: "pagefind", ask: askPagefind})
	}
	measure(t, sides)
	compareSides(t, sides)
}

// budget fails where CASEBOOK_BUDGETS asks for it.
func budget(t *testing.T, what string, got, most float64) {
	t.Helper()
	if got >= most && os.Getenv("CASEBOOK_BUDGETS") != "" {
		t.Errorf("%s: %.2f, want under %.2f", what, got, most)
	}
}

// indexTime makes the index anew and returns how long that takes, without the cases it is made of, and
// prints how much memory the process has from the system then.
func indexTime(t *testing.T, dir string) time.Duration {
	t.Helper()
	_, draft, err := generator.Plan(context.Background(), generator.Options{Content: os.DirFS(dir), Name: dir, Templates: templates.FS})
	if err != nil || draft == nil {
		t.Fatalf("no plan: %v", err)
	}
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	draft.Has(search.Folder)
	took := time.Since(start)
	runtime.ReadMemStats(&after)
	t.Logf("index: from %d to %d MiB taken from the system", before.Sys>>20, after.Sys>>20)
	return took
}

func weigh(t *testing.T, folder string) (size int64, files int) {
	t.Helper()
	filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(name, ".bin") {
			info, _ := entry.Info()
			size, files = size+info.Size(), files+1
		}
		return err
	})
	return size, files
}

// queries are words, several of them, a name, slips of the finger.
var queries = []string{"phishing", "ransomware", "laptop stolen vehicle", "social security numbers mailing error", "Rady Children",
	"ransomwear", "unencrypted", "business associate server", "phising email", "misdirected", "stolen unencrypted laptop"}

// side is a search that is measured.
type side struct {
	name, dir string
	counts    string // the addresses whose bodies count have this in them
	ask       string // a function of the page that asks a query: hits, milliseconds to ten results, titles
	asked     [][]asked
}

// asked is what a query cost once.
type asked struct {
	hits, ms        float64
	bytes, requests int
	titles          string
}

// askOurs begins with the first script, as pressing the key of the search does.
const askOurs = `async (q) => {
	const start = performance.now();
	const link = document.querySelector('[data-js="search"]');
	const folder = new URL(link.dataset.index, location.href).href;
	const head = window.dialog ? undefined : fetch(folder + "index.bin", {cache: "no-cache"});
	const { open, search, hit } = window.dialog ??= await import(document.querySelector('[src*="search-open"]').src.replace("search-open", "search-dialog"));
	const index = await open(folder, head);
	const answer = await search(index, q);
	const hits = await Promise.all(answer.docs.slice(0, 10).map((n) => hit(index, n, answer, folder)));
	return [answer.docs.length, performance.now() - start, hits.slice(0, 3).map((h) => h.title.map((x) => x.textContent ?? x).join("")).join(" ; ")];
}`

const askPagefind = `async (q) => {
	const start = performance.now();
	window.pagefind ??= await import(new URL("pagefind/pagefind.js", location.href).href);
	const found = await window.pagefind.search(q);
	const top = await Promise.all(found.results.slice(0, 10).map((x) => x.data()));
	return [found.results.length, performance.now() - start, top.slice(0, 3).map((x) => x.meta.title).join(" ; ")];
}`

// rounds is how often each side is asked everything, by turns; an odd number has a median.
const rounds = 5

// measure asks the queries in tabs that have nothing in their cache.
func measure(t *testing.T, sides []*side) {
	t.Helper()
	b := startBrowser(t)
	for range rounds {
		for _, s := range sides {
			s.asked = append(s.asked, s.round(t, b))
		}
	}
}

// round asks every query once, in a tab of its own.
func (s *side) round(t *testing.T, b browser) []asked {
	t.Helper()
	var mu sync.Mutex
	var sent, requests int
	files := http.FileServer(http.Dir(s.dir))
	server := httptest.NewServer(http.StripPrefix("/kb", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		counted := &counter{ResponseWriter: w}
		files.ServeHTTP(counted, r)
		if strings.Contains(r.URL.Path, s.counts) && !strings.Contains(r.URL.Path, "search-open") {
			mu.Lock()
			defer mu.Unlock()
			sent, requests = sent+counted.n, requests+1
		}
	})))
	defer server.Close()
	tb := b.open(t, website{dir: s.dir, root: server.URL + "/kb/"}, "light", 1280)
	call(tb, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true})
	tb.visit("")
	var all []asked
	for _, q := range queries {
		mu.Lock()
		sent, requests = 0, 0
		mu.Unlock()
		value := eval[[]any](tb, fmt.Sprintf("(%s)(%q)", s.ask, q))
		mu.Lock()
		all = append(all, asked{hits: value[0].(float64), ms: value[1].(float64), titles: value[2].(string), bytes: sent, requests: requests})
		mu.Unlock()
	}
	return all
}

// median returns what a query took in the middle round.
func (s *side) median(query int) float64 {
	var list []float64
	for _, round := range s.asked {
		list = append(list, round[query].ms)
	}
	slices.Sort(list)
	return list[len(list)/2]
}

// compareSides prints all sides, and holds ours to the budgets.
func compareSides(t *testing.T, sides []*side) {
	t.Helper()
	for i, q := range queries {
		for _, s := range sides {
			a := s.asked[0][i]
			t.Logf("%-8s %s | %.0f hits | ten in %.0f ms | %d bytes in %d requests | %s", s.name, q, a.hits, s.median(i), a.bytes, a.requests, a.titles)
		}
	}
	first, later := sides[0].cost()
	t.Logf("first query %.0f ms and %.0f bytes, later ones at the median %.0f ms and %.0f bytes", first[0], first[1], later[0], later[1])
	budget(t, "bytes of the first query", first[1], 100e3)
	budget(t, "bytes of later queries", later[1], 50e3)
	if len(sides) > 1 {
		theirs, after := sides[1].cost()
		t.Logf("Pagefind %.0f ms and %.0f ms: ours 1/%.1f and 1/%.1f of it", theirs[0], after[0], theirs[0]/first[0], after[0]/later[0])
		budget(t, "time of the first query", first[0], theirs[0]/8)
		budget(t, "time of later queries", later[0], after[0]/5)
	}
}

// cost is milliseconds and bytes of the first query, and of the others at the median.
func (s *side) cost() (first, later [2]float64) {
	var ms, size []float64
	for i := range queries[1:] {
		ms = append(ms, s.median(i+1))
		size = append(size, float64(s.asked[0][i+1].bytes))
	}
	slices.Sort(ms)
	slices.Sort(size)
	return [2]float64{s.median(0), float64(s.asked[0][0].bytes)}, [2]float64{ms[len(ms)/2], size[len(size)/2]}
}

// counter counts the bytes of a body.
type counter struct {
	http.ResponseWriter
	n int
}

func (c *counter) Write(b []byte) (int, error) {
	n, err := c.ResponseWriter.Write(b)
	c.n += n
	return n, err
}

// writeIncidents makes a content folder of the incidents, each a case with a story in two sections, and
// returns how many there are.
func writeIncidents(t *testing.T, table, dir string, times int) int {
	t.Helper()
	f, err := os.Open(table)
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
	for name, text := range map[string]string{"site.yaml": benchConfig, "rules/rules.yaml": benchRules} {
		write(t, filepath.Join(dir, name), text)
	}
	seen := map[string]int{}
	for i := range times {
		for _, row := range rows[1:] {
			write(t, filepath.Join(dir, "cases", incidentID(row[0], seen)+".md"), incident(row, i))
		}
	}
	return times * (len(rows) - 1)
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

var notInID = regexp.MustCompile(`[^a-z0-9]+`)

func incidentID(name string, seen map[string]int) string {
	id := strings.Trim(notInID.ReplaceAllString(strings.ToLower(name), "-"), "-")
	id = "c-" + strings.Trim(id[:min(60, len(id))], "-")
	if seen[id]++; seen[id] > 1 {
		id = fmt.Sprintf("%s-%d", id, seen[id])
	}
	return id
}

var sentenceEnd = regexp.MustCompile(`\.\s+`)

func incident(row []string, turn int) string {
	text := strings.TrimSpace(row[8])
	if text == "" {
		text = "No narrative was published for this incident."
	}
	sentences := strings.SplitAfter(sentenceEnd.ReplaceAllString(text, ".\n"), "\n")
	var response strings.Builder
	for _, s := range sentences[min(2, len(sentences)):] {
		fmt.Fprintf(&response, "- %s\n", strings.TrimSpace(s))
	}
	kinds := kindsOf(row[5])
	day := row[4][6:] + "-" + row[4][:2] + "-" + row[4][3:5]
	people := "unknown"
	if _, err := strconv.Atoi(row[3]); err == nil {
		people = row[3]
	}
	return fmt.Sprintf(`---
title: %q
summary: %q
incident: {from: %s, to: %s}
known-until: 2026-01-01
added: 2026-01-01
country: US
sector: health
tags: ["us-%s", part-%d]
published: ["OCRMail@hhs.gov", "(800) 368-1019", "(800) 537-7697"]
parties:
  - {id: entity, name: %q, role: controller, aware: %s, did: {notified-authority: %s}}
facts:
  personal_data: yes
  incident: [%s]
  persons_affected: %s
sources:
  - {id: hhs, title: Breach portal, publisher: HHS Office for Civil Rights, language: en, url: "https://ocrportal.hhs.gov/"}
---

## What happened

%s

| | |
|---|---|
| Individuals affected | %s |
| Location | %s |
| Type | %s |

## Response

%s
`, row[0], row[2]+", "+row[5]+", "+row[6], day, day, strings.ToLower(row[1]), turn, row[0], day, day, strings.Join(kinds, ", "), people,
		strings.TrimSpace(strings.Join(sentences[:min(2, len(sentences))], "")), row[3], row[6], row[5], response.String())
}

// kindsOf reads the kinds of incident of the table.
func kindsOf(text string) []string {
	var kinds []string
	for word, id := range map[string]string{"Hacking": "hacking", "Theft": "theft", "Loss": "loss", "Unauthorized": "disclosure", "Disposal": "disposal"} {
		if strings.Contains(text, word) {
			kinds = append(kinds, id)
		}
	}
	if len(kinds) == 0 {
		kinds = append(kinds, "other")
	}
	slices.Sort(kinds)
	return kinds
}

const benchConfig = "title: Incidents\nlanguages: [en]\ntimezone: America/New_York\nlaw-as-of: 2026-01-01\nexports: no\n"

const benchRules = `instruments: {LAW: {title: A law, articles: {"1": Notifying}}}
roles: {controller: controller}
acts: {notified-authority: notified the authority}
sectors: {health: health}
facts:
  personal_data: {type: yes-no, title: Personal data, ask: "Are the data about people?", says: {yes: the data are about people, no: the data are not about people, unknown: it is not known whether the data are about people}}
  incident:
    type: set
    values: {hacking: hacking, theft: theft, loss: loss, disclosure: disclosure, disposal: disposal, other: other}
    title: Kind
    ask: "What happened?"
    says: {stated: "it was {value}", unknown: it is not known what it was}
  persons_affected: {type: count, title: People affected, ask: "How many?", says: {stated: "people affected: {value}", unknown: it is not known how many}}
conclusions:
  breach: {type: yes-no, title: Breach, ask: "Is it a breach?", says: {yes: it is a breach, no: it is no breach, unknown: it is not known}, source: LAW 1}
rules:
  - {id: any-incident, title: Any incident, concludes: {breach: yes}, when: {all: [personal_data: yes, incident: {any: [hacking, theft, loss, disclosure, disposal]}]}, because: Each of these counts., source: LAW 1}
obligations:
  - {id: notify, title: Notify the authority, bearer: controller, when: {all: [breach: yes]}, deadline: {within: 60d, after: aware}, done-by: notified-authority, source: LAW 1}
`

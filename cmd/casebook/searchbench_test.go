package main

import (
	"bytes"
	"compress/gzip"
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
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// TestSearchBench measures the search on the incidents that CASEBOOK_INCIDENTS names (the table of the US
// breach portal, hhs-ocr-breaches.csv.gz) and prints bytes, requests and times of the queries that
// CASEBOOK_PAGEFIND's script asks Pagefind. CASEBOOK_TIMES repeats the incidents so often.
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
	weigh(t, filepath.Join(out, "search"))
	measure(t, out)
	if script, peers, site := os.Getenv("CASEBOOK_PAGEFIND"), os.Getenv("CASEBOOK_PEERS"), os.Getenv("CASEBOOK_PEER_SITE"); script != "" {
		answer, err := exec.Command("node", script, site, peers).CombinedOutput()
		t.Logf("Pagefind (%v):\n%s", err, answer)
	}
}

func weigh(t *testing.T, folder string) {
	t.Helper()
	size, files := int64(0), 0
	filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(name, ".bin") {
			info, _ := entry.Info()
			size, files = size+info.Size(), files+1
		}
		return err
	})
	t.Logf("index: %.2f MB in %d files", float64(size)/1e6, files)
}

// queries are those of pagefind_queries.mjs.
var queries = []string{"phishing", "ransomware", "laptop stolen vehicle", "social security numbers mailing error", "Rady Children",
	"ransomwear", "unencrypted", "business associate server", "phising email", "misdirected", "stolen unencrypted laptop"}

// measure asks the queries in a browser that has nothing in its cache, from loading the first script to
// ten results with their excerpts.
func measure(t *testing.T, out string) {
	t.Helper()
	var sent, requests int
	files := http.FileServer(http.Dir(out))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		counted := &counter{ResponseWriter: w}
		files.ServeHTTP(counted, r)
		if strings.Contains(r.URL.Path, "search") && !strings.HasSuffix(r.URL.Path, "/") {
			sent, requests = sent+counted.n, requests+1
		}
	}))
	defer server.Close()
	tb := startBrowser(t).open(t, website{dir: out, root: server.URL + "/"}, "light", 1280)
	call(tb, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true})
	tb.visit("")
	sent, requests = 0, 0
	for _, q := range queries {
		before, asked := sent, requests
		value, err := chromedp.Run(tb.Context, chromedp.Evaluate[[]any](fmt.Sprintf(`(async () => {
			const start = performance.now();
			const base = document.querySelector('[src*="search-open"]').src.replace(/[^/]*$/, "");
			const link = document.querySelector('[data-js="search"]');
			const folder = new URL(link.dataset.index, location.href).href;
			const dialog = await import(base + "search-dialog.js");
			const [{ open }, { search }, { hit }] = await Promise.all(["load", "query", "view"].map((m) => import(base + "search-" + m + ".js")));
			const index = await open(folder);
			const answer = await search(index, %q);
			const searched = performance.now() - start;
			const hits = await Promise.all(answer.docs.slice(0, 10).map((n) => hit(index, n, answer, folder)));
			return [answer.docs.length, searched, performance.now() - start, hits.slice(0, 3).map((h) => h.title.map((x) => x.textContent ?? x).join("")).join(" ; ")];
		})()`, q), chromedp.EvalAwaitPromise))
		tb.check(err)
		t.Logf("%s | %v hits | %.0f ms, ten %.0f ms | %d bytes in %d requests | %v", q, value[0], value[1], value[2], sent-before, requests-asked, value[3])
	}
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

package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// TestSearchFaults asks nonsense, and lets go wrong what can.
func TestSearchFaults(t *testing.T) {
	b := startBrowser(t)
	small, large := serveOwnSite(t), serveLargeSite(t)
	tests := map[string]struct {
		site website
		run  func(*tab)
	}{
		"bad_input_in_parts": {large, searchBadInput}, "bad_address": {small, searchBadAddress},
		"markup": {large, searchMarkup}, "offline_before": {small, searchOfflineBefore}, "offline": {large, searchOffline}, "from_disk": {small, searchFromDisk},
	}
	if everything() {
		tests["bad_input"] = struct {
			site website
			run  func(*tab)
		}{small, searchBadInput}
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) { t.Parallel(); test.run(b.open(t, test.site, "light", 360)) })
	}
}

// hostile is a text that would do harm where it became markup.
const hostile = `<img src=x onerror="console.error('harm')">`

// serveLargeSite serves the project's content with so much more text that the index is in many files. It is
// built once for all tests. None may change its files.
func serveLargeSite(t *testing.T) website {
	t.Helper()
	site, err := shared.site("large", func() (string, error) { return largeContent(t), nil })
	if err != nil {
		t.Fatal(err)
	}
	return site
}

// largeContent writes the content of the large site into a folder.
func largeContent(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../../content")); err != nil {
		t.Fatal(err)
	}
	for i := range 30 {
		var body strings.Builder
		for n := range 200 {
			fmt.Fprintf(&body, "The harbour office lost crate%d%c of its ledger. ", (i*n)%97, 'a'+rune((i+n)%26))
		}
		write(t, filepath.Join(dir, "cases", fmt.Sprintf("harbour-%d.md", i)), fmt.Sprintf(`---
title: %q
summary: %q
incident: 2020-01-%02d
known-until: 2021-01-01
added: 2021-01-01
country: FR
parties:
  - {id: office, name: The office, role: controller, aware: 2020-02-01, did: {notified-authority: unknown}}
facts:
  personal_data: yes
  persons_affected: %d
sources:
  - {id: report, title: A report, publisher: Somebody, language: en}
---

## What happened to ledger %d

%s
`, fmt.Sprintf("Harbour %d %s", i, hostile), "A ledger "+hostile+" was lost.", i%28+1, 10*i, i, body.String()))
	}
	return dir
}

// searchBadInput asks nonsense in the dialog and on the page, and wants a sentence, no markup, no complaint.
func searchBadInput(tb *tab) {
	texts := []string{
		strings.Repeat("ransomware hospital ", 500), strings.Repeat("z", 10_000), strings.Repeat("é", 10_000), "😀🎉", "\U0001d400\U0001d401 \U00020000", hostile, "the of and", "le la les",
		`.*+?^${}()|[]\`, "(?:a+)+$", "\u0000\ufffd", "\u202ehospital", "\ud7ff\ue000", `"`, "-", `- "" :`, `"the of"`, "-ransomware", `-"the data"`, "a:b", "authority:", `authority:"`, "kind:zzz",
		"constructor __proto__ toString", "constructor:x", "33(1)(", "§§§", "1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17/18/19/20", "   ", "\t\n",
	}
	tb.results("search/")
	for _, text := range texts {
		tb.do(`document.querySelector("[data-js=search-field]").focus(); document.querySelector("[data-js=search-status]").textContent = ""`)
		tb.typed(text)
		tb.until(`document.querySelector("[data-js=search-status]").textContent && ` + answered)
		tb.plain(text)
	}
	tb.visit("cases/edpb-01/")
	tb.press("/")
	tb.until(`document.querySelector("dialog[open]")`)
	for _, text := range texts {
		tb.do(`document.querySelector("dialog [data-js=search-status]").textContent = ""`)
		tb.find(text)
		if eval[string](tb, `document.querySelector("dialog [data-js=search-status]").textContent`) == "" {
			tb.Errorf("the dialog says nothing to %.40q", text)
		}
		tb.plain(text)
	}
	tb.quiet()
}

// plain wants a text not to have become markup, nor to have moved the page.
func (tb *tab) plain(text string) {
	tb.Helper()
	if eval[int](tb, `document.querySelectorAll("img, script:not([src]):not([type*=json]), iframe").length`) > 0 {
		tb.Errorf("%.40q makes markup", text)
	}
	if wide := eval[[]string](tb, widerThanWindow); len(wide) > 0 {
		tb.Errorf("%.40q makes the page wider than the window: %s", text, strings.Join(wide, ", "))
	}
}

// searchBadAddress opens the page by addresses that nobody would have made.
func searchBadAddress(tb *tab) {
	for _, address := range []string{
		"?q=%3Cscript%3Ealert(1)%3C/script%3E", "?f.__proto__=x&f.constructor=y&f.nothing=z", "?f.risk=nope&f.risk=high&f.risk=high", "?f.risk=%3Cimg%20src=x%3E",
		"?r.__proto__=1-2&r.date=abc&r.nothing=1-2", "?r.date=99999999-&r.persons_affected=999999999999-", "?r.date=0-0", "?sort=nothing", "?sort=-__proto__",
		"?q=%E0%A4%A", "?q=" + strings.Repeat("a", 3000), "?exact", "?f.=&r.=-", "?f.kind=", "?q=data&sort=-date&sort=date",
	} {
		tb.results("search/" + address)
		if eval[string](tb, `document.querySelector(".search-status").textContent`) == "" {
			tb.Errorf("%s: it says nothing", address)
		}
		tb.plain(address)
		if n := eval[int](tb, `document.querySelectorAll("#chip-all").length`); n > 0 {
			tb.asks(`document.querySelector("#chip-all").click()`)
			if got := eval[string](tb, `location.search`); strings.Contains(got, "f.") || strings.Contains(got, "r.") {
				tb.Errorf("%s: with nothing chosen the address holds %q", address, got)
			}
		}
	}
	tb.quiet()
}

// searchMarkup finds a case whose title, summary and text hold markup, and wants to see it as text.
func searchMarkup(tb *tab) {
	tb.results("search/?q=harbour+ledger")
	if got := eval[string](tb, `document.querySelector(".search-result").innerText`); !strings.Contains(got, "<img src=x onerror=") {
		tb.Errorf("the title reads %q", got)
	}
	tb.plain("a title")
	tb.visit("")
	tb.press("/")
	tb.until(`document.querySelector("dialog[open]")`)
	tb.find("harbour")
	tb.plain("a title")
	if got := eval[string](tb, `document.querySelector("dialog [role=option]").innerText`); !strings.Contains(got, "<img src=x onerror=") {
		tb.Errorf("the title reads %q", got)
	}
	tb.quiet()
}

// cut takes the network away, and gives it back.
func (tb *tab) cut(offline bool) {
	tb.Helper()
	call(tb, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true})
	call(tb, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
		MatchedNetworkConditions: []*network.Conditions{{Offline: offline, DownloadThroughput: -1, UploadThroughput: -1}}})
}

// searchOfflineBefore cuts the network before the search was ever opened: not even its script can come.
func searchOfflineBefore(tb *tab) {
	tb.visit("cases/edpb-01/")
	tb.cut(true)
	for range 2 {
		tb.press("/")
		tb.until(`document.querySelector("dialog[open] .search-notes button") === document.activeElement`)
		if text := eval[string](tb, `document.querySelector("dialog[open] .search-status").innerText`); !strings.Contains(text, "online") {
			tb.Errorf("it says %q", text)
		}
		tb.click(`dialog[open] [data-js="search-close"]`)
		tb.until(`!document.querySelector("dialog")`)
	}
	tb.press("/")
	tb.until(`document.querySelector("dialog[open] .search-notes button")`)
	tb.cut(false)
	tb.click("dialog[open] .search-notes button")
	tb.until(`document.querySelector("dialog[open] input:enabled") === document.activeElement`)
	tb.find("slimpay")
	if got := eval[[]string](tb, hits); len(got) == 0 || !strings.Contains(got[0], "slimpay") {
		tb.Errorf("after the network came back, the results are %s", got)
	}
	if location := eval[string](tb, `location.href`); !strings.HasSuffix(location, "/cases/edpb-01/") {
		tb.Errorf("the page has been left for %s", location)
	}
	tb.complained() // requests that failed
}

// searchOffline cuts the network after the page and the head of the index are loaded.
func searchOffline(tb *tab) {
	tb.results("search/")
	tb.cut(true)
	tb.do(`document.querySelector("[data-js=search-field]").focus()`)
	tb.asks(`const f = document.activeElement; f.value = "slimpay"; f.dispatchEvent(new Event("input", {bubbles: true}))`)
	if text := eval[string](tb, `document.querySelector(".search-status").innerText`); !strings.Contains(text, "online") {
		tb.Errorf("it says %q", text)
	}
	if !eval[bool](tb, `document.querySelector(".search-ways").checkVisibility()`) {
		tb.Error("the lists of cases are not offered")
	}
	tb.cut(false)
	tb.asks(`document.querySelector("#search-again").click()`)
	if got := eval[[]string](tb, found); len(got) == 0 || !strings.Contains(got[0], "slimpay") {
		tb.Errorf("after the network came back, the results are %s", got)
	}
	for _, complaint := range tb.complained() {
		if strings.Contains(complaint, "console") || strings.Contains(complaint, "Uncaught") {
			tb.Error(complaint)
		}
	}
}

// searchFromDisk opens the page as a file, where browsers load no modules.
func searchFromDisk(tb *tab) {
	tb.check(chromedp.Do(tb.Context, chromedp.Navigate("file://"+filepath.ToSlash(filepath.Join(tb.site.dir, "search", "index.html")))))
	tb.until(`document.querySelector(".search-off").checkVisibility({visibilityProperty: true}) && document.querySelector(".search-off").offsetHeight > 0`)
	tb.until(`document.querySelector(".search-ways a").checkVisibility({visibilityProperty: true})`)
	if eval[bool](tb, `document.querySelector(".search-bar").checkVisibility({visibilityProperty: true})`) {
		tb.Error("a field is offered that does nothing")
	}
}

// TestSearchSpoiled spoils files of the index on the server, one way at a time, and wants a sentence each
// time, nothing thrown, and a search that works once the files are whole again.
func TestSearchSpoiled(t *testing.T) {
	b := startBrowser(t)
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(serveLargeSite(t).dir)); err != nil {
		t.Fatal(err)
	}
	site := website{dir: dir, root: serveFiles(t, dir)} // of its own, to be spoiled
	halve := func(body []byte) []byte { return body[:len(body)/2] }
	for i, test := range []struct {
		name, files string // of the index
		spoil       func([]byte) []byte
		want        string
	}{
		{"no head", "index.bin", nil, "could not be loaded"},
		{"half a head", "index.bin", halve, "cannot be read"},
		{"no bytes", "index.bin", func([]byte) []byte { return []byte{} }, "cannot be read"},
		{"a page of another kind", "index.bin", func([]byte) []byte { return []byte("<!doctype html><title>Not found</title>") }, "cannot be read"},
		{"another format", "index.bin", func(body []byte) []byte { return append([]byte("CBX9"), body[4:]...) }, "cannot be read"},
		{"no vocabulary", "*/w*.bin", nil, "has changed"},
		{"no postings", "*/p*.bin", nil, "has changed"},
		{"half of the postings", "*/p*.bin", halve, "cannot be read"},
		{"half of the texts", "*/d*.bin", halve, "cannot be read"},
		{"parts of another build", "*/p*.bin", func(body []byte) []byte { return append([]byte("0000000000"), body[10:]...) }, "has changed"},
		{"a part without bytes", "*/d*.bin", func([]byte) []byte { return []byte{} }, ""},
	} {
		if i%3 != 0 && !everything() {
			continue
		}
		t.Run(strings.ReplaceAll(test.name, " ", "_"), func(t *testing.T) {
			names, err := filepath.Glob(filepath.Join(site.dir, "search", "en", filepath.FromSlash(test.files)))
			if err != nil || len(names) == 0 {
				t.Fatalf("no %s (%v)", test.files, err)
			}
			mend := spoil(t, names, test.spoil)
			defer mend()
			tb := b.open(t, site, "light", 1280)
			call(tb, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true})
			tb.results("search/?q=slimpay+year+was") // the last words of the vocabulary never lie in the head’s file
			says := eval[string](tb, `document.querySelector(".search-status").innerText`)
			if !strings.Contains(says, test.want) || says == "" || eval[int](tb, `document.querySelectorAll("#search-again").length`) != 1 {
				t.Errorf("it says %q, want %q and a way to try again", says, test.want)
			}
			for _, complaint := range tb.complained() {
				if !strings.Contains(complaint, "404") {
					t.Error(complaint)
				}
			}
			mend()
			tb.do(`document.querySelector("#search-again").click()`)
			tb.until(`document.querySelector(".search-result a")?.href.includes("slimpay")`)
			tb.quiet()
		})
	}
}

// spoil replaces files, or removes them where by is nil, and returns what puts them back.
func spoil(t *testing.T, names []string, by func([]byte) []byte) (mend func()) {
	t.Helper()
	whole := map[string][]byte{}
	for _, name := range names {
		body, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		whole[name] = body
		if by == nil {
			err = os.Remove(name)
		} else {
			err = os.WriteFile(name, by(append([]byte{}, body...)), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return func() {
		for name, body := range whole {
			write(t, name, string(body))
		}
	}
}

// TestSearchServed searches the site that serve shows.
func TestSearchServed(t *testing.T) {
	b := startBrowser(t)
	ctx, cancel := context.WithCancel(context.Background())
	said, says := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		c := &command{stdout: says, stderr: io.Discard}
		root := c.root()
		root.SetArgs([]string{"serve", "--addr", "127.0.0.1:0", "--content", "../../content"})
		ended <- root.ExecuteContext(ctx)
		says.Close()
	}()
	defer func() {
		cancel()
		<-ended
	}()
	tb := b.open(t, website{root: announced(t, said)}, "light", 1280)
	go io.Copy(io.Discard, said)
	tb.visit("cases/edpb-01/")
	tb.press("/")
	tb.until(`document.querySelector("dialog[open]")`)
	tb.find("ransomwear hospital")
	if got := eval[[]string](tb, hits); len(got) == 0 || !strings.Contains(got[0], "edpb-03") {
		t.Errorf("the results are %s", got)
	}
	tb.results("fr/search/?q=hopital&f.kind=case")
	if got := eval[[]string](tb, found); len(got) == 0 {
		t.Error("nothing is found")
	}
	tb.quiet()
}

var anAddress = regexp.MustCompile(`http://[0-9.:]+/`)

// announced reads until the command says where the site is.
func announced(t *testing.T, said io.Reader) string {
	t.Helper()
	var text []byte
	for piece := make([]byte, 512); ; {
		n, err := said.Read(piece)
		if text = append(text, piece[:n]...); anAddress.Match(text) {
			return string(anAddress.Find(text))
		}
		if err != nil {
			t.Fatalf("serve ended: %s (%v)", text, err)
		}
	}
}

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestSearch uses the search as readers do.
func TestSearch(t *testing.T) {
	b := startBrowser(t)
	site := serveOwnSite(t)
	for name, test := range map[string]func(*tab){
		"dialog": searchDialog, "page": searchPage, "without_scripts": searchWithoutScripts,
		"offline": searchOffline, "bad_input": searchBadInput, "nothing_before": searchLoadsNothing,
	} {
		t.Run(name, func(t *testing.T) { t.Parallel(); test(b.open(t, site, "light", 360)) })
	}
}

// until waits for a condition of the page.
func (tb *tab) until(condition string) {
	tb.Helper()
	for end := time.Now().Add(15 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if eval[bool](tb, "Boolean("+condition+")") {
			return
		}
	}
	tb.Fatalf("it never came to %s\n%s", condition, eval[string](tb, `document.querySelector("dialog")?.innerText ?? document.body.innerText.slice(0, 500)`))
}

// typed puts a text into the field that has the focus, at once, as pasting does.
func (tb *tab) typed(text string) {
	tb.Helper()
	eval[bool](tb, fmt.Sprintf(`(() => { const f = document.activeElement; f.value = %q; f.dispatchEvent(new Event("input", {bubbles: true})); return true; })()`, text))
}

func (tb *tab) quiet() {
	tb.Helper()
	for _, complaint := range tb.complained() {
		tb.Error(complaint)
	}
}

const hits = `[...document.querySelectorAll("dialog .search-option.page")].map(o => o.getAttribute("href"))`

// searchDialog opens the dialog from the keyboard, moves in it, and follows a result.
func searchDialog(tb *tab) {
	tb.visit("cases/edpb-01/")
	tb.press("/")
	tb.until(`document.querySelector("dialog[open]")`)
	tb.typed("ransomwear hospital")
	tb.until(`document.querySelector("dialog .search-option")`)
	if got := eval[[]string](tb, hits); !strings.Contains(got[0], "edpb-03") {
		tb.Errorf("the first result is %s", got[0])
	}
	if !strings.Contains(eval[string](tb, `document.querySelector("dialog .search-notes").innerText`), "ransomware") {
		tb.Error("it does not say what was corrected")
	}
	if eval[int](tb, `document.querySelectorAll("dialog mark").length`) == 0 {
		tb.Error("no word is marked")
	}
	tb.press(kb.ArrowDown)
	if !eval[bool](tb, `(() => { const f = document.activeElement, o = document.getElementById(f.getAttribute("aria-activedescendant"));
		return f.getAttribute("role") === "combobox" && f.getAttribute("aria-expanded") === "true" && o?.getAttribute("aria-selected") === "true"; })()`) {
		tb.Error("the field does not name the option that an arrow moved to")
	}
	tb.press(kb.Escape)
	tb.until(`!document.querySelector("dialog[open]")`)
	eval[bool](tb, `document.dispatchEvent(new KeyboardEvent("keydown", {key: "k", ctrlKey: true, bubbles: true}))`)
	tb.until(`document.querySelector("dialog[open]")`)
	tb.typed("slimpay")
	tb.until(`document.querySelector("dialog .search-option")?.href.includes("slimpay")`)
	tb.press(kb.ArrowDown)
	tb.press(kb.Enter)
	tb.until(`location.pathname.includes("/slimpay-2020/")`)
	tb.quiet()
}

// searchPage filters, shares an address and goes back.
func searchPage(tb *tab) {
	tb.visit("fr/search/?q=ran%C3%A7ongiciel&f.incident=ransomware")
	tb.until(`document.querySelector(".search-result")`)
	if got := eval[string](tb, `document.querySelector(".search-result a").getAttribute("href")`); !strings.Contains(got, "/fr/cases/edpb-") {
		tb.Errorf("the first result is %s", got)
	}
	before := eval[string](tb, `document.querySelector(".search-status").innerText`)
	tb.until(`document.querySelector("summary#filter-gdpr-34")`) // before it, the lists for readers without scripts
	eval[bool](tb, `(() => {
		document.querySelector(".search-panel").open = true;
		const facet = document.querySelector("summary#filter-gdpr-34");
		if (!facet.parentElement.open) facet.click();
		return true;
	})()`)
	tb.until(`document.querySelector("#value-gdpr-34-required")`)
	eval[bool](tb, `(() => { document.querySelector("#value-gdpr-34-required").click(); return true; })()`)
	tb.until(`location.search.includes("f.gdpr-34=required")`)
	tb.until(fmt.Sprintf(`document.querySelector(".search-status").innerText !== %q`, before))
	eval[bool](tb, `(() => { history.back(); return true; })()`)
	tb.until(fmt.Sprintf(`!location.search.includes("gdpr-34") && document.querySelector(".search-status").innerText === %q`, before))
	tb.visit("search/?r.persons_affected=1000000-&sort=-persons_affected")
	tb.until(`document.querySelector(".search-result")`)
	if got := eval[string](tb, `document.querySelector(".search-result a").href`); !strings.Contains(got, "/cases/") {
		tb.Errorf("the largest case is %s", got)
	}
	if wide := eval[[]string](tb, widerThanWindow); len(wide) > 0 {
		tb.Errorf("the page is wider than the window: %s", strings.Join(wide, ", "))
	}
	tb.quiet()
}

func searchWithoutScripts(tb *tab) {
	call(tb, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	tb.visit("cases/edpb-01/")
	tb.click(".top-search")
	tb.until(`location.pathname.endsWith("/search/")`)
	tb.until(`document.querySelector(".search-off")?.checkVisibility() && !document.querySelector(".search-bar").checkVisibility()
		&& document.querySelectorAll('a[href*="cases/"]').length > 20`)
}

// searchOffline cuts the network after a page is loaded and wants a sentence and a way to try again.
func searchOffline(tb *tab) {
	tb.visit("")
	eval[bool](tb, `import("./" + document.querySelector('[src*="search-open"]').getAttribute("src").replace("search-open", "search-dialog")).then(() => true)`)
	cut := func(offline bool) {
		call(tb, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
			MatchedNetworkConditions: []*network.Conditions{{Offline: offline, DownloadThroughput: -1, UploadThroughput: -1}}})
	}
	cut(true)
	tb.press("/")
	tb.until(`document.querySelector("dialog[open] .search-notes button")`)
	if text := eval[string](tb, `document.querySelector("dialog .search-status").innerText`); !strings.Contains(text, "online") {
		tb.Errorf("it says %q", text)
	}
	cut(false)
	tb.typed("slimpay")
	eval[bool](tb, `(() => { document.querySelector("dialog .search-notes button").click(); return true; })()`)
	tb.until(`document.querySelector("dialog .search-option")`)
}

// searchBadInput asks nonsense and wants a sentence, no markup, no complaint.
func searchBadInput(tb *tab) {
	tb.visit("search/")
	tb.until(`document.querySelector("[data-js=search-order]").options.length > 1`)
	for _, text := range []string{
		strings.Repeat("ransomware hospital ", 500), "😀🎉", `<img src=x onerror="alert(1)">`, "the of and", `.*+?^${}()|[]\`, "\u0000\ufffd", `"`, "-", `- "" :`, "a:b", "constructor __proto__",
	} {
		eval[bool](tb, `(() => { document.querySelector("[data-js=search-field]").focus(); document.querySelector("[data-js=search-status]").textContent = ""; return true; })()`)
		tb.typed(text)
		tb.until(`document.querySelector("[data-js=search-status]").textContent`)
		if eval[int](tb, `document.querySelectorAll("[data-js=search-page] img").length`) > 0 {
			tb.Errorf("%.40q makes markup", text)
		}
	}
	tb.quiet()
}

// searchLoadsNothing wants a page to load no more of the search than what waits for a key.
func searchLoadsNothing(tb *tab) {
	tb.visit("cases/edpb-01/")
	loaded := eval[[]string](tb, `performance.getEntriesByType("resource").map(r => r.name).filter(n => n.includes("search") && !n.includes("search-open"))`)
	if len(loaded) > 0 {
		tb.Errorf("before the reader turns to it, the search has loaded %v", loaded)
	}
}

// TestSearchLooks takes pictures of the search for whoever wants to look at it: CASEBOOK_PICTURES names
// the folder.
func TestSearchLooks(t *testing.T) {
	folder := os.Getenv("CASEBOOK_PICTURES")
	if folder == "" {
		t.Skip("CASEBOOK_PICTURES names no folder")
	}
	b := startBrowser(t)
	site := serveOwnSite(t)
	for _, look := range []struct {
		theme  string
		width  int64
		prefix string
		query  string
	}{{"light", 390, "", "ransomwear hospital"}, {"dark", 1280, "", "late notice"}, {"light", 1280, "fr/", "rancongiciel"}, {"dark", 390, "fr/", "l'hôpital"}} {
		tb := b.open(t, site, look.theme, look.width)
		name := fmt.Sprintf("%s%s-%d", strings.ReplaceAll(look.prefix, "/", "-"), look.theme, look.width)
		tb.visit(look.prefix + "cases/edpb-01/")
		tb.press("/")
		tb.until(`document.querySelector("dialog[open]")`)
		tb.typed(look.query)
		tb.until(`document.querySelector("dialog .search-option")`)
		tb.press(kb.ArrowDown)
		tb.picture(filepath.Join(folder, name+"-dialog.png"))
		tb.visit(look.prefix + "search/?f.incident=ransomware&q=" + strings.ReplaceAll(look.query, " ", "+"))
		tb.until(`document.querySelector(".search-result") || document.querySelector(".search-notes p")`)
		tb.picture(filepath.Join(folder, name+"-page.png"))
	}
}

func (tb *tab) picture(name string) {
	tb.Helper()
	time.Sleep(300 * time.Millisecond)
	result, err := chromedp.Call(tb.Context, page.CaptureScreenshot, page.CaptureScreenshotParams{})
	tb.check(err)
	tb.check(os.WriteFile(name, result.Data, 0o644))
}

package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestSearch uses the search as readers do, on a phone.
func TestSearch(t *testing.T) {
	b := startBrowser(t)
	site := serveOwnSite(t)
	for name, test := range map[string]func(*tab){
		"dialog": searchDialog, "anywhere": searchAnywhere, "arrows": searchArrows, "at_once": searchAtOnce, "corrected": searchCorrected,
		"page": searchPage, "values": searchValues, "ranges": searchRanges, "order": searchOrder, "titles": searchTitles, "chips": searchChips, "late": searchLate,
		"lists": searchLists, "without_scripts": searchWithoutScripts, "nothing_before": searchLoadsNothing,
	} {
		t.Run(name, func(t *testing.T) { t.Parallel(); test(b.open(t, site, "light", 360)) })
	}
}

// until waits for a condition of the page.
func (tb *tab) until(condition string) {
	tb.Helper()
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if eval[bool](tb, "Boolean("+condition+")") {
			return
		}
	}
	tb.Fatalf("it never came to %s\n%s", condition, eval[string](tb, `document.querySelector("dialog")?.innerText ?? document.body.innerText.slice(0, 500)`))
}

// do runs statements in the page.
func (tb *tab) do(script string) {
	tb.Helper()
	eval[bool](tb, `(() => { `+script+`; return true; })()`)
}

// typed puts a text into the field that has the focus, at once, as pasting does.
func (tb *tab) typed(text string) {
	tb.Helper()
	tb.do(fmt.Sprintf(`const f = document.activeElement; f.value = %q; f.dispatchEvent(new Event("input", {bubbles: true}))`, text))
}

// shortcut presses a key together with another.
func (tb *tab) shortcut(key string, with chromedp.Modifier) {
	tb.Helper()
	tb.check(chromedp.Do(tb.Context, chromedp.KeyEvent(key, chromedp.KeyModifiers(with))))
}

func (tb *tab) quiet() {
	tb.Helper()
	for _, complaint := range tb.complained() {
		tb.Error(complaint)
	}
}

// find asks a query in the dialog and waits for its answer.
func (tb *tab) find(query string) {
	tb.Helper()
	tb.typed(query)
	tb.until(`document.querySelector("dialog [role=listbox]").ariaBusy === "false"`)
}

// results opens the page of the search and waits for its answer.
func (tb *tab) results(address string) {
	tb.Helper()
	tb.visit(address)
	tb.until(answered)
}

const (
	hits     = `[...document.querySelectorAll("dialog .search-option.page")].map(o => o.getAttribute("href"))`
	found    = `[...document.querySelectorAll(".search-result h2 a")].map(o => o.getAttribute("href"))`
	answered = `document.querySelector("[data-js=search-results]")?.ariaBusy === "false"`
	numbered = `Number(document.querySelector(".search-status").textContent.replace(/[^0-9]/g, "") || 0)`
)

// asks does something on the page of the search and waits until the answer has replaced the one before.
func (tb *tab) asks(script string) {
	tb.Helper()
	tb.do(`document.querySelector("[data-js=search-status]").textContent = "waiting"`)
	tb.do(script)
	tb.until(`document.querySelector("[data-js=search-status]").textContent !== "waiting" && ` + answered)
}

// unfold opens the filters and one of them.
func (tb *tab) unfold(filter string) {
	tb.Helper()
	tb.do(`document.querySelector("[data-js=search-panel]").open = true`)
	if !eval[bool](tb, fmt.Sprintf(`document.getElementById("filter-%s").parentElement.open`, filter)) {
		tb.asks(fmt.Sprintf(`document.getElementById("filter-%s").click()`, filter))
	}
}

// value is the number that a filter shows beside a value, -1 where it does not show the value.
func (tb *tab) value(filter, value string) int {
	tb.Helper()
	return eval[int](tb, fmt.Sprintf(`Number(document.getElementById("value-%s-%s")?.closest("label").querySelector("small").textContent ?? -1)`, filter, value))
}

// searchDialog opens the dialog from the keyboard, moves in it, and follows a result.
func searchDialog(tb *tab) {
	tb.visit("cases/edpb-01/")
	tb.press("/")
	tb.until(`document.querySelector("dialog[open]")`)
	tb.find("ransomwear hospital")
	if got := eval[[]string](tb, hits); len(got) == 0 || !strings.Contains(got[0], "edpb-03") {
		tb.Errorf("the results are %s", got)
	}
	if eval[int](tb, `document.querySelectorAll("dialog mark").length`) == 0 {
		tb.Error("no word is marked")
	}
	tb.press(kb.Escape)
	tb.until(`!document.querySelector("dialog[open]")`)
	tb.press("/")
	tb.until(`document.querySelector("dialog[open]")`)
	tb.find("slimpay")
	tb.press(kb.ArrowDown)
	tb.press(kb.Enter)
	tb.until(`location.pathname.includes("/slimpay-2020/")`)
	tb.quiet()
}

// searchAnywhere opens the dialog on every kind of page by each of its keys, and gives the focus back.
func searchAnywhere(tb *tab) {
	keys := map[string]func(){
		"/":      func() { tb.press("/") },
		"Ctrl-K": func() { tb.shortcut("k", chromedp.ModifierCtrl) },
		"⌘K":     func() { tb.shortcut("k", chromedp.ModifierMeta) },
		"a tap":  func() { tb.click(".top-search") },
	}
	for _, page := range []string{"", "cases/", "cases/doctolib-2023/", "fr/now/", "matrix/", "fr/glossary/", "rules/"} {
		tb.visit(page)
		for name, press := range keys {
			tb.do(`document.querySelector(".top-name").focus()`)
			press()
			tb.until(`document.querySelector("dialog[open] input") === document.activeElement`)
			tb.typed("")
			tb.press("/") // in the field it is a letter
			if got := eval[string](tb, `document.activeElement.value`); got != "/" {
				tb.Errorf("%s: after %s and / the field holds %q", page, name, got)
			}
			tb.typed("")
			tb.press(kb.Escape)
			tb.until(`!document.querySelector("dialog[open]")`)
			if eval[bool](tb, `document.activeElement === document.body`) {
				tb.Errorf("%s: after %s and Escape nothing has the focus", page, name)
			}
		}
	}
	tb.results("search/")
	tb.shortcut("k", chromedp.ModifierCtrl)
	tb.until(`document.activeElement.matches("[data-js=search-field]") && !document.querySelector("dialog")`)
	tb.quiet()
}

// searchArrows checks what a screen reader is told while the arrows move through the list.
func searchArrows(tb *tab) {
	const active = `(() => { const f = document.activeElement, o = document.getElementById(f.getAttribute("aria-activedescendant") ?? "");
		const all = [...document.querySelectorAll("dialog [role=option]")], chosen = all.filter(x => x.getAttribute("aria-selected") === "true");
		return o && chosen.length === 1 && chosen[0] === o ? all.indexOf(o) : chosen.length === 0 && !o ? -1 : -2; })()`
	tb.visit("cases/edpb-01/")
	tb.press("/")
	tb.until(`document.querySelector("dialog[open]")`)
	if !eval[bool](tb, `(() => { const f = document.activeElement, list = document.getElementById(f.getAttribute("aria-controls"));
		return f.getAttribute("role") === "combobox" && f.getAttribute("aria-autocomplete") === "list" && f.getAttribute("aria-expanded") === "false"
			&& list.getAttribute("role") === "listbox" && f.getAttribute("aria-label") && list.getAttribute("aria-label"); })() ? true : false`) {
		tb.Error("the field is no combobox with a list that is closed")
	}
	tb.find("ransomware")
	n := eval[int](tb, `document.querySelectorAll("dialog [role=option]").length`)
	if said := eval[string](tb, `document.querySelector("dialog [role=status]").textContent`); n < 3 || !strings.ContainsAny(said, "123456789") {
		tb.Errorf("%d options, and the live region says %q", n, said)
	}
	if eval[string](tb, `document.activeElement.getAttribute("aria-expanded")`) != "true" {
		tb.Error("the list is not said to be open")
	}
	for _, step := range []struct {
		key  string
		want int
	}{{kb.ArrowDown, 0}, {kb.ArrowDown, 1}, {kb.ArrowUp, 0}, {kb.ArrowUp, -1}, {kb.ArrowUp, n - 1}, {kb.ArrowDown, -1}, {kb.ArrowDown, 0}} {
		tb.press(step.key)
		if got := eval[int](tb, active); got != step.want {
			tb.Errorf("an arrow leads to option %d, want %d", got, step.want)
		}
	}
	tb.find("ransomware hospital")
	if got := eval[int](tb, active); got != -1 {
		tb.Errorf("after another letter option %d is chosen still", got)
	}
	tb.find("zzqqxx")
	if eval[string](tb, `document.activeElement.getAttribute("aria-expanded")`) != "false" {
		tb.Error("an empty list is said to be open")
	}
	tb.quiet()
}

// searchAtOnce presses Enter before an answer can have come: what was typed counts, not what stood there.
func searchAtOnce(tb *tab) {
	tb.visit("cases/edpb-01/")
	tb.press("/")
	tb.until(`document.querySelector("dialog[open]")`)
	tb.find("ransomware")
	tb.typed("slimpay")
	tb.press(kb.Enter)
	tb.until(`location.pathname.endsWith("/search/") && new URLSearchParams(location.search).get("q") === "slimpay"`)
	tb.until(`document.querySelector(".search-result a")?.href.includes("slimpay")`)
	tb.quiet()
}

// searchCorrected wants a correction to be shown whole, and to be taken back by one press.
func searchCorrected(tb *tab) {
	tb.visit("cases/edpb-01/")
	tb.press("/")
	tb.until(`document.querySelector("dialog[open]")`)
	tb.find("Ransomwear, hospital")
	const notes = `document.querySelector("[data-js=search-notes]:not(template *)").innerText`
	if got := eval[string](tb, notes); !strings.Contains(got, "“ransomware, hospital”") || !strings.Contains(got, "instead for “Ransomwear, hospital”") {
		tb.Errorf("it says %q", got)
	}
	tb.click("dialog .search-corrected button")
	tb.until(`!document.querySelector("dialog .search-corrected")`)
	if got := eval[string](tb, notes); !strings.Contains(got, "ransomwear") {
		tb.Errorf("as typed, it says %q", got)
	}
	tb.results("fr/search/?q=rancongicel")
	if got := eval[string](tb, notes); !strings.Contains(got, "rancongiciel") {
		tb.Errorf("in French it says %q", got)
	}
	tb.asks(`document.querySelector(".search-corrected button").click()`)
	tb.until(`location.search.includes("exact=1") && document.querySelectorAll(".search-result").length === 0`)
	tb.do(`history.back()`)
	tb.until(`!location.search.includes("exact") && document.querySelectorAll(".search-result").length > 0`)
	tb.quiet()
}

// searchPage asks while the reader types, and keeps the address.
func searchPage(tb *tab) {
	tb.results("fr/search/?q=ran%C3%A7ongiciel&f.incident=ransomware")
	if got := eval[[]string](tb, found); len(got) == 0 || !strings.Contains(got[0], "/fr/cases/edpb-") {
		tb.Errorf("the results are %s", got)
	}
	before := eval[string](tb, `document.querySelector(".search-status").innerText`)
	tb.unfold("gdpr-34")
	tb.do(`document.querySelector("#value-gdpr-34-required").click()`)
	tb.until(`location.search.includes("f.gdpr-34=required")`)
	tb.until(fmt.Sprintf(`document.querySelector(".search-status").innerText !== %q`, before))
	tb.do(`history.back()`)
	tb.until(fmt.Sprintf(`!location.search.includes("gdpr-34") && document.querySelector(".search-status").innerText === %q`, before))
	tb.do(`document.querySelector("[data-js=search-field]").focus()`)
	for _, begun := range []string{"hop", "hopit", "hopital"} {
		tb.asks(fmt.Sprintf(`const f = document.activeElement; f.value = %q; f.dispatchEvent(new Event("input", {bubbles: true}))`, begun))
		if eval[int](tb, `document.querySelectorAll(".search-result mark").length`) == 0 {
			tb.Errorf("%q marks nothing", begun)
		}
	}
	if got := eval[string](tb, `new URLSearchParams(location.search).get("q") + " " + document.activeElement.value`); got != "hopital hopital" {
		tb.Errorf("the address and the field hold %q", got)
	}
	if wide := eval[[]string](tb, widerThanWindow); len(wide) > 0 {
		tb.Errorf("the page is wider than the window: %s", strings.Join(wide, ", "))
	}
	tb.quiet()
}

// searchValues chooses several values of one filter and then another filter: values are alternatives,
// filters are conditions, and the numbers beside them say what comes.
func searchValues(tb *tab) {
	tb.results("search/?q=data")
	tb.unfold("kind")
	total := eval[int](tb, numbered)
	if sum := eval[int](tb, `[...document.querySelectorAll("[id^=value-kind-]")].reduce((n, b) => n + Number(b.closest("label").querySelector("small").textContent), 0)`); sum != total || total < 10 {
		tb.Errorf("the kinds of page add up to %d of %d results", sum, total)
	}
	cases, facts := tb.value("kind", "case"), tb.value("kind", "fact")
	tb.asks(`document.querySelector("#value-kind-case").click()`)
	if got := eval[int](tb, numbered); got != cases || tb.value("kind", "fact") != facts {
		tb.Errorf("%d cases where %d were promised, and facts now promise %d instead of %d", got, cases, tb.value("kind", "fact"), facts)
	}
	tb.unfold("risk")
	high, low := tb.value("risk", "high"), tb.value("risk", "unlikely")
	tb.asks(`document.querySelector("#value-risk-high").click()`)
	if got := eval[int](tb, numbered); got != high {
		tb.Errorf("%d cases of high risk, %d promised", got, high)
	}
	tb.asks(`document.querySelector("#value-risk-unlikely").click()`)
	if got := eval[int](tb, numbered); got != high+low {
		tb.Errorf("%d cases of high or no risk, %d and %d promised", got, high, low)
	}
	if got := eval[string](tb, `document.activeElement.id`); got != "" && got != "value-risk-unlikely" {
		tb.Errorf("the focus has gone to %q", got)
	}
	address := eval[string](tb, `location.search`)
	status := eval[string](tb, `document.querySelector(".search-status").innerText`)
	tb.results("search/" + address)
	if got := eval[string](tb, `document.querySelector(".search-status").innerText`); got != status || !eval[bool](tb,
		`["kind-case", "risk-high", "risk-unlikely"].every(id => document.getElementById("value-" + id).checked) && document.querySelector("[data-js=search-field]").value === "data"`) {
		tb.Errorf("%s, opened anew, says %q and not %q, or other values are chosen", address, got, status)
	}
	for range 2 {
		tb.asks(`document.querySelector(".search-chip").click()`)
	}
	tb.do(`history.go(-2)`)
	tb.until(fmt.Sprintf(`location.search === %q && document.querySelector(".search-status").innerText === %q && document.querySelector("#value-risk-high").checked`, address, status))
	tb.quiet()
}

// searchRanges narrows by days and by numbers.
func searchRanges(tb *tab) {
	tb.results("search/?f.kind=case")
	all := eval[int](tb, numbered)
	tb.unfold("date")
	set := func(id, value string) {
		tb.asks(fmt.Sprintf(`const f = document.getElementById(%q); f.focus(); f.value = %q; f.dispatchEvent(new Event("change", {bubbles: true}))`, id, value))
		if got := eval[string](tb, `document.activeElement.id`); got != id {
			tb.Errorf("what is typed on goes into %q", got)
		}
	}
	set("range-date-0", "2019-01-01")
	since := eval[int](tb, numbered)
	set("range-date-1", "2020-12-31")
	between := eval[int](tb, numbered)
	if all <= since || since <= between || between == 0 {
		tb.Errorf("%d cases, %d since 2019, %d until 2020", all, since, between)
	}
	if got := eval[string](tb, `new URLSearchParams(location.search).get("r.date")`); got != "20190101-20201231" {
		tb.Errorf("the address holds %q", got)
	}
	tb.results("search/?r.persons_affected=1000000-")
	if got := eval[string](tb, `document.getElementById("range-persons_affected-0").value`); got != "1000000" {
		tb.Errorf("the field holds %q", got)
	}
	if got := strings.Join(eval[[]string](tb, found), " "); !strings.Contains(got, "slimpay") || strings.Contains(got, "edpb-01") {
		tb.Errorf("a million people were touched by %s", got)
	}
	tb.results("search/?r.persons_affected=7-3")
	if got := eval[int](tb, numbered); got != 0 {
		tb.Errorf("%d cases between seven and three", got)
	}
	tb.quiet()
}

// searchTitles orders by title, as a dictionary does: accents and signs do not count.
func searchTitles(tb *tab) {
	for _, page := range []string{"search/", "fr/search/"} {
		tb.results(page + "?f.kind=case")
		first := eval[[]string](tb, found)
		tb.asks(`const s = document.querySelector("[data-js=search-order]"); s.value = "title"; s.dispatchEvent(new Event("change"))`)
		if !strings.Contains(eval[string](tb, `location.search`), "sort=title") || slices.Equal(eval[[]string](tb, found), first) {
			tb.Errorf("%s: the order is as it was: %s", page, eval[string](tb, `location.search`))
		}
		wrong := eval[[]string](tb, `(() => {
			const titles = [...document.querySelectorAll(".search-result h2 a")].map(a => a.innerText);
			const { compare } = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base", ignorePunctuation: false });
			return titles.filter((t, n) => n > 0 && compare(titles[n - 1], t) > 0).concat(titles.length < 10 ? ["only " + titles.length] : []);
		})()`)
		if len(wrong) > 0 {
			tb.Errorf("%s: out of order: %q", page, wrong)
		}
		total := eval[int](tb, numbered)
		tb.results(page + "?f.kind=case&sort=title&q=data")
		if got := eval[int](tb, numbered); got == 0 || got > total {
			tb.Errorf("%s: %d of %d cases hold a word of the title's order", page, got, total)
		}
	}
	tb.quiet()
}

// searchOrder orders by day and by number; what has none comes last.
func searchOrder(tb *tab) {
	const folder = `new URL(document.querySelector("[data-js=search-page]").dataset.index, location.href).href`
	values := func(of string) []float64 { // of the results in their order
		return eval[[]float64](tb, fmt.Sprintf(`(async () => {
			const base = document.querySelector('[src*="search-page"]').src.replace("search-page", "search-dialog");
			const index = await (await import(base)).open(%s);
			const range = await index.range(index.head.ranges.findIndex(r => r.id === %q));
			const at = new Map();
			for (let d = 0; d < index.head.docs; d++) at.set(new URL("../../" + (await index.doc(d)).url, %s).href, range[d]);
			return [...document.querySelectorAll(".search-result h2 a")].map(a => (at.get(a.href) ?? [-1]).at(%s));
		})()`, folder, of, folder, map[bool]string{true: "0", false: "-1"}[strings.Contains(eval[string](tb, `location.search`), "sort=date")]))
	}
	for sort, of := range map[string]string{"-date": "date", "date": "date", "-persons_affected": "persons_affected"} {
		tb.results("search/?f.kind=case")
		tb.asks(fmt.Sprintf(`const s = document.querySelector("[data-js=search-order]"); s.value = %q; s.dispatchEvent(new Event("change"))`, sort))
		got := values(of)
		sorted := slices.Clone(got)
		slices.SortStableFunc(sorted, func(a, b float64) int {
			switch {
			case a == b:
				return 0
			case a < 0, b >= 0 && (a < b) == strings.HasPrefix(sort, "-"):
				return 1
			}
			return -1
		})
		if len(got) != 10 || !slices.Equal(got, sorted) {
			tb.Errorf("ordered by %s: %v", sort, got)
		}
		if at := eval[string](tb, `new URLSearchParams(location.search).get("sort")`); at != sort {
			tb.Errorf("the address holds the order %q", at)
		}
	}
	tb.click("#search-more")
	tb.until(`document.querySelectorAll(".search-result").length === 20 && document.activeElement.closest(".search-result") === document.querySelectorAll(".search-result")[10]`)
	tb.quiet()
}

// searchChips takes chosen values back one by one, and all at once.
func searchChips(tb *tab) {
	tb.results("search/?q=data&f.risk=high&f.risk=unlikely&r.date=20190101-")
	if got := eval[int](tb, `document.querySelectorAll(".search-chip").length`); got != 3 {
		tb.Fatalf("%d values can be taken back, want 3", got)
	}
	if got := eval[string](tb, `document.querySelector(".search-panel summary").textContent`); !strings.HasSuffix(got, "(3)") {
		tb.Errorf("the filters are called %q", got)
	}
	tb.do(`document.querySelector(".search-chip").focus()`)
	tb.press(kb.Enter)
	tb.until(`document.querySelectorAll(".search-chip").length === 2 && !location.search.includes("high")`)
	if eval[bool](tb, `document.activeElement === document.body`) {
		tb.Error("the focus is lost with the value")
	}
	tb.asks(`document.querySelector("#chip-all").click()`)
	if got := eval[string](tb, `location.search`); got != "?q=data" {
		tb.Errorf("with nothing chosen the address holds %q", got)
	}
	tb.quiet()
}

// searchLate finds the cases in which a notice was required and came late, by taps and by address.
func searchLate(tb *tab) {
	tb.results("search/")
	tb.unfold("gdpr-33-1")
	tb.asks(`document.querySelector("#value-gdpr-33-1-required").click()`)
	tb.unfold("gdpr-33-1-in-time")
	tb.asks(`document.querySelector("#value-gdpr-33-1-in-time-late").click()`)
	tapped := eval[[]string](tb, found)
	if all := strings.Join(tapped, " "); !strings.Contains(all, "booking-2019") || !strings.Contains(all, "twitter-2019") || strings.Contains(all, "edpb-01") {
		tb.Errorf("late were %s", all)
	}
	tb.results("search/?f.gdpr-33-1=required&f.gdpr-33-1-in-time=late")
	if got := eval[[]string](tb, found); !slices.Equal(got, tapped) {
		tb.Errorf("by address %v, by taps %v", got, tapped)
	}
	tb.quiet()
}

// searchLists follows the way from lists of cases to the same cases in the search.
func searchLists(tb *tab) {
	for _, list := range []string{"cases/gdpr-33-1/required/", "fr/cases/incident/ransomware/", "cases/timeliness/late/", "fr/cases/", "cases/tag/backup/"} {
		tb.visit(list)
		want := eval[int](tb, `Number(document.querySelector("main .ui").textContent.match(/\d+/)[0])`)
		tb.click(`main .js-only a[href*="search/?f."]`)
		tb.until(`location.pathname.endsWith("/search/") && ` + answered)
		if got := eval[int](tb, numbered); got != want {
			tb.Errorf("%s lists %d cases, the search finds %d", list, want, got)
		}
	}
	tb.quiet()
}

func searchWithoutScripts(tb *tab) {
	call(tb, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	tb.visit("cases/edpb-01/")
	tb.click(".top-search")
	tb.until(`location.pathname.endsWith("/search/")`)
	tb.until(`document.querySelector(".search-off")?.checkVisibility() && document.querySelectorAll('a[href*="cases/"]').length > 20`)
	if eval[bool](tb, `[...document.querySelectorAll(".search-bar, .search-columns, .search-hint, main select, main input")].some(e => e.checkVisibility())`) {
		tb.Error("it offers what needs scripts")
	}
	tb.click(`.search-ways a[href*="cases/risk/high/"]`)
	tb.until(`location.pathname.endsWith("/cases/risk/high/") && document.querySelectorAll(".entries a").length > 5`)
}

// searchLoadsNothing wants a page to load no more of the search than what waits for a key.
func searchLoadsNothing(tb *tab) {
	tb.visit("cases/edpb-01/")
	loaded := eval[[]string](tb, `performance.getEntriesByType("resource").map(r => r.name).filter(n => n.includes("search") && !n.includes("search-open"))`)
	if len(loaded) > 0 {
		tb.Errorf("before the reader turns to it, the search has loaded %v", loaded)
	}
}

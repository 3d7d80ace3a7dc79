package main

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestSearchLooks looks at the search with results: what a thumb can hit, and that nothing moves.
func TestSearchLooks(t *testing.T) {
	b := startBrowser(t)
	site := serveOwnSite(t)
	t.Run("targets", func(t *testing.T) { t.Parallel(); searchTargets(b.open(t, site, "light", 360)) })
	widths := []int64{360}
	if everything() {
		widths = append(widths, 1280)
	}
	for _, width := range widths {
		t.Run(fmt.Sprintf("still_%d", width), func(t *testing.T) { t.Parallel(); searchStill(b.open(t, site, "light", width)) })
	}
}

// tooSmall names what is drawn of the search and is lower than a thumb wants: 44 pixels for a control of
// its own, 24 for a link among text.
const tooSmall = `[...document.querySelectorAll(".search-dialog[open] *, .search-page *")]
	.filter(e => e.matches("button, select, summary, input:not([type=checkbox]), label:has([type=checkbox]), [role=option], .search-foot a, .search-result a") && e.checkVisibility())
	.map(e => [e, e.getBoundingClientRect(), e.closest(".search-result p, .search-result h2") ? 24 : 44])
	.filter(([e, box, least]) => box.height < least - 0.5 || box.width < least - 0.5)
	.map(([e, box]) => e.tagName + "." + e.className + " " + e.textContent.slice(0, 30) + ": " + box.width + " × " + box.height)`

func searchTargets(tb *tab) {
	check := func(where string) {
		tb.Helper()
		for _, small := range eval[[]string](tb, tooSmall) {
			tb.Errorf("%s: too small for a thumb: %s", where, small)
		}
		if wide := eval[[]string](tb, widerThanWindow); len(wide) > 0 {
			tb.Errorf("%s is wider than the window: %s", where, strings.Join(wide, ", "))
		}
	}
	for _, prefix := range []string{"", "fr/"} {
		tb.results(prefix + "search/?q=ransomwear+data&f.gdpr-33-1=required&f.kind=case&r.date=2018-&r.persons_affected=1-")
		tb.do(`document.querySelector("[data-js=search-panel]").open = true`)
		check(prefix + "the page")
		tb.results(prefix + "search/")
		check(prefix + "the page without a query")
		tb.visit(prefix + "cases/edpb-01/")
		tb.press("/")
		tb.until(`document.querySelector("dialog[open]")`)
		tb.find("ransomwear hospital")
		check(prefix + "the dialog")
	}
}

// watched collects what moves below the header from the first paint on, whether the reader did something or not.
const watched = `window.moved = []; new PerformanceObserver((list) => {
	for (const e of list.getEntries()) for (const s of e.sources) if (s.node?.closest?.("main, dialog")) window.moved.push((s.node?.className || s.node?.nodeName) + " from " + s.previousRect.y + " to " + s.currentRect.y);
}).observe({ type: "layout-shift", buffered: true })`

// searchStill wants nothing to move while pages load and while the reader types.
func searchStill(tb *tab) {
	_, err := chromedp.Call(tb.Context, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: watched})
	tb.check(err)
	check := func(where string) {
		tb.Helper()
		// Two frames later everything that was drawn has been measured.
		for _, moved := range eval[[]string](tb, `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(window.moved.splice(0))))))`) {
			tb.Errorf("%s: something moves: %s", where, moved)
		}
	}
	for _, address := range []string{"search/", "search/?q=ransomwear+hospital&f.kind=case&f.risk=high", "fr/search/?q=zzqqxx", "cases/edpb-01/"} {
		tb.visit(address)
		if strings.Contains(address, "search") {
			tb.until(answered)
			tb.do(`document.querySelector("[data-js=search-field]").focus()`)
			for _, text := range []string{"r", "ranso", "ransomwear", "zzqqxx", "", "data"} {
				tb.typed(text)
				tb.until(answered)
				check(address + " and " + text)
			}
			continue
		}
		tb.press("/")
		tb.until(`document.querySelector("dialog[open]")`)
		for _, text := range []string{"r", "ranso", "ransomwear", "zzqqxx", "", "data"} {
			tb.find(text)
			tb.press(kb.ArrowDown)
			check("the dialog and " + text)
		}
	}
}

// TestSearchAxe lets axe look at the search with its results, in both languages and themes.
func TestSearchAxe(t *testing.T) {
	script, err := os.ReadFile(tool(t, "CASEBOOK_AXE", "the file axe.min.js of axe-core"))
	if err != nil {
		t.Fatal(err)
	}
	b := startBrowser(t)
	site := serveOwnSite(t)
	for _, theme := range []string{"light", "dark"} {
		t.Run(theme, func(t *testing.T) {
			t.Parallel()
			tb := b.open(t, site, theme, 1280)
			for _, prefix := range []string{"", "fr/"} {
				for _, query := range []string{"", "?q=ransomwear+hospital&f.risk=high&f.incident=ransomware&r.date=20180101-", "?q=zzqqxx"} {
					tb.results(prefix + "search/" + query)
					tb.axe(prefix+"search/"+query, string(script))
				}
				tb.visit(prefix + "cases/edpb-01/")
				tb.press("/")
				tb.until(`document.querySelector("dialog[open]")`)
				for _, query := range []string{"", "ransomwear hospital", "zzqqxx"} {
					tb.find(query)
					tb.press(kb.ArrowDown)
					tb.axe(prefix+"the dialog: "+query, string(script))
				}
			}
		})
	}
}

package main

import (
	"strings"
	"testing"

	protocol "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestPage tries in a real browser what scripts add to a page.
func TestPage(t *testing.T) {
	b := startBrowser(t)
	site := serveOwnSite(t)
	for name, test := range map[string]func(*tab){
		"contents_follow": contentsFollow, "copies": copies, "headings_link": headingsLink, "previews": previews, "shift": shift,
	} {
		t.Run(name, func(t *testing.T) {
			tb := b.open(t, site, "light", 1280)
			test(tb)
			for _, complaint := range tb.complained() {
				t.Error(complaint)
			}
		})
	}
}

// contentsFollow wants the contents to mark the part that is being read, the last one at the end.
func contentsFollow(tb *tab) {
	const current = `[...document.querySelectorAll(".contents [aria-current]")].map(a => a.hash).join(" ")`
	tb.visit("cases/doctolib-2023/")
	for _, part := range []string{"#why", "#duties", "#facts"} {
		tb.click(`.contents a[href="` + part + `"]`)
		tb.until(current + ` === "` + part + `"`)
	}
	tb.until(`(scrollTo(0, document.body.scrollHeight), ` + current + ` === document.querySelector(".contents li:last-child a").hash)`)
}

// copies wants the rule as it is written, without the numbers of its lines, and the citation.
func copies(tb *tab) {
	for _, name := range []string{"clipboard-read", "clipboard-write"} {
		call(tb, protocol.SetPermission, protocol.SetPermissionParams{
			Permission: &protocol.PermissionDescriptor{Name: name}, Setting: protocol.PermissionSettingGranted,
			BrowserContextID: chromedp.FromContext(tb.Context).BrowserContextID})
	}
	const copied = `navigator.clipboard.readText()`
	tb.visit("rules/availability-breach/")
	tb.click(".copy")
	tb.until(`document.querySelector(".copy").textContent === document.querySelector("main").dataset.copied`)
	lines := strings.Split(eval[string](tb, copied), "\n")
	if lines[0] != "  - id: availability-breach" || lines[2] != "    concludes: {availability_breach: yes}" {
		tb.Errorf("copied, the rule begins\n%s", strings.Join(lines[:min(3, len(lines))], "\n"))
	}
	tb.visit("fr/cases/doctolib-2023/")
	tb.click(".copy-box:has(.case-cite) .copy")
	tb.until(`document.querySelector(".copy-box:has(.case-cite) .copy").textContent === "Copié"`)
	if got := eval[string](tb, copied); got != eval[string](tb, `document.querySelector(".case-cite").textContent`) {
		tb.Errorf("copied, the citation is %q", got)
	}
}

// headingsLink wants a link to itself at the heading of each part that the contents name.
func headingsLink(tb *tab) {
	for _, page := range []string{"cases/doctolib-2023/", "fr/now/"} {
		tb.visit(page)
		without := eval[[]string](tb, `[...document.querySelectorAll(".contents a")].map(a => a.hash).filter(hash =>
			!document.querySelector("main h2 .heading-anchor[href='" + hash + "'], main h3 .heading-anchor[href='" + hash + "']") && hash !== "#answer")`)
		if len(without) > 0 {
			tb.Errorf("%s: no heading links to %v", page, without)
		}
	}
}

// previews wants the beginning of a page beside a link to it, for the pointer and for the keyboard, until they
// leave or Escape is pressed.
func previews(tb *tab) {
	const open, shut = `document.querySelector(".preview:popover-open") !== null`, `document.querySelector(".preview:popover-open") === null`
	tb.visit("cases/doctolib-2023/")
	tb.hover(`.case-duty-what a[href*="gdpr-33-2"]`)
	tb.until(open)
	if text := eval[string](tb, `document.querySelector(".preview").innerText`); !strings.HasPrefix(text, "Notify the breach to the controller") {
		tb.Errorf("the preview is %q", text)
	}
	if !eval[bool](tb, `document.querySelector("[aria-describedby=preview]").matches(".case-duty-what a")`) {
		tb.Error("the link is not described by its preview")
	}
	tb.hover("h1")
	tb.until(shut)

	tb.visit("fr/cases/doctolib-2023/")
	eval[bool](tb, `(document.querySelector(".case-duty-what h4 a").focus({focusVisible: true}), true)`)
	tb.until(open)
	if eval[string](tb, `document.querySelector(".preview").lang`) != "fr" {
		tb.Error("the preview of a French page is not marked as French")
	}
	tb.press(kb.Escape)
	tb.until(shut)
}

// shift wants nothing to move on its own while pages load, on a phone and on a desk.
func shift(tb *tab) {
	for _, page := range []string{"", "cases/", "cases/doctolib-2023/", "fr/cases/doctolib-2023/#why", "rules/availability-breach/", "now/"} {
		for _, width := range []int64{390, 1280} {
			tb.look("light", width)
			tb.visit(page)
			moved := eval[[]string](tb, `new Promise(done => {
				const moved = [];
				new PerformanceObserver(list => {
					for (const e of list.getEntries()) if (!e.hadRecentInput) for (const s of e.sources)
						moved.push((s.node?.className || s.node?.nodeName) + " from " + JSON.stringify(s.previousRect) + " to " + JSON.stringify(s.currentRect));
				}).observe({type: "layout-shift", buffered: true});
				requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(moved), 100)));
			})`)
			if len(moved) > 0 {
				tb.Errorf("%q moves at %d pixels: %s", page, width, strings.Join(moved, ", "))
			}
		}
	}
}

// hover puts the pointer on what a selector finds.
func (tb *tab) hover(selector string) {
	tb.Helper()
	at := eval[[]float64](tb, `(() => {
		const e = document.querySelector(`+"`"+selector+"`"+`);
		e.scrollIntoView({block: "center", behavior: "instant"});
		const box = e.getClientRects()[0];
		return [box.left + 3, box.top + box.height / 2];
	})()`)
	call(tb, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: input.DispatchMouseEventTypeMouseMoved, X: at[0], Y: at[1]})
}

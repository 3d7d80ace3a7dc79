package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// below is where the site stands on the test's server, as a project's pages stand on a host.
const below = "/some/sub/path/"

// website is the project's own site on a server of files, such as GitHub Pages is.
type website struct {
	dir  string // where its files lie
	root string // its address
}

// serveOwnSite serves the project's own site, which is built once for all tests. None may change its files.
func serveOwnSite(t *testing.T) website {
	t.Helper()
	site, err := shared.ownSite()
	if err != nil {
		t.Fatal(err)
	}
	return site
}

// serveSite builds a content folder and serves it as a host of files does.
func serveSite(t *testing.T, content string) website {
	t.Helper()
	dir := t.TempDir()
	site := website{dir: dir, root: serveFiles(t, dir)}
	if err := buildSite(content, site); err != nil {
		t.Fatal(err)
	}
	return site
}

// buildSite builds a content folder under the address of a site into its folder.
func buildSite(content string, site website) error {
	var faults strings.Builder
	args := []string{"build", "--content", content, "--out", site.dir, "--base-url", site.root}
	if status := run(args, io.Discard, &faults); status != statusFine {
		return fmt.Errorf("build ended with %d:\n%.3000s", status, faults.String())
	}
	return nil
}

// serveFiles serves a folder, which may come to be later, and returns the address of the site in it.
func serveFiles(t *testing.T, dir string) string {
	t.Helper()
	server := fileServer(dir)
	t.Cleanup(server.Close)
	return server.URL + below
}

func fileServer(dir string) *httptest.Server {
	return httptest.NewServer(http.StripPrefix(strings.TrimSuffix(below, "/"), staticFiles(dir)))
}

// staticFiles serves a folder and nothing more clever: index.html for a folder, 404.html for the unknown.
func staticFiles(dir string) http.Handler {
	files := http.FileServer(http.Dir(dir))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := os.Stat(filepath.Join(dir, path.Clean(r.URL.Path))); err == nil {
			files.ServeHTTP(w, r)
			return
		}
		body, _ := os.ReadFile(filepath.Join(dir, "404.html"))
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusNotFound)
		w.Write(body)
	})
}

// pages returns the addresses of all pages, relative to the site's root: "", "cases/x/". The page for
// unknown addresses is not among them: it has none.
func (s website) pages(t *testing.T) []string {
	t.Helper()
	var pages []string
	err := filepath.WalkDir(s.dir, func(name string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Name() == "index.html" {
			rel, _ := filepath.Rel(s.dir, filepath.Dir(name))
			pages = append(pages, strings.TrimPrefix(filepath.ToSlash(rel)+"/", "./"))
		}
		return err
	})
	if err != nil || len(pages) == 0 {
		t.Fatalf("no pages in %s (%v)", s.dir, err)
	}
	return pages
}

// kinds returns one page of each kind in each language. Pages in one folder are of one kind. The lists of cases
// lie in many folders, and are of one kind where not everything is tried.
func (s website) kinds(t *testing.T) []string {
	t.Helper()
	one := map[string]string{}
	for _, p := range s.pages(t) {
		folder := path.Dir(strings.TrimSuffix(p, "/"))
		if folder == "." || folder == "fr" {
			folder = p // home, now, about: each of its own kind
		}
		if top, _, ok := strings.Cut(folder, "cases/"); ok && !strings.HasSuffix(folder, "/") && !everything() {
			folder = top + "cases/of"
		}
		// The case that has everything stands for the cases.
		if _, ok := one[folder]; !ok || strings.Contains(p, "cases/doctolib-2023/") {
			one[folder] = p
		}
	}
	var kinds []string
	for _, p := range one {
		kinds = append(kinds, p)
	}
	slices.Sort(kinds)
	return kinds
}

// required ends a test that lacks a tool: a failure where CI is set, so that nothing is passed over
// there, and a skip elsewhere.
func required(t *testing.T, format string, args ...any) {
	t.Helper()
	if everything() {
		t.Fatalf(format, args...)
	}
	t.Skipf(format, args...)
}

// everything says whether the tests try all that they can, as in CI, or a part of it that stands for the rest.
func everything() bool { return os.Getenv("CI") == "true" }

// tab is a tab of the browser, with what it complained of.
type tab struct {
	*testing.T
	context.Context
	site website

	mu         sync.Mutex
	complaints []string
}

// open opens a tab for a theme that the reader's system asks for, "light" or "dark", and a window of so
// many pixels. It shares nothing with other tabs, neither what is stored nor what was loaded.
func (b browser) open(t *testing.T, site website, theme string, width int64) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(b.Context, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	tb := &tab{T: t, Context: ctx, site: site}
	tb.check(chromedp.Do(ctx))
	tb.check(chromedp.Listen(ctx, tb.listen))
	tb.look(theme, width)
	call(tb, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	return tb
}

func (tb *tab) check(err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// listen notes messages of the console and the browser's log, which violations of the content policy are
// among, and requests that fail.
func (tb *tab) listen(event any) {
	complaint := ""
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		complaint = fmt.Sprintf("console.%s", e.Type)
		for _, a := range e.Args {
			complaint += " " + string(a.Value) + a.Description
		}
	case *runtime.EventExceptionThrown:
		complaint = (&chromedp.ExceptionError{ExceptionDetails: e.ExceptionDetails}).Error()
	case *log.EventEntryAdded:
		complaint = fmt.Sprintf("%s %s: %s", e.Entry.Source, e.Entry.Level, e.Entry.Text)
	case *network.EventLoadingFailed:
		if !e.Canceled { // what a page still waits for ends when it is left
			complaint = "a request failed: " + e.ErrorText
		}
	case *network.EventResponseReceived:
		if e.Response.Status >= 400 {
			complaint = fmt.Sprintf("%d: %s", e.Response.Status, e.Response.URL)
		} else if !strings.HasPrefix(e.Response.URL, tb.site.root) && !strings.HasPrefix(e.Response.URL, "data:") {
			complaint = "not of this site: " + e.Response.URL
		}
	}
	if complaint != "" {
		tb.mu.Lock()
		defer tb.mu.Unlock()
		tb.complaints = append(tb.complaints, complaint)
	}
}

// complained returns what was noted since it was last asked.
func (tb *tab) complained() []string {
	tb.mu.Lock()
	defer tb.mu.Unlock()
	list := tb.complaints
	tb.complaints = nil
	return list
}

// visit opens a page of the site and waits until it has loaded.
func (tb *tab) visit(page string) {
	tb.Helper()
	ctx, cancel := context.WithTimeout(tb.Context, 2*time.Minute)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Navigate(tb.site.root+page)); err != nil {
		tb.Fatalf("%s: %v", page, err)
	}
}

// look changes the theme that the reader's system asks for, and the width of the window.
func (tb *tab) look(theme string, width int64) {
	tb.Helper()
	tb.media("", theme)
	tb.check(chromedp.Do(tb.Context, chromedp.EmulateViewport(width, 800)))
}

// media sets what the page's styles are told of: "print", or "" for the screen, and the theme. Nothing is
// to move, so that what is looked at stands where it will stay.
func (tb *tab) media(media, theme string) {
	tb.Helper()
	call(tb, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: media,
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: theme}, {Name: "prefers-reduced-motion", Value: "reduce"}}})
}

func (tb *tab) press(keys string) {
	tb.Helper()
	tb.check(chromedp.Do(tb.Context, chromedp.KeyEvent(keys)))
}

func (tb *tab) click(selector string) {
	tb.Helper()
	ctx, cancel := context.WithTimeout(tb.Context, time.Minute)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Click(chromedp.CSS(selector))); err != nil {
		tb.Fatalf("%s cannot be clicked: %v", selector, err)
	}
}

// call sends a command of the protocol that answers nothing.
func call[P, R any](tb *tab, command cdp.Command[P, R], params P) {
	tb.Helper()
	_, err := chromedp.Call(tb.Context, command, params)
	tb.check(err)
}

// eval evaluates JavaScript in the page, past its content policy. A page that gives way to the next one
// while it is asked gives no answer; the next one is asked then.
func eval[T any](tb *tab, script string) T {
	tb.Helper()
	for tries := 0; ; tries++ {
		value, err := chromedp.Run(tb.Context, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
		if err == nil {
			return value
		}
		if tries == 20 || !strings.Contains(err.Error(), "navigated") && !strings.Contains(err.Error(), "context") {
			tb.Fatalf("%s\n%v", script, err)
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// TestBrowser shows the project's own site to a real browser: each page in CI, elsewhere one of each
// kind, since there are many.
func TestBrowser(t *testing.T) {
	b := startBrowser(t)
	site := serveOwnSite(t)
	pages := site.kinds(t)
	if everything() {
		pages = site.pages(t)
	}
	half := len(pages) / 2
	for name, pages := range map[string][]string{"pages_first": pages[:half], "pages_second": pages[half:]} {
		t.Run(name, func(t *testing.T) { t.Parallel(); everyPage(b.open(t, site, "light", 360), pages) })
	}
	for name, test := range map[string]func(*tab){
		"unknown_address": unknownAddress, "without_scripts": withoutScripts, "theme": theme, "marks": marks,
		"keyboard": keyboard, "print": onPaper,
	} {
		t.Run(name, func(t *testing.T) { t.Parallel(); test(b.open(t, site, "light", 1280)) })
	}
}

// everyPage wants no page to complain of anything, or to be wider than the window: not light on a phone,
// and not dark on a desk.
func everyPage(tb *tab, pages []string) {
	for _, page := range pages {
		tb.look("light", 360)
		tb.visit(page)
		tb.checkPage(page + " light on a phone")
		tb.look("dark", 1280)
		tb.checkPage(page + " dark on a desk")
	}
}

func (tb *tab) checkPage(page string) {
	tb.Helper()
	if wide := eval[[]string](tb, widerThanWindow); len(wide) > 0 {
		tb.Errorf("%s is wider than the window: %s", page, strings.Join(wide, ", "))
	}
	for _, complaint := range tb.complained() {
		tb.Errorf("%s: %s", page, complaint)
	}
}

// widerThanWindow names the elements that make the page scroll sideways.
const widerThanWindow = `(() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const wide = [...document.body.querySelectorAll("*")].filter(e => e.getBoundingClientRect().right > width + 0.5);
  return ["scrollWidth " + document.documentElement.scrollWidth + " > " + width,
    ...wide.slice(0, 5).map(e => e.tagName + "." + e.className)];
})()`

// unknownAddress wants the page for unknown addresses to be itself at any depth: styled, with a way home.
func unknownAddress(tb *tab) {
	for _, page := range []string{"nothing", "cases/nothing/at/all/"} {
		tb.visit(page)
		if !eval[bool](tb, `document.styleSheets.length > 0 && document.styleSheets[0].cssRules.length > 0`) {
			tb.Errorf("%s: the page has no styles", page)
		}
		tb.click("main a, header a")
		tb.until(fmt.Sprintf(`location.href === %q`, tb.site.root))
	}
}

// withoutScripts wants every kind of page to be readable, and nothing to be offered that needs scripts.
func withoutScripts(tb *tab) {
	call(tb, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	for _, page := range tb.site.kinds(tb.T) {
		tb.visit(page)
		if eval[bool](tb, `document.documentElement.classList.contains("js")`) {
			tb.Fatal("scripts run")
		}
		if n := eval[int](tb, `document.querySelector("main").innerText.length`); n < 80 {
			tb.Errorf("%s shows %d letters", page, n)
		}
		if !eval[bool](tb, `document.querySelector("h1").checkVisibility()`) {
			tb.Errorf("%s does not show its heading", page)
		}
		if eval[bool](tb, `[...document.querySelectorAll(".js-only, button[data-js]")].some(e => e.checkVisibility())`) {
			tb.Errorf("%s offers what needs scripts", page)
		}
	}
	tb.visit("cases/doctolib-2023/")
	tb.click("#why summary")
	if !eval[bool](tb, `document.querySelector("#why summary").parentElement.open`) {
		tb.Error("the reasons do not open")
	}
}

// theme changes the theme by its button: it holds at once, on other pages, and after coming back.
func theme(tb *tab) {
	const shown = `getComputedStyle(document.body).backgroundColor`
	tb.visit("")
	light := eval[string](tb, shown)
	tb.click(`[data-js="theme"]`) // from the system's to light
	if chosen := eval[string](tb, `document.documentElement.dataset.theme`); chosen != "light" || eval[string](tb, shown) != light {
		tb.Errorf("the first click chooses %q", chosen)
	}
	tb.click(`[data-js="theme"]`)
	dark := eval[string](tb, shown)
	if chosen := eval[string](tb, `document.documentElement.dataset.theme`); chosen != "dark" || dark == light {
		tb.Errorf("the second click chooses %q, with the background %s", chosen, dark)
	}
	for _, page := range []string{"", "fr/cases/doctolib-2023/"} {
		tb.visit(page)
		if got := eval[string](tb, shown); got != dark {
			tb.Errorf("%q forgets the theme: %s", page, got)
		}
	}
	tb.click(`[data-js="theme"]`) // back to the system's
	tb.visit("")
	if got := eval[string](tb, shown); got != light {
		tb.Errorf("the system's theme is not shown again: %s", got)
	}
	tb.media("", "dark")
	if got := eval[string](tb, shown); got != dark {
		tb.Errorf("the system's dark theme gives %s, not %s", got, dark)
	}
}

// marks follows each marked passage of the story to the fact it states, and back.
func marks(tb *tab) {
	for _, page := range []string{"cases/doctolib-2023/", "fr/cases/doctolib-2023/"} {
		tb.visit(page)
		if n := eval[int](tb, `document.querySelectorAll("#story mark").length`); n == 0 {
			tb.Errorf("%s marks nothing", page)
		}
		for _, broken := range eval[[]string](tb, brokenMarks) {
			tb.Errorf("%s: %s", page, broken)
		}
		tb.click("#story .case-mark a")
		there := eval[string](tb, `location.hash`)
		if !strings.HasPrefix(there, "#fact-") || !eval[bool](tb, targetInView) {
			tb.Errorf("%s: the first mark leads to %q, which is not in view", page, there)
		}
		tb.click(there + ` a[href^="#quote-"]`)
		if back := eval[string](tb, `location.hash`); back != "#quote-1" || !eval[bool](tb, targetInView) {
			tb.Errorf("%s: the fact leads back to %q", page, back)
		}
	}
}

const targetInView = `new Promise(done => requestAnimationFrame(() => {
  const box = document.querySelector(":target").getBoundingClientRect();
  done(box.bottom > 0 && box.top < innerHeight);
}))`

// brokenMarks names the marks without a link to a fact, and the facts without a link back.
const brokenMarks = `[...document.querySelectorAll("#story mark")].flatMap(mark => {
  const link = mark.nextElementSibling?.querySelector("a") ?? mark.querySelector("a");
  const fact = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!fact) return ["the mark " + JSON.stringify(mark.textContent) + " leads to no fact"];
  return fact.querySelector('a[href="#' + mark.id + '"]') ? [] : [fact.id + " does not lead back to " + mark.id];
})`

// keyboard uses the page without a mouse: the skip link comes first, what has the focus shows it, and
// the reasons open.
func keyboard(tb *tab) {
	tb.visit("cases/doctolib-2023/")
	tb.press(kb.Tab)
	if !eval[bool](tb, `document.activeElement.matches(".skip") && document.activeElement.getBoundingClientRect().left >= 0`) {
		tb.Error("the first stop is not the link that skips the menu, or it is not shown")
	}
	tb.press(kb.Enter)
	if got := eval[string](tb, `location.hash + " " + document.activeElement.id`); got != "#main main" {
		tb.Errorf("the skip link leads to %q", got)
	}
	reached := false
	for range 400 {
		tb.press(kb.Tab)
		if eval[bool](tb, `document.activeElement === document.body`) {
			break
		}
		if !eval[bool](tb, `getComputedStyle(document.activeElement).outlineStyle !== "none"`) {
			tb.Errorf("nothing shows the focus on %s", eval[string](tb, `document.activeElement.outerHTML.slice(0, 100)`))
		}
		if reached = eval[bool](tb, `document.activeElement.matches("#why summary")`); reached {
			break
		}
	}
	if !reached {
		tb.Fatal("the reasons cannot be reached by the key Tab")
	}
	before := eval[bool](tb, `document.activeElement.parentElement.open`)
	tb.press(kb.Enter)
	if eval[bool](tb, `document.activeElement.parentElement.open`) == before {
		tb.Error("the key Enter does not open the reasons")
	}
}

// onPaper wants a print to hold the text, what is folded included, and no menus.
func onPaper(tb *tab) {
	for _, page := range []string{"cases/doctolib-2023/", "now/", ""} {
		tb.visit(page)
		tb.media("print", "dark")
		if eval[bool](tb, `[...document.querySelectorAll("header.top, .skip, nav")].some(e => e.checkVisibility())`) {
			tb.Errorf("%s prints menus", page)
		}
		if folded := eval[int](tb, `[...document.querySelectorAll("details > :not(summary)")].filter(e => !e.checkVisibility()).length`); folded > 0 {
			tb.Errorf("%s does not print %d parts that are folded", page, folded)
		}
		if paper := eval[string](tb, `getComputedStyle(document.body).backgroundColor`); paper != "rgb(255, 255, 255)" {
			tb.Errorf("%s prints on %s", page, paper)
		}
		if ink := eval[int](tb, `Math.max(...getComputedStyle(document.body).color.match(/\d+/g).map(Number))`); ink > 100 {
			tb.Errorf("%s prints with an ink of brightness %d", page, ink)
		}
		tb.media("", "light")
	}
}

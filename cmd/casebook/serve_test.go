package main

import (
	"context"
	"io"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"casebook/generator"
	"casebook/generator/serve"
	"casebook/templates"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// live serves a copy of the example site, in two languages, and follows its files.
func live(t *testing.T) (site website, edit func(name, from, to string)) {
	t.Helper()
	dir := t.TempDir()
	if err := lay(os.DirFS(example), dir, true); err != nil {
		t.Fatal(err)
	}
	edit = func(name, from, to string) {
		t.Helper()
		p := filepath.Join(dir, name)
		body, err := os.ReadFile(p)
		if err == nil {
			err = os.WriteFile(p+".new", []byte(strings.Replace(string(body), from, to, 1)), 0o644)
		}
		if err == nil {
			err = os.Rename(p+".new", p)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	edit("site.yaml", "[en]", "[en, fr]")
	s := serve.New(func() (generator.Options, func(), error) {
		o, done, err := (&command{content: dir, stderr: io.Discard}).options()
		o.Templates = templates.FS
		return o, done, err
	})
	server := httptest.NewServer(s)
	ctx, cancel := context.WithCancel(context.Background())
	built, ended := make(chan bool), make(chan error, 1)
	first := true
	go func() {
		ended <- s.Watch(ctx, dir, "", func(serve.Report) {
			if first {
				first = false
				close(built)
			}
		})
	}()
	<-built
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		s.End()
		server.Close()
	})
	return website{dir: dir, root: server.URL + "/"}, edit
}

// TestLiveReload edits files while a browser looks at a page of them.
func TestLiveReload(t *testing.T) {
	b := startBrowser(t)
	site, edit := live(t)
	tb := b.open(t, site, "light", 1280)
	const open, faults = `document.querySelector("dialog.faults[open]")`, `document.querySelector("dialog.faults")?.textContent ?? ""`
	tb.visit("cases/clinic/")
	tb.until(`document.querySelector("h1")?.textContent.includes("A clinic")`)

	edit("cases/clinic.md", "A clinic", "One clinic")
	tb.until(`document.querySelector("h1")?.textContent.includes("One clinic")`)
	if got := eval[bool](tb, open+` !== null`); got {
		t.Error("there are faults over a good page")
	}

	edit("cases/clinic.md", "  availability:", "  avalability:")
	tb.until(open)
	tb.until("(" + faults + `).includes("cases/clinic.md:20:3")`)
	tb.until(`document.activeElement.id === "faults-title"`)
	for _, want := range []string{`unknown fact "avalability"`, `did you mean "availability"`, "^~~~"} {
		if !eval[bool](tb, "("+faults+").includes("+strconv.Quote(want)+")") {
			t.Errorf("the faults lack %q:\n%s", want, eval[string](tb, faults))
		}
	}
	if got := eval[string](tb, `document.querySelector("dialog.faults").getAttribute("role")`); got != "alertdialog" {
		t.Errorf("want an alertdialog, got %q", got)
	}
	if !eval[bool](tb, `document.querySelector("h1")?.textContent.includes("One clinic")`) {
		t.Error("the last good page is not below the faults")
	}
	shoot(tb, "faults")

	tb.press(kb.Escape)
	tb.until(`!` + open)
	tb.until(`document.querySelector(".faults-badge")?.checkVisibility()`)
	tb.click(".faults-badge")
	tb.until(open)

	edit("cases/clinic.md", "avalability:", "availability:")
	tb.until(`!` + open)
	tb.until(`document.querySelector(".faults-badge-errors") === null`)

	// What was edited meanwhile is there, and the search finds it.
	edit("cases/clinic.md", "A disk of the clinic", "A quincunx of the clinic")
	tb.until(`document.querySelector("main")?.textContent.includes("quincunx")`)
	tb.visit("search/?q=quincunx")
	tb.until(`document.querySelector("main")?.textContent.includes("One clinic")`)
	for _, c := range tb.complained() {
		if !strings.Contains(c, "ERR_ABORTED") { // the events of a page that was left
			t.Error("the browser complains:", c)
		}
	}

	// In French.
	tb.visit("fr/cases/clinic/")
	edit("cases/clinic.md", "  availability:", "  avalability:")
	tb.until(open)
	tb.until("(" + faults + `).includes("Pourquoi")`)
	if got := eval[string](tb, `document.querySelector(".faults-close").textContent`); got != "Fermer" {
		t.Errorf("want a French button, got %q", got)
	}
	tb.look("dark", 390)
	if wide := eval[float64](tb, `document.querySelector("dialog.faults").scrollWidth - document.querySelector("dialog.faults").clientWidth`); wide > 0 {
		t.Errorf("the faults are %v pixels too wide for a phone", wide)
	}
	shoot(tb, "faults-390")
}

// TestLiveAxe lets axe look at the faults that serve shows over a page, and at the button that opens them, in both
// languages and themes.
func TestLiveAxe(t *testing.T) {
	script, err := os.ReadFile(tool(t, "CASEBOOK_AXE", "the file axe.min.js of axe-core"))
	if err != nil {
		t.Fatal(err)
	}
	b := startBrowser(t)
	site, edit := live(t)
	edit("cases/clinic.md", "  availability:", "  avalability:")
	for _, theme := range []string{"light", "dark"} {
		tb := b.open(t, site, theme, 390)
		for _, page := range []string{"cases/clinic/", "fr/cases/clinic/"} {
			tb.visit(page)
			tb.until(`document.querySelector("dialog.faults[open] h2")`)
			tb.axe(page+" with faults", string(script))
			tb.press(kb.Escape)
			tb.until(`document.querySelector(".faults-badge")?.checkVisibility()`)
			tb.axe(page+" with the button", string(script))
			tb.do(`sessionStorage.clear()`) // or the faults stay closed on the next page
		}
	}
}

// shoot takes a picture of the window into the folder that CASEBOOK_SHOTS names, if it names one.
func shoot(tb *tab, name string) {
	tb.Helper()
	folder := os.Getenv("CASEBOOK_SHOTS")
	if folder == "" {
		return
	}
	picture, err := chromedp.Run(tb.Context, chromedp.CaptureScreenshot())
	tb.check(err)
	tb.check(os.WriteFile(filepath.Join(folder, name+".png"), picture, 0o644))
}

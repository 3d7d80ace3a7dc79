package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// writing is a writer at work on a site: what the commands say, and the files that are edited.
type writing struct {
	*testing.T
	dir string
}

// does runs a command on the site, wants an exit status, and returns what was printed.
func (w *writing) does(status int, args ...string) string {
	w.Helper()
	var out strings.Builder
	if args[0] != "new" || args[1] != "site" {
		args = append(args, "--content", filepath.Join(w.dir, "content"))
	}
	if got := run(args, &out, &out); got != status {
		w.Fatalf("casebook %s ends with %d, want %d:\n%s", strings.Join(args, " "), got, status, out.String())
	}
	return out.String()
}

// edits puts a text in the place of another in a file, where it stands once.
func (w *writing) edits(name, old, new string) {
	w.Helper()
	place := filepath.Join(w.dir, filepath.FromSlash(name))
	text, err := os.ReadFile(place)
	if err != nil || strings.Count(string(text), old) != 1 {
		w.Fatalf("%s does not hold %q once (%v)", name, old, err)
	}
	if err := os.WriteFile(place, []byte(strings.Replace(string(text), old, new, 1)), 0o644); err != nil {
		w.Fatal(err)
	}
}

// TestWriter plays a writer: a new site, a new case, a look at it while it is written, a mistake, what check
// says of it, the mend, the translation, and the site published under a folder of a plain server, every link of it alive.
func TestWriter(t *testing.T) {
	for _, c := range []struct{ lang, other, headline, story, words, translated, close string }{
		{"en", "fr", "A ladder slipped", "The ladder slipped, and *nobody was below*.", "nobody was below", "L’échelle a glissé ; *personne n’était dessous*.", "Close"},
		{"fr", "en", "Une échelle a glissé", "L’échelle a glissé ; *personne n’était dessous*.", "personne n’était dessous", "The ladder slipped, and *nobody was below*.", "Fermer"},
	} {
		t.Run(c.lang, func(t *testing.T) {
			w := &writing{t, filepath.Join(t.TempDir(), "workshop")}
			w.does(statusFine, "new", "site", w.dir, "--lang", c.lang)
			w.does(statusFine, "new", "case", "ladder-2025")
			w.does(statusFine, "check")

			const name = "content/cases/ladder-2025.md"
			t.Run("browser", func(t *testing.T) { (&writing{t, w.dir}).looksOn(c.headline, c.close) })
			w.edits(name, "title: Ladder 2025", "title: "+c.headline)
			w.edits(name, "  machine_broken: unknown", "  machine_broken: oui")
			said := w.does(statusContent, "check")
			if !strings.Contains(said, `machine_broken has no value "oui"`) || !strings.Contains(said, "hint: write yes") {
				t.Fatalf("check does not say what to type:\n%s", said)
			}
			w.hasProblem(said, name)
			w.edits(name, "  machine_broken: oui", "  machine_broken: yes")
			w.edits(name, "  injury: unknown", "  injury: {is: none, quote: "+c.words+"}")
			w.does(statusContent, "check") // the story does not say so yet
			appendTo(t, filepath.Join(w.dir, name), "\n"+c.story+"\n")
			w.does(statusFine, "check")

			w.does(statusFine, "new", "case", "ladder-2025", "--lang", c.other)
			translation := "content/cases/ladder-2025." + c.other + ".md"
			if said := w.does(statusFine, "check"); !strings.Contains(said, "case-translation-copied") {
				t.Errorf("nothing says that the translation is still the original:\n%s", said)
			}
			w.edits(translation, c.story, c.translated)
			w.edits(translation, "quote: "+c.words, "quote: "+strings.Trim(c.translated[strings.Index(c.translated, "*"):], "*."))
			w.does(statusFine, "check", "--strict")

			w.does(statusFine, "build", "--out", filepath.Join(w.dir, "public"))
			pages, text := everyLink(t, serveFiles(t, filepath.Join(w.dir, "public")))
			if pages < 50 || !strings.Contains(text, c.headline) {
				t.Errorf("%d pages were reached; among them is the new case: %v", pages, strings.Contains(text, c.headline))
			}
		})
	}
}

// looksOn writes at the case while a browser shows it: the page follows, a mistake comes up over it with
// what to type, and goes when it is mended. Afterwards the case is as it was.
func (w *writing) looksOn(headline, closeLabel string) {
	w.Helper()
	b := startBrowser(w.T)
	address := startServer(w.T, func(port string) []string {
		return []string{"casebook", "serve", "--content", filepath.Join(w.dir, "content"), "--addr", "127.0.0.1:" + port}
	})
	tb := b.open(w.T, website{root: address + "/"}, "light", 1280)
	const name, good, bad = "content/cases/ladder-2025.md", "  machine_broken: unknown", "  machine_broken: oui"
	const faults = `document.querySelector("dialog.faults[open]")`
	tb.visit("cases/ladder-2025/")
	tb.until(`document.querySelector("h1")?.textContent.includes("Ladder 2025")`)
	w.edits(name, "title: Ladder 2025", "title: "+headline)
	tb.until(`document.querySelector("h1")?.textContent.includes(` + strconv.Quote(headline) + `)`)
	if eval[bool](tb, faults+` !== null`) {
		w.Error("there are faults over a good page")
	}

	w.edits(name, good, bad)
	for _, want := range []string{"cases/ladder-2025.md:", `machine_broken has no value "oui"`, "write yes", closeLabel} {
		tb.until(faults + `?.textContent.includes(` + strconv.Quote(want) + `)`)
	}
	if !eval[bool](tb, `document.querySelector("h1")?.textContent.includes(`+strconv.Quote(headline)+`)`) {
		w.Error("the last good page is not below the faults")
	}
	shoot(tb, "writer-"+closeLabel)
	w.edits(name, bad, good)
	tb.until(faults + ` === null`)
	w.edits(name, "title: "+headline, "title: Ladder 2025")
	tb.until(`document.querySelector("h1")?.textContent.includes("Ladder 2025")`)
}

func appendTo(t *testing.T, name, text string) {
	t.Helper()
	f, err := os.OpenFile(name, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.WriteString(text); err != nil {
		t.Fatal(err)
	}
}

// hasProblem wants the task of the site's editor to find the fault that check printed.
func (w *writing) hasProblem(said, name string) {
	w.Helper()
	text, err := os.ReadFile(filepath.Join(w.dir, ".vscode", "tasks.json"))
	if err != nil {
		w.Fatal(err)
	}
	var tasks struct {
		Tasks []struct {
			ProblemMatcher json.RawMessage
		}
	}
	var matcher struct{ Pattern struct{ Regexp string } }
	if err := json.Unmarshal(text, &tasks); err != nil || json.Unmarshal(tasks.Tasks[0].ProblemMatcher, &matcher) != nil {
		w.Fatalf("tasks.json cannot be read: %v", err)
	}
	all := regexp.MustCompile(strings.Replace(matcher.Pattern.Regexp, "^", "(?m)^", 1)).FindAllStringSubmatch(said, -1)
	if !slices.ContainsFunc(all, func(m []string) bool {
		return strings.HasSuffix(filepath.ToSlash(m[1]), name) && m[4] == "error" && m[6] == "fact-unknown-value"
	}) {
		w.Errorf("the editor's task finds %q in:\n%s", all, said)
	}
}

package main

import (
	"fmt"
	"strings"
	"testing"

	"casebook/generator"
	"casebook/generator/assess"
)

// movedCase returns a case that moved, and whose title is of some length.
func movedCase(i, length int) generator.MovedCase {
	yes := &assess.AnswerEntry{Value: "yes", Possible: []string{"yes"}, LiftableBy: []string{}}
	no := &assess.AnswerEntry{Value: "no", Possible: []string{"no"}, LiftableBy: []string{}}
	return generator.MovedCase{ID: fmt.Sprintf("case-%05d", i), Title: map[string]string{"en": strings.Repeat("é|", length/2)},
		Moves: assess.Moves{Conclusions: []assess.ConclusionMove{{ID: "breach", Before: yes, After: no}}}}
}

// TestSummariseFits holds the summary below what GitHub shows, whole rows and details only, and says how
// many cases are left out.
func TestSummariseFits(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		d := &generator.Difference{Compared: 20_000}
		for i := range 20_000 {
			d.Moved = append(d.Moved, movedCase(i, 200))
			d.Appeared = append(d.Appeared, assess.Entry{ID: d.Moved[i].ID, Title: d.Moved[i].Title})
		}
		var out strings.Builder
		if err := summarise(&out, d, lang); err != nil {
			t.Fatal(err)
		}
		text := out.String()
		if len(text) > 1<<20 {
			t.Errorf("%s: the summary has %d bytes", lang, len(text))
		}
		if opened, closed := strings.Count(text, "<details>"), strings.Count(text, "</details>"); opened != closed || opened == 0 {
			t.Errorf("%s: %d details opened, %d closed", lang, opened, closed)
		}
		words := diffWordsIn(lang)
		for _, note := range []string{words.cut, words.cutLists} {
			if begin, _, _ := strings.Cut(note, "%"); !strings.Contains(text, "\n"+begin) {
				t.Errorf("%s: nothing says that it is cut: %s", lang, note)
			}
		}
	}
}

func TestEscaped(t *testing.T) {
	tests := []struct{ text, want string }{
		{"plain words, as they are", "plain words, as they are"},
		{"a | b", `a \| b`},
		{"<img src=x> [l](u) *b* `c` ~~d~~ #1 @who", "\\<img src=x\\> \\[l\\](u) \\*b\\* \\`c\\` \\~\\~d\\~\\~ \\#1 \\@who"},
		{"one\ntwo\r\n# three", `one two  \# three`},
		{"droit « au » délai", "droit « au » délai"},
	}
	for _, test := range tests {
		if got := escaped(test.text); got != test.want {
			t.Errorf("%q: want %q, got %q", test.text, test.want, got)
		}
	}
}

package render

import (
	"strings"
	"testing"

	"casebook/generator/site"

	"github.com/google/go-cmp/cmp"
)

var someTerms = &site.Terms{URL: "fr/glossary/", Forms: []site.TermForm{
	{ID: "breach", Text: "breach"}, {ID: "breach", Text: "breaches"}, {ID: "data", Text: "personal data"},
	{ID: "data-breach", Text: "personal data breach"}, {ID: "integrity", Text: "violation d’intégrité"},
	{ID: "hours", Text: "72 heures"}, {ID: "etat", Text: "état"},
}}

// TestTerms links terms in short bodies of pages. A term is written [so#id] where it leads to the glossary.
func TestTerms(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"the first time only", "<p>A breach, and a breach.</p>", "<p>A [breach#breach], and a breach.</p>"},
		{"the plural is the same term", "<p>Breaches and a breach</p>", "<p>[Breaches#breach] and a breach</p>"},
		{"whole words", "<p>abreach breached breach</p>", "<p>abreach breached [breach#breach]</p>"},
		{"the longest", "<p>personal data breach, personal data</p>", "<p>[personal data breach#data-breach], [personal data#data]</p>"},
		{"not a part of one that was linked", "<p>personal data breach, personal data breach</p>", "<p>[personal data breach#data-breach], personal data breach</p>"},
		{"any space, apostrophe and case", "<p>Violation d'intégrité en 72\u202fheures,\nÉtat</p>", "<p>[Violation d'intégrité#integrity] en [72\u202fheures#hours],\n[État#etat]</p>"},
		{"across a line", "<p>personal\ndata</p>", "<p>[personal\ndata#data]</p>"},
		{"not across elements", "<p>personal <b>data</b></p>", "<p>personal <b>data</b></p>"},
		{"not in a link, even deep", `<p><a href="x"><b>breach</b> breach</a> breach</p>`, `<p><a href="x"><b>breach</b> breach</a> [breach#breach]</p>`},
		{"not in headings, code, quotes", "<h2>breach</h2><code>breach</code><blockquote><p>breach</p></blockquote><p>“a breach” breach</p>",
			"<h2>breach</h2><code>breach</code><blockquote><p>breach</p></blockquote><p>“a breach” [breach#breach]</p>"},
		{"not in another language", `<p lang="de">breach <i>breach</i></p><p>breach</p>`, `<p lang="de">breach <i>breach</i></p><p>[breach#breach]</p>`},
		{"not in attributes", `<p title="a breach">x</p><img alt="breach">`, `<p title="a breach">x</p><img alt="breach">`},
		{"an element inside one of its kind", "<nav><nav>breach</nav> breach</nav> breach", "<nav><nav>breach</nav> breach</nav> [breach#breach]"},
		{"text that ends in a tag's beginning", "breach <", "[breach#breach] <"},
	}
	m := newMatcher(someTerms)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			const before, after = "<html lang=\"en\"><p>breach</p><main lang=\"en\">", "</main><p>breach</p>"
			got := string(m.link([]byte(before+test.in+after), "../"))
			if diff := cmp.Diff(before+spelled(test.want)+after, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// spelled writes [so#id] as the link that it stands for.
func spelled(text string) string {
	for {
		before, rest, ok := strings.Cut(text, "[")
		if !ok {
			return text
		}
		link, after, _ := strings.Cut(rest, "]")
		word, id, _ := strings.Cut(link, "#")
		text = before + `<a class="term" href="../fr/glossary/#` + id + `">` + word + "</a>" + after
	}
}

// TestTermsWithoutMain leaves a page without a main part as it is.
func TestTermsWithoutMain(t *testing.T) {
	if got := string(newMatcher(someTerms).link([]byte("<p>breach</p>"), "")); got != "<p>breach</p>" {
		t.Error(got)
	}
}

func BenchmarkTerms(b *testing.B) {
	m := newMatcher(someTerms)
	page := []byte("<main>" + strings.Repeat("<p>What was lost, and what a <b>breach</b> of personal data is to people.</p>\n", 800) + "</main>")
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		m.link(page, "../")
	}
}

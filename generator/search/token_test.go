package search_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casebook/generator/search"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestTokens(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"L’hôpital d'Alençon", "hopital alencon"},
		{"l'hopital L`Hôpital lʼhôpital", "hopital hopital hopital"},
		{"Cœur, Æsir, Straße", "coeur aesir strasse"},
		{"qu’il n'a jusqu’à", "il a a"},
		{"the company's data don't", "the company data don"},
		{"e-mail e‑mail", "[email] e mail [email] e mail"},
		{"state-of-the-art", "state of the art"},
		{"SAN-2023-015", "[san-2023-015] san 2023 015"},
		{"2023-04-26 9/2022", "[2023-04-26] 2023 04 26 [9-2022] 9 2022"},
		{"33(1) 33.1 33 §1 33, § 1", "[33(1)] 33 [33(1)] 33 [33(1)] 33 [33(1)] 33"},
		{"art. 34(3)(a) GDPR", "art [34(3)(a)] 34 34(3) gdpr"},
		{"ﬁle ＡＢＣ １２", "file abc 12"},
		{"soft\u00adhyphen zero\u200bwidth", "softhyphen zerowidth"},
		{"ΟΔΟΣ ος", "οδοσ οσ"},
		{"😀 🎉 « » … §", ""},
		{"2,300 people", "2 300 people"},
	} {
		var got []string
		for _, token := range search.Tokens(test.text) {
			if token.Kind == search.Whole {
				got = append(got, "["+token.Text+"]")
			} else {
				got = append(got, token.Text)
			}
		}
		if diff := cmp.Diff(test.want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%s: -want +got\n%s", test.text, diff)
		}
	}
}

// everything says whether the tests try all that they can, as in CI, or a part of it that stands for the rest.
func everything() bool { return os.Getenv("CI") == "true" }

// shown is what both sides say of a text: each word with its kind and the text it stands for.
func shown(text string) []string {
	list := []string{}
	for _, token := range search.Tokens(text) {
		list = append(list, fmt.Sprintf("%d %s <%s>", token.Kind, token.Text, text[token.Start:token.End]))
	}
	return list
}

const shownByScript = `(texts) => texts.map((text) => tokens(text).map((t) => t.kind + " " + t.text + " <" + text.slice(t.start, t.end) + ">"))`

// alike wants Go and the script of the browser to cut texts in the same way.
func alike(t interface {
	Errorf(string, ...any)
	Fatal(...any)
}, e *engine, texts []string) {
	var got [][]string
	if err := e.call(&got, shownByScript, texts); err != nil {
		t.Fatal(err)
	}
	for i, text := range texts {
		if diff := cmp.Diff(shown(text), got[i]); diff != "" {
			t.Errorf("%.60q: -Go +script\n%s", text, diff)
		}
	}
}

// TestTokensAlike compares the two analysers on every line of the content and the texts of the rules; where not
// everything is tried, on every fourth file.
func TestTokensAlike(t *testing.T) {
	e := newEngine(t)
	for _, pattern := range []string{"cases/*.md", "pages/*.md", "rules/*.yaml"} {
		names, _ := filepath.Glob("../../content/" + pattern)
		if len(names) == 0 {
			t.Errorf("no %s", pattern)
		}
		for i, name := range names {
			if i%4 != 0 && !everything() {
				continue
			}
			body, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			alike(t, e, strings.Split(string(body), "\n"))
		}
	}
}

// TestTokensAlikeAtRandom compares them on random texts of all that matters to an analyser.
func TestTokensAlikeAtRandom(t *testing.T) {
	e := newEngine(t)
	piece := rapid.OneOf(
		rapid.SampledFrom([]string{"l", "d", "qu", "s", "33", "(1)", "(a)", ".1", " § 1", "-", "/", "'", "’", "ʼ", "`", " ", "\u00a0", "\u202f", ",", "œ", "Œ", "æ", "ß", "İ", "ı", "Σ", "ς", "ﬁ",
			"½", "²", "№", "Å", "Å", "e\u0301", "\u00ad", "\u200b", "\ufe0f", "😀", "𝐀", "１", "SAN-2023-015", "e-mail", "2023-04-26", "漢字", "ö", "Ö", "Ǆ", "ŉ", "ª", "µ", "‑", "–"}),
		rapid.StringOfN(rapid.RuneFrom([]rune("abcdeABCDÉÈÀÙÇéèàùçñÑłŁđĐøØžŽőŐ0123456789 '’-–/().§,")), 0, 12, -1),
		rapid.StringOfN(rapid.RuneFrom([]rune{0x20, 0xa0, 0x2ff, 0x370, 0x3a3, 0x401, 0x430, 0x5d0, 0x627, 0x905, 0xe01, 0x1100, 0x1e9e, 0x2126, 0x212b, 0x3042, 0xac00, 0xff21, 0x1d400, 0x20000}), 0, 6, -1),
	)
	rapid.Check(t, func(t *rapid.T) {
		texts := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) string {
			return strings.Join(rapid.SliceOfN(piece, 0, 8).Draw(t, "pieces"), "")
		}), 1, 4).Draw(t, "texts")
		alike(t, e, texts)
	})
}

package site

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSlug(t *testing.T) {
	for _, test := range []struct{ words, want string }{
		{"Ransomware", "ransomware"},
		{"ransomware", "ransomware"},
		{"Rançongiciel d’État", "rancongiciel-d-etat"},
		{"Rançongiciel", "rancongiciel"},
		{"cœur", "coeur"},
		{"a/b?c#d", "a-b-c-d"},
		{"<b>", "b"},
		{"  two  words ", "two-words"},
		{"..", ""},
		{"Персональные Данные", "персональные-данные"},
		{"個人情報", "個人情報"},
		{"हिन्दी", "हिन्दी"},
		{"2024", "2024"},
	} {
		if got := slug(test.words); got != test.want {
			t.Errorf("slug of %q: got %q, want %q", test.words, got, test.want)
		}
	}
}

// TestTags holds tags that differ only in case to one list, under the spelling that most cases have.
func TestTags(t *testing.T) {
	tagged := strings.Replace(small, "country: FR", "country: FR\ntags: [Ladder work, ladder-work, <b>]", 1)
	tagged = strings.Replace(tagged, "country: BE", "country: BE\ntags: [ladder-work]", 1)
	s, diags := Plan(load(t, tagged))
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	p := view[*ListPage](t, s, "cases/tag/ladder-work/")
	if p.Count != 2 || p.Heading != "ladder-work" {
		t.Errorf("the list %q has %d cases", p.Heading, p.Count)
	}
	view[*ListPage](t, s, "fr/cases/tag/b/")
}

// TestTakenAddress finds two pages at one address before anything is written.
func TestTakenAddress(t *testing.T) {
	_, diags := Plan(load(t, small+"-- pages/rules.md --\nOurs.\n"))
	var got []string
	for _, d := range diags {
		got = append(got, d.Span.Path(), string(d.Code), d.Message)
	}
	if d := cmp.Diff([]string{"content/pages/rules.md", "site-address-taken", `two pages have the address "rules/"`}, got); d != "" {
		t.Error("faults differ (-want +got):", d)
	}
}

func TestSitemapWithoutAddress(t *testing.T) {
	in := load(t, strings.Replace(small, "address: https://example.org/ladders/\n", "", 1))
	s, _ := Plan(in)
	for _, p := range s.Pages {
		if p.URL == "sitemap.xml" && strings.Contains(string(p.Body()), "<loc>") {
			t.Errorf("locations that are no whole addresses:\n%s", p.Body())
		}
	}
}

package kb_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"casebook/generator/kb"
	"casebook/generator/source"
)

func TestParseConfig(t *testing.T) {
	whole := "title: {en: Cases, fr: Cas}\ntagline: Why\nlanguages: [fr, en]\naddress: https://example.org/cases\n" +
		"repository: https://example.org/repo/\nbranch: trunk\ntimezone: Europe/Paris\nlaw-as-of: 2026-01-02\n" +
		"exports: {json: no}\nexcerpts: no\nsize-limit: 1.5 GB\nsilence: [case-unused-source]\n"
	c, diags := kb.ParseConfig(source.New("site.yaml", []byte(whole)))
	if len(diags) > 0 {
		t.Errorf("a whole site.yaml gives:\n%s", listing(diags))
	}
	got := []any{c.Title.In("fr"), c.Tagline.In("en"), c.Languages, c.Address, c.Repository, c.Branch,
		c.Zone.String(), c.LawAsOf.String(), c.Exports, c.Excerpts, c.SizeLimit.Bytes, c.SizeLimit.Text, c.Silence}
	want := []any{"Cas", "Why", []string{"fr", "en"}, "https://example.org/cases/", "https://example.org/repo", "trunk",
		"Europe/Paris", "2026-01-02", kb.Exports{Markdown: true}, false, int64(1_500_000_000), "1.5 GB", []string{"case-unused-source"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("want -, got +\n%s", diff)
	}
}

func TestParseConfigFaults(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"empty", "", "site.yaml:1:1: error: site.yaml needs the key \"title\" [yaml-missing-key]\n    hint: add: title: …\n"},
		{"exports off", "title: T\nexports: no\n", ""},
		{"unknown key", "title: T\nlanguage: [en]\n",
			"site.yaml:2:1: error: site.yaml has no key \"language\" [yaml-unknown-key]\n    hint: did you mean \"languages\"?\n"},
		{"languages", "title: T\nlanguages: [en, EN, en]\n",
			"site.yaml:2:17: error: \"EN\" is not a language [site-bad-language]\n    hint: write languages with two lower-case letters: en, fr\n" +
				"site.yaml:2:21: error: the language \"en\" stands here twice [site-bad-language]\n    hint: keep one of them\n"},
		{"address", "title: T\naddress: \"javascript:alert(1)\"\n",
			"site.yaml:2:10: error: \"javascript:alert(1)\" is not the address of a site [site-bad-address]\n" +
				"    hint: write the whole address, such as https://example.org/casebook/\n"},
		{"zone", "title: T\ntimezone: Lyon\n",
			"site.yaml:2:11: error: \"Lyon\" is not a time zone [site-unknown-timezone]\n" +
				"    hint: write the name of a zone of the IANA list, such as Europe/Paris\n"},
		{"day", "title: T\nlaw-as-of: 2026-02-30\n",
			"site.yaml:2:12: error: 2026-02-30 does not exist: February 2026 has 28 days [site-bad-date]\n    hint: write a day as 2023-04-26\n"},
		{"exports", "title: T\nexports: [json]\n",
			"site.yaml:2:10: error: \"exports\" is yes, no, or {json: yes, markdown: no}, found a list [yaml-wrong-type]\n"},
		{"excerpts", "title: T\nexcerpts: short\n",
			"site.yaml:2:11: error: \"excerpts\" is yes or no, found \"short\" [yaml-wrong-type]\n"},
		{"size", "title: T\nsize-limit: 1 GiB\n",
			"site.yaml:2:13: error: \"1 GiB\" is not a size [site-bad-size]\n    hint: write a number and kB, MB or GB: 900 MB\n"},
		{"no size", "title: T\nsize-limit: 0 MB\n",
			"site.yaml:2:13: error: \"0 MB\" is not a size [site-bad-size]\n    hint: write a number and kB, MB or GB: 900 MB\n"},
		{"silence", "title: T\nsilence: [case-unused-sorce, link-broken]\n",
			"site.yaml:2:11: error: unknown code \"case-unused-sorce\" [site-unknown-code]\n    hint: did you mean \"case-unused-source\"?\n" +
				"site.yaml:2:30: error: \"link-broken\" is an error, and errors cannot be silenced [site-silenced-error]\n" +
				"    hint: mend what it reports and remove this line\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, diags := kb.ParseConfig(source.New("site.yaml", []byte(test.text)))
			if diff := cmp.Diff(test.want, listing(diags)); diff != "" {
				t.Errorf("want -, got +\n%s", diff)
			}
			if len(c.Languages) == 0 || c.Zone == nil || c.Branch == "" {
				t.Errorf("not usable: %+v", c)
			}
		})
	}
	if c, diags := kb.ParseConfig(nil); len(diags) > 0 || c.Languages[0] != "en" || !c.Exports.JSON || !c.Excerpts || c.SizeLimit.Bytes != 1e9 {
		t.Errorf("no site.yaml at all gives %+v and:\n%s", c, listing(diags))
	}
}

package rule

import (
	"strings"
	"testing"
	"time"

	"casebook/generator/moment"
	"casebook/generator/source"
	"casebook/generator/yamlsrc"
)

func TestParseNumber(t *testing.T) {
	for _, c := range []struct{ text, plain, en, fr string }{
		{"0", "0", "0", "0"},
		{"12", "12", "12", "12"},
		{"-1", "-1", "−1", "−1"},
		{"0.25", "0.25", "0.25", "0,25"},
		{"-0.50", "-0.5", "−0.5", "−0,5"},
		{"2000", "2000", "2,000", "2\u202f000"},
		{"1234567.5", "1234567.5", "1,234,567.5", "1\u202f234\u202f567,5"},
		{"999999999999", "999999999999", "999,999,999,999", "999\u202f999\u202f999\u202f999"},
		{"0.000001", "0.000001", "0.000001", "0,000001"},
		{"007", "7", "7", "7"},
		{"0.0000001", "", "", ""}, {"1e3", "", "", ""}, {"", "", "", ""}, {".5", "", "", ""}, {"5.", "", "", ""},
		{"1,000", "", "", ""}, {"+1", "", "", ""}, {"--1", "", "", ""}, {"1000000000000", "", "", ""},
	} {
		n, ok := ParseNumber(c.text)
		if ok != (c.plain != "") {
			t.Errorf("%q is read: %v", c.text, ok)
		} else if ok && (n.String() != c.plain || n.In("en") != c.en || n.In("fr") != c.fr) {
			t.Errorf("%q is %s, %s, %s", c.text, n, n.In("en"), n.In("fr"))
		}
	}
}

func TestTimes(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"4", "0.75", "3"}, {"0.25", "0.25", "0.0625"}, {"-1.5", "2", "-3"}, {"0.001", "0.001", "0.000001"}, {"100000", "100000", "10000000000"},
	} {
		a, _ := ParseNumber(c.a)
		b, _ := ParseNumber(c.b)
		if got := a.Times(b).String(); got != c.want {
			t.Errorf("%s × %s = %s, want %s", c.a, c.b, got, c.want)
		}
	}
}

// TestValues reads values of facts, says them and writes them as case files state them.
func TestValues(t *testing.T) {
	set := every(t)
	paris, err := moment.Zone("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ fact, text, en, fr, yaml string }{
		{"personal_data", "yes", "yes", "oui", "yes"},
		{"personal_data", "unknown", "", "", "unknown"},
		{"availability", "permanent", "lost", "perdues", "permanent"},
		{"data", "[names, health]", "health, names", "santé, noms", "[health, names]"},
		{"data", "names", "names", "noms", "[names]"},
		{"data", "[]", "none", "aucun", "[]"},
		{"data", "{at-least: [health]}", "at least health", "au moins santé", "{at-least: [health]}"},
		{"people", "2000", "2,000", "2\u202f000", "2000"},
		{"people", "{at-least: 2000}", "at least 2,000", "au moins 2\u202f000", "{at-least: 2000}"},
		{"people", "{at-most: 5}", "at most 5", "au plus 5", "{at-most: 5}"},
		{"people", "{at-least: 20, at-most: 30}", "between 20 and 30", "entre 20 et 30", "{at-least: 20, at-most: 30}"},
		{"restored_after", "18h", "18 hours", "18 heures", "18h"},
		{"restored_after", "1d", "1 day", "1 jour", "1d"},
		{"restored_after", "72h", "72 hours", "72 heures", "72h"},
		{"restored_after", "0min", "0 minutes", "0 minute", "0min"},
		{"restored_after", "{at-least: 90min, at-most: 2d}", "between 90 minutes and 2 days", "entre 90 minutes et 2 jours", "{at-least: 90min, at-most: 2d}"},
		{"restored_after", "{at-least: 3mo}", "at least 3 months", "au moins 3 mois", "{at-least: 3mo}"},
		{"handed_over", "2023-04-26", "2023-04-26", "2023-04-26", "2023-04-26"},
	} {
		f := set.Fact(c.fact)
		v, diags := set.ParseValue(f, parse(t, c.text), paris)
		if len(diags) > 0 {
			t.Errorf("%s: %s gives\n%s", c.fact, c.text, print(diags))
		}
		if en, fr, yaml := FormatValue(f, v, "en"), FormatValue(f, v, "fr"), v.YAML(f); en != c.en || fr != c.fr || yaml != c.yaml {
			t.Errorf("%s: %s reads %q, %q, %q", c.fact, c.text, en, fr, yaml)
		}
	}
}

// TestWrongValues holds what is said of values that do not fit their fact.
func TestWrongValues(t *testing.T) {
	set := every(t)
	for _, c := range []struct{ fact, text, want string }{
		{"personal_data", "maybe", `personal_data has no value "maybe"`},
		{"personal_data", "[yes]", "personal_data is yes or no, found a list"},
		{"availability", "permanant", `availability has no value "permanant"`},
		{"data", "[helth]", `data has no value "helth"`},
		{"data", "[[health]]", "data is a set of values, found a list in it"},
		{"data", "{any: [health]}", `a set has no key "any"`},
		{"people", "many", `people is a count, found "many"`},
		{"people", "-1", `people is a count, found "-1"`},
		{"people", "2.5", `people is a count, found "2.5"`},
		{"people", "{at-least: 9, at-most: 3}", "people is a count, found at least 9 and at most 3"},
		{"people", "{about: 9}", `a count has no key "about"`},
		{"restored_after", "18", `restored_after is a duration, found "18"`},
		{"handed_over", "soon", `"soon" is not a moment`},
		{"handed_over", "[2023]", "handed_over is a moment, found a list"},
		{"people", "{}", "people is a count, found nothing in it"},
		{"people", "~", "people is a count, found nothing"},
	} {
		v, diags := set.ParseValue(set.Fact(c.fact), parse(t, c.text), time.UTC)
		if v.Known || len(diags) != 1 || diags[0].Message != c.want {
			t.Errorf("%s: %s gives %+v and\n%s", c.fact, c.text, v, print(diags))
		}
	}
}

// parse reads one YAML value.
func parse(t *testing.T, text string) *yamlsrc.Value {
	t.Helper()
	v, diags := yamlsrc.Parse(source.New("value", []byte("v: "+text)), 0, -1)
	if len(diags) > 0 {
		t.Fatalf("%s: %s", text, print(diags))
	}
	return v.Pairs[0].Value
}

// TestLaw holds what is law on a day, in force and under a proposal.
func TestLaw(t *testing.T) {
	set := every(t)
	omnibus := set.Proposal("omnibus")
	date := func(text string) moment.Date {
		d, err := moment.ParseDate(text)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	rules := func(day string, p *Proposal) string {
		var ids []string
		for _, r := range set.Conclusion("availability_breach").Rules {
			if r.InForce(date(day), p) {
				ids = append(ids, r.ID)
			}
		}
		return strings.Join(ids, " ")
	}
	for _, c := range []struct{ day, law, proposed string }{
		{"2018-05-24", "", "availability-breach-omnibus"},
		{"2018-05-25", "availability-breach", "availability-breach-omnibus"},
		{"2030-12-31", "availability-breach", "availability-breach-omnibus"},
		{"2031-01-01", "", "availability-breach-omnibus"},
	} {
		if law, proposed := rules(c.day, nil), rules(c.day, omnibus); law != c.law || proposed != c.proposed {
			t.Errorf("on %s %q is law, and %q as proposed", c.day, law, proposed)
		}
	}
	if tell := set.Obligation("tell"); !tell.InForce(date("2020-01-01"), nil) || tell.InForce(date("2020-01-01"), omnibus) {
		t.Error("an obligation and what replaces it are law together, or neither is")
	}
	for _, c := range []struct{ day, law, proposed string }{{"2018-01-01", "", "5760"}, {"2020-01-01", "4320", "5760"}} {
		for p, want := range map[*Proposal]string{nil: c.law, omnibus: c.proposed} {
			v, ok := set.Parameter("notice").At(date(c.day), p)
			if ok != (want != "") || ok && v.Value.String() != want {
				t.Errorf("on %s the notice is %s minutes (%v), want %q", c.day, v.Value, ok, want)
			}
		}
	}
}

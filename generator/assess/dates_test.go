package assess

import (
	"testing"
	"time"

	"casebook/generator/moment"
	"casebook/generator/rule"
	"casebook/generator/yamlsrc"
)

// TestDates writes moments no more exact than they are known.
func TestDates(t *testing.T) {
	for _, test := range []struct{ written, en, fr string }{
		{"2023", "2023", "2023"},
		{"2023-08", "August 2023", "août 2023"},
		{"2023-05-01", "1 May 2023", "1er mai 2023"},
		{"2023-04-26T17", "26 April 2023, between 17:00 and 18:00", "26 avril 2023 entre 17 h et 18 h"},
		{"2023-04-26T17:40", "26 April 2023, 17:40", "26 avril 2023 à 17 h 40"},
		{"2023-04-26T17:00", "26 April 2023, 17:00", "26 avril 2023 à 17 h"},
	} {
		m, err := moment.Parse(test.written, time.UTC)
		if err != nil {
			t.Fatal(err)
		}
		if en, fr := datesOf("en").moment(m), datesOf("fr").moment(m); en != test.en || fr != test.fr {
			t.Errorf("%s: %q, %q; want %q, %q", test.written, en, fr, test.en, test.fr)
		}
	}
}

// TestFactText_moment says a fact that is a moment as the language writes moments.
func TestFactText_moment(t *testing.T) {
	found, err := moment.Parse("2023-05-01T17:40", time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	fact := &rule.Fact{Type: rule.Moment, Title: yamlsrc.Words{By: []yamlsrc.Spoken{{Lang: "en", Text: yamlsrc.Text{Value: "Found"}}}}}
	value := rule.Value{Known: true, Moment: found}
	if got, want := FactText(fact, value, "en"), "found: 1 May 2023, 17:40"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

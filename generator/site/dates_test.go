package site

import (
	"strings"
	"testing"

	"casebook/generator/moment"
)

func TestDate(t *testing.T) {
	paris, err := moment.Zone("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	texts := readTexts(t)
	for _, c := range []struct{ from, to, en, fr string }{
		{"unknown", "", "", ""},
		{"2023", "", "2023", "2023"},
		{"2023-05", "", "May 2023", "mai 2023"},
		{"2023-05-01", "", "1 May 2023", "1er mai 2023"},
		{"2023-05-01T17:40", "", "1 May 2023, 17:40", "1er mai 2023 à 17 h 40"},
		{"2023-05-02T09:00", "", "2 May 2023, 09:00", "2 mai 2023 à 9 h"},
		{"2023-05-02T09:05", "", "2 May 2023, 09:05", "2 mai 2023 à 9 h 05"},
		{"2023-05-02T17", "", "2 May 2023, between 17:00 and 18:00", "2 mai 2023 entre 17 h et 18 h"},
		{"2023-05-01", "2023-05-01", "1 May 2023", "1er mai 2023"},
		{"2023-05-01", "2023-05-03", "1 to 3 May 2023", "du 1er au 3 mai 2023"},
		{"2023-04-26", "2023-05-03", "26 April to 3 May 2023", "du 26 avril au 3 mai 2023"},
		{"2022-12-31", "2023-01-01", "31 December 2022 to 1 January 2023", "du 31 décembre 2022 au 1er janvier 2023"},
		{"2023-04-26T17:40", "2023-04-26T18:10", "26 April 2023, 17:40 to 18:10", "26 avril 2023 de 17 h 40 à 18 h 10"},
		{"2023-04-26T17:40", "2023-04-27T11:40", "26 April 2023, 17:40 to 27 April 2023, 11:40", "du 26 avril 2023 à 17 h 40 au 27 avril 2023 à 11 h 40"},
		{"2018-11", "2019-03", "November 2018 – March 2019", "novembre 2018 – mars 2019"},
		{"unknown", "2019-03-05", "until 5 March 2019", "jusqu’au 5 mars 2019"},
		{"unknown", "2019-03", "until March 2019", "jusqu’en mars 2019"},
	} {
		t.Run(c.from+"/"+c.to, func(t *testing.T) {
			from, _ := moment.Parse(c.from, paris)
			to, _ := moment.Parse(c.to, paris)
			var d any = from
			if c.to != "" {
				d = moment.Range{From: from, To: to}
			}
			for i, want := range []string{c.en, c.fr} {
				if got := strings.ReplaceAll(texts[i].Date(d), "\u00a0", " "); got != want {
					t.Errorf("%s: got %q, want %q", texts[i].Lang, got, want)
				}
			}
		})
	}
}

func TestNumber(t *testing.T) {
	for _, c := range []struct {
		n      int
		en, fr string
	}{
		{0, "0", "0"}, {999, "999", "999"}, {2300, "2,300", "2\u202f300"},
		{100000, "100,000", "100\u202f000"}, {1234567, "1,234,567", "1\u202f234\u202f567"}, {-12345, "−12,345", "−12\u202f345"},
	} {
		texts := readTexts(t)
		if got := texts[0].Number(c.n); got != c.en {
			t.Errorf("%d in English: got %q, want %q", c.n, got, c.en)
		}
		if got := texts[1].Number(c.n); got != c.fr {
			t.Errorf("%d in French: got %q, want %q", c.n, got, c.fr)
		}
	}
}

func TestPlural(t *testing.T) {
	texts := readTexts(t)
	for n, want := range [][2]string{{"0 hours", "0 heure"}, {"1 hour", "1 heure"}, {"2 hours", "2 heures"}} {
		if got := texts[0].Plural("unit.h", n); got != want[0] {
			t.Errorf("got %q, want %q", got, want[0])
		}
		if got := texts[1].Plural("unit.h", n); got != want[1] {
			t.Errorf("got %q, want %q", got, want[1])
		}
	}
}

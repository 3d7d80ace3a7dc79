package moment_test

import (
	"testing"
	"time"

	"casebook/generator/moment"
)

// date reads a day that the test knows to be well written.
func date(t testing.TB, text string) moment.Date {
	t.Helper()
	d, err := moment.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestParseDate(t *testing.T) {
	want := moment.Date{Year: 2024, Month: time.February, Day: 29}
	if got := date(t, "2024-02-29"); got != want || got.String() != "2024-02-29" || got.IsZero() {
		t.Errorf("got %v", got)
	}
	for text, want := range map[string]string{
		"":                 `"" is not a day`,
		"2024":             `"2024" is not a day`,
		"2024-02":          `"2024-02" is not a day`,
		"2024-02-29T10:00": `"2024-02-29T10:00" is not a day`,
		"2023-02-29":       "2023-02-29 does not exist: February 2023 has 28 days",
		"0999-02-28":       "the year 0999 is not between 1000 and 9998",
	} {
		_, err := moment.ParseDate(text)
		checkError(t, text, err, want)
	}
}

func TestDateArithmetic(t *testing.T) {
	tests := []struct {
		from         string
		days, months int
		want         string
	}{
		{"2023-04-26", 5, 0, "2023-05-01"},
		{"2023-01-01", -1, 0, "2022-12-31"},
		{"2024-02-28", 2, 0, "2024-03-01"},
		{"2023-12-31", 60, 0, "2024-02-29"},
		{"2023-01-31", 0, 1, "2023-02-28"},
		{"2024-01-31", 0, 1, "2024-02-29"},
		{"2023-02-28", 0, 1, "2023-03-28"},
		{"2023-11-30", 0, 3, "2024-02-29"},
		{"2023-03-31", 0, -1, "2023-02-28"},
		{"2023-01-15", 0, -1, "2022-12-15"},
		{"2023-04-26", 0, 24, "2025-04-26"},
		{"2023-04-26", 0, 0, "2023-04-26"},
	}
	for _, test := range tests {
		from := date(t, test.from)
		got := from.AddMonths(test.months).AddDays(test.days)
		if got.String() != test.want {
			t.Errorf("%v and %d months and %d days: %v, want %s", from, test.months, test.days, got, test.want)
		}
		if test.months == 0 && from.DaysUntil(got) != test.days {
			t.Errorf("from %v to %v: %d days, want %d", from, got, from.DaysUntil(got), test.days)
		}
	}
}

func TestDateCompare(t *testing.T) {
	ordered := []string{"2022-12-31", "2023-01-01", "2023-01-02", "2023-02-01", "2024-01-01"}
	for i, a := range ordered {
		for j, b := range ordered {
			if got := date(t, a).Compare(date(t, b)); got != sign(i-j) {
				t.Errorf("Compare(%s, %s) = %d", a, b, got)
			}
		}
	}
	if day := date(t, "2019-01-11").Weekday(); day != time.Friday {
		t.Errorf("11 January 2019 is a %v", day)
	}
}

func TestDateIn(t *testing.T) {
	tests := []struct{ date, zone, start, end, moment string }{
		{"2023-04-26", "Europe/Paris", "2023-04-26T00:00:00+02:00", "2023-04-27T00:00:00+02:00", "2023-04-26"},
		{"2018-11-04", "America/Sao_Paulo", "2018-11-04T01:00:00-02:00", "2018-11-05T00:00:00-02:00", "2018-11-04"},
		{"2018-11-03", "America/Sao_Paulo", "2018-11-03T00:00:00-03:00", "2018-11-04T01:00:00-02:00", "2018-11-03"},
		{"2023-11-05", "America/Havana", "2023-11-05T00:00:00-04:00", "2023-11-06T00:00:00-05:00", "2023-11-05"},
		{"2011-12-29", "Pacific/Apia", "2011-12-29T00:00:00-10:00", "2011-12-31T00:00:00+14:00", "2011-12-29"},
		{"2011-12-30", "Pacific/Apia", "2011-12-31T00:00:00+14:00", "2011-12-31T00:00:00+14:00", "unknown"},
	}
	for _, test := range tests {
		start, end := date(t, test.date).In(zone(t, test.zone))
		if got := start.Format(time.RFC3339); got != test.start {
			t.Errorf("%s in %s starts %s, want %s", test.date, test.zone, got, test.start)
		}
		if got := end.Format(time.RFC3339); got != test.end {
			t.Errorf("%s in %s ends %s, want %s", test.date, test.zone, got, test.end)
		}
		if got := date(t, test.date).Moment(zone(t, test.zone)).String(); got != test.moment {
			t.Errorf("%s in %s is %s, want %s", test.date, test.zone, got, test.moment)
		}
	}
	if m := (moment.Date{}).Moment(time.UTC); m.Known() {
		t.Errorf("the zero Date is %v", m)
	}
}

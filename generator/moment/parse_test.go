package moment_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"casebook/generator/moment"
)

func TestParse(t *testing.T) {
	tests := []struct {
		text, zone, want string
		precision        moment.Precision
	}{
		{"2023", "Europe/Paris", "2023-01-01T00:00:00+01:00 2024-01-01T00:00:00+01:00", moment.Year},
		{"2023-04", "Europe/Paris", "2023-04-01T00:00:00+02:00 2023-05-01T00:00:00+02:00", moment.Month},
		{"2023-12", "UTC", "2023-12-01T00:00:00Z 2024-01-01T00:00:00Z", moment.Month},
		{"2023-04-26", "Europe/Paris", "2023-04-26T00:00:00+02:00 2023-04-27T00:00:00+02:00", moment.Day},
		{"2024-02-29", "UTC", "2024-02-29T00:00:00Z 2024-03-01T00:00:00Z", moment.Day},
		{"2023-04-26T17", "Europe/Paris", "2023-04-26T17:00:00+02:00 2023-04-26T18:00:00+02:00", moment.Hour},
		{"2023-04-26 17", "Europe/Paris", "2023-04-26T17:00:00+02:00 2023-04-26T18:00:00+02:00", moment.Hour},
		{"2023-04-26T17Z", "Europe/Paris", "2023-04-26T17:00:00Z 2023-04-26T18:00:00Z", moment.Hour},
		{"2023-04-26T17:40", "Europe/Paris", "2023-04-26T17:40:00+02:00", moment.Minute},
		{"2023-04-26 17:40", "Europe/Paris", "2023-04-26T17:40:00+02:00", moment.Minute},
		{"2023-04-26T17:40:30", "Europe/Paris", "2023-04-26T17:40:30+02:00", moment.Minute},
		{"2023-04-26T17:40Z", "Europe/Paris", "2023-04-26T17:40:00Z", moment.Minute},
		{"2023-04-26T17:40-00:00", "Europe/Paris", "2023-04-26T17:40:00Z", moment.Minute},
		{"2023-04-26T17:40:30-03:30", "Europe/Paris", "2023-04-26T17:40:30-03:30", moment.Minute},
		{"2023-04-26T17:40+14:00", "Europe/Paris", "2023-04-26T17:40:00+14:00", moment.Minute},

		// Days of 23 and 25 hours, and a day on which midnight is skipped or comes twice.
		{"2023-03-26", "Europe/Paris", "2023-03-26T00:00:00+01:00 2023-03-27T00:00:00+02:00", moment.Day},
		{"2023-10-29", "Europe/Paris", "2023-10-29T00:00:00+02:00 2023-10-30T00:00:00+01:00", moment.Day},
		{"2018-11-04", "America/Sao_Paulo", "2018-11-04T01:00:00-02:00 2018-11-05T00:00:00-02:00", moment.Day},
		{"2023-11-05", "America/Havana", "2023-11-05T00:00:00-04:00 2023-11-06T00:00:00-05:00", moment.Day},

		// A time that occurs twice is either; an hour that occurs twice is both.
		{"2023-10-29T02:30", "Europe/Paris", "2023-10-29T02:30:00+02:00 2023-10-29T02:30:00+01:00", moment.Minute},
		{"2023-10-29T02:30+01:00", "Europe/Paris", "2023-10-29T02:30:00+01:00", moment.Minute},
		{"2023-10-29T01:59", "Europe/Paris", "2023-10-29T01:59:00+02:00", moment.Minute},
		{"2023-10-29T03:00", "Europe/Paris", "2023-10-29T03:00:00+01:00", moment.Minute},
		{"2023-10-29T02", "Europe/Paris", "2023-10-29T02:00:00+02:00 2023-10-29T03:00:00+01:00", moment.Hour},
		{"2023-10-01T02", "Australia/Lord_Howe", "2023-10-01T02:30:00+11:00 2023-10-01T03:00:00+11:00", moment.Hour},
		{"2023-03-26T03:00", "Europe/Paris", "2023-03-26T03:00:00+02:00", moment.Minute},

		// Paris was 9 minutes and 21 seconds ahead of Greenwich, which RFC 3339 cannot say.
		{"1900-01-01T12:00", "Europe/Paris", "1900-01-01T11:50:39Z", moment.Minute},
		{"2040-12-31", "Europe/Paris", "2040-12-31T00:00:00+01:00 2041-01-01T00:00:00+01:00", moment.Day},
		{"3032-12-31T23:59", "America/New_York", "3032-12-31T23:59:00-05:00", moment.Minute},
		{"9998", "UTC", "9998-01-01T00:00:00Z 9999-01-01T00:00:00Z", moment.Year},
		{"1000-01-01T00:00+14:00", "UTC", "1000-01-01T00:00:00+14:00", moment.Minute},
	}
	for _, test := range tests {
		m := parse(t, test.text, zone(t, test.zone))
		if got := interval(m); got != test.want || m.Precision() != test.precision {
			t.Errorf("%s in %s: %s to the %v, want %s to the %v",
				test.text, test.zone, got, m.Precision(), test.want, test.precision)
		}
	}
}

func TestParse_errors(t *testing.T) {
	tests := []struct{ text, zone, want string }{
		{"", "UTC", `"" is not a moment`},
		{"unknown", "UTC", `"unknown" is not a moment`},
		{"26/04/2023", "UTC", `"26/04/2023" is not a moment`},
		{"2023-4-26", "UTC", `"2023-4-26" is not a moment`},
		{"20230426", "UTC", `"20230426" is not a moment`},
		{"2023-", "UTC", `"2023-" is not a moment`},
		{"2023-04-26T", "UTC", `"2023-04-26T" is not a moment`},
		{"2023-04-26T17:4", "UTC", `"2023-04-26T17:4" is not a moment`},
		{"2023-04-26T17:40:30.5", "UTC", `"2023-04-26T17:40:30.5" is not a moment`},
		{"2023-04-26T17:40+0200", "UTC", `"2023-04-26T17:40+0200" is not a moment`},
		{"2023-04-26T17:40+0a:00", "UTC", `"2023-04-26T17:40+0a:00" is not a moment`},
		{"2023-04-26T17:40 +02:00", "UTC", `"2023-04-26T17:40 +02:00" is not a moment`},
		{"2023-04-26T17:40+٠2:00", "UTC", `"2023-04-26T17:40+٠2:00" is not a moment`},
		{"2023-04-26Z", "UTC", `"2023-04-26Z" is not a moment`},
		{" 2023", "UTC", `" 2023" is not a moment`},
		{strings.Repeat("2023", 20), "UTC", `"` + strings.Repeat("2023", 10) + `…" is not a moment`},
		{"0203-04-26", "UTC", "the year 0203 is not between 1000 and 9998"},
		{"9999", "UTC", "the year 9999 is not between 1000 and 9998"},
		{"2023-13", "UTC", "there is no month 13"},
		{"2023-00-01", "UTC", "there is no month 00"},
		{"2023-02-30", "UTC", "2023-02-30 does not exist: February 2023 has 28 days"},
		{"2023-04-31T10:00", "UTC", "2023-04-31 does not exist: April 2023 has 30 days"},
		{"2023-04-00", "UTC", "2023-04-00 does not exist: April 2023 has 30 days"},
		{"2023-04-26T25:00", "UTC", "25:00 is not a time of day"},
		{"2023-04-26T24:00", "UTC", "24:00 is not a time of day"},
		{"2023-04-26T23:60", "UTC", "23:60 is not a time of day"},
		{"2023-04-26T23:59:60", "UTC", "23:59:60 is not a time of day"},
		{"2023-04-26T17:40+15:00", "UTC", "the offset is more than 14 hours, or its minutes are more than 59"},
		{"2023-04-26T17:40-02:60", "UTC", "the offset is more than 14 hours, or its minutes are more than 59"},
		{"2023-03-26T02:30", "Europe/Paris", "2023-03-26T02:30 does not exist in Europe/Paris: clocks go from 02:00 to 03:00"},
		{"2023-03-26 02", "Europe/Paris", "2023-03-26 02 does not exist in Europe/Paris: clocks go from 02:00 to 03:00"},
		{"2023-10-01T02:10", "Australia/Lord_Howe", "2023-10-01T02:10 does not exist in Australia/Lord_Howe: clocks go from 02:00 to 02:30"},
		{"2018-11-04T00:00", "America/Sao_Paulo", "2018-11-04T00:00 does not exist in America/Sao_Paulo: clocks go from 00:00 to 01:00"},
		{"2011-12-30", "Pacific/Apia", "2011-12-30 does not exist in Pacific/Apia: clocks go from 2011-12-30T00:00 to 2011-12-31T00:00"},
		{"2011-12-30T12:00", "Pacific/Apia", "2011-12-30T12:00 does not exist in Pacific/Apia: clocks go from 2011-12-30T00:00 to 2011-12-31T00:00"},
	}
	for _, test := range tests {
		m, err := moment.Parse(test.text, zone(t, test.zone))
		checkError(t, test.text, err, test.want)
		if m.Known() {
			t.Errorf("%s: gives %v beside the error", test.text, m)
		}
	}
}

// checkError checks that err is an *Error about text with the sentence want and a hint.
func checkError(t *testing.T, text string, err error, want string) {
	t.Helper()
	var e *moment.Error
	switch {
	case !errors.As(err, &e):
		t.Errorf("%q: error %v, want %s", text, err, want)
	case e.Error() != want:
		t.Errorf("%q:\n got %s\nwant %s", text, e, want)
	case e.Text != text || e.Hint == "":
		t.Errorf("%q: text %q, hint %q", text, e.Text, e.Hint)
	}
}

func TestMomentString(t *testing.T) {
	tests := []struct{ text, in, want string }{
		{"2023", "", "2023"},
		{"2023-04", "", "2023-04"},
		{"2023-04-26", "", "2023-04-26"},
		{"2023-04-26 17", "", "2023-04-26T17"},
		{"2023-04-26 17:40", "", "2023-04-26T17:40"},
		{"2023-04-26T17:40:00", "", "2023-04-26T17:40"},
		{"2023-04-26T17:40:30", "", "2023-04-26T17:40:30"},
		{"2023-04-26T17:40Z", "", "2023-04-26T17:40Z"},
		{"2023-04-26T17:40+00:00", "", "2023-04-26T17:40Z"},
		{"2023-04-26T17+02:00", "", "2023-04-26T17+02:00"},
		{"2023-04-26T17:40:30-03:30", "", "2023-04-26T17:40:30-03:30"},
		{"2023-10-29T02:30", "", "2023-10-29T02:30"},
		{"2023-10-29T02", "", "2023-10-29T02"},
		{"1960-05-01T17", "", "1960-05-01T17"},
		{"2023-04-26T17:40Z", "Europe/Paris", "2023-04-26T19:40"},
		{"2023-10-29T02:30+01:00", "Europe/Paris", "2023-10-29T02:30+01:00"},
		{"2023-10-29T02:30", "UTC", "2023-10-29T00:30:00Z/2023-10-29T01:30:00Z"},
		{"2023-04-26", "UTC", "2023-04-25T22:00:00Z/2023-04-26T22:00:00Z"},
		{"2023-04", "UTC", "2023-03-31T22:00:00Z/2023-04-30T22:00:00Z"},
		{"2023", "UTC", "2022-12-31T23:00:00Z/2023-12-31T23:00:00Z"},
		{"2023-04-26T17", "Asia/Kolkata", "2023-04-26T20:30:00+05:30/2023-04-26T21:30:00+05:30"},
	}
	for _, test := range tests {
		m := parse(t, test.text, zone(t, "Europe/Paris"))
		if test.in != "" {
			m = m.In(zone(t, test.in))
		}
		if got := m.String(); got != test.want {
			t.Errorf("%s in %q: %s, want %s", test.text, test.in, got, test.want)
		}
	}
}

func TestAt(t *testing.T) {
	at := time.Date(2023, 4, 26, 17, 40, 30, 999, zone(t, "Europe/Paris"))
	if got := moment.At(at).String(); got != "2023-04-26T17:40:30" {
		t.Errorf("At(%v) = %s", at, got)
	}
}

func TestZone(t *testing.T) {
	for _, name := range []string{"Europe/Paris", "UTC", "Asia/Kathmandu"} {
		first, second := zone(t, name), zone(t, name)
		if first != second || first.String() != name {
			t.Errorf("%s: %v and then %v", name, first, second)
		}
	}
	for _, name := range []string{"", "Local", "local", "Europe/Atlantis", "../UTC", "CEST+"} {
		_, err := moment.Zone(name)
		checkError(t, name, err, `"`+name+`" is not a time zone`)
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"2023", "2023-04", "2023-02-30", "2023-04-26T17", "2023-04-26 17:40",
		"2023-04-26T17:40:30+02:00", "2023-03-26T02:30", "2023-10-29T02:30", "24:00", "2023-04-26T24:00",
		"2040-12-31T12:00", "3032", "9998-12-31T23:59-14:00", "1000-01-01T00:00+14:00", "never", "2023-04-26T17:40Zz", "\xff023"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, name := range zones {
			checkParse(t, text, zone(t, name))
		}
	})
}

// checkParse checks what holds for every text: it is read whole or not at all, and what is read is
// written and read again as the same.
func checkParse(t *testing.T, text string, loc *time.Location) {
	t.Helper()
	m, err := moment.Parse(text, loc)
	if err != nil {
		var e *moment.Error
		if !errors.As(err, &e) || e.Problem == "" || e.Hint == "" || m.Known() {
			t.Fatalf("%q in %v: %v beside the error %#v", text, loc, m, err)
		}
		return
	}
	if !m.Known() || m.Latest().Before(m.Earliest()) || m.LastDay().Compare(m.FirstDay()) < 0 {
		t.Fatalf("%q in %v: %s", text, loc, interval(m))
	}
	again, err := moment.Parse(m.String(), loc)
	if err != nil || again != m {
		t.Fatalf("%q in %v is written %s and read again as %v, %v", text, loc, m, again, err)
	}
}

func BenchmarkParse(b *testing.B) {
	for _, text := range []string{"2023-04-26", "2023-04-26T17:40", "2023-04-26T17:40+02:00"} {
		b.Run(text, func(b *testing.B) {
			paris := zone(b, "Europe/Paris")
			b.ReportAllocs()
			for b.Loop() {
				if _, err := moment.Parse(text, paris); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

package moment_test

import (
	"testing"

	"casebook/generator/moment"
)

func TestDue(t *testing.T) {
	const paris, berlin = "Europe/Paris", "Europe/Berlin"
	tests := []struct {
		name, start, within string
		counting            moment.Counting
		zone, country, want string
	}{
		// The examples of the law: the hours of the GDPR as they elapse and as Regulation 1182/71 counts them.
		{"hours elapse over Christmas", "2020-12-22T12:17", "72h", moment.ByDefault, berlin, "DE", "2020-12-25T12:17:00+01:00"},
		{"1182 leaves out the first hour", "2020-12-22T12:17", "72h", moment.EU1182, berlin, "DE", "2020-12-25T13:00:00+01:00"},
		{"1182 on the full hour", "2020-12-22T12:00", "72h", moment.EU1182, berlin, "DE", "2020-12-25T13:00:00+01:00"},
		{"1182 just before the full hour", "2020-12-22T11:59:59", "72h", moment.EU1182, berlin, "DE", "2020-12-25T12:00:00+01:00"},
		{"clocks go back on the way", "2023-10-27T10:00", "72h", moment.ByDefault, berlin, "DE", "2023-10-30T09:00:00+01:00"},
		{"clocks go forward on the way", "2023-03-24T10:00", "72h", moment.ByDefault, berlin, "DE", "2023-03-27T11:00:00+02:00"},
		{"a weekend does not count", "2019-01-11", "72h", moment.ByDefault, "Europe/Amsterdam", "NL",
			"2019-01-14T00:00:00+01:00 2019-01-15T00:00:00+01:00"},
		{"a start known to the day", "2023-04-27", "72h", moment.ByDefault, paris, "FR",
			"2023-04-30T00:00:00+02:00 2023-05-01T00:00:00+02:00"},

		{"elapsed over a day of 25 hours", "2023-10-27", "72h", moment.ByDefault, paris, "FR",
			"2023-10-29T23:00:00+01:00 2023-10-30T23:00:00+01:00"},
		{"a start known to the month", "2023-04", "72h", moment.ByDefault, paris, "FR",
			"2023-04-04T00:00:00+02:00 2023-05-04T00:00:00+02:00"},
		{"a start known to the hour", "2023-04-27T10", "72h", moment.ByDefault, paris, "FR",
			"2023-04-30T10:00:00+02:00 2023-04-30T11:00:00+02:00"},
		{"a start that is one of two", "2023-10-29T02:30", "72h", moment.ByDefault, paris, "FR",
			"2023-11-01T01:30:00+01:00 2023-11-01T02:30:00+01:00"},
		{"minutes", "2023-04-27T10:00", "90min", moment.ByDefault, paris, "FR", "2023-04-27T11:30:00+02:00"},
		{"minutes are not in 1182", "2023-04-27T10:05", "90min", moment.EU1182, paris, "FR", "2023-04-27T11:35:00+02:00"},
		{"no hours at all", "2023-04-27T10:00", "0h", moment.ByDefault, paris, "FR", "2023-04-27T10:00:00+02:00"},
		{"hours in calendar days elapse", "2023-04-27T10:00", "72h", moment.CalendarDays, paris, "FR", "2023-04-30T10:00:00+02:00"},
		{"a start with an offset", "2023-04-27T10:00-05:00", "72h", moment.ByDefault, paris, "FR", "2023-04-30T17:00:00+02:00"},
		{"a start that is unknown", "unknown", "72h", moment.ByDefault, paris, "FR", "unknown"},
		{"an end that cannot be written", "9998-12-01", "60d", moment.ByDefault, paris, "FR", "unknown"},

		{"days run to the end of the last", "2023-04-27T10:00", "3d", moment.ByDefault, paris, "FR", "2023-05-01T00:00:00+02:00"},
		{"days from a day", "2023-04-27", "3d", moment.ByDefault, paris, "FR", "2023-05-01T00:00:00+02:00"},
		{"days from an hour", "2023-04-27T23", "3d", moment.ByDefault, paris, "FR", "2023-05-01T00:00:00+02:00"},
		{"days from the first instant of a day", "2023-04-27T00:00", "3d", moment.ByDefault, paris, "FR", "2023-05-01T00:00:00+02:00"},
		{"days from a month", "2023-04", "60d", moment.ByDefault, paris, "FR",
			"2023-06-01T00:00:00+02:00 2023-06-30T00:00:00+02:00"},
		{"no days: the end of the day", "2023-04-27T10:00", "0d", moment.ByDefault, paris, "FR", "2023-04-28T00:00:00+02:00"},
		{"days over a change of clocks", "2023-10-27T10:00", "3d", moment.ByDefault, paris, "FR", "2023-10-31T00:00:00+01:00"},
		{"days that end where midnight is skipped", "2018-11-01", "2d", moment.ByDefault, "America/Sao_Paulo", "BR", "2018-11-04T01:00:00-02:00"},
		{"days that elapse", "2023-10-27T10:00", "3d", moment.Elapsed, paris, "FR", "2023-10-30T09:00:00+01:00"},

		{"a month", "2023-04-27T10:00", "1mo", moment.ByDefault, paris, "FR", "2023-05-28T00:00:00+02:00"},
		{"a month from the 31st", "2023-01-31", "1mo", moment.ByDefault, paris, "FR", "2023-03-01T00:00:00+01:00"},
		{"a month that elapses", "2023-10-15T10:00", "1mo", moment.Elapsed, paris, "FR", "2023-11-15T10:00:00+01:00"},
		{"a month that elapses, from the 31st", "2023-01-31T10:00", "1mo", moment.Elapsed, paris, "FR", "2023-03-01T00:00:00+01:00"},
		{"a month that elapses, from the 30th", "2023-01-30", "1mo", moment.Elapsed, paris, "FR", "2023-03-01T00:00:00+01:00"},
		{"a month that elapses to a skipped time", "2023-02-26T02:30", "1mo", moment.Elapsed, paris, "FR", "2023-03-26T03:00:00+02:00"},
		{"no months", "2023-10-29T02:30+01:00", "0mo", moment.Elapsed, paris, "FR", "2023-10-29T02:30:00+01:00"},

		{"1182: days that end on a Sunday", "2023-04-20T10:00", "3d", moment.EU1182, paris, "FR", "2023-04-25T00:00:00+02:00"},
		{"1182: a Sunday before a holiday", "2023-04-27", "3d", moment.EU1182, paris, "FR", "2023-05-03T00:00:00+02:00"},
		{"1182: the same, holidays unknown", "2023-04-27", "3d", moment.EU1182, paris, "LU", "2023-05-02T00:00:00+02:00"},
		{"1182: days that end on a working day", "2023-04-20", "5d", moment.EU1182, paris, "FR", "2023-04-26T00:00:00+02:00"},
		{"1182: a month that ends on 1 May", "2023-04-01", "1mo", moment.EU1182, paris, "FR", "2023-05-03T00:00:00+02:00"},
		{"1182: hours from a day", "2023-04-27", "72h", moment.EU1182, paris, "FR",
			"2023-04-30T01:00:00+02:00 2023-05-01T00:00:00+02:00"},
		{"1182: hours from an hour", "2023-04-27T10", "72h", moment.EU1182, paris, "FR", "2023-04-30T11:00:00+02:00"},
		{"1182: half-hour zone", "2023-04-27T10:20", "72h", moment.EU1182, "Asia/Kolkata", "IN", "2023-04-30T11:00:00+05:30"},
		{"1182: written in UTC, counted in Kolkata", "2023-04-27T04:50Z", "72h", moment.EU1182, "Asia/Kolkata", "IN", "2023-04-30T11:00:00+05:30"},
		{"1182: before the skipped hour", "2023-03-26T01:30", "1h", moment.EU1182, paris, "FR", "2023-03-26T04:00:00+02:00"},
		{"1182: the first of two hours", "2023-10-29T02:30+02:00", "1h", moment.EU1182, paris, "FR", "2023-10-29T03:00:00+01:00"},
		{"1182: the second of two hours", "2023-10-29T02:30+01:00", "1h", moment.EU1182, paris, "FR", "2023-10-29T04:00:00+01:00"},
		{"1182: clocks go back by half an hour", "2023-04-02T01:45+11:00", "1h", moment.EU1182, "Australia/Lord_Howe", "AU", "2023-04-02T03:00:00+10:30"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			loc := zone(t, test.zone)
			due := moment.Due(parse(t, test.start, loc), duration(t, test.within), test.counting,
				moment.CalendarFor(test.country), loc)
			if got := interval(due); got != test.want {
				t.Errorf("%s after %s: %s, want %s", test.within, test.start, got, test.want)
			}
		})
	}
}

func TestDue_precision(t *testing.T) {
	tests := []struct {
		start, within string
		precision     moment.Precision
		last          string
		endsDay       bool
	}{
		{"2023-04-27", "72h", moment.Day, "2023-04-30", false},
		{"2023-04", "60d", moment.Month, "2023-06-29", false},
		{"2023-04-27", "3d", moment.Minute, "2023-04-30", true},
		{"2023-04-27T10:00", "1mo", moment.Minute, "2023-05-27", true},
		{"2023-04-27T00:00", "72h", moment.Minute, "2023-04-30", false},
	}
	paris := zone(t, "Europe/Paris")
	for _, test := range tests {
		due := moment.Due(parse(t, test.start, paris), duration(t, test.within), moment.ByDefault,
			moment.Calendar{}, paris)
		if due.Precision() != test.precision || due.LastDay().String() != test.last || due.EndsDay() != test.endsDay {
			t.Errorf("%s after %s: %v to the %v, last day %v, ends it %v",
				test.within, test.start, due, due.Precision(), due.LastDay(), due.EndsDay())
		}
	}
}

func TestTwoWorkingDays(t *testing.T) {
	tests := []struct{ name, start, within, country, want string }{
		{"Friday to Tuesday", "2024-01-12T16:00", "72h", "DE", "2024-01-17T00:00:00+01:00"},
		{"Thursday to Monday", "2024-01-11T16:00", "72h", "DE", "2024-01-16T00:00:00+01:00"},
		{"Monday has two before it ends", "2024-01-08T16:00", "72h", "DE", "unknown"},
		{"Friday known to the day", "2024-01-12", "72h", "DE", "2024-01-17T00:00:00+01:00"},
		{"Christmas", "2020-12-23T12:17", "72h", "DE", "2020-12-29T00:00:00+01:00"},
		{"two days from a Friday", "2024-01-12T16:00", "2d", "DE", "2024-01-17T00:00:00+01:00"},
		{"two days from a Monday", "2024-01-08T16:00", "2d", "DE", "unknown"},
		{"less than two days", "2024-01-12T16:00", "47h", "DE", "unknown"},
		{"a month that ends on a Friday", "2023-06", "72h", "DE", "2023-06-06T00:00:00+02:00 2023-07-05T00:00:00+02:00"},
		{"unknown start", "unknown", "72h", "DE", "unknown"},
	}
	berlin := zone(t, "Europe/Berlin")
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := moment.TwoWorkingDays(parse(t, test.start, berlin), duration(t, test.within),
				moment.CalendarFor(test.country), berlin)
			if interval(got) != test.want {
				t.Errorf("%s after %s: %s, want %s", test.within, test.start, interval(got), test.want)
			}
		})
	}
}

func TestEndOf(t *testing.T) {
	tests := []struct {
		unit     moment.Precision
		m, want  string
		lastDay  string
		plus60   string // the end of 60 days after it
		instants bool
	}{
		{moment.Year, "2023-04-27T10:00", "2024-01-01T00:00:00+01:00", "2023-12-31", "2024-03-01T00:00:00+01:00", true},
		{moment.Year, "2023-12-31T23:59", "2024-01-01T00:00:00+01:00", "2023-12-31", "2024-03-01T00:00:00+01:00", true},
		{moment.Year, "2023", "2024-01-01T00:00:00+01:00", "2023-12-31", "2024-03-01T00:00:00+01:00", true},
		{moment.Year, "2022-01-01T00:00", "2023-01-01T00:00:00+01:00", "2022-12-31", "2023-03-02T00:00:00+01:00", true},
		{moment.Month, "2023-04-27", "2023-05-01T00:00:00+02:00", "2023-04-30", "2023-06-30T00:00:00+02:00", true},
		{moment.Month, "2023", "2023-02-01T00:00:00+01:00 2024-01-01T00:00:00+01:00", "2023-12-31",
			"2023-04-02T00:00:00+02:00 2024-03-01T00:00:00+01:00", false},
		{moment.Day, "2023-04-27T10:00", "2023-04-28T00:00:00+02:00", "2023-04-27", "2023-06-27T00:00:00+02:00", true},
		{moment.Hour, "2023-04-27T10:20", "2023-04-27T11:00:00+02:00", "2023-04-27", "2023-06-27T00:00:00+02:00", true},
		{moment.Minute, "2023-04-27T10:20", "2023-04-27T10:20:00+02:00", "2023-04-27", "2023-06-27T00:00:00+02:00", true},
		{moment.Year, "unknown", "unknown", "0000-00-00", "unknown", false},
		{moment.Unknown, "2023", "unknown", "0000-00-00", "unknown", false},
	}
	paris := zone(t, "Europe/Paris")
	for _, test := range tests {
		end := moment.EndOf(test.unit, parse(t, test.m, paris), paris)
		if got := interval(end); got != test.want || end.Exact() != test.instants {
			t.Errorf("end of the %v of %s: %s, want %s", test.unit, test.m, got, test.want)
		}
		if got := end.LastDay().String(); got != test.lastDay {
			t.Errorf("end of the %v of %s: falls on %s, want %s", test.unit, test.m, got, test.lastDay)
		}
		due := moment.Due(end, duration(t, "60d"), moment.ByDefault, moment.Calendar{}, paris)
		if got := interval(due); got != test.plus60 {
			t.Errorf("60 days after the end of the %v of %s: %s, want %s", test.unit, test.m, got, test.plus60)
		}
	}
}

// Hours from the end of a day start with the next day, not an hour later.
func TestEndOf_hours(t *testing.T) {
	paris := zone(t, "Europe/Paris")
	end := moment.EndOf(moment.Year, parse(t, "2023", paris), paris)
	for _, counting := range []moment.Counting{moment.Elapsed, moment.EU1182} {
		due := moment.Due(end, duration(t, "24h"), counting, moment.CalendarFor("FR"), paris)
		if got := interval(due); got != "2024-01-02T00:00:00+01:00" {
			t.Errorf("%v: 24 hours after 2023: %s", counting, got)
		}
	}
}

func TestCounting(t *testing.T) {
	for c, want := range map[moment.Counting]string{moment.Elapsed: "elapsed",
		moment.CalendarDays: "calendar-days", moment.EU1182: "eu-1182"} {
		if got, ok := moment.ParseCounting(want); !ok || got != c || c.String() != want {
			t.Errorf("ParseCounting(%q) = %v, %v", want, got, ok)
		}
		if c.For(moment.Days) != c || c.For(moment.Hours) != c {
			t.Errorf("%v depends on the unit", c)
		}
	}
	for _, text := range []string{"", "working-days"} {
		if got, ok := moment.ParseCounting(text); ok || got != moment.ByDefault {
			t.Errorf("ParseCounting(%q) = %v, %v", text, got, ok)
		}
	}
	if moment.ByDefault.For(moment.Hours) != moment.Elapsed || moment.ByDefault.For(moment.Months) != moment.CalendarDays {
		t.Error("hours do not elapse by default, or months do")
	}
}

func BenchmarkDue(b *testing.B) {
	paris := zone(b, "Europe/Paris")
	france := moment.CalendarFor("FR")
	for _, test := range []struct {
		start, within string
		counting      moment.Counting
	}{
		{"2023-04-27", "72h", moment.Elapsed},
		{"2023-04-27", "60d", moment.CalendarDays},
		{"2023-04-27", "1mo", moment.EU1182},
		{"2023-04-27T10:20", "72h", moment.EU1182},
	} {
		b.Run(test.counting.String()+"/"+test.within, func(b *testing.B) {
			start, within := parse(b, test.start, paris), duration(b, test.within)
			b.ReportAllocs()
			for b.Loop() {
				moment.Due(start, within, test.counting, france, paris)
			}
		})
	}
}

package moment_test

import (
	"strings"
	"testing"
	"time"

	"casebook/generator/moment"

	"github.com/google/go-cmp/cmp"
)

func TestCalendarHolidays(t *testing.T) {
	tests := []struct {
		country string
		year    int
		want    string // as month-day
	}{
		{"FR", 2023, "01-01 04-10 05-01 05-08 05-18 05-29 07-14 08-15 11-01 11-11 12-25"},
		{"FR", 2008, "01-01 03-24 05-01 05-08 05-12 07-14 08-15 11-01 11-11 12-25"}, // Ascension on 1 May
		{"DE", 2023, "01-01 04-07 04-10 05-01 05-18 05-29 10-03 12-25 12-26"},
		{"DE", 2017, "01-01 04-14 04-17 05-01 05-25 06-05 10-03 10-31 12-25 12-26"},
		{"IE", 2023, "01-01 02-06 03-17 04-10 05-01 06-05 08-07 10-30 12-25 12-26"},
		{"IE", 2022, "01-01 03-17 03-18 04-18 05-02 06-06 08-01 10-31 12-25 12-26"},
		{"NL", 2023, "01-01 04-07 04-10 04-27 05-05 05-18 05-29 12-25 12-26"},
		{"BE", 2023, "01-01 04-10 05-01 05-18 05-29 07-21 08-15 11-01 11-11 12-25"},
		{"CH", 2023, "01-01 05-18 08-01 12-25"},
		{"GB", 2022, "01-01 01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-25 12-26 12-27"},
		{"UK", 2023, "01-01 01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"},
		{"US", 2021, "01-01 01-18 02-15 05-31 06-18 06-19 07-04 07-05 09-06 10-11 11-11 11-25 12-24 12-25 12-31"},
		{"EL", 2023, "01-01 01-06 02-27 03-25 04-14 04-17 05-01 06-05 08-15 10-28 12-25 12-26"},
		{"PL", 2024, "01-01 01-06 04-01 05-01 05-03 05-30 08-15 11-01 11-11 12-25 12-26"},
		{"PL", 2025, "01-01 01-06 04-21 05-01 05-03 06-19 08-15 11-01 11-11 12-24 12-25 12-26"},
		{"XX", 2023, ""},
		{"", 2023, ""},
	}
	for _, test := range tests {
		calendar := moment.CalendarFor(test.country)
		var got []string
		for d := (moment.Date{Year: test.year, Month: 1, Day: 1}); d.Year == test.year; d = d.AddDays(1) {
			if _, ok := calendar.Holiday(d); ok {
				got = append(got, d.String()[len("2023-"):])
			}
		}
		if diff := cmp.Diff(test.want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%s in %d (-want +got):\n%s", test.country, test.year, diff)
		}
	}
}

func TestCalendarWorkday(t *testing.T) {
	tests := []struct {
		country, date string
		holiday       string
		workday       bool
		next          string
	}{
		{"FR", "2023-05-08", "Fête de la Victoire", false, "2023-05-09"},
		{"FR", "2023-04-29", "", false, "2023-05-02"}, // a Saturday before 1 May
		{"FR", "2023-05-02", "", true, "2023-05-02"},
		{"DE", "2023-05-08", "", true, "2023-05-08"},
		{"DE", "2017-10-31", "Reformationstag", false, "2017-11-01"},
		{"GR", "2024-01-01", "Πρωτοχρονιά", false, "2024-01-02"},
		{"BG", "2024-05-01", "Ден на труда и на международната работническа солидарност", false, "2024-05-02"},
		{"LU", "2023-06-23", "", true, "2023-06-23"},
		{"LU", "2023-06-24", "", false, "2023-06-26"},
	}
	for _, test := range tests {
		calendar, d := moment.CalendarFor(test.country), date(t, test.date)
		name, ok := calendar.Holiday(d)
		if name != test.holiday || ok != (test.holiday != "") {
			t.Errorf("%s %v: holiday %q, %v, want %q", test.country, d, name, ok, test.holiday)
		}
		if got := calendar.Workday(d); got != test.workday {
			t.Errorf("%s %v (%v): workday %v", test.country, d, d.Weekday(), got)
		}
		if got := calendar.NextWorkday(d).String(); got != test.next {
			t.Errorf("%s %v: next workday %s, want %s", test.country, d, got, test.next)
		}
	}
}

func TestCalendarKnown(t *testing.T) {
	known := strings.Fields("AT BE BG CH CZ DE DK EL ES FR GB GR HR IE IT LT LV NL NO PL RO SE SI SK UK US")
	for _, country := range known {
		calendar := moment.CalendarFor(country)
		if name, ok := calendar.Holiday(date(t, "2023-12-25")); !calendar.Known() || !ok || name == "" {
			t.Errorf("%s: known %v, Christmas is %q", country, calendar.Known(), name)
		}
	}
	for _, country := range []string{"", "fr", "LU", "XX"} {
		calendar := moment.CalendarFor(country)
		if calendar.Known() || calendar.Country() != country {
			t.Errorf("%q: known %v, country %q", country, calendar.Known(), calendar.Country())
		}
	}
}

// The machine's zone must not move a holiday: midnight of 1 May does not exist everywhere.
func TestCalendar_localZone(t *testing.T) {
	was := time.Local
	defer func() { time.Local = was }()
	for _, name := range []string{"America/Sao_Paulo", "Pacific/Kiritimati", "Pacific/Pago_Pago"} {
		time.Local = zone(t, name)
		if _, ok := moment.CalendarFor("FR").Holiday(date(t, "2023-04-10")); !ok {
			t.Errorf("in %s Easter Monday is no holiday", name)
		}
	}
}

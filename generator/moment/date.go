package moment

import (
	"cmp"
	"fmt"
	"time"
)

// Date is a day of the calendar, wherever on Earth. The zero Date is no day.
type Date struct {
	Year  int
	Month time.Month
	Day   int // from 1
}

// DateOf returns the day of t in the location of t.
func DateOf(t time.Time) Date {
	year, month, day := t.Date()
	return Date{year, month, day}
}

func dateAt(sec int64, loc *time.Location) Date { return DateOf(time.Unix(sec, 0).In(loc)) }

// IsZero reports whether d is the zero Date.
func (d Date) IsZero() bool { return d == Date{} }

// String returns the date as 2023-04-26.
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day) }

// Compare returns -1, 0 or 1 as d is before e, e itself, or after.
func (d Date) Compare(e Date) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.utc().Weekday() }

// AddDays returns the day n days later, earlier where n is negative.
func (d Date) AddDays(n int) Date { return DateOf(d.utc().AddDate(0, 0, n)) }

// DaysUntil returns the number of days from d to e, negative where e is earlier.
func (d Date) DaysUntil(e Date) int { return int((e.utc().Unix() - d.utc().Unix()) / secondsPerDay) }

// AddMonths returns the same day n months later, or the last day of that month where it has no such day:
// a month after 31 January is 28 or 29 February.
func (d Date) AddMonths(n int) Date {
	first := time.Date(d.Year, d.Month+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	year, month, _ := first.Date()
	return Date{year, month, min(d.Day, daysIn(year, month))}
}

// In returns the instants at which the day begins and ends in loc, the end being the beginning of the
// next day. The first instant of a day is not midnight where clocks skip midnight, and both are the same
// where a zone left out the day to change sides of the date line.
func (d Date) In(loc *time.Location) (start, end time.Time) {
	return time.Unix(d.start(loc), 0).In(loc), time.Unix(d.AddDays(1).start(loc), 0).In(loc)
}

// Moment returns the day in loc as a moment of precision [Day]. It is unknown where there was no such
// day in loc, and for the zero Date.
func (d Date) Moment(loc *time.Location) Moment {
	from, to := d.start(loc), d.AddDays(1).start(loc)
	if d.IsZero() || from == to {
		return Moment{}
	}
	return Moment{from: from, to: to, zone: loc, precision: Day}
}

const secondsPerDay = 24 * 60 * 60

func (d Date) utc() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// start returns the first instant of the day in loc, in seconds since 1970.
func (d Date) start(loc *time.Location) int64 {
	first, _, _ := localTime(d.utc().Unix(), loc)
	return first
}

func daysIn(year int, month time.Month) int {
	return time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

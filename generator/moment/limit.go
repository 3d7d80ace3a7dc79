package moment

import "time"

// Counting says how the law counts a time limit.
type Counting int

const (
	// ByDefault counts minutes and hours as [Elapsed], days and months as [CalendarDays].
	ByDefault Counting = iota
	// Elapsed runs from the instant of the event, whatever clocks do meanwhile: an hour is 60 minutes, a
	// day 24 hours. Months end at the same time of day on the same date, or with the last day of a month
	// that has no such date.
	Elapsed
	// CalendarDays leaves out the day of the event and runs to the end of the last day. Months end with the
	// same date, or with the last day of a month that has no such date. Minutes and hours elapse.
	CalendarDays
	// EU1182 is Regulation (EEC, Euratom) 1182/71. Hours run from the beginning of the hour after that of
	// the event; days and months as CalendarDays, but where the last day is a Saturday, a Sunday or a
	// public holiday, to the end of the next working day. Minutes, which it does not mention, elapse.
	EU1182
)

var countings = [...]string{"", "elapsed", "calendar-days", "eu-1182"}

// String returns the counting as rules write it; "" for ByDefault.
func (c Counting) String() string { return countings[c] }

// ParseCounting returns the counting that rules write as text, false where they write none so.
func ParseCounting(text string) (Counting, bool) {
	for c, name := range countings {
		if name == text && name != "" {
			return Counting(c), true
		}
	}
	return ByDefault, false
}

// For returns how a limit in the unit u is counted: what ByDefault stands for, or c itself.
func (c Counting) For(u Unit) Counting {
	switch {
	case c != ByDefault:
		return c
	case u == Minutes || u == Hours:
		return Elapsed
	}
	return CalendarDays
}

// Due returns when a limit ends that starts with start and runs for within, in local time of loc and with
// the holidays of calendar.
//
// After an instant the end is an instant. After an interval it is the interval of all the ends there may
// be; where whole days are counted and start is known to the day, that is one instant again. The end is
// unknown when start is, and when it would lie after the year 9998.
func Due(start Moment, within Duration, counting Counting, calendar Calendar, loc *time.Location) Moment {
	if !start.Known() {
		return Moment{}
	}
	l := limit{within: within, counting: counting.For(within.unit), calendar: calendar, loc: loc}
	if l.steps() {
		return l.result(start, l.end(start.first()), l.end(start.last()))
	}
	return l.result(start, l.end(start.from), l.end(start.to))
}

// TwoWorkingDays returns the end of the limit if Article 3(5) of Regulation 1182/71 is applied to it:
// every period of two days or more includes at least two working days, whole ones, the day of the event
// not among them. Whether the paragraph covers periods in hours is disputed, so the result is for telling
// people about it, not for deciding. It is unknown where the paragraph would reach no further than [Due]
// counted as [EU1182], neither after the first instant that start may mean nor after the last.
func TwoWorkingDays(start Moment, within Duration, calendar Calendar, loc *time.Location) Moment {
	if !start.Known() || within.Compare(Duration{2, Days}) < 0 {
		return Moment{}
	}
	due := Due(start, within, EU1182, calendar, loc)
	second := func(sec int64) int64 {
		first := calendar.NextWorkday(dateAt(sec, loc).AddDays(1))
		return endOfDay(calendar.NextWorkday(first.AddDays(1)), loc)
	}
	from, to := second(start.first()), second(start.last())
	if !due.Known() || from <= due.from && to <= due.to {
		return Moment{}
	}
	l := limit{loc: loc, counting: CalendarDays, within: Duration{2, Days}}
	return l.result(start, max(from, due.from), max(to, due.to))
}

// EndOf returns the end of the year, month, day or hour in which m lies in local time of loc: an instant
// where that is sure, else the interval of the ends there may be. It is unknown when m or the unit is.
func EndOf(unit Precision, m Moment, loc *time.Location) Moment {
	if !m.Known() || unit == Unknown {
		return Moment{}
	}
	if unit == Minute {
		return m.In(loc)
	}
	end := func(sec int64) int64 {
		d := dateAt(sec, loc)
		switch unit {
		case Year:
			return Date{d.Year + 1, 1, 1}.start(loc)
		case Month:
			return Date{d.Year, d.Month, 1}.AddMonths(1).start(loc)
		case Day:
			return endOfDay(d, loc)
		}
		return nextHour(sec, loc)
	}
	l := limit{loc: loc, counting: CalendarDays, within: Duration{0, Days}}
	return l.result(m, end(m.first()), end(m.last()))
}

// limit is a time limit with all that decides how it is counted; its counting is not ByDefault.
type limit struct {
	within   Duration
	counting Counting
	calendar Calendar
	loc      *time.Location
}

// steps reports whether the end depends only on the hour or the day of the event, so that the ends of an
// interval are those of its first and its last instant.
func (l limit) steps() bool {
	return l.wholeDays() || l.counting == EU1182 && l.within.unit == Hours
}

// wholeDays reports whether the limit ends with a day.
func (l limit) wholeDays() bool {
	return l.counting != Elapsed && (l.within.unit == Days || l.within.unit == Months)
}

// end returns the end of the limit after an event at the instant sec.
func (l limit) end(sec int64) int64 {
	switch {
	case l.wholeDays():
		last := l.date(dateAt(sec, l.loc))
		if l.counting == EU1182 {
			last = l.calendar.NextWorkday(last)
		}
		return endOfDay(last, l.loc)
	case l.within.unit == Months:
		return l.months(sec)
	case l.steps():
		sec = nextHour(sec, l.loc)
	}
	return sec + l.within.Minutes()*60
}

// date returns the day that the limit, in days or months, leads to from the day of the event.
func (l limit) date(d Date) Date {
	if l.within.unit == Months {
		return d.AddMonths(int(l.within.number))
	}
	return d.AddDays(int(l.within.number))
}

// months returns the end of a limit in months that elapse. A month without the date ends the limit with
// its last day, not at the time of day of the event: else an event on the 31st could end sooner than one
// on the 30th. (Regulation 1182/71, Article 3(2)(c), ends it so too.)
func (l limit) months(sec int64) int64 {
	if l.within.number == 0 {
		return sec
	}
	day := dateAt(sec, l.loc)
	last := l.date(day)
	if last.Day != day.Day {
		return endOfDay(last, l.loc)
	}
	first, _, _ := localTime(localSeconds(sec, l.loc)+int64(day.DaysUntil(last))*secondsPerDay, l.loc)
	return first
}

// result returns the ends of a limit after the earliest and the latest start as a moment.
func (l limit) result(start Moment, from, to int64) Moment {
	m := Moment{from: from, to: to, zone: l.loc, precision: start.precision, ends: l.wholeDays()}
	if from == to {
		m.precision = Minute
	}
	if m.Latest().Year() > maxYear {
		return Moment{}
	}
	return m
}

func endOfDay(d Date, loc *time.Location) int64 { return d.AddDays(1).start(loc) }

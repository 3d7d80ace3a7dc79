package moment

import (
	"fmt"
	"strings"
	"time"
)

// Timeliness says whether an act that is due was done in time.
type Timeliness string

const (
	InTime            Timeliness = "in-time"
	Late              Timeliness = "late"
	Missed            Timeliness = "missed"   // not done, and the time is over
	Open              Timeliness = "open"     // not done as far as the sources reach, and there is time left
	NoLimit           Timeliness = "no-limit" // done, and the law names no number
	UnknownTimeliness Timeliness = "unknown"
)

// Act is what is known of an act that is due.
type Act struct {
	Due        Moment // unknown where the start of the clock is
	NoLimit    bool   // the law names no number, as in "without undue delay"
	Done       Moment // the first time it was done; unknown where that is
	Never      bool   // it is known not to have been done; Done is not read then
	KnownUntil Moment // how far the sources reach: a day, to its end
}

// Timeliness compares an act with its limit. What was never done is open while the limit may end after
// the sources do, else missed, also where no limit is known.
//
// Something is late or in time only if all that Done and Due may mean says so. An act known to the minute
// is in time in the very instant in which the limit ends; one known less well, say to the day that begins
// with that instant, is late.
func (a Act) Timeliness() Timeliness {
	switch {
	case a.Never && a.Due.Known() && a.KnownUntil.Known() && a.Due.to > a.KnownUntil.to:
		return Open
	case a.Never:
		return Missed
	case !a.Done.Known():
		return UnknownTimeliness
	case a.NoLimit:
		return NoLimit
	case !a.Due.Known():
		return UnknownTimeliness
	case a.late():
		return Late
	case a.Done.to <= a.Due.from:
		return InTime
	}
	return UnknownTimeliness
}

func (a Act) late() bool {
	if a.Done.precision == Minute && a.Due.precision == Minute {
		return a.Done.from > a.Due.to
	}
	return a.Done.from >= a.Due.to
}

// Taken returns the time from the start of the clock to the act as an ISO 8601 duration. Where either is
// known only to the day, or is one of two times at which clocks were set back, it is the number of days
// from the one date in loc to the other (P6D); else hours and minutes that elapsed (PT71H20M, PT0M), whole
// hours where either is known to the hour. An act before the clock started has a minus sign in front
// (-P1D, -PT2H), as ISO 8601-2 has it. It reports false where either is known less well than to the day.
func Taken(start, done Moment, loc *time.Location) (iso string, ok bool) {
	switch precision := min(start.taken(), done.taken()); precision {
	case Minute, Hour:
		return elapsed(start.rounded(precision, loc), done.rounded(precision, loc), precision), true
	case Day:
		days := start.day(loc).DaysUntil(done.day(loc))
		return fmt.Sprintf("%sP%dD", sign(days), max(days, -days)), true
	}
	return "", false
}

// taken is how well the moment is known for [Taken].
func (m Moment) taken() Precision {
	if m.precision == Minute && !m.Exact() {
		return Day
	}
	return m.precision
}

// day returns the day of a moment that is known at least to the day. One that is written as a day is that
// day wherever it is looked at from.
func (m Moment) day(loc *time.Location) Date {
	if m.precision == Day {
		loc = m.zone
	}
	return dateAt(m.first(), loc)
}

// rounded returns the earliest instant, at the beginning of its local hour if that is all that is known
// of the two.
func (m Moment) rounded(to Precision, loc *time.Location) int64 {
	if to == Hour {
		return m.from - sinceHour(localSeconds(m.from, loc))
	}
	return m.from
}

// elapsed writes the time between two instants, in whole minutes or hours, without what is beyond them.
func elapsed(from, to int64, unit Precision) string {
	minutes := int((to - from) / 60)
	if unit == Hour {
		minutes -= minutes % 60
	}
	prefix := sign(minutes)
	minutes = max(minutes, -minutes)
	switch hours, rest := minutes/60, minutes%60; {
	case hours == 0:
		return fmt.Sprintf("%sPT%dM", prefix, rest)
	case rest == 0:
		return fmt.Sprintf("%sPT%dH", prefix, hours)
	default:
		return fmt.Sprintf("%sPT%dH%dM", prefix, hours, rest)
	}
}

// manyHours is from how many hours on a length of time is told in days: a week.
const manyHours = 7 * 24

// Parts returns what [Taken] gave as lengths to put into words, the longest first: days, hours, minutes.
// It reports whether the act came before the clock started. Other text gives nothing.
func Parts(taken string) (parts []Duration, before bool) {
	taken, before = strings.CutPrefix(taken, "-")
	add := func(n int64, unit Unit) { parts = append(parts, Duration{n, unit}) }
	var n int64
	for _, r := range taken {
		switch {
		case r >= '0' && r <= '9':
			n = 10*n + int64(r-'0')
			continue
		case r == 'H' && n >= manyHours:
			if add(n/24, Days); n%24 > 0 {
				add(n%24, Hours)
			}
		case r == 'D':
			add(n, Days)
		case r == 'H':
			add(n, Hours)
		case r == 'M':
			add(n, Minutes)
		}
		n = 0
	}
	return parts, before
}

func sign(n int) string {
	if n < 0 {
		return "-"
	}
	return ""
}

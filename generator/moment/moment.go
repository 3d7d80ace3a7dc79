package moment

import (
	"cmp"
	"time"
)

// Precision says how well a moment is known, from not at all to the minute.
type Precision int

const (
	Unknown Precision = iota
	Year
	Month
	Day
	Hour
	Minute // or better: seconds are kept where they are written
)

var precisions = [...]string{"unknown", "year", "month", "day", "hour", "minute"}

func (p Precision) String() string { return precisions[p] }

// ParsePrecision returns the precision called text, such as "year". It reports false for any other word
// and for "unknown".
func ParsePrecision(text string) (Precision, bool) {
	for p, name := range precisions {
		if name == text && p != int(Unknown) {
			return Precision(p), true
		}
	}
	return Unknown, false
}

// Moment is a point in time as far as it is known. The zero Moment is unknown. Moments are values:
// [Moment.Equal] and, for zones from [Zone], == tell whether they are the same in everything, zone and
// precision included; [Moment.Compare] orders them.
type Moment struct {
	from, to  int64          // seconds since 1970 in UTC: [from, to), or the instant where both are the same
	zone      *time.Location // where it is read and shown; nil only when unknown
	precision Precision
	offset    bool // written with an offset, and written so again
	ends      bool // from and to end a unit of time: as days they belong to what they end
}

// At returns the instant t, without fractions of a second, shown in the location of t.
func At(t time.Time) Moment {
	return instant(t.Unix(), t.Location())
}

func instant(sec int64, loc *time.Location) Moment {
	return Moment{from: sec, to: sec, zone: loc, precision: Minute}
}

// Known reports whether anything is known about the moment.
func (m Moment) Known() bool { return m.precision != Unknown }

// Precision returns how well the moment is known.
func (m Moment) Precision() Precision { return m.precision }

// Exact reports whether the moment is one instant.
func (m Moment) Exact() bool { return m.Known() && m.from == m.to }

// Location returns where the moment is read and shown; UTC when it is unknown.
func (m Moment) Location() *time.Location {
	if m.zone == nil {
		return time.UTC
	}
	return m.zone
}

// HasOffset reports whether the moment was written with an offset from UTC.
func (m Moment) HasOffset() bool { return m.offset }

// Earliest returns the first instant the moment may mean. It is the zero time when it is unknown.
func (m Moment) Earliest() time.Time { return m.time(m.from) }

// Latest returns the end of what the moment may mean: the instant itself where it is exact, the first
// instant after the interval where it is one. It is the zero time when the moment is unknown.
func (m Moment) Latest() time.Time { return m.time(m.to) }

func (m Moment) time(sec int64) time.Time {
	if !m.Known() {
		return time.Time{}
	}
	return time.Unix(sec, 0).In(m.zone)
}

// first and last are the outermost instants that the moment may mean when it is counted in whole hours
// or days: the end of a day falls in that day, and the end of an interval is not part of it.
func (m Moment) first() int64 {
	if m.ends {
		return m.from - 1
	}
	return m.from
}

func (m Moment) last() int64 {
	if m.ends || m.precision < Minute {
		return m.to - 1
	}
	return m.to
}

// In returns the same instants, read and shown in loc.
func (m Moment) In(loc *time.Location) Moment {
	if m.Known() {
		m.zone, m.offset = loc, false
	}
	return m
}

// FirstDay returns the first local day the moment may fall on, the zero Date when it is unknown.
func (m Moment) FirstDay() Date {
	if !m.Known() {
		return Date{}
	}
	return dateAt(m.first(), m.zone)
}

// LastDay returns the last local day the moment may fall on, which is the day it counts as where one
// date is needed. It is the zero Date when the moment is unknown.
func (m Moment) LastDay() Date {
	if !m.Known() {
		return Date{}
	}
	return dateAt(m.last(), m.zone)
}

// EndsDay reports whether the moment is the end of a local day, [Moment.LastDay], and not the beginning
// of the next: a limit in days is over at it.
func (m Moment) EndsDay() bool {
	return m.ends && m.Exact() && m.LastDay().AddDays(1).start(m.zone) == m.to
}

// Clock returns the local time of day of the earliest instant, zeros when the moment is unknown. It says
// something only where the precision is [Hour] or [Minute].
func (m Moment) Clock() (hour, minute, second int) {
	if !m.Known() {
		return 0, 0, 0
	}
	return m.Earliest().Clock()
}

// Equal reports whether both mean the same instants equally well and are shown in the same zone.
func (m Moment) Equal(n Moment) bool {
	if m.Location().String() != n.Location().String() {
		return false
	}
	m.zone, n.zone = nil, nil
	return m == n
}

// Compare orders moments by their earliest instant, then by their latest, then the better known first;
// unknown ones come last. It returns 0 for moments that mean the same instants equally well.
func (m Moment) Compare(n Moment) int {
	if !m.Known() || !n.Known() {
		return cmp.Compare(n.precision, m.precision)
	}
	return cmp.Or(cmp.Compare(m.from, n.from), cmp.Compare(m.to, n.to), cmp.Compare(n.precision, m.precision))
}

// Before reports whether m surely lies before n: all it may mean before all that n may.
func (m Moment) Before(n Moment) bool {
	return m.Known() && n.Known() && m.last() < n.first()
}

// First returns the earliest of several moments, those that are unknown left aside. Where it cannot be
// told which is earliest, it is the interval in which the earliest lies, with the lowest precision among
// them. Of none it is unknown.
func First(moments ...Moment) Moment {
	var first Moment
	for _, m := range moments {
		switch {
		case !m.Known():
		case !first.Known():
			first = m
		case first.from <= m.from && first.to <= m.to:
		case m.from <= first.from && m.to <= first.to:
			first = m
		default:
			first = overlap(first, m)
		}
	}
	return first
}

// overlap returns the interval in which the earlier of two moments lies when one interval contains the
// other.
func overlap(a, b Moment) Moment {
	a.from, a.to = min(a.from, b.from), min(a.to, b.to)
	a.precision = min(a.precision, b.precision)
	a.ends = a.ends && b.ends
	a.offset = false
	return a
}

// Range is a span between two moments, either of which may be unknown.
type Range struct{ From, To Moment }

// Known reports whether either end is known.
func (r Range) Known() bool { return r.From.Known() || r.To.Known() }

// End returns the end of the range, or its beginning where no end is known.
func (r Range) End() Moment {
	if r.To.Known() {
		return r.To
	}
	return r.From
}

// Reversed reports whether the range surely ends before it begins.
func (r Range) Reversed() bool { return r.To.Before(r.From) }

package moment

import "time"

const (
	rfc3339 = "2006-01-02T15:04:05Z07:00"
	clock   = "2006-01-02T15:04"
	seconds = ":05"
	offset  = "Z07:00"
)

// Interval returns the earliest and the latest instant in RFC 3339 with the offset of the moment's zone;
// both are the same for an instant, and empty when the moment is unknown.
func (m Moment) Interval() (earliest, latest string) {
	if !m.Known() {
		return "", ""
	}
	return written(m.Earliest()), written(m.Latest())
}

// written formats an instant. RFC 3339 has no seconds in offsets, as local mean times had; those are
// written in UTC, because cutting them off would name another instant.
func written(t time.Time) string {
	if _, off := t.Zone(); off%60 != 0 {
		t = t.UTC()
	}
	return t.Format(rfc3339)
}

// String returns the moment as [Parse] reads it: 2023, 2023-04, 2023-04-26, 2023-04-26T17,
// 2023-04-26T17:40, with an offset where it was written with one or where the time would otherwise be
// one of two. Moments that cannot be written so, as some results are, give the two ends of the interval
// with a slash between; an unknown moment gives "unknown".
func (m Moment) String() string {
	if !m.Known() {
		return precisions[Unknown]
	}
	t := m.Earliest()
	if layout, ok := m.layout(); ok {
		return t.Format(layout)
	}
	earliest, latest := m.Interval()
	return earliest + "/" + latest
}

// layout returns the form in which the earliest instant stands for the whole moment, and whether there
// is one.
func (m Moment) layout() (string, bool) {
	d := dateAt(m.from, m.zone)
	switch m.precision {
	case Year:
		return "2006", m.spans(Date{d.Year, 1, 1}, Date{d.Year + 1, 1, 1})
	case Month:
		first := Date{d.Year, d.Month, 1}
		return "2006-01", m.spans(first, first.AddMonths(1))
	case Day:
		return time.DateOnly, m.spans(d, d.AddDays(1))
	case Hour:
		return m.withOffset("2006-01-02T15"), m.hour()
	}
	layout := clock
	if m.Earliest().Second() != 0 {
		layout += seconds
	}
	first, last, _ := localTime(localSeconds(m.from, m.zone), m.zone)
	if m.from == m.to && first != last {
		return layout + offset, true
	}
	return m.withOffset(layout), m.from == first && m.to == last
}

func (m Moment) spans(first, next Date) bool {
	return m.from == first.start(m.zone) && m.to == next.start(m.zone)
}

// hour reports whether the moment is the local hour that contains its earliest instant.
func (m Moment) hour() bool {
	wall := localSeconds(m.from, m.zone)
	from, to := localHour(wall-sinceHour(wall), m.zone)
	return m.from == from && m.to == to
}

func (m Moment) withOffset(layout string) string {
	if m.offset {
		return layout + offset
	}
	return layout
}

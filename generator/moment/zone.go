package moment

import (
	"strings"
	"sync"
	"time"
	_ "time/tzdata" // the rules of time zones, for machines that have none
)

var zones sync.Map // name or offset in seconds → *time.Location, so that equal moments are equal with ==

// Zone returns the time zone of an IANA name, such as "Europe/Paris" or "UTC", always the same pointer
// for the same name. "Local" is refused: a site must not depend on the machine that builds it.
func Zone(name string) (*time.Location, error) {
	if loc, ok := zones.Load(name); ok {
		return loc.(*time.Location), nil
	}
	if name == "UTC" {
		return time.UTC, nil
	}
	if name != "" && !strings.EqualFold(name, "local") {
		if loc, err := time.LoadLocation(name); err == nil {
			kept, _ := zones.LoadOrStore(name, loc)
			return kept.(*time.Location), nil
		}
	}
	return nil, &Error{Text: name, Problem: quote(name) + " is not a time zone",
		Hint: "write the name of a zone of the IANA list, such as Europe/Paris"}
}

// fixedZone returns the zone of an offset in seconds east of UTC.
func fixedZone(offset int) *time.Location {
	if offset == 0 {
		return time.UTC
	}
	if loc, ok := zones.Load(offset); ok {
		return loc.(*time.Location)
	}
	name := time.Unix(0, 0).In(time.FixedZone("", offset)).Format("-07:00")
	loc, _ := zones.LoadOrStore(offset, time.FixedZone(name, offset))
	return loc.(*time.Location)
}

// A local time is counted here as the seconds that the calendar and the clock on the wall show since
// 1970, as if they were UTC.

// localSeconds returns the local time at an instant.
func localSeconds(sec int64, loc *time.Location) int64 {
	_, off := time.Unix(sec, 0).In(loc).Zone()
	return sec + int64(off)
}

// maxOffset is more than any zone has ever been from UTC, in seconds.
const maxOffset = 16 * 60 * 60

// localTime returns the first and the last instant at which clocks in loc show the local time wall; they
// differ where clocks are set back over it. Where clocks skip it, ok is false and both are the instant of
// the skip. Package time leaves open which of two instants it gives and moves skipped times by the skip,
// so that a later local time can be an earlier instant; here order is kept.
func localTime(wall int64, loc *time.Location) (first, last int64, ok bool) {
	start, limit := wall-maxOffset, wall+maxOffset
	for {
		_, off := time.Unix(start, 0).In(loc).Zone()
		end := nextChange(start, limit, loc)
		sec := wall - int64(off)
		switch before := sec < start; {
		case before && !ok:
			return start, start, false
		case !before && sec < end:
			if last = sec; !ok {
				first, ok = sec, true
			}
		}
		if end >= limit {
			return first, last, ok
		}
		start = end
	}
}

// nextChange returns the first instant after sec at which clocks in loc change, or limit where they do not
// change before. Package time calls some ends of years a change that are none, and on the last day of a
// leap year after 2037 names a change that is already past.
func nextChange(sec, limit int64, loc *time.Location) int64 {
	_, off := time.Unix(sec, 0).In(loc).Zone()
	for sec < limit {
		_, end := time.Unix(sec, 0).In(loc).ZoneBounds()
		if end.IsZero() || end.Unix() >= limit {
			return limit
		}
		if _, after := end.Zone(); after != off {
			return end.Unix()
		}
		sec = max(end.Unix(), sec+secondsPerDay)
	}
	return limit
}

// localHour returns the interval in which clocks in loc show the hour that begins at the local time
// wall: half an hour, two hours, or nothing where clocks change in it.
func localHour(wall int64, loc *time.Location) (from, to int64) {
	from, _, _ = localTime(wall, loc)
	to, _, _ = localTime(wall+3600, loc)
	return from, to
}

// sinceHour returns the seconds that the local time wall is past the full hour.
func sinceHour(wall int64) int64 { return (wall%3600 + 3600) % 3600 }

// nextHour returns the instant at which the next hour begins on clocks in loc, after sec. Where clocks
// change in between it is the hour they then begin, so the second hour from 02:00 to 03:00 in autumn is
// an hour of its own.
func nextHour(sec int64, loc *time.Location) int64 {
	for {
		next := sec + 3600 - sinceHour(localSeconds(sec, loc))
		change := nextChange(sec, next+1, loc)
		if next < change {
			return next
		}
		sec = change
		if sinceHour(localSeconds(sec, loc)) == 0 {
			return sec
		}
	}
}

package moment_test

import (
	"fmt"
	"testing"
	"time"

	"casebook/generator/moment"

	"pgregory.net/rapid"
)

// zones have changes of an hour and of half an hour, at midnight and away from it, an offset that is not
// whole hours, a day that is missing, and none of these.
var zones = []string{"UTC", "Europe/Paris", "Europe/Dublin", "America/New_York", "America/Sao_Paulo",
	"America/Havana", "Asia/Kolkata", "Asia/Beirut", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca"}

var counting = rapid.SampledFrom([]moment.Counting{moment.ByDefault, moment.Elapsed, moment.CalendarDays, moment.EU1182})

func drawZone(t *rapid.T) *time.Location {
	loc, err := moment.Zone(rapid.SampledFrom(zones).Draw(t, "zone"))
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// drawInstant draws an instant, often close to a change of clocks.
func drawInstant(t *rapid.T, loc *time.Location) time.Time {
	sec := rapid.Int64Range(1104537600, 1767225600).Draw(t, "instant") // 2005 to 2025
	at := time.Unix(sec, 0).In(loc)
	if _, change := at.ZoneBounds(); !change.IsZero() && rapid.Bool().Draw(t, "near a change") {
		near := rapid.Int64Range(-3*3600, 3*3600).Draw(t, "seconds from it")
		at = change.Add(time.Duration(near) * time.Second)
	}
	return at
}

// drawMoment draws a moment around an instant, of any precision.
func drawMoment(t *rapid.T, loc *time.Location) moment.Moment {
	at := drawInstant(t, loc)
	layout := rapid.SampledFrom([]string{"2006", "2006-01", "2006-01-02", "2006-01-02T15",
		"2006-01-02T15:04", "2006-01-02T15:04:05", "2006-01-02T15:04Z07:00"}).Draw(t, "layout")
	m, err := moment.Parse(at.Format(layout), loc)
	if err != nil {
		t.Fatalf("a time that clocks showed: %v", err)
	}
	return m
}

func drawDuration(t *rapid.T) moment.Duration {
	text := fmt.Sprint(rapid.IntRange(0, 100).Draw(t, "number")) +
		rapid.SampledFrom([]string{"min", "h", "d", "mo"}).Draw(t, "unit")
	d, err := moment.ParseDuration(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// drawInside draws an instant that m may mean.
func drawInside(t *rapid.T, m moment.Moment, label string) moment.Moment {
	first, last := m.Earliest().Unix(), m.Latest().Unix()
	if m.Precision() == moment.Minute {
		sec := rapid.SampledFrom([]int64{first, last}).Draw(t, label)
		return moment.At(time.Unix(sec, 0).In(m.Location()))
	}
	return moment.At(time.Unix(rapid.Int64Range(first, last-1).Draw(t, label), 0).In(m.Location()))
}

func TestParse_properties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		loc := drawZone(t)
		at := drawInstant(t, loc)
		layout := rapid.SampledFrom([]string{"2006", "2006-01", "2006-01-02", "2006-01-02T15",
			"2006-01-02 15:04:05", "2006-01-02T15:04:05Z07:00"}).Draw(t, "layout")
		text := at.Format(layout)
		m, err := moment.Parse(text, loc)
		if err != nil {
			t.Fatal(err)
		}
		if m.Earliest().After(at) || m.Latest().Before(at) {
			t.Fatalf("%s, written at %v, is %s", text, at, interval(m))
		}
		if again, err := moment.Parse(m.String(), loc); err != nil || again != m {
			t.Fatalf("%s is written %v and read again as %v, %v", text, m, again, err)
		}
	})
}

func TestParseDuration_properties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawDuration(t)
		if again, err := moment.ParseDuration(d.String()); err != nil || again != d {
			t.Fatalf("%v is read again as %v, %v", d, again, err)
		}
	})
}

// Of two events the later never has the earlier limit. (Months that elapse are counted on the clock, so
// the second of two hours with the same name does not count as later than the first.)
func TestDue_monotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		loc := drawZone(t)
		a := drawInstant(t, loc)
		b := a.Add(time.Duration(rapid.Int64Range(0, 40*24*3600).Draw(t, "seconds later")) * time.Second)
		within, counting := drawDuration(t), counting.Draw(t, "counting")
		if counting == moment.Elapsed && within.Unit() == moment.Months && (twice(a) || twice(b)) {
			t.Skip("a time that occurs twice")
		}
		calendar := moment.CalendarFor(rapid.SampledFrom([]string{"FR", "US", "XX"}).Draw(t, "country"))
		first := moment.Due(moment.At(a), within, counting, calendar, loc)
		second := moment.Due(moment.At(b), within, counting, calendar, loc)
		if first.Earliest().After(second.Earliest()) {
			t.Fatalf("%v after %v: %v; after %v: %v", within, a, first, b, second)
		}
		if first.Earliest().Before(a) || !first.Exact() {
			t.Fatalf("%v after %v: %v", within, a, first)
		}
	})
}

// twice reports whether clocks show the local time of at twice.
func twice(at time.Time) bool {
	m, err := moment.Parse(at.Format("2006-01-02T15:04:05"), at.Location())
	return err == nil && !m.Exact()
}

// The limit after an interval contains the limit after every instant of it.
func TestDue_contains(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		loc := drawZone(t)
		start := drawMoment(t, loc)
		at := drawInside(t, start, "event")
		within, counting := drawDuration(t), counting.Draw(t, "counting")
		calendar := moment.CalendarFor("FR")
		outer := moment.Due(start, within, counting, calendar, loc)
		inner := moment.Due(at, within, counting, calendar, loc)
		if inner.Earliest().Before(outer.Earliest()) || inner.Latest().After(outer.Latest()) {
			t.Fatalf("%v after %v: %s; after %v: %s", within, start, interval(outer), at, interval(inner))
		}
		third := moment.TwoWorkingDays(start, within, calendar, loc)
		if third.Known() && third.Latest().Before(outer.Latest()) && counting == moment.EU1182 {
			t.Fatalf("%v after %v: %s; with two working days %s", within, start, interval(outer), interval(third))
		}
	})
}

// Something is late or in time only if all instants agree; if they all agree, it is not unknown.
func TestActTimeliness_agrees(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		loc := drawZone(t)
		start := drawMoment(t, loc)
		due := moment.Due(start, drawDuration(t), counting.Draw(t, "counting"), moment.Calendar{}, loc)
		done := drawMoment(t, loc)
		if rapid.Bool().Draw(t, "close to the end") {
			done = moment.At(drawInside(t, due, "done").Earliest())
		}
		got := moment.Act{Due: due, Done: done}.Timeliness()
		exact := moment.Act{Due: drawInside(t, due, "end"), Done: drawInside(t, done, "act")}
		if exact.Due == exact.Done {
			t.Skip("the very instant of the end, see Act")
		}
		if got != moment.UnknownTimeliness && got != exact.Timeliness() {
			t.Fatalf("due %s, done %s: %s, but %v and %v are %s", interval(due), interval(done), got,
				exact.Due, exact.Done, exact.Timeliness())
		}
		decided := due.Exact() && done.Exact() || done.Earliest().After(due.Latest()) || done.Latest().Before(due.Earliest())
		if got == moment.UnknownTimeliness && decided {
			t.Fatalf("due %s, done %s: %s", interval(due), interval(done), got)
		}
	})
}

func TestTaken_properties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		loc := drawZone(t)
		a, b := drawMoment(t, loc), drawMoment(t, loc)
		there, ok := moment.Taken(a, b, loc)
		back, okBack := moment.Taken(b, a, loc)
		coarse := a.Precision() < moment.Day || b.Precision() < moment.Day
		if ok != okBack || ok == coarse {
			t.Fatalf("from %v to %v: %v; back: %v", a, b, ok, okBack)
		}
		if ok && there != back && there != "-"+back && "-"+there != back {
			t.Fatalf("from %v to %v: %s; back: %s", a, b, there, back)
		}
	})
}

func TestFirst_properties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		loc := drawZone(t)
		a, b := drawMoment(t, loc), drawMoment(t, loc)
		first := moment.First(a, b)
		earliest := moment.First(drawInside(t, a, "a"), drawInside(t, b, "b"))
		if earliest.Earliest().Before(first.Earliest()) || earliest.Latest().After(first.Latest()) {
			t.Fatalf("first of %v and %v: %v, but %v may be", a, b, first, earliest)
		}
	})
}

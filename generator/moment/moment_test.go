package moment_test

import (
	"testing"
	"time"

	"casebook/generator/moment"
)

// zone returns a time zone that the test knows to exist.
func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := moment.Zone(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// parse reads a moment that the test knows to be well written; "unknown" is the unknown one.
func parse(t testing.TB, text string, loc *time.Location) moment.Moment {
	t.Helper()
	if text == "unknown" {
		return moment.Moment{}
	}
	m, err := moment.Parse(text, loc)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// interval returns both ends of a moment in one string, or one where they are the same.
func interval(m moment.Moment) string {
	earliest, latest := m.Interval()
	switch {
	case !m.Known():
		return "unknown"
	case earliest == latest:
		return earliest
	}
	return earliest + " " + latest
}

func TestMomentUnknown(t *testing.T) {
	var m moment.Moment
	if m.Known() || m.Exact() || m.Precision() != moment.Unknown || m.String() != "unknown" {
		t.Errorf("the zero Moment is %v, known %v, exact %v", m, m.Known(), m.Exact())
	}
	if !m.Earliest().IsZero() || !m.Latest().IsZero() || !m.FirstDay().IsZero() || !m.LastDay().IsZero() {
		t.Errorf("the zero Moment has a time: %v to %v", m.Earliest(), m.Latest())
	}
	if got := m.In(zone(t, "Europe/Paris")); got != m {
		t.Errorf("In(Europe/Paris) makes it %v", got)
	}
	if h, min, s := m.Clock(); h+min+s != 0 || m.EndsDay() {
		t.Errorf("Clock() = %d:%d:%d, EndsDay() = %v", h, min, s, m.EndsDay())
	}
}

func TestMomentDays(t *testing.T) {
	tests := []struct{ text, zone, in, first, last string }{
		{"2023", "Europe/Paris", "Europe/Paris", "2023-01-01", "2023-12-31"},
		{"2023-02", "Europe/Paris", "Europe/Paris", "2023-02-01", "2023-02-28"},
		{"2023-04-26", "Europe/Paris", "Europe/Paris", "2023-04-26", "2023-04-26"},
		{"2023-04-26T23", "Europe/Paris", "Europe/Paris", "2023-04-26", "2023-04-26"},
		{"2023-04-26T23:40", "Europe/Paris", "Europe/Paris", "2023-04-26", "2023-04-26"},
		{"2023-04-26T00:00", "Europe/Paris", "Europe/Paris", "2023-04-26", "2023-04-26"},
		{"2023-04-26", "Europe/Paris", "UTC", "2023-04-25", "2023-04-26"},
		{"2023-04-26T00:30", "Europe/Paris", "UTC", "2023-04-25", "2023-04-25"},
		{"2023-04-26T00:30-05:00", "Europe/Paris", "Europe/Paris", "2023-04-26", "2023-04-26"},
		{"2023-04-26T22:30-05:00", "Europe/Paris", "Europe/Paris", "2023-04-27", "2023-04-27"},
	}
	for _, test := range tests {
		m := parse(t, test.text, zone(t, test.zone)).In(zone(t, test.in))
		if m.FirstDay().String() != test.first || m.LastDay().String() != test.last {
			t.Errorf("%s of %s in %s: from %v to %v, want %s to %s",
				test.text, test.zone, test.in, m.FirstDay(), m.LastDay(), test.first, test.last)
		}
	}
}

func TestMomentClock(t *testing.T) {
	m := parse(t, "2023-04-26T17:40:30+02:00", time.UTC)
	if h, min, s := m.Clock(); h != 17 || min != 40 || s != 30 || !m.HasOffset() {
		t.Errorf("%v: %d:%d:%d, written with an offset %v", m, h, min, s, m.HasOffset())
	}
	m = m.In(zone(t, "Europe/London"))
	if h, min, s := m.Clock(); h != 16 || min != 40 || s != 30 || m.HasOffset() {
		t.Errorf("%v: %d:%d:%d, written with an offset %v", m, h, min, s, m.HasOffset())
	}
}

func TestMomentCompare(t *testing.T) {
	paris := zone(t, "Europe/Paris")
	ordered := []string{"2022-12-31T23:59", "2023-01-01T00:00", "2023-01-01T00", "2023-01-01", "2023-01",
		"2023", "2023-01-02", "unknown"}
	for i, a := range ordered {
		for j, b := range ordered {
			got, want := parse(t, a, paris).Compare(parse(t, b, paris)), sign(i-j)
			if got != want {
				t.Errorf("Compare(%s, %s) = %d, want %d", a, b, got, want)
			}
		}
	}
}

func TestMomentBefore(t *testing.T) {
	tests := []struct {
		a, b string
		want bool
	}{
		{"2023-04-26", "2023-04-27", true},
		{"2023-04-26", "2023-04-26", false},
		{"2023-04-26", "2023-04-27T00:00", true},
		{"2023-04-26T10:00", "2023-04-26T10:00", false},
		{"2023-04-26T10:00", "2023-04-26T10:01", true},
		{"2023-04", "2023-04-27", false},
		{"unknown", "2023-04-27", false},
		{"2023-04-27", "unknown", false},
		{"2023-10-29T02:30", "2023-10-29T02:30+01:00", false},
		{"2023-10-29T02:30", "2023-10-29T02:31+01:00", true},
	}
	paris := zone(t, "Europe/Paris")
	for _, test := range tests {
		if got := parse(t, test.a, paris).Before(parse(t, test.b, paris)); got != test.want {
			t.Errorf("%s before %s: %v", test.a, test.b, got)
		}
	}
}

func TestMomentEqual(t *testing.T) {
	paris := zone(t, "Europe/Paris")
	other, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	m := parse(t, "2023-04-26", paris)
	if !m.Equal(parse(t, "2023-04-26", other)) {
		t.Error("the same day is not equal when its zone was loaded again")
	}
	for _, n := range []moment.Moment{{}, m.In(time.UTC), parse(t, "2023-04-26T00:00", paris)} {
		if m.Equal(n) || n.Equal(m) {
			t.Errorf("%v equals %v", m, n)
		}
	}
	if a, b := parse(t, "2023-04-26T10:00+05:45", paris), parse(t, "2023-04-26T10:00+05:45", time.UTC); a != b {
		t.Errorf("%v with an offset depends on the zone it is read in", a)
	}
}

func TestFirst(t *testing.T) {
	tests := []struct {
		name    string
		moments []string
		want    string
	}{
		{"of none", nil, "unknown"},
		{"unknown ones left aside", []string{"unknown", "2023-04-26", "unknown"}, "2023-04-26"},
		{"first", []string{"2023-04-26", "2023-04-27"}, "2023-04-26"},
		{"last", []string{"2023-04-27", "2023-04-26"}, "2023-04-26"},
		{"same beginning", []string{"2023-04", "2023-04-01"}, "2023-04-01"},
		{"beginning of a day", []string{"2023-04-26", "2023-04-26T00:00"}, "2023-04-26T00:00"},
		{"within", []string{"2023-04", "2023-04-26T10:00"},
			"2023-04-01T00:00:00+02:00/2023-04-26T10:00:00+02:00"},
		{"around", []string{"2023-04-26T10:00", "2023-04"},
			"2023-04-01T00:00:00+02:00/2023-04-26T10:00:00+02:00"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var moments []moment.Moment
			for _, text := range test.moments {
				moments = append(moments, parse(t, text, zone(t, "Europe/Paris")))
			}
			if got := moment.First(moments...).String(); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestRange(t *testing.T) {
	tests := []struct {
		from, to, end   string
		known, reversed bool
	}{
		{"2023-04-26T17:40", "2023-04-27T11:40", "2023-04-27T11:40", true, false},
		{"2023-04-26", "2023-04-26T11:40", "2023-04-26T11:40", true, false},
		{"2023-04-26", "unknown", "2023-04-26", true, false},
		{"unknown", "2023-04-26", "2023-04-26", true, false},
		{"unknown", "unknown", "unknown", false, false},
		{"2023-04-27", "2023-04-26T23:59", "2023-04-26T23:59", true, true},
	}
	paris := zone(t, "Europe/Paris")
	for _, test := range tests {
		r := moment.Range{From: parse(t, test.from, paris), To: parse(t, test.to, paris)}
		if r.End().String() != test.end || r.Known() != test.known || r.Reversed() != test.reversed {
			t.Errorf("%s to %s: end %v, known %v, reversed %v", test.from, test.to, r.End(), r.Known(), r.Reversed())
		}
	}
}

func TestPrecision(t *testing.T) {
	for p := moment.Year; p <= moment.Minute; p++ {
		if got, ok := moment.ParsePrecision(p.String()); !ok || got != p {
			t.Errorf("ParsePrecision(%q) = %v, %v", p, got, ok)
		}
	}
	for _, text := range []string{"unknown", "", "week"} {
		if got, ok := moment.ParsePrecision(text); ok || got != moment.Unknown {
			t.Errorf("ParsePrecision(%q) = %v, %v", text, got, ok)
		}
	}
}

func sign(n int) int {
	switch {
	case n < 0:
		return -1
	case n > 0:
		return 1
	}
	return 0
}

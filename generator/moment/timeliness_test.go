package moment_test

import (
	"strings"
	"testing"

	"casebook/generator/moment"
)

func TestActTimeliness(t *testing.T) {
	const (
		never   = "never"
		unknown = "unknown"
	)
	tests := []struct {
		name, aware, within, done, knownUntil string
		want                                  moment.Timeliness
	}{
		{"never, time left", "2023-04-27T10:00", "72h", never, "2023-04-29", moment.Open},
		{"never, due during the last day", "2023-04-27T10:00", "72h", never, "2023-04-30", moment.Missed},
		{"never, due at the end of the last day", "2023-04-27T10:00", "3d", never, "2023-04-30", moment.Missed},
		{"never, due after the end of the last day", "2023-04-27T10:00", "3d", never, "2023-04-29", moment.Open},
		{"never, may be due after the sources end", "2023-04-27", "72h", never, "2023-04-29", moment.Open},
		{"never, surely due before they end", "2023-04-27", "72h", never, "2023-04-30", moment.Missed},
		{"never, start unknown", unknown, "72h", never, "2023-04-30", moment.Missed},
		{"never, no number in law", "2023-04-27", "", never, "2023-04-30", moment.Missed},
		{"never, how far the sources reach unknown", "2023-04-27", "72h", never, unknown, moment.Missed},

		{"unknown act", "2023-04-27", "72h", unknown, "2023-04-30", moment.UnknownTimeliness},
		{"unknown act, no number in law", "2023-04-27", "", unknown, "2023-04-30", moment.UnknownTimeliness},
		{"no number in law", "2023-04-27", "", "2023-04-28", "2024-01-01", moment.NoLimit},
		{"no number in law, start unknown", unknown, "", "2023-04-28", "2024-01-01", moment.NoLimit},
		{"start unknown", unknown, "72h", "2023-04-28", "2024-01-01", moment.UnknownTimeliness},

		{"instants, before", "2023-04-27T10:00", "72h", "2023-04-30T09:59", "2024-01-01", moment.InTime},
		{"instants, equal", "2023-04-27T10:00", "72h", "2023-04-30T10:00", "2024-01-01", moment.InTime},
		{"instants, after", "2023-04-27T10:00", "72h", "2023-04-30T10:01", "2024-01-01", moment.Late},
		{"instants, after by a second", "2023-04-27T10:00", "72h", "2023-04-30T10:00:01", "2024-01-01", moment.Late},
		{"instants, equal in another zone", "2023-04-27T10:00", "72h", "2023-04-30T08:00Z", "2024-01-01", moment.InTime},

		{"day of the end", "2023-04-27T10:00", "72h", "2023-04-30", "2024-01-01", moment.UnknownTimeliness},
		{"hour of the end", "2023-04-27T10:00", "72h", "2023-04-30T10", "2024-01-01", moment.Late},
		{"hour before the end", "2023-04-27T10:00", "72h", "2023-04-30T09", "2024-01-01", moment.InTime},
		{"day before the end", "2023-04-27T10:00", "72h", "2023-04-29", "2024-01-01", moment.InTime},
		{"day after the end", "2023-04-27T10:00", "72h", "2023-05-01", "2024-01-01", moment.Late},
		{"year of the end", "2023-04-27T10:00", "72h", "2023", "2024-01-01", moment.UnknownTimeliness},

		{"day to day, in time", "2023-04-27", "72h", "2023-04-29", "2024-01-01", moment.InTime},
		{"day to day, either", "2023-04-27", "72h", "2023-04-30", "2024-01-01", moment.UnknownTimeliness},
		{"day to day, late", "2023-04-27", "72h", "2023-05-01", "2024-01-01", moment.Late},
		{"instant at the earliest end", "2023-04-27", "72h", "2023-04-30T00:00", "2024-01-01", moment.InTime},
		{"instant at the latest end", "2023-04-27", "72h", "2023-05-01T00:00", "2024-01-01", moment.Late},

		{"last day", "2023-04-27", "3d", "2023-04-30", "2024-01-01", moment.InTime},
		{"day after the last", "2023-04-27", "3d", "2023-05-01", "2024-01-01", moment.Late},
		{"last minute", "2023-04-27", "3d", "2023-05-01T00:00", "2024-01-01", moment.InTime},

		{"either of two times, one in time", "2023-10-26T02:30", "72h", "2023-10-29T02:30", "2024-01-01", moment.UnknownTimeliness},
		{"either of two times, both in time", "2023-10-26T03:30", "72h", "2023-10-29T02:30", "2024-01-01", moment.InTime},
		{"either of two times, both late", "2023-10-26T02:29", "72h", "2023-10-29T02:30", "2024-01-01", moment.Late},
		{"after either of two times", "2023-10-29T02:30", "72h", "2023-11-01T02:30", "2024-01-01", moment.UnknownTimeliness},
		{"after both of two times", "2023-10-29T02:30", "72h", "2023-11-01T02:31", "2024-01-01", moment.Late},
	}
	paris := zone(t, "Europe/Paris")
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			act := moment.Act{Never: test.done == never, NoLimit: test.within == "",
				KnownUntil: parse(t, test.knownUntil, paris)}
			if !act.NoLimit {
				act.Due = moment.Due(parse(t, test.aware, paris), duration(t, test.within), moment.ByDefault,
					moment.Calendar{}, paris)
			}
			if !act.Never {
				act.Done = parse(t, test.done, paris)
			}
			if got := act.Timeliness(); got != test.want {
				t.Errorf("due %v, done %v: %s, want %s", act.Due, act.Done, got, test.want)
			}
		})
	}
}

// TestParts splits how long something took into lengths to be told in words.
func TestParts(t *testing.T) {
	for _, test := range []struct{ taken, want string }{
		{"P6D", "6d"}, {"P0D", "0d"}, {"PT71H20M", "71h 20min"}, {"PT25H", "25h"}, {"PT0M", "0min"},
		{"PT168H", "7d"}, {"PT169H5M", "7d 1h 5min"}, {"-P1D", "before 1d"}, {"-PT1H30M", "before 1h 30min"}, {"", ""},
	} {
		parts, before := moment.Parts(test.taken)
		var got []string
		if before {
			got = append(got, "before")
		}
		for _, p := range parts {
			got = append(got, p.String())
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s: %v, want %s", test.taken, got, test.want)
		}
	}
}

func TestTaken(t *testing.T) {
	tests := []struct{ start, done, want string }{
		{"2023-04-27", "2023-05-03", "P6D"},
		{"2023-04-27T23:59", "2023-04-28", "P1D"},
		{"2023-04-27", "2023-04-27T10:00", "P0D"},
		{"2023-04-28", "2023-04-27", "-P1D"},
		{"2023-04-27T10", "2023-04-28", "P1D"},
		{"2023-04-27", "2023-04-28T23:30Z", "P2D"}, // already the 29th in Paris
		{"2023-10-28", "2023-10-30", "P2D"},        // 49 hours

		{"2023-04-27T10:00", "2023-04-30T09:20", "PT71H20M"},
		{"2023-04-27T10:00", "2023-04-30T10:00", "PT72H"},
		{"2023-04-27T10:00", "2023-04-27T10:20", "PT20M"},
		{"2023-04-27T10:00", "2023-04-27T10:00", "PT0M"},
		{"2023-04-27T10:00", "2023-04-27T10:00:59", "PT0M"},
		{"2023-04-27T10:00:59", "2023-04-27T10:00", "PT0M"},
		{"2023-04-27T10:00", "2023-04-27T08:00", "-PT2H"},
		{"2023-04-27T10:00", "2023-04-27T08:30", "-PT1H30M"},
		{"2023-10-27T10:00", "2023-10-30T09:00", "PT72H"},
		{"2023-04-27T10:00", "2023-04-27T10:00Z", "PT2H"},

		{"2023-04-27T10", "2023-04-28T11:45", "PT25H"},
		{"2023-04-27T10:45", "2023-04-28T11", "PT25H"},
		{"2023-04-27T10", "2023-04-27T10", "PT0M"},
		{"2023-04-27T10", "2023-04-27T08:50", "-PT2H"},
		{"2023-10-29T02:30", "2023-10-29T04:00", "P0D"}, // one hour and a half, or two and a half
		{"2023-10-29T02:30+01:00", "2023-10-29T04:00", "PT1H30M"},

		{"2023-04", "2023-04-28", ""},
		{"2023-04-28", "2023", ""},
		{"unknown", "2023-04-28", ""},
		{"2023-04-28", "unknown", ""},
	}
	paris := zone(t, "Europe/Paris")
	for _, test := range tests {
		got, ok := moment.Taken(parse(t, test.start, paris), parse(t, test.done, paris), paris)
		if got != test.want || ok != (test.want != "") {
			t.Errorf("from %s to %s: %q, %v, want %q", test.start, test.done, got, ok, test.want)
		}
	}
}

// After the end of a year the clock starts on its last day.
func TestTaken_endOfYear(t *testing.T) {
	paris := zone(t, "Europe/Paris")
	start := moment.EndOf(moment.Year, parse(t, "2023-04", paris), paris)
	if got, _ := moment.Taken(start, parse(t, "2024-01-03", paris), paris); got != "P3D" {
		t.Errorf("from the end of 2023 to 3 January: %s, want P3D", got)
	}
}

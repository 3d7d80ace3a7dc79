package site

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"casebook/generator/moment"

	"github.com/google/go-cmp/cmp"
)

func at(t *testing.T, text string) moment.Moment {
	t.Helper()
	zone, err := moment.Zone("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	m, err := moment.Parse(text, zone)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestScale places instants: evenly in time where all gaps can be seen, else by the root of each gap.
func TestScale(t *testing.T) {
	tests := []struct {
		name     string
		moments  []string
		share    string // of which instant
		want     float64
		squeezed bool
	}{
		{"begins at the left", []string{"2023-05-01T00:00", "2023-05-11T00:00"}, "2023-05-01T00:00", 2, false},
		{"ends at the right", []string{"2023-05-01T00:00", "2023-05-11T00:00"}, "2023-05-11T00:00", 98, false},
		{"runs evenly", []string{"2023-05-01T00:00", "2023-05-11T00:00"}, "2023-05-06T00:00", 50, false},
		{"keeps to the drawing", []string{"2023-05-01T00:00", "2023-05-11T00:00"}, "2024-05-06T00:00", 98, false},
		{"squeezes long gaps", []string{"2023-05-01T00:00", "2023-05-01T01:00", "2023-05-05T05:00"}, "2023-05-01T01:00", 10.727, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var spans []timespan
			for _, m := range test.moments {
				spans = append(spans, timespan{done: at(t, m)})
			}
			s := newScale(spans)
			if got := s.share(at(t, test.share).Earliest().Unix()); got < test.want-.01 || got > test.want+.01 {
				t.Errorf("it lies at %v, want %v", got, test.want)
			}
			if s.squeezed != test.squeezed {
				t.Errorf("squeezed: %v", s.squeezed)
			}
		})
	}
}

func TestScaleOfNothing(t *testing.T) {
	if s := newScale([]timespan{{done: at(t, "2023-05-01T10:00")}}); s != nil {
		t.Errorf("one instant makes a scale: %+v", s)
	}
}

// TestDraw draws one row: the time to act, the interval in which the limit ends, and what came too late.
func TestDraw(t *testing.T) {
	start, due, done := at(t, "2023-05-01T00:00"), at(t, "2023-05-04"), at(t, "2023-05-11T00:00")
	tests := []struct {
		name string
		span timespan
		bars []TimeBar
		dots []TimeDot
	}{
		{"late", timespan{kind: "duty", from: start, to: start, due: due, done: done},
			[]TimeBar{{"run", 9, "2%", "30.8%"}, {"maybe", 9, "30.8%", "40.4%"}, {"late", 9, "40.4%", "98%"}}, []TimeDot{{"done", 9, "98%"}}},
		{"in time", timespan{kind: "duty", from: start, to: start, due: done, done: due},
			[]TimeBar{{"run", 9, "2%", "98%"}}, []TimeDot{{"done", 9, "35.6%"}}},
		{"no number", timespan{kind: "duty", from: start, to: start, done: done, noNumber: true},
			[]TimeBar{{"open", 9, "2%", "98%"}}, []TimeDot{{"done", 9, "98%"}}},
		{"an instant has a bar that can be seen", timespan{kind: "incident", from: start, to: start},
			[]TimeBar{{"span", 9, "2%", "2.4%"}}, nil},
		{"who knew", timespan{kind: "party", from: due, to: due}, nil, []TimeDot{{"known", 9, "35.6%"}}},
	}
	scale := newScale([]timespan{{from: start, due: due, done: done}})
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var row TimeRow
			row.draw(test.span, scale, 9)
			if diff := cmp.Diff(TimeRow{Bars: test.bars, Dots: test.dots}, row); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestTimeline checks that no line of text is wider than a narrow phone, and none covers another.
func TestTimeline(t *testing.T) {
	for _, lang := range []string{"en", "fr"} {
		v := caseIn(t, "doctolib-2023", lang).Timeline
		y := 0
		for _, row := range v.Rows {
			for _, line := range row.Lines {
				if line.Y < y+12 {
					t.Errorf("%s: %q at %d stands in what is at %d", lang, line.Text, line.Y, y)
				}
				if n := utf8.RuneCountInString(line.Text); n > lineLetters {
					t.Errorf("%s: %q has %d letters", lang, line.Text, n)
				}
				y = line.Y
			}
			for _, bar := range row.Bars {
				y = max(y, bar.Y)
			}
		}
		if y >= v.Axis || v.Axis >= v.Height {
			t.Errorf("%s: the last row at %d, the axis at %d, the end at %d", lang, y, v.Axis, v.Height)
		}
		if len(v.Events) < 6 {
			t.Errorf("%s: the table has %d events", lang, len(v.Events))
		}
	}
}

// TestTimelineEvents asks the table for what the drawing has no place for: an act without a day, one that
// never happened, and the decision.
func TestTimelineEvents(t *testing.T) {
	tests := []struct{ lang, when, what string }{
		{"en", "day not known", "Notified the supervisory authority"},
		{"en", "never", "Told the people one by one"},
		{"en", "28 December 2021", "Decision"},
		{"fr", "jour inconnu", ""},
		{"fr", "28 décembre 2021", "Décision"},
	}
	plain := strings.NewReplacer("\u00a0", " ", "\u202f", " ")
	for _, test := range tests {
		events := caseIn(t, "slimpay-2020", test.lang).Timeline.Events
		if !slices.ContainsFunc(events, func(e CaseEvent) bool {
			return plain.Replace(e.When) == test.when && (test.what == "" || e.What == test.what)
		}) {
			t.Errorf("%s: no %q at %q in %+v", test.lang, test.what, test.when, events)
		}
	}
}

func TestWrap(t *testing.T) {
	got := wrap("one two three four five six seven eight nine ten eleven twelve")
	want := []string{"one two three four five six seven eight nine", "ten eleven twelve"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

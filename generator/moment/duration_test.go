package moment_test

import (
	"testing"

	"casebook/generator/moment"
)

// duration reads a duration that the test knows to be well written.
func duration(t testing.TB, text string) moment.Duration {
	t.Helper()
	d, err := moment.ParseDuration(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestParseDuration(t *testing.T) {
	tests := []struct {
		text   string
		number int64
		unit   moment.Unit
		iso    string
		hours  int64
	}{
		{"0h", 0, moment.Hours, "PT0H", 0},
		{"90min", 90, moment.Minutes, "PT90M", 1},
		{"72h", 72, moment.Hours, "PT72H", 72},
		{"60d", 60, moment.Days, "P60D", 1440},
		{"1mo", 1, moment.Months, "P1M", 720},
		{"365000d", 365000, moment.Days, "P365000D", 8760000},
	}
	for _, test := range tests {
		d := duration(t, test.text)
		if d.Number() != test.number || d.Unit() != test.unit || d.ISO() != test.iso || d.Hours() != test.hours {
			t.Errorf("%s: %d %v, %s, %d hours", test.text, d.Number(), d.Unit(), d.ISO(), d.Hours())
		}
		if d.String() != test.text {
			t.Errorf("%s is written %s", test.text, d)
		}
	}
	if got := duration(t, "072h").String(); got != "72h" {
		t.Errorf("072h is written %s", got)
	}
	if got := (moment.Duration{}).String(); got != "0min" {
		t.Errorf("the zero Duration is %s", got)
	}
}

func TestParseDuration_errors(t *testing.T) {
	for text, want := range map[string]string{
		"":                        `"" is not a duration`,
		"h":                       `"h" is not a duration`,
		"-5d":                     `"-5d" is not a duration`,
		"without-undue-delay":     `"without-undue-delay" is not a duration`,
		"72":                      `"72" has no unit`,
		"72 h":                    `" h" is not a unit of time`,
		"1.5h":                    `".5h" is not a unit of time`,
		"72H":                     `"H" is not a unit of time`,
		"5m":                      `"m" is not a unit of time`,
		"2y":                      `"y" is not a unit of time`,
		"1h30min":                 `"h30min" is not a unit of time`,
		"365001d":                 `"365001d" is longer than a thousand years`,
		"99999999999999999999mo":  `"99999999999999999999mo" is longer than a thousand years`,
		"9223372036854775807min":  `"9223372036854775807min" is longer than a thousand years`,
		"18446744073709551616min": `"18446744073709551616min" is longer than a thousand years`,
	} {
		d, err := moment.ParseDuration(text)
		checkError(t, text, err, want)
		if d != (moment.Duration{}) {
			t.Errorf("%s: gives %v beside the error", text, d)
		}
	}
}

func TestDurationCompare(t *testing.T) {
	tests := []struct {
		a, b string
		want int
	}{
		{"72h", "3d", 0},
		{"72h", "2d", 1},
		{"1mo", "30d", 0},
		{"1mo", "31d", -1},
		{"59min", "1h", -1},
		{"0h", "0mo", 0},
	}
	for _, test := range tests {
		a, b := duration(t, test.a), duration(t, test.b)
		if a.Compare(b) != test.want || b.Compare(a) != -test.want {
			t.Errorf("%v and %v: %d, %d", a, b, a.Compare(b), b.Compare(a))
		}
		if a.Equal(b) || !a.Equal(a) {
			t.Errorf("%v and %v: Equal is about more than how they are written", a, b)
		}
	}
}

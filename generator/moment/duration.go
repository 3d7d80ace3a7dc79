package moment

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
)

// Unit is what a [Duration] counts in.
type Unit int

const (
	Minutes Unit = iota
	Hours
	Days
	Months
)

// units says how each unit is written, and how many minutes it is worth when durations are compared.
var units = [...]struct {
	short   string
	iso     string // with %d for the number
	minutes int64
}{
	Minutes: {"min", "PT%dM", 1},
	Hours:   {"h", "PT%dH", 60},
	Days:    {"d", "P%dD", 24 * 60},
	Months:  {"mo", "P%dM", 30 * 24 * 60},
}

func (u Unit) String() string { return units[u].short }

// maxMinutes is a thousand years of 365 days.
const maxMinutes = 1000 * 365 * 24 * 60

// Duration is a length of time as it is written: a whole number, not negative, of one unit. 72h and 3d
// are different durations, of equal length; the law may count them differently. The zero Duration is
// 0min.
type Duration struct {
	number int64
	unit   Unit
}

// ParseDuration reads a whole number with a unit: 30min, 72h, 60d, 1mo. Any other text, and what is longer
// than a thousand years, is an [*Error].
func ParseDuration(text string) (Duration, error) {
	fail := func(problem, hint string) (Duration, error) {
		return Duration{}, &Error{text, problem, hint}
	}
	const hint = "write a whole number with min, h, d or mo, such as 72h"
	short := strings.TrimLeft(text, "0123456789")
	digits := text[:len(text)-len(short)]
	if digits == "" {
		return fail(quote(text)+" is not a duration", hint)
	}
	if short == "" {
		return fail(quote(text)+" has no unit", hint)
	}
	for unit, u := range units {
		if u.short != short {
			continue
		}
		number, err := strconv.ParseInt(digits, 10, 64)
		if err != nil || number > maxMinutes/u.minutes {
			return fail(quote(text)+" is longer than a thousand years", "write a shorter duration")
		}
		return Duration{number, Unit(unit)}, nil
	}
	return fail(quote(short)+" is not a unit of time", hint)
}

// Number returns how many units the duration has.
func (d Duration) Number() int64 { return d.number }

// Unit returns the unit it is written in.
func (d Duration) Unit() Unit { return d.unit }

// Minutes returns the length for comparing, with a day of 24 hours and a month of 30 days.
func (d Duration) Minutes() int64 { return d.number * units[d.unit].minutes }

// Hours returns the length for comparing in whole hours, rounded down, with a day of 24 hours and a month
// of 30 days.
func (d Duration) Hours() int64 { return d.Minutes() / 60 }

// Equal reports whether both are written with the same number and unit, which 72h and 3d are not.
func (d Duration) Equal(e Duration) bool { return d == e }

// Compare returns -1, 0 or 1 as d is shorter than e, as long, or longer, with a day of 24 hours and a month
// of 30 days.
func (d Duration) Compare(e Duration) int { return cmp.Compare(d.Minutes(), e.Minutes()) }

// String returns the duration as [ParseDuration] reads it.
func (d Duration) String() string { return strconv.FormatInt(d.number, 10) + d.unit.String() }

// ISO returns the duration in ISO 8601: PT30M, PT72H, P60D, P1M.
func (d Duration) ISO() string { return fmt.Sprintf(units[d.unit].iso, d.number) }

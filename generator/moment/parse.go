package moment

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Error says why a text is not what it should be.
type Error struct {
	Text    string // as it was given
	Problem string // what is wrong, one sentence in lower case without a full stop
	Hint    string // what to write instead
}

func (e *Error) Error() string { return e.Problem }

const (
	minYear, maxYear = 1000, 9998 // the year after the last one must still have four digits

	dateHint   = "write a day as 2023-04-26"
	momentHint = "write 2023-04-26T17:40, or as much of it as is known: 2023, 2023-04, 2023-04-26"
	offsetHint = "write an offset as Z or +02:00, directly after the time of day"
)

// Parse reads a moment: 2023, 2023-04, 2023-04-26, 2023-04-26T17, 2023-04-26T17:40 or
// 2023-04-26T17:40:30, the last three also with a space for the T and with an offset (Z, +02:00) at the
// end. Without an offset, days and times are those of loc.
//
// A day or time that does not exist is an [*Error], also where only clocks in loc skip it. A time that
// occurs twice in loc, as clocks are set back, is the interval from the one to the other.
func Parse(text string, loc *time.Location) (Moment, error) {
	w, ok := scan(text)
	if !ok {
		return Moment{}, &Error{text, quote(text) + " is not a moment", yearFirst(text, momentHint)}
	}
	if problem, hint := w.check(); problem != "" {
		return Moment{}, &Error{text, problem, hint}
	}
	if w.hasOffset {
		loc = fixedZone(w.offset)
	}
	m := w.moment(loc)
	if m.precision >= Day && m.missing() {
		return Moment{}, &Error{text, fmt.Sprintf("%s does not exist in %s: %s", text, loc, w.skip(loc)),
			"check the day, or write the time with its offset, such as Z or +02:00"}
	}
	return m, nil
}

// ParseDate reads a day, such as 2023-04-26. Text that is none is an [*Error].
func ParseDate(text string) (Date, error) {
	w, ok := scan(text)
	if !ok || w.precision != Day {
		return Date{}, &Error{text, quote(text) + " is not a day", yearFirst(text, dateHint)}
	}
	if problem, hint := w.check(); problem != "" {
		return Date{}, &Error{text, problem, hint}
	}
	return w.date(), nil
}

// yearLast is a day as most people write it.
var yearLast = regexp.MustCompile(`^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$`)

// yearFirst is the hint for a day written with the year last: the same day as it is written here. Where
// it may be two days, both are named.
func yearFirst(text, otherwise string) string {
	m := yearLast.FindStringSubmatch(text)
	if m == nil {
		return otherwise
	}
	two := func(n string) string { return strings.Repeat("0", 2-len(n)) + n }
	iso := func(month, day string) string { return m[3] + "-" + two(month) + "-" + two(day) }
	_, dayFirst := ParseDate(iso(m[2], m[1]))
	_, monthFirst := ParseDate(iso(m[1], m[2]))
	switch {
	case m[1] == m[2] && dayFirst == nil, dayFirst == nil && monthFirst != nil:
		return "write " + iso(m[2], m[1])
	case dayFirst == nil:
		return fmt.Sprintf("write %s, or %s if the month comes first", iso(m[2], m[1]), iso(m[1], m[2]))
	case monthFirst == nil:
		return "write " + iso(m[1], m[2])
	}
	return otherwise
}

// writing is a moment as it is written, before anybody has asked whether there is one.
type writing struct {
	year, month, day     int
	hour, minute, second int
	precision            Precision
	offset               int // seconds east of UTC
	hasOffset            bool
	badOffset            bool
}

// scan reads the form and leaves the values unchecked.
func scan(text string) (w writing, ok bool) {
	rest := text
	field := func(prefix string, width int, into *int, p Precision) bool {
		if rest == "" || !strings.Contains(prefix, rest[:1]) {
			return false
		}
		value, after, ok := digits(rest[1:], width)
		if ok {
			*into, rest, w.precision = value, after, p
		}
		return ok
	}
	if w.year, rest, ok = digits(text, 4); !ok {
		return w, false
	}
	w.month, w.day, w.precision = 1, 1, Year
	if field("-", 2, &w.month, Month) && field("-", 2, &w.day, Day) && field("T ", 2, &w.hour, Hour) {
		_ = field(":", 2, &w.minute, Minute) && field(":", 2, &w.second, Minute)
		rest = w.scanOffset(rest)
	}
	return w, rest == ""
}

// scanOffset reads Z or an offset like +02:00 and returns what follows.
func (w *writing) scanOffset(text string) string {
	if text == "Z" {
		w.hasOffset = true
		return ""
	}
	if len(text) != len("+00:00") || text[0] != '+' && text[0] != '-' || text[3] != ':' {
		return text
	}
	hours, _, ok1 := digits(text[1:3], 2)
	minutes, _, ok2 := digits(text[4:], 2)
	if !ok1 || !ok2 {
		return text
	}
	w.hasOffset, w.offset = true, hours*3600+minutes*60
	w.badOffset = minutes > 59 || w.offset > 14*3600
	if text[0] == '-' {
		w.offset = -w.offset
	}
	return ""
}

// digits reads a number of exactly width digits and returns it with what follows.
func digits(text string, width int) (value int, rest string, ok bool) {
	if len(text) < width {
		return 0, text, false
	}
	for _, c := range []byte(text[:width]) {
		if c < '0' || c > '9' {
			return 0, text, false
		}
		value = value*10 + int(c-'0')
	}
	return value, text[width:], true
}

// check says which value is wrong, if one is, and what to write.
func (w *writing) check() (problem, hint string) {
	switch {
	case w.year < minYear || w.year > maxYear:
		return fmt.Sprintf("the year %04d is not between %d and %d", w.year, minYear, maxYear), momentHint
	case w.month < 1 || w.month > 12:
		return fmt.Sprintf("there is no month %02d", w.month), "months are written 01 to 12, after the year"
	case w.day < 1 || w.day > daysIn(w.year, time.Month(w.month)):
		return fmt.Sprintf("%s does not exist: %s %d has %d days", w.date(), time.Month(w.month), w.year,
			daysIn(w.year, time.Month(w.month))), dateHint
	case w.hour == 24 && w.minute == 0 && w.second == 0:
		return "24:00 is not a time of day", fmt.Sprintf("write %sT00:00", w.date().AddDays(1))
	case w.hour > 23 || w.minute > 59 || w.second > 59:
		return w.clock() + " is not a time of day", "times of day run from 00:00 to 23:59"
	case w.badOffset:
		return "the offset is more than 14 hours, or its minutes are more than 59", offsetHint
	}
	return "", ""
}

func (w *writing) date() Date { return Date{w.year, time.Month(w.month), w.day} }

func (w *writing) clock() string {
	if w.second > 0 {
		return fmt.Sprintf("%02d:%02d:%02d", w.hour, w.minute, w.second)
	}
	return fmt.Sprintf("%02d:%02d", w.hour, w.minute)
}

// local returns the local time at which what is written begins, as [localTime] counts it.
func (w *writing) local() int64 {
	return w.date().utc().Unix() + int64(w.hour*3600+w.minute*60+w.second)
}

// moment returns what is written as instants. It is [Moment.missing] where clocks in loc skip it.
func (w *writing) moment(loc *time.Location) Moment {
	m := Moment{zone: loc, precision: w.precision, offset: w.hasOffset}
	d := w.date()
	switch w.precision {
	case Year:
		m.from, m.to = d.start(loc), Date{w.year + 1, 1, 1}.start(loc)
	case Month:
		m.from, m.to = d.start(loc), d.AddMonths(1).start(loc)
	case Day:
		m.from, m.to = d.start(loc), d.AddDays(1).start(loc)
	case Hour:
		m.from, m.to = localHour(w.local(), loc)
	case Minute:
		var ok bool
		if m.from, m.to, ok = localTime(w.local(), loc); !ok {
			m.to = m.from - 1
		}
	}
	return m
}

// missing reports whether no instant is left of a moment that was written.
func (m Moment) missing() bool {
	return m.to < m.from || m.to == m.from && m.precision < Minute
}

// skip says what clocks or calendars in loc do instead of showing what is written.
func (w *writing) skip(loc *time.Location) string {
	first, _, _ := localTime(w.local(), loc)
	after := time.Unix(first, 0).In(loc)
	_, off := after.Add(-time.Second).Zone()
	before := after.In(time.FixedZone("", off))
	if w.precision == Day || DateOf(before) != DateOf(after) {
		return fmt.Sprintf("clocks go from %s to %s", before.Format(clock), after.Format(clock))
	}
	return fmt.Sprintf("clocks go from %s to %s", before.Format("15:04"), after.Format("15:04"))
}

// quote puts what the author wrote in quotation marks, cut where it is too long for a message.
func quote(text string) string {
	const longest = 40
	if runes := []rune(text); len(runes) > longest {
		text = string(runes[:longest]) + "…"
	}
	return strconv.Quote(text)
}

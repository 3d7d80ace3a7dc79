package assess

import (
	"fmt"
	"strings"

	"casebook/generator/moment"
)

// The print writes dates as a reader of the language does, no more exact than they are known; the JSON
// form keeps RFC 3339.

// dateWords are how a language writes dates. {1} and {2} are what stands between the words.
type dateWords struct {
	months   [12]string
	first    string // the number of the first day of a month
	at       string // {1} a day, {2} a time
	between  string // {1} a day, {2} two times joined by and
	and      string
	fromTo   string // {1} and {2} days
	time     string // a format of hour and minute
	fullHour string // a format of an hour
}

var datesIn = map[string]dateWords{
	"en": {
		months: [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
		first:  "1", at: "{1}, {2}", between: "{1}, between {2}", and: " and ", fromTo: "{1} to {2}",
		time: "%02d:%02d", fullHour: "%02d:00",
	},
	"fr": {
		months: [...]string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
		first:  "1er", at: "{1} à {2}", between: "{1} entre {2}", and: " et ", fromTo: "du {1} au {2}",
		time: "%d h %02d", fullHour: "%d h",
	},
}

// datesOf returns a language's words for dates, the English ones for a language that has none.
func datesOf(lang string) dateWords {
	if w, ok := datesIn[lang]; ok {
		return w
	}
	return datesIn["en"]
}

// day writes "26 April 2023", "1er mai 2023".
func (w dateWords) day(d moment.Date) string {
	number := fmt.Sprint(d.Day)
	if d.Day == 1 {
		number = w.first
	}
	return fmt.Sprintf("%s %s %d", number, w.months[d.Month-1], d.Year)
}

// moment writes a moment, "" for what is unknown.
func (w dateWords) moment(m moment.Moment) string {
	first, last := m.FirstDay(), m.LastDay()
	switch m.Precision() {
	case moment.Unknown:
		return ""
	case moment.Year:
		return w.span(fmt.Sprint(first.Year), fmt.Sprint(last.Year))
	case moment.Month:
		return w.span(w.month(first), w.month(last))
	}
	if first != last {
		return pairOf(w.fromTo, w.day(first), w.day(last))
	}
	hour, minute, _ := m.Clock()
	switch {
	case m.Precision() == moment.Day:
		return w.day(first)
	case m.Precision() == moment.Hour:
		return pairOf(w.between, w.day(first), w.clock(hour, 0)+w.and+w.clock(hour+1, 0))
	}
	return pairOf(w.at, w.day(first), w.clock(hour, minute))
}

// until writes the end of a time limit: the end of a day is named by that day, not by the midnight after.
func (w dateWords) until(m moment.Moment) string {
	if m.EndsDay() {
		return w.day(m.LastDay())
	}
	return w.moment(m)
}

func (w dateWords) month(d moment.Date) string {
	return fmt.Sprintf("%s %d", w.months[d.Month-1], d.Year)
}

func (w dateWords) clock(hour, minute int) string {
	if minute == 0 {
		return fmt.Sprintf(w.fullHour, hour)
	}
	return fmt.Sprintf(w.time, hour, minute)
}

// span writes two ends, once where they are the same.
func (w dateWords) span(from, to string) string {
	if from == to {
		return from
	}
	return from + " – " + to
}

func pairOf(pattern, first, second string) string {
	return strings.NewReplacer("{1}", first, "{2}", second).Replace(pattern)
}

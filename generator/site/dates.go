package site

import (
	"fmt"
	"strings"

	"casebook/generator/moment"
)

// Date writes a day, a moment or a span of time in words, no more exact than it is known:
// "26 April 2023, 17:40", "1er mai 2023", "May 2023", "2023". It takes a [moment.Date], [moment.Moment]
// or [moment.Range]; what is unknown gives "".
func (t *Texts) Date(d any) string {
	switch d := d.(type) {
	case moment.Date:
		return t.day(d)
	case moment.Moment:
		return t.moment(d)
	case moment.Range:
		return t.span(d)
	}
	panic(fmt.Sprintf("site: no date: %T", d))
}

// Until writes a moment that is the end of a time limit: the end of a day is named by that day
// ("30 April 2023"), not by the midnight after it.
func (t *Texts) Until(m moment.Moment) string {
	if m.EndsDay() {
		return t.day(m.LastDay())
	}
	return t.moment(m)
}

func (t *Texts) day(d moment.Date) string {
	if d.IsZero() {
		return ""
	}
	return t.put("date.day", "{day}", t.ordinal(d.Day), "{month}", t.month(d), "{year}", fmt.Sprint(d.Year))
}

// dayMonth writes a day without its year.
func (t *Texts) dayMonth(d moment.Date) string {
	return t.put("date.day-month", "{day}", t.ordinal(d.Day), "{month}", t.month(d))
}

// ordinal is the number of a day: "1er" in French for the first, else the number.
func (t *Texts) ordinal(day int) string {
	if day == 1 {
		return t.T("date.first")
	}
	return fmt.Sprint(day)
}

func (t *Texts) month(d moment.Date) string { return t.T(fmt.Sprintf("date.months.%d", int(d.Month))) }

func (t *Texts) moment(m moment.Moment) string {
	d := m.FirstDay()
	switch m.Precision() {
	case moment.Unknown:
		return ""
	case moment.Year:
		return t.years(d, m.LastDay())
	case moment.Month:
		return t.months(d, m.LastDay())
	case moment.Day:
		return t.days(d, m.LastDay())
	}
	if m.LastDay() != d {
		return t.days(d, m.LastDay())
	}
	hour, minute, _ := m.Clock()
	if m.Precision() == moment.Hour {
		return t.put("date.hour", "{date}", t.day(d), "{from}", t.time(hour, 0), "{to}", t.time(hour+1, 0))
	}
	return t.put("date.at", "{date}", t.day(d), "{time}", t.time(hour, minute))
}

func (t *Texts) years(first, last moment.Date) string {
	if first.Year == last.Year {
		return fmt.Sprint(first.Year)
	}
	return t.put("date.span", "{from}", fmt.Sprint(first.Year), "{to}", fmt.Sprint(last.Year))
}

func (t *Texts) months(first, last moment.Date) string {
	name := func(d moment.Date) string {
		return t.put("date.month", "{month}", t.month(d), "{year}", fmt.Sprint(d.Year))
	}
	if first.Year == last.Year && first.Month == last.Month {
		return name(first)
	}
	return t.put("date.span", "{from}", name(first), "{to}", name(last))
}

// days writes one day or several; a month or year that both ends share is written once.
func (t *Texts) days(first, last moment.Date) string {
	switch {
	case first == last:
		return t.day(first)
	case first.Year == last.Year && first.Month == last.Month:
		return t.fromTo(t.ordinal(first.Day), t.day(last))
	case first.Year == last.Year:
		return t.fromTo(t.dayMonth(first), t.day(last))
	}
	return t.fromTo(t.day(first), t.day(last))
}

func (t *Texts) fromTo(from, to string) string {
	return t.put("date.range", "{from}", from, "{to}", to)
}

// time writes a time of day.
func (t *Texts) time(hour, minute int) string {
	key := "date.time"
	if minute == 0 {
		key = "date.full-hour"
	}
	return t.put(key, "{hour}", fmt.Sprint(hour), "{hh}", fmt.Sprintf("%02d", hour), "{minute}", fmt.Sprintf("%02d", minute))
}

// span writes a range: both ends where both are known and differ, the day once where both share it.
func (t *Texts) span(r moment.Range) string {
	from, to := r.From, r.To
	switch {
	case !r.Known():
		return ""
	case !to.Known() || from.Known() && from.Compare(to) == 0:
		return t.moment(r.From)
	case !from.Known():
		return t.put(untilKey(to), "{to}", t.moment(to))
	case from.Precision() == moment.Day && to.Precision() == moment.Day:
		return t.days(from.FirstDay(), to.LastDay())
	case from.Precision() == moment.Minute && to.Precision() == moment.Minute && from.FirstDay() == to.LastDay():
		return t.put("date.times", "{date}", t.day(from.FirstDay()), "{from}", t.clock(from), "{to}", t.clock(to))
	}
	if min(from.Precision(), to.Precision()) < moment.Day {
		return t.put("date.span", "{from}", t.moment(from), "{to}", t.moment(to))
	}
	return t.fromTo(t.moment(from), t.moment(to))
}

// Days is [Texts.Date] of a range without the times of day, for lists.
func (t *Texts) Days(r moment.Range) string {
	if !r.To.Known() {
		r.To = r.From
	}
	if min(r.From.Precision(), r.To.Precision()) < moment.Day {
		return t.span(r)
	}
	return t.days(r.From.FirstDay(), r.To.LastDay())
}

// untilKey is the text for a range whose beginning is not known.
func untilKey(to moment.Moment) string {
	if to.Precision() < moment.Day {
		return "date.until-month"
	}
	return "date.until"
}

func (t *Texts) clock(m moment.Moment) string {
	hour, minute, _ := m.Clock()
	return t.time(hour, minute)
}

// put replaces placeholders in a text: pairs of a placeholder and what stands for it, which holds none
// itself.
func (t *Texts) put(key string, pairs ...string) string {
	text := t.T(key)
	for i := 0; i < len(pairs); i += 2 {
		text = strings.Replace(text, pairs[i], pairs[i+1], 1)
	}
	return text
}

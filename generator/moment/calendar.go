package moment

import (
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/at"
	"github.com/rickar/cal/v2/be"
	"github.com/rickar/cal/v2/bg"
	"github.com/rickar/cal/v2/ch"
	"github.com/rickar/cal/v2/cz"
	"github.com/rickar/cal/v2/de"
	"github.com/rickar/cal/v2/dk"
	"github.com/rickar/cal/v2/es"
	"github.com/rickar/cal/v2/fr"
	"github.com/rickar/cal/v2/gb"
	"github.com/rickar/cal/v2/gr"
	"github.com/rickar/cal/v2/hr"
	"github.com/rickar/cal/v2/ie"
	"github.com/rickar/cal/v2/it"
	"github.com/rickar/cal/v2/lt"
	"github.com/rickar/cal/v2/lv"
	"github.com/rickar/cal/v2/nl"
	"github.com/rickar/cal/v2/no"
	"github.com/rickar/cal/v2/pl"
	"github.com/rickar/cal/v2/ro"
	"github.com/rickar/cal/v2/se"
	"github.com/rickar/cal/v2/si"
	"github.com/rickar/cal/v2/sk"
	"github.com/rickar/cal/v2/us"
)

// Calendar tells working days from others: in every calendar Saturdays and Sundays are none, and in that
// of a country its public holidays. The zero Calendar knows no holidays.
type Calendar struct {
	country string
	days    *cal.Calendar // nil when the country's holidays are not known
}

// CalendarFor returns the calendar of a country by its ISO 3166 code; EL and UK, as the Union writes
// them, are GR and GB. Of a country that is not in the list it knows only Saturdays and Sundays.
//
// Holidays are those of the whole country; for GB those of England and Wales, for CH those that every
// canton keeps. A holiday is also the working day on which one that falls on a weekend is kept instead,
// where the country does that. Days that were declared once may be missing.
func CalendarFor(country string) Calendar {
	switch country {
	case "EL":
		country = "GR"
	case "UK":
		country = "GB"
	}
	return Calendar{country, calendars[country]}
}

// Country returns the country's ISO 3166 code, "" for the zero Calendar.
func (c Calendar) Country() string { return c.country }

// Known reports whether the holidays of the country are known.
func (c Calendar) Known() bool { return c.days != nil }

// Holiday returns the name of the public holiday that falls, or is kept, on the day d, in a language of
// the country, and whether there is one.
func (c Calendar) Holiday(d Date) (name string, ok bool) {
	if c.days == nil {
		return "", false
	}
	actual, observed, holiday := c.days.IsHoliday(d.utc())
	if !actual && !observed {
		return "", false
	}
	return holiday.Name, true
}

// Workday reports whether d is neither a Saturday nor a Sunday nor a public holiday.
func (c Calendar) Workday(d Date) bool {
	if day := d.Weekday(); day == time.Saturday || day == time.Sunday {
		return false
	}
	_, holiday := c.Holiday(d)
	return !holiday
}

// NextWorkday returns d if it is a working day, else the first working day after it.
func (c Calendar) NextWorkday(d Date) Date {
	for !c.Workday(d) {
		d = d.AddDays(1)
	}
	return d
}

// The library counts days in the machine's zone unless it is told another. Nothing else uses it, so its
// setting can be ours.
func init() { cal.DefaultLoc = time.UTC }

// calendars holds the countries of the European Economic Area that the library knows, with the United
// Kingdom, Switzerland and the United States. It has no list for CY, EE, FI, HU, IS, LI, LU, MT and PT.
// The first that names a day wins, so what corrects a list stands before it.
var calendars = map[string]*cal.Calendar{
	"AT": listed(at.Holidays),
	"BE": listed(be.Holidays),
	// The library moves 1 May in years in which Easter is close to it.
	"BG": listed(bg.Holidays, &cal.Holiday{Name: bg.LabourDay.Name,
		Month: time.May, Day: 1, Func: cal.CalcDayOfMonth}),
	// The library's list joins the holidays of all cantons; these are what they have in common.
	"CH": listed([]*cal.Holiday{ch.Neujahr, ch.Auffahrt, ch.Bundesfeiertag, ch.Weihnachtstag}),
	"CZ": listed(cz.Holidays),
	"DE": listed(de.Holidays, once(de.Reformationstag.Name, 2017, time.October, 31)),
	"DK": listed(dk.Holidays),
	"ES": listed(es.Holidays),
	"FR": listed(fr.Holidays),
	"GB": listed(gb.Holidays, once("State Funeral of Queen Elizabeth II", 2022, time.September, 19)),
	// The library calls New Year by the name of Christmas.
	"GR": listed(gr.Holidays, gr.Protoxronia.Clone(&cal.Holiday{Name: "Πρωτοχρονιά"})),
	"HR": listed(hr.Holidays),
	"IE": listed(ie.Holidays),
	"IT": listed(it.Holidays),
	"LT": listed(lt.Holidays),
	"LV": listed(lv.Holidays),
	"NL": listed(nl.Holidays),
	"NO": listed(no.Holidays),
	// Christmas Eve is free since 2025.
	"PL": listed(pl.Holidays, &cal.Holiday{Name: "Wigilia Bożego Narodzenia", StartYear: 2025,
		Month: time.December, Day: 24, Func: cal.CalcDayOfMonth}),
	"RO": listed(ro.Holidays),
	"SE": listed(se.Holidays),
	"SI": listed(si.Holidays),
	"SK": listed(sk.Holidays),
	"US": listed(us.Holidays),
}

// listed returns a calendar of corrections and a country's list. It keeps no results, so that goroutines
// can share it.
func listed(list []*cal.Holiday, corrections ...*cal.Holiday) *cal.Calendar {
	return &cal.Calendar{Holidays: append(corrections, list...)}
}

// once returns a holiday of one year.
func once(name string, year int, month time.Month, day int) *cal.Holiday {
	return &cal.Holiday{Name: name, StartYear: year, EndYear: year, Month: month, Day: day,
		Func: cal.CalcDayOfMonth}
}

package rule

import (
	"fmt"
	"strings"

	"casebook/generator/moment"
)

// FormatValue says in a language what a fact is known to be: "permanent loss", "at least 2,000",
// "18 hours", "at least health data". It returns "" for an unknown value, and a moment as it is
// written in case files. Languages other than French are written as English is.
func FormatValue(f *Fact, v Value, lang string) string {
	if !v.Known {
		return ""
	}
	switch f.Type {
	case YesNo, Choice:
		return f.Values[v.Choice].In(lang)
	case SetOf:
		return formatSet(f, v, lang)
	case Moment:
		return v.Moment.String()
	}
	return formatRange(f.Type, v, lang)
}

// In returns the title of a value in a language.
func (o Option) In(lang string) string {
	if o.Title.IsZero() {
		return phrase(lang, o.ID)
	}
	return o.Title.In(lang)
}

func formatSet(f *Fact, v Value, lang string) string {
	list := strings.Join(v.members(f, func(o Option) string { return o.In(lang) }), ", ")
	switch {
	case list == "" && v.Open:
		return ""
	case list == "":
		return phrase(lang, "none")
	case v.Open:
		return phrase(lang, "at least ") + list
	}
	return list
}

func formatRange(t Type, v Value, lang string) string {
	number := func(n Number) string {
		if t == Duration {
			return FormatMinutes(n, v.Unit, lang)
		}
		return n.In(lang)
	}
	switch {
	case v.Min == v.Max:
		return number(v.Min)
	case v.Max == Unbounded:
		return phrase(lang, "at least ") + number(v.Min)
	case v.Min == 0:
		return phrase(lang, "at most ") + number(v.Max)
	}
	return fmt.Sprintf(phrase(lang, "between %s and %s"), number(v.Min), number(v.Max))
}

// FormatMinutes says in a language how long a number of minutes is, in a unit or in the largest smaller
// one that it fills: "72 hours".
func FormatMinutes(minutes Number, unit moment.Unit, lang string) string {
	n, unit := inUnit(minutes, unit)
	names := [...][2]string{moment.Minutes: {"minute", "minutes"}, moment.Hours: {"hour", "hours"},
		moment.Days: {"day", "days"}, moment.Months: {"month", "months"}}[unit]
	name := names[1]
	if n == 1 || lang == "fr" && n == 0 {
		name = names[0]
	}
	return Int(n).In(lang) + " " + phrase(lang, name)
}

// FormatDuration says in a language how long a duration is, in the unit it is written in: "72 hours".
func FormatDuration(d moment.Duration, lang string) string {
	return FormatMinutes(Int(d.Minutes()), d.Unit(), lang)
}

// phrase returns the words that values are made with in a language.
func phrase(lang, text string) string {
	if fr, ok := phrasesFR[text]; ok && lang == "fr" {
		return fr
	}
	return text
}

var phrasesFR = map[string]string{
	"yes": "oui", "no": "non", "none": "aucun", "at least ": "au moins ", "at most ": "au plus ",
	"between %s and %s": "entre %s et %s", "minute": "minute", "minutes": "minutes", "hour": "heure",
	"hours": "heures", "day": "jour", "days": "jours", "month": "mois", "months": "mois",
}

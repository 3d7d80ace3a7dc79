package tabular

import (
	"fmt"
	"strings"
	"time"

	"casebook/generator/yamlsrc"
)

// dateForm is a form in which days are written.
type dateForm struct {
	written string // MM/DD/YYYY
	layout  string // as package time wants it
	result  string // the layout of the moment it makes: as precise as the form is
}

// letters are what a form is made of, the longest first, and what package time writes for them.
var letters = []struct{ ours, layout, part string }{
	{"YYYY", "2006", "Y"}, {"MMMM", "January", "M"}, {"MMM", "Jan", "M"}, {"MM", "01", "M"}, {"M", "1", "M"},
	{"DD", "02", "D"}, {"D", "2", "D"}, {"hh", "15", "h"}, {"mm", "04", "m"}, {"ss", "05", "s"},
}

// dateForm reads a form: YYYY, MM or M, MMMM (January), MMM (Jan), DD or D, hh, mm, ss, and signs between.
func (p *mappingParser) dateForm(t yamlsrc.Text) dateForm {
	f := dateForm{written: t.Value}
	has := map[string]int{}
	rest := t.Value
next:
	for rest != "" {
		for _, l := range letters {
			if strings.HasPrefix(rest, l.ours) {
				f.layout += l.layout
				has[l.part]++
				rest = rest[len(l.ours):]
				continue next
			}
		}
		if c := rest[0]; c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' && c != 'T' && c != 'Z' || c >= '0' && c <= '9' || c == '_' {
			p.badDateForm(t, fmt.Sprintf("%q means nothing in a date", rest[:1]))
			return f
		}
		f.layout += rest[:1]
		rest = rest[1:]
	}
	switch {
	case has["Y"] == 0:
		p.badDateForm(t, "a date needs its year")
	case has["D"] > 0 && has["M"] == 0, has["h"] > 0 && has["D"] == 0, has["m"] > 0 && has["h"] == 0:
		p.badDateForm(t, "a date needs what is larger too: a day its month, an hour its day")
	case has["Y"] > 1 || has["M"] > 1 || has["D"] > 1:
		p.badDateForm(t, "a part of the date stands here twice")
	}
	f.result = "2006"
	for _, step := range []struct{ part, layout string }{{"M", "-01"}, {"D", "-02"}, {"h", "T15"}, {"m", ":04"}} {
		if has[step.part] > 0 {
			f.result += step.layout
		}
	}
	return f
}

func (p *mappingParser) badDateForm(t yamlsrc.Text, problem string) {
	p.diags.Add("import-bad-date-form", t.Span, fmt.Sprintf("%q is not the form of a date: %s", t.Value, problem),
		"write it with YYYY, MM, DD, MMMM (January), MMM (Jan), hh, mm: MM/DD/YYYY")
}

// readDate returns a moment as a case file writes it, in the first form that fits.
func (f *field) readDate(text string) (is, problem, hint string) {
	var forms []string
	for _, form := range f.dates {
		if at, err := time.Parse(form.layout, text); err == nil && at.Year() >= 1000 {
			return at.Format(form.result), "", ""
		}
		forms = append(forms, form.written)
	}
	return "", fmt.Sprintf("%s is not a date in the form %s", shown(text), strings.Join(forms, " or ")), ""
}

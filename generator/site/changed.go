package site

import (
	"strings"
	"time"

	"casebook/generator/kb"
	"casebook/generator/moment"
)

// changed returns when a case last changed as it is shown in a language: its facts and the text of that
// language. It is the zero time where nothing is known.
func (p *planner) changed(c *kb.Case, shown *kb.Text) (last time.Time) {
	for _, t := range []*kb.Text{c.Texts[0], shown} {
		if at := p.Changed[strings.TrimPrefix(t.File.Source.Path, "content/")]; at.After(last) {
			last = at
		}
	}
	return last
}

// changedOn is the day of [planner.changed] in the time zone of the site, the zero date where it is not known.
func (p *planner) changedOn(c *kb.Case, shown *kb.Text) moment.Date {
	at := p.changed(c, shown)
	if at.IsZero() {
		return moment.Date{}
	}
	return moment.DateOf(at.In(p.base.Config.Zone))
}

package assess

import (
	"fmt"
	"strings"
)

// supposed says, of a case assessed otherwise than it is stated, what was supposed and which answers
// differ; without it the print could be taken for that of the case itself.
func (p *printer) supposed(a *Assessment) {
	o := a.Options
	if len(o.Set) == 0 && o.AsOf.IsZero() {
		return
	}
	var all []string
	for _, f := range o.Set {
		all = append(all, fmt.Sprintf("%s [%s: %s]", FactText(f.Fact, f.Value, p.lang), FactRef{f.Fact, f.Party}, p.shown(p.factValue(f.Fact, f.Value))))
	}
	if !o.AsOf.IsZero() {
		all = append(all, p.labels.lawOf+" "+p.dates.day(o.AsOf))
	}
	if p.markdown {
		p.printf("\n")
	}
	p.printf("%s%s%s\n", p.labels.supposing, p.labels.colon, strings.Join(all, "; "))
	p.differences(Assess(a.Rules, a.Case, a.Reading, a.lawAsOf, Options{Proposal: o.Proposal}), a)
}

// differences lists the answers and duties of after that differ from before, each with both sides.
func (p *printer) differences(before, after *Assessment) {
	p.heading(2, p.labels.differs)
	some := false
	for _, s := range paired(before.answerList(), after.answerList(), (*Answer).Key) {
		if s.before == nil || s.after == nil || s.before.Possible == s.after.Possible {
			continue
		}
		some = true
		p.item(0, fmt.Sprintf("%s → %s [%s: %s → %s]", s.before.Text(p.lang), s.after.Text(p.lang), s.after.Key(),
			p.shown(answerValue(s.before)), p.shown(answerValue(s.after))))
	}
	for _, s := range paired(before.dutyList(), after.dutyList(), dutyKey) {
		if was, is := p.state(s.before), p.state(s.after); was != is {
			some = true
			d := s.any()
			p.item(0, fmt.Sprintf("%s%s%s → %s [%s]", p.bearer(d), p.labels.colon, was, is, dutyKey(d)))
		}
	}
	if !some {
		p.item(0, p.labels.same)
	}
}

// state writes whether a duty is required, when it was due and whether that was kept: "required, due:
// 4 May 2023, late"; what was no law is a dash.
func (p *printer) state(d *Duty) string {
	if d == nil {
		return "–"
	}
	text := p.labels.status[d.Status]
	if d.Due.Known() {
		text += ", " + p.labels.due + p.labels.colon + p.dates.until(d.Due)
	}
	if d.Timeliness != "" {
		text += ", " + p.labels.late + p.labels.colon + p.labels.timeliness[d.Timeliness]
	}
	return text
}

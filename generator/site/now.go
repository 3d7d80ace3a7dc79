package site

import (
	"cmp"
	"fmt"
	"html/template"
	"time"

	"casebook/generator/moment"
	"casebook/generator/rule"
)

// NowPage is for someone in the middle of an incident, pages/now.html.
type NowPage struct {
	Frame
	Text      *Prose // how to use the page
	Duties    []NowDuty
	Questions []QuestionGroup
	ClockText *Prose
	Clocks    []Clock
	Outer     string // the regulation by which limits are also counted; "" where the rules declare none
	Notices   []NoticeContent
	Notice    *Prose
	Offices   []Office
	After     *Prose
	Also      []AlsoRegion
	AlsoBy    []AlsoSector
	Contents  []Link
}

// NowDuty is an obligation in one line: who, what, by when.
type NowDuty struct {
	Link     Link
	Bearer   string
	Deadline []Deadline
	Sources  []Link
	Because  string
}

// QuestionGroup is the questions that decide one conclusion.
type QuestionGroup struct {
	ID, Title string
	Open      bool // shown open: the first group
	Questions []Question
	Follows   []Follow // from each answer of the conclusion
}

// Question is a question whose answer may change what has to be done.
type Question struct {
	Ask      string
	Fact     Link
	Answers  []string
	Presumed string // what is taken as given without an answer; "" where nothing is
	Note     template.HTML
	Sources  []Link
	Leads    []Lead
	Hedges   []string // sentences on thresholds among them that are ours
}

// Clock is a time limit in hours with worked examples.
type Clock struct {
	Duty   Link
	Within string
	Rows   []ClockRow
}

// ClockRow says when a limit ends that starts at a moment.
type ClockRow struct {
	Aware, Due string
	Outer      string // as [NowPage.Outer] counts, where that is later
	Note       string
}

// NoticeContent is what a notice must contain.
type NoticeContent struct {
	Duty   Link
	Must   []Content
	Phases string
}

// Office is the supervisory authority of a country.
type Office struct {
	Country, Name string
	Form          string // address of its form; "" where that is not known
	Note          string
}

func (e *edition) nowPage() *Page {
	return e.page("now/", "now", func() any {
		top := root(e.prefix + "now/")
		p := &NowPage{
			Frame: e.frame("now/", "now", e.T("now.title"), e.T("now.description")),
			Text:  e.show("now", top), ClockText: e.show("now-clock", top), Notice: e.show("now-notice", top),
			After: e.show("now-after", top), Questions: e.questions(), Offices: e.offices(), Outer: e.fullHours(),
			Also: e.also(), AlsoBy: e.alsoBySector(),
		}
		for _, o := range e.current() {
			p.Duties = append(p.Duties, e.nowDuty(o))
			if len(o.MustContain) > 0 {
				p.Notices = append(p.Notices, NoticeContent{e.obligationLink(o), e.contents(o.MustContain), e.words(o.Phases)})
			}
			if c, ok := e.clock(o); ok {
				p.Clocks = append(p.Clocks, c)
			}
		}
		p.Contents = e.nowContents(p)
		return p
	})
}

// nowContents lists the parts of the page that there are.
func (e *edition) nowContents(p *NowPage) []Link {
	var links []Link
	for _, part := range []struct {
		id    string
		there bool
	}{
		{"questions", len(p.Questions) > 0}, {"duties", len(p.Duties) > 0}, {"clock", p.ClockText != nil || len(p.Clocks) > 0},
		{"notice", p.Notice != nil || len(p.Notices) > 0}, {"offices", len(p.Offices) > 0},
	} {
		if part.there {
			links = append(links, Link{URL: "#" + part.id, Text: e.T("now." + part.id)})
		}
	}
	switch {
	case p.After != nil:
		links = append(links, Link{URL: "#after", Text: p.After.Title})
	case len(p.Also) > 0:
		links = append(links, Link{URL: "#after", Text: e.T("now.also")})
	}
	return links
}

// current returns the obligations that are law on the site's day.
func (p *planner) current() []*rule.Obligation {
	var list []*rule.Obligation
	for _, o := range p.base.Rules.Obligations {
		if o.InForce(p.base.Config.LawAsOf, nil) {
			list = append(list, o)
		}
	}
	return list
}

func (e *edition) nowDuty(o *rule.Obligation) NowDuty {
	d := NowDuty{Link: e.obligationLink(o), Deadline: e.deadlines(o.Deadline), Sources: e.sourceLinks(o.Source[:min(1, len(o.Source))]), Because: e.words(o.Because)}
	if o.Bearer != nil {
		d.Bearer = e.words(o.Bearer.Title)
	}
	return d
}

// questions returns the questions that some obligation in force turns on, in the order in which they
// decide: under each conclusion that obligations test, what its rules ask; then what only obligations and
// their exceptions ask. What is only recorded is not asked. What is presumed is: whoever is in the incident
// may know better, and only an answer can say so.
func (e *edition) questions() []QuestionGroup {
	var groups []QuestionGroup
	stages, before := e.stages(), map[*rule.Conclusion]int{}
	l := e.newLeader(stages)
	for _, s := range stages {
		g := QuestionGroup{ID: "general", Title: e.T("now.general"), Open: len(groups) == 0}
		if s.conclusion != nil {
			g.ID, g.Title = s.conclusion.ID, cmp.Or(e.words(s.conclusion.Ask), e.words(s.conclusion.Title))
			g.Follows = e.follows(s.conclusion, before)
		}
		for _, f := range s.facts {
			q := e.question(f)
			q.Leads, q.Hedges = l.leads(f)
			g.Questions = append(g.Questions, q)
		}
		groups = append(groups, g)
	}
	return groups
}

// stage is the facts that decide a conclusion, and no stage before; those of obligations alone where the
// conclusion is nil.
type stage struct {
	conclusion *rule.Conclusion
	facts      []*rule.Fact
}

// stages returns what the obligations in force turn on, each fact where it is first asked for.
func (p *planner) stages() []stage {
	a := asker{planner: p, asked: map[*rule.Fact]bool{}, seen: map[*rule.Conclusion]bool{}}
	var stages []stage
	add := func(c *rule.Conclusion) {
		if len(a.facts) > 0 {
			stages = append(stages, stage{c, a.facts})
			a.facts = nil
		}
	}
	for _, o := range p.current() {
		walkTests(o.When, func(t *rule.Test) {
			if t.Conclusion != nil {
				a.test(t)
				add(t.Conclusion)
			}
		})
	}
	for _, o := range p.current() {
		a.follow(o.When, o.Except)
	}
	add(nil)
	return stages
}

// asker collects facts in the order in which conditions come to them, through conclusions and their rules.
type asker struct {
	*planner
	asked map[*rule.Fact]bool
	seen  map[*rule.Conclusion]bool
	facts []*rule.Fact
}

func (a *asker) follow(when rule.Cond, except []*rule.Exception) {
	for _, c := range conditions(when, except) {
		walkTests(c, a.test)
	}
}

func (a *asker) test(t *rule.Test) {
	if t.Fact != nil && !a.asked[t.Fact] {
		a.asked[t.Fact] = true
		a.facts = append(a.facts, t.Fact)
	}
	c := t.Conclusion
	if c == nil || a.seen[c] {
		return
	}
	a.seen[c] = true
	for _, value := range c.InOrder() {
		for _, r := range c.Rules {
			if r.Value == value && r.InForce(a.base.Config.LawAsOf, nil) {
				a.follow(r.When, r.Except)
			}
		}
	}
}

func (e *edition) question(f *rule.Fact) Question {
	q := Question{Ask: e.words(f.Ask), Fact: e.factLink(f), Note: e.inline(f.Note), Sources: e.sourceLinks(f.Source)}
	for i := range f.Values {
		q.Answers = append(q.Answers, e.optionWord(f.Type, f.Values, i))
	}
	if f.Presumed != nil {
		q.Presumed = e.T("now.presumed", rule.FormatValue(f, *f.Presumed, e.lang))
	}
	return q
}

func (e *edition) offices() []Office {
	var list []Office
	for _, a := range e.base.Rules.Authorities {
		list = append(list, Office{Country: e.country(a.Country), Name: e.words(a.Name), Form: a.Form, Note: e.words(a.Note)})
	}
	sortBy(e.lang, list, func(o Office) string { return o.Country })
	return list
}

// clock works out examples for an obligation that is due so many hours after its bearer became aware.
func (e *edition) clock(o *rule.Obligation) (Clock, bool) {
	d := o.Deadline
	if d == nil || d.NoNumber || len(d.Earliest) > 0 || !d.After.Aware || d.After.EndOf != moment.Unknown {
		return Clock{}, false
	}
	within := d.Within
	if d.Parameter != nil {
		v, _ := d.Parameter.At(e.base.Config.LawAsOf, nil)
		within = v.Duration
	}
	if within.Unit() != moment.Hours || within.Number() == 0 {
		return Clock{}, false
	}
	c := Clock{Duty: e.obligationLink(o), Within: e.duration(within)}
	for _, x := range examples(e.base.Config.LawAsOf, e.zone()) {
		due := moment.Due(x.aware, within, moment.Elapsed, moment.Calendar{}, e.zone())
		outer := moment.Due(x.aware, within, moment.EU1182, moment.Calendar{}, e.zone())
		row := ClockRow{Aware: e.weekday(x.aware), Due: e.weekday(due)}
		if e.fullHours() != "" && outer.Compare(due) != 0 {
			row.Outer = e.weekday(outer)
		}
		if x.note != "" {
			row.Note = e.T("now.example-" + x.note)
		}
		c.Rows = append(c.Rows, row)
	}
	return c, true
}

// fullHours names the regulation by which the law of the Union counts time limits, in full hours; "" where
// the rules do not declare it: other fields of law know nothing of it.
func (e *edition) fullHours() string {
	for _, i := range e.base.Rules.Instruments {
		if i.CELEX == "31971R1182" {
			return e.words(i.Short)
		}
	}
	return ""
}

// example is a moment at which somebody becomes aware.
type example struct {
	aware moment.Moment
	note  string
}

// examples returns moments in the week after a day: a morning, a Friday afternoon, a minute before
// midnight, and a Friday before clocks change.
func examples(day moment.Date, zone *time.Location) []example {
	monday := day
	for monday.Weekday() != time.Monday {
		monday = monday.AddDays(1)
	}
	at := func(d moment.Date, clock string) moment.Moment {
		m, err := moment.Parse(fmt.Sprintf("%sT%s", d, clock), zone)
		if err != nil {
			return moment.Moment{}
		}
		return m
	}
	list := []example{
		{at(monday, "09:00"), ""}, {at(monday.AddDays(4), "16:20"), "weekend"}, {at(monday.AddDays(6), "23:50"), ""},
	}
	if d, ok := clockChange(monday, zone); ok {
		list = append(list, example{at(d.AddDays(-2), "10:00"), "clocks"})
	}
	return list
}

// clockChange returns the next day, within a year, on which clocks are changed.
func clockChange(from moment.Date, zone *time.Location) (moment.Date, bool) {
	for n := range 366 {
		d := from.AddDays(n)
		start, end := d.In(zone)
		if end.Sub(start) != 24*time.Hour {
			return d, true
		}
	}
	return moment.Date{}, false
}

// weekday writes a moment with its day of the week.
func (e *edition) weekday(m moment.Moment) string {
	day := e.T(fmt.Sprintf("date.weekdays.%d", (int(m.FirstDay().Weekday())+6)%7+1))
	return e.T("date.with-weekday", day, e.texts.Date(m))
}

// zone is the time zone of the site.
func (p *planner) zone() *time.Location {
	if p.base.Config.Zone == nil {
		return time.UTC
	}
	return p.base.Config.Zone
}

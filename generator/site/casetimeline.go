package site

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"casebook/generator/assess"
	"casebook/generator/kb"
	"casebook/generator/moment"
)

// CaseTimeline is a drawing of what happened when: a row for the incident, and for each party one for
// when it knew and one for every act that was due. Positions across are shares of the width, so the
// drawing needs no script and is read at any width; those down are pixels.
type CaseTimeline struct {
	Label   string // what it shows, for those who cannot see it
	Height  int
	Axis    int // where the line of dates is
	Rows    []TimeRow
	Ticks   []TimeTick
	Keys    []TimeKey
	Squeeze bool   // long gaps are drawn shorter
	Undrawn string // the acts without a day, for which the drawing has no place; "" for none
	Events  []CaseEvent
}

// TimeKey explains a kind of bar or dot.
type TimeKey struct{ Kind, Text string }

// TimeRow is one line of the drawing.
type TimeRow struct {
	Kind  string // "incident", "party", "duty", "act"
	Lines []TimeLine
	Bars  []TimeBar
	Dots  []TimeDot
}

// TimeLine is a line of text over a bar.
type TimeLine struct {
	Y     int
	Text  string
	Class string // of the title, or of what stands under it in softer ink
}

// TimeBar is a span of time.
type TimeBar struct {
	Kind   string // "span", "run", "maybe", "late", "open"
	Y      int
	X, End string // shares of the width: "12.5%"
}

// TimeDot is an instant at which something was done.
type TimeDot struct {
	Kind string // "known" or "done"
	Y    int
	X    string
}

// TimeTick is a date on the axis.
type TimeTick struct {
	X      string
	Anchor string // "start", "middle" or "end" of the text stands at X
	Text   string
}

// CaseEvent is a row of the table that says what the drawing does.
type CaseEvent struct {
	When, What string
	Who        Said
	at         moment.Moment
}

// Measures of the drawing, in pixels; and how many letters fit a line on a narrow phone.
const (
	lineHeight  = 17
	barRoom     = 26
	lineLetters = 46
)

// timeline draws the dated part of the case; nil when there are not two dates to draw.
func (t *teller) timeline() *CaseTimeline {
	spans := t.spans()
	scale := newScale(spans)
	if scale == nil {
		return nil
	}
	v := &CaseTimeline{Label: t.T("case.timeline.label", t.texts.Date(scale.first()), t.texts.Date(scale.last())), Squeeze: scale.squeezed, Events: t.events(spans)}
	y := 4
	for _, s := range spans {
		row := TimeRow{Kind: s.kind}
		title := wrap(s.title)
		lines := slices.Clone(title)
		for _, note := range s.notes {
			lines = append(lines, wrap(note)...)
		}
		for i, line := range lines {
			y += lineHeight
			row.Lines = append(row.Lines, TimeLine{y - 4, line, lineClass(i < len(title))})
		}
		row.draw(s, scale, y+barRoom/2-3)
		y += barRoom
		v.Rows = append(v.Rows, row)
	}
	v.Undrawn = t.undrawn()
	v.Axis, v.Height, v.Keys = y+2, y+24, t.keys(v.Rows)
	v.Ticks = t.ticks(scale)
	return v
}

// keys explains what occurs in the drawing.
func (t *teller) keys(rows []TimeRow) []TimeKey {
	there := map[string]bool{}
	for _, r := range rows {
		for _, b := range r.Bars {
			there[b.Kind] = true
		}
		for _, d := range r.Dots {
			there[d.Kind] = true
		}
	}
	var keys []TimeKey
	for _, kind := range []string{"span", "run", "maybe", "open", "late", "known", "done"} {
		if there[kind] {
			keys = append(keys, TimeKey{kind, t.T("case.timeline.key." + kind)})
		}
	}
	return keys
}

func lineClass(title bool) string {
	if title {
		return "case-time-title"
	}
	return "case-time-note"
}

// timespan is something to draw: a bar from start to end, how it goes on, and when it was done.
type timespan struct {
	kind     string
	who      Said
	title    string
	notes    []string
	from, to moment.Moment // of the incident, of knowing; the start of a clock
	due      moment.Moment
	done     moment.Moment
	noNumber bool
}

// spans lists what can be drawn.
func (t *teller) spans() []timespan {
	var all []timespan
	if r := t.Case.Incident; r.Known() {
		all = append(all, timespan{kind: "incident", title: t.T("case.timeline.incident"), notes: []string{t.texts.Date(r)}, from: known(r.From, r.To), to: known(r.To, r.From)})
	}
	for _, p := range t.Case.Parties {
		name := t.party(p)
		if aware := moment.First(p.Aware...); aware.Known() {
			all = append(all, timespan{kind: "party", who: name, title: capital(t.T("case.fact.became-aware", name.Text)), notes: []string{t.texts.Date(aware)}, from: aware, to: aware})
		}
		for i := range t.Main.Duties {
			if d := &t.Main.Duties[i]; d.Party == p && d.Status == assess.Yes && d.Start.Known() && (d.Due.Known() || d.NoNumber) {
				all = append(all, timespan{kind: "duty", who: name, title: t.words(law(d).Title), notes: t.dutyNotes(d),
					from: d.Start, to: d.Start, due: d.Due, done: d.Done, noNumber: d.NoNumber})
			}
		}
		all = append(all, t.otherActs(p, all)...)
	}
	return all
}

// known returns the first of two moments that is known.
func known(a, b moment.Moment) moment.Moment {
	if a.Known() {
		return a
	}
	return b
}

// dutyNotes says over a bar when the act is due and when it was done.
func (t *teller) dutyNotes(d *assess.Duty) []string {
	return slices.DeleteFunc([]string{t.byWhen(d), t.done(d)}, func(s string) bool { return s == "" })
}

// otherActs lists what a party did that none of the duties drawn shows.
func (t *teller) otherActs(p *kb.Party, drawn []timespan) []timespan {
	var all []timespan
	for _, act := range p.Did {
		for _, m := range act.When {
			shown := slices.ContainsFunc(drawn, func(s timespan) bool { return s.who == t.party(p) && s.done == m })
			if m.Known() && !shown {
				all = append(all, timespan{kind: "act", who: t.party(p), title: capital(t.party(p).Text) + " " + t.words(act.Act.Title), notes: []string{t.texts.Date(m)}, done: m})
			}
		}
	}
	return all
}

// wrap breaks a text into lines that a narrow phone shows.
func wrap(text string) []string {
	var lines []string
	line := ""
	for _, word := range strings.Split(text, " ") {
		switch {
		case line == "":
			line = word
		case utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > lineLetters:
			lines, line = append(lines, line), word
		default:
			line += " " + word
		}
	}
	if line == "" {
		return lines
	}
	return append(lines, line)
}

// draw puts the bars and dots of a row at the height y.
func (r *TimeRow) draw(s timespan, scale *scale, y int) {
	bar := func(kind string, from, to int64) {
		if to > from || kind == "span" {
			r.Bars = append(r.Bars, scale.bar(kind, from, to, y))
		}
	}
	if s.from.Known() {
		switch begin, end := s.from.Earliest().Unix(), s.to.Latest().Unix(); {
		case s.kind == "incident":
			bar("span", begin, end)
		case s.due.Known():
			bar("run", begin, s.due.Earliest().Unix())
			bar("maybe", s.due.Earliest().Unix(), s.due.Latest().Unix())
			if s.done.Known() {
				bar("late", s.due.Latest().Unix(), s.done.Earliest().Unix())
			}
		case s.noNumber && s.done.Known():
			bar("open", begin, s.done.Latest().Unix())
		}
		if s.kind == "party" {
			r.Dots = append(r.Dots, TimeDot{"known", y, scale.middle(s.from)})
		}
	}
	if s.done.Known() {
		r.Dots = append(r.Dots, TimeDot{"done", y, scale.middle(s.done)})
	}
}

// ticks puts dates on the axis, as many as there is room for on a narrow page: the first with its year,
// the others without where it is the same.
func (t *teller) ticks(scale *scale) []TimeTick {
	const full, short = 26.0, 15.0 // hundredths of the width that a date with and without its year takes up
	year := scale.first().Year
	tick := func(at int64, anchor string) TimeTick {
		d := moment.DateOf(time.Unix(at, 0).In(scale.zone))
		text := t.texts.Date(d)
		if d.Year == year && anchor != "start" {
			text = t.texts.dayMonth(d)
		}
		return TimeTick{percent(scale.share(at)), anchor, text}
	}
	begin, end := scale.at[0], scale.at[len(scale.at)-1]
	ticks := []TimeTick{tick(begin, "start")}
	free, last := leftEnd+full, rightEnd-short
	for _, at := range scale.at {
		room := short
		if moment.DateOf(time.Unix(at, 0).In(scale.zone)).Year != year {
			room = full
		}
		if x := scale.share(at); x-room/2 >= free && x+room/2 <= last {
			ticks, free = append(ticks, tick(at, "middle")), x+room/2
		}
	}
	return append(ticks, tick(end, "end"))
}

// events lists what the drawing shows, and the decision, in the order of time; then the acts without a
// day. The drawing has no place for these, and a decision years later would leave no room for the rest.
func (t *teller) events(spans []timespan) []CaseEvent {
	var all []CaseEvent
	add := func(m moment.Moment, when string, s timespan, key string) {
		if m.Known() {
			all = append(all, CaseEvent{When: when, What: t.T("case.timeline."+key, s.title), Who: s.who, at: m})
		}
	}
	for _, s := range spans {
		switch s.kind {
		case "incident":
			add(s.from, t.texts.Date(s.from), s, "begins")
			if s.to != s.from {
				add(s.to, t.texts.Date(s.to), s, "ends")
			}
		case "party":
			add(s.from, t.texts.Date(s.from), s, "event")
		case "act":
			add(s.done, t.texts.Date(s.done), s, "event")
		default:
			add(s.due, t.texts.Until(s.due), s, "due")
			add(s.done, t.texts.Date(s.done), s, "done")
		}
	}
	if d := t.decision(); d != nil && t.Case.Decision.Date.Known() {
		all = append(all, CaseEvent{When: d.Date, What: t.T("case.timeline.decision"), Who: d.Authority, at: t.Case.Decision.Date})
	}
	slices.SortStableFunc(all, func(a, b CaseEvent) int { return a.at.Compare(b.at) })
	return append(all, t.undated()...)
}

// undrawn names the acts without a day, each with who did it or did not, and what is known of when.
func (t *teller) undrawn() string {
	var acts []string
	for _, p := range t.Case.Parties {
		for _, act := range p.Did {
			done := t.party(p).Text + " " + t.words(act.Act.Title)
			switch {
			case act.Never:
				acts = append(acts, t.T("case.fact.never", done))
			case act.Done:
				acts = append(acts, t.T("case.timeline.act", done, t.T("case.timeline.undated")))
			}
		}
	}
	if len(acts) == 0 {
		return ""
	}
	return sentence(t.T("case.timeline.undrawn", strings.Join(acts, t.T("case.timeline.next"))))
}

// undated lists the acts that were done nobody knows when, and those known not to have happened.
func (t *teller) undated() []CaseEvent {
	var all []CaseEvent
	for _, p := range t.Case.Parties {
		for _, act := range p.Did {
			e := CaseEvent{When: t.T("case.timeline.undated"), What: capital(t.words(act.Act.Title)), Who: t.party(p)}
			if act.Never {
				e.When = t.T("case.value.never")
			}
			if act.Never || act.Done {
				all = append(all, e)
			}
		}
	}
	return all
}

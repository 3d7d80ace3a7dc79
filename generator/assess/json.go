package assess

import (
	"strconv"

	"casebook/generator/moment"
	"casebook/generator/rule"
)

// Entry is a case as programs read it: an entry of cases.json. The shapes and words are a contract.
type Entry struct {
	ID          string              `json:"id"`
	URL         string              `json:"url"` // relative to the site's root
	Title       map[string]string   `json:"title"`
	Conclusions map[string]string   `json:"conclusions"`
	Possible    map[string][]string `json:"possible,omitempty"`
	Obligations []DutyEntry         `json:"obligations"`
	Parties     []PartyEntry        `json:"parties,omitempty"`
	Readings    []ReadingEntry      `json:"readings,omitempty"`
}

// FullEntry is an entry with its trace and what would change its answers: cases/<id>/index.json, and what
// explain prints.
type FullEntry struct {
	Entry
	Trace   []StepEntry   `json:"trace"`
	Changes []ChangeEntry `json:"changes"`
}

// PartyEntry is the conclusions about one party.
type PartyEntry struct {
	ID          string              `json:"id"`
	Conclusions map[string]string   `json:"conclusions"`
	Possible    map[string][]string `json:"possible,omitempty"`
}

// ReadingEntry is the answers under one reading.
type ReadingEntry struct {
	ID          string              `json:"id"`
	Title       map[string]string   `json:"title"`
	Conclusions map[string]string   `json:"conclusions"`
	Possible    map[string][]string `json:"possible,omitempty"`
	Parties     []PartyEntry        `json:"parties,omitempty"`
	Obligations []DutyEntry         `json:"obligations"`
}

// DutyEntry is an obligation of one party.
type DutyEntry struct {
	ID         string   `json:"id"`
	Party      string   `json:"party"`
	Status     string   `json:"status"`
	LiftableBy []string `json:"liftable-by"`
	Due        *Span    `json:"due"`
	Done       any      `json:"done"` // *Span, "never" or nil
	Timeliness *string  `json:"timeliness"`
	Taken      *string  `json:"taken"` // ISO 8601
}

// Span is a half-open interval of instants, RFC 3339 with offset; both ends are the same instant for a
// moment known exactly.
type Span struct {
	Earliest string `json:"earliest"`
	Latest   string `json:"latest"`
}

// StepEntry is a step of the trace.
type StepEntry struct {
	Rule       string            `json:"rule,omitempty"`
	Obligation string            `json:"obligation,omitempty"`
	Party      *string           `json:"party"`
	Outcome    string            `json:"outcome"`
	Text       map[string]string `json:"text"`
	Source     []string          `json:"source"`
	When       *CondEntry        `json:"when"`
	Except     []ExceptEntry     `json:"except"`
}

// ExceptEntry is an exception of a step.
type ExceptEntry struct {
	ID      string            `json:"id"`
	Outcome string            `json:"outcome"`
	Text    map[string]string `json:"text"`
	When    *CondEntry        `json:"when"`
	Except  []ExceptEntry     `json:"except,omitempty"`
}

// CondEntry is a condition. Fact, value and quote are null where it tests none.
type CondEntry struct {
	Text     map[string]string `json:"text"`
	Outcome  string            `json:"outcome"`
	Fact     *string           `json:"fact"`
	Value    any               `json:"value"`
	Quote    *string           `json:"quote"`
	Presumed bool              `json:"presumed"`
	Parts    []*CondEntry      `json:"parts"`
}

// NewEntry returns the entry of a case from its assessment and those of its readings.
func NewEntry(a *Assessment, readings []*Assessment) Entry {
	e := Entry{ID: a.Case.ID, URL: "cases/" + a.Case.ID + "/", Title: map[string]string{}, Obligations: a.dutyEntries(), Parties: a.partyEntries()}
	for _, t := range a.Case.Texts {
		e.Title[t.Lang] = t.Title
	}
	e.Conclusions, e.Possible = answerEntries(a.Conclusions)
	for _, r := range readings {
		e.Readings = append(e.Readings, r.readingEntry())
	}
	return e
}

// NewFullEntry returns the entry with its trace, whose texts are in the languages given.
func NewFullEntry(a *Assessment, readings []*Assessment, languages []string) FullEntry {
	full := FullEntry{Entry: NewEntry(a, readings), Trace: []StepEntry{}}
	w := entryWriter{languages}
	for _, s := range a.Trace() {
		full.Trace = append(full.Trace, w.step(&s))
	}
	full.Changes = w.changes(a)
	return full
}

func (a *Assessment) readingEntry() ReadingEntry {
	r := ReadingEntry{ID: a.Reading.ID, Title: a.ReadingTitles(), Parties: a.partyEntries(), Obligations: a.dutyEntries()}
	r.Conclusions, r.Possible = answerEntries(a.Conclusions)
	return r
}

// ReadingTitles returns the title of the assessment's reading in each language in which it is written.
func (a *Assessment) ReadingTitles() map[string]string {
	titles := map[string]string{}
	for _, t := range a.Case.Texts {
		if title := t.ReadingTitle(a.Reading.ID); title.Lang == t.Lang {
			titles[t.Lang] = title.Text.Value
		}
	}
	return titles
}

// answerEntries returns the decided values by conclusion, "unknown" where several are left, and which
// those are.
func answerEntries(answers []Answer) (values map[string]string, possible map[string][]string) {
	values = map[string]string{}
	for i := range answers {
		a := &answers[i]
		values[a.Conclusion.ID] = a.Value()
		if _, ok := a.Decided(); ok {
			continue
		}
		if possible == nil {
			possible = map[string][]string{}
		}
		for _, v := range a.Conclusion.InOrder() {
			if a.Possible.Has(v) {
				possible[a.Conclusion.ID] = append(possible[a.Conclusion.ID], a.Conclusion.Values[v].ID)
			}
		}
	}
	return values, possible
}

func (a *Assessment) partyEntries() []PartyEntry {
	var entries []PartyEntry
	for _, p := range a.Parties {
		if len(p.Conclusions) == 0 {
			continue
		}
		e := PartyEntry{ID: p.Party.ID}
		e.Conclusions, e.Possible = answerEntries(p.Conclusions)
		entries = append(entries, e)
	}
	return entries
}

func (a *Assessment) dutyEntries() []DutyEntry {
	entries := []DutyEntry{}
	for i := range a.Duties {
		entries = append(entries, a.Duties[i].entry())
	}
	return entries
}

func (d *Duty) entry() DutyEntry {
	e := DutyEntry{ID: d.Obligation.ID, Party: d.Party.ID, Status: d.Status.Status(), LiftableBy: keysOf(d.LiftableBy),
		Due: span(d.Due), Timeliness: given(string(d.Timeliness)), Taken: given(d.Taken)}
	switch {
	case d.Never:
		e.Done = "never"
	case d.Done.Known():
		e.Done = span(d.Done)
	}
	return e
}

func span(m moment.Moment) *Span {
	if !m.Known() {
		return nil
	}
	earliest, latest := m.Interval()
	return &Span{earliest, latest}
}

// given returns nil for an empty text.
func given(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// entryWriter writes the trace in the languages of a site.
type entryWriter struct{ languages []string }

func (w entryWriter) texts(text func(lang string) string) map[string]string {
	texts := make(map[string]string, len(w.languages))
	for _, lang := range w.languages {
		texts[lang] = text(lang)
	}
	return texts
}

func (w entryWriter) step(s *Step) StepEntry {
	e := StepEntry{Outcome: s.Outcome.String(), Text: w.texts(s.Text), Source: []string{}, When: w.cond(s.When), Except: w.exceptions(s.Except)}
	if e.Except == nil {
		e.Except = []ExceptEntry{}
	}
	if s.Party != nil {
		e.Party = &s.Party.ID
	}
	sources := []rule.Source(nil)
	if s.Rule != nil {
		e.Rule, sources = s.Rule.ID, s.Rule.Source
	} else {
		e.Obligation, sources = s.Duty.Obligation.ID, s.Duty.Version.Source
	}
	for _, src := range sources {
		e.Source = append(e.Source, src.Text.Value)
	}
	return e
}

func (w entryWriter) exceptions(list []*ExceptTrace) []ExceptEntry {
	var entries []ExceptEntry
	for _, x := range list {
		outcome := x.Outcome
		entries = append(entries, ExceptEntry{ID: x.Exception.ID, Outcome: outcome.String(), Text: w.texts(x.Text),
			When: w.cond(x.When), Except: w.exceptions(x.Except)})
	}
	return entries
}

func (w entryWriter) cond(c *CondTrace) *CondEntry {
	e := &CondEntry{Text: w.texts(c.Text), Outcome: c.Outcome.String(), Presumed: c.Presumed, Parts: []*CondEntry{}}
	for _, part := range c.Parts {
		e.Parts = append(e.Parts, w.cond(part))
	}
	if c.Test == nil {
		return e
	}
	switch {
	case c.Test.Fact != nil:
		e.Fact = given(FactRef{c.Test.Fact, c.Party}.String())
		e.Value = factValue(c.Test.Fact, c.Value)
		if c.Fact != nil && c.Fact.Stated != nil {
			e.Quote = given(c.Fact.Stated.Quote.Value)
		}
	case c.Answer != nil:
		e.Fact, e.Value = given(c.Answer.Key()), answerValue(c.Answer)
	case c.Score != nil:
		e.Fact, e.Value = given(c.Score.Score.ID), rangeValue(c.Score.Low, c.Score.High, rule.Number.String)
	}
	return e
}

// answerValue is the one value that is left, or the list of those that are.
func answerValue(a *Answer) any {
	if _, ok := a.Decided(); ok {
		return a.Value()
	}
	var values []string
	for _, v := range a.Conclusion.InOrder() {
		if a.Possible.Has(v) {
			values = append(values, a.Conclusion.Values[v].ID)
		}
	}
	return values
}

// bounds is a range as a case file writes one.
type bounds struct {
	AtLeast any `json:"at-least,omitempty"`
	AtMost  any `json:"at-most,omitempty"`
}

// factValue is what is known of a fact, as a case file would state it; nil for unknown.
func factValue(f *rule.Fact, v rule.Value) any {
	if !v.Known {
		return nil
	}
	switch f.Type {
	case rule.YesNo, rule.Choice:
		return f.Values[v.Choice].ID
	case rule.SetOf:
		return setValue(f, v)
	case rule.Moment:
		return v.Moment.String()
	case rule.Duration:
		return rangeValue(v.Min, v.Max, minutes)
	}
	return rangeValue(v.Min, v.Max, func(n rule.Number) any { return int64(n / rule.One) })
}

func setValue(f *rule.Fact, v rule.Value) any {
	values := []string{}
	for i, o := range f.Values {
		if v.Set.Has(i) {
			values = append(values, o.ID)
		}
	}
	if v.Open {
		return bounds{AtLeast: values}
	}
	return values
}

func rangeValue[T any](low, high rule.Number, write func(rule.Number) T) any {
	if low == high {
		return write(low)
	}
	b := bounds{AtLeast: write(low)}
	if high != rule.Unbounded {
		b.AtMost = write(high)
	}
	return b
}

// minutes writes a duration as a case file does: in the largest unit that fits.
func minutes(n rule.Number) any {
	m := int64(n / rule.One)
	switch {
	case m != 0 && m%(24*60) == 0:
		return strconv.FormatInt(m/(24*60), 10) + "d"
	case m%60 == 0:
		return strconv.FormatInt(m/60, 10) + "h"
	}
	return strconv.FormatInt(m, 10) + "min"
}

package assess

import (
	"fmt"
	"io"
	"strings"

	"casebook/generator/kb"
	"casebook/generator/moment"
	"casebook/generator/rule"
)

// Print writes a case's answers and what explains them, in one language: as text for a terminal, or as
// Markdown.
func Print(w io.Writer, a *Assessment, readings []*Assessment, lang string, markdown bool) error {
	p := &printer{w: w, lang: lang, markdown: markdown, labels: labelsOf(lang), dates: datesOf(lang), text: a.Case.In(lang)}
	p.title(a)
	p.supposed(a)
	p.answers(a)
	p.duties(a)
	p.trace(a)
	p.changes(a)
	for _, r := range readings {
		p.reading(r)
	}
	return p.err
}

// labels are the headings and fixed words of the print.
type labels struct {
	answer, duties, why, reading, change            string
	law                                             string
	decides, lift, due, done, never, sometime, late string
	presumed, quote, except, noLimit                string
	supposing, lawOf, differs, same                 string // a case assessed otherwise than stated
	after, before                                   string // {1} is how long after the clock started, or before it
	colon, atLeast, atMost                          string
	status                                          [3]string // by outcome
	timeliness                                      map[moment.Timeliness]string
}

func labelsOf(lang string) labels {
	if lang == "fr" {
		return labels{answer: "La réponse", duties: "Les obligations", why: "Pourquoi", reading: "Lecture", change: "Ce qui changerait la réponse",
			law: "selon le droit au", decides: "ce qui trancherait", lift: "ce qui la lèverait, une fois démontré", due: "échéance", done: "fait",
			never: "jamais fait", sometime: "fait, à une date inconnue", late: "délai", presumed: "présumé", quote: "passage", except: "exception",
			noLimit:   "dans les meilleurs délais, sans chiffre dans la loi",
			supposing: "à supposer", lawOf: "le droit au", differs: "Ce qui diffère du cas tel qu’il est énoncé", same: "Toutes les réponses restent celles du cas tel qu’il est énoncé.",
			after: "{1} après le point de départ du délai", before: "{1} avant le point de départ du délai", colon: " : ", atLeast: "au moins ", atMost: "au plus ",
			status: [...]string{"indéterminée", "requise", "non requise"},
			timeliness: map[moment.Timeliness]string{moment.InTime: "dans les délais", moment.Late: "en retard", moment.Missed: "non exécutée",
				moment.Open: "encore ouvert", moment.NoLimit: "aucun chiffre dans la loi", moment.UnknownTimeliness: "indéterminé"}}
	}
	return labels{answer: "The answer", duties: "Obligations", why: "Why", reading: "Reading", change: "What would change the answer",
		law: "under the law of", decides: "would decide it", lift: "would lift it, once proven", due: "due", done: "done",
		never: "never done", sometime: "done, not known when", late: "timeliness", presumed: "presumed", quote: "passage", except: "exception",
		noLimit:   "without undue delay, no number in law",
		supposing: "supposing", lawOf: "the law of", differs: "What differs from the case as stated", same: "Every answer is that of the case as stated.",
		after: "{1} after the clock started", before: "{1} before the clock started", colon: ": ", atLeast: "at least ", atMost: "at most ",
		status: [...]string{"cannot be determined", "required", "not required"},
		timeliness: map[moment.Timeliness]string{moment.InTime: "in time", moment.Late: "late", moment.Missed: "missed",
			moment.Open: "still open", moment.NoLimit: "no number in law", moment.UnknownTimeliness: "unknown"}}
}

type printer struct {
	w        io.Writer
	lang     string
	text     *kb.Text // of the case
	markdown bool
	labels   labels
	dates    dateWords
	err      error
}

func (p *printer) printf(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format, args...)
	}
}

func (p *printer) heading(level int, text string) {
	if p.markdown {
		p.printf("\n%s %s\n\n", strings.Repeat("#", level), text)
		return
	}
	p.printf("\n%s\n", text)
}

// item writes a line of a list; depth counts from 0.
func (p *printer) item(depth int, text string) {
	bullet := ""
	if p.markdown {
		bullet = "- "
	} else {
		depth++
	}
	p.printf("%s%s%s\n", strings.Repeat("  ", depth), bullet, text)
}

func (p *printer) title(a *Assessment) {
	if p.markdown {
		p.printf("# ")
	}
	p.printf("%s\n", p.text.Title)
	if !a.Date.IsZero() {
		p.printf("%s %s\n", p.labels.law, p.dates.day(a.Date))
	}
}

func (p *printer) answers(a *Assessment) {
	p.heading(2, p.labels.answer)
	for i := range a.Conclusions {
		p.answer(&a.Conclusions[i], "")
	}
	for _, party := range a.Parties {
		for i := range party.Conclusions {
			p.answer(&party.Conclusions[i], p.text.PartyName(party.Party).Text.Value+p.labels.colon)
		}
	}
}

func (p *printer) answer(a *Answer, of string) {
	p.item(0, fmt.Sprintf("%s%s [%s: %s]", of, a.Text(p.lang), a.Conclusion.ID, p.shown(answerValue(a))))
	p.refs(1, p.labels.decides, a.OpenBy)
	p.refs(1, p.labels.lift, a.LiftableBy)
}

// refs writes a list of facts on one line, nothing for an empty list.
func (p *printer) refs(depth int, label string, refs []FactRef) {
	if len(refs) == 0 {
		return
	}
	var names []string
	for _, r := range refs {
		names = append(names, r.String())
	}
	p.item(depth, label+p.labels.colon+strings.Join(names, ", "))
}

func (p *printer) duties(a *Assessment) {
	p.heading(2, p.labels.duties)
	for i := range a.Duties {
		d := &a.Duties[i]
		p.item(0, p.duty(d))
		p.clock(d)
		if d.Status == Unknown {
			p.refs(1, p.labels.decides, d.OpenBy)
		}
		if d.Status != No {
			p.refs(1, p.labels.lift, d.LiftableBy)
		}
	}
}

// duty names a duty and its bearer, and says whether it is required.
func (p *printer) duty(d *Duty) string {
	return fmt.Sprintf("%s%s%s [%s]", p.bearer(d), p.labels.colon, p.labels.status[d.Status], dutyKey(d))
}

// bearer names a duty after its bearer.
func (p *printer) bearer(d *Duty) string {
	return fmt.Sprintf("%s (%s), %s", p.text.PartyName(d.Party).Text.Value, d.Obligation.Bearer.Title.In(p.lang), lowered(d.Obligation.Title.In(p.lang)))
}

// clock writes when a duty was due, when it was done and how that compares.
func (p *printer) clock(d *Duty) {
	if d.Due.Known() {
		p.item(1, p.labels.due+p.labels.colon+p.dates.until(d.Due))
	} else if d.NoNumber {
		p.item(1, p.labels.due+p.labels.colon+p.labels.noLimit)
	}
	switch {
	case d.Never:
		p.item(1, p.labels.never)
	case d.Sometime && !d.Done.Known():
		p.item(1, p.labels.sometime)
	case d.Done.Known():
		text := p.labels.done + p.labels.colon + p.dates.moment(d.Done)
		if taken := p.taken(d.Taken); taken != "" {
			text += " (" + taken + ")"
		}
		p.item(1, text)
	}
	if d.Timeliness != "" {
		p.item(1, p.labels.late+p.labels.colon+p.labels.timeliness[d.Timeliness])
	}
}

// taken writes how long after the start of the clock something was done: "after 3 days", "" where that is
// not known well enough.
func (p *printer) taken(iso string) string {
	parts, before := moment.Parts(iso)
	if len(parts) == 0 {
		return ""
	}
	words := make([]string, len(parts))
	for i, d := range parts {
		words[i] = rule.FormatDuration(d, p.lang)
	}
	pattern := p.labels.after
	if before {
		pattern = p.labels.before
	}
	return fill(pattern, strings.Join(words, " "))
}

func (p *printer) trace(a *Assessment) {
	p.heading(2, p.labels.why)
	for _, s := range a.Trace() {
		id, sources := "", []rule.Source(nil)
		if s.Rule != nil {
			id, sources = s.Rule.ID, s.Rule.Source
		} else {
			id, sources = s.Party.ID+"."+s.Duty.Obligation.ID, s.Duty.Version.Source
		}
		var cited []string
		for _, src := range sources {
			cited = append(cited, src.In(p.lang))
		}
		p.item(0, fmt.Sprintf("%s %s [%s; %s]", mark(s.Outcome), s.Text(p.lang), id, strings.Join(cited, "; ")))
		p.cond(1, s.When)
		p.exceptions(1, s.Except)
	}
}

// mark shows an outcome by its shape.
func mark(o Outcome) string { return [...]string{"◐", "●", "○"}[o] }

func (p *printer) cond(depth int, c *CondTrace) {
	text := mark(c.Outcome) + " " + c.Text(p.lang)
	if c.Test != nil {
		text += p.evidence(c)
	}
	p.item(depth, text)
	for _, part := range c.Parts {
		p.cond(depth+1, part)
	}
}

// evidence names what a leaf tests, its value, and the passage that states it.
func (p *printer) evidence(c *CondTrace) string {
	var key string
	var value any
	switch {
	case c.Test.Fact != nil:
		key, value = FactRef{c.Test.Fact, c.Party}.String(), p.factValue(c.Test.Fact, c.Value)
	case c.Answer != nil:
		key, value = c.Answer.Key(), answerValue(c.Answer)
	case c.Score != nil:
		key, value = c.Score.Score.ID, rangeValue(c.Score.Low, c.Score.High, rule.Number.String)
	default:
		return ""
	}
	text := fmt.Sprintf(" [%s: %s]", key, p.shown(value))
	if c.Presumed {
		text += " (" + p.labels.presumed + ")"
	}
	if c.Fact != nil && c.Fact.Stated != nil {
		if quote := p.text.Quote(c.Fact.Key()).Text.Value; quote != "" {
			text += " (" + p.labels.quote + p.labels.colon + quote + ")"
		}
	}
	return text
}

// factValue is a fact's value as a case file states it, but dates as the language writes them.
func (p *printer) factValue(f *rule.Fact, v rule.Value) any {
	if v.Known && f.Type == rule.Moment {
		return p.dates.moment(v.Moment)
	}
	return factValue(f, v)
}

func (p *printer) exceptions(depth int, list []*ExceptTrace) {
	for _, x := range list {
		p.item(depth, p.labels.except+p.labels.colon+mark(x.Outcome)+" "+x.Text(p.lang))
		p.cond(depth+1, x.When)
		p.exceptions(depth+1, x.Except)
	}
}

// changes writes what would change each answer, and why an obligation does not arise.
func (p *printer) changes(a *Assessment) {
	headed := false
	outlooks := a.Outlooks()
	for i := range outlooks {
		o := &outlooks[i]
		why := ""
		if o.Duty != nil {
			why = a.WhyNot(o.Duty, p.lang)
		}
		changes := o.Changes(p.lang)
		if why == "" && len(changes) == 0 {
			continue
		}
		if !headed {
			p.heading(2, p.labels.change)
			headed = true
		}
		if o.Duty != nil {
			p.item(0, p.duty(o.Duty))
		} else {
			p.item(0, fmt.Sprintf("%s [%s: %s]", o.Answer.Text(p.lang), o.Answer.Key(), p.shown(answerValue(o.Answer))))
		}
		if why != "" {
			p.item(1, why)
		}
		for _, c := range changes {
			p.change(c)
		}
	}
}

// change writes what would bring a change about: a single thing on the line of what would follow.
func (p *printer) change(c Change) {
	depth := 1
	if c.Head != "" && len(c.Parts) == 1 {
		p.item(1, c.Head+p.labels.colon+c.Parts[0])
		return
	}
	if c.Head != "" {
		p.item(1, c.Head+strings.TrimRight(p.labels.colon, " "))
		depth = 2
	}
	for _, part := range c.Parts {
		p.item(depth, part)
	}
}

func (p *printer) reading(r *Assessment) {
	p.heading(2, p.labels.reading+p.labels.colon+p.text.ReadingTitle(r.Reading.ID).Text.Value)
	for i := range r.Conclusions {
		p.answer(&r.Conclusions[i], "")
	}
	p.duties(r)
}

// shown writes a value of the JSON form on one line.
func (p *printer) shown(v any) string {
	switch v := v.(type) {
	case nil:
		return Unknown.String()
	case []string:
		return strings.Join(v, " | ")
	case bounds:
		var parts []string
		if v.AtLeast != nil {
			parts = append(parts, p.labels.atLeast+p.shown(v.AtLeast))
		}
		if v.AtMost != nil {
			parts = append(parts, p.labels.atMost+p.shown(v.AtMost))
		}
		return strings.Join(parts, ", ")
	}
	return fmt.Sprint(v)
}

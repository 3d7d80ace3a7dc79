package site

import (
	"strings"

	"casebook/generator/assess"
	"casebook/generator/kb"
	"casebook/generator/moment"
	"casebook/generator/rule"
)

// CaseParty is a party with its part in the case and the obligations that fall on it.
type CaseParty struct {
	ID      string
	Name    Said
	Heading string // the name as a heading
	Roles   string
	Aware   string     // since when it knows, in words
	Mark    Link       // to the passage that says so; its URL is "" when there is none
	Duties  []CaseDuty // required, then open, then not required
}

// CaseDuty is an obligation as it falls on one party.
type CaseDuty struct {
	ID      string // of its anchor
	Who     Said
	What    Link // to the page of the obligation
	Article Link
	Limit   string // the time limit as the law has it; "" where ByWhen says the same
	Status  Pill
	ByWhen  string   // "by 6 May 2023"
	Clock   []string // the interval in which the limit ends, as honestly as it is known
	Outer   string   // how Regulation 1182/71 would count; "" when the same, or no law of the rules
	Done    string
	Timely  *Pill       // nil where there is no time limit
	Taken   string      // "6 days after it knew"
	Text    string      // why, in one sentence of the trace
	Why     Link        // to the step of the reasoning
	Unless  string      // what its bearer would have to show to be rid of it
	Change  *CaseChange // nil where nothing is known to change it
	As      Link        // to an obligation that the same would change, in place of Change
	Notice  *CaseNotice // what the notice must say; nil where the law does not say
}

// CaseNotice is what the notice of an obligation must say.
type CaseNotice struct {
	Title  string // of the obligation
	Items  []string
	Phases string // what may come later
}

func (t *teller) notice(o *rule.Obligation) *CaseNotice {
	n := &CaseNotice{Title: t.words(o.Title), Phases: sentence(t.words(o.Phases))}
	for _, c := range o.MustContain {
		n.Items = append(n.Items, t.words(c.Title))
	}
	return n
}

// dutyKey names a duty: "practitioners.gdpr-33-1".
func dutyKey(d *assess.Duty) string { return factKey(d.Obligation.ID, d.Party) }

func dutyAnchor(d *assess.Duty) string { return fragment("duty", dutyKey(d)) }

// parties lists who has a part in the case, in the order written.
func (t *teller) parties() []CaseParty {
	list := make([]CaseParty, len(t.Case.Parties))
	for i, p := range t.Case.Parties {
		v := CaseParty{ID: fragment("party", p.ID), Name: t.party(p), Roles: t.roles(p), Aware: t.aware(p),
			Mark: t.passage(factKey("aware", p))}
		v.Heading = capital(v.Name.Text)
		for _, status := range []assess.Outcome{assess.Yes, assess.Unknown, assess.No} {
			for _, d := range t.dutiesOf(p, status) {
				v.Duties = append(v.Duties, t.duty(d))
			}
		}
		list[i] = v
	}
	return list
}

// dutiesOf returns the obligations of a party with a status, in the order of the rules.
func (t *teller) dutiesOf(p *kb.Party, status assess.Outcome) []*assess.Duty {
	var duties []*assess.Duty
	for i := range t.Main.Duties {
		if d := &t.Main.Duties[i]; d.Party == p && d.Status == status {
			duties = append(duties, d)
		}
	}
	return duties
}

func (t *teller) roles(p *kb.Party) string {
	titles := make([]string, len(p.Roles))
	for i, r := range p.Roles {
		titles[i] = t.words(r.Title)
	}
	return t.list(titles, "and")
}

// aware says since when a party knows.
func (t *teller) aware(p *kb.Party) string {
	if first := moment.First(p.Aware...); first.Known() {
		return t.T("case.party.aware", t.texts.Date(first))
	}
	return t.T("case.party.aware-unknown")
}

// reasonsFor says in one sentence of the trace what the status of a duty rests on.
func (t *teller) reasonsFor(d *assess.Duty) string {
	for i := range t.steps {
		if s := &t.steps[i]; s.Duty != nil && s.Duty.Obligation == d.Obligation && s.Duty.Party == d.Party {
			return sentence(t.typeset(t.list(s.Reasons(t.lang), "and")))
		}
	}
	return ""
}

// whyNot says why a duty does not arise, as briefly as that can be told; of another, what its status rests on.
func (t *teller) whyNot(d *assess.Duty) string {
	if why := t.Main.WhyNot(d, t.lang); why != "" {
		return sentence(t.typeset(why))
	}
	return t.reasonsFor(d)
}

func (t *teller) duty(d *assess.Duty) CaseDuty {
	o := law(d)
	v := CaseDuty{
		ID: dutyAnchor(d), Who: t.party(d.Party), What: t.obligationLink(o), Status: t.statusPill(d.Status), ByWhen: t.byWhen(d),
		Why: Link{URL: "#" + fragment("why", dutyKey(d)), Text: t.T("case.duty.why")}, Text: t.whyNot(d),
	}
	v.Change, v.As = t.changeOf(d)
	if len(o.Source) > 0 {
		v.Article = t.sourceLink(o.Source[0])
	}
	if o.Deadline != nil && !o.Deadline.NoNumber {
		v.Limit = t.limit(o.Deadline, d.Date)
	}
	if d.Status == assess.No {
		return v
	}
	if len(o.MustContain) > 0 {
		v.Notice = t.shared.notice(o, func() *CaseNotice { return t.notice(o) })
	}
	if d.Status == assess.Yes {
		v.Done, v.Taken, v.Timely = t.done(d), t.taken(d), t.timely(d)
		if len(d.LiftableBy) > 0 {
			v.Unless = t.T("case.duty.unless", t.unless(d))
		}
		v.Clock, v.Outer = t.clock(d)
	}
	return v
}

// limit says how long the law gives: "within 72 hours of becoming aware".
func (t *teller) limit(d *rule.Deadline, at moment.Date) string {
	switch {
	case d == nil:
		return t.T("case.limit.none")
	case len(d.Earliest) > 0:
		parts := make([]string, len(d.Earliest))
		for i, e := range d.Earliest {
			parts[i] = t.limit(e, at)
		}
		return t.T("case.limit.earliest", t.list(parts, "or"))
	case d.NoNumber:
		return t.T("case.limit.no-number")
	}
	return t.T("deadline.within", t.duration(within(d, at)), t.edition.anchor(d.After))
}

// within returns the time that a deadline gave on a day; that of law in force where it stands in a parameter.
func within(d *rule.Deadline, at moment.Date) moment.Duration {
	if d.Parameter == nil {
		return d.Within
	}
	for _, v := range d.Parameter.Values {
		if v.Proposal == nil && (v.From.IsZero() || at.IsZero() || v.From.Compare(at) <= 0) && (v.Until.IsZero() || v.Until.Compare(at) >= 0) {
			return v.Duration
		}
	}
	return d.Parameter.Values[0].Duration
}

// byWhen says until when an act is due in a few words.
func (t *teller) byWhen(d *assess.Duty) string {
	deadline := law(d).Deadline
	switch {
	case d.Status == assess.No:
		return t.T("case.by.nothing")
	case deadline == nil:
		return t.T("case.by.no-limit")
	case d.Status == assess.Unknown:
		return t.T("case.by.if-required", t.ifRequired(d))
	case d.NoNumber || deadline.NoNumber:
		return t.T("case.by.no-number")
	case d.Due.Known():
		return t.dueBy(d.Due)
	}
	return t.T("case.by.unknown", t.limit(deadline, d.Date))
}

// ifRequired says how long the law gives for an act of which it cannot be determined whether it is due; "" where
// it sets no limit.
func (t *teller) ifRequired(d *assess.Duty) string {
	if deadline := law(d).Deadline; deadline != nil {
		return t.limit(deadline, d.Date)
	}
	return ""
}

// dueBy says when a limit ends: on a day, or between two.
func (t *teller) dueBy(due moment.Moment) string {
	if first, last := due.FirstDay(), due.LastDay(); first != last {
		return t.T("case.by.between", t.texts.Date(first), t.texts.Date(last))
	}
	return t.T("case.by.due", t.texts.Until(due))
}

// clock tells when the limit ends as well as it is known, and how Regulation 1182/71 would count.
func (t *teller) clock(d *assess.Duty) (lines []string, outer string) {
	if !d.Due.Known() {
		return nil, ""
	}
	if !d.Due.Exact() {
		from, to := moment.At(d.Due.Earliest()), moment.At(d.Due.Latest())
		lines = append(lines, t.T("case.clock.between", t.texts.Date(from), t.texts.Date(to), t.T("case.clock.known."+d.Start.Precision().String())))
	}
	return lines, t.outer(d)
}

// outer says how Regulation 1182/71 would count, where that is told apart from the limit. It stands beside
// the limit and decides nothing.
func (t *teller) outer(d *assess.Duty) string {
	until, regulation := t.texts.Until(d.Due1182), t.fullHours()
	switch {
	case until == "", regulation == "":
		return ""
	case !d.Due1182.Exact():
		from, to := moment.At(d.Due1182.Earliest()), moment.At(d.Due1182.Latest())
		return t.T("case.clock.outer-between", regulation, t.texts.Date(from), t.texts.Date(to))
	case until == t.texts.Until(d.Due):
		return ""
	}
	return t.T("case.clock.outer", regulation, until)
}

// done says when the act was done, all its phases, or that it was not.
func (t *teller) done(d *assess.Duty) string {
	switch {
	case len(law(d).DoneBy) == 0:
		return ""
	case d.Never:
		return t.T("case.done.never")
	case !d.Done.Known() && d.Sometime:
		return t.T("case.done.sometime")
	case !d.Done.Known():
		return t.T("case.done.unknown")
	}
	when := []string{t.texts.Date(d.Done)}
	if d.DoneAct != nil && len(d.DoneAct.When) > 1 {
		when = nil
		for _, m := range d.DoneAct.When {
			when = append(when, t.texts.Date(m))
		}
	}
	act := t.T("case.done.on")
	if d.DoneAct != nil {
		act = capital(t.words(d.DoneAct.Act.Title))
	}
	return act + t.T("case.colon") + " " + t.list(when, "and")
}

// timely shows whether it was in time.
func (t *teller) timely(d *assess.Duty) *Pill {
	if d.Timeliness == "" || d.Timeliness == moment.UnknownTimeliness || d.Timeliness == moment.NoLimit {
		return nil
	}
	is := map[moment.Timeliness]string{moment.InTime: "no", moment.Late: "yes", moment.Missed: "yes"}[d.Timeliness]
	if is == "" {
		is = "open"
	}
	return &Pill{Is: is, Text: t.T("timeliness." + string(d.Timeliness))}
}

// taken writes how long it took from the start of the clock: "6 days after it knew".
func (t *teller) taken(d *assess.Duty) string {
	parts, before := moment.Parts(d.Taken)
	if len(parts) == 0 {
		return ""
	}
	key := "case.taken.after"
	if before {
		key = "case.taken.before"
	}
	words := make([]string, len(parts))
	for i, p := range parts {
		words[i] = t.duration(p)
	}
	return t.T(key, strings.Join(words, " "), t.T("case.taken."+startKey(d)))
}

// startKey says what the clock of a duty runs from: knowing, or something else, such as the end of the
// year in which its bearer came to know.
func startKey(d *assess.Duty) string {
	if deadline := law(d).Deadline; deadline != nil && deadline.After.Aware && deadline.After.EndOf == moment.Unknown {
		return "knew"
	}
	return "start"
}

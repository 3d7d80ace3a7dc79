package assess

import (
	"time"

	"casebook/generator/kb"
	"casebook/generator/moment"
	"casebook/generator/rule"
)

// clock finds out whether and when a duty was done and, where it is required, by when it was due.
func (a *Assessment) clock(d *Duty, under *law) {
	done := a.done(d)
	d.Done, d.DoneAct, d.Never, d.Sometime = done.first, done.act, done.never, done.sometime
	if d.Status != Yes || d.Version.Deadline == nil {
		return
	}
	l := a.limit(d.Version.Deadline, d.Party, under)
	d.NoNumber, d.Within, d.Start, d.Due, d.Due1182 = !l.number, l.within, l.start, l.due, l.due1182
	act := moment.Act{Due: d.Due, NoLimit: d.NoNumber, Done: d.Done, Never: d.Never, KnownUntil: a.knownUntil()}
	d.Timeliness = act.Timeliness()
	if d.Timeliness == moment.Late && done.unsure {
		d.Timeliness = moment.UnknownTimeliness
	}
	d.Taken, _ = moment.Taken(d.Start, d.Done, a.zone())
}

func (a *Assessment) zone() *time.Location {
	if z := a.Assessed().Zone; z != nil {
		return z
	}
	return time.UTC
}

// knownUntil returns how far the sources reach; where nobody says, the day on which the case was added.
func (a *Assessment) knownUntil() moment.Moment {
	c := a.Assessed()
	if !c.KnownUntil.IsZero() {
		return c.KnownUntil.Moment(a.zone())
	}
	return c.Added.Moment(a.zone())
}

// performance is what is known of the acts that discharge a duty.
type performance struct {
	first    moment.Moment
	act      *kb.Act // the one that came first
	never    bool    // every act that counts is known not to have been done
	sometime bool    // an act that counts was done, nobody knows when
	unsure   bool    // an act of which nothing is known may have come earlier
}

// done returns the first act that discharges a duty. An act counts when it has no condition or its
// condition is yes.
func (a *Assessment) done(d *Duty) performance {
	var p performance
	for _, by := range d.Version.DoneBy {
		counts := Yes
		if by.When != nil {
			counts = a.of(d.Party).nodes[by.When.Node()]
		}
		act := actOf(d.Party, by.Act)
		switch {
		case counts == No:
		case counts == Unknown && (act == nil || !act.Never && !first(act).Known()):
			// Nobody tells of the act, and it would count only on a condition that is not met.
		case act != nil && act.Never:
			p.never = p.never || counts == Yes
		case counts == Unknown || act == nil || !first(act).Known():
			p.unsure = true
			p.sometime = p.sometime || counts == Yes && act != nil && act.Done
		default:
			p.add(act)
		}
	}
	p.never = p.never && !p.unsure && p.act == nil
	return p
}

func (p *performance) add(act *kb.Act) {
	m := first(act)
	if p.act == nil || m.Compare(first(p.act)) < 0 {
		p.act = act
	}
	p.first = moment.First(p.first, m)
}

// first returns when an act was first done, unknown where it never was or nobody knows.
func first(act *kb.Act) moment.Moment {
	if act == nil {
		return moment.Moment{}
	}
	return moment.First(act.When...)
}

// actOf returns what a party stated of an act, nil for nothing.
func actOf(p *kb.Party, act *rule.Named) *kb.Act {
	for i := range p.Did {
		if p.Did[i].Act == act {
			return &p.Did[i]
		}
	}
	return nil
}

// limit is a deadline of a case.
type limit struct {
	number  bool            // the law names one
	none    bool            // nothing is due, as after an act that is unknown or never done
	within  moment.Duration // zero without a number, or where the earliest of several counts
	start   moment.Moment
	due     moment.Moment
	due1182 moment.Moment
}

// limit returns when a deadline is for a party.
func (a *Assessment) limit(d *rule.Deadline, p *kb.Party, under *law) limit {
	if d.Earliest != nil {
		return a.earliest(d.Earliest, p, under)
	}
	l := limit{number: !d.NoNumber, start: a.start(d.After, p)}
	l.none = d.After.Act != nil && !l.start.Known()
	if d.NoNumber {
		return l
	}
	within := d.Within
	if d.Parameter != nil {
		v := under.parameters[d.Parameter.Index]
		if v == nil {
			return l
		}
		within = v.Duration
	}
	l.within = within
	calendar := moment.CalendarFor(a.Assessed().Country)
	l.due = moment.Due(l.start, within, d.Counted, calendar, a.zone())
	if within.Unit() == moment.Hours {
		l.due1182 = moment.Due(l.start, within, moment.EU1182, calendar, a.zone())
	}
	if l.due1182.Compare(l.due) == 0 {
		l.due1182 = moment.Moment{}
	}
	return l
}

// start returns the moment from which a deadline runs.
func (a *Assessment) start(anchor rule.Anchor, p *kb.Party) moment.Moment {
	var m moment.Moment
	switch {
	case anchor.Aware:
		m = moment.First(p.Aware...)
	case anchor.Act != nil:
		m = first(actOf(p, anchor.Act))
	case anchor.Fact != nil:
		m = a.momentOf(anchor.Fact, p)
	}
	if anchor.EndOf != moment.Unknown {
		return moment.EndOf(anchor.EndOf, m, a.zone())
	}
	return m
}

func (a *Assessment) momentOf(f *rule.Fact, p *kb.Party) moment.Moment {
	if !f.OfParty {
		p = nil
	}
	return a.Value(FactRef{f, p}).Moment
}

// earliest returns the deadline that ends first. Those without a number and those after which nothing is
// due leave it to the others; while the end of one of the others is unknown, so is which comes first.
func (a *Assessment) earliest(parts []*rule.Deadline, p *kb.Party, under *law) limit {
	var best limit
	var due, due1182 []moment.Moment
	known := true
	for i, part := range parts {
		l := a.limit(part, p, under)
		if i == 0 || l.before(best) {
			best.start, best.due, best.none = l.start, l.due, l.none
		}
		best.number = best.number || l.number
		if !l.number || l.none {
			continue
		}
		known = known && l.due.Known()
		due = append(due, l.due)
		if !l.due1182.Known() {
			l.due1182 = l.due
		}
		due1182 = append(due1182, l.due1182)
	}
	best.due = moment.Moment{}
	if known {
		best.due, best.due1182 = moment.First(due...), moment.First(due1182...)
	}
	if best.due1182.Compare(best.due) == 0 {
		best.due1182 = moment.Moment{}
	}
	return best
}

// before says whether l starts the clock rather than m: one that is due before one that is not, then the
// one that is due first.
func (l limit) before(m limit) bool {
	if l.none != m.none {
		return m.none
	}
	return l.due.Compare(m.due) < 0
}

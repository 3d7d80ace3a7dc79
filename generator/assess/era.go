package assess

import (
	"slices"

	"casebook/generator/moment"
	"casebook/generator/rule"
)

// Era is a stretch of time in which the rules have the same law in force.
type Era struct{ From, Until moment.Date } // both days included; the zero Date is open

// OtherLaw is the same case under the law of another era, where that changes something.
type OtherLaw struct {
	Era
	Then    *Assessment
	Duties  []Move    // those whose status, or time limit, is another
	Answers []*Answer // those of Then that may be something else
	Moves   Moves     // all that differs, with the steps on which it rests
}

// Eras returns the eras of the rules in the order of time, without one that has no law at all. Proposals
// are left out. There is one where the rules name no day on which the law changed.
func Eras(rules *rule.Set) []Era {
	var starts []moment.Date // of what is law from a day on, and the day after what was law until one
	always := false
	note := func(v rule.Validity) {
		if v.Proposal != nil {
			return
		}
		always = always || v.From.IsZero()
		if !v.From.IsZero() {
			starts = append(starts, v.From)
		}
		if !v.Until.IsZero() {
			starts = append(starts, v.Until.AddDays(1))
		}
	}
	for _, r := range rules.Rules {
		note(r.Validity)
	}
	for _, o := range rules.Obligations {
		note(o.Validity)
	}
	for _, p := range rules.Parameters {
		for _, v := range p.Values {
			note(v.Validity)
		}
	}
	slices.SortFunc(starts, moment.Date.Compare)
	starts = slices.Compact(starts)
	if always || len(starts) == 0 {
		starts = slices.Insert(starts, 0, moment.Date{})
	}
	eras := make([]Era, len(starts))
	for i, from := range starts {
		eras[i].From = from
		if i+1 < len(starts) {
			eras[i].Until = starts[i+1].AddDays(-1)
		}
	}
	return eras
}

// has says whether a day is in the era.
func (e Era) has(day moment.Date) bool {
	return e.From.Compare(day) <= 0 && (e.Until.IsZero() || day.Compare(e.Until) <= 0)
}

// day returns a day of the era, zero for one that is open at both ends.
func (e Era) day() moment.Date {
	if !e.From.IsZero() {
		return e.From
	}
	return e.Until
}

// OtherLaws decides the same case under the law of every era that is not its own, and returns those in
// which something would come out otherwise. The sentences of the steps are in the languages given.
func (a *Assessment) OtherLaws(eras []Era, languages []string) []OtherLaw {
	var all []OtherLaw
	for _, e := range eras {
		if !slices.ContainsFunc(a.laws, func(l *law) bool { return !e.has(l.date) }) {
			continue
		}
		o := a.Options
		o.AsOf = e.day()
		other := OtherLaw{Era: e, Then: Assess(a.Rules, a.Case, a.Reading, a.lawAsOf, o)}
		other.Duties = a.movesTo(other.Then)
		other.Then.eachAnswer(func(then *Answer) {
			if now := a.AnswerOf(then.Conclusion, then.Party); now != nil && now.Possible != then.Possible {
				other.Answers = append(other.Answers, then)
			}
		})
		if len(other.Duties)+len(other.Answers) > 0 {
			other.Moves = Compare(a, other.Then, languages)
			all = append(all, other)
		}
	}
	return all
}

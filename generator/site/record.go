package site

import (
	"cmp"
	"slices"

	"casebook/generator/assess"
	"casebook/generator/kb"
	"casebook/generator/moment"
	"casebook/generator/rule"
)

// record is how the cases came out, counted once for all editions. Its lists are positions in the list
// of cases, newest case first.
type record struct {
	newest      []int              // all cases, newest first
	place       map[*kb.Case]int   // where each stands in newest
	rules       []outcomes         // by the rule's Index
	obligations []outcomes         // by the obligation's Index: the strongest status among its bearers
	conclusions []values           // by the conclusion's Index
	facts       []values           // by the fact's Index: who states what
	timeliness  map[string][]int   // by how an act was in time
	inTime      []map[string][]int // the same for one obligation, by its Index
	articles    map[*rule.Article]*uses
}

// outcomes is lists of cases by outcome.
type outcomes [3][]int

// values is lists of cases by value: those of a choice, then those where it is unknown or otherwise stated.
type values struct {
	of      [][]int // by value
	known   []int   // stated, and no value of a list: a count, a duration, a moment
	unknown []int   // of a conclusion: more than one value is left; of a fact: stated as unknown
}

// uses is what rests on an article.
type uses struct {
	rules       []*rule.Rule
	obligations []*rule.Obligation
	conclusions []*rule.Conclusion
	facts       []*rule.Fact
}

// newRecord counts the cases.
func newRecord(in Input, of map[*Assessed]*kept) *record {
	set := in.Base.Rules
	r := &record{
		newest: newestFirst(in.Base.Cases), timeliness: map[string][]int{}, articles: map[*rule.Article]*uses{},
		rules: make([]outcomes, len(set.Rules)), obligations: make([]outcomes, len(set.Obligations)),
		inTime: make([]map[string][]int, len(set.Obligations)), conclusions: make([]values, len(set.Conclusions)), facts: make([]values, len(set.Facts)),
	}
	for i, c := range set.Conclusions {
		r.conclusions[i].of = make([][]int, len(c.Values))
	}
	for i, f := range set.Facts {
		r.facts[i].of = make([][]int, len(f.Values))
	}
	r.place = make(map[*kb.Case]int, len(r.newest))
	for at, i := range r.newest {
		r.place[in.Cases[i].Case] = at
		r.count(i, in.Cases[i], of[in.Cases[i]].tally)
	}
	r.cite(set)
	return r
}

// newestFirst orders cases by when the incident ended, the latest first; a case that does not say stands
// where its law does. Those without any date come last.
func newestFirst(cases []*kb.Case) []int {
	order := make([]int, len(cases))
	for i := range order {
		order[i] = i
	}
	last := make([]moment.Date, len(cases))
	for i, c := range cases {
		last[i] = standing(c)
	}
	slices.SortStableFunc(order, func(a, b int) int {
		if c := last[b].Compare(last[a]); c != 0 {
			return c
		}
		return cmp.Compare(cases[a].ID, cases[b].ID)
	})
	return order
}

// standing is the day by which a case is sorted.
func standing(c *kb.Case) moment.Date {
	if d := c.Incident.End().LastDay(); !d.IsZero() {
		return d
	}
	return c.AsOf
}

// tally is how one case came out.
type tally struct {
	rules       []ruleOutcome // that were law for it, in their order
	obligations []status      // by the obligation's Index
	timeliness  []string
}

// ruleOutcome is how a rule came out; one on several parties counts by the strongest outcome.
type ruleOutcome struct {
	rule    int // its Index
	outcome assess.Outcome
}

func tallyOf(a *Assessed) *tally {
	return &tally{rules: rulesOf(a.Main), obligations: strongest(a.Main), timeliness: timelinesses(a.Main)}
}

func (r *record) count(i int, a *Assessed, t *tally) {
	for _, x := range t.rules {
		r.rules[x.rule][x.outcome] = append(r.rules[x.rule][x.outcome], i)
	}
	for o, status := range t.obligations {
		if status.known {
			r.obligations[o][status.outcome] = append(r.obligations[o][status.outcome], i)
		}
	}
	for _, answer := range a.Main.Conclusions {
		r.conclusions[answer.Conclusion.Index].add(i, answer.Possible)
	}
	for _, how := range t.timeliness {
		r.timeliness[how] = append(r.timeliness[how], i)
	}
	for _, d := range a.Main.Duties {
		if d.Timeliness != "" {
			r.timely(d.Obligation.Index, string(d.Timeliness), i)
		}
	}
	for _, f := range a.Case.Facts {
		r.facts[f.Fact.Index].state(i, f)
	}
	for _, p := range a.Case.Parties {
		for _, f := range p.Facts {
			r.facts[f.Fact.Index].state(i, f)
		}
	}
}

// timely lists a case under how an obligation was met in time.
func (r *record) timely(obligation int, timeliness string, i int) {
	if r.inTime[obligation] == nil {
		r.inTime[obligation] = map[string][]int{}
	}
	r.inTime[obligation][timeliness] = appendOnce(r.inTime[obligation][timeliness], i)
}

func rulesOf(a *assess.Assessment) []ruleOutcome {
	best := map[int]assess.Outcome{}
	for _, s := range a.Trace() {
		if s.Rule == nil {
			continue
		}
		if o, seen := best[s.Rule.Index]; !seen || assess.Stronger(s.Outcome, o) {
			best[s.Rule.Index] = s.Outcome
		}
	}
	list := make([]ruleOutcome, 0, len(best))
	for _, rule := range a.Rules.Rules {
		if o, seen := best[rule.Index]; seen {
			list = append(list, ruleOutcome{rule.Index, o})
		}
	}
	return list
}

// status is the answer to an obligation in a case.
type status struct {
	known      bool // whether anybody bears it
	outcome    assess.Outcome
	timeliness moment.Timeliness // of the strongest, where all agree; "" else
}

// strongest returns the strongest status of each obligation among its bearers, by the obligation's Index.
func strongest(a *assess.Assessment) []status {
	list := make([]status, len(a.Rules.Obligations))
	for _, d := range a.Duties {
		s := &list[d.Obligation.Index]
		switch {
		case !s.known || assess.Stronger(d.Status, s.outcome):
			*s = status{true, d.Status, d.Timeliness}
		case s.outcome == d.Status && s.timeliness != d.Timeliness:
			s.timeliness = ""
		}
	}
	return list
}

// timelinesses returns the ways in which duties of the case were in time, each once, in a fixed order.
func timelinesses(a *assess.Assessment) []string {
	var found []string
	for _, d := range a.Duties {
		if d.Timeliness != "" {
			found = append(found, string(d.Timeliness))
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

func (v *values) add(i int, possible rule.Bits) {
	if possible.Len() != 1 {
		v.unknown = append(v.unknown, i)
		return
	}
	v.of[possible.First()] = append(v.of[possible.First()], i)
}

func (v *values) state(i int, f kb.Fact) {
	switch {
	case f.Unknown || !f.Value.Known:
		v.unknown = appendOnce(v.unknown, i)
	case f.Fact.Type == rule.YesNo || f.Fact.Type == rule.Choice:
		v.of[f.Value.Choice] = appendOnce(v.of[f.Value.Choice], i)
	case f.Fact.Type == rule.SetOf:
		for n := range f.Fact.Values {
			if f.Value.Set.Has(n) {
				v.of[n] = appendOnce(v.of[n], i)
			}
		}
	default:
		v.known = appendOnce(v.known, i)
	}
}

// appendOnce appends a case unless it is the last of the list already: two parties may state the same.
func appendOnce(list []int, i int) []int {
	if len(list) > 0 && list[len(list)-1] == i {
		return list
	}
	return append(list, i)
}

// cite notes under every article what rests on it.
func (r *record) cite(set *rule.Set) {
	for _, x := range set.Rules {
		citeAll(r, x.Source, x.Except, func(u *uses) { u.rules = append(u.rules, x) })
	}
	for _, x := range set.Obligations {
		citeAll(r, x.Source, x.Except, func(u *uses) { u.obligations = append(u.obligations, x) })
	}
	for _, x := range set.Conclusions {
		citeAll(r, x.Source, nil, func(u *uses) { u.conclusions = append(u.conclusions, x) })
	}
	for _, x := range set.Facts {
		citeAll(r, x.Source, nil, func(u *uses) { u.facts = append(u.facts, x) })
	}
}

// citeAll calls note once for every article among the sources of something and of its exceptions.
func citeAll(r *record, sources []rule.Source, exceptions []*rule.Exception, note func(*uses)) {
	seen := map[*rule.Article]bool{}
	var walk func([]rule.Source, []*rule.Exception)
	walk = func(sources []rule.Source, exceptions []*rule.Exception) {
		for _, s := range sources {
			if s.Article != nil && !seen[s.Article] {
				seen[s.Article] = true
				note(r.article(s.Article))
			}
		}
		for _, e := range exceptions {
			walk(e.Source, e.Except)
		}
	}
	walk(sources, exceptions)
}

func (r *record) article(a *rule.Article) *uses {
	if r.articles[a] == nil {
		r.articles[a] = &uses{}
	}
	return r.articles[a]
}

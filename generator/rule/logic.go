package rule

import (
	"fmt"
	"slices"
	"strings"

	"casebook/generator/diag"
	"casebook/generator/moment"
	"casebook/generator/source"
)

// period is a day of a stretch of time in which the law does not change, perhaps under a proposal.
type period struct {
	day      moment.Date
	proposal *Proposal
	since    moment.Date // the first day of the stretch; zero for the first stretch
	last     bool        // nothing changes after it
}

// times returns every stretch of time, the last first and those under a proposal after all others, so
// that a fault is told of the law as it is where it is there too.
func (c *compiler) times() []period {
	var changes []moment.Date
	var proposals []*Proposal
	for _, v := range c.set.validities() {
		if !v.From.IsZero() {
			changes = append(changes, v.From)
		}
		if !v.Until.IsZero() {
			changes = append(changes, v.Until.AddDays(1))
		}
		if v.Proposal != nil && !slices.Contains(proposals, v.Proposal) {
			proposals = append(proposals, v.Proposal)
		}
	}
	slices.SortFunc(changes, moment.Date.Compare)
	changes = slices.Compact(changes)
	slices.Reverse(changes)
	var all []period
	for _, p := range append([]*Proposal{nil}, proposals...) {
		for i, d := range changes {
			all = append(all, period{day: d, since: d, proposal: p, last: i == 0})
		}
		first := moment.Date{Year: 2000, Month: 1, Day: 1}
		if len(changes) > 0 {
			first = changes[len(changes)-1].AddDays(-1)
		}
		all = append(all, period{day: first, proposal: p, last: len(changes) == 0})
	}
	return all
}

// validities returns when each rule, obligation and value of a parameter is law.
func (s *Set) validities() []Validity {
	var all []Validity
	for _, r := range s.Rules {
		all = append(all, r.Validity)
	}
	for _, o := range s.Obligations {
		all = append(all, o.Validity)
	}
	for _, p := range s.Parameters {
		for _, v := range p.Values {
			all = append(all, v.Validity)
		}
	}
	return all
}

// question asks whether something can ever be, at any time.
type question struct {
	code    diag.Code
	at      source.Span
	subject string // `the rule "x"`
	never   string // "can never hold"
	hint    string
	related []diag.Related
	asks    func(e *encoder) []lit // what would have to hold; nil where it is not law
	opaque  func()                 // takes what cannot be out of account, so that one fault is told once
}

// logic keeps one encoder for each stretch of time.
type logic struct {
	*compiler
	periods  []period
	encoders []*encoder
}

func (l *logic) at(i int) *encoder {
	if l.encoders[i] == nil {
		l.encoders[i] = l.encoder(l.periods[i].day, l.periods[i].proposal)
	}
	return l.encoders[i]
}

// checkLogic asks the solver what rules, exceptions and values can never be reached, and which rules can
// conflict.
func (c *compiler) checkLogic() {
	periods := c.times()
	l := &logic{compiler: c, periods: periods, encoders: make([]*encoder, len(periods))}
	for _, q := range c.questions() {
		possible, law := l.ask(q)
		switch {
		case possible:
			continue
		case law:
			c.diags.Add(q.code, q.at, q.subject+" "+q.never, q.hint, q.related...)
		case q.code == "rule-unreachable":
			c.diags.Add(q.code, q.at, q.subject+" is law at no time", "something replaces it whenever it is in force")
		}
		if q.opaque != nil {
			q.opaque()
			clear(l.encoders)
		}
	}
	for _, n := range c.set.Conclusions {
		l.checkGap(n)
		for i, r := range n.Rules {
			for _, other := range n.Rules[:i] {
				l.checkConflict(other, r)
			}
		}
	}
}

// ask says whether something is possible at any time, and whether it is law at any.
func (l *logic) ask(q question) (possible, law bool) {
	for i := range l.periods {
		e := l.at(i)
		lits := q.asks(e)
		law = law || lits != nil
		if lits != nil && e.solve(append(lits, e.loose)...) != nil {
			return true, true
		}
	}
	return false, law
}

// questions returns what is asked, of each conclusion after those that it reads.
func (c *compiler) questions() []question {
	var all []question
	for _, n := range c.set.Conclusions {
		for _, r := range n.Rules {
			all = append(all, c.holds(fmt.Sprintf("the rule %q", r.ID), "can never hold", r.at(), r.When, r.Except, r.InForce,
				func(e *encoder) lit { return e.rule(r).yes })...)
		}
		all = append(all, c.orderQuestions(n)...)
	}
	for _, o := range c.set.Obligations {
		all = append(all, c.holds(fmt.Sprintf("the obligation %q", o.ID), "can never be owed", o.at(), o.When, o.Except, o.InForce,
			func(e *encoder) lit { return e.all(e.cond(o.When), e.anyException(o.Except).not()).yes })...)
	}
	return all
}

// holds asks whether a rule or obligation can ever hold, and whether its exceptions can.
func (c *compiler) holds(subject, never string, at source.Span, when Cond, except []*Exception,
	inForce func(moment.Date, *Proposal) bool, held func(*encoder) lit) []question {
	law := func(e *encoder) bool { return inForce(e.day, e.proposal) }
	q := question{code: "rule-unreachable", at: at, subject: subject, never: never,
		hint:   "look for tests in `when` that exclude each other, or for an exception that always applies",
		opaque: func() { c.broken[when.Node()] = true },
		asks: func(e *encoder) []lit {
			if !law(e) {
				return nil
			}
			return []lit{held(e)}
		}}
	return append([]question{q}, exceptionQuestions(except, []Cond{when}, law)...)
}

// exceptionQuestions asks whether exceptions can ever hold together with what they take back.
func exceptionQuestions(all []*Exception, within []Cond, inForce func(*encoder) bool) []question {
	var questions []question
	for _, x := range all {
		conds := append(slices.Clone(within), x.When)
		questions = append(questions, question{code: "rule-exception-unreachable", at: x.at(),
			subject: fmt.Sprintf("the exception %q", x.ID), never: "can never apply",
			hint:    "its condition must be able to hold together with that of what it takes back",
			related: []diag.Related{{Span: within[len(within)-1].Place(), Message: "what it takes back"}},
			asks: func(e *encoder) []lit {
				if !inForce(e) {
					return nil
				}
				lits := []lit{e.anyException(x.Except).no}
				for _, cond := range conds {
					lits = append(lits, e.cond(cond).yes)
				}
				return lits
			}})
		questions = append(questions, exceptionQuestions(x.Except, conds, inForce)...)
	}
	return questions
}

// orderQuestions asks whether the walk can ever end at each value of an order.
func (c *compiler) orderQuestions(n *Conclusion) []question {
	var questions []question
	for i, value := range n.Order {
		if value == n.Otherwise && !slices.ContainsFunc(n.Rules, func(r *Rule) bool { return r.Value == value }) {
			continue // it stands there to be read; it is reached when nothing else is
		}
		held := func(e *encoder, values ...int) truth {
			var rules []truth
			for _, r := range n.Rules {
				if slices.Contains(values, r.Value) && r.InForce(e.day, e.proposal) {
					rules = append(rules, e.rule(r))
				}
			}
			return e.any(rules...)
		}
		questions = append(questions, question{code: "rule-order-unreached", at: n.orderSpans[i],
			subject: "no rule", never: fmt.Sprintf("ever makes %s %q", n.ID, n.Values[value].ID),
			hint:   "it has no rule, or the rules of the values before it leave it nothing",
			opaque: func() { c.opaque[n] = true },
			asks: func(e *encoder) []lit {
				return []lit{held(e, value).yes, held(e, n.Order[:i]...).no}
			}})
	}
	return questions
}

// checkConflict looks for a time at which two rules can hold and disagree.
func (l *logic) checkConflict(a, b *Rule) {
	n := a.Conclusion
	if n.Order != nil || a.Value == b.Value || l.opaque[n] {
		return
	}
	for i, t := range l.periods {
		if !a.InForce(t.day, t.proposal) || !b.InForce(t.day, t.proposal) {
			continue
		}
		e := l.at(i)
		wanted := []lit{e.rule(a).yes, e.rule(b).yes}
		model := e.solve(append(slices.Clone(wanted), -e.loose)...)
		if model == nil {
			continue
		}
		w := e.witness(model, wanted)
		if w == nil {
			continue
		}
		l.diags.Add("rule-conflict", b.at(),
			fmt.Sprintf("the rules %q and %q can both hold%s: %s is then both %s and %s", a.ID, b.ID, t.phrase(), n.ID, n.Values[a.Value].ID, n.Values[b.Value].ID),
			"let one override the other (overrides: "+a.ID+"), or exclude the case where both hold; one such case: "+w.yaml(l.set),
			diag.Related{Span: a.at(), Message: "the other rule"})
		l.diags[len(l.diags)-1].Paste = w.caseFile(l.set, t, fmt.Sprintf("Both %q and %q hold", a.ID, b.ID))
		return
	}
}

// checkGap looks for a time at which a conclusion that is said to be complete can be left without a value.
func (l *logic) checkGap(n *Conclusion) {
	if !n.complete || len(n.Rules) == 0 || l.opaque[n] {
		return
	}
	for i, t := range l.periods {
		e := l.at(i)
		var wanted []lit
		for _, r := range n.Rules {
			if r.InForce(t.day, t.proposal) {
				wanted = append(wanted, e.rule(r).no)
			}
		}
		if wanted == nil {
			continue
		}
		model := e.solve(append(slices.Clone(wanted), -e.loose)...)
		if model == nil {
			continue
		}
		w := e.witness(model, wanted)
		if w == nil {
			continue
		}
		l.diags.Add("rule-gap", place(n.Key.Span, n.Span), fmt.Sprintf("%s is said to be complete, and no rule decides it%s for some facts", n.ID, t.phrase()),
			"add a rule for them, or otherwise to the conclusion; one such case: "+w.yaml(l.set))
		l.diags[len(l.diags)-1].Paste = w.caseFile(l.set, t, "No rule decides "+n.ID)
		return
	}
}

// phrase says when, where it is not the law as it is.
func (t period) phrase() string {
	var b strings.Builder
	if !t.last && !t.since.IsZero() {
		fmt.Fprintf(&b, " as of %s", t.since)
	} else if !t.last {
		fmt.Fprintf(&b, " until %s", t.day)
	}
	if t.proposal != nil {
		fmt.Fprintf(&b, " under the proposal %s", t.proposal.ID)
	}
	return b.String()
}

// at returns where something is spoken of: its id, or the whole entry where it has none.
func (r *Rule) at() source.Span       { return place(r.Key.Span, r.Span) }
func (x *Exception) at() source.Span  { return place(x.Key.Span, x.Span) }
func (o *Obligation) at() source.Span { return place(o.Key.Span, o.Span) }

func place(key, entry source.Span) source.Span {
	if key.IsZero() {
		return entry
	}
	return key
}

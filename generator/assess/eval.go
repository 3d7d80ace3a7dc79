package assess

import (
	"casebook/generator/kb"
	"casebook/generator/rule"
)

// lanes is a set of hypotheses that are evaluated side by side, one a bit. The case as it stands is
// evaluated in one lane; what would follow if a fact had another value is tried 64 values at a time.
type lanes uint64

// tri is an outcome in every lane: yes, no, or, in neither set, unknown.
type tri struct{ yes, no lanes }

func (t tri) not() tri { return tri{yes: t.no, no: t.yes} }

func (t tri) and(u tri) tri { return tri{yes: t.yes & u.yes, no: t.no | u.no} }

func (t tri) or(u tri) tri { return tri{yes: t.yes | u.yes, no: t.no & u.no} }

// at returns the outcome in a lane.
func (t tri) at(lane int) Outcome {
	switch bit := lanes(1) << lane; {
	case t.yes&bit != 0:
		return Yes
	case t.no&bit != 0:
		return No
	}
	return Unknown
}

// evaluator decides a case, in one lane or in several that differ in some facts.
type evaluator struct {
	rules  *rule.Set
	law    *law // of conclusions
	duty   *law // of the obligation that is being decided; law while none is
	all    lanes
	width  int // how many lanes
	trials []trial
	main   scope
	party  []scope
	scores [][]interval // by the score's Index, then by lane; nil until it is needed
	offset []int        // by the conclusion's Index: where its values begin in a scope's possible
}

// scope is the case or one party as an evaluator sees it.
type scope struct {
	party    *kb.Party // nil for the case
	values   []*rule.Value
	tried    [][]variant // by the fact's Index: what it is in some lanes; nil when there is none here
	record   *evaluation // where the outcomes of the first lane are written; nil: nowhere
	held     []tri       // by the rule's Index
	seen     []bool      // by the rule's Index: held is decided, or is being
	possible []lanes     // by conclusion and value: the lanes in which it is possible
	done     []bool      // by the conclusion's Index: possible is decided
}

// variant is a value that a fact has in some lanes instead of its own.
type variant struct {
	value *rule.Value
	in    lanes
}

// newEvaluator returns an evaluator of as many lanes as there are trials, of one without.
func (a *Assessment) newEvaluator(trials []trial) *evaluator {
	e := a.evaluatorOf(max(1, len(trials)), trials)
	for i := range trials {
		e.suppose(&trials[i], lanes(1)<<i)
	}
	return e
}

// evaluatorOf returns an evaluator of some width, in whose lanes nothing differs yet. Without trials it
// records how everything came out.
func (a *Assessment) evaluatorOf(width int, trials []trial) *evaluator {
	e := &evaluator{rules: a.Rules, law: a.law, duty: a.law, width: width, trials: trials,
		scores: make([][]interval, len(a.Rules.Scores)), offset: make([]int, len(a.Rules.Conclusions)+1)}
	e.all = ^lanes(0) >> (64 - e.width)
	for i, c := range a.Rules.Conclusions {
		e.offset[i+1] = e.offset[i] + len(c.Values)
	}
	e.main = e.newScope(nil, &a.main)
	e.party = make([]scope, len(a.parties))
	for i := range a.parties {
		e.party[i] = e.newScope(a.Assessed().Parties[i], &a.parties[i])
	}
	return e
}

func (e *evaluator) newScope(p *kb.Party, v *evaluation) scope {
	s := scope{party: p, values: v.values, held: make([]tri, len(e.rules.Rules)),
		seen: make([]bool, len(e.rules.Rules)+len(e.rules.Conclusions)), possible: make([]lanes, e.offset[len(e.offset)-1])}
	s.seen, s.done = s.seen[:len(e.rules.Rules)], s.seen[len(e.rules.Rules):]
	if e.trials == nil {
		s.record = v
	}
	return s
}

// reset makes an evaluator that records nothing as good as new, of another width.
func (e *evaluator) reset(width int) {
	e.width, e.all = width, ^lanes(0)>>(64-width)
	clear(e.scores)
	e.main.reset()
	for i := range e.party {
		e.party[i].reset()
	}
}

func (s *scope) reset() {
	for i := range s.tried {
		s.tried[i] = s.tried[i][:0]
	}
	clear(s.seen)
	clear(s.possible)
	clear(s.done)
}

// suppose gives a fact another value in some lanes.
func (e *evaluator) suppose(t *trial, in lanes) {
	s := e.scopeOf(t.ref.Party)
	if s.tried == nil {
		s.tried = make([][]variant, len(s.values))
	}
	tried := &s.tried[t.ref.Fact.Index]
	*tried = append(*tried, variant{&t.value, in})
}

func (e *evaluator) scopeOf(p *kb.Party) *scope {
	if p == nil {
		return &e.main
	}
	return &e.party[p.Index]
}

// within returns the scope in which something of a party or of the case is decided when s asks for it;
// nil when the case asks for something of a party, which nothing answers.
func (e *evaluator) within(s *scope, ofParty bool) *scope {
	switch {
	case !ofParty:
		return &e.main
	case s.party == nil:
		return nil
	}
	return s
}

// run decides all conclusions: those of the case and of every party, each after those it reads.
func (e *evaluator) run() {
	for _, c := range e.rules.Conclusions {
		if !c.OfParty {
			e.conclusion(&e.main, c)
			continue
		}
		for i := range e.party {
			e.conclusion(&e.party[i], c)
		}
	}
}

// cond decides a condition and all its parts: the trace shows them all, so nothing is left out when the
// outcome is already sure.
func (e *evaluator) cond(s *scope, c rule.Cond) tri {
	var t tri
	switch c := c.(type) {
	case *rule.All:
		t = tri{yes: e.all}
		for _, p := range c.Parts {
			t = t.and(e.cond(s, p))
		}
	case *rule.Any:
		t = e.any(s, c.Parts)
	case *rule.None:
		t = e.any(s, c.Parts).not()
	case *rule.Test:
		t = e.test(s, c)
	}
	if s.record != nil {
		s.record.nodes[c.Node()] = t.at(0)
	}
	return t
}

func (e *evaluator) any(s *scope, parts []rule.Cond) tri {
	t := tri{no: e.all}
	for _, p := range parts {
		t = t.or(e.cond(s, p))
	}
	return t
}

func (e *evaluator) test(s *scope, t *rule.Test) tri {
	switch {
	case t.Fact != nil:
		return e.fact(e.within(s, t.Fact.OfParty), t)
	case t.Conclusion != nil:
		return e.oneOf(e.within(s, t.Conclusion.OfParty), t)
	}
	var all tri
	for i, v := range e.score(t.Score) {
		all = all.set(lanes(1)<<i, testRange(t, v.low, v.high, e.duty))
	}
	return all
}

// fact tests a fact: the same in every lane but those that try other values of it.
func (e *evaluator) fact(s *scope, t *rule.Test) tri {
	if s == nil {
		return tri{}
	}
	all := tri{}.set(e.all, testFact(t, s.values[t.Fact.Index], e.duty))
	if s.tried == nil {
		return all
	}
	for _, v := range s.tried[t.Fact.Index] {
		all = all.set(v.in, testFact(t, v.value, e.duty))
	}
	return all
}

// set returns t with an outcome in some lanes.
func (t tri) set(in lanes, o Outcome) tri {
	t.yes &^= in
	t.no &^= in
	switch o {
	case Yes:
		t.yes |= in
	case No:
		t.no |= in
	}
	return t
}

// oneOf tests a conclusion: yes when every possible value satisfies the test, no when none does.
func (e *evaluator) oneOf(s *scope, t *rule.Test) tri {
	if s == nil {
		return tri{}
	}
	var some, other lanes
	for v, in := range e.conclusion(s, t.Conclusion) {
		if t.OneOf.Has(v) {
			some |= in
		} else {
			other |= in
		}
	}
	return tri{yes: some &^ other, no: other &^ some}
}

// rule decides a rule: its condition, and not its exceptions. A rule that overrides it is one of them.
func (e *evaluator) rule(s *scope, r *rule.Rule) tri {
	if s.seen[r.Index] {
		return s.held[r.Index]
	}
	s.seen[r.Index] = true // a circle, which is reported elsewhere, finds it unknown
	t := e.except(s, e.cond(s, r.When), r.Except)
	for _, by := range e.law.overridersOf(r) {
		if in := e.within(s, by.Conclusion.OfParty); in != nil {
			t = t.and(e.rule(in, by).not())
		}
	}
	s.held[r.Index] = t
	if s.record != nil {
		s.record.held[r.Index] = t.at(0)
	}
	return t
}

// except takes exceptions from an outcome.
func (e *evaluator) except(s *scope, t tri, exceptions []*rule.Exception) tri {
	for _, x := range exceptions {
		t = t.and(e.exception(s, x).not())
	}
	return t
}

// exception decides an exception. One that its bearer must prove counts as no until it is yes.
func (e *evaluator) exception(s *scope, x *rule.Exception) tri {
	t := e.except(s, e.cond(s, x.When), x.Except)
	if s.record != nil {
		s.record.excepted[x.Index] = t.at(0)
	}
	if x.Burden {
		t.no = e.all &^ t.yes
	}
	return t
}

// conclusion decides a conclusion and returns the lanes in which each of its values is possible.
func (e *evaluator) conclusion(s *scope, c *rule.Conclusion) []lanes {
	possible := s.possible[e.offset[c.Index]:e.offset[c.Index+1]]
	if s.done[c.Index] {
		return possible
	}
	duty := e.duty
	e.duty = e.law // whoever asks
	inForce := false
	for _, r := range c.Rules {
		if e.law.rules[r.Index] {
			e.rule(s, r)
			inForce = true
		}
	}
	switch {
	case !inForce:
		permit(possible, e.all)
	case c.Order != nil:
		e.walk(s, c, possible)
	default:
		e.choose(s, c, possible)
	}
	s.done[c.Index] = true
	e.duty = duty
	return possible
}

// value decides whether one of the rules for a value holds.
func (e *evaluator) value(s *scope, c *rule.Conclusion, value int) tri {
	t := tri{no: e.all}
	for _, r := range c.Rules {
		if r.Value == value && e.law.rules[r.Index] {
			t = t.or(s.held[r.Index])
		}
	}
	return t
}

// walk takes the values in order until one is yes; the first Meaning of the rules, and the second for
// what counts only when proven.
func (e *evaluator) walk(s *scope, c *rule.Conclusion, possible []lanes) {
	walking, noneBefore := e.all, e.all
	for _, v := range c.Order {
		t := e.value(s, c, v)
		if c.Burden.Has(v) {
			proven := walking & noneBefore & t.yes
			possible[v] |= proven
			walking &^= proven
		} else {
			possible[v] |= walking &^ t.no
			walking &^= t.yes
		}
		noneBefore &= t.no
	}
	if c.Otherwise >= 0 {
		possible[c.Otherwise] |= walking
	}
	e.close(s, c, possible, 0)
}

// choose decides a conclusion without order: one yes decides.
func (e *evaluator) choose(s *scope, c *rule.Conclusion, possible []lanes) {
	var one, two lanes
	for v := range c.Values {
		yes := e.value(s, c, v).yes
		two |= one & yes
		one |= yes
	}
	for v := range c.Values {
		t := e.value(s, c, v)
		possible[v] |= t.yes
		if !c.Burden.Has(v) {
			possible[v] |= e.all &^ (t.no | one)
		}
	}
	if c.Otherwise >= 0 {
		possible[c.Otherwise] |= e.all &^ one
	}
	e.close(s, c, possible, two)
}

// close makes every value possible where two are decided or none is left.
func (e *evaluator) close(s *scope, c *rule.Conclusion, possible []lanes, conflict lanes) {
	gap := e.all
	for _, in := range possible {
		gap &^= in
	}
	permit(possible, gap|conflict)
	if s.record != nil && gap != 0 {
		s.record.gaps = append(s.record.gaps, c)
	}
	if s.record != nil && conflict != 0 {
		s.record.conflicts = append(s.record.conflicts, c)
	}
}

func permit(possible []lanes, in lanes) {
	for v := range possible {
		possible[v] |= in
	}
}

// obligation decides whether a version of an obligation falls on a party.
func (e *evaluator) obligation(s *scope, o *rule.Obligation, under *law) tri {
	e.duty = under
	t := e.except(s, e.cond(s, o.When), o.Except)
	if s.record != nil {
		for _, by := range o.DoneBy {
			if by.When != nil {
				e.cond(s, by.When)
			}
		}
	}
	e.duty = e.law
	return t
}

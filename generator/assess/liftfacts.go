package assess

import (
	"cmp"
	"slices"

	"casebook/generator/kb"
	"casebook/generator/rule"
)

// explainOpen finds, for every answer, the unknown facts that could lift it and, where it is open, those
// that could decide it.
func (a *Assessment) explainOpen() {
	p := a.newProspects()
	g := a.newGatherer(p)
	var open []openAnswer
	a.eachAnswer(func(answer *Answer) {
		s := p.of(answer.Party)
		p.conclusion(s, answer.Conclusion)
		answer.LiftableBy = g.gather(func() { g.liftConclusion(s, answer.Conclusion) }).refs
		if _, ok := answer.Decided(); !ok {
			found := g.gather(func() { g.conclusion(s, answer.Conclusion) })
			open = append(open, openAnswer{gathered: found, answer: answer})
		}
	})
	for i := range a.Duties {
		d := &a.Duties[i]
		if d.Version == nil {
			continue
		}
		s := p.of(d.Party)
		p.obligation(d)
		d.LiftableBy = g.gather(func() { g.liftBody(s, d.Version.When, d.Version.Except) }).refs
		if d.Status == Unknown {
			found := g.gather(func() { g.body(s, d.Version.When, d.Version.Except) })
			open = append(open, openAnswer{gathered: found, duty: d})
		}
	}
	if len(open) > 0 {
		a.rank(g, open)
	}
}

// eachAnswer visits the answers of the case, then those of each party.
func (a *Assessment) eachAnswer(visit func(*Answer)) {
	for i := range a.Conclusions {
		visit(&a.Conclusions[i])
	}
	for i := range a.Parties {
		for j := range a.Parties[i].Conclusions {
			visit(&a.Parties[i].Conclusions[j])
		}
	}
}

// gatherer collects the unknown facts on which something hangs. A fact is named where a condition that
// may still change tests it; conditions that are settled for good are passed over, and so is all in them.
type gatherer struct {
	p      *prospects
	facts  int
	counts []int          // how often each fact occurs, by party (the case first), then by fact
	met    []int          // the places of counts that are not 0
	tests  [][]*rule.Test // where facts are tested, over all that was gathered
	noted  []bool         // by condition: it is in tests
	seen   []uint8        // by party, then by conclusion: what was gathered of it
}

const (
	seenAll uint8 = 1 << iota
	seenLift
)

// gathered is the facts of one answer, by fact and then by party, the case first.
type gathered struct {
	refs   []FactRef
	counts []int
}

func (a *Assessment) newGatherer(p *prospects) *gatherer {
	n := 1 + len(a.parties)
	return &gatherer{p: p, facts: len(a.Rules.Facts), counts: make([]int, n*len(a.Rules.Facts)), noted: make([]bool, a.Rules.Nodes),
		tests: make([][]*rule.Test, len(a.Rules.Facts)), seen: make([]uint8, n*len(a.Rules.Conclusions))}
}

// gather runs collect and returns the facts it met.
func (g *gatherer) gather(collect func()) gathered {
	for _, at := range g.met {
		g.counts[at] = 0
	}
	g.met = g.met[:0]
	clear(g.seen)
	collect()
	if len(g.met) == 0 {
		return gathered{}
	}
	slices.SortFunc(g.met, func(i, j int) int {
		return cmp.Or(cmp.Compare(i%g.facts, j%g.facts), cmp.Compare(i, j))
	})
	found := gathered{make([]FactRef, len(g.met)), make([]int, len(g.met))}
	for i, at := range g.met {
		found.refs[i], found.counts[i] = g.ref(at), g.counts[at]
	}
	return found
}

// note counts a fact that a test names.
func (g *gatherer) note(s *prospect, t *rule.Test) {
	at := place(g.p.within(s, t.Fact.OfParty).party)*g.facts + t.Fact.Index
	if g.counts[at] == 0 {
		g.met = append(g.met, at)
	}
	g.counts[at]++
	if !g.noted[t.Index] {
		g.noted[t.Index] = true
		g.tests[t.Fact.Index] = append(g.tests[t.Fact.Index], t)
	}
}

// ref returns the fact at a place of the counts.
func (g *gatherer) ref(at int) FactRef {
	r := FactRef{Fact: g.p.a.Rules.Facts[at%g.facts]}
	if i := at/g.facts - 1; i >= 0 {
		r.Party = g.p.party[i].party
	}
	return r
}

func place(p *kb.Party) int {
	if p == nil {
		return 0
	}
	return p.Index + 1
}

// once says whether a conclusion is met for the first time.
func (g *gatherer) once(s *prospect, c *rule.Conclusion, what uint8) bool {
	seen := &g.seen[place(s.party)*len(g.p.a.Rules.Conclusions)+c.Index]
	first := *seen&what == 0
	*seen |= what
	return first
}

// cond gathers every unknown fact in the conditions that may still change.
func (g *gatherer) cond(s *prospect, c rule.Cond) {
	if s.nodes[c.Node()].settled() {
		return
	}
	t, ok := c.(*rule.Test)
	switch {
	case !ok:
		for _, part := range parts(c) {
			g.cond(s, part)
		}
	case t.Fact != nil:
		g.note(s, t)
	case t.Conclusion != nil:
		g.conclusion(g.p.within(s, t.Conclusion.OfParty), t.Conclusion)
	case t.Score != nil:
		g.expr(t.Score.Expr, g.cond)
	}
}

// expr applies gather to the rows of an expression.
func (g *gatherer) expr(x *rule.Expr, gather func(*prospect, rule.Cond)) {
	if x.Op == rule.OfScore {
		g.expr(x.Score.Expr, gather)
	}
	for _, part := range x.Parts {
		g.expr(part, gather)
	}
	for i := range x.Rows {
		g.p.cond(&g.p.main, x.Rows[i].When)
		gather(&g.p.main, x.Rows[i].When)
	}
}

// body gathers the facts of a condition with its exceptions.
func (g *gatherer) body(s *prospect, when rule.Cond, except []*rule.Exception) {
	g.cond(s, when)
	for _, x := range except {
		if !s.except[x.Index].settled() {
			g.body(s, x.When, x.Except)
		}
	}
}

func (g *gatherer) rule(s *prospect, r *rule.Rule) {
	if s.rules[r.Index].settled() {
		return
	}
	g.body(s, r.When, r.Except)
	for _, by := range g.p.a.law.overridersOf(r) {
		if in := g.p.within(s, by.Conclusion.OfParty); in != nil {
			g.rule(in, by)
		}
	}
}

// value gathers the facts of the rules for one value, unless one of them is yes for good.
func (g *gatherer) value(s *prospect, c *rule.Conclusion, value int, gather func(*prospect, *rule.Rule)) {
	if g.p.value(s, c, value).settled() {
		return
	}
	for _, r := range c.Rules {
		if r.Value == value && g.p.a.InForce(r) {
			gather(s, r)
		}
	}
}

func (g *gatherer) conclusion(s *prospect, c *rule.Conclusion) {
	if values := g.p.conclusion(s, c); values.Len() == 1 || !g.once(s, c, seenAll) {
		return
	}
	for _, v := range g.walked(s, c) {
		g.value(s, c, v, g.rule)
	}
}

// walked returns the values of a conclusion that may still be asked for: in order, up to one that is yes
// for good.
func (g *gatherer) walked(s *prospect, c *rule.Conclusion) []int {
	if c.Order == nil {
		all := make([]int, len(c.Values))
		for v := range all {
			all[v] = v
		}
		return all
	}
	for i, v := range c.Order {
		if g.p.value(s, c, v) == reachYes && !c.Burden.Has(v) {
			return c.Order[:i+1]
		}
	}
	return c.Order
}

// liftCond gathers the facts that could prove something which carries a burden and on which a condition
// hangs.
func (g *gatherer) liftCond(s *prospect, c rule.Cond) {
	if s.nodes[c.Node()].settled() {
		return
	}
	t, ok := c.(*rule.Test)
	switch {
	case !ok:
		for _, part := range parts(c) {
			g.liftCond(s, part)
		}
	case t.Conclusion != nil:
		g.liftConclusion(g.p.within(s, t.Conclusion.OfParty), t.Conclusion)
	case t.Score != nil:
		g.expr(t.Score.Expr, g.liftCond)
	}
}

// liftBody is liftCond for a condition with its exceptions: one that carries a burden and may still be
// proven is lifted by every unknown fact in it.
func (g *gatherer) liftBody(s *prospect, when rule.Cond, except []*rule.Exception) {
	g.liftCond(s, when)
	for _, x := range except {
		switch out := s.except[x.Index]; {
		case out.settled():
		case x.Burden && out&reachYes != 0:
			g.body(s, x.When, x.Except)
		default:
			g.liftBody(s, x.When, x.Except)
		}
	}
}

func (g *gatherer) liftRule(s *prospect, r *rule.Rule) {
	if s.rules[r.Index].settled() {
		return
	}
	g.liftBody(s, r.When, r.Except)
	for _, by := range g.p.a.law.overridersOf(r) {
		if in := g.p.within(s, by.Conclusion.OfParty); in != nil {
			g.liftRule(in, by)
		}
	}
}

// liftConclusion gathers what could prove a value that carries a burden: the unknown facts in the rules
// for it and for the values before it, which must be no.
func (g *gatherer) liftConclusion(s *prospect, c *rule.Conclusion) {
	possible := g.p.conclusion(s, c)
	if possible.Len() == 1 || !g.once(s, c, seenLift) {
		return
	}
	walked := g.walked(s, c)
	last := -1 // the last value that could be proven
	for i, v := range walked {
		g.value(s, c, v, g.liftRule)
		if c.Burden.Has(v) && possible.Has(v) {
			last = i
		}
	}
	for i, v := range walked[:last+1] {
		if c.Order != nil || c.Burden.Has(v) && i <= last {
			g.value(s, c, v, g.rule)
		}
	}
}

// openAnswer is an answer that is open, with the facts that could decide it.
type openAnswer struct {
	gathered
	answer *Answer // one of answer and duty is set
	duty   *Duty
	alone  []bool // by fact: it decides the answer alone, for some value
}

// rank puts the facts of open answers in order: those first that decide the answer alone, if they have
// some value, then those that occur most often.
func (a *Assessment) rank(g *gatherer, open []openAnswer) {
	for i := range open {
		open[i].alone = make([]bool, len(open[i].refs))
	}
	trials := g.trials(open)
	a.try(trials, func(e *evaluator, first int) {
		for i := range open {
			open[i].mark(a, e)
		}
	})
	for i := range open {
		refs := open[i].ranked()
		if d := open[i].duty; d != nil {
			d.OpenBy = refs
		} else {
			open[i].answer.OpenBy = refs
		}
	}
}

// trials returns the hypotheses for all facts that are named, those on one fact together.
func (g *gatherer) trials(open []openAnswer) []trial {
	named := make([]bool, len(g.counts))
	for i := range open {
		for _, r := range open[i].refs {
			named[place(r.Party)*g.facts+r.Fact.Index] = true
		}
	}
	var trials []trial
	for at, ok := range named {
		if !ok {
			continue
		}
		r := g.ref(at)
		for _, v := range valuesFor(r.Fact, g.p.of(r.Party).was.values[r.Fact.Index], g.tests[r.Fact.Index], g.p.a.law) {
			trials = append(trials, trial{r, v})
		}
	}
	return trials
}

// mark notes which facts decide the answer alone.
func (o *openAnswer) mark(a *Assessment, e *evaluator) {
	var in lanes
	if o.duty != nil {
		in = e.settled(o.duty, a.lawOf(o.duty.Date))
	} else {
		in = e.decided(o.answer)
	}
	for i, t := range e.trials {
		if in>>i&1 == 0 {
			continue
		}
		if at := slices.Index(o.refs, t.ref); at >= 0 {
			o.alone[at] = true
		}
	}
}

func (o *openAnswer) ranked() []FactRef {
	order := make([]int, len(o.refs))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		if o.alone[i] != o.alone[j] {
			if o.alone[i] {
				return -1
			}
			return 1
		}
		return cmp.Compare(o.counts[j], o.counts[i])
	})
	refs := make([]FactRef, len(order))
	for i, at := range order {
		refs[i] = o.refs[at]
	}
	return refs
}

package assess

import (
	"casebook/generator/kb"
	"casebook/generator/rule"
	"casebook/generator/yamlsrc"
)

// trier finds what decides one assessment. It goes down the conditions with a function that tells, of an
// outcome that a condition might have had instead of its own, whether the answer above would then be
// another; so each branch is tried by itself, and most need no more than a look at their neighbours.
type trier struct {
	a        *Assessment
	n        int  // its position in its list
	first    bool // only whether something decides any is asked
	side     func(*Tried) *Tally
	coverage *Coverage
	seen     map[*Tally]Outcome // how everything came out: the strongest among parties
	tried    map[supposed]bool  // whether an answer is another if a rule comes out otherwise
	of       *evaluation        // of the case, or of the party that is looked at
	item     *Covered           // whose branches are tried
	next     int                // the branch that comes next, in the order of [Covered.branch]
}

// supposed is a rule that comes out otherwise for the case or a party.
type supposed struct {
	rule    *rule.Rule
	party   *kb.Party
	outcome Outcome
}

// otherwise says whether the answer would be another if a condition had an outcome.
type otherwise func(Outcome) bool

func (t *trier) rule(r *rule.Rule) {
	if !r.Conclusion.OfParty {
		t.ruleFor(r, nil)
		return
	}
	for _, p := range t.a.Assessed().Parties {
		t.ruleFor(r, p)
	}
}

func (t *trier) ruleFor(r *rule.Rule, p *kb.Party) {
	t.of = t.a.of(p)
	is := t.of.held[r.Index]
	overridden := No
	for _, by := range t.a.law.overridersOf(r) {
		if by.Conclusion.OfParty && p == nil {
			continue
		}
		overridden = or(overridden, t.a.HeldFor(by, tracer{a: t.a, p: p}.party(by.Conclusion.OfParty)))
	}
	other := func(o Outcome) bool { return o != is && t.moves(supposed{r, p, o}) }
	t.enter(r)
	t.note(&t.item.Tried, is, t.settled(&t.item.Tried) || other(No))
	t.body(r.When, r.Except, not(overridden), other)
}

func (t *trier) duty(d *Duty) {
	t.of = t.a.of(d.Party)
	t.enter(d.Version)
	t.note(&t.item.Tried, d.Status, d.Status != No)
	t.body(d.Version.When, d.Version.Except, Yes, func(o Outcome) bool { return o != d.Status })
}

// moves says whether the conclusion of a rule would be another if the rule came out otherwise.
func (t *trier) moves(s supposed) bool {
	moved, ok := t.tried[s]
	if !ok {
		c := s.rule.Conclusion
		e := t.a.evaluatorOf(1, []trial{})
		in := e.scopeOf(s.party)
		in.seen[s.rule.Index], in.held[s.rule.Index] = true, tri{}.set(1, s.outcome)
		var possible rule.Bits
		for v, lane := range e.conclusion(in, c) {
			if lane != 0 {
				possible = possible.With(v)
			}
		}
		moved = possible != t.a.AnswerOf(c, s.party).Possible
		t.tried[s] = moved
	}
	return moved
}

// body tries a condition and its exceptions; rest is what else must hold.
func (t *trier) body(when rule.Cond, except []*rule.Exception, rest Outcome, other otherwise) {
	item, is := t.item, t.of.nodes[when.Node()]
	excepted := rest
	for _, x := range except {
		excepted = and(excepted, not(t.counts(x, t.of.excepted[x.Index])))
	}
	t.next = 0
	t.cond(when, func(o Outcome) bool { return o != is && other(and(o, excepted)) })
	for i, x := range except {
		without := and(is, rest)
		for j, y := range except {
			if i != j {
				without = and(without, not(t.counts(y, t.of.excepted[y.Index])))
			}
		}
		was := t.of.excepted[x.Index]
		t.enter(x)
		t.note(&t.item.Tried, was, t.settled(&t.item.Tried) || t.counts(x, was) != No && other(without))
		t.body(x.When, x.Except, Yes, func(o Outcome) bool {
			return t.counts(x, o) != t.counts(x, was) && other(and(without, not(t.counts(x, o))))
		})
	}
	t.item = item
}

// counts is an exception's outcome as it counts: one that must be proven is no until it is yes.
func (t *trier) counts(x *rule.Exception, o Outcome) Outcome {
	if x.Burden && o == Unknown {
		return No
	}
	return o
}

// enter begins with a thing and its branches.
func (t *trier) enter(thing any) { t.item = t.coverage.of[thing] }

// settled says whether nothing more is asked of something, so that it need not be tried.
func (t *trier) settled(what *Tried) bool { return t.first && len(t.side(what).Decides) > 0 }

// note notes how something came out, and whether it decides.
func (t *trier) note(what *Tried, is Outcome, decides bool) {
	tally := t.side(what)
	if t.first {
		if decides && len(tally.Decides) == 0 {
			tally.Decides = append(tally.Decides, t.n)
		}
		return
	}
	if decides {
		tally.Decides = once(tally.Decides, t.n)
	}
	if was, ok := t.seen[tally]; !ok || Stronger(is, was) {
		t.seen[tally] = is
	}
}

// branch notes the next branch; without is what the condition above it would be without it, and is what
// it is.
func (t *trier) branch(outcome, without, is Outcome, other otherwise) {
	b := &t.item.Branches[t.next].Tried
	t.next++
	t.note(b, outcome, without != is && (t.settled(b) || other(without)))
}

// cond tries the branches of a condition.
func (t *trier) cond(c rule.Cond, other otherwise) {
	if test, ok := c.(*rule.Test); ok {
		t.values(test, other)
		return
	}
	join, up := and, func(o Outcome) Outcome { return o }
	neutral := Yes
	switch c.(type) {
	case *rule.Any:
		join, neutral = or, No
	case *rule.None:
		join, neutral, up = or, No, not
	}
	parts, is := partsOf(c), t.of.nodes[c.Node()]
	for i, part := range parts {
		rest := neutral
		for j, p := range parts {
			if i != j {
				rest = join(rest, t.of.nodes[p.Node()])
			}
		}
		t.branch(t.of.nodes[part.Node()], up(rest), is, other)
		t.cond(part, func(o Outcome) bool {
			above := up(join(rest, o))
			return above != is && other(above)
		})
	}
}

// values tries the values of a test's lists.
func (t *trier) values(test *rule.Test, other otherwise) {
	is := t.of.nodes[test.Node()]
	eachValue(test, func(set, value int) {
		without, alone := *test, *test
		if test.Sets == nil {
			without.OneOf, alone.OneOf = test.OneOf.Without(value), rule.Bits(0).With(value)
		} else {
			without.Sets = append([]rule.SetTest{}, test.Sets...)
			without.Sets[set].List = test.Sets[set].List.Without(value)
			alone.Sets = []rule.SetTest{{Op: rule.AnyOf, List: rule.Bits(0).With(value)}}
		}
		t.branch(t.outcome(&alone), t.outcome(&without), is, other)
	})
}

// outcome decides a test of a fact or a conclusion where it stands.
func (t *trier) outcome(test *rule.Test) Outcome {
	if test.Conclusion != nil {
		in := t.of
		if !test.Conclusion.OfParty {
			in = &t.a.main
		}
		answer := t.answerIn(in, test.Conclusion)
		if answer == nil {
			return Unknown
		}
		return testChoice(test.OneOf, answer.Possible)
	}
	in := t.of
	if !test.Fact.OfParty {
		in = &t.a.main
	}
	return testFact(test, in.values[test.Fact.Index], t.a.law)
}

func (t *trier) answerIn(in *evaluation, c *rule.Conclusion) *Answer {
	if !c.OfParty {
		return t.a.Answer(c.ID)
	}
	for i := range t.a.parties {
		if in == &t.a.parties[i] {
			return t.a.Parties[i].Answer(c.ID)
		}
	}
	return nil
}

// close counts how everything came out.
func (t *trier) close() {
	for tally, o := range t.seen {
		switch o {
		case Yes:
			tally.Holds++
		case No:
			tally.Fails++
		default:
			tally.Unknown++
		}
	}
}

func and(a, b Outcome) Outcome {
	switch {
	case a == No || b == No:
		return No
	case a == Yes && b == Yes:
		return Yes
	}
	return Unknown
}

func or(a, b Outcome) Outcome { return not(and(not(a), not(b))) }

func not(o Outcome) Outcome { return [...]Outcome{Unknown, No, Yes}[o] }

// Name returns what the thing is, its id, and where that is written.
func (c *Covered) Name() (what, id string, key yamlsrc.Text) {
	switch x := c.Thing.(type) {
	case *rule.Rule:
		return "rule", x.ID, x.Key
	case *rule.Exception:
		return "exception", x.ID, x.Key
	case *rule.Obligation:
		return "obligation", x.ID, x.Key
	}
	return "", "", yamlsrc.Text{}
}

package assess

import (
	"fmt"
	"slices"
	"strings"

	"casebook/generator/diag"
	"casebook/generator/kb"
	"casebook/generator/moment"
	"casebook/generator/rule"
	"casebook/generator/source"
)

// Check reports what is wrong with a case once it is decided: expectations that are not met (of the case
// as stated), two values decided at once, no value left, facts that cannot be together, and days on which
// nothing in the rules was law.
func Check(a *Assessment) diag.List {
	c := checker{a: a}
	if a.Reading == nil {
		for i := range a.Case.Expect {
			c.expectation(&a.Case.Expect[i])
		}
	}
	c.flaws(&a.main)
	for i := range a.parties {
		c.flaws(&a.parties[i])
	}
	c.impossible()
	c.lawless()
	return c.diags
}

type checker struct {
	a     *Assessment
	diags diag.List
}

// place returns where a fault of the whole case is shown: its title, or the reading.
func (c *checker) place() source.Span {
	switch a := c.a; {
	case a.Reading != nil && a.Reading.Stated != nil:
		return a.Reading.Stated.Span
	case a.Case.File != nil:
		return a.Case.File.Title.Span
	}
	return source.Span{}
}

// expectation reports a claim of the case that its answer does not meet.
func (c *checker) expectation(claim *kb.Claim) {
	if claim.Obligation != nil {
		c.expectStatus(claim)
		return
	}
	answer := c.a.AnswerOf(claim.Conclusion, claim.Party)
	if answer == nil || answer.Value() == expected(claim) {
		return
	}
	c.unmet(claim, answer.Value(), answer.OpenBy, c.because(answer))
}

// because points at the rules by which an answer was decided.
func (c *checker) because(answer *Answer) []diag.Related {
	v, ok := answer.Decided()
	if !ok {
		return nil
	}
	var related []diag.Related
	for _, r := range answer.Conclusion.Rules {
		if r.Value == v && c.a.InForce(r) && c.a.HeldFor(r, answer.Party) == Yes {
			related = append(related, diag.Related{Span: r.Key.Span, Message: "decided by this rule"})
		}
	}
	return related
}

// expectStatus compares an obligation's strongest status among its bearers, or that of one of them.
func (c *checker) expectStatus(claim *kb.Claim) {
	if d := c.a.bearing(claim); d == nil {
		c.noBearer(claim)
	} else if found := d.Status.Status(); found != claim.Status {
		c.unmet(claim, found, d.OpenBy, []diag.Related{
			{Span: d.Obligation.Key.Span, Message: "the obligation is declared here"}})
	}
}

// is says whether a duty is one of an obligation, which may be named by any of its versions.
func (d *Duty) is(o *rule.Obligation) bool {
	return d.Obligation == o || slices.Contains(d.Obligation.ReplacedBy, o)
}

func (c *checker) unmet(claim *kb.Claim, found string, open []FactRef, related []diag.Related) {
	hint := "casebook explain " + c.a.Case.ID + " shows why"
	if found == Unknown.String() && len(open) > 0 {
		hint = "not decided without " + names(open)
	}
	c.diags.Add("assess-expectation-unmet", claim.Span,
		fmt.Sprintf("%s is %s, expected %s", claim.Key.Value, found, expected(claim)), hint, related...)
}

func (c *checker) noBearer(claim *kb.Claim) {
	role := "its bearer"
	if b := claim.Obligation.Bearer; b != nil {
		role = b.ID
	}
	message := fmt.Sprintf("nobody bears %s, expected %s", claim.Key.Value, claim.Status)
	c.diags.Add("assess-expectation-unmet", claim.Span, message, "give a party the role "+role)
}

// names lists up to three facts, "a, b or c".
func names(refs []FactRef) string {
	const most = 3
	var all []string
	for _, r := range refs[:min(most, len(refs))] {
		all = append(all, r.String())
	}
	if last := len(all) - 1; last > 0 {
		return strings.Join(all[:last], ", ") + " or " + all[last]
	}
	return strings.Join(all, "")
}

// flaws reports conclusions that the rules decide twice or not at all.
func (c *checker) flaws(v *evaluation) {
	for _, conclusion := range v.conflicts {
		var related []diag.Related
		for _, r := range conclusion.Rules {
			if c.a.InForce(r) && v.held[r.Index] == Yes {
				related = append(related, diag.Related{Span: r.Key.Span, Message: "this rule holds: " + conclusion.Values[r.Value].ID})
			}
		}
		c.diags.Add("assess-conflict", c.place(), fmt.Sprintf("the rules decide two values of %s at once", conclusion.ID),
			"let one of the rules override the other, or give the conclusion an order", related...)
	}
	for _, conclusion := range v.gaps {
		c.diags.Add("assess-gap", c.place(), fmt.Sprintf("the rules leave no value for %s", conclusion.ID),
			"add a rule for such a case, or otherwise to the conclusion",
			diag.Related{Span: conclusion.Key.Span, Message: "the conclusion is declared here"})
	}
}

// impossible reports combinations of facts that cannot be. Presumed facts do not count, and neither does
// what only they decide.
func (c *checker) impossible() {
	if len(c.a.Rules.Impossible) == 0 {
		return
	}
	stated := c.a.withoutPresumptions()
	e := stated.newEvaluator(nil)
	e.run()
	for _, i := range c.a.Rules.Impossible {
		if !i.OfParty {
			c.contradiction(i, e.cond(&e.main, i.When), nil)
			continue
		}
		for p := range e.party {
			c.contradiction(i, e.cond(&e.party[p], i.When), e.party[p].party)
		}
	}
}

// withoutPresumptions returns an assessment of the same case, not yet decided, in which what is only
// presumed is unknown.
func (a *Assessment) withoutPresumptions() *Assessment {
	b := &Assessment{Case: a.Case, Reading: a.Reading, Rules: a.Rules, Options: a.Options, Date: a.Date, law: a.law}
	strip := func(p *kb.Party) evaluation {
		v := b.newEvaluation(p)
		for i, f := range a.Rules.Facts {
			if v.values[i] == f.Presumed {
				v.values[i] = nil
			}
		}
		return v
	}
	b.main = strip(nil)
	for _, p := range a.Assessed().Parties {
		b.parties = append(b.parties, strip(p))
	}
	return b
}

func (c *checker) contradiction(i *rule.Impossible, met tri, p *kb.Party) {
	if met.at(0) != Yes {
		return
	}
	var refs []FactRef
	var spans []source.Span
	visitTests(i.When, func(t *rule.Test) {
		if t.Fact == nil {
			return
		}
		ref := FactRef{Fact: t.Fact}
		if t.Fact.OfParty {
			ref.Party = p
		}
		if f := c.a.Stated(ref); f != nil && !slices.Contains(refs, ref) {
			refs, spans = append(refs, ref), append(spans, f.Span)
		}
	})
	at := c.place()
	related := []diag.Related{{Span: i.Span, Message: "ruled out here"}}
	for n, span := range spans {
		if n == 0 {
			at = span
		} else {
			related = append(related, diag.Related{Span: span, Message: refs[n].String() + " is stated here"})
		}
	}
	c.diags.Add("assess-impossible", at, contradictory(refs, i), "correct one of them, or state it as unknown", related...)
}

func contradictory(refs []FactRef, i *rule.Impossible) string {
	var all []string
	for _, r := range refs {
		all = append(all, r.String())
	}
	message := strings.Join(all, " and ") + " contradict each other"
	if len(all) < 2 {
		message = strings.Join(append(all, "what is stated"), ": ") + " cannot be"
	}
	if !i.Because.IsZero() {
		message += ": " + strings.TrimSuffix(i.Because.In("en"), ".")
	}
	return message
}

// visitTests visits the leaves of a condition in order.
func visitTests(c rule.Cond, visit func(*rule.Test)) {
	if t, ok := c.(*rule.Test); ok {
		visit(t)
		return
	}
	for _, p := range parts(c) {
		visitTests(p, visit)
	}
}

// lawless reports, once for a day, everything in the rules that was not law then. What only a proposal
// knows never is.
func (c *checker) lawless() {
	a := c.a
	silent := map[moment.Date][]string{}
	add := func(day moment.Date, id string) {
		if !slices.Contains(silent[day], id) {
			silent[day] = append(silent[day], id)
		}
	}
	a.eachAnswer(func(answer *Answer) {
		enacted := func(r *rule.Rule) bool { return r.Proposal == nil }
		if !answer.InForce && slices.ContainsFunc(answer.Conclusion.Rules, enacted) {
			add(a.Date, answer.Conclusion.ID)
		}
	})
	for i := range a.Duties {
		if d := &a.Duties[i]; d.Version == nil {
			add(d.Date, d.Obligation.ID)
		}
	}
	c.unvalued(add)
	for _, l := range a.laws {
		if ids := silent[l.date]; len(ids) > 0 {
			c.lawlessOn(l.date, ids)
		}
	}
}

func (c *checker) lawlessOn(day moment.Date, ids []string) {
	const most = 4
	what := strings.Join(ids[:min(most, len(ids))], ", ")
	if n := len(ids) - most; n > 0 {
		what += fmt.Sprintf(" and %d more", n)
	}
	c.diags.Add("assess-no-law", c.place(), fmt.Sprintf("nothing in the rules was law on %s for %s", day, what),
		"the answer is unknown; check the dates of the case, or add what was law then to the rules")
}

// unvalued finds the parameters that something in force compares with and that had no value.
func (c *checker) unvalued(add func(moment.Date, string)) {
	read := func(l *law, cond rule.Cond) {
		visitTests(cond, func(t *rule.Test) {
			for i := range t.Bounds {
				if p := t.Bounds[i].Parameter; p != nil && l.parameters[p.Index] == nil {
					add(l.date, p.ID)
				}
			}
		})
	}
	for _, r := range c.a.Rules.Rules {
		if c.a.InForce(r) {
			visitBody(r.When, r.Except, func(cond rule.Cond) { read(c.a.law, cond) })
		}
	}
	for i := range c.a.Duties {
		if d := &c.a.Duties[i]; d.Version != nil {
			l := c.a.lawOf(d.Date)
			visitBody(d.Version.When, d.Version.Except, func(cond rule.Cond) { read(l, cond) })
			visitDeadlines(d.Version.Deadline, func(p *rule.Parameter) {
				if l.parameters[p.Index] == nil {
					add(l.date, p.ID)
				}
			})
		}
	}
}

// visitBody visits a condition and those of its exceptions.
func visitBody(when rule.Cond, except []*rule.Exception, visit func(rule.Cond)) {
	visit(when)
	for _, x := range except {
		visitBody(x.When, x.Except, visit)
	}
}

// visitDeadlines visits the parameters of a deadline.
func visitDeadlines(d *rule.Deadline, visit func(*rule.Parameter)) {
	if d == nil {
		return
	}
	if d.Parameter != nil {
		visit(d.Parameter)
	}
	for _, part := range d.Earliest {
		visitDeadlines(part, visit)
	}
}

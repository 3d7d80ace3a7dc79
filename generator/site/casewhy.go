package site

import (
	"slices"

	"casebook/generator/assess"
	"casebook/generator/rule"
)

// CaseReason is the reasoning behind one conclusion or one obligation of a party.
type CaseReason struct {
	Shared    bool   // with other cases
	ID        string // of its anchor
	Title     Link   // to the page of the conclusion or obligation
	Text      string // what was decided, as a sentence; of an obligation, who must do what
	Because   string // of an obligation: what its status rests on
	Pill      Pill
	Open      bool        // shown without opening
	Steps     []*CaseStep // that held
	Maybe     []*CaseStep // rules of which it cannot be determined
	Otherwise string      // that no rule decided it; "" where one did
	Failed    []*CaseStep // rules that did not hold
}

// CaseStep is one rule of the reasoning, or the condition of an obligation, as it came out.
type CaseStep struct {
	Shared  bool // with other cases
	key     string
	Rule    Link // to its page; the zero Link for an obligation, whose page the reason has
	Pill    Pill
	Because string
	Conds   []*CaseCond // all must hold
	Except  []*CaseExcept
	Over    []Link // rules that took it back
	Sources []Link
}

// CaseCond is a condition as it came out: a test, or parts of which all, any or none must hold.
type CaseCond struct {
	Is       string // "yes", "no" or "open"
	Mark     string // the outcome as a word, for who cannot see its shape
	Kind     string // "all", "any", "none"; "" for a test
	Label    string // what a list of parts asks for, or the sentence of the test
	Ref      Link   // to the fact, or to the reasoning of the conclusion
	Passage  Link   // to the passage that states it; its URL is "" when there is none
	Presumed bool
	Disputed string // by whom
	Parts    []*CaseCond
}

// CaseExcept is an exception and why it does or does not apply.
type CaseExcept struct {
	Text    string // how it came out, as a sentence
	Pill    Pill
	Because string
	Conds   []*CaseCond
	Except  []*CaseExcept
	Sources []Link
}

// reasons returns the reasoning in the order in which things are decided: conclusions, then obligations.
// Conclusions that no rule decides, and nothing else on the page asks for, are idle.
func (t *teller) reasons() (reasons, idle []*CaseReason) {
	principal := append(t.principal(), t.answerTo(headline(t.base.Rules)))
	each := func(a *assess.Answer) {
		asked := slices.Contains(principal, a)
		r := t.reason(a, asked && (is(a, "yes") || a == principal[len(principal)-1]))
		if len(r.Steps)+len(r.Maybe) == 0 && !asked {
			idle = append(idle, r)
		} else {
			reasons = append(reasons, r)
		}
	}
	for i := range t.Main.Conclusions {
		each(&t.Main.Conclusions[i])
	}
	for i := range t.Main.Parties {
		for j := range t.Main.Parties[i].Conclusions {
			each(&t.Main.Parties[i].Conclusions[j])
		}
	}
	for i := range t.steps {
		if s := &t.steps[i]; s.Duty != nil {
			reasons = append(reasons, t.dutyReason(s))
		}
	}
	return reasons, idle
}

func (t *teller) reason(a *assess.Answer, open bool) *CaseReason {
	r := &CaseReason{ID: fragment("why", a.Key()), Open: open}
	for i := range t.steps {
		if s := &t.steps[i]; s.Rule != nil && s.Rule.Conclusion == a.Conclusion && s.Party == a.Party {
			r.add(t, s)
		}
	}
	if a.Party != nil {
		t.decide(r, a)
		return r
	}
	key := stepKey{key: []byte{'r'}}
	key.number(a.Conclusion.Index)
	key.number(int(a.Possible))
	key.flag(open)
	return t.shared.reason(key.key, r, func(r *CaseReason) { t.decide(r, a) })
}

// add puts a step of the trace among those that hold, may hold, or do not.
func (r *CaseReason) add(t *teller, s *assess.Step) {
	switch s.Outcome {
	case assess.Yes:
		r.Steps = append(r.Steps, t.step(s))
	case assess.No:
		r.Failed = append(r.Failed, t.short(s))
	default:
		r.Maybe = append(r.Maybe, t.short(s))
	}
}

// decide writes what was decided.
func (t *teller) decide(r *CaseReason, a *assess.Answer) {
	r.Title, r.Pill = t.conclusionLink(a.Conclusion), t.possiblePill(a)
	if a.Party != nil {
		r.Title.Text += " – " + t.party(a.Party).Text
	}
	if value, ok := a.Decided(); ok && a.Conclusion.Type != rule.YesNo && value == a.Conclusion.Otherwise && t.Main.ValueOutcome(a, value) != assess.Yes {
		r.Otherwise = t.T("case.why.otherwise", t.optionWord(a.Conclusion.Type, a.Conclusion.Values, value))
	}
	r.Text = sentence(t.typeset(a.Text(t.lang)))
}

func (t *teller) dutyReason(s *assess.Step) *CaseReason {
	d := s.Duty
	r := &CaseReason{ID: fragment("why", dutyKey(d)), Steps: []*CaseStep{t.step(s)}}
	key := stepKey{key: []byte{'o'}}
	key.number(law(d).Index)
	key.key = append(key.key, t.dutyName(d)...)
	key.party(d.Party)
	return t.shared.reason(key.key, r, func(r *CaseReason) {
		r.Title, r.Text, r.Pill = t.obligationLink(law(d)), sentence(capital(t.dutyName(d))), t.statusPill(d.Status)
		r.Because = t.reasonsFor(d)
	})
}

// step tells a rule or an obligation with its conditions.
func (t *teller) step(s *assess.Step) *CaseStep {
	key, ok := t.keyOf('s', s)
	if s.Duty != nil {
		key, ok = t.keyOf('d', s)
	}
	if !ok {
		return t.tell(s)
	}
	return t.shared.step(key, func() *CaseStep { return t.tell(s) })
}

func (t *teller) tell(s *assess.Step) *CaseStep {
	v := &CaseStep{Pill: t.outcomePill(s.Outcome), Conds: t.conds(s.When), Except: t.excepts(s.Except), Over: t.over(s)}
	if r := s.Rule; r != nil {
		v.Rule, v.Because, v.Sources = t.ruleLink(r), sentence(t.words(r.Because)), t.sourceLinks(r.Source)
	} else {
		v.Because, v.Sources = sentence(t.words(law(s.Duty).Because)), t.sourceLinks(law(s.Duty).Source)
	}
	return v
}

// over links the rules that took a rule back.
func (t *teller) over(s *assess.Step) []Link {
	var links []Link
	for _, r := range s.Overridden {
		links = append(links, t.ruleLink(r))
	}
	return links
}

// short tells of a rule that did not hold, or of which it cannot be determined, no more than why: the fewest
// conditions that are not met, those that are unknown, or what took it back.
func (t *teller) short(s *assess.Step) *CaseStep {
	key, ok := t.keyOf('f', s)
	if !ok {
		return t.tellShort(s)
	}
	return t.shared.step(key, func() *CaseStep { return t.tellShort(s) })
}

func (t *teller) tellShort(s *assess.Step) *CaseStep {
	v := &CaseStep{Rule: t.ruleLink(s.Rule)}
	if s.When.Outcome == s.Outcome {
		v.Conds = onceEach(t.condParts(s.When.Deciding()))
		return v
	}
	for _, x := range s.Except {
		if x.Outcome != assess.No {
			v.Except = append(v.Except, t.except(x))
		}
	}
	v.Over = t.over(s)
	return v
}

// onceEach leaves out tests that say what one before them says: two may ask for different values of one fact.
func onceEach(conds []*CaseCond) []*CaseCond {
	said := map[string]bool{}
	return slices.DeleteFunc(conds, func(c *CaseCond) bool {
		again := said[c.Label]
		said[c.Label] = true
		return again
	})
}

// conds tells a condition as a list of which all must hold.
func (t *teller) conds(c *assess.CondTrace) []*CaseCond {
	if c == nil {
		return nil
	}
	if _, all := c.Cond.(*rule.All); all {
		return t.condParts(c.Parts)
	}
	return []*CaseCond{t.cond(c)}
}

func (t *teller) condParts(parts []*assess.CondTrace) []*CaseCond {
	list := make([]*CaseCond, len(parts))
	for i, p := range parts {
		list[i] = t.cond(p)
	}
	return list
}

func (t *teller) cond(c *assess.CondTrace) *CaseCond {
	v := &CaseCond{Is: outcomeClass(c.Outcome), Mark: t.T("case.mark." + c.Outcome.String()), Presumed: c.Presumed}
	switch c.Cond.(type) {
	case *rule.All:
		v.Kind = "all"
	case *rule.Any:
		v.Kind = "any"
	case *rule.None:
		v.Kind = "none"
	default:
		v.Label = t.typeset(c.Text(t.lang))
		t.refer(v, c)
		return v
	}
	v.Label, v.Parts = t.T("case.why."+v.Kind), t.condParts(c.Parts)
	return v
}

// refer links a test with what it tests: the fact in the table, its passage, the reasoning of a conclusion.
func (t *teller) refer(v *CaseCond, c *assess.CondTrace) {
	switch {
	case c.Answer != nil:
		v.Ref = Link{URL: "#" + fragment("why", c.Answer.Key())}
	case c.Test.Fact != nil:
		key := factKey(c.Test.Fact.ID, c.Party)
		v.Ref = t.factLink(c.Test.Fact)
		if c.Fact != nil || c.Presumed {
			v.Ref.URL = "#" + fragment("fact", key)
		}
		if c.Fact != nil {
			v.Disputed = t.disputed(c.Fact.DisputedBy)
		}
		v.Passage = t.passage(key)
	}
}

func (t *teller) excepts(list []*assess.ExceptTrace) []*CaseExcept {
	all := make([]*CaseExcept, len(list))
	for i, x := range list {
		all[i] = t.except(x)
	}
	return all
}

func (t *teller) except(x *assess.ExceptTrace) *CaseExcept {
	v := &CaseExcept{Text: sentence(t.typeset(x.Text(t.lang))), Pill: t.outcomePill(x.Outcome),
		Conds: t.conds(x.When), Except: t.excepts(x.Except), Sources: t.sourceLinks(x.Exception.Source)}
	if x.Outcome == assess.Yes {
		v.Because = sentence(t.words(x.Exception.Because))
	}
	return v
}

package site

import (
	"casebook/generator/assess"
	"casebook/generator/rule"
)

// Follow is what follows from one answer of a conclusion: which obligations are required then, which are
// not, and which turn on what is asked further on.
type Follow struct {
	If       string // the answer, as a sentence
	Required []FollowDuty
	Not      []Link
	Open     []Link
}

// FollowDuty is an obligation that is required, with whom it binds and what could lift it.
type FollowDuty struct {
	Link           Link
	Bearer, Unless string
}

// supposing decides conditions of which only some facts and conclusions are known: those of a question, and
// those that were asked before. All others are unknown, presumptions included.
type supposing struct {
	*planner
	facts       map[*rule.Fact]int // by the value that is known
	conclusions map[*rule.Conclusion]int
}

// cond is what a condition comes to.
func (s supposing) cond(c rule.Cond) assess.Outcome {
	switch c := c.(type) {
	case *rule.All:
		return s.parts(c.Parts, assess.No, assess.Yes)
	case *rule.Any:
		return s.parts(c.Parts, assess.Yes, assess.No)
	case *rule.None:
		return not(s.parts(c.Parts, assess.Yes, assess.No))
	case *rule.Test:
		return s.test(c)
	}
	return assess.Unknown
}

// parts is the outcome that one part is enough for, or that of all of them.
func (s supposing) parts(parts []rule.Cond, enough, all assess.Outcome) assess.Outcome {
	for _, p := range parts {
		switch s.cond(p) {
		case enough:
			return enough
		case assess.Unknown:
			all = assess.Unknown
		}
	}
	return all
}

func (s supposing) test(t *rule.Test) assess.Outcome {
	value, known := s.facts[t.Fact]
	if t.Conclusion != nil {
		value, known = s.conclusion(t.Conclusion)
	}
	switch {
	case !known:
		return assess.Unknown
	case t.OneOf.Has(value):
		return assess.Yes
	}
	return assess.No
}

// conclusion is the answer of a conclusion: as supposed, or of one that is yes or no, what its rules leave.
func (s supposing) conclusion(c *rule.Conclusion) (value int, known bool) {
	if value, known = s.conclusions[c]; known || c.Type != rule.YesNo || c.Order != nil || c.Otherwise < 0 {
		return value, known
	}
	for _, r := range c.Rules {
		if r.InForce(s.base.Config.LawAsOf, nil) && s.body(r.When, r.Except) != assess.No {
			return 0, false
		}
	}
	return c.Otherwise, true
}

// body is a condition without its exceptions.
func (s supposing) body(when rule.Cond, except []*rule.Exception) assess.Outcome {
	all := s.cond(when)
	for _, x := range except {
		switch o := s.body(x.When, x.Except); {
		case o == assess.Yes:
			return assess.No
		case o == assess.Unknown && !x.Burden && all == assess.Yes:
			all = assess.Unknown
		}
	}
	return all
}

func not(o assess.Outcome) assess.Outcome {
	return [...]assess.Outcome{assess.Unknown: assess.Unknown, assess.Yes: assess.No, assess.No: assess.Yes}[o]
}

// settled returns what a value of a fact decides by itself, as sentences.
func (l *leader) settled(f *rule.Fact, value int) []string {
	s := supposing{planner: l.planner, facts: map[*rule.Fact]int{f: value}}
	var all []string
	for _, c := range l.base.Rules.Conclusions {
		if v, known := s.conclusion(c); known && l.ends[c] {
			all = append(all, l.T("now.lead.settles", l.saidOf(c, v)))
		}
	}
	return all
}

// saidOf is what a conclusion says with a value.
func (e *edition) saidOf(c *rule.Conclusion, value int) string {
	a := assess.Answer{Conclusion: c, Possible: rule.Bits(0).With(value)}
	return a.Text(e.lang)
}

// follows returns what follows from each answer of the conclusion of a stage, given the answers of the
// stages before by which there is anything left to ask. It adds its own.
func (e *edition) follows(c *rule.Conclusion, before map[*rule.Conclusion]int) []Follow {
	var list []Follow
	var further []int
	for _, value := range answersOf(c) {
		before[c] = value
		f := e.follow(supposing{planner: e.planner, conclusions: before})
		f.If = sentence(e.saidOf(c, value))
		if len(f.Open) > 0 {
			further = append(further, value)
		}
		list = append(list, f)
	}
	if delete(before, c); len(further) == 1 {
		before[c] = further[0]
	}
	return list
}

// answersOf returns the values of a conclusion in the order in which they are tried; of yes and no, yes first.
func answersOf(c *rule.Conclusion) []int {
	if c.Type != rule.YesNo {
		return c.InOrder()
	}
	all := make([]int, len(c.Values))
	for i := range all {
		all[i] = i
	}
	if all[0] = 0; c.Values[0].ID == "no" {
		all[0], all[1] = 1, 0
	}
	return all
}

func (e *edition) follow(s supposing) Follow {
	var f Follow
	for _, o := range e.current() {
		switch s.body(o.When, o.Except) {
		case assess.Yes:
			d := FollowDuty{Link: e.obligationLink(o), Unless: e.unless(o)}
			if o.Bearer != nil {
				d.Bearer = e.words(o.Bearer.Title)
			}
			f.Required = append(f.Required, d)
		case assess.No:
			f.Not = append(f.Not, e.obligationLink(o))
		default:
			f.Open = append(f.Open, e.obligationLink(o))
		}
	}
	return f
}

// unless names the exceptions of an obligation that its bearer may prove.
func (e *edition) unless(o *rule.Obligation) string {
	var titles []string
	for _, x := range o.Except {
		if x.Burden {
			titles = append(titles, lower(e.words(x.Title)))
		}
	}
	if titles == nil {
		return ""
	}
	return e.T("case.answer.unless-except", e.list(titles, "or"))
}

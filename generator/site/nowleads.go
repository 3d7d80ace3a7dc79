package site

import (
	"cmp"
	"slices"

	"casebook/generator/rule"
)

// Lead is what answers to a question do. It says no more than the rules do: an answer that settles
// something settles it whatever the others are; one that counts for something is asked for by a rule, with
// other facts beside it.
type Lead struct {
	Answers []string // any of which will do
	Does    []string
}

// end is what the obligations in force turn on: a value of a conclusion that they test, or an obligation
// that tests facts itself.
type end struct {
	conclusion *rule.Conclusion
	value      int
	duty       *rule.Obligation
	against    bool // what leads here stands in its way
}

func (d end) flipped(flip bool) end {
	d.against = d.against != flip
	return d
}

// byRules orders ends as the rules are written, what counts for something first.
func byRules(a, b end) int {
	index := func(d end) int {
		if d.duty != nil {
			return 1<<20 + d.duty.Index
		}
		return d.conclusion.Index<<8 + slices.Index(d.conclusion.InOrder(), d.value)
	}
	against := map[bool]int{true: 1}
	return cmp.Or(cmp.Compare(against[a.against], against[b.against]), cmp.Compare(index(a), index(b)))
}

// leader follows the rules from a fact to the ends.
type leader struct {
	*edition
	ends  map[*rule.Conclusion]bool
	known map[[2]int][]end // by a conclusion's index and a value: where having it leads
}

func (e *edition) newLeader(stages []stage) *leader {
	l := &leader{edition: e, ends: map[*rule.Conclusion]bool{}, known: map[[2]int][]end{}}
	for _, s := range stages {
		l.ends[s.conclusion] = s.conclusion != nil
	}
	return l
}

// signed is a test of a fact or a conclusion as a rule or an obligation holds it.
type signed struct {
	test    *rule.Test
	negated bool // it must fail
	against bool // it stands in an exception
}

// eachTest visits the tests of a condition and of its exceptions.
func eachTest(when rule.Cond, except []*rule.Exception, visit func(signed)) {
	walkSigned(when, signed{}, visit)
	eachExcept(except, true, visit)
}

func eachExcept(list []*rule.Exception, against bool, visit func(signed)) {
	for _, x := range list {
		walkSigned(x.When, signed{against: against}, visit)
		eachExcept(x.Except, !against, visit)
	}
}

func walkSigned(c rule.Cond, as signed, visit func(signed)) {
	parts := func(list []rule.Cond) {
		for _, p := range list {
			walkSigned(p, as, visit)
		}
	}
	switch c := c.(type) {
	case *rule.All:
		parts(c.Parts)
	case *rule.Any:
		parts(c.Parts)
	case *rule.None:
		as.negated = !as.negated
		parts(c.Parts)
	case *rule.Test:
		as.test = c
		visit(as)
	}
}

// each visits the tests of all rules and obligations in force; to is what follows where they are met.
func (l *leader) each(visit func(t signed, to func() []end)) {
	for _, r := range l.base.Rules.Rules {
		if r.InForce(l.base.Config.LawAsOf, nil) {
			eachTest(r.When, r.Except, func(t signed) {
				visit(t, func() []end { return l.from(r.Conclusion, r.Value) })
			})
		}
	}
	for _, o := range l.current() {
		eachTest(o.When, o.Except, func(t signed) {
			visit(t, func() []end { return []end{{duty: o}} })
		})
	}
}

// from returns the ends to which a value of a conclusion leads.
func (l *leader) from(c *rule.Conclusion, value int) []end {
	if l.ends[c] {
		return []end{{conclusion: c, value: value}}
	}
	key := [2]int{c.Index, value}
	if ends, ok := l.known[key]; ok {
		return ends
	}
	var ends []end
	l.each(func(t signed, to func() []end) {
		if t.test.Conclusion == c {
			met := t.test.OneOf.Has(value) != t.negated
			ends = addEnds(ends, to(), t.against == met)
		}
	})
	l.known[key] = ends
	return ends
}

func addEnds(ends, more []end, flip bool) []end {
	for _, d := range more {
		if d = d.flipped(flip); !slices.Contains(ends, d) {
			ends = append(ends, d)
		}
	}
	return ends
}

// answer is one answer to a question, or several that lead to the same.
type answer struct {
	options rule.Bits // that it names, any of which will do; 0 for what the words say otherwise
	words   string
	hedges  []string
	ends    []end
	settles []string // what it decides whatever the others are, as sentences
}

// leads returns what the answers to a question do, those that do the same together, and the sentences on
// thresholds among them.
func (l *leader) leads(f *rule.Fact) (list []Lead, hedges []string) {
	answers := l.choices(f)
	if f.Type != rule.YesNo && f.Type != rule.Choice {
		answers = l.tests(f)
	}
	for _, a := range together(answers) {
		words := []string{a.words}
		switch {
		case a.options == 0:
		case f.Type == rule.SetOf:
			words = []string{l.setTest(rule.SetTest{Op: rule.AnyOf, List: a.options}, l.optionWords(f.Type, f.Values, a.options))}
		default:
			words = l.optionWords(f.Type, f.Values, a.options)
		}
		if does := append(a.settles, l.does(a.ends)...); len(does) > 0 {
			list = append(list, Lead{words, does})
		}
		for _, h := range a.hedges {
			if !slices.Contains(hedges, h) {
				hedges = append(hedges, h)
			}
		}
	}
	return list, hedges
}

// choices returns the values among which a question lets choose.
func (l *leader) choices(f *rule.Fact) []answer {
	answers := make([]answer, len(f.Values))
	for i := range answers {
		answers[i] = answer{options: rule.Bits(0).With(i), settles: l.settled(f, i)}
	}
	l.each(func(t signed, to func() []end) {
		for i := range answers {
			if t.test.Fact == f && t.test.OneOf.Has(i) != t.negated {
				answers[i].ends = addEnds(answers[i].ends, to(), t.against)
			}
		}
	})
	return answers
}

// tests returns what rules ask of a set or a number.
func (l *leader) tests(f *rule.Fact) []answer {
	var answers []answer
	add := func(a answer) {
		i := slices.IndexFunc(answers, func(b answer) bool { return a.words == b.words })
		if i < 0 {
			answers = append(answers, a)
			return
		}
		answers[i].ends = addEnds(answers[i].ends, a.ends, false)
	}
	l.each(func(t signed, to func() []end) {
		if t.test.Fact != f || t.negated {
			return
		}
		ends := addEnds(nil, to(), t.against)
		for _, s := range t.test.Sets {
			a := answer{words: l.setTest(s, l.optionWords(f.Type, f.Values, s.List)), ends: ends}
			if s.Op == rule.AnyOf {
				a.options = s.List
			}
			add(a)
		}
		for _, b := range t.test.Bounds {
			add(l.bounded(b, ends))
		}
	})
	return answers
}

// bounded is a number that a rule asks for. Nobody needs the name of a parameter to answer.
func (l *leader) bounded(b rule.Bound, ends []end) answer {
	a := answer{words: l.amount(b.Text), ends: ends}
	if p := b.Parameter; p != nil {
		a.words = lower(l.words(p.Title))
		if now, ok := p.At(l.base.Config.LawAsOf, nil); ok {
			a.words = l.parameterValue(now)
		}
		if !p.Hedge.IsZero() {
			a.hedges = []string{l.words(p.Hedge)}
		}
	}
	a.words = l.T("cond."+b.Op.String(), a.words)
	return a
}

// together joins answers that name options and lead to the same.
func together(answers []answer) []answer {
	var all []answer
	for _, a := range answers {
		slices.SortFunc(a.ends, byRules)
		i := slices.IndexFunc(all, func(b answer) bool {
			return a.options != 0 && b.options != 0 && slices.Equal(a.ends, b.ends) && slices.Equal(a.settles, b.settles)
		})
		if i < 0 {
			all = append(all, a)
			continue
		}
		all[i].options |= a.options
	}
	return all
}

// does says where ends lie: what is counted for, what must be shown, what is counted against.
func (l *leader) does(ends []end) []string {
	by := map[string][]string{}
	for _, d := range ends {
		if d.against && slices.Contains(ends, d.flipped(true)) {
			continue // it is asked for on either side, and only other facts tell which
		}
		key, name := d.kind(), ""
		if d.duty != nil {
			name = l.T("now.lead.name", l.words(d.duty.Title))
		} else {
			name = l.endName(d)
		}
		by[key] = append(by[key], name)
	}
	var all []string
	for _, key := range []string{"for", "show", "against", "duty", "lift"} {
		if names := by[key]; len(names) > 0 {
			all = append(all, l.T("now.lead."+key, l.list(names, "and")))
		}
	}
	return all
}

func (d end) kind() string {
	switch {
	case d.duty != nil && d.against:
		return "lift"
	case d.duty != nil:
		return "duty"
	case d.against:
		return "against"
	case d.conclusion.Burden.Has(d.value):
		return "show"
	}
	return "for"
}

// endName names a value of a conclusion: a yes by the conclusion itself.
func (l *leader) endName(d end) string {
	c := d.conclusion
	if c.Type == rule.YesNo && c.Values[d.value].ID == "yes" {
		return lower(l.words(c.Title))
	}
	return l.optionWord(c.Type, c.Values, d.value)
}

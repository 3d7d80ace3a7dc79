package assess

import (
	"cmp"
	"slices"
	"strings"

	"casebook/generator/kb"
	"casebook/generator/rule"
)

// mostFailed is how many leaves stand for a conclusion; where it takes more, it is named, with the leaves
// that it rests on as long as these are no more than mostRests.
const (
	mostFailed = 4
	mostRests  = 7
)

// WhyNot says in one sentence, without a capital or a full stop, why a duty does not arise: the fewest
// conditions that are enough, conclusions led back to facts as far as few of these explain them. It is ""
// of a duty that is required or open.
func (a *Assessment) WhyNot(d *Duty, lang string) string {
	if d.Status != No || d.Version == nil {
		return ""
	}
	s := a.DutyStep(d)
	p := proof{a: a}
	leaves, _ := p.body(s.When, s.Except, No)
	reasons := p.told(leaves, lang)
	if len(reasons) == 0 {
		return ""
	}
	return fill(flipsIn(lang).failed, sentences(reasons, lang))
}

// told says leaves, each once.
func (p proof) told(leaves []*CondTrace, lang string) []string {
	slices.SortStableFunc(leaves, byVocabulary)
	var texts []string
	for _, c := range leaves {
		if text := p.failed(c, lang); !slices.Contains(texts, text) {
			texts = append(texts, text)
		}
	}
	return texts
}

// failed says what stands in the way. An answer of several values says as well which one is asked for, lest
// one that is short of it read as if it were enough, and on what that rests.
func (p proof) failed(c *CondTrace, lang string) string {
	text := c.Text(lang)
	if c.Answer == nil || c.Outcome != No || c.Answer.Conclusion.Type == rule.YesNo || c.Test.OneOf.Len() != 1 {
		return text
	}
	words := flipsIn(lang)
	asked := Answer{Conclusion: c.Answer.Conclusion, Possible: c.Test.OneOf}
	text = fill2(words.contrast, text, asked.Text(lang))
	leaves, ok := p.none(c.Answer, c.Test.OneOf)
	if !ok || len(leaves) == 0 || len(leaves) > mostRests {
		return text
	}
	return fill2(words.rests, text, sentences(p.told(leaves, lang), lang))
}

// sentences lists sentences, set apart more widely where one has a list of its own.
func sentences(texts []string, lang string) string {
	last := len(texts) - 1
	if last < 1 || !slices.ContainsFunc(texts, func(text string) bool { return divided(text, lang) || strings.Contains(text, ", ") }) {
		return list(texts, in(lang).and)
	}
	p := flipsIn(lang)
	return strings.Join(texts[:last], p.semicolon) + p.beside + texts[last]
}

// byVocabulary orders leaves as facts stand in the rules, after all others, lest a sentence follow the
// order in which the rules happen to be written.
func byVocabulary(c, d *CondTrace) int { return cmp.Compare(vocabularyIndex(c), vocabularyIndex(d)) }

func vocabularyIndex(c *CondTrace) int {
	if c.Test.Fact == nil {
		return -1
	}
	return c.Test.Fact.Index
}

// proof finds the fewest leaves on which an outcome rests. It reports false where leaves alone do not
// tell, since something that must be proven was not.
type proof struct {
	a    *Assessment
	have []*CondTrace // what is told anyway, which costs nothing
}

// fewest starts to look for the shortest of several proofs.
func (p proof) fewest() fewest { return fewest{have: p.have} }

// body proves that a condition holds and none of its exceptions does, or that it is not so. That an
// exception does not hold is not told.
func (p proof) body(when *CondTrace, except []*ExceptTrace, want Outcome) ([]*CondTrace, bool) {
	few := p.fewest()
	if when.Outcome == want {
		few.take(p.cond(when))
	}
	if want == No {
		for _, x := range except {
			if x.Outcome == Yes {
				few.take(p.body(x.When, x.Except, Yes))
			}
		}
	}
	return few.leaves, few.found
}

// fewest keeps the shortest of several proofs, the first of those as short.
type fewest struct {
	have   []*CondTrace // what counts for nothing
	leaves []*CondTrace
	found  bool
}

// cost is how many leaves are told that are not told anyway.
func (f *fewest) cost(leaves []*CondTrace) int { return len(join(f.have, leaves)) - len(f.have) }

func (f *fewest) take(leaves []*CondTrace, ok bool) {
	if ok && (!f.found || f.cost(leaves) < f.cost(f.leaves)) {
		f.leaves, f.found = leaves, true
	}
}

// cond proves the outcome of a condition that is yes or no.
func (p proof) cond(c *CondTrace) ([]*CondTrace, bool) {
	if c.Test != nil {
		return p.leaf(c)
	}
	_, isAll := c.Cond.(*rule.All)
	_, isNone := c.Cond.(*rule.None)
	needed := c.Outcome
	if isNone {
		needed = [...]Outcome{Unknown, No, Yes}[c.Outcome]
	}
	one := (c.Outcome == Yes) == (!isAll && !isNone)
	few := p.fewest()
	var all []*CondTrace
	told := true
	for _, part := range c.Parts {
		if part.Outcome != needed {
			continue
		}
		leaves, ok := p.cond(part)
		few.take(leaves, ok)
		all, told = join(all, leaves), told && ok
	}
	if one {
		return few.leaves, few.found
	}
	return all, told
}

// join adds leaves, each once.
func join(all, more []*CondTrace) []*CondTrace {
	all = slices.Clone(all)
	for _, c := range more {
		if !slices.ContainsFunc(all, func(d *CondTrace) bool { return sameSubject(c, d) }) {
			all = append(all, c)
		}
	}
	return all
}

func sameSubject(c, d *CondTrace) bool {
	return c.Test.Fact == d.Test.Fact && c.Test.Conclusion == d.Test.Conclusion && c.Test.Score == d.Test.Score && c.Party == d.Party
}

// leaf is what a leaf tests, or what decided the conclusion that it tests.
func (p proof) leaf(c *CondTrace) ([]*CondTrace, bool) {
	if c.Answer == nil {
		return []*CondTrace{c}, true
	}
	wanted := c.Test.OneOf
	if c.Outcome == Yes {
		wanted = rule.Upto(len(c.Answer.Conclusion.Values)) &^ wanted
	}
	if leaves, ok := p.none(c.Answer, wanted); ok && len(leaves) > 0 && len(leaves) <= mostFailed {
		return leaves, true
	}
	return []*CondTrace{c}, true
}

// none proves that a conclusion has none of some values: the rules for each fail, or a value that goes
// before it holds.
func (p proof) none(answer *Answer, values rule.Bits) ([]*CondTrace, bool) {
	c := answer.Conclusion
	is, ok := answer.Decided()
	if !ok || !answer.InForce || values.Has(is) {
		return nil, false
	}
	holds := p.a.ValueOutcome(answer, is) == Yes
	var all []*CondTrace
	for v := range c.Values {
		if !values.Has(v) {
			continue
		}
		var leaves []*CondTrace
		ok := false
		switch {
		case holds && !p.before(c, v, is):
			leaves, ok = p.value(answer, is)
		case p.a.ValueOutcome(answer, v) == No && v != c.Otherwise:
			leaves, ok = p.fails(answer, v)
		}
		if !ok {
			return nil, false
		}
		all = join(all, leaves)
	}
	return all, true
}

// before says whether a value is walked before another.
func (p proof) before(c *rule.Conclusion, v, w int) bool {
	i, j := slices.Index(c.Order, v), slices.Index(c.Order, w)
	return i >= 0 && i < j
}

// value proves a value by one of its rules.
func (p proof) value(answer *Answer, v int) ([]*CondTrace, bool) {
	few := p.fewest()
	p.rules(answer, v, func(s Step) {
		if s.Outcome == Yes {
			few.take(p.body(s.When, s.Except, Yes))
		}
	})
	return few.leaves, few.found
}

// fails proves that no rule for a value holds. What the rules with the fewest ways to fail rest on is told
// anyway, and may do for the others; between those with as many ways their ids decide, not their order.
func (p proof) fails(answer *Answer, v int) ([]*CondTrace, bool) {
	var all []*CondTrace
	var steps []Step
	told, have := true, p.have
	p.rules(answer, v, func(s Step) { steps = append(steps, s) })
	slices.SortFunc(steps, func(a, b Step) int {
		return cmp.Or(cmp.Compare(waysToFail(a), waysToFail(b)), cmp.Compare(a.Rule.ID, b.Rule.ID))
	})
	for _, s := range steps {
		p.have = join(have, all)
		few := p.fewest()
		few.take(p.body(s.When, s.Except, No))
		for _, by := range slices.SortedFunc(slices.Values(s.Overridden), func(a, b *rule.Rule) int { return cmp.Compare(a.ID, b.ID) }) {
			var party *kb.Party
			if by.Conclusion.OfParty {
				party = s.Party
			}
			over := p.a.RuleStep(by, party)
			few.take(p.body(over.When, over.Except, Yes))
		}
		all, told = join(all, few.leaves), told && few.found
	}
	return all, told
}

// waysToFail counts what would each be enough for a rule not to hold.
func waysToFail(s Step) int {
	n := len(s.Overridden)
	if _, ok := s.When.Cond.(*rule.All); !ok && s.When.Outcome == No {
		n++
	} else {
		for _, part := range s.When.Parts {
			if part.Outcome == No {
				n++
			}
		}
	}
	for _, x := range s.Except {
		if x.Outcome == Yes {
			n++
		}
	}
	return n
}

// rules visits the rules for a value, by their ids.
func (p proof) rules(answer *Answer, v int, visit func(Step)) {
	ordered := slices.SortedFunc(slices.Values(answer.Conclusion.Rules), func(a, b *rule.Rule) int { return cmp.Compare(a.ID, b.ID) })
	for _, r := range ordered {
		if r.Value == v && p.a.InForce(r) {
			visit(p.a.RuleStep(r, answer.Party))
		}
	}
}

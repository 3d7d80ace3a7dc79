package site

import (
	"slices"
	"strconv"
	"strings"

	"casebook/generator/assess"
	"casebook/generator/rule"
)

// CaseScore is a score of the case: a second opinion beside the rules' answer, which decides nothing.
type CaseScore struct {
	Title   Link
	Bands   []Pill // the bands it may fall in; one where it is decided
	Value   string // "2.25", "1.5 to 3"
	Says    string // what the band means; "" where several are possible
	Open    []Link // the unknown facts on which its interval hangs
	Apart   string // that it parts, or may part, from the rules' answer, and from which; "" where it does not
	Why     string // why, in this case
	Formula string // the score as a sum of its parts
	Sum     string // the same with this case's values
	Factors []CaseFactor
	Flags   []CaseFlag
	Note    string
}

// CaseFactor is a part of a score with its value.
type CaseFactor struct {
	Depth string // how many parts it lies in, from "1"
	Title Link
	Value string
	Why   string // what of the case its value rests on; "" for a sum of others
	Open  []Link // the unknown facts on which the rest of its interval hangs
}

// CaseFlag is a remark beside a score, and whether it holds.
type CaseFlag struct {
	Text string
	Pill Pill
}

// scores returns the scores with bands whose inputs allow an opinion, if only an interval: a score that may
// fall in more than half of its bands has none unless the case settles one of its parts.
func (t *teller) scores() []*CaseScore {
	var all []*CaseScore
	for i := range t.Main.Scores {
		s := &t.Main.Scores[i]
		if n := len(s.Bands); n == 1 || n > 0 && (2*n <= len(s.Score.Bands) || t.partSettled(s.Score)) {
			all = append(all, t.score(s))
		}
	}
	return all
}

// partSettled says whether the case settles some part of a score.
func (t *teller) partSettled(s *rule.Score) bool {
	return slices.ContainsFunc(partsOf(s.Expr), func(part *rule.Score) bool {
		return t.scoreOf(t.Main, part).Exact() || t.partSettled(part)
	})
}

func (t *teller) score(s *assess.ScoreAnswer) *CaseScore {
	v := &CaseScore{
		Title: t.scoreLink(s.Score), Value: t.between(s.Low, s.High), Note: t.words(s.Score.Note),
		Formula: capital(t.formula(s.Score.Expr, t.scoreName)), Factors: t.factors(s.Score, 1),
	}
	for _, i := range s.Bands {
		v.Bands = append(v.Bands, t.bandPill(s.Score, i))
	}
	if len(s.Bands) == 1 {
		v.Says = sentence(t.words(s.Score.Bands[s.Bands[0]].Says))
	}
	for _, f := range v.Factors {
		for _, l := range f.Open {
			v.Open = appendLink(v.Open, l)
		}
	}
	if v.Apart = t.apart(s); v.Apart != "" {
		v.Why = t.whyApart(s)
	}
	sum := t.formula(s.Score.Expr, func(part *rule.Score) string { return t.inSum(t.scoreOf(t.Main, part)) })
	v.Sum = t.T("score.sum", sum, v.Value)
	for i, f := range s.Score.Flags {
		v.Flags = append(v.Flags, CaseFlag{capital(t.words(f.Title)), t.flagPill(s.Flags[i])})
	}
	return v
}

func (t *teller) flagPill(o assess.Outcome) Pill {
	if o == assess.Unknown {
		return t.outcomePill(o)
	}
	return Pill{Is: o.String(), Text: t.T("word." + o.String())}
}

// inSum writes the value of a part inside a sum, an interval in brackets.
func (t *teller) inSum(s *assess.ScoreAnswer) string {
	if s.Exact() {
		return t.between(s.Low, s.High)
	}
	return "(" + t.between(s.Low, s.High) + ")"
}

// apart says from which answer of the rules a score parts: none of its bands suggests a value that the
// rules hold possible, it would settle what the rules leave open, or some of its bands suggest another.
func (t *teller) apart(s *assess.ScoreAnswer) string {
	for i := range t.Main.Conclusions {
		a := &t.Main.Conclusions[i]
		values := s.Suggests(a.Conclusion)
		suggested := t.list(t.optionWords(a.Conclusion.Type, a.Conclusion.Values, values), "or")
		switch {
		case values == 0:
		case values&a.Possible == 0:
			return t.T("score.apart", suggested, t.possible(a))
		case values&a.Possible != a.Possible:
			return t.T("score.settles", suggested, t.possible(a))
		case values&^a.Possible != 0:
			return t.T("score.may-part", suggested, t.possible(a))
		}
	}
	return ""
}

// whyApart gives the reasons for which a score parts from the rules in this case.
func (t *teller) whyApart(s *assess.ScoreAnswer) string {
	var reasons []string
	for i, r := range s.Score.Apart {
		if s.Apart[i] == assess.Yes {
			reasons = append(reasons, t.words(r.Because))
		}
	}
	return strings.Join(reasons, " ")
}

// factors lists the parts of a score with their values, each followed by its own parts.
func (t *teller) factors(s *rule.Score, depth int) []CaseFactor {
	var all []CaseFactor
	for _, part := range partsOf(s.Expr) {
		answer := t.scoreOf(t.Main, part)
		f := CaseFactor{Depth: strconv.Itoa(depth), Title: t.scoreLink(part), Value: t.between(answer.Low, answer.High)}
		f.Why, f.Open = t.factorWhy(part.Expr)
		all = append(append(all, f), t.factors(part, depth+1)...)
	}
	return all
}

// factorWhy says what the values in the tables of an expression rest on: what the row that counts asks
// for, and the unknown facts of the rows that may go before it.
func (t *teller) factorWhy(x *rule.Expr) (why string, open []Link) {
	var reasons []string
	var walk func(*rule.Expr)
	walk = func(x *rule.Expr) {
		for _, p := range x.Parts {
			walk(p)
		}
		for i := range x.Rows {
			row := t.Main.Row(&x.Rows[i])
			if row.Outcome == assess.No {
				continue
			}
			for _, leaf := range row.Deciding() {
				if text := t.leafText(leaf); row.Outcome == assess.Yes && text != "" && !slices.Contains(reasons, text) {
					reasons = append(reasons, text)
				} else if row.Outcome == assess.Unknown && leaf.Test.Fact != nil && leaf.Outcome == assess.Unknown {
					open = appendLink(open, t.factLink(leaf.Test.Fact))
				}
			}
			if row.Outcome == assess.Yes {
				return
			}
		}
	}
	walk(x)
	return sentence(t.typeset(t.list(reasons, "and"))), open
}

// leafText says what a test found; of a set only the values that it asks for, "" where none of them is there.
func (t *teller) leafText(leaf *assess.CondTrace) string {
	f := leaf.Test.Fact
	if f == nil || f.Type != rule.SetOf {
		return leaf.Text(t.lang)
	}
	var found rule.Bits
	for _, s := range leaf.Test.Sets {
		found |= leaf.Value.Set & s.List
	}
	if found == 0 {
		return ""
	}
	return lower(t.words(f.Title)) + t.T("case.colon") + " " + t.list(t.optionWords(f.Type, f.Values, found), "and")
}

func appendLink(list []Link, l Link) []Link {
	if slices.Contains(list, l) {
		return list
	}
	return append(list, l)
}

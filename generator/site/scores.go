package site

import (
	"slices"
	"strings"

	"casebook/generator/assess"
	"casebook/generator/rule"
)

// ScorePage is the page of a score, pages/score.html: how it is computed, what its bands mean, and the
// cases by band. A score is a second opinion; the page says so.
type ScorePage struct {
	Frame
	ID      string
	Because string
	Formula string // the score as a sum of its parts; "" for a table
	Expr    *ScoreExpr
	Bands   []ScoreBand
	Flags   []ScoreFlag
	Apart   []ScoreApart // why it may part from the rules
	Note    string
	Sources []Link
	Part    []Link // the scores it is part of
	Code    Code
	Groups  []CaseGroup
}

// ScoreExpr is an expression of a score, drawn as a list.
type ScoreExpr struct {
	Kind      string // "number", "score", "table", "add", "times", "highest" or "lowest"
	Number    string
	Score     Link       // of kind "score"
	Of        *ScoreExpr // the expression of that score
	Limit     string     // "from 1 to 4"; "" where there is none
	Rows      []ScoreRow // of kind "table": the first that holds counts
	Otherwise string     // where no row holds
	Parts     []*ScoreExpr
}

// ScoreRow is a row of a table.
type ScoreRow struct {
	Is   string
	When *Condition
}

// ScoreBand is a part of a score's range.
type ScoreBand struct {
	Pill     Pill
	Range    string // "2 and more, under 3"
	Says     string // what it means
	Suggests []Suggestion
}

// Suggestion is what a band would say of a conclusion.
type Suggestion struct {
	Conclusion Link
	Pill       Pill
}

// ScoreFlag is a remark beside a score.
type ScoreFlag struct {
	Title string
	When  *Condition
}

// ScoreApart is a reason why a score may part from the rules.
type ScoreApart struct {
	Because string
	When    *Condition // nil: wherever it parts
}

func (e *edition) scoreApart(r rule.Apart) ScoreApart {
	if r.When == nil {
		return ScoreApart{Because: e.words(r.Because)}
	}
	return ScoreApart{e.words(r.Because), e.condition(r.When)}
}

func (e *edition) scoreLink(s *rule.Score) Link {
	return Link{URL: e.url("scores/" + s.ID + "/"), Text: e.words(s.Title), Note: s.ID}
}

func (e *edition) scorePages() []*Page {
	var pages []*Page
	for _, s := range e.base.Rules.Scores {
		pages = append(pages, e.page("scores/"+s.ID+"/", "score", func() any { return e.scorePage(s) }))
	}
	return pages
}

func (e *edition) scorePage(s *rule.Score) *ScorePage {
	p := &ScorePage{
		Frame: e.frame("scores/"+s.ID+"/", "rules", e.words(s.Title), e.words(s.Because), e.indexLink("rules")),
		ID:    s.ID, Because: e.words(s.Because), Expr: e.expression(s.Expr), Note: e.words(s.Note),
		Sources: e.sourceLinks(s.Source), Code: e.code(s.Span), Groups: e.scoreGroups(s),
	}
	if s.Expr.Op != rule.Table && s.Expr.Op != rule.Constant {
		p.Formula = capital(e.formula(s.Expr, e.scoreName))
	}
	for i := range s.Bands {
		p.Bands = append(p.Bands, e.scoreBand(s, i))
	}
	for _, f := range s.Flags {
		p.Flags = append(p.Flags, ScoreFlag{e.words(f.Title), e.condition(f.When)})
	}
	for _, r := range s.Apart {
		p.Apart = append(p.Apart, e.scoreApart(r))
	}
	for _, by := range e.base.Rules.Scores {
		if slices.Contains(partsOf(by.Expr), s) {
			p.Part = append(p.Part, e.scoreLink(by))
		}
	}
	return p
}

// partsOf returns the scores that an expression names, in the order written.
func partsOf(x *rule.Expr) []*rule.Score {
	if x.Op == rule.OfScore {
		return []*rule.Score{x.Score}
	}
	var parts []*rule.Score
	for _, p := range x.Parts {
		parts = append(parts, partsOf(p)...)
	}
	return parts
}

// operator is the word of an operation in the rules and in the texts.
func operator(op rule.Op) string {
	return [...]string{rule.Constant: "number", rule.OfScore: "score", rule.Table: "table", rule.Add: "add",
		rule.Times: "times", rule.Highest: "highest", rule.Lowest: "lowest"}[op]
}

// expression draws an expression, with those of the scores it names inside it.
func (e *edition) expression(x *rule.Expr) *ScoreExpr {
	v := &ScoreExpr{Kind: operator(x.Op)}
	switch x.Op {
	case rule.Constant:
		v.Number = x.Value.In(e.lang)
	case rule.OfScore:
		v.Score, v.Of = e.scoreLink(x.Score), e.expression(x.Score.Expr)
	case rule.Table:
		for _, r := range x.Rows {
			v.Rows = append(v.Rows, ScoreRow{r.Is.In(e.lang), e.condition(r.When)})
		}
		v.Otherwise = x.Value.In(e.lang)
	}
	for _, p := range x.Parts {
		v.Parts = append(v.Parts, e.expression(p))
	}
	if x.Limits {
		v.Limit = e.T("score.limit", x.Low.In(e.lang), x.High.In(e.lang))
	}
	return v
}

// formula writes an expression in one line; name says what stands for a score in it.
func (e *edition) formula(x *rule.Expr, name func(*rule.Score) string) string {
	var parts []string
	for _, p := range x.Parts {
		part := e.formula(p, name)
		if x.Op == rule.Times && p.Op == rule.Add && len(p.Parts) > 1 {
			part = "(" + part + ")"
		}
		parts = append(parts, part)
	}
	switch x.Op {
	case rule.Constant:
		return x.Value.In(e.lang)
	case rule.OfScore:
		return name(x.Score)
	case rule.Add:
		return strings.Join(parts, " + ")
	case rule.Times:
		return strings.Join(parts, " × ")
	case rule.Highest:
		return e.T("score.highest-of", e.list(parts, "and"))
	case rule.Lowest:
		return e.T("score.lowest-of", e.list(parts, "and"))
	}
	return e.T("score.by-table")
}

func (e *edition) scoreName(s *rule.Score) string { return lower(e.words(s.Title)) }

// between writes an interval of numbers, one number where both are the same.
func (e *edition) between(low, high rule.Number) string {
	if low == high {
		return low.In(e.lang)
	}
	return e.T("score.between", low.In(e.lang), high.In(e.lang))
}

func (e *edition) scoreBand(s *rule.Score, i int) ScoreBand {
	b := ScoreBand{Pill: e.bandPill(s, i), Says: sentence(e.words(s.Bands[i].Says))}
	switch bounded := s.Bands[i].Bounded; {
	case i == 0 && bounded:
		b.Range = e.T("score.under", s.Bands[i].Under.In(e.lang))
	case i > 0 && bounded:
		b.Range = e.T("score.from-under", s.Bands[i-1].Under.In(e.lang), s.Bands[i].Under.In(e.lang))
	case i > 0:
		b.Range = e.T("score.from", s.Bands[i-1].Under.In(e.lang))
	}
	for _, g := range s.Suggests {
		if g.Band == s.Bands[i].ID {
			c := g.Conclusion
			b.Suggests = append(b.Suggests, Suggestion{e.conclusionLink(c), Pill{valueClass(c, g.Value), e.optionWord(c.Type, c.Values, g.Value)}})
		}
	}
	return b
}

// bandPill shows a band, with the shape of what it suggests.
func (e *edition) bandPill(s *rule.Score, i int) Pill {
	p := Pill{Is: "open", Text: e.words(s.Bands[i].Title)}
	for _, g := range s.Suggests {
		if g.Band == s.Bands[i].ID {
			p.Is = valueClass(g.Conclusion, g.Value)
		}
	}
	return p
}

// scoreGroups returns the cases by the band of a score, those of which it cannot be determined last.
func (e *edition) scoreGroups(s *rule.Score) []CaseGroup {
	if len(s.Bands) == 0 {
		return nil
	}
	cases := make([][]int, len(s.Bands)+1)
	for _, i := range e.record.newest {
		at := len(s.Bands)
		if bands := e.scoreOf(e.Cases[i].Main, s).Bands; len(bands) == 1 {
			at = bands[0]
		}
		cases[at] = append(cases[at], i)
	}
	var groups []CaseGroup
	for i, list := range cases {
		switch {
		case len(list) == 0:
		case i < len(s.Bands):
			pill := e.bandPill(s, i)
			groups = append(groups, e.group(s.Bands[i].ID, pill, e.T("score.cases", pill.Text), list, ""))
		default:
			groups = append(groups, e.group("unknown", Pill{"open", e.T("outcome.unknown")}, e.T("score.cases-unknown"), list, ""))
		}
	}
	return groups
}

func (e *edition) scoreOf(a *assess.Assessment, s *rule.Score) *assess.ScoreAnswer {
	return &a.Scores[s.Index]
}

// scoreIndex lists the scores that have bands: the others are their parts.
func (e *edition) scoreIndex() []IndexGroup {
	g := IndexGroup{ID: "scores", Title: Link{Text: e.T("score.index")}, Text: e.T("score.index-text")}
	for _, s := range e.base.Rules.Scores {
		if len(s.Bands) > 0 {
			g.Items = append(g.Items, IndexItem{Link: e.scoreLink(s), Text: e.words(s.Because), Notes: e.sourceNames(s.Source)})
		}
	}
	if len(g.Items) == 0 {
		return nil
	}
	return []IndexGroup{g}
}

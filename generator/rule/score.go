package rule

import (
	"fmt"
	"slices"

	"casebook/generator/diag"
	"casebook/generator/yamlsrc"
)

// scores reads all scores; the first pass gives them their ids, so that one may name another in any order.
func (c *compiler) scores() {
	for _, p := range c.sections["scores"].pairs {
		s := &Score{ID: p.Key.Value, Index: len(c.set.Scores), Span: entry(p), Key: p.Key}
		c.checkID(p.Key, "a score", operators...)
		c.declareShared(p.Key, "a score", s)
		c.set.Scores = append(c.set.Scores, s)
	}
	for i, p := range c.sections["scores"].pairs {
		c.score(c.set.Scores[i], p)
	}
}

// expressionKeys are the operators of an expression, by their Op.
var expressionKeys = map[string]Op{"table": Table, "add": Add, "times": Times, "highest": Highest, "lowest": Lowest}

func (c *compiler) score(s *Score, p yamlsrc.Pair) {
	if p.Value.Kind != yamlsrc.Mapping {
		s.Title, s.Expr = idWords(p.Key), c.expression(p.Value, s)
		return
	}
	m := yamlsrc.OpenMap(p.Value, "a score", &c.diags)
	s.Title, s.Note, s.Source = c.words(m, "title"), c.words(m, "note"), c.sources(m, "source")
	s.Because = c.words(m, "because")
	if s.Title.IsZero() {
		s.Title = idWords(p.Key)
	}
	s.Expr = c.operation(m, p.Value, s)
	for _, b := range m.Pairs("bands") {
		c.band(s, b)
	}
	c.checkBands(s)
	for _, b := range m.Pairs("suggests") {
		c.suggestion(s, b)
	}
	c.apart(s, m)
	for _, v := range m.Items("flags") {
		f := yamlsrc.OpenMap(v, "a flag", &c.diags)
		s.Flags = append(s.Flags, Flag{When: c.condition(f, "when", s.scope()), Title: c.words(f, "title")})
		f.Close()
	}
	m.Close()
}

// apart reads why a score may part from the rules: one text, or reasons each with its condition.
func (c *compiler) apart(s *Score, m *yamlsrc.Map) {
	if v := m.Get("apart"); v == nil || v.Kind != yamlsrc.Sequence {
		if words := c.words(m, "apart"); !words.IsZero() {
			s.Apart = []Apart{{Because: words}}
		}
		return
	}
	for _, v := range m.Items("apart") {
		r := yamlsrc.OpenMap(v, "a reason", &c.diags)
		reason := Apart{Because: c.words(r, "because")}
		if r.Get("when") != nil {
			reason.When = c.condition(r, "when", s.scope())
		}
		s.Apart = append(s.Apart, reason)
		r.Close()
	}
}

func (s *Score) scope() scope { return scope{owner: fmt.Sprintf("the score %q", s.ID)} }

// expression reads a number, the id of a score, or an operation.
func (c *compiler) expression(v *yamlsrc.Value, s *Score) *Expr {
	switch v.Kind {
	case yamlsrc.Mapping:
		m := yamlsrc.OpenMap(v, "an expression", &c.diags)
		defer m.Close()
		return c.operation(m, v, s)
	case yamlsrc.Scalar:
		if n, ok := ParseNumber(v.Text); ok {
			return &Expr{Op: Constant, Span: v.Span, Value: n}
		}
		if other := c.set.Score(v.Text); other != nil {
			return &Expr{Op: OfScore, Span: v.Span, Score: other}
		}
		if looksLikeID(v.Text) {
			c.notNumeric(v.AsText())
			return &Expr{Op: Constant, Span: v.Span}
		}
	}
	c.diags.Add("rule-bad-score", v.Span, "an expression is a number, a score, or one of table, add, times, highest, lowest, found "+shape(v), "")
	return &Expr{Op: Constant, Span: v.Span}
}

// notNumeric reports a word in an expression that is neither a number nor a score.
func (c *compiler) notNumeric(word yamlsrc.Text) {
	what := ""
	switch c.set.lookup[word.Value].(type) {
	case *Fact:
		what = "a fact"
	case *Conclusion:
		what = "a conclusion"
	}
	if what != "" {
		c.diags.Add("rule-bad-score", word.Span, fmt.Sprintf("%q is %s, and no number", word.Value, what),
			"make a number of it: {table: [{when: {"+word.Value+": …}, is: 1}], otherwise: 0}")
		return
	}
	var known []string
	for _, other := range c.set.Scores {
		known = append(known, other.ID)
	}
	c.unknown("rule-unknown-name", word, "a score", known)
}

// operation reads a mapping that has one operator, and perhaps limits beside it.
func (c *compiler) operation(m *yamlsrc.Map, v *yamlsrc.Value, s *Score) *Expr {
	e := &Expr{Span: v.Span}
	var found []yamlsrc.Text
	for _, key := range []string{"table", "add", "times", "highest", "lowest"} {
		if m.Has(key) {
			found = append(found, m.Key(key))
		}
	}
	if len(found) != 1 {
		c.diags.Add("rule-bad-score", m.Span, fmt.Sprintf("an expression has one of table, add, times, highest, lowest, found %d", len(found)), "")
	}
	if len(found) == 0 {
		m.Get("otherwise")
		m.Get("limit")
		return e
	}
	e.Op = expressionKeys[found[0].Value]
	if e.Op == Table {
		c.table(e, m, s)
	} else {
		for _, item := range m.Items(found[0].Value) {
			e.Parts = append(e.Parts, c.expression(item, s))
		}
		if len(e.Parts) == 0 {
			c.diags.Add("rule-bad-score", found[0].Span, fmt.Sprintf("%q of nothing", found[0].Value), "list at least one expression")
		}
	}
	c.limits(e, m)
	return e
}

func (c *compiler) table(e *Expr, m *yamlsrc.Map, s *Score) {
	for _, item := range m.Items("table") {
		r := yamlsrc.OpenMap(item, "a row of a table", &c.diags)
		e.Rows = append(e.Rows, Row{Span: item.Span, When: c.condition(r, "when", s.scope()), Is: c.number(r.Required("is"))})
		r.Close()
	}
	e.Value = c.number(m.Required("otherwise"))
}

// number reads a number of a score; 0 for one that was not given, which was reported.
func (c *compiler) number(t yamlsrc.Text) Number {
	n, ok := ParseNumber(t.Value)
	if !ok && !t.IsZero() {
		c.diags.Add("rule-bad-score", t.Span, fmt.Sprintf("%q is not a number", t.Value), "write it with digits and at most six decimals, such as 0.25")
	}
	return n
}

func (c *compiler) limits(e *Expr, m *yamlsrc.Map) {
	if !m.Has("limit") {
		return
	}
	texts := m.Texts("limit")
	if len(texts) != 2 {
		c.diags.Add("rule-bad-score", m.Get("limit").Span, "a limit is the lowest and the highest number", "write limit: [1, 4]")
		return
	}
	e.Limits, e.Low, e.High = true, c.number(texts[0]), c.number(texts[1])
	if e.Low > e.High {
		c.diags.Add("rule-bad-score", m.Get("limit").Span, fmt.Sprintf("the lowest number, %s, is above the highest, %s", e.Low, e.High), "write the lower one first")
		e.Limits = false
	}
}

func (c *compiler) band(s *Score, p yamlsrc.Pair) {
	m := yamlsrc.OpenMap(p.Value, "a band", &c.diags)
	b := Band{ID: p.Key.Value, Span: p.Key.Span, Title: c.words(m, "title"), Says: c.words(m, "says")}
	if t := m.Text("under"); !t.IsZero() {
		b.Bounded, b.Under = true, c.number(t)
	}
	m.Close()
	if b.Title.IsZero() {
		b.Title = idWords(p.Key)
	}
	c.checkID(p.Key, "a band")
	s.Bands = append(s.Bands, b)
}

// checkBands reports bands that are not in rising order, or that leave a part of the range out.
func (c *compiler) checkBands(s *Score) {
	for i, b := range s.Bands {
		last := i == len(s.Bands)-1
		switch {
		case b.Bounded && last:
			c.diags.Add("rule-bad-score", b.Span, fmt.Sprintf("no band begins at %s, where the last one ends", b.Under), "leave `under` out of the last band")
		case !b.Bounded && !last:
			c.diags.Add("rule-bad-score", b.Span, fmt.Sprintf("the band %q has no end, and another follows it", b.ID), "add under: …")
		case b.Bounded && i > 0 && s.Bands[i-1].Bounded && b.Under <= s.Bands[i-1].Under:
			c.diags.Add("rule-bad-score", b.Span, fmt.Sprintf("the band %q ends where the one before it does, or sooner", b.ID), "list the bands from the lowest to the highest")
		}
	}
}

// suggestion reads what a band would say of conclusions.
func (c *compiler) suggestion(s *Score, p yamlsrc.Pair) {
	if !slices.ContainsFunc(s.Bands, func(b Band) bool { return b.ID == p.Key.Value }) {
		var known []string
		for _, b := range s.Bands {
			known = append(known, b.ID)
		}
		c.unknown("rule-unknown-name", p.Key, "a band", known)
	}
	for _, q := range yamlsrc.OpenMap(p.Value, "a suggestion", &c.diags).All() {
		n, value := c.concluded(q)
		if n != nil && n.OfParty {
			c.mayTest(q.Key, "conclusion", true, n.Key.Span, s.scope())
		} else if n != nil && value >= 0 {
			c.tested[n] = true
			s.Suggests = append(s.Suggests, Suggestion{Band: p.Key.Value, Conclusion: n, Value: value})
		}
	}
}

// concluded reads `conclusion: value`; nil and -1 for what names nothing, after a report.
func (c *compiler) concluded(p yamlsrc.Pair) (*Conclusion, int) {
	n := c.set.Conclusion(p.Key.Value)
	if n == nil {
		var known []string
		for _, other := range c.set.Conclusions {
			known = append(known, other.ID)
		}
		if found, ok := c.declared["shared "+p.Key.Value]; ok {
			c.diags.Add("rule-wrong-type", p.Key.Span, fmt.Sprintf("%q is %s and not a conclusion", p.Key.Value, found.what), "",
				diag.Related{Span: found.span, Message: "it is declared here"})
			return nil, -1
		}
		c.unknown("rule-unknown-name", p.Key, "a conclusion", known)
		return nil, -1
	}
	if p.Value.Kind != yamlsrc.Scalar {
		c.diags.Add("rule-wrong-type", p.Value.Span, fmt.Sprintf("one value of %s, found %s", n.ID, shape(p.Value)), nearestOr("", ids(n.Values)))
		return n, -1
	}
	return n, c.valueOf(n, p.Value.AsText())
}

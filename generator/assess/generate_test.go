package assess

import (
	"fmt"

	"casebook/generator/kb"
	"casebook/generator/moment"
	"casebook/generator/rule"

	"pgregory.net/rapid"
)

// world is a random set of rules with a random case. The rules are right by construction: no circles, no
// presumed fact read by what carries a burden, no burden on an exception of an exception or of a burdened
// value's rule.
type world struct {
	rules *rule.Set
	c     *kb.Case
}

// writer draws rules.
type writer struct {
	t        *rapid.T
	set      *rule.Set
	burdens  bool
	dates    bool
	presumed bool // whether conditions may read presumed facts now
}

func (w *writer) flip(label string) bool { return rapid.Bool().Draw(w.t, label) }

func (w *writer) upTo(n int, label string) int { return rapid.IntRange(0, n).Draw(w.t, label) }

// drawWorld draws rules and a case. Without burdens every answer follows from the three values alone.
func drawWorld(t *rapid.T, burdens, dates bool) world {
	controller := &rule.Named{ID: "controller"}
	w := &writer{t: t, set: &rule.Set{Roles: []*rule.Named{controller}}, burdens: burdens, dates: dates}
	for range 2 + w.upTo(4, "facts") {
		w.fact()
	}
	w.parameter()
	for range 1 + w.upTo(3, "conclusions") {
		if w.flip("score") && len(w.set.Scores) < 2 {
			w.score()
		}
		w.conclusion()
	}
	for range 1 + w.upTo(1, "obligations") {
		w.obligation(controller)
	}
	return world{w.set, w.drawCase(controller)}
}

func (w *writer) fact() {
	i := len(w.set.Facts)
	f := &rule.Fact{ID: fmt.Sprintf("f%d", i), Index: i, OfParty: w.upTo(3, "of party") == 0,
		Type: rule.Type(w.upTo(int(rule.Duration), "type"))}
	switch f.Type {
	case rule.YesNo:
		f.Values = []rule.Option{{ID: "yes"}, {ID: "no"}}
	case rule.Choice, rule.SetOf:
		f.Values = []rule.Option{{ID: "a"}, {ID: "b"}, {ID: "c"}}
	}
	if w.upTo(3, "presumed") == 0 {
		all := completions(f, nil)
		f.Presumed = &all[w.upTo(len(all)-1, "presumption")]
	}
	w.set.Facts = append(w.set.Facts, f)
}

func (w *writer) parameter() {
	p := &rule.Parameter{ID: "p"}
	for range w.upTo(2, "values") {
		p.Values = append(p.Values, rule.ParameterValue{Value: w.number(), Validity: w.validity()})
	}
	w.set.Parameters = []*rule.Parameter{p}
}

// most is the largest number that tests tell from the one before.
const most = 4

func (w *writer) number() rule.Number { return rule.Number(w.upTo(most, "number")) * rule.One }

var days = []moment.Date{{Year: 2020, Month: 1, Day: 1}, {Year: 2021, Month: 1, Day: 1}, {Year: 2022, Month: 1, Day: 1}}

func (w *writer) validity() rule.Validity {
	var v rule.Validity
	if !w.dates {
		return v
	}
	switch w.upTo(4, "validity") {
	case 0:
		v.From = days[w.upTo(2, "from")]
	case 1:
		v.Until = days[w.upTo(2, "until")].AddDays(-1)
	}
	return v
}

func (w *writer) conclusion() {
	i := len(w.set.Conclusions)
	c := &rule.Conclusion{ID: fmt.Sprintf("c%d", i), Index: i, OfParty: w.upTo(3, "of party") == 0, Otherwise: -1,
		Values: []rule.Option{{ID: "yes"}, {ID: "no"}}}
	if w.flip("choice") {
		c.Type, c.Values = rule.Choice, []rule.Option{{ID: "a"}, {ID: "b"}, {ID: "c"}}
	}
	last := len(c.Values) - 1
	if w.upTo(5, "complete") > 0 {
		c.Otherwise = last
	}
	if w.upTo(2, "ordered") > 0 {
		for v := range last {
			c.Order = append(c.Order, v)
		}
		if w.flip("all in order") || c.Otherwise < 0 {
			c.Order = append(c.Order, last)
		}
	}
	if w.burdens {
		for _, v := range c.Order {
			if w.flip("burden") {
				c.Burden = c.Burden.With(v)
			}
		}
	}
	for range 1 + w.upTo(3, "rules") {
		w.rule(c)
	}
	w.set.Conclusions = append(w.set.Conclusions, c)
}

func (w *writer) rule(c *rule.Conclusion) {
	value := w.upTo(len(c.Values)-1, "value")
	if c.Order != nil {
		value = c.Order[w.upTo(len(c.Order)-1, "value")]
	}
	w.presumed = !c.Burden.Has(value)
	r := &rule.Rule{ID: fmt.Sprintf("r%d", len(w.set.Rules)), Index: len(w.set.Rules), Conclusion: c, Value: value,
		When: w.cond(c.OfParty, 2), Except: w.exceptions(c.OfParty, w.burdens && !c.Burden.Has(value), 2), Validity: w.validity()}
	w.presumed = true
	for _, other := range c.Rules {
		if w.upTo(3, "overrides") == 0 {
			r.Overrides = append(r.Overrides, other)
			other.Overridden = append(other.Overridden, r)
		}
	}
	c.Rules = append(c.Rules, r)
	w.set.Rules = append(w.set.Rules, r)
}

func (w *writer) exceptions(ofParty, burdens bool, depth int) []*rule.Exception {
	var list []*rule.Exception
	if depth == 0 {
		return nil
	}
	for range w.upTo(3, "exceptions") - 1 {
		x := &rule.Exception{ID: fmt.Sprintf("x%d", len(w.set.Exceptions)), Index: len(w.set.Exceptions), Burden: burdens && w.flip("burden")}
		w.set.Exceptions = append(w.set.Exceptions, x)
		presumed := w.presumed
		w.presumed = presumed && !x.Burden
		x.When = w.cond(ofParty, 1)
		x.Except = w.exceptions(ofParty, false, depth-1)
		w.presumed = presumed
		list = append(list, x)
	}
	return list
}

func (w *writer) obligation(bearer *rule.Named) {
	i := len(w.set.Obligations)
	o := &rule.Obligation{ID: fmt.Sprintf("o%d", i), Index: i, Bearer: bearer, When: w.cond(true, 2),
		Except: w.exceptions(true, w.burdens, 2), Validity: w.validity()}
	w.set.Obligations = append(w.set.Obligations, o)
}

func (w *writer) score() {
	s := &rule.Score{ID: fmt.Sprintf("s%d", len(w.set.Scores)), Index: len(w.set.Scores), Expr: w.expr(2)}
	w.set.Scores = append(w.set.Scores, s)
}

func (w *writer) expr(depth int) *rule.Expr {
	x := &rule.Expr{Op: rule.Op(w.upTo(int(rule.Lowest), "op"))}
	if x.Op == rule.OfScore && len(w.set.Scores) == 0 || depth == 0 && x.Op > rule.Table {
		x.Op = rule.Table
	}
	switch x.Op {
	case rule.Constant:
		x.Value = w.number() - 2*rule.One
	case rule.OfScore:
		x.Score = w.set.Scores[0]
	case rule.Table:
		x.Value = w.number()
		for range w.upTo(2, "rows") {
			x.Rows = append(x.Rows, rule.Row{When: w.cond(false, 1), Is: w.number()})
		}
	default:
		x.Parts = []*rule.Expr{w.expr(depth - 1), w.expr(depth - 1)}
	}
	if w.upTo(4, "limit") == 0 {
		x.Limits, x.Low, x.High = true, 1*rule.One, 3*rule.One
	}
	return x
}

// cond draws a condition over the facts and over the conclusions and scores drawn before.
func (w *writer) cond(ofParty bool, depth int) rule.Cond {
	kind := w.upTo(5, "condition")
	if depth == 0 || kind > 2 {
		return w.test(ofParty)
	}
	var parts []rule.Cond
	for range 1 + w.upTo(2, "parts") {
		parts = append(parts, w.cond(ofParty, depth-1))
	}
	switch kind {
	case 0:
		c := &rule.All{Parts: parts}
		c.Index = w.node()
		return c
	case 1:
		c := &rule.Any{Parts: parts}
		c.Index = w.node()
		return c
	}
	c := &rule.None{Parts: parts}
	c.Index = w.node()
	return c
}

func (w *writer) node() int {
	w.set.Nodes++
	return w.set.Nodes - 1
}

// test draws a leaf. Something of a party is tested only by what is of a party.
func (w *writer) test(ofParty bool) rule.Cond {
	t := &rule.Test{}
	t.Index = w.node()
	n := w.upTo(len(w.set.Facts)+len(w.set.Conclusions)+len(w.set.Scores)-1, "subject")
	switch {
	case n < len(w.set.Facts):
		f := w.set.Facts[n]
		if f.OfParty && !ofParty || f.Presumed != nil && !w.presumed {
			return w.always(t)
		}
		w.testFact(t, f)
	case n < len(w.set.Facts)+len(w.set.Conclusions):
		c := w.set.Conclusions[n-len(w.set.Facts)]
		if c.OfParty && !ofParty {
			return w.always(t)
		}
		t.Conclusion, t.OneOf = c, w.bits(len(c.Values))
	default:
		t.Score = w.set.Scores[n-len(w.set.Facts)-len(w.set.Conclusions)]
		t.Bounds = w.bounds()
	}
	return t
}

// always makes a leaf of something that may be read anywhere.
func (w *writer) always(t *rule.Test) rule.Cond {
	for _, f := range w.set.Facts {
		if !f.OfParty && f.Presumed == nil {
			w.testFact(t, f)
			return t
		}
	}
	c := &rule.All{}
	c.Index = t.Index
	return c
}

func (w *writer) testFact(t *rule.Test, f *rule.Fact) {
	t.Fact = f
	switch f.Type {
	case rule.SetOf:
		for range 1 + w.upTo(1, "tests") {
			t.Sets = append(t.Sets, rule.SetTest{Op: rule.SetOp(w.upTo(3, "set op")), List: w.bits(len(f.Values))})
		}
	case rule.Count, rule.Duration:
		t.Bounds = w.bounds()
	default:
		t.OneOf = w.bits(len(f.Values))
	}
}

func (w *writer) bits(n int) rule.Bits {
	return rule.Bits(rapid.IntRange(1, 1<<n-1).Draw(w.t, "values"))
}

func (w *writer) bounds() []rule.Bound {
	var list []rule.Bound
	for range 1 + w.upTo(1, "bounds") {
		b := rule.Bound{Op: rule.BoundOp(w.upTo(3, "bound op")), Value: w.number()}
		if w.upTo(5, "parameter") == 0 {
			b.Parameter = w.set.Parameters[0]
		}
		list = append(list, b)
	}
	return list
}

func (w *writer) drawCase(controller *rule.Named) *kb.Case {
	c := &kb.Case{ID: "case"}
	c.Facts, c.Values = w.state(nil)
	for i := range w.upTo(2, "parties") {
		p := &kb.Party{ID: fmt.Sprintf("party%d", i), Index: i, Roles: []*rule.Named{controller}}
		p.Facts, p.Values = w.state(p)
		if w.dates && w.flip("aware") {
			p.Aware = []moment.Moment{w.day().Moment(utc)}
		}
		c.Parties = append(c.Parties, p)
	}
	return c
}

func (w *writer) day() moment.Date {
	return moment.Date{Year: 2019, Month: 1, Day: 1}.AddDays(rapid.IntRange(0, 4*365).Draw(w.t, "day"))
}

// state draws what is stated of the facts of the case or of a party: nothing, that they are unknown,
// something, or all.
func (w *writer) state(p *kb.Party) ([]kb.Fact, []rule.Value) {
	var facts []kb.Fact
	values := make([]rule.Value, len(w.set.Facts))
	for i, f := range w.set.Facts {
		if f.OfParty != (p != nil) {
			continue
		}
		switch w.upTo(4, "state") {
		case 0:
			facts = append(facts, kb.Fact{Fact: f, Party: p, Unknown: true})
		case 1, 2:
			values[i] = refinements(f, nil)[w.upTo(len(refinements(f, nil))-1, "value")]
			facts = append(facts, kb.Fact{Fact: f, Party: p, Value: values[i]})
		}
	}
	return facts, values
}

// completions returns every value that a fact may turn out to have, of which v is known (nil: nothing).
// Numbers beyond the largest that tests tell apart behave like the first beyond it.
func completions(f *rule.Fact, v *rule.Value) []rule.Value {
	var all []rule.Value
	add := func(c rule.Value) {
		c.Known = true
		all = append(all, c)
	}
	switch f.Type {
	case rule.YesNo, rule.Choice:
		for i := range f.Values {
			if v == nil || v.Choice == i {
				add(rule.Value{Choice: i})
			}
		}
	case rule.SetOf:
		for set := rule.Bits(0); set < 1<<len(f.Values); set++ {
			if v == nil || set == v.Set || v.Open && set&v.Set == v.Set {
				add(rule.Value{Set: set})
			}
		}
	default:
		for n := rule.Number(0); n <= (most+1)*rule.One; n += rule.One {
			if v == nil || v.Min <= n && n <= v.Max {
				add(rule.Value{Min: n, Max: n})
			}
		}
	}
	return all
}

// refinements returns values that say more of a fact than v, and no less: its completions, and sets and
// numbers that are still open.
func refinements(f *rule.Fact, v *rule.Value) []rule.Value {
	all := completions(f, v)
	switch f.Type {
	case rule.SetOf:
		for _, c := range completions(f, v) {
			if v == nil || v.Open {
				c.Open = true
				all = append(all, c)
			}
		}
	case rule.Count, rule.Duration:
		if v == nil || v.Max == rule.Unbounded {
			low := rule.Number(0)
			if v != nil {
				low = v.Min
			}
			all = append(all, rule.Value{Known: true, Min: low + rule.One, Max: rule.Unbounded})
		}
		if v == nil {
			all = append(all, rule.Value{Known: true, Min: rule.One, Max: 3 * rule.One})
		}
	}
	return all
}

package rule

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"casebook/generator/diag"
	"casebook/generator/moment"
	"casebook/generator/source"
	"casebook/generator/yamlsrc"
)

// world is the facts of a case, every one known.
type world map[*Fact]Value

// The Meaning of the rules with all facts known, as short as it can be said.

func (w world) cond(cond Cond) bool {
	holds := func(part Cond) bool { return w.cond(part) }
	switch cond := cond.(type) {
	case *All:
		return !slices.ContainsFunc(cond.Parts, func(part Cond) bool { return !w.cond(part) })
	case *Any:
		return slices.ContainsFunc(cond.Parts, holds)
	case *None:
		return !slices.ContainsFunc(cond.Parts, holds)
	}
	t := cond.(*Test)
	switch {
	case t.Conclusion != nil:
		return t.OneOf.Has(w.decide(t.Conclusion))
	case t.Score != nil:
		return inBounds(t.Bounds, w.score(t.Score.Expr))
	case t.Fact.Type == SetOf:
		return !slices.ContainsFunc(t.Sets, func(s SetTest) bool { return !inSet(s, w[t.Fact].Set) })
	case t.Fact.Type == Count:
		return inBounds(t.Bounds, w[t.Fact].Min)
	}
	return t.OneOf.Has(w[t.Fact].Choice)
}

func inBounds(bounds []Bound, n Number) bool {
	return !slices.ContainsFunc(bounds, func(b Bound) bool { return !b.Op.Holds(n, b.Value) })
}

func inSet(s SetTest, set Bits) bool {
	return map[SetOp]bool{AnyOf: set&s.List != 0, AllOf: set&s.List == s.List, OnlyOf: set&^s.List == 0, NoneOf: set&s.List == 0}[s.Op]
}

func (w world) excepted(all []*Exception) bool {
	return slices.ContainsFunc(all, func(x *Exception) bool { return w.cond(x.When) && !w.excepted(x.Except) })
}

func (w world) holds(r *Rule) bool {
	return w.cond(r.When) && !w.excepted(r.Except) && !slices.ContainsFunc(r.Overridden, w.holds)
}

// decide returns the value of a conclusion whose rules cannot conflict.
func (w world) decide(n *Conclusion) int {
	order := n.Order
	if order == nil {
		order = []int{0, 1}
	}
	for _, value := range order {
		if slices.ContainsFunc(n.Rules, func(r *Rule) bool { return r.Value == value && w.holds(r) }) {
			return value
		}
	}
	return n.Otherwise
}

func (w world) score(e *Expr) Number {
	if e.Op == Table {
		for _, row := range e.Rows {
			if w.cond(row.When) {
				return row.Is
			}
		}
	}
	n := e.Value
	for i, part := range e.Parts {
		if v := w.score(part); i == 0 {
			n = v
		} else {
			n = e.Op.apply(n, v)
		}
	}
	return n
}

// worlds returns every combination of facts that is not impossible; counts go up to 5, past every bound.
func worlds(set *Set) []world {
	all := []world{{}}
	for _, f := range set.Facts {
		var next []world
		for _, w := range all {
			for i := range map[Type]int{YesNo: 2, Choice: len(f.Values), SetOf: 1 << len(f.Values), Count: 6}[f.Type] {
				n := Int(int64(i))
				v := world{f: {Known: true, Choice: i, Set: Bits(i), Min: n, Max: n}}
				for g, value := range w {
					v[g] = value
				}
				next = append(next, v)
			}
		}
		all = next
	}
	return slices.DeleteFunc(all, func(w world) bool {
		return slices.ContainsFunc(set.Impossible, func(n *Impossible) bool { return w.cond(n.When) })
	})
}

// writer makes up rules.
type writer struct {
	*rapid.T
	ids int
}

func (g *writer) one(label string, of ...string) string {
	return rapid.SampledFrom(of).Draw(g.T, label)
}

func (g *writer) cond(depth int, leaves ...string) string {
	if depth == 0 || rapid.IntRange(0, 2).Draw(g.T, "leaf") == 0 {
		return "{" + g.one("test", leaves...) + "}"
	}
	var parts []string
	for range rapid.IntRange(1, 3).Draw(g.T, "parts") {
		parts = append(parts, g.cond(depth-1, leaves...))
	}
	return fmt.Sprintf("{%s: [%s]}", g.one("join", "any", "all", "any", "none"), strings.Join(parts, ", "))
}

func (g *writer) exceptions(depth int, leaves ...string) string {
	if depth == 0 || rapid.IntRange(0, 2).Draw(g.T, "excepted") > 0 {
		return ""
	}
	g.ids++
	id := g.ids
	return fmt.Sprintf(", except: [{id: x%d, when: %s%s}]", id, g.cond(1, leaves...), g.exceptions(depth-1, leaves...))
}

func (g *writer) rules(n int, conclusion string, values []string, leaves ...string) string {
	var b strings.Builder
	for i := range rapid.IntRange(len(values), n).Draw(g.T, "rules") {
		g.ids++
		id := g.ids
		fmt.Fprintf(&b, "  - {id: r%d, concludes: {%s: %s}, when: %s%s}\n", id, conclusion, values[i%len(values)], g.cond(2, leaves...), g.exceptions(2, leaves...))
	}
	return b.String()
}

// draw writes rules with facts of every type, conclusions with and without order, a score, and what is
// impossible.
func (g *writer) draw() string {
	leaves := []string{"a: yes", "a: no", "b: yes", "k: x", "k: [y, z]", "s: {any: [p]}", "s: {all: [p, q]}", "s: {only: [p]}",
		"s: {none: [q]}", "n: {at-least: 2}", "n: {over: 4}", "n: {under: 3}", "n: {at-most: 4}", "n: {over: 1, under: 3}"}
	text := "roles: {role: role}\nfacts:\n  a: {type: yes-no, title: a}\n  b: {type: yes-no, title: b}\n" +
		"  k: {type: choice, values: {x: x, y: y, z: z}, title: k}\n  s: {type: set, values: {p: p, q: q}, title: s}\n  n: {type: count, title: n}\n" +
		"conclusions:\n  mid: {type: yes-no, title: mid}\n  walk: {type: choice, values: {h: h, l: l, m: m}, order: [h, l], otherwise: m, title: walk}\n" +
		"  top: {type: choice, values: {u: u, v: v, w: w}, otherwise: w, title: top}\n"
	text += fmt.Sprintf("impossible:\n  - {all: [%s, %s]}\n", g.one("one", leaves...), g.one("other", leaves...))
	text += fmt.Sprintf("scores:\n  sum: {add: [{table: [{when: %s, is: 1}, {when: %s, is: 2}], otherwise: 0}, {times: [{table: [{when: %s, is: 3}], otherwise: 1}, 0.5]}]}\n",
		g.cond(1, leaves...), g.cond(1, leaves...), g.cond(1, leaves...))
	text += "rules:\n" + g.rules(3, "mid", []string{"yes"}, leaves...)
	leaves = append(leaves, "mid: yes", "mid: no", "sum: {over: 1}", "sum: {under: 2.5}")
	text += g.rules(4, "walk", []string{"h", "l"}, leaves...)
	leaves = append(leaves, "walk: h", "walk: [l, m]", "walk: m")
	text += g.rules(4, "top", []string{"u", "v", "w"}, leaves...)
	return text + "obligations:\n  - {id: tell, title: tell, bearer: role, when: {any: [top: u, walk: h]}}\n"
}

// TestLogic compares what the solver says with what all possible cases show.
func TestLogic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := (&writer{T: t}).draw()
		set, diags := Compile([]*source.File{source.New("rules.yaml", []byte(text))}, []string{"en"})
		told := func(code diag.Code, format string, args ...any) bool {
			message := fmt.Sprintf(format, args...)
			return slices.ContainsFunc(diags, func(d diag.Diagnostic) bool { return d.Code == code && strings.HasPrefix(d.Message, message) })
		}
		all := worlds(set)
		some := func(is func(world) bool) bool { return slices.ContainsFunc(all, is) }
		masked := false // what reads a faulty conclusion is taken to be possible
		compare := func(what string, told, possible bool) {
			if told && possible || !told && !possible && !masked {
				t.Errorf("%s: possible is %v, and it is told: %v\n%s\n%s", what, possible, told, text, print(diags))
			}
		}
		for _, n := range set.Conclusions {
			faulty := false
			for _, r := range n.Rules {
				unreachable := told("rule-unreachable", "the rule %q", r.ID)
				compare(r.ID, unreachable, some(func(w world) bool { return w.holds(r) }))
				faulty = faulty || unreachable
				for _, x := range r.Except {
					if !unreachable {
						compare(x.ID, told("rule-exception-unreachable", "the exception %q", x.ID), some(func(w world) bool { return w.cond(r.When) && w.cond(x.When) && !w.excepted(x.Except) }))
					}
				}
			}
			masked = masked || faulty
			for _, value := range n.Order {
				unreached := told("rule-order-unreached", "no rule ever makes walk %q", n.Values[value].ID)
				compare(n.Values[value].ID, unreached, some(func(w world) bool { return w.decide(n) == value }))
				masked = masked || unreached
			}
		}
		top := set.Conclusion("top")
		for i, r := range top.Rules {
			for _, o := range top.Rules[:i] {
				possible := r.Value != o.Value && some(func(w world) bool { return w.holds(r) && w.holds(o) })
				if told := told("rule-conflict", "the rules %q and %q", o.ID, r.ID); told && !possible || possible && !told && !masked {
					t.Errorf("%s and %s: a conflict is possible: %v, and it is told: %v\n%s\n%s", o.ID, r.ID, possible, told, text, print(diags))
				}
			}
		}
		for _, d := range diags {
			if d.Code == "rule-conflict" {
				checkWitness(t, set, all, d)
			}
		}
	})
}

var witnessed = regexp.MustCompile(`the rules "(\w+)" and "(\w+)"`)

// checkWitness pastes a witness into a case: both rules hold in every case that has these facts, whatever
// else is so, and there is one.
func checkWitness(t *rapid.T, set *Set, all []world, d diag.Diagnostic) {
	names := witnessed.FindStringSubmatch(d.Message)
	_, text, _ := strings.Cut(d.Hint, "one such case: ")
	v, diags := yamlsrc.Parse(source.New("witness.yaml", []byte(text)), 0, -1)
	if len(diags) > 0 {
		t.Fatalf("the witness %s cannot be read:\n%s", text, print(diags))
	}
	stated := world{}
	for _, p := range yamlsrc.OpenMap(v, "a case", &diags).Pairs("facts") {
		f := set.Fact(p.Key.Value)
		value, diags := set.ParseValue(f, p.Value, nil)
		if len(diags) > 0 {
			t.Fatalf("the witness %s is no case:\n%s", text, print(diags))
		}
		stated[f] = value
	}
	found := 0
	for _, w := range all {
		if slices.ContainsFunc(set.Facts, func(f *Fact) bool { s, ok := stated[f]; return ok && !same(f, s, w[f]) }) {
			continue
		}
		if found++; !w.holds(set.Rule(names[1])) || !w.holds(set.Rule(names[2])) {
			t.Fatalf("%s with the facts %s", d.Message, text)
		}
	}
	if found == 0 {
		t.Fatalf("no case has the facts %s", text)
	}
}

func same(f *Fact, a, b Value) bool {
	return map[Type]bool{YesNo: a.Choice == b.Choice, Choice: a.Choice == b.Choice, SetOf: a.Set == b.Set, Count: a.Min == b.Min}[f.Type]
}

// TestPeriods holds which stretches of time are looked at, and how they are spoken of.
func TestPeriods(t *testing.T) {
	c := &compiler{set: every(t)}
	var got []string
	for _, p := range c.times() {
		got = append(got, p.day.String()+p.phrase())
	}
	want := "2031-01-01, 2026-01-01 as of 2026-01-01, 2018-05-25 as of 2018-05-25, 2018-05-24 until 2018-05-24, " +
		"2031-01-01 under the proposal omnibus, 2026-01-01 as of 2026-01-01 under the proposal omnibus, " +
		"2018-05-25 as of 2018-05-25 under the proposal omnibus, 2018-05-24 until 2018-05-24 under the proposal omnibus"
	if strings.Join(got, ", ") != want {
		t.Errorf("got %s", strings.Join(got, ", "))
	}
	empty := (&compiler{set: &Set{}}).times()
	if len(empty) != 1 || empty[0].day.Compare(moment.Date{}) <= 0 {
		t.Errorf("without dates there is one time, got %v", empty)
	}
}

// FuzzCompile holds that no text makes Compile panic, and that every diagnostic lies in its file.
func FuzzCompile(f *testing.F) {
	for _, e := range diag.All() {
		if strings.HasPrefix(e.File, "rules/") {
			f.Add(e.Wrong)
		}
	}
	for _, file := range every(f).Files {
		f.Add(string(file.Body))
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<14 {
			t.Skip("longer than what a rule file needs to go wrong")
		}
		_, diags := Compile([]*source.File{source.New("rules.yaml", []byte(text))}, []string{"en", "fr"})
		for _, d := range diags {
			if at := d.Span; !at.IsZero() && (at.Start < 0 || at.End < at.Start || at.End > len(text)) {
				t.Errorf("%s lies at %d–%d of %d bytes", d.Code, at.Start, at.End, len(text))
			}
			if d.Message == "" {
				t.Errorf("%s says nothing", d.Code)
			}
		}
	})
}

package rule

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"casebook/generator/moment"
)

// witness is facts of a case that show something.
type witness struct {
	facts  []*Fact // by index
	values map[*Fact]Value
}

// witness returns facts under which all wanted literals hold whatever the other facts are, as few as
// can be had by leaving out one after the other; nil when a model does not show it.
func (e *encoder) witness(model []bool, wanted []lit) *witness {
	w := &witness{values: map[*Fact]Value{}}
	inputs := map[lit]bool{}
	cone := e.cone(wanted...)
	for f, in := range e.facts {
		if slices.ContainsFunc(in.lits, func(l lit) bool { return slices.Contains(cone, variable(l)) }) {
			w.facts = append(w.facts, f)
			in.assume(inputs, model)
		}
	}
	slices.SortFunc(w.facts, func(a, b *Fact) int { return cmp.Compare(a.Index, b.Index) })
	shows := func() bool {
		values := e.evaluate(inputs)
		return !slices.ContainsFunc(wanted, func(l lit) bool { return values.of(l) != 1 })
	}
	if !shows() {
		return nil
	}
	for _, f := range slices.Backward(slices.Clone(w.facts)) {
		e.facts[f].forget(inputs)
		if shows() {
			w.facts = slices.DeleteFunc(w.facts, func(g *Fact) bool { return g == f })
			continue
		}
		e.facts[f].assume(inputs, model)
		if f.Type == SetOf {
			e.facts[f].shrink(inputs, func() bool { return shows() && e.solve(known(inputs)...) != nil })
		}
	}
	for _, f := range w.facts {
		w.values[f] = e.facts[f].value(f, inputs)
	}
	return w
}

// assume takes over what a model says of a fact.
func (in *factInputs) assume(inputs map[lit]bool, model []bool) {
	for _, l := range in.lits {
		if l > always {
			inputs[l] = model[l]
		}
	}
}

func (in *factInputs) forget(inputs map[lit]bool) {
	for _, l := range in.lits {
		if l > always {
			delete(inputs, l)
		}
	}
}

// known returns inputs as literals, in order.
func known(inputs map[lit]bool) []lit {
	var lits []lit
	for l, holds := range inputs {
		if !holds {
			l = -l
		}
		lits = append(lits, l)
	}
	slices.Sort(lits)
	return lits
}

// shrink takes out of a set what need not be in it. What is left was in no model, so that it must still
// be possible is part of what is to be shown.
func (in *factInputs) shrink(inputs map[lit]bool, shows func() bool) {
	for _, l := range in.lits {
		if inputs[l] {
			inputs[l] = false
			inputs[l] = !shows()
		}
	}
}

func (in *factInputs) value(f *Fact, inputs map[lit]bool) Value {
	v := Value{Known: true}
	for i, l := range in.lits {
		holds := l == always || inputs[l]
		if l < 0 {
			holds = !inputs[-l]
		}
		if !holds {
			continue
		}
		switch f.Type {
		case SetOf:
			v.Set = v.Set.With(i)
		case Count, Duration:
			v.Min, v.Max, v.Unit = in.numbers[i], in.numbers[i], moment.Hours
		default:
			v.Choice = i
		}
	}
	return v
}

// caseFile writes a whole case file with the facts, of a day in a stretch of time; title says what it
// shows. Read with the same rules it is a case like any other.
func (w *witness) caseFile(s *Set, t period, title string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: %s\nas-of: %s\n", strconv.Quote(title), t.day)
	list := func(ofParty bool, indent string) string {
		var lines strings.Builder
		for _, f := range w.facts {
			if f.OfParty == ofParty {
				fmt.Fprintf(&lines, "%s%s: %s\n", indent, f.ID, w.values[f].YAML(f))
			}
		}
		return lines.String()
	}
	if facts := list(true, "      "); facts != "" {
		b.WriteString("parties:\n  - id: somebody\n")
		if len(s.Roles) > 0 {
			fmt.Fprintf(&b, "    role: %s\n", s.Roles[0].ID)
		}
		b.WriteString("    facts:\n" + facts)
	}
	b.WriteString("facts:\n" + list(false, "  "))
	b.WriteString("---\n\nInvented: these facts show what is missing or doubled in the rules.\n")
	return strings.Replace(b.String(), "facts:\n---", "---", 1)
}

// yaml writes the facts as a case file states them, those of a party under one that is called somebody.
func (w *witness) yaml(s *Set) string {
	list := func(ofParty bool) string {
		var parts []string
		for _, f := range w.facts {
			if f.OfParty == ofParty {
				parts = append(parts, f.ID+": "+w.values[f].YAML(f))
			}
		}
		return strings.Join(parts, ", ")
	}
	text := "facts: {" + list(false) + "}"
	if party := list(true); party != "" {
		role := ""
		if len(s.Roles) > 0 {
			role = "role: " + s.Roles[0].ID + ", "
		}
		text = "parties: [{id: somebody, " + role + "facts: {" + party + "}}], " + text
	}
	return text
}

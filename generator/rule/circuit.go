package rule

import (
	"slices"
	"sync"

	"github.com/crillab/gophersat/solver"
)

// lit is a variable of a circuit (from 2), negative where it is negated. 1 is true and -1 false.
type lit int

const (
	always lit = 1
	never  lit = -1
)

// circuit is a formula made of inputs and conjunctions; whatever else is written with negations. It
// grows as it is used, and a query solves only the part that it reads.
type circuit struct {
	gates  []gate // by variable
	groups [][]lit
	axioms []lit // hold in every model
}

// gate is what a variable stands for: an input, alone or one of a group of which exactly one holds, or
// the conjunction of others.
type gate struct {
	ins   []lit // nil for an input
	group int   // among the groups, from 1; 0 for none
}

func newCircuit() *circuit { return &circuit{gates: make([]gate, 2), groups: make([][]lit, 1)} }

func (c *circuit) input() lit {
	c.gates = append(c.gates, gate{})
	return lit(len(c.gates) - 1)
}

// oneHot returns n inputs of which exactly one holds.
func (c *circuit) oneHot(n int) []lit {
	if n == 1 {
		return []lit{always}
	}
	members := make([]lit, n)
	for i := range members {
		members[i] = c.input()
		c.gates[members[i]].group = len(c.groups)
	}
	c.groups = append(c.groups, members)
	return members
}

func (c *circuit) and(parts ...lit) lit {
	ins := make([]lit, 0, len(parts))
	for _, p := range parts {
		switch {
		case p == never || slices.Contains(ins, -p):
			return never
		case p != always && !slices.Contains(ins, p):
			ins = append(ins, p)
		}
	}
	switch len(ins) {
	case 0:
		return always
	case 1:
		return ins[0]
	}
	c.gates = append(c.gates, gate{ins: ins})
	return lit(len(c.gates) - 1)
}

func (c *circuit) or(parts ...lit) lit {
	negated := make([]lit, len(parts))
	for i, p := range parts {
		negated[i] = -p
	}
	return -c.and(negated...)
}

func variable(l lit) int {
	if l < 0 {
		return int(-l)
	}
	return int(l)
}

// cone returns the variables that literals read, groups whole, each after those it reads itself.
func (c *circuit) cone(lits ...lit) []int {
	var all []int
	seen := make([]bool, len(c.gates))
	var visit func(l lit)
	visit = func(l lit) {
		v := variable(l)
		if seen[v] || v == variable(always) {
			return
		}
		seen[v] = true
		for _, in := range c.gates[v].ins {
			visit(in)
		}
		for _, member := range c.groups[c.gates[v].group] {
			visit(member)
		}
		all = append(all, v)
	}
	for _, l := range lits {
		visit(l)
	}
	return all
}

// solve looks for inputs under which all literals and the axioms hold. The model is by variable; it is
// nil when there is none.
func (c *circuit) solve(lits ...lit) []bool {
	wanted := slices.Concat(lits, c.axioms)
	if slices.Contains(wanted, never) {
		return nil
	}
	wanted = slices.DeleteFunc(wanted, func(l lit) bool { return l == always })
	vars := c.cone(wanted...)
	p := problem{number: make([]int, len(c.gates))}
	for i, v := range vars {
		p.number[v] = i + 1
	}
	for _, v := range vars {
		p.define(c, v)
	}
	for _, l := range wanted {
		p.clause(l)
	}
	found := satisfy(p.clauses, len(vars))
	if found == nil {
		return nil
	}
	model := make([]bool, len(c.gates))
	model[always] = true
	for i, v := range vars {
		model[v] = found[i]
	}
	return model
}

// problem is a part of a circuit in the solver's form: clauses over variables numbered from 1.
type problem struct {
	number  []int // of each variable of the circuit
	clauses [][]int
}

func (p *problem) clause(lits ...lit) {
	out := make([]int, len(lits))
	for i, l := range lits {
		if out[i] = p.number[variable(l)]; l < 0 {
			out[i] = -out[i]
		}
	}
	p.clauses = append(p.clauses, out)
}

// define adds what a variable stands for.
func (p *problem) define(c *circuit, v int) {
	g := c.gates[v]
	if g.ins != nil {
		back := []lit{lit(v)}
		for _, in := range g.ins {
			p.clause(-lit(v), in)
			back = append(back, -in)
		}
		p.clause(back...)
	}
	group := c.groups[g.group]
	if g.group == 0 || int(group[0]) != v {
		return
	}
	p.clause(group...)
	for i, a := range group {
		for _, b := range group[:i] {
			p.clause(-a, -b)
		}
	}
}

// solving is held while the solver runs: it keeps a buffer that all its instances share.
var solving sync.Mutex

func satisfy(clauses [][]int, variables int) []bool {
	solving.Lock()
	defer solving.Unlock()
	s := solver.New(solver.ParseSliceNb(clauses, variables))
	if s.Solve() != solver.Sat {
		return nil
	}
	return s.Model()
}

// outcome is what is known of a variable: 1 it holds, -1 it does not, 0 unknown.
type outcome int8

// evaluate says, by Kleene's tables, what follows for each variable from what is known of the inputs.
func (c *circuit) evaluate(inputs map[lit]bool) outcomes {
	values := make(outcomes, len(c.gates))
	values[always] = 1
	for v := 2; v < len(c.gates); v++ {
		if known, ok := inputs[lit(v)]; ok {
			values[v] = -1
			if known {
				values[v] = 1
			}
		}
		if ins := c.gates[v].ins; ins != nil {
			values[v] = 1
			for _, in := range ins {
				values[v] = min(values[v], values.of(in))
			}
		}
	}
	return values
}

// outcomes is what is known of each variable of a circuit.
type outcomes []outcome

func (values outcomes) of(l lit) outcome {
	if l < 0 {
		return -values[-l]
	}
	return values[l]
}

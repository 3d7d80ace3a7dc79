package draw

import (
	"reflect"
	"slices"
	"text/template/parse"
)

// step writes a part of a template.
type step func(f *frame, dot reflect.Value)

// compiler makes the steps of one template.
type compiler struct {
	*Printer
	name    string
	program *program
	scope   []variable
}

// variable is a variable of the template, with its place in the frame. Its type is nil where it has several.
type variable struct {
	name string
	typ  reflect.Type
}

// place is where a node stands: what dot and $ are there.
type place struct {
	dot  reflect.Type
	root int // the variable $
}

func (c *compiler) declare(name string, typ reflect.Type) int {
	c.scope = append(c.scope, variable{name, typ})
	c.program.vars = max(c.program.vars, len(c.scope))
	return len(c.scope) - 1
}

func (c *compiler) find(name string) int {
	for i, v := range slices.Backward(c.scope) {
		if v.name == name {
			return i
		}
	}
	fail("%s: no variable %s", c.name, name)
	return 0
}

// list compiles nodes that follow one another. Texts that never change become one.
func (c *compiler) list(list *parse.ListNode, at place) (steps []step) {
	if list == nil {
		return nil
	}
	mark := len(c.scope)
	var text []byte
	flush := func() {
		if len(text) > 0 {
			steps = append(steps, write(text))
			text = nil
		}
	}
	for _, n := range list.Nodes {
		if fixed, ok := c.fixed(n, at); ok {
			text = append(text, fixed...)
			continue
		}
		flush()
		steps = append(steps, c.node(n, at))
	}
	flush()
	c.scope = c.scope[:mark]
	return steps
}

func write(text []byte) step {
	return func(f *frame, _ reflect.Value) { f.out.Write(text) }
}

// fixed returns what a node always writes, if that is known.
func (c *compiler) fixed(n parse.Node, at place) ([]byte, bool) {
	switch n := n.(type) {
	case *parse.TextNode:
		return n.Text, true
	case *parse.CommentNode:
		return nil, true
	case *parse.ActionNode:
		if len(n.Pipe.Decl) > 0 {
			return nil, false
		}
		cmds, escapes := c.split(n.Pipe)
		e := c.commands(cmds, at)
		if !e.fixed.IsValid() {
			return nil, false
		}
		return c.escaping(e.typ, escapes).append(nil, e.fixed), true
	}
	return nil, false
}

func (c *compiler) node(n parse.Node, at place) step {
	switch n := n.(type) {
	case *parse.ActionNode:
		return c.action(n, at)
	case *parse.IfNode:
		return c.branch(&n.BranchNode, at, false)
	case *parse.WithNode:
		return c.branch(&n.BranchNode, at, true)
	case *parse.RangeNode:
		return c.loop(n, at)
	case *parse.TemplateNode:
		return c.template(n, at)
	}
	fail("%s: %T is not known here", c.name, n)
	return nil
}

func (c *compiler) action(n *parse.ActionNode, at place) step {
	if len(n.Pipe.Decl) > 0 {
		e := c.pipe(n.Pipe, at)
		return c.assign(n.Pipe, e)
	}
	cmds, escapes := c.split(n.Pipe)
	e := c.commands(cmds, at)
	text := c.escaping(e.typ, escapes)
	eval := e.eval
	return func(f *frame, dot reflect.Value) {
		// What a function writes meanwhile it writes elsewhere.
		v := eval(f, dot)
		f.out.Write(text.append(f.out.AvailableBuffer(), v))
	}
}

// assign compiles the declaration of a variable, or a new value of one.
func (c *compiler) assign(p *parse.PipeNode, e expr) step {
	if len(p.Decl) != 1 {
		fail("%s: %s declares several variables", c.name, p)
	}
	var slot int
	if p.IsAssign {
		if slot = c.find(p.Decl[0].Ident[0]); c.scope[slot].typ != e.typ {
			fail("%s: %s changes its type", c.name, p.Decl[0])
		}
	} else {
		slot = c.declare(p.Decl[0].Ident[0], e.typ)
	}
	eval := e.eval
	return func(f *frame, dot reflect.Value) { f.vars[slot] = eval(f, dot) }
}

// branch compiles if and with, which makes the value the dot of its list.
func (c *compiler) branch(n *parse.BranchNode, at place, with bool) step {
	mark := len(c.scope)
	e := c.pipe(n.Pipe, at)
	var set step
	if len(n.Pipe.Decl) > 0 {
		set = c.assign(n.Pipe, expr{typ: e.typ, eval: func(f *frame, v reflect.Value) reflect.Value { return v }})
	}
	inner := at
	if with {
		inner.dot = e.typ
	}
	then := c.list(n.List, inner)
	otherwise := c.list(n.ElseList, at)
	c.scope = c.scope[:mark]
	eval, truth := e.eval, truthOf(e.typ)
	return func(f *frame, dot reflect.Value) {
		v := eval(f, dot)
		if set != nil {
			set(f, v)
		}
		switch {
		case !truth(v):
			f.run(otherwise, dot)
		case with:
			f.run(then, v)
		default:
			f.run(then, dot)
		}
	}
}

// loop compiles range over a slice, an array or a number.
func (c *compiler) loop(n *parse.RangeNode, at place) step {
	if n.Pipe.IsAssign {
		fail("%s: %s assigns", c.name, n.Pipe)
	}
	mark := len(c.scope)
	e := c.pipe(n.Pipe, at)
	list := e.typ
	for list != nil && list.Kind() == reflect.Pointer {
		list = list.Elem()
	}
	inner := at
	switch {
	case list != nil && (list.Kind() == reflect.Slice || list.Kind() == reflect.Array):
		inner.dot = list.Elem()
	default:
		fail("%s: range over %v is not known here", c.name, e.typ)
	}
	index, element := -1, -1
	switch d := n.Pipe.Decl; len(d) {
	case 1:
		element = c.declare(d[0].Ident[0], inner.dot)
	case 2:
		index, element = c.declare(d[0].Ident[0], intType), c.declare(d[1].Ident[0], inner.dot)
	}
	body := c.list(n.List, inner)
	otherwise := c.list(n.ElseList, at)
	c.scope = c.scope[:mark]
	eval := e.eval
	return func(f *frame, dot reflect.Value) {
		v := indirect(eval(f, dot))
		count := v.Len()
		if count == 0 {
			f.run(otherwise, dot)
		}
		for i := range count {
			each := v.Index(i)
			if index >= 0 {
				f.vars[index] = reflect.ValueOf(i)
			}
			if element >= 0 {
				f.vars[element] = each
			}
			f.run(body, each)
		}
	}
}

var intType = reflect.TypeFor[int]()

// template compiles the call of another template, which is made when it is first called: templates may call
// themselves.
func (c *compiler) template(n *parse.TemplateNode, at place) step {
	name, p := n.Name, c.Printer
	if n.Pipe == nil {
		return func(f *frame, _ reflect.Value) { f.call(p.program(name, nil), reflect.Value{}) }
	}
	e := c.pipe(n.Pipe, at)
	eval := e.eval
	if e.typ != nil && e.typ.Kind() != reflect.Interface {
		var made lazy
		return func(f *frame, dot reflect.Value) { f.call(made.get(p, name, e.typ), eval(f, dot)) }
	}
	return func(f *frame, dot reflect.Value) {
		v := eval(f, dot)
		if v.IsValid() && v.Kind() == reflect.Interface {
			v = v.Elem()
		}
		f.call(p.program(name, typeOf(v)), v)
	}
}

// pipe compiles a pipeline whose value is used.
func (c *compiler) pipe(p *parse.PipeNode, at place) expr { return c.commands(p.Cmds, at) }

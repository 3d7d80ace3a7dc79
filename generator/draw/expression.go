package draw

import (
	"reflect"
	"text/template/parse"
)

// eval gives the value of an expression.
type eval func(f *frame, dot reflect.Value) reflect.Value

// expr is an expression. Its type is nil where only a run shows it; fixed is its value where that never
// changes, and no value else.
type expr struct {
	typ   reflect.Type
	eval  eval
	fixed reflect.Value
}

func constant(v reflect.Value) expr {
	return expr{v.Type(), func(*frame, reflect.Value) reflect.Value { return v }, v}
}

// commands compiles the commands of a pipeline, each of which is given the value of the one before.
func (c *compiler) commands(cmds []*parse.CommandNode, at place) expr {
	var last *expr
	for _, cmd := range cmds {
		e := c.command(cmd, last, at)
		last = &e
	}
	if last == nil {
		fail("%s: an empty pipeline", c.name)
	}
	return *last
}

// command compiles a command: a function or method with its arguments, or a value.
func (c *compiler) command(cmd *parse.CommandNode, last *expr, at place) expr {
	return c.operand(cmd.Args[0], cmd.Args[1:], last, at)
}

// value compiles an argument.
func (c *compiler) value(n parse.Node, at place) expr { return c.operand(n, nil, nil, at) }

// operand compiles a value, or what gives one when it is called with arguments.
func (c *compiler) operand(n parse.Node, args []parse.Node, last *expr, at place) expr {
	switch n := n.(type) {
	case *parse.IdentifierNode:
		return c.function(n.Ident, args, last, at)
	case *parse.FieldNode:
		return c.chain(dotOf(at), n.Ident, args, last, at)
	case *parse.VariableNode:
		return c.chain(c.variable(n.Ident[0]), n.Ident[1:], args, last, at)
	case *parse.ChainNode:
		return c.chain(c.value(n.Node, at), n.Field, args, last, at)
	}
	if len(args) > 0 || last != nil {
		fail("%s: %s takes no arguments", c.name, n)
	}
	switch n := n.(type) {
	case *parse.DotNode:
		return dotOf(at)
	case *parse.PipeNode:
		if len(n.Decl) == 0 {
			return c.commands(n.Cmds, at)
		}
	case *parse.StringNode:
		return constant(reflect.ValueOf(n.Text))
	case *parse.BoolNode:
		return constant(reflect.ValueOf(n.True))
	case *parse.NumberNode:
		if n.IsInt && int64(int(n.Int64)) == n.Int64 {
			return constant(reflect.ValueOf(int(n.Int64)))
		}
	}
	fail("%s: %s is not known here", c.name, n)
	return expr{}
}

func dotOf(at place) expr {
	return expr{typ: at.dot, eval: func(_ *frame, dot reflect.Value) reflect.Value { return dot }}
}

func (c *compiler) variable(name string) expr {
	slot := c.find(name)
	return expr{typ: c.scope[slot].typ, eval: func(f *frame, _ reflect.Value) reflect.Value { return f.vars[slot] }}
}

// chain compiles fields of fields; the arguments are for the last of them, a method.
func (c *compiler) chain(e expr, names []string, args []parse.Node, last *expr, at place) expr {
	for i, name := range names {
		if i == len(names)-1 {
			return c.member(e, name, args, last, at)
		}
		e = c.member(e, name, nil, nil, at)
	}
	if len(args) > 0 || last != nil {
		fail("%s: a value takes no arguments", c.name)
	}
	return e
}

// member compiles a field or method of a value. Methods of a pointer are found where the value is one, or
// lies where a pointer can lead to it.
func (c *compiler) member(e expr, name string, args []parse.Node, last *expr, at place) expr {
	if e.typ == nil || e.typ.Kind() == reflect.Interface {
		fail("%s: the type of what has %s shows only in a run", c.name, name)
	}
	typ := e.typ
	for typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
	}
	if m, ok := reflect.PointerTo(typ).MethodByName(name); ok {
		return c.method(e, typ, m, args, last, at)
	}
	field, ok := typ.FieldByName(name)
	if typ.Kind() != reflect.Struct || !ok || !field.IsExported() || len(args) > 0 || last != nil {
		fail("%s: %v has no field %s", c.name, typ, name)
	}
	inner, index := e.eval, field.Index
	if len(index) == 1 {
		only := index[0]
		return expr{typ: field.Type, eval: func(f *frame, dot reflect.Value) reflect.Value {
			return indirect(inner(f, dot)).Field(only)
		}}
	}
	return expr{typ: field.Type, eval: func(f *frame, dot reflect.Value) reflect.Value {
		v, err := indirect(inner(f, dot)).FieldByIndexErr(index)
		if err != nil {
			panic(failure{err})
		}
		return v
	}}
}

// method compiles the call of a method of a type, or of a pointer to it.
func (c *compiler) method(e expr, typ reflect.Type, m reflect.Method, args []parse.Node, last *expr, at place) expr {
	inner := e.eval
	number := m.Index
	byValue := -1 // its number among the methods that need no pointer
	if v, ok := typ.MethodByName(m.Name); ok {
		byValue = v.Index
	}
	signature := m.Type // with the receiver before the parameters
	return c.call(function{}, signature, 1, args, last, at, func(f *frame, dot reflect.Value) reflect.Value {
		v := indirect(inner(f, dot))
		switch {
		case v.CanAddr():
			return v.Addr().Method(number)
		case byValue >= 0:
			return v.Method(byValue)
		}
		fail("%v has no method %s", typ, m.Name)
		return v
	})
}

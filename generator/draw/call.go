package draw

import (
	"fmt"
	"html/template"
	"reflect"
	"text/template/parse"
)

// function is what a template calls by a name.
type function struct {
	value reflect.Value
	pure  bool
}

var errorType = reflect.TypeFor[error]()

// function compiles the call of a function: one of the caller's, or one that every template has.
func (c *compiler) function(name string, args []parse.Node, last *expr, at place) expr {
	if f, ok := c.funcs[name]; ok {
		return c.call(f, f.value.Type(), 0, args, last, at, nil)
	}
	all := c.values(args, last, at)
	switch {
	case (name == "or" || name == "and") && len(all) > 0:
		return either(all, name == "or")
	case name == "not" && len(all) == 1:
		inner, is := all[0].eval, truthOf(all[0].typ)
		return expr{typ: boolType, eval: func(f *frame, dot reflect.Value) reflect.Value { return reflect.ValueOf(!is(inner(f, dot))) }}
	case name == "len" && len(all) == 1:
		inner := all[0].eval
		return expr{typ: intType, eval: func(f *frame, dot reflect.Value) reflect.Value {
			return reflect.ValueOf(indirect(inner(f, dot)).Len())
		}}
	case len(all) == 2 && compares[name] != nil:
		return c.compare(name, all[0], all[1])
	case name == "index" && len(all) == 2:
		return c.index(all[0], all[1])
	case name == "print":
		return c.call(printed, printed.value.Type(), 0, args, last, at, nil)
	}
	fail("%s: the function %s is not known here", c.name, name)
	return expr{}
}

var printed = function{value: reflect.ValueOf(fmt.Sprint), pure: true}

// index compiles the element of a slice or array.
func (c *compiler) index(list, number expr) expr {
	if list.typ == nil || number.typ != intType || list.typ.Kind() != reflect.Slice && list.typ.Kind() != reflect.Array {
		fail("%s: index of %v is not known here", c.name, list.typ)
	}
	return expr{typ: list.typ.Elem(), eval: func(f *frame, dot reflect.Value) reflect.Value {
		v, i := list.eval(f, dot), int(number.eval(f, dot).Int())
		if i < 0 || i >= v.Len() {
			fail("no element %d of %d", i, v.Len())
		}
		return v.Index(i)
	}}
}

var boolType = reflect.TypeFor[bool]()

func (c *compiler) values(args []parse.Node, last *expr, at place) []expr {
	var all []expr
	for _, a := range args {
		all = append(all, c.value(a, at))
	}
	if last != nil {
		all = append(all, *last)
	}
	return all
}

// either compiles or and and: the first argument that decides, else the last.
func either(all []expr, or bool) expr {
	typ := all[0].typ
	var tests []func(reflect.Value) bool
	for _, e := range all {
		if e.typ != typ {
			typ = nil
		}
		tests = append(tests, truthOf(e.typ))
	}
	return expr{typ: typ, eval: func(f *frame, dot reflect.Value) (v reflect.Value) {
		for i, e := range all {
			if v = e.eval(f, dot); tests[i](v) == or {
				return v
			}
		}
		return v
	}}
}

// compares are the comparisons of whole numbers; eq and ne are for text and truth besides.
var compares = map[string]func(a, b int64) bool{
	"eq": func(a, b int64) bool { return a == b }, "ne": func(a, b int64) bool { return a != b },
	"lt": func(a, b int64) bool { return a < b }, "le": func(a, b int64) bool { return a <= b },
	"gt": func(a, b int64) bool { return a > b }, "ge": func(a, b int64) bool { return a >= b },
}

func (c *compiler) compare(name string, a, b expr) expr {
	kind := func(e expr) reflect.Kind {
		switch {
		case e.typ == nil:
			return reflect.Invalid
		case e.typ.Kind() >= reflect.Int && e.typ.Kind() <= reflect.Int64:
			return reflect.Int
		}
		return e.typ.Kind()
	}
	var is func(x, y reflect.Value) bool
	test := compares[name]
	switch k := kind(a); {
	case k != kind(b) || k != reflect.Int && name != "eq" && name != "ne":
	case k == reflect.Int:
		is = func(x, y reflect.Value) bool { return test(x.Int(), y.Int()) }
	case k == reflect.String:
		is = func(x, y reflect.Value) bool { return (x.String() == y.String()) == (name == "eq") }
	case k == reflect.Bool:
		is = func(x, y reflect.Value) bool { return (x.Bool() == y.Bool()) == (name == "eq") }
	}
	if is == nil {
		fail("%s: %s of %v and %v is not known here", c.name, name, a.typ, b.typ)
	}
	return expr{typ: boolType, eval: func(f *frame, dot reflect.Value) reflect.Value {
		return reflect.ValueOf(is(a.eval(f, dot), b.eval(f, dot)))
	}}
}

// call compiles the call of a function whose parameters begin at an index of its type; find gives the
// function of a run, nil for the one that never changes.
func (c *compiler) call(fn function, typ reflect.Type, from int, args []parse.Node, last *expr, at place, find eval) expr {
	all := c.values(args, last, at)
	if want := typ.NumIn() - from; len(all) != want && !(typ.IsVariadic() && len(all) >= want-1) {
		fail("%s: %v is given %d arguments", c.name, typ, len(all))
	}
	if n := typ.NumOut(); n != 1 && (n != 2 || typ.Out(1) != errorType) {
		fail("%s: %v gives no single value", c.name, typ)
	}
	gives := make([]eval, len(all))
	fixed := fn.pure
	for i, a := range all {
		gives[i] = c.argument(a, parameter(typ, from+i))
		fixed = fixed && a.fixed.IsValid()
	}
	run := quick(fn.value, gives)
	if run == nil {
		run = slow(fn.value, typ, find, gives)
	}
	e := expr{typ: typ.Out(0), eval: run}
	if fixed {
		return constant(run(nil, reflect.Value{}))
	}
	return e
}

func parameter(f reflect.Type, i int) reflect.Type {
	if f.IsVariadic() && i >= f.NumIn()-1 {
		return f.In(f.NumIn() - 1).Elem()
	}
	return f.In(i)
}

// argument compiles a value as a parameter takes it: as it is, or what it points to, or a pointer to it.
func (c *compiler) argument(e expr, want reflect.Type) eval {
	inner := e.eval
	switch {
	case e.typ == nil || e.typ.Kind() == reflect.Interface && e.typ != want:
		return func(f *frame, dot reflect.Value) reflect.Value {
			v := inner(f, dot)
			if v.IsValid() && v.Kind() == reflect.Interface {
				v = v.Elem()
			}
			if !v.IsValid() || !v.Type().AssignableTo(want) {
				fail("an argument is no %v", want)
			}
			return v
		}
	case e.typ.AssignableTo(want):
		return inner
	case e.typ.Kind() == reflect.Pointer && e.typ.Elem().AssignableTo(want):
		return func(f *frame, dot reflect.Value) reflect.Value {
			v := inner(f, dot)
			if v.IsNil() {
				fail("an argument is nil")
			}
			return v.Elem()
		}
	case reflect.PointerTo(e.typ).AssignableTo(want):
		return func(f *frame, dot reflect.Value) reflect.Value {
			v := inner(f, dot)
			if !v.CanAddr() {
				fail("an argument is no %v", want)
			}
			return v.Addr()
		}
	}
	fail("%s: %v is no %v", c.name, e.typ, want)
	return nil
}

// slow calls by reflection, which works for every function.
func slow(fn reflect.Value, typ reflect.Type, find eval, gives []eval) eval {
	return func(f *frame, dot reflect.Value) reflect.Value {
		called := fn
		if find != nil {
			called = find(f, dot)
		}
		args := make([]reflect.Value, len(gives))
		for i, g := range gives {
			args[i] = g(f, dot)
		}
		results := called.Call(args)
		if len(results) == 2 && !results[1].IsNil() {
			panic(failure{results[1].Interface().(error)})
		}
		return results[0]
	}
}

// quick calls functions of common types directly; nil for others.
func quick(fn reflect.Value, gives []eval) eval {
	if !fn.IsValid() {
		return nil
	}
	switch fn := fn.Interface().(type) {
	case func(string) string:
		return func(f *frame, dot reflect.Value) reflect.Value { return reflect.ValueOf(fn(gives[0](f, dot).String())) }
	case func(int) string:
		return func(f *frame, dot reflect.Value) reflect.Value {
			return reflect.ValueOf(fn(int(gives[0](f, dot).Int())))
		}
	case func(any) string:
		return func(f *frame, dot reflect.Value) reflect.Value {
			return reflect.ValueOf(fn(gives[0](f, dot).Interface()))
		}
	case func(string, ...any) string:
		return func(f *frame, dot reflect.Value) reflect.Value {
			return reflect.ValueOf(fn(gives[0](f, dot).String(), interfaces(gives[1:], f, dot)...))
		}
	case func(string, int, ...any) string:
		return func(f *frame, dot reflect.Value) reflect.Value {
			return reflect.ValueOf(fn(gives[0](f, dot).String(), int(gives[1](f, dot).Int()), interfaces(gives[2:], f, dot)...))
		}
	case func(string, any) (template.HTML, error):
		return func(f *frame, dot reflect.Value) reflect.Value {
			html, err := fn(gives[0](f, dot).String(), gives[1](f, dot).Interface())
			if err != nil {
				panic(failure{err})
			}
			return reflect.ValueOf(html)
		}
	}
	return nil
}

func interfaces(gives []eval, f *frame, dot reflect.Value) []any {
	if len(gives) == 0 {
		return nil
	}
	all := make([]any, len(gives))
	for i, g := range gives {
		all[i] = g(f, dot).Interface()
	}
	return all
}

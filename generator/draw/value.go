package draw

import (
	"reflect"
	"sync/atomic"
)

// lazy is a program that is found when it is first needed.
type lazy struct{ program atomic.Pointer[program] }

func (l *lazy) get(p *Printer, name string, typ reflect.Type) *program {
	if found := l.program.Load(); found != nil {
		return found
	}
	made := p.program(name, typ)
	l.program.Store(made)
	return made
}

// indirect follows pointers; nil ends what is drawn.
func indirect(v reflect.Value) reflect.Value {
	for v.Kind() == reflect.Pointer {
		if v.IsNil() {
			fail("a nil pointer to %v", v.Type().Elem())
		}
		v = v.Elem()
	}
	return v
}

// truthOf returns what says whether a value of a type counts as true in a condition.
func truthOf(t reflect.Type) func(reflect.Value) bool {
	if t == nil {
		return truth
	}
	switch t.Kind() {
	case reflect.Bool:
		return reflect.Value.Bool
	case reflect.String, reflect.Slice, reflect.Array, reflect.Map:
		return func(v reflect.Value) bool { return v.Len() > 0 }
	case reflect.Pointer:
		return func(v reflect.Value) bool { return !v.IsNil() }
	case reflect.Struct:
		return func(reflect.Value) bool { return true }
	}
	return truth
}

// truth is what text/template holds to be true: what is neither empty, nor zero, nor nil.
func truth(v reflect.Value) bool {
	if v.IsValid() && v.Kind() == reflect.Interface && v.NumMethod() == 0 {
		v = v.Elem()
	}
	if !v.IsValid() {
		return false
	}
	switch v.Kind() {
	case reflect.Array, reflect.Map, reflect.Slice, reflect.String:
		return v.Len() > 0
	case reflect.Struct:
		return true
	case reflect.Chan, reflect.Func, reflect.Interface, reflect.Pointer, reflect.UnsafePointer:
		return !v.IsNil()
	}
	return !v.IsZero()
}

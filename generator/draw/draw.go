// Package draw executes templates of html/template several times faster than that package does, with the
// same result. html/template stays what parses them, checks them, and decides how each value is escaped
// where it stands; this package takes the trees that it has made safe, and turns each into Go functions, once
// for a template, the type of its dot and the functions it calls. Types of fields, methods and texts that never
// change are found then and not on every page.
//
// What it does not know (maps, channels, escaping inside scripts and styles) and what goes wrong while a
// page is drawn is an error, upon which the caller lets html/template execute the template: that gives the
// page, or the message with its place.
//
// A test draws every page of sites both ways and compares the bytes.
package draw

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"reflect"
	"sync"
)

// Templates is a set of templates that call one another.
type Templates struct {
	mu  sync.Mutex // escaping rewrites trees
	set *template.Template
}

// New returns the templates that are associated with t. They must not have been executed, and from now on
// only Templates may execute t.
func New(t *template.Template) *Templates { return &Templates{set: t} }

// Printer draws the templates of a set with functions of its own. It may be used from several goroutines.
type Printer struct {
	templates *Templates
	funcs     map[string]function
	programs  sync.Map // of key: *program
}

// Call says how the functions of a template are: Pure are the names of those whose result depends on their
// arguments alone, so that one whose arguments never change is called once.
type Call struct {
	Funcs template.FuncMap
	Pure  []string
}

// With returns a printer that calls the functions given, which must have the names and types of those the
// templates were parsed with.
func (t *Templates) With(call Call) *Printer {
	p := &Printer{templates: t, funcs: map[string]function{}}
	for name, f := range call.Funcs {
		p.funcs[name] = function{value: reflect.ValueOf(f)}
	}
	for _, name := range call.Pure {
		f := p.funcs[name]
		f.pure = true
		p.funcs[name] = f
	}
	return p
}

// Draw appends the template of a name, executed with dot, to a buffer. On an error the buffer is as it was.
// most is the length in bytes that the buffer may come to.
func (p *Printer) Draw(b *bytes.Buffer, name string, dot any, most int) (err error) {
	start := b.Len()
	defer func() {
		if r := recover(); r != nil {
			b.Truncate(start)
			err = errorOf(name, r)
		}
	}()
	v := reflect.ValueOf(dot)
	prog := p.program(name, typeOf(v))
	f := &frame{printer: p, out: b, most: most}
	f.call(prog, v)
	return nil
}

// failure is what steps panic with.
type failure struct{ error }

func fail(format string, args ...any) { panic(failure{fmt.Errorf(format, args...)}) }

// errorOf returns the error of what a step, or a function that it called, panicked with.
func errorOf(name string, panicked any) error {
	if f, ok := panicked.(failure); ok {
		return f.error
	}
	return fmt.Errorf("%s: %v", name, panicked)
}

// typeOf returns the type of a value, nil for none.
func typeOf(v reflect.Value) reflect.Type {
	if !v.IsValid() {
		return nil
	}
	return v.Type()
}

// key names a program: a template for one type of dot.
type key struct {
	name string
	dot  reflect.Type
}

// program is a template, ready to be run.
type program struct {
	make  sync.Once
	steps []step
	vars  int // how many variables it has at once
	err   error
}

// program returns the program of a template; it panics where the template is of a kind not known here.
func (p *Printer) program(name string, dot reflect.Type) *program {
	found, ok := p.programs.Load(key{name, dot})
	if !ok {
		found, _ = p.programs.LoadOrStore(key{name, dot}, new(program))
	}
	prog := found.(*program)
	prog.make.Do(func() { p.compile(prog, name, dot) })
	if prog.err != nil {
		panic(failure{prog.err})
	}
	return prog
}

func (p *Printer) compile(prog *program, name string, dot reflect.Type) {
	defer func() {
		if r := recover(); r != nil {
			// Whatever it was: without an error, the next page would be drawn by what there is of it.
			prog.err = errorOf(name, r)
		}
	}()
	p.templates.mu.Lock()
	defer p.templates.mu.Unlock()
	t := p.templates.escaped(name)
	c := &compiler{Printer: p, name: name, program: prog}
	root := c.declare("$", dot)
	prog.steps = c.list(t.Tree.Root, place{dot: dot, root: root})
}

// escaped returns the tree of a template as html/template has made it safe.
func (t *Templates) escaped(name string) *template.Template {
	found := t.set.Lookup(name)
	if found == nil {
		fail("no template %q", name) // or one for a place inside a tag, which html/template keeps to itself
	}
	// It is escaped before the first byte is written, and only once.
	var wrong *template.Error
	if err := found.Execute(nowhere{}, nil); errors.As(err, &wrong) {
		panic(failure{wrong})
	}
	if found.Tree == nil {
		fail("%q cannot be escaped", name)
	}
	return found
}

// nowhere takes nothing, so that a template ends at its first byte.
type nowhere struct{}

func (nowhere) Write([]byte) (int, error) { return 0, errors.New("nothing is to be written") }

// frame is what a template has while it runs.
type frame struct {
	printer *Printer
	out     *bytes.Buffer
	vars    []reflect.Value
	most    int
	depth   int
}

// deepest is how many templates may call one another; real pages need a dozen.
const deepest = 1000

// call runs a template within another.
func (f *frame) call(p *program, dot reflect.Value) {
	if f.depth++; f.depth > deepest {
		fail("templates call one another without end")
	}
	vars := f.vars
	f.vars = make([]reflect.Value, p.vars)
	f.vars[0] = dot
	f.run(p.steps, dot)
	f.vars = vars
	f.depth--
}

func (f *frame) run(steps []step, dot reflect.Value) {
	for _, s := range steps {
		s(f, dot)
	}
	if f.out.Len() > f.most {
		fail("more than %d bytes", f.most)
	}
}

package render

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strconv"

	"casebook/generator/source"
)

// Fault is what is wrong with a template, where the place is known.
type Fault struct {
	Place   source.Span // in the template's file
	Message string
	err     error
}

func (f *Fault) Error() string { return f.err.Error() }

// Unwrap returns the error of the template package.
func (f *Fault) Unwrap() error { return f.err }

// Span and Text are where the fault is, and what is wrong, for whoever shows faults.
func (f *Fault) Span() source.Span { return f.Place }
func (f *Fault) Text() string      { return f.Message }

// told is how the template packages begin an error: the file's name, the line from 1 and, where it is
// known, the column from 0 in bytes.
var told = regexp.MustCompile(`^(?:checked: )?(?:html/)?template: ?([^:\s]+\.html):(\d+)(?::(\d+))?: (?s:(.*))`)

// located finds the place that an error of a template names; an error that names none stays as it is.
func located(templates fs.FS, err error) error {
	if err == nil {
		return nil
	}
	for inner := err; inner != nil; inner = errors.Unwrap(inner) {
		m := told.FindStringSubmatch(inner.Error())
		if m == nil {
			continue
		}
		if file := find(templates, m[1]); file != nil {
			line, _ := strconv.Atoi(m[2])
			column, _ := strconv.Atoi(m[3])
			return &Fault{lineSpan(file, line, max(0, column)), m[4], err}
		}
	}
	return err
}

// find reads the template of a name; nil when there is none.
func find(templates fs.FS, name string) *source.File {
	for _, folder := range []string{"pages", "partials", "layouts"} {
		p := path.Join(folder, name)
		if body, err := fs.ReadFile(templates, p); err == nil {
			return shown(templates, p, body)
		}
	}
	return nil
}

// lineSpan is the line of a file from a column, in bytes, to its end; from its first letter where no
// column is known.
func lineSpan(file *source.File, line, column int) source.Span {
	start := file.Offset(line, 1)
	end := len(file.Body)
	if i := bytes.IndexByte(file.Body[start:], '\n'); i >= 0 {
		end = start + i
	}
	if column > 0 {
		return file.Span(min(start+column, end), end)
	}
	text := file.Body[start:end]
	return file.Span(start+len(text)-len(bytes.TrimLeft(text, " \t")), end)
}

// A page has at most so many bytes, and partials that functions draw lie within each other at most so
// deep: a template that repeats without end fails, and does not take the machine with it. Templates that
// call each other are bounded by the template package itself.
const (
	most    = 64 << 20
	deepest = 2000
)

// bounded passes on so many bytes and then fails.
type bounded struct {
	to   *bytes.Buffer
	left int
}

func (b *bounded) Write(p []byte) (int, error) {
	if b.left -= len(p); b.left < 0 {
		return 0, fmt.Errorf("the page has more than %d MB: does something in it repeat without end?", most>>20)
	}
	return b.to.Write(p)
}

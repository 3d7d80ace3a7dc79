// Package diag says what is wrong with the content.
//
// A [Diagnostic] is data: a code, a place, a message in the author's words, a hint that says what to
// type. How it looks is the business of package report. Every code stands in the catalogue
// ([Lookup], [All]) with the reason why it matters and two examples, one wrong and one right; tests
// build both.
package diag

import (
	"cmp"
	"slices"

	"casebook/generator/source"
)

// Code names a kind of fault, as <subject>-<problem>. A code never changes its meaning and is never
// used again for another.
type Code string

// Severity says what a diagnostic does to a build.
type Severity int

const (
	Note    Severity = iota // worth knowing
	Warning                 // the site is built; may be silenced by code in site.yaml
	Error                   // nothing is published; cannot be silenced
)

func (s Severity) String() string { return [...]string{"note", "warning", "error"}[s] }

// Diagnostic is one fault of the content.
type Diagnostic struct {
	Code     Code
	Severity Severity
	Span     source.Span // where; the zero Span is the whole site
	Message  string      // what is wrong, in the author's words: lower case, no full stop
	Hint     string      // what to type; "" rather than a vague one
	Related  []Related
	Paste    string // a whole case file that shows it, for a folder of cases; "" when there is none
}

// Related is another place that belongs to a diagnostic.
type Related struct {
	Span    source.Span
	Message string
}

// List collects diagnostics. The zero List is empty and ready.
type List []Diagnostic

// Add appends a diagnostic with the severity that the catalogue gives its code. The code must be in
// the catalogue: a code without an entry is a fault of the program, and panics.
func (l *List) Add(code Code, span source.Span, message, hint string, related ...Related) {
	e, ok := Lookup(code)
	if !ok {
		panic("diag: no catalogue entry for " + string(code))
	}
	*l = append(*l, Diagnostic{Code: code, Severity: e.Severity, Span: span, Message: message, Hint: hint, Related: related})
}

// Append adds all diagnostics of others.
func (l *List) Append(others List) { *l = append(*l, others...) }

// HasErrors says whether a diagnostic of the list keeps the site from being published.
func (l List) HasErrors() bool {
	return slices.ContainsFunc(l, func(d Diagnostic) bool { return d.Severity == Error })
}

// Sorted returns the diagnostics by path, place, code and message, each once.
func (l List) Sorted() List {
	s := slices.Clone(l)
	slices.SortStableFunc(s, func(a, b Diagnostic) int {
		return cmp.Or(a.Span.Compare(b.Span), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Message, b.Message))
	})
	return slices.CompactFunc(s, func(a, b Diagnostic) bool {
		return a.Span.Compare(b.Span) == 0 && a.Code == b.Code && a.Message == b.Message
	})
}

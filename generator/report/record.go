// Package report shows diagnostics: as text for a terminal, as JSON for programs, as annotations for
// GitHub, as SARIF for code scanning. Each diagnostic becomes one flat [Record] first, so that no form knows more than another.
package report

import (
	"strings"
	"unicode/utf8"

	"casebook/generator/diag"
	"casebook/generator/source"
)

// Record is a diagnostic with its place counted as people count: lines and columns from 1, columns in
// runes. Line and Column are 0 for a diagnostic about the whole site.
type Record struct {
	Path      string    `json:"path"`
	Line      int       `json:"line"`
	Column    int       `json:"column"`
	EndLine   int       `json:"endLine"`
	EndColumn int       `json:"endColumn"` // of the first rune after the span
	Severity  string    `json:"severity"`
	Code      string    `json:"code"`
	Message   string    `json:"message"`
	Hint      string    `json:"hint,omitempty"`
	Related   []Related `json:"related,omitempty"`
	Snippet   string    `json:"snippet,omitempty"` // the line of Line
	Paste     string    `json:"paste,omitempty"`   // a case file that shows it
}

// Related is another place that belongs to a record.
type Related struct {
	Path    string `json:"path"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Message string `json:"message"`
}

// Records returns a record for each diagnostic, in the order given.
func Records(diags diag.List) []Record {
	records := make([]Record, len(diags))
	for i, d := range diags {
		records[i] = record(d)
	}
	return records
}

func record(d diag.Diagnostic) Record {
	r := Record{Path: d.Span.Shown(), Severity: d.Severity.String(), Code: string(d.Code), Message: d.Message, Hint: d.Hint, Paste: d.Paste}
	if !d.Span.IsZero() {
		start, end := d.Span.Position(), d.Span.File.Position(d.Span.End)
		r.Line, r.Column, r.EndLine, r.EndColumn = start.Line, start.Column, end.Line, end.Column
		r.Snippet = d.Span.File.Line(start.Line)
	}
	for _, rel := range d.Related {
		at := rel.Span.Position()
		r.Related = append(r.Related, Related{Path: rel.Span.Shown(), Line: at.Line, Column: at.Column, Message: rel.Message})
	}
	return r
}

// caret returns the line that stands under a snippet: blanks (tabs kept) up to the column, then ^ and ~
// as far as the span goes on this line.
func (r Record) caret() string {
	runes := []rune(r.Snippet)
	var b strings.Builder
	for _, c := range runes[:min(r.Column-1, len(runes))] {
		if c != '\t' {
			c = ' '
		}
		b.WriteRune(c)
	}
	b.WriteByte('^')
	width := r.EndColumn - r.Column
	if r.EndLine != r.Line {
		width = utf8.RuneCountInString(r.Snippet) - r.Column + 1
	}
	b.WriteString(strings.Repeat("~", max(0, width-1)))
	return b.String()
}

// place returns "path:line:column: ", "path: " for a whole file, "" for the whole site.
func place(path string, at source.Position) string {
	switch {
	case path == "":
		return ""
	case at.Line == 0:
		return path + ": "
	}
	return path + ":" + at.String() + ": "
}

package report

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"casebook/generator/diag"
	"casebook/generator/source"
)

// Limit is how many diagnostics the text form prints before it says how many more there are.
const Limit = 200

// widest is how many runes of a source line are shown; a longer line is cut round the caret.
const widest = 120

// Text writes diagnostics for people: the place, what is wrong, the line with a caret, what to type.
// With colour it uses ANSI escapes.
func Text(w io.Writer, diags diag.List, colour bool) error {
	p := &printer{w: w, colour: colour}
	for i, r := range Records(diags) {
		if i == Limit {
			p.printf("… and %d more: casebook check --format json lists all\n", len(diags)-Limit)
			break
		}
		p.record(r)
	}
	return p.err
}

type printer struct {
	w      io.Writer
	colour bool
	err    error
}

func (p *printer) printf(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format, args...)
	}
}

// paint returns text in an ANSI style: "1" bold, "31" red, "33" yellow, "36" cyan.
func (p *printer) paint(style, text string) string {
	if !p.colour || text == "" {
		return text
	}
	return "\x1b[" + style + "m" + text + "\x1b[0m"
}

func (p *printer) record(r Record) {
	style := map[string]string{"error": "1;31", "warning": "1;33", "note": "1;36"}[r.Severity]
	p.printf("%s%s %s %s\n", p.paint("1", place(r.Path, source.Position{Line: r.Line, Column: r.Column})),
		p.paint(style, r.Severity+":"), visible(strings.ReplaceAll(r.Message, "\n", " ")), p.paint("2", "["+r.Code+"]"))
	if r.Line > 0 && strings.TrimSpace(r.Snippet) != "" {
		number, snippet, caret := fmt.Sprintf("%4d", r.Line), r.Snippet, r.caret()
		snippet, caret = window(snippet, caret, r.Column)
		p.printf("%s | %s\n%s | %s\n", number, visible(snippet), strings.Repeat(" ", len(number)), p.paint(style, caret))
	}
	if r.Hint != "" {
		p.printf("   hint: %s\n", strings.ReplaceAll(visible(r.Hint), "\n", "\n         "))
	}
	for _, rel := range r.Related {
		p.printf("   %s%s\n", place(rel.Path, source.Position{Line: rel.Line, Column: rel.Column}), visible(rel.Message))
	}
	if r.Paste != "" {
		p.printf("   a case that shows it, to paste into a file such as cases/witness.md:\n%s\n", visible(r.Paste))
	}
}

// window cuts a long line and its caret to the part round the column.
func window(snippet, caret string, column int) (string, string) {
	runes := []rune(snippet)
	if len(runes) <= widest {
		return snippet, caret
	}
	from := max(0, min(column-1-widest/3, len(runes)-widest))
	to := from + widest
	marks := []rune(caret)
	marks = marks[min(from, len(marks)):min(to, len(marks))]
	text, lead, tail := string(runes[from:to]), "", ""
	if from > 0 {
		lead = "…"
	}
	if to < len(runes) {
		tail = "…"
	}
	return lead + text + tail, strings.Repeat(" ", utf8.RuneCountInString(lead)) + string(marks)
}

// visible replaces control characters, so that content cannot steer the terminal it is shown on.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if (r < ' ' && r != '\t' && r != '\n') || r == 0x7f || (r >= 0x80 && r < 0xa0) {
			return '\uFFFD'
		}
		return r
	}, s)
}

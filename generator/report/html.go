package report

import (
	"cmp"
	"errors"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"casebook/generator/diag"
	"casebook/generator/source"
)

// HTML writes diagnostics and, where it is not nil, an error of the tool as a fragment of a page: a heading
// with the id "faults-title" that counts them, then a list of the errors or, where there is none, of the
// warnings and notes, each with its place, the lines round it with a
// caret under the fault, what to type, and why it matters. It has no script and no style of its own. lang is
// the language of the words round the messages.
func HTML(w io.Writer, diags diag.List, failure error, lang string) error {
	view := faults{words: wordsOf[lang], Lang: lang}
	if view.words == nil {
		view.words, view.Lang = wordsOf["en"], "en"
	}
	sorted := slices.Clone(diags)
	slices.SortStableFunc(sorted, func(a, b diag.Diagnostic) int { return cmp.Compare(b.Severity, a.Severity) })
	if failure != nil {
		sorted = slices.Insert(sorted, 0, failureOf(failure))
	}
	count := map[diag.Severity]int{}
	for _, d := range sorted {
		count[d.Severity]++
	}
	view.Heading = view.heading(count)
	if n := count[diag.Error]; n > 0 {
		sorted = sorted[:n] // the rest can wait until these are mended
	}
	for _, d := range sorted[:min(len(sorted), htmlLimit)] {
		view.List = append(view.List, view.fault(d))
	}
	if more := len(sorted) - htmlLimit; more > 0 {
		view.More = fmt.Sprintf(view.words["more"], more)
	}
	return faultsTemplate.Execute(w, view)
}

// htmlLimit is how many faults a page shows: whoever mends them starts at the top.
const htmlLimit = 50

// located is an error that knows its place.
type located interface {
	error
	Span() source.Span
	Text() string
}

// failureOf is an error of the tool as a diagnostic without a code.
func failureOf(err error) diag.Diagnostic {
	d := diag.Diagnostic{Severity: diag.Error, Message: err.Error()}
	if at := located(nil); errors.As(err, &at) {
		d.Span, d.Message = at.Span(), at.Text()
	}
	return d
}

// faults is what the fragment is made of.
type faults struct {
	words   map[string]string
	Lang    string
	Heading string
	List    []fault
	More    string
}

type fault struct {
	Record
	Is     string // error, warning or note, in the language
	Place  string
	Lines  []htmlLine
	Advice string // the word before the hint
	Title  string
	Why    string
	Worry  string // the word before why it matters
}

// htmlLine is a line of the source: its number, its text up to the fault, the fault, the rest. The caret
// stands under the faulty one.
type htmlLine struct {
	Number              int
	Before, Wrong, Rest string
	Caret               string
}

func (f *faults) fault(d diag.Diagnostic) fault {
	r := record(d)
	v := fault{Record: r, Is: f.words[r.Severity], Advice: f.words["hint"], Worry: f.words["why"]}
	v.Place = strings.TrimSuffix(place(r.Path, source.Position{Line: r.Line, Column: r.Column}), ": ")
	if e, ok := diag.Lookup(d.Code); ok {
		v.Title, v.Why = e.Title.In(f.Lang), e.Why.In(f.Lang)
	}
	for n := r.Line - 1; strings.TrimSpace(r.Snippet) != "" && n <= r.Line+1; n++ {
		if n >= 1 && n <= d.Span.File.Lines() {
			v.Lines = append(v.Lines, r.line(n, d.Span.File.Line(n)))
		}
	}
	return v
}

// line cuts a line of the source to what a page can show, the faulty one round its fault.
func (r Record) line(n int, text string) htmlLine {
	caret := ""
	if n == r.Line {
		caret = r.caret()
	}
	text, caret = window(text, caret, r.Column)
	text = visible(text)
	if n != r.Line {
		return htmlLine{Number: n, Before: text}
	}
	runes := []rune(text)
	from := min(utf8.RuneCountInString(caret)-utf8.RuneCountInString(strings.TrimLeft(caret, " \t")), len(runes))
	to := min(utf8.RuneCountInString(caret), len(runes))
	return htmlLine{n, string(runes[:from]), string(runes[from:max(from, to)]), string(runes[max(from, to):]), caret}
}

// heading counts the faults, and says whether they keep the site from being built.
func (f *faults) heading(count map[diag.Severity]int) string {
	var parts []string
	for _, s := range []diag.Severity{diag.Error, diag.Warning, diag.Note} {
		switch n := count[s]; {
		case n == 1:
			parts = append(parts, "1\u00a0"+f.words[s.String()])
		case n > 1:
			parts = append(parts, strconv.Itoa(n)+"\u00a0"+f.words[s.String()+"s"])
		}
	}
	text := strings.Join(parts, ", ")
	if count[diag.Error] > 0 {
		text += f.words["kept"]
	}
	return text
}

// wordsOf are the words round the messages, which are in English as the command prints them.
var wordsOf = map[string]map[string]string{
	"en": {
		"error": "error", "errors": "errors", "warning": "warning", "warnings": "warnings", "note": "note", "notes": "notes",
		"kept": " – to be mended before anything new is shown", "hint": "Hint:", "why": "Why it matters", "more": "and %d more: casebook check lists all",
	},
	"fr": {
		"error": "erreur", "errors": "erreurs", "warning": "avertissement", "warnings": "avertissements", "note": "remarque", "notes": "remarques",
		"kept": " – à corriger avant que la page ne change", "hint": "Conseil\u00a0:", "why": "Pourquoi c’est important", "more": "et %d autres\u00a0: casebook check les donne tous",
	},
}

var faultsTemplate = template.Must(template.New("faults").Parse(`<h2 id="faults-title" tabindex="-1" lang="{{.Lang}}">{{.Heading}}</h2>
<ol lang="{{.Lang}}">
{{- range $fault := .List}}
<li class="fault-{{.Severity}}">
<p class="fault-what"><span class="fault-is">{{.Is}}</span> <span lang="en">{{.Message}}</span></p>
{{- with .Place}}
<p class="fault-place"><code>{{.}}</code></p>{{end}}
{{- if .Lines}}
<pre tabindex="0" lang="zxx"><code>
{{- range $i, $line := .Lines}}{{if $i}}
{{end}}<span class="fault-line">{{printf "%4d" .Number}} │ </span>{{.Before}}{{with .Wrong}}<mark>{{.}}</mark>{{end}}{{.Rest}}
{{- with .Caret}}
<span class="fault-line">     │ </span><span class="fault-caret" aria-hidden="true">{{.}}</span>{{end}}
{{- end}}</code></pre>{{end}}
{{- with .Hint}}
<p class="fault-hint"><b>{{$fault.Advice}}</b> <span lang="en">{{.}}</span></p>{{end}}
{{- range .Related}}
<p class="fault-place"><code>{{.Path}}:{{.Line}}:{{.Column}}</code> <span lang="en">{{.Message}}</span></p>{{end}}
{{- if .Why}}
<details><summary>{{.Worry}} <code>{{.Code}}</code></summary><p><b>{{.Title}}.</b> {{.Why}}</p></details>{{end}}
</li>{{end}}
</ol>
{{- with .More}}
<p>{{.}}</p>{{end}}
`))

package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"casebook/generator"
	"casebook/generator/assess"
)

// coverageLine is a thing of the rules, or a branch of one, as check --coverage --format json writes it.
type coverageLine struct {
	Coverage string         `json:"coverage,omitempty"` // "rule", "exception" or "obligation"; "" for a branch
	ID       string         `json:"id,omitempty"`
	Branch   string         `json:"branch,omitempty"` // the condition, or the value, as written
	Depth    *int           `json:"depth,omitempty"`  // of a branch: in how many lists of conditions it stands
	Cases    tallyLine      `json:"cases"`
	Tests    tallyLine      `json:"tests"`
	Branches []coverageLine `json:"branches,omitempty"`
}

type tallyLine struct {
	Decides []string `json:"decides"` // the ids of those that it decides
	Holds   int      `json:"holds"`
	Fails   int      `json:"fails"`
	Unknown int      `json:"unknown"`
}

// coverageJSON writes one object a line for each rule, exception and obligation.
func coverageJSON(w io.Writer, r *generator.Result) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	for _, item := range r.Coverage.Items {
		what, id, _ := item.Name()
		line := coverageLine{Coverage: what, ID: id, Cases: tally(r, item.Cases, caseID), Tests: tally(r, item.Tests, testID)}
		for _, b := range item.Branches {
			line.Branches = append(line.Branches, coverageLine{Branch: b.Written(), Depth: &b.Depth,
				Cases: tally(r, b.Cases, caseID), Tests: tally(r, b.Tests, testID)})
		}
		if err := encoder.Encode(line); err != nil {
			return err
		}
	}
	return nil
}

func tally(r *generator.Result, t assess.Tally, id func(*generator.Result, int) string) tallyLine {
	line := tallyLine{Decides: []string{}, Holds: t.Holds, Fails: t.Fails, Unknown: t.Unknown}
	for _, i := range t.Decides {
		line.Decides = append(line.Decides, id(r, i))
	}
	return line
}

func caseID(r *generator.Result, i int) string { return r.Cases[i].Case.ID }
func testID(r *generator.Result, i int) string { return r.Tests[i].Case.ID }

// coverageText writes a table for people: the things of the rules, their branches under them.
func coverageText(w io.Writer, r *generator.Result) error {
	t := table{w: w, width: len("obligation")}
	for _, item := range r.Coverage.Items {
		what, id, _ := item.Name()
		t.widen(what + " " + id)
		for _, b := range item.Branches {
			t.widen(indent(b))
		}
	}
	t.line("", "cases", "", "", "", "tests", "")
	t.line("", "decides", "holds", "fails", "unknown", "decides", "")
	for _, item := range r.Coverage.Items {
		what, id, _ := item.Name()
		t.row(what+" "+id, &item.Tried)
		for _, b := range item.Branches {
			t.row(indent(b), &b.Tried)
		}
	}
	return t.err
}

func indent(b *assess.Branch) string { return strings.Repeat("  ", b.Depth+1) + b.Written() }

// table writes lines of one text and several numbers.
type table struct {
	w     io.Writer
	width int // of the texts, in runes
	err   error
}

// widestText is how many runes a text may take; a longer one is cut.
const widestText = 64

func (t *table) widen(text string) {
	t.width = min(widestText, max(t.width, utf8.RuneCountInString(text)))
}

func (t *table) row(text string, tried *assess.Tried) {
	remark := ""
	switch {
	case !tried.Exercised():
		remark = "nothing tries it"
	case len(tried.Cases.Decides) == 0:
		remark = "only a test tries it"
	}
	c := tried.Cases
	t.line(text, fmt.Sprint(len(c.Decides)), fmt.Sprint(c.Holds), fmt.Sprint(c.Fails), fmt.Sprint(c.Unknown), fmt.Sprint(len(tried.Tests.Decides)), remark)
}

func (t *table) line(text, decides, holds, fails, unknown, tests, remark string) {
	if runes := []rune(text); len(runes) > t.width {
		text = string(runes[:t.width-1]) + "…"
	}
	line := fmt.Sprintf("%-*s  %7s %7s %7s %7s  %7s  %s", t.width, text, decides, holds, fails, unknown, tests, remark)
	if t.err == nil {
		_, t.err = fmt.Fprintln(t.w, strings.TrimRight(line, " "))
	}
}

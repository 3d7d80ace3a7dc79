package main

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"casebook/generator"
	"casebook/generator/assess"
)

// printDifference writes what moved as text for a terminal.
func printDifference(w io.Writer, d *generator.Difference, lang string) error {
	p := &diffPrinter{lang: lang, words: diffWordsIn(lang)}
	for _, m := range d.Moved {
		p.moved(m)
	}
	p.list(p.words.appeared, d.Appeared)
	p.list(p.words.gone, d.Disappeared)
	if d.Before.Rules == "" {
		p.line(0, "%s %s", d.Before.Name, p.words.noFolder)
	}
	p.line(0, "%s → %s%s%s", d.Before.Name, d.After.Name, p.words.colon, summary(d, lang))
	if d.Before.Rules != "" {
		p.line(0, "%s", p.words.rules(d, plain))
	}
	_, err := w.Write(p.out.Bytes())
	return err
}

type diffPrinter struct {
	out   bytes.Buffer
	lang  string
	words diffWords
}

func (p *diffPrinter) line(depth int, format string, args ...any) {
	fmt.Fprintf(&p.out, "%*s"+format+"\n", append([]any{2 * depth, ""}, args...)...)
}

func (p *diffPrinter) moved(m generator.MovedCase) {
	id := m.ID
	if m.Was != "" {
		id += ", " + p.words.was + " " + m.Was
	}
	p.line(0, "%s [%s]", titleIn(m.Title, p.lang), id)
	p.changes(1, m.Moves)
	for _, r := range m.Readings {
		p.line(1, "%s%s%s [%s]", p.words.reading, p.words.colon, titleIn(r.Title, p.lang), r.ID)
		p.changes(2, r.Moves)
	}
	if lines := expectLines(m.Expect); lines != nil {
		p.line(1, "%s", strings.TrimRight(p.words.paste+p.words.colon, " "))
		for _, l := range lines {
			p.line(2, "%s", l)
		}
	}
	p.line(0, "")
}

func (p *diffPrinter) changes(depth int, m assess.Moves) {
	for _, c := range p.words.changes(m) {
		for _, r := range c.rows {
			p.line(depth, "%s: %s → %s", r.what, r.before, r.after)
		}
		for _, s := range c.steps {
			p.line(depth+1, "[%s] %s", stepID(s), outcomeWords(s))
			p.sentences(depth+2, s)
		}
		if c.bare {
			p.line(depth+1, "%s", p.words.noRule)
		}
	}
}

// sentences writes what the step said before and says after, once where that is the same.
func (p *diffPrinter) sentences(depth int, s assess.StepMove) {
	before, after := sentence(s.Before, p.lang), sentence(s.After, p.lang)
	if before == after {
		p.line(depth, "= %s", after)
		return
	}
	if s.Before != nil {
		p.line(depth, "- %s", before)
	}
	if s.After != nil {
		p.line(depth, "+ %s", after)
	}
}

// list writes the cases that only one side has.
func (p *diffPrinter) list(title string, cases []assess.Entry) {
	if len(cases) == 0 {
		return
	}
	p.line(0, "%s", strings.TrimRight(title+p.words.colon, " "))
	for _, e := range cases {
		p.line(1, "%s [%s]", titleIn(e.Title, p.lang), e.ID)
		p.line(2, "%s", answersOf(e))
	}
	p.line(0, "")
}

package main

import (
	"fmt"
	"html"
	"io"
	"strings"
	"unicode"

	"casebook/generator"
	"casebook/generator/assess"
)

// GitHub shows no job summary above 1 MiB; these parts, in bytes, leave room for what else a job says.
const (
	maxTable   = 350_000
	maxDetails = 350_000
	maxList    = 100_000
)

// summarise writes what moved as Markdown for the summary of a job: a table, and for each case why,
// folded away.
func summarise(w io.Writer, d *generator.Difference, lang string) error {
	s := &summariser{lang: lang, words: diffWordsIn(lang)}
	s.printf("## %s\n\n%s%s%s → %s%s%s\n", escaped(summary(d, lang)),
		s.words.before, s.words.colon, code(d.Before.Name), s.words.after, s.words.colon, code(d.After.Name))
	if d.Before.Rules == "" {
		s.printf("\n%s %s.\n", code(d.Before.Name), s.words.noFolder)
	} else {
		s.printf("\n%s.\n", s.words.rules(d, code))
	}
	s.table(d.Moved)
	cut := fit(s, d.Moved, maxDetails, s.details)
	s.note(s.words.cut, cut)
	s.list(s.words.appeared, d.Appeared)
	s.list(s.words.gone, d.Disappeared)
	_, err := io.WriteString(w, s.out.String())
	return err
}

type summariser struct {
	out   strings.Builder
	lang  string
	words diffWords
}

func (s *summariser) printf(format string, args ...any) { fmt.Fprintf(&s.out, format, args...) }

// fit writes as many of a list as have room, whole, and returns how many have none.
func fit[T any](s *summariser, list []T, room int, write func(T) string) int {
	for i, item := range list {
		text := write(item)
		if room -= len(text); room < 0 {
			return len(list) - i
		}
		s.out.WriteString(text)
	}
	return 0
}

func (s *summariser) note(format string, cut int) {
	if cut > 0 {
		s.printf("\n"+format+"\n", cut)
	}
}

func (s *summariser) table(moved []generator.MovedCase) {
	if len(moved) == 0 {
		return
	}
	s.printf("\n| %s | %s | %s | %s |\n|---|---|---|---|\n", s.words.caseHead, s.words.whatHead, s.words.before, s.words.after)
	s.note(s.words.cut, fit(s, moved, maxTable, s.rows))
	s.printf("\n")
}

// rows are the rows of a case; only the first names it.
func (s *summariser) rows(m generator.MovedCase) string {
	var b strings.Builder
	name := s.name(m)
	add := func(of string, moves assess.Moves) {
		for _, c := range s.words.changes(moves) {
			for _, r := range c.rows {
				fmt.Fprintf(&b, "| %s | %s%s | %s | %s |\n", name, of, code(r.what), escaped(r.before), escaped(r.after))
				name = ""
			}
		}
	}
	add("", m.Moves)
	for _, r := range m.Readings {
		add(s.words.reading+" "+code(r.ID)+", ", r.Moves)
	}
	return b.String()
}

func (s *summariser) name(m generator.MovedCase) string {
	name := escaped(titleIn(m.Title, s.lang)) + " (" + code(m.ID)
	if m.Was != "" {
		name += ", " + s.words.was + " " + code(m.Was)
	}
	return name + ")"
}

// details says why a case moved, and what to paste.
func (s *summariser) details(m generator.MovedCase) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<details>\n<summary>%s (<code>%s</code>)</summary>\n\n",
		html.EscapeString(oneLine(titleIn(m.Title, s.lang))), html.EscapeString(m.ID))
	s.changes(&b, m.Moves)
	for _, r := range m.Readings {
		fmt.Fprintf(&b, "\n**%s%s%s** (%s)\n\n", s.words.reading, s.words.colon, escaped(titleIn(r.Title, s.lang)), code(r.ID))
		s.changes(&b, r.Moves)
	}
	if lines := expectLines(m.Expect); lines != nil {
		fmt.Fprintf(&b, "\n%s%s\n\n```yaml\n%s\n```\n", s.words.paste, strings.TrimRight(s.words.colon, " "), strings.Join(lines, "\n"))
	}
	b.WriteString("\n</details>\n")
	return b.String()
}

func (s *summariser) changes(b *strings.Builder, m assess.Moves) {
	for _, c := range s.words.changes(m) {
		for _, r := range c.rows {
			fmt.Fprintf(b, "- %s: %s → %s\n", code(r.what), escaped(r.before), escaped(r.after))
		}
		for _, step := range c.steps {
			fmt.Fprintf(b, "  - %s: %s\n", code(stepID(step)), escaped(outcomeWords(step)))
			s.sentences(b, step)
		}
		if c.bare {
			fmt.Fprintf(b, "  - %s\n", s.words.noRule)
		}
	}
}

func (s *summariser) sentences(b *strings.Builder, step assess.StepMove) {
	before, after := sentence(step.Before, s.lang), sentence(step.After, s.lang)
	if before == after {
		fmt.Fprintf(b, "    - %s\n", escaped(after))
		return
	}
	if step.Before != nil {
		fmt.Fprintf(b, "    - %s%s%s\n", s.words.before, s.words.colon, escaped(before))
	}
	if step.After != nil {
		fmt.Fprintf(b, "    - %s%s%s\n", s.words.after, s.words.colon, escaped(after))
	}
}

// list writes the cases that only one side has.
func (s *summariser) list(title string, cases []assess.Entry) {
	if len(cases) == 0 {
		return
	}
	s.printf("\n### %s\n\n", title)
	cut := fit(s, cases, maxList, func(e assess.Entry) string {
		return fmt.Sprintf("- %s (%s)%s%s\n", escaped(titleIn(e.Title, s.lang)), code(e.ID), s.words.colon, escaped(answersOf(e)))
	})
	s.note(s.words.cutLists, cut)
}

// escaped writes text so that no character of it means anything to Markdown: titles and sentences are
// what anybody wrote in a pull request.
func escaped(text string) string {
	var b strings.Builder
	for _, r := range oneLine(text) {
		if strings.ContainsRune("\\`*_[]<>|~&#$@!", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// code writes an id or a path as code.
func code(text string) string { return "`" + strings.ReplaceAll(oneLine(text), "`", "'") + "`" }

// oneLine leaves out line breaks, but keeps the spaces that do not break.
func oneLine(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, text)
}

package tabular

import (
	"slices"
	"strings"

	"casebook/generator/yamlsrc"
)

// readBody reads the text of a case, a template a line.
func (p *mappingParser) readBody(t yamlsrc.Text) {
	for line := range strings.Lines(t.Value) {
		p.body = append(p.body, p.template(yamlsrc.Text{Value: strings.TrimRight(line, "\r\n"), Span: t.Span}))
	}
}

// text returns the body of a case, and the paragraphs that came whole from cells, as they read. A line
// whose fields are all empty is left out, and so is a heading with nothing under it. A field that is alone
// in its line gives a paragraph for every line of its cell.
func (m *Mapping) text(values []value) (text string, paragraphs []string) {
	var lines []string
	for _, t := range m.body {
		if only := t.alone(); only != nil {
			for line := range strings.SplitSeq(strings.Join(only.list(values), "\n"), "\n") {
				if line = oneLine(line); line != "" {
					lines = append(lines, "", escape(line), "")
					paragraphs = append(paragraphs, line)
				}
			}
			continue
		}
		if line, used := t.fill(values, func(s string) string { return escape(oneLine(s)) }); used {
			lines = append(lines, strings.TrimRight(line, " \t"))
		}
	}
	if lines = tidy(lines); len(lines) == 0 {
		return "", nil
	}
	return strings.Join(lines, "\n") + "\n", paragraphs
}

// found leaves out the quotes that stand in none of the paragraphs: a case quotes its own text, and the
// cell that a pattern read may not be in it.
func found(values []value, paragraphs []string) {
	for i, v := range values {
		quote := oneLine(v.quote)
		if !slices.ContainsFunc(paragraphs, func(text string) bool { return strings.Contains(text, quote) }) {
			values[i].quote = ""
		}
	}
}

// tidy leaves out headings with nothing under them, and of several blank lines all but one.
func tidy(lines []string) []string {
	var kept []string // from the end
	after := 0        // the level of the heading that follows what is kept; 0 for text
	any := false      // whether there is text before the next heading
	for i := len(lines) - 1; i >= 0; i-- {
		line := lines[i]
		level := headingLevel(line)
		switch {
		case line == "" && (len(kept) == 0 || kept[len(kept)-1] == ""):
			continue
		case level > 0 && !any && (after == 0 || after <= level):
			for len(kept) > 0 && kept[len(kept)-1] == "" {
				kept = kept[:len(kept)-1]
			}
			if len(kept) > 0 {
				kept = append(kept, "")
			}
			continue
		case level > 0:
			after, any = level, false
		case line != "":
			any = true
		}
		kept = append(kept, line)
	}
	for len(kept) > 0 && kept[len(kept)-1] == "" {
		kept = kept[:len(kept)-1]
	}
	for i, j := 0, len(kept)-1; i < j; i, j = i+1, j-1 {
		kept[i], kept[j] = kept[j], kept[i]
	}
	return kept
}

// headingLevel returns how many # a heading begins with, 0 for a line that is none.
func headingLevel(line string) int {
	marks := len(line) - len(strings.TrimLeft(line, "#"))
	if marks == 0 || marks > 6 || marks == len(line) || line[marks] != ' ' {
		return 0
	}
	return marks
}

// special are the signs that Markdown, or what is added to it here, acts on inside a line.
const special = "\\`*_[]<>|{}~#"

// escape writes a text of one line so that Markdown shows it as it is: no markup, no link, no list, no
// line that ends a block, no character named by an entity, whatever text the mapping puts right after it.
func escape(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case strings.IndexByte(special, c) >= 0,
			i == 0 && strings.IndexByte("+-=:.)", c) >= 0,
			c == '&' && (i+1 == len(text) || text[i+1] == '#' || isLetter(text[i+1])),
			c == ':' && (strings.HasPrefix(text[i:], "://") || i+1 == len(text) && endsWith(text[:i], "http", "https", "ftp")),
			c == '.' && endsWith(text[:i], "www"),
			c == '@',
			(c == '.' || c == ')') && isNumber(text[:i]):
			b.WriteByte('\\')
		}
		b.WriteByte(c)
	}
	return b.String()
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func isNumber(text string) bool { return text != "" && strings.Trim(text, "0123456789") == "" }

// endsWith says whether a text ends with one of several, in capitals or not.
func endsWith(text string, ends ...string) bool {
	return slices.ContainsFunc(ends, func(end string) bool {
		return len(text) >= len(end) && strings.EqualFold(text[len(text)-len(end):], end)
	})
}

package scaffold

import (
	"strings"
	"unicode/utf8"
)

// width is how long a line may be, in characters.
const width = 100

// note writes a text as comment lines after an indentation, with the blanks that it begins with; further
// lines hang two further in.
func note(indent int, text string) string {
	hanging := len(text) - len(strings.TrimLeft(text, " "))
	return prefixed(strings.Repeat(" ", indent)+"# "+text[:hanging], "  ", text)
}

// prefixed breaks a text into lines that begin with a prefix, all but the first with a further one.
func prefixed(prefix, hanging, text string) string {
	var lines []string
	room := width - utf8.RuneCountInString(prefix)
	for i, line := range wrap(text, room-len(hanging)) {
		if i > 0 {
			line = hanging + line
		}
		lines = append(lines, strings.TrimRight(prefix+line, " "))
	}
	return strings.Join(lines, "\n")
}

// wrap breaks a text at its spaces into lines of at most so many characters; a longer word has a line of
// its own.
func wrap(text string, room int) []string {
	var lines []string
	line, length := "", 0
	for word := range strings.FieldsSeq(text) {
		n := utf8.RuneCountInString(word)
		if line != "" && length+1+n > room {
			lines, line, length = append(lines, line), "", 0
		}
		if line != "" {
			line, length = line+" ", length+1
		}
		line, length = line+word, length+n
	}
	return append(lines, line)
}

// fill joins the ids of words with a bar, for a list of what may be written.
func fill(words []Word) string {
	var all []string
	for _, w := range words {
		all = append(all, w.ID)
	}
	return strings.Join(all, " | ")
}

package yamlsrc

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// slip is what a person probably did where the library only says that it cannot go on.
type slip struct {
	line          int // from 1, as the library counts
	message, hint string
}

var (
	glued  = regexp.MustCompile(`^\s*(?:- )*([\pL\d_-]+):([^\s/:][^:]*)$`)
	keyed  = regexp.MustCompile(`^(?:- |[\pL\d_.-]+:(?: |$))`)
	opened = regexp.MustCompile(`(?:^|\s)-$|:(?:\s+[&!]\S+)?$|[|>][+-]?\d?$`)
	curly  = regexp.MustCompile(`(?:: |- |[\[{,] ?)[“„‘]`)
)

// findSlip looks at the line of a fault, and above it, for what people do wrong most.
func (p *parser) findSlip(line int) (slip, bool) {
	text := string(bytes.TrimRight(p.lineText(line), "\r\n"))
	blanks := text[:len(text)-len(strings.TrimLeft(text, " \t"))]
	if strings.Contains(blanks, "\t") {
		return slip{line, "a tab used as indentation", "indent with spaces"}, true
	}
	if curly.MatchString(text) {
		return slip{line, "curly quotation marks are a part of the text in YAML, and do not quote it", `use straight ones: "…"`}, true
	}
	for n := line; n >= max(1, line-2); n-- {
		if m := glued.FindSubmatch(bytes.TrimSpace(p.lineText(n))); m != nil {
			return slip{n, "a colon without a space after it", fmt.Sprintf("write %s: %s", m[1], m[2])}, true
		}
	}
	return p.misplaced()
}

// misplaced finds the first line that is indented as none above it that it could belong to.
func (p *parser) misplaced() (slip, bool) {
	var open []int // how far the keys and hyphens that a line may continue are indented
	scalar, depth, before := -1, 0, ""
	for n := 1; n <= len(p.lines); n++ {
		text := strings.TrimRight(string(p.lineText(n)), " \t\r\n")
		content := strings.TrimLeft(text, " ")
		indent := len(text) - len(content)
		if content == "" || content[0] == '#' || scalar >= 0 && indent > scalar {
			continue
		}
		inside := depth > 0
		scalar, depth = -1, max(0, depth+strings.Count(text, "{")+strings.Count(text, "[")-strings.Count(text, "}")-strings.Count(text, "]"))
		if inside {
			continue
		}
		deeper := len(open) == 0 || indent > open[len(open)-1]
		near := nearest(open, indent)
		open = slices.DeleteFunc(open, func(i int) bool { return i > indent })
		fits := slices.Contains(open, indent)
		if !fits && len(open) > 0 && keyed.MatchString(content) && (!deeper || !opened.MatchString(before)) {
			return slip{n, "the indentation of this line fits none above it", fmt.Sprintf("indent it by %d spaces, as a line above", near)}, true
		}
		if !fits {
			open = append(open, indent)
		}
		for strings.HasPrefix(content, "- ") {
			rest := strings.TrimLeft(content[2:], " ")
			indent += len(content) - len(rest)
			open, content = append(open, indent), rest
		}
		if strings.HasSuffix(content, "|") || strings.HasSuffix(content, ">") || strings.HasSuffix(content, ">-") || strings.HasSuffix(content, "|-") {
			scalar = indent
		}
		before = content
	}
	return slip{}, false
}

// nearest returns the indentation above a line that it was probably meant to have: the next deeper one, or
// the deepest.
func nearest(open []int, indent int) int {
	for _, i := range open {
		if i > indent {
			return i
		}
	}
	if len(open) == 0 {
		return 0
	}
	return open[len(open)-1]
}

// quotesItself says whether a plain text begins with a curly quotation mark that seems meant to quote it:
// one that closes at its end, or not at all.
func quotesItself(text string) bool {
	pairs := map[rune]string{'“': "”", '„': "“”", '‘': "’"}
	first, size := utf8.DecodeRuneInString(text)
	closing, ok := pairs[first]
	if !ok {
		return false
	}
	at := strings.IndexAny(text[size:], closing)
	return at < 0 || at+size+len("”") == len(text)
}

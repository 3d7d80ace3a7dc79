package casefile

import (
	"bytes"
	"fmt"

	"casebook/generator/diag"
	"casebook/generator/source"
)

// Split finds the front matter of a Markdown file: the YAML between a first line --- and the next one.
// It returns the span of the YAML, the offset at which the body begins, and whether the front matter is
// there and closed; the fault is reported otherwise.
func Split(file *source.File) (front source.Span, body int, ok bool, diags diag.List) {
	start := 0
	if bytes.HasPrefix(file.Body, source.BOM) {
		start = len(source.BOM)
	}
	first, next := line(file, start)
	if !isFence(first) {
		diags.Append(missing(file, start))
		return file.Span(start, start), start, false, diags
	}
	for at := next; at < len(file.Body); {
		text, after := line(file, at)
		if isFence(text) {
			return file.Span(next, at), after, true, nil
		}
		at = after
	}
	diags.Add("case-front-matter-open", file.Span(start, start+len("---")),
		"the front matter begins here and is not closed", closingHint(file, next))
	return file.Span(next, len(file.Body)), len(file.Body), false, diags
}

// line returns the line that begins at an offset, without its line end, and where the next begins.
func line(file *source.File, at int) (text []byte, next int) {
	end := bytes.IndexByte(file.Body[at:], '\n')
	if end < 0 {
		return bytes.TrimSuffix(file.Body[at:], []byte("\r")), len(file.Body)
	}
	return bytes.TrimSuffix(file.Body[at:at+end], []byte("\r")), at + end + 1
}

// isFence says whether a line opens or closes the front matter.
func isFence(text []byte) bool { return string(bytes.TrimRight(text, " \t")) == "---" }

// missing reports a file that does not begin with ---, with the commonest reasons for it.
func missing(file *source.File, start int) (diags diag.List) {
	rest := bytes.TrimLeft(file.Body[start:], " \t\r\n")
	at := len(file.Body) - len(rest)
	message, hint := "the file does not begin with front matter", "begin the first line with ---, then the keys, then another line ---"
	switch text, _ := line(file, at); {
	case len(rest) == 0:
		message = "the file is empty"
	case isFence(text):
		message, hint = "the front matter does not begin on the first line", "remove what stands before the line ---"
	case len(text) > 1 && len(bytes.Trim(text, "-–— \t")) == 0:
		message, hint = fmt.Sprintf("the first line is %q, not ---", text), "write exactly three hyphens"
	}
	end := at + min(len(rest), 3)
	for end < len(file.Body) && end > at && file.Body[end]&0xC0 == 0x80 {
		end++
	}
	diags.Add("case-front-matter-missing", file.Span(min(at, end), end), message, hint)
	return diags
}

// closingHint says where the front matter was probably meant to end.
func closingHint(file *source.File, at int) string {
	for at < len(file.Body) {
		text, next := line(file, at)
		trimmed := bytes.TrimSpace(text)
		dashes := len(trimmed) > 1 && len(bytes.Trim(trimmed, "-–—")) == 0
		if dashes || string(trimmed) == "..." || string(trimmed) == "+++" {
			return fmt.Sprintf("line %d is %q: write exactly --- there", file.Position(at).Line, text)
		}
		if bytes.HasPrefix(text, []byte("# ")) || bytes.HasPrefix(text, []byte("## ")) {
			return fmt.Sprintf("add a line --- before line %d", file.Position(at).Line)
		}
		at = next
	}
	return "add a line --- after the last key"
}

package scaffold

import (
	"bytes"
	"strings"

	"casebook/generator/yamlsrc"
)

// insertion is a text to put in at a byte of a file.
type insertion struct {
	at   int
	text string
}

func (i insertion) into(body []byte) []byte {
	return bytes.Join([][]byte{body[:i.at], []byte(i.in(body)), body[i.at:]}, nil)
}

// in is the text with lines that end as those of the file do.
func (i insertion) in(body []byte) string {
	if bytes.Contains(body, []byte("\r\n")) {
		return strings.ReplaceAll(i.text, "\n", "\r\n")
	}
	return i.text
}

// editor finds where in a file something can be put in.
type editor struct{ body []byte }

// insert says how words come to stand at the end of a path on which something is missing. It reports false
// where what stands on the path is of another shape, which nothing can be put into.
func (e editor) insert(root *yamlsrc.Value, path []step, words string) (insertion, bool) {
	v, key := root, 0 // key is where the key of v begins; 0 for the whole front matter
	for i, s := range path {
		var next *yamlsrc.Value
		switch {
		case s.item && v.Kind == yamlsrc.Sequence:
			next = s.of(v)
		case !s.item && v.Kind == yamlsrc.Mapping:
			if pair := s.in(v); pair != nil {
				next, key = pair.Value, pair.Key.Span.Start
			}
		case v.Kind != yamlsrc.Null:
			return insertion{}, false
		}
		if next == nil {
			return e.put(v, key, path[i:], words), true
		}
		v = next
	}
	return insertion{}, false
}

// put says how the rest of a path comes into a value, which stands under the key at an offset.
func (e editor) put(v *yamlsrc.Value, key int, rest []step, words string) insertion {
	empty := len(v.Pairs)+len(v.Items) == 0
	switch {
	case v.Flow:
		comma := ", "
		if empty {
			comma = ""
		}
		return insertion{v.Span.End - 1, comma + flow(rest, words)}
	case v.Kind == yamlsrc.Mapping && !empty:
		return insertion{e.lineEnd(v.Span.End), "\n" + block(rest, e.column(v.Pairs[0].Key.Span.Start), words)}
	case v.Kind == yamlsrc.Sequence && !empty:
		return insertion{e.lineEnd(v.Span.End), "\n" + block(rest, e.dash(v.Items[0].Span.Start), words)}
	}
	indent := 0
	if key > 0 {
		indent = e.column(key) + 2
	}
	return insertion{e.lineEnd(key), "\n" + block(rest, indent, words)}
}

// block writes a path and what stands at its end as lines.
func block(path []step, indent int, words string) string {
	pad := strings.Repeat(" ", indent)
	s, rest := path[0], path[1:]
	switch {
	case s.item && s.id != "":
		return pad + "- id: " + s.id + "\n" + block(rest, indent+2, words)
	case s.item:
		return pad + "- " + strings.TrimLeft(block(rest, indent+2, words), " ")
	case len(rest) == 0:
		return pad + s.key + ": " + scalar(words, indent, len(s.key)+2)
	}
	return pad + s.key + ":\n" + block(rest, indent+2, words)
}

// flow writes a path and what stands at its end between braces and brackets, the outermost left out.
func flow(path []step, words string) string {
	s, rest := path[0], path[1:]
	switch {
	case s.item && s.id != "":
		return "{id: " + s.id + ", " + flow(rest, words) + "}"
	case s.item:
		return "{" + flow(rest, words) + "}"
	case len(rest) == 0:
		return s.key + ": " + inFlow(words)
	case rest[0].item:
		return s.key + ": [" + flow(rest, words) + "]"
	}
	return s.key + ": {" + flow(rest, words) + "}"
}

// lineStart returns where the line of an offset begins.
func (e editor) lineStart(at int) int { return bytes.LastIndexByte(e.body[:at], '\n') + 1 }

// lineEnd returns where the line of an offset ends, before its line end.
func (e editor) lineEnd(at int) int {
	end := len(e.body)
	if n := bytes.IndexByte(e.body[at:], '\n'); n >= 0 {
		end = at + n
	}
	return at + len(bytes.TrimSuffix(e.body[at:end], []byte("\r")))
}

// column returns how far into its line an offset is.
func (e editor) column(at int) int { return at - e.lineStart(at) }

// dash returns the column of the hyphen before an item.
func (e editor) dash(at int) int {
	return bytes.LastIndexByte(e.body[e.lineStart(at):at], '-')
}

package yamlsrc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"casebook/generator/diag"
	"casebook/generator/source"
)

// Bounds on what one YAML text may hold; past them the text is refused, so that a few lines of aliases
// cannot become gigabytes.
const (
	maxDepth  = 64
	maxValues = 200_000
)

// Parse reads the YAML text that stands in file from the byte start up to end (both from 0; end -1 for
// the whole file). What cannot be read is reported and left out; the value is nil only when there is
// none at all.
func Parse(file *source.File, start, end int) (*Value, diag.List) {
	if end < 0 {
		end = len(file.Body)
	}
	p := &parser{file: file, base: start, body: file.Body[start:end]}
	p.findLines()
	decoder := yaml.NewDecoder(bytes.NewReader(p.body))
	var document yaml.Node
	if err := decoder.Decode(&document); err != nil {
		if !errors.Is(err, io.EOF) {
			p.syntax(err)
		}
		return nil, p.diags
	}
	value := p.convert(document.Content[0], 0)
	var second yaml.Node
	if err := decoder.Decode(&second); err == nil {
		at := p.offset(second.Line, second.Column)
		p.diags.Add("yaml-second-document", file.Span(at, min(at+3, end)),
			"a second YAML document starts here", "keep one document a file: remove the line ---")
	} else if !errors.Is(err, io.EOF) {
		p.syntax(err)
	}
	return value, p.diags
}

type parser struct {
	file  *source.File
	base  int // of body in the file
	body  []byte
	lines []int // offsets in body where a line as YAML counts them begins
	diags diag.List
	open  []*yaml.Node // the nodes being converted, to see an alias of itself
	count int
	full  bool
}

// findLines records where lines begin for YAML, which also breaks them at a lone carriage return and
// at three Unicode characters.
func (p *parser) findLines() {
	p.lines = append(p.lines, 0)
	if p.base == 0 && bytes.HasPrefix(p.body, source.BOM) {
		p.lines[0] = len(source.BOM)
	}
	if bytes.IndexByte(p.body, '\r') < 0 && !bytes.Contains(p.body, []byte("\u0085")) && !bytes.Contains(p.body, []byte("\xe2\x80\xa8")) && !bytes.Contains(p.body, []byte("\xe2\x80\xa9")) {
		for at := bytes.IndexByte(p.body, '\n'); at >= 0; {
			p.lines = append(p.lines, at+1)
			next := bytes.IndexByte(p.body[at+1:], '\n')
			if next < 0 {
				return
			}
			at += 1 + next
		}
		return
	}
	for i := 0; i < len(p.body); i++ {
		rest := p.body[i:]
		switch {
		case rest[0] == '\r' && len(rest) > 1 && rest[1] == '\n':
		case rest[0] == '\n' || rest[0] == '\r':
			p.lines = append(p.lines, i+1)
		case bytes.HasPrefix(rest, []byte("\u0085")):
			p.lines = append(p.lines, i+2)
		case bytes.HasPrefix(rest, []byte("\u2028")), bytes.HasPrefix(rest, []byte("\u2029")):
			p.lines = append(p.lines, i+3)
		}
	}
}

// offset turns yaml.v3's place (line from 1, column from 1 in runes) into an offset in the file.
func (p *parser) offset(line, column int) int {
	if line < 1 {
		return p.base
	}
	if line > len(p.lines) {
		return p.base + len(p.body)
	}
	at := p.lines[line-1]
	for ; column > 1 && at < len(p.body); column-- {
		at += runeLen(p.body[at:])
	}
	return p.base + at
}

var errorLine = regexp.MustCompile(`^(?:yaml: )?(?:line (\d+): )?`)

// plainWords says in plain words what the library's commonest complaints mean, and what to type.
var plainWords = []struct{ find, message, hint string }{
	{"mapping values are not allowed", "a colon and a space inside an unquoted text", `put the text in quotes: "…: …"`},
	{"did not find expected key", "this does not continue the list or mapping above it", "check the indentation, and put texts with quotes, commas or colons in quotes"},
	{"did not find expected ',' or", "a bracket or quotation mark is not closed, or a text needs quotes", "close it, or put the text in quotes"},
	{"did not find expected node content", "a value is missing, or a bracket is not closed", "close the bracket, or write the value"},
	{"found unexpected end of stream", "a quotation mark is not closed", "add the closing quotation mark"},
	{"found character that cannot start any token", "a character that cannot start a value", "put the text in quotes; indent with spaces, not tabs"},
	{"found a tab character", "a tab used as indentation", "indent with spaces"},
	{"unknown anchor", "an alias of something that has no anchor", "write the value itself instead of *name"},
	{"did not find expected '-' indicator", "this line does not continue the list above it", "begin the line with - or indent it less"},
	{"could not find expected ':'", "a key without its colon", "write key: value"},
}

func (p *parser) syntax(err error) {
	text := err.Error()
	m := errorLine.FindStringSubmatch(text)
	line, _ := strconv.Atoi(m[1])
	if strings.Contains(text, "<document start>") {
		p.diags.Add("yaml-second-document", p.lineSpan(max(line, 1)), "something follows the end of the YAML document", "remove the line ...")
		return
	}
	message, hint := strings.TrimPrefix(text[len(m[0]):], "yaml: "), ""
	for _, w := range plainWords {
		if strings.Contains(text, w.find) {
			message, hint = w.message, w.hint
			break
		}
	}
	line = p.mendLine(line, text)
	if s, ok := p.findSlip(line); ok {
		line, message, hint = s.line, s.message, s.hint
	}
	p.diags.Add("yaml-syntax", p.lineSpan(line), message, hint)
}

// mendLine corrects the line that the library names (from 1, 0 for none): its parser counts from 0
// where its scanner counts from 1, it forgets the first line, and it gives unknown aliases no line.
func (p *parser) mendLine(line int, text string) int {
	if strings.Contains(text, "did not find expected") {
		line++
	}
	if strings.Contains(text, "end of stream") && len(bytes.TrimSpace(p.lineText(min(max(line, 1), len(p.lines))))) == 0 {
		line = 1
	}
	if m := unknownAnchor.FindStringSubmatch(text); m != nil {
		if i := bytes.Index(p.body, []byte("*"+m[1])); i >= 0 {
			line = 1 + bytes.Count(p.body[:i], []byte{'\n'})
		}
	}
	line = max(1, min(line, len(p.lines)))
	for line > 1 && len(bytes.TrimSpace(p.lineText(line))) == 0 {
		line--
	}
	return line
}

var unknownAnchor = regexp.MustCompile(`unknown anchor '([^']*)'`)

// lineSpan returns the text of a line without the blanks around it.
func (p *parser) lineSpan(line int) source.Span {
	start := p.offset(line, 1) - p.base
	end := len(p.body)
	if line < len(p.lines) {
		end = p.lines[line]
	}
	text := p.body[start:max(start, end)]
	start += len(text) - len(bytes.TrimLeft(text, " \t\r\n"))
	text = bytes.TrimSpace(text)
	return p.file.Span(p.base+start, p.base+start+len(text))
}

func (p *parser) convert(n *yaml.Node, depth int) *Value {
	start := p.offset(n.Line, n.Column)
	v := &Value{Flow: n.Style&yaml.FlowStyle != 0, Span: p.file.Span(start, start)}
	if p.count++; depth > maxDepth || p.count > maxValues {
		p.tooLarge(v.Span, depth)
		return v
	}
	if n.Anchor != "" && n.Kind != yaml.AliasNode {
		v.Span.Start = p.pastAnchor(start, n)
		v.Span.End = v.Span.Start
	}
	switch n.Kind {
	case yaml.AliasNode:
		return p.alias(n, v, depth)
	case yaml.ScalarNode:
		p.scalar(n, v)
	case yaml.SequenceNode:
		p.open = append(p.open, n)
		v.Kind = Sequence
		for i := 0; i < len(n.Content) && !p.full; i++ {
			v.Items = append(v.Items, p.convert(n.Content[i], depth+1))
		}
		p.open = p.open[:len(p.open)-1]
	case yaml.MappingNode:
		p.open = append(p.open, n)
		v.Kind = Mapping
		p.pairs(n, v, depth)
		p.open = p.open[:len(p.open)-1]
	}
	p.close(v)
	return v
}

// pastAnchor returns where a value begins behind its anchor, for which the library gives the place.
func (p *parser) pastAnchor(start int, n *yaml.Node) int {
	rest := p.body[start-p.base:]
	if !bytes.HasPrefix(rest, []byte("&"+n.Anchor)) {
		return start
	}
	rest = rest[1+len(n.Anchor):]
	return p.base + len(p.body) - len(bytes.TrimLeft(rest, " \t\r\n"))
}

func (p *parser) tooLarge(at source.Span, depth int) {
	if p.full {
		return
	}
	p.full = true
	message := fmt.Sprintf("more than %d values in one file", maxValues)
	if depth > maxDepth {
		message = fmt.Sprintf("lists and mappings nested more than %d deep", maxDepth)
	}
	p.diags.Add("yaml-too-large", at, message, "")
}

// alias gives the value that an alias stands for, at the alias's own place.
func (p *parser) alias(n *yaml.Node, v *Value, depth int) *Value {
	v.Span.End = v.Span.Start + 1 + len(n.Value)
	for _, open := range p.open {
		if open == n.Alias {
			p.diags.Add("yaml-alias-loop", v.Span, fmt.Sprintf("the alias *%s stands inside what it repeats", n.Value),
				"write the value itself instead of the alias")
			return v
		}
	}
	span := v.Span
	v = p.convert(n.Alias, depth+1)
	v.Span = span
	return v
}

func (p *parser) scalar(n *yaml.Node, v *Value) {
	v.Kind, v.Text = Scalar, n.Value
	v.Quoted = n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0
	if !v.Quoted && (n.Value == "" || n.Value == "~" || n.Value == "null") {
		v.Kind, v.Text = Null, ""
	}
	at := v.Span.Start - p.base
	v.Span.End = v.Span.Start + scalarLength(p.body[at:], n)
	if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		v.Span.End = p.blockEnd(n)
	}
	if !v.Quoted && quotesItself(v.Text) {
		p.diags.Add("yaml-curly-quotes", v.Span, "curly quotation marks are a part of the text in YAML, and do not quote it", `use straight ones: "…"`)
	}
}

// blockEnd returns where a | or > scalar ends: the last line that is indented deeper than the line of
// its key, or the end of its indicator when it is empty.
func (p *parser) blockEnd(n *yaml.Node) int {
	indent := indentation(p.lineText(n.Line))
	last := n.Line
	for line := n.Line + 1; line <= len(p.lines); line++ {
		text := p.lineText(line)
		if len(bytes.TrimSpace(text)) == 0 {
			continue
		}
		if indentation(text) <= indent {
			break
		}
		last = line
	}
	return p.lineSpan(last).End
}

func (p *parser) lineText(line int) []byte {
	end := len(p.body)
	if line < len(p.lines) {
		end = p.lines[line]
	}
	return p.body[p.lines[line-1]:end]
}

func indentation(line []byte) int { return len(line) - len(bytes.TrimLeft(line, " ")) }

func (p *parser) pairs(n *yaml.Node, v *Value, depth int) {
	seen := make(map[string]source.Span, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := p.convert(n.Content[i], depth+1)
		value := p.convert(n.Content[i+1], depth+1)
		text := Text{Value: key.Text, Span: key.Span}
		if p.full {
			return
		}
		if key.Kind != Scalar {
			p.diags.Add("yaml-wrong-type", key.Span, "a key must be a text, found "+key.Kind.String(), "")
			continue
		}
		if first, ok := seen[key.Text]; ok {
			p.diags.Add("yaml-repeated-key", key.Span, fmt.Sprintf("the key %q stands here twice", key.Text),
				"keep one of them", diag.Related{Span: first, Message: "it was given here first"})
			continue
		}
		seen[key.Text] = key.Span
		v.Pairs = append(v.Pairs, Pair{Key: text, Value: value})
	}
}

// close ends a list or mapping where its last part ends, or at its closing bracket.
func (p *parser) close(v *Value) {
	for _, item := range v.Items {
		v.Span.End = max(v.Span.End, item.Span.End)
	}
	for _, pair := range v.Pairs {
		v.Span.End = max(v.Span.End, pair.Key.Span.End, pair.Value.Span.End)
	}
	if !v.Flow || v.Kind == Scalar {
		return
	}
	closing := byte(']')
	if v.Kind == Mapping {
		closing = '}'
	}
	v.Span.End = max(v.Span.End, v.Span.Start+1)
	rest := p.file.Body[v.Span.End : p.base+len(p.body)]
	for i, b := range rest {
		if b == closing {
			v.Span.End += i + 1
			return
		}
		if !strings.ContainsRune(" \t\r\n,", rune(b)) {
			return
		}
	}
}

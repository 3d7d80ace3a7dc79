package markdown

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"casebook/generator/diag"
	"casebook/generator/source"
)

// markdownParser knows CommonMark, what GitHub adds to it, definition lists, footnotes and wiki links.
var markdownParser = parser.NewParser(
	parser.WithBlockParsers(append(parser.DefaultBlockParsers(),
		util.Prioritized(extension.NewDefinitionListParser(), 101),
		util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
		util.Prioritized(extension.NewFootnoteBlockParser(), 999))...),
	parser.WithInlineParsers(append(parser.DefaultInlineParsers(),
		util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
		util.Prioritized(wikiLinkParser{}, 90),
		util.Prioritized(extension.NewFootnoteParser(), 101),
		util.Prioritized(extension.NewStrikethroughParser(), 500),
		util.Prioritized(extension.NewLinkifyParser(), 999))...),
	parser.WithParagraphTransformers(append(parser.DefaultParagraphTransformers(),
		util.Prioritized(extension.NewTableParagraphTransformer(), 200))...),
	parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)),
)

// builder turns goldmark's tree into a Document.
type builder struct {
	file  *source.File
	src   []byte // the file, everything before the body blank
	doc   *Document
	diags diag.List
	plain []byte
	ids   map[string]int // of headings: how often each was wanted
	from  int            // nothing that stands before this in the file is shown: the line [!NOTE]
	notes *east.FootnoteList
	refs  map[int]int // references seen of each note
	depth int         // of inline elements
	links int         // of links that are open
}

func newBuilder(file *source.File) *builder {
	return &builder{file: file, doc: &Document{file: file}}
}

// read parses the body. goldmark is given the whole file, so that its places are the file's.
func (b *builder) read(body []byte, bodyStart int) {
	b.src = blankBefore(body, bodyStart)
	b.limit(bodyStart)
	root := markdownParser.Parse(text.NewReader(b.src))
	b.blocks(root)
	b.footnotes()
	b.finish()
}

// finish moves what was gathered into the document.
func (b *builder) finish() {
	b.doc.plain = string(b.plain)
	b.checkHeadings()
	for i, p := range b.doc.places {
		b.doc.headings[i].Text = oneLine(b.doc.plain[p.start:p.end])
	}
}

// blankBefore returns a copy of body, everything before start and a byte-order mark blank. Bytes that
// are no text are replaced by one byte each, so that places stay right.
func blankBefore(body []byte, start int) []byte {
	src := bytes.Clone(body)
	for i, c := range src[:start] {
		if c != '\n' {
			src[i] = ' '
		}
	}
	if bytes.HasPrefix(body, source.BOM) && start <= len(source.BOM) {
		copy(src, "\n\n\n")
	}
	for i, c := range src {
		if c == blockEnd {
			src[i] = ' '
		}
	}
	if utf8.Valid(src) {
		return src
	}
	for i := 0; i < len(src); {
		r, size := utf8.DecodeRune(src[i:])
		if r == utf8.RuneError && size == 1 {
			src[i] = '?'
		}
		i += size
	}
	return src
}

// Bounds on what one text may hold: goldmark takes a time that grows with the square of these.
const (
	maxDepth    = 50   // quotes and lists that one line opens; inline elements in one another
	maxBrackets = 2000 // opening brackets between two blank lines
)

// limit reports lines that open more quotes, lists or brackets than anyone reads, and takes them out.
func (b *builder) limit(start int) {
	brackets := 0
	for start < len(b.src) {
		end := start + bytes.IndexByte(b.src[start:], '\n')
		if end < start {
			end = len(b.src)
		}
		line := b.src[start:end]
		if brackets += bytes.Count(line, []byte{'['}); len(bytes.TrimSpace(line)) == 0 {
			brackets = 0
		}
		switch {
		case markersOf(line) > maxDepth:
			b.takeOut(start, end, fmt.Sprintf("quotes and lists nested more than %d deep", maxDepth))
		case brackets > maxBrackets:
			b.takeOut(start, end, fmt.Sprintf("more than %d brackets in one paragraph, list or table", maxBrackets))
			brackets = 0
		}
		start = end + 1
	}
}

// takeOut reports a line and makes it blank.
func (b *builder) takeOut(start, end int, message string) {
	b.diags.Add("markdown-too-complex", b.file.Span(start, end), message, "")
	for i := start; i < end; i++ {
		b.src[i] = ' '
	}
}

// markersOf counts the marks of quotes and list items at the start of a line.
func markersOf(line []byte) int {
	count := 0
	for i, c := range line {
		switch {
		case c == '>':
			count++
		case c == '.' || c == ')':
			if i > 0 && line[i-1] >= '0' && line[i-1] <= '9' {
				count++
			}
		case c == '-' || c == '*' || c == '+' || c == ':':
			if i+1 < len(line) && (line[i+1] == ' ' || line[i+1] == '\t') {
				count++
			}
		case c != ' ' && c != '\t' && (c < '0' || c > '9'):
			return count
		}
	}
	if len(bytes.Trim(line, " \t\r-")) == 0 || len(bytes.Trim(line, " \t\r*")) == 0 {
		return 0 // a rule or an underline
	}
	return count
}

// open adds a step that opens an element and returns its number, for close.
func (b *builder) open(k kind, arg int) int {
	b.doc.steps = append(b.doc.steps, step{kind: k, arg: int32(arg), at: int32(len(b.plain))})
	return len(b.doc.steps) - 1
}

func (b *builder) close(opened int) {
	s := &b.doc.steps[opened]
	s.to = int32(len(b.plain))
	b.doc.steps = append(b.doc.steps, step{kind: s.kind, shut: true, arg: s.arg, at: s.to, to: s.to})
	if s.kind.isLeaf() {
		b.plain = append(b.plain, blockEnd)
	}
}

// put adds a step for something without content.
func (b *builder) put(k kind, arg int) {
	at := int32(len(b.plain))
	b.doc.steps = append(b.doc.steps, step{kind: k, arg: int32(arg), at: at, to: at})
}

// text adds text as it stands in the file, escapes and entities as they are.
func (b *builder) text(start, end int) {
	if start = max(start, b.from); start >= end {
		return
	}
	b.run(end-start, start, end)
	b.plain = append(b.plain, b.src[start:end]...)
}

// replaced adds a text that stands in the file in another form.
func (b *builder) replaced(text string, start, end int) {
	if start < b.from || text == "" {
		return
	}
	b.run(len(text), start, end)
	b.plain = append(b.plain, text...)
}

// run notes that the next size bytes of the plain text come from a part of the file.
func (b *builder) run(size, start, end int) {
	b.doc.runs = append(b.doc.runs,
		run{at: int32(len(b.plain)), size: int32(size), src: int32(start), n: int32(end - start)})
}

// prose adds text of the file with its escapes and entities resolved.
func (b *builder) prose(start, end int) {
	for i := start; i < end; {
		next := bytes.IndexAny(b.src[i:end], `\&`)
		if next < 0 {
			b.text(i, end)
			return
		}
		at := i + next
		shown, length := unescape(b.src[at:end])
		if length == 0 {
			b.text(i, at+1)
			i = at + 1
			continue
		}
		b.text(i, at)
		b.replaced(shown, at, at+length)
		i = at + length
	}
}

// unescape reads the escape or entity at the start of src; length 0 when there is none.
func unescape(src []byte) (shown string, length int) {
	if src[0] == '\\' {
		if len(src) > 1 && util.IsPunct(src[1]) {
			return string(src[1]), 2
		}
		return "", 0
	}
	end := 1
	for end < min(len(src), 40) && (src[end] == '#' || util.IsAlphaNumeric(src[end])) {
		end++ // no further: what stands before another & is none of this entity
	}
	if end < 2 || end == len(src) || src[end] != ';' {
		return "", 0
	}
	entity := src[:end+1]
	resolved := util.ResolveEntityNames(util.ResolveNumericReferences(entity))
	if bytes.Equal(resolved, entity) || bytes.IndexByte(resolved, blockEnd) >= 0 {
		return "", 0
	}
	return string(resolved), len(entity)
}

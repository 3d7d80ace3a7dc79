package markdown

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// inlines adds the inline content of a block.
func (b *builder) inlines(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		b.inline(n)
	}
}

func (b *builder) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		b.textNode(n)
	case *ast.String:
		b.replaced(string(n.Value), n.Pos(), n.Pos())
	case *ast.Emphasis:
		b.element([]kind{emphasis, strong}[min(n.Level, 2)-1], n)
	case *east.Strikethrough:
		b.element(strike, n)
	case *ast.CodeSpan:
		b.codeSpan(n)
	case *ast.Link:
		b.link(n)
	case *ast.AutoLink:
		b.autoLink(n)
	case *ast.Image:
		b.image(n)
	case *ast.RawHTML:
		b.inlineHTML(n)
	case *wikiLink:
		b.wikiLink(n)
	case *east.FootnoteLink:
		b.noteRef(n)
	case *east.TaskCheckBox:
		checked := 0
		if n.IsChecked {
			checked = 1
		}
		b.put(box, checked)
	}
}

// element adds an inline element with its content; past maxDepth only the content.
func (b *builder) element(k kind, n ast.Node) {
	if b.depth >= maxDepth {
		b.inlines(n)
		return
	}
	b.depth++
	opened := b.open(k, 0)
	b.inlines(n)
	b.close(opened)
	b.depth--
}

func (b *builder) textNode(n *ast.Text) {
	s := n.Segment
	if n.IsRaw() {
		b.text(s.Start, s.Stop)
	} else {
		b.prose(s.Start, s.Stop)
	}
	if n.HardLineBreak() && s.Stop >= b.from {
		b.put(lineBreak, 0)
	}
	if n.HardLineBreak() || n.SoftLineBreak() {
		b.replaced("\n", s.Stop, b.lineEnd(s.Stop))
	}
}

// lineEnd returns the offset after the line end that follows at, blanks before it included.
func (b *builder) lineEnd(at int) int {
	if end := bytes.IndexByte(b.src[at:], '\n'); end >= 0 {
		return at + end + 1
	}
	return len(b.src)
}

// codeSpan adds code as it stands; its line ends count as spaces.
func (b *builder) codeSpan(n *ast.CodeSpan) {
	opened := b.open(codeSpan, 0)
	start := len(b.plain)
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.text(t.Segment.Start, t.Segment.Stop)
		}
	}
	for i, c := range b.plain[start:] {
		if c == '\n' || c == '\r' {
			b.plain[start+i] = ' '
		}
	}
	b.close(opened)
}

func (b *builder) inlineHTML(n *ast.RawHTML) {
	segments := n.Segments
	if segments.Len() == 0 {
		return
	}
	b.rawHTML(segments.At(0).Start, segments.At(segments.Len()-1).Stop)
	opened := b.open(token, -1)
	for i := range segments.Len() {
		b.text(segments.At(i).Start, segments.At(i).Stop)
	}
	b.close(opened)
}

// maxNoteRefs keeps the number of a note and of a reference to it in one argument.
const maxNoteRefs = 1 << 12

func (b *builder) noteRef(n *east.FootnoteLink) {
	if b.refs == nil {
		b.refs = make(map[int]int)
	}
	b.refs[n.Index]++
	b.put(noteRef, n.Index*maxNoteRefs+min(b.refs[n.Index], maxNoteRefs-1))
}

// checkNoteRefs reports references to notes that are not there, which goldmark leaves as text, in the
// block that starts at an offset of the plain text.
func (b *builder) checkNoteRefs(start int) {
	block := string(b.plain[start:])
	for i := 0; ; {
		open := strings.Index(block[i:], "[^")
		if open < 0 {
			return
		}
		open += i
		length := strings.IndexAny(block[open+2:], "] \n")
		i = open + 2
		if length < 1 || block[i+length] != ']' {
			continue
		}
		from, to := b.doc.fileRange(start + open)
		if to-from > 1 || b.inCode(start+open) {
			continue // escaped, or code
		}
		name := block[open : i+length+1]
		b.diags.Add("markdown-note-missing", b.doc.span(start+open, start+open+len(name)),
			fmt.Sprintf("there is no note %s", name),
			fmt.Sprintf("add a line at the end of the text: %s: …", name))
	}
}

// inCode says whether a place of the plain text stands in a code span.
func (b *builder) inCode(at int) bool {
	for i := len(b.doc.steps) - 1; i >= 0 && int(b.doc.steps[i].to) > at; i-- {
		if s := b.doc.steps[i]; s.kind == codeSpan && !s.shut && int(s.at) <= at {
			return true
		}
	}
	return false
}

package markdown

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"casebook/generator/source"
)

// blocks adds the blocks under a node.
func (b *builder) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		b.block(n)
	}
}

func (b *builder) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Paragraph:
		b.leaf(paragraph, 0, n)
	case *ast.TextBlock:
		b.leaf(bareText, 0, n)
	case *ast.Heading:
		b.heading(n)
	case *ast.ThematicBreak:
		b.put(rule, 0)
	case *ast.CodeBlock:
		b.code(n, "")
	case *ast.FencedCodeBlock:
		b.code(n, string(n.Language(b.src)))
	case *ast.HTMLBlock:
		b.htmlBlock(n)
	case *ast.Blockquote:
		b.quote(n)
	case *ast.List:
		b.list(n)
	case *ast.ListItem:
		b.item(n)
	case *east.Table:
		b.table(n)
	case *east.DefinitionList:
		b.container(definitions, 0, n)
	case *east.DefinitionTerm:
		b.leaf(term, 0, n)
	case *east.DefinitionDescription:
		b.container(detail, 0, n)
	case *east.FootnoteList:
		b.notes = n
	}
}

func (b *builder) container(k kind, arg int, n ast.Node) {
	opened := b.open(k, arg)
	b.blocks(n)
	b.close(opened)
}

func (b *builder) leaf(k kind, arg int, n ast.Node) {
	opened := b.open(k, arg)
	b.inlines(n)
	b.close(opened)
	b.checkNoteRefs(int(b.doc.steps[opened].at))
}

func (b *builder) list(n *ast.List) {
	k := bullets
	if n.IsOrdered() {
		k = numbers
	}
	b.container(k, n.Start, n)
}

func (b *builder) item(n *ast.ListItem) {
	task := 0
	if first := n.FirstChild(); first != nil {
		if _, ok := first.FirstChild().(*east.TaskCheckBox); ok {
			task = 1
		}
	}
	b.container(item, task, n)
}

func (b *builder) table(n *east.Table) {
	opened, body := b.open(table, 0), -1
	for r := n.FirstChild(); r != nil; r = r.NextSibling() {
		_, isHead := r.(*east.TableHeader)
		part := -1
		if isHead {
			part = b.open(tableHead, 0)
		} else if body < 0 {
			body = b.open(tableBody, 0)
		}
		b.row(r, isHead)
		if isHead {
			b.close(part)
		}
	}
	if body >= 0 {
		b.close(body)
	}
	b.close(opened)
}

func (b *builder) row(n ast.Node, isHead bool) {
	opened := b.open(row, 0)
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		arg := int(c.(*east.TableCell).Alignment)
		if isHead {
			arg += headCell
		}
		b.leaf(cell, arg, c)
	}
	b.close(opened)
}

// code adds a block of code; a carriage return at a line's end is no part of it.
func (b *builder) code(n ast.Node, language string) {
	b.doc.codes = append(b.doc.codes, language)
	opened := b.open(code, len(b.doc.codes)-1)
	b.lines(n.Lines())
	b.close(opened)
}

func (b *builder) lines(lines *text.Segments) {
	for i := range lines.Len() {
		s := lines.At(i)
		if s.Padding > 0 {
			b.replaced("    "[:min(4, s.Padding)], s.Start, s.Start)
		}
		end := s.Stop
		if end > s.Start && b.src[end-1] == '\n' {
			end--
		}
		textEnd := end
		if textEnd > s.Start && b.src[textEnd-1] == '\r' {
			textEnd--
		}
		b.text(s.Start, textEnd)
		b.replaced("\n", textEnd, s.Stop)
	}
}

func (b *builder) htmlBlock(n *ast.HTMLBlock) {
	lines := n.Lines()
	if n.HasClosure() {
		lines.Append(n.ClosureLine)
	}
	if lines.Len() == 0 {
		return
	}
	b.rawHTML(lines.At(0).Start, lines.At(lines.Len()-1).Stop)
	opened := b.open(rawHTML, 0)
	b.lines(lines)
	b.close(opened)
}

func (b *builder) rawHTML(start, end int) {
	end = start + len(bytes.TrimRight(b.src[start:end], " \t\r\n"))
	shown := shorten(oneLine(string(b.src[start:end])), 60)
	b.diags.Add("markdown-raw-html", b.file.Span(start, end),
		fmt.Sprintf("HTML in the text: %q is shown as it is written", shown),
		"write it in Markdown, or in `backquotes` if it should be shown")
}

// alertNames are the alerts that GitHub knows, as they are written: > [!NOTE].
var alertNames = []string{"NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"}

// quote adds a quote, or an alert when its first line names one.
func (b *builder) quote(n *ast.Blockquote) {
	first, ok := n.FirstChild().(*ast.Paragraph)
	if !ok || first.Lines().Len() == 0 {
		b.container(quote, 0, n)
		return
	}
	line := first.Lines().At(0)
	name := bytes.TrimSpace(line.Value(b.src))
	kind := slices.IndexFunc(alertNames, func(a string) bool { return bytes.EqualFold(name, []byte("[!"+a+"]")) })
	if kind < 0 {
		b.container(quote, 0, n)
		return
	}
	opened := b.open(alert, kind)
	before := b.from
	if b.from = line.Stop; first.Lines().Len() > 1 {
		b.leaf(paragraph, 0, first)
	}
	b.from = before
	for c := first.NextSibling(); c != nil; c = c.NextSibling() {
		b.block(c)
	}
	b.close(opened)
}

func (b *builder) heading(n *ast.Heading) {
	h := Heading{Level: max(2, n.Level), Span: b.headingSpan(n)}
	if n.Level == 1 {
		b.diags.Add("markdown-heading-one", h.Span, "a heading of the first level in the text: the page's title is the only one",
			"write ## for the headings of the text")
	}
	b.doc.headings = append(b.doc.headings, h)
	opened := b.open(heading, len(b.doc.headings)-1)
	b.inlines(n)
	p := place{int(b.doc.steps[opened].at), len(b.plain)}
	b.doc.places = append(b.doc.places, p)
	b.close(opened)
	b.doc.headings[len(b.doc.headings)-1].ID = b.headingID(oneLine(string(b.plain[p.start:p.end])))
}

// headingSpan returns the line or lines of a heading's text.
func (b *builder) headingSpan(n *ast.Heading) source.Span {
	lines := n.Lines()
	if lines.Len() == 0 {
		at := max(0, n.Pos())
		return b.file.Span(at, min(len(b.src), at+n.Level))
	}
	start, end := lines.At(0).Start, lines.At(lines.Len()-1).Stop
	return b.file.Span(start, start+len(bytes.TrimRight(b.src[start:end], " \t\r\n")))
}

// reservedIDs begin the ids of other things on a page.
var reservedIDs = []string{"quote-", "fact-", "note-", "ref-"}

// headingID makes an anchor of a heading's text: letters and digits stay, whatever their script, and
// anything between them becomes one hyphen.
func (b *builder) headingID(text string) string {
	var id strings.Builder
	gap := false
	for _, r := range strings.ToLower(text) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			if gap && id.Len() > 0 {
				id.WriteByte('-')
			}
			gap = false
			id.WriteRune(r)
		default:
			gap = true
		}
	}
	name := id.String()
	if name == "" || slices.ContainsFunc(reservedIDs, func(p string) bool { return strings.HasPrefix(name, p) }) {
		name = strings.TrimSuffix("section-"+name, "-")
	}
	return b.unique(name)
}

func (b *builder) unique(name string) string {
	if b.ids == nil {
		b.ids = make(map[string]int)
	}
	free := name
	for b.ids[free] > 0 {
		b.ids[name]++
		free = name + "-" + strconv.Itoa(b.ids[name])
	}
	b.ids[free]++
	return free
}

// checkHeadings reports levels that are skipped on the way down.
func (b *builder) checkHeadings() {
	level := 1
	for _, h := range b.doc.headings {
		if h.Level > level+1 {
			b.diags.Add("markdown-heading-skip", h.Span,
				fmt.Sprintf("a heading of level %d right under level %d", h.Level, level),
				"write "+strings.Repeat("#", level+1)+" here")
		}
		level = h.Level
	}
}

// footnotes adds the notes that the text refers to, in the order of their first reference, and reports
// those it does not.
func (b *builder) footnotes() {
	if b.notes == nil {
		return
	}
	var used []*east.Footnote
	for n := b.notes.FirstChild(); n != nil; n = n.NextSibling() {
		f := n.(*east.Footnote)
		if f.Index > 0 {
			used = append(used, f)
			continue
		}
		at := max(0, f.Pos())
		b.diags.Add("markdown-note-unused", b.file.Span(at, min(len(b.src), at+len(f.Ref)+3)),
			fmt.Sprintf("nothing refers to the note [^%s]", f.Ref),
			fmt.Sprintf("put [^%s] where it belongs, or remove the note", f.Ref))
	}
	if len(used) == 0 {
		return
	}
	slices.SortFunc(used, func(a, b *east.Footnote) int { return cmp.Compare(a.Index, b.Index) })
	opened := b.open(notes, 0)
	for _, f := range used {
		b.note(f)
	}
	b.close(opened)
}

// note adds a note with the way back to the text at the end of its last paragraph.
func (b *builder) note(f *east.Footnote) {
	opened := b.open(note, f.Index)
	last := f.LastChild()
	for n := f.FirstChild(); n != nil; n = n.NextSibling() {
		if _, ok := n.(*ast.Paragraph); ok && n == last {
			p := b.open(paragraph, 0)
			b.inlines(n)
			b.put(noteBack, f.Index)
			b.close(p)
			last = nil
			continue
		}
		b.block(n)
	}
	if last != nil || f.FirstChild() == nil {
		p := b.open(paragraph, 0)
		b.put(noteBack, f.Index)
		b.close(p)
	}
	b.close(opened)
}

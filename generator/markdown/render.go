package markdown

import (
	"cmp"
	"html/template"
	"slices"
	"strconv"

	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// RenderOptions says how a document is shown.
type RenderOptions struct {
	Lang          string                    // "en", "fr": typography and the words of alerts and notes
	Resolve       func(Link) (Target, bool) // nil, or false: a link keeps its destination, [[id]] leads nowhere
	Marks         []MarkRange
	HeadingOffset int // added to the level of each heading; no level goes past 6
}

// Target is where a link leads.
type Target struct {
	Href  string // relative or absolute; one that [Parse] would not allow leads nowhere
	Title string // "" for none
	Text  string // plain text shown in place of the id of [[id]]; "" for the id itself
	Class string // "" for none
}

// MarkRange is a passage to be marked. A passage that runs into an element and out of it again is
// marked in pieces: the first has the ID, the others the class mark-more. A mark inside another is
// nested in it; of two that overlap, the later is cut in pieces.
type MarkRange struct {
	ID    string        // of the mark's element: "quote-1"
	Match Match         // from Find of the same document
	After template.HTML // put right after the mark: phrasing content, may hold links
	Note  template.HTML // put at the end of the block that holds the mark: phrasing content
}

// Render returns the document as HTML: block elements without one that holds them all. It does not
// change the document. What a mark puts after itself and in its block's margin stands in that block's
// element, but after the element for headings and code, in a paragraph with the class mark-notes.
func (d *Document) Render(o RenderOptions) template.HTML {
	r := &renderer{doc: d, o: o, out: make([]byte, 0, len(d.plain)*3/2+256)}
	r.takeMarks()
	for _, s := range d.steps {
		r.step(s)
	}
	return template.HTML(r.out)
}

type renderer struct {
	doc   *Document
	o     RenderOptions
	out   []byte
	begun int // where the paragraph begins in out
	at    int // the plain text up to here has been written

	// Of the leaf that is open.
	edits []edit
	kept  []place
	texts []edit // of [[id]]s: what their targets show
	marks []mark // those that are not finished, by start
	open  []opened
	apart int // elements open that no link may stand in
	after []template.HTML
	notes []template.HTML
}

func (r *renderer) write(parts ...string) {
	for _, p := range parts {
		r.out = append(r.out, p...)
	}
}

// step draws one step of the document.
func (r *renderer) step(s step) {
	switch {
	case s.kind.isLeaf() && !s.shut:
		r.openLeaf(s)
	case s.kind.isLeaf():
		r.closeLeaf(s)
	case s.kind.isInline() && !s.shut:
		r.openInline(s)
	case s.kind.isInline():
		r.closeInline(s)
	case s.kind == rule:
		r.write("<hr>\n")
	case s.kind > rule:
		r.text(int(s.at))
		r.void(s)
	default:
		r.container(s)
	}
}

func (r *renderer) openLeaf(s step) {
	r.at = int(s.at)
	r.prepare(s)
	if s.kind == code {
		r.highlighted(s)
		return
	}
	switch s.kind {
	case paragraph:
		r.begun = len(r.out)
		r.write("<p>")
	case heading:
		h := r.doc.headings[s.arg]
		r.write("<h", r.level(h), ` id="`)
		r.value(h.ID)
		r.write(`">`)
	case cell:
		r.openCell(s.arg)
	case term:
		r.write("<dt>")
	case rawHTML:
		r.write(`<pre class="raw-html"><code>`)
		r.apart++
	}
}

func (r *renderer) level(h Heading) string {
	return strconv.Itoa(min(6, max(1, h.Level+r.o.HeadingOffset)))
}

// alignments are the classes of goldmark's alignments, by their numbers.
var alignments = [...]string{east.AlignLeft: ` class="align-left"`, east.AlignRight: ` class="align-right"`,
	east.AlignCenter: ` class="align-center"`, east.AlignNone: ""}

func (r *renderer) openCell(arg int32) {
	align := alignments[arg%headCell]
	if arg >= headCell {
		r.write(`<th scope="col"`, align, ">")
		return
	}
	r.write("<td", align, ">")
}

func (r *renderer) closeLeaf(s step) {
	r.text(int(s.at))
	r.closeMarks(0)
	switch s.kind {
	case paragraph:
		r.writeAfter()
		r.write("</p>\n")
		r.annotate()
	case heading:
		h := r.doc.headings[s.arg]
		r.write(` <a class="heading-anchor" href="#`)
		r.value(string(util.URLEscape([]byte(h.ID), false)))
		r.write(`" aria-label="`, wordsOf(r.o.Lang).anchor, `"></a></h`, r.level(h), ">\n")
		r.flushApart()
	case bareText:
		r.flush()
	case cell:
		r.flush()
		if s.arg >= headCell {
			r.write("</th>\n")
		} else {
			r.write("</td>\n")
		}
	case term:
		r.flush()
		r.write("</dt>\n")
	case code, rawHTML:
		r.apart = 0
		r.write("</code></pre>\n")
		r.flushApart()
	}
	r.at = int(s.at)
}

// tags are the elements without attributes.
var tags = [...]string{quote: "blockquote", bullets: "ul", table: "table", tableHead: "thead", tableBody: "tbody",
	row: "tr", definitions: "dl", detail: "dd", emphasis: "em", strong: "strong", strike: "del", codeSpan: "code"}

func (r *renderer) container(s step) {
	if s.shut {
		r.closeContainer(s)
		return
	}
	switch s.kind {
	case alert:
		w := wordsOf(r.o.Lang)
		r.write(`<aside class="alert alert-`, alertClasses[s.arg], `"><p class="alert-title">`, w.alerts[s.arg], "</p>\n")
	case numbers:
		if s.arg == 1 {
			r.write("<ol>\n")
		} else {
			r.write(`<ol start="`, strconv.Itoa(int(s.arg)), "\">\n")
		}
	case item:
		if s.arg == 1 {
			r.write(`<li class="task">`)
		} else {
			r.write("<li>")
		}
	case table:
		r.write("<div class=\"table\"><table>\n")
	case notes:
		r.write(`<section class="notes" aria-label="`, wordsOf(r.o.Lang).notes, "\"><ol>\n")
	case detail:
		r.write("<dd>")
	case note:
		r.write(`<li id="note-`, strconv.Itoa(int(s.arg)), `">`)
	default:
		r.write("<", tags[s.kind], ">\n")
	}
}

func (r *renderer) closeContainer(s step) {
	switch s.kind {
	case alert:
		r.write("</aside>\n")
	case numbers:
		r.write("</ol>\n")
	case item, note:
		r.write("</li>\n")
	case table:
		r.write("</table></div>\n")
	case notes:
		r.write("</ol></section>\n")
	default:
		r.write("</", tags[s.kind], ">\n")
	}
}

func (r *renderer) openInline(s step) {
	r.text(int(s.at))
	r.settle(int(s.at))
	r.reach(int(s.at), int(s.to))
	o := opened{end: int(s.to), mark: -1}
	switch s.kind {
	case link, wiki:
		o.shut = r.openLink(s)
	case token: // known to typography alone
	default:
		r.write("<", tags[s.kind], ">")
		o.shut = "</" + tags[s.kind] + ">"
	}
	if o.apart = s.kind == link || s.kind == wiki || s.kind == codeSpan; o.apart {
		r.apart++
	}
	r.open = append(r.open, o)
}

func (r *renderer) closeInline(s step) {
	r.text(int(s.at))
	for len(r.open) > 0 {
		last := r.pop()
		if last.mark < 0 {
			break
		}
	}
	r.settle(int(s.at))
}

// openLink writes the start of a link and returns its end.
func (r *renderer) openLink(s step) string {
	l := r.doc.links[s.arg]
	target, ok := r.target(l)
	if !ok {
		r.write(`<span class="link-broken">`)
		return "</span>"
	}
	r.write(`<a href="`)
	r.address(target.Href)
	r.attribute("title", target.Title)
	r.attribute("class", target.Class)
	r.write(`">`)
	return "</a>"
}

// target returns where a link leads, and whether it leads anywhere.
func (r *renderer) target(l Link) (Target, bool) {
	t, ok := Target{}, false
	if r.o.Resolve != nil {
		t, ok = r.o.Resolve(l)
	}
	if !ok && !l.Wiki {
		t, ok = Target{Href: l.Destination}, true
	}
	if t.Title == "" {
		t.Title = Typography(r.o.Lang, l.title)
	}
	return t, ok && schemeAllowed(t.Href)
}

// attribute ends the value of the attribute before it and begins another, unless that is empty. The
// caller ends the last.
func (r *renderer) attribute(name, value string) {
	if value != "" {
		r.write(`" `, name, `="`)
		r.value(value)
	}
}

// address writes an address as the value of an attribute.
func (r *renderer) address(a string) { r.value(string(util.URLEscape([]byte(a), false))) }

func (r *renderer) void(s step) {
	switch s.kind {
	case lineBreak:
		r.write("<br>")
	case image:
		r.image(r.doc.links[s.arg])
	case box:
		r.write(`<input type="checkbox" disabled`)
		if s.arg == 1 {
			r.write(" checked")
		}
		r.write(` aria-label="`, wordsOf(r.o.Lang).box, `"> `)
	case noteRef:
		r.noteRef(int(s.arg)/maxNoteRefs, int(s.arg)%maxNoteRefs)
	case noteBack:
		n := strconv.Itoa(int(s.arg))
		r.write(` <a class="note-back" href="#ref-`, n, `" aria-label="`, wordsOf(r.o.Lang).back, n, `">↩</a>`)
	}
}

func (r *renderer) noteRef(number, reference int) {
	n := strconv.Itoa(number)
	if r.apart > 0 {
		r.write("<sup>", n, "</sup>")
		return
	}
	id := n
	if reference > 1 {
		id += "-" + strconv.Itoa(reference)
	}
	r.write(`<sup><a class="note-ref" id="ref-`, id, `" href="#note-`, n, `">`, n, "</a></sup>")
}

// image shows a file of the site; an image from another host becomes a link to it, since no page loads
// anything from elsewhere.
func (r *renderer) image(l Link) {
	target, ok := r.target(l)
	text := Typography(r.o.Lang, l.Text)
	switch remote := isRemote(target.Href); {
	case ok && !remote && imageAllowed(target.Href):
		r.write(`<img src="`)
		r.address(target.Href)
		r.write(`" alt="`)
		r.value(text)
		r.attribute("title", target.Title)
		r.write(`" loading="lazy">`)
	case ok && remote && r.apart == 0:
		r.write(`<a class="image-link" href="`)
		r.address(target.Href)
		r.attribute("title", target.Title)
		r.write(`">`)
		r.escape(cmp.Or(text, target.Href))
		r.write("</a>")
	default:
		r.escape(text)
	}
}

// escape writes plain text in text.
func (r *renderer) escape(text string) { r.escaped(text, false) }

// value writes plain text as the value of an attribute.
func (r *renderer) value(text string) { r.escaped(text, true) }

func (r *renderer) escaped(text string, quotes bool) {
	done := 0
	for i := 0; i < len(text); i++ {
		e := ""
		switch c := text[i]; {
		case c == '&':
			e = "&amp;"
		case c == '<':
			e = "&lt;"
		case c == '>':
			e = "&gt;"
		case c == '"' && quotes:
			e = "&#34;"
		default:
			continue
		}
		r.out = append(append(r.out, text[done:i]...), e...)
		done = i + 1
	}
	r.out = append(r.out, text[done:]...)
}

// prepare makes ready what changes in the text of a leaf: typography, and what [[id]]s show.
func (r *renderer) prepare(s step) {
	r.edits, r.kept, r.texts = r.edits[:0], r.kept[:0], r.texts[:0]
	if s.kind == code || s.kind == rawHTML {
		return
	}
	start, end := int(s.at), int(s.to)
	r.keepParts(s)
	r.edits = typeset(r.edits, r.o.Lang, r.doc.plain[start:end], r.kept)
	for i := range r.edits {
		r.edits[i].at += start
	}
	if len(r.texts) > 0 {
		r.edits = append(r.edits, r.texts...)
		slices.SortStableFunc(r.edits, func(a, b edit) int { return cmp.Compare(a.at, b.at) })
	}
	r.snapMarks(start, end)
}

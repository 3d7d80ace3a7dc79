// Package markdown reads the text of a case and makes it HTML. It is the only package that knows
// goldmark and chroma.
//
// [Parse] gives a [Document]: its headings and links with their places, its plain text by section for
// the search, and the passages that a quote names ([Document.Find]). [Document.Render] makes HTML that
// is safe whatever was written: raw HTML comes out as text, and a link leads only where the list of
// schemes allows. A Document is not changed after Parse and may be read from several goroutines.
//
// goldmark's tree is not kept. A Document is the text without markup in one string, a short list of
// steps (an element opens or closes at this place of the string), and the runs that lead from a place
// of the string back to the file; so a body costs little more memory than its text, and marks,
// typography and search all work on the same string.
package markdown

import (
	"strings"
	"unicode/utf8"

	"casebook/generator/diag"
	"casebook/generator/source"
)

// Document is a parsed text. Its places are those of the file it stands in.
type Document struct {
	file     *source.File
	plain    string // the text without markup; blockEnd after each block
	runs     []run
	steps    []step
	headings []Heading
	places   []place // of the headings in plain
	links    []Link
	codes    []string // languages of code blocks
}

// blockEnd stands after each block of the plain text, so that no passage runs over it; a text that
// holds one has it taken out before.
const blockEnd = '\x00'

// run says where a part of the plain text comes from. Where both are of the same length they correspond
// byte by byte; otherwise (an escape, an entity) only as a whole.
type run struct {
	at, size int32 // in plain
	src, n   int32 // in the file
}

// place is a part of the plain text.
type place struct{ start, end int }

// Heading is a heading of the text.
type Heading struct {
	Level int    // 2 to 6: what stands above is the page's title
	ID    string // of its anchor: letters, digits and hyphens, accents kept; unique in the document
	Text  string // without markup
	Span  source.Span
}

// Headings returns the headings in the order of the text. The slice must not be changed.
func (d *Document) Headings() []Heading { return d.headings }

// Link is a link or an image as it was written. Those that may not be shown as such are not listed.
type Link struct {
	Destination string // where it leads: an address, or what stands in [[ ]] before a bar
	Text        string // what is shown, without markup; of an image its alternative text; "" for [[id]]
	Span        source.Span
	Wiki        bool // [[id]]
	Image       bool

	title string
}

// Links returns the links and images in the order of the text. The slice must not be changed.
func (d *Document) Links() []Link { return d.links }

// Section is the text under one heading, up to the next heading of any level.
type Section struct {
	Heading Heading // the zero Heading for what stands before the first one
	Text    string  // without markup, one space for each run of white space
}

// Sections returns the plain text cut at the headings; what stands before the first heading comes
// first, unless there is nothing. Notes belong to the last section.
func (d *Document) Sections() []Section {
	var all []Section
	var current Section
	start := 0
	for i, h := range d.headings {
		current.Text = oneLine(d.plain[start:d.places[i].start])
		if i > 0 || current.Text != "" {
			all = append(all, current)
		}
		current = Section{Heading: h}
		start = d.places[i].end
	}
	current.Text = oneLine(d.plain[start:])
	if len(d.headings) > 0 || current.Text != "" {
		all = append(all, current)
	}
	return all
}

// Excerpt returns the beginning of the paragraphs without markup, at most limit runes, cut after a word
// and ended with an ellipsis where something was cut.
func (d *Document) Excerpt(limit int) string {
	var text strings.Builder
	for _, s := range d.steps {
		if s.kind != paragraph || s.shut {
			continue
		}
		if text.Len() > 0 {
			text.WriteByte(' ')
		}
		text.WriteString(oneLine(d.plain[s.at:s.to]))
		if text.Len() > limit*utf8.UTFMax {
			break
		}
	}
	return shorten(text.String(), limit)
}

func shorten(text string, limit int) string {
	if utf8.RuneCountInString(text) <= limit {
		return text
	}
	cut, seen := 0, 0
	for i, r := range text {
		if seen == limit {
			break
		}
		if r == ' ' {
			cut = i
		}
		seen++
	}
	return strings.TrimRight(text[:cut], " ,;:.–—-") + "…"
}

// oneLine returns a text with one space for each run of white space and each end of a block.
func oneLine(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool {
		return r == ' ' || r == '\n' || r == '\t' || r == blockEnd
	}), " ")
}

// span returns the part of the file that a part of the plain text comes from.
func (d *Document) span(start, end int) source.Span {
	from, _ := d.fileRange(start)
	_, to := d.fileRange(end - 1)
	return d.file.Span(from, max(from, to))
}

// fileRange returns the bytes of the file that one byte of the plain text comes from.
func (d *Document) fileRange(at int) (start, end int) {
	lo, hi := 0, len(d.runs)
	for lo < hi {
		if mid := (lo + hi) / 2; int(d.runs[mid].at) <= at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == 0 {
		return 0, 0
	}
	r := d.runs[lo-1]
	if r.size == r.n {
		start = int(r.src + min(int32(at)-r.at, r.size-1))
		return start, start + 1
	}
	return int(r.src), int(r.src + r.n)
}

// Parse reads the Markdown that stands in file from the byte bodyStart (from 0) to its end. What is
// wrong is reported; the Document is usable all the same and never nil.
func Parse(file *source.File, bodyStart int) (*Document, diag.List) {
	b := newBuilder(file)
	b.read(file.Body, bodyStart)
	return b.doc, b.diags
}

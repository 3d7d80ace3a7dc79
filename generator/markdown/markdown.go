// Package markdown reads the text of a case and makes it HTML. It is the only package that knows
// goldmark and chroma.
//
// [Parse] gives a [Document]: its headings and links with their places, its plain text by section for
// the search, and the passages that a quote names ([Document.Find]). [Document.Render] makes HTML that
// is safe whatever was written: raw HTML comes out as text, and a link leads only where the list of
// schemes allows. A Document is not changed after Parse and may be read from several goroutines.
package markdown

import (
	"html/template"

	"casebook/generator/diag"
	"casebook/generator/source"
)

// Document is a parsed text. Its offsets are those of the file it stands in.
type Document struct {
	file     *source.File
	plain    string
	headings []Heading
	links    []Link
}

// Parse reads the Markdown that stands in file from the byte bodyStart (from 0) to its end. What is
// wrong is reported; the Document is usable all the same and never nil.
func Parse(file *source.File, bodyStart int) (*Document, diag.List) {
	return &Document{file: file}, nil
}

// Heading is a heading of the text.
type Heading struct {
	Level int    // from 2: what stands above is the page's title
	ID    string // of its anchor: letters, digits and hyphens, accents kept; unique in the document
	Text  string // without markup
	Span  source.Span
}

// Headings returns the headings in the order of the text.
func (d *Document) Headings() []Heading { return d.headings }

// Link is a link or an image as it was written.
type Link struct {
	Destination string // where it leads: an address, or what stands in [[ ]] before a bar
	Text        string // what is shown, without markup; "" for [[id]]
	Span        source.Span
	Wiki        bool // [[id]]
	Image       bool
}

// Links returns the links and images in the order of the text.
func (d *Document) Links() []Link { return d.links }

// Section is the text under one heading, up to the next heading of any level.
type Section struct {
	Heading Heading // the zero Heading for what stands before the first one
	Text    string  // without markup, one space for each run of white space
}

// Sections returns the plain text, cut at the headings.
func (d *Document) Sections() []Section { return nil }

// Excerpt returns the beginning of the text without markup, at most limit runes, cut after a word.
func (d *Document) Excerpt(limit int) string { return "" }

// Match is a passage of a document.
type Match struct {
	Span source.Span // from its first to its last byte, the markup between them included
}

// Find returns the first passage that says what quote says, whatever the quotation marks, apostrophes
// and spaces of either, and whether there is one. A passage may run over lines and inline markup, not
// over blocks.
func (d *Document) Find(quote string) (Match, bool) { return Match{}, false }

// Nearest returns the sentence of the document that shares the most words with quote, and its place;
// "" and the zero Span when none shares any.
func (d *Document) Nearest(quote string) (string, source.Span) { return "", source.Span{} }

// RenderOptions says how a document is shown.
type RenderOptions struct {
	Lang          string                    // "en", "fr": typography and the words of alerts and footnotes
	Resolve       func(Link) (Target, bool) // nil, or false: a link keeps its destination, [[id]] leads nowhere
	Marks         []MarkRange
	HeadingOffset int // added to the level of each heading
}

// Target is where a link leads.
type Target struct {
	Href  string // relative or absolute
	Title string // "" for none
	Text  string // shown in place of [[id]]; "" for the id itself
	Class string // "" for none
}

// MarkRange is a passage to be marked.
type MarkRange struct {
	ID    string        // of the mark's element: "quote-1"
	Match Match         // from Find of the same document
	After template.HTML // put right after the mark; not inside a link
	Note  template.HTML // put at the end of the block that holds the mark; phrasing content
}

// Render returns the document as HTML. It does not change the document.
func (d *Document) Render(o RenderOptions) template.HTML { return "" }

// Inline returns a short text as HTML without blocks: emphasis, links and code are shown, anything else
// stands as it was written.
func Inline(text, lang string) template.HTML { return template.HTML(template.HTMLEscapeString(text)) }

// Typography returns a plain text as it is printed in a language: quotation marks, apostrophes, dashes
// and the spaces around punctuation. Text in a language it does not know is returned as it is, and
// Typography of its own result changes nothing.
func Typography(lang, text string) string { return text }

// HighlightYAML returns YAML as highlighted HTML, each line an element with the id L and its number;
// the first line has the number firstLine.
func HighlightYAML(src []byte, firstLine int) template.HTML { return "" }

// HighlightCSS returns the style sheet for highlighted code, light and dark.
func HighlightCSS() string { return "" }

package markdown

import (
	"bytes"
	"html/template"
	"strings"

	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"casebook/generator/source"
)

// inlineParser knows one block, the paragraph, and no footnotes or wiki links, which need a document.
var inlineParser = parser.NewParser(
	parser.WithBlockParsers(util.Prioritized(parser.NewParagraphParser(), 1000)),
	parser.WithInlineParsers(append(parser.DefaultInlineParsers(),
		util.Prioritized(extension.NewStrikethroughParser(), 500),
		util.Prioritized(extension.NewLinkifyParser(), 999))...),
)

// Inline returns a short text as HTML without blocks: emphasis, links and code are shown, anything else
// stands as it was written. Line ends count as spaces.
func Inline(short, lang string) template.HTML {
	short = strings.Join(strings.Fields(string(blankBefore([]byte(short), 0))), " ")
	r := &renderer{o: RenderOptions{Lang: lang}}
	if !strings.ContainsAny(short, "*_[<&`\\~@") && !strings.Contains(short, "://") && !strings.Contains(short, "www.") {
		r.escape(Typography(lang, short))
		return template.HTML(r.out)
	}
	return inline(short).Render(RenderOptions{Lang: lang})
}

// InlineText returns a short text as [Inline] shows it, without its markup.
func InlineText(short, lang string) string {
	var all []string
	for _, s := range inline(strings.Join(strings.Fields(short), " ")).Sections() {
		all = append(all, s.Text)
	}
	return Typography(lang, strings.Join(all, " "))
}

// inline parses a text of one line.
func inline(short string) *Document {
	b := newBuilder(source.New("", []byte(short)))
	b.src = bytes.Clone(b.file.Body)
	b.limit(0)
	root := inlineParser.Parse(text.NewReader(b.src))
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		b.leaf(bareText, 0, n)
	}
	b.finish()
	return b.doc
}

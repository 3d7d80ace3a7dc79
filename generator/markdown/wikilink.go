package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// maxWikiLink bounds the bytes between [[ and ]], so that a line of brackets is not searched again for
// each of them.
const maxWikiLink = 300

// wikiLink is [[id]] or [[id|text]].
type wikiLink struct {
	ast.BaseInline
	id         string
	start, end int          // in the file, brackets included
	label      text.Segment // of the text, or of the id where there is no text
	labelled   bool
}

var kindWikiLink = ast.NewNodeKind("WikiLink")

func (n *wikiLink) Kind() ast.NodeKind { return kindWikiLink }

func (n *wikiLink) Dump(source []byte, level int) {
	ast.DumpHelper(n, source, level, map[string]string{"ID": n.id}, nil)
}

type wikiLinkParser struct{}

func (wikiLinkParser) Trigger() []byte { return []byte{'['} }

func (wikiLinkParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if len(line) < 5 || line[1] != '[' || segment.Padding > 0 {
		return nil
	}
	inner := line[2:min(len(line), 2+maxWikiLink)]
	length := bytes.IndexAny(inner, "[]\n")
	if length < 1 || !bytes.HasPrefix(inner[length:], []byte("]]")) {
		return nil
	}
	inner = inner[:length]
	start := segment.Start + 2
	n := &wikiLink{start: segment.Start, end: start + length + 2}
	id := inner
	n.label = trimmed(start, inner)
	if bar := bytes.IndexByte(inner, '|'); bar >= 0 {
		// In a table the bar is written \| so that it does not end the cell.
		id = bytes.TrimSuffix(inner[:bar], []byte{'\\'})
		if label := trimmed(start+bar+1, inner[bar+1:]); !label.IsEmpty() {
			n.label, n.labelled = label, true
		} else {
			n.label = trimmed(start, id)
		}
	}
	if n.id = string(bytes.TrimSpace(id)); n.id == "" {
		return nil
	}
	n.SetPos(n.start)
	block.Advance(length + 4)
	return n
}

// trimmed returns the segment of a text that starts at an offset, without the blanks around it.
func trimmed(start int, label []byte) text.Segment {
	left := len(label) - len(bytes.TrimLeft(label, " \t\r"))
	label = bytes.TrimSpace(label)
	return text.NewSegment(start+left, start+left+len(label))
}

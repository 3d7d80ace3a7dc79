package markdown

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

func (b *builder) link(n *ast.Link) {
	destination := plainURL(n.Destination)
	b.linked(n.Pos(), b.linkEnd(n), destination, plainURL(n.Title), func() { b.inlines(n) })
}

// linked adds a link round what content adds; only the content where the link may not be one or stands
// in another.
func (b *builder) linked(start, end int, destination, title string, content func()) {
	l := Link{Destination: destination, title: title, Span: b.file.Span(start, max(start, end))}
	ok := schemeAllowed(destination)
	if !ok {
		b.refuse(l)
	}
	if !ok || b.links > 0 {
		content()
		return
	}
	b.links++
	b.doc.links = append(b.doc.links, l)
	number := len(b.doc.links) - 1
	opened := b.open(link, number)
	at := len(b.plain)
	content()
	b.close(opened)
	b.doc.links[number].Text = oneLine(string(b.plain[at:]))
	b.links--
}

func (b *builder) refuse(l Link) {
	b.diags.Add("markdown-link-scheme", l.Span,
		fmt.Sprintf("a link to %q: only the web, e-mail and pages of this site can be linked", l.Destination),
		"write an address that begins with https:// or mailto:, or a relative one")
}

// linkEnd returns the offset after the link in the file: after its ) or ], or after its text where that
// cannot be determined.
func (b *builder) linkEnd(n ast.Node) int {
	end := n.Pos() + 1
	_ = ast.Walk(n, func(c ast.Node, _ bool) (ast.WalkStatus, error) {
		if t, ok := c.(*ast.Text); ok {
			end = max(end, t.Segment.Stop)
		} else {
			end = max(end, c.Pos()+1)
		}
		return ast.WalkContinue, nil
	})
	line := b.src[end:min(len(b.src), end+1000)]
	if stop := bytes.IndexByte(line, '\n'); stop >= 0 {
		line = line[:stop]
	}
	text := bytes.IndexByte(line, ']')
	if text < 0 {
		return end
	}
	end += text + 1
	rest := line[text+1:]
	var destination []byte
	if l, ok := n.(*ast.Link); ok {
		destination = l.Destination
	} else if i, ok := n.(*ast.Image); ok {
		destination = i.Destination
	}
	if len(rest) > 0 && rest[0] == '(' {
		from := max(0, bytes.Index(rest, destination)) + len(destination)
		if stop := bytes.IndexByte(rest[min(from, len(rest)):], ')'); stop >= 0 {
			return end + from + stop + 1
		}
	} else if len(rest) > 0 && rest[0] == '[' {
		if stop := bytes.IndexByte(rest, ']'); stop >= 0 {
			return end + stop + 1
		}
	}
	return end
}

func (b *builder) autoLink(n *ast.AutoLink) {
	label := n.Label(b.src)
	start := max(0, n.Pos())
	start += max(0, bytes.Index(b.src[start:], label))
	destination := string(n.URL(b.src))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(destination), "mailto:") {
		destination = "mailto:" + destination
	}
	b.linked(start, start+len(label), destination, "", func() {
		opened := b.open(token, -1)
		b.text(start, start+len(label))
		b.close(opened)
	})
}

// image adds an image; where it may not be shown, its alternative text.
func (b *builder) image(n *ast.Image) {
	l := Link{Destination: plainURL(n.Destination), title: plainURL(n.Title), Image: true,
		Span: b.file.Span(max(0, n.Pos()), max(0, n.Pos(), b.linkEnd(n)))}
	if !imageAllowed(l.Destination) {
		b.diags.Add("markdown-image-source", l.Span, fmt.Sprintf("an image from %q", l.Destination),
			"put the file beside the case and write its relative path, or give an https:// address")
		b.inlines(n)
		return
	}
	if l.Text = b.alternative(n); strings.TrimSpace(l.Text) == "" {
		b.diags.Add("markdown-image-alt", l.Span, "an image without a description",
			"say between the brackets what it shows: ![a letter with the address blacked out](…)")
	}
	b.doc.links = append(b.doc.links, l)
	b.put(image, len(b.doc.links)-1)
}

// alternative returns the text of an image's description without markup. It is built apart: it is no
// part of the text that can be quoted.
func (b *builder) alternative(n ast.Node) string {
	apart := builder{file: b.file, src: b.src, doc: &Document{file: b.file}}
	apart.inlines(n)
	return oneLine(string(apart.plain))
}

func (b *builder) wikiLink(n *wikiLink) {
	if n.start < b.from {
		return
	}
	start, end := n.label.Start, n.label.Stop
	l := Link{Destination: n.id, Span: b.file.Span(n.start, n.end), Wiki: true}
	if n.labelled {
		l.Text = string(b.src[start:end])
	}
	if b.links > 0 {
		b.text(start, end)
		return
	}
	b.doc.links = append(b.doc.links, l)
	opened := b.open(wiki, len(b.doc.links)-1)
	b.text(start, end)
	b.close(opened)
}

// plainURL returns a destination or title as its author meant it: escapes and entities resolved.
func plainURL(written []byte) string {
	v := util.UnescapePunctuations(written)
	return string(util.ResolveEntityNames(util.ResolveNumericReferences(v)))
}

// schemeAllowed says whether a link may lead to an address: the web, e-mail, or a page of this site.
func schemeAllowed(address string) bool {
	scheme, ok := schemeOf(address)
	return ok && (scheme == "" || scheme == "http" || scheme == "https" || scheme == "mailto")
}

// imageAllowed says whether an image may come from an address: a file of this site, or https.
func imageAllowed(address string) bool {
	scheme, ok := schemeOf(address)
	return ok && address != "" && (scheme == "" || scheme == "https")
}

// schemeOf returns the scheme of an address in lower case, "" for a relative one, and whether a browser
// is sure to read it the same way.
func schemeOf(address string) (string, bool) {
	for _, r := range address {
		if r < ' ' || r == 0x7F || r == '\\' {
			return "", false // browsers drop control characters and read \ as /
		}
	}
	if strings.HasPrefix(address, "//") || strings.TrimSpace(address) != address {
		return "", false
	}
	end := strings.IndexAny(address, ":/?#")
	if end < 0 || address[end] != ':' {
		return "", true
	}
	return strings.ToLower(address[:end]), true
}

// isRemote says whether an address leads to another host.
func isRemote(address string) bool {
	scheme, _ := schemeOf(address)
	return scheme != ""
}

package render

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"casebook/generator/site"
)

// matcher finds the terms of a glossary in pages. It is made once for a language, and reads a page once.
type matcher struct {
	url   string
	terms int           // how many there are
	forms [256][]phrase // by the first byte, as a word begins with it: the longest first
}

// phrase is one form of a term.
type phrase struct {
	text string // in lower case, with plain spaces and straight apostrophes
	term int    // whose form it is, by its place in the glossary
	id   string
}

func newMatcher(terms *site.Terms) *matcher {
	m := &matcher{url: terms.URL}
	numbers := map[string]int{}
	for _, f := range terms.Forms {
		if _, ok := numbers[f.ID]; !ok {
			numbers[f.ID] = len(numbers)
		}
		text := strings.Map(plainly, f.Text)
		if text == "" {
			continue
		}
		p := phrase{text, numbers[f.ID], f.ID}
		first, _ := utf8.DecodeRuneInString(text)
		for _, r := range []rune{first, unicode.ToUpper(first)} {
			b := string(r)[0]
			if !slices.Contains(m.forms[b], p) {
				m.forms[b] = append(m.forms[b], p)
			}
		}
	}
	m.terms = len(numbers)
	for _, list := range m.forms {
		slices.SortStableFunc(list, func(a, b phrase) int { return cmp.Compare(len(b.text), len(a.text)) })
	}
	return m
}

// plainly writes a letter as it is compared: in lower case; every space and apostrophe alike.
func plainly(r rune) rune {
	switch {
	case r == '’':
		return '\''
	case r < utf8.RuneSelf && r > ' ' && (r < 'A' || r > 'Z'):
		return r
	case unicode.IsSpace(r):
		return ' '
	}
	return unicode.ToLower(r)
}

// apart are elements whose text leads nowhere: it has a purpose of its own, or is the words of others.
var apart = map[string]bool{
	"a": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "code": true, "pre": true, "blockquote": true,
	"q": true, "cite": true, "summary": true, "button": true, "svg": true, "nav": true, "label": true, "dt": true, "th": true,
	"caption": true, "figcaption": true, "mark": true, "script": true, "style": true, "select": true, "form": true,
}

// setApart are classes of elements to which the same applies: outcomes, words of a source, what only a
// screen reader reads.
var setApart = [][]byte{[]byte(`class="pill`), []byte(`class="case-original`), []byte(`class="hidden`)}

// link returns a page in which each term leads to the glossary where it first stands in the running text
// of <main>: not in links, headings, code, quotations, or words of another language.
func (m *matcher) link(page []byte, root string) []byte {
	start, end := bytes.Index(page, []byte("<main")), bytes.LastIndex(page, []byte("</main>"))
	if start < 0 || end < start {
		return bytes.Clone(page)
	}
	l := &linker{matcher: m, root: root, seen: make([]bool, m.terms), out: make([]byte, 0, len(page)+len(page)/32)}
	l.out = append(l.out, page[:start]...)
	l.body(page[start:end])
	return append(l.out, page[end:]...)
}

// linker links the terms of one page.
type linker struct {
	*matcher
	root string
	seen []bool // by term
	out  []byte
}

// body copies markup and links the terms in its text.
func (l *linker) body(html []byte) {
	skip, depth := []byte(nil), 0 // the element that is being passed over, and how deep in its like
	first := true
	for len(html) > 0 {
		at := bytes.IndexByte(html, '<')
		if at < 0 {
			at = len(html)
		}
		if skip == nil {
			l.text(html[:at])
		} else {
			l.out = append(l.out, html[:at]...)
		}
		html = html[at:]
		size := bytes.IndexByte(html, '>') + 1 // in an attribute, templates and markdown write it as a reference
		if size == 0 {
			break
		}
		tag := html[:size]
		l.out, html = append(l.out, tag...), html[size:]
		name, closing := tagName(tag)
		switch {
		case skip == nil && !closing && !first && isApart(name, tag):
			skip, depth = name, 1
		case skip != nil && bytes.Equal(name, skip) && closing:
			if depth--; depth == 0 {
				skip = nil
			}
		case skip != nil && bytes.Equal(name, skip):
			depth++
		}
		first = false
	}
	l.out = append(l.out, html...)
}

func tagName(tag []byte) (name []byte, closing bool) {
	if len(tag) < 2 {
		return nil, false
	}
	tag = tag[1:]
	if tag[0] == '/' {
		tag, closing = tag[1:], true
	}
	if end := bytes.IndexAny(tag, " \n\t/>"); end >= 0 {
		tag = tag[:end]
	}
	return tag, closing
}

// isApart says whether the text of an element is passed over: by its name, its class, or since it is in
// another language than the page.
func isApart(name, tag []byte) bool {
	if apart[string(name)] {
		return true
	}
	if len(tag) == len(name)+2 || string(name) == "br" || string(name) == "input" || string(name) == "img" {
		return false
	}
	return bytes.Contains(tag, []byte(" lang=")) ||
		slices.ContainsFunc(setApart, func(class []byte) bool { return bytes.Contains(tag, class) })
}

// inWord says of ASCII whether it belongs to a word.
var inWord = func() (in [utf8.RuneSelf]bool) {
	for c := range in {
		in[c] = unicode.IsLetter(rune(c)) || unicode.IsDigit(rune(c))
	}
	return in
}()

// text copies text and links the terms that stand in it for the first time, but not inside quotation marks.
func (l *linker) text(text []byte) {
	done, quoted, word := 0, 0, false // up to where it is copied; how deep in quotation marks; whether a word goes on
	for at := 0; at < len(text); {
		c := text[at]
		if c < utf8.RuneSelf && (word || !inWord[c]) {
			word = inWord[c]
			at++
			continue
		}
		size := 1
		if c >= utf8.RuneSelf {
			var r rune
			r, size = utf8.DecodeRune(text[at:])
			switch r {
			case '“', '«':
				quoted++
			case '”', '»':
				quoted = max(0, quoted-1)
			}
			if letter := unicode.IsLetter(r); word || !letter {
				word = letter
				at += size
				continue
			}
		}
		word = true
		p, length := l.find(text[at:])
		if length == 0 {
			at += size
			continue
		}
		if !l.seen[p.term] && quoted == 0 {
			l.seen[p.term] = true
			l.out = append(l.out, text[done:at]...)
			l.out = append(append(append(append(append(append(l.out, `<a class="term" href="`...), l.root...), l.url...), '#'), p.id...), `">`...)
			l.out = append(append(l.out, text[at:at+length]...), `</a>`...)
			done = at + length
		}
		at += length
	}
	l.out = append(l.out, text[done:]...)
}

// find returns the longest term that a text begins with, up to the end of a word, and its length there.
func (m *matcher) find(text []byte) (phrase, int) {
	for _, p := range m.forms[text[0]] {
		if n := p.prefix(text); n > 0 {
			return p, n
		}
	}
	return phrase{}, 0
}

// prefix returns how much of a text is the phrase, 0 when it does not begin with it.
func (p phrase) prefix(text []byte) int {
	at := 0
	for _, want := range p.text {
		r, size := utf8.DecodeRune(text[at:])
		if size == 0 || plainly(r) != want {
			return 0
		}
		at += size
	}
	if r, _ := utf8.DecodeRune(text[at:]); at < len(text) && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
		return 0
	}
	return at
}

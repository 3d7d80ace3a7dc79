package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"casebook/generator/source"
)

// Match is a passage of a document, from [Finder.Find]. Matches can be compared with ==.
type Match struct {
	Span source.Span // from its first to its last byte, the markup between them included

	start, end int // in the document's plain text
}

// Finder finds passages of one document. It folds the document's text once, when the first is looked
// for, so it is the way to look for many. It is not for several goroutines at once.
type Finder struct {
	document *Document
	folded   string // the plain text in the form that is compared
	offsets  []int  // of each byte of folded: where in the plain text its rune stands
}

// Finder returns what finds passages of the document.
func (d *Document) Finder() *Finder { return &Finder{document: d} }

// Find returns the first passage that says what quote says, whatever the quotation marks, apostrophes,
// dashes and spaces of either, and whether there is one. A passage may run over lines and inline
// markup, not over blocks. Alternative texts of images are not searched.
func (f *Finder) Find(quote string) (Match, bool) {
	wanted := strings.Trim(fold(strings.ReplaceAll(quote, string(blockEnd), " "), nil), " ")
	if wanted == "" {
		return Match{}, false
	}
	plain := f.document.plain
	if f.offsets == nil {
		f.offsets = make([]int, 0, len(plain)+8)
		f.folded = fold(plain, &f.offsets)
	}
	at := strings.Index(f.folded, wanted)
	if at < 0 {
		return Match{}, false
	}
	start, last := f.offsets[at], f.offsets[at+len(wanted)-1]
	_, size := utf8.DecodeRuneInString(plain[last:])
	return f.document.match(start, last+size), true
}

// Find is [Finder.Find] for a single passage.
func (d *Document) Find(quote string) (Match, bool) { return d.Finder().Find(quote) }

func (d *Document) match(start, end int) Match {
	return Match{Span: d.span(start, end), start: start, end: end}
}

// fold returns a text in a form in which two texts are the same that differ only in quotation marks,
// apostrophes, dashes and spaces. For each byte of the result it appends to offsets, which is empty
// or nil, the offset in text of the rune it comes from.
func fold(text string, offsets *[]int) string {
	f := folder{offsets: offsets, out: make([]byte, 0, len(text)+8)}
	for at, r := range text {
		f.add(at, r)
	}
	return string(f.out)
}

// kept tells the bytes that fold leaves alone, which is most of them.
var kept = func() (kept [utf8.RuneSelf]bool) {
	for c := range kept {
		kept[c] = c > ' ' && c != 0x7F && !strings.ContainsRune("\"'-;:!?%", rune(c))
	}
	return kept
}()

type folder struct {
	out     []byte
	offsets *[]int
	last    rune // the last one put out; 0 at the start and after a block
	space   int  // where a run of spaces began that is not put out yet, plus 1; 0 for none
}

func (f *folder) add(at int, r rune) {
	switch {
	case r < utf8.RuneSelf && kept[r]:
		f.put(at, r)
	case unicode.IsSpace(r) || unicode.Is(unicode.Zs, r):
		if f.space == 0 {
			f.space = at + 1
		}
	case strings.ContainsRune("\u00AD\u200B\u200C\u200D\u2060\uFEFF", r): // seen by nobody
	case isQuotation(r):
		f.space = 0
		f.put(at, '\'')
	case r >= '\u2010' && r <= '\u2015' || r == '\u2212' || r == '-':
		if f.last != '-' || f.space > 0 {
			f.put(at, '-')
		}
	case r == '…':
		for range 3 {
			f.put(at, '.')
		}
	case strings.ContainsRune(";:!?%", r): // French writes a space before them, English none
		f.space = 0
		f.put(at, r)
	case r == blockEnd:
		f.space = 0
		f.put(at, r)
	default:
		f.put(at, r)
	}
}

func (f *folder) put(at int, r rune) {
	if f.space > 0 && f.last != blockEnd && f.last != '\'' {
		f.write(f.space-1, ' ')
	}
	f.space, f.last = 0, r
	f.write(at, r)
}

func (f *folder) write(at int, r rune) {
	f.out = utf8.AppendRune(f.out, r)
	for f.offsets != nil && len(*f.offsets) < len(f.out) {
		*f.offsets = append(*f.offsets, at)
	}
}

// isQuotation says whether r is a quotation mark or an apostrophe; they are told apart too rarely to
// be told apart here.
func isQuotation(r rune) bool {
	return strings.ContainsRune("\"'«»‹›“”„‟‘’‚‛ʼ´＂＇", r)
}

// Nearest returns the sentence of the document that is most like quote, and its place; "" and the zero
// Span when none shares a word with it.
func (d *Document) Nearest(quote string) (string, source.Span) {
	wanted := words(quote)
	best, most := place{}, 0.0
	d.sentences(func(p place) {
		found := words(d.plain[p.start:p.end])
		shared := 0
		for w := range found {
			if wanted[w] {
				shared++
			}
		}
		if score := 2 * float64(shared) / float64(max(1, len(found)+len(wanted))); score > most {
			best, most = p, score
		}
	})
	if most == 0 {
		return "", source.Span{}
	}
	return oneLine(d.plain[best.start:best.end]), d.span(best.start, best.end)
}

// words returns the words of a text in lower case.
func words(text string) map[string]bool {
	set := make(map[string]bool)
	for _, w := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !isWord(r) }) {
		set[w] = true
	}
	return set
}

// sentences calls yield for each sentence of each block.
func (d *Document) sentences(yield func(place)) {
	start := 0
	emit := func(end int) {
		text := d.plain[start:end]
		left := len(text) - len(strings.TrimLeftFunc(text, unicode.IsSpace))
		if trimmed := strings.TrimSpace(text); trimmed != "" {
			yield(place{start + left, start + left + len(trimmed)})
		}
		start = end
	}
	for i, c := range []byte(d.plain) {
		switch c {
		case blockEnd:
			emit(i)
			start = i + 1
		case '.', '!', '?':
			if i+1 < len(d.plain) && (d.plain[i+1] == ' ' || d.plain[i+1] == '\n') {
				emit(i + 1)
			}
		}
	}
	emit(len(d.plain))
}

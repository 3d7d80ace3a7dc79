package search

import (
	"cmp"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf16"

	"casebook/generator/site"
)

// How large parts are before they are compressed, which makes a third to a half of it. Smaller ones
// would be more files, larger ones more bytes for a query.
const wordPart, postPart, spotPart, docPart = 16_000, 14_000, 90_000, 37_000

// part is a piece of the index that the browser loads at once.
type part struct {
	name string // "w3"
	body []byte
}

// encoder appends numbers and texts.
type encoder []byte

func (e *encoder) number(n int)     { *e = binary.AppendUvarint(*e, uint64(n)) }
func (e *encoder) bytes(p ...byte)  { *e = append(*e, p...) }
func (e *encoder) text(text string) { *e = append(*e, text...) }

func encoded(v any) []byte {
	body, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("search: a value that JSON cannot hold: %v", err)) // a fault of the program: the types are ours
	}
	return body
}

// wordParts returns the vocabulary, sorted and cut, and the first word of each part.
func (b *builder) wordParts() (parts []part, firsts []string) {
	for from, next := 0, 0; from < len(b.sorted); {
		to, size := from, 0
		for to < len(b.sorted) && size < wordPart {
			size += 4 + len(b.known[b.sorted[to]].text)/2
			to++
		}
		var body encoder
		firsts = append(firsts, b.known[b.sorted[from]].text)
		next = b.vocabulary(&body, b.sorted[from:to], next)
		parts = append(parts, part{fmt.Sprint("w", len(parts)), body})
		from = to
	}
	return parts, firsts
}

// vocabulary encodes neighbouring words: how many; the number of their first new term; how many bytes of
// letters there are; of each word how many letters it shares with the one before, how many follow, how
// far its term lies behind the next new one (0: it is that), its class; then the letters that follow,
// without a gap. It returns the next new term. Letters are counted in UTF-16, as the browser has them.
func (b *builder) vocabulary(e *encoder, words []int32, next int) int {
	var shared, follow, terms, classes, letters encoder
	first, previous := next, ""
	for _, w := range words {
		text, t := b.known[w].text, int(b.termOf[w])
		same := sharedBytes(previous, text)
		shared.number(lengthUTF16(text[:same]))
		follow.number(lengthUTF16(text[same:]))
		letters.text(text[same:])
		terms.number(next - t)
		next = max(next, t+1)
		classes.bytes(b.frequency(t))
		previous = text
	}
	e.number(len(words))
	e.number(first)
	e.number(len(letters))
	e.bytes(slices.Concat(shared, follow, terms, classes, letters)...)
	return next
}

// sharedBytes is how many bytes two words have in common at their beginning, whole letters only.
func sharedBytes(a, b string) int {
	for i, r := range b {
		if i >= len(a) || !strings.HasPrefix(a[i:], string(r)) {
			return i
		}
	}
	return len(b)
}

func lengthUTF16(text string) int {
	n := 0
	for _, r := range text {
		n += utf16.RuneLen(r)
	}
	return n
}

// compareUTF16 orders words as the browser does, by units of UTF-16: letters beyond U+FFFF come before
// those from U+E000 on.
func compareUTF16(x, y string) int {
	for i := range min(len(x), len(y)) {
		if a, b := x[i], y[i]; a != b {
			if a >= 0xee && b >= 0xee && (a < 0xf0) != (b < 0xf0) {
				return cmp.Compare(b, a)
			}
			return cmp.Compare(a, b)
		}
	}
	return cmp.Compare(len(x), len(y))
}

// postParts returns the terms with their words, cut: the words between the first of each part and the
// first of the next one, and where their terms occur. One part so answers a word. The firsts are terms,
// the begins words.
func (b *builder) postParts() (parts []part, firsts []int, begins []string) {
	parts, firsts = b.termParts("p", postPart, postings)
	from := 0
	for i := range parts {
		to := len(b.sorted)
		if i+1 < len(parts) {
			to = int(b.terms[firsts[i+1]].first)
		}
		var body encoder
		b.vocabulary(&body, b.sorted[from:to], firsts[i])
		parts[i].body = append(body, parts[i].body...)
		begins = append(begins, b.known[b.sorted[from]].text)
		from = to
	}
	return parts, firsts, begins
}

// frequency is the class of a term by how many documents have it: 0 for a common one, else 1 and the
// logarithm to the base of four of their number, at most 7.
func (b *builder) frequency(t int) byte {
	if b.terms[t].common {
		return 0
	}
	return byte(min(7, 1+bits.Len(uint(len(b.terms[t].docs)))/2))
}

// termParts cuts the terms, encoded one by one, into parts, and returns the first term of each. A part
// is the lengths of its terms and then the terms themselves.
func (b *builder) termParts(name string, size int, encode func(*encoder, *term)) (parts []part, firsts []int) {
	var lengths, bodies encoder
	first := 0
	flush := func(next int) {
		var body encoder
		body.number(next - first)
		parts = append(parts, part{fmt.Sprint(name, len(parts)), slices.Concat(body, lengths, bodies)})
		firsts = append(firsts, first)
		lengths, bodies, first = nil, nil, next
	}
	for t := range b.terms {
		var one encoder
		encode(&one, &b.terms[t])
		if len(bodies) > 0 && len(bodies)+len(one) > size {
			flush(t)
		}
		lengths.number(len(one))
		bodies.bytes(one...)
	}
	flush(len(b.terms))
	return parts, firsts
}

// postings encodes where a term occurs: how many documents, the steps from one to the next, and the
// score that it gives each. A common term gives none.
func postings(e *encoder, t *term) {
	if t.common {
		e.number(0)
		return
	}
	e.number(len(t.docs))
	last := int32(0)
	for _, p := range t.docs {
		e.number(int(p.doc - last))
		last = p.doc
	}
	for _, p := range t.docs {
		e.bytes(p.score)
	}
}

// spots encodes at which places of its documents a term occurs, for phrases: how many documents; of each
// the step from the one before, how many places, and the steps between these.
func spots(e *encoder, t *term) {
	e.number(len(t.docs))
	last := int32(0)
	for _, p := range t.docs {
		e.number(int(p.doc - last))
		e.number(len(p.positions))
		last = p.doc
		at := int32(0)
		for _, position := range p.positions {
			e.number(int(position - at))
			at = position
		}
	}
}

// renumber puts the postings into the order of the index.
func (b *builder) renumber() {
	numbers := b.numbers()
	for t := range b.terms {
		docs := b.terms[t].docs
		for i := range docs {
			docs[i].doc = numbers[docs[i].doc]
		}
		slices.SortFunc(docs, func(x, y posting) int { return cmp.Compare(x.doc, y.doc) })
	}
}

// docParts returns what is shown of the documents, in groups of so many: lists of kind, address, title,
// note, summary, sections; a section is its anchor, its heading, its text.
func (b *builder) docParts(group int) []part {
	var parts []part
	for from := 0; from < len(b.order); from += group {
		var list []any
		for _, doc := range b.order[from:min(from+group, len(b.order))] {
			d := &b.docs[doc]
			sections := make([][3]string, 0, len(d.Sections))
			for _, s := range d.Sections {
				sections = append(sections, [3]string{s.ID, s.Heading, b.shown(s)})
			}
			list = append(list, []any{d.Kind, d.URL, d.Title, d.Note, d.Summary, sections})
		}
		parts = append(parts, part{fmt.Sprint("d", len(parts)), encoded(list)})
	}
	return parts
}

// groupSize returns how many documents a group of the store has.
func (b *builder) groupSize() int {
	size := 0
	for i := range b.docs {
		d := &b.docs[i]
		size += len(d.URL) + len(d.Title) + len(d.Summary) + 20
		for _, s := range d.Sections {
			size += len(b.shown(s)) + len(s.Heading) + len(s.ID) + 10
		}
	}
	return max(1, docPart*len(b.docs)/max(1, size))
}

// shown returns what a reader may be shown of the text of a section.
func (b *builder) shown(s site.SearchSection) string {
	if b.site.Bare {
		return ""
	}
	return s.Text
}

// facetParts returns, for each facet, the documents of its values, and for each range the numbers of the
// documents: lists of the lowest and the highest each may have, null where nothing is known; and the order of
// their titles.
func (b *builder) facetParts() []part {
	numbers := b.numbers()
	var parts []part
	for i, f := range b.site.Facets {
		var body encoder
		for _, v := range f.Values {
			docs := make([]int32, len(v.Docs))
			for n, d := range v.Docs {
				docs[n] = numbers[d]
			}
			slices.Sort(docs)
			body.number(len(docs))
			last := int32(0)
			for _, d := range docs {
				body.number(int(d - last))
				last = d
			}
		}
		parts = append(parts, part{fmt.Sprint("f", i), body})
	}
	for i, r := range b.site.Ranges {
		values := make([][]int, len(b.docs))
		for doc, v := range r.Values {
			values[numbers[doc]] = v
		}
		parts = append(parts, part{fmt.Sprint("r", i), encoded(values)})
	}
	titles := make([]int32, len(b.site.ByTitle))
	for n, doc := range b.site.ByTitle {
		titles[n] = numbers[doc]
	}
	return append(parts, part{"t", encoded(titles)})
}

package search

import (
	"cmp"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math/bits"
	"slices"
)

// How large parts are before they are compressed, which makes a third to a half of it. Smaller ones
// would be more files, larger ones more bytes for a query.
const wordPart, postPart, spotPart, docPart = 16_000, 14_000, 90_000, 24_000

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
//
// A part is: how many words; the number of its first new term; of each word how many bytes it shares
// with the one before, how many follow, how far its term lies behind the next new one (0: it is that),
// its class (0 common, else 1 and the logarithm to the base of four of its documents, at most 7); then the bytes that follow, without a gap.
func (b *builder) wordParts() (parts []part, firsts []string) {
	order := make([]int32, len(b.known))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(x, y int32) int { return cmp.Compare(b.known[x].text, b.known[y].text) })
	next := 0
	for len(order) > 0 {
		n, size := 0, 0
		for n < len(order) && size < wordPart {
			size += 4 + len(b.known[order[n]].text)/2
			n++
		}
		var body []byte
		body, next = b.wordPart(order[:n], next)
		parts = append(parts, part{fmt.Sprint("w", len(parts)), body})
		firsts = append(firsts, b.known[order[0]].text)
		order = order[n:]
	}
	return parts, firsts
}

func (b *builder) wordPart(words []int32, next int) (body []byte, after int) {
	var head, shared, follow, terms, classes, letters encoder
	head.number(len(words))
	head.number(next)
	previous := ""
	for _, w := range words {
		text, t := b.known[w].text, int(b.termOf[w])
		n := 0
		for n < len(text) && n < len(previous) && text[n] == previous[n] {
			n++
		}
		shared.number(n)
		follow.number(len(text) - n)
		letters.text(text[n:])
		terms.number(next - t)
		next = max(next, t+1)
		classes.bytes(b.frequency(t))
		previous = text
	}
	return slices.Concat(head, shared, follow, terms, classes, letters), next
}

// frequency is the class of a term by how many documents have it.
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
				sections = append(sections, [3]string{s.ID, s.Heading, s.Text})
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
			size += len(s.Text) + len(s.Heading) + len(s.ID) + 10
		}
	}
	return max(1, docPart*len(b.docs)/max(1, size))
}

// facetParts returns, for each facet, the documents of its values, and for each range the numbers of the
// documents: lists of the lowest and the highest each may have, null where nothing is known.
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
	return parts
}

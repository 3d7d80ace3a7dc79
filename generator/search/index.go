package search

import (
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"casebook/generator/output"
	"casebook/generator/site"
)

// Folder begins the path of every file of an index.
const Folder = "search/"

// Build makes the index of one language: search/<lang>/index.bin and, where that would be too large for
// one file, the parts it leads to. The same site gives the same bytes.
func Build(s *site.Searchable) []output.File {
	b := newBuilder(s)
	b.read()
	b.stem()
	b.gather()
	b.arrange()
	return b.pack()
}

// field is a part of a document with a weight of its own.
type field uint8

const (
	names    field = iota // identifiers: ids, numbers, articles
	title                 // of the page
	summary               // its summary, or the question it answers
	headings              // of its sections
	answers               // facts and answers
	body                  // the rest
	alike                 // other names of what its title, summary or headings name, not shown
	hidden                // what else is found and not shown: the other languages, other names
	fields
)

// occurrence is a word at a place of a document.
type occurrence struct {
	word     int32
	position int32
	field    field
}

// builder makes the index of one language.
type builder struct {
	site *site.Searchable
	docs []site.SearchDoc // in the order of the index

	words    map[string]int32 // by the word, to its place in known
	known    []word
	sorted   []int32         // the words in the order of the vocabulary
	texts    [][]occurrence  // by document
	lengths  [][fields]int32 // by document: how many words each field has
	total    [fields]int64   // over all documents
	terms    []term          // by their number
	termOf   []int32         // by word
	synonyms *synonyms

	order []int32 // documents as the index numbers them, by the number they have here
}

// word is a word that occurs.
type word struct {
	text     string
	surfaces map[string]int32 // how often with which accents; nil for none
	number   bool             // an identifier: it has no stem
}

// term is a stem with the documents it occurs in.
type term struct {
	first  int32 // its first word, by its place in the vocabulary
	common bool  // a stop word: found in phrases only
	docs   []posting
}

// posting is a document in which a term occurs.
type posting struct {
	doc       int32
	score     byte
	positions []int32
}

func newBuilder(s *site.Searchable) *builder {
	b := &builder{site: s, docs: s.Docs, words: map[string]int32{}, synonyms: newSynonyms(s)}
	b.texts = make([][]occurrence, len(b.docs))
	b.lengths = make([][fields]int32, len(b.docs))
	return b
}

// batch is how many documents are cut into words before they are numbered: their tokens take far more
// memory than what is kept of them.
const batch = 256

// read cuts every document into words, several at once, and numbers these in the order of the documents.
func (b *builder) read() {
	for from := 0; from < len(b.docs); from += batch {
		to := min(from+batch, len(b.docs))
		cut := make([]reader, to-from)
		sideBySide(len(cut), func(i int) {
			cut[i].synonyms = b.synonyms
			cut[i].document(&b.docs[from+i])
		})
		for i := range cut {
			b.number(from+i, cut[i].texts)
		}
	}
}

// sideBySide calls work for each number below n, on all processors.
func sideBySide(n int, work func(int)) {
	var group sync.WaitGroup
	var next atomic.Int64
	for range min(n, runtime.GOMAXPROCS(0)) {
		group.Go(func() {
			for i := next.Add(1) - 1; i < int64(n); i = next.Add(1) - 1 {
				work(int(i))
			}
		})
	}
	group.Wait()
}

// reader reads one document.
type reader struct {
	synonyms *synonyms
	texts    []cutText
	related  map[int]field // the terms of the glossary that it names, and where first
}

// cutText is a text of a document in words.
type cutText struct {
	field  field
	tokens []Token
}

func (r *reader) document(d *site.SearchDoc) {
	r.related = map[int]field{}
	r.add(names, d.Names...)
	r.add(title, d.Title)
	r.add(summary, d.Summary)
	for _, s := range d.Sections {
		r.add(headings, s.Heading)
		f := body
		if s.Answers {
			f = answers
		}
		r.add(f, s.Text)
	}
	r.add(hidden, d.Hidden...)
	for _, n := range of(r.related) {
		f := hidden
		if r.related[n] <= headings {
			f = alike
		}
		r.add(f, r.synonyms.terms[n]...)
	}
}

// add cuts texts of a field into words.
func (r *reader) add(f field, texts ...string) {
	for _, text := range texts {
		tokens := Tokens(text)
		if f < alike {
			r.synonyms.find(tokens, f, r.related)
		}
		r.texts = append(r.texts, cutText{f, tokens})
	}
}

// number keeps the words of a document with their places. Between two texts stands a place without a
// word, so that no phrase runs from one into the other.
func (b *builder) number(doc int, texts []cutText) {
	count := 0
	for _, text := range texts {
		count += len(text.tokens)
	}
	found := make([]occurrence, 0, count)
	position := int32(0)
	for _, text := range texts {
		for _, t := range text.tokens {
			found = append(found, occurrence{b.intern(t), position, text.field})
			b.lengths[doc][text.field]++
			if t.Kind != Whole {
				position++
			}
		}
		position++
	}
	b.texts[doc] = found
	for f, n := range b.lengths[doc] {
		b.total[f] += int64(n)
	}
}

// intern returns the number of a word.
func (b *builder) intern(t Token) int32 {
	n, ok := b.words[t.Text]
	if !ok {
		n = int32(len(b.known))
		b.words[t.Text] = n
		b.known = append(b.known, word{text: t.Text, number: hasDigit(t.Text)})
	}
	if t.surface != "" && t.surface != t.Text {
		w := &b.known[n]
		if w.surfaces == nil {
			w.surfaces = map[string]int32{}
		}
		w.surfaces[t.surface]++
	}
	return n
}

func hasDigit(text string) bool {
	for i := range len(text) {
		if '0' <= text[i] && text[i] <= '9' {
			return true
		}
	}
	return false
}

// gather makes the postings: for each term the documents, with the score that it gives them.
func (b *builder) gather() {
	counts := make([]int32, len(b.terms))
	seen := make([]int32, len(b.terms))
	for doc, text := range b.texts {
		for _, o := range text {
			if t := b.termOf[o.word]; seen[t] != int32(doc)+1 {
				seen[t] = int32(doc) + 1
				counts[t]++
			}
		}
	}
	for t := range b.terms {
		b.terms[t].docs = make([]posting, 0, counts[t])
	}
	w := newWeigher(b)
	for doc := range b.texts {
		b.post(doc, w)
	}
}

// post adds a document to the terms that it names.
func (b *builder) post(doc int, w *weigher) {
	for _, o := range b.texts[doc] {
		w.found = append(w.found, uint64(b.termOf[o.word])<<32|uint64(o.position)<<4|uint64(o.field))
	}
	found := w.found
	w.found = found[:0]
	slices.Sort(found)
	for i := 0; i < len(found); {
		t := found[i] >> 32
		var counts [fields]int32
		var positions []int32
		for ; i < len(found) && found[i]>>32 == t; i++ {
			f, position := field(found[i]&15), int32(uint32(found[i])>>4)
			counts[f]++
			if f < alike && (len(positions) == 0 || positions[len(positions)-1] != position) {
				positions = append(positions, position)
			}
		}
		p := posting{doc: int32(doc), positions: positions}
		p.score = w.score(doc, cap(b.terms[t].docs), &counts)
		b.terms[t].docs = append(b.terms[t].docs, p)
	}
}

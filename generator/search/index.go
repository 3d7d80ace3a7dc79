package search

import (
	"slices"

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

// read cuts every document into words.
func (b *builder) read() {
	for i := range b.docs {
		r := reader{builder: b, doc: i}
		r.document(&b.docs[i])
		b.texts[i] = slices.Clip(r.found)
		for f, n := range b.lengths[i] {
			b.total[f] += int64(n)
		}
	}
}

// reader reads one document.
type reader struct {
	*builder
	doc      int
	position int32
	found    []occurrence
	related  map[int]field // the terms of the glossary that it names, and where first
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

// add reads texts into a field. Between two texts stands a place without a word, so that no phrase runs
// from one into the other.
func (r *reader) add(f field, texts ...string) {
	for _, text := range texts {
		tokens := Tokens(text)
		if f < alike {
			r.synonyms.find(tokens, f, r.related)
		}
		for _, t := range tokens {
			r.found = append(r.found, occurrence{r.intern(t), r.position, f})
			r.lengths[r.doc][f]++
			if t.Kind != Whole {
				r.position++
			}
		}
		r.position++
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
	text := b.texts[doc]
	slices.SortFunc(text, func(x, y occurrence) int {
		if tx, ty := b.termOf[x.word], b.termOf[y.word]; tx != ty {
			return int(tx - ty)
		}
		return int(x.position - y.position)
	})
	for i := 0; i < len(text); {
		t := b.termOf[text[i].word]
		var counts [fields]int32
		var positions []int32
		for ; i < len(text) && b.termOf[text[i].word] == t; i++ {
			counts[text[i].field]++
			if text[i].field < alike {
				positions = append(positions, text[i].position)
			}
		}
		p := posting{doc: int32(doc), positions: slices.Compact(positions)}
		p.score = w.score(doc, cap(b.terms[t].docs), &counts)
		b.terms[t].docs = append(b.terms[t].docs, p)
	}
}

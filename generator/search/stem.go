package search

import (
	"cmp"
	"slices"
	"strings"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/french"
)

// common are the words that tell no page from another, in both languages. They are kept for phrases.
var common = set(`the of and a to in is was were that it its for on with as by at be been are or from an this these which had has have
	le la les de du des un une et est en au aux que qui dans par pour sur ce cette ces se sa son ses ou a ete etait etaient il elle on ont avec plus`)

// stem gives each word its term: words of one stem share one. Terms are numbered as their first word
// comes in the vocabulary, so that the terms of neighbouring words lie together.
func (b *builder) stem() {
	b.sorted = make([]int32, len(b.known))
	for i := range b.sorted {
		b.sorted[i] = int32(i)
	}
	slices.SortFunc(b.sorted, func(x, y int32) int { return compareUTF16(b.known[x].text, b.known[y].text) })
	stems := map[string]int32{}
	b.termOf = make([]int32, len(b.known))
	for i, w := range b.sorted {
		stem := b.stemOf(&b.known[w])
		n, ok := stems[stem]
		if !ok {
			n = int32(len(b.terms))
			stems[stem] = n
			b.terms = append(b.terms, term{first: int32(i)})
		}
		b.termOf[w] = n
		if common[b.known[w].text] {
			b.terms[n].common = true
		}
	}
}

// stemOf returns the stem of a word, without accents: of the way it is most often written, since the
// stemmer for French needs the accents that the reader may leave out.
func (b *builder) stemOf(w *word) string {
	if w.number || common[w.text] {
		return w.text
	}
	written, most := w.text, int32(0)
	for surface, n := range w.surfaces {
		if n > most || n == most && surface < written {
			written, most = surface, n
		}
	}
	env := snowballstem.NewEnv(written)
	if b.site.Lang == "fr" {
		french.Stem(env)
	} else {
		english.Stem(env)
	}
	stem, _ := fold(env.Current())
	return cmp.Or(strings.TrimSpace(stem), w.text)
}

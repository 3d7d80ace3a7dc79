package search

import "slices"

// together is how many of the documents that a word says most about are numbered side by side: as many
// as a reader is shown at first. Fewer documents than few fill too few groups of the store to gain by
// it; a word that one document in frequent has tells too little to be asked for alone.
const together, few, frequent = 10, 1000, 5

// arrange numbers the documents. Few keep the order of the pages. Many are numbered so that the first ten
// that a query finds lie in few groups of the store: the most frequent word takes the ten that it says
// most about, the next one the ten of its own that are left, and so on; what no word takes keeps the
// order of the pages. Of documents that a word says as much about, the lower number comes first in an
// answer, which is mostly the one that another word took before.
func (b *builder) arrange() {
	var words []int32
	for t := range b.terms {
		n := len(b.terms[t].docs)
		if len(b.docs) >= few && !b.terms[t].common && n >= together && n <= len(b.docs)/frequent {
			words = append(words, int32(t))
		}
	}
	slices.SortStableFunc(words, func(x, y int32) int { return len(b.terms[y].docs) - len(b.terms[x].docs) })
	b.order = make([]int32, 0, len(b.docs))
	taken := make([]bool, len(b.docs))
	take := func(doc int32) {
		if !taken[doc] {
			taken[doc] = true
			b.order = append(b.order, doc)
		}
	}
	var best [together]posting
	for _, t := range words {
		for _, p := range first(b.terms[t].docs, best[:0]) {
			take(p.doc)
		}
	}
	for doc := range b.docs {
		take(int32(doc))
	}
}

// first puts the postings of the highest scores into best, as many as it can hold, the highest first and
// of equal ones the first.
func first(docs, best []posting) []posting {
	for _, p := range docs {
		if len(best) == cap(best) {
			if p.score <= best[len(best)-1].score {
				continue
			}
			best = best[:len(best)-1]
		}
		at := len(best)
		for at > 0 && best[at-1].score < p.score {
			at--
		}
		best = slices.Insert(best, at, p)
	}
	return best
}

// numbers returns the number of each document in the index, by the one it has here.
func (b *builder) numbers() []int32 {
	numbers := make([]int32, len(b.order))
	for n, doc := range b.order {
		numbers[doc] = int32(n)
	}
	return numbers
}

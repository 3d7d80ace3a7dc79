package search

import "math/bits"

// weights is what a word in a field counts, in hundredths, against one in the body.
var weights = [fields]int64{names: 1600, title: 900, summary: 350, headings: 300, answers: 130, body: 100, alike: 110, hidden: 35}

// slopes is how far a long field counts less than a short one, in hundredths: b of BM25F.
var slopes = [fields]int64{names: 0, title: 40, summary: 40, headings: 30, answers: 50, body: 60, alike: 30, hidden: 30}

// saturation is k1 of BM25F in hundredths: how fast a second mention counts less than the first. It is
// larger than in plain BM25 because a title alone weighs nine.
const saturation = 300

// kinds is what a page of a kind counts, in hundredths: most readers look for a case.
var kinds = map[string]int64{"case": 100, "article": 90, "obligation": 85, "term": 70, "rule": 50, "conclusion": 50, "fact": 45, "text": 70}

// fine is the unit of the sums below: a count of one in the body is fine.
const fine = 1 << 12

// weigher gives a score to a term in a document: BM25F in whole numbers, so that every machine computes
// the same.
type weigher struct {
	b       *builder
	average [fields]int64 // length of a field over all documents, in sixteenths of a word
	found   []uint64      // the words of one document: term, place and field in one number each, to sort
}

func newWeigher(b *builder) *weigher {
	w := &weigher{b: b}
	for f, total := range b.total {
		w.average[f] = max(1, 16*total/int64(max(1, len(b.docs))))
	}
	return w
}

// score returns what a term counts for a document in which it occurs so often in each field, from 1 to
// 255; n is the number of documents in which it occurs.
func (w *weigher) score(doc, n int, counts *[fields]int32) byte {
	var sum int64
	for f, count := range counts {
		if count > 0 {
			length := 100 - slopes[f] + slopes[f]*16*int64(w.b.lengths[doc][f])/w.average[f]
			sum += int64(count) * weights[f] * fine / max(30, length)
		}
	}
	part := sum * (saturation + 100) / (saturation*fine/100 + sum) // of saturation + 100
	kind := kinds[w.b.docs[doc].Kind]
	if kind == 0 {
		kind = 70
	}
	score := part * rarity(len(w.b.docs), n) * kind * 255 / (100 * (saturation + 100) * rarest)
	return byte(min(255, max(1, score)))
}

// rarest is what rarity gives for a term in one of 65,536 documents.
const rarest = 16 * 64

// rarity is the logarithm to the base of two of one and the documents for each one that has a term, in
// 64ths: the idf of BM25.
func rarity(docs, n int) int64 {
	return min(rarest, max(16, log2(uint64(docs+n)*1024/uint64(max(1, n)))-10*64))
}

// log2 returns the logarithm of x to the base of two in 64ths, rounded down.
func log2(x uint64) int64 {
	whole := bits.Len64(x) - 1
	y := x << (63 - whole) >> 32 // from 1 to 2, times 2^31
	result := int64(whole) * 64
	for step := int64(32); step > 0; step /= 2 {
		if y = y * y >> 31; y >= 1<<32 {
			y >>= 1
			result += step
		}
	}
	return result
}

// Package search makes the index that the browser searches, one for each language, from what
// site.Searchable gives: cases by section, rules, obligations, conclusions, facts, articles, glossary.
//
// [Build] returns the files. [Tokens] is the analyser, which the script search-words.js repeats; a test
// holds the two alike. What answers a query is in templates/assets/js: search-index.js reads what is
// written here, search-query.js ranks.
//
// # How it is laid out
//
// search/<lang>/index.bin is a mark, the length of the head, the head (JSON: where everything is, the
// facets with their titles and counts, what the scripts say) and, for a small site, all parts after it.
// Otherwise each part is a file in a folder named by a hash of the whole, and begins with that hash, so
// that a part of another build is known for one. All are compressed for DecompressionStream, since a
// host of files seldom compresses what it does not know. The parts:
//
//   - w0, w1, …: the vocabulary, sorted and front-coded, each word with the number of its term (its
//     stem) and how common that is. The browser so needs no stemmer, corrects a word that does not occur
//     by what does, and finds the words that begin with some letters side by side.
//   - p0, p1, …: postings, in blocks by term: documents and the score the term gives each. Scores are
//     BM25F in whole numbers, computed here, so that the browser only adds and needs no lengths.
//   - x0, x1, …: at which places terms stand, for phrases only; of stop words this is all there is.
//   - d0, d1, …: what is shown of the documents, in groups. In a large site, documents of which the
//     same word says most are numbered side by side, so that the best hits lie in few groups.
//   - f0, …, r0, …: the documents of each value of a facet, the numbers and days of a range; asked for
//     when a reader opens one.
//
// The names of a term of the glossary, in all languages, are indexed with every page that names it by
// one of them, as are the title and summary in the other languages: a query needs no second look-up.
//
// # Figures
//
// On the 5,371 incidents of the US breach portal (TestSearchBench in cmd/casebook): 3.0 MB; the first
// query, from the first script to ten results with excerpts, 93 kB in 20 files; later ones 0 to 82 kB,
// 46 kB at the median. A site of 40 cases and its rules is one file of 130 kB.
package search

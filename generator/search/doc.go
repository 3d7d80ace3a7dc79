// Package search makes the index that the browser searches, one for each language, from what
// site.Searchable gives: cases by section, rules, obligations, conclusions, facts, articles, glossary.
//
// [Build] returns the files. [Tokens] is the analyser, which the script search-words.js repeats; a test
// holds the two alike. What answers a query is in templates/assets/js: search-index.js reads what is
// written here, search-query.js ranks.
//
// # How it is laid out
//
// What a reader waits for is requests one after the other, more than bytes: so a query is the head and
// the script side by side, then a part for each word, then what is shown of ten documents.
//
// search/<lang>/index.bin is a mark, the length of the head, the head (JSON: where everything is, the
// facets with their titles and counts, what the scripts say) and, in this order and for as long as 20 kB
// hold whole kinds of them, the parts f and r, p, d, x; all of them for a very small site. Every other
// part is a file in a folder named by a hash of the whole, and begins with that hash, so that a part of
// another build is known for one. All are compressed for DecompressionStream, since a host of files
// seldom compresses what it does not know. The parts:
//
//   - p0, p1, …: words and where they occur. Words are sorted and front-coded, each with the number of
//     its term (its stem) and how common that is; then come the documents of each term with the score
//     that it gives them. The browser so needs no stemmer, and finds the words that begin with some
//     letters side by side. Scores are BM25F in whole numbers, computed here, so that the browser only
//     adds and needs no lengths.
//   - w0, w1, …: the words alone, in larger parts: for a word that does not occur, which is corrected by
//     what does, and for a few letters that begin many words. None where all of p is in the head's file.
//   - x0, x1, …: at which places terms stand, for phrases only; of stop words this is all there is.
//   - d0, d1, …: what is shown of the documents, in groups. In a large site the ten of which a word says
//     most are numbered side by side (arrange.go): ten results lie in five groups instead of nine, with
//     one frequent word often in one.
//   - f0, …, r0, …: the documents of each value of a facet, the numbers and days of a range; asked for
//     when a reader opens one.
//
// Words are ordered by units of UTF-16, as the browser compares them.
//
// The names of a term of the glossary, in all languages, are indexed with every page that names it by
// one of them, also in the plural, and count more where its title, summary or a heading does. So are the
// title and summary in the other languages: a query needs no second look-up.
//
// # Figures
//
// On the 5,371 incidents of the US breach portal (TestSearchBench in cmd/casebook): 2.9 MB in 297 files;
// the first query, from the first script to ten results with excerpts, 44 kB in 4 requests; later ones 7
// to 115 kB, 41 kB at the median. On ten times the incidents the first query is 38 kB, the others 60 kB
// at most, and making the index takes 600 MiB from the system. On 40 cases and their rules the head's
// file has 7 kB, the first query is 83 kB, later ones about 10 kB.
package search

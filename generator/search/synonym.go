package search

import (
	"maps"
	"slices"

	"casebook/generator/site"
)

// synonyms finds the terms of the glossary that a text names, by any of their names in any language. A
// page that names one is found by all others.
type synonyms struct {
	terms [][]string         // by term: its names, also plural and in all languages
	first map[string][]named // by the first word of a name
}

// named is a name of a term.
type named struct {
	words []string
	term  int
}

func newSynonyms(s *site.Searchable) *synonyms {
	y := &synonyms{terms: s.Synonyms, first: map[string][]named{}}
	for n, all := range s.Synonyms {
		for _, name := range all {
			if words := plainWords(Tokens(name)); len(words) > 0 {
				first := singular(words[0])
				y.first[first] = append(y.first[first], named{words, n})
			}
		}
	}
	return y
}

// singular is a word without the ending of most plurals in English and French, so that a name is known
// also in the plural.
func singular(word string) string {
	if last := len(word) - 1; last > 2 && (word[last] == 's' || word[last] == 'x') {
		return word[:last]
	}
	return word
}

// plainWords returns the words of a text without the compounds they are parts of.
func plainWords(tokens []Token) []string {
	var words []string
	for _, t := range tokens {
		if t.Kind != Whole {
			words = append(words, t.Text)
		}
	}
	return words
}

// find notes the terms that are named among the words of a field, with the first field that names each.
func (y *synonyms) find(tokens []Token, f field, related map[int]field) {
	if len(y.first) == 0 {
		return
	}
	for i, t := range tokens {
		for _, n := range y.first[singular(t.Text)] {
			if _, known := related[n.term]; !known && t.Kind != Whole && begins(tokens[i:], n.words) {
				related[n.term] = f
			}
		}
	}
}

func begins(tokens []Token, words []string) bool {
	for _, t := range tokens {
		if t.Kind == Whole {
			continue
		}
		if len(words) == 0 {
			return true
		}
		if singular(t.Text) != singular(words[0]) {
			return false
		}
		words = words[1:]
	}
	return len(words) == 0
}

// of returns the terms of which a text is told, in the order of the glossary.
func of(related map[int]field) []int {
	return slices.Sorted(maps.Keys(related))
}

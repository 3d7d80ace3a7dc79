package search

import (
	"slices"
	"strings"

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
				y.first[words[0]] = append(y.first[words[0]], named{words, n})
			}
		}
	}
	return y
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

// find notes the terms that are named among the words of a text.
func (y *synonyms) find(tokens []Token, related map[int]bool) {
	if len(y.first) == 0 {
		return
	}
	for i, t := range tokens {
		for _, n := range y.first[t.Text] {
			if !related[n.term] && t.Kind != Whole && begins(tokens[i:], n.words) {
				related[n.term] = true
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
		if t.Text != words[0] {
			return false
		}
		words = words[1:]
	}
	return len(words) == 0
}

// of returns the names of terms, in the order of the glossary.
func (y *synonyms) of(related map[int]bool) []string {
	var list []int
	for n := range related {
		list = append(list, n)
	}
	slices.Sort(list)
	var texts []string
	for _, n := range list {
		texts = append(texts, strings.Join(y.terms[n], "\n"))
	}
	return texts
}

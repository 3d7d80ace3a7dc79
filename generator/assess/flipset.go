package assess

import (
	"slices"
	"strings"

	"casebook/generator/rule"
	"casebook/generator/yamlsrc"
)

// setText says by what a set would differ: by one of several values, or by the fewest that come or go
// together. It is "" where its values are not of one kind.
func (s Supposition) setText(lang string) string {
	if s.Was == nil {
		return s.among(lang)
	}
	if v := s.Values[0]; len(s.Values) == 1 && s.Was.Open && !v.Open && v.Set == s.Was.Set {
		return said(s.Fact, s.Fact.Says.Only, flipsIn(lang).only, s.nouns(v.Set, in(lang).and, lang), lang)
	}
	more, less := s.changes()
	all := append(more, less...)
	if len(all) == 0 || len(more) > 0 && len(less) > 0 {
		return ""
	}
	if largest(all) > 1 {
		all = []rule.Bits{slices.MinFunc(all, func(b, c rule.Bits) int { return b.Len() - c.Len() })}
	}
	join := in(lang).and
	if len(all) > 1 {
		join = in(lang).or
	}
	pattern, generic := s.Fact.Says.More, flipsIn(lang).also
	if len(less) > 0 {
		pattern, generic = s.Fact.Says.Less, flipsIn(lang).without
	}
	return said(s.Fact, pattern, generic, s.nouns(union(all), join, lang), lang)
}

// changes returns what the values would add to the set, and what they would take from it.
func (s Supposition) changes() (more, less []rule.Bits) {
	for _, v := range s.Values {
		switch added, taken := v.Set&^s.Was.Set, s.Was.Set&^v.Set; {
		case v.Open || v.Set == 0 || added != 0 && taken != 0:
			return nil, nil
		case added != 0:
			more = append(more, added)
		case taken != 0:
			less = append(less, taken)
		}
	}
	return more, less
}

// among says that a set of which nothing is known would have one of several values.
func (s Supposition) among(lang string) string {
	var all []rule.Bits
	for _, v := range s.Values {
		all = append(all, v.Set)
	}
	if largest(all) != 1 {
		return ""
	}
	return said(s.Fact, s.Fact.Says.Suppose, "{1}", s.nouns(union(all), in(lang).or, lang), lang)
}

// said says what of a set would be otherwise, by its own sentence or in our own words.
func said(f *rule.Fact, pattern yamlsrc.Words, generic, values, lang string) string {
	if pattern.IsZero() {
		return saying(f, fill(generic, values), lang)
	}
	return strings.Replace(pattern.In(lang), "{value}", values, 1)
}

// nouns lists values as a sentence does, the first few.
func (s Supposition) nouns(values rule.Bits, join, lang string) string {
	var names []string
	for i, o := range s.Fact.Values {
		switch {
		case !values.Has(i):
		case o.Noun.IsZero():
			names = append(names, o.In(lang))
		default:
			names = append(names, o.Noun.In(lang))
		}
	}
	if join == in(lang).or {
		names = names[:min(fewValues, len(names))]
	}
	return list(names, join)
}

func union(all []rule.Bits) rule.Bits {
	u := rule.Bits(0)
	for _, b := range all {
		u |= b
	}
	return u
}

// largest returns how many values the largest of several sets has.
func largest(all []rule.Bits) int {
	n := 0
	for _, b := range all {
		n = max(n, b.Len())
	}
	return n
}

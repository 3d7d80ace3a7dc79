package site

import (
	"bytes"
	"slices"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// sortBy orders a list by a text as the language's dictionaries do; equal ones keep their order.
func sortBy[T any](lang string, list []T, text func(T) string) {
	type keyed struct {
		key  []byte
		item T
	}
	c, buffer := collate.New(language.Make(lang), collate.Numeric, collate.IgnoreCase), &collate.Buffer{}
	all := make([]keyed, len(list))
	for i, item := range list {
		all[i] = keyed{c.KeyFromString(buffer, text(item)), item}
	}
	slices.SortStableFunc(all, func(a, b keyed) int { return bytes.Compare(a.key, b.key) })
	for i := range all {
		list[i] = all[i].item
	}
}

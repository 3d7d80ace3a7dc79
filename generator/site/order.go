package site

import (
	"slices"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// sortBy orders a list by a text as the language's dictionaries do; equal ones keep their order.
func sortBy[T any](lang string, list []T, text func(T) string) {
	c := collate.New(language.Make(lang), collate.Numeric, collate.IgnoreCase)
	slices.SortStableFunc(list, func(a, b T) int { return c.CompareString(text(a), text(b)) })
}

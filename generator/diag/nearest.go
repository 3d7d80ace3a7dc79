package diag

import "fmt"

// DidYouMean returns the hint that names the candidate nearest to a word, "" when none is near. Near is
// one edit for short words and a third of the letters for longer ones; an edit inserts, deletes or
// replaces a letter or swaps two neighbours.
func DidYouMean(word string, candidates []string) string {
	if near, ok := Nearest(word, candidates); ok {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return ""
}

// Nearest returns the candidate nearest to a word, the first of several, and whether one is near.
func Nearest(word string, candidates []string) (string, bool) {
	best, limit := "", max(1, len([]rune(word))/3)+1
	for _, c := range candidates {
		if d := distance([]rune(word), []rune(c), limit); d < limit {
			best, limit = c, d
		}
	}
	return best, best != ""
}

// distance is the Damerau-Levenshtein distance of two words (optimal string alignment), or limit when
// it is not smaller.
func distance(a, b []rune, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit {
		return limit
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			change := last[j-1]
			if a[i-1] != b[j-1] {
				change++
			}
			row[j] = min(change, last[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return min(last[len(b)], limit)
}

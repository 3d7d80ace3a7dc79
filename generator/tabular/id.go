package tabular

import (
	"crypto/sha256"
	"encoding/hex"
	"hash/fnv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// longestID is how many letters an id taken from a row may have; a longer one ends at a word before.
const longestID = 72

// slug makes an id of words: letters without accents, digits, a hyphen for everything else. Words of
// other scripts give none.
func slug(words string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(strings.ToLower(words)) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		case unicode.IsMark(r) || r == '\'' || r == '’': // an accent, or o’hara
		default:
			gap = true
		}
	}
	id := b.String()
	if len(id) > longestID {
		id = id[:longestID]
		if cut := strings.LastIndexByte(id, '-'); cut > longestID/2 {
			id = id[:cut]
		}
	}
	return id
}

// identity is what a row is known by, wherever it stands in the table: the words of its id and the
// fields that tell it apart.
type identity struct {
	slug string
	key  string // 16 hexadecimal digits
}

func (m *Mapping) identity(values []value) identity {
	words, _ := m.id.fill(values, oneLine)
	h := sha256.New()
	h.Write([]byte(words))
	for _, f := range m.distinct {
		h.Write([]byte{0})
		h.Write([]byte(strings.Join(values[f.place].list, "\x01")))
	}
	return identity{slug: slug(words), key: hex.EncodeToString(h.Sum(nil)[:8])}
}

// census counts the rows of a table by their ids, in a few bytes a row.
type census struct {
	owner map[uint64]uint64 // by slug: the first key that has it
	many  map[uint64]bool   // slugs of several keys
	rows  map[uint64]uint64 // by key: what the first row with it holds
	split map[uint64]bool   // keys of rows that differ
}

func newCensus() *census {
	return &census{map[uint64]uint64{}, map[uint64]bool{}, map[uint64]uint64{}, map[uint64]bool{}}
}

func (c *census) add(id identity, cells []string) {
	slug, key, holds := sum(id.slug), sum(id.key), sum(cells...)
	if first, seen := c.owner[slug]; !seen {
		c.owner[slug] = key
	} else if first != key {
		c.many[slug] = true
	}
	if first, seen := c.rows[key]; !seen {
		c.rows[key] = holds
	} else if first != holds {
		c.split[key] = true
	}
}

// name returns the id of a row. Words that several rows share get a part of the key; so do words that
// taken says are another row's from an earlier run.
func (c *census) name(id identity, taken bool) string {
	switch {
	case id.slug == "":
		return "row-" + id.key
	case taken || c.many[sum(id.slug)]:
		return id.slug + "-" + id.key[:6]
	}
	return id.slug
}

func sum(texts ...string) uint64 {
	h := fnv.New64a()
	for _, t := range texts {
		h.Write([]byte(t))
		h.Write([]byte{0})
	}
	return h.Sum64()
}

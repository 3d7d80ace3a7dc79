package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Token is a word or an identifier of a text.
type Token struct {
	Text       string // folded: lower case, without accents; "hopital", "33(1)", "san-2023-015"
	Start, End int    // where it stands in the text, in bytes from 0
	Kind       TokenKind
	surface    string // in lower case with its accents, for the stemmer; "" where it is Text
}

// TokenKind says how a token relates to those beside it.
type TokenKind uint8

const (
	Plain TokenKind = iota // a word by itself
	Whole                  // an identifier or a compound; its parts follow
	Part                   // a part of the Whole before it
)

// longest is how many letters of a word count, and of how many letters a compound may be.
const longest, longestCompound = 40, 24

// lettersPerWord is how many bytes a word takes with the space after it, at least in prose.
const lettersPerWord = 5

// Tokens cuts a text into words. It is the one analyser for all languages: elisions (l’, qu’) and what
// follows an English apostrophe (’s) are left out, a compound is given whole and in parts ("e-mail" is
// email, e, mail), an article in one form ("33.1", "33 § 1" and "33(1)" are 33(1)). The script
// search-words.js does the same; a test compares them.
func Tokens(text string) []Token {
	s := scanner{text: text, atoms: make([]atom, 0, len(text)/lettersPerWord+1)}
	s.cut()
	s.tokens = make([]Token, 0, len(s.atoms)+len(s.atoms)/lettersPerWord)
	for i := 0; i < len(s.atoms); {
		i = s.take(i)
	}
	return s.tokens
}

// class is what a character is to the analyser.
type class uint8

const (
	separator class = iota
	letter
	digit
	apostrophe
	hyphen
)

// classes is the first character of each range from U+0080 on, and the class up to the next range. What
// shows nothing (soft hyphens, joiners, marks of variation) counts as a letter and is dropped by fold.
var classes = []struct {
	from rune
	is   class
}{
	{0x80, separator}, {0xaa, letter}, {0xab, separator}, {0xad, letter}, {0xae, separator}, {0xb4, apostrophe},
	{0xb5, letter}, {0xb6, separator}, {0xba, letter}, {0xbb, separator}, {0xc0, letter}, {0xd7, separator}, {0xd8, letter},
	{0xf7, separator}, {0xf8, letter}, {0x2b9, apostrophe}, {0x2be, separator}, {0x300, letter}, {0x1680, separator},
	{0x1681, letter}, {0x2000, separator}, {0x200b, letter}, {0x200e, separator}, {0x2010, hyphen}, {0x2012, separator},
	{0x2018, apostrophe}, {0x201a, separator}, {0x201b, apostrophe}, {0x201c, separator}, {0x2032, apostrophe}, {0x2033, separator},
	{0x2060, letter}, {0x2065, separator}, {0x2c00, letter}, {0x2e00, separator}, {0x2e80, letter}, {0x3000, separator},
	{0x3031, letter}, {0xd800, separator}, {0xf900, letter}, {0xfe10, separator}, {0xfe70, letter}, {0xff00, separator},
	{0xff10, letter}, {0xff1a, separator}, {0xff21, letter}, {0xff3b, separator}, {0xff41, letter}, {0xff5b, separator},
	{0xff66, letter}, {0xffdd, separator}, {0x10000, letter}, {0x1f000, separator}, {0x20000, letter}, {0xe0000, separator},
}

func classOf(r rune) class {
	switch {
	case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z':
		return letter
	case '0' <= r && r <= '9':
		return digit
	case r == '\'' || r == '`':
		return apostrophe
	case r == '-':
		return hyphen
	case r < 0x80:
		return separator
	}
	lo, hi := 0, len(classes)
	for lo < hi {
		if mid := (lo + hi) / 2; classes[mid].from <= r {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return classes[lo-1].is
}

// atom is a run of letters and digits.
type atom struct {
	start, end int
	text       string // folded
	surface    string
	digits     bool // nothing but digits
	digit      bool // at least one
}

type scanner struct {
	text   string
	atoms  []atom
	tokens []Token
}

// cut finds the atoms of the text.
func (s *scanner) cut() {
	for i := 0; i < len(s.text); {
		r, size := rune(s.text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s.text[i:])
		}
		if c := classOf(r); c != letter && c != digit {
			i += size
			continue
		}
		start := i
		for i < len(s.text) {
			r, size = rune(s.text[i]), 1
			if r >= utf8.RuneSelf {
				r, size = utf8.DecodeRuneInString(s.text[i:])
			}
			if c := classOf(r); c != letter && c != digit {
				break
			}
			i += size
		}
		s.addAtom(start, i)
	}
}

func (s *scanner) addAtom(start, end int) {
	a := atom{start: start, end: end, digits: true}
	if a.text, a.surface = fold(s.text[start:end]); a.text == "" {
		return
	}
	for i := range len(a.text) {
		if c := a.text[i]; '0' <= c && c <= '9' {
			a.digit = true
		} else {
			a.digits = false
		}
	}
	s.atoms = append(s.atoms, a)
}

// gap returns what stands between atom i and the next one.
func (s *scanner) gap(i int) string {
	if i+1 >= len(s.atoms) {
		return s.text[s.atoms[i].end:]
	}
	return s.text[s.atoms[i].end:s.atoms[i+1].start]
}

// is reports whether a gap is one character of a class.
func is(gap string, c class) bool {
	r, size := utf8.DecodeRuneInString(gap)
	return size > 0 && size == len(gap) && classOf(r) == c
}

// take makes tokens of the atom i and of those that belong to it, and returns the next one.
func (s *scanner) take(i int) int {
	if s.dropped(i) {
		return i + 1
	}
	last := i
	for last+1 < len(s.atoms) && s.joined(last) {
		last++
	}
	if last > i {
		s.compound(i, last)
		return last + 1
	}
	if next, whole, parts := s.article(i); next > i+1 {
		s.whole(i, next-1, whole)
		for _, p := range parts {
			s.put(Token{Text: p, Start: s.atoms[i].start, End: s.atoms[next-1].end, Kind: Part})
		}
		return next
	}
	s.plain(i, Plain)
	return i + 1
}

// dropped reports whether an atom is an elision, or what follows an apostrophe in English.
func (s *scanner) dropped(i int) bool {
	if i+1 < len(s.atoms) && elisions[s.atoms[i].text] && is(s.gap(i), apostrophe) {
		return true
	}
	return i > 0 && endings[s.atoms[i].text] && is(s.gap(i-1), apostrophe) && !elisions[s.atoms[i-1].text]
}

var elisions = set("l d j m t s n c qu jusqu lorsqu puisqu quoiqu quelqu")
var endings = set("s t d m re ve ll")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// joined reports whether an atom and the next one are one compound: with a hyphen, or a slash between numbers.
func (s *scanner) joined(i int) bool {
	gap := s.gap(i)
	return is(gap, hyphen) || gap == "/" && s.atoms[i].digit && s.atoms[i+1].digit
}

// compound makes an identifier of atoms where one has a digit, of two words one word ("email"), and of
// more words nothing but these.
func (s *scanner) compound(first, last int) {
	texts := make([]string, 0, last-first+1)
	identifier := false
	for _, a := range s.atoms[first : last+1] {
		texts = append(texts, a.text)
		identifier = identifier || a.digit
	}
	kind, glue := Plain, ""
	if identifier {
		glue = "-"
	}
	whole := strings.Join(texts, glue)
	if identifier && len(whole) <= longest || last == first+1 && len(whole) <= longestCompound {
		s.whole(first, last, whole)
		kind = Part
	}
	for i := first; i <= last; i++ {
		s.plain(i, kind)
	}
}

func (s *scanner) whole(first, last int, text string) {
	s.put(Token{Text: text, Start: s.atoms[first].start, End: s.atoms[last].end, Kind: Whole})
}

func (s *scanner) plain(i int, kind TokenKind) {
	a := s.atoms[i]
	s.put(Token{Text: a.text, Start: a.start, End: a.end, Kind: kind, surface: a.surface})
}

func (s *scanner) put(t Token) { s.tokens = append(s.tokens, t) }

// article reads "33(1)(a)", "33.1" and "33, § 1" from atom i on: the atom after it, its one form, and what
// it lies in, from the article down.
func (s *scanner) article(i int) (next int, whole string, within []string) {
	whole, next = s.atoms[i].text, i+1
	if !s.atoms[i].digits || len(whole) > 3 {
		return next, whole, nil
	}
	for next < len(s.atoms) && len(s.atoms[next].text) <= 3 {
		gap := s.gap(next - 1)
		switch {
		case (gap == "(" || gap == ")(") && strings.HasPrefix(s.gap(next), ")"):
		case next == i+1 && gap == "." && s.atoms[next].digits && len(s.atoms[next].text) <= 2:
		case next == i+1 && s.atoms[next].digits && isParagraph(gap):
		default:
			return next, whole, within
		}
		within = append(within, whole)
		whole += "(" + s.atoms[next].text + ")"
		next++
	}
	return next, whole, within
}

// isParagraph reports whether a gap is the sign of a paragraph, with a comma and spaces or without.
func isParagraph(gap string) bool {
	found := false
	for i, r := range gap {
		switch {
		case r == '§' && !found:
			found = true
		case r == ',' && i == 0, r == ' ', r == '\u00a0', r == '\u202f':
		default:
			return false
		}
	}
	return found
}

// fold returns a word as it is compared: compatibility forms and accents taken away, lower case, œ, æ and
// ß spelled out; and, where that is different, the same word with its accents.
func fold(raw string) (text, surface string) {
	if ascii := lowerASCII(raw); ascii != "" {
		return cutTo(ascii, longest), ""
	}
	lower := strings.Map(lowerRune, norm.NFKD.String(raw))
	var b strings.Builder
	for _, r := range lower {
		switch {
		case 0x300 <= r && r <= 0x36f || invisible(r):
		case spelled[r] != "":
			b.WriteString(spelled[r])
		case classOf(r) == letter || classOf(r) == digit:
			b.WriteRune(r)
		}
	}
	return cutTo(b.String(), longest), norm.NFC.String(lower)
}

// lowerRune is lower case as the browser has it, but for the two forms of sigma.
func lowerRune(r rune) rune {
	if r = unicode.ToLower(r); r == 'ς' {
		return 'σ'
	}
	return r
}

var spelled = map[rune]string{'œ': "oe", 'æ': "ae", 'ß': "ss", 'ø': "o", 'đ': "d", 'ł': "l", 'ı': "i", 'ð': "d", 'þ': "th"}

func invisible(r rune) bool {
	return r == 0xad || 0x200b <= r && r <= 0x200d || 0x2060 <= r && r <= 0x2064 || 0xfe00 <= r && r <= 0xfe0f || r == 0xfeff
}

// lowerASCII returns a word in lower case, "" where it has other letters than those of ASCII.
func lowerASCII(raw string) string {
	upper := false
	for i := range len(raw) {
		if raw[i] >= utf8.RuneSelf {
			return ""
		}
		upper = upper || 'A' <= raw[i] && raw[i] <= 'Z'
	}
	if upper {
		return strings.ToLower(raw)
	}
	return raw
}

// cutTo returns the first n characters of a text.
func cutTo(text string, n int) string {
	if len(text) <= n {
		return text
	}
	for i := range text {
		if n == 0 {
			return text[:i]
		}
		n--
	}
	return text
}

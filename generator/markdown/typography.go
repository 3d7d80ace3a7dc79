package markdown

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	noBreak       = '\u00A0'
	narrowNoBreak = '\u202F'
)

// edit replaces a part of a text.
type edit struct {
	at, size int
	text     string
}

// Typography returns a plain text as it is printed in a language: quotation marks, apostrophes, dashes,
// ellipses and, in French, the spaces that do not break before ; ! ? : % » and after «. A text in a
// language it does not know is returned as it is, and Typography of its own result changes nothing.
// Web addresses are left alone.
func Typography(lang, text string) string {
	if strings.HasPrefix(lang, "en") && strings.IndexByte(text, '"') < 0 && strings.IndexByte(text, '\'') < 0 && !strings.Contains(text, "..") && !strings.Contains(text, "--") {
		return text // in English nothing else is changed, and most texts have none of it
	}
	edits := typeset(nil, lang, text, nil)
	if len(edits) == 0 {
		return text
	}
	var b strings.Builder
	done := 0
	for _, e := range edits {
		b.WriteString(text[done:e.at])
		b.WriteString(e.text)
		done = e.at + e.size
	}
	b.WriteString(text[done:])
	return b.String()
}

// typeset appends to edits what Typography changes in a text. Parts that are kept as they are count as
// one letter; they are in order and do not overlap.
func typeset(edits []edit, lang, text string, kept []place) []edit {
	lang, _, _ = strings.Cut(lang, "-")
	if lang != "fr" && lang != "en" {
		return edits
	}
	t := typesetter{french: lang == "fr", text: text, kept: kept, edits: edits, before: ' '}
	for t.at < len(text) {
		t.step()
	}
	return t.edits
}

// typesetter goes through a text once.
type typesetter struct {
	french bool
	text   string
	kept   []place // those not passed yet
	edits  []edit
	at     int
	before rune // what stands before at in the result; a space at the start
	open   int  // straight quotation marks that were opened
}

// plainByte tells the bytes that typography never looks at.
var plainByte = func() (plain [256]bool) {
	for c := range plain {
		plain[c] = c < utf8.RuneSelf && !strings.ContainsRune("\"'.-<: \t\n;!?%", rune(c))
	}
	return plain
}()

func (t *typesetter) step() {
	if len(t.kept) > 0 && t.at >= t.kept[0].start {
		t.keep(t.kept[0].end)
		t.kept = t.kept[1:]
		return
	}
	if c := t.text[t.at]; plainByte[c] {
		if c == 'h' && (t.before == ' ' || !isWord(t.before)) && t.address() {
			return
		}
		t.before = rune(c)
		t.at++
		return
	}
	r, size := utf8.DecodeRuneInString(t.text[t.at:])
	switch {
	case isBlank(r):
		t.blanks()
	case r == '"':
		t.quote()
	case r == '\'':
		t.apostrophe()
	case r == '.':
		t.run('.', 3, 3, "…")
	case r == '-':
		t.dashes()
	case r == '«':
		t.guillemet(size, "")
	default:
		t.beforeMark(r)
		t.before = r
		t.at += size
	}
}

// keep passes over a part that stays as it is.
func (t *typesetter) keep(end int) {
	if end > t.at {
		t.before = 'x'
		t.at = end
	}
}

// address passes over a web address that starts here.
func (t *typesetter) address() bool {
	rest := t.text[t.at:]
	if !strings.HasPrefix(rest, "http://") && !strings.HasPrefix(rest, "https://") {
		return false
	}
	end := strings.IndexAny(rest, " \t\n\u00A0\u202F\"«»“”")
	if end < 0 {
		end = len(rest)
	}
	end = len(strings.TrimRight(rest[:end], ".,;:!?'’)…-–—"))
	t.keep(t.at + end)
	return true
}

func (t *typesetter) replace(size int, text string) {
	if t.text[t.at:t.at+size] != text {
		t.edits = append(t.edits, edit{at: t.at, size: size, text: text})
	}
	t.at += size
}

// next returns the rune at an offset: a letter for a part that is kept, a space at the end.
func (t *typesetter) next(at int) rune {
	if len(t.kept) > 0 && at >= t.kept[0].start {
		return 'x'
	}
	if at >= len(t.text) {
		return ' '
	}
	r, _ := utf8.DecodeRuneInString(t.text[at:])
	return r
}

// limit returns where the text up to the next part that is kept ends.
func (t *typesetter) limit() int {
	if len(t.kept) > 0 {
		return min(len(t.text), t.kept[0].start)
	}
	return len(t.text)
}

// blanks passes over a run of blanks. In French the space before some marks must not break.
func (t *typesetter) blanks() {
	end := t.at
	for limit := t.limit(); end < limit; {
		r, size := utf8.DecodeRuneInString(t.text[end:])
		if !isBlank(r) {
			break
		}
		end += size
	}
	mark := t.next(end)
	var space rune
	switch {
	case !t.french || t.at == 0:
	case mark == ';' || mark == '!' || mark == '?' || mark == '»':
		space = narrowNoBreak
	case mark == '%' && unicode.IsDigit(t.before), t.thousands(end):
		space = narrowNoBreak
	case t.hour(end), t.reference(mark):
		space = noBreak
	case mark == ':':
		space = noBreak
	case mark == '"' && t.closes(' ', t.next(end+1)):
		space = narrowNoBreak
	}
	if space == 0 {
		space, _ = utf8.DecodeLastRuneInString(t.text[:end])
		t.at = end
	} else {
		t.replace(end-t.at, string(space))
	}
	t.before = space
}

// thousands says whether the blanks that end at an offset stand inside a number: before three digits
// and no more.
func (t *typesetter) thousands(end int) bool {
	for i := range 3 {
		if !unicode.IsDigit(t.next(end + i)) {
			return false
		}
	}
	return unicode.IsDigit(t.before) && !unicode.IsDigit(t.next(end+3))
}

// hour says whether the blanks that end at an offset stand inside a time of day, "17 h 40", on either
// side of its h.
func (t *typesetter) hour(end int) bool {
	if unicode.IsDigit(t.before) {
		return t.next(end) == 'h' && !unicode.IsLetter(t.next(end+1))
	}
	if t.before != 'h' || !unicode.IsDigit(t.next(end)) {
		return false
	}
	number := strings.TrimRightFunc(t.text[:t.at-1], isBlank)
	last, _ := utf8.DecodeLastRuneInString(number)
	return len(number) < t.at-1 && unicode.IsDigit(last)
}

// references are what a number or a letter after it belongs to: « n° 1182/71 », « § 3 », « art. L. 1111-8 ».
var references = []string{"§", "§§", "n°", "nº", "art.", "p.", "L.", "R.", "D."}

// reference says whether the blanks here stand between such a word and what follows.
func (t *typesetter) reference(next rune) bool {
	if !isWord(next) || !strings.ContainsRune("§°º.", t.before) {
		return false
	}
	words := strings.FieldsFunc(t.text[max(0, t.at-8):t.at], func(r rune) bool { return isBlank(r) || strings.ContainsRune("(«,’'", r) })
	return len(words) > 0 && slices.Contains(references, words[len(words)-1])
}

// beforeMark puts the space that French wants before a mark that has none.
func (t *typesetter) beforeMark(mark rune) {
	if !t.french || isBlank(t.before) || t.at == 0 {
		return
	}
	after := t.next(t.at + utf8.RuneLen(mark))
	switch mark {
	case '»':
		t.insert(narrowNoBreak)
	case ';', '!', '?':
		if endsWord(t.before) && (follows(after) || (mark != ';' && (after == '!' || after == '?'))) {
			t.insert(narrowNoBreak)
		}
	case ':':
		if endsWord(t.before) && (isBlank(after) || strings.ContainsRune("\"«»", after)) {
			t.insert(noBreak)
		}
	}
}

func (t *typesetter) insert(space rune) {
	t.edits = append(t.edits, edit{at: t.at, text: string(space)})
	t.before = space
}

// guillemet passes over an opening guillemet and gives it its space; mark is "" for one that is written
// so, else what replaces the quotation mark here.
func (t *typesetter) guillemet(size int, mark string) {
	end := t.at + size
	if t.french {
		for limit := t.limit(); end < limit; {
			r, n := utf8.DecodeRuneInString(t.text[end:])
			if !isBlank(r) {
				break
			}
			end += n
		}
	}
	if !t.french || end >= len(t.text) {
		// nothing to keep together with
		if mark == "" {
			mark = "«"
		}
		t.replace(size, mark)
		t.before = '«'
		return
	}
	t.replace(end-t.at, "«"+string(narrowNoBreak))
	t.before = narrowNoBreak
}

// closes says whether a straight quotation mark between two runes closes.
func (t *typesetter) closes(before, after rune) bool {
	opensAfter, endsBefore := isOpening(before), follows(after)
	switch {
	case opensAfter && !endsBefore:
		return false
	case !opensAfter && endsBefore:
		return true
	case !opensAfter && (before == '’' || before == '\''):
		return t.open > 0
	case !opensAfter:
		return true
	}
	return t.open > 0
}

func (t *typesetter) quote() {
	if !t.closes(t.before, t.next(t.at+1)) {
		t.open++
		if t.french {
			t.guillemet(1, "«")
			return
		}
		t.replace(1, "“")
		t.before = '“'
		return
	}
	t.open = max(0, t.open-1)
	if !t.french {
		t.replace(1, "”")
		t.before = '”'
		return
	}
	text := "»"
	if !isBlank(t.before) && t.at > 0 {
		text = string(narrowNoBreak) + text
	}
	t.replace(1, text)
	t.before = '»'
}

// elisions begin with an apostrophe, not with a quotation mark.
var elisions = []string{"tis", "twas", "em ", "til ", "cause ", "n'", "n’"}

func (t *typesetter) apostrophe() {
	mark := "’"
	if after := t.next(t.at + 1); !t.french && isOpening(t.before) && isWord(after) && !unicode.IsDigit(after) {
		mark = "‘"
		for _, e := range elisions {
			if strings.HasPrefix(t.text[t.at+1:], e) {
				mark = "’"
			}
		}
	}
	t.before, _ = utf8.DecodeRuneInString(mark)
	t.replace(1, mark)
}

// run passes over a run of one byte and replaces it where its length is within bounds.
func (t *typesetter) run(c byte, least, most int, text string) {
	end := t.at
	for limit := t.limit(); end < limit && t.text[end] == c; end++ {
	}
	t.before = rune(c)
	if n := end - t.at; n >= least && n <= most {
		t.before, _ = utf8.DecodeRuneInString(text)
		t.replace(n, text)
		return
	}
	t.at = end
}

// dashes makes a dash of two or three hyphens, but not of a command's --option or of an arrow.
func (t *typesetter) dashes() {
	n := 0
	for limit := t.limit(); t.at+n < limit && t.text[t.at+n] == '-'; n++ {
	}
	after := t.next(t.at + n)
	isOption := (isBlank(t.before) || isOpening(t.before)) && isWord(after)
	switch {
	case n == 2 && !isOption && after != '>' && t.before != '<' && t.before != '!':
		t.run('-', 2, 2, "–")
	case n == 3 && !isOption && after != '>' && t.before != '<' && t.before != '!':
		t.run('-', 3, 3, "—")
	default:
		t.run('-', 0, -1, "")
	}
}

func isBlank(r rune) bool { return unicode.IsSpace(r) || r == narrowNoBreak || r == '\u2009' }

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// isOpening says whether a quotation mark after r opens.
func isOpening(r rune) bool {
	return isBlank(r) || strings.ContainsRune("([{<«“‘–—-/", r)
}

// endsWord says whether r can be the last of what a mark belongs to.
func endsWord(r rune) bool { return isWord(r) || strings.ContainsRune(")]»”’'\"%€$…*", r) }

// follows says whether r can stand right after a word or its closing mark.
func follows(r rune) bool {
	return isBlank(r) || strings.ContainsRune(")]}»\"”’',.;:!?…–—-", r)
}

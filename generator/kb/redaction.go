package kb

import (
	"bytes"
	"fmt"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"casebook/generator/yamlsrc"
)

// redaction reports what would reach, identify or rob a person: a case about personal data that got out
// must not publish more of it. It reads the whole file, since the source of a case is published too. What
// the organisation has published itself stands in the front matter under `published`.
func (p *caseResolver) redaction(t *Text) {
	for _, found := range private(t.File.Source.Body) {
		text := string(t.File.Source.Body[found.start:found.end])
		if slices.ContainsFunc(p.File.Published, func(t yamlsrc.Text) bool { return compact(t.Value) == compact(text) }) {
			continue
		}
		p.diags.Add("case-personal-data", t.File.Source.Span(found.start, found.end),
			fmt.Sprintf("%s stands in the text: %s", found.what, strconv.Quote(text)),
			"take it out; if the organisation has published it itself, write published: ["+strconv.Quote(text)+"] in the front matter of "+p.ID+".md")
	}
}

// finding is a piece of personal data in a file, in bytes from 0.
type finding struct {
	what       string // with its article, for a message
	start, end int
}

// private returns the e-mail addresses, the telephone, social security, card and bank account numbers of a
// text, in its order. Nearly all texts have none, so one pass looks for @ and for enough digits, and only
// what it stops at is looked at closely.
func private(text []byte) (all []finding) {
	last := 0 // where what was found ends
	for at := 0; at < len(text); {
		next := at + 1
		var found []finding
		switch c := text[at]; {
		case c == '@':
			found = mail(text, last, at)
		case isDigit(c):
			next = numberEnd(text, at)
			found = number(text, last, at, next)
		}
		if len(found) > 0 {
			last = found[len(found)-1].end
		}
		all = append(all, found...)
		at = next
	}
	return all
}

var (
	mailLocal  = regexp.MustCompile(`[\pL\pN.!#$%&'*+/=?^_{|}~-]+$`)
	mailDomain = regexp.MustCompile(`^@(?:[\pL\pN](?:[\pL\pN-]*[\pL\pN])?\.)+\pL{2,}`)
	// Names that RFC 2606 keeps for examples; nobody can be reached there.
	mailExample = regexp.MustCompile(`(?i)[@.](?:example\.(?:com|org|net)|(?:[^.]+\.)?(?:example|test|invalid))$`)
)

// mail returns the e-mail address that has its @ at a place, and begins at last or after.
func mail(text []byte, last, at int) []finding {
	local := mailLocal.Find(text[max(last, at-64):at])
	domain := mailDomain.Find(text[at:min(len(text), at+255)])
	if local == nil || domain == nil || mailExample.Match(domain) || inAddress(text, at) {
		return nil
	}
	return []finding{{"an e-mail address", at - len(local), at + len(domain)}}
}

// fewest is how many digits the shortest number has that is looked for: a telephone number.
const fewest = 9

// numberEnd returns where a run of digits ends that signs may part. The two letters of Corsica in a social
// security number belong to it, and so do the letters of an account number, which follow on digits.
func numberEnd(text []byte, at int) int {
	end := at
	for at < len(text) {
		switch c := text[at]; {
		case isDigit(c) || isUpper(c):
			at++
			end = at
		case c == ' ' || c == '.' || c == '-' || c == '/' || c == '(' || c == ')':
			at++
		case bytes.HasPrefix(text[at:], []byte("\u00a0")):
			at += len("\u00a0")
		case bytes.HasPrefix(text[at:], []byte("\u202f")):
			at += len("\u202f")
		default:
			return end
		}
	}
	return end
}

const gap = `[ .\-\x{a0}\x{202f}]?`

// numbers are the kinds of number that identify or reach a person, the surest first. The check digits
// decide where there are any.
var numbers = []struct {
	what    string
	pattern *regexp.Regexp
	holds   func(compact string) bool
}{
	{"a bank account number (IBAN)", regexp.MustCompile(`[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?`), isIBAN},
	{"a French social security number", regexp.MustCompile(`[1-478]` + gap + `\d{2}` + gap + `(?:0[1-9]|[1-9]\d)` + gap + `(?:\d{2}|2[AB])` + gap + `\d{3}` + gap + `\d{3}` + gap + `\d{2}`), isNIR},
	{"a French social security number", regexp.MustCompile(`[1-478] \d{2} (?:0[1-9]|1[0-2]) (?:\d{2}|2[AB]) \d{3} \d{3}`), nil},
	{"a card number", regexp.MustCompile(`(?:[3456]\d|2[2-7])\d\d(?:[ \-\x{a0}\x{202f}]?\d{4}){2}[ \-\x{a0}\x{202f}]?\d{1,7}|3[47]\d\d[ -]?\d{6}[ -]?\d{5}`), isCard},
	{"a telephone number", regexp.MustCompile(`(?:\+|00)[1-9]\d{0,2}(?:[ .\-/\x{a0}\x{202f}]?(?:\(0?\d*\))?[ .\-/\x{a0}\x{202f}]?\d+){2,7}`), isPhone},
	{"a telephone number", regexp.MustCompile(`0[1-9](?:` + gap + `\d{2}){4}`), nil},
	{"a telephone number", regexp.MustCompile(`(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[ .-])[2-9]\d{2}[ .-]\d{4}`), nil},
}

// number returns what stands in a run of digits and signs, which begins with a digit. What comes before the
// first digit, but not before last, belongs to some numbers: + and ( and the two letters of a country.
func number(text []byte, last, start, end int) (all []finding) {
	if digits(text[start:end]) < fewest || inAddress(text, start) {
		return nil
	}
	from := start
	for from > last && start-from < 2 && (text[from-1] == '+' || text[from-1] == '(' || isUpper(text[from-1])) {
		from--
	}
	for _, kind := range numbers {
		for _, at := range kind.pattern.FindAllIndex(text[from:end], -1) {
			f := finding{kind.what, from + at[0], from + at[1]}
			if whole(text, f) && !slices.ContainsFunc(all, f.meets) && (kind.holds == nil || kind.holds(compact(string(text[f.start:f.end])))) {
				all = append(all, f)
			}
		}
	}
	slices.SortFunc(all, func(a, b finding) int { return a.start - b.start })
	return all
}

func (f finding) meets(g finding) bool { return f.start < g.end && g.start < f.end }

// whole says whether a finding is no part of a longer word or number.
func whole(text []byte, f finding) bool {
	partOf := func(c byte) bool { return isDigit(c) || isUpper(c) || c >= 'a' && c <= 'z' || c == '_' }
	after := f.end < len(text) && (partOf(text[f.end]) ||
		(text[f.end] == '-' || text[f.end] == '.') && f.end+1 < len(text) && isDigit(text[f.end+1]))
	before := f.start > 0 && (partOf(text[f.start-1]) || text[f.start-1] == '-' || text[f.start-1] == '/')
	return !after && !before
}

// inAddress says whether a place belongs to an address of the web.
func inAddress(text []byte, at int) bool {
	start := 1 + bytes.LastIndexAny(text[:at], " \t\r\n\"'<>(")
	return bytes.Contains(text[start:at], []byte("://"))
}

// compact returns the letters and digits of a number, or an address in lower case, so that one that is
// written in groups is the same as one that is not.
func compact(text string) string {
	if strings.Contains(text, "@") {
		return strings.ToLower(strings.TrimSpace(text))
	}
	return strings.Map(func(c rune) rune {
		if c < 0x80 && (isDigit(byte(c)) || isUpper(byte(c))) {
			return c
		}
		return -1
	}, text)
}

// isIBAN computes the check digits of ISO 13616.
func isIBAN(text string) bool {
	if len(text) < 15 || len(text) > 34 {
		return false
	}
	var decimal strings.Builder
	for _, c := range text[4:] + text[:4] {
		if c >= 'A' {
			decimal.WriteString(strconv.Itoa(int(c-'A') + 10))
		} else {
			decimal.WriteRune(c)
		}
	}
	return rest97(decimal.String()) == 1
}

// isNIR computes the key of a French social security number; the departments of Corsica count as 19 and 18.
func isNIR(text string) bool {
	text = strings.NewReplacer("2A", "19", "2B", "18").Replace(text)
	key, err := strconv.Atoi(text[len(text)-2:])
	return err == nil && len(text) == 15 && key == 97-rest97(text[:13])
}

func rest97(decimal string) int {
	n, ok := new(big.Int).SetString(decimal, 10)
	if !ok {
		return -1
	}
	return int(n.Mod(n, big.NewInt(97)).Int64())
}

// isCard computes the check digit of Luhn (ISO/IEC 7812-1).
func isCard(text string) bool {
	sum := 0
	for i := range len(text) {
		n := int(text[len(text)-1-i] - '0')
		if i%2 == 1 {
			n *= 2
		}
		sum += n/10 + n%10
	}
	return len(text) >= 13 && len(text) <= 19 && sum%10 == 0
}

// isPhone holds an international number to the lengths of E.164.
func isPhone(text string) bool {
	text = strings.TrimPrefix(text, "00")
	return len(text) >= fewest && len(text) <= 15
}

func digits(text []byte) (n int) {
	for _, c := range text {
		if isDigit(c) {
			n++
		}
	}
	return n
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isUpper(c byte) bool { return c >= 'A' && c <= 'Z' }

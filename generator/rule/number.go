package rule

import (
	"strconv"
	"strings"
)

// ParseNumber reads a decimal with at most six places, such as 2000, 0.25 or -1. It reports false for any
// other text and for what a Number cannot hold.
func ParseNumber(text string) (Number, bool) {
	digits, negative := strings.CutPrefix(text, "-")
	whole, fraction, hasPoint := strings.Cut(digits, ".")
	if !allDigits(whole) || hasPoint && !allDigits(fraction) || len(fraction) > 6 || len(whole) > 12 {
		return 0, false
	}
	n, err := strconv.ParseInt(whole+fraction+strings.Repeat("0", 6-len(fraction)), 10, 64)
	if err != nil {
		return 0, false
	}
	if negative {
		n = -n
	}
	return Number(n), true
}

func allDigits(text string) bool {
	return text != "" && strings.Trim(text, "0123456789") == ""
}

// Int returns the Number of a whole number.
func Int(n int64) Number { return Number(n) * One }

// Whole says whether the number has no decimals.
func (n Number) Whole() bool { return n%One == 0 }

// Times returns the product, rounded towards zero to a millionth.
func (n Number) Times(m Number) Number {
	return n/One*m + n%One*(m/One) + n%One*(m%One)/One
}

// String returns the number as [ParseNumber] reads it, without needless zeros.
func (n Number) String() string {
	sign, digits := "", uint64(n)
	if n < 0 {
		sign, digits = "-", uint64(-n)
	}
	whole := strconv.FormatUint(digits/uint64(One), 10)
	fraction := strconv.FormatUint(digits%uint64(One)+uint64(One), 10)[1:]
	if fraction = strings.TrimRight(fraction, "0"); fraction != "" {
		return sign + whole + "." + fraction
	}
	return sign + whole
}

// In returns the number as a language writes it: 2,000.5 in English, 2 000,5 with a narrow no-break space
// in French.
func (n Number) In(lang string) string {
	separator, point := ",", "."
	if lang == "fr" {
		separator, point = "\u202f", ","
	}
	text := n.String()
	digits, negative := strings.CutPrefix(text, "-")
	whole, fraction, hasPoint := strings.Cut(digits, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + separator + whole[i:]
	}
	if hasPoint {
		whole += point + fraction
	}
	if negative {
		return "−" + whole
	}
	return whole
}

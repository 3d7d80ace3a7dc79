package yamlsrc

import (
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// scalarLength returns how many bytes of src, which begins where yaml.v3 says the scalar does, the
// scalar takes as written. The library keeps no end, so it is found again: at the closing quotation
// mark, or where the decoded text of a plain scalar, whose line breaks were folded, has been used up.
func scalarLength(src []byte, n *yaml.Node) int {
	switch {
	case len(src) == 0:
		return 0
	case n.Style&yaml.DoubleQuotedStyle != 0:
		return quotedLength(src, '"')
	case n.Style&yaml.SingleQuotedStyle != 0:
		return quotedLength(src, '\'')
	}
	return plainLength(src, n.Value)
}

func quotedLength(src []byte, quote byte) int {
	for i := 1; i < len(src); i++ {
		switch {
		case quote == '"' && src[i] == '\\':
			i++
		case src[i] == quote && quote == '\'' && i+1 < len(src) && src[i+1] == quote:
			i++
		case src[i] == quote:
			return i + 1
		}
	}
	return len(src)
}

func plainLength(src []byte, value string) int {
	at := 0
	for i := 0; i < len(value); {
		r, size := utf8.DecodeRuneInString(value[i:])
		if at < len(src) && strings.HasPrefix(string(src[at:min(at+size, len(src))]), value[i:i+size]) && r != ' ' && r != '\n' {
			at, i = at+size, i+size
			continue
		}
		blanks := 0
		for at+blanks < len(src) && strings.IndexByte(" \t\r\n", src[at+blanks]) >= 0 {
			blanks++
		}
		if blanks == 0 {
			return at
		}
		at += blanks
		for i < len(value) && (value[i] == ' ' || value[i] == '\n') {
			i++
		}
	}
	return at
}

func runeLen(b []byte) int {
	_, size := utf8.DecodeRune(b)
	return max(size, 1)
}

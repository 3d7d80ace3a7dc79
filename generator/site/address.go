package site

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"casebook/generator/diag"
	"casebook/generator/source"

	"golang.org/x/text/unicode/norm"
)

// plain writes Latin letters that are no letter with an accent as what people type instead.
var plain = strings.NewReplacer("œ", "oe", "æ", "ae", "ß", "ss", "ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i")

// slug makes a part of an address of words that a writer chose: letters in lower case, Latin ones without
// their accents, those of other scripts as they are; digits; a hyphen for everything else. Words that
// differ only in case, accents, spaces or hyphens have one slug; words without a letter or digit have none.
func slug(words string) string {
	var b strings.Builder
	gap, latin := false, false
	for _, r := range norm.NFKD.String(plain.Replace(strings.ToLower(words))) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			latin = unicode.Is(unicode.Latin, r)
		case unicode.IsMark(r) && latin:
			continue
		case unicode.IsMark(r) && b.Len() > 0 && !gap: // a vowel of a script that writes them as marks
		default:
			gap, latin = b.Len() > 0, false
			continue
		}
		if gap {
			b.WriteByte('-')
		}
		gap = false
		b.WriteRune(unicode.ToLower(r))
	}
	return norm.NFC.String(b.String())
}

// longestPart is how many bytes a part of an address may have, which becomes the name of a folder: most
// file systems take 255, some less.
const longestPart = 200

func tooLong(address string) bool {
	return slices.ContainsFunc(strings.Split(address, "/"), func(part string) bool { return len(part) > longestPart })
}

// checkAddresses reports pages that would stand at the address of another, of which one would be lost, and
// those at addresses that cannot be the names of folders; each once for all languages.
func (p *planner) checkAddresses(pages []*Page, diags *diag.List) {
	taken, told := map[string]bool{}, map[string]bool{}
	for _, page := range pages {
		long := tooLong(page.URL)
		if !taken[page.URL] && !long {
			taken[page.URL] = true
			continue
		}
		address := page.URL
		for _, e := range p.editions {
			if e.prefix != "" {
				address = strings.TrimPrefix(address, e.prefix)
			}
		}
		switch {
		case told[address]:
		case long:
			told[address] = true
			diags.Add("site-address-too-long", p.origin(address), fmt.Sprintf("a part of the address %.60q… has more than %d bytes", page.URL, longestPart),
				"shorten what the address is made of: a file, an id, an alias")
		default:
			told[address] = true
			diags.Add("site-address-taken", p.origin(address), fmt.Sprintf("two pages have the address %q", page.URL),
				"rename what the address is made of: a file, an id, an alias, a tag")
		}
	}
}

// origin returns the file whose name makes an address, the zero Span for none.
func (p *planner) origin(address string) source.Span {
	for _, text := range p.pages {
		if address == text.name+"/" {
			return text.file.Span(0, 0)
		}
	}
	for _, c := range p.base.Cases {
		if strings.HasPrefix(address, "cases/"+c.ID+"/") {
			return c.File.Source.Span(0, 0)
		}
	}
	return source.Span{}
}

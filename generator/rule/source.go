package rule

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"casebook/generator/diag"
	"casebook/generator/yamlsrc"
)

// Source reads a reference to a legal text, such as "GDPR 33(1)": the id of an instrument, the longest
// that fits, and a place in it. A reference that leads nowhere is reported. Where an instrument lists its
// articles, the place must be one of them or lie in one; a place in words, such as "recital 85", only
// where it lists others of that word.
func (s *Set) Source(text yamlsrc.Text) (Source, diag.List) {
	var diags diag.List
	src := Source{Text: text}
	for _, i := range s.Instruments {
		locator, ok := strings.CutPrefix(text.Value, i.ID)
		if ok && (locator == "" || locator[0] == ' ') && (src.Instrument == nil || len(i.ID) > len(src.Instrument.ID)) {
			src.Instrument, src.Locator = i, strings.TrimSpace(locator)
		}
	}
	if src.Instrument == nil {
		s.unknownInstrument(text, &diags)
		return src, diags
	}
	src.Article = src.Instrument.containing(src.Locator)
	if src.Article == nil && src.Instrument.lists(src.Locator) {
		diags.Add("rule-unknown-article", text.Span, fmt.Sprintf("%s lists no %q", src.Instrument.ID, src.Locator),
			diag.DidYouMean(src.Locator, src.Instrument.locators()),
			diag.Related{Span: src.Instrument.Span, Message: "its articles are listed here"})
	}
	return src, diags
}

func (s *Set) unknownInstrument(text yamlsrc.Text, diags *diag.List) {
	var ids []string
	for _, i := range s.Instruments {
		ids = append(ids, i.ID)
	}
	name, hint := text.Value, ""
	if at := strings.LastIndexByte(name, ' '); at > 0 && strings.ContainsAny(name[at:], "0123456789") {
		hint = diag.DidYouMean(name[:at], ids)
	}
	if hint == "" {
		hint = diag.DidYouMean(name, ids)
	}
	if hint == "" && len(ids) > 0 {
		hint = "a source begins with the id of an instrument: " + strings.Join(ids, ", ")
	}
	diags.Add("rule-unknown-name", text.Span, fmt.Sprintf("unknown instrument in the source %q", name), hint)
}

// containing returns the listed article that a place is or lies in, nil when there is none.
func (i *Instrument) containing(locator string) *Article {
	var found *Article
	for _, a := range i.Articles {
		rest, ok := strings.CutPrefix(locator, a.Locator)
		within := ok && (rest == "" || rest[0] == '(' || rest[0] == ' ' || rest[0] == ',')
		if within && (found == nil || len(a.Locator) > len(found.Locator)) {
			found = a
		}
	}
	return found
}

// lists says whether an instrument claims to list places of a locator's kind.
func (i *Instrument) lists(locator string) bool {
	return locator != "" && slices.ContainsFunc(i.Articles, func(a *Article) bool { return kindOf(a.Locator) == kindOf(locator) })
}

// kindOf returns the word a locator begins with, "" when it begins with a number.
func kindOf(locator string) string {
	word, _, _ := strings.Cut(locator, " ")
	if strings.ContainsAny(word, "0123456789") {
		return ""
	}
	return word
}

func (i *Instrument) locators() []string {
	var all []string
	for _, a := range i.Articles {
		all = append(all, a.Locator)
	}
	return all
}

// sources reads a key's references, one or a list.
func (c *compiler) sources(m *yamlsrc.Map, key string) []Source {
	var all []Source
	for _, t := range m.Texts(key) {
		s, diags := c.set.Source(t)
		c.diags.Append(diags)
		all = append(all, s)
	}
	return all
}

// slug makes an address of a reference: "GDPR 33(1)" is gdpr-33-1.
func slug(text string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(text) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.TrimSuffix(b.String(), "-")
}

// In returns the reference as a language writes it: “Art. 33(1) GDPR”, « art. 33, § 1, RGPD ». A place
// that is neither an article nor begins with a known word follows the name as it was written. Languages
// other than French are written as English is.
func (s Source) In(lang string) string {
	if s.Instrument == nil {
		return s.Text.Value
	}
	short := s.Instrument.Short.In(lang)
	return s.Instrument.place(s.Locator, short, lang)
}

// In returns the article as a language cites it: “Art. 33(1) GDPR”, « art. 33, § 1, RGPD ».
func (a *Article) In(lang string) string {
	return a.Instrument.place(a.Locator, a.Instrument.Short.In(lang), lang)
}

var (
	articleLocator = regexp.MustCompile(`^(\d+[a-z]*)((?:\(\w+\))*)$`)
	articlePart    = regexp.MustCompile(`\w+`)
)

func (i *Instrument) place(locator, short, lang string) string {
	if locator == "" {
		return short
	}
	if m := articleLocator.FindStringSubmatch(locator); m != nil {
		if lang != "fr" {
			return "Art. " + locator + " " + short
		}
		return "art. " + m[1] + i.partsFR(m[1], articlePart.FindAllString(m[2], -1)) + ", " + short
	}
	word, rest, _ := strings.Cut(locator, " ")
	if strings.EqualFold(word, "recital") {
		if lang == "fr" {
			return "considérant " + rest + " " + ofFR(short)
		}
		return "Recital " + rest + " " + short
	}
	if fr, ok := placesFR[strings.ToLower(word)]; ok && lang == "fr" && rest != "" {
		locator = fr + " " + rest
	}
	return short + ", " + locator
}

// partsFR writes what is below an article: numbers are paragraphs, points where the article has no
// paragraphs; letters and what is below them are points.
func (i *Instrument) partsFR(article string, parts []string) string {
	var b strings.Builder
	points := slices.Contains(i.Points, article)
	for n, part := range parts {
		switch {
		case points && n == 0, !points && n == 1 && part[0] > '9', !points && n == 0 && part[0] > '9':
			b.WriteString(", point " + part + ")")
		case n == 0:
			b.WriteString(", § " + part)
		default:
			b.WriteString(" " + part + ")")
		}
	}
	return b.String()
}

// placesFR names the parts of a text that is not divided into articles.
var placesFR = map[string]string{
	"annex": "annexe", "case": "cas", "chapter": "chapitre", "footnote": "note", "page": "p.", "p.": "p.",
	"paragraph": "§", "para": "§", "part": "partie", "point": "point", "section": "section", "table": "tableau",
}

// ofFR puts the French “of the” before a name, by its first word.
func ofFR(name string) string {
	word, _, _ := strings.Cut(strings.ToLower(name), " ")
	switch {
	case word == "lignes" || word == "recommandations":
		return "des " + name
	case word == "directive" || word == "loi" || word == "convention" || word == "décision":
		return "de la " + name
	case strings.ContainsAny(word[:min(1, len(word))], "aeiouyh") && len(word) > 4:
		return "de l’" + name
	}
	return "du " + name
}

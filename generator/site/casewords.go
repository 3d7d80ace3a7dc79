package site

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"casebook/generator/assess"
	"casebook/generator/kb"
	"casebook/generator/markdown"
	"casebook/generator/rule"
	"casebook/generator/yamlsrc"
)

// sentence makes a sentence of words that have neither a capital nor a full stop.
func sentence(words string) string {
	words = capital(words)
	if words == "" || strings.ContainsAny(words[len(words)-1:], ".!?") || strings.HasSuffix(words, "…") {
		return words
	}
	return words + "."
}

// capital writes the first letter of a text as a capital. A name that is written with a small letter and
// then a capital stays: mBank.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	next, _ := utf8.DecodeRuneInString(text[size:])
	if text == "" || unicode.IsUpper(next) {
		return text
	}
	return string(unicode.ToUpper(first)) + text[size:]
}

// lower writes the first letter of a heading as it stands inside a sentence. A word that goes on in
// capitals is an abbreviation and stays.
func lower(text string) string {
	if text == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(text)
	next, _ := utf8.DecodeRuneInString(text[size:])
	if unicode.IsUpper(next) {
		return text
	}
	return string(unicode.ToLower(first)) + text[size:]
}

// joint stands where a text is put into a pattern, while it is looked at whether the two sides contract.
const joint = "\uE000"

// joined is T with one argument, contracted with the word before it where the language does not leave the
// two side by side: "à les" is "aux", "de informer" is "d’informer". The pairs are a text of the templates,
// separated by bars: "à +les =aux ".
func (e *edition) joined(key, arg string) string {
	text := strings.Replace(e.T(key), "{1}", joint+arg, 1)
	for pair := range strings.SplitSeq(e.T("case.contract"), "|") {
		if from, to, ok := strings.Cut(pair, "="); ok {
			text = strings.Replace(text, strings.Replace(from, "+", joint, 1), to, 1)
		}
	}
	return strings.Replace(text, joint, "", 1)
}

// typeset sets a text of the assessment in the typography of the page.
func (t *teller) typeset(text string) string { return markdown.Typography(t.lang, text) }

// say returns a text of a language in its typography.
func (t *teller) say(lang, text string) Said {
	return Said{markdown.Typography(lang, text), t.foreign(lang)}
}

// spoken returns a text of the case in the language it has.
func (t *teller) spoken(s yamlsrc.Spoken) Said { return t.say(s.Lang, s.Text.Value) }

// quoted puts the marks of its language round the words of a source; "" for none.
func quoted(lang, text string) string {
	switch text = markdown.Typography(lang, text); {
	case text == "":
		return ""
	case lang == "en":
		return "“" + text + "”"
	}
	return "«\u202f" + text + "\u202f»"
}

// A fact of the case or of a party has one key in anchors and marks: "availability",
// "doctolib.told-controllers".

func factKey(id string, party *kb.Party) string {
	if party == nil {
		return id
	}
	return party.ID + "." + id
}

// fragment makes the id of an element from a key.
func fragment(kind, key string) string { return kind + "-" + strings.ReplaceAll(key, ".", "-") }

// party returns the name of a party.
func (t *teller) party(p *kb.Party) Said { return t.spoken(t.text.PartyName(p)) }

// possible writes what a conclusion may still be, in the order it is decided in: "high risk or risk not
// ruled out".
func (t *teller) possible(a *assess.Answer) string {
	c := a.Conclusion
	if c.Type == rule.YesNo && a.Possible.Len() > 1 {
		return t.T("outcome.unknown")
	}
	var titles []string
	for _, i := range c.InOrder() {
		if a.Possible.Has(i) {
			titles = append(titles, t.optionWord(c.Type, c.Values, i))
		}
	}
	return t.list(titles, "or")
}

// possiblePill shows what a conclusion may be, every value that is left where it is open.
func (t *teller) possiblePill(a *assess.Answer) Pill {
	if value, ok := a.Decided(); ok {
		return Pill{Is: valueClass(a.Conclusion, value), Text: t.possible(a)}
	}
	return Pill{Is: "open", Text: t.possible(a)}
}

// is says whether a yes-no conclusion is decided as yes, or as no.
func is(a *assess.Answer, value string) bool {
	return a != nil && a.Conclusion.Type == rule.YesNo && a.Value() == value
}

// ref returns a link to a fact that is not stated: to its page, which asks for it.
func (t *teller) ref(r assess.FactRef) Link {
	l := t.factLink(r.Fact)
	if r.Party != nil {
		l.Text += " (" + t.party(r.Party).Text + ")"
	}
	return l
}

package scaffold

import (
	"bytes"
	"embed"
	"strings"
	"text/template"
	"unicode"
	"unicode/utf8"

	"casebook/generator/moment"
	"casebook/generator/rule"
	"casebook/generator/yamlsrc"
)

// NewCase is what the skeleton of a case is made of.
type NewCase struct {
	ID        string
	Lang      string   // of the file
	Languages []string // of the site, its first before the others
	Today     moment.Date
	Rules     *rule.Set
}

//go:embed case.en.tmpl case.fr.tmpl
var templates embed.FS

var caseTemplates = template.Must(template.New("").Funcs(template.FuncMap{"note": note, "fill": fill}).ParseFS(templates, "*.tmpl"))

// noted returns the language that the notes of a file are in.
func noted(lang string) string {
	if lang == "fr" {
		return "fr"
	}
	return "en"
}

// Case returns the skeleton of a first file.
func Case(c NewCase) []byte {
	var b bytes.Buffer
	if err := caseTemplates.ExecuteTemplate(&b, "case."+noted(c.Lang)+".tmpl", c); err != nil {
		panic("scaffold: " + err.Error()) // the templates are part of the program
	}
	return b.Bytes()
}

// Title is the id as a headline, for the writer to write over.
func (c NewCase) Title() string {
	words := strings.Join(strings.FieldsFunc(c.ID, func(r rune) bool { return r == '-' || r == '_' }), " ")
	first, size := utf8.DecodeRuneInString(words)
	return scalar(string(unicode.ToUpper(first))+words[size:], 0, 0)
}

// Translated says whether the file is in another language than the site's first.
func (c NewCase) Translated() bool { return c.Lang != c.Languages[0] }

// Word is an id with what it means.
type Word struct{ ID, Means string }

// Line is the word with what it means after a colon, which French has a blank before.
func (w Word) Line(colon string) string {
	if w.Means == "" {
		return "  " + w.ID
	}
	return "  " + w.ID + colon + w.Means
}

func (c NewCase) words(list []*rule.Named) (words []Word) {
	for _, n := range list {
		words = append(words, Word{n.ID, n.Title.In(c.Lang)})
	}
	return words
}

// Roles are the roles that a party can have, first those that obligations fall on.
func (c NewCase) Roles() []Word {
	var bearers, others []*rule.Named
	for _, r := range c.Rules.Roles {
		others = append(others, r)
		for _, o := range c.Rules.Obligations {
			if o.Bearer == r {
				bearers, others = append(bearers, r), others[:len(others)-1]
				break
			}
		}
	}
	return c.words(append(bearers, others...))
}

// Acts are what a party can have done.
func (c NewCase) Acts() []Word { return c.words(c.Rules.Acts) }

// Sectors are where a case can happen.
func (c NewCase) Sectors() []Word { return c.words(c.Rules.Sectors) }

// Answers are the conclusions and obligations that a case may expect, each with its possible answers.
func (c NewCase) Answers() (words []Word) {
	for _, n := range c.Rules.Conclusions {
		if !n.OfParty {
			words = append(words, Word{n.ID, ids(n.Values) + " | unknown"})
		}
	}
	for _, o := range c.Rules.Obligations {
		if o.Replaces == "" {
			words = append(words, Word{o.ID, "required | not-required | unknown"})
		}
	}
	return words
}

func ids(values []rule.Option) string {
	var all []string
	for _, v := range values {
		all = append(all, v.ID)
	}
	return strings.Join(all, " | ")
}

// Group is facts that belong together.
type Group struct {
	Title string // "" for facts without a group
	Facts []Fact
}

// Groups are the facts of the case in their groups; those without one come last.
func (c NewCase) Groups() []Group {
	groups := make([]Group, len(c.Rules.Groups)+1)
	index := map[*rule.Named]int{nil: len(c.Rules.Groups)}
	for i, g := range c.Rules.Groups {
		index[g], groups[i].Title = i, g.Title.In(c.Lang)
	}
	for _, f := range c.Rules.Facts {
		if !f.OfParty {
			g := &groups[index[f.Group]]
			g.Facts = append(g.Facts, c.fact(f))
		}
	}
	return filled(groups)
}

// filled leaves out the groups that have no facts.
func filled(groups []Group) (kept []Group) {
	for _, g := range groups {
		if len(g.Facts) > 0 {
			kept = append(kept, g)
		}
	}
	return kept
}

// PartyFacts are the facts that a party states.
func (c NewCase) PartyFacts() (facts []Fact) {
	for _, f := range c.Rules.Facts {
		if f.OfParty {
			facts = append(facts, c.fact(f))
		}
	}
	return facts
}

// Fact is a fact of the vocabulary as the skeleton asks for it.
type Fact struct {
	ID       string
	Type     string
	Ask      string
	Values   []Word
	Unknown  string // what it means that it is unknown; "" when the rules do not say
	Presumed string // what it is taken to be when it is not given; "" when nothing is presumed
	party    bool   // it stands under a party
}

func (c NewCase) fact(f *rule.Fact) Fact {
	ask := f.Ask
	if ask.IsZero() {
		ask = f.Title
	}
	fact := Fact{ID: f.ID, Type: f.Type.String(), Ask: ask.In(c.Lang), Unknown: c.says(f, "unknown", yamlsrc.Words{})}
	for _, v := range f.Values {
		fact.Values = append(fact.Values, Word{v.ID, c.says(f, v.ID, v.Title)})
	}
	if f.Presumed != nil {
		fact.Presumed = f.Presumed.YAML(f)
	}
	return fact
}

func (c NewCase) says(f *rule.Fact, state string, otherwise yamlsrc.Words) string {
	if words, ok := f.Says.By[state]; ok {
		return words.In(c.Lang)
	}
	return otherwise.In(c.Lang)
}

// AtParty is the fact as it stands under a party.
func (f Fact) AtParty() Fact {
	f.party = true
	return f
}

// How far facts are indented: below the case, and below a party of it.
const (
	caseIndent  = 2
	partyIndent = 6
)

// Note writes a note on the fact.
func (f Fact) Note(text string) string { return note(f.indent(), text) }

// Indented puts a text where the fact's line begins.
func (f Fact) Indented(text string) string { return strings.Repeat(" ", f.indent()) + text }

func (f Fact) indent() int {
	if f.party {
		return partyIndent
	}
	return caseIndent
}

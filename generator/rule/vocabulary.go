package rule

import (
	"fmt"
	"strings"

	"casebook/generator/diag"
	"casebook/generator/moment"
	"casebook/generator/yamlsrc"
)

// words reads a key's text and reports the languages it lacks.
func (c *compiler) words(m *yamlsrc.Map, key string) yamlsrc.Words {
	return c.translated(m.Words(key), key)
}

// translated reports the languages of the site that a text lacks. A text without a language counts as
// the site's first.
func (c *compiler) translated(w yamlsrc.Words, what string) yamlsrc.Words {
	if w.IsZero() {
		return w
	}
	var missing []string
	for i, lang := range c.languages {
		if !w.Has(lang) && (i > 0 || !w.Has("")) {
			missing = append(missing, lang)
		}
	}
	if len(missing) > 0 {
		c.diags.Add("rule-missing-translation", w.Span, fmt.Sprintf("the text of %q is missing in %s", what, strings.Join(missing, ", ")),
			"write {"+strings.Join(c.languages, ": …, ")+": …}")
	}
	return w
}

// neutral reads a text that may be the same in all languages: a name, an address.
func (c *compiler) neutral(m *yamlsrc.Map, key string) yamlsrc.Words {
	w := m.Words(key)
	if w.Has("") {
		return w
	}
	return c.translated(w, key)
}

// title reads the title of an entry. One that is missing is reported, and the id stands in for it.
func (c *compiler) title(m *yamlsrc.Map, id yamlsrc.Text, what string) yamlsrc.Words {
	w := c.words(m, "title")
	if !w.IsZero() {
		return w
	}
	return c.untitled(id, what)
}

func (c *compiler) untitled(id yamlsrc.Text, what string) yamlsrc.Words {
	if id.IsZero() {
		return yamlsrc.Words{}
	}
	c.diags.Add("rule-missing-title", id.Span, fmt.Sprintf("%s without a title: pages show its id %q", what, id.Value),
		"add title: {"+strings.Join(c.languages, ": …, ")+": …}")
	return idWords(id)
}

// idWords makes an id readable where it stands for a title.
func idWords(id yamlsrc.Text) yamlsrc.Words {
	text := yamlsrc.Text{Value: strings.NewReplacer("_", " ", "-", " ").Replace(id.Value), Span: id.Span}
	return yamlsrc.Words{Span: id.Span, By: []yamlsrc.Spoken{{Text: text}}}
}

// titled says whether an entry is a mapping of keys and not its title in several languages.
func titled(v *yamlsrc.Value, keys ...string) bool {
	if v == nil || v.Kind != yamlsrc.Mapping {
		return false
	}
	for _, p := range v.Pairs {
		for _, key := range keys {
			if p.Key.Value == key {
				return true
			}
		}
	}
	return false
}

// named reads a group, role, act or sector: its title alone, or a mapping that has one.
func (c *compiler) named(p yamlsrc.Pair, what string) *Named {
	n := &Named{ID: p.Key.Value, Span: entry(p)}
	c.checkID(p.Key, what, "aware", "unknown")
	c.declare(p.Key, what, n)
	if titled(p.Value, "title", "plural", "noun", "note", "same-as") {
		m := yamlsrc.OpenMap(p.Value, what, &c.diags)
		n.Title, n.Plural, n.Noun = c.title(m, p.Key, what), c.words(m, "plural"), c.words(m, "noun")
		n.Note, n.Same = c.words(m, "note"), c.same(m)
		m.Close()
		return n
	}
	n.Title = c.optionTitle(p, what)
	return n
}

// optionTitle reads the title that is all of an entry.
func (c *compiler) optionTitle(p yamlsrc.Pair, what string) yamlsrc.Words {
	w := c.translated(yamlsrc.ReadWords(p.Value, fmt.Sprintf("%q", p.Key.Value), &c.diags), p.Key.Value)
	if w.IsZero() {
		return c.untitled(p.Key, what)
	}
	return w
}

func (c *compiler) instrument(p yamlsrc.Pair) {
	m := yamlsrc.OpenMap(p.Value, "an instrument", &c.diags)
	i := &Instrument{ID: p.Key.Value, Span: entry(p), Title: c.title(m, p.Key, "an instrument"),
		Short: c.neutral(m, "short"), CELEX: m.Text("celex").Value, ELI: m.Text("eli").Value, URL: c.neutral(m, "url"),
		From: c.date(m, "from"), Note: c.words(m, "note")}
	if i.Short.IsZero() {
		i.Short = yamlsrc.Words{Span: p.Key.Span, By: []yamlsrc.Spoken{{Text: p.Key}}}
	}
	if eli := m.Text("eli"); !eli.IsZero() {
		c.isIRI(eli)
	}
	for _, t := range m.Texts("points") {
		i.Points = append(i.Points, t.Value)
	}
	c.declare(p.Key, "an instrument", i)
	c.set.Instruments = append(c.set.Instruments, i)
	for _, a := range m.Pairs("articles") {
		c.article(i, a)
	}
	m.Close()
}

func (c *compiler) article(i *Instrument, p yamlsrc.Pair) {
	a := &Article{ID: slug(i.ID + " " + p.Key.Value), Locator: p.Key.Value, Instrument: i, Span: entry(p)}
	id := yamlsrc.Text{Value: a.ID, Span: p.Key.Span}
	c.declare(id, "an article", a)
	if a.ID == "" {
		c.diags.Add("rule-bad-id", p.Key.Span, "an article needs a letter or a digit in its name", "")
	}
	if titled(p.Value, "title", "text") {
		m := yamlsrc.OpenMap(p.Value, "an article", &c.diags)
		a.Title, a.Text = c.title(m, p.Key, "an article"), c.words(m, "text")
		m.Close()
	} else {
		a.Title = c.optionTitle(p, "an article")
	}
	i.Articles = append(i.Articles, a)
}

func (c *compiler) proposal(p yamlsrc.Pair) {
	m := yamlsrc.OpenMap(p.Value, "a proposal", &c.diags)
	n := &Proposal{ID: p.Key.Value, Span: entry(p), Title: c.title(m, p.Key, "a proposal"), Note: c.words(m, "note"), Source: c.sources(m, "source")}
	for _, t := range m.Texts("countries") {
		c.checkCountry(t)
		n.Countries = append(n.Countries, t.Value)
	}
	m.Close()
	c.checkID(p.Key, "a proposal")
	c.declare(p.Key, "a proposal", n)
	c.set.Proposals = append(c.set.Proposals, n)
}

func (c *compiler) term(p yamlsrc.Pair) {
	m := yamlsrc.OpenMap(p.Value, "a glossary entry", &c.diags)
	t := &Term{ID: p.Key.Value, Span: entry(p), Term: c.words(m, "term"), Plural: c.words(m, "plural"),
		Definition: c.words(m, "definition"), Source: c.sources(m, "source")}
	t.Synonyms, t.Search = c.names(m, "synonyms"), c.names(m, "search")
	m.Close()
	c.checkID(p.Key, "a glossary entry")
	c.declare(p.Key, "a glossary entry", t)
	if t.Term.IsZero() {
		t.Term = idWords(p.Key)
	}
	c.set.Glossary = append(c.set.Glossary, t)
}

// names reads further names of a term by language.
func (c *compiler) names(m *yamlsrc.Map, key string) map[string][]yamlsrc.Text {
	var names map[string][]yamlsrc.Text
	for _, p := range m.Pairs(key) {
		if names == nil {
			names = map[string][]yamlsrc.Text{}
		}
		names[p.Key.Value] = yamlsrc.Texts(p.Value, "a list of synonyms", &c.diags)
	}
	return names
}

// date reads a day, the zero Date when the key is not there or no day.
func (c *compiler) date(m *yamlsrc.Map, key string) moment.Date {
	t := m.Text(key)
	if t.IsZero() {
		return moment.Date{}
	}
	d, err := moment.ParseDate(t.Value)
	if err != nil {
		c.bad("rule-bad-date", t, err)
	}
	return d
}

// bad reports a text that package moment could not read.
func (c *compiler) bad(code diag.Code, t yamlsrc.Text, err error) {
	hint := ""
	if e, ok := err.(*moment.Error); ok {
		hint = e.Hint
	}
	c.diags.Add(code, t.Span, err.Error(), hint)
}

// unknown reports a name that nothing has, with the nearest that something has. what says the kind
// with an article.
func (c *compiler) unknown(code diag.Code, t yamlsrc.Text, what string, candidates []string) {
	var related []diag.Related
	near, ok := diag.Nearest(t.Value, candidates)
	hint := ""
	if ok {
		hint = fmt.Sprintf("did you mean %q?", near)
		if d, found := c.place(what, near); found {
			related = append(related, diag.Related{Span: d.span, Message: fmt.Sprintf("%q is declared here", near)})
		}
	} else if len(candidates) > 0 && len(candidates) <= 12 {
		hint = "known: " + strings.Join(candidates, ", ")
	}
	c.diags.Add(code, t.Span, fmt.Sprintf("unknown %s %q", bare(what), t.Value), hint, related...)
}

// place finds a declaration by kind and id, in a space of its own or in the shared one.
func (c *compiler) place(what, id string) (declaration, bool) {
	if d, ok := c.declared[what+" "+id]; ok {
		return d, true
	}
	d, ok := c.declared["shared "+id]
	return d, ok
}

// bare takes the article off a noun: "a fact" is "fact".
func bare(what string) string {
	_, noun, _ := strings.Cut(what, " ")
	return noun
}

// lookFor finds what a text names among the things of a kind, and reports a name that nothing has. It
// returns nil for a text that was not given.
func lookFor[T any](c *compiler, t yamlsrc.Text, what string, list []*T, id func(*T) string) *T {
	if t.IsZero() {
		return nil
	}
	names := make([]string, len(list))
	for i, thing := range list {
		if names[i] = id(thing); names[i] == t.Value {
			return thing
		}
	}
	c.unknown("rule-unknown-name", t, what, names)
	return nil
}

func (n *Named) id() string     { return n.ID }
func (p *Proposal) id() string  { return p.ID }
func (p *Parameter) id() string { return p.ID }

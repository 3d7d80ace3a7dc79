package casefile

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"casebook/generator/diag"
	"casebook/generator/markdown"
	"casebook/generator/moment"
	"casebook/generator/source"
	"casebook/generator/yamlsrc"
)

// Parse reads one case file. zone is that of times without an offset where the file names none. Every
// fault is reported, and what could be read is returned: the File is never nil, its Body neither.
func Parse(file *source.File, zone *time.Location) (*File, diag.List) {
	p := &parser{File: &File{Source: file, Zone: zone}}
	p.ID, p.Lang, p.Translation = Name(file.Path)
	p.checkName()
	front, body, ok, diags := Split(file)
	p.diags.Append(diags)
	p.Front, p.Text = front, file.Span(body, len(file.Body))
	p.Broken = !ok
	if ok {
		value, diags := yamlsrc.Parse(file, front.Start, front.End)
		p.diags.Append(diags)
		p.Broken = unreadable(value, diags)
		p.front(value)
	}
	var found diag.List
	p.Body, found = markdown.Parse(file, body)
	p.diags.Append(found)
	return p.File, p.diags
}

// unreadable says whether so little could be read that what is missing would be reported for nothing.
func unreadable(v *yamlsrc.Value, diags diag.List) bool {
	return v == nil && diags.HasErrors() ||
		slices.ContainsFunc(diags, func(d diag.Diagnostic) bool { return d.Code == "yaml-too-large" })
}

// Name takes a case file's path apart: the case's id, and the language where it is a translation.
func Name(file string) (id, lang string, translation bool) {
	id = strings.TrimSuffix(path.Base(file), ".md")
	if dot := strings.LastIndexByte(id, '.'); dot > 0 && isLanguage(id[dot+1:]) {
		return id[:dot], id[dot+1:], true
	}
	return id, "", false
}

// isLanguage says whether a word has the form of a language: two or three letters.
func isLanguage(word string) bool {
	return (len(word) == 2 || len(word) == 3) && strings.Trim(strings.ToLower(word), "abcdefghijklmnopqrstuvwxyz") == ""
}

// parser reads one file. Each method that reads a part reports its faults into diags.
type parser struct {
	*File
	test  bool // a test of the rules is read, which has no body to quote and no sources
	diags diag.List
}

func (p *parser) checkName() {
	if IsID(p.ID) && p.ID == strings.ToLower(p.ID) {
		return
	}
	p.diags.Add("case-bad-id", p.Source.Span(0, 0), "the name of the file gives the case the id "+strconv.Quote(p.ID),
		nameHint(p.ID))
}

// nameHint says how a case file is named; a word after a dot was probably meant for a language.
func nameHint(id string) string {
	if name, _, ok := strings.Cut(id, "."); ok && IsID(name) {
		return "a translation has the two letters of its language after the dot, such as " + strings.ToLower(name) + ".fr.md; an id has no dot"
	}
	return "name it with lower-case letters, digits and hyphens: doctolib-2023.md"
}

// IsID says whether a word can be an id: letters, digits, hyphens and underscores, the first no hyphen.
func IsID(word string) bool {
	for i := range len(word) {
		c := word[i] | 0x20
		if (c < 'a' || c > 'z') && (word[i] < '0' || word[i] > '9') && word[i] != '_' && (i == 0 || word[i] != '-') {
			return false
		}
	}
	return word != ""
}

// id checks the form of an id that stands in the text.
func (p *parser) id(t yamlsrc.Text) yamlsrc.Text {
	if !t.IsZero() && !IsID(t.Value) {
		p.diags.Add("case-bad-id", t.Span, strconv.Quote(t.Value)+" cannot be an id",
			"use letters, digits and hyphens, without blanks or dots")
	}
	return t
}

// front reads the keys of the front matter.
func (p *parser) front(v *yamlsrc.Value) {
	if p.Broken {
		return
	}
	m := yamlsrc.OpenMap(v, p.what(), &p.diags)
	m.Span = p.Front
	if v == nil {
		m.Span = p.Source.Span(p.Front.Start, p.Front.Start)
	}
	if p.Title = m.Required("title"); p.Title.Value == "" && !p.Title.IsZero() {
		p.diags.Add("yaml-missing-key", p.Title.Span, "the title is empty", "")
	}
	p.Summary = m.Text("summary")
	p.AuthorityNote = m.Text("authority-note")
	p.Note = m.Text("note")
	if p.Translation {
		p.Translates = m.Text("translates")
		p.stating(m, caseKeys)
	} else {
		p.stated(m)
	}
	p.Decision = p.decision(m.Get("decision"))
	p.Parties = p.parties(p.items(m, "parties", "a party"))
	p.Facts = p.facts(m.Pairs("facts"))
	p.Positions = p.positions(p.items(m, "positions", "a position"))
	p.Readings = p.readings(p.items(m, "readings", "a reading"))
	m.Close()
}

// mostParts is how many parties, readings, sources, aliases and the like a case may have: each has a place
// on its page, and answers are worked out for each party and reading.
const mostParts = 200

// few reports a list of more than a case may have, at the first item that is too many, and returns how many
// to read.
func (p *parser) few(key string, n int, at func(i int) source.Span) int {
	if n > mostParts {
		p.diags.Add("case-too-many", at(mostParts), fmt.Sprintf("%d items of %q: there may be %d", n, key, mostParts),
			"tell of them together, or make several cases of it")
	}
	return min(n, mostParts)
}

// tags returns the texts of a key's list, no more of them than a case may have.
func (p *parser) tags(m *yamlsrc.Map, key string) []yamlsrc.Text {
	texts := m.Texts(key)
	return texts[:p.few(key, len(texts), func(i int) source.Span { return texts[i].Span })]
}

// items returns the mappings of a key's list, each of which is, in words with an article, a what. Other
// items are reported and left out, lest every key that they lack be reported too.
func (p *parser) items(m *yamlsrc.Map, key, what string) (items []*yamlsrc.Value) {
	for _, item := range m.Items(key) {
		if item.Kind == yamlsrc.Mapping {
			items = append(items, item)
		} else {
			yamlsrc.WrongType(item, what+" is a mapping of keys to values", &p.diags)
		}
	}
	return items[:p.few(key, len(items), func(i int) source.Span { return items[i].Span })]
}

func (p *parser) what() string {
	if p.Translation {
		return "a translation"
	}
	return "a case file"
}

// caseKeys are the keys with which a first file states something; a translation has none of them.
var caseKeys = []string{"incident", "timezone", "known-until", "added", "as-of", "country", "sector", "tags",
	"certainty", "expect", "sources", "aliases", "published", "lang"}

// stating reports keys of a translation that would state what only the first file may.
func (p *parser) stating(m *yamlsrc.Map, keys []string) {
	for _, key := range keys {
		if m.Has(key) {
			p.diags.Add("case-translation-states", m.Key(key).Span,
				"a translation gives texts only, found the key "+strconv.Quote(key),
				"state it in "+path.Base(FirstPath(p.Source.Path))+" and remove it here")
		}
	}
}

// FirstPath returns the path of the first file of the case that a translation belongs to.
func FirstPath(translation string) string {
	id, _, _ := Name(translation)
	return path.Join(path.Dir(translation), id+".md")
}

// stated reads the keys that only a first file has.
func (p *parser) stated(m *yamlsrc.Map) {
	p.LangAt = m.Text("lang")
	p.Lang = p.LangAt.Value
	p.zone(m.Text("timezone"))
	p.Incident = p.incident(m.Get("incident"))
	p.KnownUntil = p.day(m.Text("known-until"))
	p.Added = p.day(m.Text("added"))
	p.AsOf = p.day(m.Text("as-of"))
	p.Country = m.Text("country")
	p.Sector = m.Text("sector")
	p.Tags = p.tags(m, "tags")
	p.Certainty = p.certainty(m.Text("certainty"))
	p.Expect = p.claims(m.Pairs("expect"))
	for _, item := range p.items(m, "sources", "a source") {
		p.Sources = append(p.Sources, p.source(item))
	}
	p.Aliases = p.tags(m, "aliases")
	for _, alias := range p.Aliases {
		p.id(alias)
	}
	p.Published = m.Texts("published")
}

func (p *parser) zone(t yamlsrc.Text) {
	if t.IsZero() {
		return
	}
	zone, err := moment.Zone(t.Value)
	if err != nil {
		p.report("case-unknown-timezone", t.Span, err)
		return
	}
	p.Zone = zone
}

func (p *parser) certainty(t yamlsrc.Text) yamlsrc.Text {
	for _, word := range Certainties {
		if t.Value == word {
			return t
		}
	}
	if !t.IsZero() {
		p.diags.Add("case-unknown-certainty", t.Span, "unknown certainty "+strconv.Quote(t.Value),
			"write one of: "+strings.Join(Certainties, ", "))
	}
	return yamlsrc.Text{}
}

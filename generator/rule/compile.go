package rule

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"slices"

	"casebook/generator/diag"
	"casebook/generator/source"
	"casebook/generator/yamlsrc"
)

// Compile reads all rule files of a site together, resolves their names and checks them. languages are
// the site's, the first being its default; a text that lacks one of them is a warning. What is wrong is
// reported, everything in one run; the set is usable even then, with what is wrong left out.
func Compile(files []*source.File, languages []string) (*Set, diag.List) {
	files = slices.Clone(files)
	slices.SortStableFunc(files, func(a, b *source.File) int { return cmp.Compare(a.Path, b.Path) })
	c := &compiler{
		set:       &Set{Files: files, Hash: hash(files), lookup: map[string]any{}},
		languages: languages,
		declared:  map[string]declaration{},
		broken:    map[int]bool{},
		tested:    map[*Conclusion]bool{},
		opaque:    map[any]bool{},
		sections:  map[string]section{},
	}
	for _, f := range files {
		c.read(f)
	}
	c.vocabulary()
	c.law()
	c.relate()
	c.order()
	c.checkBurdens()
	c.checkUnread()
	c.checkLogic()
	return c.set, c.diags.Sorted()
}

type compiler struct {
	set       *Set
	languages []string
	diags     diag.List
	declared  map[string]declaration // by kind and id
	sections  map[string]section     // by top-level key
	broken    map[int]bool           // conditions that could not be read, by index
	tested    map[*Conclusion]bool   // conclusions that something reads
	opaque    map[any]bool           // conclusions and scores of which a fault was told that would show in all that reads them
	bounded   map[*Fact][]Bound      // what boundsOf found
}

// section is what all files together say under one top-level key.
type section struct {
	pairs []yamlsrc.Pair
	items []*yamlsrc.Value
}

// declaration is where an id was given, and to what.
type declaration struct {
	span  source.Span
	what  string // "a fact"
	thing any
}

var (
	mappingKeys = []string{"vocabularies", "groups", "instruments", "roles", "acts", "sectors", "tags", "authorities", "competence", "proposals",
		"glossary", "facts", "parameters", "conclusions", "scores"}
	listKeys = []string{"also", "impossible", "rules", "obligations"}
)

// read takes a file apart into its sections.
func (c *compiler) read(f *source.File) {
	v, diags := yamlsrc.Parse(f, 0, -1)
	c.diags.Append(diags)
	if slices.ContainsFunc(diags, func(d diag.Diagnostic) bool { return d.Code == "yaml-too-large" }) {
		return // it was cut off somewhere; what is left says nothing
	}
	m := yamlsrc.OpenMap(v, "a rule file", &c.diags)
	for _, key := range mappingKeys {
		s := c.sections[key]
		s.pairs = append(s.pairs, m.Pairs(key)...)
		c.sections[key] = s
	}
	for _, key := range listKeys {
		s := c.sections[key]
		s.items = append(s.items, m.Items(key)...)
		c.sections[key] = s
	}
	m.Close()
}

// vocabulary reads what conditions and sources name. Each kind comes after those it names itself.
func (c *compiler) vocabulary() {
	each(c, "vocabularies", c.vocabularyOf)
	each(c, "groups", func(p yamlsrc.Pair) { c.set.Groups = append(c.set.Groups, c.named(p, "a group")) })
	each(c, "instruments", c.instrument)
	each(c, "roles", func(p yamlsrc.Pair) { c.set.Roles = append(c.set.Roles, c.named(p, "a role")) })
	each(c, "acts", func(p yamlsrc.Pair) { c.set.Acts = append(c.set.Acts, c.named(p, "an act")) })
	each(c, "sectors", func(p yamlsrc.Pair) { c.set.Sectors = append(c.set.Sectors, c.named(p, "a sector")) })
	each(c, "tags", func(p yamlsrc.Pair) { c.set.Tags = append(c.set.Tags, c.named(p, "a tag")) })
	each(c, "authorities", c.authority)
	each(c, "proposals", c.proposal)
	each(c, "glossary", c.term)
	for _, v := range c.sections["also"].items {
		c.also(v)
	}
	each(c, "facts", c.fact)
	each(c, "competence", c.competence)
	each(c, "parameters", c.parameter)
	each(c, "conclusions", c.conclusion)
}

// law reads what has conditions.
func (c *compiler) law() {
	c.scores()
	for _, v := range c.sections["impossible"].items {
		c.impossible(v)
	}
	for _, v := range c.sections["rules"].items {
		c.rule(v)
	}
	for _, v := range c.sections["obligations"].items {
		c.obligation(v)
	}
}

func each(c *compiler, key string, read func(yamlsrc.Pair)) {
	for _, p := range c.sections[key].pairs {
		read(p)
	}
}

// declare gives an id to a thing of a kind with a space of its own, and reports an id that is taken or
// that cannot be one. what says the kind with an article.
func (c *compiler) declare(id yamlsrc.Text, what string, thing any) {
	c.claim(what+" "+id.Value, id, what, thing)
}

// declareShared is [compiler.declare] in the one space of facts, conclusions, rules, exceptions,
// obligations and scores.
func (c *compiler) declareShared(id yamlsrc.Text, what string, thing any) {
	if c.claim("shared "+id.Value, id, what, thing) {
		c.set.lookup[id.Value] = thing
	}
}

func (c *compiler) claim(key string, id yamlsrc.Text, what string, thing any) bool {
	if id.IsZero() || id.Value == "" {
		return false
	}
	if first, ok := c.declared[key]; ok {
		c.diags.Add("rule-duplicate-id", id.Span, fmt.Sprintf("the id %q is already that of %s", id.Value, first.what),
			"choose another id", diag.Related{Span: first.span, Message: "it was given here first"})
		return false
	}
	c.declared[key] = declaration{span: id.Span, what: what, thing: thing}
	return true
}

// checkID reports an id that could not be part of an address, or that conditions read as something else.
func (c *compiler) checkID(id yamlsrc.Text, what string, reserved ...string) {
	if id.IsZero() {
		return
	}
	if slices.Contains(reserved, id.Value) {
		c.diags.Add("rule-bad-id", id.Span, fmt.Sprintf("%q has a meaning of its own and cannot name %s", id.Value, what), "choose another id")
		return
	}
	for i, r := range id.Value {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || i > 0 && (r == '-' || r == '_') {
			continue
		}
		c.diags.Add("rule-bad-id", id.Span, fmt.Sprintf("%q cannot name %s: an id is made of a to z, 0 to 9, - and _, and begins with a letter or a digit", id.Value, what), "")
		return
	}
	if id.Value == "" {
		c.diags.Add("rule-bad-id", id.Span, what+" needs an id", "")
	}
}

// entry returns the span of a key and its value, for showing a whole entry.
func entry(p yamlsrc.Pair) source.Span {
	s := p.Key.Span
	if p.Value != nil && p.Value.Span.File == s.File {
		s.End = max(s.End, p.Value.Span.End)
	}
	return s
}

// hash returns what tells one state of the rules from another. Only the names of the files count, not
// where the content lies.
func hash(files []*source.File) string {
	h := sha256.New()
	for _, f := range files {
		fmt.Fprintf(h, "%s %d\n", path.Base(f.Path), len(f.Body))
		h.Write(f.Body)
	}
	return "sha256:" + hex.EncodeToString(h.Sum(nil))
}

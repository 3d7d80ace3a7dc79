package scaffold

import (
	"casebook/generator/casefile"
	"casebook/generator/yamlsrc"
)

// step leads one further into the front matter: a key of a mapping, or an item of a list.
type step struct {
	key   string
	item  bool
	id    string // of the item; "" where items have none
	index int    // of the item, where it has no id
}

// text is words of a first file, and where they stand in its front matter and in a translation's.
type text struct {
	path  []step
	value string
}

// texts returns the words that a translation gives, in the order in which they are written.
func texts(f *casefile.File) []text {
	var c collector
	c.add(nil, "title", f.Title)
	c.add(nil, "summary", f.Summary)
	c.add(nil, "authority-note", f.AuthorityNote)
	c.add(nil, "note", f.Note)
	for _, p := range f.Parties {
		c.party(p, step{key: "parties"}, step{item: true, id: p.ID.Value})
	}
	c.facts(f.Facts)
	for i, at := range f.Positions {
		c.position(at, i)
	}
	for _, r := range f.Readings {
		c.reading(r)
	}
	if d := f.Decision; d != nil {
		path := []step{{key: "decision"}}
		c.add(path, "amount", d.Amount)
		c.add(path, "outcome", d.Outcome)
		c.add(path, "note", d.Note)
	}
	return c.list
}

type collector struct{ list []text }

// add takes words that were given.
func (c *collector) add(path []step, key string, words yamlsrc.Text) {
	if words.Value != "" {
		c.list = append(c.list, text{append(path[:len(path):len(path)], step{key: key}), words.Value})
	}
}

func (c *collector) evidence(e casefile.Evidence, path ...step) {
	c.add(path, "quote", e.Quote)
	c.add(path, "note", e.Note)
}

func (c *collector) facts(facts []*casefile.Fact, path ...step) {
	for _, f := range facts {
		c.evidence(f.Evidence, append(path[:len(path):len(path)], step{key: "facts"}, step{key: f.Key.Value})...)
	}
}

func (c *collector) party(p *casefile.Party, path ...step) {
	c.add(path, "name", p.Name)
	below := path[:len(path):len(path)]
	if p.Aware != nil {
		c.evidence(p.Aware.Evidence, append(below, step{key: "aware"})...)
	}
	for _, a := range p.Did {
		c.evidence(a.Evidence, append(below, step{key: "did"}, step{key: a.Key.Value})...)
	}
	c.facts(p.Facts, below...)
}

// position takes who says it too where it has no id: it is found by its place, which must not be empty.
func (c *collector) position(at *casefile.Position, index int) {
	path := []step{{key: "positions"}, {item: true, id: at.ID.Value, index: index}}
	if at.ID.IsZero() {
		c.add(path, "by", at.By)
	}
	c.add(path, "because", at.Because)
	c.add(path, "quote", at.Quote)
}

func (c *collector) reading(r *casefile.Reading) {
	path := []step{{key: "readings"}, {item: true, id: r.ID.Value}}
	c.add(path, "title", r.Title)
	c.add(path, "because", r.Because)
	c.facts(r.Facts, path...)
	for _, p := range r.Parties {
		c.party(p, append(path[:len(path):len(path)], step{key: "parties"}, step{key: p.ID.Value})...)
	}
}

// find returns the pair that a path ends at, nil where something of it is missing.
func find(v *yamlsrc.Value, path []step) *yamlsrc.Pair {
	var pair *yamlsrc.Pair
	for _, s := range path {
		if v == nil {
			return nil
		}
		if s.item {
			v, pair = s.of(v), nil
			continue
		}
		if pair = s.in(v); pair == nil {
			return nil
		}
		v = pair.Value
	}
	return pair
}

// in returns the pair of the step's key, nil when there is none.
func (s step) in(v *yamlsrc.Value) *yamlsrc.Pair {
	for i := range v.Pairs {
		if v.Pairs[i].Key.Value == s.key {
			return &v.Pairs[i]
		}
	}
	return nil
}

// of returns the item that the step means, nil when there is none.
func (s step) of(v *yamlsrc.Value) *yamlsrc.Value {
	if s.id == "" {
		if s.index < len(v.Items) {
			return v.Items[s.index]
		}
		return nil
	}
	for _, item := range v.Items {
		if id := (step{key: "id"}).in(item); id != nil && id.Value.Text == s.id {
			return item
		}
	}
	return nil
}

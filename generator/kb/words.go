package kb

import (
	"slices"

	"casebook/generator/casefile"
	"casebook/generator/yamlsrc"
)

// Case returns the case of an id, also of an alias; nil when there is none.
func (b *Base) Case(id string) *Case { return b.cases[id] }

// In returns the text of the case in a language, the first file's where it is not written in it.
func (c *Case) In(lang string) *Text {
	for _, t := range c.Texts {
		if t.Lang == lang {
			return t
		}
	}
	return c.Texts[0]
}

// Party returns the party of an id, nil when there is none.
func (c *Case) Party(id string) *Party {
	for _, p := range c.Parties {
		if p.ID == id {
			return p
		}
	}
	return nil
}

// Source returns the source of an id, nil when there is none.
func (c *Case) Source(id string) *casefile.Source {
	for _, s := range c.Sources {
		if s.ID.Value == id && id != "" {
			return s
		}
	}
	return nil
}

// Reading returns the reading of an id, nil when there is none.
func (c *Case) Reading(id string) *Reading {
	for _, r := range c.Readings {
		if r.ID == id {
			return r
		}
	}
	return nil
}

// Has says whether the party has a role.
func (p *Party) Has(role string) bool {
	for _, r := range p.Roles {
		if r.ID == role {
			return true
		}
	}
	return false
}

// ID names the fact as it is named outside its case: the fact's id, after "party." where it is one of a
// party.
func (f *Fact) ID() string {
	if f.Party == nil {
		return f.Fact.ID
	}
	return f.Party.ID + "." + f.Fact.ID
}

// Key is the key of what states the fact: [Fact.ID], after "reading/" where a reading states it.
func (f *Fact) Key() string {
	if f.Reading == "" {
		return f.ID()
	}
	return f.Reading + "/" + f.ID()
}

// Mark returns the mark of what a key states, nil when the text quotes nothing for it.
func (t *Text) Mark(key string) *Mark {
	for i := range t.Marks {
		if slices.Contains(t.Marks[i].Facts, key) {
			return &t.Marks[i]
		}
	}
	return nil
}

// choose returns words of the text or, where they are not translated, of the case's first text; it says
// in which language they are. The words of a case that stand outside its body all come this way.
func (t *Text) choose(words func(t *Text) yamlsrc.Text) yamlsrc.Spoken {
	if here := words(t); here.Value != "" || t == t.first {
		return yamlsrc.Spoken{Lang: t.Lang, Text: here}
	}
	return yamlsrc.Spoken{Lang: t.first.Lang, Text: words(t.first)}
}

// Note returns the note beside what a key states, in the language it is written in; empty when there is
// none.
func (t *Text) Note(key string) yamlsrc.Spoken {
	return t.choose(func(t *Text) yamlsrc.Text { return t.evidence(key).Note })
}

// Quote returns what a key's statement quotes from the body of the text; a quote that is not translated
// is that of the first file.
func (t *Text) Quote(key string) yamlsrc.Spoken {
	return t.choose(func(t *Text) yamlsrc.Text { return t.evidence(key).Quote })
}

func (t *Text) evidence(key string) *casefile.Evidence {
	if e := t.said[key]; e != nil {
		return e
	}
	return &casefile.Evidence{}
}

// AuthorityNote returns the words that no authority has ruled, empty when there are none.
func (t *Text) AuthorityNote() yamlsrc.Spoken {
	return t.choose(func(t *Text) yamlsrc.Text { return t.File.AuthorityNote })
}

// CaseNote returns the note on the whole case, empty when there is none.
func (t *Text) CaseNote() yamlsrc.Spoken {
	return t.choose(func(t *Text) yamlsrc.Text { return t.File.Note })
}

// Decided returns words of the decision, empty when there are none.
func (t *Text) Decided(words func(*casefile.Decision) yamlsrc.Text) yamlsrc.Spoken {
	return t.choose(func(t *Text) yamlsrc.Text {
		if t.File.Decision == nil {
			return yamlsrc.Text{}
		}
		return words(t.File.Decision)
	})
}

// PartyName returns what a party is called; its id where it has no name.
func (t *Text) PartyName(p *Party) yamlsrc.Spoken {
	name := t.choose(func(t *Text) yamlsrc.Text {
		if t == t.first {
			return p.Stated.Name
		}
		if name := partyOf(t.File.Parties, p.ID).Name; name.Value != "" {
			return name
		}
		for _, r := range t.File.Readings {
			if name := partyOf(r.Parties, p.ID).Name; name.Value != "" {
				return name
			}
		}
		return yamlsrc.Text{}
	})
	if name.Text.Value == "" {
		name.Text = p.Stated.ID
	}
	return name
}

// partyOf returns the party of an id among those as written, one without words when there is none.
func partyOf(parties []*casefile.Party, id string) *casefile.Party {
	for _, p := range parties {
		if p.ID.Value == id {
			return p
		}
	}
	return &casefile.Party{}
}

// PositionBy returns who holds the case's position i, from 0.
func (t *Text) PositionBy(i int) yamlsrc.Spoken {
	return t.choose(func(t *Text) yamlsrc.Text { return t.position(i).By })
}

// PositionBecause returns the reason of the case's position i, from 0.
func (t *Text) PositionBecause(i int) yamlsrc.Spoken {
	return t.choose(func(t *Text) yamlsrc.Text { return t.position(i).Because })
}

// position returns what the text's file says of the case's position i: under its id or, where it gives
// none, at its place in the list; one without words when it says nothing.
func (t *Text) position(i int) *casefile.Position {
	id := t.first.File.Positions[i].ID.Value
	for j, at := range t.File.Positions {
		if at.ID.Value == id && id != "" || at.ID.IsZero() && j == i {
			return at
		}
	}
	return &casefile.Position{}
}

// ReadingTitle returns the title of a reading, its id where it has none.
func (t *Text) ReadingTitle(id string) yamlsrc.Spoken {
	title := t.choose(func(t *Text) yamlsrc.Text { return readingOf(t.File, id).Title })
	if title.Text.Value == "" {
		title.Text.Value = id
	}
	return title
}

// ReadingBecause returns the reason of a reading, empty when it gives none.
func (t *Text) ReadingBecause(id string) yamlsrc.Spoken {
	return t.choose(func(t *Text) yamlsrc.Text { return readingOf(t.File, id).Because })
}

// readingOf returns the reading of an id as a file writes it, one without words when it has none.
func readingOf(f *casefile.File, id string) *casefile.Reading {
	for _, r := range f.Readings {
		if r.ID.Value == id {
			return r
		}
	}
	return &casefile.Reading{}
}

package rule

import (
	"fmt"
	"strings"

	"casebook/generator/source"
	"casebook/generator/yamlsrc"
)

// Also is other law that the same incident may fall under. The rules do not decide it; pages remind of it.
type Also struct {
	ID        string
	Span      source.Span
	Title     yamlsrc.Words // who it is for, or what it is
	Region    string        // ISO 3166 alpha-2, or EU
	Sectors   []*Named      // none: whatever the sector
	To        yamlsrc.Words // whom to tell
	Within    yamlsrc.Words // how soon
	Text      yamlsrc.Words
	Note      yamlsrc.Words // what is uncertain in it
	Certainty string        // primary, secondary, from-memory or uncertain
	Source    []Source
	Validity
}

// certainties say how sure a statement of law is: read in the text itself, in a secondary source, from
// memory, or not sure.
var certainties = []string{"primary", "secondary", "from-memory", "uncertain"}

// Uncertain is the certainty of what must not stand without a word on what is uncertain.
const Uncertain = "uncertain"

func (c *compiler) also(v *yamlsrc.Value) {
	m := yamlsrc.OpenMap(v, "a duty under other law", &c.diags)
	id, region, certainty := m.Required("id"), m.Required("region"), m.Required("certainty")
	a := &Also{ID: id.Value, Span: v.Span, Title: c.title(m, id, "a duty under other law"), Region: region.Value,
		To: c.words(m, "to"), Within: c.words(m, "within"), Text: c.words(m, "text"), Note: c.words(m, "note"),
		Certainty: certainty.Value, Source: c.sources(m, "source"), Validity: c.validity(m)}
	for _, t := range m.Texts("sectors") {
		if s := lookFor(c, t, "a sector", c.set.Sectors, (*Named).id); s != nil {
			a.Sectors = append(a.Sectors, s)
		}
	}
	m.Close()
	c.checkID(id, "a duty under other law")
	c.declare(id, "a duty under other law", a)
	if !region.IsZero() && (len(a.Region) != 2 || strings.ToUpper(a.Region) != a.Region) {
		c.diags.Add("rule-bad-id", region.Span, fmt.Sprintf("%q is not a region: write two capital letters, such as FR, or EU", a.Region), "")
	}
	c.checkCertainty(certainty, a.Note)
	c.set.Also = append(c.set.Also, a)
}

// checkCertainty reports a certainty that there is not, and an uncertain statement that does not say what
// is uncertain.
func (c *compiler) checkCertainty(t yamlsrc.Text, note yamlsrc.Words) {
	known := false
	for _, name := range certainties {
		known = known || name == t.Value
	}
	switch {
	case t.IsZero():
	case !known:
		c.diags.Add("rule-unknown-value", t.Span, fmt.Sprintf("there is no certainty %q", t.Value), nearestOr(t.Value, certainties))
	case t.Value == Uncertain && note.IsZero():
		c.diags.Add("rule-unhedged", t.Span, "an uncertain statement that does not say what is uncertain", "add note: with what to check, or leave the entry out")
	}
}

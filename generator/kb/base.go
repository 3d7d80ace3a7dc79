package kb

import (
	"time"

	"casebook/generator/casefile"
	"casebook/generator/markdown"
	"casebook/generator/moment"
	"casebook/generator/rule"
	"casebook/generator/source"
	"casebook/generator/yamlsrc"
)

// Base is every case and rule together: ids are unique, links lead somewhere, translations are joined
// with what they translate. It is not changed after [Resolve].
type Base struct {
	Config *Config
	Rules  *rule.Set
	Cases  []*Case // by id
	Tests  []*Test // of the rules, by the path of their file, then as written

	cases  map[string]*Case  // by id and alias
	texts  map[string]*Text  // by the path of their file
	owners map[string]any    // the *rule.Rule or *rule.Obligation that an exception belongs to, by the exception's id
	found  map[*Case]verdict // what was found when each case was resolved
}

// Case is a case file resolved against the rules.
type Case struct {
	ID         string
	File       *casefile.File // the first file; its translations are in Texts
	Lang       string         // of the first file
	Texts      []*Text        // one for each language written, the first file's first
	Incident   moment.Range
	Zone       *time.Location
	KnownUntil moment.Date // zero when not given
	Added      moment.Date
	AsOf       moment.Date
	Country    string
	Sector     *rule.Named // nil when not given
	Tags       []string
	Facts      []Fact       // of the case, by the fact's Index; only those stated
	Values     []rule.Value // by the fact's Index; unknown where not stated
	Parties    []*Party
	Positions  []*Position
	Readings   []*Reading
	Decision   *casefile.Decision
	Articles   []rule.Source // that the decision rests on
	Expect     []Claim
	Sources    []*casefile.Source
	Aliases    []string
}

// Test is a test of the rules resolved against them: a case that stands in no list, and what the rules
// must say of it.
type Test struct {
	Stated     *casefile.Test
	Case       *Case          // its Expect is what must be met
	Proposal   *rule.Proposal // under which it is assessed; nil for the law in force
	Timeliness []Timely
	Source     []rule.Source
}

// Timely is how an obligation must be met in time.
type Timely struct {
	Claim // of an obligation, without a status
	Is    moment.Timeliness
}

// Text is a case in one language.
type Text struct {
	Lang    string
	File    *casefile.File
	Title   string
	Summary string
	Body    *markdown.Document
	Marks   []Mark // the passages of the body that state facts
	Stale   bool   // the first file has changed since this was translated

	first *Text // the case's first; itself for that
	said  map[string]*casefile.Evidence
}

// Mark is a passage of a body that states something.
type Mark struct {
	ID        string // of its anchor in the page: "quote-1", counted in the order of the text
	Match     markdown.Match
	Facts     []string // what it states, by key (see [Fact.Key]); acts and "aware" too
	Positions []int    // the positions it states, from 0
}

// Fact is a fact as a case states it.
type Fact struct {
	Fact       *rule.Fact
	Party      *Party // nil for a fact of the case
	Value      rule.Value
	Unknown    bool // stated as unknown, which also lifts a presumption
	Stated     *casefile.Fact
	Source     *casefile.Source // nil when not given
	DisputedBy []yamlsrc.Text
	Span       source.Span
	Reading    string // id of the reading that states it; "" for the case itself
}

// Party is somebody with a part in the incident.
type Party struct {
	ID     string
	Index  int // among the parties of the case
	Stated *casefile.Party
	Roles  []*rule.Named
	Aware  []moment.Moment // nil or unknown when not known; several when it came in phases
	Did    []Act
	Facts  []Fact
	Values []rule.Value // by the fact's Index; nil when the party states none
}

// Act is what a party did or did not do.
type Act struct {
	Act    *rule.Named
	When   []moment.Moment // in order; empty when unknown, never or done
	Never  bool
	Done   bool // done, nobody knows when
	Stated *casefile.Act
	Source *casefile.Source // nil when not given
}

// Position is what somebody else says of the case.
type Position struct {
	Stated *casefile.Position
	Claims []Claim
	Source *casefile.Source // nil when not given
}

// Claim is an answer that a case expects or somebody claims.
type Claim struct {
	Span       source.Span
	Key        yamlsrc.Text     // as written: "gdpr-33-1", "practitioners.gdpr-33-1"
	Party      *Party           // nil: the case, or any bearer
	Conclusion *rule.Conclusion // exactly one of Conclusion and Obligation is set
	Obligation *rule.Obligation
	Value      int    // of the conclusion; -1 for unknown
	Status     string // of the obligation: required, not-required, unknown
}

// Reading is the same case under another view of its facts.
type Reading struct {
	ID      string
	Stated  *casefile.Reading
	Case    *Case            // the case with this reading's facts and parties merged in; it has no readings itself
	Changed []Fact           // what it states of facts, the case's first, then by party
	Source  *casefile.Source // nil when not given
}

// Config is content/site.yaml.
type Config struct {
	File       *source.File
	Title      yamlsrc.Words
	Tagline    yamlsrc.Words
	Languages  []string // the first is the default
	Address    string   // "https://example.org/casebook/", "" when unknown
	Repository string   // for edit links
	Branch     string
	Zone       *time.Location
	LawAsOf    moment.Date
	Exports    Exports
	Excerpts   bool // the search keeps the texts of pages, to show where they say what was asked
	SizeLimit  SizeLimit
	Silence    []string // codes of warnings
}

// Exports says which files are written beside the pages.
type Exports struct{ JSON, Markdown bool }

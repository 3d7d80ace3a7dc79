package casefile

import (
	"time"

	"casebook/generator/markdown"
	"casebook/generator/moment"
	"casebook/generator/source"
	"casebook/generator/yamlsrc"
)

// File is one case file as written: the first file of a case, or a translation of it. Every text knows
// its place; what was not written is zero or nil. It is not changed after [Parse].
type File struct {
	Source      *source.File
	ID          string // of the case, from the file's name
	Lang        string // of a translation from its name; of a first file from `lang`, "" when not given
	Translation bool
	Broken      bool           // the front matter could not be read, so that nothing can be said of what is missing
	Front       source.Span    // the YAML between the two lines ---
	Text        source.Span    // the Markdown after them
	LangAt      yamlsrc.Text   // the key `lang` as written
	Translates  yamlsrc.Text   // of a translation: the hash of what it translates
	Zone        *time.Location // of times written without an offset

	Title         yamlsrc.Text
	Summary       yamlsrc.Text
	AuthorityNote yamlsrc.Text // that no authority has ruled, in words
	Note          yamlsrc.Text
	Certainty     yamlsrc.Text // how well the sources support the case, one of [Certainties]
	Incident      Incident
	KnownUntil    Day // how far the sources reach
	Added         Day
	AsOf          Day          // the law of which day is applied where nothing else says
	Country       yamlsrc.Text // ISO 3166 alpha-2
	Sector        yamlsrc.Text
	Tags          []yamlsrc.Text
	Aliases       []yamlsrc.Text // ids that lead to this case too
	Published     []yamlsrc.Text // addresses and numbers that the organisation has published itself
	Parties       []*Party
	Facts         []*Fact
	Positions     []*Position
	Readings      []*Reading
	Decision      *Decision // nil when no authority decided
	Expect        []Claim
	Sources       []*Source
	Body          *markdown.Document
}

// Incident is when it happened.
type Incident struct {
	Span source.Span
	moment.Range
}

// Day is a day of the calendar as written.
type Day struct {
	moment.Date
	Span source.Span
}

// Evidence is what supports something that a case states.
type Evidence struct {
	Quote      yamlsrc.Text // a passage of the body
	Original   yamlsrc.Text // the source's own words
	Source     yamlsrc.Text // the id of one of the case's sources
	Note       yamlsrc.Text
	DisputedBy []yamlsrc.Text
}

// Fact is what a case states of one fact.
type Fact struct {
	Key  yamlsrc.Text   // the id of the fact
	Is   *yamlsrc.Value // the value as written; nil in a translation
	Span source.Span    // the value, or the mapping with its evidence
	Evidence
}

// Act is what a party did, or when it became aware.
type Act struct {
	Key   yamlsrc.Text // the id of the act, or "aware"
	Is    *yamlsrc.Value
	When  []moment.Moment // as written; empty when unknown, never or done
	Never bool
	Done  bool // done, nobody knows when
	Span  source.Span
	Evidence
}

// Party is somebody with a part in the incident. In a reading or a translation only what differs is given.
type Party struct {
	ID    yamlsrc.Text
	Name  yamlsrc.Text
	Roles []yamlsrc.Text // nil when not given, empty when it is said to have none
	Aware *Act           // nil when not given
	Did   []*Act
	Facts []*Fact
	Span  source.Span
}

// Position is what somebody says of the case, set beside the assessment.
type Position struct {
	ID       yamlsrc.Text // optional
	By       yamlsrc.Text
	Claims   []Claim
	Because  yamlsrc.Text
	Source   yamlsrc.Text
	Quote    yamlsrc.Text
	Original yamlsrc.Text
	Span     source.Span
}

// Claim is an answer to a conclusion or an obligation: what a case expects, or somebody claims.
type Claim struct {
	Key   yamlsrc.Text // "risk", "gdpr-33-1", "practitioners.gdpr-33-1"
	Value yamlsrc.Text
}

// Reading is the same case under another view of its facts: what it states replaces what the case does.
type Reading struct {
	ID      yamlsrc.Text
	Title   yamlsrc.Text
	Because yamlsrc.Text
	Source  yamlsrc.Text
	Facts   []*Fact
	Parties []*Party
	Span    source.Span
}

// Decision is what an authority or a court decided. A translation gives its words: who decided, what, how
// much, and the note.
type Decision struct {
	Authority yamlsrc.Text
	Number    yamlsrc.Text
	Date      moment.Moment
	Amount    yamlsrc.Text
	Articles  []yamlsrc.Text // as rules name their sources: "GDPR 33(1)"
	Outcome   yamlsrc.Text
	Certainty yamlsrc.Text
	Note      yamlsrc.Text
	URL       yamlsrc.Text
	Span      source.Span
}

// Source is where a case's facts come from.
type Source struct {
	ID        yamlsrc.Text
	Title     yamlsrc.Text
	Publisher yamlsrc.Text
	Author    yamlsrc.Text
	Language  yamlsrc.Text
	URL       yamlsrc.Text
	Date      moment.Moment // of publication
	Accessed  Day
	Certainty yamlsrc.Text
	Span      source.Span
}

// Certainties are the words for how well something is known, the best first.
var Certainties = []string{"primary", "secondary", "from-memory", "uncertain"}

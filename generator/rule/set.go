package rule

import (
	"casebook/generator/moment"
	"casebook/generator/source"
	"casebook/generator/yamlsrc"
)

// Set is all rules of a site, checked and compiled. It is not changed after [Compile].
//
// Whatever has an Index has its own place, from 0, in the list of its kind, so that an assessment can
// keep one small array where a map would be larger and without order.
type Set struct {
	Vocabularies []*Vocabulary
	Groups       []*Named // of facts, in order
	Instruments  []*Instrument
	Roles        []*Named
	Acts         []*Named
	Sectors      []*Named
	Tags         []*Named // of cases; a tag need not be among them
	Authorities  []*Authority
	Competences  []*Competence // which roles authorities have
	Proposals    []*Proposal
	Glossary     []*Term
	Also         []*Also // other law that the same incident may fall under, in the order written

	Facts       []*Fact
	Impossible  []*Impossible
	Conclusions []*Conclusion // every one after those that its rules read
	Rules       []*Rule       // in the order written
	Exceptions  []*Exception  // of rules, obligations and exceptions, by Index
	Obligations []*Obligation
	Parameters  []*Parameter
	Scores      []*Score // every one after those that it reads
	Sequence    []any    // conclusions and scores together, *Conclusion or *Score, every one after those that it reads

	Nodes  int    // how many conditions there are: the Index of each is below it
	Hash   string // "sha256:…" of all rule files, by path
	Files  []*source.File
	lookup map[string]any // the one id space: facts, conclusions, rules, exceptions, obligations, scores
}

// Named is a role, an act, a sector or a group of facts.
type Named struct {
	ID     string
	Span   source.Span
	Title  yamlsrc.Words
	Plural yamlsrc.Words
	Noun   yamlsrc.Words // of an act, what it is called as a point in time; zero when not said
	Note   yamlsrc.Words
	Same   []string // terms of other vocabularies that mean the same
}

// Instrument is a legal text: an act, guidelines, a page of an authority.
type Instrument struct {
	ID       string // as sources name it: "GDPR", "EDPB 9/2022"
	Span     source.Span
	Title    yamlsrc.Words
	Short    yamlsrc.Words // "GDPR", "RGPD"
	CELEX    string
	ELI      string
	URL      yamlsrc.Words
	From     moment.Date // it applies since; zero when not given
	Points   []string    // articles whose numbered parts are points, not paragraphs: "4"
	Note     yamlsrc.Words
	Articles []*Article
}

// Article is a part of an instrument that has a page of its own.
type Article struct {
	ID         string // of its page: "gdpr-33-1"
	Locator    string // "33(1)"
	Instrument *Instrument
	Span       source.Span
	Title      yamlsrc.Words
	Text       yamlsrc.Words // what it says, in our own words
}

// Source is a reference to a legal text.
type Source struct {
	Text       yamlsrc.Text // as written: "GDPR 33(1)"
	Instrument *Instrument  // nil when unknown, which was reported
	Locator    string       // "33(1)"; "" for the whole instrument
	Article    *Article     // the listed article that it is or lies in; nil when none is listed
}

// Proposal is a change of the law that is not in force.
type Proposal struct {
	ID        string
	Span      source.Span
	Title     yamlsrc.Words
	Note      yamlsrc.Words
	Countries []string // where it would apply, in ISO 3166 alpha-2; empty for everywhere
	Source    []Source
}

// Term is an entry of the glossary.
type Term struct {
	ID         string
	Span       source.Span
	Term       yamlsrc.Words
	Plural     yamlsrc.Words
	Definition yamlsrc.Words
	Synonyms   map[string][]yamlsrc.Text // by language
	Search     map[string][]yamlsrc.Text // by language; names that find the term but are not printed
	Source     []Source
}

// Type is the type of a fact or conclusion.
type Type int

const (
	YesNo Type = iota // values "yes" (0) and "no" (1)
	Choice
	SetOf
	Count
	Duration
	Moment
)

// String returns the type as rules write it: "yes-no".
func (t Type) String() string {
	return [...]string{"yes-no", "choice", "set", "count", "duration", "moment"}[t]
}

// Option is one value of a choice, a set or a yes-no.
type Option struct {
	ID    string
	Span  source.Span
	Title yamlsrc.Words // zero for yes and no
	Noun  yamlsrc.Words // the title as a sentence lists it: "a date of birth"; zero when it reads so itself
	Same  []string      // terms of other vocabularies that mean the same
}

// Fact is a word of the vocabulary: what a writer may state.
type Fact struct {
	ID       string
	Index    int         // among the facts
	Span     source.Span // the whole entry, for showing its YAML
	Key      yamlsrc.Text
	Type     Type
	OfParty  bool
	Values   []Option // of yes-no, choice and set; at most 64
	Group    *Named   // nil when none
	Title    yamlsrc.Words
	Ask      yamlsrc.Words
	Says     Says
	Note     yamlsrc.Words
	Source   []Source
	Presumed *Value // nil when nothing is presumed
	Fixed    bool   // never proposed as a change
}

// Says is how a state of a fact or conclusion reads as a sentence without a capital or a full stop.
type Says struct {
	By      map[string]yamlsrc.Words // by value, and "unknown"
	Pattern yamlsrc.Words            // for any known value, with {value} in its place; zero when there is none
	Suppose yamlsrc.Words            // that a number or a set were so, with {value}; zero when there is none
	More    yamlsrc.Words            // that a set has these besides what is known of it
	Less    yamlsrc.Words            // that it has not these of what is known of it
	Only    yamlsrc.Words            // that it has these and no more
}

// Impossible is a combination of stated facts that cannot be.
type Impossible struct {
	Span    source.Span
	When    Cond
	OfParty bool // it tests facts of a party, and is looked for in each party
	Because yamlsrc.Words
}

// Conclusion is what rules decide.
type Conclusion struct {
	ID        string
	Index     int
	Span      source.Span
	Key       yamlsrc.Text
	Type      Type // YesNo or Choice
	OfParty   bool
	Values    []Option
	Order     []int // values in the order walked; nil without `order`
	Burden    Bits  // values that count only when proven
	Otherwise int   // a value, -1 when there is none (`complete: yes`)
	Title     yamlsrc.Words
	Ask       yamlsrc.Words
	Says      Says
	Note      yamlsrc.Words
	Source    []Source
	Rules     []*Rule // that conclude it, in the order written

	orderSpans []source.Span // of the values in Order
	complete   bool          // its rules promise to decide it whatever the facts
}

// Validity says when and under which proposal something is law.
type Validity struct {
	From, Until moment.Date // both days included; the zero Date is open
	Proposal    *Proposal   // nil for law in force
	Replaces    string      // the id it stands in for; "" when none
	ReplacesAt  source.Span
}

// Rule decides one value of one conclusion.
type Rule struct {
	ID         string
	Index      int
	Span       source.Span // the whole entry, for showing its YAML
	Key        yamlsrc.Text
	Title      yamlsrc.Words
	Conclusion *Conclusion
	Value      int // among the conclusion's values
	When       Cond
	Except     []*Exception
	Overrides  []*Rule // rules it is an exception of
	Overridden []*Rule // rules that are its exceptions
	ReplacedBy []*Rule // rules that stand in for it where they are in force, directly or in turn
	Because    yamlsrc.Words
	Note       yamlsrc.Words
	Source     []Source
	Validity

	overrides []yamlsrc.Text // as written
	replaces  []*Rule        // what it stands in for, directly or in turn
}

// Exception takes a rule, an obligation or another exception back.
type Exception struct {
	ID      string
	Index   int // among all exceptions
	Span    source.Span
	Key     yamlsrc.Text
	Title   yamlsrc.Words
	When    Cond
	Except  []*Exception
	Burden  bool // counts as no until it is yes
	Because yamlsrc.Words
	Source  []Source
	Same    []string // terms of other vocabularies for what it is when it applies
}

// Obligation is a duty of each party that bears a role.
type Obligation struct {
	ID          string
	Index       int
	Span        source.Span
	Key         yamlsrc.Text
	Title       yamlsrc.Words
	Bearer      *Named
	To          *Named // nil when nobody is named
	When        Cond
	Except      []*Exception
	Deadline    *Deadline // nil when there is none
	DoneBy      []DoneBy
	MustContain []Content
	Phases      yamlsrc.Words // what may come later
	ReplacedBy  []*Obligation // what stands in for it where it is in force, directly or in turn
	Because     yamlsrc.Words
	Note        yamlsrc.Words
	Source      []Source
	Same        []string // terms of other vocabularies for what it is when it is required
	SameNot     []string // and when it is not
	Validity

	replaces []*Obligation // what it stands in for, directly or in turn
}

// DoneBy is an act that discharges an obligation.
type DoneBy struct {
	Act  *Named
	When Cond // nil: always
	Span source.Span
}

// Content is one thing that a notice must contain.
type Content struct {
	Title  yamlsrc.Words
	Source []Source
}

// Deadline is when an obligation must be done: within a time after a moment, or the earliest of several.
type Deadline struct {
	Span      source.Span
	Earliest  []*Deadline // when set, nothing else is
	NoNumber  bool        // without undue delay
	Parameter *Parameter  // nil: Within holds
	Within    moment.Duration
	After     Anchor
	Counted   moment.Counting
}

// Anchor is the moment a deadline runs from.
type Anchor struct {
	Aware bool
	Act   *Named
	Fact  *Fact            // of type Moment
	EndOf moment.Precision // moment.Year or moment.Month: the end of that unit of the moment; moment.Unknown: the moment itself
}

// Parameter is a number of the law, with its history.
type Parameter struct {
	ID         string
	Index      int
	Span       source.Span
	Key        yamlsrc.Text
	Title      yamlsrc.Words
	Hedge      yamlsrc.Words // says that a threshold is ours
	Note       yamlsrc.Words
	IsDuration bool // its values are durations
	Values     []ParameterValue
}

// ParameterValue is what a parameter was worth in a time or under a proposal.
type ParameterValue struct {
	Span     source.Span
	Value    Number          // a count or decimal, or the minutes of a duration as compared
	Duration moment.Duration // when it is a duration
	Source   []Source
	Note     yamlsrc.Words
	Validity
}

// Score is a number computed from facts as a second opinion; it never decides an obligation by itself.
type Score struct {
	ID       string
	Index    int
	Span     source.Span
	Key      yamlsrc.Text
	Title    yamlsrc.Words
	Because  yamlsrc.Words // what it measures
	Apart    []Apart       // why it may part from what the rules decide
	Expr     *Expr
	Bands    []Band
	Suggests []Suggestion
	Flags    []Flag
	Source   []Source
	Note     yamlsrc.Words
}

// Apart is one reason why a score may part from what the rules decide.
type Apart struct {
	When    Cond // where it is the reason; nil: wherever the score parts
	Because yamlsrc.Words
}

// Op is what an expression does with its parts.
type Op int

const (
	Constant Op = iota
	OfScore
	Table
	Add
	Times
	Highest
	Lowest
)

// Expr is an expression of a score.
type Expr struct {
	Op     Op
	Span   source.Span
	Value  Number // of Constant; the `otherwise` of Table
	Score  *Score // of OfScore
	Parts  []*Expr
	Rows   []Row
	Limits bool // Low and High hold
	Low    Number
	High   Number
}

// Row is a row of a table: the first whose condition holds gives the value.
type Row struct {
	When Cond
	Is   Number
	Span source.Span
}

// Band names a part of a score's range, up to, not including, Under; the last band has no bound.
type Band struct {
	ID      string
	Span    source.Span // of its id
	Title   yamlsrc.Words
	Says    yamlsrc.Words // what it means for people; zero when not said
	Bounded bool
	Under   Number
}

// Suggestion is what a band would say of a conclusion.
type Suggestion struct {
	Band       string
	Conclusion *Conclusion
	Value      int
}

// Flag is a remark that stands beside a score and changes nothing.
type Flag struct {
	When  Cond
	Title yamlsrc.Words
}

package markdown

// kind is what a step opens, closes or places.
type kind uint8

const (
	// Leaves: the blocks that hold text. Only one is open at a time.
	paragraph kind = iota
	heading        // arg: of headings
	bareText       // the text of a tight list item: no element of its own
	cell           // arg: alignment, with headCell in a table's head
	term
	code    // arg: of codes
	rawHTML // shown as it was written

	// Containers.
	quote
	alert // arg: of alertNames
	bullets
	numbers // arg: the first number
	item    // arg: 1 with a box to tick
	table
	tableHead
	tableBody
	row
	definitions
	detail
	notes
	note // arg: its number

	// Inline elements.
	emphasis
	strong
	strike
	codeSpan
	link // arg: of links
	wiki // arg: of links
	token

	// What has no content.
	rule
	lineBreak
	image   // arg: of links
	box     // arg: 1 when ticked
	noteRef // arg: number of the note, times maxNoteRefs, plus which reference it is
	noteBack
)

const headCell = 8

func (k kind) isLeaf() bool { return k <= rawHTML }

func (k kind) isInline() bool { return k >= emphasis && k <= token }

// step is one step of drawing a document: an element opens, closes or stands at a place of the plain
// text.
type step struct {
	kind kind
	shut bool
	arg  int32
	at   int32 // in plain
	to   int32 // where what opens here will close; at when it has no content
}

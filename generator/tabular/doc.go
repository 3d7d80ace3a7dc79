// Package tabular makes case files of the rows of a table, as a mapping says.
//
// A mapping ([Parse]) is a YAML file. Its fields read columns and turn cells into values: by patterns,
// tables of values, dates in a given form, numbers. Its `case` is the front matter of a case file and its
// `body` a Markdown text, both with {field} where a value goes. [Mapping.Import] reads a table row by row
// and gives a [Case] for each row; it never holds the table.
//
// # The keys of a mapping
//
//	delimiter: ","             # ; and \t too
//	encoding: utf-8            # or windows-1252
//	missing: [n/a]             # cells that say nothing; an empty one never does
//	fields:                    # in order: a field may use those before it
//	  NAME:
//	    column: COLUMN         # or from: FIELD
//	    if: FIELD              # a value only where that field has one; unless: FIELD, where it has none
//	    replace: [{match: PATTERN, with: TEXT}]
//	    patterns: [{match: PATTERN, is: TEXT}]   # the first that fits; without is, what it fits; is: "" for nothing
//	    collect: yes           # a value for every pattern that fits
//	    split: ","
//	    lowercase: yes
//	    values: {CELL: VALUE}
//	    unlisted: report       # what is not in values; keep or drop
//	    number: yes            # whole; thousands: "," for 1,234
//	    date: MM/DD/YYYY       # or several; also M, D, MMMM (January), MMM (Jan), hh, mm, ss
//	    required: yes
//	skip: FIELD                # rows in which it has a value are passed over
//	id: "{FIELD} {FIELD}"
//	distinct: [FIELD]          # what tells rows with the same id apart
//	case: {title: "{FIELD}"}   # the front matter; FIELD.quote is the passage that a pattern fitted
//	body: |
//	  {FIELD}
//
// In the front matter a text whose fields are all empty is left out, and with it what holds nothing else,
// evidence without its `is`, and a part without its `id`. A quote that the body does not have is left out
// too. A field that splits or collects gives a list where it stands alone. In the body a line whose fields
// are all empty is left out, and a field alone in its line gives paragraphs.
//
// # What is made of it
//
// Whatever a cell holds ends as text: in the front matter as a YAML scalar, in the body with every sign
// that Markdown would act on escaped. A row that does not fit is reported with its place in the table and
// left out; the others are made all the same.
//
// The id of a case comes from the row alone, never from its place in the table: see [Mapping.Import].
package tabular

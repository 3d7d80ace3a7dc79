// Package tabular makes case files of the rows of a table, as a mapping says.
//
// A mapping ([Parse]) is a YAML file. Its fields read columns and turn cells into values: by patterns,
// tables of values, dates in a given form, numbers. Its `case` is the front matter of a case file and its
// `body` a Markdown text, both with {field} where a value goes. [Mapping.Import] reads a table row by row
// and gives a [Case] for each row; it never holds the table.
//
// Whatever a cell holds ends as text: in the front matter as a YAML scalar, in the body with every sign
// that Markdown would act on escaped. A row that does not fit is reported with its place in the table and
// left out; the others are made all the same.
//
// The id of a case comes from the row alone, never from its place in the table: see [Mapping.Import].
package tabular

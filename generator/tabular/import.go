package tabular

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"casebook/generator/diag"
)

// Case is a case file made of a row.
type Case struct {
	ID   string
	Key  string // what the row is known by: 16 hexadecimal digits
	Text []byte
}

// Result is what an import found.
type Result struct {
	Rows, Cases int       // rows below the header, and case files made of them
	Skipped     int       // rows that the mapping passes over
	Diags       diag.List // the first mostDiags of them
	More        int       // how many further ones there are
	Failed      bool      // whether anything was left out
}

// mostDiags is how many faults of a table are kept: one mistake in a mapping is a fault in every row.
const mostDiags = 500

// Import reads a table and gives a case file for every row that fits, in the order of the rows. open
// opens the table, which is read twice: first only to see which rows would have one id. name is the
// table's path for diagnostics. known has the ids of earlier runs by the keys of their rows; they are
// kept. emit takes each case; its error, or one of reading, ends the import.
//
// The id of a row is made of the words that the mapping gives for it. Where several rows have the same
// words, each of them gets a part of its key after them, whichever comes first in the table. Rows that
// are the same in every cell make one case. Rows that have one key and differ are told apart by nothing:
// they are reported, and none is made.
func (m *Mapping) Import(open func() (io.ReadCloser, error), name string, known map[string]string, emit func(Case) error) (*Result, error) {
	run := &run{Mapping: m, census: newCensus(), known: known, owner: map[string]string{}, done: map[uint64]bool{}, emit: emit, Result: &Result{}}
	for key, id := range known {
		run.owner[id] = key
	}
	for _, pass := range []func(*table) error{run.count, run.make} {
		r, err := open()
		if err != nil {
			return run.Result, err
		}
		err = run.read(m.open(r, name), pass)
		r.Close()
		if err != nil || run.stop {
			return run.Result, err
		}
	}
	return run.Result, nil
}

// run is one import.
type run struct {
	*Mapping
	*Result
	census  *census
	columns []int
	known   map[string]string // ids by key
	owner   map[string]string // keys by id
	done    map[uint64]bool   // keys of rows that were made
	emit    func(Case) error
	stop    bool // the table cannot be read at all
	making  bool // it is the second time
}

// read goes through the table and calls pass for every row that is one.
func (r *run) read(t *table, pass func(*table) error) error {
	if ok, err := r.header(t); !ok || err != nil {
		r.stop = true
		return err
	}
	for {
		err := t.next()
		fault := (*csv.ParseError)(nil)
		switch {
		case errors.Is(err, io.EOF):
			r.making = true
			return nil
		case errors.Is(err, errLongRow):
			r.badRow(t, fmt.Sprintf("a row of more than %d MB", longestRow>>20), "close the quotation mark; the rest of the table was not read")
			r.making = true
			return nil
		case errors.As(err, &fault):
			r.badRow(t, quotes(fault), `put the whole cell in quotation marks, and write "" for one inside`)
		case err != nil:
			return err
		case len(t.cells) != len(t.header):
			r.badRow(t, fmt.Sprintf("the row has %d cells, the header %d", len(t.cells), len(t.header)), "put a cell that holds the delimiter in quotation marks")
		default:
			if err := pass(t); err != nil {
				return err
			}
		}
	}
}

// quotes says what is wrong with the quotation marks of a row.
func quotes(fault *csv.ParseError) string {
	if errors.Is(fault.Err, csv.ErrBareQuote) {
		return "a quotation mark inside a cell that does not begin with one"
	}
	return "a quotation mark is not closed, or something follows the closing one"
}

// header reads the header, and says whether the mapping's columns are there.
func (r *run) header(t *table) (ok bool, err error) {
	problem, hint, err := t.readHeader()
	if err != nil {
		return false, err
	}
	if problem != "" {
		r.making = true
		r.report("import-bad-header", t, -1, problem, hint)
		return false, nil
	}
	var missing []*field
	r.columns, missing = r.Mapping.columns(t.header)
	for _, f := range missing {
		hint := diag.DidYouMean(f.column.Value, t.header)
		if hint == "" {
			hint = "its columns are: " + strings.Join(t.header, ", ")
		}
		r.Diags.Add("import-unknown-column", f.span(), fmt.Sprintf("%s has no column %q", t.name, f.column.Value), hint)
		r.Failed = true
	}
	return len(missing) == 0, nil
}

// count takes a row into the census; what is wrong with it is told when it is made.
func (r *run) count(t *table) error {
	if values, unfit := r.evaluate(t.cells, r.columns); unfit == nil && !r.skips(values) {
		r.census.add(r.identity(values), t.cells)
	}
	return nil
}

// make makes a case of a row.
func (r *run) make(t *table) error {
	r.Rows++
	values, unfit := r.evaluate(t.cells, r.columns)
	if unfit != nil {
		r.badCell(t, unfit)
		return nil
	}
	if r.skips(values) {
		r.Skipped++
		return nil
	}
	id := r.identity(values)
	key := sum(id.key)
	switch {
	case r.census.split[key]:
		r.report("import-ambiguous-row", t, -1, fmt.Sprintf("several rows that differ have the id %q", id.slug),
			"name fields under distinct that tell them apart")
		return nil
	case r.done[key]:
		r.report("import-repeated-row", t, -1, "the same row stands in the table before", "")
		return nil
	}
	r.done[key] = true
	c := Case{ID: r.name(id), Key: id.key, Text: r.file(values)}
	r.Cases++
	return r.emit(c)
}

// skips says whether the mapping passes over a row.
func (m *Mapping) skips(values []value) bool { return m.skip != nil && !values[m.skip.place].empty() }

// name returns the id that the row has from an earlier run, or a new one.
func (r *run) name(id identity) string {
	if kept := r.known[id.key]; kept != "" {
		return kept
	}
	owner, taken := r.owner[id.slug]
	return r.census.name(id, taken && owner != id.key)
}

// file returns the text of a case file.
func (m *Mapping) file(values []value) []byte {
	text, paragraphs := m.text(values)
	found(values, paragraphs)
	var b strings.Builder
	b.WriteString("---\n")
	if front := m.front.fill(values); front != nil {
		front.keys(&b, "", "")
	}
	b.WriteString("---\n")
	if text != "" {
		b.WriteString("\n" + text)
	}
	return []byte(b.String())
}

func (r *run) badRow(t *table, problem, hint string) {
	if r.making {
		r.Rows++
	}
	r.report("import-bad-row", t, -1, problem, hint)
}

// badCell reports a cell that does not fit: of a field that reads others, the cell that they come from.
func (r *run) badCell(t *table, u *unfit) {
	f := u.field
	for f.from != nil {
		f = f.from
	}
	r.report("import-bad-value", t, r.columns[f.place], fmt.Sprintf("%s, field %s: %s", f.column.Value, u.field.name, u.problem), u.hint)
}

// report reports a fault of a row at its cell n, -1 for all of it, when the table is read for the second
// time: the first time it says nothing.
func (r *run) report(code diag.Code, t *table, n int, problem, hint string) {
	if !r.making {
		return
	}
	if e, _ := diag.Lookup(code); e.Severity == diag.Error {
		r.Failed = true
	}
	if len(r.Diags) >= mostDiags {
		r.More++
		return
	}
	r.Diags.Add(code, t.place(n), problem, hint)
}

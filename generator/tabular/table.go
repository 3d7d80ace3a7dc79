package tabular

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"

	"casebook/generator/source"

	"golang.org/x/text/encoding/charmap"
)

// longestRow is how many bytes a row may have: a quotation mark that nobody closed would otherwise take
// the rest of the table into memory.
const longestRow = 4 << 20

// errLongRow ends the reading of a table with such a row.
var errLongRow = errors.New("a row that does not end")

// table reads rows, and keeps the bytes of the one that was read last.
type table struct {
	name   string
	csv    *csv.Reader
	tape   *tape
	line   int // of the first byte of the tape, from 1
	cells  []string
	header []string
}

func (m *Mapping) open(r io.Reader, name string) *table {
	if m.encoding == "windows-1252" {
		r = charmap.Windows1252.NewDecoder().Reader(r)
	}
	b := bufio.NewReader(r)
	if start, _ := b.Peek(len(source.BOM)); bytes.Equal(start, source.BOM) {
		b.Discard(len(source.BOM))
	}
	t := &table{name: name, tape: &tape{from: b}, line: 1}
	t.csv = csv.NewReader(t.tape)
	t.csv.Comma, t.csv.FieldsPerRecord, t.csv.ReuseRecord = m.delimiter, -1, true
	return t
}

// next reads a row. The error is io.EOF at the end, a *csv.ParseError for a row that is none, after which
// reading goes on, errLongRow, or a failure to read.
func (t *table) next() error {
	t.line += bytes.Count(t.tape.kept[:t.csv.InputOffset()-t.tape.start], []byte{'\n'})
	t.tape.drop(t.csv.InputOffset())
	var err error
	t.cells, err = t.csv.Read()
	return err
}

// row returns the bytes of the row as a part of the table's file.
func (t *table) row() *source.File {
	return source.Part(t.name, t.line, bytes.Clone(t.tape.kept[:t.csv.InputOffset()-t.tape.start]))
}

// place returns where the row's cell n stands (from 0), and the row itself for one that it does not have.
func (t *table) place(n int) source.Span {
	file := t.row()
	text := bytes.TrimRight(file.Body, "\r\n")
	at := func(n int) int {
		line, column := t.csv.FieldPos(n)
		offset := 0
		for ; line > t.line; line-- {
			offset += bytes.IndexByte(file.Body[offset:], '\n') + 1
		}
		return min(offset+column-1, len(text))
	}
	if n < 0 || n >= len(t.cells) {
		return file.Span(0, len(text))
	}
	end := len(text)
	if n+1 < len(t.cells) {
		end = at(n+1) - len(string(t.csv.Comma))
	}
	return file.Span(at(n), max(at(n), end))
}

// readHeader reads the names of the columns; problem says what is wrong with them.
func (t *table) readHeader() (problem, hint string, err error) {
	err = t.next()
	if fault := (*csv.ParseError)(nil); errors.As(err, &fault) {
		return fault.Err.Error(), "", nil
	}
	if errors.Is(err, io.EOF) {
		return "the table is empty", "begin it with a row that names the columns", nil
	}
	if err != nil {
		return "", "", err
	}
	for _, name := range t.cells {
		name = clean(name)
		if name != "" && slices.Contains(t.header, name) {
			return fmt.Sprintf("two columns have the name %s", shown(name)), "rename one of them", nil
		}
		t.header = append(t.header, name)
	}
	return "", "", nil
}

// tape keeps what has been read since a place.
type tape struct {
	from  io.Reader
	start int64 // of kept, in all that was read
	kept  []byte
}

func (t *tape) Read(p []byte) (int, error) {
	if len(t.kept) > longestRow {
		return 0, errLongRow
	}
	n, err := t.from.Read(p)
	t.kept = append(t.kept, p[:n]...)
	return n, err
}

// drop forgets what stands before an offset.
func (t *tape) drop(offset int64) {
	n := copy(t.kept, t.kept[offset-t.start:])
	t.kept, t.start = t.kept[:n], offset
}

// Package source holds a file's bytes and says where things stand in them.
//
// A place is a [Span]: byte offsets from 0 into the file as it was read, byte-order mark and
// carriage returns included. Line and column are computed only when a place is shown to a person
// ([File.Position]), so no stage ever translates one kind of place into another.
package source

import (
	"bytes"
	"fmt"
	"slices"
	"unicode/utf8"
)

// File is one text file. It is not changed after [New].
type File struct {
	Path  string // slash-separated, "content/cases/clinic.md" wherever the content folder lies; pages show it
	Shown string // how the person who runs the program would name the file, for diagnostics; "" for Path
	Body  []byte // the bytes as they were read
	lines []int  // offset of the first byte of each line
	above int    // lines of a larger file that stand before Body; they are counted in places
}

// New returns a File for the bytes of body, which must not be changed afterwards.
func New(path string, body []byte) *File {
	f := &File{Path: path, Body: body, lines: make([]int, 1, bytes.Count(body, []byte{'\n'})+1)}
	for i, b := range body {
		if b == '\n' {
			f.lines = append(f.lines, i+1)
		}
	}
	return f
}

// Part returns a File for some lines of a larger file, such as a row of a table that is never held as a
// whole: places in it are counted in the larger file, where body begins with the line first (from 1).
func Part(path string, first int, body []byte) *File {
	f := New(path, body)
	f.above = max(0, first-1)
	return f
}

// Position is a place as people count it: line from 1, column from 1 in runes.
type Position struct{ Line, Column int }

func (p Position) String() string { return fmt.Sprintf("%d:%d", p.Line, p.Column) }

// Position returns the place of a byte offset. An offset outside the file is moved to its nearest end;
// an offset inside a rune counts as the rune's first byte.
func (f *File) Position(offset int) Position {
	offset = max(0, min(offset, len(f.Body)))
	line, found := slices.BinarySearch(f.lines, offset)
	if !found {
		line--
	}
	start := f.lines[line]
	if line == 0 {
		start = min(offset, f.textStart())
	}
	for offset > start && offset < len(f.Body) && !utf8.RuneStart(f.Body[offset]) {
		offset--
	}
	return Position{Line: f.above + line + 1, Column: utf8.RuneCount(f.Body[start:offset]) + 1}
}

// Offset is the inverse of [File.Position]: the byte offset of a line and column (both from 1, columns
// in runes). A place outside the file or past a line's end is moved to the nearest place that exists.
func (f *File) Offset(line, column int) int {
	if line -= f.above; line < 1 {
		return 0
	}
	if line > len(f.lines) {
		return len(f.Body)
	}
	offset, end := f.lines[line-1], f.lineEnd(line)
	if line == 1 {
		offset = f.textStart()
	}
	for ; column > 1 && offset < end; column-- {
		_, size := utf8.DecodeRune(f.Body[offset:end])
		offset += size
	}
	return offset
}

// Line returns the text of a line, counted from 1, without its line end and without a byte-order mark;
// "" when there is no such line.
func (f *File) Line(n int) string {
	if n -= f.above; n < 1 || n > len(f.lines) {
		return ""
	}
	start := f.lines[n-1]
	if n == 1 {
		start = f.textStart()
	}
	return string(f.Body[start:max(start, f.lineEnd(n))])
}

// Lines returns the number of the file's last line; an empty file has one.
func (f *File) Lines() int { return f.above + len(f.lines) }

// Span returns the span of the bytes from start up to, not including, end.
func (f *File) Span(start, end int) Span { return Span{File: f, Start: start, End: end} }

// lineEnd returns the offset after the last byte of line n (from 1), its line end left out.
func (f *File) lineEnd(n int) int {
	if n == len(f.lines) {
		return len(f.Body)
	}
	end := f.lines[n] - 1
	if end > f.lines[n-1] && f.Body[end-1] == '\r' {
		end--
	}
	return end
}

// textStart returns 3 when the file begins with a UTF-8 byte-order mark, else 0: editors do not count
// the mark as a column.
func (f *File) textStart() int {
	if bytes.HasPrefix(f.Body, BOM) {
		return len(BOM)
	}
	return 0
}

// BOM is the UTF-8 byte-order mark that some editors write at the start of a file.
var BOM = []byte("\uFEFF")

// Span is a part of a file: the bytes from Start up to, not including, End, both from 0. The zero Span
// is no place at all.
type Span struct {
	File       *File
	Start, End int
}

// IsZero says whether the span is no place at all.
func (s Span) IsZero() bool { return s.File == nil }

// Text returns the bytes of the span; "" for the zero Span.
func (s Span) Text() string {
	if s.File == nil {
		return ""
	}
	return string(s.File.Body[s.Start:s.End])
}

// Position returns where the span starts; the zero Position for the zero Span.
func (s Span) Position() Position {
	if s.File == nil {
		return Position{}
	}
	return s.File.Position(s.Start)
}

// Path returns the path of the span's file; "" for the zero Span.
func (s Span) Path() string {
	if s.File == nil {
		return ""
	}
	return s.File.Path
}

// Shown returns the path of the span's file as the person who runs the program would name it; "" for
// the zero Span.
func (s Span) Shown() string {
	if s.File == nil || s.File.Shown == "" {
		return s.Path()
	}
	return s.File.Shown
}

// Compare orders spans by path, start and end; the zero Span comes first.
func (s Span) Compare(t Span) int {
	if a, b := s.Path(), t.Path(); a != b {
		if a < b {
			return -1
		}
		return 1
	}
	if s.Start != t.Start {
		return s.Start - t.Start
	}
	return s.End - t.End
}

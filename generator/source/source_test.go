package source

import (
	"testing"
	"unicode/utf8"
)

func TestPosition(t *testing.T) {
	tests := []struct {
		name, body string
		offset     int
		want       Position
	}{
		{"start", "ab\ncd", 0, Position{1, 1}},
		{"line end", "ab\ncd", 2, Position{1, 3}},
		{"second line", "ab\ncd", 4, Position{2, 2}},
		{"file end", "ab\n", 3, Position{2, 1}},
		{"columns are runes", "é€x", 5, Position{1, 3}},
		{"inside a rune", "é€x", 3, Position{1, 2}},
		{"byte-order mark has no column", "\uFEFFab", 4, Position{1, 2}},
		{"carriage return", "ab\r\ncd", 4, Position{2, 1}},
		{"past the end", "ab", 9, Position{1, 3}},
		{"before the start", "ab", -1, Position{1, 1}},
		{"empty file", "", 0, Position{1, 1}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := New("f", []byte(test.body)).Position(test.offset); got != test.want {
				t.Errorf("Position(%d) of %q: want %v, got %v", test.offset, test.body, test.want, got)
			}
		})
	}
}

func TestLine(t *testing.T) {
	f := New("f", []byte("\uFEFFone\r\ntwo\n\nfour"))
	for n, want := range []string{"", "one", "two", "", "four", ""} {
		if got := f.Line(n); got != want {
			t.Errorf("Line(%d): want %q, got %q", n, want, got)
		}
	}
	if f.Lines() != 4 {
		t.Errorf("Lines: want 4, got %d", f.Lines())
	}
}

func TestOffsetOutside(t *testing.T) {
	f := New("f", []byte("ab\ncd"))
	for _, test := range []struct{ line, column, want int }{
		{0, 1, 0}, {1, 9, 2}, {2, 9, 5}, {9, 1, 5}, {2, 0, 3},
	} {
		if got := f.Offset(test.line, test.column); got != test.want {
			t.Errorf("Offset(%d, %d): want %d, got %d", test.line, test.column, test.want, got)
		}
	}
}

// TestPart reads places of the third and fourth line of a larger file.
func TestPart(t *testing.T) {
	f := Part("f", 3, []byte("ab\ncd"))
	if at := f.Position(4); at != (Position{4, 2}) || f.Offset(4, 2) != 4 {
		t.Errorf("want 4:2 and its offset 4, got %v and %d", at, f.Offset(4, 2))
	}
	if f.Line(3) != "ab" || f.Line(4) != "cd" || f.Line(1) != "" || f.Lines() != 4 {
		t.Errorf("want lines 3 and 4, got %q, %q, %q of %d", f.Line(3), f.Line(4), f.Line(1), f.Lines())
	}
}

func TestCompare(t *testing.T) {
	a, b := New("a", []byte("xyz")), New("b", []byte("xyz"))
	ordered := []Span{{}, a.Span(0, 1), a.Span(0, 2), a.Span(1, 2), b.Span(0, 1)}
	for i, s := range ordered {
		for j, u := range ordered {
			if got := s.Compare(u); (got < 0) != (i < j) || (got == 0) != (i == j) {
				t.Errorf("Compare of %d and %d: got %d", i, j, got)
			}
		}
	}
}

// FuzzPosition goes from an offset to the place people count and back.
func FuzzPosition(f *testing.F) {
	for _, seed := range []string{"", "ab\ncd", "é\r\n€\n\n", "\uFEFFa\nb", "\xff\xfe", "\r\r\n"} {
		f.Add([]byte(seed), 3)
	}
	f.Fuzz(func(t *testing.T, body []byte, offset int) {
		file := New("f", body)
		at := file.Position(offset)
		if at.Line < 1 || at.Line > file.Lines() || at.Column < 1 {
			t.Fatalf("no such place: %v", at)
		}
		back := file.Offset(at.Line, at.Column)
		if again := file.Position(back); again != at && utf8.Valid(body) && !isLineEnd(body, offset) {
			t.Fatalf("offset %d is %v, whose offset %d is %v", offset, at, back, again)
		}
	})
}

// isLineEnd says whether an offset stands between the two bytes of a CRLF, a place that no column names.
func isLineEnd(body []byte, offset int) bool {
	return offset > 0 && offset < len(body) && body[offset] == '\n' && body[offset-1] == '\r'
}

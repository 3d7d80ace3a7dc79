package tabular

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"casebook/generator/casefile"
	"casebook/generator/diag"
	"casebook/generator/source"

	"github.com/google/go-cmp/cmp"
)

// incidents is the mapping of most tests.
const incidents = `
missing: [n/a]
fields:
  name: {column: Name, required: yes}
  day: {column: Day, date: [MM/DD/YYYY, "MMMM D, YYYY"]}
  people: {column: People, number: yes, thousands: ",."}
  kind: {column: Kind, split: ",", values: {Theft: theft, Hacking: hacking, Other: ""}}
  story: {column: Story}
  told: {from: story, patterns: [{match: '(?i)told\s+the (\w+)', is: $1}]}
id: "{name} {day}"
case:
  title: "{name}: {kind}"
  incident: {to: "{day}"}
  tags: "{kind}"
  parties:
    - id: holder
      name: "{name}"
      did: {told: {is: "{told}", quote: "{told.quote}"}}
  facts: {persons_affected: "{people}"}
body: |
  ## What happened

  {story}

  ## For the record

  - People: {people}
`

func parse(t testing.TB, mapping string) *Mapping {
	t.Helper()
	m, diags := Parse(source.New("map.yaml", []byte(mapping)))
	if len(diags) > 0 {
		t.Fatalf("the mapping has faults: %v", said(diags))
	}
	return m
}

// imports imports a table and returns the case files by id.
func imports(t testing.TB, m *Mapping, table string, known map[string]string) (map[string]string, *Result) {
	t.Helper()
	made := map[string]string{}
	open := func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(table)), nil }
	result, err := m.Import(open, "table.csv", known, func(c Case) error {
		if made[c.ID] != "" {
			t.Errorf("two cases have the id %q", c.ID)
		}
		made[c.ID] = string(c.Text)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return made, result
}

func said(diags diag.List) string {
	var b strings.Builder
	for _, d := range diags {
		fmt.Fprintf(&b, "%s:%s: %s %q [%s]\n", d.Span.Path(), d.Span.Position(), d.Message, d.Span.Text(), d.Code)
	}
	return b.String()
}

// TestImport wants the whole case file of a row.
func TestImport(t *testing.T) {
	tests := []struct{ name, row, want string }{
		{"whole", `Ada Clinic,04/26/2023,"1,200","Theft, Other","The clinic told the public. It was late."`, `---
title: "Ada Clinic: theft"
incident:
  to: 2023-04-26
tags: [theft]
parties:
  - id: holder
    name: Ada Clinic
    did:
      told:
        is: public
        quote: told the public
facts:
  persons_affected: 1200
---

## What happened

The clinic told the public. It was late.

## For the record

- People: 1200
`},
		{"a quote over two paragraphs, which no page could mark", "Ada Clinic,,,,\"It told\nthe public.\"", `---
title: "Ada Clinic:"
parties:
  - id: holder
    name: Ada Clinic
    did:
      told:
        is: public
---

## What happened

It told

the public.
`},
		{"almost empty", `Ada Clinic,n/a,,,`, `---
title: "Ada Clinic:"
parties:
  - id: holder
    name: Ada Clinic
---
`},
		{"another form of the date, two lines", `Ada Clinic,"April 6, 2023",7.000,Hacking,"one

two"`, `---
title: "Ada Clinic: hacking"
incident:
  to: 2023-04-06
tags: [hacking]
parties:
  - id: holder
    name: Ada Clinic
facts:
  persons_affected: 7000
---

## What happened

one

two

## For the record

- People: 7000
`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			made, result := imports(t, parse(t, incidents), "Name,Day,People,Kind,Story\n"+test.row+"\n", nil)
			if len(result.Diags) > 0 {
				t.Errorf("unexpected %s", said(result.Diags))
			}
			got := slices.Collect(maps.Values(made))
			if diff := cmp.Diff([]string{test.want}, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// TestFaults wants rows that do not fit reported by place and left out, and the others made.
func TestFaults(t *testing.T) {
	tests := []struct{ name, row, want string }{
		{"number", `A,,12x,,`, `table.csv:3:4: People, field people: "12x" is not a whole number "12x" [import-bad-value]`},
		{"groups of digits", `A,,"1,20",,`, `table.csv:3:4: People, field people: "1,20" is not a whole number "\"1,20\"" [import-bad-value]`},
		{"date", `A,26/04/2023,,,`, `table.csv:3:3: Day, field day: "26/04/2023" is not a date in the form MM/DD/YYYY or MMMM D, YYYY "26/04/2023" [import-bad-value]`},
		{"no such day", `A,02/30/2023,,,`, `table.csv:3:3: Day, field day: "02/30/2023" is not a date in the form MM/DD/YYYY or MMMM D, YYYY "02/30/2023" [import-bad-value]`},
		{"word that is not listed", `A,,,Fire,`, `table.csv:3:5: Kind, field kind: "Fire" is not in the table of values "Fire" [import-bad-value]`},
		{"nothing where something must be", `,,,,x`, `table.csv:3:1: Name, field name: nothing stands here "" [import-bad-value]`},
		{"too few cells", `A,B`, `table.csv:3:1: the row has 2 cells, the header 5 "A,B" [import-bad-row]`},
		{"quotation mark inside", `A "x",,,,`, `table.csv:3:1: a quotation mark inside a cell that does not begin with one "A \"x\",,,," [import-bad-row]`},
		{"in the second line of a row", "\"A\nB\",,x,,", `table.csv:4:5: People, field people: "x" is not a whole number "x" [import-bad-value]`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			table := "Name,Day,People,Kind,Story\nFirst,,,,\n" + test.row + "\nLast,,,,\n"
			made, result := imports(t, parse(t, incidents), table, nil)
			if got := strings.TrimSpace(said(result.Diags)); got != test.want {
				t.Errorf("want %s\n got %s", test.want, got)
			}
			if diff := cmp.Diff([]string{"first", "last"}, slices.Sorted(maps.Keys(made))); diff != "" || !result.Failed || result.Rows != 3 {
				t.Errorf("the other rows must be made, of 3: %+v\n%s", result, diff)
			}
		})
	}
}

// TestSkip passes over rows without a fault; they are not in the way of others either.
func TestSkip(t *testing.T) {
	const mapping = "fields: {name: {column: Name}, gone: {column: State, patterns: [{match: withdrawn}]}}\nskip: gone\nid: \"{name}\"\ncase: {title: \"{name}\"}\n"
	made, result := imports(t, parse(t, mapping), "Name,State\nAda,withdrawn\nAda,open\n", nil)
	if len(made) != 1 || made["ada"] == "" || result.Skipped != 1 || result.Failed {
		t.Errorf("want one case and one row passed over, got %v and %+v", made, result)
	}
}

// TestOpenQuotationMark wants a mark that nobody closed to be told, not to take the table into memory.
func TestOpenQuotationMark(t *testing.T) {
	table := "Name,Day,People,Kind,Story\nFirst,,,,\n\"open,,,,\n" + strings.Repeat("A,,,,\n", longestRow/3)
	made, result := imports(t, parse(t, incidents), table, nil)
	if len(made) != 1 || len(result.Diags) != 1 || result.Diags[0].Code != "import-bad-row" {
		t.Errorf("want one case and one fault, got %d and %s", len(made), said(result.Diags)[:200])
	}
}

// TestHostileCells wants whatever a cell holds to end as the same text, in both parts of a case file.
func TestHostileCells(t *testing.T) {
	for _, cell := range hostile {
		checkHostile(t, cell)
	}
}

var hostile = []string{
	"---", "...", "--- x", "a\n---\nb: c", "key: value", "- item", "#", "# heading", "## a {#b .c}", "> quote", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)",
	"&lt;b&gt;", "&#60;", "<script>alert(1)</script>", "[a](javascript:x)", "![a](x)", "[[edpb-01]]", "[^1]", "> [!NOTE]", "`code`", "```", "~~~", "~~a~~", "**a**", "_a_", "a_b_c",
	"http://example.org/a_b", "www.example.org", "WWW.example.org", "someone@example.org", "1. one", "1) one", "a | b", "|---|", "===", "\\", "a\\", "\\*", "{field}", "}}", "'", "\"", "\"'\"",
	"null", "~", "yes", "*alias", "&anchor", "!tag", "%YAML", "a: b # c", "a\tb", "a\r\nb", "a\u2028b", "\ufeffa", "a\u202eb", "\x00a\x07", "a\xffb", "é", "漢字", ": definition", "    code", "a  \nb",
	"www.x", "ftp://x", "mailto:x", "<https://x>", "\u0085", "👍🏽", "a&copy;b", "*", "+", "1.", "$x$", ".5", "(c)", "x^2^", "line one\n    indented", "- [ ] task", "a\n\n\n\nb", "|a|b|\n|-|-|\n|c|d|", "lt;&", "//example.org http:", "//example.org HTTPS:", ".example.org www",
}

// plainMapping puts a cell into every kind of place.
const plainMapping = `
fields:
  cell: {column: Cell}
id: case
case:
  title: "{cell}"
  summary: "About {cell}."
  tags: ["{cell}", b]
  parties: [{id: a, name: "{cell}"}]
body: |
  {cell}

  ## Of {cell}

  - {cell}
  - {cell}{cell}

  The end.
`

func checkHostile(t *testing.T, cell string) {
	t.Helper()
	quoted := `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
	made, result := imports(t, parse(t, plainMapping), "Cell\n"+quoted+"\n", nil)
	if len(result.Diags) > 0 || len(made) != 1 {
		t.Fatalf("%q gives %d cases and %s", cell, len(made), said(result.Diags))
	}
	f, diags := casefile.Parse(source.New("cases/case.md", []byte(made["case"])), time.UTC)
	want := oneLine(clean(cell))
	if want == "" {
		want = f.Title.Value // nothing is left of the cell, and so none of the keys
	} else if len(diags) > 0 {
		t.Fatalf("%q makes a case file with faults:\n%s\n%s", cell, said(diags), made["case"])
	}
	if f.Title.Value != want {
		t.Errorf("%q becomes the title %q", cell, f.Title.Value)
	}
	if len(f.Body.Links()) > 0 {
		t.Errorf("%q becomes a link: %v", cell, f.Body.Links())
	}
	if want == "" {
		return
	}
	sections := f.Body.Sections()
	if got := f.Parties[0].Name.Value; got != want || len(sections) != 2 {
		t.Fatalf("%q becomes the name %q and %d sections:\n%s", cell, got, len(sections), made["case"])
	}
	for _, part := range []struct{ got, want string }{
		{sections[0].Text, want}, {sections[1].Heading.Text, "Of " + want}, {sections[1].Text, want + " " + oneLine(clean(cell)+clean(cell)) + " The end."},
	} {
		if seen(part.got) != seen(part.want) {
			t.Errorf("%q is shown as %q, want %q:\n%s", cell, part.got, part.want, made["case"])
		}
	}
}

// seen is a text without what separates its words: where lines and paragraphs end is for the page.
func seen(text string) string { return strings.Join(strings.Fields(text), "") }

// FuzzCell makes a case of any cell.
func FuzzCell(f *testing.F) {
	for _, cell := range hostile {
		f.Add(cell)
	}
	f.Fuzz(func(t *testing.T, cell string) {
		if !strings.Contains(cell, "\r") { // which the reader of CSV takes out before a line end
			checkHostile(t, cell)
		}
	})
}

// FuzzImport reads any mapping and any table: whatever is wrong with them is told, and what is made can be
// read.
func FuzzImport(f *testing.F) {
	f.Add(incidents, "Name,Day,People,Kind,Story\nA,04/26/2023,7,Theft,x\n")
	f.Add(plainMapping, "Cell\n\"a\nb\"\n")
	f.Add("fields: {a: {column: A, patterns: [{match: '(.)', is: $1}], collect: yes}}\nid: '{a}'\ncase: {title: '{a.quote}'}\n", "A\n\"x")
	f.Fuzz(func(t *testing.T, mapping, table string) {
		m, diags := Parse(source.New("map.yaml", []byte(mapping)))
		if diags.HasErrors() {
			return
		}
		open := func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(table)), nil }
		result, err := m.Import(open, "table.csv", nil, func(c Case) error {
			if !casefile.IsID(c.ID) || bytes.Contains(c.Text, []byte{0}) {
				t.Errorf("the id %q, the text %q", c.ID, c.Text)
			}
			_, diags := casefile.Parse(source.New("cases/"+c.ID+".md", c.Text), time.UTC)
			for _, d := range diags {
				if d.Code == "yaml-syntax" || strings.HasPrefix(string(d.Code), "case-front-matter") {
					t.Errorf("%s of\n%s", d.Message, c.Text)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range result.Diags {
			if d.Span.Start < 0 || d.Span.End < d.Span.Start || d.Span.File == nil || d.Span.End > len(d.Span.File.Body) {
				t.Errorf("%s stands nowhere: %v", d.Message, d.Span)
			}
		}
	})
}

// TestIDs wants ids that do not depend on the order of the rows, and that stay when rows are added.
func TestIDs(t *testing.T) {
	const mapping = "fields: {name: {column: Name}, n: {column: N}}\nid: \"{name}\"\ndistinct: [n]\ncase: {title: \"{name} {n}\"}\n"
	rows := []string{"Ada,1\n", "Ada,2\n", "Élan & Sons,3\n", "漢字,4\n", "Ada,2\n"}
	m := parse(t, mapping)
	first, result := imports(t, m, "Name,N\n"+strings.Join(rows, ""), nil)
	if len(first) != 4 || len(result.Diags) != 1 || result.Diags[0].Code != "import-repeated-row" {
		t.Fatalf("want four cases and a repeated row, got %v and %s", first, said(result.Diags))
	}
	if first["elan-sons"] == "" || first["ada"] != "" {
		t.Errorf("one name gives its words, a shared one never them alone: %v", slices.Sorted(maps.Keys(first)))
	}
	slices.Reverse(rows)
	again, _ := imports(t, m, "Name,N\n"+strings.Join(rows, ""), nil)
	if diff := cmp.Diff(first, again); diff != "" {
		t.Errorf("another order of the rows gives others:\n%s", diff)
	}
}

// TestKnownIDs adds a row to a table that was imported before.
func TestKnownIDs(t *testing.T) {
	const mapping = "fields: {name: {column: Name}, n: {column: N}}\nid: \"{name}\"\ndistinct: [n]\ncase: {title: \"{name} {n}\"}\n"
	m := parse(t, mapping)
	known := map[string]string{}
	open := func(table string) func() (io.ReadCloser, error) {
		return func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(table)), nil }
	}
	keep := func(c Case) error { known[c.Key] = c.ID; return nil }
	if _, err := m.Import(open("Name,N\nAda,1\n"), "t", nil, keep); err != nil {
		t.Fatal(err)
	}
	made, _ := imports(t, m, "Name,N\nAda,2\nAda,1\n", known)
	if got := made["ada"]; !strings.Contains(got, "Ada 1") || len(made) != 2 {
		t.Errorf("the row that was there keeps its id: %v", made)
	}
	alone, _ := imports(t, m, "Name,N\nAda,2\n", known)
	if alone["ada"] != "" || len(alone) != 1 {
		t.Errorf("another row must not take it: %v", alone)
	}
}

// TestMemory imports a hundred thousand rows, 60 MB, and wants the heap to stay small.
func TestMemory(t *testing.T) {
	const rows = 100_000
	m := parse(t, incidents)
	story := strings.Repeat("The list was lost, and nobody told the public of it. ", 11)
	open := func() (io.ReadCloser, error) { return io.NopCloser(&rowReader{rows: rows, story: story}), nil }
	heap := func() uint64 {
		var s runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&s)
		return s.HeapAlloc
	}
	before, most, cases := heap(), uint64(0), 0
	_, err := m.Import(open, "table.csv", nil, func(c Case) error {
		if cases++; cases%20_000 == 0 {
			most = max(most, heap())
		}
		return nil
	})
	if err != nil || cases != rows {
		t.Fatalf("want %d cases, got %d, %v", rows, cases, err)
	}
	if grown := int64(most) - int64(before); grown > rows*400 {
		t.Errorf("the heap grew by %d bytes, more than 400 a row", grown)
	}
}

// rowReader makes a table as it is read.
type rowReader struct {
	rows, made int
	story      string
	left       []byte
}

func (r *rowReader) Read(p []byte) (int, error) {
	if len(r.left) == 0 {
		switch {
		case r.made > r.rows:
			return 0, io.EOF
		case r.made == 0:
			r.left = []byte("Name,Day,People,Kind,Story\n")
		default:
			r.left = fmt.Appendf(nil, "Clinic %d,04/26/2023,%d,Theft,\"%s\"\n", r.made, r.made, r.story)
		}
		r.made++
	}
	n := copy(p, r.left)
	r.left = r.left[n:]
	return n, nil
}

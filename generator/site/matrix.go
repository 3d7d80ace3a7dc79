package site

import (
	"casebook/generator/assess"
	"casebook/generator/moment"
)

// MatrixPage is the table of cases and obligations, pages/matrix.html.
type MatrixPage struct {
	Frame
	Columns []Link // the obligations
	Rows    []MatrixRow
	Pager   Pager
}

// MatrixRow is the answers to one case.
type MatrixRow struct {
	Case  Link
	Cells []MatrixCell
}

// MatrixCell is the answer to one obligation: the strongest among those who bear it.
type MatrixCell struct {
	Pill Pill   // zero where nobody bears it
	Time string // how it was met in time; "" where that is not known or not asked
}

// matrixSize is how many cases one page of the matrix shows.
const matrixSize = 200

func (e *edition) matrixPages() []*Page {
	cases := e.record.newest
	parts := max(1, (len(cases)+matrixSize-1)/matrixSize)
	var pages []*Page
	for n := range parts {
		here := cases[n*matrixSize : min(len(cases), (n+1)*matrixSize)]
		url := partURL("matrix/", n)
		pages = append(pages, e.page(url, "matrix", func() any {
			p := e.matrixPage(url, here)
			p.Pager = e.pager("matrix/", n, parts)
			return p
		}))
	}
	return pages
}

func (e *edition) matrixPage(url string, cases []int) *MatrixPage {
	p := &MatrixPage{Frame: e.frame(url, "matrix", e.T("nav.matrix"), e.T("matrix.description"))}
	for _, o := range e.obligations() {
		p.Columns = append(p.Columns, e.obligationLink(o))
	}
	for _, i := range cases {
		row := MatrixRow{Case: e.entries[i].Link}
		answers := strongest(e.Cases[i].Main)
		for _, o := range e.obligations() {
			row.Cells = append(row.Cells, e.matrixCell(answers[o.Index]))
		}
		p.Rows = append(p.Rows, row)
	}
	return p
}

func (e *edition) matrixCell(s status) MatrixCell {
	if !s.known {
		return MatrixCell{}
	}
	c := MatrixCell{Pill: e.statusPill(s.outcome)}
	if s.outcome == assess.Yes && s.timeliness != "" && s.timeliness != moment.UnknownTimeliness && s.timeliness != moment.NoLimit {
		c.Time = e.T("timeliness." + string(s.timeliness))
	}
	return c
}

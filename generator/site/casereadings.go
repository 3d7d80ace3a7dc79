package site

import (
	"slices"

	"casebook/generator/assess"
	"casebook/generator/kb"
)

// CaseReadings sets the case as stated and its readings side by side.
type CaseReadings struct {
	Columns []CaseReading // the case as stated first
	Others  []CaseReading // without it
	Rows    []CaseReadingRow
}

// CaseReading is one view of the facts.
type CaseReading struct {
	ID      string
	Title   Said
	Because Said
	Source  Link
}

// CaseReadingRow is an answer or an obligation under every reading.
type CaseReadingRow struct {
	What  string
	Cells []CaseCell
}

// CaseCell is one answer under one reading.
type CaseCell struct {
	Pill    Pill
	Note    string
	Differs bool // from the case as stated
}

func (t *teller) readings() *CaseReadings {
	if len(t.Readings) == 0 {
		return nil
	}
	v := &CaseReadings{Columns: []CaseReading{{ID: "reading-stated", Title: Said{Text: t.T("case.readings.stated")}}}}
	for _, a := range t.Readings {
		v.Columns = append(v.Columns, t.column(a.Reading))
	}
	v.Others = v.Columns[1:]
	all := append([]*assess.Assessment{t.Main}, t.Readings...)
	v.Rows = append(t.answerRows(all), t.dutyRows(all)...)
	return v
}

func (t *teller) column(r *kb.Reading) CaseReading {
	v := CaseReading{ID: fragment("reading", r.ID), Title: t.spoken(t.text.ReadingTitle(r.ID)), Because: t.spoken(t.text.ReadingBecause(r.ID))}
	if s := t.Case.Source(r.Stated.Source.Value); s != nil {
		v.Source = t.cited(s)
	}
	return v
}

// answerRows compares the main conclusion, and of the others those that differ.
func (t *teller) answerRows(all []*assess.Assessment) []CaseReadingRow {
	var rows []CaseReadingRow
	main := headline(t.base.Rules)
	for _, c := range t.base.Rules.Conclusions {
		if c.OfParty {
			continue
		}
		row := CaseReadingRow{What: t.words(c.Title)}
		for _, a := range all {
			if answer := a.Answer(c.ID); answer != nil {
				row.Cells = append(row.Cells, CaseCell{Pill: t.possiblePill(answer)})
			}
		}
		if len(row.Cells) == len(all) && (row.compare() || c == main) {
			rows = append(rows, row)
		}
	}
	return rows
}

// compare notes which cells differ from the first, and says whether any does.
func (r *CaseReadingRow) compare() bool {
	differs := false
	for i := range r.Cells {
		c := &r.Cells[i]
		c.Differs = c.Pill != r.Cells[0].Pill || c.Note != r.Cells[0].Note
		differs = differs || c.Differs
	}
	return differs
}

// dutyRows compares the obligations that fall differently on somebody.
func (t *teller) dutyRows(all []*assess.Assessment) []CaseReadingRow {
	var rows []CaseReadingRow
	var seen []string
	for _, a := range all {
		for i := range a.Duties {
			d := &a.Duties[i]
			if slices.Contains(seen, dutyKey(d)) {
				continue
			}
			seen = append(seen, dutyKey(d))
			row := CaseReadingRow{What: t.T("case.why.of-party", t.party(d.Party).Text, lower(t.words(law(d).Title)))}
			for _, other := range all {
				row.Cells = append(row.Cells, t.dutyCell(other.Duty(d.Obligation.ID, d.Party.ID)))
			}
			if row.compare() {
				rows = append(rows, row)
			}
		}
	}
	return rows
}

// dutyCell tells an obligation in a reading; nil is one that the party does not bear there.
func (t *teller) dutyCell(d *assess.Duty) CaseCell {
	if d == nil {
		return CaseCell{Pill: Pill{Is: "no", Text: t.T("case.readings.not-borne")}}
	}
	c := CaseCell{Pill: t.statusPill(d.Status)}
	if d.Status != assess.Yes {
		return c
	}
	c.Note = t.byWhen(d)
	if p := t.timely(d); p != nil {
		c.Note += " – " + p.Text
	}
	return c
}

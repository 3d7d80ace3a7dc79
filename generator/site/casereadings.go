package site

import (
	"casebook/generator/assess"
	"casebook/generator/kb"
)

// CaseReadings sets the case as stated and its readings side by side.
type CaseReadings struct {
	Columns []CaseReading // the case as stated first
	Others  []CaseReading // without it
	Groups  []CaseReadingGroup
	Width   int // how many columns the table has
}

// CaseReadingGroup is what differs in the answers, or in the obligations of one party.
type CaseReadingGroup struct {
	Title Said
	Rows  []CaseReadingRow
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
	Pill    *Pill // nil where the party does not bear the obligation
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
	v.Others, v.Width = v.Columns[1:], len(v.Columns)+1
	all := append([]*assess.Assessment{t.Main}, t.Readings...)
	v.Groups = append(v.Groups, CaseReadingGroup{Title: Said{Text: t.T("case.answer.title")}, Rows: t.answerRows(all)})
	for _, p := range t.Case.Parties {
		name := t.party(p)
		if rows := t.dutyRows(p.ID, all); len(rows) > 0 {
			v.Groups = append(v.Groups, CaseReadingGroup{Said{capital(name.Text), name.Lang}, rows})
		}
	}
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
				pill := t.possiblePill(answer)
				row.Cells = append(row.Cells, CaseCell{Pill: &pill})
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
	first := r.Cells[0]
	for i := range r.Cells {
		c := &r.Cells[i]
		c.Differs = c.Note != first.Note || (c.Pill == nil) != (first.Pill == nil) || c.Pill != nil && *c.Pill != *first.Pill
		differs = differs || c.Differs
	}
	return differs
}

// dutyRows compares the obligations that fall differently on a party. One that is nowhere required and
// nowhere open is left out: whether a party does not bear it or is spared it is the same to a reader.
func (t *teller) dutyRows(party string, all []*assess.Assessment) []CaseReadingRow {
	var rows []CaseReadingRow
	for _, o := range t.base.Rules.Obligations {
		row := CaseReadingRow{What: t.words(o.Title)}
		counts := false
		for _, a := range all {
			d := a.Duty(o.ID, party)
			counts = counts || d != nil && d.Status != assess.No
			row.Cells = append(row.Cells, t.dutyCell(d))
		}
		if counts && row.compare() {
			rows = append(rows, row)
		}
	}
	return rows
}

// dutyCell tells an obligation in a reading; nil is one that the party does not bear there.
func (t *teller) dutyCell(d *assess.Duty) CaseCell {
	if d == nil {
		return CaseCell{Note: t.T("case.readings.not-borne")}
	}
	pill := t.statusPill(d.Status)
	c := CaseCell{Pill: &pill}
	if d.Status != assess.Yes {
		return c
	}
	c.Note = t.byWhen(d)
	if p := t.timely(d); p != nil {
		c.Note += " – " + p.Text
	}
	return c
}

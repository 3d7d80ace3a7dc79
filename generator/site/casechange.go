package site

import (
	"slices"

	"casebook/generator/assess"
)

// CaseChange is what would change one answer. Cases that stand alike share it.
type CaseChange struct {
	Title string // of the answer: the sentence of a conclusion, the name of an obligation
	Label string // "What would change this", of an obligation
	Open  bool   // the answer is open, so this is shown without opening
	Parts []CaseChangePart

	Shared bool // with other cases
}

// CaseChangePart is what would follow, and what would bring it about.
type CaseChangePart struct {
	Head  string   // what would follow, up to the colon; "" where each line says so itself
	One   string   // the only line
	Lines []string // several
}

// change is what would change one answer, as it is kept for every case that stands as this one does.
type change struct {
	outlook *assess.Outlook
	told    *CaseChange // nil where nothing is known to change the answer
	as      int         // which of the others the same would change, told before; -1 when none
}

// changes tells what would change each answer of the case, the conclusions first.
func (t *teller) changes() []change {
	return t.shared.changesOf(t.Main.OutlookKey(), func() []change {
		outlooks := t.Main.Outlooks()
		all := make([]change, len(outlooks))
		for i := range outlooks {
			o := &outlooks[i]
			all[i] = change{outlook: o, told: t.tellChange(o), as: -1}
			if o.Duty != nil && all[i].told != nil && !o.Beyond {
				all[i].as = slices.IndexFunc(all[:i], func(c change) bool {
					return c.outlook.Duty != nil && !c.outlook.Beyond && c.told != nil && c.as < 0 && sameChange(c.told, all[i].told)
				})
			}
		}
		return all
	})
}

func sameChange(a, b *CaseChange) bool {
	return a.Label == b.Label && slices.EqualFunc(a.Parts, b.Parts, func(p, q CaseChangePart) bool {
		return p.Head == q.Head && p.One == q.One && slices.Equal(p.Lines, q.Lines)
	})
}

func (t *teller) tellChange(o *assess.Outlook) *CaseChange {
	var v CaseChange
	for _, c := range o.Changes(t.lang) {
		v.Parts = append(v.Parts, t.changePart(c))
	}
	if len(v.Parts) == 0 {
		return nil
	}
	if o.Duty == nil {
		v.Title = sentence(t.typeset(o.Answer.Text(t.lang)))
		_, decided := o.Answer.Decided()
		v.Open = !decided
		return &v
	}
	v.Title, v.Label = t.words(law(o.Duty).Title), t.T("case.change.of."+o.Duty.Status.Status())
	return &v
}

func (t *teller) changePart(c assess.Change) CaseChangePart {
	p := CaseChangePart{Head: capital(t.typeset(c.Head))}
	for _, part := range c.Parts {
		p.Lines = append(p.Lines, sentence(t.typeset(part)))
	}
	switch {
	case len(c.Parts) > 1:
	case p.Head == "":
		p.One, p.Lines = p.Lines[0], nil
	default:
		p.One, p.Lines = t.typeset(c.Parts[0])+".", nil
	}
	return p
}

// changeOf returns what would change a duty, or a link to a duty of the case that the same would change.
func (t *teller) changeOf(d *assess.Duty) (*CaseChange, Link) {
	for _, c := range t.change {
		_, duty := c.outlook.Of(t.Main)
		switch {
		case duty != d:
		case c.as >= 0:
			_, first := t.change[c.as].outlook.Of(t.Main)
			return nil, t.dutyLink(first)
		default:
			return c.told, Link{}
		}
	}
	return nil, Link{}
}

// changesOfConclusions returns what would change the conclusions that obligations test.
func (t *teller) changesOfConclusions() []*CaseChange {
	var list []*CaseChange
	for _, c := range t.change {
		if c.outlook.Duty == nil && c.told != nil {
			list = append(list, c.told)
		}
	}
	return list
}

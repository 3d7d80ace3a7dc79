package markdown

import (
	"cmp"
	"slices"
)

// mark is a passage that is being marked.
type mark struct {
	start, end int // in the plain text
	number     int // of RenderOptions.Marks
	open       bool
	begun      bool // a piece was written
}

// opened is an inline element or a piece of a mark that is open.
type opened struct {
	end   int    // where it will close, in the plain text
	mark  int    // of renderer.marks; -1 for an element
	shut  string // what closes it
	apart bool   // no link may stand in it
}

func (r *renderer) takeMarks() {
	for i, m := range r.o.Marks {
		if m.Match.Span.File == r.doc.file && m.Match.start < m.Match.end && m.Match.end <= len(r.doc.plain) {
			r.marks = append(r.marks, mark{start: m.Match.start, end: m.Match.end, number: i})
		}
	}
	slices.SortStableFunc(r.marks, func(a, b mark) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end))
	})
}

// snapMarks moves the ends of marks out of what typography replaces as a whole.
func (r *renderer) snapMarks(start, end int) {
	for i := range r.marks {
		m := &r.marks[i]
		if m.start >= end || m.end <= start {
			continue
		}
		for _, e := range r.edits {
			if m.start > e.at && m.start < e.at+e.size {
				m.start = e.at
			}
			if m.end > e.at && m.end < e.at+e.size {
				m.end = e.at + e.size
			}
		}
	}
}

// text writes the plain text up to an offset, with the marks that begin and end in it.
func (r *renderer) text(to int) {
	for r.at < to {
		r.settle(r.at)
		r.reach(r.at, r.at+1)
		next := to
		for _, m := range r.marks {
			if m.start > r.at {
				next = min(next, m.start)
			} else if m.end > r.at {
				next = min(next, m.end)
			}
		}
		r.plain(next)
	}
}

// plain writes the text up to an offset, what changes in it changed. A change that begins before the
// offset is written whole.
func (r *renderer) plain(to int) {
	for len(r.edits) > 0 && r.edits[0].at < to {
		e := r.edits[0]
		r.edits = r.edits[1:]
		if e.at > r.at {
			r.escape(r.doc.plain[r.at:e.at])
		}
		r.escape(e.text)
		r.at = max(r.at, e.at+e.size)
	}
	if r.at < to {
		r.escape(r.doc.plain[r.at:to])
		r.at = to
	}
}

// reach opens the marks that hold the text from start to end; a mark that is open but does not reach
// end is closed, to go on inside.
func (r *renderer) reach(start, end int) {
	for i, o := range r.open {
		if o.mark >= 0 && o.end < end {
			r.closeMarks(i)
			break
		}
	}
	for i := range r.marks {
		m := &r.marks[i]
		if m.open || m.start > start || m.end <= start || m.end < end {
			continue
		}
		if m.begun {
			r.write(`<mark class="mark-more">`)
		} else {
			r.write(`<mark id="`)
			r.value(r.o.Marks[m.number].ID)
			r.write(`">`)
			if n := r.o.Marks[m.number].Note; n != "" {
				r.notes = append(r.notes, n)
			}
		}
		m.open, m.begun = true, true
		r.open = append(r.open, opened{end: m.end, mark: i, shut: "</mark>"})
	}
}

// settle closes the marks that end at or before an offset, and writes what follows them.
func (r *renderer) settle(at int) {
	for i, o := range r.open {
		if o.mark >= 0 && o.end <= at {
			r.closeMarks(i)
			break
		}
	}
	r.writeAfter()
}

// closeMarks closes what was opened from the i-th on. All of it is marks: an element that reaches past
// a mark's end is never opened inside the mark.
func (r *renderer) closeMarks(i int) {
	for len(r.open) > i {
		r.pop()
	}
}

// pop closes what was opened last.
func (r *renderer) pop() opened {
	last := r.open[len(r.open)-1]
	r.open = r.open[:len(r.open)-1]
	r.write(last.shut)
	if last.apart {
		r.apart--
	}
	if last.mark >= 0 {
		m := &r.marks[last.mark]
		m.open = false
		if m.end <= r.at {
			r.after = append(r.after, r.o.Marks[m.number].After)
		}
	}
	return last
}

// writeAfter writes what follows marks that have ended, unless a link is open.
func (r *renderer) writeAfter() {
	if r.apart > 0 {
		return
	}
	for _, a := range r.after {
		r.write(string(a))
	}
	r.after = r.after[:0]
}

// flush writes what is left to write of a leaf's marks, inside its element.
func (r *renderer) flush() {
	r.writeAfter()
	for _, n := range r.notes {
		r.write("\n", string(n))
	}
	r.notes = r.notes[:0]
}

// annotate puts the notes of a paragraph before it, both in one element: a note that floats can then stand
// beside the paragraph's first line, and where there is no room they can be shown after it.
func (r *renderer) annotate() {
	if len(r.notes) == 0 {
		return
	}
	paragraph := string(r.out[r.begun:])
	r.out = r.out[:r.begun]
	r.write(`<div class="marked"><div class="mark-side">`)
	for _, n := range r.notes {
		r.write("\n", string(n))
	}
	r.notes = r.notes[:0]
	r.write("\n</div>\n", paragraph, "</div>\n")
}

// flushApart does the same after the element.
func (r *renderer) flushApart() {
	if len(r.after)+len(r.notes) == 0 {
		return
	}
	r.write(`<p class="mark-notes">`)
	r.flush()
	r.write("</p>\n")
}

// keepParts gathers the parts of a leaf that typography leaves alone, and what stands for [[id]]s.
func (r *renderer) keepParts(leaf step) {
	i, _ := slices.BinarySearchFunc(r.doc.steps, leaf.at, func(s step, at int32) int { return cmp.Compare(s.at, at) })
	for ; i < len(r.doc.steps) && r.doc.steps[i].at <= leaf.to; i++ {
		s := r.doc.steps[i]
		if s.shut || s.kind != codeSpan && s.kind != token && s.kind != wiki {
			continue
		}
		if n := len(r.kept); n > 0 && int(s.at-leaf.at) < r.kept[n-1].end {
			continue
		}
		if s.kind == wiki && !r.replaceID(s) {
			continue
		}
		r.kept = append(r.kept, place{int(s.at - leaf.at), int(s.to - leaf.at)})
	}
}

// replaceID notes what is shown for a [[id]] and says whether it has no text of its own.
func (r *renderer) replaceID(s step) bool {
	l := r.doc.links[s.arg]
	if l.Text != "" {
		return false
	}
	if t, ok := r.target(l); ok && t.Text != "" {
		r.texts = append(r.texts, edit{at: int(s.at), size: int(s.to - s.at), text: Typography(r.o.Lang, t.Text)})
	}
	return true
}

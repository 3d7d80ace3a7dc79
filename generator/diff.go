package generator

import (
	"slices"

	"casebook/generator/assess"
	"casebook/generator/diag"
	"casebook/generator/kb"
	"casebook/generator/site"
)

// Difference is what moved between two states of the content; `casebook diff --format json` prints it,
// so its shape is a contract. Cases are in the order of their ids, and no list is null.
type Difference struct {
	Before      State          `json:"before"`
	After       State          `json:"after"`
	Compared    int            `json:"compared"` // how many cases both have
	Moved       []MovedCase    `json:"moved"`
	Appeared    []assess.Entry `json:"appeared"`    // the cases that only After has
	Disappeared []assess.Entry `json:"disappeared"` // the cases that only Before has
}

// State is one side of a comparison.
type State struct {
	Name    string `json:"name"`      // of the content, for people: "content", "HEAD:content"
	Rules   string `json:"rules"`     // their hash; "" where there was no content
	LawAsOf string `json:"law-as-of"` // likewise
	Cases   int    `json:"cases"`
}

// MovedCase is a case whose answers, or those of a reading of it, differ.
type MovedCase struct {
	ID    string            `json:"id"`
	Was   string            `json:"was,omitempty"` // its id before, where that is an alias now
	URL   string            `json:"url"`
	Title map[string]string `json:"title"` // by language
	assess.Moves
	Readings []MovedReading       `json:"readings"`
	Expect   []assess.Expectation `json:"expect"` // the lines to paste for the answers after; empty where none moves
}

// MovedReading is a reading whose answers differ. One that is only on one side has answers on that side
// alone.
type MovedReading struct {
	ID    string            `json:"id"`
	Title map[string]string `json:"title"`
	assess.Moves
}

// Diff compares the answers to every case and reading of two results that have no [Result.Obstacles]; the names
// are those of [State]. before may be nil: there was no content. Cases are the same by id, or where the
// later one has the id of the earlier among its aliases.
func Diff(before, after *Result, beforeName, afterName string) *Difference {
	d := &Difference{Before: before.state(beforeName), After: after.state(afterName),
		Moved: []MovedCase{}, Appeared: []assess.Entry{}, Disappeared: []assess.Entry{}}
	old := before.byID()
	for _, a := range after.Cases {
		b := old.take(a.Case, after.Base)
		if b == nil {
			d.Appeared = append(d.Appeared, assess.NewEntry(a.Main, a.Readings))
			continue
		}
		d.Compared++
		if m := moved(b, a, after.Base.Config.Languages); m.Any() || len(m.Readings) > 0 {
			d.Moved = append(d.Moved, m)
		}
	}
	for _, b := range before.cases() {
		if old[b.Case.ID] != nil {
			d.Disappeared = append(d.Disappeared, assess.NewEntry(b.Main, b.Readings))
		}
	}
	return d
}

// Obstacles returns the errors for which a result is not compared: all but expectations, of cases and of
// tests of the rules, that are not met, since to show those is what a comparison is for.
func (r *Result) Obstacles() diag.List {
	return slices.DeleteFunc(slices.Clone(r.Diags), func(d diag.Diagnostic) bool {
		return d.Severity != diag.Error || d.Code == "assess-expectation-unmet" || d.Code == "test-unmet"
	})
}

func (r *Result) cases() []*site.Assessed {
	if r == nil {
		return nil
	}
	return r.Cases
}

func (r *Result) state(name string) State {
	if r == nil {
		return State{Name: name}
	}
	return State{Name: name, Rules: r.Base.Rules.Hash, LawAsOf: r.Base.Config.LawAsOf.String(), Cases: len(r.Cases)}
}

// unpaired are the cases before that no case after has been compared with, by id.
type unpaired map[string]*site.Assessed

func (r *Result) byID() unpaired {
	all := unpaired{}
	for _, c := range r.cases() {
		all[c.Case.ID] = c
	}
	return all
}

// take returns the case that a case was before, and nil where it is new.
func (u unpaired) take(c *kb.Case, now *kb.Base) *site.Assessed {
	id := c.ID
	if u[id] == nil {
		// An alias may be the id of a case that was merged into this one; it was this one only if no case
		// has that id now, which [kb.Base.Case] tells.
		i := slices.IndexFunc(c.Aliases, func(alias string) bool { return u[alias] != nil && now.Case(alias) == c })
		if i < 0 {
			return nil
		}
		id = c.Aliases[i]
	}
	b := u[id]
	delete(u, id)
	return b
}

// moved compares a case with itself.
func moved(b, a *site.Assessed, languages []string) MovedCase {
	entry := assess.NewEntry(a.Main, nil)
	m := MovedCase{ID: entry.ID, URL: entry.URL, Title: entry.Title,
		Moves: assess.Compare(b.Main, a.Main, languages), Readings: movedReadings(b, a, languages)}
	if b.Case.ID != a.Case.ID {
		m.Was = b.Case.ID
	}
	m.Expect = a.Main.Expectations(m.Moves)
	return m
}

// movedReadings compares the readings of a case, those after first.
func movedReadings(b, a *site.Assessed, languages []string) []MovedReading {
	all := []MovedReading{}
	add := func(before, after *assess.Assessment) {
		of := after
		if of == nil {
			of = before
		}
		if m := assess.Compare(before, after, languages); m.Any() {
			all = append(all, MovedReading{ID: of.Reading.ID, Title: of.ReadingTitles(), Moves: m})
		}
	}
	for _, r := range a.Readings {
		add(readingOf(b, r.Reading.ID), r)
	}
	for _, r := range b.Readings {
		if readingOf(a, r.Reading.ID) == nil {
			add(r, nil)
		}
	}
	return all
}

func readingOf(c *site.Assessed, id string) *assess.Assessment {
	for _, r := range c.Readings {
		if r.Reading.ID == id {
			return r
		}
	}
	return nil
}

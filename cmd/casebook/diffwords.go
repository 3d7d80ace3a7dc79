package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"casebook/generator"
	"casebook/generator/assess"
)

// diffWords are the fixed words of a comparison in one language.
type diffWords struct {
	before, after, due, timeliness, lift     string
	reading, moved, appeared, gone, was      string
	noFolder, noRule, paste                  string
	sameRules, otherRules                    string
	caseHead, whatHead, colon, cut, cutLists string
}

func diffWordsIn(lang string) diffWords {
	if lang == "fr" {
		return diffWords{before: "avant", after: "après", due: "échéance", timeliness: "délai", lift: "ce qui la lèverait",
			reading: "lecture", moved: "Ce qui bouge", appeared: "Cas nouveaux", gone: "Cas disparus", was: "auparavant",
			noFolder: "n’avait pas de contenu", noRule: "aucune règle ne change ; la conclusion est tranchée autrement (`order`, `burden` ou `otherwise`)",
			sameRules: "Les règles sont les mêmes", otherRules: "Les règles ont changé",
			paste: "à coller dans le cas", caseHead: "cas", whatHead: "ce qui bouge", colon: " : ",
			cut: "La suite est coupée, faute de place : %d cas de plus bougent.", cutLists: "La suite est coupée, faute de place : %d cas de plus."}
	}
	return diffWords{before: "before", after: "after", due: "due", timeliness: "timeliness", lift: "could be lifted by",
		reading: "reading", moved: "What moves", appeared: "Cases that appear", gone: "Cases that disappear", was: "was",
		noFolder: "had no content", noRule: "no rule moved; the conclusion is decided otherwise (`order`, `burden` or `otherwise`)",
		sameRules: "The rules are the same", otherRules: "The rules are not the same",
		paste: "to paste into the case", caseHead: "case", whatHead: "what moves", colon: ": ",
		cut: "Cut here for want of room: %d more cases move.", cutLists: "Cut here for want of room: %d more cases."}
}

// summary counts what moved, in a line.
func summary(d *generator.Difference, lang string) string {
	if lang == "fr" {
		return fmt.Sprintf("%d cas sur %d bougent, %d apparaissent, %d disparaissent",
			len(d.Moved), d.Compared, len(d.Appeared), len(d.Disappeared))
	}
	cases := "cases"
	if d.Compared == 1 {
		cases = "case"
	}
	return fmt.Sprintf("%d of %d %s moved, %d appeared, %d disappeared",
		len(d.Moved), d.Compared, cases, len(d.Appeared), len(d.Disappeared))
}

// rules says whether both sides have the same rules, by their hash, which show writes: that nothing moved
// has another meaning where the rules differ.
func (w diffWords) rules(d *generator.Difference, show func(string) string) string {
	if d.Before.Rules == d.After.Rules {
		return w.sameRules + w.colon + show(d.After.Rules)
	}
	return w.otherRules + w.colon + show(d.Before.Rules) + " → " + show(d.After.Rules)
}

// plain leaves text as it is.
func plain(text string) string { return text }

// titleIn returns a title in a language, in any where there is none in that one.
func titleIn(titles map[string]string, lang string) string {
	if t, ok := titles[lang]; ok {
		return t
	}
	for _, l := range slices.Sorted(maps.Keys(titles)) {
		return titles[l]
	}
	return ""
}

// change is a conclusion or duty that moved, in words.
type change struct {
	key   string // "risk", "practitioners.gdpr-33-1"
	rows  []row  // at least one
	steps []assess.StepMove
	bare  bool // both sides have the conclusion and no rule of it moved
}

// row is one thing about it that moved.
type row struct {
	what          string // the key, with what of it: "practitioners.gdpr-33-1, due"
	before, after string
}

// nothing stands where a side has nothing.
const nothing = "–"

func (w diffWords) changes(m assess.Moves) []change {
	var all []change
	for _, c := range m.Conclusions {
		key := c.ID
		if c.Party != nil {
			key = *c.Party + "." + c.ID
		}
		all = append(all, change{key: key, rows: w.conclusionRows(key, c), steps: c.Steps,
			bare: len(c.Steps) == 0 && c.Before != nil && c.After != nil})
	}
	for _, d := range m.Obligations {
		key := d.Party + "." + d.ID
		all = append(all, change{key: key, rows: w.dutyRows(key, d), steps: d.Steps})
	}
	return all
}

func (w diffWords) conclusionRows(key string, c assess.ConclusionMove) []row {
	before, after := c.Before, c.After
	if before == nil {
		before = &assess.AnswerEntry{Value: nothing}
	}
	if after == nil {
		after = &assess.AnswerEntry{Value: nothing}
	}
	return moving(row{key, answerWords(before), answerWords(after)},
		row{key + ", " + w.lift, listWords(before.LiftableBy), listWords(after.LiftableBy)})
}

func (w diffWords) dutyRows(key string, d assess.DutyMove) []row {
	before, after := d.Before, d.After
	if before == nil {
		before = &assess.DutyEntry{Status: nothing}
	}
	if after == nil {
		after = &assess.DutyEntry{Status: nothing}
	}
	return moving(row{key, before.Status, after.Status},
		row{key + ", " + w.due, spanWords(before.Due), spanWords(after.Due)},
		row{key + ", " + w.timeliness, textWords(before.Timeliness), textWords(after.Timeliness)},
		row{key + ", " + w.lift, listWords(before.LiftableBy), listWords(after.LiftableBy)})
}

// moving returns the rows whose sides differ.
func moving(rows ...row) []row {
	return slices.DeleteFunc(rows, func(r row) bool { return r.before == r.after })
}

// answerWords writes a value, and where several are possible, which.
func answerWords(a *assess.AnswerEntry) string {
	if len(a.Possible) > 1 {
		return a.Value + " (" + strings.Join(a.Possible, " | ") + ")"
	}
	return a.Value
}

func listWords(list []string) string {
	if len(list) == 0 {
		return nothing
	}
	return strings.Join(list, ", ")
}

func textWords(s *string) string {
	if s == nil {
		return nothing
	}
	return *s
}

func spanWords(s *assess.Span) string {
	switch {
	case s == nil:
		return nothing
	case s.Earliest == s.Latest:
		return s.Earliest
	}
	return s.Earliest + " – " + s.Latest
}

// stepID is the id of a step's rule or obligation.
func stepID(s assess.StepMove) string {
	if s.Rule != "" {
		return s.Rule
	}
	return s.Obligation
}

// outcomeWords writes how a step came out before and after, and its deadline where that is another.
func outcomeWords(s assess.StepMove) string {
	words := arrow(outcomeOf(s.Before), outcomeOf(s.After))
	if s.Before != nil && s.After != nil && s.Before.Deadline != s.After.Deadline {
		words += "; " + arrow(cmp.Or(s.Before.Deadline, nothing), cmp.Or(s.After.Deadline, nothing))
	}
	return words
}

// arrow writes what was before and is after, once where that is the same.
func arrow(before, after string) string {
	if before == after {
		return after
	}
	return before + " → " + after
}

func outcomeOf(s *assess.StepState) string {
	if s == nil {
		return nothing
	}
	return s.Outcome
}

func sentence(s *assess.StepState, lang string) string {
	if s == nil {
		return nothing
	}
	return s.Text[lang]
}

// expectLines writes the lines of `expect` to paste; none where nothing is to be pasted.
func expectLines(list []assess.Expectation) []string {
	if len(list) == 0 {
		return nil
	}
	lines := []string{"expect:"}
	for _, e := range list {
		lines = append(lines, "  "+e.Key+": "+e.Value)
	}
	return lines
}

// answersOf writes the answers of a case on one line.
func answersOf(e assess.Entry) string {
	var all []string
	for _, id := range slices.Sorted(maps.Keys(e.Conclusions)) {
		all = append(all, id+": "+e.Conclusions[id])
	}
	for _, d := range e.Obligations {
		all = append(all, d.Party+"."+d.ID+": "+d.Status)
	}
	return strings.Join(all, ", ")
}

package assess

import (
	"slices"
	"strings"

	"casebook/generator/rule"
	"casebook/generator/yamlsrc"
)

// The sentences of the trace. They are made of the rules' own words (what a fact or conclusion says in
// each state) joined by a few of ours, one list a language; nobody writes a reason a second time. A
// sentence has neither a capital nor a full stop: whoever prints it puts it into its place.

// phrases are our own words in one language.
type phrases struct {
	and, because, colon    string
	all, any, none         string // what a group of conditions asks for
	holds, fails, open     string // how a rule came out: {1} is its title
	silent                 string // an exception that is open and counts as no
	exceptHolds, exceptNot string // how an exception came out: {1} is its title
	required, not, unclear string // the status of an obligation: {1} is its title
	overridden, contested  string // {1} is the title of the rule that took it back, or would
	or, notKnown           string
	either, eitherOr       string // what is said of values of which one must hold: before each, between them
	from, to               string // the ends of a score
	line, ours             string // after a number: with what it is compared, {1}; that the line is ours
}

var phrasesIn = map[string]phrases{
	"en": {
		and: " and ", because: ", because ", colon: ": ",
		all: "all of these hold", any: "at least one of these holds", none: "none of these holds",
		holds: "{1}", fails: "“{1}” does not apply", open: "it is open whether “{1}” applies",
		silent:      "the exception “{1}” is not proven and does not count",
		exceptHolds: "the exception “{1}” applies", exceptNot: "the exception “{1}” does not apply",
		required: "{1}: required", not: "{1}: not required", unclear: "{1}: cannot be determined",
		overridden: "“{1}” goes before it", contested: "it is open whether “{1}” goes before it", or: " or ", notKnown: "not known", from: "between ", to: " and ",
		either: "either ", eitherOr: " or ", line: " (the line: {1})", ours: " (our line: {1})",
	},
	"fr": {
		and: " et ", because: ", car ", colon: " : ",
		all: "toutes ces conditions sont remplies", any: "l’une au moins de ces conditions est remplie",
		none:  "aucune de ces conditions n’est remplie",
		holds: "{1}", fails: "« {1} » ne s’applique pas", open: "on ne peut dire si « {1} » s’applique",
		silent:      "l’exception « {1} » n’est pas démontrée et ne compte pas",
		exceptHolds: "l’exception « {1} » s’applique", exceptNot: "l’exception « {1} » ne s’applique pas",
		required: "{1} : requise", not: "{1} : non requise", unclear: "{1} : indéterminée",
		overridden: "« {1} » l’emporte", contested: "on ne peut dire si « {1} » l’emporte", or: " ou ", notKnown: "on l’ignore", from: "entre ", to: " et ",
		either: "soit ", eitherOr: ", soit ", line: " (seuil : {1})", ours: " (notre seuil : {1})",
	},
}

// in returns our words in a language, the English ones for a language that has none.
func in(lang string) phrases {
	if p, ok := phrasesIn[lang]; ok {
		return p
	}
	return phrasesIn["en"]
}

func fill(pattern, text string) string { return strings.Replace(pattern, "{1}", text, 1) }

// Text says how the condition came out: of a leaf, what is the case ("the data were lost"), a condition
// that fails included; of a group, what it asks for.
func (c *CondTrace) Text(lang string) string {
	switch cond := c.Cond.(type) {
	case *rule.All:
		return in(lang).all
	case *rule.Any:
		return in(lang).any
	case *rule.None:
		return in(lang).none
	case *rule.Test:
		return c.state(cond, lang)
	}
	return ""
}

func (c *CondTrace) state(t *rule.Test, lang string) string {
	switch {
	case t.Fact != nil:
		return FactText(t.Fact, c.Value, lang) + c.limits(lang)
	case c.Answer != nil:
		return c.Answer.Text(lang)
	case t.Conclusion != nil:
		return open(t.Conclusion.Title, t.Conclusion.Says, lang)
	}
	return c.Score.Text(lang)
}

// limits says with what a number is compared, and where that is a line that neither the law nor a
// guideline draws, that it is ours: " (our line: at least 1,000)".
func (c *CondTrace) limits(lang string) string {
	if len(c.Limits) == 0 {
		return ""
	}
	p, f := in(lang), flipsIn(lang)
	pattern, parts := p.line, make([]string, len(c.Limits))
	for i, l := range c.Limits {
		op := [...]string{rule.AtLeast: f.least, rule.Over: f.more, rule.Under: f.less, rule.AtMost: f.most}[l.Op]
		parts[i] = fill(op, amount(c.Test.Fact, l.Value, lang))
		if l.Ours {
			pattern = p.ours
		}
	}
	return fill(pattern, list(parts, p.and))
}

// FactText says what a fact is: "the data were lost", "people affected: at least 2,000".
func FactText(f *rule.Fact, v rule.Value, lang string) string {
	if !v.Known {
		return open(f.Title, f.Says, lang)
	}
	if f.Type == rule.YesNo || f.Type == rule.Choice {
		id := f.Values[v.Choice].ID
		if says, ok := f.Says.By[id]; ok {
			return says.In(lang)
		}
	}
	value := rule.FormatValue(f, v, lang)
	if f.Type == rule.Moment {
		value = datesOf(lang).moment(v.Moment)
	}
	if !f.Says.Pattern.IsZero() {
		return strings.Replace(f.Says.Pattern.In(lang), "{value}", value, 1)
	}
	return titled(f.Title, value, lang)
}

func open(title yamlsrc.Words, says rule.Says, lang string) string {
	if w, ok := says.By["unknown"]; ok {
		return w.In(lang)
	}
	return titled(title, in(lang).notKnown, lang)
}

// titled writes "title: text" as the language does, the title inside a sentence.
func titled(title yamlsrc.Words, text, lang string) string {
	return lowered(title.In(lang)) + in(lang).colon + text
}

// Text says what was decided, or between what it is open.
func (a *Answer) Text(lang string) string {
	c := a.Conclusion
	if v, ok := a.Decided(); ok {
		if says, ok := c.Says.By[c.Values[v].ID]; ok {
			return says.In(lang)
		}
		return titled(c.Title, optionText(c, v, lang), lang)
	}
	if c.Type == rule.YesNo || a.Possible.Len() == len(c.Values) {
		return open(c.Title, c.Says, lang)
	}
	var values, said []string
	for _, v := range c.InOrder() {
		if !a.Possible.Has(v) {
			continue
		}
		values = append(values, optionText(c, v, lang))
		if says, ok := c.Says.By[c.Values[v].ID]; ok {
			said = append(said, says.In(lang))
		}
	}
	if len(said) == len(values) {
		return in(lang).either + strings.Join(said, in(lang).eitherOr)
	}
	return titled(c.Title, strings.Join(values, in(lang).or), lang)
}

func optionText(c *rule.Conclusion, v int, lang string) string {
	return c.Values[v].In(lang)
}

// Text says what a score is, or between what it lies.
func (s *ScoreAnswer) Text(lang string) string {
	value := s.Low.String()
	if s.Low != s.High {
		value = in(lang).from + value + in(lang).to + s.High.String()
	}
	return titled(s.Score.Title, value, lang)
}

// Text says in one sentence what the step decided and on what it rests.
func (s *Step) Text(lang string) string {
	p := in(lang)
	reasons := s.Reasons(lang)
	if s.Duty != nil {
		pattern := [...]string{p.unclear, p.required, p.not}[s.Outcome]
		return because(fill(pattern, s.Duty.Version.Title.In(lang)), reasons, lang)
	}
	if s.Outcome == Yes {
		return because(s.concluded(lang), reasons, lang)
	}
	pattern := p.fails
	if s.Outcome == Unknown {
		pattern = p.open
	}
	return because(fill(pattern, title(s.Rule.Title, s.Rule.ID, lang)), reasons, lang)
}

// concluded says what a rule that holds decides.
func (s *Step) concluded(lang string) string {
	c := s.Rule.Conclusion
	if says, ok := c.Says.By[c.Values[s.Rule.Value].ID]; ok {
		return says.In(lang)
	}
	return titled(c.Title, optionText(c, s.Rule.Value, lang), lang)
}

func title(w yamlsrc.Words, id, lang string) string {
	if w.IsZero() {
		return id
	}
	return w.In(lang)
}

func because(what string, reasons []string, lang string) string {
	if len(reasons) == 0 {
		return what
	}
	return what + in(lang).because + list(reasons, in(lang).and)
}

// list joins sentences as a language lists them: a, b and c.
func list(parts []string, and string) string {
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	last := len(parts) - 1
	return strings.Join(parts[:last], ", ") + and + parts[last]
}

// Reasons returns the sentences that the outcome rests on, each once: what holds for a rule that holds,
// what fails for one that does not, what is unknown for one that is open.
func (s *Step) Reasons(lang string) []string {
	var reasons []string
	add := func(text string) {
		if text != "" && !slices.Contains(reasons, text) {
			reasons = append(reasons, text)
		}
	}
	if s.When.Outcome == s.Outcome || s.Outcome == Yes {
		for _, c := range s.When.Deciding() {
			add(c.Text(lang))
		}
	}
	for _, x := range s.Except {
		if s.Outcome == No && x.Outcome == Yes || s.Outcome == Unknown && x.Outcome == Unknown && !x.Silent {
			add(x.Text(lang))
		}
	}
	for _, r := range s.Overridden {
		if s.Outcome == No {
			add(fill(in(lang).overridden, title(r.Title, r.ID, lang)))
		}
	}
	for _, r := range s.Contested {
		if s.Outcome == Unknown {
			add(fill(in(lang).contested, title(r.Title, r.ID, lang)))
		}
	}
	return reasons
}

// Deciding returns the leaves that the outcome rests on: all of what was needed, or the first that was
// enough.
func (c *CondTrace) Deciding() []*CondTrace {
	if c.Test != nil {
		return []*CondTrace{c}
	}
	_, isAll := c.Cond.(*rule.All)
	_, isNone := c.Cond.(*rule.None)
	needed := c.Outcome // the outcome that a part must have to count
	if isNone {
		needed = [...]Outcome{Unknown, No, Yes}[c.Outcome]
	}
	// One part settles a yes of any, a no of all and a no of none; every other outcome needs all of them.
	one := c.Outcome != Unknown && (c.Outcome == Yes) == (!isAll && !isNone)
	var leaves []*CondTrace
	for _, part := range c.Parts {
		if part.Outcome != needed {
			continue
		}
		leaves = append(leaves, part.Deciding()...)
		if one {
			break
		}
	}
	return leaves
}

// Text says how the exception came out.
func (x *ExceptTrace) Text(lang string) string {
	p, name := in(lang), title(x.Exception.Title, x.Exception.ID, lang)
	switch {
	case x.Silent:
		return fill(p.silent, name)
	case x.Outcome == Yes:
		return fill(p.exceptHolds, name)
	case x.Outcome == No:
		return fill(p.exceptNot, name)
	}
	return fill(p.open, name)
}

// lowered writes the first letter of a title as inside a sentence, unless it begins an abbreviation.
func lowered(s string) string {
	runes := []rune(s)
	if len(runes) < 2 || strings.ToUpper(string(runes[1])) == string(runes[1]) {
		return s
	}
	return strings.ToLower(string(runes[0])) + string(runes[1:])
}

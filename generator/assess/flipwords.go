package assess

import (
	"slices"
	"strings"

	"casebook/generator/moment"
	"casebook/generator/rule"
)

// flipPhrases are our own words for what would change an answer. The rules' sentences stand in them as
// they are, in the mood they have: {1} is what is supposed, {2} what would follow.
type flipPhrases struct {
	suppose, show, failed string
	each, and, or         string // how a sentence is supposed, {1}; how suppositions are joined
	beside                string // how they are joined where one has several sentences
	provided, orProvided  string // how a sentence is a condition, {1}; how conditions are joined
	followed, not         string // a condition and what follows; the same where it is not required
	name, it              string // an obligation by its title, and once it was named
	semicolon             string
	then, lifted          consequences // of suppositions before them
	given, freed          consequences
	otherwise, shown      [2]string // before what would change an answer: one such, several
	less, most            string    // than a number, as it
	more, least           string
	between               string // {1} the lower end, {2} the upper
	also, without, only   string // what a set would hold besides, {1}; what it would not; all that it would
	beyond                string // it would take more than two changes
	repeated              string // words that are said again in a list of what follows them
	rests                 string // {1} is what an answer is and is not, {2} on which facts that rests
	contrast              string // what an answer is, {1}, and what it would have to be, {2}
}

// consequences say what would follow.
type consequences struct {
	required, not string // {1} is the obligation
	answer        string // {1} is what the conclusion would say
}

var flipPhrasesIn = map[string]flipPhrases{
	"en": {
		suppose: "suppose instead {1}: {2}", show: "once it is shown {1}: {2}", failed: "it does not arise, because {1}",
		each: "that {1}", and: ", and ", beside: "; and ", or: ", or ", provided: "if {1}", orProvided: " or ", followed: "{1}, {2}", not: "not",
		name: "“{1}”", it: "it", semicolon: "; ",
		then:      consequences{"{1} would be required", "{1} would not be required", "the answer would be “{1}”"},
		lifted:    consequences{"{1} would be required", "{1} would no longer be required", "the answer would be “{1}”"},
		given:     consequences{"{1} would be required", "{1} would not be required", "the answer would be “{1}”"},
		freed:     consequences{"{1} would be required", "{1} would no longer be required", "the answer would be “{1}”"},
		otherwise: [2]string{"{1} if this were so instead", "{1} if one of these were so instead"},
		shown:     [2]string{"{1} once this is shown", "{1} once one of these is shown"},
		less:      "less than {1}", most: "at most {1}", more: "more than {1}", least: "at least {1}", between: "{1} and {2}",
		also: "in addition {1}", without: "all but {1}", only: "{1} and no more", beyond: "in a case of this kind, nothing short of three facts would change this",
		repeated: "to for of by in with", rests: "{1}: {2}", contrast: "the answer is “{1}”, not “{2}”",
	},
	"fr": {
		suppose: "autre hypothèse : {1} ; {2}", show: "à démontrer : {1} ; {2}", failed: "cette obligation ne naît pas, car {1}",
		each: "{1}", and: ", et ", beside: " ; et ", or: ", ou ", provided: "si {1}", orProvided: " ou ", followed: "{1}, {2}", not: "non",
		name: "l’obligation « {1} »", it: "elle", semicolon: " ; ",
		then:      consequences{"{1} serait alors requise", "{1} ne serait alors pas requise", "la réponse serait alors « {1} »"},
		lifted:    consequences{"{1} serait alors requise", "{1} ne serait alors plus requise", "la réponse serait alors « {1} »"},
		given:     consequences{"{1} serait requise", "{1} ne serait pas requise", "la réponse serait « {1} »"},
		freed:     consequences{"{1} serait requise", "{1} ne serait plus requise", "la réponse serait « {1} »"},
		otherwise: [2]string{"dans l’hypothèse suivante, {1}", "dans l’une quelconque des hypothèses suivantes, {1}"},
		shown:     [2]string{"{1} une fois ce point démontré", "{1} une fois démontré l’un de ces points"},
		less:      "moins de {1}", most: "au plus {1}", more: "plus de {1}", least: "au moins {1}", between: "{1} et {2}",
		also: "en outre {1}", without: "toutes sauf {1}", only: "{1} et rien d’autre", beyond: "dans un cas de ce type, il faudrait qu’au moins trois faits soient différents",
		repeated: "à de en par pour sur", rests: "{1} : {2}", contrast: "la réponse est « {1} » et non « {2} »",
	},
}

// flipsIn returns our words in a language, the English ones for a language that has none.
func flipsIn(lang string) flipPhrases {
	if p, ok := flipPhrasesIn[lang]; ok {
		return p
	}
	return flipPhrasesIn["en"]
}

// fewValues is how many values of one fact a sentence names.
const fewValues = 3

// FlipText says what would follow if something known were otherwise, in a sentence without a capital or a
// full stop that names the obligation.
func (o *Outlook) FlipText(f Flip, lang string) string {
	p := flipsIn(lang)
	return fill2(p.suppose, p.supposed(f, lang), o.follows(p.then, f.To, lang, false))
}

// LiftText is FlipText for something unknown that were shown.
func (o *Outlook) LiftText(f Flip, lang string) string {
	p := flipsIn(lang)
	return fill2(p.show, p.supposed(f, lang), o.follows(p.lifted, f.To, lang, false))
}

// DecideText is FlipText for something unknown that would decide the answer.
func (o *Outlook) DecideText(f Flip, lang string) string { return o.decideText(f, lang, false) }

func (o *Outlook) decideText(f Flip, lang string, named bool) string {
	p := flipsIn(lang)
	return fill2(p.followed, p.condition(f.Facts[0], lang), o.follows(p.given, f.To, lang, named))
}

// decideTexts says what each unknown fact would decide, in one sentence a fact: "if …, it would be
// required; if …, not".
func (o *Outlook) decideTexts(lang string) []string {
	p := flipsIn(lang)
	var texts []string
	for i, f := range o.Decides {
		text := o.decideText(f, lang, true)
		if i == 0 || o.Decides[i-1].Facts[0].FactRef != f.Facts[0].FactRef {
			texts = append(texts, text)
			continue
		}
		if o.Duty != nil && Outcome(f.To) == No {
			text = fill2(p.followed, p.condition(f.Facts[0], lang), p.not)
		}
		texts[len(texts)-1] += p.semicolon + text
	}
	return texts
}

// follows says what the answer would be.
func (o *Outlook) follows(c consequences, to int, lang string, named bool) string {
	if o.Duty == nil {
		as := Answer{Conclusion: o.Answer.Conclusion, Possible: rule.Bits(0).With(to)}
		return fill(c.answer, as.Text(lang))
	}
	pattern, p := c.required, flipsIn(lang)
	if Outcome(to) == No {
		pattern = c.not
	}
	if named {
		return fill(pattern, p.it)
	}
	return fill(pattern, fill(p.name, o.Duty.Version.Title.In(lang)))
}

func fill2(pattern, one, two string) string {
	before, after, _ := strings.Cut(pattern, "{2}")
	return fill(before, one) + two + after
}

// supposed joins what a flip supposes: every fact with the values that would do.
func (p flipPhrases) supposed(f Flip, lang string) string {
	facts := f.told()
	parts, and := make([]string, len(facts)), p.and
	for i, s := range facts {
		texts := s.Texts(lang)
		if len(texts) > 1 {
			and = p.beside
		}
		for j, text := range texts {
			texts[j] = fill(p.each, text)
			if divided(text, lang) {
				texts[j] = quoted(text, lang)
			}
		}
		parts[i] = strings.Join(texts, p.or)
	}
	return strings.Join(parts, and)
}

// told returns what a sentence names of a flip: all but what only follows.
func (f Flip) told() []Supposition {
	return slices.DeleteFunc(slices.Clone(f.Facts), func(s Supposition) bool { return s.Forced })
}

// condition says a supposition as a condition.
func (p flipPhrases) condition(s Supposition, lang string) string {
	texts := s.Texts(lang)
	for j, text := range texts {
		if divided(text, lang) {
			text = quoted(text, lang)
		}
		texts[j] = fill(p.provided, text)
		if lang == "fr" && (strings.HasPrefix(text, "il ") || strings.HasPrefix(text, "ils ")) {
			texts[j] = "s’" + text
		}
	}
	return strings.Join(texts, p.orProvided)
}

// divided says whether a sentence has a colon or a semicolon of its own.
func divided(text, lang string) bool {
	return strings.Contains(text, in(lang).colon) || strings.Contains(text, flipsIn(lang).semicolon)
}

// quoted puts a sentence between marks, so that it stands in another as it is.
func quoted(text, lang string) string {
	if lang == "fr" {
		return "« " + text + " »"
	}
	return "“" + text + "”"
}

// Texts says the fact with each of its values, the first few.
func (s Supposition) Texts(lang string) []string {
	if s.Fact.Type == rule.SetOf {
		if text := s.setText(lang); text != "" {
			return []string{text}
		}
	}
	var texts []string
	for _, v := range joined(s.Fact, s.Values) {
		texts = append(texts, supposedText(s.Fact, v, lang))
	}
	return shortened(texts[:min(fewValues, len(texts))], lang)
}

// joined makes one range of ranges that touch.
func joined(f *rule.Fact, values []rule.Value) []rule.Value {
	if f.Type != rule.Count && f.Type != rule.Duration {
		return values
	}
	var all []rule.Value
	for _, v := range values {
		if n := len(all); n > 0 && all[n-1].Max+rule.One == v.Min {
			all[n-1].Max = v.Max
			continue
		}
		all = append(all, v)
	}
	return all
}

// fewWords is from how many words on what sentences begin with is said once for all of them.
const fewWords = 3

// shortened says once what several sentences begin with: "the data were used for fraud or to pose as
// somebody". They are as they were where they share too little, or one has nothing else to say.
func shortened(texts []string, lang string) []string {
	if len(texts) < 2 {
		return texts
	}
	words := make([][]string, len(texts))
	for i, text := range texts {
		words[i] = strings.Split(text, " ")
	}
	same := 0
	for !slices.ContainsFunc(words, func(w []string) bool { return same >= len(w) || w[same] != words[0][same] }) {
		same++
	}
	if same > 0 && slices.Contains(strings.Fields(flipsIn(lang).repeated), words[0][same-1]) {
		same--
	}
	ends := make([]string, len(words))
	for i, w := range words {
		ends[i] = strings.Join(w[same:], " ")
		if same < fewWords || ends[i] == "" || strings.Contains(ends[i], ",") || divided(ends[i], lang) {
			return texts
		}
	}
	return []string{strings.Join(words[0][:same], " ") + " " + list(ends, in(lang).or)}
}

// supposedText says what a fact would be. A range is named by the bounds between which it lies.
func supposedText(f *rule.Fact, v rule.Value, lang string) string {
	if f.Type != rule.Count && f.Type != rule.Duration {
		return FactText(f, v, lang)
	}
	return said(f, f.Says.Suppose, "{1}", between(f, v, lang), lang)
}

// saying says a fact with its value in words.
func saying(f *rule.Fact, value, lang string) string {
	if !f.Says.Pattern.IsZero() {
		return strings.Replace(f.Says.Pattern.In(lang), "{value}", value, 1)
	}
	return titled(f.Title, value, lang)
}

// between names a range: "less than 100", "at least 2 hours and less than 72 hours".
func between(f *rule.Fact, v rule.Value, lang string) string {
	p := flipsIn(lang)
	number := func(n rule.Number) string { return amount(f, n, lang) }
	if v.Min == v.Max {
		return number(v.Min)
	}
	var low, high string
	if v.Min > 0 {
		low = fill(p.least, number(v.Min))
		if n := v.Min - rule.One; n > 0 && roundness(f, n) > roundness(f, v.Min) {
			low = fill(p.more, number(n))
		}
	}
	if v.Max != rule.Unbounded {
		high = fill(p.less, number(v.Max+rule.One))
		if roundness(f, v.Max) > roundness(f, v.Max+rule.One) {
			high = fill(p.most, number(v.Max))
		}
	}
	if low != "" && high != "" {
		return fill2(p.between, low, high)
	}
	if low+high == "" {
		return fill(p.least, number(0))
	}
	return low + high
}

const day = 24 * 60 * rule.One

// amount writes a number, a duration in hours as long as these are few.
func amount(f *rule.Fact, n rule.Number, lang string) string {
	if f.Type == rule.Count {
		return n.In(lang)
	}
	unit := moment.Hours
	if n > 3*day {
		unit = moment.Days
	}
	return rule.FormatMinutes(n, unit, lang)
}

// roundness says how round a number is: the rounder of two neighbours is the bound that a rule names.
func roundness(f *rule.Fact, n rule.Number) int {
	steps := []rule.Number{10, 100, 1000, 10_000, 100_000, 1_000_000}
	if f.Type == rule.Duration {
		steps = []rule.Number{60, 24 * 60}
	}
	round := 0
	for _, s := range steps {
		if n != 0 && n%(s*rule.One) == 0 {
			round++
		}
	}
	return round
}

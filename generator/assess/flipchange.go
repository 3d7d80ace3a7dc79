package assess

import "strings"

// Change is what would follow, and what would bring it about. All is without capitals and full stops.
type Change struct {
	Head  string   // "it would not be required if one of these were so instead"; "" where each part says itself what follows
	Parts []string // what is supposed, each enough, the most telling first
}

// Changes tells an outlook under the name of its answer, which is therefore not named again: what would
// follow if something known were otherwise, then if something unknown were shown, then what unknown facts
// would decide. What has the same consequence stands together. That it would take more than two is said as
// well.
func (o *Outlook) Changes(lang string) []Change {
	p := flipsIn(lang)
	all := o.grouped(o.Flips, p.otherwise, p.given, lang)
	all = append(all, o.grouped(o.Lifts, p.shown, p.freed, lang)...)
	if texts := o.decideTexts(lang); len(texts) > 0 {
		all = append(all, Change{Parts: texts})
	}
	if o.Beyond {
		all = append(all, Change{Parts: []string{p.beyond}})
	}
	return all
}

// grouped gathers flips by what they lead to. heads is for one flip, and for several.
func (o *Outlook) grouped(flips []Flip, heads [2]string, then consequences, lang string) []Change {
	var all []Change
	var to []int
	at := map[int]int{}
	for _, f := range flips {
		i, ok := at[f.To]
		if !ok {
			i = len(all)
			at[f.To], to, all = i, append(to, f.To), append(all, Change{})
		}
		all[i].Parts = append(all[i].Parts, flipsIn(lang).alone(f, lang))
	}
	for i := range all {
		all[i].Head = fill(heads[min(1, len(all[i].Parts)-1)], o.follows(then, to[i], lang, true))
	}
	return all
}

// alone says what a flip supposes, a sentence of its own.
func (p flipPhrases) alone(f Flip, lang string) string {
	if facts := f.told(); len(facts) == 1 {
		return strings.Join(facts[0].Texts(lang), p.or)
	}
	p.each = "{1}"
	return p.supposed(f, lang)
}

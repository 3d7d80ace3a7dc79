package kb

import (
	"slices"

	"casebook/generator/casefile"
	"casebook/generator/diag"
	"casebook/generator/markdown"
	"casebook/generator/rule"
)

// Resume is [Resolve] for files of which most are those that before was made of. A case whose files are
// the same ones, under the same configuration and rules (the same pointers), is taken over as it is and
// not resolved again; the result is what Resolve gives. before may be nil.
func Resume(before *Base, config *Config, rules *rule.Set, files []*casefile.File, tests ...*casefile.Test) (*Base, diag.List) {
	r := newResolver(config, rules, files)
	if before != nil && before.Config == config && before.Rules == rules {
		r.takeOver(before)
	}
	r.resolveAll()
	r.addTests(tests)
	return r.Base, r.diags
}

// verdict is what was found when a case was resolved: the faults of all but its links, and whether a
// link of it depends on what other cases there are.
type verdict struct {
	diags   diag.List
	outward bool
}

// takeOver puts the cases of an earlier base in place of those that are made of the same files.
func (r *resolver) takeOver(before *Base) {
	for i, c := range r.Cases {
		old := before.cases[c.ID]
		if old == nil || !sameFiles(old, c) {
			continue
		}
		r.Cases[i], r.found[old] = old, before.found[old]
		for n, t := range c.Texts {
			r.texts[t.File.Source.Path] = old.Texts[n]
		}
		for _, id := range append([]string{c.ID}, c.Aliases...) {
			if r.cases[id] == c {
				r.cases[id] = old
			}
		}
	}
}

// sameFiles says whether two cases of one base and the next are made of the same files.
func sameFiles(a, b *Case) bool {
	return a.ID == b.ID && slices.EqualFunc(a.Texts, b.Texts, func(t, u *Text) bool { return t.File == u.File && t.Lang == u.Lang })
}

// outward says whether a link of the case leads to another case, or to nothing as yet: then it has to be
// looked at again when another case changes.
func (r *resolver) outward(c *Case) bool {
	for _, t := range c.Texts {
		if slices.ContainsFunc(t.Body.Links(), r.leadsOut) {
			return true
		}
	}
	return false
}

func (r *resolver) leadsOut(link markdown.Link) bool {
	target, fault := r.follow(link)
	return fault != nil || target.Kind != Outside && target.Kind != SamePage
}

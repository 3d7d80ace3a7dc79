package kb

import (
	"fmt"
	"strings"

	"casebook/generator/diag"
	"casebook/generator/rule"
	"casebook/generator/source"
	"casebook/generator/yamlsrc"
)

// names are words that may be written somewhere, in order, and where each is declared.
type names struct {
	ids []string
	at  []source.Span
}

func (n *names) add(id string, at source.Span) {
	if id != "" {
		n.ids, n.at = append(n.ids, id), append(n.at, at)
	}
}

// entry adds a declaration by the place of its id alone, which begins the entry.
func (n *names) entry(id string, at source.Span) {
	if !at.IsZero() {
		at.End = min(at.End, at.Start+len(id))
	}
	n.add(id, at)
}

func (n names) place(id string) source.Span {
	for i, known := range n.ids {
		if known == id {
			return n.at[i]
		}
	}
	return source.Span{}
}

// vocabulary is every word of the rules that a case may use, for saying what was meant.
type vocabulary struct {
	ofCase, ofParty, roles, acts, sectors, answers, linkable names
}

func vocabularyOf(rules *rule.Set) (v vocabulary) {
	for _, f := range rules.Facts {
		if f.OfParty {
			v.ofParty.add(f.ID, f.Key.Span)
		} else {
			v.ofCase.add(f.ID, f.Key.Span)
		}
		v.linkable.add(f.ID, f.Key.Span)
	}
	v.roles, v.acts, v.sectors = namesOf(rules.Roles), namesOf(rules.Acts), namesOf(rules.Sectors)
	for _, c := range rules.Conclusions {
		v.answers.add(c.ID, c.Key.Span)
		v.linkable.add(c.ID, c.Key.Span)
	}
	for _, o := range rules.Obligations {
		if o.Replaces == "" {
			v.answers.add(o.ID, o.Key.Span)
		}
		v.linkable.add(o.ID, o.Key.Span)
	}
	for _, r := range rules.Rules {
		v.linkable.add(r.ID, r.Key.Span)
	}
	for _, s := range rules.Scores {
		v.linkable.add(s.ID, s.Key.Span)
	}
	return v
}

func namesOf(list []*rule.Named) (n names) {
	for _, named := range list {
		n.entry(named.ID, named.Span)
	}
	return n
}

// unknown reports a word that is none of those known, with the one that was probably meant.
func (p *caseResolver) unknown(code diag.Code, what string, t yamlsrc.Text, known names) {
	p.diags.Append(unlisted(code, fmt.Sprintf("unknown %s %q", what, t.Value), t, known))
}

// unlisted reports with a message a word that is none of those known.
func unlisted(code diag.Code, message string, t yamlsrc.Text, known names) (diags diag.List) {
	if near, ok := diag.Nearest(t.Value, known.ids); ok {
		related := []diag.Related{{Span: known.place(near), Message: fmt.Sprintf("%q is declared here", near)}}
		if related[0].Span.IsZero() {
			related = nil
		}
		diags.Add(code, t.Span, message, fmt.Sprintf("did you mean %q?", near), related...)
		return diags
	}
	diags.Add(code, t.Span, message, knownHint(known))
	return diags
}

// knownHint names what is known where that is short, else the file that declares it.
func knownHint(known names) string {
	const few = 12
	switch {
	case len(known.ids) == 0:
		return ""
	case len(known.ids) > few && known.at[0].Path() != "":
		return "what is known is declared in " + known.at[0].Path()
	case len(known.ids) > few:
		return ""
	}
	return "known: " + list(known.ids)
}

func list(words []string) string { return strings.Join(words, ", ") }

// named says in words what of the rules has an id, and where it stands; "" when nothing has it.
func (b *Base) named(id string) (what string, at source.Span) {
	switch n := b.Rules.Lookup(id).(type) {
	case *rule.Fact:
		return "the fact " + id, n.Key.Span
	case *rule.Conclusion:
		return "the conclusion " + id, n.Key.Span
	case *rule.Rule:
		return "the rule " + id, n.Key.Span
	case *rule.Exception:
		return "the exception " + id, n.Span
	case *rule.Obligation:
		return "the obligation " + id, n.Key.Span
	case *rule.Score:
		return "the score " + id, n.Key.Span
	}
	return "", source.Span{}
}

// ownExceptions notes which rule or obligation each exception belongs to.
func (r *resolver) ownExceptions() {
	r.owners = map[string]any{}
	var own func(owner any, list []*rule.Exception)
	own = func(owner any, list []*rule.Exception) {
		for _, e := range list {
			r.owners[e.ID] = owner
			own(owner, e.Except)
		}
	}
	for _, o := range r.Rules.Rules {
		own(o, o.Except)
	}
	for _, o := range r.Rules.Obligations {
		own(o, o.Except)
	}
}

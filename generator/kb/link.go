package kb

import (
	"cmp"
	"fmt"
	"net/url"
	"path"
	"strings"

	"casebook/generator/diag"
	"casebook/generator/markdown"
	"casebook/generator/rule"
	"casebook/generator/yamlsrc"
)

// TargetKind is a kind of page that a link may lead to.
type TargetKind int

const (
	Outside      TargetKind = iota // an address of the web or of mail; not checked
	SamePage                       // a heading of the same text
	ToCase                         // a case
	ToRule                         // a rule
	ToObligation                   // an obligation
	ToFact                         // a fact
	ToConclusion                   // a conclusion
	ToScore                        // a score
	ToArticle                      // an article of a legal text
	ToInstrument                   // a legal text of which the article has no page
)

func (k TargetKind) String() string {
	return [...]string{"outside", "same page", "case", "rule", "obligation", "fact", "conclusion", "score", "article", "instrument"}[k]
}

// Target is where a link leads. Whoever makes pages turns it into an address.
type Target struct {
	Kind   TargetKind
	ID     string      // of the page; the address as written for Outside
	Anchor string      // a heading's or an exception's id, without #; "" for the whole page
	Source rule.Source // of ToArticle and ToInstrument
}

// Target returns where a link leads, and whether it leads anywhere. Links in the files of cases were
// all checked by [Resolve]; in another file, anchors of the same page are taken as they are.
func (b *Base) Target(link markdown.Link) (Target, bool) {
	target, fault := b.follow(link)
	return target, fault == nil
}

// broken says why a link leads nowhere.
type broken struct {
	message, hint string
	related       []diag.Related
}

// links reports the links of a case that lead nowhere.
func (b *Base) links(c *Case) (diags diag.List) {
	for _, t := range c.Texts {
		for _, link := range t.Body.Links() {
			if _, fault := b.follow(link); fault != nil {
				diags.Add("link-broken", link.Span, fault.message, fault.hint, fault.related...)
			}
		}
	}
	return diags
}

// follow finds where a link leads.
func (b *Base) follow(link markdown.Link) (Target, *broken) {
	destination, anchor, _ := strings.Cut(link.Destination, "#")
	if decoded, err := url.PathUnescape(anchor); err == nil {
		anchor = decoded
	}
	switch {
	case link.Wiki && destination != "":
		return b.followID(strings.TrimSpace(destination), anchor)
	case destination == "" && anchor == "" && link.Destination == "":
		return Target{}, &broken{message: "the link leads nowhere", hint: "write the address between the parentheses"}
	case destination == "":
		return b.followAnchor(link, anchor)
	case hasScheme(destination):
		return Target{Kind: Outside, ID: link.Destination}, nil
	}
	return b.followPath(link, destination, anchor)
}

// hasScheme says whether an address is complete: https:, mailto:, or //host.
func hasScheme(address string) bool {
	scheme, _, found := strings.Cut(address, ":")
	return strings.HasPrefix(address, "//") || found && scheme != "" && strings.Trim(strings.ToLower(scheme), "abcdefghijklmnopqrstuvwxyz0123456789+.-") == ""
}

// followAnchor finds a heading of the same text.
func (b *Base) followAnchor(link markdown.Link, anchor string) (Target, *broken) {
	t := b.texts[link.Span.Path()]
	if t == nil {
		return Target{Kind: SamePage, Anchor: anchor}, nil
	}
	return Target{Kind: SamePage, ID: t.File.ID, Anchor: anchor}, t.lacks(anchor)
}

// lacks says what is wrong where a text has no heading of an anchor.
func (t *Text) lacks(anchor string) *broken {
	if anchor == "" {
		return nil
	}
	var ids []string
	for _, h := range t.Body.Headings() {
		if h.ID == anchor {
			return nil
		}
		ids = append(ids, h.ID)
	}
	hint := diag.DidYouMean(anchor, ids)
	if hint == "" && len(ids) > 0 && len(ids) <= 12 {
		hint = "its headings are: #" + strings.Join(ids, ", #")
	}
	return &broken{message: fmt.Sprintf("%s has no heading #%s", path.Base(t.File.Source.Path), anchor), hint: hint}
}

// followID finds what an id in [[ ]] names: a case, a thing of the rules, or an article.
func (b *Base) followID(id, anchor string) (Target, *broken) {
	if c := b.Case(id); c != nil {
		return Target{Kind: ToCase, ID: c.ID, Anchor: anchor}, c.lacks(anchor)
	}
	target := b.ruleTarget(id)
	if target.ID == "" {
		s, diags := b.Rules.Source(yamlsrc.Text{Value: id})
		if s.Instrument == nil || diags.HasErrors() {
			return Target{}, b.unknownID(id, s, diags)
		}
		target = sourceTarget(s)
	}
	if anchor != "" {
		return target, &broken{message: fmt.Sprintf("the page of %q has no heading #%s", id, anchor), hint: fmt.Sprintf("write [[%s]]", id)}
	}
	return target, nil
}

func sourceTarget(s rule.Source) Target {
	if s.Article != nil {
		return Target{Kind: ToArticle, ID: s.Article.ID, Source: s}
	}
	return Target{Kind: ToInstrument, ID: s.Instrument.ID, Source: s}
}

// lacks says what is wrong where no text of a case has a heading of an anchor.
func (c *Case) lacks(anchor string) *broken {
	for _, t := range c.Texts[1:] {
		if t.lacks(anchor) == nil {
			return nil
		}
	}
	return c.Texts[0].lacks(anchor)
}

// ruleTarget returns the page of a thing of the rules, one without ID when nothing has the id.
func (b *Base) ruleTarget(id string) Target {
	switch n := b.Rules.Lookup(id).(type) {
	case *rule.Fact:
		return Target{Kind: ToFact, ID: id}
	case *rule.Conclusion:
		return Target{Kind: ToConclusion, ID: id}
	case *rule.Rule:
		return Target{Kind: ToRule, ID: id}
	case *rule.Obligation:
		return Target{Kind: ToObligation, ID: id}
	case *rule.Score:
		return Target{Kind: ToScore, ID: id}
	case *rule.Exception:
		switch owner := b.owners[n.ID].(type) {
		case *rule.Rule:
			return Target{Kind: ToRule, ID: owner.ID, Anchor: id}
		case *rule.Obligation:
			return Target{Kind: ToObligation, ID: owner.ID, Anchor: id}
		}
	}
	return Target{}
}

// unknownID says what is wrong with an id that names nothing. s and diags are what the rules make of it as
// a reference to a legal text.
func (b *Base) unknownID(id string, s rule.Source, diags diag.List) *broken {
	known := vocabularyOf(b.Rules).linkable
	for _, c := range b.Cases {
		known.add(c.ID, c.File.Source.Span(0, 0))
	}
	fault := &broken{message: fmt.Sprintf("nothing has the id %q", id)}
	if s.Instrument != nil {
		return &broken{diags[0].Message, diags[0].Hint, diags[0].Related}
	}
	if near, ok := diag.Nearest(id, known.ids); ok {
		fault.hint = fmt.Sprintf("did you mean [[%s]]?", near)
		if at := known.place(near); !at.IsZero() {
			fault.related = []diag.Related{{Span: at, Message: fmt.Sprintf("%q is declared here", near)}}
		}
		return fault
	}
	for _, d := range diags {
		fault.hint = cmp.Or(fault.hint, d.Hint)
	}
	fault.hint = cmp.Or(fault.hint, "write the id of a case, a rule, an obligation or a fact, or an article such as [[GDPR 33(1)]]")
	return fault
}

// followPath finds the case of a relative address of a file.
func (b *Base) followPath(link markdown.Link, destination, anchor string) (Target, *broken) {
	if decoded, err := url.PathUnescape(destination); err == nil {
		destination = decoded
	}
	if link.Image {
		return Target{}, &broken{message: fmt.Sprintf("the picture %q is not published", destination), hint: "only texts are published: describe it in words, or link to its address on the web"}
	}
	file := path.Join(path.Dir(link.Span.Path()), destination)
	if t := b.texts[file]; t != nil && !strings.HasPrefix(destination, "/") {
		return Target{Kind: ToCase, ID: t.File.ID, Anchor: anchor}, t.lacks(anchor)
	}
	return Target{}, b.noFile(destination)
}

// noFile says what is wrong with an address of a file that is no case.
func (b *Base) noFile(destination string) *broken {
	fault := &broken{message: fmt.Sprintf("the link leads to %q, which is no case file", destination),
		hint: "write the id between double brackets, [[id]], or the whole address with https://"}
	id := strings.TrimSuffix(path.Base(destination), ".md")
	ids := make([]string, len(b.Cases))
	for i, c := range b.Cases {
		ids[i] = c.ID
	}
	if c := b.Case(id); c != nil {
		fault.hint = fmt.Sprintf("write [[%s]]", c.ID)
	} else if near, ok := diag.Nearest(id, ids); ok {
		fault.hint = fmt.Sprintf("did you mean [[%s]]?", near)
	}
	return fault
}

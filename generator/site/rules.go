package site

import (
	"fmt"
	"html/template"
	"slices"

	"casebook/generator/markdown"
	"casebook/generator/moment"
	"casebook/generator/rule"
	"casebook/generator/source"
)

// RulePage is the page of a rule, pages/rule.html.
type RulePage struct {
	Frame
	ID         string
	Concludes  Link   // the conclusion
	Value      Pill   // what it concludes
	Burdened   string // that the value counts only when proven; "" when it does not carry that
	Because    string
	When       *Condition
	Except     []*Exception
	Overrides  []Link
	Overridden []Link
	Note       template.HTML
	Sources    []Link
	Valid      Valid
	Code       Code
	Groups     []CaseGroup
	Trials     Trials
}

// Exception is an exception of a rule or an obligation.
type Exception struct {
	ID      string
	Title   string
	When    *Condition
	Because string
	Burden  bool // it counts only when proven
	Sources []Link
	Except  []*Exception
}

// Valid says when something is law.
type Valid struct {
	Text     string // "from 25 May 2018", "" when nothing is said
	Proposal string // the proposal it belongs to, "" for law in force
	Replaces Link
	More     Link // to the page of the proposal
}

// Code is the YAML of something as written.
type Code struct {
	Path string
	Edit string // address where it can be changed; "" when not known
	Line int    // of the first line, from 1
	HTML template.HTML

	last int // the number of the last line
}

func (e *edition) rulePages() []*Page {
	var pages []*Page
	for _, r := range e.base.Rules.Rules {
		pages = append(pages, e.page("rules/"+r.ID+"/", "rule", func() any { return e.rulePage(r) }))
	}
	return pages
}

func (e *edition) rulePage(r *rule.Rule) *RulePage {
	c := r.Conclusion
	p := &RulePage{
		Frame: e.frame("rules/"+r.ID+"/", "rules", e.words(r.Title), e.words(r.Because), e.indexLink("rules")),
		ID:    r.ID, Concludes: e.conclusionLink(c),
		Value:   Pill{Is: valueClass(c, r.Value), Text: e.optionWord(c.Type, c.Values, r.Value)},
		Because: e.words(r.Because), When: e.condition(r.When), Except: e.exceptions(r.Except),
		Note: e.inline(r.Note), Sources: e.sourceLinks(r.Source), Valid: e.valid(r.Validity),
		Code: e.code(r.Span), Groups: e.byOutcome(e.record.rules[r.Index], "outcome.", "outcome-cases.", "", e.deciding(r)),
		Trials: e.trials(r, r.Except),
	}
	rules := e.base.Rules.Rules
	p.beside(r.Index, len(rules), func(i int) Link { return e.ruleLink(rules[i]) })
	if c.Burden.Has(r.Value) {
		p.Burdened = e.T("rule.burdened")
	}
	for _, o := range r.Overrides {
		p.Overrides = append(p.Overrides, e.ruleLink(o))
	}
	for _, o := range r.Overridden {
		p.Overridden = append(p.Overridden, e.ruleLink(o))
	}
	return p
}

func (e *edition) exceptions(list []*rule.Exception) []*Exception {
	var all []*Exception
	for _, x := range list {
		all = append(all, &Exception{
			ID: x.ID, Title: e.words(x.Title), When: e.condition(x.When), Because: e.words(x.Because),
			Burden: x.Burden, Sources: e.sourceLinks(x.Source), Except: e.exceptions(x.Except),
		})
	}
	return all
}

func (e *edition) valid(v rule.Validity) Valid {
	valid := Valid{}
	switch {
	case !v.From.IsZero() && !v.Until.IsZero():
		valid.Text = e.T("valid.from-until", e.texts.Date(v.From), e.texts.Date(v.Until))
	case !v.From.IsZero():
		valid.Text = e.T("valid.from", e.texts.Date(v.From))
	case !v.Until.IsZero():
		valid.Text = e.T("valid.until", e.texts.Date(v.Until))
	}
	if v.Proposal != nil {
		valid.Proposal = e.words(v.Proposal.Title)
		valid.More = Link{URL: e.proposalLink(v.Proposal).URL, Text: e.T("proposal.more")}
	}
	if v.Replaces != "" {
		valid.Replaces = e.replaced(v.Replaces)
	}
	return valid
}

// replaced leads to the rule or obligation with an id.
func (e *edition) replaced(id string) Link {
	switch x := e.base.Rules.Lookup(id).(type) {
	case *rule.Rule:
		return e.ruleLink(x)
	case *rule.Obligation:
		return e.obligationLink(x)
	}
	return Link{Text: id}
}

// code shows the lines of a file that hold a span.
func (e *edition) code(span source.Span) Code {
	if span.IsZero() {
		return Code{}
	}
	c, f := e.linesOf(span), span.File
	body := f.Body[f.Offset(c.Line, 1):min(len(f.Body), f.Offset(c.last, 1)+len(f.Line(c.last)))]
	c.HTML = markdown.HighlightYAML(body, c.Line)
	return c
}

// linesOf says which lines of a file hold a span, without showing them.
func (e *edition) linesOf(span source.Span) Code {
	f := span.File
	first, last := f.Position(span.Start).Line, f.Position(max(span.Start, span.End-1)).Line
	c := Code{Path: f.Path, Line: first, last: last}
	if repository := e.base.Config.Repository; repository != "" {
		c.Edit = fmt.Sprintf("%s/blob/%s/%s#L%d-L%d", repository, e.base.Config.Branch, f.Path, first, last)
	}
	return c
}

// ConclusionPage is the page of a conclusion, pages/conclusion.html.
type ConclusionPage struct {
	Frame
	ID      string
	Ask     string
	Note    template.HTML
	Sources []Link
	Values  []ConclusionValue
	Walk    string // how its values are tried, in a sentence
	Readers []Link // rules and obligations that test it
	Code    Code
	Groups  []CaseGroup
}

// ConclusionValue is a value with the rules that conclude it.
type ConclusionValue struct {
	Pill     Pill
	Burdened bool // it counts only when proven
	Default  bool // it holds where no rule decides
	Rules    []Link
}

func (e *edition) conclusionPages() []*Page {
	var pages []*Page
	for _, c := range e.base.Rules.Conclusions {
		pages = append(pages, e.page("conclusions/"+c.ID+"/", "conclusion", func() any { return e.conclusionPage(c) }))
	}
	return pages
}

func (e *edition) conclusionPage(c *rule.Conclusion) *ConclusionPage {
	p := &ConclusionPage{
		Frame: e.frame("conclusions/"+c.ID+"/", "rules", e.words(c.Title), e.words(c.Ask), e.indexLink("rules")),
		ID:    c.ID, Ask: e.words(c.Ask), Note: e.inline(c.Note), Sources: e.sourceLinks(c.Source), Code: e.code(c.Span),
		Readers: e.readers[c],
	}
	conclusions := e.base.Rules.Conclusions
	p.beside(c.Index, len(conclusions), func(i int) Link { return e.conclusionLink(conclusions[i]) })
	for _, i := range c.InOrder() {
		v := ConclusionValue{
			Pill:     Pill{Is: valueClass(c, i), Text: e.optionWord(c.Type, c.Values, i)},
			Burdened: c.Burden.Has(i), Default: c.Otherwise == i,
		}
		for _, r := range c.Rules {
			if r.Value == i {
				v.Rules = append(v.Rules, e.ruleLink(r))
			}
		}
		p.Values = append(p.Values, v)
	}
	if len(c.Order) > 1 {
		p.Walk = e.T("conclusion.walk")
	}
	p.Groups = e.conclusionGroups(c)
	return p
}

func (e *edition) conclusionGroups(c *rule.Conclusion) []CaseGroup {
	v := e.record.conclusions[c.Index]
	var groups []CaseGroup
	for _, i := range c.InOrder() {
		if len(v.of[i]) == 0 {
			continue
		}
		word := e.optionWord(c.Type, c.Values, i)
		groups = append(groups, e.group(c.Values[i].ID, Pill{Is: valueClass(c, i), Text: word}, e.T("conclusion.cases", word), v.of[i], e.conclusionList(c, i)))
	}
	if len(v.unknown) > 0 {
		groups = append(groups, e.group("unknown", Pill{Is: "open", Text: e.T("outcome.unknown")}, e.T("outcome-cases.unknown"), v.unknown, e.conclusionList(c, -1)))
	}
	return groups
}

// conclusionList is the list of all cases with a value of a conclusion, -1 for those where it cannot be
// told; "" where there is none.
func (e *edition) conclusionList(c *rule.Conclusion, value int) string {
	switch {
	case !slices.Contains(e.principal, c):
		return ""
	case c.Type == rule.YesNo && value == 0:
		return facetURL("conclusion", c.ID)
	case c.Type == rule.YesNo:
		return ""
	case value < 0:
		return facetURL(c.ID, "unknown")
	}
	return facetURL(c.ID, c.Values[value].ID)
}

// ObligationPage is the page of an obligation, pages/obligation.html.
type ObligationPage struct {
	Frame
	ID       string
	Bearer   string
	To       string
	Deadline []Deadline // the earliest of them holds
	Because  string
	When     *Condition
	Except   []*Exception
	Must     []Content
	Phases   string
	Note     template.HTML
	Sources  []Link
	Valid    Valid
	Versions []Link // what replaces it, under another law
	Code     Code
	Groups   []CaseGroup
	Trials   Trials
	Times    []Link // lists of cases by how it was met in time
}

// Deadline is when something is due, in words.
type Deadline struct {
	Text   string
	Source []Link
}

// Content is a thing that a notice must contain.
type Content struct {
	Text    string
	Sources []Link
}

func (e *edition) obligationPages() []*Page {
	var pages []*Page
	for _, o := range e.base.Rules.Obligations {
		pages = append(pages, e.page("obligations/"+o.ID+"/", "obligation", func() any { return e.obligationPage(o) }))
	}
	return pages
}

func (e *edition) obligationPage(o *rule.Obligation) *ObligationPage {
	p := &ObligationPage{
		Frame: e.frame("obligations/"+o.ID+"/", "obligations", e.words(o.Title), e.words(o.Because), e.indexLink("obligations")),
		ID:    o.ID, Deadline: e.deadlinesUnder(o.Deadline, o.Proposal), Because: e.words(o.Because),
		When: e.condition(o.When), Except: e.exceptions(o.Except), Must: e.contents(o.MustContain),
		Phases: e.words(o.Phases), Note: e.inline(o.Note), Sources: e.sourceLinks(o.Source), Valid: e.valid(o.Validity),
		Code: e.code(o.Span), Groups: e.byOutcome(e.record.obligations[o.Index], "status.", "status-cases.", o.ID, e.decidingDuty(o)),
		Trials: e.trials(o, o.Except),
	}
	obligations := e.base.Rules.Obligations
	p.beside(o.Index, len(obligations), func(i int) Link { return e.obligationLink(obligations[i]) })
	if o.Bearer != nil {
		p.Bearer = e.words(o.Bearer.Title)
	}
	if o.To != nil {
		p.To = e.words(o.To.Title)
	}
	for _, n := range o.ReplacedBy {
		p.Versions = append(p.Versions, e.obligationLink(n))
	}
	return p
}

func (e *edition) contents(list []rule.Content) []Content {
	var all []Content
	for _, c := range list {
		all = append(all, Content{Text: e.words(c.Title), Sources: e.sourceLinks(c.Source)})
	}
	return all
}

// deadlines puts a deadline into words, one for each of several of which the earliest holds.
func (e *edition) deadlines(d *rule.Deadline) []Deadline { return e.deadlinesUnder(d, nil) }

// deadlinesUnder is deadlines under a proposal, where it is not nil.
func (e *edition) deadlinesUnder(d *rule.Deadline, under *rule.Proposal) []Deadline {
	if d == nil {
		return nil
	}
	if len(d.Earliest) > 0 {
		var all []Deadline
		for _, part := range d.Earliest {
			all = append(all, e.deadlinesUnder(part, under)...)
		}
		return all
	}
	after := e.anchor(d.After)
	if d.NoNumber {
		return []Deadline{{Text: e.T("deadline.no-number", after)}}
	}
	within, sources := e.within(d, under)
	return []Deadline{{Text: e.T("deadline.within", within, after), Source: sources}}
}

// within is the length of a time limit in words, today's or a proposal's where it is a parameter.
func (e *edition) within(d *rule.Deadline, under *rule.Proposal) (string, []Link) {
	if d.Parameter == nil {
		return e.duration(d.Within), nil
	}
	v, ok := d.Parameter.At(e.base.Config.LawAsOf, under)
	if !ok {
		return e.words(d.Parameter.Title), nil
	}
	return e.duration(v.Duration), e.sourceLinks(v.Source)
}

func (e *edition) anchor(a rule.Anchor) string {
	after := e.T("deadline.aware")
	switch {
	case a.Act != nil && !a.Act.Noun.IsZero():
		after = e.words(a.Act.Noun)
	case a.Act != nil:
		after = e.T("deadline.act", lower(e.words(a.Act.Title)))
	case a.Fact != nil:
		after = e.T("deadline.fact", lower(e.words(a.Fact.Title)))
	}
	if a.EndOf != moment.Unknown {
		after = e.T("deadline.end-of-"+a.EndOf.String(), after)
	}
	return after
}

package site

import (
	"casebook/generator/rule"
)

// AboutPage says what the answers are worth, pages/about.html.
type AboutPage struct {
	Frame
	Text       *Prose
	Rules      string // the hash of the rules
	Files      []RuleFile
	LawAsOf    string
	Version    string
	Repository string
	Counts     []string
	Parameters []Parameter
	Proposals  []Proposal
}

// RuleFile is a file of rules.
type RuleFile struct{ Path, URL string }

// Parameter is a number of the rules with its history.
type Parameter struct {
	ID, Title string
	Hedge     string
	Values    []ParameterValue
}

// ParameterValue is what a parameter was worth in a time or under a proposal.
type ParameterValue struct {
	Value   string
	Valid   Valid
	Sources []Link
}

// Proposal is a change of the law that is not in force.
type Proposal struct {
	Title   Link
	Note    string
	Sources []Link
}

func (e *edition) aboutPage() *Page {
	return e.page("about/", "about", func() any {
		rules := e.base.Rules
		p := &AboutPage{
			Frame: e.frame("about/", "about", e.T("about.title"), e.T("about.description")),
			Text:  e.show("about", root(e.prefix+"about/")), Rules: rules.Hash, Version: e.Version,
			LawAsOf: e.texts.Date(e.base.Config.LawAsOf), Repository: e.base.Config.Repository,
			Counts: []string{
				e.texts.Plural("cases.count", len(e.Cases)), e.texts.Plural("about.rules", len(rules.Rules)),
				e.texts.Plural("about.obligations", len(e.obligations())), e.texts.Plural("about.facts", len(rules.Facts)),
			},
		}
		for _, f := range rules.Files {
			p.Files = append(p.Files, RuleFile{f.Path, e.blob(f.Path)})
		}
		for _, x := range rules.Parameters {
			p.Parameters = append(p.Parameters, e.parameter(x))
		}
		for _, x := range rules.Proposals {
			p.Proposals = append(p.Proposals, Proposal{e.proposalLink(x), e.words(x.Note), e.sourceLinks(x.Source)})
		}
		return p
	})
}

// blob is the address of a file in the repository, "" when that is not known.
func (e *edition) blob(path string) string {
	if e.base.Config.Repository == "" {
		return ""
	}
	return e.base.Config.Repository + "/blob/" + e.base.Config.Branch + "/" + path
}

func (e *edition) parameter(x *rule.Parameter) Parameter {
	p := Parameter{ID: x.ID, Title: e.words(x.Title), Hedge: e.words(x.Hedge)}
	for _, v := range x.Values {
		p.Values = append(p.Values, ParameterValue{e.parameterValue(v), e.valid(v.Validity), e.sourceLinks(v.Source)})
	}
	return p
}

package site

import (
	"casebook/generator/assess"
	"casebook/generator/rule"
)

// ProposalPage is the page of a change of the law that is not in force, pages/proposal.html: what it would
// change, beside the law in force, and which cases it would move.
type ProposalPage struct {
	Frame
	ID         string
	Note       string
	Sources    []Link
	Duties     []ProposalDuty
	Rules      []Link // rules that belong to it
	Parameters []ProposalParameter
	Groups     []CaseGroup // the cases by what would change in them
	Still      string      // how many cases it would leave as they are
	Elsewhere  string      // how many it would not reach, for the country they are of; "" for none
}

// ProposalDuty is an obligation in force beside the one that would stand in for it.
type ProposalDuty struct {
	ID        string
	Title     string
	Now, Then *ProposalSide // Now is nil for an obligation that only the proposal knows
}

// ProposalSide is an obligation under one law.
type ProposalSide struct {
	What     Link
	Because  string
	When     *Condition
	Deadline []Deadline
}

// ProposalParameter is a number of the rules beside what it would be.
type ProposalParameter struct {
	Title     string
	Now, Then string
}

func (e *edition) proposalLink(p *rule.Proposal) Link {
	return Link{URL: e.url("proposals/" + p.ID + "/"), Text: e.words(p.Title), Note: p.ID}
}

func (e *edition) proposalPages() []*Page {
	var pages []*Page
	for i, p := range e.base.Rules.Proposals {
		pages = append(pages, e.page("proposals/"+p.ID+"/", "proposal", func() any { return e.proposalPage(p, i) }))
	}
	return pages
}

func (e *edition) proposalPage(p *rule.Proposal, index int) *ProposalPage {
	v := &ProposalPage{
		Frame: e.frame("proposals/"+p.ID+"/", "law", e.words(p.Title), e.words(p.Note), e.indexLink("law")),
		ID:    p.ID, Note: e.words(p.Note), Sources: e.sourceLinks(p.Source),
	}
	for _, o := range e.base.Rules.Obligations {
		if o.Proposal == p {
			v.Duties = append(v.Duties, e.proposalDuty(o))
		}
	}
	for _, r := range e.base.Rules.Rules {
		if r.Proposal == p {
			v.Rules = append(v.Rules, e.ruleLink(r))
		}
	}
	for _, x := range e.base.Rules.Parameters {
		v.Parameters = append(v.Parameters, e.proposalParameters(x, p)...)
	}
	v.Groups, v.Still = e.movedCases(index)
	if n := e.beyond(p); n > 0 {
		v.Elsewhere = e.texts.Plural("proposal.elsewhere", n)
	}
	return v
}

func (e *edition) proposalDuty(o *rule.Obligation) ProposalDuty {
	d := ProposalDuty{ID: o.ID, Title: e.words(o.Title), Then: e.proposalSide(o)}
	if now, ok := e.base.Rules.Lookup(o.Replaces).(*rule.Obligation); ok {
		d.Title, d.Now = e.words(now.Title), e.proposalSide(now)
	}
	return d
}

func (e *edition) proposalSide(o *rule.Obligation) *ProposalSide {
	return &ProposalSide{e.obligationLink(o), e.words(o.Because), e.condition(o.When), e.deadlinesUnder(o.Deadline, o.Proposal)}
}

func (e *edition) proposalParameters(x *rule.Parameter, p *rule.Proposal) []ProposalParameter {
	now, _ := x.At(e.base.Config.LawAsOf, nil)
	then, _ := x.At(e.base.Config.LawAsOf, p)
	if then.Proposal != p {
		return nil
	}
	return []ProposalParameter{{e.words(x.Title), e.parameterValue(now), e.parameterValue(then)}}
}

// movement is a way in which a duty would come out otherwise.
type movement struct {
	obligation *rule.Obligation
	now, then  assess.Outcome
	open       bool // required either way, within another time of which nobody knows the start
}

// movedCases returns the cases that a proposal would change, by what would change, in the order of the
// obligations, and how many it would leave alone.
func (e *edition) movedCases(index int) (groups []CaseGroup, still string) {
	cases := map[movement][]int{}
	untouched := 0
	for _, i := range e.record.newest {
		moves := e.kept[e.Cases[i]].moves()[index]
		if len(moves) == 0 && e.base.Rules.Proposals[index].AppliesIn(e.Cases[i].Main.Assessed().Country) {
			untouched++
		}
		for _, m := range moves {
			key := movementOf(m)
			cases[key] = appendOnce(cases[key], i)
		}
	}
	outcomes := []assess.Outcome{assess.Yes, assess.Unknown, assess.No}
	for _, o := range e.base.Rules.Obligations {
		for _, now := range outcomes {
			for _, then := range outcomes {
				for _, open := range []bool{false, true} {
					if m := (movement{o, now, then, open}); len(cases[m]) > 0 {
						groups = append(groups, e.movedGroup(m, cases[m]))
					}
				}
			}
		}
	}
	return groups, e.texts.Plural("proposal.still", untouched)
}

// beyond returns how many cases are of a country in which the proposal would not apply.
func (e *edition) beyond(p *rule.Proposal) int {
	n := 0
	for _, i := range e.record.newest {
		if !p.AppliesIn(e.Cases[i].Main.Assessed().Country) {
			n++
		}
	}
	return n
}

func movementOf(m assess.Move) movement {
	now, then := m.Statuses()
	return movement{m.Duty().Obligation, now, then, now == assess.Yes && then == assess.Yes && !m.Then.Due.Known()}
}

func (e *edition) movedGroup(m movement, cases []int) CaseGroup {
	id := m.obligation.ID + "-" + m.now.Status() + "-" + m.then.Status()
	title := e.T("proposal.moved", e.words(m.obligation.Title), e.T("status."+m.now.String()))
	pill := Pill{Is: outcomeClass(m.then), Text: e.T("status." + m.then.String())}
	if m.now == m.then {
		title, pill.Text = e.T("proposal.moved-due", e.words(m.obligation.Title)), e.T("proposal.later")
	}
	if m.open {
		id, pill.Text = id+"-open", e.T("proposal.later-open")
	}
	return e.group(id, pill, title, cases, "")
}

// CaseProposal is what a proposal would change in a case, in one line that is never mixed with the law in
// force.
type CaseProposal struct {
	Title   Link
	Changes []Said
}

// proposals returns the proposals that would change something in the case.
func (t *teller) proposals() []CaseProposal {
	var all []CaseProposal
	for i, moves := range t.kept[t.Assessed].moves() {
		if len(moves) == 0 {
			continue
		}
		v := CaseProposal{Title: t.proposalLink(t.base.Rules.Proposals[i])}
		for _, m := range moves {
			v.Changes = append(v.Changes, t.move(m))
		}
		all = append(all, v)
	}
	return all
}

// move says what would change of one duty.
func (t *teller) move(m assess.Move) Said {
	who, what := t.party(m.Duty().Party), lower(t.words(law(m.Duty()).Title))
	switch now, then := m.Statuses(); {
	case now != then:
		return Said{t.T("proposal.case."+then.String(), what, who.Text), who.Lang}
	case m.Then.Due.Known():
		return Said{t.T("proposal.case.due", what, who.Text, t.dueBy(m.Then.Due), t.dueBy(m.Now.Due)), who.Lang}
	}
	return Said{t.T("proposal.case.limit", what, who.Text), who.Lang}
}

// proposalIndex lists the proposals.
func (e *edition) proposalIndex() []IndexGroup {
	g := IndexGroup{ID: "proposals", Title: Link{Text: e.T("proposal.index")}}
	for _, p := range e.base.Rules.Proposals {
		g.Items = append(g.Items, IndexItem{Link: e.proposalLink(p), Text: e.words(p.Note)})
	}
	if len(g.Items) == 0 {
		return nil
	}
	return []IndexGroup{g}
}

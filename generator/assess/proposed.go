package assess

import "casebook/generator/rule"

// Move is a duty that a proposal would change.
type Move struct {
	Now  *Duty // under the law in force; nil where nobody bears it there
	Then *Duty // under the proposal; nil where nobody would bear it
}

// Moves decides the same case under a proposal and returns the duties whose status would be another, and
// those still required whose time limit would be another, even where nobody knows when it starts; none
// where the proposal would not apply in the country of the case. The law in force is the assessment's.
func (a *Assessment) Moves(p *rule.Proposal) []Move {
	if !p.AppliesIn(a.Assessed().Country) {
		return nil
	}
	o := a.Options
	o.Proposal = p
	return a.movesTo(decide(a.Rules, a.Case, a.Reading, a.lawAsOf, o))
}

// movesTo returns what an assessment of the same case under other law changes of the duties.
func (a *Assessment) movesTo(then *Assessment) []Move {
	var moves []Move
	for i := range a.Duties {
		now := &a.Duties[i]
		if d := then.Duty(now.Obligation.ID, now.Party.ID); moved(now, d) {
			moves = append(moves, Move{Now: now, Then: d})
		}
	}
	for i := range then.Duties {
		if d := &then.Duties[i]; a.Duty(d.Obligation.ID, d.Party.ID) == nil && moved(nil, d) {
			moves = append(moves, Move{Then: d})
		}
	}
	return moves
}

func moved(now, then *Duty) bool {
	if now.status() != then.status() {
		return true
	}
	return now.status() == Yes && (now.NoNumber != then.NoNumber || now.Within != then.Within || now.Due != then.Due)
}

// status returns the status of a duty, that it is not required where there is none.
func (d *Duty) status() Outcome {
	if d == nil {
		return No
	}
	return d.Status
}

// Statuses returns the status now and then; a duty that nobody bears is not required.
func (m Move) Statuses() (now, then Outcome) { return m.Now.status(), m.Then.status() }

// Duty returns the duty as it is now, failing that as it would be.
func (m Move) Duty() *Duty {
	if m.Now != nil {
		return m.Now
	}
	return m.Then
}

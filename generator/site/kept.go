package site

import (
	"sync"

	"casebook/generator/assess"
)

// kept is what planning found out about one case, for the pages and for the next plan: as long as the
// rules, the configuration and the texts are the same ones, it need not be found out again.
type kept struct {
	tally   *tally
	entries []*Entry                 // by edition
	moves   func() [][]assess.Move   // what each proposal would change, decided when a page first asks
	laws    func() []assess.OtherLaw // what the law of other times would change, likewise
}

// keptOf takes over what an earlier site kept of the cases that are in both.
func keptOf(in Input) map[*Assessed]*kept {
	before := map[*Assessed]*kept{}
	if in.Before != nil && in.Before.fits(in) {
		before = in.Before.kept
	}
	eras := assess.Eras(in.Base.Rules)
	all := make(map[*Assessed]*kept, len(in.Cases))
	for _, a := range in.Cases {
		k := before[a]
		if k == nil {
			k = &kept{tally: tallyOf(a), entries: make([]*Entry, len(in.Base.Config.Languages)), moves: movesOf(in, a), laws: lawsOf(in, a, eras)}
		}
		all[a] = k
	}
	return all
}

func movesOf(in Input, a *Assessed) func() [][]assess.Move {
	proposals := in.Base.Rules.Proposals
	return sync.OnceValue(func() [][]assess.Move {
		moves := make([][]assess.Move, len(proposals))
		for i, p := range proposals {
			moves[i] = a.Main.Moves(p)
		}
		return moves
	})
}

// lawsOf decides nothing where the rules know no change of the law.
func lawsOf(in Input, a *Assessed, eras []assess.Era) func() []assess.OtherLaw {
	if len(eras) < 2 {
		return func() []assess.OtherLaw { return nil }
	}
	return sync.OnceValue(func() []assess.OtherLaw { return a.Main.OtherLaws(eras, in.Base.Config.Languages) })
}

// fits says whether what a site kept of its cases holds for another input.
func (s *Site) fits(in Input) bool {
	if s.input.Base.Rules != in.Base.Rules || s.input.Base.Config != in.Base.Config || len(s.input.Texts) != len(in.Texts) {
		return false
	}
	for i, t := range in.Texts {
		if s.input.Texts[i] != t {
			return false
		}
	}
	return true
}

package assess

import (
	"math/bits"
	"slices"

	"casebook/generator/kb"
	"casebook/generator/rule"
)

// Outlook is what would change one answer: the status of a duty, or a conclusion that duties test.
type Outlook struct {
	Duty    *Duty   // exactly one of Duty and Answer is set
	Answer  *Answer // of the conclusion
	Flips   []Flip  // facts that are known or presumed, were they otherwise
	Decides []Flip  // facts that are unknown and each decide what is open
	Lifts   []Flip  // facts that are unknown and, once shown, lift what stands by its burden
	Beyond  bool    // it is decided, and no one change and no two would change it
}

// Flip is a smallest set of facts, one or two, with which an answer would be another.
type Flip struct {
	Facts []Supposition
	To    int // the Outcome of the duty, or the value of the conclusion
}

// Supposition is a fact with values that it has not, each of which would do. A set is complete, or
// open as it was; a number is a range between bounds that the rules test.
type Supposition struct {
	FactRef
	Was    *rule.Value // what is known of it; nil for nothing
	Values []rule.Value
	Forced bool // it only follows, the other fact of the flip leaving it this one value; no sentence names it
}

// fewFlips is how many flips of one kind, that lead to one thing, are kept for an answer.
const fewFlips = 3

// Outlooks returns what would change the answers: of the conclusions that duties test, then of the
// duties. What is known is taken to be otherwise unless the vocabulary calls it fixed; what no case may
// state together is never supposed together. A set changes by one value, or to the next set of which a
// test comes out otherwise. One changed fact is always found; two, of which the second may be unknown, are
// searched for where few single ones do, among the facts that alone do not.
func (a *Assessment) Outlooks() []Outlook {
	f := a.newFlipper()
	f.singles()
	f.rest()
	f.pairs(func(t *target) bool { return t.decided() && f.few(t, true) },
		func(h, with *hypothesis) bool { return h.contrary || with.contrary })
	f.pairs(func(t *target) bool { return t.decided() && len(t.liftableBy()) > 1 && f.few(t, false) },
		func(h, with *hypothesis) bool { return !h.contrary && !with.contrary && h.lifts && with.lifts })
	all := make([]Outlook, len(f.targets))
	for i := range f.targets {
		all[i] = f.outlook(&f.targets[i])
	}
	return all
}

// hypothesis is a value that a fact might have.
type hypothesis struct {
	trial
	same     []rule.Value // the values that no test tells from it, itself the first
	fact     int          // which fact it is about, among those that are tried; odd for what is contrary
	contrary bool         // it contradicts what is known or presumed
	lifts    bool         // some answer names its fact as one that may lift it
	bars     bool         // its fact keeps others from having some values beside it
	replaces int          // how much of the case would be another: see [flipper.distance] and [flipper.moves]
}

// target is an answer whose change is looked for.
type target struct {
	duty   *Duty // one of duty and answer is set
	under  *law
	answer *Answer
	from   int    // as hit.to; -1 when it is open
	reads  []bool // by the fact's Index: it hangs on the fact
	rests  []bool // by the fact's Index: one of these is otherwise wherever the answer is; see [basis]
	alone  []bool // by fact as tried: the fact changes it alone
	hits   []hit
}

// hit is one or two hypotheses under which a target is decided otherwise.
type hit struct {
	by [2]int // the second -1 where the first is enough
	to int    // an Outcome, or a value of the conclusion
}

func (t *target) decided() bool { return t.from >= 0 }

func (t *target) liftableBy() []FactRef {
	if t.duty != nil {
		return t.duty.LiftableBy
	}
	return t.answer.LiftableBy
}

func (t *target) party() *kb.Party {
	if t.duty != nil {
		return t.duty.Party
	}
	return t.answer.Party
}

// wants says whether a hypothesis alone may change the target: what is known, of an answer that is
// decided; what is not known, of one that is open or may be lifted.
func (t *target) wants(h *hypothesis) bool {
	switch {
	case !t.reaches(h):
		return false
	case !t.decided():
		return !h.contrary
	}
	return h.contrary || h.lifts && slices.Contains(t.liftableBy(), h.ref)
}

// reaches says whether a hypothesis bears on the target, if only by what it lets be beside it.
func (t *target) reaches(h *hypothesis) bool {
	return (t.reads[h.ref.Fact.Index] || h.bars && h.contrary) && (h.ref.Party == nil || sameParty(h.ref.Party, t.party()))
}

// few says whether few facts change a target alone, of those known or of the others, into something that
// it may be.
func (f *flipper) few(t *target, contrary bool) bool {
	facts := map[int]map[int]bool{}
	for _, h := range t.hits {
		if first := &f.trials[h.by[0]]; h.by[1] < 0 && first.contrary == contrary {
			if facts[h.to] == nil {
				facts[h.to] = map[int]bool{}
			}
			facts[h.to][first.fact] = true
		}
	}
	others := 1 // a duty that is due may only not be so, and the other way round
	if t.duty == nil {
		others = len(t.answer.Conclusion.Values) - 1
	}
	for _, by := range facts {
		if len(by) >= fewFlips {
			others--
		}
	}
	return others > 0
}

// decidedIn returns the lanes in which the target is decided otherwise, by what it is then.
func (t *target) decidedIn(e *evaluator) []lanes {
	var in []lanes
	if t.duty != nil {
		status := e.obligation(e.scopeOf(t.duty.Party), t.duty.Version, t.under)
		in = []lanes{Unknown: 0, Yes: status.yes, No: status.no}
	} else {
		possible := e.conclusion(e.scopeOf(t.answer.Party), t.answer.Conclusion)
		one := e.decided(t.answer)
		for _, p := range possible {
			in = append(in, p&one)
		}
	}
	if t.decided() {
		in[t.from] = 0
	}
	return in
}

// flipper looks for what would change the answers of an assessment.
type flipper struct {
	a        *Assessment
	main     *evaluator // used again and again
	stated   *evaluator // with what is presumed left out, for what cannot be together; nil when everything can
	targets  []target
	tests    [][]*rule.Test // of every fact, by its Index, what the targets hang on and what cannot be together
	trials   []hypothesis
	bars     []bool // by the fact's Index: what cannot be together reads it
	presumed []bool // by fact as tried
}

func (a *Assessment) newFlipper() *flipper {
	f := &flipper{a: a, main: a.evaluatorOf(maxTrials, []trial{})}
	if len(a.Rules.Impossible) > 0 {
		f.stated = a.withoutPresumptions().evaluatorOf(maxTrials, []trial{})
	}
	r := a.newReader()
	a.eachAnswer(func(answer *Answer) {
		if answer.InForce && !answer.Gap && !answer.Conflict && a.tested(answer.Conclusion) {
			t := target{answer: answer, from: -1}
			if v, ok := answer.Decided(); ok {
				t.from = v
			}
			t.reads = r.conclusion(answer.Conclusion)
			f.targets = append(f.targets, t)
		}
	})
	for i := range a.Duties {
		d := &a.Duties[i]
		if d.Version == nil {
			continue
		}
		t := target{duty: d, under: a.lawOf(d.Date), from: int(d.Status), reads: r.body(d.Version.When, d.Version.Except)}
		if d.Status == Unknown {
			t.from = -1
		}
		f.targets = append(f.targets, t)
	}
	f.collect(r)
	for i := range f.targets {
		f.targets[i].alone = make([]bool, len(f.presumed))
	}
	return f
}

// tested says whether an obligation in force tests a conclusion itself.
func (a *Assessment) tested(c *rule.Conclusion) bool {
	found := false
	for _, o := range a.law.versions {
		if o != nil {
			visitTests(o.When, func(t *rule.Test) { found = found || t.Conclusion == c })
		}
	}
	return found
}

// singles tries every hypothesis alone.
func (f *flipper) singles() {
	for first := 0; first < len(f.trials); first += maxTrials {
		batch := f.trials[first:min(first+maxTrials, len(f.trials))]
		barred, e := f.suppose(nil, func(lane int) *hypothesis { return &batch[lane] }, len(batch))
		f.moves(batch, e)
		for i := range f.targets {
			t := &f.targets[i]
			for to, in := range t.decidedIn(e) {
				for lane := range batch {
					if h := &batch[lane]; (in&^barred)>>lane&1 == 1 && t.wants(h) {
						t.hits = append(t.hits, hit{[2]int{first + lane, -1}, to})
						t.alone[h.fact] = true
					}
				}
			}
		}
	}
}

// moves counts the conclusions that would not stay as they are under each hypothesis.
func (f *flipper) moves(batch []hypothesis, e *evaluator) {
	f.a.eachAnswer(func(answer *Answer) {
		v, ok := answer.Decided()
		if !ok {
			return
		}
		moved := lanes(0)
		for w, in := range e.conclusion(e.scopeOf(answer.Party), answer.Conclusion) {
			if w != v {
				moved |= in
			}
		}
		for ; moved != 0; moved &= moved - 1 {
			batch[bits.TrailingZeros64(uint64(moved))].replaces++
		}
	})
}

// suppose returns an evaluator in whose every lane one hypothesis holds beside the one that holds in all,
// if there is one, and the lanes in which something is together that cannot be. It is good until the next.
func (f *flipper) suppose(always *hypothesis, inLane func(lane int) *hypothesis, width int) (barred lanes, e *evaluator) {
	bars := always != nil && always.bars
	for lane := range width {
		bars = bars || inLane(lane).bars
	}
	set := func(e *evaluator) *evaluator {
		e.reset(width)
		if always != nil {
			e.suppose(&always.trial, e.all)
		}
		for lane := range width {
			e.suppose(&inLane(lane).trial, lanes(1)<<lane)
		}
		return e
	}
	if e = set(f.main); f.stated == nil || !bars {
		return 0, e
	}
	stated := set(f.stated)
	for _, i := range f.a.Rules.Impossible {
		if !i.OfParty {
			barred |= stated.cond(&stated.main, i.When).yes
			continue
		}
		for p := range stated.party {
			barred |= stated.cond(&stated.party[p], i.When).yes
		}
	}
	return barred, e
}

// rest finds on which facts every target rests that is decided.
func (f *flipper) rest() {
	b := basis{f.a, f.a.newReader()}
	for i := range f.targets {
		if t := &f.targets[i]; t.decided() {
			t.rests = b.of(t)
		}
	}
}

// pairs tries hypotheses by twos for some targets, those of which one is about a fact on which such a
// target rests. What changes a target alone is in none of its pairs.
func (f *flipper) pairs(needs func(*target) bool, fit func(h, with *hypothesis) bool) {
	var needy []*target
	on := make([]bool, len(f.tests))
	for i := range f.targets {
		if t := &f.targets[i]; needs(t) {
			needy = append(needy, t)
			include(on, t.rests)
		}
	}
	if len(needy) == 0 {
		return
	}
	var partners []int
	for i := range f.trials {
		h := &f.trials[i]
		if !on[h.ref.Fact.Index] {
			continue
		}
		partners = partners[:0]
		for j := range f.trials {
			with := &f.trials[j]
			if with.ref != h.ref && (j > i || !on[with.ref.Fact.Index]) && fit(h, with) && slices.ContainsFunc(needy, func(t *target) bool { return t.pairs(h, with) }) {
				partners = append(partners, j)
			}
		}
		for batch := range slices.Chunk(partners, maxTrials) {
			f.pair(needy, i, batch)
		}
	}
}

// pairs says whether two hypotheses may change the target together and do not alone.
func (t *target) pairs(h, with *hypothesis) bool {
	return !t.alone[h.fact] && !t.alone[with.fact] && t.reaches(h) && t.reaches(with) &&
		(t.rests[h.ref.Fact.Index] || t.rests[with.ref.Fact.Index])
}

// pair tries one hypothesis with each of others.
func (f *flipper) pair(needy []*target, one int, others []int) {
	h := &f.trials[one]
	barred, e := f.suppose(h, func(lane int) *hypothesis { return &f.trials[others[lane]] }, len(others))
	for _, t := range needy {
		if t.alone[h.fact] || !t.reaches(h) {
			continue
		}
		for to, in := range t.decidedIn(e) {
			for in &^= barred; in != 0; in &= in - 1 {
				other := others[bits.TrailingZeros64(uint64(in))]
				if t.pairs(h, &f.trials[other]) {
					t.hits = append(t.hits, hit{[2]int{min(one, other), max(one, other)}, to})
				}
			}
		}
	}
}

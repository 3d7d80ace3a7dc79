package site

import (
	"encoding/binary"
	"hash/maphash"
	"sync"

	"casebook/generator/assess"
	"casebook/generator/kb"
	"casebook/generator/rule"
)

// shared keeps the parts of pages that come out the same in many cases: where thousands of cases state
// much the same, most of their reasoning is made, and drawn, once. A part that leads to a passage of its
// own case, or names who disputes a fact, is never shared. What only one case has told so far is not kept:
// among thousands of cases much is told once, and would fill the memory.
type shared struct {
	told    memory
	steps   sync.Map // *CaseStep by what it tells
	reasons sync.Map // *CaseReason by what it tells
	facts   sync.Map // *CaseFact by what it tells
	notices sync.Map // *CaseNotice by *rule.Obligation
	changes sync.Map // []change by what they rest on

	authorities sync.Map // *CaseAuthority by authorityKey
}

// step returns the step of a key, made when nobody has made it yet.
func (s *shared) step(key string, make func() *CaseStep) *CaseStep {
	if found, ok := s.steps.Load(key); ok {
		return found.(*CaseStep)
	}
	step := make()
	if !s.told.again('s', key) {
		return step
	}
	step.Shared, step.key = true, key
	found, _ := s.steps.LoadOrStore(key, step)
	return found.(*CaseStep)
}

// reason returns the reasoning of a key with the steps of r: what is kept, else r when finish has told the
// rest of it. It is not kept where one of its steps is of its case alone.
func (s *shared) reason(key []byte, r *CaseReason, finish func(*CaseReason)) *CaseReason {
	for _, list := range [][]*CaseStep{r.Steps, r.Maybe, r.Failed} {
		for _, step := range list {
			if !step.Shared {
				finish(r)
				return r
			}
			key = append(append(key, 0xff), step.key...)
		}
	}
	if found, ok := s.reasons.Load(string(key)); ok {
		return found.(*CaseReason)
	}
	finish(r)
	if !s.told.again('r', string(key)) {
		return r
	}
	r.Shared = true
	found, _ := s.reasons.LoadOrStore(string(key), r)
	return found.(*CaseReason)
}

// fact returns the row of a fact that is told as this one is.
func (s *shared) fact(f CaseFact) *CaseFact {
	if f.Passage.URL != "" || f.Original != "" || f.Disputed != "" || f.Note.Text != "" {
		return &f
	}
	key := f.ID + "\x00" + f.Value + "\x00" + f.Source.URL + "\x00" + f.Source.Text
	if f.Presumed {
		key += "\x00presumed"
	}
	if found, ok := s.facts.Load(key); ok {
		return found.(*CaseFact)
	}
	if !s.told.again('f', key) {
		return &f
	}
	f.Shared = true
	found, _ := s.facts.LoadOrStore(key, &f)
	return found.(*CaseFact)
}

// notice returns what the notice of an obligation must say.
func (s *shared) notice(o *rule.Obligation, make func() *CaseNotice) *CaseNotice {
	if found, ok := s.notices.Load(o); ok {
		return found.(*CaseNotice)
	}
	found, _ := s.notices.LoadOrStore(o, make())
	return found.(*CaseNotice)
}

// changesOf returns what would change the answers of every case that stands as this one does.
func (s *shared) changesOf(key string, make func() []change) []change {
	if found, ok := s.changes.Load(key); ok {
		return found.([]change)
	}
	list := make()
	if !s.told.again('c', key) {
		return list
	}
	for _, c := range list {
		if c.told != nil {
			c.told.Shared = true
		}
	}
	found, _ := s.changes.LoadOrStore(key, list)
	return found.([]change)
}

// memory remembers which keys were met, by their hashes.
type memory struct {
	mu   sync.Mutex
	seed maphash.Seed
	met  map[uint64]struct{}
}

// again says whether a key of a kind was met before, and remembers it. Rarely it takes a new key for one
// that was, which costs some memory and nothing else.
func (m *memory) again(kind byte, key string) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.met == nil {
		m.seed, m.met = maphash.MakeSeed(), map[uint64]struct{}{}
	}
	hash := maphash.String(m.seed, key) + uint64(kind)
	_, met := m.met[hash]
	m.met[hash] = struct{}{}
	return met
}

// stepKey writes down all that a step tells, and whether other cases may tell the same.
type stepKey struct {
	*teller
	key   []byte
	alone bool // it belongs to this case alone
}

func (t *teller) keyOf(kind byte, s *assess.Step) (key string, ok bool) {
	k := &stepKey{teller: t, key: make([]byte, 0, 256)}
	k.key = append(k.key, kind, byte(s.Outcome))
	if s.Rule != nil {
		k.number(s.Rule.Index)
	} else {
		k.number(law(s.Duty).Index)
	}
	k.cond(s.When)
	k.excepts(s.Except)
	for _, r := range s.Overridden {
		k.number(r.Index)
	}
	return string(k.key), !k.alone
}

func (k *stepKey) number(n int) { k.key = binary.AppendVarint(k.key, int64(n)) }

func (k *stepKey) party(p *kb.Party) {
	if p != nil {
		k.key = append(k.key, p.ID...)
	}
	k.key = append(k.key, 0)
}

func (k *stepKey) cond(c *assess.CondTrace) {
	if c == nil {
		return
	}
	k.key = append(k.key, byte(c.Outcome))
	for _, p := range c.Parts {
		k.cond(p)
	}
	switch {
	case c.Test == nil:
	case c.Test.Fact != nil:
		k.party(c.Party)
		k.fact(c)
		for _, l := range c.Limits {
			k.key = binary.AppendVarint(k.key, int64(l.Value))
		}
	case c.Answer != nil:
		k.party(c.Answer.Party)
		k.key = binary.AppendUvarint(k.key, uint64(c.Answer.Possible))
	case c.Score != nil:
		k.key = binary.AppendVarint(binary.AppendVarint(k.key, int64(c.Score.Low)), int64(c.Score.High))
	}
}

func (k *stepKey) fact(c *assess.CondTrace) {
	if c.Fact != nil {
		k.alone = k.alone || len(c.Fact.DisputedBy) > 0 || k.text.Mark(c.Fact.Key()) != nil
	}
	k.flag(c.Fact != nil)
	k.flag(c.Presumed)
	k.value(c.Value)
}

func (k *stepKey) flag(b bool) {
	if b {
		k.key = append(k.key, 1)
		return
	}
	k.key = append(k.key, 0)
}

func (k *stepKey) value(v rule.Value) {
	k.flag(v.Known)
	k.flag(v.Open)
	k.number(v.Choice)
	k.number(int(v.Unit))
	k.key = binary.AppendUvarint(k.key, uint64(v.Set))
	k.key = binary.AppendVarint(binary.AppendVarint(k.key, int64(v.Min)), int64(v.Max))
	k.key = append(append(k.key, v.Moment.String()...), 0)
}

func (k *stepKey) excepts(list []*assess.ExceptTrace) {
	for _, x := range list {
		k.key = append(k.key, byte(x.Outcome))
		k.flag(x.Silent)
		k.cond(x.When)
		k.excepts(x.Except)
	}
}

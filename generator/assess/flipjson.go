package assess

// ChangeEntry is what would change one answer: the status of an obligation of a party, or a conclusion of
// the case (party null) or of a party. It is left out where nothing would.
type ChangeEntry struct {
	Obligation string            `json:"obligation,omitempty"`
	Conclusion string            `json:"conclusion,omitempty"`
	Party      *string           `json:"party"`
	Is         string            `json:"is"`
	WhyNot     map[string]string `json:"why-not,omitempty"` // of an obligation that does not arise
	Otherwise  []FlipEntry       `json:"otherwise"`         // were what is known otherwise
	DecidedBy  []FlipEntry       `json:"decided-by"`        // by what is not known
	LiftedBy   []FlipEntry       `json:"lifted-by"`         // once it is shown
	Beyond     bool              `json:"beyond,omitempty"`  // no one change and no two would change it
}

// FlipEntry is one or two facts that change an answer: each with any of its values.
type FlipEntry struct {
	Facts []SupposedEntry   `json:"facts"`
	To    string            `json:"to"`
	Text  map[string]string `json:"text"`
}

// SupposedEntry is a fact with values as a case file would state them.
type SupposedEntry struct {
	Fact   string `json:"fact"`
	Values []any  `json:"values"`
}

func (w entryWriter) changes(a *Assessment) []ChangeEntry {
	entries := []ChangeEntry{}
	outlooks := a.Outlooks()
	for i := range outlooks {
		o := &outlooks[i]
		e := ChangeEntry{
			Otherwise: w.flips(o, o.Flips, (*Outlook).FlipText),
			DecidedBy: w.flips(o, o.Decides, (*Outlook).DecideText),
			LiftedBy:  w.flips(o, o.Lifts, (*Outlook).LiftText),
			Beyond:    o.Beyond,
		}
		if o.Duty != nil {
			e.Obligation, e.Party, e.Is = o.Duty.Obligation.ID, &o.Duty.Party.ID, o.Duty.Status.Status()
			if a.WhyNot(o.Duty, "en") != "" {
				e.WhyNot = w.texts(func(lang string) string { return a.WhyNot(o.Duty, lang) })
			}
		} else {
			e.Conclusion, e.Is = o.Answer.Conclusion.ID, o.Answer.Value()
			if o.Answer.Party != nil {
				e.Party = &o.Answer.Party.ID
			}
		}
		if len(e.Otherwise)+len(e.DecidedBy)+len(e.LiftedBy) > 0 || e.WhyNot != nil || e.Beyond {
			entries = append(entries, e)
		}
	}
	return entries
}

func (w entryWriter) flips(o *Outlook, flips []Flip, text func(*Outlook, Flip, string) string) []FlipEntry {
	entries := []FlipEntry{}
	for _, f := range flips {
		e := FlipEntry{To: o.named(f.To), Text: w.texts(func(lang string) string { return text(o, f, lang) })}
		for _, s := range f.Facts {
			supposed := SupposedEntry{Fact: s.String(), Values: make([]any, len(s.Values))}
			for i, v := range s.Values {
				supposed.Values[i] = factValue(s.Fact, v)
			}
			e.Facts = append(e.Facts, supposed)
		}
		entries = append(entries, e)
	}
	return entries
}

// named returns what a flip leads to by its id.
func (o *Outlook) named(to int) string {
	if o.Duty != nil {
		return Outcome(to).Status()
	}
	return o.Answer.Conclusion.Values[to].ID
}

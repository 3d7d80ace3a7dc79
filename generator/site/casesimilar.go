package site

// CaseSimilar is another case with much the same facts.
type CaseSimilar struct {
	Case    Link
	Summary string
	Same    int
	Differs []string
}

func (t *teller) similar() []CaseSimilar { return nil }

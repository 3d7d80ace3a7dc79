package casefile

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
	"strconv"

	"casebook/generator/yamlsrc"
)

// TextHash returns the hash of the texts of a first file that a translation translates, 12 hexadecimal
// digits: a translation that gives it under `translates` says which state of the texts it follows.
// Facts, dates and claims are not part of it, since the translation never repeats them; neither are
// blank lines at the ends of the body, nor whether lines end as on Windows.
func (f *File) TextHash() string {
	h := texts{sha256.New()}
	h.add("title", f.Title)
	h.add("summary", f.Summary)
	h.add("authority-note", f.AuthorityNote)
	h.add("note", f.Note)
	if d := f.Decision; d != nil {
		h.add("decision", d.Amount, d.Outcome, d.Note)
	}
	h.parties(f.Parties)
	h.facts(f.Facts)
	for _, at := range f.Positions {
		h.add("position", at.ID, at.By, at.Because, at.Quote)
	}
	for _, r := range f.Readings {
		h.add("reading", r.ID, r.Title, r.Because)
		h.facts(r.Facts)
		h.parties(r.Parties)
	}
	body := bytes.ReplaceAll([]byte(f.Text.Text()), []byte("\r\n"), []byte("\n"))
	h.write(string(bytes.TrimSpace(body)))
	return hex.EncodeToString(h.Sum(nil))[:12]
}

type texts struct{ hash.Hash }

// write adds a text with its length before it, so that no two lists of texts look the same.
func (h texts) write(text string) {
	io.WriteString(h, strconv.Itoa(len(text))+":"+text)
}

// add adds texts under a name, and nothing when all of them are empty, so that a key added to the
// format later leaves the hashes of files without it alone.
func (h texts) add(name string, texts ...yamlsrc.Text) {
	for _, t := range texts {
		if t.Value != "" {
			h.write(name)
			for _, t := range texts {
				h.write(t.Value)
			}
			return
		}
	}
}

func (h texts) facts(facts []*Fact) {
	for _, f := range facts {
		h.evidence(f.Key, f.Evidence)
	}
}

func (h texts) evidence(key yamlsrc.Text, e Evidence) {
	if e.Quote.Value != "" || e.Note.Value != "" {
		h.add("evidence", key, e.Quote, e.Note)
	}
}

func (h texts) parties(parties []*Party) {
	for _, p := range parties {
		if p.Name.Value != "" {
			h.add("party", p.ID, p.Name)
		}
		if p.Aware != nil {
			h.evidence(p.Aware.Key, p.Aware.Evidence)
		}
		for _, a := range p.Did {
			h.evidence(a.Key, a.Evidence)
		}
		h.facts(p.Facts)
	}
}

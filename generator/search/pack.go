package search

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"slices"
	"sync"

	"casebook/generator/output"
)

// head is what the browser reads first: where everything is.
type head struct {
	Build  string            `json:"build"` // a hash of everything: parts of another build are refused
	Docs   int               `json:"docs"`
	Group  int               `json:"group"`  // documents in a group of the store
	Words  []string          `json:"words"`  // the first word of each part of the vocabulary; none where all postings are in the head's file
	Begins []string          `json:"begins"` // the first word of each part of the postings
	Posts  []int             `json:"posts"`  // the first term of each part of the postings
	Spots  []int             `json:"spots"`  // the first term of each part of the places
	Facets []headFacet       `json:"facets"`
	Ranges []headRange       `json:"ranges"`
	Texts  map[string]string `json:"texts"`           // what the scripts say
	Parts  map[string][2]int `json:"parts,omitempty"` // of parts in this file: where each stands after the head, and its length
}

// headFacet is a facet without its documents.
type headFacet struct {
	ID     string      `json:"id"`
	Title  string      `json:"title"`
	Group  string      `json:"group"`
	Values [][3]string `json:"values"` // id, title, other names
	Counts []int       `json:"counts"`
}

type headRange struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	Date  bool   `json:"date"`
}

// mark begins every index; its number changes with the format.
const mark = "CBX2"

// inline is how many bytes of parts lie in the head's file at most: as much as is fetched in the time
// that a further request takes.
const inline = 20_000

// pack makes the files.
func (b *builder) pack() []output.File {
	b.renumber()
	h := &head{Texts: b.site.Texts, Docs: len(b.docs), Group: b.groupSize()}
	var words, posts, spotted []part
	words, h.Words = b.wordParts()
	posts, h.Posts, h.Begins = b.postParts()
	spotted, h.Spots = b.termParts("x", spotPart, spots)
	kinds := [][]part{b.facetParts(), posts, b.docParts(h.Group), spotted}
	b.describe(h)
	all := slices.Concat(append(kinds, words)...)
	h.Build = buildOf(h, all)
	deflateAll(all)
	for _, parts := range append(kinds, words) {
		all = all[copy(parts, all):]
	}
	inside, outside := divide(kinds)
	if len(outside) <= len(kinds[2])+len(kinds[3]) {
		h.Words = nil // the postings are all there, with their words
	} else {
		outside = append(outside, words...)
	}
	folder := "search/" + b.site.Lang + "/"
	files := make([]output.File, 0, len(outside)+1)
	for _, p := range outside {
		files = append(files, output.File{Path: folder + h.Build + "/" + p.name + ".bin", Body: append([]byte(h.Build), p.body...), Asset: true})
	}
	return append(files, output.File{Path: folder + "index.bin", Body: h.file(inside)})
}

// divide returns which parts lie in the head's file: kinds of parts in this order, for as long as they
// fit there whole.
func divide(kinds [][]part) (inside, outside []part) {
	size := 0
	for i, parts := range kinds {
		for _, p := range parts {
			size += len(p.body)
		}
		if size > inline {
			return inside, slices.Concat(kinds[i:]...)
		}
		inside = append(inside, parts...)
	}
	return inside, nil
}

func (b *builder) describe(h *head) {
	for _, f := range b.site.Facets {
		v := headFacet{ID: f.ID, Title: f.Title, Group: f.Group}
		for _, x := range f.Values {
			v.Values = append(v.Values, [3]string{x.ID, x.Title, x.Also})
			v.Counts = append(v.Counts, len(x.Docs))
		}
		h.Facets = append(h.Facets, v)
	}
	for _, r := range b.site.Ranges {
		h.Ranges = append(h.Ranges, headRange{r.ID, r.Title, r.Date})
	}
}

// file is index.bin: the mark, the length of the head, the head, and the parts that lie in it.
func (h *head) file(parts []part) []byte {
	at := 0
	for _, p := range parts {
		if h.Parts == nil {
			h.Parts = map[string][2]int{}
		}
		h.Parts[p.name] = [2]int{at, len(p.body)}
		at += len(p.body)
	}
	packed := deflate(encoded(h))
	body := append([]byte(mark), binary.LittleEndian.AppendUint32(nil, uint32(len(packed)))...)
	body = append(body, packed...)
	for _, p := range parts {
		body = append(body, p.body...)
	}
	return body
}

// buildOf names an index by what is in it.
func buildOf(h *head, parts []part) string {
	hash := sha256.New()
	hash.Write(encoded(h))
	for _, p := range parts {
		fmt.Fprintf(hash, "%s %d\n", p.name, len(p.body))
		hash.Write(p.body)
	}
	return hex.EncodeToString(hash.Sum(nil))[:10]
}

// deflateAll compresses the parts in place, several at once.
func deflateAll(parts []part) {
	sideBySide(len(parts), func(i int) { parts[i].body = deflate(parts[i].body) })
}

// deflaters are writers to use again: a new one costs more than what it does for a small part.
var deflaters = sync.Pool{New: func() any {
	w, err := flate.NewWriter(nil, flate.DefaultCompression)
	if err != nil {
		panic("search: " + err.Error()) // a fault of the program: the level is ours
	}
	return w
}}

// deflate compresses for DecompressionStream("deflate-raw").
func deflate(body []byte) []byte {
	var b bytes.Buffer
	w := deflaters.Get().(*flate.Writer)
	defer deflaters.Put(w)
	w.Reset(&b)
	_, err := w.Write(body)
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		panic("search: " + err.Error()) // writing to memory cannot fail
	}
	return b.Bytes()
}

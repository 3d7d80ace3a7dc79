package search

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"runtime"
	"sync"

	"casebook/generator/output"
)

// head is what the browser reads first: where everything is.
type head struct {
	Build  string            `json:"build"` // a hash of everything: parts of another build are refused
	Docs   int               `json:"docs"`
	Group  int               `json:"group"` // documents in a group of the store
	Words  []string          `json:"words"` // the first word of each part of the vocabulary
	Posts  []int             `json:"posts"` // the first term of each part of the postings
	Spots  []int             `json:"spots"` // the first term of each part of the places
	Facets []headFacet       `json:"facets"`
	Ranges []headRange       `json:"ranges"`
	Texts  map[string]string `json:"texts"`           // what the scripts say
	Parts  map[string][2]int `json:"parts,omitempty"` // of a small site: where each part stands after the head, and its length
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
const mark = "CBX1"

// pack makes the files.
func (b *builder) pack() []output.File {
	b.renumber()
	h := &head{Texts: b.site.Texts, Docs: len(b.docs), Group: b.groupSize()}
	if b.isSmall() {
		h.Group = max(1, len(b.docs))
	}
	parts, words := b.wordParts()
	h.Words = words
	posts, firsts := b.termParts("p", postPart, postings)
	h.Posts = firsts
	spots, firsts := b.termParts("x", spotPart, spots)
	h.Spots = firsts
	parts = append(append(append(parts, posts...), spots...), b.docParts(h.Group)...)
	facets := b.facetParts()
	parts = append(parts, facets...)
	b.describe(h)
	h.Build = buildOf(h, parts)
	deflateAll(parts)
	folder := Folder + b.site.Lang + "/"
	if b.isSmall() {
		return []output.File{{Path: folder + "index.bin", Body: h.file(parts)}}
	}
	files := make([]output.File, 0, len(parts)+1)
	for _, p := range parts {
		files = append(files, output.File{Path: folder + h.Build + "/" + p.name + ".bin", Body: append([]byte(h.Build), p.body...), Asset: true})
	}
	return append(files, output.File{Path: folder + "index.bin", Body: h.file(nil)})
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

// file is index.bin: the mark, the length of the head, the head, and the parts of a small site.
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
	var group sync.WaitGroup
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for i := range next {
				parts[i].body = deflate(parts[i].body)
			}
		})
	}
	for i := range parts {
		next <- i
	}
	close(next)
	group.Wait()
}

// deflate compresses for DecompressionStream("deflate-raw").
func deflate(body []byte) []byte {
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err == nil {
		_, err = w.Write(body)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		panic("search: " + err.Error()) // writing to memory cannot fail
	}
	return b.Bytes()
}

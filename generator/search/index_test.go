package search_test

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"

	"casebook/generator/output"
	"casebook/generator/search"
	"casebook/generator/site"
)

// pages is a site of n pages with a text of their own each, large enough for an index in many files where
// n is some hundreds.
func pages(n int) *site.Searchable {
	s := &site.Searchable{Lang: "en"}
	for i := range n {
		word := string(rune('a'+i%26)) + string(rune('a'+i/26%26)) + string(rune('a'+i/676)) + "xylo"
		s.Docs = append(s.Docs, site.SearchDoc{Kind: "case", URL: fmt.Sprintf("cases/c%d/", i), Title: "Case " + word,
			Sections: []site.SearchSection{{ID: "story", Heading: "What happened", Text: strings.Repeat("The "+word+" was lost in the harbour. ", 20)}}})
	}
	return s
}

func TestBuildTwice(t *testing.T) {
	for _, n := range []int{3, 4000} {
		one, two := search.Build(pages(n)), search.Build(pages(n))
		same := slices.EqualFunc(one, two, func(a, b output.File) bool { return a.Path == b.Path && bytes.Equal(a.Body, b.Body) })
		if !same {
			t.Errorf("%d pages: two builds differ", n)
		}
		if n == 3 && len(one) != 1 || n == 4000 && len(one) < 4 {
			t.Errorf("%d pages make %d files", n, len(one))
		}
	}
}

// TestBare builds an index without the texts of sections: it is smaller by most of the store, every page
// is found by what its text says, and leads to the section that has the words in its heading.
func TestBare(t *testing.T) {
	size := func(files []output.File) (n int) {
		for _, f := range files {
			n += len(f.Body)
		}
		return n
	}
	whole, bare := pages(400), pages(400)
	bare.Bare = true
	large, small := search.Build(whole), search.Build(bare)
	if size(small) > size(large)*9/10 {
		t.Errorf("%d bytes of %d are left", size(small), size(large))
	}
	with, without := newEngine(t), newEngine(t)
	with.open("en", large)
	without.open("en", small)
	for _, query := range []string{"aaaxylo", "harbour bbaxylo", `"the abaxylo was lost"`, "happened"} {
		if want, got := with.search(query), without.search(query); len(got.Docs) == 0 || !slices.Equal(want.Docs, got.Docs) {
			t.Errorf("%s: found are %v, not %v", query, got.Docs, want.Docs)
		}
	}
	var shown []struct{ Heading string }
	if err := without.call(&shown, `async (typed) => { const a = await search(index, typed); return excerpts(await index.doc(a.docs[0]), a.marks, 2); }`, "happened aaaxylo"); err != nil || len(shown) != 1 || shown[0].Heading != "What happened" {
		t.Errorf("shown is %v (%v)", shown, err)
	}
}

// TestSpoiled wants an index with a part that is missing, cut short or of another build to be refused as
// such, and never to give an answer that is wrong.
func TestSpoiled(t *testing.T) {
	for name, spoil := range map[string]func(output.File) []output.File{
		"missing":   func(output.File) []output.File { return nil },
		"truncated": func(f output.File) []output.File { f.Body = f.Body[:len(f.Body)/2]; return []output.File{f} },
		"foreign": func(f output.File) []output.File {
			f.Body = append([]byte("0000000000"), f.Body[10:]...)
			return []output.File{f}
		},
	} {
		var files []output.File
		for _, f := range search.Build(pages(4000)) {
			if strings.HasPrefix(path.Base(f.Path), "d") {
				files = append(files, spoil(f)...)
			} else {
				files = append(files, f)
			}
		}
		e := newEngine(t)
		e.open("en", files)
		var a any
		err := e.call(&a, `async (typed) => index.doc((await search(index, typed)).docs[0])`, "aaaxylo harbour")
		if err == nil || !strings.Contains(err.Error(), "search index: ") {
			t.Errorf("%s: got %v, want an error of the index", name, err)
		}
	}
}

// BenchmarkBuild builds the index of 1,000 pages: go test ./generator/search -run '^$' -bench Build.
func BenchmarkBuild(b *testing.B) {
	s := pages(1000)
	b.ReportAllocs()
	for b.Loop() {
		search.Build(s)
	}
}

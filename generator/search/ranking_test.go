package search_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"casebook/generator/output"
	"casebook/generator/search"
	"casebook/generator/site"

	"github.com/rogpeppe/go-internal/txtar"
)

// ranking is a file of testdata: documents, and queries with what they find.
//
// A line "? QUERY => A B | C D" wants exactly these documents, A before B before the others, these in any
// order; "; corrected" after them wants the query to have been corrected, and otherwise it must not. A
// file of the archive is a document: "title:", "summary:", "names:", "authority:", then sections, each
// with a heading, which "!" makes one of facts and answers. The file "synonyms" has a term of the
// glossary a line.
type ranking struct {
	name    string
	site    *site.Searchable
	wanted  []wanted
	indexed []output.File
}

type wanted struct {
	query     string
	first     []string // in this order
	then      []string // in any order
	corrected bool
}

func rankings(t testing.TB) []ranking {
	t.Helper()
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no rankings (%v)", err)
	}
	var all []ranking
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		r := ranking{name: strings.TrimSuffix(filepath.Base(name), ".txtar"), site: &site.Searchable{Lang: "en"}}
		r.questions(t, string(archive.Comment))
		authorities := site.SearchFacet{ID: "authority", Title: "Authority", Group: "case"}
		for _, f := range archive.Files {
			if f.Name == "synonyms" {
				for line := range strings.Lines(string(f.Data)) {
					r.site.Synonyms = append(r.site.Synonyms, strings.Split(strings.TrimSpace(line), "; "))
				}
				continue
			}
			d, authority := document(f)
			if authority != "" {
				authorities.Values = append(authorities.Values, site.SearchValue{ID: strings.ToLower(authority), Title: authority, Docs: []int{len(r.site.Docs)}})
			}
			r.site.Docs = append(r.site.Docs, d)
		}
		r.site.Facets = append(r.site.Facets, authorities)
		r.indexed = search.Build(r.site)
		all = append(all, r)
	}
	return all
}

func (r *ranking) questions(t testing.TB, text string) {
	t.Helper()
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if lang, ok := strings.CutPrefix(line, "lang: "); ok {
			r.site.Lang = lang
		}
		question, ok := strings.CutPrefix(line, "? ")
		if !ok {
			continue
		}
		query, rest, ok := strings.Cut(question+" ", " => ")
		if !ok {
			t.Fatalf("%s: not a question: %s", r.name, line)
		}
		list, _, corrected := strings.Cut(rest, "; corrected")
		first, then, _ := strings.Cut(list, "|")
		r.wanted = append(r.wanted, wanted{query, strings.Fields(first), strings.Fields(then), corrected})
	}
}

func document(f txtar.File) (d site.SearchDoc, authority string) {
	d = site.SearchDoc{Kind: "case", URL: f.Name}
	for line := range strings.Lines(string(f.Data)) {
		line = strings.TrimSpace(line)
		key, value, _ := strings.Cut(line, ": ")
		switch {
		case strings.HasPrefix(line, "# "):
			heading, answers := strings.CutPrefix(line[2:], "! ")
			d.Sections = append(d.Sections, site.SearchSection{ID: "s", Heading: heading, Answers: answers})
		case len(d.Sections) > 0:
			d.Sections[len(d.Sections)-1].Text += line + " "
		case key == "title":
			d.Title = value
		case key == "summary":
			d.Summary = value
		case key == "names":
			d.Names = append(d.Names, value)
		case key == "authority":
			authority = value
		}
	}
	return d, authority
}

// check compares what an engine answers with what is wanted.
func (w wanted) check(t *testing.T, got answer) {
	t.Helper()
	found := got.URLs
	head := found[:min(len(w.first), len(found))]
	tail := slices.Sorted(slices.Values(found[len(head):]))
	if !slices.Equal(head, w.first) || !slices.Equal(tail, slices.Sorted(slices.Values(w.then))) {
		t.Errorf("%s: found %v, want %v and then %v", w.query, found, w.first, w.then)
	}
	if corrected := len(got.Corrected) > 0; corrected != w.corrected {
		t.Errorf("%s: corrected as %v", w.query, got.Corrected)
	}
}

// TestRanking asks the scripts of the browser, run here, the queries of testdata.
func TestRanking(t *testing.T) {
	for _, r := range rankings(t) {
		t.Run(r.name, func(t *testing.T) {
			e := newEngine(t)
			e.open(r.site.Lang, r.indexed)
			for _, w := range r.wanted {
				w.check(t, e.search(w.query))
			}
		})
	}
}

// FuzzQuery asks anything of the index of one of the files of testdata: there is always an answer, of
// documents that are there, each once; asked again it is the same; and asked to take the words as they
// are, nothing is corrected.
func FuzzQuery(f *testing.F) {
	var docs int
	shared := newEngine(f)
	for _, r := range rankings(f) {
		for _, w := range r.wanted {
			f.Add(w.query)
		}
		if r.name == "syntax" {
			shared.open(r.site.Lang, r.indexed)
			docs = len(r.site.Docs)
		}
	}
	for _, text := range []string{"", `-"`, "a:b:c", `authority:"`, "33(1)(", "§§ 1", "l’l’l’", "\u202e\u0000", "𝐀𠀀😀", "__proto__:x -constructor", strings.Repeat("é-", 300)} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, query string) {
		e := &engine{t, shared.vm}
		got, again := e.search(query), e.search(query)
		if !slices.Equal(got.Docs, again.Docs) {
			t.Errorf("%q finds %v and then %v", query, got.Docs, again.Docs)
		}
		seen := map[int]bool{}
		for _, d := range got.Docs {
			if d < 0 || d >= docs || seen[d] {
				t.Errorf("%q finds %v of %d documents", query, got.Docs, docs)
			}
			seen[d] = true
		}
		var exact answer
		if err := e.call(&exact, `(typed) => search(index, typed, { exact: true })`, query); err != nil || len(exact.Corrected) > 0 {
			t.Errorf("%q, taken as it is: corrected as %v (%v)", query, exact.Corrected, err)
		}
	})
}

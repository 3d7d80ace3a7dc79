package scaffold

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"casebook/generator/casefile"
	"casebook/generator/source"

	"github.com/rogpeppe/go-internal/txtar"
	"pgregory.net/rapid"
)

func parse(t testing.TB, name, text string) *casefile.File {
	t.Helper()
	f, diags := casefile.Parse(source.New("content/cases/"+name, []byte(text)), time.UTC)
	if diags.HasErrors() {
		t.Fatalf("%s: %v\n%s", name, diags, text)
	}
	return f
}

// originals are first files with every kind of text: those of the content, and the one that has every key.
func originals(t testing.TB) map[string]string {
	t.Helper()
	all := map[string]string{}
	fsys := os.DirFS("../../content/cases")
	names, _ := fs.Glob(fsys, "*.md")
	for _, name := range names {
		if _, _, translation := casefile.Name(name); !translation {
			body, err := fs.ReadFile(fsys, name)
			if err != nil {
				t.Fatal(err)
			}
			all[name] = string(body)
		}
	}
	archive, err := txtar.ParseFile("../casefile/testdata/everything.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.Files {
		if _, _, translation := casefile.Name(f.Name); !translation && strings.HasSuffix(f.Name, ".md") {
			all[path.Base(f.Name)] = string(f.Data)
		}
	}
	return all
}

// given wants a translation to give every text of a first file in its place.
func given(t testing.TB, first *casefile.File, translation []byte) {
	t.Helper()
	root := front(translation)
	for _, text := range texts(first) {
		if pair := find(root, text.path); pair == nil || pair.Value.Text == "" {
			t.Errorf("%s: %v is not there in:\n%s", first.ID, text.path, translation)
			return
		}
	}
}

// TestTranslation writes the translation of every case there is: it is well-formed, gives every text as
// the original has it, and has nothing to add.
func TestTranslation(t *testing.T) {
	for name, body := range originals(t) {
		first := parse(t, name, body)
		for _, lang := range []string{"fr", "de"} {
			got := Translation(first, lang)
			translation := parse(t, first.ID+"."+lang+".md", string(got))
			given(t, first, got)
			if translation.Title.Value != first.Title.Value || translation.TextHash() != first.TextHash() && len(first.Positions) == 0 {
				t.Errorf("%s: the translation does not say what the original does:\n%s", name, got)
			}
			if again := Refresh(first, nil, translation); !bytes.Equal(again, got) {
				t.Errorf("%s: a translation that lacks nothing is changed:\n%s", name, again)
			}
		}
	}
}

// contains says whether one text is another with bytes put in.
func contains(longer, shorter []byte) bool {
	for _, b := range shorter {
		i := bytes.IndexByte(longer, b)
		if i < 0 {
			return false
		}
		longer = longer[i+1:]
	}
	return true
}

// TestRefreshAdds takes texts away from a translation, in every form that a writer may have given it: a
// refresh puts them back, and no byte that stood there goes.
func TestRefreshAdds(t *testing.T) {
	all := originals(t)
	names := slices.Sorted(maps.Keys(all))
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom(names).Draw(t, "case")
		f, _ := casefile.Parse(source.New("content/cases/"+name, []byte(all[name])), time.UTC)
		lacking := *f
		lacking.Facts = slices.DeleteFunc(slices.Clone(f.Facts), func(*casefile.Fact) bool { return rapid.Bool().Draw(t, "fact") })
		lacking.Parties = slices.DeleteFunc(slices.Clone(f.Parties), func(*casefile.Party) bool { return rapid.Bool().Draw(t, "party") })
		if rapid.Bool().Draw(t, "positions") {
			lacking.Positions = nil
		}
		before := Translation(&lacking, "fr")
		before = bytes.Replace(before, []byte("translates: "+lacking.TextHash()), []byte("translates: "+f.TextHash()), 1)
		if rapid.Bool().Draw(t, "crlf") {
			before = bytes.ReplaceAll(before, []byte("\n"), []byte("\r\n"))
		}
		translation, _ := casefile.Parse(source.New("content/cases/x.fr.md", before), time.UTC)
		after := Refresh(f, nil, translation)
		if !contains(after, before) {
			t.Errorf("something of the translation went:\n%s\nbecame\n%s", before, after)
		}
		root := front(after)
		for _, text := range texts(f) {
			if find(root, text.path) == nil {
				t.Errorf("%v is not there in:\n%s", text.path, after)
			}
		}
	})
}

// TestRefresh runs testdata/refresh: in each archive first.md, was.md where it was another, the
// translation, and what becomes of it.
func TestRefresh(t *testing.T) {
	files, err := os.ReadDir("testdata/refresh")
	if err != nil || len(files) == 0 {
		t.Fatal("no archives", err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile("testdata/refresh/" + file.Name())
		if err != nil {
			t.Fatal(err)
		}
		part := map[string]string{}
		for _, f := range archive.Files {
			part[f.Name] = string(f.Data)
		}
		first := parse(t, "clinic.md", part["first.md"])
		var was *casefile.File
		hash := ""
		if text, ok := part["was.md"]; ok {
			was = parse(t, "clinic.md", text)
			hash = was.TextHash()
		}
		fill := strings.NewReplacer("OLD", hash, "NOW", first.TextHash()).Replace
		got := string(Refresh(first, was, parse(t, "clinic.fr.md", fill(part["clinic.fr.md"]))))
		if want := fill(part["want.md"]); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", file.Name(), got, want)
		}
		if again := string(Refresh(first, was, parse(t, "clinic.fr.md", got))); again != got {
			t.Errorf("%s: a second refresh changes it again:\n%s", file.Name(), again)
		}
	}
}

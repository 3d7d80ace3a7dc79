package casefile_test

import (
	"bytes"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"casebook/generator/casefile"
	"casebook/generator/source"
	"casebook/generator/yamlsrc"
)

// caseFiles returns the case files of all archives of testdata.
func caseFiles(t testing.TB) (files []txtar.File) {
	t.Helper()
	archives, _ := filepath.Glob("testdata/*.txtar")
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			if strings.HasSuffix(f.Name, ".md") {
				files = append(files, f)
			}
		}
	}
	return files
}

// variants are the ways in which editors write one text.
var variants = []struct {
	name string
	of   func(text []byte) []byte
}{
	{"as written", func(text []byte) []byte { return text }},
	{"CRLF", func(text []byte) []byte { return bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n")) }},
	{"byte-order mark", func(text []byte) []byte { return append(bytes.Clone(source.BOM), text...) }},
	{"both", func(text []byte) []byte {
		return append(bytes.Clone(source.BOM), bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n"))...)
	}},
}

// TestVariants holds that line ends and a byte-order mark change neither what is read nor where people
// see it.
func TestVariants(t *testing.T) {
	for _, file := range caseFiles(t) {
		want := given(file.Name, file.Data)
		for _, v := range variants {
			if diff := cmp.Diff(want, given(file.Name, v.of(file.Data))); diff != "" {
				t.Errorf("%s with %s: want -, got +\n%s", file.Name, v.name, diff)
			}
		}
	}
}

func given(name string, text []byte) string {
	f, diags := casefile.Parse(source.New(name, text), time.UTC)
	return listing(diags) + dump(f)
}

// TestSpans holds that every text and value of a file stands in the file at its span, and that the bytes
// there say it.
func TestSpans(t *testing.T) {
	for _, file := range caseFiles(t) {
		for _, v := range variants {
			src := source.New(file.Name, v.of(file.Data))
			f, diags := casefile.Parse(src, time.UTC)
			checkSpans(t, f, func(at string, span source.Span, want, got any) {
				if diff := cmp.Diff(want, got); diff != "" && !diags.HasErrors() {
					t.Errorf("%s with %s: %s: the span holds %q: want -, got +\n%s", file.Name, v.name, at, span.Text(), diff)
				}
			})
		}
	}
}

// checkSpans calls compare with what each text and value of a file says and what the bytes of its span do.
func checkSpans(t testing.TB, f *casefile.File, compare func(at string, span source.Span, want, got any)) {
	t.Helper()
	walk(reflect.ValueOf(f), "", func(name string, v any) {
		switch v := v.(type) {
		case yamlsrc.Text:
			inside(t, name, f, v.Span)
			compare(name, v.Span, strings.TrimSuffix(v.Value, "\n"), meaning(reread(v.Span)))
		case *yamlsrc.Value:
			inside(t, name, f, v.Span)
			compare(name, v.Span, meaning(v), meaning(reread(v.Span)))
		}
	})
}

func inside(t testing.TB, name string, f *casefile.File, s source.Span) {
	t.Helper()
	if s.File != f.Source || s.Start < f.Front.Start || s.Start > s.End || s.End > f.Front.End {
		t.Errorf("%s: the span %d–%d is not inside the front matter %d–%d", name, s.Start, s.End, f.Front.Start, f.Front.End)
	}
}

// reread reads the bytes of a span as YAML of their own. The line end after a block of text is no part of
// its span.
func reread(s source.Span) *yamlsrc.Value {
	text := []byte(s.Text())
	v, diags := yamlsrc.Parse(source.New("span", text), 0, -1)
	if diags.HasErrors() {
		return nil
	}
	return v
}

// meaning is what a value says, without its places.
func meaning(v *yamlsrc.Value) any {
	if v == nil {
		return nil
	}
	switch v.Kind {
	case yamlsrc.Scalar:
		return strings.TrimSuffix(v.Text, "\n")
	case yamlsrc.Sequence:
		list := []any{}
		for _, item := range v.Items {
			list = append(list, meaning(item))
		}
		return list
	case yamlsrc.Mapping:
		keys := map[string]any{}
		for _, p := range v.Pairs {
			keys[p.Key.Value] = meaning(p.Value)
		}
		return keys
	}
	return nil
}

// FuzzParse holds that whatever is written is read without a panic, twice the same, every diagnostic
// and every text with a place inside the file.
func FuzzParse(f *testing.F) {
	for _, file := range caseFiles(f) {
		for _, v := range variants {
			f.Add(v.of(file.Data))
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		src := source.New("cases/fuzz.md", text)
		file, diags := casefile.Parse(src, time.UTC)
		for _, d := range diags {
			if d.Span.File != src || d.Span.Start < 0 || d.Span.Start > d.Span.End || d.Span.End > len(text) {
				t.Errorf("%s stands at %d–%d of %d bytes", d.Message, d.Span.Start, d.Span.End, len(text))
			}
		}
		checkSpans(t, file, func(string, source.Span, any, any) {})
		if got, want := given("cases/fuzz.md", text), listing(diags)+dump(file); got != want {
			t.Errorf("read twice: %s", cmp.Diff(want, got))
		}
	})
}

func BenchmarkParse(b *testing.B) {
	files := caseFiles(b)
	for _, f := range files {
		if f.Name != "cases/everything.md" {
			continue
		}
		src := source.New(f.Name, f.Data)
		b.SetBytes(int64(len(f.Data)))
		for b.Loop() {
			casefile.Parse(src, time.UTC)
		}
	}
}

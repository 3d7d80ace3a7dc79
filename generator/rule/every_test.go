package rule

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"casebook/generator/source"
	"casebook/generator/yamlsrc"
)

func every(t testing.TB) *Set {
	t.Helper()
	body, err := os.ReadFile("testdata/every.yaml")
	if err != nil {
		t.Fatal(err)
	}
	set, diags := Compile([]*source.File{source.New("rules/every.yaml", body)}, []string{"en", "fr"})
	if len(diags) > 0 {
		t.Fatalf("the file with every construct gives\n%s", print(diags))
	}
	return set
}

// TestEveryField holds that the file with every construct leaves no field of any kind of entry empty: a
// key that Compile forgets is found here.
func TestEveryField(t *testing.T) {
	seen := map[reflect.Type]map[string]bool{}
	visit(reflect.ValueOf(every(t)), func(v reflect.Value) {
		if v.Kind() != reflect.Struct || v.Type().PkgPath() != "casebook/generator/rule" {
			return
		}
		if seen[v.Type()] == nil {
			seen[v.Type()] = map[string]bool{}
		}
		for i := range v.NumField() {
			filled := !v.Field(i).IsZero()
			seen[v.Type()][v.Type().Field(i).Name] = seen[v.Type()][v.Type().Field(i).Name] || filled
		}
	})
	for typ, fields := range seen {
		for name, filled := range fields {
			if !filled && typ != reflect.TypeFor[Value]() {
				t.Errorf("nothing sets %s.%s", typ.Name(), name)
			}
		}
	}
}

// TestSpans holds that every place in a compiled set lies in its file and holds what was read there.
func TestSpans(t *testing.T) {
	words := func(s string) string {
		s = strings.NewReplacer("\"", "", "'", "", ">-", "", "|", "", "_", " ", "-", " ").Replace(s)
		return strings.Join(strings.Fields(s), " ")
	}
	count := 0
	visit(reflect.ValueOf(every(t)), func(v reflect.Value) {
		switch at := v.Interface().(type) {
		case source.Span:
			if at.IsZero() || at.Start >= at.End || at.End > len(at.File.Body) {
				t.Errorf("span %d–%d is not in the file", at.Start, at.End)
			}
		case yamlsrc.Text:
			if count++; !at.IsZero() && words(at.Span.Text()) != words(at.Value) {
				t.Errorf("%q stands at %s, where the file has %q", at.Value, at.Span.Position(), at.Span.Text())
			}
		}
	})
	if count < 200 {
		t.Errorf("only %d texts were checked", count)
	}
}

// visit calls see for every value that can be reached from v through exported fields, each pointer once.
func visit(v reflect.Value, see func(reflect.Value)) {
	done := map[uintptr]bool{}
	var walk func(reflect.Value)
	walk = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Pointer, reflect.Interface:
			if v.IsNil() || v.Type() == reflect.TypeFor[*source.File]() || v.Kind() == reflect.Pointer && done[v.Pointer()] {
				return
			}
			if v.Kind() == reflect.Pointer {
				done[v.Pointer()] = true
			}
			walk(v.Elem())
		case reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		case reflect.Map:
			for _, key := range v.MapKeys() {
				walk(v.MapIndex(key))
			}
		case reflect.Struct:
			if v.Type() == reflect.TypeFor[source.Span]() && v.Interface().(source.Span).IsZero() {
				return
			}
			if v.CanInterface() {
				see(v)
			}
			for i := range v.NumField() {
				if v.Type().Field(i).IsExported() || v.Type().Field(i).Anonymous {
					walk(v.Field(i))
				}
			}
		}
	}
	walk(v)
}

// TestSources holds how references are read and written.
func TestSources(t *testing.T) {
	set := every(t)
	for _, c := range []struct{ text, en, fr, article string }{
		{"GDPR", "GDPR", "RGPD", ""},
		{"GDPR 33(1)", "Art. 33(1) GDPR", "art. 33, § 1, RGPD", "gdpr-33-1"},
		{"GDPR 33(3)(a)", "Art. 33(3)(a) GDPR", "art. 33, § 3, point a), RGPD", "gdpr-33-3"},
		{"GDPR 4(12)", "Art. 4(12) GDPR", "art. 4, point 12), RGPD", "gdpr-4-12"},
		{"GDPR 5(1)(f)", "Art. 5(1)(f) GDPR", "art. 5, § 1, point f), RGPD", "?"},
		{"GDPR 10", "Art. 10 GDPR", "art. 10, RGPD", "?"},
		{"GDPR recital 85", "Recital 85 GDPR", "considérant 85 du RGPD", "gdpr-recital-85"},
		{"EDPB 9/2022", "EDPB 9/2022", "EDPB 9/2022", ""},
		{"EDPB 9/2022 case 03", "EDPB 9/2022, case 03", "EDPB 9/2022, cas 03", ""},
		{"EDPB 9/2022 section II.A", "EDPB 9/2022, section II.A", "EDPB 9/2022, section II.A", ""},
		{"EDPB 9/2022 II.A", "EDPB 9/2022, II.A", "EDPB 9/2022, II.A", ""},
		{"EDPB 9/20221", "EDPB 9/20221", "EDPB 9/20221", "?"},
	} {
		s, diags := set.Source(yamlsrc.Text{Value: c.text})
		if s.In("en") != c.en || s.In("fr") != c.fr {
			t.Errorf("%s reads %q, %q; want %q, %q", c.text, s.In("en"), s.In("fr"), c.en, c.fr)
		}
		article := ""
		if s.Article != nil {
			article = s.Article.ID
		}
		if len(diags) > 0 {
			article = "?"
		}
		if article != c.article {
			t.Errorf("%s lies in the article %q, want %q", c.text, article, c.article)
		}
	}
}

package casefile_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"casebook/generator/casefile"
	"casebook/generator/diag"
	"casebook/generator/moment"
	"casebook/generator/source"
	"casebook/generator/yamlsrc"
)

var update = flag.Bool("update", false, "write what the parser gives into testdata, to be read before it is kept")

// TestParse parses the case files of each archive of testdata; behind each stands what it must give: the
// file read, every text with its place, or the diagnostics.
func TestParse(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal("no archives in testdata", err)
	}
	for _, name := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			var got []txtar.File
			for _, file := range archive.Files {
				if !strings.HasSuffix(file.Name, ".md") {
					continue
				}
				f, diags := casefile.Parse(source.New(file.Name, file.Data), time.UTC)
				text := listing(diags)
				if text == "" {
					text = dump(f)
				}
				got = append(got, file, txtar.File{Name: file.Name + " gives", Data: []byte(text)})
			}
			if *update {
				archive.Files = got
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want := string(txtar.Format(archive))
			archive.Files = got
			if diff := cmp.Diff(want, string(txtar.Format(archive))); diff != "" {
				t.Errorf("want -, got +; go test ./generator/casefile -update:\n%s", diff)
			}
		})
	}
}

// listing writes diagnostics as people see them, without the lines of the file.
func listing(diags diag.List) string {
	var b strings.Builder
	for _, d := range diags.Sorted() {
		fmt.Fprintf(&b, "%s: %s: %s [%s]\n", d.Span.Position(), d.Severity, d.Message, d.Code)
		if d.Hint != "" {
			fmt.Fprintf(&b, "    hint: %s\n", d.Hint)
		}
		for _, r := range d.Related {
			fmt.Fprintf(&b, "    %s: %s\n", r.Span.Position(), r.Message)
		}
	}
	return b.String()
}

// dump writes all that a file holds, one value a line, with the place where it stands.
func dump(f *casefile.File) string {
	var b strings.Builder
	walk(reflect.ValueOf(f), "", func(name string, v any) {
		switch v := v.(type) {
		case yamlsrc.Text:
			fmt.Fprintf(&b, "%s: %s %q\n", name, v.Span.Position(), v.Value)
		case *yamlsrc.Value:
			fmt.Fprintf(&b, "%s: %s %s\n", name, v.Span.Position(), v.Span.Text())
		case moment.Moment:
			fmt.Fprintf(&b, "%s: %s\n", name, v)
		case moment.Date:
			fmt.Fprintf(&b, "%s: %s\n", name, v)
		case bool, string:
			fmt.Fprintf(&b, "%s: %v\n", name, v)
		}
	})
	fmt.Fprintf(&b, "Zone: %s\nBody: %s\nHash: %s\n", f.Zone, f.Text.Position(), f.TextHash())
	return b.String()
}

// walk visits every value of a file that is not zero, with its path: "Parties[0].Aware.When[0]".
func walk(v reflect.Value, name string, visit func(name string, v any)) {
	if v.IsZero() {
		return
	}
	switch x := v.Interface().(type) {
	case yamlsrc.Text, *yamlsrc.Value, moment.Moment, moment.Date, bool, string:
		visit(strings.TrimPrefix(name, "."), x)
		return
	case *source.File, *time.Location, source.Span:
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if v.Elem().Type().PkgPath() == reflect.TypeFor[casefile.File]().PkgPath() {
			walk(v.Elem(), name, visit)
		}
	case reflect.Slice:
		for i := range v.Len() {
			walk(v.Index(i), fmt.Sprintf("%s[%d]", name, i), visit)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			field := v.Type().Field(i)
			path := name + "." + field.Name
			if field.Anonymous {
				path = name
			}
			walk(v.Field(i), path, visit)
		}
	}
}

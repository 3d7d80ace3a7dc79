package generator

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"testing"

	"casebook/generator/render"
	"casebook/templates"
)

// TestDrawn draws every page of sites by package draw and by html/template, which is right.
func TestDrawn(t *testing.T) {
	for name, content := range map[string]fs.FS{
		"own": os.DirFS("../content"), "example": os.DirFS("testdata/sites/example/content"), "hipaa": os.DirFS("../cmd/casebook/testdata/hipaa/content"),
	} {
		t.Run(name, func(t *testing.T) {
			o := Options{Content: content, Name: "content", Templates: templates.FS}
			_, quick, err := Plan(context.Background(), o)
			if err != nil || quick == nil {
				t.Fatal("no site: ", err)
			}
			plain := quick.renderer.Plain()
			for _, page := range quick.plan.Pages {
				slow := quick.renderer.Slow()
				got, err := quick.renderer.Page(page)
				if err != nil {
					t.Fatal(err)
				}
				if quick.renderer.Slow() > slow {
					t.Errorf("%s: html/template had to draw it", render.Path(page))
				}
				want, err := plain.Page(page)
				if err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(got.Body, want.Body) {
					t.Errorf("%s: %s", render.Path(page), apart(got.Body, want.Body))
				}
			}
		})
	}
}

// apart shows where two texts begin to differ.
func apart(got, want []byte) string {
	i := 0
	for i < min(len(got), len(want)) && got[i] == want[i] {
		i++
	}
	from := max(0, i-60)
	return "got …" + string(got[from:min(len(got), i+60)]) + "…, want …" + string(want[from:min(len(want), i+60)]) + "…"
}

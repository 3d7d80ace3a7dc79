package site_test

import (
	"context"
	"os"
	"testing"

	"casebook/generator"
	"casebook/generator/render"
	"casebook/generator/site"
	"casebook/generator/source"
	"casebook/templates"
)

func BenchmarkRenderCase(b *testing.B) {
	r, err := generator.Check(context.Background(), generator.Options{Content: os.DirFS("../../content"), Name: "content", Templates: templates.FS})
	if err != nil {
		b.Fatal(err)
	}
	var texts []*site.Texts
	for _, l := range []string{"en", "fr"} {
		body, _ := os.ReadFile("../../templates/i18n/" + l + ".yaml")
		t, _ := site.ParseTexts(source.New("templates/i18n/"+l+".yaml", body))
		texts = append(texts, t)
	}
	s, _ := site.Plan(site.Input{Base: r.Base, Cases: r.Cases, Texts: texts})
	re, err := render.New(templates.FS)
	if err != nil {
		b.Fatal(err)
	}
	for _, p := range s.Pages {
		if p.URL == "cases/edpb-01/" {
			v := p.View()
			_ = v
			for b.Loop() {
				if _, err = re.Page(p); err != nil {
					b.Fatal(err)
				}
			}
		}
	}
}

package render

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"casebook/generator/site"
)

// TestFaults breaks a template in every way, and wants the place named and the rendering to end.
func TestFaults(t *testing.T) {
	tests := []struct {
		name, page string
		place      string // of the fault, "" where the template package names none
		message    string
	}{
		{"unclosed action", "{{define \"main\"}}\n{{if .Title}}yes", "templates/pages/home.html 2:1", "unexpected EOF"},
		{"unknown function", "{{define \"main\"}}\n  {{shout .Title}}{{end}}", "templates/pages/home.html 2:3", `function "shout" not defined`},
		{"unknown field", "{{define \"main\"}}\n  {{.Subtitle}}{{end}}", "templates/pages/home.html 2:5", "can't evaluate field Subtitle"},
		{"text in a script", "{{define \"main\"}}<a href=\"{{if .Title}}\">{{end}}</a>{{end}}", "templates/pages/home.html 1:32", "{{if}} branches end in different contexts"},
		{"calls itself", "{{define \"main\"}}{{template \"main\" .}}{{end}}", "templates/pages/home.html 1:29", "exceeded maximum template depth"},
		{"draws itself", "{{define \"main\"}}{{once \"main\" .}}{{end}}", "templates/pages/home.html 1:20", "draws itself without end"},
		{"repeats without end", "{{define \"main\"}}{{range 1000000000000}}again and again and again and again{{end}}{{end}}", "", "repeat without end"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			err := rendered(test.page)
			if err == nil || !strings.Contains(err.Error(), test.message) {
				t.Fatalf("want an error with %q, got %.300v", test.message, err)
			}
			place := ""
			if f := (*Fault)(nil); errors.As(err, &f) {
				place = f.Place.Path() + " " + f.Place.Position().String()
			}
			if test.place != "" && place != test.place {
				t.Errorf("want the place %q, got %q", test.place, place)
			}
		})
	}
}

// rendered renders a page of which the template is given, and returns what went wrong.
func rendered(page string) error {
	r, err := New(fstest.MapFS{
		"layouts/base.html":     {Data: []byte(`<main>{{template "main" .}}</main>`)},
		"partials/line.html":    {Data: []byte(`{{define "line"}}{{end}}`)},
		"pages/home.html":       {Data: []byte(page)},
		"assets/css/bundle.txt": {},
	})
	if err != nil {
		return err
	}
	_, err = r.Page(&site.Page{Template: "home", View: func() any { return &struct{ Title string }{"A title"} }})
	return err
}

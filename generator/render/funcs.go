package render

import (
	"bytes"
	"fmt"
	"html/template"
	"reflect"
	"strings"

	"casebook/generator/moment"
	"casebook/generator/site"
)

// funcs returns what templates may call, ten at most.
func (s *set) funcs() template.FuncMap {
	return template.FuncMap{
		"t":      s.t,
		"plural": s.plural,
		"number": s.number,
		"date":   s.date,
		"until":  s.until,
		"url":    s.url,
		"asset":  s.asset,
		"once":   s.once,
		"each":   s.each,
	}
}

// pure are the functions whose results depend on nothing but their arguments.
var pure = []string{"t", "plural", "number", "url", "asset"}

// t returns a text of the templates: {{t "nav.cases"}}, {{t "case.law" (date .LawAsOf)}}.
func (s *set) t(key string, args ...any) string { return s.texts.T(key, args...) }

// plural returns a counted text: {{plural "cases" .Count}} is "1 case", "12 cases".
func (s *set) plural(key string, n int, args ...any) string { return s.texts.Plural(key, n, args...) }

// number writes a whole number as the language does.
func (s *set) number(n int) string { return s.texts.Number(n) }

// date writes a date, moment or range in words, "" when it is unknown.
func (s *set) date(d any) string { return s.texts.Date(d) }

// until writes the end of a time limit: the end of a day is named by that day.
func (s *set) until(m moment.Moment) string { return s.texts.Until(m) }

// url makes an address of the site relative to the page: {{url .URL}}. Addresses of other sites and
// fragments stay as they are; html/template still refuses what is not safe in a link.
func (s *set) url(address string) string {
	switch {
	case address == site.HomeURL:
		if s.root == "" {
			return address
		}
		return s.root
	case strings.HasPrefix(address, "#"), strings.Contains(address, ":"):
		return address
	}
	return s.root + address
}

// asset returns the address of a style, script or picture: {{asset "style.css"}}.
func (s *set) asset(name string) string {
	return s.root + s.renderer.assets.folder + "/" + name
}

// once draws a partial once for a value that many pages share, and returns the same markup afterwards:
// {{once "header" .Chrome}}. dot must be a pointer, which tells values apart.
func (s *set) once(partial string, dot any) (template.HTML, error) {
	type key struct {
		partial string
		dot     any
	}
	shared := s.renderer.shared(s.voice)
	if html, ok := shared.Load(key{partial, dot}); ok {
		return html.(template.HTML), nil
	}
	html, err := s.draw(partial, dot)
	if err == nil {
		shared.Store(key{partial, dot}, html)
	}
	return html, err
}

// each draws a partial for every element of a list, for a view that puts the markup into a text:
// {{.Story.Body (each "case-mark" .Notes)}}.
func (s *set) each(partial string, list any) ([]template.HTML, error) {
	v := reflect.ValueOf(list)
	all := make([]template.HTML, v.Len())
	for i := range all {
		html, err := s.draw(partial, v.Index(i).Interface())
		if err != nil {
			return nil, err
		}
		all[i] = html
	}
	return all, nil
}

func (s *set) draw(partial string, dot any) (template.HTML, error) {
	defer s.drawing.Add(-1)
	if s.drawing.Add(1) > deepest {
		return "", fmt.Errorf("the partial %q draws itself without end", partial)
	}
	var b bytes.Buffer
	err := s.execute(&b, partial, dot)
	return template.HTML(b.String()), err
}

package kb

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"casebook/generator/diag"
	"casebook/generator/moment"
	"casebook/generator/source"
	"casebook/generator/yamlsrc"
)

// ParseConfig reads content/site.yaml. What is wrong is reported and replaced by what holds when
// nothing is said: English, the zone UTC, the branch main, all exports, excerpts in the search, the size
// that GitHub Pages takes. A nil file says nothing at all.
func ParseConfig(file *source.File) (*Config, diag.List) {
	p := &configParser{Config: &Config{File: file, Branch: "main", Zone: time.UTC, Excerpts: true, SizeLimit: defaultLimit}}
	if file == nil {
		p.Languages, p.Exports = []string{"en"}, Exports{JSON: true, Markdown: true}
		return p.Config, nil
	}
	value, diags := yamlsrc.Parse(file, 0, -1)
	p.diags = diags
	m := yamlsrc.OpenMap(value, "site.yaml", &p.diags)
	if value == nil {
		m.Span = file.Span(0, 0)
	}
	if p.Title = m.Words("title"); p.Title.IsZero() && !p.diags.HasErrors() {
		m.Required("title")
	}
	p.Tagline = m.Words("tagline")
	p.languages(m.Texts("languages"))
	p.Address = p.address(m.Text("address"))
	if p.Address != "" && !strings.HasSuffix(p.Address, "/") {
		p.Address += "/"
	}
	p.Repository = strings.TrimSuffix(p.address(m.Text("repository")), "/")
	if t := m.Text("branch"); t.Value != "" {
		p.Branch = t.Value
	}
	p.zone(m.Text("timezone"))
	p.lawAsOf(m.Text("law-as-of"))
	p.exports(m.Get("exports"))
	p.Excerpts = !m.Has("excerpts") || m.Yes("excerpts")
	p.SizeLimit.Span = file.Span(0, 0)
	p.sizeLimit(m.Text("size-limit"))
	p.silence(m.Texts("silence"))
	m.Close()
	return p.Config, p.diags
}

type configParser struct {
	*Config
	diags diag.List
}

func (p *configParser) languages(texts []yamlsrc.Text) {
	for _, t := range texts {
		lang := t.Value
		switch {
		case len(lang) != 2 || strings.Trim(lang, "abcdefghijklmnopqrstuvwxyz") != "":
			p.diags.Add("site-bad-language", t.Span, strconv.Quote(lang)+" is not a language",
				"write languages with two lower-case letters: en, fr")
		case slices.Contains(p.Languages, lang):
			p.diags.Add("site-bad-language", t.Span, "the language "+strconv.Quote(lang)+" stands here twice", "keep one of them")
		default:
			p.Languages = append(p.Languages, lang)
		}
	}
	if len(p.Languages) == 0 {
		p.Languages = []string{"en"}
	}
}

func (p *configParser) address(t yamlsrc.Text) string {
	if t.Value == "" {
		return ""
	}
	u, err := url.Parse(t.Value)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		p.diags.Add("site-bad-address", t.Span, strconv.Quote(t.Value)+" is not the address of a site",
			"write the whole address, such as https://example.org/casebook/")
		return ""
	}
	return t.Value
}

func (p *configParser) zone(t yamlsrc.Text) {
	if t.IsZero() {
		return
	}
	if zone, err := moment.Zone(t.Value); err != nil {
		p.report("site-unknown-timezone", t, err)
	} else {
		p.Zone = zone
	}
}

func (p *configParser) lawAsOf(t yamlsrc.Text) {
	if t.IsZero() {
		return
	}
	var err error
	if p.LawAsOf, err = moment.ParseDate(t.Value); err != nil {
		p.report("site-bad-date", t, err)
	}
}

// report reports what package moment says of a text.
func (p *configParser) report(code diag.Code, t yamlsrc.Text, err error) {
	hint := ""
	if fault := (*moment.Error)(nil); errors.As(err, &fault) {
		hint = fault.Hint
	}
	p.diags.Add(code, t.Span, err.Error(), hint)
}

// exports reads yes, no, or what is said of each kind; a kind that is not named is written.
func (p *configParser) exports(v *yamlsrc.Value) {
	p.Exports = Exports{JSON: true, Markdown: true}
	switch {
	case v == nil || v.Kind == yamlsrc.Null || v.Kind == yamlsrc.Scalar && v.Text == "yes":
	case v.Kind == yamlsrc.Scalar && v.Text == "no":
		p.Exports = Exports{}
	case v.Kind == yamlsrc.Mapping:
		m := yamlsrc.OpenMap(v, `"exports"`, &p.diags)
		p.Exports.JSON = !m.Has("json") || m.Yes("json")
		p.Exports.Markdown = !m.Has("markdown") || m.Yes("markdown")
		m.Close()
	default:
		yamlsrc.WrongType(v, `"exports" is yes, no, or {json: yes, markdown: no}`, &p.diags)
	}
}

func (p *configParser) silence(texts []yamlsrc.Text) {
	var warnings []string
	for _, e := range diag.All() {
		if e.Severity != diag.Error {
			warnings = append(warnings, string(e.Code))
		}
	}
	for _, t := range texts {
		e, known := diag.Lookup(diag.Code(t.Value))
		switch {
		case !known:
			p.diags.Add("site-unknown-code", t.Span, fmt.Sprintf("unknown code %q", t.Value), diag.DidYouMean(t.Value, warnings))
		case e.Severity == diag.Error:
			p.diags.Add("site-silenced-error", t.Span, fmt.Sprintf("%q is an error, and errors cannot be silenced", t.Value),
				"mend what it reports and remove this line")
		default:
			p.Silence = append(p.Silence, t.Value)
		}
	}
}

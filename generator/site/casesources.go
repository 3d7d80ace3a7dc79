package site

import (
	"slices"
	"strings"

	"casebook/generator/casefile"
)

// CaseSource is where facts of the case come from.
type CaseSource struct {
	ID      string
	Title   Said
	URL     string
	Details string // who published it, when, in which language, and how far it goes
}

// CaseRecord says what the page rests on, and how to cite it.
type CaseRecord struct {
	Cite    string
	Lines   []CaseLine
	Exports []Link
	Edit    Link // its URL is "" when the repository is not known
}

// CaseLine is one particular of the record.
type CaseLine struct{ Name, Value string }

func (t *teller) sources() []CaseSource {
	list := make([]CaseSource, len(t.Case.Sources))
	for i, s := range t.Case.Sources {
		lang := s.Language.Value
		if lang == "" {
			lang = t.first.Lang
		}
		by := s.Publisher.Value
		if s.Author.Value != "" && by != "" {
			by = s.Author.Value + ", " + by
		}
		details := []string{by, t.texts.Date(s.Date), t.languageName(lang), t.certainty(s.Certainty.Value)}
		if accessed := t.texts.Date(s.Accessed.Date); accessed != "" {
			details = append(details, t.T("case.sources.accessed", accessed))
		}
		list[i] = CaseSource{ID: fragment("source", s.ID.Value), Title: t.say(lang, s.Title.Value), URL: s.URL.Value,
			Details: strings.Join(slices.DeleteFunc(details, func(s string) bool { return s == "" }), " · ")}
	}
	return list
}

// languageName names a language that is not the page's; "" for the page's.
func (t *teller) languageName(lang string) string {
	if key := "lang.in." + lang; t.foreign(lang) != "" && t.texts.Has(key) {
		return t.T("case.sources.in", t.T(key))
	}
	return ""
}

// cited leads to a source in the page's list, by the name of who published it.
func (t *teller) cited(s *casefile.Source) Link {
	l := Link{URL: "#" + fragment("source", s.ID.Value), Text: s.Publisher.Value}
	if l.Text == "" {
		l.Text = s.Title.Value
	}
	return l
}

// cite writes in one line how to cite the page: what it says depends on the rules and the law of a day, so
// both are part of it. Its address is, where the site's is known.
func (t *teller) cite(address, page string) string {
	cite := t.T("case.cite.as", t.title(), t.say(t.text.Lang, t.text.Title).Text, t.Case.ID, shortHash(t.base.Rules.Hash), t.texts.Date(t.base.Config.LawAsOf))
	if address == "" {
		return cite
	}
	return t.T("case.cite.at", cite, address+t.prefix+page)
}

func (t *teller) record() CaseRecord {
	config, c := t.base.Config, t.Case
	page := "cases/" + c.ID + "/"
	r := CaseRecord{Cite: t.cite(config.Address, page)}
	for _, line := range []CaseLine{
		{"assessed", t.texts.Date(t.Main.Date)}, {"law", t.texts.Date(config.LawAsOf)}, {"rules", shortHash(t.base.Rules.Hash)},
		{"known", t.texts.Date(c.KnownUntil)}, {"added", t.texts.Date(c.Added)}, {"changed", t.texts.Date(t.changedOn(c, t.text))}, {"certainty", t.certainty(t.first.File.Certainty.Value)},
	} {
		if line.Value != "" {
			r.Lines = append(r.Lines, CaseLine{t.T("case.cite." + line.Name), line.Value})
		}
	}
	if config.Exports.JSON {
		r.Exports = append(r.Exports, Link{URL: page + "index.json", Text: t.T("case.cite.json")})
	}
	if config.Exports.Markdown {
		r.Exports = append(r.Exports, Link{URL: page + "index.md", Text: t.T("case.cite.markdown")})
	}
	if config.Repository != "" {
		r.Edit = Link{URL: strings.TrimSuffix(config.Repository, "/") + "/edit/" + config.Branch + "/" + t.text.File.Source.Path, Text: t.T("case.cite.edit")}
	}
	return r
}

package site

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strings"

	"casebook/generator/assess"
	"casebook/generator/kb"
	"casebook/generator/rule"
)

// exports returns the files for programs: the answers of all cases, and of each its answers and its
// source, as far as site.yaml asks for them. readable are the pages for people, which the sitemap lists.
func (p *planner) exports(readable []*Page) []*Page {
	pages := []*Page{
		file("cases.json", p.casesJSON), file("cases.csv", p.casesCSV),
		file("sitemap.xml", func() []byte { return p.sitemap(readable) }), file("robots.txt", p.robots), file("llms.txt", p.llms),
		file(".nojekyll", func() []byte { return nil }),
	}
	for _, e := range p.editions {
		pages = append(pages, file(e.prefix+"feed.xml", e.feed))
	}
	for _, a := range p.Cases {
		if p.base.Config.Exports.JSON {
			pages = append(pages, file("cases/"+a.Case.ID+"/index.json", func() []byte { return p.caseJSON(a) }))
		}
		if p.base.Config.Exports.Markdown {
			pages = append(pages, p.caseSources(a.Case)...)
		}
	}
	return pages
}

// file is a page without a template.
func file(url string, body func() []byte) *Page { return &Page{URL: url, Root: root(url), Body: body} }

// caseSources returns the case files as they were written, each beside the page of its language.
func (p *planner) caseSources(c *kb.Case) []*Page {
	var pages []*Page
	for _, e := range p.editions {
		for _, t := range c.Texts {
			if t.Lang == e.lang {
				pages = append(pages, file(e.prefix+"cases/"+c.ID+"/index.md", func() []byte { return t.File.Source.Body }))
			}
		}
	}
	return pages
}

// casesJSON is cases.json: every case with its answers.
func (p *planner) casesJSON() []byte {
	all := struct {
		Rules   string         `json:"rules"`
		LawAsOf string         `json:"law-as-of"`
		Cases   []assess.Entry `json:"cases"`
	}{p.base.Rules.Hash, p.base.Config.LawAsOf.String(), []assess.Entry{}}
	for _, a := range p.Cases {
		all.Cases = append(all.Cases, assess.NewEntry(a.Main, a.Readings))
	}
	return indented(all)
}

func (p *planner) caseJSON(a *Assessed) []byte {
	return indented(assess.NewFullEntry(a.Main, a.Readings, p.base.Config.Languages))
}

// indented writes JSON one key a line, so that a change of one answer is a change of one line.
func indented(v any) []byte {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	if err := encoder.Encode(v); err != nil {
		panic(fmt.Sprintf("site: an export that JSON cannot hold: %v", err)) // a fault of the program: the types are ours
	}
	return b.Bytes()
}

// casesCSV is cases.csv: a row a case, a column a conclusion and an obligation (its strongest status).
func (p *planner) casesCSV() []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	head := []string{"id", "url"}
	for _, lang := range p.base.Config.Languages {
		head = append(head, "title_"+lang)
	}
	head = append(head, "country", "sector", "from", "to")
	conclusions, obligations := p.columns()
	for _, c := range conclusions {
		head = append(head, c.ID)
	}
	for _, o := range obligations {
		head = append(head, o.ID)
	}
	w.Write(head)
	for _, a := range p.Cases {
		w.Write(p.row(a, conclusions, obligations))
	}
	w.Flush()
	return b.Bytes()
}

// columns returns the conclusions about cases, and the obligations under whose ids duties are reported.
func (p *planner) columns() (conclusions []*rule.Conclusion, obligations []*rule.Obligation) {
	for _, c := range p.base.Rules.Conclusions {
		if !c.OfParty {
			conclusions = append(conclusions, c)
		}
	}
	for _, o := range p.base.Rules.Obligations {
		if o.Replaces == "" {
			obligations = append(obligations, o)
		}
	}
	return conclusions, obligations
}

func (p *planner) row(a *Assessed, conclusions []*rule.Conclusion, obligations []*rule.Obligation) []string {
	c := a.Case
	row := []string{c.ID, "cases/" + c.ID + "/"}
	for _, e := range p.editions {
		t, _ := e.text(c)
		row = append(row, t.Title)
	}
	sector := ""
	if c.Sector != nil {
		sector = c.Sector.ID
	}
	row = append(row, c.Country, sector, c.Incident.From.String(), c.Incident.To.String())
	for _, conclusion := range conclusions {
		row = append(row, a.Main.Answer(conclusion.ID).Value())
	}
	for _, o := range obligations {
		status, ok := a.Main.Status(o.ID)
		if !ok {
			row = append(row, "")
			continue
		}
		row = append(row, status.Status())
	}
	for i := range row {
		row[i] = harmless(row[i])
	}
	return row
}

// harmless keeps a spreadsheet from taking a cell for a formula (OWASP, CSV injection): where one would
// begin, an apostrophe stands before it. A formula may also begin after a semicolon or a tab, where a
// spreadsheet that cuts cells there opens the file, and in the wide signs of East Asian scripts.
func harmless(cell string) string {
	var b strings.Builder
	start := true // of a cell, however it is cut
	for i, r := range cell {
		if start && (strings.ContainsRune("=+-@＝＋－＠", r) || i == 0 && strings.ContainsRune("\t\r\n", r)) {
			b.WriteByte('\'')
		}
		start = strings.ContainsRune(";\t\r\n", r) || start && r == ' '
		b.WriteRune(r)
	}
	return b.String()
}

// robots lets every crawler in, and names the sitemap where the site's address is known.
func (p *planner) robots() []byte {
	text := "User-agent: *\nAllow: /\n"
	if address := p.base.Config.Address; address != "" {
		text += "\nSitemap: " + address + "sitemap.xml\n"
	}
	return []byte(text)
}

// llms is llms.txt (https://llmstxt.org): what the site is and where its content stands as plain text.
func (p *planner) llms() []byte {
	var b strings.Builder
	e := p.editions[0]
	fmt.Fprintf(&b, "# %s\n\n> %s\n\n", e.title(), e.words(p.base.Config.Tagline))
	fmt.Fprintf(&b, "- [cases.json](cases.json): %s\n- [cases.csv](cases.csv): %s\n", e.T("export.json"), e.T("export.csv"))
	if len(p.Cases) > 0 {
		fmt.Fprintf(&b, "\n## %s\n\n", e.T("nav.cases"))
	}
	name := ""
	if p.base.Config.Exports.Markdown {
		name = "index.md"
	}
	for _, a := range p.Cases {
		t, _ := e.text(a.Case)
		fmt.Fprintf(&b, "- [%s](cases/%s/%s): %s\n", oneLine(t.Title), a.Case.ID, name, oneLine(t.Summary))
	}
	return []byte(b.String())
}

// oneLine keeps a text from ending the line or the link it stands in.
func oneLine(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	return strings.NewReplacer("[", "\\[", "]", "\\]").Replace(text)
}

package site

import (
	"casebook/generator/assess"
)

// Chart is a table with a bar in each row: the numbers stand beside the bars, so that nobody needs to
// see them.
type Chart struct {
	ID    string
	Title string
	Text  string
	Keys  []Pill // what the parts of a bar are; none where every bar has one part
	Rows  []ChartRow
}

// ChartRow is a row of a chart.
type ChartRow struct {
	Label Link
	Parts []ChartPart
}

// ChartPart is a part of a bar. X and Width are thousandths of the longest bar.
type ChartPart struct {
	Is       string // "yes", "no", "open", "plain"
	X, Width int
	Count    int
	Text     string // "12 required"
	URL      string // the list of these cases
}

// charts draws the answers of all cases: what the rules conclude, which obligations arise, and whether
// they were met in time.
func (e *edition) charts() []*Chart {
	charts := []*Chart{e.conclusionChart(), e.obligationChart(), e.timelinessChart()}
	shown := charts[:0]
	for _, c := range charts {
		if len(c.Rows) > 0 {
			shown = append(shown, c)
		}
	}
	return shown
}

func (e *edition) conclusionChart() *Chart {
	c := &Chart{ID: "chart-conclusions", Title: e.T("chart.conclusions"), Text: e.T("chart.conclusions-text")}
	for _, f := range e.facetList {
		if f.id != "conclusion" {
			continue
		}
		for _, v := range f.values {
			part := ChartPart{Is: "yes", Count: len(v.cases), Text: e.texts.Plural("cases.count", len(v.cases))}
			link := Link{URL: e.url(facetURL(f.id, v.id)), Text: v.title(e)}
			c.Rows = append(c.Rows, ChartRow{Label: link, Parts: []ChartPart{part}})
		}
	}
	c.scale()
	return c
}

func (e *edition) obligationChart() *Chart {
	c := &Chart{ID: "chart-obligations", Title: e.T("chart.obligations"), Text: e.T("chart.obligations-text")}
	order := []assess.Outcome{assess.Yes, assess.Unknown, assess.No}
	for _, o := range order {
		c.Keys = append(c.Keys, e.statusPill(o))
	}
	for _, o := range e.obligations() {
		row := ChartRow{Label: e.obligationLink(o)}
		for _, outcome := range order {
			if n := len(e.record.obligations[o.Index][outcome]); n > 0 {
				row.Parts = append(row.Parts, ChartPart{
					Is: outcomeClass(outcome), Count: n, Text: e.T("chart.part", n, e.T("status."+outcome.String())),
					URL: e.url(facetURL(o.ID, statusID(outcome))),
				})
			}
		}
		if len(row.Parts) > 0 {
			c.Rows = append(c.Rows, row)
		}
	}
	c.scale()
	return c
}

func (e *edition) timelinessChart() *Chart {
	c := &Chart{ID: "chart-timeliness", Title: e.T("chart.timeliness"), Text: e.T("chart.timeliness-text")}
	for _, f := range e.facetList {
		if f.id != "timeliness" {
			continue
		}
		for _, v := range f.values {
			part := ChartPart{Is: timelinessClass(v.id), Count: len(v.cases), Text: e.texts.Plural("cases.count", len(v.cases))}
			link := Link{URL: e.url(facetURL(f.id, v.id)), Text: v.title(e)}
			c.Rows = append(c.Rows, ChartRow{Label: link, Parts: []ChartPart{part}})
		}
	}
	c.scale()
	return c
}

// timelinessClass is the shape and colour of a timeliness.
func timelinessClass(t string) string {
	switch t {
	case "late", "missed":
		return "yes"
	case "in-time":
		return "no"
	}
	return "open"
}

// scale sets where each part of each bar lies, so that the longest bar is full.
func (c *Chart) scale() {
	longest := 1
	for _, r := range c.Rows {
		longest = max(longest, r.total())
	}
	for _, r := range c.Rows {
		x := 0
		for i := range r.Parts {
			p := &r.Parts[i]
			p.X, p.Width = x, p.Count*1000/longest
			x += p.Width
		}
	}
}

func (r ChartRow) total() int {
	n := 0
	for _, p := range r.Parts {
		n += p.Count
	}
	return n
}

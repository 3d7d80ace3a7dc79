package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
)

// tool returns the path of a program of others that a variable of the environment names. CI fetches it.
func tool(t *testing.T, variable, what string) string {
	t.Helper()
	path := os.Getenv(variable)
	if path == "" {
		required(t, "%s does not name %s", variable, what)
	}
	return path
}

// violation is a rule of axe that a page breaks.
type violation struct {
	ID    string `json:"id"`
	Help  string `json:"help"`
	Nodes []struct {
		HTML    string `json:"html"`
		Summary string `json:"failureSummary"`
	} `json:"nodes"`
}

// TestAxe lets axe look at every kind of page, in both languages and themes, with everything unfolded.
func TestAxe(t *testing.T) {
	script, err := os.ReadFile(tool(t, "CASEBOOK_AXE", "the file axe.min.js of axe-core"))
	if err != nil {
		t.Fatal(err)
	}
	b := startBrowser(t)
	site := serveOwnSite(t)
	for _, theme := range []string{"light", "dark"} {
		t.Run(theme, func(t *testing.T) {
			t.Parallel()
			tb := b.open(t, site, theme, 1280)
			for _, page := range site.kinds(t) {
				tb.visit(page)
				tb.axe(page, string(script))
			}
		})
	}
}

// axe reports every rule that the page in the tab breaks, with the first elements that break it.
func (tb *tab) axe(page, script string) {
	tb.Helper()
	eval[struct{}](tb, `document.querySelectorAll("details").forEach(d => d.open = true)`)
	eval[struct{}](tb, script)
	found := eval[string](tb, `axe.run(document, {resultTypes: ["violations"]}).then(r => JSON.stringify(r.violations))`)
	var violations []violation
	if err := json.Unmarshal([]byte(found), &violations); err != nil {
		tb.Fatal(err)
	}
	for _, v := range violations {
		var b strings.Builder
		for _, n := range v.Nodes[:min(3, len(v.Nodes))] {
			fmt.Fprintf(&b, "\n\t%.200s\n\t\t%s", n.HTML, strings.ReplaceAll(n.Summary, "\n", "\n\t\t"))
		}
		tb.Errorf("%s: %s: %s (%d times)%s", page, v.ID, v.Help, len(v.Nodes), b.String())
	}
}

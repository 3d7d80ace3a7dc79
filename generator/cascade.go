package generator

import (
	"strings"

	"casebook/generator/diag"
)

// withoutConsequences leaves out the faults that only follow from a file that could not be read: a slip in
// one rule file would otherwise be drowned in hundreds of names that nobody knows. What is left is
// enough to keep the site from being built, and the rest is found once the file is mended.
func withoutConsequences(diags diag.List) diag.List {
	var rules, cases bool
	torn := map[string]bool{} // files of which a part was not read, by path
	for _, d := range diags {
		if d.Severity != diag.Error || !unreadable(d.Code) {
			continue
		}
		path := d.Span.Path()
		torn[path] = true
		rules = rules || strings.HasPrefix(path, folder+"/rules/") && !strings.HasPrefix(path, folder+"/"+testsFolder+"/")
		cases = cases || strings.HasPrefix(path, folder+"/cases/")
	}
	kept := diag.List{}
	for _, d := range diags {
		if rules && aboutNames(d.Code) || cases && aboutCases(d.Code) || torn[d.Span.Path()] && d.Code == "case-translation-incomplete" {
			continue
		}
		kept = append(kept, d)
	}
	return kept
}

// unreadable says whether a fault leaves out what a file holds, or a part of it.
func unreadable(code diag.Code) bool {
	switch code {
	case "yaml-syntax", "yaml-second-document", "yaml-too-large", "yaml-alias-loop", "yaml-repeated-key",
		"source-not-utf8", "source-too-large", "source-symlink":
		return true
	}
	return false
}

// aboutNames says whether a fault can come from a rule file that was not read.
func aboutNames(code diag.Code) bool {
	for _, prefix := range []string{"rule-unknown-", "rule-unread-", "rule-undecided-", "rule-no-", "rule-not-", "rule-bad-", "case-unknown-", "fact-unknown-", "test-unknown-"} {
		if strings.HasPrefix(string(code), prefix) {
			return true
		}
	}
	return aboutCases(code)
}

// aboutCases says whether a fault can come from a case file that was not read.
func aboutCases(code diag.Code) bool {
	return code == "case-translation-orphan" || code == "link-broken"
}

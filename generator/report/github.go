package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"casebook/generator/diag"
)

// Escapes of GitHub's workflow commands: a property may not hold what ends it.
var (
	githubMessage  = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// GitHub writes workflow commands that annotate a pull request, errors first, because GitHub shows only
// the first ten of a step.
func GitHub(w io.Writer, diags diag.List) error {
	sorted := slices.Clone(diags)
	slices.SortStableFunc(sorted, func(a, b diag.Diagnostic) int { return int(b.Severity) - int(a.Severity) })
	for _, r := range Records(sorted) {
		command := map[string]string{"error": "error", "warning": "warning", "note": "notice"}[r.Severity]
		message := r.Message
		if r.Hint != "" {
			message += "\n" + r.Hint
		}
		if _, err := fmt.Fprintf(w, "::%s %stitle=%s::%s\n", command, githubPlace(r), githubProperty.Replace(r.Code), githubMessage.Replace(message)); err != nil {
			return err
		}
	}
	return nil
}

func githubPlace(r Record) string {
	if r.Path == "" {
		return ""
	}
	s := "file=" + githubProperty.Replace(r.Path) + ","
	if r.Line > 0 {
		s += fmt.Sprintf("line=%d,col=%d,", r.Line, r.Column)
		if r.EndLine == r.Line {
			s += fmt.Sprintf("endColumn=%d,", r.EndColumn)
		}
	}
	return s
}

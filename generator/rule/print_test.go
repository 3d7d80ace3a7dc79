package rule

import (
	"fmt"
	"strings"

	"casebook/generator/diag"
)

// print writes diagnostics as a report does, without the lines of source: each with its hint and the
// places that belong to it below.
func print(l diag.List) string {
	var b strings.Builder
	for _, d := range l {
		fmt.Fprintf(&b, "%s:%s: %s: %s [%s]\n", d.Span.Path(), d.Span.Position(), d.Severity, d.Message, d.Code)
		if d.Hint != "" {
			fmt.Fprintf(&b, "  hint: %s\n", d.Hint)
		}
		for _, r := range d.Related {
			fmt.Fprintf(&b, "  %s:%s: %s\n", r.Span.Path(), r.Span.Position(), r.Message)
		}
	}
	return b.String()
}

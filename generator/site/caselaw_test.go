package site

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestCaseLaws reads what the law of other times would change: a time limit, an answer with the step on which
// it rests, an obligation that was none yet. Where nothing would move, nothing is said.
func TestCaseLaws(t *testing.T) {
	const limit = `parameters:
  report_time: {title: {en: Time, fr: Délai}, values: [{value: 24h, until: 2025-12-31}, {value: 48h, from: 2026-01-01}]}
`
	change := func(old ...string) string { return strings.NewReplacer(old...).Replace(small) }
	tests := []struct{ name, archive, page, want string }{
		{"the law never changed", small, "cases/barn/", ""},
		{"a later limit", change("conclusions:\n", limit+"conclusions:\n", "within: 24h", "within: report_time"), "cases/barn/",
			"Under the law in force from 1 January 2026: “report the fall” would be due by 3 May 2024, 18:00 for the farmer, not by 2 May 2024, 18:00"},
		{"a limit that nothing turns on", change("conclusions:\n", limit+"conclusions:\n", "within: 24h", "within: report_time", "broken: yes, hurt: [arm]}\n", "broken: no}\n"), "cases/barn/", ""},
		{"a rule that was no law yet", change("    source: LA 1\nobligations:", "    from: 2024-02-01\n    source: LA 1\nobligations:"), "cases/barn/",
			"Under the law in force until 31 January 2024: the answer to “Fall” would be: cannot be determined, not yes; it could not be told whether “report the fall” would be required of the farmer" +
				" | A rung breaks: It is a fall, because a rung broke and hurt: arm. / Not in force." +
				" | : Report the fall: required, because it is a fall. / Report the fall: cannot be determined, because it is not known."},
		{"an obligation that was none yet", change("    done-by: reported\n", "    done-by: reported\n    from: 2024-02-01\n"), "cases/barn/",
			"Under the law in force until 31 January 2024: “report the fall” would be no obligation | : Report the fall: required, because it is a fall. / Not in force."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := view[*CasePage](t, planOf(load(t, test.archive)), test.page)
			if diff := cmp.Diff(test.want, toldLaws(p)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func toldLaws(p *CasePage) string {
	var all []string
	for _, l := range p.Laws {
		var changes []string
		for _, c := range l.Changes {
			changes = append(changes, c.Text)
		}
		all = append(all, l.Lead+" "+strings.Join(changes, "; "))
		for _, s := range l.Steps {
			all = append(all, fmt.Sprintf("%s: %s / %s", s.Rule.Text, s.Now, s.Then))
		}
	}
	return spaces(strings.Join(all, " | "))
}

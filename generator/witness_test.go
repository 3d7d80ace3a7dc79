package generator

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"casebook/generator/assess"
	"casebook/generator/diag"
	"casebook/templates"
)

// TestWitnesses feeds the case file that a gap or a conflict of the rules shows back into the site: it
// must be a case like any other, and show just that.
func TestWitnesses(t *testing.T) {
	const head = `conclusions:
  fate:
    type: choice
    title: Fate of the data
    values: {gone: gone, here: still here, doubtful: doubtful}
    WAY
rules:
  - {id: gone-when-lost, title: Gone when lost, concludes: {fate: gone}, when: {all: [availability: permanent, WHEN]}, because: Lost is gone., source: GDPR 4(12)}
  - {id: here-when-back, title: Here when back, concludes: {fate: here}, when: {all: [availability: BACK, data: {any: [health, payment]}]}, because: Back is here., source: GDPR 4(12)}
obligations:
  - {id: look, title: Look for copies, bearer: controller, when: {any: [{fate: gone}, {backups_kept: yes}]}, because: A copy may be left., source: GDPR 4(12)}
`
	tests := []struct{ name, way, when, back, code, shown string }{
		{"a gap", "complete: yes", "persons_affected: {over: 5}", "temporary", "rule-gap", "assess-gap"},
		{"a gap of durations", "complete: yes", "unavailable_for: {under: 3d}", "[none, temporary]", "rule-gap", "assess-gap"},
		{"a conflict", "otherwise: doubtful", "persons_affected: {over: 5}", "[temporary, permanent]", "rule-conflict", "assess-conflict"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			rules := strings.NewReplacer("WAY", test.way, "WHEN", test.when, "BACK", test.back).Replace(head)
			paste := ""
			for _, d := range check(t, diag.Entry{}, "rules/extra.yaml", rules) {
				if string(d.Code) == test.code {
					paste = d.Paste
				}
			}
			if paste == "" {
				t.Fatalf("no %s with a case file", test.code)
			}
			site := copyOf(t, example)
			site["rules/extra.yaml"] = &fstest.MapFile{Data: []byte(rules)}
			site["cases/witness.md"] = &fstest.MapFile{Data: []byte(paste)}
			r, err := Check(context.Background(), Options{Content: site, Name: "content", Templates: templates.FS})
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range r.Diags {
				if d.Span.Path() == "content/cases/witness.md" && d.Severity == diag.Error && string(d.Code) != test.shown {
					t.Errorf("%s: %s [%s]", d.Span.Position(), d.Message, d.Code)
				}
			}
			c := r.Base.Case("witness")
			if c == nil {
				t.Fatalf("no case:\n%s", paste)
			}
			shown := assess.Check(Assess(r.Base, c, nil, assess.Options{}))
			if len(shown) != 1 || string(shown[0].Code) != test.shown {
				t.Errorf("want one %s, got%s\n%s", test.shown, listing(shown), paste)
			}
		})
	}
}

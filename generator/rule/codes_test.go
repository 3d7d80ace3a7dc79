package rule

import (
	"os"
	"strings"
	"testing"

	"casebook/generator/diag"
	"casebook/generator/source"
)

// TestCodes compiles both examples of every code about rules, beside the rules of the example site: the
// wrong one gives its code and no other, the right one gives none.
func TestCodes(t *testing.T) {
	base, err := os.ReadFile("../testdata/sites/example/content/rules/rules.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range diag.All() {
		if !strings.HasPrefix(string(e.Code), "rule-") && !strings.HasPrefix(string(e.Code), "fact-") {
			continue
		}
		if strings.HasPrefix(e.File, "rules/tests/") {
			continue // cases beside the rules, which are not compiled here
		}
		t.Run(string(e.Code), func(t *testing.T) {
			compile := func(text string) diag.List {
				_, diags := Compile([]*source.File{source.New("rules/rules.yaml", base), source.New(e.File, []byte(text))}, []string{"en"})
				return diags
			}
			if got := compile(e.Wrong); len(got) != 1 || got[0].Code != e.Code {
				t.Errorf("the wrong example gives\n%s", print(got))
			}
			if got := compile(e.Right); len(got) != 0 {
				t.Errorf("the right example gives\n%s", print(got))
			}
		})
	}
}

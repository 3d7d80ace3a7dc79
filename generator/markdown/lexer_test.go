package markdown

import (
	"testing"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/google/go-cmp/cmp"
)

// TestPatientLexers compares the patient lexers with the library's, which must differ in their patience
// alone, also inside of each other.
func TestPatientLexers(t *testing.T) {
	for language, code := range map[string]string{
		"yaml": "a: [b, 12] # c\nd:\n  - {e: \"f\"}\n",
		"json": `{"a": [1, true, null]}`,
		"html": "<style>p { color: red }</style>\n<p class=\"a\">b</p>\n<script>let c = 1</script>\n",
		"go":   "package a\n\n// b\nfunc c() string { return \"d\" }\n",
		"sh":   "for i in $(seq 3); do echo \"$i\"; done\n",
	} {
		want, err := chroma.Tokenise(lexers.Get(language), &chroma.TokeniseOptions{State: "root"}, code)
		if err != nil {
			t.Fatal(err)
		}
		got, ok := tokenise(lexerOf(language), code)
		if diff := cmp.Diff(want, got); diff != "" || !ok {
			t.Errorf("%s (-library +patient):\n%s", language, diff)
		}
	}
}

// TestPatienceOfEveryRule looks into a compiled lexer: each of its expressions has our patience.
func TestPatienceOfEveryRule(t *testing.T) {
	seen := 0
	look := chroma.MutatorFunc(func(state *chroma.LexerState) error {
		for _, rules := range state.Rules {
			for _, r := range rules {
				if seen++; r.Regexp.MatchTimeout != patience {
					t.Errorf("%q has the patience %v", r.Pattern, r.Regexp.MatchTimeout)
				}
			}
		}
		return nil
	})
	yaml := lexers.Get("yaml").(*chroma.RegexLexer)
	lexer := chroma.MustNewLexer(yaml.Config(), func() chroma.Rules {
		rules := patient(yaml)
		rules["root"] = append([]chroma.Rule{{Pattern: "LOOK", Type: chroma.Text, Mutator: look}}, rules["root"]...)
		return rules
	})
	if _, ok := tokenise(lexer, "LOOK"); !ok || seen < 10 {
		t.Errorf("%d rules seen", seen)
	}
}

package markdown

import (
	"strings"
	"sync"
	"time"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

// patience is how long a single expression of a lexer, and the lexing of one block of code, may take.
//
// The library gives an expression a quarter of a second by the clock, and passes over one that takes
// longer. On a busy machine that befalls ordinary code, which then looks different from one build to the
// next. Only an expression that runs away takes as long as this, and it does so on any machine.
const patience = 10 * time.Second

// patientLexers are the library's lexers with our patience. Those that lexers find inside a text (CSS in
// HTML) are patient, too.
var patientLexers = sync.OnceValue(func() *chroma.LexerRegistry {
	registry := chroma.NewLexerRegistry()
	for _, lexer := range lexers.GlobalLexerRegistry.Lexers {
		if hasty, ok := lexer.(*chroma.RegexLexer); ok {
			registry.Register(chroma.MustNewLexer(hasty.Config(), func() chroma.Rules { return patient(hasty) }))
		}
	}
	return registry
})

// patient returns the rules of a lexer, with one more that lasts until they are compiled.
func patient(lexer *chroma.RegexLexer) chroma.Rules {
	rules := lexer.MustRules().Clone()
	rules["root"] = append([]chroma.Rule{{Mutator: slowly{}}}, rules["root"]...)
	return rules
}

// slowly is a rule that gives all others of its lexer our patience, and goes.
type slowly struct{}

func (slowly) Mutate(*chroma.LexerState) error { return nil }

func (slowly) MutateLexer(rules chroma.CompiledRules, state string, rule int) error {
	for _, list := range rules {
		for _, r := range list {
			r.Regexp.MatchTimeout = patience
		}
	}
	rules[state] = append(rules[state][:rule:rule], rules[state][rule+1:]...)
	return nil
}

// lexerOf returns the lexer of a language, nil when it is not known.
func lexerOf(language string) chroma.Lexer {
	if language == "" || strings.ContainsAny(language, "./*?[\\") {
		return nil // not a name, and the library would take it for a file's
	}
	if lexer := patientLexers().Get(language); lexer != nil {
		return lexer
	}
	return nil
}

// tokenise returns the tokens of a text, and whether there was patience enough to find all.
func tokenise(lexer chroma.Lexer, text string) ([]chroma.Token, bool) {
	next, err := lexer.Tokenise(&chroma.TokeniseOptions{State: "root"}, text)
	if err != nil {
		return nil, false
	}
	var list []chroma.Token
	for start := time.Now(); ; {
		t := next()
		if t == chroma.EOF {
			return list, true
		}
		list = append(list, t)
		if time.Since(start) > patience {
			return nil, false
		}
	}
}

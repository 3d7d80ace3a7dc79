package assess_test

import (
	"strings"
	"testing"
	"time"

	"casebook/generator/assess"
	"casebook/generator/casefile"
	"casebook/generator/diag"
	"casebook/generator/kb"
	"casebook/generator/moment"
	"casebook/generator/rule"
	"casebook/generator/source"
)

// vocabulary is what the rules of these tests are about.
const vocabulary = `
roles: {owner: owner, keeper: keeper}
acts: {told: told, wrote: wrote, warned: warned}
proposals: {reform: {title: Reform}}
facts:
  wet: {type: yes-no, title: Wet}
  cold: {type: yes-no, title: Cold}
  dry: {type: yes-no, title: Dry, presumed: no}
  state: {type: choice, title: State, values: {whole: whole, torn: torn, gone: gone}}
  parts: {type: set, title: Parts, values: {a: a, b: b, c: c}}
  pages: {type: count, title: Pages}
  time: {type: duration, title: Time}
  found: {type: moment, title: Found}
  careful: {type: yes-no, of: party, title: Careful}
  seen: {type: moment, of: party, title: Seen}
parameters:
  few: [{value: 20}]
  day: [{value: 24h}]
  none_yet: [{from: 2090-01-01, value: 5}]
`

var lawAsOf = moment.Date{Year: 2024, Month: 6, Day: 1}

// base compiles rules and a case; text is the rules, what follows "---" the case's front matter without
// what every case must have. Faults of the rules and of the case fail the test, warnings do not.
func base(t testing.TB, text string) *kb.Base {
	t.Helper()
	rules, front, _ := strings.Cut(text, "---\n")
	set, diags := rule.Compile([]*source.File{source.New("rules/vocabulary.yaml", []byte(vocabulary)),
		source.New("rules/rules.yaml", []byte(rules))}, []string{"en"})
	fine(t, diags)
	body := "---\ntitle: A case\nsummary: A case.\nadded: 2024-06-01\n"
	if !strings.Contains(front, "incident:") {
		body += "incident: {from: 2024-01-10, to: 2024-01-11}\n"
	}
	file, diags := casefile.Parse(source.New("cases/case.md", []byte(body+front+"\n---\n\nThe story.\n")), time.UTC)
	fine(t, diags)
	config := &kb.Config{Languages: []string{"en"}, Zone: time.UTC, LawAsOf: lawAsOf}
	b, diags := kb.Resolve(config, set, []*casefile.File{file})
	fine(t, diags)
	if len(b.Cases) != 1 {
		t.Fatal("there is no case")
	}
	return b
}

func fine(t testing.TB, diags diag.List) {
	t.Helper()
	for _, d := range diags {
		if d.Severity == diag.Error {
			t.Fatalf("%s: %s (%s)", d.Span.Position(), d.Message, d.Hint)
		}
	}
}

func decide(t testing.TB, text string, o ...assess.Options) *assess.Assessment {
	t.Helper()
	b := base(t, text)
	if o == nil {
		o = []assess.Options{{}}
	}
	return assess.Assess(b.Rules, b.Cases[0], nil, lawAsOf, o[0])
}

// possible lists the values of an answer, "|" between them.
func possible(a *assess.Answer) string {
	var all []string
	for i, v := range a.Conclusion.Values {
		if a.Possible.Has(i) {
			all = append(all, v.ID)
		}
	}
	return strings.Join(all, "|")
}

func listed(refs []assess.FactRef) string {
	var all []string
	for _, r := range refs {
		all = append(all, r.String())
	}
	return strings.Join(all, " ")
}

func assessed(b *kb.Base) *assess.Assessment {
	return assess.Assess(b.Rules, b.Cases[0], nil, lawAsOf, assess.Options{})
}

// fact states a choice, or that it is unknown, as one of the facts that options set.
func fact(b *kb.Base, id string, choice int, unknown bool) []kb.Fact {
	return []kb.Fact{{Fact: b.Rules.Fact(id), Value: rule.Value{Known: !unknown, Choice: choice}, Unknown: unknown}}
}

// testOf is the case of a base as a test of the rules.
func testOf(b *kb.Base) *kb.Test { return &kb.Test{Case: b.Cases[0]} }

package rule

import (
	"testing"

	"casebook/generator/diag"
	"casebook/generator/source"
	"casebook/generator/yamlsrc"
)

// TestELI holds the identifiers of the acts of the Union to the pattern of their register.
func TestELI(t *testing.T) {
	set := every(t)
	for _, row := range []struct{ source, want string }{
		{"GDPR", "http://data.europa.eu/eli/reg/2016/679/oj"},
		{"GDPR 33", "http://data.europa.eu/eli/reg/2016/679/art_33/oj"},
		{"GDPR 33(1)", "http://data.europa.eu/eli/reg/2016/679/art_33/par_1/oj"},
		{"GDPR 33(3)(a)", "http://data.europa.eu/eli/reg/2016/679/art_33/par_3/pnt_a/oj"},
		{"GDPR 4(12)", "http://data.europa.eu/eli/reg/2016/679/art_4/pnt_12/oj"}, // its numbers are points
		{"GDPR 19a(1)(b)(ii)", "http://data.europa.eu/eli/reg/2016/679/art_19a/par_1/pnt_b/oj"},
		{"GDPR recital 85", "http://data.europa.eu/eli/reg/2016/679/oj"}, // no identifier of its own
		{"EDPB 9/2022", ""},
	} {
		s, _ := set.Source(yamlsrc.Text{Value: row.source})
		if got := s.ELI(); got != row.want {
			t.Errorf("%s: %q, want %q", row.source, got, row.want)
		}
	}
}

// TestIdentifiers holds what counts as the identifier of a term.
func TestIdentifiers(t *testing.T) {
	for _, row := range []struct {
		same string
		code diag.Code // "" for a good one
	}{
		{`"https://example.org/Duty"`, ""},
		{`"p:Duty"`, ""},
		{`["p:Duty", "p:Other"]`, ""},
		{`"q:Duty"`, "rule-unknown-name"},
		{`Duty`, "rule-bad-iri"},
		{`www.example.org/Duty`, "rule-bad-iri"},
		{`"ftp://example.org/Duty"`, "rule-bad-iri"},
		{`"https:///Duty"`, "rule-bad-iri"},
		{`"p:a duty"`, "rule-bad-iri"},
		{`"https://example.org/<Duty>"`, "rule-bad-iri"},
	} {
		body := "vocabularies: {p: \"https://example.org/terms#\"}\nacts: {told: {title: told, same-as: " + row.same + "}}\n"
		_, diags := Compile([]*source.File{source.New("rules/a.yaml", []byte(body))}, []string{"en"})
		if got := codeOf(diags); got != row.code {
			t.Errorf("same-as: %s gives %q, want %q", row.same, got, row.code)
		}
	}
}

// TestVocabularies holds that a prefix stands for the beginning of an identifier.
func TestVocabularies(t *testing.T) {
	for body, code := range map[string]diag.Code{
		`vocabularies: {p: "https://example.org/terms#"}`: "",
		`vocabularies: {p: "https://example.org/terms/"}`: "",
		`vocabularies: {p: "https://example.org/terms"}`:  "rule-bad-iri",
		`vocabularies: {http: "https://example.org/"}`:    "rule-bad-id",
		`vocabularies: {p: terms}`:                        "rule-bad-iri",
	} {
		_, diags := Compile([]*source.File{source.New("rules/a.yaml", []byte(body))}, []string{"en"})
		if got := codeOf(diags); got != code {
			t.Errorf("%s gives %q, want %q", body, got, code)
		}
	}
}

// codeOf returns the code of the first diagnostic, "" for none.
func codeOf(diags diag.List) diag.Code {
	if len(diags) == 0 {
		return ""
	}
	return diags[0].Code
}

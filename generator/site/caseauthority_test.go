package site

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestCompetent reads whom obligations are to: the authority of the country, what its form asks, and what a
// fact of the case changes in who is competent. Nothing is said where no obligation is to an authority.
func TestCompetent(t *testing.T) {
	rules := strings.NewReplacer(
		"roles: {owner:", "roles: {warden: {en: ladder warden, fr: garde des échelles}, owner:",
		"    bearer: owner\n", "    bearer: owner\n    to: warden\n",
		"groups: {", `authorities:
  FR: {name: The Wardens, form: "https://example.org/form", asks: [{en: which rung, fr: quel barreau}], asks-note: {en: As it was., fr: Tel quel.}}
  BE: {name: The Guild, apart: yes, note: {en: It has its own act., fr: Elle a sa loi.}}
competence: {warden: {fact: broken, says: {yes: {en: The maker’s wardens., fr: Les gardes du fabricant.}, unknown: {en: It depends on the rung., fr: Cela dépend.}}, source: LA 1}}
groups: {`)
	tests := []struct{ name, archive, page, want string }{
		{"a fact that makes another competent", small, "cases/barn/", "Ladder warden: The Wardens (France); The maker’s wardens. [Art. 1 LA]; asks: Which rung. (As it was.)"},
		{"in the other language", small, "fr/cases/barn/", "Garde des échelles: The Wardens (France); Les gardes du fabricant. [art. 1, LE]; asks: Quel barreau. (Tel quel.)"},
		{"a fact that is not known", strings.Replace(small, "{broken: yes, hurt: [arm]}", "{hurt: [arm]}", 1), "cases/barn/",
			"Ladder warden: The Wardens (France); It depends on the rung. [Art. 1 LA]; asks: Which rung. (As it was.)"},
		{"what is no obligation", strings.Replace(small, "{broken: yes, hurt: [arm]}", "{broken: no, hurt: [arm]}", 1), "cases/barn/", ""},
		{"an authority apart", small, "cases/attic/", "Ladder warden: The Guild (Belgium); note: It has its own act."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := view[*CasePage](t, planOf(load(t, rules.Replace(test.archive))), test.page)
			if diff := cmp.Diff(test.want, toldAuthority(p.Competent)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func toldAuthority(a *CaseAuthority) string {
	if a == nil {
		return ""
	}
	text := a.Role + ": " + a.Name + " (" + a.Country + ")"
	if a.Whether != "" {
		text += "; " + a.Whether
	}
	for _, l := range a.Sources {
		text += " [" + l.Text + "]"
	}
	if a.Note != "" {
		text += "; note: " + a.Note
	}
	for _, asked := range a.Asks {
		text += "; asks: " + asked + " (" + a.Hedge + ")"
	}
	return spaces(text)
}

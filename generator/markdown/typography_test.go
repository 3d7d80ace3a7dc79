package markdown

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestTypography(t *testing.T) {
	// ~ stands for a narrow no-break space, _ for a no-break space.
	spaces := strings.NewReplacer("~", "\u202F", "_", "\u00A0")
	for _, c := range []struct{ lang, in, want string }{
		{"en", `He said "no" - and left.`, `He said “no” - and left.`},
		{"en", `It's the clinics' ("new") 'idea'...`, `It’s the clinics’ (“new”) ‘idea’…`},
		{"en", `the '90s, 'tis so, rock 'n' roll`, `the ’90s, ’tis so, rock ’n’ roll`},
		{"en", `"'Go', he said."`, `“‘Go’, he said.”`},
		{"en", `1--2 a---b -- c, use --set x, <!-- a -->`, `1–2 a—b – c, use --set x, <!-- a -->`},
		{"en", `wait.... no; why? yes: 100 %`, `wait.... no; why? yes: 100 %`},
		{"en", `see "https://a.example/'b'--c?d=1". It's`, `see “https://a.example/'b'--c?d=1”. It’s`},
		{"en-GB", `a "b"`, `a “b”`},
		{"en", `" spaced " and "(in)"`, `“ spaced ” and “(in)”`},
		{"fr", `Il a dit "non".`, `Il a dit «~non~».`},
		{"fr", `« non », «non»`, `«~non~», «~non~»`},
		{"fr", `L'hôpital d'Aix`, `L’hôpital d’Aix`},
		{"fr", `Quoi ? Non ! Si ; car : voilà`, `Quoi~? Non~! Si~; car_: voilà`},
		{"fr", `Quoi? Non! Si; car: voilà`, `Quoi~? Non~! Si~; car_: voilà`},
		{"fr", `Quoi ?! Quoi?! (?) a?b`, `Quoi~?! Quoi~?! (?) a?b`},
		{"fr", `à 17:40, https://a.example/?b: oui`, `à 17:40, https://a.example/?b_: oui`},
		{"fr", `1,3 % des "cas"; l'"affaire"`, `1,3~% des «~cas~»~; l’«~affaire~»`},
		{"fr", `à 17 h 40, 18 h, 3 heures, le 12 homards`, `à 17_h_40, 18_h, 3 heures, le 12 homards`},
		{"fr", `2 300 praticiens, 36 820 828 personnes, 3 45`, `2~300 praticiens, 36~820~828 personnes, 3 45`},
		{"fr", `de l'art. L. 1111-8, règlement n° 1182/71, art. 33, § 3, (p. 4); fin. 5`, `de l’art._L._1111-8, règlement n°_1182/71, art._33, §_3, (p._4)~; fin. 5`},
		{"fr", `" espacé "`, `«~espacé~»`},
		{"fr", "déjà\u00A0; déjà\u202F: non", `déjà~; déjà_: non`},
		{"fr", `; début`, `; début`},
		{"fr", `2020--2024... fin`, `2020–2024… fin`},
		{"de", `"Nein"...`, `"Nein"...`},
		{"fr", ``, ``},
	} {
		if got, want := Typography(c.lang, c.in), spaces.Replace(c.want); got != want {
			t.Errorf("%s %q:\n got %q\nwant %q", c.lang, c.in, got, want)
		}
	}
}

// texts draws texts in which the marks that typography looks at are frequent.
func texts() *rapid.Generator[string] {
	return rapid.StringOf(rapid.OneOf(
		rapid.SampledFrom([]rune("ab1 \"'.-;:!?%«»“”‘’…–—()[]<>/,\u00A0\u202F\u2009\n")), rapid.Rune()))
}

// TestTypographyIdempotent holds that a text that has been set once stays as it is.
func TestTypographyIdempotent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lang := rapid.SampledFrom([]string{"en", "fr"}).Draw(t, "lang")
		text := texts().Draw(t, "text")
		once := Typography(lang, text)
		if twice := Typography(lang, once); twice != once {
			t.Fatalf("%s %q:\n once %q\ntwice %q", lang, text, once, twice)
		}
	})
}

// TestTypographyKeepsWords holds that typography changes no more than quote finding looks past.
func TestTypographyKeepsWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lang := rapid.SampledFrom([]string{"en", "fr"}).Draw(t, "lang")
		text := texts().Draw(t, "text")
		if got, want := fold(Typography(lang, text), nil), fold(text, nil); strings.TrimSpace(got) != strings.TrimSpace(want) {
			t.Fatalf("%s %q:\n got %q\nwant %q", lang, text, got, want)
		}
	})
}

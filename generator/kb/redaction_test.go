package kb

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestPrivate(t *testing.T) {
	tests := []struct {
		text string
		want []string // what is found
	}{
		{"Write to jean.dupont@mail.fr, or to JEAN+x@sub.mail-host.co.uk.", []string{"jean.dupont@mail.fr", "JEAN+x@sub.mail-host.co.uk"}},
		{"<mailto:a@b.eu> [b](mailto:c@d.eu)", []string{"a@b.eu", "c@d.eu"}},
		{"élodie@société.fr", []string{"élodie@société.fr"}},
		{"someone@example.org, a@b.test, @handle, x@y, https://medium.com/@writer.name", nil},
		{"https://user@host.fr/page?mail=a@b.fr", nil},

		{"Call 01 23 45 67 89 or 0612345678, 06.12.34.56.78, 06-12-34-56-78.", []string{"01 23 45 67 89", "0612345678", "06.12.34.56.78", "06-12-34-56-78"}},
		{"Tél. : 01\u202f23\u202f45\u202f67\u202f89", []string{"01\u202f23\u202f45\u202f67\u202f89"}},
		{"+33 1 23 45 67 89, +33 (0)1 23 45 67 89, 0049 30 1234567, +49-30-1234567", []string{"+33 1 23 45 67 89", "+33 (0)1 23 45 67 89", "0049 30 1234567", "+49-30-1234567"}},
		{"(617) 555-0123 and 617-555-0123", []string{"(617) 555-0123", "617-555-0123"}},

		{"NIR 1 85 05 78 006 084 91, 185057800608491", []string{"1 85 05 78 006 084 91", "185057800608491"}},
		{"2 69 05 2A 588 157 17 is of Corsica, 1 85 05 78 006 084 has no key", []string{"2 69 05 2A 588 157 17", "1 85 05 78 006 084"}},
		{"185057800608492 has a wrong key", nil},

		{"4111 1111 1111 1111, 4111111111111111, 5500-0000-0000-0004, 378282246310005", []string{"4111 1111 1111 1111", "4111111111111111", "5500-0000-0000-0004", "378282246310005"}},
		{"4111 1111 1111 1112 is no card", nil},
		{"FR14 2004 1010 0505 0001 3M02 606, DE89370400440532013000", []string{"FR14 2004 1010 0505 0001 3M02 606", "DE89370400440532013000"}},
		{"FR14 2004 1010 0505 0001 3M02 607 has wrong digits", nil},

		// What cases are full of.
		{"incident: {from: 2023-04-26T17:40, to: 2023-04-27 11:40}, 2023-04-26 2023-04-27", nil},
		{"SAN-2021-020, DKN.5131.16.2021, EXP202100318, CNILTEXT000053408671, 32016R0679, ECLI:FR:CECHR:2026:498628.20260213", nil},
		{"1,200,000 people, 60 000 000 €, 1.234.567,89, 3/4/2024-5/4/2024, sha256: 0123456789abcdef", nil},
		{"https://example.org/0612345678/4111111111111111", nil},
		{"Art. 33(1) GDPR, 45 CFR 164.400-414, 2016/679 and 2022/2555, 0800", nil},
	}
	for _, test := range tests {
		var got []string
		for _, f := range private([]byte(test.text)) {
			got = append(got, test.text[f.start:f.end])
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%q\n got %q\nwant %q", test.text, got, test.want)
		}
	}
}

// TestPrivateAnyText: whatever the text, what is found lies in it, in order, apart.
func TestPrivateAnyText(t *testing.T) {
	piece := rapid.OneOf(rapid.String(), rapid.StringMatching(`[0-9A-Z +@.()-]{0,40}`), rapid.SampledFrom([]string{"a@b.fr", "0612345678", "://", "\n"}))
	rapid.Check(t, func(t *rapid.T) {
		var text string
		for _, p := range rapid.SliceOfN(piece, 0, 6).Draw(t, "pieces") {
			text += p
		}
		last := 0
		for _, f := range private([]byte(text)) {
			if f.start < last || f.end <= f.start || f.end > len(text) {
				t.Fatalf("%q: found %d to %d after %d", text, f.start, f.end, last)
			}
			last = f.end
		}
	})
}

func BenchmarkPrivate(b *testing.B) {
	tests := map[string]string{
		"prose":  strings.Repeat("The list of 40 members was lost on 2024-03-04, in a train from Lyon. ", 100),
		"digits": strings.Repeat("0123456789@ ", 500),
	}
	for name, text := range tests {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				private([]byte(text))
			}
		})
	}
}

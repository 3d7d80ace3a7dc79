package site

import "testing"

func TestHarmless(t *testing.T) {
	tests := []struct{ cell, want string }{
		{"", ""},
		{"A list was lost", "A list was lost"},
		{"=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"},
		{"+1", "'+1"},
		{"-1", "'-1"},
		{"@SUM(A1)", "'@SUM(A1)"},
		{"\t=1", "'\t'=1"},
		{"  =1", "  '=1"},
		{"＝1", "'＝1"},
		{"lost; =1+1", "lost; '=1+1"},
		{"lost;-1", "lost;'-1"},
		{"a\n@b", "a\n'@b"},
		{"e-mail: a-b = c", "e-mail: a-b = c"},
		{"2023-04-26", "2023-04-26"},
	}
	for _, test := range tests {
		if got := harmless(test.cell); got != test.want {
			t.Errorf("%q: want %q, got %q", test.cell, test.want, got)
		}
	}
}

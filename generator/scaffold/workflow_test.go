package scaffold

import (
	"flag"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rhysd/actionlint"
)

var update = flag.Bool("update", false, "rewrite the workflow of a new site from that of this repository")

// The workflow of this repository, and the one of a new site, which is made from it.
const (
	ownWorkflow  = "../../.github/workflows/pages.yml"
	siteWorkflow = "site/both/.github/workflows/pages.yml"
)

// goFrom begins what sets up Go for the module in a folder.
const goFrom = "          go-version-file: "

// siteOf makes the workflow of a new site: the same, but that casebook is not its own module. It is fetched
// and built beside the site.
func siteOf(t *testing.T, own string) string {
	t.Helper()
	checkout := between(t, own, "      - uses: actions/checkout@", "\n")
	setup := between(t, own, "      - uses: actions/setup-go@", "\n")
	fetch := "      - name: Fetch casebook\n" + strings.Replace(checkout, "- uses", "  uses", 1) + "\n" +
		"        with:\n" +
		"          repository: ${{ vars.CASEBOOK }}\n" +
		"          path: .casebook\n" +
		"          persist-credentials: false\n"
	build := goFrom + ".casebook/go.mod\n" +
		"          cache-dependency-path: .casebook/go.sum\n" +
		"      - name: Build casebook\n" +
		"        run: go build -C .casebook -o \"$RUNNER_TEMP/casebook\" ./cmd/casebook && echo \"$RUNNER_TEMP\" >>\"$GITHUB_PATH\"\n"
	site := own
	for _, r := range []struct{ old, new string }{
		{"\nname: ", "\n# The variable CASEBOOK names the repository that holds casebook's source: OWNER/NAME.\nname: "},
		{goFrom + "go.mod\n", build},
		{setup, fetch + setup},
		{"      - name: Check everything\n        run: .ci/run\n", ""},
		{"go run ./cmd/casebook", "casebook"},
	} {
		if !strings.Contains(site, r.old) {
			t.Fatalf("%s holds no %q, from which the workflow of a new site is made", ownWorkflow, r.old)
		}
		site = strings.ReplaceAll(site, r.old, r.new)
	}
	return site
}

// between returns the text from the first begin up to the next end.
func between(t *testing.T, text, begin, end string) string {
	t.Helper()
	_, rest, ok := strings.Cut(text, begin)
	found, _, closed := strings.Cut(rest, end)
	if !ok || !closed {
		t.Fatalf("%s holds no line %q", ownWorkflow, begin)
	}
	return begin + found
}

// TestWorkflow holds the workflow of a new site to that of this repository, and lints it.
func TestWorkflow(t *testing.T) {
	own, err := os.ReadFile(ownWorkflow)
	if err != nil {
		t.Fatal(err)
	}
	want := siteOf(t, string(own))
	if *update {
		if err := os.WriteFile(siteWorkflow, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(siteWorkflow)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, string(got)); d != "" {
		t.Errorf("the workflow of a new site is not that of this repository (-want +got); go test ./generator/scaffold -run Workflow -update\n%s", d)
	}
	linter, err := actionlint.NewLinter(io.Discard, &actionlint.LinterOptions{})
	if err != nil {
		t.Fatal(err)
	}
	faults, err := linter.Lint(siteWorkflow, got, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range faults {
		t.Error(fault)
	}
}

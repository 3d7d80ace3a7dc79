package scaffold

import (
	"flag"
	"io"
	"os"
	"path"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rhysd/actionlint"
)

var update = flag.Bool("update", false, "rewrite the workflows of a new site from those of this repository")

// The workflows of this repository, and those of a new site, which are made from them.
const (
	ownWorkflows  = "../../.github/workflows"
	siteWorkflows = "site/both/.github/workflows"
)

// goFrom begins what sets up Go for the module in a folder.
const goFrom = "          go-version-file: "

// where says from where casebook is fetched. It is not a variable of the repository's settings: those are
// empty for a pull request from a fork.
const where = "env:\n  CASEBOOK: OWNER/NAME # put here the repository that holds casebook's source\n\n"

// ciRun is the step that a new site lacks: what checks the program.
const ciRun = "      - name: Check everything\n        run: .ci/run\n"

// siteOf makes a workflow of a new site: the same, but that casebook is not its own module. It is fetched
// and built beside the site.
func siteOf(t *testing.T, own string) string {
	t.Helper()
	checkout := between(t, own, "      - uses: actions/checkout@", "\n")
	setup := between(t, own, "      - uses: actions/setup-go@", "\n")
	fetch := "      - name: Fetch casebook\n" + strings.Replace(checkout, "- uses", "  uses", 1) + "\n" +
		"        with:\n" +
		"          repository: ${{ env.CASEBOOK }}\n" +
		"          path: .casebook\n" +
		"          persist-credentials: false\n"
	build := goFrom + ".casebook/go.mod\n" +
		"          cache-dependency-path: .casebook/go.sum\n" +
		"      - name: Build casebook\n" +
		"        run: go build -C .casebook -o \"$RUNNER_TEMP/casebook\" ./cmd/casebook && echo \"$RUNNER_TEMP\" >>\"$GITHUB_PATH\"\n"
	site := strings.Replace(own, ciRun, "", 1)
	for _, r := range []struct{ old, new string }{
		{"\njobs:\n", "\n" + where + "jobs:\n"},
		{goFrom + "go.mod\n", build},
		{setup, fetch + setup},
		{"go run ./cmd/casebook", "casebook"},
	} {
		if !strings.Contains(site, r.old) {
			t.Fatalf("the workflow holds no %q, from which that of a new site is made:\n%s", r.old, own)
		}
		site = strings.ReplaceAll(site, r.old, r.new)
	}
	if strings.Contains(site, ".ci/") {
		t.Errorf("the workflow of a new site names .ci, which it has not:\n%s", site)
	}
	return site
}

// between returns the text from the first begin up to the next end.
func between(t *testing.T, text, begin, end string) string {
	t.Helper()
	_, rest, ok := strings.Cut(text, begin)
	found, _, closed := strings.Cut(rest, end)
	if !ok || !closed {
		t.Fatalf("the workflow holds no line %q:\n%s", begin, text)
	}
	return begin + found
}

// TestWorkflows holds the workflows of a new site to those of this repository, and lints them.
func TestWorkflows(t *testing.T) {
	own, err := os.ReadDir(ownWorkflows)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range own {
		names = append(names, entry.Name())
		t.Run(entry.Name(), func(t *testing.T) { holdWorkflow(t, entry.Name()) })
	}
	if d := cmp.Diff([]string{"check.yml", "pages.yml"}, names); d != "" {
		t.Errorf("the workflows (-want +got):\n%s", d)
	}
}

func holdWorkflow(t *testing.T, name string) {
	own, err := os.ReadFile(path.Join(ownWorkflows, name))
	if err != nil {
		t.Fatal(err)
	}
	want, file := siteOf(t, string(own)), path.Join(siteWorkflows, name)
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, string(got)); d != "" {
		t.Errorf("the workflow of a new site is not that of this repository (-want +got); go test ./generator/scaffold -run Workflows -update\n%s", d)
	}
	linter, err := actionlint.NewLinter(io.Discard, &actionlint.LinterOptions{})
	if err != nil {
		t.Fatal(err)
	}
	faults, err := linter.Lint(file, got, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range faults {
		t.Error(fault)
	}
}

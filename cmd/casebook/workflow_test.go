package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rhysd/actionlint"
)

// pinned is an action at a commit, with the version that it is in words.
var pinned = regexp.MustCompile(`^\s*(- )?uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$`)

// TestWorkflows lints the workflows, and wants every action of others to be pinned to a commit: a tag
// can be moved to other code.
func TestWorkflows(t *testing.T) {
	files, err := filepath.Glob("../../.github/workflows/*.yml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no workflows (%v)", err)
	}
	linter, err := actionlint.NewLinter(io.Discard, &actionlint.LinterOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		faults, err := linter.LintFile(file, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, fault := range faults {
			t.Error(fault)
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			if line = strings.TrimSuffix(line, "\n"); strings.Contains(line, "uses:") && !pinned.MatchString(line) {
				t.Errorf("%s: not pinned to a commit: %s", file, line)
			}
		}
	}
}

// TestWorkflowPermissions wants the jobs that run programs of ours, or of what is proposed, to be able to
// change nothing.
func TestWorkflowPermissions(t *testing.T) {
	for _, file := range []string{"check.yml", "pages.yml"} {
		text, err := os.ReadFile(filepath.Join("../../.github/workflows", file))
		if err != nil {
			t.Fatal(err)
		}
		workflow, faults := actionlint.Parse(text)
		if len(faults) > 0 || workflow.Permissions == nil {
			t.Fatalf("%s states no permissions (%v)", file, faults)
		}
		for id, job := range workflow.Jobs {
			permissions := cmp.Or(job.Permissions, workflow.Permissions)
			runs := slices.ContainsFunc(job.Steps, func(s *actionlint.Step) bool { return s.Exec.Kind() == actionlint.ExecKindRun })
			if permissions.All != nil {
				t.Errorf("%s, job %s: its permissions are not listed", file, id)
			}
			for name, scope := range permissions.Scopes {
				if runs && scope.Value.Value != "read" {
					t.Errorf("%s, job %s: it runs programs, and has %s: %s", file, id, name, scope.Value.Value)
				}
			}
		}
	}
}

// job is a job as GitHub Actions runs it: its shell steps, in a clone of a repository.
type job struct {
	*testing.T
	repository string            // where it is cloned from
	clone      string            // where to
	outputs    map[string]string // what expressions stand for: "steps.pages.outputs.base_url"
	env        []string          // what steps find in their environment, PATH apart
	path       string            // the programs that steps find
	temp       string            // for the files by which steps tell the runner something

	said     string   // what the steps printed
	failed   []string // the steps that failed, by name
	artifact string   // the folder that is handed on to be published
}

// newJob prepares a job. Steps that run casebook with go run run the casebook under test; any other casebook
// of this machine they do not find.
func newJob(t *testing.T, repository string) *job {
	t.Helper()
	temp := t.TempDir()
	casebook, err := exec.LookPath("casebook")
	if err != nil {
		t.Fatal(err)
	}
	golang, err := exec.LookPath("go")
	if err != nil {
		required(t, "no Go is found on this machine")
	}
	path := slices.DeleteFunc(filepath.SplitList(os.Getenv("PATH")), func(dir string) bool {
		_, err := os.Stat(filepath.Join(dir, "casebook"))
		return err == nil
	})
	j := &job{
		T: t, repository: repository, clone: filepath.Join(temp, "clone"), temp: temp,
		path: strings.Join(append([]string{filepath.Join(temp, "bin")}, path...), string(filepath.ListSeparator)),
		env: append(os.Environ(), "CI=true", "GITHUB_ACTIONS=true", "RUNNER_TEMP="+temp,
			"GITHUB_STEP_SUMMARY="+filepath.Join(temp, "summary"), "GITHUB_PATH="+filepath.Join(temp, "path"),
			"GOFLAGS=-buildvcs=false"), // the tree under test may be somebody else's, whom git does not trust
	}
	j.write("bin/go", fmt.Sprintf("#!/bin/sh\n[ \"$1 $2\" = 'run ./cmd/casebook' ] && shift 2 && exec '%s' \"$@\"\nexec '%s' \"$@\"\n", casebook, golang), 0o755)
	j.write("summary", "", 0o644)
	j.write("path", "", 0o644)
	return j
}

func (j *job) write(name, text string, mode os.FileMode) {
	j.Helper()
	place := filepath.Join(j.temp, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(place), 0o755); err != nil {
		j.Fatal(err)
	}
	if err := os.WriteFile(place, []byte(text), mode); err != nil {
		j.Fatal(err)
	}
}

func (j *job) read(name string) string {
	j.Helper()
	text, err := os.ReadFile(filepath.Join(j.temp, filepath.FromSlash(name)))
	if err != nil {
		j.Fatal(err)
	}
	return string(text)
}

// runs goes through the steps of a job of a workflow. After a step that fails only those run that say so.
func (j *job) runs(file, id string) {
	j.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		j.Fatal(err)
	}
	workflow, faults := actionlint.Parse(text)
	if len(faults) > 0 || workflow.Jobs[id] == nil {
		j.Fatalf("%s has no job %s (%v)", file, id, faults)
	}
	for _, step := range workflow.Jobs[id].Steps {
		switch todo := step.Exec.(type) {
		case *actionlint.ExecAction:
			j.action(todo)
		case *actionlint.ExecRun:
			anyway := step.If != nil && strings.Contains(step.If.Value, "!cancelled()")
			if (len(j.failed) == 0 || anyway) && todo.Run.Value != ".ci/run" {
				j.shell(step, todo.Run.Value)
			}
		}
	}
}

// action does what the actions do that steps need: it clones as deep as is asked for, puts casebook where
// it is to be fetched to, and notes what is to be published.
func (j *job) action(a *actionlint.ExecAction) {
	j.Helper()
	if strings.HasPrefix(a.Uses.Value, "actions/upload-pages-artifact@") {
		j.artifact = a.Inputs["path"].Value.Value
	}
	if !strings.HasPrefix(a.Uses.Value, "actions/checkout@") {
		return
	}
	if at := a.Inputs["path"]; at != nil {
		own, err := filepath.Abs("../..")
		if err == nil {
			err = os.Symlink(own, filepath.Join(j.clone, at.Value.Value))
		}
		if err != nil {
			j.Fatal(err)
		}
		return
	}
	depth := []string{"--depth", "1"} // what is cloned where a step says nothing
	if asked := a.Inputs["fetch-depth"]; asked != nil {
		depth[1] = asked.Value.Value
	}
	if depth[1] == "0" {
		depth = nil
	}
	gitDoes(j.T, ".", slices.Concat([]string{"clone", "-q"}, depth, []string{"file://" + j.repository, j.clone})...)
}

// shell runs a step as the runner does: written to a file, by bash -e.
func (j *job) shell(step *actionlint.Step, script string) {
	j.Helper()
	if strings.Contains(script, "${{") {
		j.Fatalf("a text from elsewhere is written into the script: %s", script)
	}
	j.write("step.sh", script, 0o644)
	cmd := exec.Command("bash", "-e", filepath.Join(j.temp, "step.sh"))
	cmd.Dir = j.clone
	added := strings.ReplaceAll(j.read("path"), "\n", string(filepath.ListSeparator))
	cmd.Env = append(slices.Clone(j.env), "PATH="+added+j.path)
	if step.Env != nil {
		for _, v := range step.Env.Vars {
			cmd.Env = append(cmd.Env, v.Name.Value+"="+j.value(v.Value.Value))
		}
	}
	out, err := cmd.CombinedOutput()
	j.said += string(out)
	if err != nil {
		j.failed = append(j.failed, step.Name.Value)
	}
}

var expression = regexp.MustCompile(`\$\{\{ *(.*?) *\}\}`)

// value is what the runner makes of a text with expressions.
func (j *job) value(text string) string {
	return expression.ReplaceAllStringFunc(text, func(e string) string {
		value, ok := j.outputs[expression.FindStringSubmatch(e)[1]]
		if !ok {
			j.Fatalf("%s stands for nothing", e)
		}
		return value
	})
}

// gitDoes runs git in a folder, as somebody with a clock of their own and no settings.
func gitDoes(t *testing.T, dir string, args ...string) {
	t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_SYSTEM="+os.DevNull,
		"GIT_AUTHOR_NAME=A", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_AUTHOR_DATE=2030-06-01T12:00:00Z",
		"GIT_COMMITTER_NAME=A", "GIT_COMMITTER_EMAIL=a@example.org", "GIT_COMMITTER_DATE=2030-06-01T12:00:00Z")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

// proposal is a new site in a repository, where a pull request that changes a fact is merged, in spite of
// what the case expects, into a main that has moved on.
func proposal(t *testing.T) *writing {
	t.Helper()
	w := &writing{t, filepath.Join(t.TempDir(), "workshop")}
	w.does(statusFine, "new", "site", w.dir)
	gitDoes(t, w.dir, "init", "-q", "-b", "main")
	w.commits()
	gitDoes(t, w.dir, "checkout", "-q", "-b", "change")
	w.edits("content/cases/drill-2024.md", "planned_test: {is: yes, quote: agreed on a test}", "planned_test: no")
	w.commits()
	gitDoes(t, w.dir, "checkout", "-q", "main")
	w.edits("content/cases/band-saw-2024.md", "title: ", "title: Once more, ")
	w.commits()
	gitDoes(t, w.dir, "merge", "-q", "--no-ff", "-m", "Merge", "change")
	return w
}

func (w *writing) commits() {
	w.Helper()
	gitDoes(w.T, w.dir, "add", "-A")
	gitDoes(w.T, w.dir, "commit", "-q", "-m", "Change")
}

// TestWorkflowSteps runs the shell steps of the workflows, our own and those of a new site, on a new site.
func TestWorkflowSteps(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		required(t, "no git is found on this machine")
	}
	for name, folder := range map[string]string{
		"own":      "../../.github/workflows",
		"new_site": "../../generator/scaffold/site/both/.github/workflows",
	} {
		t.Run(name, func(t *testing.T) {
			w := proposal(t)
			refusedProposal(t, w.dir, filepath.Join(folder, "check.yml"))
			w.edits("content/cases/drill-2024.md", "accident: no", "accident: yes")
			w.edits("content/cases/drill-2024.md", "write-down: not-required", "write-down: required")
			w.commits()
			published(t, w.dir, folder)
		})
	}
}

// refusedProposal wants the check to fail at the line of the fault, and to say all the same what moves.
func refusedProposal(t *testing.T, repository, file string) {
	t.Helper()
	j := newJob(t, repository)
	j.runs(file, "check")
	if !slices.Equal(j.failed, []string{"Mark faults of the content"}) {
		t.Fatalf("what fails is %q:\n%s", j.failed, j.said)
	}
	if want := "::error file=content/cases/drill-2024.md,line=18,"; !strings.Contains(j.said, want) {
		t.Errorf("no %q:\n%s", want, j.said)
	}
	summary := j.read("summary")
	for _, want := range []string{"`drill-2024`", "accident: yes", "write-down: required"} {
		if !strings.Contains(summary, want) {
			t.Errorf("the summary lacks %q:\n%s", want, summary)
		}
	}
	if strings.Contains(summary, "band-saw") {
		t.Errorf("the summary has what main changed by itself:\n%s", summary)
	}
}

// published wants the mended pull request to be checked without a fault, and main to be published: under
// the address that GitHub gives, with every link alive, and the days when cases changed.
func published(t *testing.T, repository, folder string) {
	t.Helper()
	check := newJob(t, repository)
	check.runs(filepath.Join(folder, "check.yml"), "check")
	build := newJob(t, repository)
	address := serveFiles(t, filepath.Join(build.clone, "public"))
	build.outputs = map[string]string{"steps.pages.outputs.base_url": strings.TrimSuffix(address, "/")}
	build.runs(filepath.Join(folder, "pages.yml"), "build")
	if failed := append(check.failed, build.failed...); len(failed) > 0 {
		t.Fatalf("what fails is %q:\n%s%s", failed, check.said, build.said)
	}
	if build.artifact != "public" {
		t.Errorf("what is published is %q", build.artifact)
	}
	if pages, text := everyLink(t, address); pages < 50 || !strings.Contains(text, "Once more, ") {
		t.Errorf("%d pages were reached; they say:\n%.2000s", pages, text)
	}
	sitemap := build.read("clone/public/sitemap.xml")
	for _, want := range []string{"<loc>" + address + "cases/drill-2024/</loc>", "<lastmod>2030-06-01T12:00:00Z</lastmod>"} {
		if !strings.Contains(sitemap, want) {
			t.Errorf("the site map lacks %q:\n%s", want, sitemap)
		}
	}
}

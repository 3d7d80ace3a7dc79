package main

import (
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// readme is the project's README; .ci/run runs the commands in it.
const readme = "../../README.md"

// TestReadmeCase checks the case that the README shows, as a reader would who pastes it.
func TestReadmeCase(t *testing.T) {
	text, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile("(?s)```markdown\n(.*?)```\n").FindAllStringSubmatch(string(text), -1)
	if len(found) != 1 {
		t.Fatalf("want one case in the README, got %d", len(found))
	}
	content := filepath.Join(t.TempDir(), "content")
	if err := lay(os.DirFS("../../content"), content, false); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(content, "cases", "members-list.md"), []byte(found[0][1]), 0o644); err != nil {
		t.Fatal(err)
	}
	var faults strings.Builder
	if status := run([]string{"check", "--content", content}, io.Discard, &faults); status != statusFine {
		t.Errorf("check ends with %d:\n%s", status, faults.String())
	}
}

// TestReadmeLinks wants every file that the README links to.
func TestReadmeLinks(t *testing.T) {
	text, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`\]\(([^)#]+)`).FindAllStringSubmatch(string(text), -1) {
		if strings.Contains(m[1], "://") {
			continue
		}
		if _, err := os.Stat(filepath.Join(filepath.Dir(readme), m[1])); err != nil {
			t.Errorf("the README links to %s, which is not there", m[1])
		}
	}
}

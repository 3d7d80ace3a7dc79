package output

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// put writes the files "name: body" into a shared folder and returns what became of each, and what is left.
func put(t *testing.T, dir string, files map[string]string) (fates map[string]Fate, left []string) {
	t.Helper()
	s, err := OpenShared(context.Background(), dir, func() {})
	if err != nil {
		t.Fatal(err)
	}
	fates = map[string]Fate{}
	for name, body := range files {
		if fates[name], err = s.Put(name, "key-"+name, []byte(body)); err != nil {
			t.Fatal(err)
		}
	}
	left = s.Left()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return fates, left
}

func TestShared(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{"a.md": "a\n", "b.md": "b\n", "c.md": "c\n", "d.md": "d\n", "e.md": "e\n", "f.md": "f\n"})
	write(t, dir, "b.md", "by hand\n")
	write(t, dir, "d.md", "d\r\n")
	write(t, dir, "e.md", "e2\n") // changed by hand to what the next run wants
	write(t, dir, "x.md", "foreign\n")
	if err := os.Remove(filepath.Join(dir, "c.md")); err != nil {
		t.Fatal(err)
	}
	fates, left := put(t, dir, map[string]string{"a.md": "a2\n", "b.md": "b2\n", "c.md": "c2\n", "d.md": "d\n", "e.md": "e2\n", "x.md": "x\n", "y.md": "y\n"})
	want := map[string]Fate{"a.md": Renewed, "b.md": Kept, "c.md": Dropped, "d.md": Same, "e.md": Same, "x.md": Kept, "y.md": Made}
	if diff := cmp.Diff(want, fates); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if diff := cmp.Diff([]string{"f.md"}, left); diff != "" {
		t.Errorf("left: -want +got:\n%s", diff)
	}
	for name, want := range map[string]string{"a.md": "a2\n", "b.md": "by hand\n", "x.md": "foreign\n"} {
		if got, _ := os.ReadFile(filepath.Join(dir, name)); string(got) != want {
			t.Errorf("%s holds %q, want %q", name, got, want)
		}
	}
	if fates, _ = put(t, dir, map[string]string{"a.md": "a3\n", "b.md": "b3\n"}); fates["a.md"] != Renewed || fates["b.md"] != Kept {
		t.Errorf("the third run: %v", fates)
	}
}

// TestSharedNames refuses names that lead elsewhere, also from what an earlier run is said to have written.
func TestSharedNames(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, sharedName, "hash key ../outside.md\nhash key .hidden\nhash key a/b.md\nhash key fine.md\n")
	s, err := OpenShared(context.Background(), dir, func() {})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if diff := cmp.Diff(map[string]string{"key": "fine.md"}, s.Names()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	for _, name := range []string{"../a.md", "a/b.md", ".a.md", "", "a b.md", "/a.md"} {
		if _, err := s.Put(name, "key", nil); err == nil {
			t.Errorf("%q must be refused", name)
		}
	}
}

func write(t *testing.T, dir, name, body string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(body), 0o644); err != nil {
		t.Fatal(err)
	}
}

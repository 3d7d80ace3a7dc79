package output

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// open opens a folder that nobody else is at work in.
func open(dir string) (*Writer, error) {
	return Open(context.Background(), dir, func() { panic("it waits for another build") })
}

// publish writes "path: body" files into dir.
func publish(t *testing.T, dir string, files map[string]string) Stats {
	t.Helper()
	w, err := open(dir)
	if err != nil {
		t.Fatal(err)
	}
	for path, body := range files {
		if err := w.Add(File{Path: path, Body: []byte(body)}); err != nil {
			t.Fatal(err)
		}
	}
	stats, err := w.Commit()
	if err != nil {
		t.Fatal(err)
	}
	return stats
}

// tree returns the files below dir, our own dot files left out.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".casebook") {
			return err
		}
		body, err := os.ReadFile(p)
		rel, _ := filepath.Rel(dir, p)
		files[filepath.ToSlash(rel)] = string(body)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestBuildsFollowEachOther(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	builds := []struct {
		name  string
		files map[string]string
		want  Stats
	}{
		{"first", map[string]string{"index.html": "home", "a/index.html": "a", "a/b/index.html": "b"}, Stats{Files: 3, Written: 3, Bytes: 6}},
		{"same again", map[string]string{"index.html": "home", "a/index.html": "a", "a/b/index.html": "b"}, Stats{Files: 3, Bytes: 6}},
		{"one changed, one gone", map[string]string{"index.html": "HOME", "a/index.html": "a"}, Stats{Files: 2, Written: 1, Removed: 1, Bytes: 5}},
		{"a file becomes a folder", map[string]string{"index.html": "HOME", "a/index.html/x": "x"}, Stats{Files: 2, Written: 1, Removed: 0, Bytes: 5}},
		{"a folder becomes a file", map[string]string{"index.html": "HOME", "a": "a"}, Stats{Files: 2, Written: 1, Removed: 0, Bytes: 5}},
	}
	for _, b := range builds {
		t.Run(b.name, func(t *testing.T) {
			got := publish(t, dir, b.files)
			if diff := cmp.Diff(b.want, got); diff != "" {
				t.Errorf("stats: -want +got:\n%s", diff)
			}
			if diff := cmp.Diff(b.files, tree(t, dir)); diff != "" {
				t.Errorf("files: -want +got:\n%s", diff)
			}
		})
	}
}

func TestForeignFolderIsRefused(t *testing.T) {
	dir := t.TempDir()
	mine := filepath.Join(dir, "thesis.txt")
	if err := os.WriteFile(mine, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := open(dir)
	if !errors.Is(err, ErrForeign) || !strings.Contains(err.Error(), "thesis.txt") {
		t.Errorf("want ErrForeign that names the file, got %v", err)
	}
	if diff := cmp.Diff(map[string]string{"thesis.txt": "mine"}, tree(t, dir)); diff != "" {
		t.Errorf("the folder was touched: %s", diff)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("the folder was touched: %v", entries)
	}
	if _, err := open(mine); !errors.Is(err, ErrForeign) {
		t.Errorf("a file as the folder: want ErrForeign, got %v", err)
	}
}

func TestDotFilesAndLaterFilesStay(t *testing.T) {
	dir := t.TempDir()
	write := func(name, body string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(".gitignore", "*")
	publish(t, dir, map[string]string{"index.html": "home", "old.html": "old"})
	write("CNAME", "example.org")
	publish(t, dir, map[string]string{"index.html": "home"})
	want := map[string]string{".gitignore": "*", "index.html": "home", "CNAME": "example.org"}
	if diff := cmp.Diff(want, tree(t, dir)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestAbortLeavesTheSite(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, map[string]string{"index.html": "home"})
	w, err := open(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Add(File{Path: "index.html", Body: []byte("half")}); err != nil {
		t.Fatal(err)
	}
	w.Abort()
	if diff := cmp.Diff(map[string]string{"index.html": "home"}, tree(t, dir)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	publish(t, dir, map[string]string{"index.html": "next"}) // the lock is free again
}

func TestBadPaths(t *testing.T) {
	w, err := open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer w.Abort()
	for _, path := range []string{"", ".", "../x", "/x", "a/../../x", "a//b"} {
		if err := w.Add(File{Path: path}); err == nil {
			t.Errorf("Add(%q): want an error", path)
		}
	}
	if err := w.Add(File{Path: "a"}); err != nil {
		t.Error(err)
	}
	if err := w.Add(File{Path: "a"}); err == nil {
		t.Error("the same path twice: want an error")
	}
}

// TestManifestCannotLeadOut removes nothing that a manifest changed by hand names outside the folder.
func TestManifestCannotLeadOut(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "public")
	publish(t, dir, map[string]string{"index.html": "home"})
	outside := filepath.Join(parent, "keep.txt")
	if err := os.WriteFile(outside, []byte("keep"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, manifestName), []byte("../keep.txt\n/etc/hosts\nindex.html\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	publish(t, dir, map[string]string{"other.html": "x"})
	if _, err := os.Stat(outside); err != nil {
		t.Error("a file outside the folder was removed")
	}
}

func TestConcurrentAdd(t *testing.T) {
	dir := t.TempDir()
	w, err := open(dir)
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for i := range 200 {
		group.Go(func() {
			if err := w.Add(File{Path: fmt.Sprintf("p%d/index.html", i), Body: []byte(fmt.Sprint(i))}); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	stats, err := w.Commit()
	if err != nil || stats.Written != 200 || len(tree(t, dir)) != 200 {
		t.Errorf("wrote %d of 200: %v", stats.Written, err)
	}
}

func BenchmarkUnchanged(b *testing.B) {
	dir := b.TempDir()
	body := []byte(strings.Repeat("x", 15_000))
	build := func() {
		w, err := open(dir)
		if err != nil {
			b.Fatal(err)
		}
		for i := range 500 {
			if err := w.Add(File{Path: fmt.Sprintf("p%d/index.html", i), Body: body}); err != nil {
				b.Fatal(err)
			}
		}
		if _, err := w.Commit(); err != nil {
			b.Fatal(err)
		}
	}
	build()
	for b.Loop() {
		build()
	}
}

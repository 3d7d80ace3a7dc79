package output

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"pgregory.net/rapid"
)

// TestStopped lets builds of changing sites stop after any number of their steps, as a kill would, one
// after the other. Whatever can be reached from home is whole all the time, and the first build that ends
// leaves its site and nothing else.
func TestStopped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		dir, err := os.MkdirTemp("", "casebook")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(dir)
		written := map[string]bool{}
		for range rapid.IntRange(1, 4).Draw(t, "builds that stop") {
			site := draw(t)
			for _, body := range site {
				written[body] = true
			}
			stopped(t, dir, site, rapid.IntRange(0, 20).Draw(t, "steps"))
			checkReached(t, dir, written)
		}
		site := draw(t)
		if _, err := stage(t, dir, site).Commit(); err != nil {
			t.Fatal(err)
		}
		if got := treeOf(t, dir); !maps.Equal(site, got) {
			t.Fatalf("the build that ends leaves\n%q\nnot\n%q", got, site)
		}
	})
}

// draw draws a site: home and some of five pages, each of which may lead to each, and all of them need a
// style sheet. A page says on which pages it counts, one a line.
func draw(t *rapid.T) map[string]string {
	var pages []string
	for i := range 5 {
		if rapid.Bool().Draw(t, "a page") {
			pages = append(pages, fmt.Sprintf("p%d/index.html", i))
		}
	}
	style := fmt.Sprintf("assets/%d/style.css", rapid.IntRange(0, 3).Draw(t, "style"))
	site := map[string]string{style: ""}
	for _, page := range append(pages, "index.html") {
		lines := []string{style}
		for _, other := range pages {
			if rapid.Bool().Draw(t, "a link") {
				lines = append(lines, other)
			}
		}
		site[page] = strings.Join(lines, "\n")
	}
	return site
}

func stage(t *rapid.T, dir string, site map[string]string) *Writer {
	w, err := open(dir)
	if err != nil {
		t.Fatal(err)
	}
	for path, body := range site {
		if err := w.Add(File{Path: path, Body: []byte(body), Asset: strings.HasPrefix(path, "assets/")}); err != nil {
			t.Fatal(err)
		}
	}
	return w
}

// stopped begins to publish a site and ends after some steps, leaving all as it is, but for the lock.
func stopped(t *rapid.T, dir string, site map[string]string, steps int) {
	w := stage(t, dir, site)
	defer w.unlock()
	for step := range w.steps() {
		if steps--; steps < 0 {
			return
		}
		if err := step(); err != nil {
			t.Fatal(err)
		}
	}
}

// checkReached follows the links from home, if there is one yet, and wants each page to be one that was
// meant.
func checkReached(t *rapid.T, dir string, written map[string]bool) {
	seen := map[string]bool{}
	for queue := []string{"index.html"}; len(queue) > 0; queue = queue[1:] {
		page := queue[0]
		if seen[page] {
			continue
		}
		seen[page] = true
		body, err := os.ReadFile(filepath.Join(dir, page))
		if errors.Is(err, fs.ErrNotExist) && len(seen) == 1 {
			return
		}
		if err != nil || !written[string(body)] {
			t.Fatalf("%s, reached from home, holds %q (%v) in\n%q", page, body, err, treeOf(t, dir))
		}
		if len(body) > 0 {
			queue = append(queue, strings.Split(string(body), "\n")...)
		}
	}
}

func treeOf(t *rapid.T, dir string) map[string]string {
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(p, ".casebook-") {
			return err
		}
		body, err := os.ReadFile(filepath.Join(dir, p))
		files[p] = string(body)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestStepsInOrder checks the order in which files go into place.
func TestStepsInOrder(t *testing.T) {
	w := &Writer{old: manifest{"tried.html": unsettled, "index.html": settled, "b.html": settled}}
	files := []staged{{path: "index.html", there: true}, {path: "b.html", there: true}, {path: "tried.html", there: true}, {path: "new.html"}, {path: "x.css", asset: true}}
	slices.SortFunc(files, func(a, b staged) int { return w.order(a) - w.order(b) })
	var got []string
	for _, s := range files {
		got = append(got, s.path)
	}
	if want := []string{"x.css", "new.html", "tried.html", "b.html", "index.html"}; !slices.Equal(want, got) {
		t.Errorf("want %v, got %v", want, got)
	}
}

// TestSecondBuildWaits lets a build wait for another one of the same folder: it is told, and goes on
// once the other ends; one that is given up takes no lock along.
func TestSecondBuildWaits(t *testing.T) {
	dir := t.TempDir()
	first, err := open(dir)
	if err != nil {
		t.Fatal(err)
	}
	ctx, giveUp := context.WithCancel(context.Background())
	if _, err := Open(ctx, dir, giveUp); !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), "another casebook is at work in "+dir) {
		t.Errorf("given up: %v", err)
	}
	told := make(chan bool, 1)
	second := make(chan error)
	go func() {
		w, err := Open(context.Background(), dir, func() { told <- true })
		if err == nil {
			w.Abort()
		}
		second <- err
	}()
	<-told
	first.Abort()
	if err := <-second; err != nil {
		t.Error(err)
	}
	w, err := Open(context.Background(), dir, func() {}) // the one that was given up may hold the lock for a moment
	if err != nil {
		t.Fatal(err)
	}
	w.Abort()
}

// TestWithoutLocks knows the errors of file systems that have no locks from those that mean harm.
func TestWithoutLocks(t *testing.T) {
	for err, want := range map[error]bool{
		nil: false, syscall.EOPNOTSUPP: true, syscall.ENOSYS: true, syscall.ENOLCK: true, syscall.EACCES: false, syscall.EROFS: false,
	} {
		if err != nil {
			err = fmt.Errorf("lock: %w", &fs.PathError{Op: "Lock", Path: "x", Err: err})
		}
		if got := hasNoLocks(err); got != want {
			t.Errorf("%v: want %v", err, want)
		}
	}
}

package output

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Names of our own files in the output folder. They begin with a dot, so static hosts pass them over.
const (
	manifestName = ".casebook-manifest"
	lockName     = ".casebook-lock"
	stagingName  = ".casebook-staging"
)

// ErrForeign is wrapped by the error of [Open] for a folder that holds files that no build wrote.
var ErrForeign = errors.New("the output folder holds files that casebook did not write")

// Stats counts what a commit did.
type Stats struct {
	Files, Written, Removed int   // Written are those that were new or differed
	Bytes                   int64 // of all files
}

// Writer publishes one build into a folder. Its methods may be called from several goroutines.
type Writer struct {
	dir    string
	unlock func()
	old    manifest

	mu     sync.Mutex
	staged []staged
	seen   map[string]bool
	stats  Stats
	made   map[string]bool // folders that exist
}

type staged struct {
	path  string
	temp  string // "" when the file in place is the same already
	asset bool
	there bool // in place, perhaps with other bytes
}

// Open prepares to publish into dir, which is made if it is not there. It waits for another build of
// the same folder to end, having called waits once, until ctx is done. A folder that holds anything but
// dot files and was not written by an earlier build is refused with [ErrForeign], and nothing in it is
// touched. The caller must end with [Writer.Commit] or [Writer.Abort].
func Open(ctx context.Context, dir string, waits func()) (*Writer, error) {
	if err := refuseForeign(dir); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("make the output folder: %w", err)
	}
	unlock, err := lock(ctx, dir, waits)
	if err != nil {
		return nil, fmt.Errorf("lock the output folder: %w", err)
	}
	w := &Writer{dir: dir, unlock: unlock, seen: map[string]bool{}, made: map[string]bool{}}
	if w.old, err = readManifest(dir); err == nil {
		err = os.RemoveAll(filepath.Join(dir, stagingName))
	}
	if err == nil {
		err = os.Mkdir(filepath.Join(dir, stagingName), 0o755)
	}
	if err != nil {
		unlock()
		return nil, fmt.Errorf("prepare the output folder: %w", err)
	}
	return w, nil
}

func refuseForeign(dir string) error {
	info, err := os.Stat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil && !info.IsDir() {
		return fmt.Errorf("%w: %s is a file; choose a folder with --out", ErrForeign, dir)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("read the output folder: %w", err)
	}
	if slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == manifestName }) {
		return nil
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") {
			return fmt.Errorf("%w: %s is there; choose another folder with --out, or empty this one",
				ErrForeign, filepath.Join(dir, e.Name()))
		}
	}
	return nil
}

// Add stages a file. A path that leaves the folder, or that was added before, is an error.
func (w *Writer) Add(f File) error {
	if !fs.ValidPath(f.Path) || f.Path == "." {
		return fmt.Errorf("output path %q is not inside the site", f.Path)
	}
	w.mu.Lock()
	n := len(w.seen)
	if w.seen[f.Path] {
		w.mu.Unlock()
		return fmt.Errorf("two pages have the address %q", f.Path)
	}
	w.seen[f.Path] = true
	w.mu.Unlock()

	s := staged{path: f.Path, asset: f.Asset}
	same, exists, err := w.compare(f)
	if err != nil {
		return err
	}
	s.there = exists
	if !same {
		s.temp = filepath.Join(w.dir, stagingName, strconv.Itoa(n))
		if err := os.WriteFile(s.temp, f.Body, 0o644); err != nil {
			return fmt.Errorf("write %s: %w", f.Path, err)
		}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.staged = append(w.staged, s)
	w.stats.Files++
	w.stats.Bytes += int64(len(f.Body))
	return nil
}

// compare says whether the file in place has the same bytes, and whether there is one at all.
func (w *Writer) compare(f File) (same, exists bool, err error) {
	place := w.place(f.Path)
	info, err := os.Lstat(place)
	if errors.Is(err, fs.ErrNotExist) {
		return false, false, nil
	}
	if err != nil {
		// A file where a folder must be: the folder is made in its place when the build is committed.
		return false, false, nil
	}
	if !info.Mode().IsRegular() || info.Size() != int64(len(f.Body)) {
		return false, true, nil
	}
	body, err := os.ReadFile(place)
	if err != nil {
		return false, true, fmt.Errorf("compare with %s: %w", f.Path, err)
	}
	return bytes.Equal(body, f.Body), true, nil
}

func (w *Writer) place(path string) string { return filepath.Join(w.dir, filepath.FromSlash(path)) }

// Commit moves every staged file into place and removes what only earlier builds wrote. On an error the
// files moved so far stay; each is whole, and the manifest knows them.
func (w *Writer) Commit() (Stats, error) {
	defer w.Abort()
	for step := range w.steps() {
		if err := step(); err != nil {
			return w.stats, err
		}
	}
	return w.stats, nil
}

// steps are the changes that publish the site, in their order. A build that is killed stops between two
// of them: after each, every file that can be reached from home is whole and is there.
func (w *Writer) steps() iter.Seq[func() error] {
	return func(yield func(func() error) bool) {
		if !yield(func() error { return w.writeManifest(true) }) {
			return
		}
		slices.SortFunc(w.staged, func(a, b staged) int {
			return cmp.Or(w.order(a)-w.order(b), strings.Compare(a.path, b.path))
		})
		for _, s := range w.staged {
			if s.temp != "" && !yield(func() error { return w.move(s) }) {
				return
			}
		}
		for _, path := range w.gone() {
			if !yield(func() error { return w.remove(path) }) {
				return
			}
		}
		yield(func() error { return w.writeManifest(false) })
	}
}

// order puts assets before new pages before changed ones, and home last of all, so that whatever a
// reader can reach is there. A page that only a build that did not end wrote comes between: nothing may
// lead to it yet, and what it says may lead to what that build never wrote, so it changes before others
// lead to it, and after the pages that it will lead to have come.
func (w *Writer) order(s staged) int {
	switch {
	case s.asset:
		return 0
	case s.path == "index.html":
		return 4
	case !s.there:
		return 1
	case w.old[s.path] == unsettled:
		return 2
	}
	return 3
}

func (w *Writer) move(s staged) error {
	place := w.place(s.path)
	if err := w.makeFolder(filepath.Dir(s.path)); err != nil {
		return err
	}
	err := os.Rename(s.temp, place)
	if err != nil {
		if info, statErr := os.Lstat(place); statErr == nil && info.IsDir() && w.onlyOurs(s.path) {
			if err = os.RemoveAll(place); err == nil {
				err = os.Rename(s.temp, place)
			}
		}
	}
	if err != nil {
		return fmt.Errorf("publish %s: %w", s.path, err)
	}
	w.stats.Written++
	return nil
}

// makeFolder makes a folder of the site; a file of an earlier build that stands in its way goes.
func (w *Writer) makeFolder(dir string) error {
	if dir == "." || w.made[dir] {
		return nil
	}
	if err := w.makeFolder(filepath.Dir(dir)); err != nil {
		return err
	}
	place := filepath.Join(w.dir, dir)
	if info, err := os.Lstat(place); err == nil && !info.IsDir() && w.old[filepath.ToSlash(dir)] != foreign {
		if err := os.Remove(place); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(place, 0o755); err != nil {
		return fmt.Errorf("make a folder of the site: %w", err)
	}
	w.made[dir] = true
	return nil
}

// onlyOurs says whether every file below a folder was written by an earlier build.
func (w *Writer) onlyOurs(dir string) bool {
	ours := true
	err := filepath.WalkDir(w.place(dir), func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(w.dir, p)
		ours = ours && err == nil && w.old[filepath.ToSlash(rel)] != foreign
		return err
	})
	return err == nil && ours
}

// gone returns what earlier builds wrote and this one does not, in order.
func (w *Writer) gone() []string {
	var gone []string
	for path := range w.old {
		if !w.seen[path] {
			gone = append(gone, path)
		}
	}
	slices.Sort(gone)
	return gone
}

func (w *Writer) remove(path string) error {
	err := os.Remove(w.place(path))
	if err != nil && !errors.Is(err, fs.ErrNotExist) && !w.isFolder(path) {
		return fmt.Errorf("remove %s: %w", path, err)
	}
	if err == nil {
		w.stats.Removed++
	}
	// Folders that became empty go too; one that holds anything else refuses, which is right.
	for dir := filepath.Dir(path); dir != "." && os.Remove(filepath.Join(w.dir, dir)) == nil; dir = filepath.Dir(dir) {
	}
	return nil
}

// isFolder says whether a file of an earlier build has since become a folder of this one, or lies in
// what has become a file.
func (w *Writer) isFolder(path string) bool {
	info, err := os.Lstat(w.place(path))
	return err != nil || info.IsDir()
}

// Abort removes what was staged and lets other builds go on. It does no harm after [Writer.Commit].
func (w *Writer) Abort() {
	if w.unlock == nil {
		return
	}
	os.RemoveAll(filepath.Join(w.dir, stagingName))
	w.unlock()
	w.unlock = nil
}

package serve

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"
)

// How long an edit has to rest. Most are one rename, and are shown at once; a file that went away may come
// back (editors that save by deleting); a fault may be a file that is half written.
const (
	rest       = 8 * time.Millisecond
	restGone   = 60 * time.Millisecond
	restFaulty = 120 * time.Millisecond
	idle       = 2 * time.Second // after it, pages that nobody asked for are tried
	patrol     = time.Second     // how often it is seen whether a folder is still the same one
)

// Watch builds the site and follows the content folder and the folder of templates ("" for none) until the
// context ends. After every edit the site is built again as far as it depends on it. tell is called after
// the first build and after each other, on one goroutine. The error says that the folders cannot be
// followed; then nothing is built.
func (s *Site) Watch(ctx context.Context, content, templates string, tell func(Report)) error {
	w, err := newWatcher(content, templates)
	if err != nil {
		return err
	}
	defer w.Close()
	ctx, cancel := context.WithCancel(ctx)
	f := &follower{Site: s, watcher: w, tell: tell}
	defer f.proving.Wait()
	defer cancel()
	tell(s.Build(ctx))
	f.run(ctx)
	return nil
}

// follower follows a watcher.
type follower struct {
	*Site
	*watcher
	tell    func(Report)
	waiting *proof // with faults, not shown as yet: the file may be half written
	proving sync.WaitGroup
	stop    context.CancelFunc // ends proving
}

func (f *follower) run(ctx context.Context) {
	timer, ticker := time.NewTimer(idle), time.NewTicker(patrol)
	defer ticker.Stop()
	found := make(chan *proof)
	proven := false
	f.stop = func() {}
	for {
		select {
		case <-ctx.Done():
			f.stop()
			return
		case e := <-f.Events:
			if wait := f.note(e); wait > 0 {
				f.stop()
				timer.Reset(wait)
			}
		case <-f.Errors: // events were lost
			f.whole = true
			timer.Reset(rest)
		case <-ticker.C:
			if f.replaced() {
				timer.Reset(rest)
			}
		case p := <-found:
			if p != nil && p.draft == f.now().draft {
				f.showNow(p)
			}
		case <-timer.C:
			switch {
			case f.pending():
				proven = false
				timer.Reset(f.rebuild(ctx))
			case f.waiting != nil:
				f.showNow(f.waiting)
				timer.Reset(idle)
			case !proven:
				proven = true
				f.prove(ctx, found)
			}
		}
	}
}

// rebuild takes the edits on, and returns when to look again.
func (f *follower) rebuild(ctx context.Context) time.Duration {
	edited, look := f.take()
	p := f.try(ctx, edited, look)
	if ctx.Err() != nil {
		return idle
	}
	if !p.Good() && f.now().Good() {
		f.waiting = p
		return restFaulty
	}
	f.showNow(p)
	return idle
}

func (f *follower) showNow(p *proof) {
	f.waiting = nil
	f.show(p)
	f.tell(p.Report)
}

// prove makes the pages that nobody has asked for, beside everything else, and gives what it finds to found.
func (f *follower) prove(ctx context.Context, found chan<- *proof) {
	p := f.now()
	if p.draft == nil || !p.Good() {
		return
	}
	ctx, f.stop = context.WithCancel(ctx)
	f.proving.Go(func() {
		err := p.prove(ctx)
		if err == nil {
			return
		}
		select {
		case found <- p.failing(err):
		case <-ctx.Done():
		}
	})
}

// watcher notes which files of the folders were changed.
type watcher struct {
	*fsnotify.Watcher
	folders []*folder
	inside  map[string]bool // every folder that is watched, by its path
	edited  map[string]bool // content files since the last look
	look    bool            // a template has changed
	whole   bool            // anything may have
}

// folder is a folder that is followed with all that is in it.
type folder struct {
	path    string
	content bool
	info    fs.FileInfo // nil while it is not there
}

func newWatcher(content, templates string) (*watcher, error) {
	inner, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	w := &watcher{Watcher: inner, inside: map[string]bool{}, edited: map[string]bool{}}
	w.folders = []*folder{{path: filepath.Clean(content), content: true}}
	if templates != "" {
		w.folders = append(w.folders, &folder{path: filepath.Clean(templates)})
	}
	for _, f := range w.folders {
		f.info, _ = os.Stat(f.path)
		if err := w.addAll(f.path); err != nil {
			inner.Close()
			return nil, err
		}
	}
	return w, nil
}

// addAll watches a folder and those in it. One that goes away meanwhile is none of its business.
func (w *watcher) addAll(top string) error {
	return filepath.WalkDir(top, func(p string, entry fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case !entry.IsDir():
			return nil
		case p != top && strings.HasPrefix(entry.Name(), "."):
			return fs.SkipDir
		}
		if err := w.Add(p); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		w.inside[p] = true
		return nil
	})
}

// note notes an event, and returns how long to wait for more of them; 0 for one that means nothing.
func (w *watcher) note(e fsnotify.Event) time.Duration {
	gone := e.Has(fsnotify.Remove) || e.Has(fsnotify.Rename)
	if !gone && !e.Has(fsnotify.Create) && !e.Has(fsnotify.Write) {
		return 0
	}
	name := filepath.Clean(e.Name)
	base := filepath.Base(name)
	if strings.HasPrefix(base, ".") || strings.HasSuffix(base, "~") {
		return 0
	}
	switch info, err := os.Stat(name); {
	case w.inside[name] && gone:
		w.leave(name)
		w.whole = true
	case err == nil && info.IsDir():
		w.addAll(name)
		w.whole = true
	case !w.noteFile(name):
		return 0
	}
	if gone {
		return restGone
	}
	return rest
}

// noteFile notes a file, and says whether it can be one of the site.
func (w *watcher) noteFile(name string) bool {
	for _, f := range w.folders {
		rel, err := filepath.Rel(f.path, name)
		if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
			continue
		}
		if !f.content || strings.HasPrefix(filepath.ToSlash(rel), "templates/") {
			w.look = true // the templates, or those of the site's own
			return true
		}
		if slices.Contains([]string{".md", ".yaml", ".yml"}, path.Ext(name)) {
			w.edited[filepath.ToSlash(rel)] = true
			return true
		}
	}
	return false
}

// replaced says whether a folder that is followed has gone, or come back, or is another one now.
func (w *watcher) replaced() bool {
	any := false
	for _, f := range w.folders {
		info, err := os.Stat(f.path)
		if err != nil {
			info = nil
		}
		if (info == nil) == (f.info == nil) && (info == nil || os.SameFile(info, f.info)) {
			continue
		}
		any, w.whole = true, true
		w.leave(f.path)
		f.info = info
		w.addAll(f.path)
	}
	return any
}

// leave ends the watching of a folder that is gone, and of those that were in it. One of those that are
// followed is looked for again.
func (w *watcher) leave(top string) {
	for p := range w.inside {
		if p == top || strings.HasPrefix(p, top+string(filepath.Separator)) {
			w.Remove(p)
			delete(w.inside, p)
		}
	}
	for _, f := range w.folders {
		if f.path == top {
			f.info = nil
		}
	}
}

// pending says whether something was changed since the last look.
func (w *watcher) pending() bool { return w.whole || w.look || len(w.edited) > 0 }

// take returns what was changed, nil for anything, and whether templates were, and forgets it.
func (w *watcher) take() (edited []string, look bool) {
	edited, look = make([]string, 0, len(w.edited)), w.look || w.whole
	for p := range w.edited {
		edited = append(edited, p)
	}
	slices.Sort(edited)
	if w.whole {
		edited = nil
	}
	clear(w.edited)
	w.whole, w.look = false, false
	return edited, look
}

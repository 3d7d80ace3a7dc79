package main

import (
	"cmp"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

// shared is what is made once for all tests: sites, and a browser. It goes when the last of them has ended.
var shared = &workshop{sites: map[string]*sharedSite{}}

type workshop struct {
	mu      sync.Mutex
	temp    string // a folder for all of it; "" until it is needed
	sites   map[string]*sharedSite
	browser context.Context // nil until it is needed
	end     []func()        // what takes it down, the last first
}

// sharedSite is a site that is built when it is first asked for.
type sharedSite struct {
	website
	err error
}

// testingM is the tests of this package, after which what they share is taken down.
type testingM struct{ *testing.M }

func (m testingM) Run() int {
	status := m.M.Run()
	shared.close()
	return status
}

// close takes down what was made.
func (w *workshop) close() {
	for i := len(w.end) - 1; i >= 0; i-- {
		w.end[i]()
	}
	os.RemoveAll(w.temp)
}

// folder makes a folder that lasts until the last test has ended.
func (w *workshop) folder(name string) (string, error) {
	if w.temp == "" {
		temp, err := os.MkdirTemp("", "casebook-test-")
		if err != nil {
			return "", err
		}
		w.temp = temp
	}
	dir := filepath.Join(w.temp, name)
	return dir, os.MkdirAll(dir, 0o755)
}

// site serves a site by its name. It is built of the folder that content gives where it is not there yet.
func (w *workshop) site(name string, content func() (string, error)) (website, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	s := w.sites[name]
	if s == nil {
		s = &sharedSite{}
		w.sites[name] = s
		s.err = w.build(s, name, content)
	}
	return s.website, s.err
}

// ownSite is the project's own site, and smallSite the example. No test may change their files.
func (w *workshop) ownSite() (website, error) {
	return w.site("own", func() (string, error) { return "../../content", nil })
}

func (w *workshop) smallSite() (website, error) {
	return w.site("small", func() (string, error) { return example, nil })
}

func (w *workshop) build(s *sharedSite, name string, content func() (string, error)) error {
	dir, err := w.folder(name)
	if err != nil {
		return err
	}
	from, err := content()
	if err != nil {
		return err
	}
	server := fileServer(dir)
	w.end = append(w.end, server.Close)
	s.website = website{dir: dir, root: server.URL + below}
	return buildSite(from, s.website)
}

// browser is a context of chromedp with a browser that runs.
type browser struct{ context.Context }

// startBrowser starts the browser of all tests, where none runs yet.
func startBrowser(t *testing.T) browser {
	t.Helper()
	program := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			program = cmp.Or(program, found)
		}
	}
	if program == "" {
		required(t, "no Chromium is found on this machine")
	}
	shared.mu.Lock()
	defer shared.mu.Unlock()
	if shared.browser == nil {
		if err := shared.start(program); err != nil {
			t.Fatalf("%s does not start: %v", program, err)
		}
	}
	return browser{shared.browser}
}

func (w *workshop) start(program string) error {
	profile, err := w.folder("profile")
	if err != nil {
		return err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program),
		chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(profile),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))
	allocator, cancelAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(allocator)
	if err := chromedp.Do(ctx); err != nil {
		cancel()
		cancelAllocator()
		return err
	}
	w.browser, w.end = ctx, append(w.end, cancelAllocator, cancel)
	return nil
}

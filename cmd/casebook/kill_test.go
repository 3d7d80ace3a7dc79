package main

import (
	"bufio"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"casebook/generator/output"
)

// TestKilled kills builds at random moments, each after an edit: a case added, one removed, one with
// another title. Every file of the folder is then whole, and every link that can be reached from home
// leads somewhere; and a build that is let be leaves the same bytes as one into an empty folder. Half of
// the builds are killed while they change the folder, which takes but a small part of their time.
func TestKilled(t *testing.T) {
	kills := 10
	if os.Getenv("CI") == "true" {
		kills = 100
	}
	e := newEdited(t)
	e.edit()
	e.wholeBuild()
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	for n := range kills {
		e.edit()
		before := e.hold()
		build := e.start()
		span := e.all
		if n%2 == 1 {
			build.await(before)
			span = e.last
		}
		killed := build.kill(time.Duration(random.Float64() * float64(span)))
		t.Logf("kill %d, in the midst: %v", n, killed)
		e.checkWhole()
		everyLink(t, e.root)
		if random.IntN(3) == 0 {
			e.wholeBuild()
		}
		if t.Failed() {
			t.Fatalf("after kill %d", n)
		}
	}
	e.wholeBuild()
}

// TestTwoBuilds starts builds of one folder at once, before there is any site and after an edit: one after
// the other they end well.
func TestTwoBuilds(t *testing.T) {
	e := newEdited(t)
	for range 2 {
		e.edit()
		var builds []killable
		for range 3 {
			builds = append(builds, e.start())
		}
		for _, b := range builds {
			if err := b.Wait(); err != nil {
				t.Errorf("%v:\n%s", err, b.Stderr)
			}
		}
		if got := e.files(e.out); !maps.Equal(e.whole, got) {
			t.Errorf("edit %d: %d files are left, not the %d of one build", e.edits, len(got), len(e.whole))
		}
	}
}

// TestWaitInterrupted interrupts a build that waits for another one: it ends and says for what it waited.
func TestWaitInterrupted(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("processes cannot be interrupted there")
	}
	dir := t.TempDir()
	holder, err := output.Open(context.Background(), dir, func() {})
	if err != nil {
		t.Fatal(err)
	}
	defer holder.Abort()
	cmd := exec.Command("casebook", "build", "--content", example, "--out", dir)
	said, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(said)
	if !lines.Scan() || lines.Text() != "casebook: another casebook is at work in "+dir+"; waiting for it to end" {
		t.Errorf("it says %q", lines.Text())
	}
	cmd.Process.Signal(os.Interrupt)
	for lines.Scan() {
		if !strings.Contains(lines.Text(), "another casebook is at work in "+dir) {
			t.Errorf("it ends with %q", lines.Text())
		}
	}
	if err := cmd.Wait(); err == nil || cmd.ProcessState.ExitCode() != statusFailed {
		t.Errorf("it ends with %v", err)
	}
}

// edited is a content folder that is edited again and again, and its site.
type edited struct {
	*testing.T
	content, out, root string
	edits              int
	all, last          time.Duration                // how long a build took, and the part of it that changes the folder
	meant              map[string]map[[32]byte]bool // by path, the hashes of what the site of an edit held there
	whole              map[string][32]byte          // the site of the last edit
}

func newEdited(t *testing.T) *edited {
	e := &edited{T: t, content: t.TempDir(), out: filepath.Join(t.TempDir(), "public"), meant: map[string]map[[32]byte]bool{}}
	e.root = serveFiles(t, e.out)
	if err := os.CopyFS(e.content, os.DirFS(example)); err != nil {
		t.Fatal(err)
	}
	return e
}

// cases are how many cases there are beside the one of the example.
const killedCases = 4

// edit adds a case, removes the oldest, and gives another one a title anew; then it notes what a build
// into an empty folder makes of them.
func (e *edited) edit() {
	e.Helper()
	e.edits++
	for n := max(1, e.edits-killedCases); n <= e.edits; n++ {
		place := filepath.Join(e.content, "cases", fmt.Sprintf("case-%d.md", n))
		if n == e.edits-killedCases {
			if err := os.Remove(place); err != nil {
				e.Fatal(err)
			}
			continue
		}
		if n == e.edits || n == e.edits-1 {
			write(e.T, place, fmt.Sprintf("---\ntitle: A list was lost, as told in edit %d\nsummary: A list was lost.\ntags: [t%d]\n---\n\nThe list was lost, as was that of [[clinic]].\n", e.edits, n%3))
		}
	}
	out := e.TempDir()
	e.build(out)
	e.whole = e.files(out)
	for path, hash := range e.whole {
		if e.meant[path] == nil {
			e.meant[path] = map[[32]byte]bool{}
		}
		e.meant[path][hash] = true
	}
	os.RemoveAll(out)
}

func (e *edited) build(out string) {
	e.Helper()
	var faults strings.Builder
	if status := run([]string{"build", "--content", e.content, "--out", out}, io.Discard, &faults); status != statusFine {
		e.Fatalf("build ended with %d:\n%s", status, faults.String())
	}
}

// files returns a hash of each file of a site.
func (e *edited) files(dir string) map[string][32]byte {
	e.Helper()
	files := map[string][32]byte{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(p string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case strings.HasPrefix(p, ".casebook-"):
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case entry.IsDir():
			return nil
		}
		body, err := os.ReadFile(filepath.Join(dir, p))
		files[p] = sha256.Sum256(body)
		return err
	})
	if err != nil {
		e.Fatal(err)
	}
	return files
}

// checkWhole wants every file to be what the site of some edit held there.
func (e *edited) checkWhole() {
	e.Helper()
	for path, hash := range e.files(e.out) {
		if !e.meant[path][hash] {
			e.Errorf("%s is torn", path)
		}
	}
}

// wholeBuild builds in a process that is let be, measures it, and wants nothing to be left of others.
func (e *edited) wholeBuild() {
	e.Helper()
	before, start := e.hold(), time.Now()
	build := e.start()
	build.await(before)
	changing := time.Now()
	if err := build.Wait(); err != nil {
		e.Fatalf("the build after a kill: %v\n%s", err, build.Stderr)
	}
	e.all, e.last = time.Since(start), time.Since(changing)
	if got := e.files(e.out); !maps.Equal(e.whole, got) {
		e.Errorf("a build that is let be leaves %d files, not the %d of a new folder, or others", len(got), len(e.whole))
	}
}

// killable is a build in a process of its own.
type killable struct {
	*exec.Cmd
	edited *edited
}

func (e *edited) start() killable {
	e.Helper()
	cmd := exec.Command("casebook", "build", "--content", e.content, "--out", e.out)
	cmd.Stderr = &strings.Builder{}
	if err := cmd.Start(); err != nil {
		e.Fatal(err)
	}
	return killable{cmd, e}
}

// hold opens the manifest, so that no other file can be taken for it.
func (e *edited) hold() *os.File {
	e.Helper()
	f, err := os.Open(filepath.Join(e.out, ".casebook-manifest"))
	if err != nil && e.edits > 1 {
		e.Fatal(err)
	}
	if err == nil {
		e.Cleanup(func() { f.Close() })
	}
	return f
}

// await waits until the build has put another manifest in the place of the one before: its next steps
// change the site.
func (k killable) await(before *os.File) {
	k.edited.Helper()
	var old os.FileInfo
	if before != nil {
		old, _ = before.Stat()
	}
	for start := time.Now(); time.Since(start) < time.Minute; time.Sleep(100 * time.Microsecond) {
		now, err := os.Stat(filepath.Join(k.edited.out, ".casebook-manifest"))
		if err == nil && !os.SameFile(old, now) {
			return
		}
	}
	k.edited.Fatalf("the build does not begin to change the site:\n%s", k.Stderr)
}

// kill kills the build after a while, and says whether it had not ended before.
func (k killable) kill(after time.Duration) bool {
	k.edited.Helper()
	time.Sleep(after)
	k.Process.Kill()
	err := k.Wait()
	if err != nil && !strings.Contains(err.Error(), "killed") && k.Stderr.(*strings.Builder).Len() > 0 {
		k.edited.Errorf("the build failed before it was killed: %v\n%s", err, k.Stderr)
	}
	return err != nil
}

package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(testingM{m}, map[string]func(){"casebook": main})
}

// example is a small site; every script finds it as content, with the script's own files over it.
const example = "../../generator/testdata/sites/example/content"

var update = flag.Bool("update", false, "rewrite what the scripts compare with from what is printed")

// TestScripts runs testdata/script. Beside the commands of testscript, scripts have those of commands.
func TestScripts(t *testing.T) {
	content, err := filepath.Abs(example)
	if err != nil {
		t.Fatal(err)
	}
	own, err := filepath.Abs("../../content")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Files:               scripts(t),
		Cmds:                commands,
		Condition:           condition,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       *update,
		Setup: func(env *testscript.Env) error {
			env.Setenv("OWN", own) // the project's own content
			return lay(os.DirFS(content), filepath.Join(env.WorkDir, "content"), false)
		},
	})
}

// scripts returns the scripts to run. Of those that check content with a fault some stand for the rest where not
// everything is tried: every fault has its examples too, which are tried with the stages.
func scripts(t *testing.T) []string {
	t.Helper()
	all, err := filepath.Glob("testdata/script/*.txtar")
	if err != nil || len(all) == 0 {
		t.Fatalf("no scripts (%v)", err)
	}
	if everything() {
		return all
	}
	var some []string
	for i, name := range all {
		if i%3 == 0 || !strings.HasPrefix(filepath.Base(name), "check_") {
			some = append(some, name)
		}
	}
	return some
}

// condition knows "root", whom permissions do not stop, and "mounts", that a file system can be mounted.
func condition(name string) (bool, error) {
	switch name {
	case "root":
		return os.Getuid() == 0, nil
	case "mounts":
		return exec.Command("unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt").Run() == nil, nil
	}
	return false, fmt.Errorf("no condition %q", name)
}

var commands = map[string]func(ts *testscript.TestScript, neg bool, args []string){
	"status":   status,
	"refuses":  refuses,
	"own":      own,
	"over":     over,
	"snapshot": snapshot,
	"encode":   encode,
	"fill":     fill,
	"port":     port,
	"get":      get,
	"compress": compress,
}

// status N PROGRAM ARGS… runs a program, which must end with the exit status N.
func status(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	err = ts.Exec(args[1], args[2:]...)
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("want exit status %d, got %d", want, got)
	}
}

// own NAME sets a variable to the folder of the project's own site, as it is built once for all tests.
func own(ts *testscript.TestScript, _ bool, args []string) {
	site, err := shared.ownSite()
	ts.Check(err)
	ts.Setenv(args[0], site.dir)
}

// refuses FOLDER publishes the content, lays the folder over it, and wants build and check both to end
// with 1, and the published site to be as it was. What check printed is left for stdout and stderr. Where not
// everything is tried, the site that was published is the example's.
func refuses(ts *testscript.TestScript, _ bool, args []string) {
	if everything() {
		status(ts, false, []string{"0", "casebook", "build"})
	} else {
		small, err := shared.smallSite()
		ts.Check(err)
		ts.Check(lay(os.DirFS(small.dir), ts.MkAbs("public"), true))
	}
	before := listing(ts, "public")
	over(ts, false, []string{args[0], "content"})
	status(ts, false, []string{"1", "casebook", "build"})
	if listing(ts, "public") != before {
		ts.Fatalf("the published site is not as it was")
	}
	status(ts, false, []string{"1", "casebook", "check"})
}

// over FOLDER TARGET copies the files of a folder over those of another.
func over(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(lay(os.DirFS(ts.MkAbs(args[0])), ts.MkAbs(args[1]), true))
}

// lay copies files into a folder. Those that are there stay, unless they are to be replaced.
func lay(from fs.FS, to string, replace bool) error {
	return fs.WalkDir(from, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		place := filepath.Join(to, filepath.FromSlash(name))
		if _, err := os.Lstat(place); err == nil && !replace {
			return nil
		}
		body, err := fs.ReadFile(from, name)
		if err != nil {
			return err
		}
		if err := os.MkdirAll(filepath.Dir(place), 0o755); err != nil {
			return err
		}
		return os.WriteFile(place, body, 0o644)
	})
}

// snapshot FOLDER FILE writes down every file of a folder: its path, when it was written, a hash of it.
func snapshot(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(listing(ts, args[0])), 0o644))
}

func listing(ts *testscript.TestScript, folder string) string {
	var b strings.Builder
	root := ts.MkAbs(folder)
	ts.Check(filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		body, err := os.ReadFile(name)
		rel, _ := filepath.Rel(root, name)
		written := info.ModTime().UnixNano()
		if strings.HasPrefix(rel, ".casebook-") {
			written = 0 // the lock and the manifest are no part of the site, and every build touches them
		}
		fmt.Fprintf(&b, "%s %d %x\n", filepath.ToSlash(rel), written, sha256.Sum256(body))
		return err
	}))
	return b.String()
}

// encode FORM FILE rewrites a file as bom (a byte-order mark before it), crlf or latin1.
func encode(ts *testscript.TestScript, _ bool, args []string) {
	text := ts.ReadFile(args[1])
	switch args[0] {
	case "bom":
		text = "\ufeff" + text
	case "crlf":
		text = strings.ReplaceAll(text, "\n", "\r\n")
	case "latin1":
		var b []byte
		for _, r := range text {
			b = append(b, byte(r))
		}
		text = string(b)
	default:
		ts.Fatalf("no form %q", args[0])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(text), 0o644))
}

// fill FILE MEGABYTES makes a file longer with lines of text.
func fill(ts *testscript.TestScript, _ bool, args []string) {
	megabytes, err := strconv.Atoi(args[1])
	ts.Check(err)
	line := "and the list was lost again, line after line after line after\n"
	body := ts.ReadFile(args[0]) + strings.Repeat(line, megabytes<<20/len(line)+1)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(body), 0o644))
}

// compress FILE makes FILE.gz beside a file.
func compress(ts *testscript.TestScript, _ bool, args []string) {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write([]byte(ts.ReadFile(args[0])))
	ts.Check(w.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[0]+".gz"), b.Bytes(), 0o644))
}

// port NAME sets a variable to a port that is free.
func port(ts *testscript.TestScript, _ bool, args []string) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	defer l.Close()
	_, number, err := net.SplitHostPort(l.Addr().String())
	ts.Check(err)
	ts.Setenv(args[0], number)
}

// get ADDRESS STATUS FILE asks for a page, again until it comes with the status, for half a minute at most, and
// writes the body into the file.
func get(ts *testscript.TestScript, _ bool, args []string) {
	const patience = 30 * time.Second
	for start := time.Now(); ; time.Sleep(20 * time.Millisecond) {
		response, err := http.Get(args[0])
		if (err != nil || strconv.Itoa(response.StatusCode) != args[1]) && time.Since(start) < patience {
			if err == nil {
				response.Body.Close()
			}
			continue
		}
		ts.Check(err)
		defer response.Body.Close()
		body, err := io.ReadAll(response.Body)
		ts.Check(err)
		if strconv.Itoa(response.StatusCode) != args[1] {
			ts.Fatalf("want status %s, got %s", args[1], response.Status)
		}
		ts.Check(os.WriteFile(ts.MkAbs(args[2]), body, 0o644))
		return
	}
}

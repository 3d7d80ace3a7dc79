package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestServeBench measures how long an edit takes to be seen on the incidents that CASEBOOK_INCIDENTS names:
// from the rename of the saved file to the first answer with the new text. Where CASEBOOK_PEER_SITE names a
// Hugo site of the same incidents and hugo is found, its server is asked by turns with ours, and the ratio
// is printed.
func TestServeBench(t *testing.T) {
	table := os.Getenv("CASEBOOK_INCIDENTS")
	if table == "" {
		t.Skip("CASEBOOK_INCIDENTS names no table of incidents")
	}
	dir := t.TempDir()
	n := writeIncidents(t, table, dir, 1)
	ours := startServer(t, func(port string) []string {
		return []string{"casebook", "serve", "--content", dir, "--addr", "127.0.0.1:" + port}
	})
	cases := []saved{{ours, anyFile(t, filepath.Join(dir, "cases")), "/cases/%s/", "", nil}}
	names := []string{"casebook, a case"}
	rule := saved{ours, filepath.Join(dir, "rules", "rules.yaml"), "/rules/any-incident/", "Each of these counts", nil}
	cases, names = append(cases, rule), append(names, "casebook, a rule of all")
	if peer := os.Getenv("CASEBOOK_PEER_SITE"); peer != "" {
		theirs := startServer(t, func(port string) []string {
			return []string{"hugo", "server", "--quiet", "-s", peer, "--bind", "127.0.0.1", "--port", port}
		})
		cases, names = append(cases, saved{theirs, anyFile(t, filepath.Join(peer, "content", "cases")), "/kb/cases/%s/", "", nil}), append(names, "hugo, a case")
	}
	for round := range 7 {
		for i := range cases {
			cases[i].took = append(cases[i].took, cases[i].edit(t, fmt.Sprintf("Quincunx%d", round)))
			time.Sleep(time.Second) // each server has come to rest before another is asked
		}
	}
	for i, c := range cases {
		text := ""
		if len(cases) > 2 && i < 2 {
			text = fmt.Sprintf(", %.3f of hugo's", median(c.took).Seconds()/median(cases[2].took).Seconds())
		}
		t.Logf("%d incidents, %s: %d ms%s (%v)", n, names[i], median(c.took).Milliseconds(), text, c.took)
	}
}

// saved is a file that is edited, and the page that shows it.
type saved struct {
	server, file string
	page         string // its address; %s stands for the file's name
	marker       string // a text of the file that the word stands behind; "" for its end
	took         []time.Duration
}

// edit saves the file with a new word and waits until its page shows it. Afterwards the file is as it was.
func (s *saved) edit(t *testing.T, word string) time.Duration {
	t.Helper()
	before, err := os.ReadFile(s.file)
	if err != nil {
		t.Fatal(err)
	}
	text := string(before) + "\n" + word + " came to light.\n"
	if s.marker != "" {
		text = strings.Replace(string(before), s.marker, s.marker+" "+word, 1)
	}
	address := s.server + s.page
	if strings.Contains(address, "%s") {
		address = fmt.Sprintf(address, strings.TrimSuffix(filepath.Base(s.file), ".md"))
	}
	replace(t, s.file, text)
	start := time.Now()
	for !strings.Contains(bodyOf(address), word) {
		if time.Since(start) > time.Minute {
			t.Fatalf("%s does not show %s after a minute", address, word)
		}
		time.Sleep(time.Millisecond)
	}
	took := time.Since(start)
	replace(t, s.file, string(before))
	for strings.Contains(bodyOf(address), word) && time.Since(start) < time.Minute {
		time.Sleep(10 * time.Millisecond)
	}
	return took.Round(time.Millisecond)
}

func replace(t *testing.T, file, text string) {
	t.Helper()
	write(t, file+".new", text)
	if err := os.Rename(file+".new", file); err != nil {
		t.Fatal(err)
	}
}

// bodyOf returns the body of a page, "" where there is none.
func bodyOf(address string) string {
	response, err := http.Get(address)
	if err != nil {
		return ""
	}
	defer response.Body.Close()
	body, _ := io.ReadAll(response.Body)
	return string(body)
}

// startServer starts a program that serves on a free port until the test ends, and waits until it does.
func startServer(t *testing.T, command func(port string) []string) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_, port, _ := net.SplitHostPort(l.Addr().String())
	l.Close()
	args := command(port)
	program := exec.Command(args[0], args[1:]...)
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		program.Process.Signal(os.Interrupt)
		program.Wait()
	})
	address := "http://127.0.0.1:" + port
	for start := time.Now(); bodyOf(address+"/") == ""; time.Sleep(50 * time.Millisecond) {
		if time.Since(start) > 3*time.Minute {
			t.Fatalf("%v does not serve", args)
		}
	}
	return address
}

func anyFile(t *testing.T, folder string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.md"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no files in %s (%v)", folder, err)
	}
	return files[len(files)/3]
}

func median(list []time.Duration) time.Duration {
	sorted := slices.Clone(list)
	slices.Sort(sorted)
	return sorted[len(sorted)/2]
}

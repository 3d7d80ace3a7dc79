package serve

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"casebook/generator"
	"casebook/templates"
)

// desk is a small site in a folder of its own, served, with its files followed.
type desk struct {
	*testing.T
	dir    string
	site   *Site
	server *httptest.Server
	told   chan Report
	end    func()
}

// newDesk lays out the example site under an address with a path, and follows it.
func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{T: t, dir: t.TempDir(), told: make(chan Report, 100)}
	d.check(os.CopyFS(filepath.Join(d.dir, "content"), os.DirFS("../testdata/sites/example/content")))
	d.check(os.CopyFS(filepath.Join(d.dir, "templates"), templates.FS))
	d.edit("content/site.yaml", "title: Example", "title: Example\naddress: https://example.org/some/path")
	d.site = New(d.open)
	d.server = httptest.NewServer(d.site)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() {
		done <- d.site.Watch(ctx, filepath.Join(d.dir, "content"), filepath.Join(d.dir, "templates"), func(r Report) { d.told <- r })
	}()
	d.end = func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
		d.site.End()
		d.server.Close()
	}
	t.Cleanup(func() { d.end() })
	d.wait(func(r Report) bool { return r.Good() })
	return d
}

func (d *desk) open() (generator.Options, func(), error) {
	root, err := os.OpenRoot(filepath.Join(d.dir, "content"))
	if err != nil {
		return generator.Options{}, nil, fmt.Errorf("%w: content", generator.ErrNoContent)
	}
	o := generator.Options{Content: root.FS(), Name: "content", Templates: os.DirFS(filepath.Join(d.dir, "templates"))}
	return o, func() { root.Close() }, nil
}

func (d *desk) check(err error) {
	d.Helper()
	if err != nil {
		d.Fatal(err)
	}
}

func (d *desk) read(name string) string {
	d.Helper()
	body, err := os.ReadFile(filepath.Join(d.dir, name))
	d.check(err)
	return string(body)
}

// save writes a file as careful editors do: beside it, and then by rename.
func (d *desk) save(name, text string) {
	d.Helper()
	p := filepath.Join(d.dir, name)
	d.check(os.MkdirAll(filepath.Dir(p), 0o755))
	d.check(os.WriteFile(p+".new", []byte(text), 0o644))
	d.check(os.Rename(p+".new", p))
}

func (d *desk) edit(name, from, to string) {
	d.Helper()
	text := d.read(name)
	if !strings.Contains(text, from) {
		d.Fatalf("%s has no %q", name, from)
	}
	d.save(name, strings.Replace(text, from, to, 1))
}

// wait waits until a report is as it should be.
func (d *desk) wait(is func(Report) bool) Report {
	d.Helper()
	limit := time.After(time.Minute)
	for {
		select {
		case r := <-d.told:
			if is(r) {
				return r
			}
		case <-limit:
			d.Fatal("nothing of that kind was told in a minute")
		}
	}
}

func (d *desk) get(address string) (status int, body string) {
	d.Helper()
	response, err := http.Get(d.server.URL + address)
	d.check(err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	d.check(err)
	return response.StatusCode, string(text)
}

// shows waits until a page has a text.
func (d *desk) shows(address, text string) {
	d.Helper()
	limit := time.Now().Add(time.Minute)
	for {
		_, body := d.get(address)
		if strings.Contains(body, text) {
			return
		}
		if time.Now().After(limit) {
			d.Fatalf("%s does not show %q after a minute:\n%.3000s", address, text, body)
		}
		time.Sleep(5 * time.Millisecond)
	}
}

func good(r Report) bool   { return r.Good() }
func faulty(r Report) bool { return !r.Good() }

func TestServeHTTP(t *testing.T) {
	d := newDesk(t)
	tests := []struct {
		name, method, host, path string
		status                   int
		has, header, value       string
	}{
		{"home", "GET", "127.0.0.1:8080", "/", 200, "<title>Example", "Content-Type", "text/html; charset=utf-8"},
		{"folder", "GET", "localhost:8080", "/cases/clinic/", 200, "A clinic", "", ""},
		{"folder without slash", "GET", "localhost", "/cases/clinic", 301, "", "Location", "/cases/clinic/"},
		{"home below the address", "GET", "localhost", "/some/path/", 200, "<title>Example", "", ""},
		{"folder below the address", "GET", "localhost", "/some/path/cases/clinic/", 200, "A clinic", "", ""},
		{"the address without slash", "GET", "localhost", "/some/path", 301, "", "Location", "/some/path/"},
		{"below it without slash", "GET", "localhost", "/some/path/cases/clinic", 301, "", "Location", "/some/path/cases/clinic/"},
		{"data", "GET", "localhost", "/cases.json", 200, `"clinic"`, "Content-Type", "application/json"},
		{"search", "GET", "[::1]:80", "/search/en/index.bin", 200, "CBX", "", ""},
		{"unknown", "GET", "localhost", "/nothing", 404, "/some/path/cases/", "Content-Type", "text/html; charset=utf-8"},
		{"out of the site", "GET", "localhost", "/../../etc/passwd", 404, "<title>", "", ""},
		{"the source", "GET", "localhost", "/cases/clinic.md", 404, "<title>", "", ""},
		{"the rules", "GET", "localhost", "/rules/rules.yaml", 404, "<title>", "", ""},
		{"what serve is made of", "GET", "localhost", "/-/serve.go", 404, "not found", "", ""},
		{"foreign host", "GET", "evil.example", "/", 421, "only to the name of this machine", "", ""},
		{"host that looks local", "GET", "localhost.evil.example", "/-/events", 421, "only to the name of this machine", "", ""},
		{"another machine's address", "GET", "192.0.2.1", "/", 421, "only to the name of this machine", "", ""},
		{"post", "POST", "localhost", "/", 405, "only GET and HEAD", "Allow", "GET, HEAD"},
		{"script", "GET", "localhost", "/-/live.js", 200, "EventSource", "Content-Type", "text/javascript; charset=utf-8"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := httptest.NewRequest(test.method, "/", nil)
			r.URL.Path, r.Host = test.path, test.host
			w := httptest.NewRecorder()
			d.site.ServeHTTP(w, r)
			if w.Code != test.status {
				t.Errorf("want status %d, got %d", test.status, w.Code)
			}
			if !strings.Contains(w.Body.String(), test.has) {
				t.Errorf("want a body with %q, got %.500q", test.has, w.Body.String())
			}
			if test.header != "" && w.Header().Get(test.header) != test.value {
				t.Errorf("want %s %q, got %q", test.header, test.value, w.Header().Get(test.header))
			}
		})
	}
}

// ours is the part of a page that is not of the site.
var ours = regexp.MustCompile(`<link rel="stylesheet" href="/-/live\.css"><script defer src="/-/live\.js" data-page="[0-9a-f]{16}"></script>`)

// TestSameBytes edits files of every kind and wants each address to give what a build gives, less the snippet.
func TestSameBytes(t *testing.T) {
	d := newDesk(t)
	d.same()
	clinic := d.read("content/cases/clinic.md")
	for _, edit := range []func(){
		func() { d.save("content/cases/clinic.md", clinic+"\nMore became known.\n") },
		func() {
			d.save("content/cases/bakery.md", strings.Replace(clinic, "A clinic", "A bakery", 1)+"\nAs in [[clinic]].\n")
		},
		func() { d.edit("content/rules/rules.yaml", "Loss of data", "Data were lost") },
		func() { d.edit("content/site.yaml", "title: Example", "title: Sample") },
		func() { d.save("content/pages/home.md", "Welcome to [[bakery]].\n") },
		func() { d.edit("templates/pages/home.html", "<h1", "<h1 data-new") },
		func() { d.edit("templates/partials/footer.html", "<footer", "<footer data-new") },
		func() {
			d.edit("templates/assets/css/base.css", "color-scheme: light dark;", "color-scheme: dark light;")
		},
		func() { d.edit("templates/assets/js/theme.js", "(() => {", "(() => {\n  window.edited = true;") },
		func() { d.edit("templates/i18n/en.yaml", "Cases", "Incidents") },
		func() {
			d.check(os.Rename(filepath.Join(d.dir, "content/cases/bakery.md"), filepath.Join(d.dir, "content/cases/baker.md")))
			d.save("content/pages/home.md", "Welcome.\n")
		},
		func() { d.check(os.Remove(filepath.Join(d.dir, "content/cases/baker.md"))) },
		func() { d.save("content/cases/more/school.md", strings.Replace(clinic, "A clinic", "A school", 1)) },
		func() {
			d.check(os.Rename(filepath.Join(d.dir, "content/cases/more"), filepath.Join(d.dir, "content/cases/less")))
		},
		func() { d.check(os.RemoveAll(filepath.Join(d.dir, "content/cases/less"))) },
	} {
		edit()
		d.same()
	}
}

// same waits until the server gives the site that a build of the files gives, and compares every file.
func (d *desk) same() {
	d.Helper()
	want := map[string]string{}
	o, done, err := d.open()
	d.check(err)
	_, draft, err := generator.Plan(context.Background(), o)
	d.check(err)
	for _, p := range draft.Paths() {
		f, err := draft.File(p)
		d.check(err)
		want[p] = string(f.Body)
	}
	done()
	limit := time.Now().Add(time.Minute)
	for p := d.differs(want); p != ""; p = d.differs(want) {
		if time.Now().After(limit) {
			status, body := d.get("/" + p)
			d.Fatalf("%s differs from a build: status %d\n%.2000s", p, status, body)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// differs returns a file of the site that is not as it should be, "" when all are, and no other is there.
func (d *desk) differs(want map[string]string) string {
	for p, body := range want {
		status, got := d.get("/" + strings.TrimSuffix(p, "index.html"))
		if strings.HasSuffix(p, ".html") {
			if len(ours.FindAllString(got, -1)) != 1 {
				return p
			}
			got = ours.ReplaceAllString(got, "")
		}
		if status != http.StatusOK && p != notFound || got != body {
			return p
		}
	}
	for _, p := range d.site.now().draft.Paths() {
		if _, ok := want[p]; !ok {
			return p
		}
	}
	return ""
}

func TestFaultsStandOverTheLastGoodSite(t *testing.T) {
	tests := []struct {
		name  string
		spoil func(*desk)
		fault string // a part of the list of faults
		mend  func(*desk)
	}{
		{"half a case", func(d *desk) { d.save("content/cases/clinic.md", d.read("content/cases/clinic.md")[:300]) },
			"content/cases/clinic.md:1:1", nil},
		{"a fact that is none", func(d *desk) { d.edit("content/cases/clinic.md", "availability:", "avalability:") },
			"did you mean", nil},
		{"a rule", func(d *desk) { d.edit("content/rules/rules.yaml", "personal_data: yes", "personnel_data: yes") },
			"content/rules/rules.yaml:", nil},
		{"no rules", func(d *desk) { d.check(os.Remove(filepath.Join(d.dir, "content/rules/rules.yaml"))) },
			"content/cases/clinic.md:", nil},
		{"an open action", func(d *desk) {
			d.edit("templates/pages/home.html", "{{define \"main\" -}}", "{{define \"main\" -}}{{if .Tagline}}")
		},
			"templates/pages/home.html:", nil},
		{"a field that is none", func(d *desk) {
			d.edit("templates/pages/case.html", "{{define \"main\" -}}", "{{define \"main\" -}}{{.Nothing}}")
		},
			"can&#39;t evaluate field Nothing", nil},
		{"a template that calls itself", func(d *desk) {
			d.edit("templates/pages/home.html", "{{define \"main\" -}}", "{{define \"main\" -}}{{template \"main\" .}}")
		},
			"exceeded maximum template depth", nil},
		{"a template that repeats", func(d *desk) {
			d.edit("templates/pages/home.html", "{{define \"main\" -}}", "{{define \"main\" -}}{{range 1000000000000}}again and again and again{{end}}")
		},
			"repeat without end", nil},
		{"a text that is missing", func(d *desk) { d.check(os.Remove(filepath.Join(d.dir, "templates/i18n/en.yaml"))) },
			"there are no texts in any language", nil},
		{"no content", func(d *desk) { d.check(os.Rename(filepath.Join(d.dir, "content"), filepath.Join(d.dir, "away"))) },
			"there is no content folder", func(d *desk) { d.check(os.Rename(filepath.Join(d.dir, "away"), filepath.Join(d.dir, "content"))) }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d := newDesk(t)
			before := t.TempDir()
			d.check(os.CopyFS(before, os.DirFS(d.dir)))
			_, home := d.get("/")
			test.spoil(d)
			d.wait(faulty)
			if _, faults := d.get("/-/faults?lang=en"); !strings.Contains(faults, test.fault) {
				t.Errorf("want faults with %q, got\n%s", test.fault, faults)
			}
			if _, now := d.get("/"); now != home {
				t.Error("the last good page is not shown")
			}
			if test.mend != nil {
				test.mend(d)
			} else {
				d.restore(before)
			}
			d.wait(good)
			if _, faults := d.get("/-/faults?lang=en"); strings.Contains(faults, "fault-error") {
				t.Errorf("faults are still there:\n%s", faults)
			}
		})
	}
}

// TestLateFault breaks a template for the page of one case of several: nobody asks for that page, and the fault
// is told all the same, over pages that are shown still.
func TestLateFault(t *testing.T) {
	d := newDesk(t)
	d.save("content/cases/zebra.md", strings.Replace(d.read("content/cases/clinic.md"), "A clinic", "Zebra", 1))
	d.wait(good)
	before := d.read("templates/pages/case.html")
	late := fmt.Sprintf("{{if eq .Title %q}}{{template \"main\" .}}{{end}}", titleOf(d.read("content/cases/zebra.md")))
	d.edit("templates/pages/case.html", "{{define \"main\" -}}", "{{define \"main\" -}}"+late)
	if r := d.wait(func(r Report) bool { return r.Edited != nil && len(r.Edited) == 0 }); !r.Good() {
		t.Errorf("the pages that are tried at once fail: %v %v", r.Diags, r.Failure)
	}
	d.wait(faulty)
	if _, faults := d.get("/-/faults?lang=en"); !strings.Contains(faults, "templates/pages/case.html:") || !strings.Contains(faults, "exceeded maximum template depth") {
		t.Errorf("want the place of the fault, got\n%s", faults)
	}
	if status, body := d.get("/cases/clinic/"); status != http.StatusOK || !strings.Contains(body, "A clinic") {
		t.Errorf("a page without the fault has status %d\n%.500s", status, body)
	}
	d.save("templates/pages/case.html", before)
	d.wait(good)
	d.shows("/cases/zebra/", "Zebra")
}

// titleOf is the title in the front matter of a case file.
func titleOf(text string) string {
	_, after, _ := strings.Cut(text, "\ntitle: ")
	title, _, _ := strings.Cut(after, "\n")
	return title
}

// restore saves the files of a copy that are not as they were.
func (d *desk) restore(from string) {
	d.Helper()
	d.check(fs.WalkDir(os.DirFS(from), ".", func(p string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		body, err := os.ReadFile(filepath.Join(from, p))
		d.check(err)
		if now, err := os.ReadFile(filepath.Join(d.dir, p)); err != nil || !bytes.Equal(now, body) {
			d.save(p, string(body))
		}
		return nil
	}))
}

// TestEditors saves as editors do, with what they leave beside the file.
func TestEditors(t *testing.T) {
	text := func(d *desk, word string) string { return d.read("content/cases/clinic.md") + "\n" + word + ".\n" }
	tests := []struct {
		name string
		save func(d *desk, p, text string)
	}{
		{"in place", func(d *desk, p, text string) { d.check(os.WriteFile(p, []byte(text), 0o644)) }},
		{"twice", func(d *desk, p, text string) {
			d.check(os.WriteFile(p, []byte(text), 0o644))
			d.check(os.WriteFile(p, []byte(text), 0o644))
		}},
		{"in two halves", func(d *desk, p, text string) {
			d.check(os.WriteFile(p, []byte(text[:100]), 0o644))
			d.check(os.WriteFile(p, []byte(text), 0o644))
		}},
		{"with a backup", func(d *desk, p, text string) {
			d.check(os.Rename(p, p+"~"))
			d.check(os.WriteFile(p, []byte(text), 0o644))
		}},
		{"with a swap file", func(d *desk, p, text string) {
			d.check(os.WriteFile(filepath.Join(filepath.Dir(p), ".clinic.md.swp"), []byte("swap"), 0o644))
			d.check(os.WriteFile(filepath.Join(filepath.Dir(p), "4913"), nil, 0o644))
			d.check(os.Remove(filepath.Join(filepath.Dir(p), "4913")))
			d.check(os.WriteFile(p, []byte(text), 0o644))
		}},
		{"with a link as lock", func(d *desk, p, text string) {
			d.check(os.Symlink("someone@somewhere.1", filepath.Join(filepath.Dir(p), ".#clinic.md")))
			d.check(os.WriteFile(filepath.Join(filepath.Dir(p), "#clinic.md#"), []byte("half"), 0o644))
			d.check(os.WriteFile(p, []byte(text), 0o644))
		}},
		{"deleted first", func(d *desk, p, text string) {
			d.check(os.Remove(p))
			d.check(os.WriteFile(p, []byte(text), 0o644))
		}},
	}
	d := newDesk(t)
	for i, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			word := fmt.Sprintf("Word%d", i)
			test.save(d, filepath.Join(d.dir, "content/cases/clinic.md"), text(d, word))
			d.shows("/cases/clinic/", word)
			d.shows("/-/faults?lang=en", `<ol lang="en">`)
			if _, faults := d.get("/-/faults?lang=en"); strings.Contains(faults, "fault-error") {
				t.Errorf("there are faults:\n%s", faults)
			}
		})
	}
}

// TestStartsWithFaults serves a page of faults until they are mended.
func TestStartsWithFaults(t *testing.T) {
	d := newDesk(t)
	fresh := New(d.open)
	d.edit("content/cases/clinic.md", "availability:", "avalability:")
	if r := fresh.Build(context.Background()); r.Good() {
		t.Fatal("the content is good")
	}
	w := httptest.NewRecorder()
	r := httptest.NewRequest("GET", "/cases/clinic/", nil)
	r.Host = "localhost"
	fresh.ServeHTTP(w, r)
	if w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), "did you mean") || !ours.MatchString(w.Body.String()) {
		t.Errorf("want a page of faults with the snippet, got %d\n%s", w.Code, w.Body)
	}
	d.edit("content/cases/clinic.md", "avalability:", "availability:")
	if r := fresh.Build(context.Background()); !r.Good() {
		t.Errorf("want it mended, got %v %v", r.Diags, r.Failure)
	}
}

// TestOnlyWhatChanged wants an edit of one case to leave everything of the others as it was.
func TestOnlyWhatChanged(t *testing.T) {
	d := newDesk(t)
	d.edit("content/cases/clinic.md", "A clinic", "The clinic")
	r := d.wait(func(r Report) bool { return len(r.Edited) > 0 })
	if len(r.Edited) != 1 || r.Edited[0] != "cases/clinic.md" {
		t.Errorf("want only the case looked at, got %v", r.Edited)
	}
	d.save("templates/assets/css/print.css", "/* nothing */")
	if r = d.wait(good); r.Edited == nil || len(r.Edited) != 0 {
		t.Errorf("want only the templates looked at, got %v", r.Edited)
	}
}

// TestLeavesNothingBehind ends a server to which a browser listens, and wants no goroutine left.
func TestLeavesNothingBehind(t *testing.T) {
	before := runtime.NumGoroutine()
	d := newDesk(t)
	response, err := http.Get(d.server.URL + "/-/events")
	d.check(err)
	line := make([]byte, 7)
	if _, err := io.ReadFull(response.Body, line); err != nil || string(line) != `data: {` {
		t.Fatalf("want an event, got %q %v", line, err)
	}
	d.end()
	d.end = func() {}
	if _, err := io.ReadAll(response.Body); err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("the events end with %v", err)
	}
	response.Body.Close()
	http.DefaultClient.CloseIdleConnections()
	limit := time.Now().Add(time.Minute)
	for runtime.NumGoroutine() > before {
		if time.Now().After(limit) {
			buffer := make([]byte, 1<<16)
			t.Fatalf("%d goroutines before, %d after:\n%s", before, runtime.NumGoroutine(), buffer[:runtime.Stack(buffer, true)])
		}
		time.Sleep(5 * time.Millisecond)
	}
}

func TestListenTakesTheNextFreePort(t *testing.T) {
	first, err := Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	second, err := Listen(first.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	if first.Addr().(*net.TCPAddr).Port == second.Addr().(*net.TCPAddr).Port {
		t.Error("both listen on the same port")
	}
}

func TestListenRefusesOtherMachines(t *testing.T) {
	for _, addr := range []string{"0.0.0.0:8080", "example.org:80", ":8080", "8080", "127.0.0.1:http", "127.0.0.1:99999"} {
		if l, err := Listen(addr); !errors.Is(err, ErrNotLoopback) {
			t.Errorf("Listen(%q): want ErrNotLoopback, got %v", addr, err)
			if l != nil {
				l.Close()
			}
		}
	}
}

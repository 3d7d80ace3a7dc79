package serve

import (
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"casebook/generator/output"
)

func newSite(t *testing.T) *Site {
	t.Helper()
	site := &Site{}
	for path, body := range map[string]string{
		"index.html": "home", "cases/x/index.html": "case x", "404.html": "not here",
		"assets/a.css": "css", "cases.json": "{}",
	} {
		if err := site.Add(output.File{Path: path, Body: []byte(body)}); err != nil {
			t.Fatal(err)
		}
	}
	return site
}

func TestServeHTTP(t *testing.T) {
	site := newSite(t)
	tests := []struct {
		name, method, host, path string
		status                   int
		body, header, value      string
	}{
		{"home", "GET", "127.0.0.1:8080", "/", 200, "home", "Content-Type", "text/html; charset=utf-8"},
		{"folder", "GET", "localhost:8080", "/cases/x/", 200, "case x", "", ""},
		{"folder without slash", "GET", "localhost", "/cases/x", 301, "", "Location", "/cases/x/"},
		{"style", "GET", "[::1]:80", "/assets/a.css", 200, "css", "Content-Type", "text/css; charset=utf-8"},
		{"data", "GET", "localhost", "/cases.json", 200, "{}", "Content-Type", "application/json"},
		{"unknown", "GET", "localhost", "/nothing", 404, "not here", "Content-Type", "text/html; charset=utf-8"},
		{"out of the site", "GET", "localhost", "/../../etc/passwd", 404, "not here", "", ""},
		{"foreign host", "GET", "evil.example", "/", 421, "this server answers only to the name of this machine\n", "", ""},
		{"host that looks local", "GET", "localhost.evil.example", "/", 421, "this server answers only to the name of this machine\n", "", ""},
		{"another machine's address", "GET", "192.0.2.1", "/", 421, "this server answers only to the name of this machine\n", "", ""},
		{"post", "POST", "localhost", "/", 405, "only GET and HEAD\n", "Allow", "GET, HEAD"},
		{"head", "HEAD", "localhost", "/", 200, "", "Content-Length", "4"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := httptest.NewRequest(test.method, "/", nil)
			r.URL.Path, r.Host = test.path, test.host
			w := httptest.NewRecorder()
			site.ServeHTTP(w, r)
			if w.Code != test.status {
				t.Errorf("want status %d, got %d", test.status, w.Code)
			}
			if test.status != http.StatusMovedPermanently && w.Body.String() != test.body {
				t.Errorf("want body %q, got %q", test.body, w.Body.String())
			}
			if test.header != "" && w.Header().Get(test.header) != test.value {
				t.Errorf("want %s %q, got %q", test.header, test.value, w.Header().Get(test.header))
			}
		})
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
	go http.Serve(second, newSite(t))
	response, err := http.Get("http://" + second.Addr().String() + "/cases/x")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if body, _ := io.ReadAll(response.Body); !strings.Contains(string(body), "case x") {
		t.Errorf("got %q", body)
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

// Package serve shows a built site to the person who writes it, on this machine only.
//
// [Site] holds the files of one build in memory and answers requests for them, as a static host such as
// GitHub Pages would: a folder gives its index.html, a folder named without its slash is redirected, an
// unknown address gives 404.html. It answers only requests that name this machine as their host, so
// that a page of another site cannot read it through a name that resolves here (DNS rebinding).
package serve

import (
	"bytes"
	"errors"
	"fmt"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"path"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"casebook/generator/output"
)

// Site is a site in memory. The zero Site is empty and ready; its methods may be called from several
// goroutines.
type Site struct {
	mu    sync.RWMutex
	files map[string][]byte
}

// Add takes a file of the site. It never fails; the error fits what a build calls.
func (s *Site) Add(f output.File) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.files == nil {
		s.files = map[string][]byte{}
	}
	s.files[f.Path] = f.Body
	return nil
}

// Len returns how many files the site has.
func (s *Site) Len() int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return len(s.files)
}

func (s *Site) file(name string) ([]byte, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	body, ok := s.files[name]
	return body, ok
}

// ServeHTTP answers a request.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !localHost(r.Host) {
		http.Error(w, "this server answers only to the name of this machine", http.StatusMisdirectedRequest)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "only GET and HEAD", http.StatusMethodNotAllowed)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	name := strings.TrimPrefix(path.Clean("/"+r.URL.Path), "/")
	isFolder := name == "" || strings.HasSuffix(r.URL.Path, "/")
	if isFolder {
		name = path.Join(name, "index.html")
	}
	if body, ok := s.file(name); ok {
		send(w, r, name, body)
		return
	}
	if _, ok := s.file(path.Join(name, "index.html")); ok && !isFolder {
		http.Redirect(w, r, "/"+name+"/", http.StatusMovedPermanently)
		return
	}
	body, _ := s.file("404.html")
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusNotFound)
	w.Write(body)
}

func send(w http.ResponseWriter, r *http.Request, name string, body []byte) {
	w.Header().Set("Content-Type", contentType(name))
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(body))
}

// contentTypes are written out, because a machine's own table may say otherwise or nothing.
var contentTypes = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".json": "application/json", ".xml": "application/xml", ".md": "text/markdown; charset=utf-8",
	".txt": "text/plain; charset=utf-8", ".csv": "text/csv; charset=utf-8", ".svg": "image/svg+xml",
}

func contentType(name string) string {
	ext := path.Ext(name)
	if t, ok := contentTypes[ext]; ok {
		return t
	}
	if t := mime.TypeByExtension(ext); t != "" {
		return t
	}
	return "application/octet-stream"
}

// localHost says whether a Host header names this machine: localhost or a loopback address.
func localHost(host string) bool {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	addr, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil && addr.IsLoopback()
}

// ErrNotLoopback is the error for an address that others could reach.
var ErrNotLoopback = errors.New("serve listens on this machine only: use an address like 127.0.0.1:8080")

// tries is how many ports are tried one after another.
const tries = 20

// Listen listens on a loopback address, "127.0.0.1:8080", or, when its port is in use, on the next free
// one. Port 0 takes any.
func Listen(addr string) (net.Listener, error) {
	host, portText, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, fmt.Errorf("%w: %q", ErrNotLoopback, addr)
	}
	port, err := strconv.ParseUint(portText, 10, 16)
	if err != nil || !localHost(host) {
		return nil, fmt.Errorf("%w, not %q", ErrNotLoopback, addr)
	}
	for i := range uint64(tries) {
		l, err := net.Listen("tcp", net.JoinHostPort(host, strconv.FormatUint(port+i, 10)))
		if err == nil || port == 0 || !errors.Is(err, syscall.EADDRINUSE) || port+i == 65535 {
			return l, err
		}
	}
	return nil, fmt.Errorf("ports %d to %d are all in use", port, port+tries-1)
}

// Package serve shows a site to the person who writes it, on this machine only, and keeps it true to its
// files.
//
// [Site] holds the last good site as a draft and answers requests for it as a static host such as GitHub
// Pages would: a folder gives its index.html, a folder named without its slash is redirected, an unknown
// address gives 404.html. Where the site's own address has a path, the site answers below that path too. A
// page is made when it is first asked for after an edit. Only files of the site are given, never those it
// is made of, and only to requests that name this machine as their host, so that a page of another site
// cannot read it through a name that resolves here (DNS rebinding).
//
// [Site.Watch] follows the folders. An edit goes through the stages of a build with the memory of the run
// before ([generator.Memory]). If the content is good, the draft is replaced; else the last good one stays
// and the faults are shown over it.
//
// # In the browser
//
// Two elements are put into every page on its way out, and nowhere else: a style sheet and a script, both
// files of this server below "/-/", as the pages' Content-Security-Policy wants it. The script listens to
// server-sent events. When the site has changed it asks whether its own page has (by its ETag), and loads it
// again only then; when there are faults it shows them in a dialog.
//
// # What is bounded
//
// A template that repeats or calls itself without end fails in package render, and a page that is not there
// after some seconds counts as failed. What cannot be stopped is a template that repeats without writing
// anything: it is left behind, and goes on by itself until the program ends.
package serve

import (
	"bytes"
	"embed"
	"fmt"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"

	"casebook/generator/report"
)

//go:embed live.js live.css
var own embed.FS

// ownFolder begins the addresses of what is not of the site.
const ownFolder = "/-/"

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
	select {
	case <-s.ready: // there is something to show, if only faults
	case <-s.ended:
		return
	case <-r.Context().Done():
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	if name, ok := strings.CutPrefix(r.URL.Path, ownFolder); ok {
		s.serveOwn(w, r, name)
		return
	}
	s.servePage(w, r)
}

// serveOwn gives what is not of the site: the script, its style, the events, the faults.
func (s *Site) serveOwn(w http.ResponseWriter, r *http.Request, name string) {
	switch name {
	case "events":
		s.serveEvents(w, r)
	case "faults":
		w.Header().Set("Content-Type", contentTypes[".html"])
		s.now().writeFaults(w, r.URL.Query().Get("lang"))
	default:
		body, err := own.ReadFile(name)
		if err != nil {
			http.NotFound(w, r)
			return
		}
		send(w, r, name, body)
	}
}

// servePage gives a file of the site.
func (s *Site) servePage(w http.ResponseWriter, r *http.Request) {
	p := s.now()
	if p.draft == nil {
		p.serveFailure(w, p.Failure)
		return
	}
	name, isFolder := p.name(r.URL.Path)
	if !p.draft.Has(name) {
		if folder := path.Join(name, "index.html"); !isFolder && p.draft.Has(folder) {
			http.Redirect(w, r, "/"+strings.TrimPrefix(path.Clean("/"+r.URL.Path), "/")+"/", http.StatusMovedPermanently)
			return
		}
		name = notFound
	}
	body, err := p.page(name)
	if err != nil {
		p.serveFailure(w, err)
		return
	}
	if name != notFound {
		send(w, r, name, body)
		return
	}
	w.Header().Set("Content-Type", contentTypes[".html"])
	w.Header().Set("ETag", etag(body))
	w.WriteHeader(http.StatusNotFound)
	w.Write(live(name, body))
}

// notFound is the page for addresses that lead nowhere.
const notFound = "404.html"

// serveFailure gives a page of nothing but faults, where there is no page to show them over.
func (p *proof) serveFailure(w http.ResponseWriter, err error) {
	var faults bytes.Buffer
	lang := p.lang()
	if report.HTML(&faults, p.Diags, err, lang) != nil {
		faults.Reset()
	}
	page := fmt.Sprintf("<!doctype html>\n<html lang=%q>\n<head>\n<meta charset=\"utf-8\">\n"+
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>casebook</title>\n</head>\n"+
		"<body class=\"faults-page\">\n<main class=\"faults\">\n%s</main>\n</body>\n</html>\n", lang, faults.Bytes())
	w.Header().Set("Content-Type", contentTypes[".html"])
	w.Header().Set("ETag", etag([]byte(page)))
	w.WriteHeader(http.StatusServiceUnavailable)
	w.Write(live("index.html", []byte(page)))
}

func send(w http.ResponseWriter, r *http.Request, name string, body []byte) {
	w.Header().Set("Content-Type", contentType(name))
	w.Header().Set("ETag", etag(body))
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(live(name, body)))
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

// name returns the file that an address asks for, and whether the address is a folder's. What leads out
// of the site leads to its top.
func (p *proof) name(address string) (name string, isFolder bool) {
	name = strings.TrimPrefix(path.Clean("/"+address), "/")
	isFolder = name == "" || strings.HasSuffix(address, "/")
	if below := strings.Trim(p.base, "/"); below != "" && !p.draft.Has(path.Join(name, "index.html")) {
		if rest, ok := strings.CutPrefix(name+"/", below+"/"); ok {
			name = strings.TrimSuffix(rest, "/")
			isFolder = isFolder || name == "" && strings.HasSuffix(address, "/")
		}
	}
	if isFolder {
		name = path.Join(name, "index.html")
	}
	return name, isFolder
}

// writeFaults writes the faults of the content, and the failure of the tool, if any.
func (p *proof) writeFaults(w http.ResponseWriter, lang string) {
	if lang == "" {
		lang = p.lang()
	}
	report.HTML(w, p.Diags, p.Failure, lang)
}

// lang is the site's first language, "en" where there is no site yet.
func (p *proof) lang() string {
	if len(p.languages) > 0 {
		return p.languages[0]
	}
	return "en"
}

// page returns a page, made when it is first asked for.
func (p *proof) page(name string) ([]byte, error) {
	if body, ok := p.made.get(name); ok {
		return body, nil
	}
	body, err := p.make(name)
	if err == nil {
		p.made.put(name, body)
	}
	return body, err
}

// make makes a page in some seconds, or gives it up.
func (p *proof) make(name string) ([]byte, error) {
	type made struct {
		body []byte
		err  error
	}
	done := make(chan made, 1)
	go func() {
		var m made
		defer func() {
			if fault := recover(); fault != nil {
				m = made{nil, fmt.Errorf("page %s: %v", name, fault)}
			}
			done <- m
		}()
		f, err := p.draft.File(name)
		m = made{f.Body, err}
	}()
	limit := time.NewTimer(patience)
	defer limit.Stop()
	select {
	case m := <-done:
		return m.body, m.err
	case <-limit.C:
		return nil, fmt.Errorf("page %s is not there after %v: does its template repeat without end?", name, patience)
	}
}

// patience is how long a page may take: the longest of thousands of cases take a second or two.
const patience = 20 * time.Second

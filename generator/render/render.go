// Package render turns pages into files through the templates, and styles and scripts into assets whose
// folder is named by their content.
//
// [New] reads a folder of templates once. [Renderer.Page] renders one page and may be called from many
// goroutines; [Renderer.Assets] gives the files that every page refers to.
//
// # Templates
//
// A page kind is pages/<kind>.html, which defines "main" (and "head" where a page needs more there); its
// set is layouts/base.html, every file of partials/ and that page. A partial is one definition with the
// name of its file. Templates choose and repeat; what they call is in funcs.go.
//
// A set is parsed once. For each language and each way to the root of the site that pages of it have, its
// functions know both, so that a partial needs only its own dot. Package draw executes it.
//
// # Errors
//
// A template that does not parse is an error: the templates are part of the tool. So is a page that does
// not render.
package render

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"strings"
	"sync"
	"sync/atomic"

	"casebook/generator/draw"
	"casebook/generator/output"
	"casebook/generator/site"
)

// Renderer renders pages. It is safe for concurrent use.
type Renderer struct {
	from     fs.FS // the templates, to show a fault of theirs
	assets   *assets
	pages    map[string]*draw.Templates                    // by page kind
	parsed   func() (map[string]*template.Template, error) // the same for html/template, cloned into sets
	plain    bool                                          // html/template draws everything
	slow     atomic.Int64                                  // how many pages it has drawn
	sets     sync.Map                                      // of voice: *set
	drawn    sync.Map                                      // of voice without a kind: *sync.Map of markup that pages share
	matchers sync.Map                                      // *matcher by *site.Terms
	free     sync.Pool                                     // of *bytes.Buffer
}

// New reads the templates of a folder: layouts/, pages/, partials/, assets/.
func New(templates fs.FS) (*Renderer, error) {
	assets, err := bundle(templates)
	if err != nil {
		return nil, err
	}
	r := &Renderer{from: templates, assets: assets}
	pages, err := parse(templates)
	if err != nil {
		return nil, located(templates, err)
	}
	r.pages = map[string]*draw.Templates{}
	for kind, page := range pages {
		r.pages[kind] = draw.New(page)
	}
	r.parsed = sync.OnceValues(func() (map[string]*template.Template, error) { return parse(templates) })
	return r, nil
}

// Plain returns a renderer of the same templates that lets html/template draw everything, which is slower
// and what is right: the other one gives the same bytes.
func (r *Renderer) Plain() *Renderer {
	return &Renderer{from: r.from, assets: r.assets, pages: r.pages, parsed: r.parsed, plain: true}
}

// Slow returns how many pages html/template had to draw so far.
func (r *Renderer) Slow() int { return int(r.slow.Load()) }

// parse returns the set of every page kind: the layout, all partials and the page.
func parse(templates fs.FS) (map[string]*template.Template, error) {
	shared, err := template.New(base).Funcs((&set{}).funcs()).ParseFS(templates, "layouts/*.html", "partials/*.html")
	if err != nil {
		return nil, err
	}
	names, err := fs.Glob(templates, "pages/*.html")
	if err != nil {
		return nil, err
	}
	pages := map[string]*template.Template{}
	for _, name := range names {
		clone, err := shared.Clone()
		if err != nil {
			return nil, err
		}
		if pages[kind(name)], err = clone.ParseFS(templates, name); err != nil {
			return nil, err
		}
	}
	return pages, nil
}

// base is the template of every page.
const base = "base.html"

// kind returns the page kind that a file of pages/ is for.
func kind(name string) string { return strings.TrimSuffix(path.Base(name), ".html") }

// Assets returns the styles, scripts and pictures of the site.
func (r *Renderer) Assets() []output.File { return r.assets.files }

// Page returns the file of a page.
func (r *Renderer) Page(p *site.Page) (output.File, error) {
	file := output.File{Path: Path(p)}
	if p.Template == "" {
		file.Body = p.Body()
		return file, nil
	}
	s, err := r.set(voice{p.Template, p.Texts, p.Root})
	if err != nil {
		return file, fmt.Errorf("page %s: %w", file.Path, located(r.from, err))
	}
	buffer := r.buffer()
	defer r.free.Put(buffer)
	if err := s.page(buffer, p.View()); err != nil {
		return file, fmt.Errorf("page %s: %w", file.Path, located(r.from, err))
	}
	if p.Terms != nil {
		file.Body = r.matcher(p.Terms).link(buffer.Bytes(), p.Root)
		return file, nil
	}
	file.Body = bytes.Clone(buffer.Bytes())
	return file, nil
}

// matcher returns what finds the terms of a glossary, made once.
func (r *Renderer) matcher(terms *site.Terms) *matcher {
	if m, ok := r.matchers.Load(terms); ok {
		return m.(*matcher)
	}
	m, _ := r.matchers.LoadOrStore(terms, newMatcher(terms))
	return m.(*matcher)
}

func (r *Renderer) buffer() *bytes.Buffer {
	if b, ok := r.free.Get().(*bytes.Buffer); ok {
		b.Reset()
		return b
	}
	return new(bytes.Buffer)
}

// Path returns where the file of a page lies in the output.
func Path(p *site.Page) string {
	if p.URL == "" || strings.HasSuffix(p.URL, "/") {
		return p.URL + "index.html"
	}
	return p.URL
}

// Forget drops the markup that pages shared. The next pages draw their own; whoever renders one site after
// another with one Renderer calls it between them, or every site would stay in memory.
func (r *Renderer) Forget() {
	r.drawn.Clear()
	r.matchers.Clear()
}

// voice is what the functions of a set depend on.
type voice struct {
	kind  string
	texts *site.Texts
	root  string
}

// set is the templates of a page kind in one voice. Partials that functions draw are drawn the way the page
// is: were each tried in both ways, one that never ends would be tried again at every level.
type set struct {
	voice
	renderer *Renderer
	printer  *draw.Printer        // nil in a set that html/template draws
	template *template.Template   // nil in a set that package draw draws
	plain    func() (*set, error) // the same set, drawn by html/template; made at the first call
	err      error
	make     sync.Once
	drawing  atomic.Int32 // partials that functions are drawing just now, one within another or side by side
}

func (r *Renderer) set(v voice) (*set, error) {
	found, ok := r.sets.Load(v)
	if !ok {
		found, _ = r.sets.LoadOrStore(v, &set{voice: v, renderer: r})
	}
	s := found.(*set)
	s.make.Do(s.clone)
	return s, s.err
}

func (s *set) clone() {
	page, ok := s.renderer.pages[s.kind]
	if !ok {
		s.err = fmt.Errorf("no template pages/%s.html", s.kind)
		return
	}
	s.printer = page.With(draw.Call{Funcs: s.funcs(), Pure: pure})
	s.plain = sync.OnceValues(func() (*set, error) {
		pages, err := s.renderer.parsed()
		if err != nil {
			return nil, err
		}
		t, err := pages[s.kind].Clone()
		if err != nil {
			return nil, err
		}
		plain := &set{voice: s.voice, renderer: s.renderer, template: t}
		t.Funcs(plain.funcs())
		return plain, nil
	})
}

// page draws a page. What goes wrong is told by html/template, which knows the place.
func (s *set) page(b *bytes.Buffer, view any) error {
	if !s.renderer.plain && s.execute(b, base, view) == nil {
		return nil
	}
	s.renderer.slow.Add(1)
	plain, err := s.plain()
	if err != nil {
		return err
	}
	return plain.execute(b, base, view)
}

func (s *set) execute(b *bytes.Buffer, name string, dot any) error {
	if s.printer != nil {
		return s.printer.Draw(b, name, dot, most)
	}
	return s.template.ExecuteTemplate(&bounded{b, most}, name, dot)
}

// shared returns the markup that pages of one language and one way to the root have drawn already.
func (r *Renderer) shared(v voice) *sync.Map {
	v.kind = ""
	found, ok := r.drawn.Load(v)
	if !ok {
		found, _ = r.drawn.LoadOrStore(v, new(sync.Map))
	}
	return found.(*sync.Map)
}

package generator

import (
	"io/fs"
	"slices"
	"strings"
	"sync"

	"casebook/generator/output"
	"casebook/generator/render"
	"casebook/generator/search"
	"casebook/generator/site"
)

// Draft is a site of which each file is made when it is asked for, the same bytes as [Build] gives. Its
// methods may be called from several goroutines.
type Draft struct {
	plan     *site.Site
	renderer *render.Renderer
	pages    map[string]*site.Page // by the path of their file
	index    func() []output.File  // the files of the search, made at the first call
}

func newDraft(plan *site.Site, renderer *render.Renderer) *Draft {
	d := &Draft{plan: plan, renderer: renderer, pages: make(map[string]*site.Page, len(plan.Pages))}
	for _, p := range plan.Pages {
		d.pages[render.Path(p)] = p
	}
	d.index = sync.OnceValue(func() []output.File { return searchIndex(plan) })
	return d
}

// Pages returns the path of every file that is no asset and no part of the search index, in a fixed
// order.
func (d *Draft) Pages() []string {
	paths := make([]string, len(d.plan.Pages))
	for i, p := range d.plan.Pages {
		paths[i] = render.Path(p)
	}
	return paths
}

// Samples returns the path of one page of each kind in each language.
func (d *Draft) Samples() []string {
	type kind struct{ template, lang string }
	seen := map[kind]bool{}
	var paths []string
	for _, p := range d.plan.Pages {
		if k := (kind{p.Template, p.Lang}); p.Template != "" && !seen[k] {
			seen[k] = true
			paths = append(paths, render.Path(p))
		}
	}
	return paths
}

// Paths returns the path of every file of the site: the pages, the assets, the search index, which it
// makes.
func (d *Draft) Paths() []string {
	paths := d.Pages()
	for _, f := range slices.Concat(d.renderer.Assets(), d.index()) {
		paths = append(paths, f.Path)
	}
	return paths
}

// Has says whether the site has a file at a path. It makes the search index only for a path in its
// folder.
func (d *Draft) Has(path string) bool {
	_, ok := d.pages[path]
	return ok || d.made(path) != nil
}

// File makes the file at a path. The error is fs.ErrNotExist where there is none, else a fault of a
// template.
func (d *Draft) File(path string) (output.File, error) {
	if p, ok := d.pages[path]; ok {
		return d.renderer.Page(p)
	}
	if f := d.made(path); f != nil {
		return *f, nil
	}
	return output.File{}, fs.ErrNotExist
}

// made finds an asset or a part of the search index, nil when there is none.
func (d *Draft) made(path string) *output.File {
	files := d.renderer.Assets()
	if strings.HasPrefix(path, search.Folder) {
		files = d.index()
	}
	if i := slices.IndexFunc(files, func(f output.File) bool { return f.Path == path }); i >= 0 {
		return &files[i]
	}
	return nil
}

// searchIndex makes what the browser searches, the languages side by side.
func searchIndex(plan *site.Site) []output.File {
	all := plan.Searchable()
	files := make([][]output.File, len(all))
	var group sync.WaitGroup
	for i, s := range all {
		group.Go(func() { files[i] = search.Build(s) })
	}
	group.Wait()
	return slices.Concat(files...)
}

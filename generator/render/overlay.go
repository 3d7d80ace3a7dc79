package render

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"casebook/generator/source"
)

// Overlay is the templates with a site's own over them: a file of the site stands in for ours of the same
// path, and everything else stays.
type Overlay struct {
	ours, own fs.FS
	name      string // how people know the folder of the site's own
}

// Own is where a site's own templates lie in its content folder.
const Own = "templates"

// Over lays the templates of a content folder over ours. name is how people know that folder. Without own
// templates it is ours alone.
func Over(ours, content fs.FS, name string) *Overlay {
	o := &Overlay{ours: ours, name: name}
	if info, err := fs.Stat(content, Own); err == nil && info.IsDir() {
		o.own, _ = fs.Sub(content, Own)
	}
	return o
}

// owns says whether the site has a file of its own at a path.
func (o *Overlay) owns(name string) bool {
	if o.own == nil {
		return false
	}
	info, err := fs.Stat(o.own, name)
	return err == nil && info.Mode().IsRegular()
}

// Open opens the site's own file where there is one, else ours.
func (o *Overlay) Open(name string) (fs.File, error) {
	if o.owns(name) {
		return o.own.Open(name)
	}
	f, err := o.ours.Open(name)
	if errors.Is(err, fs.ErrNotExist) && o.own != nil {
		return o.own.Open(name)
	}
	return f, err
}

// ReadDir lists what a folder holds in either place, by name. Names that begin with a dot or end with a
// tilde are what editors leave behind.
func (o *Overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	all, err := fs.ReadDir(o.ours, name)
	if o.own == nil {
		return all, err
	}
	more, ownErr := fs.ReadDir(o.own, name)
	if err != nil && ownErr != nil {
		return nil, err
	}
	for _, entry := range more {
		if strings.HasPrefix(entry.Name(), ".") || strings.HasSuffix(entry.Name(), "~") {
			continue
		}
		all = slices.DeleteFunc(all, func(e fs.DirEntry) bool { return e.Name() == entry.Name() })
		all = append(all, entry)
	}
	slices.SortFunc(all, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return all, nil
}

// Ours returns the templates without the site's own.
func (o *Overlay) Ours() fs.FS { return o.ours }

// OwnFiles returns the files of the site's own, by path, without their text.
func (o *Overlay) OwnFiles() ([]*source.File, error) {
	if o.own == nil {
		return nil, nil
	}
	var files []*source.File
	err := fs.WalkDir(o.own, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		hidden := name != "." && strings.HasPrefix(entry.Name(), ".") || strings.HasSuffix(entry.Name(), "~")
		switch {
		case hidden && entry.IsDir():
			return fs.SkipDir
		case hidden, entry.IsDir():
			return nil
		}
		files = append(files, o.file(name, nil))
		return nil
	})
	return files, err
}

// ReadOwn reads a file of the site's own; nil where it has none at the path.
func (o *Overlay) ReadOwn(name string) (*source.File, error) {
	if !o.owns(name) {
		return nil, nil
	}
	body, err := fs.ReadFile(o.own, name)
	return o.file(name, body), err
}

// file names a file of the site's own as other content is named.
func (o *Overlay) file(name string, body []byte) *source.File {
	f := source.New(path.Join("content", Own, name), body)
	f.Shown = path.Join(o.name, Own, name)
	return f
}

// shown is a template as it is shown: one of the site as its content is.
func shown(templates fs.FS, name string, body []byte) *source.File {
	if o, ok := templates.(*Overlay); ok && o.owns(name) {
		return o.file(name, body)
	}
	return source.New(path.Join("templates", name), body)
}

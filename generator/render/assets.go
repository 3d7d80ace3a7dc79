package render

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/svg"

	"casebook/generator/markdown"
	"casebook/generator/output"
)

// assets is every style, script and picture, in one folder named by the hash of them all: scripts
// import each other by relative addresses, and a changed byte changes every address.
type assets struct {
	folder string // "assets-0123456789"
	files  []output.File
}

// bundle reads assets/: the style sheets that css/bundle.txt lists become style.css, each script that
// js/bundle.txt lists a file with all that it imports, every picture in img/ a file of its own.
func bundle(templates fs.FS) (*assets, error) {
	m := minify.New()
	m.AddFunc(".css", css.Minify)
	m.AddFunc(".svg", svg.Minify)
	style, err := styles(templates)
	if err != nil {
		return nil, err
	}
	programs, err := scripts(templates)
	if err != nil {
		return nil, err
	}
	pictures, err := read(templates, "assets/img")
	if err != nil {
		return nil, err
	}
	return name(m, slices.Concat([]output.File{{Path: "style.css", Body: style}}, programs, pictures))
}

// styles joins the style sheets in the order of css/bundle.txt, those for highlighted code after them, and
// last those that no line there names: the ones that a site adds. A line is a file or a pattern.
func styles(templates fs.FS) ([]byte, error) {
	list, err := fs.ReadFile(templates, "assets/css/bundle.txt")
	if err != nil {
		return nil, err
	}
	var listed, added []string
	for _, line := range strings.Fields(string(list)) {
		names, err := fs.Glob(templates, "assets/css/"+line)
		if err != nil {
			return nil, err
		}
		listed = append(listed, names...)
	}
	sheets, err := fs.Glob(templates, "assets/css/*.css")
	if err != nil {
		return nil, err
	}
	for _, name := range sheets {
		if !slices.Contains(listed, name) {
			added = append(added, name)
		}
	}
	var all bytes.Buffer
	if err := join(&all, templates, listed); err != nil {
		return nil, err
	}
	all.WriteString(markdown.HighlightCSS())
	err = join(&all, templates, added)
	return all.Bytes(), err
}

// join writes files one after the other.
func join(to *bytes.Buffer, templates fs.FS, names []string) error {
	for _, name := range names {
		body, err := fs.ReadFile(templates, name)
		if err != nil {
			return err
		}
		to.Write(append(body, '\n'))
	}
	return nil
}

// read returns the files of a folder by name; none when there is no such folder.
func read(templates fs.FS, folder string) ([]output.File, error) {
	names, err := fs.Glob(templates, folder+"/*.*")
	if err != nil {
		return nil, err
	}
	var files []output.File
	for _, name := range names {
		body, err := fs.ReadFile(templates, name)
		if err != nil {
			return nil, err
		}
		files = append(files, output.File{Path: path.Base(name), Body: body})
	}
	return files, nil
}

// name minifies the files and puts them into the folder named by their content.
func name(m *minify.M, files []output.File) (*assets, error) {
	hash := sha256.New()
	for i := range files {
		f := &files[i]
		if _, _, minified := m.Match(path.Ext(f.Path)); minified != nil {
			body, err := m.Bytes(path.Ext(f.Path), f.Body)
			if err != nil {
				return nil, fmt.Errorf("assets: %s: %w", f.Path, err)
			}
			f.Body = body
		}
		fmt.Fprintf(hash, "%s %d\n", f.Path, len(f.Body))
		hash.Write(f.Body)
	}
	a := &assets{folder: "assets-" + hex.EncodeToString(hash.Sum(nil))[:10], files: files}
	for i := range files {
		files[i].Path, files[i].Asset = a.folder+"/"+files[i].Path, true
	}
	return a, nil
}

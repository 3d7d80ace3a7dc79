package generator

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"casebook/generator/diag"
	"casebook/generator/source"
)

// maxFile is the size in bytes above which a content file is refused: no case or rule file that a
// person wrote comes near it.
const maxFile = 2 << 20

// inputs are the files of the content folder, each kind by path.
type inputs struct {
	config []*source.File // site.yaml, if it is there
	rules  []*source.File
	tests  []*source.File // of the rules
	cases  []*source.File
	pages  []*source.File
}

// load reads the content folder, with the rules of another folder where the options name one.
func (m *Memory) load(o Options) (*inputs, diag.List, error) {
	if info, err := fs.Stat(o.Content, "."); err != nil || !info.IsDir() {
		return nil, nil, fmt.Errorf("%w: %s", ErrNoContent, o.Name)
	}
	if err := m.shelf.fill(o); err != nil {
		return nil, nil, fmt.Errorf("read the content: %w", err)
	}
	in, diags := m.shelf.inputs()
	if o.Rules == nil {
		return in, diags, nil
	}
	other := &inputs{}
	err := walk(o.Rules, o.RulesName, "rules", other, &diags)
	in.rules, in.tests = other.rules, other.tests
	if err != nil {
		return nil, nil, fmt.Errorf("read the rules: %w", err)
	}
	return in, diags, nil
}

// folder begins the path of every content file, wherever the content folder lies: pages show these
// paths, and the same content must give the same pages on every machine.
const folder = "content"

// walk reads every content file of a folder that stands, or is to stand, at a place within the content.
func walk(from fs.FS, name, within string, in *inputs, diags *diag.List) error {
	return fs.WalkDir(from, ".", func(p string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		at := path.Join(within, p)
		list := in.place(at, entry)
		if list == nil {
			return skip(at, entry)
		}
		file, err := read(from, p, newFile(at, path.Join(name, p), nil), entry, diags)
		if file != nil {
			*list = append(*list, file)
		}
		return err
	})
}

// ErrNoContent is wrapped by the error for a content folder that is not there.
var ErrNoContent = errors.New("there is no content folder")

// skip passes over folders whose name begins with a dot, as editors and git make them, and over what a
// folder of rules holds beside rules and their tests.
func skip(p string, entry fs.DirEntry) error {
	hidden := entry.Name() != "." && strings.HasPrefix(entry.Name(), ".")
	foreign := strings.HasPrefix(p, "rules/") && p != testsFolder
	if entry.IsDir() && (hidden || foreign) {
		return fs.SkipDir
	}
	return nil
}

// testsFolder holds the tests of the rules, within the content.
const testsFolder = "rules/tests"

// place returns the list that a file belongs to, nil when it is no content.
func (in *inputs) place(p string, entry fs.DirEntry) *[]*source.File {
	switch {
	case entry.IsDir():
		return nil
	case entry.Type()&fs.ModeSymlink != 0 && likeFolder(p):
		return &in.cases // where reading refuses it: what it leads to is looked at by nobody
	}
	return in.list(p)
}

// likeFolder says whether a symbolic link stands where a folder of content would be read: without a word,
// all that is in it would be missing from the site.
func likeFolder(p string) bool {
	top, _, _ := strings.Cut(p, "/")
	return path.Ext(p) == "" && !strings.HasPrefix(path.Base(p), ".") && slices.Contains([]string{"cases", "pages", "rules", "templates"}, top)
}

// list returns the list that a file of a path belongs to, nil when it is no content.
func (in *inputs) list(p string) *[]*source.File {
	name := path.Base(p)
	if strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") {
		return nil
	}
	dir, ext := path.Dir(p), path.Ext(name)
	isYAML := ext == ".yaml" || ext == ".yml"
	switch {
	case p == "site.yaml":
		return &in.config
	case dir == "rules" && isYAML:
		return &in.rules
	case dir == testsFolder && isYAML:
		return &in.tests
	case ext == ".md" && strings.HasPrefix(p, "cases/"):
		return &in.cases
	case ext == ".md" && dir == "pages":
		return &in.pages
	}
	return nil
}

// read reads the file at p. empty is it without its text, as it is called within the content.
func read(content fs.FS, p string, empty *source.File, entry fs.DirEntry, diags *diag.List) (*source.File, error) {
	if entry.Type()&fs.ModeSymlink != 0 {
		diags.Add("source-symlink", empty.Span(0, 0), "a symbolic link is not followed", "put the file itself here")
		return nil, nil
	}
	info, err := entry.Info()
	if err != nil {
		return nil, err
	}
	if info.Size() > maxFile {
		diags.Add("source-too-large", empty.Span(0, 0),
			fmt.Sprintf("the file has %d bytes, more than the %d that a content file may have", info.Size(), maxFile), "")
		return nil, nil
	}
	body, err := fs.ReadFile(content, p)
	if err != nil {
		return nil, err
	}
	file := source.New(empty.Path, body)
	file.Shown = empty.Shown
	if at := invalidUTF8(body); at >= 0 {
		diags.Add("source-not-utf8", file.Span(at, at+1), "this byte is not UTF-8 text", "save the file in the encoding UTF-8")
		return nil, nil
	}
	return file, nil
}

func newFile(p, shown string, body []byte) *source.File {
	f := source.New(path.Join(folder, p), body)
	f.Shown = shown
	return f
}

// invalidUTF8 returns the offset of the first byte that is not UTF-8, -1 when there is none.
func invalidUTF8(body []byte) int {
	if utf8.Valid(body) {
		return -1
	}
	at := 0
	for at < len(body) {
		r, size := utf8.DecodeRune(body[at:])
		if r == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
	return -1
}

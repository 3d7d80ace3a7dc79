package generator

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
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
	cases  []*source.File
	pages  []*source.File
}

// load reads the content folder, with the rules of another folder where the options name one.
func (o Options) load() (*inputs, diag.List, error) {
	in, diags, err := load(o.Content, o.Name)
	if err != nil || o.Rules == nil {
		return in, diags, err
	}
	in.rules, err = loadRules(o.Rules, o.RulesName, &diags)
	return in, diags, err
}

// loadRules reads the rule files of a folder that holds nothing but them.
func loadRules(from fs.FS, name string, diags *diag.List) ([]*source.File, error) {
	entries, err := fs.ReadDir(from, ".")
	if err != nil {
		return nil, fmt.Errorf("read the rules: %w", err)
	}
	var rules []*source.File
	for _, entry := range entries {
		if !isRules(entry) {
			continue
		}
		file, err := read(from, entry.Name(), path.Join(name, entry.Name()), entry, diags)
		if err != nil {
			return nil, fmt.Errorf("read the rules: %w", err)
		}
		if file != nil {
			rules = append(rules, file)
		}
	}
	return rules, nil
}

// isRules says whether what lies in a folder of rules is a file of rules.
func isRules(entry fs.DirEntry) bool {
	in := &inputs{}
	return in.place(path.Join("rules", entry.Name()), entry) == &in.rules
}

// folder begins the path of every content file, wherever the content folder lies: pages show these
// paths, and the same content must give the same pages on every machine.
const folder = "content"

// load reads the content folder. name is the folder as the person who runs the program named it: it
// begins the path of every file in diagnostics. A file that cannot be content (too large, not UTF-8, a symbolic link) is
// reported and left out.
func load(content fs.FS, name string) (*inputs, diag.List, error) {
	if info, err := fs.Stat(content, "."); err != nil || !info.IsDir() {
		return nil, nil, fmt.Errorf("%w: %s", ErrNoContent, name)
	}
	in, diags := &inputs{}, diag.List{}
	err := fs.WalkDir(content, ".", func(p string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		list := in.place(p, entry)
		if list == nil {
			return skip(p, entry)
		}
		file, err := read(content, p, path.Join(name, p), entry, &diags)
		if file != nil {
			*list = append(*list, file)
		}
		return err
	})
	if err != nil {
		return nil, nil, fmt.Errorf("read the content: %w", err)
	}
	return in, diags, nil
}

// ErrNoContent is wrapped by the error for a content folder that is not there.
var ErrNoContent = errors.New("there is no content folder")

// skip passes over folders whose name begins with a dot, as editors and git make them.
func skip(p string, entry fs.DirEntry) error {
	if entry.IsDir() && p != "." && strings.HasPrefix(entry.Name(), ".") {
		return fs.SkipDir
	}
	return nil
}

// place returns the list that a file belongs to, nil when it is no content.
func (in *inputs) place(p string, entry fs.DirEntry) *[]*source.File {
	name := entry.Name()
	if entry.IsDir() || strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") {
		return nil
	}
	dir, ext := path.Dir(p), path.Ext(name)
	isYAML := ext == ".yaml" || ext == ".yml"
	switch {
	case p == "site.yaml":
		return &in.config
	case dir == "rules" && isYAML:
		return &in.rules
	case ext == ".md" && strings.HasPrefix(p, "cases/"):
		return &in.cases
	case ext == ".md" && dir == "pages":
		return &in.pages
	}
	return nil
}

func read(content fs.FS, p, shown string, entry fs.DirEntry, diags *diag.List) (*source.File, error) {
	empty := newFile(p, shown, nil)
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
	file := newFile(p, shown, body)
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

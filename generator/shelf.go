package generator

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"casebook/generator/diag"
	"casebook/generator/source"
)

// shelf is the files of a content folder as they were last read, by their path in it.
type shelf map[string]shelved

// shelved is a file and the faults of reading it; file is nil where it was refused.
type shelved struct {
	file  *source.File
	diags diag.List
}

// fill reads the content folder, or only the files that may have changed since it was read. A file whose
// bytes are the same stays the same *source.File. What cannot be content (too large, not UTF-8, a symbolic
// link) is reported and left out.
func (s *shelf) fill(o Options) error {
	if *s == nil || o.Edited == nil {
		return s.walk(o)
	}
	for _, p := range o.Edited {
		info, err := fs.Lstat(o.Content, p)
		if err == nil && info.IsDir() {
			return s.walk(o)
		}
		if err == nil && !hidden(p) {
			err = s.put(*s, o, p, fs.FileInfoToDirEntry(info))
		}
		if errors.Is(err, fs.ErrNotExist) {
			maps.DeleteFunc(*s, func(known string, _ shelved) bool { return known == p || strings.HasPrefix(known, p+"/") })
		} else if err != nil {
			return err
		}
	}
	return nil
}

// walk reads the whole folder. A file that goes away meanwhile is not there.
func (s *shelf) walk(o Options) error {
	all := shelf{}
	err := fs.WalkDir(o.Content, ".", func(p string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() {
			return skip(p, entry)
		}
		if err == nil {
			err = s.put(all, o, p, entry)
		}
		if errors.Is(err, fs.ErrNotExist) && p != "." {
			return nil
		}
		return err
	})
	if err == nil {
		*s = all
	}
	return err
}

// put reads a file and puts it on a shelf, unless it is no content.
func (s *shelf) put(on shelf, o Options, p string, entry fs.DirEntry) error {
	if new(inputs).place(p, entry) == nil {
		return nil
	}
	var found shelved
	var err error
	if found.file, err = read(o.Content, p, newFile(p, path.Join(o.Name, p), nil), entry, &found.diags); err != nil {
		return err
	}
	if old := (*s)[p]; old.file != nil && found.file != nil && old.file.Shown == found.file.Shown && bytes.Equal(old.file.Body, found.file.Body) {
		found = old
	}
	on[p] = found
	return nil
}

// inputs sorts the files by what they are, each kind by path.
func (s *shelf) inputs() (*inputs, diag.List) {
	in, diags := &inputs{}, diag.List{}
	for _, p := range slices.Sorted(maps.Keys(*s)) {
		found := (*s)[p]
		diags.Append(found.diags)
		if found.file != nil {
			list := in.list(p)
			*list = append(*list, found.file)
		}
	}
	return in, diags
}

// hidden says whether a file or a folder above it is one of those that editors and git keep for themselves.
func hidden(p string) bool {
	return slices.ContainsFunc(strings.Split(p, "/"), func(name string) bool { return strings.HasPrefix(name, ".") })
}

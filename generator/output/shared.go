package output

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Shared is a folder in which people work on files that casebook wrote. It remembers what it wrote, so
// that a later run brings files up to date and leaves alone what somebody has changed. Its methods must
// not be called from several goroutines.
type Shared struct {
	dir    string
	unlock func()
	files  map[string]sharedFile // by name
	put    map[string]bool
}

type sharedFile struct{ key, hash string }

// Fate is what became of a file that was put into a shared folder.
type Fate int

const (
	Made     Fate = iota // it was not there
	Renewed              // it was as an earlier run wrote it, and had to change
	Same                 // it is as it should be
	Kept                 // somebody has changed it, or it would be another file's: it stays as it is
	Dropped              // somebody has removed it: it is not made again
	fateless             // how many fates there are
)

// Fates counts files by what became of them.
type Fates [fateless]int

const (
	sharedName = ".casebook-import"
	sharedHead = "# what casebook import wrote: hash, row and file; a file with another hash was changed by hand and is kept"
)

// OpenShared opens a shared folder, which is made if it is not there, and waits for another run in the
// same folder to end, having called waits once, until ctx is done. The caller must end with
// [Shared.Close].
func OpenShared(ctx context.Context, dir string, waits func()) (*Shared, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("make the folder: %w", err)
	}
	unlock, err := lock(ctx, dir, waits)
	if err != nil {
		return nil, fmt.Errorf("lock the folder: %w", err)
	}
	s := &Shared{dir: dir, unlock: unlock, files: map[string]sharedFile{}, put: map[string]bool{}}
	body, err := os.ReadFile(filepath.Join(dir, sharedName))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		unlock()
		return nil, fmt.Errorf("read what was written before: %w", err)
	}
	for line := range strings.Lines(string(body)) {
		f := strings.Fields(line)
		if len(f) == 3 && isFileName(f[2]) && !strings.HasPrefix(line, "#") {
			s.files[f[2]] = sharedFile{hash: f[0], key: f[1]}
		}
	}
	return s, nil
}

// isFileName says whether a name is that of a file in the folder itself, and none that is hidden.
func isFileName(name string) bool {
	return fs.ValidPath(name) && !strings.ContainsAny(name, "/\\ \t") && !strings.HasPrefix(name, ".")
}

// Names returns the names of the files that earlier runs wrote, by the keys given to [Shared.Put].
func (s *Shared) Names() map[string]string {
	names := make(map[string]string, len(s.files))
	for name, f := range s.files {
		names[f.key] = name
	}
	return names
}

// Put writes a file, unless that would lose what somebody else wrote. key says what the file was made of.
func (s *Shared) Put(name, key string, body []byte) (Fate, error) {
	if !isFileName(name) {
		return Kept, fmt.Errorf("%q cannot be the name of a file here", name)
	}
	place := filepath.Join(s.dir, name)
	now, err := os.ReadFile(place)
	there := !errors.Is(err, fs.ErrNotExist)
	if there && err != nil {
		return Kept, fmt.Errorf("compare with %s: %w", name, err)
	}
	before, wrote := s.files[name]
	s.put[name] = true
	switch hash := sharedHash(body); {
	case there && sharedHash(now) == hash:
		s.files[name] = sharedFile{key, hash}
		return Same, nil
	case there && (!wrote || sharedHash(now) != before.hash):
		return Kept, nil
	case !there && wrote:
		return Dropped, nil
	}
	if err := s.replace(place, body); err != nil {
		return Kept, fmt.Errorf("write %s: %w", name, err)
	}
	s.files[name] = sharedFile{key, sharedHash(body)}
	if there {
		return Renewed, nil
	}
	return Made, nil
}

// replace writes a file beside its place and moves it there, so that nobody ever reads half of it.
func (s *Shared) replace(place string, body []byte) error {
	temp := filepath.Join(s.dir, sharedName+"-new")
	if err := os.WriteFile(temp, body, 0o644); err != nil {
		return err
	}
	return os.Rename(temp, place)
}

// Left returns the files that earlier runs wrote, that are still there, and that this run did not put:
// their rows are gone. They stay; to remove them is for people.
func (s *Shared) Left() []string {
	var left []string
	for name := range s.files {
		if s.put[name] {
			continue
		}
		if _, err := os.Lstat(filepath.Join(s.dir, name)); err == nil {
			left = append(left, name)
		}
	}
	slices.Sort(left)
	return left
}

// Close writes down what is known of the folder and lets other runs go on.
func (s *Shared) Close() error {
	defer s.unlock()
	var names []string
	for name := range s.files {
		names = append(names, name)
	}
	slices.Sort(names)
	var b bytes.Buffer
	fmt.Fprintln(&b, sharedHead)
	for _, name := range names {
		f := s.files[name]
		fmt.Fprintln(&b, f.hash, f.key, name)
	}
	place := filepath.Join(s.dir, sharedName)
	if old, err := os.ReadFile(place); err == nil && bytes.Equal(old, b.Bytes()) {
		return nil
	}
	if err := s.replace(place, b.Bytes()); err != nil {
		return fmt.Errorf("write down what was written: %w", err)
	}
	return nil
}

// sharedHash is a hash of a text, the same whether its lines end as on Windows: a checkout may change that.
func sharedHash(body []byte) string {
	h := sha256.Sum256(bytes.ReplaceAll(body, []byte("\r\n"), []byte("\n")))
	return hex.EncodeToString(h[:12])
}

package main

import (
	"archive/zip"
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"slices"
	"strconv"
	"strings"
)

// maxRevision is how many bytes of content a revision may have: it is held in memory.
const maxRevision = 256 << 20

// errNoFolder says that a revision has no content folder: it is older than the folder.
var errNoFolder = errors.New("the revision has no content folder")

// revision is the content folder as it was at a revision of its git repository.
type revision struct {
	fs.FS
	name string // as git knows it: "HEAD~1:content"
}

// revision reads the content folder at a revision. It asks git for objects alone: neither the work tree
// nor the index is read or touched. What is no revision, or no repository, is wrong usage; where the
// revision has no such folder the error is errNoFolder, and the name of the revision still holds.
func (c *command) revision(ctx context.Context, rev string) (revision, error) {
	g := git{ctx, c.content}
	prefix, err := g.prefix()
	if err != nil {
		return revision{}, err
	}
	commit, err := g.commit(rev)
	if err != nil {
		return revision{}, err
	}
	at := revision{name: rev + ":" + cmp.Or(prefix, ".")}
	tree := commit + ":" + prefix
	if kind, err := g.run(nil, "cat-file", "-t", tree); err != nil || kind != "tree\n" {
		return at, errNoFolder
	}
	blobs, err := g.list(tree)
	if err != nil {
		return at, err
	}
	at.FS, err = g.read(blobs)
	return at, err
}

// git asks git about the repository that a folder lies in.
type git struct {
	ctx    context.Context
	folder string
}

func (g git) command(args ...string) *exec.Cmd {
	cmd := exec.CommandContext(g.ctx, "git", args...)
	cmd.Dir = g.folder
	// A hook runs with variables that name the repository from another folder than this one.
	cmd.Env = slices.DeleteFunc(os.Environ(), func(v string) bool {
		name, _, _ := strings.Cut(v, "=")
		return slices.Contains([]string{"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"}, name)
	})
	cmd.Env = append(cmd.Env, "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0")
	return cmd
}

// run returns what git prints. The error of a git that says no is an [exec.ExitError] with its words.
func (g git) run(stdin io.Reader, args ...string) (string, error) {
	cmd := g.command(args...)
	cmd.Stdin = stdin
	out, err := cmd.Output()
	return string(out), err
}

// prefix returns the folder as the repository knows it, "" for its root.
func (g git) prefix() (string, error) {
	out, err := g.run(nil, "rev-parse", "--show-prefix")
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		if said := firstLine(exit.Stderr); !strings.Contains(said, "not a git repository") {
			return "", usagef("--base: git cannot read the repository of %s: %s", g.folder, said)
		}
		return "", usagef("--base compares with a revision of git, and %s is in no git repository", g.folder)
	}
	if err != nil {
		return "", fmt.Errorf("--base needs git: %w", err)
	}
	return strings.TrimSuffix(strings.TrimSuffix(out, "\n"), "/"), nil
}

func firstLine(text []byte) string {
	line, _, _ := bytes.Cut(bytes.TrimSpace(text), []byte("\n"))
	return string(line)
}

// commit returns the commit that a revision names.
func (g git) commit(rev string) (string, error) {
	if rev != "" && !strings.HasPrefix(rev, "-") {
		// In two steps, since ":/words" takes whatever follows for words.
		if object, err := g.run(nil, "rev-parse", "--verify", "--quiet", rev); err == nil {
			if out, err := g.run(nil, "rev-parse", "--verify", "--quiet", strings.TrimSpace(object)+"^{commit}"); err == nil {
				return strings.TrimSpace(out), nil
			}
		}
	}
	hint := ""
	if out, err := g.run(nil, "rev-parse", "--is-shallow-repository"); err == nil && out == "true\n" {
		hint = " (the clone is shallow: fetch the revision first)"
	}
	return "", usagef("--base %q is no revision of the git repository of %s%s", rev, g.folder, hint)
}

// blob is a file of a revision.
type blob struct {
	mode fs.FileMode
	id   string
	path string
}

// list returns the files of a tree that may be content.
func (g git) list(tree string) ([]blob, error) {
	out, err := g.run(nil, "ls-tree", "--full-tree", "-r", "-l", "-z", tree)
	if err != nil {
		return nil, fmt.Errorf("--base: git ls-tree: %w", err)
	}
	var blobs []blob
	total := 0
	for entry := range strings.SplitSeq(strings.TrimSuffix(out, "\x00"), "\x00") {
		about, name, _ := strings.Cut(entry, "\t")
		fields := strings.Fields(about) // mode, type, id, size
		if len(fields) != 4 || fields[1] != "blob" || !slices.Contains([]string{".md", ".yaml", ".yml"}, path.Ext(name)) {
			continue
		}
		size, err := strconv.Atoi(fields[3])
		if err != nil {
			return nil, fmt.Errorf("--base: git ls-tree: size of %s: %w", name, err)
		}
		if total += size; total > maxRevision {
			return nil, usagef("--base: the content at that revision has more than %d MiB", maxRevision>>20)
		}
		blobs = append(blobs, blob{modeOf(fields[0]), fields[2], name})
	}
	return blobs, nil
}

// modeOf keeps symbolic links apart, which content may not have.
func modeOf(mode string) fs.FileMode {
	if mode == "120000" {
		return fs.ModeSymlink | 0o777
	}
	return 0o644
}

// read reads files into memory. What holds them is a ZIP archive, since that is a file system.
func (g git) read(blobs []blob) (fs.FS, error) {
	var ids strings.Builder
	for _, b := range blobs {
		fmt.Fprintln(&ids, b.id)
	}
	out, err := g.run(strings.NewReader(ids.String()), "cat-file", "--batch")
	if err != nil {
		return nil, fmt.Errorf("--base: git cat-file: %w", err)
	}
	var archive bytes.Buffer
	w, bodies := zip.NewWriter(&archive), bufio.NewReader(strings.NewReader(out))
	for _, b := range blobs {
		if err := add(w, b, bodies); err != nil {
			return nil, fmt.Errorf("--base: read %s: %w", b.path, err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return zip.NewReader(bytes.NewReader(archive.Bytes()), int64(archive.Len()))
}

// add copies a file out of what git cat-file --batch prints: "ID blob SIZE", the bytes, a newline.
func add(w *zip.Writer, b blob, bodies *bufio.Reader) error {
	var id, kind string
	var size int64
	if _, err := fmt.Fscanf(bodies, "%s %s %d\n", &id, &kind, &size); err != nil {
		return err
	}
	header := &zip.FileHeader{Name: b.path, Method: zip.Store}
	header.SetMode(b.mode)
	file, err := w.CreateHeader(header)
	if err != nil {
		return err
	}
	if _, err := io.CopyN(file, bodies, size); err != nil {
		return err
	}
	_, err = bodies.Discard(1)
	return err
}

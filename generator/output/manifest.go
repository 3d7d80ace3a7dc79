package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// manifestHead is the first line of a manifest; the paths follow, one a line.
const manifestHead = "# files that casebook wrote; the next build removes those it no longer writes"

// manifest says of each path what earlier builds did there.
type manifest map[string]claim

// claim is what a manifest says of a path.
type claim int

const (
	foreign   claim = iota // no build wrote it
	settled                // a build that ended wrote it
	unsettled              // only builds that did not end wrote it, or meant to; marked by a slash before its path
)

// readManifest returns what earlier builds wrote. A line that is no path inside the folder is passed
// over, so that a manifest changed by hand cannot make a build remove anything else.
func readManifest(dir string) (manifest, error) {
	body, err := os.ReadFile(filepath.Join(dir, manifestName))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read the manifest: %w", err)
	}
	old := manifest{}
	for line := range strings.Lines(string(body)) {
		path, marked := strings.CutPrefix(strings.TrimRight(line, "\r\n"), "/")
		if strings.HasPrefix(path, "#") || !fs.ValidPath(path) || path == "." || strings.HasPrefix(path, ".casebook-") {
			continue
		}
		old[path] = settled
		if marked {
			old[path] = unsettled
		}
	}
	return old, nil
}

// writeManifest writes the paths of this build: before its first change with those of earlier builds,
// since both may be there, and its own new ones marked; after its last change alone.
func (w *Writer) writeManifest(before bool) error {
	var lines []string
	for path := range w.seen {
		if before && w.old[path] != settled {
			path = "/" + path
		}
		lines = append(lines, path)
	}
	for path, claim := range w.old {
		switch {
		case !before || w.seen[path]:
		case claim == unsettled:
			lines = append(lines, "/"+path)
		default:
			lines = append(lines, path)
		}
	}
	slices.Sort(lines)
	text := manifestHead + "\n" + strings.Join(lines, "\n") + "\n"
	temp := filepath.Join(w.dir, stagingName, "manifest")
	if err := os.WriteFile(temp, []byte(text), 0o644); err != nil {
		return fmt.Errorf("write the manifest: %w", err)
	}
	if err := os.Rename(temp, filepath.Join(w.dir, manifestName)); err != nil {
		return fmt.Errorf("write the manifest: %w", err)
	}
	return nil
}

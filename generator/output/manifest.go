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

// readManifest returns the paths that earlier builds wrote. A line that is no path inside the folder is
// passed over, so that a manifest changed by hand cannot make a build remove anything else.
func readManifest(dir string) (map[string]bool, error) {
	body, err := os.ReadFile(filepath.Join(dir, manifestName))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read the manifest: %w", err)
	}
	old := map[string]bool{}
	for line := range strings.Lines(string(body)) {
		path := strings.TrimRight(line, "\r\n")
		if !strings.HasPrefix(path, "#") && fs.ValidPath(path) && path != "." && !strings.HasPrefix(path, ".casebook-") {
			old[path] = true
		}
	}
	return old, nil
}

// writeManifest writes the paths of this build, with those of earlier ones while both may be there.
func (w *Writer) writeManifest(withOld bool) error {
	var paths []string
	for path := range w.seen {
		paths = append(paths, path)
	}
	for path := range w.old {
		if withOld && !w.seen[path] {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	text := manifestHead + "\n" + strings.Join(paths, "\n") + "\n"
	temp := filepath.Join(w.dir, stagingName, "manifest")
	if err := os.WriteFile(temp, []byte(text), 0o644); err != nil {
		return fmt.Errorf("write the manifest: %w", err)
	}
	if err := os.Rename(temp, filepath.Join(w.dir, manifestName)); err != nil {
		return fmt.Errorf("write the manifest: %w", err)
	}
	return nil
}

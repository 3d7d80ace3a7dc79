package generator

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// arrows is the whole import table: what each package may import of ours, and which modules it alone
// may know. A new arrow is a change that someone writes down here.
var arrows = map[string]struct{ ours, modules []string }{
	"generator/source":   {},
	"generator/moment":   {modules: []string{"github.com/rickar/cal/v2"}},
	"generator/output":   {modules: []string{"github.com/rogpeppe/go-internal"}},
	"generator/diag":     {ours: []string{"source"}},
	"generator/yamlsrc":  {ours: []string{"source", "diag"}, modules: []string{"gopkg.in/yaml.v3"}},
	"generator/markdown": {ours: []string{"source", "diag"}, modules: []string{"github.com/yuin/goldmark", "github.com/alecthomas/chroma/v2"}},
	"generator/casefile": {ours: []string{"source", "diag", "yamlsrc", "markdown", "moment"}},
	"generator/rule":     {ours: []string{"source", "diag", "yamlsrc", "moment"}, modules: []string{"github.com/crillab/gophersat"}},
	"generator/tabular":  {ours: []string{"source", "diag", "yamlsrc"}, modules: []string{"golang.org/x/text"}},
	"generator/kb":       {ours: []string{"source", "diag", "yamlsrc", "markdown", "moment", "casefile", "rule"}},
	"generator/assess":   {ours: []string{"source", "diag", "yamlsrc", "moment", "rule", "kb"}},
	"generator/site":     {ours: []string{"source", "diag", "yamlsrc", "markdown", "moment", "casefile", "rule", "kb", "assess"}, modules: []string{"golang.org/x/text"}},
	"generator/draw":     {},
	"generator/render":   {ours: []string{"diag", "draw", "output", "moment", "site", "source", "markdown"}, modules: []string{"github.com/tdewolff/minify/v2", "github.com/jba/templatecheck", "github.com/evanw/esbuild"}},
	"generator/search":   {ours: []string{"output", "site"}, modules: []string{"golang.org/x/text", "github.com/blevesearch/snowballstem"}},
	"generator/schema":   {ours: []string{"diag", "yamlsrc", "casefile", "rule"}},
	"generator/scaffold": {ours: []string{"source", "yamlsrc", "moment", "casefile", "rule", "schema"}},
	"generator/report":   {ours: []string{"source", "diag"}},
	"generator": {ours: []string{"source", "diag", "yamlsrc", "markdown", "moment", "casefile", "rule", "kb", "assess", "site", "search", "render", "output", "templates"},
		modules: []string{"golang.org/x/sync"}},
	"generator/serve": {ours: []string{"generator", "report", "diag"}, modules: []string{"github.com/fsnotify/fsnotify"}},
	"templates":       {},
	"cmd/casebook": {ours: []string{"generator", "serve", "report", "output", "assess", "casefile", "diag", "kb", "moment", "rule", "scaffold", "schema", "source", "tabular", "templates"},
		modules: []string{"github.com/spf13/cobra", "github.com/schollz/progressbar/v3", "golang.org/x/term"}},
	"generator/internal/golden": {},
}

// edge are the packages that may touch the disk.
var edge = []string{"cmd/casebook", "generator/output", "generator/serve", "generator/internal/golden"}

type listed struct {
	ImportPath string
	Imports    []string
}

func TestImports(t *testing.T) {
	for _, p := range list(t) {
		name := strings.TrimPrefix(p.ImportPath, "casebook/")
		may, ok := arrows[name]
		if !ok {
			t.Errorf("%s is not in the import table", name)
			continue
		}
		for _, path := range p.Imports {
			own, ours := strings.CutPrefix(path, "casebook/")
			switch {
			case ours && !slices.Contains(may.ours, strings.TrimPrefix(own, "generator/")):
				t.Errorf("%s may not import %s", name, own)
			case !ours && strings.Contains(strings.SplitN(path, "/", 2)[0], ".") && !known(path, may.modules):
				t.Errorf("%s may not import %s", name, path)
			case path == "os" && !slices.Contains(edge, name):
				t.Errorf("%s touches the disk: only %v may import os", name, edge)
			}
		}
	}
}

func known(path string, modules []string) bool {
	return slices.ContainsFunc(modules, func(m string) bool { return path == m || strings.HasPrefix(path, m+"/") })
}

// list returns the packages of the module as the Go command sees them.
func list(t *testing.T) []listed {
	t.Helper()
	command := exec.Command("go", "list", "-json=ImportPath,Imports", "casebook/...")
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []listed
	decoder := json.NewDecoder(strings.NewReader(string(out)))
	for {
		var p listed
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

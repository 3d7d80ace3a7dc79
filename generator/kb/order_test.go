package kb_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"casebook/generator/casefile"
	"casebook/generator/kb"
	"casebook/generator/rule"
	"casebook/generator/source"
)

// TestOrder holds that the order of the files changes nothing.
func TestOrder(t *testing.T) {
	archives, _ := filepath.Glob("testdata/*.txtar")
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		base, diags := resolve(t, archive.Files)
		slices.Reverse(archive.Files)
		again, more := resolve(t, archive.Files)
		if diff := cmp.Diff(listing(diags)+dump(base), listing(more)+dump(again)); diff != "" {
			t.Errorf("%s: in order -, reversed +\n%s", name, diff)
		}
	}
}

// TestExample holds that the site of the catalogue's examples is without faults.
func TestExample(t *testing.T) {
	text := file(t, nil, "cases/clinic.md").Body
	if _, diags := resolve(t, []txtar.File{{Name: "cases/clinic.md", Data: text}}); len(diags) > 0 {
		t.Error(listing(diags))
	}
}

// BenchmarkResolve resolves five thousand cases, each with quotes and links.
func BenchmarkResolve(b *testing.B) {
	config, _ := kb.ParseConfig(file(b, nil, "site.yaml"))
	rules, _ := rule.Compile([]*source.File{file(b, nil, "rules/rules.yaml")}, config.Languages)
	clinic := string(file(b, nil, "cases/clinic.md").Body)
	files := make([]*casefile.File, 5000)
	for i := range files {
		text := clinic + fmt.Sprintf("\nIt was like [[clinic-%d]], see [[data-lost]].\n%s", i/2, strings.Repeat("\nA story goes on for a while.\n", 20))
		files[i], _ = casefile.Parse(source.New(fmt.Sprintf("cases/clinic-%d.md", i), []byte(text)), time.UTC)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, diags := kb.Resolve(config, rules, files); len(diags) > 0 {
			b.Fatal(listing(diags[:1]))
		}
	}
}

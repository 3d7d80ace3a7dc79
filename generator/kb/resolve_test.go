package kb_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"casebook/generator/casefile"
	"casebook/generator/diag"
	"casebook/generator/kb"
	"casebook/generator/rule"
	"casebook/generator/source"
	"casebook/generator/yamlsrc"
)

var update = flag.Bool("update", false, "write what Resolve gives into testdata, to be read before it is kept")

// example is the small site of which an archive takes what it does not bring.
const example = "../testdata/sites/example/content/"

// TestResolve resolves the site of each archive of testdata; the file "gives" is what it must give: the
// diagnostics and, where there are no errors, the base.
func TestResolve(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal("no archives in testdata", err)
	}
	for _, name := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			want := string(txtar.Format(archive))
			if n := len(archive.Files); n > 0 && archive.Files[n-1].Name == "gives" {
				archive.Files = archive.Files[:n-1]
			}
			base, diags := resolve(t, archive.Files)
			given := listing(diags)
			if !diags.HasErrors() {
				given += dump(base)
			}
			archive.Files = append(archive.Files, txtar.File{Name: "gives", Data: []byte(given)})
			got := txtar.Format(archive)
			if *update {
				if err := os.WriteFile(name, got, 0o644); err != nil {
					t.Fatal(err)
				}
			} else if diff := cmp.Diff(want, string(got)); diff != "" {
				t.Errorf("want -, got +; go test ./generator/kb -update:\n%s", diff)
			}
		})
	}
}

// resolve runs the stages up to Resolve over files, and gives the faults of all of them.
func resolve(t testing.TB, files []txtar.File) (*kb.Base, diag.List) {
	t.Helper()
	config, diags := kb.ParseConfig(file(t, files, "site.yaml"))
	rules, found := rule.Compile([]*source.File{file(t, files, "rules/rules.yaml")}, config.Languages)
	diags.Append(found)
	var cases []*casefile.File
	for _, f := range files {
		if strings.HasPrefix(f.Name, "cases/") {
			c, found := casefile.Parse(source.New(f.Name, f.Data), config.Zone)
			diags.Append(found)
			cases = append(cases, c)
		}
	}
	base, found := kb.Resolve(config, rules, cases)
	diags.Append(found)
	return base, diags
}

// file returns a file of an archive, or else of the example site.
func file(t testing.TB, files []txtar.File, name string) *source.File {
	t.Helper()
	for _, f := range files {
		if f.Name == name {
			return source.New(name, f.Data)
		}
	}
	text, err := os.ReadFile(example + name)
	if err != nil {
		t.Fatal(err)
	}
	return source.New(name, text)
}

// listing writes diagnostics as people see them, without the lines of the files.
func listing(diags diag.List) string {
	var b strings.Builder
	for _, d := range diags.Sorted() {
		fmt.Fprintf(&b, "%s:%s: %s: %s [%s]\n", d.Span.Path(), d.Span.Position(), d.Severity, d.Message, d.Code)
		if d.Hint != "" {
			fmt.Fprintf(&b, "    hint: %s\n", d.Hint)
		}
		for _, r := range d.Related {
			fmt.Fprintf(&b, "    %s:%s: %s\n", r.Span.Path(), r.Span.Position(), r.Message)
		}
	}
	return b.String()
}

// dump writes what was resolved.
func dump(b *kb.Base) string {
	var w strings.Builder
	for _, c := range b.Cases {
		fmt.Fprintf(&w, "case %s in %s\n", c.ID, c.Lang)
		if c.Sector != nil || c.Country != "" {
			fmt.Fprintf(&w, "  country %q sector %v\n", c.Country, c.Sector != nil)
		}
		dumpStated(&w, c)
		for _, p := range c.Positions {
			fmt.Fprintf(&w, "  position of %s: %s\n", p.Stated.By, claims(p.Claims))
		}
		for _, r := range c.Readings {
			fmt.Fprintf(&w, "  reading %s\n", r.ID)
			dumpStated(&w, r.Case)
			for _, f := range r.Changed {
				fmt.Fprintf(&w, "  changed %s\n", f.Key())
			}
		}
		for _, t := range c.Texts {
			dumpText(&w, b, c, t)
		}
	}
	return w.String()
}

func dumpStated(w *strings.Builder, c *kb.Case) {
	dumpFacts(w, c.Facts)
	for _, p := range c.Parties {
		fmt.Fprintf(w, "  party %d %s:", p.Index, p.ID)
		for _, r := range p.Roles {
			fmt.Fprintf(w, " %s", r.ID)
		}
		fmt.Fprintf(w, ", aware %v\n", p.Aware)
		for _, a := range p.Did {
			fmt.Fprintf(w, "  act %s.%s: %v never=%t%s\n", p.ID, a.Act.ID, a.When, a.Never, by(a.Source))
		}
		dumpFacts(w, p.Facts)
	}
	if len(c.Expect) > 0 {
		fmt.Fprintf(w, "  expect %s\n", claims(c.Expect))
	}
}

func dumpFacts(w *strings.Builder, facts []kb.Fact) {
	for _, f := range facts {
		fmt.Fprintf(w, "  fact %s = %s%s\n", f.ID(), f.Value.YAML(f.Fact), by(f.Source))
	}
}

func by(s *casefile.Source) string {
	if s == nil {
		return ""
	}
	return ", by " + s.ID.Value
}

func claims(list []kb.Claim) string {
	var all []string
	for _, c := range list {
		answer := c.Status
		if c.Conclusion != nil && c.Value >= 0 {
			answer = c.Conclusion.Values[c.Value].ID
		} else if c.Conclusion != nil {
			answer = "unknown"
		}
		all = append(all, c.Key.Value+" = "+answer)
	}
	return strings.Join(all, "; ")
}

func dumpText(w *strings.Builder, b *kb.Base, c *kb.Case, t *kb.Text) {
	fmt.Fprintf(w, "  text %s: %q stale=%t\n", t.Lang, t.Title, t.Stale)
	for _, p := range c.Parties {
		fmt.Fprintf(w, "    party %s: %s (%s)\n", p.ID, t.PartyName(p).Text, t.PartyName(p).Lang)
	}
	for i := range c.Positions {
		fmt.Fprintf(w, "    position %d: %s (%s): %s (%s)\n", i, t.PositionBy(i).Text, t.PositionBy(i).Lang,
			t.PositionBecause(i).Text, t.PositionBecause(i).Lang)
	}
	for _, r := range c.Readings {
		fmt.Fprintf(w, "    reading %s: %s (%s)\n", r.ID, t.ReadingTitle(r.ID).Text, t.ReadingTitle(r.ID).Lang)
	}
	for _, f := range c.Facts {
		if note := t.Note(f.Key()); note.Text.Value != "" {
			fmt.Fprintf(w, "    note %s: %s (%s)\n", f.Key(), note.Text, note.Lang)
		}
	}
	if c.Decision != nil {
		authority := t.Decided(func(d *casefile.Decision) yamlsrc.Text { return d.Authority })
		note := t.Decided(func(d *casefile.Decision) yamlsrc.Text { return d.Note })
		fmt.Fprintf(w, "    decision: %s (%s): %s (%s)\n", authority.Text, authority.Lang, note.Text, note.Lang)
	}
	for _, m := range t.Marks {
		fmt.Fprintf(w, "    mark %s %s %q: %v %v\n", m.ID, m.Match.Span.Position(), m.Match.Span.Text(), m.Facts, m.Positions)
	}
	for _, l := range t.Body.Links() {
		target, ok := b.Target(l)
		fmt.Fprintf(w, "    link %s: %s %q #%s %t\n", l.Destination, target.Kind, target.ID, target.Anchor, ok)
	}
}

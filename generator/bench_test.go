package generator

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"casebook/generator/diag"
	"casebook/generator/kb"
	"casebook/generator/output"
	"casebook/generator/render"
	"casebook/generator/rule"
	"casebook/generator/site"
	"casebook/templates"
)

// many is how many cases the benchmarks work on.
const many = 5000

// BenchmarkBuild builds the site of many cases: go test ./generator -run '^$' -bench Build. It reports
// the cases built in a second and the bytes of the site for each.
func BenchmarkBuild(b *testing.B) {
	content := manyCases(b)
	b.ReportAllocs()
	var bytes atomic.Int64
	for b.Loop() {
		bytes.Store(0)
		o := Options{Content: content, Name: "content", Templates: templates.FS, Emit: func(f output.File) error {
			bytes.Add(int64(len(f.Body)))
			return nil
		}}
		result, err := Build(context.Background(), o)
		if err != nil || result.Diags.HasErrors() || len(result.Cases) != many {
			b.Fatalf("%d cases, %v%s", len(result.Cases), err, listing(result.Diags))
		}
	}
	b.ReportMetric(float64(many*b.N)/b.Elapsed().Seconds(), "cases/s")
	b.ReportMetric(float64(bytes.Load())/many, "site-B/case")
}

// BenchmarkEdit measures what an edit of one of many cases, and one of a rule file, costs up to the page
// that shows it.
func BenchmarkEdit(b *testing.B) {
	content := maps.Clone(manyCases(b).(fstest.MapFS))
	o := Options{Content: content, Name: "content", Templates: templates.FS, Memory: &Memory{}}
	if _, draft, err := Plan(context.Background(), o); err != nil || draft == nil {
		b.Fatal("no site to edit: ", err)
	}
	cases, err := fs.Glob(content, "cases/*.md")
	if err != nil {
		b.Fatal(err)
	}
	rules, err := fs.Glob(content, "rules/*.yaml")
	if err != nil {
		b.Fatal(err)
	}
	page := "cases/" + strings.TrimSuffix(path.Base(cases[0]), ".md") + "/index.html"
	for _, file := range []string{cases[0], rules[0]} {
		b.Run(path.Dir(file), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				content[file] = &fstest.MapFile{Data: append(slices.Clone(content[file].Data), '\n')}
				o.Edited = []string{file}
				_, draft, err := Plan(context.Background(), o)
				if err != nil || draft == nil {
					b.Fatal("no site after the edit: ", err)
				}
				if _, err := draft.File(page); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkStages measures each stage by itself, on what the stages before it give for many cases.
func BenchmarkStages(b *testing.B) {
	ctx := context.Background()
	o := Options{Content: manyCases(b), Name: "content", Templates: templates.FS}
	var (
		in       *inputs
		config   *kb.Config
		rules    *rule.Set
		base     *kb.Base
		plan     *site.Site
		renderer *render.Renderer
		diags    diag.List
		err      error
		r        = &Result{}
	)
	files, err2 := fs.Glob(o.Content, "cases/*.md")
	if err2 != nil || len(files) != many {
		b.Fatalf("%d case files, %v", len(files), err2)
	}
	stage := func(name string, work func()) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				work()
			}
			if err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64(many*b.N)/b.Elapsed().Seconds(), "cases/s")
		})
	}
	stage("load", func() { in, _, err = new(Memory).load(o) })
	config = new(Memory).parseConfig(in, o, &diags)
	stage("compile", func() { rules, _ = rule.Compile(in.rules, config.Languages) })
	parsed, _ := new(Memory).parseCases(ctx, in.cases, config, o, &diags)
	stage("parse", func() { parsed, err = new(Memory).parseCases(ctx, in.cases, config, o, &diags) })
	stage("resolve", func() { base, _ = kb.Resolve(config, rules, parsed) })
	r.Base = base
	stage("assess", func() { err = new(Memory).assess(ctx, r, o, &diags) })
	texts, _, err3 := readTexts(o.look(), config.Languages)
	if err3 != nil {
		b.Fatal(err3)
	}
	stage("plan", func() {
		plan, _ = site.Plan(site.Input{Base: base, Cases: r.Cases, Pages: in.pages, Texts: texts})
	})
	stage("index", func() { searchIndex(plan) })
	if renderer, err = render.New(o.Templates); err != nil {
		b.Fatal(err)
	}
	o.Emit = func(output.File) error { return nil }
	stage("render", func() { err = r.emit(ctx, o, newDraft(plan, renderer)) })
}

var manyOnce = sync.OnceValues(inventContent)

func manyCases(b *testing.B) fs.FS {
	b.Helper()
	content, err := manyOnce()
	if err != nil {
		b.Fatal(err)
	}
	return content
}

// inventContent is the project's rules with many invented cases. What the rules hold to be impossible
// can be invented too; such cases are left out, and others take their place.
func inventContent() (fs.FS, error) {
	own := os.DirFS("../content")
	content := fstest.MapFS{}
	for _, pattern := range []string{"site.yaml", "rules/*.yaml"} {
		names, err := fs.Glob(own, pattern)
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			body, err := fs.ReadFile(own, name)
			if err != nil {
				return nil, err
			}
			content[name] = &fstest.MapFile{Data: body}
		}
	}
	empty, err := Check(context.Background(), Options{Content: content, Name: "content", Templates: templates.FS})
	if err != nil {
		return nil, err
	}
	invented := &inventor{rand.New(rand.NewPCG(2023, 4)), empty.Base.Rules}
	for tries := 0; len(content) < many+len(empty.Base.Rules.Files)+1 && tries < 10; tries++ {
		for i := range many {
			if len(content) == many+len(empty.Base.Rules.Files)+1 {
				break
			}
			name := fmt.Sprintf("cases/case-%d-%d.md", tries, i)
			content[name] = &fstest.MapFile{Data: []byte(invented.caseFile(i))}
		}
		checked, err := Check(context.Background(), Options{Content: content, Name: "content", Templates: templates.FS})
		if err != nil {
			return nil, err
		}
		for _, d := range checked.Diags {
			if d.Severity == diag.Error {
				delete(content, "cases/"+path.Base(d.Span.Path()))
			}
		}
	}
	return content, nil
}

// inventor writes case files of every shape that the rules allow, the same ones each time.
type inventor struct {
	*rand.Rand
	rules *rule.Set
}

// caseFile writes a case that states about half of the facts, most of them with a passage of its text.
func (v *inventor) caseFile(n int) string {
	day := fmt.Sprintf("%d-%02d-%02d", 2018+v.IntN(8), 1+v.IntN(12), 1+v.IntN(28))
	var front, body strings.Builder
	fmt.Fprintf(&front, "---\ntitle: Incident %d of %s\nsummary: What is known of incident %d, and what it led to.\n", n, day, n)
	fmt.Fprintf(&front, "incident: {from: %s, to: %s}\nknown-until: 2026-01-01\nadded: 2026-01-02\ncountry: %s\nsector: %s\ntags: [tag-%d, tag-%d]\n",
		day, day, pick(v, []string{"FR", "DE", "IE", "ES"}), pick(v, v.rules.Sectors).ID, v.IntN(20), 20+v.IntN(20))
	front.WriteString("parties:\n")
	v.party(&front, "first", "controller", day)
	if v.IntN(2) == 0 {
		v.party(&front, "second", "processor", day)
	}
	front.WriteString("facts:\n")
	fmt.Fprintf(&body, "\n## What happened\n\nOn %s, incident %d came to light.\n", day, n)
	for _, f := range v.rules.Facts {
		if f.OfParty || v.IntN(2) == 0 {
			continue
		}
		passage := fmt.Sprintf("on %s the report gives number %d", strings.ReplaceAll(f.ID, "_", " "), v.IntN(1000))
		fmt.Fprintf(&body, "The first of the reports is long, but %s, and nobody has said otherwise since.\n", passage)
		if v.IntN(5) == 0 {
			body.WriteString("\n## And then\n\nMuch was written of it, and little of that was new.\n\n")
		}
		fmt.Fprintf(&front, "  %s: {is: %s, quote: %s, source: report}\n", f.ID, v.value(f), passage)
	}
	front.WriteString("sources:\n  - {id: report, title: The report, publisher: The press, url: \"https://example.org/report\"}\n---\n")
	return front.String() + body.String()
}

// party writes a party and what it did: a day, unknown, or nothing.
func (v *inventor) party(front *strings.Builder, id, role, day string) {
	fmt.Fprintf(front, "  - {id: %s, name: the %s party, role: %s, aware: %s, did: {", id, id, role, day)
	for i, act := range v.rules.Acts {
		if i > 0 {
			front.WriteString(", ")
		}
		fmt.Fprintf(front, "%s: %s", act.ID, pick(v, []string{day, "unknown", "never"}))
	}
	front.WriteString("}}\n")
}

// value writes a value of a fact.
func (v *inventor) value(f *rule.Fact) string {
	switch f.Type {
	case rule.YesNo, rule.Choice:
		return pick(v, f.Values).ID
	case rule.SetOf:
		return "[" + pick(v, f.Values).ID + "]"
	case rule.Count:
		return fmt.Sprintf("{at-least: %d}", 1+v.IntN(100_000))
	case rule.Duration:
		return fmt.Sprintf("%dh", 1+v.IntN(500))
	}
	return "2024-01-01"
}

func pick[T any](v *inventor, list []T) T { return list[v.IntN(len(list))] }

package assess_test

import (
	"os"
	"path/filepath"
	"testing"

	"casebook/generator/assess"
	"casebook/generator/casefile"
	"casebook/generator/kb"
	"casebook/generator/rule"
	"casebook/generator/source"
)

// read returns the content of this project: its rules and cases.
func read(t testing.TB) *kb.Base {
	t.Helper()
	const content = "../../content"
	file := func(path string) *source.File {
		body, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return source.New(path, body)
	}
	files := func(pattern string) []*source.File {
		paths, _ := filepath.Glob(filepath.Join(content, pattern))
		var all []*source.File
		for _, p := range paths {
			all = append(all, file(p))
		}
		return all
	}
	config, _ := kb.ParseConfig(file(filepath.Join(content, "site.yaml")))
	rules, diags := rule.Compile(files("rules/*.yaml"), config.Languages)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	var cases []*casefile.File
	for _, f := range files("cases/*.md") {
		c, _ := casefile.Parse(f, config.Zone)
		cases = append(cases, c)
	}
	base, diags := kb.Resolve(config, rules, cases)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	return base
}

// Our own cases, one after the other, with the searches for the facts that would change an answer.
func BenchmarkAssess(b *testing.B) {
	base := read(b)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		assess.Assess(base.Rules, base.Cases[i%len(base.Cases)], nil, base.Config.LawAsOf, assess.Options{})
	}
}

// A case of which nothing is known: everything is open.
func BenchmarkAssessUnknown(b *testing.B) {
	base := read(b)
	c := *base.Cases[0]
	c.Facts, c.Values = nil, nil
	b.ReportAllocs()
	for b.Loop() {
		assess.Assess(base.Rules, &c, nil, base.Config.LawAsOf, assess.Options{})
	}
}

func BenchmarkTrace(b *testing.B) {
	base := read(b)
	a := assess.Assess(base.Rules, base.Cases[0], nil, base.Config.LawAsOf, assess.Options{})
	b.ReportAllocs()
	for b.Loop() {
		a.Trace()
	}
}

func BenchmarkCheck(b *testing.B) {
	base := read(b)
	a := assess.Assess(base.Rules, base.Cases[0], nil, base.Config.LawAsOf, assess.Options{})
	b.ReportAllocs()
	for b.Loop() {
		assess.Check(a)
	}
}

// What would change the answers of our own cases, all of them.
func BenchmarkOutlooks(b *testing.B) {
	base := read(b)
	var all []*assess.Assessment
	for _, c := range base.Cases {
		all = append(all, assess.Assess(base.Rules, c, nil, base.Config.LawAsOf, assess.Options{}))
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, a := range all {
			a.Outlooks()
		}
	}
}

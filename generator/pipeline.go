package generator

import (
	"context"
	"errors"
	"io/fs"
	"runtime"
	"slices"
	"sync/atomic"
	"time"

	"casebook/generator/assess"
	"casebook/generator/casefile"
	"casebook/generator/diag"
	"casebook/generator/kb"
	"casebook/generator/output"
	"casebook/generator/render"
	"casebook/generator/site"
	"casebook/generator/source"

	"golang.org/x/sync/errgroup"
)

// Options is what a run works on.
type Options struct {
	Content   fs.FS                   // the content folder
	Name      string                  // how people know it; paths of diagnostics begin with it
	Rules     fs.FS                   // a folder whose rules stand in for the content's own; nil for those
	RulesName string                  // how people know that folder
	Templates fs.FS                   // the templates folder
	BaseURL   string                  // the site's address; "" takes the one of site.yaml
	Strict    bool                    // warnings count as errors
	Coverage  bool                    // count what cases and tests try of the rules, and warn of what none does
	Workers   int                     // how many files are worked on at once; 0 takes one a processor
	Version   string                  // of casebook, for the pages
	Changed   map[string]time.Time    // when each file of the content folder last changed, by its path there; nil when not known
	Progress  func(done, total int)   // called as pages are made, from several goroutines; may be nil
	Emit      func(output.File) error // takes each file of the site, from several goroutines
	Memory    *Memory                 // of the run before on the same folder; nil for none
	Edited    []string                // where there is a Memory: the content files that alone may differ from then; nil looks at all
}

func (o Options) workers() int {
	if o.Workers > 0 {
		return o.Workers
	}
	return runtime.GOMAXPROCS(0)
}

// Result is what a run found.
type Result struct {
	Base     *kb.Base             // every case and rule; what could not be read is left out
	Cases    []*site.Assessed     // one for each case of Base, in its order
	Tests    []*assess.Assessment // one for each test of Base, in its order
	Diags    diag.List            // all faults, sorted, with the severities of the options
	Coverage *assess.Coverage     // where the options ask for it; nil else, and where the rules have errors
	Pages    int                  // how many files were made
}

// Check reads the content folder, resolves and assesses every case, and reports every fault. The error
// is not nil only when the tool failed, or when there is no content folder ([ErrNoContent]).
func Check(ctx context.Context, o Options) (*Result, error) {
	r, _, err := prepare(ctx, o, o.memory())
	return r, err
}

// Build is [Check], and gives every file of the site to Options.Emit, in no fixed order. Where the
// content has errors nothing is given: the caller keeps the last good site. So it must where a template of
// the site fails on a page, or the site is too large, which may show only after files were given.
func Build(ctx context.Context, o Options) (*Result, error) {
	r, draft, err := Plan(ctx, o)
	if err != nil || draft == nil {
		return r, err
	}
	size, emit := newSizes(r.Base.Config), o.Emit
	o.Emit = func(f output.File) error {
		size.add(f)
		return emit(f)
	}
	err = r.emit(ctx, o, draft)
	r.addDiags(o, size.check(r.Base.Config))
	if fault := (*render.Fault)(nil); errors.As(err, &fault) {
		err = r.told(o, err)
	}
	return r, err
}

// told reports an error of the templates as a fault of the content where the site has some of its own, and
// returns it where it has none: then it is ours.
func (r *Result) told(o Options, err error) error {
	told := o.look().Told(err)
	if len(told) == 0 {
		return err
	}
	r.addDiags(o, told)
	return nil
}

// Plan is [Build] up to where pages are made: it gives the site as a draft, or none where the content
// has errors.
func Plan(ctx context.Context, o Options) (*Result, *Draft, error) {
	m := o.memory()
	r, plan, err := prepare(ctx, o, m)
	if err != nil || r.Diags.HasErrors() {
		return r, nil, err
	}
	renderer, err := m.renderer(o)
	if err != nil {
		return r, nil, r.told(o, err)
	}
	return r, newDraft(plan, renderer), nil
}

// prepare runs every stage up to the plan of the site, which is nil when a stage before it has errors
// that leave nothing to plan. What the memory knows of unchanged inputs is not worked out again.
func prepare(ctx context.Context, o Options, m *Memory) (*Result, *site.Site, error) {
	r := &Result{}
	in, diags, err := m.load(o)
	if err != nil {
		return nil, nil, err
	}
	config := m.parseConfig(in, o, &diags)
	rules, ruleDiags := m.compile(in.rules, config.Languages)
	diags.Append(ruleDiags)
	files, err := m.parseCases(ctx, in.cases, config, o, &diags)
	if err != nil {
		return nil, nil, err
	}
	r.Base = m.resolve(config, rules, files, parseTests(in.tests, config, &diags), &diags)
	if !ruleDiags.HasErrors() {
		if err := m.assess(ctx, r, o, &diags); err != nil {
			return nil, nil, err
		}
		r.assessTests(&diags)
		if o.Coverage {
			r.Coverage = assess.NewCoverage(rules, r.mains(), r.Tests)
			diags.Append(r.Coverage.Unexercised())
		}
	}
	texts, textDiags, err := m.texts(o, config.Languages)
	if err != nil {
		return nil, nil, err
	}
	diags.Append(textDiags)
	if diags.HasErrors() {
		r.addDiags(o, diags)
		return r, nil, nil
	}
	plan := m.plan(site.Input{Base: r.Base, Cases: r.Cases, Tests: r.Tests, Pages: in.pages, Texts: texts, Version: o.Version, Changed: o.Changed}, &diags)
	r.addDiags(o, diags)
	return r, plan, nil
}

// parseAll parses case files side by side.
func parseAll(ctx context.Context, o Options, sources []*source.File, zone *time.Location) ([]parsed, error) {
	all := make([]parsed, len(sources))
	err := each(ctx, o.workers(), len(sources), func(i int) error {
		all[i].file, all[i].diags = casefile.Parse(sources[i], zone)
		return nil
	})
	return all, err
}

func zoneOf(config *kb.Config) *time.Location {
	if config.Zone == nil {
		return time.UTC
	}
	return config.Zone
}

// parseTests parses the files of tests of the rules.
func parseTests(sources []*source.File, config *kb.Config, diags *diag.List) (tests []*casefile.Test) {
	for _, file := range sources {
		found, d := casefile.ParseTests(file, zoneOf(config))
		tests = append(tests, found...)
		diags.Append(d)
	}
	return tests
}

// assessTests decides every test of the rules.
func (r *Result) assessTests(diags *diag.List) {
	for _, t := range r.Base.Tests {
		a := Assess(r.Base, t.Case, nil, assess.Options{Proposal: t.Proposal})
		r.Tests = append(r.Tests, a)
		diags.Append(assess.CheckTest(a, t))
	}
}

// mains returns the assessments of the cases as stated, in their order.
func (r *Result) mains() []*assess.Assessment {
	var all []*assess.Assessment
	for _, c := range r.Cases {
		all = append(all, c.Main)
	}
	return all
}

// assessAll decides cases and their readings, side by side.
func assessAll(ctx context.Context, o Options, base *kb.Base, cases []*kb.Case) ([]assessed, error) {
	all := make([]assessed, len(cases))
	err := each(ctx, o.workers(), len(cases), func(i int) error {
		all[i].answers, all[i].diags = assessCase(base, cases[i])
		return nil
	})
	return all, err
}

func assessCase(base *kb.Base, c *kb.Case) (*site.Assessed, diag.List) {
	a := &site.Assessed{Case: c, Main: Assess(base, c, nil, assess.Options{})}
	diags := assess.Check(a.Main)
	for _, reading := range c.Readings {
		ra := Assess(base, c, reading, assess.Options{})
		a.Readings = append(a.Readings, ra)
		diags.Append(assess.Check(ra))
	}
	return a, diags
}

// Assess decides a case, or one reading of it, under the options.
func Assess(base *kb.Base, c *kb.Case, reading *kb.Reading, o assess.Options) *assess.Assessment {
	return assess.Assess(base.Rules, c, reading, base.Config.LawAsOf, o)
}

// emit renders the pages side by side and gives them, with the assets, to the options' Emit.
func (r *Result) emit(ctx context.Context, o Options, draft *Draft) error {
	assets := slices.Concat(draft.renderer.Assets(), draft.index())
	pages := draft.plan.Pages
	total := len(pages) + len(assets)
	var done atomic.Int64
	step := func(f output.File) error {
		if err := o.Emit(f); err != nil {
			return err
		}
		if n := int(done.Add(1)); o.Progress != nil {
			o.Progress(n, total)
		}
		return nil
	}
	for _, f := range assets {
		if err := step(f); err != nil {
			return err
		}
	}
	err := each(ctx, o.workers(), len(pages), func(i int) error {
		f, err := draft.renderer.Page(pages[i])
		if err != nil {
			return err
		}
		return step(f)
	})
	r.Pages = total
	return err
}

// each calls f for 0 up to n, several at once, until one fails or the context ends.
func each(ctx context.Context, workers, n int, f func(int) error) error {
	group, ctx := errgroup.WithContext(ctx)
	var next atomic.Int64
	for range min(workers, n) {
		group.Go(func() error {
			for {
				i := int(next.Add(1)) - 1
				if i >= n {
					return nil
				}
				if err := ctx.Err(); err != nil {
					return err
				}
				if err := f(i); err != nil {
					return err
				}
			}
		})
	}
	return group.Wait()
}

// addDiags joins diagnostics to the result: those that site.yaml silences are left out, and under
// Strict a warning becomes an error.
func (r *Result) addDiags(o Options, diags diag.List) {
	all := append(r.Diags, diags...)
	var silenced []string
	if r.Base != nil && r.Base.Config != nil {
		silenced = r.Base.Config.Silence
	}
	kept := diag.List{}
	for _, d := range withoutConsequences(all) {
		if d.Severity == diag.Warning && slices.Contains(silenced, string(d.Code)) {
			continue
		}
		if d.Severity == diag.Warning && o.Strict {
			d.Severity = diag.Error
		}
		kept = append(kept, d)
	}
	r.Diags = kept.Sorted()
}

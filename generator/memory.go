package generator

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"casebook/generator/casefile"
	"casebook/generator/diag"
	"casebook/generator/kb"
	"casebook/generator/render"
	"casebook/generator/rule"
	"casebook/generator/site"
	"casebook/generator/source"
)

// Memory keeps what a run read and worked out, for the next run on the same folder. Each stage then works
// again only on what depends on the files that changed, and the result is the same as without a memory:
//
//   - a file whose bytes are the same is the same *source.File, and what was parsed of it holds;
//   - a case of the same files, under the same rules and configuration, is the same *kb.Case, and so are
//     its answers; only its links are looked at again;
//   - what the lists show of a case holds as long as its answers do.
//
// It keeps one run, and of that nothing that is made for a page. The zero Memory is ready; one run at a
// time may use it.
type Memory struct {
	shelf    shelf
	config   rememberedConfig
	rules    rememberedRules
	zone     string // that case files were parsed for
	parsed   map[*source.File]parsed
	base     *kb.Base
	assessed map[*kb.Case]assessed
	look     look
	site     *site.Site
}

type rememberedConfig struct {
	file    *source.File
	address string
	config  *kb.Config
	diags   diag.List
}

type rememberedRules struct {
	files     []*source.File
	languages []string
	set       *rule.Set
	diags     diag.List
}

// parsed is a case file, nil where nothing could be read, with its faults.
type parsed struct {
	file  *casefile.File
	diags diag.List
}

// assessed is a case with its answers and their faults.
type assessed struct {
	answers *site.Assessed
	diags   diag.List
}

// look is what was read of the templates.
type look struct {
	hash      [sha256.Size]byte // of all their files; zero when nothing was read
	renderer  *render.Renderer
	languages []string
	texts     []*site.Texts
	diags     diag.List
}

func (o Options) memory() *Memory {
	if o.Memory != nil {
		return o.Memory
	}
	return &Memory{}
}

func (m *Memory) parseConfig(in *inputs, o Options, diags *diag.List) *kb.Config {
	var file *source.File
	if len(in.config) > 0 {
		file = in.config[0]
	}
	if m.config.config == nil || m.config.file != file || m.config.address != o.BaseURL {
		config, found := kb.ParseConfig(file)
		if o.BaseURL != "" {
			config.Address = strings.TrimSuffix(o.BaseURL, "/") + "/"
		}
		m.config = rememberedConfig{file, o.BaseURL, config, found}
	}
	diags.Append(m.config.diags)
	return m.config.config
}

func (m *Memory) compile(files []*source.File, languages []string) (*rule.Set, diag.List) {
	if m.rules.set == nil || !slices.Equal(m.rules.files, files) || !slices.Equal(m.rules.languages, languages) {
		set, found := rule.Compile(files, languages)
		m.rules = rememberedRules{files, languages, set, found}
	}
	return m.rules.set, m.rules.diags
}

// parseCases parses the case files that were not parsed before; their order, and that of their faults, is
// by path.
func (m *Memory) parseCases(ctx context.Context, sources []*source.File, config *kb.Config, o Options, diags *diag.List) ([]*casefile.File, error) {
	zone := zoneOf(config)
	if zone.String() != m.zone {
		m.parsed, m.zone = nil, zone.String()
	}
	all := make(map[*source.File]parsed, len(sources))
	var missing []*source.File
	for _, s := range sources {
		if p, ok := m.parsed[s]; ok {
			all[s] = p
		} else {
			missing = append(missing, s)
		}
	}
	found, err := parseAll(ctx, o, missing, zone)
	if err != nil {
		return nil, err
	}
	for i, s := range missing {
		all[s] = found[i]
	}
	m.parsed = all
	files := make([]*casefile.File, 0, len(sources))
	for _, s := range sources {
		if p := all[s]; p.file != nil {
			files = append(files, p.file)
		}
		diags.Append(all[s].diags)
	}
	return files, nil
}

func (m *Memory) resolve(config *kb.Config, rules *rule.Set, files []*casefile.File, tests []*casefile.Test, diags *diag.List) *kb.Base {
	base, found := kb.Resume(m.base, config, rules, files, tests...)
	m.base = base
	diags.Append(found)
	return base
}

// assess decides the cases that were not decided before. A case of the base before is the same pointer
// only under the same rules and configuration, so its answers hold.
func (m *Memory) assess(ctx context.Context, r *Result, o Options, diags *diag.List) error {
	all := make(map[*kb.Case]assessed, len(r.Base.Cases))
	var missing []*kb.Case
	for _, c := range r.Base.Cases {
		if a, ok := m.assessed[c]; ok {
			all[c] = a
		} else {
			missing = append(missing, c)
		}
	}
	found, err := assessAll(ctx, o, r.Base, missing)
	if err != nil {
		return err
	}
	for i, c := range missing {
		all[c] = found[i]
	}
	m.assessed = all
	r.Cases = make([]*site.Assessed, 0, len(r.Base.Cases))
	for _, c := range r.Base.Cases {
		r.Cases = append(r.Cases, all[c].answers)
		diags.Append(all[c].diags)
	}
	return nil
}

func (m *Memory) plan(in site.Input, diags *diag.List) *site.Site {
	in.Before = m.site
	plan, found := site.Plan(in)
	m.site = plan
	diags.Append(found)
	return plan
}

// renderer returns the templates and assets, read anew where texts has seen a change of their files.
func (m *Memory) renderer(o Options) (*render.Renderer, error) {
	if m.look.renderer != nil {
		m.look.renderer.Forget()
		return m.look.renderer, nil
	}
	renderer, err := render.New(o.look())
	if err == nil {
		m.look.renderer = renderer
	}
	return renderer, err
}

// texts returns the texts of the templates for each language of the site.
func (m *Memory) texts(o Options, languages []string) ([]*site.Texts, diag.List, error) {
	if err := m.seeLook(o); err != nil {
		return nil, nil, err
	}
	if m.look.texts == nil || !slices.Equal(m.look.languages, languages) {
		texts, found, err := readTexts(o.look(), languages)
		if err != nil {
			return nil, nil, err
		}
		broken, err := render.Check(o.look())
		if err != nil {
			return nil, nil, err
		}
		found.Append(broken)
		m.look.languages, m.look.texts, m.look.diags = languages, texts, found
	}
	return m.look.texts, m.look.diags, nil
}

// seeLook forgets the templates when one of their files has changed.
func (m *Memory) seeLook(o Options) error {
	hash, err := hashOf(o.look())
	if err != nil {
		return fmt.Errorf("read the templates: %w", err)
	}
	if hash != m.look.hash {
		m.look = look{hash: hash}
	}
	return nil
}

// hashOf names the files of a folder by what is in them.
func hashOf(folder fs.FS) (sum [sha256.Size]byte, err error) {
	hash := sha256.New()
	err = fs.WalkDir(folder, ".", func(p string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		body, err := fs.ReadFile(folder, p)
		if err != nil {
			return err
		}
		fmt.Fprintf(hash, "%s %d\n", p, len(body))
		hash.Write(body)
		return nil
	})
	return [sha256.Size]byte(hash.Sum(nil)), err
}

package serve

import (
	"context"
	"errors"
	"io/fs"
	"net/url"
	"slices"
	"sync"
	"time"

	"casebook/generator"
	"casebook/generator/diag"
)

// Site is a site that follows its files. [Site.ServeHTTP] may be called from several goroutines, the rest
// from one at a time.
type Site struct {
	open   func() (generator.Options, func(), error)
	memory generator.Memory
	torn   bool // the run before failed, so its memory may be of half the files

	mu      sync.Mutex
	proof   *proof
	changed chan struct{} // closed when proof is replaced
	ready   chan struct{} // closed when something is shown for the first time
	begin   sync.Once
	ended   chan struct{} // closed when nobody is to listen any more
	end     sync.Once
}

// New returns a site of which nothing is built. open opens the folders for one run of the stages; what it
// returns closes them again.
func New(open func() (generator.Options, func(), error)) *Site {
	return &Site{open: open, proof: &proof{}, changed: make(chan struct{}), ready: make(chan struct{}), ended: make(chan struct{})}
}

// Report is how a run went.
type Report struct {
	Edited  []string      // the content files that were looked at again; nil for all
	Diags   diag.List     // the faults of the content
	Failure error         // of the tool or the templates; nil for none
	Cases   int           // how many there are
	Took    time.Duration // until the site could be shown
}

// Good says whether the report is of a site that is shown.
func (r Report) Good() bool { return r.Failure == nil && !r.Diags.HasErrors() }

// proof is what is shown at one time: the last good draft, with what keeps newer content from being shown
// or is worth a warning. It is not changed once it is shown.
type proof struct {
	Report
	draft     *generator.Draft // nil as long as there was no good one
	made      *pages
	base      string // the path of the site's address
	languages []string
}

// now returns what is shown now.
func (s *Site) now() *proof {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.proof
}

// show replaces what is shown, and tells the browsers.
func (s *Site) show(p *proof) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.proof = p
	close(s.changed)
	s.changed = make(chan struct{})
	s.begin.Do(func() { close(s.ready) })
}

// End lets the browsers go: every answer that waits for an edit ends.
func (s *Site) End() { s.end.Do(func() { close(s.ended) }) }

// Build looks at all files, shows the site or, where it is not good, its faults, and says how it went.
func (s *Site) Build(ctx context.Context) Report {
	p := s.try(ctx, nil, true)
	s.show(p)
	return p.Report
}

// try runs the stages for the content files that were edited, nil for all; look says whether templates may
// have changed too. The draft of what it returns is
// the new one, or the last good one where the new content or its templates have a fault.
func (s *Site) try(ctx context.Context, edited []string, look bool) *proof {
	start := time.Now()
	if s.torn {
		edited = nil
	}
	before := s.now()
	next := &proof{draft: before.draft, made: before.made, base: before.base, languages: before.languages}
	fresh, result, err := s.plan(ctx, edited, look)
	s.torn = err != nil && fresh == nil
	next.Edited, next.Failure = edited, err
	if result != nil {
		next.Diags, next.Cases = result.Diags, len(result.Base.Cases)
		next.languages, next.base = result.Base.Config.Languages, pathOf(result.Base.Config.Address)
	}
	if fresh != nil && err == nil {
		next.draft, next.made = fresh.draft, fresh.made
	}
	next.Took = time.Since(start)
	return next
}

// plan runs the stages up to a draft, nil where the content has errors, and tries the templates where they
// may have changed: a fault in one of them keeps the site as it was.
func (s *Site) plan(ctx context.Context, edited []string, look bool) (*proof, *generator.Result, error) {
	o, done, err := s.open()
	if err != nil {
		return nil, nil, err
	}
	defer done()
	o.Memory, o.Edited = &s.memory, edited
	result, draft, err := generator.Plan(ctx, o)
	if err != nil || draft == nil {
		return nil, result, err
	}
	p := &proof{draft: draft, made: newPages()}
	if look {
		err = p.sample()
	}
	return p, result, err
}

// pathOf is the path of an address, "/" where it has none.
func pathOf(address string) string {
	if u, err := url.Parse(address); err == nil && u.Path != "" {
		return u.Path
	}
	return "/"
}

// sample makes one page of each kind in each language.
func (p *proof) sample() error {
	for _, name := range p.draft.Samples() {
		if _, err := p.page(name); err != nil {
			return err
		}
	}
	return nil
}

// prove makes every page, as a build would, and returns the first fault; nil when the context ends first.
func (p *proof) prove(ctx context.Context) error {
	for _, name := range p.draft.Pages() {
		if ctx.Err() != nil {
			return nil
		}
		if _, err := p.make(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// failing is a proof with a failure that was found after it was shown.
func (p *proof) failing(err error) *proof {
	next := *p
	next.Failure = err
	return &next
}

// pages keeps the pages that were asked for, up to some bytes.
type pages struct {
	mu   sync.Mutex
	made map[string][]byte
	size int
}

// keep is how many bytes of pages are kept: a reader comes back to a few of them.
const keep = 32 << 20

func newPages() *pages { return &pages{made: map[string][]byte{}} }

func (p *pages) get(name string) ([]byte, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	body, ok := p.made[name]
	return body, ok
}

func (p *pages) put(name string, body []byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.size += len(body); p.size > keep {
		p.made, p.size = map[string][]byte{}, len(body)
	}
	p.made[name] = slices.Clip(body)
}

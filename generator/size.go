package generator

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"

	"casebook/generator/diag"
	"casebook/generator/kb"
	"casebook/generator/output"
	"casebook/generator/search"
)

// near is the part of the size limit, in percent, above which a build warns: whoever publishes then has
// time to choose what to leave out.
const near = 80

// sizes counts the bytes of a site by their part. Its methods may be called from several goroutines.
type sizes struct {
	languages []string

	mu    sync.Mutex
	total int64
	parts map[string]int64
}

func newSizes(config *kb.Config) *sizes {
	return &sizes{languages: config.Languages, parts: map[string]int64{}}
}

// add counts a file.
func (s *sizes) add(f output.File) {
	part := s.part(f)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.total += int64(len(f.Body))
	s.parts[part] += int64(len(f.Body))
}

// part names the part of the site that a file belongs to: its folder at the top, below that of its
// language, with the kind of its files, as in fr/cases/*.html.
func (s *sizes) part(f output.File) string {
	if f.Asset {
		return "assets"
	}
	lang, rest, _ := strings.Cut(f.Path, "/")
	if !slices.Contains(s.languages, lang) {
		lang, rest = "", f.Path
	}
	folder, _, below := strings.Cut(rest, "/")
	switch {
	case !below:
		folder = ""
	case folder+"/" == search.Folder:
		return folder
	}
	return path.Join(lang, folder, "*"+path.Ext(f.Path))
}

// check reports a site that is larger than it may be, or nearly.
func (s *sizes) check(config *kb.Config) (diags diag.List) {
	limit := config.SizeLimit
	switch {
	case s.total > limit.Bytes:
		diags.Add("site-too-large", limit.Span,
			fmt.Sprintf("the site has %s, more than the %s that it may have; %s", kb.FormatSize(s.total), limit, s.largest()), s.advice(config))
	case s.total > limit.Bytes/100*near:
		diags.Add("site-nearly-too-large", limit.Span,
			fmt.Sprintf("the site has %s of the %s that it may have; %s", kb.FormatSize(s.total), limit, s.largest()), s.advice(config))
	}
	return diags
}

// largest names the three largest parts.
func (s *sizes) largest() string {
	var names []string
	for name := range s.parts {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(s.parts[b], s.parts[a]), cmp.Compare(a, b)) })
	for i, name := range names {
		names[i] = fmt.Sprintf("%s (%s)", name, kb.FormatSize(s.parts[name]))
	}
	return "the largest parts are " + strings.Join(names[:min(len(names), 3)], ", ")
}

// advice says what may be left out of the site, and how much that is.
func (s *sizes) advice(config *kb.Config) string {
	var exports int64
	for name, n := range s.parts {
		if strings.HasSuffix(name, "cases/*.json") || strings.HasSuffix(name, "cases/*.md") {
			exports += n
		}
	}
	var ways []string
	if exports > 0 {
		ways = append(ways, fmt.Sprintf("exports: no leaves out %s", kb.FormatSize(exports)))
	}
	if config.Excerpts {
		ways = append(ways, fmt.Sprintf("excerpts: no makes the search smaller, which has %s", kb.FormatSize(s.parts[path.Clean(search.Folder)])))
	}
	ways = append(ways, "size-limit sets another limit, for a host that takes more")
	return "in site.yaml, " + strings.Join(ways, "; ")
}

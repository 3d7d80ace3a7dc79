package render

import (
	"errors"
	"html/template"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"casebook/generator/diag"
	"casebook/generator/site"
	"casebook/generator/source"

	"github.com/jba/templatecheck"
)

// views is a value of each page's view, for checking the templates against their types.
var views = map[string]any{
	"about": &site.AboutPage{}, "article": &site.ArticlePage{}, "case": &site.CasePage{},
	"conclusion": &site.ConclusionPage{}, "fact": &site.FactPage{}, "glossary": &site.GlossaryPage{},
	"home": &site.HomePage{}, "index": &site.IndexPage{}, "list": &site.ListPage{},
	"matrix": &site.MatrixPage{}, "moved": &site.MovedPage{}, "notfound": &site.NotFoundPage{}, "now": &site.NowPage{},
	"obligation": &site.ObligationPage{}, "proposal": &site.ProposalPage{}, "rule": &site.RulePage{},
	"score": &site.ScorePage{}, "search": &site.SearchPage{}, "text": &site.TextPage{},
}

// Check reports what is wrong with a site's own templates: what does not parse, a field that no view has,
// a file that stands in for nothing. The error is not nil when the templates cannot be read.
func Check(o *Overlay) (diags diag.List, err error) {
	files, err := o.OwnFiles()
	if err != nil || len(files) == 0 {
		return nil, err
	}
	for _, f := range files {
		o.checkName(f, &diags)
	}
	pages, err := parse(o)
	if err != nil {
		o.tell(located(o, err), files, &diags)
		return diags, nil
	}
	for _, f := range files {
		o.checkDefined(f, pages, &diags)
	}
	for _, kind := range slices.Sorted(maps.Keys(pages)) {
		if view, ok := views[kind]; ok && !diags.HasErrors() {
			o.tell(located(o, templatecheck.CheckHTML(pages[kind], view)), files, &diags)
		}
	}
	return diags.Sorted(), nil
}

// tell reports a fault of templates that hold some of the site's own. Ours alone are tested to have none,
// so that the fault is the site's, even where it shows in ours: one of its own may give them what they do
// not expect. A fault without a place is shown at the first of its own.
func (o *Overlay) tell(err error, own []*source.File, diags *diag.List) {
	if err == nil {
		return
	}
	fault := (*Fault)(nil)
	if !errors.As(err, &fault) {
		fault = &Fault{own[0].Span(0, 0), err.Error(), err}
	}
	diags.Add("template-broken", fault.Place, fault.Message, hint(fault.Message))
}

// Told returns an error of rendering as a fault of the content, where the site has templates of its own.
func (o *Overlay) Told(err error) (diags diag.List) {
	if files, _ := o.OwnFiles(); len(files) > 0 {
		o.tell(err, files, &diags)
	}
	return diags
}

// checkDefined reports a partial of the site that does not define what the templates draw by its name.
func (o *Overlay) checkDefined(f *source.File, pages map[string]*template.Template, diags *diag.List) {
	folder, name := path.Split(own(f))
	name, isTemplate := strings.CutSuffix(name, ".html")
	if folder != "partials/" || !isTemplate {
		return
	}
	for _, page := range pages {
		if page.Lookup(name) == nil {
			diags.Add("template-broken", f.Span(0, 0), "it does not define "+strconv.Quote(name), `write {{define "`+name+`"}} … {{end}}`)
		}
		return
	}
}

// own is the path of a file below the site's own templates.
func own(f *source.File) string { return strings.TrimPrefix(f.Path, "content/"+Own+"/") }

// checkName reports a file of the site that stands in for nothing.
func (o *Overlay) checkName(f *source.File, diags *diag.List) {
	name := own(f)
	folder, _, _ := strings.Cut(name, "/")
	if slices.Contains([]string{"i18n", "assets", "partials"}, folder) && folder != name {
		return // there may be more of these than ours
	}
	known := []string{"layouts/base.html"}
	for kind := range views {
		known = append(known, "pages/"+kind+".html")
	}
	if slices.Contains(known, name) {
		return
	}
	slices.Sort(known)
	diags.Add("template-unknown", f.Span(0, 0), "no page is drawn by "+name, diag.DidYouMean(name, known))
}

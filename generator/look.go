package generator

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"casebook/generator/diag"
	"casebook/generator/render"
	"casebook/generator/site"
	"casebook/generator/source"
)

// look is the templates, with those of the site's own over them.
func (o Options) look() *render.Overlay { return render.Over(o.Templates, o.Content, o.Name) }

// readTexts reads the texts of the interface for each language of the site: ours, and those of the site
// over them, key by key. What a language lacks is shown in the first language of the site that we have
// texts in, or in English.
func readTexts(look *render.Overlay, languages []string) (all []*site.Texts, diags diag.List, err error) {
	spare, err := spareTexts(look.Ours(), languages)
	if err != nil {
		return nil, nil, err
	}
	for _, lang := range languages {
		name := textsPath(lang)
		own, err := look.ReadOwn(name)
		if err != nil {
			return nil, nil, err
		}
		ours, err := ourTexts(look.Ours(), lang)
		if err != nil {
			return nil, nil, err
		}
		base := ours
		if base == nil {
			base = spare.In(lang)
		}
		texts, found := base.Over(own)
		diags.Append(found)
		if ours == nil {
			diags.Append(missingTexts(spare, own, lang))
		}
		all = append(all, texts)
	}
	return all, diags, nil
}

func textsPath(lang string) string { return path.Join("i18n", lang+".yaml") }

// ourTexts reads the texts of a language, nil when we have none in it.
func ourTexts(templates fs.FS, lang string) (*site.Texts, error) {
	name := textsPath(lang)
	body, err := fs.ReadFile(templates, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	texts, diags := site.ParseTexts(source.New(path.Join("templates", name), body))
	if diags.HasErrors() {
		return nil, fmt.Errorf("%s: %s", name, diags[0].Message)
	}
	return texts, nil
}

// spareTexts are those that stand in where a language lacks one.
func spareTexts(templates fs.FS, languages []string) (*site.Texts, error) {
	for _, lang := range append(languages[:len(languages):len(languages)], "en") {
		if texts, err := ourTexts(templates, lang); texts != nil || err != nil {
			return texts, err
		}
	}
	return nil, errors.New("there are no texts in any language: templates/" + textsPath("en"))
}

// someKeys is how many of the missing keys a warning names.
const someKeys = 5

// missingTexts warns of the texts that a language lacks; own is the file of the site, nil when there is
// none.
func missingTexts(spare *site.Texts, own *source.File, lang string) (diags diag.List) {
	if own == nil {
		diags.Add("text-missing", source.Span{}, fmt.Sprintf("the interface has no texts in %q; they are shown in %q", lang, spare.Lang),
			fmt.Sprintf("write content/%s/%s; it may hold some of the keys of templates/%s", render.Own, textsPath(lang), textsPath(spare.Lang)))
		return diags
	}
	written, _ := site.ParseTexts(own)
	missing := written.Missing(spare)
	if len(missing) == 0 {
		return nil
	}
	named := strings.Join(missing[:min(someKeys, len(missing))], ", ")
	if len(missing) > someKeys {
		named += ", …"
	}
	diags.Add("text-missing", own.Span(0, 0), fmt.Sprintf("%d texts are missing in %q and shown in %q: %s", len(missing), lang, spare.Lang, named), "")
	return diags
}

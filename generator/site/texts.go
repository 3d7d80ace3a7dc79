package site

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"casebook/generator/diag"
	"casebook/generator/markdown"
	"casebook/generator/source"
	"casebook/generator/yamlsrc"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// Texts is the texts of the templates in one language: templates/i18n/<lang>.yaml.
//
// Keys are the path to a text, joined by dots: "case.answer.title". A text may hold {1}, {2} for the
// arguments of [Texts.T]. A counted text is two, "one" and "other", with {1} for the number.
type Texts struct {
	Lang string
	by   map[string]string
	keys []string // in the order written
}

// ParseTexts reads the texts of the language that names the file.
func ParseTexts(file *source.File) (*Texts, diag.List) {
	name := file.Path[strings.LastIndexByte(file.Path, '/')+1:]
	t := &Texts{Lang: strings.TrimSuffix(name, ".yaml"), by: map[string]string{}}
	value, diags := yamlsrc.Parse(file, 0, len(file.Body))
	t.add("", value)
	return t, diags
}

func (t *Texts) add(key string, v *yamlsrc.Value) {
	if v == nil {
		return
	}
	switch v.Kind {
	case yamlsrc.Scalar:
		t.by[key] = markdown.Typography(t.Lang, v.Text)
		t.keys = append(t.keys, key)
	case yamlsrc.Mapping:
		for _, p := range v.Pairs {
			t.add(join(key, p.Key.Value), p.Value)
		}
	case yamlsrc.Sequence:
		for i, item := range v.Items {
			t.add(join(key, fmt.Sprint(i+1)), item)
		}
	}
}

// Over returns the texts with a site's own over them, key by key. own may be nil. A key that no page shows
// is reported; the name of a language in this one may be new.
func (t *Texts) Over(own *source.File) (*Texts, diag.List) {
	if own == nil {
		return t, nil
	}
	value, diags := yamlsrc.Parse(own, 0, len(own.Body))
	o := &overTexts{Texts: &Texts{Lang: t.Lang, by: maps.Clone(t.by), keys: slices.Clone(t.keys)}, diags: diags}
	o.put("", yamlsrc.Text{}, value)
	return o.Texts, o.diags
}

type overTexts struct {
	*Texts
	diags diag.List
}

func (o *overTexts) put(key string, at yamlsrc.Text, v *yamlsrc.Value) {
	if v == nil {
		return
	}
	switch v.Kind {
	case yamlsrc.Mapping:
		for _, p := range v.Pairs {
			o.put(join(key, p.Key.Value), p.Key, p.Value)
		}
	case yamlsrc.Sequence:
		for i, item := range v.Items {
			o.put(join(key, fmt.Sprint(i+1)), at, item)
		}
	case yamlsrc.Scalar:
		_, known := o.by[key]
		if !known && !strings.HasPrefix(key, inLanguage) {
			o.diags.Add("text-unknown", at.Span, fmt.Sprintf("no page shows the text %q", key), diag.DidYouMean(key, o.keys))
			return
		}
		o.by[key] = markdown.Typography(o.Lang, v.Text)
	}
}

// inLanguage begins the keys that name languages.
const inLanguage = "lang.in."

// Missing returns the keys of other texts that these lack, in the order written.
func (t *Texts) Missing(other *Texts) (keys []string) {
	for _, key := range other.keys {
		if _, ok := t.by[key]; !ok {
			keys = append(keys, key)
		}
	}
	return keys
}

// In returns the texts as those of another language, into which nobody has put them yet; its own name and
// those of languages in it are left out.
func (t *Texts) In(lang string) *Texts {
	other := &Texts{Lang: lang, by: maps.Clone(t.by), keys: t.keys}
	other.by["lang.name"] = display.Self.Name(language.Make(lang))
	return other
}

// Language names a language in that of the texts.
func (t *Texts) Language(lang string) string {
	if name, ok := t.by[inLanguage+lang]; ok {
		return name
	}
	return display.Languages(language.Make(t.Lang)).Name(language.Make(lang))
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// Keys returns the keys of all texts, in the order written.
func (t *Texts) Keys() []string { return slices.Clone(t.keys) }

// Has says whether there is a text for a key.
func (t *Texts) Has(key string) bool { return t.by[key] != "" }

// T returns the text of a key with {1}, {2}, … replaced by the arguments, numbers as the language
// writes them. A key without a text gives the key itself in brackets, which a test finds.
func (t *Texts) T(key string, args ...any) string {
	text, ok := t.by[key]
	if !ok {
		return "[" + key + "]"
	}
	return t.fill(text, args)
}

// fill puts the arguments into a text, the first for {1} and so on; what stands in an argument is left alone.
// It is asked for dozens of times a page.
func (t *Texts) fill(text string, args []any) string {
	if len(args) == 0 {
		return text
	}
	var b strings.Builder
	for {
		at := strings.IndexByte(text, '{')
		if at < 0 || at+2 >= len(text) {
			break
		}
		n := int(text[at+1]) - '1'
		if text[at+2] != '}' || n < 0 || n >= len(args) {
			b.WriteString(text[:at+1])
			text = text[at+1:]
			continue
		}
		b.WriteString(text[:at])
		b.WriteString(t.show(args[n]))
		text = text[at+3:]
	}
	b.WriteString(text)
	return b.String()
}

func (t *Texts) show(a any) string {
	switch a := a.(type) {
	case int:
		return t.Number(a)
	case string:
		return a
	}
	return fmt.Sprint(a)
}

// Plural returns the counted text of a key for n, which is its {1}; further arguments are {2}, {3}, …
// In French zero and one are singular, in English only one is.
func (t *Texts) Plural(key string, n int, args ...any) string {
	form := "other"
	if n == 1 || n == 0 && t.Lang == "fr" {
		form = "one"
	}
	return t.T(key+"."+form, append([]any{n}, args...)...)
}

// Number writes a whole number with the language's separator of thousands.
func (t *Texts) Number(n int) string {
	s, sign := fmt.Sprint(n), ""
	if n < 0 {
		sign, s = "−", s[1:]
	}
	var groups []string
	for len(s) > 3 {
		groups = append(groups, s[len(s)-3:])
		s = s[:len(s)-3]
	}
	groups = append(groups, s)
	slices.Reverse(groups)
	return sign + strings.Join(groups, t.T("number.thousands"))
}

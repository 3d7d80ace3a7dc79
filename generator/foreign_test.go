package generator

import (
	"io/fs"
	"maps"
	"path"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"casebook/generator/diag"
	"casebook/generator/markdown"
	"casebook/generator/source"
	"casebook/generator/yamlsrc"
	"casebook/templates"
)

// TestNoForeignText looks on every page of one language for texts of the other: of the templates, of the
// rules, of the catalogue of faults. What is marked with its own lang, and what is written the same in
// both languages, may stand there; so may what is shown as it is written in a file.
func TestNoForeignText(t *testing.T) {
	pages := ownPages(t)
	for _, lang := range []string{"en", "fr"} {
		other := map[string]string{"en": "fr", "fr": "en"}[lang]
		foreign, own := catalogue(t, other), catalogue(t, lang)
		shown := map[string]string{} // a text, and a page that it stands on
		for _, p := range pages {
			if p.lang() == lang {
				for _, text := range p.texts(lang) {
					shown[text] = p.name
				}
			}
		}
		if len(shown) < 1000 || len(foreign) < 500 {
			t.Fatalf("only %d texts on the pages in %s, and %d texts to look for", len(shown), lang, len(foreign))
		}
		ours, all := strings.Join(slices.Sorted(maps.Keys(own)), "\n"), strings.Join(slices.Sorted(maps.Keys(shown)), "\n")
		for _, text := range slices.Sorted(maps.Keys(foreign)) {
			page, alone := shown[text]
			switch {
			case own[text]:
			case alone:
				t.Errorf("%s, in %s, shows %q", page, lang, text)
			case distinct(text) && !holds(ours, text) && holds(all, text):
				t.Errorf("a page in %s shows %q in a longer text", lang, text)
			}
		}
	}
}

// distinct says whether a text is long enough to be told from words that another language has too.
func distinct(text string) bool { return len(strings.Fields(text)) > 2 && len(text) > 15 }

// holds says whether a text holds another as whole words.
func holds(longer, text string) bool {
	for rest := longer; ; {
		i := strings.Index(rest, text)
		if i < 0 {
			return false
		}
		before, after := rest[:i], rest[i+len(text):]
		if !endsInLetter(before) && !startsWithLetter(after) {
			return true
		}
		rest = after
	}
}

func endsInLetter(s string) bool { return s != "" && isLetter(s[len(s)-1]) }

func startsWithLetter(s string) bool { return s != "" && isLetter(s[0]) }

func isLetter(b byte) bool { return b >= 0x80 || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' }

// texts returns what a reader of the page sees or hears in its own language: texts and the attributes that
// are read out. Parts marked with another language, and code, are left out.
func (p *page) texts(lang string) []string {
	var all []string
	add := func(text string) {
		if text = flat(text); text != "" {
			all = append(all, text)
		}
	}
	for _, n := range p.nodes {
		if languageOf(n) != lang || within(n, atom.Code, atom.Pre, atom.Script, atom.Style) {
			continue
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.TextNode {
				add(c.Data)
			}
		}
		for _, a := range n.Attr {
			if slices.Contains([]string{"aria-label", "title", "alt", "placeholder", "data-auto", "data-light", "data-dark"}, a.Key) || a.Key == "content" && describes(n) {
				add(a.Val)
			}
		}
	}
	return all
}

// describes says whether an element holds a description of the page, for those who look for it.
func describes(n *html.Node) bool {
	name, _ := attr(n, "name")
	property, _ := attr(n, "property")
	return n.DataAtom == atom.Meta && (name == "description" || property == "og:title" || property == "og:description")
}

// languageOf returns the language of an element: its own, or that of what it stands in.
func languageOf(n *html.Node) string {
	for ; n != nil; n = n.Parent {
		if lang, ok := attr(n, "lang"); ok {
			return lang
		}
	}
	return ""
}

// catalogue returns every text of one language: of the templates, without the parts that pages put in, of
// the rules and of the faults, plain.
func catalogue(t *testing.T, lang string) map[string]bool {
	t.Helper()
	texts := map[string]bool{}
	add := func(text string) {
		if text = flat(text); strings.ContainsFunc(text, func(r rune) bool { return r >= 'a' && r <= 'z' }) {
			texts[text] = true
		}
	}
	body, err := fs.ReadFile(templates.FS, path.Join("i18n", lang+".yaml"))
	if err != nil {
		t.Fatal(err)
	}
	value, diags := yamlsrc.Parse(source.New("fr.yaml", body), 0, -1)
	if len(diags) > 0 {
		t.Fatalf("the texts give%s", listing(diags))
	}
	eachText(value, func(text string) {
		for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == '{' || r == '}' || r == '|' || r == '=' }) {
			add(part)
		}
	})
	eachWords(reflect.ValueOf(ownSite(t).Base.Rules), func(w yamlsrc.Words) {
		if w.Has(lang) {
			add(markdown.Typography(lang, w.In(lang)))
		}
	})
	for _, e := range diag.All() {
		add(e.Title.In(lang))
		add(e.Why.In(lang))
	}
	return texts
}

// flat writes a text with single, breaking blanks.
func flat(text string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("\u202f", " ", "\u00a0", " ").Replace(text)), " ")
}

// eachText visits every text of a YAML value.
func eachText(v *yamlsrc.Value, visit func(string)) {
	if v == nil {
		return
	}
	if v.Kind == yamlsrc.Scalar {
		visit(v.Text)
	}
	for _, item := range v.Items {
		eachText(item, visit)
	}
	for _, pair := range v.Pairs {
		eachText(pair.Value, visit)
	}
}

// eachWords visits every text in several languages that the rules hold.
func eachWords(root reflect.Value, visit func(yamlsrc.Words)) {
	done := map[uintptr]bool{}
	var walk func(reflect.Value)
	walk = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Pointer, reflect.Interface:
			if v.IsNil() || v.Type() == reflect.TypeFor[*source.File]() || v.Kind() == reflect.Pointer && done[v.Pointer()] {
				return
			}
			if v.Kind() == reflect.Pointer {
				done[v.Pointer()] = true
			}
			walk(v.Elem())
		case reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		case reflect.Map:
			for _, key := range v.MapKeys() {
				walk(v.MapIndex(key))
			}
		case reflect.Struct:
			if w, ok := v.Interface().(yamlsrc.Words); ok {
				visit(w)
				return
			}
			for i := range v.NumField() {
				if v.Type().Field(i).IsExported() {
					walk(v.Field(i))
				}
			}
		}
	}
	walk(root)
}

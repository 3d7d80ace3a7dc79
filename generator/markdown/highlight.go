package markdown

import (
	"html/template"
	"strconv"
	"strings"

	"github.com/alecthomas/chroma/v2"
)

// maxHighlighted bounds the bytes of code that are highlighted: lexers are regular expressions that
// may go back over what they read. Longer code is shown plain.
const maxHighlighted = 64 << 10

// HighlightYAML returns YAML as highlighted HTML, each line a link to itself under the id L and its
// number; the first line has the number firstLine. The pre has the class code, its lines are spans of
// the class code-line and begin with an a of the class code-line-number that holds the number.
func HighlightYAML(src []byte, firstLine int) template.HTML {
	text := strings.TrimRight(strings.ReplaceAll(string(blankBefore(src, 0)), "\r\n", "\n"), "\n")
	r := &renderer{doc: &Document{plain: text}, out: make([]byte, 0, len(text)*4+64)}
	r.write(`<pre class="code"><code>`)
	r.openLine(firstLine)
	line := firstLine
	forTokens(text, "yaml", func(class, value string) {
		for i, part := range strings.Split(value, "\n") {
			if i > 0 {
				line++
				r.write("</span>\n")
				r.openLine(line)
			}
			r.classed(class, part)
		}
	})
	r.write("</span></code></pre>\n")
	return template.HTML(r.out)
}

func (r *renderer) openLine(n int) {
	number := strconv.Itoa(n)
	r.write(`<span class="code-line" id="L`, number, `"><a class="code-line-number" href="#L`, number, `">`, number, "</a>")
}

func (r *renderer) classed(class, text string) {
	if text == "" {
		return
	}
	if class == "" {
		r.escape(text)
		return
	}
	r.write(`<span class="`, class, `">`)
	r.escape(text)
	r.write("</span>")
}

// highlighted draws the start of a block of code and its text; marks in it are drawn as elsewhere.
func (r *renderer) highlighted(s step) {
	r.write(`<pre class="code"><code>`)
	r.apart++
	end := int(s.to)
	text := r.doc.plain[s.at:s.to]
	forTokens(text, r.doc.codes[s.arg], func(class, value string) {
		to := min(end, r.at+len(value))
		if class == "" {
			r.text(to)
			return
		}
		r.settle(r.at)
		r.reach(r.at, to)
		r.write(`<span class="`, class, `">`)
		r.open = append(r.open, opened{end: to, mark: -1, shut: "</span>"})
		r.text(to)
		for len(r.open) > 0 && r.pop().mark >= 0 {
		}
	})
}

// forTokens calls yield for each part of a text in a language, with the class it is shown in, "" for
// none. The parts together are the text. A language that is not known is one part.
func forTokens(text, language string, yield func(class, value string)) {
	lexer := lexerOf(language)
	if lexer == nil || len(text) > maxHighlighted {
		yield("", text)
		return
	}
	tokens, ok := tokenise(lexer, text)
	if !ok || !covers(tokens, text) {
		yield("", text)
		return
	}
	for i := 0; i < len(tokens); {
		class, value := classOf(tokens[i].Type), tokens[i].Value
		for i++; i < len(tokens) && classOf(tokens[i].Type) == class; i++ {
			value += tokens[i].Value
		}
		yield(class, value)
	}
}

// covers says whether tokens are the text and nothing else: some lexers change line ends.
func covers(tokens []chroma.Token, text string) bool {
	for _, t := range tokens {
		rest, ok := strings.CutPrefix(text, t.Value)
		if !ok {
			return false
		}
		text = rest
	}
	return text == ""
}

// classOf returns the class that a kind of token is shown in. Few kinds are told apart: the pages stay
// small and quiet.
func classOf(t chroma.TokenType) string {
	switch {
	case t.InCategory(chroma.Comment):
		return "code-comment"
	case t == chroma.NameTag || t == chroma.NameAttribute || t == chroma.NameProperty:
		return "code-name"
	case t.InCategory(chroma.Keyword):
		return "code-keyword"
	case t.InSubCategory(chroma.LiteralNumber) || t == chroma.LiteralDate:
		return "code-number"
	case t.InSubCategory(chroma.LiteralString):
		return "code-string"
	case t == chroma.NameFunction || t == chroma.NameBuiltin || t == chroma.NameClass:
		return "code-function"
	}
	return ""
}

// HighlightCSS returns the style sheet for highlighted code. Its colours are custom properties with
// values for light and dark; data-theme on the root element overrides what the reader's system asks
// for.
func HighlightCSS() string {
	const light = "--code-comment:#5f6b76;--code-name:#0b5394;--code-keyword:#8a2f7a;" +
		"--code-number:#8a4b00;--code-string:#256029;--code-function:#5b3fa0"
	const dark = "--code-comment:#98a4af;--code-name:#86bdf5;--code-keyword:#e09ad3;" +
		"--code-number:#e6b673;--code-string:#93cf97;--code-function:#bda7f2"
	var b strings.Builder
	b.WriteString(":root{" + light + "}\n")
	b.WriteString("@media (prefers-color-scheme:dark){:root:not([data-theme=light]){" + dark + "}}\n")
	b.WriteString(":root[data-theme=dark]{" + dark + "}\n")
	for _, name := range []string{"comment", "name", "keyword", "number", "string", "function"} {
		b.WriteString(".code-" + name + "{color:var(--code-" + name + ")}\n")
	}
	b.WriteString(".code-line-number{display:inline-block;min-width:2.5em;padding-right:1em;text-align:right;" +
		"color:var(--code-comment);text-decoration:none;user-select:none}\n")
	b.WriteString(".code-line:target{background:var(--code-line-target,rgba(255,200,0,.2))}\n")
	return b.String()
}

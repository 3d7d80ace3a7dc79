package draw

import (
	"bytes"
	"fmt"
	"html/template"
	"reflect"
	"strconv"
	"strings"
	"text/template/parse"
)

// split parts a pipeline into what the template says and what html/template has added to make it safe.
func (c *compiler) split(p *parse.PipeNode) (cmds []*parse.CommandNode, escapes []string) {
	cmds = p.Cmds
	for i, cmd := range cmds {
		name, ok := cmd.Args[0].(*parse.IdentifierNode)
		if ok && strings.HasPrefix(name.Ident, added) && len(cmd.Args) == 1 {
			escapes = append(escapes, strings.TrimPrefix(name.Ident, added))
		} else if len(escapes) > 0 {
			fail("%s: %s goes on after it is escaped", c.name, p)
		} else {
			cmds = p.Cmds[:i+1]
		}
	}
	if len(escapes) == 0 {
		fail("%s: %s is not escaped", c.name, p)
	}
	return cmds, escapes
}

// added is how the names of html/template's own functions begin.
const added = "_html_template_"

// text writes values of one type where they stand in a page.
type text struct {
	of      func(reflect.Value) string
	between []func(string) string // what is done with it before the last step
	last    func(to []byte, s string) []byte
	script  bool // nothing of that: it is a value of a script
}

var (
	htmlType = reflect.TypeFor[template.HTML]()
	urlType  = reflect.TypeFor[template.URL]()
)

// escaping returns how values of a type are written, which html/template says by the names of its functions.
func (c *compiler) escaping(typ reflect.Type, names []string) text {
	if typ == nil || typ.Kind() == reflect.Interface {
		fail("%s: the type of what is written shows only in a run", c.name)
	}
	for typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
	}
	if names[0] == "jsvalescaper" && len(names) == 1 {
		return text{script: true}
	}
	t := text{of: textOf(typ)}
	safe := strings.HasPrefix(typ.String(), "template.") // for one place, or it would be plain text
	for i, name := range names {
		switch {
		case typ == htmlType && name == "htmlescaper" && len(names) == 1:
			t.last = func(to []byte, s string) []byte { return append(to, s...) }
		case safe && typ != urlType:
			fail("%s: %v in a place for %s", c.name, typ, name)
		case name == "urlfilter" && i == 0 && typ == urlType:
		case name == "urlfilter" && i < len(names)-1:
			t.between = append(t.between, filterURL)
		case name == "urlnormalizer" && i < len(names)-1:
			t.between = append(t.between, func(s string) string { return encodeURL(s, true) })
		case name == "urlescaper" && i < len(names)-1:
			norm := typ == urlType
			t.between = append(t.between, func(s string) string { return encodeURL(s, norm) })
		case (name == "htmlescaper" || name == "attrescaper" || name == "rcdataescaper") && i == len(names)-1:
			t.last = appendEscaped
		default:
			fail("%s: %v in a place for %s", c.name, typ, name)
		}
	}
	return t
}

// append writes a value.
func (t text) append(to []byte, v reflect.Value) []byte {
	if t.script {
		return appendScript(to, v)
	}
	s := t.of(indirectText(v))
	for _, f := range t.between {
		s = f(s)
	}
	return t.last(to, s)
}

// inScript writes a value inside a script, which html/template does better than anybody.
var inScript = template.Must(template.New("").Parse("<script>{{.}}</script>"))

func appendScript(to []byte, v reflect.Value) []byte {
	var b bytes.Buffer
	if err := inScript.Execute(&b, v.Interface()); err != nil {
		panic(failure{err})
	}
	return append(to, bytes.TrimSuffix(bytes.TrimPrefix(b.Bytes(), []byte("<script>")), []byte("</script>"))...)
}

// indirectText follows pointers to what is written.
func indirectText(v reflect.Value) reflect.Value {
	if v.Kind() == reflect.Pointer {
		return indirect(v)
	}
	return v
}

// textOf returns how values of a type are put into words, as fmt does.
func textOf(t reflect.Type) func(reflect.Value) string {
	own := t.Implements(stringerType) || t.Implements(errorType) ||
		reflect.PointerTo(t).Implements(stringerType) || reflect.PointerTo(t).Implements(errorType)
	switch {
	case own:
		fail("%v puts itself into words", t)
	case t.Kind() == reflect.String:
		return reflect.Value.String
	case t.Kind() >= reflect.Int && t.Kind() <= reflect.Int64:
		return func(v reflect.Value) string { return strconv.FormatInt(v.Int(), 10) }
	}
	return func(v reflect.Value) string { return fmt.Sprint(v.Interface()) }
}

var stringerType = reflect.TypeFor[fmt.Stringer]()

// appendEscaped writes a text so that it is one in HTML and in a quoted attribute.
func appendEscaped(to []byte, s string) []byte {
	done := 0
	for i := 0; i < len(s); i++ {
		if c := s[i]; c <= '>' && special[c] != "" {
			to = append(to, s[done:i]...)
			to = append(to, special[c]...)
			done = i + 1
		}
	}
	return append(to, s[done:]...)
}

var special = ['>' + 1]string{0: "\uFFFD", '"': "&#34;", '&': "&amp;", '\'': "&#39;", '+': "&#43;", '<': "&lt;", '>': "&gt;"}

// filterURL returns an address, or one that leads nowhere in the place of one that might run a script.
func filterURL(s string) string {
	scheme, _, ok := strings.Cut(s, ":")
	if !ok || strings.Contains(scheme, "/") {
		return s
	}
	for _, fine := range []string{"http", "https", "mailto"} {
		if strings.EqualFold(scheme, fine) {
			return s
		}
	}
	return "#ZgotmplZ"
}

// encodeURL writes the bytes that may not stand in an address as %xx; of a part of one, as of a query, also
// those that divide it.
func encodeURL(s string, whole bool) string {
	for i := range len(s) {
		if !inURL(s, i, whole) {
			return string(appendURL(nil, s, whole))
		}
	}
	return s
}

func appendURL(to []byte, s string, whole bool) []byte {
	const hex = "0123456789abcdef"
	for i := range len(s) {
		if c := s[i]; inURL(s, i, whole) {
			to = append(to, c)
		} else {
			to = append(to, '%', hex[c>>4], hex[c&15])
		}
	}
	return to
}

// inURL says whether a byte stays as it is (RFC 3986, 2.2 and 2.3, without quotes and parentheses).
func inURL(s string, i int, whole bool) bool {
	switch c := s[i]; {
	case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '-', c == '.', c == '_', c == '~':
		return true
	case c == '%':
		return whole && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2])
	default:
		return whole && strings.IndexByte("!#$&*+,/:;=?@[]", c) >= 0
	}
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

package scaffold

import (
	"encoding/json"
	"strings"
	"unicode/utf8"

	"casebook/generator/source"
	"casebook/generator/yamlsrc"
)

// scalar writes a text as the value of a key that is indented so far and takes so many characters of its
// line: plain where YAML reads it back the same, folded where it is long, else in quotes.
func scalar(text string, indent, taken int) string {
	if indent+taken+utf8.RuneCountInString(text) <= width && reads("k: "+text, text) {
		return text
	}
	pad := "\n" + strings.Repeat(" ", indent+2)
	folded := ">-" + pad + strings.Join(wrap(text, width-indent-2), pad)
	if indent+taken+utf8.RuneCountInString(text) > width && reads(strings.Repeat(" ", indent)+"k: "+folded, text) {
		return folded
	}
	return quoted(text)
}

// inFlow writes a text as a value between braces or brackets.
func inFlow(text string) string {
	if reads("k: {k: "+text+"}", text) {
		return text
	}
	return quoted(text)
}

// quoted writes a text in double quotes, which YAML reads as JSON does.
func quoted(text string) string {
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.Encode(text)
	return strings.TrimSpace(b.String())
}

// reads says whether a piece of YAML holds exactly one scalar, which is a text.
func reads(piece, text string) bool {
	v, diags := yamlsrc.Parse(source.New("", []byte(piece+"\n")), 0, -1)
	for v != nil && v.Kind == yamlsrc.Mapping && len(v.Pairs) == 1 {
		v = v.Pairs[0].Value
	}
	return len(diags) == 0 && v != nil && v.Kind == yamlsrc.Scalar && v.Text == text && !ambiguous(v)
}

// ambiguous says whether other readers of YAML would take a plain text for something else.
func ambiguous(v *yamlsrc.Value) bool {
	if v.Quoted {
		return false
	}
	switch strings.ToLower(v.Text) {
	case "yes", "no", "on", "off", "true", "false", "null", "y", "n":
		return true
	}
	return strings.Trim(v.Text, "0123456789.,:-+eExX_") == ""
}

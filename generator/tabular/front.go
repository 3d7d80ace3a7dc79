package tabular

import (
	"regexp"
	"strconv"
	"strings"

	"casebook/generator/yamlsrc"
)

// node is a part of the front matter as the mapping gives it: a text, a list or a mapping.
type node struct {
	text  *template
	items []*node
	pairs []entry
	kind  yamlsrc.Kind
}

type entry struct {
	key  string
	node *node
}

// readCase reads the front matter. What its keys mean is for package casefile to say.
func (p *mappingParser) readCase(m *yamlsrc.Map) {
	v := m.Get("case")
	c := yamlsrc.OpenMap(v, `"case"`, &p.diags)
	if v == nil {
		m.Required("case")
		return
	}
	c.Required("title")
	p.front = p.node(v)
}

func (p *mappingParser) node(v *yamlsrc.Value) *node {
	n := &node{kind: v.Kind}
	switch v.Kind {
	case yamlsrc.Scalar:
		n.text = p.template(v.AsText())
	case yamlsrc.Sequence:
		for _, item := range v.Items {
			n.items = append(n.items, p.node(item))
		}
	case yamlsrc.Mapping:
		for _, pair := range v.Pairs {
			n.pairs = append(n.pairs, entry{pair.Key.Value, p.node(pair.Value)})
		}
	}
	return n
}

// filled is a node with the values of a row; nil stands for one that came out empty.
type filled struct {
	text  string
	list  []string // of a field with several values
	items []*filled
	pairs []filledEntry
}

type filledEntry struct {
	key   string
	value *filled
}

// fill returns the node with the values of a row, nil where nothing of it is left: a text whose fields
// are all empty, a list or mapping of nothing else, evidence without its `is`, something without its `id`.
func (n *node) fill(values []value) *filled {
	switch n.kind {
	case yamlsrc.Scalar:
		return n.fillText(values)
	case yamlsrc.Sequence:
		f := &filled{}
		for _, item := range n.items {
			if i := item.fill(values); i != nil {
				f.items = append(f.items, i)
			}
		}
		if f.items != nil {
			return f
		}
	case yamlsrc.Mapping:
		f := &filled{}
		for _, e := range n.pairs {
			v := e.node.fill(values)
			if v == nil && (e.key == "is" || e.key == "id") {
				return nil
			}
			if v != nil {
				f.pairs = append(f.pairs, filledEntry{e.key, v})
			}
		}
		if f.pairs != nil {
			return f
		}
	}
	return nil
}

func (n *node) fillText(values []value) *filled {
	if only := n.text.alone(); only != nil {
		list := only.list(values)
		switch {
		case len(list) == 0:
			return nil
		case only.field.split != "" || only.field.collect:
			return &filled{list: list}
		}
	}
	text, used := n.text.fill(values, oneLine)
	if text = oneLine(text); !used || text == "" {
		return nil
	}
	return &filled{text: text}
}

// yaml appends the node in block style; indent is that of its lines.
func (f *filled) yaml(b *strings.Builder, indent string) {
	switch {
	case f.list != nil:
		quoted := make([]string, len(f.list))
		for i, text := range f.list {
			quoted[i] = scalar(oneLine(text))
		}
		b.WriteString(" [" + strings.Join(quoted, ", ") + "]\n")
	case f.items != nil:
		b.WriteString("\n")
		for _, item := range f.items {
			b.WriteString(indent + "-")
			if item.pairs != nil {
				item.keys(b, indent+"  ", " ")
			} else {
				item.yaml(b, indent+"  ")
			}
		}
	case f.pairs != nil:
		b.WriteString("\n")
		f.keys(b, indent, indent)
	default:
		b.WriteString(" " + scalar(f.text) + "\n")
	}
}

// keys appends a mapping's keys; first stands before the first of them.
func (f *filled) keys(b *strings.Builder, indent, first string) {
	for i, e := range f.pairs {
		if i == 0 {
			b.WriteString(first)
		} else {
			b.WriteString(indent)
		}
		b.WriteString(scalar(e.key) + ":")
		e.value.yaml(b, indent+"  ")
	}
}

// plainScalar are texts that YAML reads as they stand, in a list between brackets too: words, ids, days.
var plainScalar = regexp.MustCompile(`^[A-Za-z0-9_][A-Za-z0-9_ ./()’-]*$`)

// scalar writes a text so that YAML gives it back, whatever it holds.
func scalar(text string) string {
	if plainScalar.MatchString(text) && !strings.HasSuffix(text, " ") && text != "null" {
		return text
	}
	return quoted(text)
}

// quoted writes a text in double quotes. What Go and YAML escape in the same way is escaped; other signs
// stand as they are.
func quoted(text string) string {
	return strconv.Quote(strings.ToValidUTF8(text, "\uFFFD"))
}

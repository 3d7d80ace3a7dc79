package tabular

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// value is what a field has in a row.
type value struct {
	list  []string // one text, or several where the field splits or collects; none for nothing
	quote string   // the passage of the cell that a pattern fitted
}

func (v value) empty() bool { return len(v.list) == 0 }

// unfit is a cell that does not fit its field.
type unfit struct {
	field   *field
	cell    string
	problem string
	hint    string
}

// evaluate returns the values of the fields in a row, by their place; cells has the row's, by column.
// Of the cells that do not fit only the first is told.
func (m *Mapping) evaluate(cells []string, columns []int) ([]value, *unfit) {
	values := make([]value, len(m.fields))
	for i, f := range m.fields {
		var text string
		switch {
		case f.from != nil:
			text = strings.Join(values[f.from.place].list, ", ")
		case columns[i] < len(cells) && columns[i] >= 0:
			text = clean(cells[columns[i]])
		}
		if m.missing[text] || f.only != nil && values[f.only.place].empty() || f.unless != nil && !values[f.unless.place].empty() {
			text = ""
		}
		v, problem, hint := f.value(text)
		if problem == "" && f.required && v.empty() {
			problem, hint = "nothing stands here", "write the value into the table, or remove required: yes from the field"
		}
		if problem != "" {
			return nil, &unfit{f, text, problem, hint}
		}
		values[i] = v
	}
	return values, nil
}

// value makes the field's value of a text.
func (f *field) value(text string) (v value, problem, hint string) {
	for _, r := range f.replace {
		text = r.match.ReplaceAllString(text, r.with)
	}
	if len(f.patterns) > 0 {
		v = f.fit(text)
	} else if text = strings.TrimSpace(text); text != "" {
		v.list = []string{text}
	}
	if f.split != "" {
		v.list = split(v.list, f.split)
	}
	var list []string
	for _, part := range v.list {
		if part, problem, hint = f.convert(part); problem != "" {
			return v, problem, hint
		}
		if part != "" && !slices.Contains(list, part) {
			list = append(list, part)
		}
	}
	v.list = list
	return v, "", ""
}

// fit returns what the patterns make of a text.
func (f *field) fit(text string) (v value) {
	for _, p := range f.patterns {
		at := p.match.FindStringSubmatchIndex(text)
		if at == nil {
			continue
		}
		is := text[at[0]:at[1]]
		if !p.whole {
			is = string(p.match.ExpandString(nil, p.is, text, at))
		}
		if is != "" {
			v.list = append(v.list, is)
			if v.quote == "" {
				v.quote = strings.TrimSpace(text[at[0]:at[1]])
			}
		}
		if !f.collect {
			break
		}
	}
	return v
}

func split(list []string, by string) []string {
	var parts []string
	for _, text := range list {
		for part := range strings.SplitSeq(text, by) {
			if part = strings.TrimSpace(part); part != "" {
				parts = append(parts, part)
			}
		}
	}
	return parts
}

// convert puts a part into lower case, looks it up in the table, and reads numbers and dates.
func (f *field) convert(text string) (is, problem, hint string) {
	if f.lower {
		text = strings.ToLower(text)
	}
	if f.values != nil {
		if is, ok := f.values[text]; ok {
			text = is
		} else if f.unlisted == "drop" {
			text = ""
		} else if f.unlisted == "report" {
			return "", fmt.Sprintf("%s is not in the table of values", shown(text)),
				fmt.Sprintf("add %s: … to values, or say unlisted: keep or unlisted: drop", shown(text))
		}
	}
	if text == "" {
		return "", "", ""
	}
	if f.number {
		return f.readNumber(text)
	}
	if len(f.dates) > 0 {
		return f.readDate(text)
	}
	return text, "", ""
}

// readNumber returns a whole number without signs between its groups of digits.
func (f *field) readNumber(text string) (is, problem, hint string) {
	digits, grouped := text, false
	for _, sign := range f.thousand {
		if strings.ContainsRune(text, sign) {
			digits, grouped = strings.ReplaceAll(digits, string(sign), "|"), true
		}
	}
	groups := strings.Split(digits, "|")
	for i, g := range groups {
		ok := g != "" && strings.Trim(g, "0123456789") == "" && (!grouped || len(g) == 3 || i == 0 && len(g) < 3)
		if !ok {
			hint := "write digits only"
			if f.thousand == "" {
				hint += `; where the table writes 1,234, say thousands: ","`
			}
			return "", shown(text) + " is not a whole number", hint
		}
	}
	if digits = strings.TrimLeft(strings.Join(groups, ""), "0"); digits == "" {
		digits = "0"
	}
	if len(digits) > 15 {
		return "", shown(text) + " is too large a number", ""
	}
	return digits, "", ""
}

// shown is a text for a message: in quotes, and not too long.
func shown(text string) string {
	const most = 60
	if utf8.RuneCountInString(text) > most {
		text = string([]rune(text)[:most]) + "…"
	}
	return fmt.Sprintf("%q", text)
}

// clean makes text of a cell: bytes that are no UTF-8 and signs that nobody sees go.
func clean(cell string) string {
	plain := utf8.ValidString(cell)
	for _, r := range cell {
		plain = plain && (r >= ' ' && r < 0x7F)
	}
	if plain {
		return strings.TrimSpace(cell)
	}
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029' || r == '\v' || r == '\f':
			return '\n'
		case r == '\n' || r == '\t':
			return r
		case r == '\uFEFF' || r == '\u200B' || r == '\u2060' || r == '\u00AD':
			return -1
		case unicode.IsControl(r) || unicode.Is(unicode.Noncharacter_Code_Point, r):
			return utf8.RuneError
		case r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u2069': // they turn the line that follows round
			return -1
		}
		return r
	}, strings.ToValidUTF8(cell, string(utf8.RuneError))))
}

// oneLine returns a text with one space for each run of white space.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

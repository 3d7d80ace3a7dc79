package scaffold

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"casebook/generator/casefile"
	"casebook/generator/source"
	"casebook/generator/yamlsrc"
)

// phrases are the notes in a translation.
var phrases = map[string]struct{ head, changed, was, is, body, done, stale string }{
	"en": {
		head: "Translation of %s (%s). The words of each key and the text below are still those of the original:" +
			" write over them. Ids stay as they are. A quote is a passage of the text below.",
		changed: "Changed in %s since this was translated:",
		was:     "it said: %s",
		is:      "it says: %s",
		body:    "The text of %s has changed since it was translated; these lines went (-) and came (+):",
		done:    "Once all this is brought up to date, write translates: %s and delete these notes.",
		stale:   "%s has changed since this was translated, and no earlier state of it was found to compare with.",
	},
	"fr": {
		head: "Traduction de %s (%s). Les mots de chaque clé et le texte ci-dessous sont encore ceux de l’original :" +
			" remplacez-les. Les identifiants restent tels quels. Un « quote » est un passage du texte ci-dessous.",
		changed: "A changé dans %s depuis la traduction :",
		was:     "on lisait : %s",
		is:      "on lit : %s",
		body:    "Le texte de %s a changé depuis la traduction ; lignes retirées (-) et ajoutées (+) :",
		done:    "Une fois tout cela mis à jour, écrivez translates: %s et effacez ces notes.",
		stale:   "%s a changé depuis la traduction ; aucun état antérieur n’a été trouvé pour comparer.",
	},
}

// Translation returns the skeleton of a translation: the texts of the first file, for the translator to
// write over, in the shape that a translation has.
func Translation(first *casefile.File, lang string) []byte {
	p := phrases[noted(lang)]
	head := fmt.Sprintf("---\n%s\ntranslates: %s\n---\n%s",
		prefixed("# ", "", fmt.Sprintf(p.head, path.Base(first.Source.Path), lang)), first.TextHash(), unix(first.Text.Text()))
	return complete([]byte(head), first)
}

// unix ends lines as the notes do.
func unix(text string) string { return strings.ReplaceAll(text, "\r\n", "\n") }

// Refresh returns a translation with the texts that it lacks, and with a note where the first file has
// changed since. was is the first file as it was translated, nil when nobody knows. What stands in the
// translation stays, byte for byte: lines and keys are only put in.
func Refresh(first, was, translation *casefile.File) []byte {
	body := translation.Source.Body
	hash := translation.Translates.Value
	p := phrases[noted(translation.Lang)]
	name := path.Base(first.Source.Path)
	switch now := first.TextHash(); {
	case hash == now:
	case hash == "":
		body = mark(body, endMark, []string{note(0, fmt.Sprintf(p.done, now))})
	case was == nil:
		body = mark(body, endMark, []string{note(0, fmt.Sprintf(p.stale, name)), note(0, fmt.Sprintf(p.done, now))})
	default:
		body = changes(body, first, was, p.changed, p.was, p.is)
		notes := []string{note(0, fmt.Sprintf(p.done, now))}
		if lines := difference(was, first); len(lines) > 0 {
			notes = slices.Insert(notes, 0, note(0, fmt.Sprintf(p.body, name)))
			notes = slices.Insert(notes, 1, lines...)
		}
		body = mark(body, endMark, notes)
	}
	return complete(body, first)
}

// complete puts in what a translation lacks, one text after the other.
func complete(body []byte, first *casefile.File) []byte {
	root := front(body)
	for _, t := range texts(first) {
		if root == nil || find(root, t.path) != nil {
			continue
		}
		i, ok := (editor{body}).insert(root, t.path, t.value)
		if !ok {
			continue
		}
		longer := i.into(body)
		if read := front(longer); read != nil && holds(read, t) {
			body, root = longer, read
		}
	}
	return body
}

// holds says whether front matter gives a text.
func holds(root *yamlsrc.Value, t text) bool {
	pair := find(root, t.path)
	return pair != nil && pair.Value.Text == t.value
}

// front reads the front matter of a translation; nil when it cannot be read.
func front(body []byte) *yamlsrc.Value {
	file := source.New("", body)
	span, _, ok, _ := casefile.Split(file)
	if !ok {
		return nil
	}
	v, diags := yamlsrc.Parse(file, span.Start, span.End)
	if diags.HasErrors() {
		return nil
	}
	return v
}

// endMark is the place of notes at the end of the front matter.
var endMark []step

// changes notes each text that differs from what was translated, above the key that translates it.
func changes(body []byte, first, was *casefile.File, changed, before, now string) []byte {
	old := texts(was)
	for _, t := range texts(first) {
		i := slices.IndexFunc(old, func(o text) bool { return slices.Equal(o.path, t.path) })
		if i < 0 || old[i].value == t.value {
			continue
		}
		body = mark(body, t.path, []string{
			fmt.Sprintf("# "+changed, path.Base(first.Source.Path)),
			note(0, fmt.Sprintf("  "+before, old[i].value)), note(0, fmt.Sprintf("  "+now, t.value)),
		})
	}
	return body
}

// mark puts notes above the line of a key, or at the end of the front matter. Notes that are there already
// are not put in again; nor are those that would change how the file reads.
func mark(body []byte, at []step, notes []string) []byte {
	file := source.New("", body)
	span, _, ok, _ := casefile.Split(file)
	if !ok {
		return body
	}
	e, place, pad := editor{body}, span.End, ""
	if pair := find(front(body), at); pair != nil {
		place = e.lineStart(pair.Key.Span.Start)
		line := body[place:e.lineEnd(place)]
		pad = string(line[:len(line)-len(bytes.TrimLeft(line, " "))])
	}
	lines := pad + strings.ReplaceAll(strings.Join(notes, "\n"), "\n", "\n"+pad) + "\n"
	i := insertion{place, lines}
	if bytes.Contains(body, []byte(i.in(body))) {
		return body
	}
	longer := i.into(body)
	if !same(front(body), front(longer)) {
		return body
	}
	return longer
}

// same says whether two values read the same, wherever they stand.
func same(a, b *yamlsrc.Value) bool {
	if a == nil || b == nil {
		return a == b
	}
	if a.Kind != b.Kind || a.Text != b.Text || len(a.Items) != len(b.Items) || len(a.Pairs) != len(b.Pairs) {
		return false
	}
	for i := range a.Items {
		if !same(a.Items[i], b.Items[i]) {
			return false
		}
	}
	for i := range a.Pairs {
		if a.Pairs[i].Key.Value != b.Pairs[i].Key.Value || !same(a.Pairs[i].Value, b.Pairs[i].Value) {
			return false
		}
	}
	return true
}

// difference returns the lines of the text that went and came, as notes; none when the text is the same.
func difference(was, now *casefile.File) (notes []string) {
	before, after := lines(was), lines(now)
	for _, l := range before {
		if !slices.Contains(after, l) {
			notes = append(notes, prefixed("#   - ", "  ", l))
		}
	}
	for _, l := range after {
		if !slices.Contains(before, l) {
			notes = append(notes, prefixed("#   + ", "  ", l))
		}
	}
	return notes
}

// lines are the lines of a file's text that hold words.
func lines(f *casefile.File) []string {
	return slices.DeleteFunc(strings.Split(unix(f.Text.Text()), "\n"), func(l string) bool { return strings.TrimSpace(l) == "" })
}

// Earlier reads a state of a first file that was found elsewhere, such as in the history of the site.
// zone is that of the site; nil where what was found cannot be read.
func Earlier(name string, body []byte, zone *time.Location) *casefile.File {
	f, _ := casefile.Parse(source.New(name, body), zone)
	if f.Broken {
		return nil
	}
	return f
}

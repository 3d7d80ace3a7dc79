package diag

import (
	"cmp"
	"slices"
	"sync"
)

// Entry is what the catalogue says of a code.
type Entry struct {
	Code     Code
	Severity Severity
	Title    Text   // a short sentence without a full stop
	Why      Text   // why it matters and how to mend it, for someone who does not program
	File     string // the file of the example, relative to the content folder: cases/example.md
	Wrong    string // the file's whole text with the fault: it gives this code
	Right    string // the same file mended: it gives no diagnostic of this code
	Moved    string // the path of Right where mending renames the file; "" for File
	Beside   []File // further files that the example needs, the same in both
	Builds   bool   // the fault shows only once the pages are made: build finds it, check does not
}

// File is a whole file of an example.
type File struct{ Path, Text string }

// Text is a text in the languages of the command.
type Text struct{ EN, FR string }

// In returns the text in a language, English for any that is not French.
func (t Text) In(lang string) string {
	if lang == "fr" {
		return t.FR
	}
	return t.EN
}

// The catalogue, one list a subject; each list stands in a file of that name.
var catalogue = sync.OnceValue(func() []Entry {
	all := slices.Concat(sourceCodes, yamlCodes, siteCodes, caseCodes, ruleCodes, linkCodes, markdownCodes, templateCodes, assessCodes, testCodes, importCodes)
	slices.SortFunc(all, func(a, b Entry) int { return cmp.Compare(a.Code, b.Code) })
	return all
})

// All returns every entry, by code.
func All() []Entry { return slices.Clone(catalogue()) }

// Lookup returns the entry of a code, and whether there is one.
func Lookup(code Code) (Entry, bool) {
	all := catalogue()
	i, ok := slices.BinarySearchFunc(all, code, func(e Entry, c Code) int { return cmp.Compare(e.Code, c) })
	if !ok {
		return Entry{}, false
	}
	return all[i], true
}

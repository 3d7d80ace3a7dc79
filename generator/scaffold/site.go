package scaffold

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"casebook/generator/moment"
	"casebook/generator/rule"
	"casebook/generator/schema"
	"casebook/generator/source"
)

// The files of a new site: those of every language, and those in one. A line "# en: …" of the former is a
// note for the site whose first language that is.
//
//go:embed all:site
var siteFiles embed.FS

// SiteLanguages are the languages that a new site can begin with; it has both.
var SiteLanguages = []string{"en", "fr"}

// File is a file to write: its path with slashes, below the folder of the site.
type File struct {
	Path string
	Body []byte
}

// Site returns the files of a small site that builds as it is, by path. Its first language is lang, one
// of [SiteLanguages]; its law is stated as of today.
func Site(lang string, today moment.Date) []File {
	var files []File
	for _, folder := range []string{"both", lang} {
		files = append(files, siteFolder(path.Join("site", folder), lang, today)...)
	}
	files = append(files, schemas(files, lang)...)
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return files
}

func siteFolder(folder, lang string, today moment.Date) (files []File) {
	err := fs.WalkDir(siteFiles, folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		body, err := fs.ReadFile(siteFiles, name)
		text := strings.ReplaceAll(string(body), "{{today}}", today.String())
		files = append(files, File{strings.TrimPrefix(name, folder+"/"), []byte(spoken(text, lang))})
		return err
	})
	if err != nil {
		panic(fmt.Sprintf("scaffold: %s: %v", folder, err)) // the files are part of the program
	}
	return files
}

// spoken keeps of the notes that are marked with a language those in one, and takes the mark off.
func spoken(text, lang string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		note := strings.TrimLeft(line, " ")
		marked := len(note) > 6 && note[:2] == "# " && note[4:6] == ": " && slices.Contains(SiteLanguages, note[2:4])
		switch {
		case !marked:
			b.WriteString(line)
		case note[2:4] == lang:
			b.WriteString(line[:len(line)-len(note)] + "# " + note[6:])
		}
	}
	return b.String()
}

// schemas are the schemas of the site's own rules, for its editor.
func schemas(files []File, lang string) []File {
	var sources []*source.File
	for _, f := range files {
		if strings.HasPrefix(f.Path, "content/rules/") {
			sources = append(sources, source.New(f.Path, f.Body))
		}
	}
	languages := []string{lang}
	for _, l := range SiteLanguages {
		if l != lang {
			languages = append(languages, l)
		}
	}
	rules, _ := rule.Compile(sources, languages)
	return []File{
		{".vscode/case.schema.json", schema.Case(rules, languages)},
		{".vscode/rules.schema.json", schema.Rules(rules, languages)},
	}
}

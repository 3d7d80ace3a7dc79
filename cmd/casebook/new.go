package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"casebook/generator"
	"casebook/generator/casefile"
	"casebook/generator/moment"
	"casebook/generator/rule"
	"casebook/generator/scaffold"
)

func (c *command) new() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "new",
		Short: "Write the skeleton of a case, of a translation, or of a whole site",
		Long: "New writes what a writer begins with. It never writes over a file that is there: of a\n" +
			"translation that exists it keeps every word and adds what the original has come to say.",
		Args: unknownKind,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(c.newSite(), c.newCase())
	return cmd
}

// unknownKind refuses what cannot be made anew.
func unknownKind(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return usagef("new makes a case or a site, not %q\nsee: %s --help", args[0], cmd.CommandPath())
}

func (c *command) newCase() *cobra.Command {
	var lang string
	cmd := &cobra.Command{
		Use:   "case ID",
		Short: "Write the skeleton of a case, or with the language of a translation, that of the translation",
		Long: "Case writes content/cases/ID.md with every question of the vocabulary in it. Where the case is\n" +
			"there and --lang names another language than its own, it writes the translation with the\n" +
			"original's texts to write over, or adds to the translation what it lacks.",
		Example: "  casebook new case lost-list-2024\n  casebook new case lost-list-2024 --lang fr",
		Args:    usageArgs(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			return c.writeCase(cmd, args[0], lang)
		},
	}
	cmd.Flags().StringVar(&lang, "lang", "", "the language of the file; the site's first if not given")
	return cmd
}

// writeCase writes a case that is not there, or a translation of one that is.
func (c *command) writeCase(cmd *cobra.Command, id, lang string) error {
	config, rules, err := c.vocabulary()
	if err != nil {
		return err
	}
	if err := checkCase(id, rules); err != nil {
		return err
	}
	if lang != "" && !slices.Contains(config.Languages, lang) {
		return usagef("--lang %q is none of the site's languages: %s", lang, strings.Join(config.Languages, ", "))
	}
	o, closeContent, err := c.options()
	if err != nil {
		return err
	}
	defer closeContent()
	result, err := generator.Check(cmd.Context(), o)
	if err != nil {
		return err
	}
	if there := result.Base.Case(id); there != nil {
		return c.writeTranslation(cmd.Context(), there, id, lang)
	}
	name := path.Join("cases", id+".md")
	text := scaffold.Case(scaffold.NewCase{ID: id, Lang: cmp.Or(lang, config.Languages[0]), Languages: config.Languages,
		Today: moment.DateOf(time.Now()), Rules: rules})
	if err := c.create(name, text); err != nil {
		return err
	}
	fmt.Fprintf(c.stdout, "%s is written: fill in the title, the parties, the facts and the story, then run casebook check\n", c.shown(name))
	return nil
}

// longestID is how long the id of a case may be, in bytes: it becomes the name of files and folders.
const longestID = 100

// checkCase says what is wrong with the id of a new case, and one to take instead.
func checkCase(id string, rules *rule.Set) error {
	name, lang, translation := casefile.Name(id + ".md")
	switch {
	case strings.HasSuffix(id, ".md"):
		return usagef("%q is the name of a file, and a case is named by its id: %s", id, slug(strings.TrimSuffix(path.Base(id), ".md")))
	case translation:
		return usagef("%q names a translation: write casebook new case %s --lang %s", id, name, lang)
	case !casefile.IsID(id) || id != strings.ToLower(id):
		return usagef("%q cannot be the id of a case: it is made of lower-case letters a to z, digits and hyphens, such as %s", id, slug(id))
	case len(id) > longestID:
		return usagef("the id has %d bytes, and a case may have %d", len(id), longestID)
	case rules.Lookup(id) != nil:
		return usagef("the rules have something with the id %q already: choose another", id)
	}
	return nil
}

// slug makes of a text what could be the id of a case.
func slug(text string) string {
	words := strings.FieldsFunc(foldLetters.Replace(strings.ToLower(text)), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	if len(words) == 0 {
		return "lost-list-2024"
	}
	return strings.Join(words, "-")
}

// foldLetters writes the letters of French without their accents.
var foldLetters = strings.NewReplacer("à", "a", "â", "a", "ä", "a", "ç", "c", "é", "e", "è", "e", "ê", "e", "ë", "e",
	"î", "i", "ï", "i", "ô", "o", "ö", "o", "ù", "u", "û", "u", "ü", "u", "œ", "oe", "æ", "ae", "ß", "ss", "ñ", "n", "’", "-", "'", "-")

// shown is a file of the content as people know it.
func (c *command) shown(name string) string {
	return filepath.Join(c.content, filepath.FromSlash(name))
}

// create writes a file of the content that is not there; one that is stays as it is.
func (c *command) create(name string, text []byte) error {
	root, err := os.OpenRoot(c.content)
	if err != nil {
		return err
	}
	defer root.Close()
	if err := writeNew(root, name, text); errors.Is(err, fs.ErrExist) {
		return usagef("%s is there already, and stays as it is", c.shown(name))
	} else if err != nil {
		return err
	}
	return nil
}

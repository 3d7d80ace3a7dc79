package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"casebook/generator/moment"
	"casebook/generator/scaffold"
)

func (c *command) newSite() *cobra.Command {
	var lang string
	cmd := &cobra.Command{
		Use:   "site DIR",
		Short: "Write a small site with rules of its own, to be changed into yours",
		Long: "Site writes a site that builds as it is: a few rules, two cases, pages, settings for the editor and\n" +
			"the workflows that check and publish it. DIR must be new or empty.",
		Example: "  casebook new site workshop\n  casebook new site atelier --lang fr",
		Args:    usageArgs(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			if !slices.Contains(scaffold.SiteLanguages, lang) {
				return usagef("--lang %q is none of the languages that a new site can begin with: %s", lang, strings.Join(scaffold.SiteLanguages, ", "))
			}
			return c.writeSite(args[0], lang)
		},
	}
	cmd.Flags().StringVar(&lang, "lang", scaffold.SiteLanguages[0], "the first language of the site")
	return cmd
}

// writeSite writes a new site into a folder that holds nothing.
func (c *command) writeSite(dir, lang string) error {
	if dir == "" {
		return usagef("new site needs the name of a folder")
	}
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return usagef("%s is not a folder that a site could be written into: %w", dir, err)
	case len(entries) > 0:
		return usagef("%s holds %s already: name a folder that is new or empty", dir, entries[0].Name())
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	files := scaffold.Site(lang, moment.DateOf(time.Now()))
	for _, f := range files {
		if err := writeNew(root, f.Path, f.Body); err != nil {
			return err
		}
	}
	fmt.Fprintf(c.stdout, "a site of %d files is in %s; go there, then: casebook build\n", len(files), dir)
	return nil
}

// writeNew writes a file that is not there; the error for one that is says so.
func writeNew(root *os.Root, name string, body []byte) error {
	if err := root.MkdirAll(path.Dir(name), 0o777); err != nil {
		return err
	}
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(body)
	return errors.Join(err, f.Close())
}

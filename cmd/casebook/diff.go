package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"

	"github.com/spf13/cobra"

	"casebook/generator"
	"casebook/generator/diag"
)

func (c *command) diff() *cobra.Command {
	var base, rules, format string
	cmd := &cobra.Command{
		Use:   "diff --base REV | --rules DIR",
		Short: "Show which cases a change moves, and why",
		Long: "Diff answers every case twice and shows those whose answers move: with --base, from the content\n" +
			"at a revision of git to the content as it is; with --rules, from the content as it is to the same\n" +
			"cases under the rules of another folder. Expectations that a move leaves unmet are no errors\n" +
			"here: the lines to put in their place are shown.",
		Example: "  casebook diff --base HEAD\n" +
			"  casebook diff --base main --format markdown\n" +
			"  casebook diff --rules drafts/rules",
		Args: usageArgs(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			write, ok := differenceWriters[format]
			if !ok {
				return usagef("--format %q is none of text, json, markdown", format)
			}
			if cmd.Flags().Changed("base") == cmd.Flags().Changed("rules") {
				return usagef("diff needs one of --base REV and --rules DIR\nsee: %s --help", cmd.CommandPath())
			}
			compare := c.sinceRevision
			if cmd.Flags().Changed("rules") {
				compare, base = c.underRules, rules
			}
			d, lang, err := compare(cmd.Context(), base)
			if err != nil {
				return err
			}
			return write(c.stdout, d, lang)
		},
	}
	cmd.Flags().StringVar(&base, "base", "", "the revision of git to compare with: HEAD, main")
	cmd.Flags().StringVar(&rules, "rules", "", "the folder of rules to try")
	cmd.Flags().StringVar(&format, "format", "text", "text, json or markdown")
	return cmd
}

// differenceWriters write what moved, by format; sentences are in the language given.
var differenceWriters = map[string]func(w io.Writer, d *generator.Difference, lang string) error{
	"text":     printDifference,
	"json":     func(w io.Writer, d *generator.Difference, _ string) error { return writeJSON(w, d) },
	"markdown": summarise,
}

// sinceRevision compares the content at a revision with the content as it is. It returns the site's
// first language too.
func (c *command) sinceRevision(ctx context.Context, rev string) (*generator.Difference, string, error) {
	o, closeContent, err := c.options()
	if err != nil {
		return nil, "", err
	}
	defer closeContent()
	at, err := c.revision(ctx, rev)
	switch {
	case errors.Is(err, errNoFolder):
		return c.compare(ctx, nil, o, at.name, o.Name)
	case err != nil:
		return nil, "", err
	}
	then := o
	then.Content, then.Name = at.FS, at.name
	return c.compare(ctx, &then, o, at.name, o.Name)
}

// underRules compares the content with itself under the rules of another folder.
func (c *command) underRules(ctx context.Context, folder string) (*generator.Difference, string, error) {
	o, closeContent, err := c.options()
	if err != nil {
		return nil, "", err
	}
	defer closeContent()
	rules, err := os.OpenRoot(folder)
	if err != nil {
		return nil, "", usagef("--rules: %s is not a folder that can be read", folder)
	}
	defer rules.Close()
	if !holdsRules(rules.FS()) {
		return nil, "", usagef("--rules: there are no rules (*.yaml) in %s", folder)
	}
	under := o
	under.Rules, under.RulesName = rules.FS(), folder
	return c.compare(ctx, &o, under, o.Name, fmt.Sprintf("%s under %s", o.Name, folder))
}

func holdsRules(folder fs.FS) bool {
	entries, err := fs.ReadDir(folder, ".")
	return err == nil && slices.ContainsFunc(entries, func(e fs.DirEntry) bool {
		return !e.IsDir() && slices.Contains([]string{".yaml", ".yml"}, path.Ext(e.Name()))
	})
}

// compare answers the cases of both sides and compares; before is nil where there was no content. The
// errors that leave cases without an answer it shows, those of both sides once.
func (c *command) compare(ctx context.Context, before *generator.Options, after generator.Options, beforeName, afterName string) (*generator.Difference, string, error) {
	var b *generator.Result
	var faults diag.List
	if before != nil {
		var err error
		if b, err = generator.Check(ctx, *before); err != nil {
			return nil, "", err
		}
		faults.Append(b.Obstacles())
	}
	a, err := generator.Check(ctx, after)
	if err != nil {
		return nil, "", err
	}
	for _, d := range a.Obstacles() {
		if !slices.ContainsFunc(faults, func(e diag.Diagnostic) bool { return sameFault(d, e) }) {
			faults = append(faults, d)
		}
	}
	if len(faults) > 0 {
		if err := c.show(faults); err != nil {
			return nil, "", err
		}
		return nil, "", errContent
	}
	return generator.Diff(b, a, beforeName, afterName), a.Base.Config.Languages[0], nil
}

func sameFault(d, e diag.Diagnostic) bool {
	return d.Code == e.Code && d.Message == e.Message && d.Span.Shown() == e.Span.Shown() && d.Span.Start == e.Span.Start
}

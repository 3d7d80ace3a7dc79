package main

import (
	"github.com/spf13/cobra"

	"casebook/generator"
	"casebook/generator/diag"
	"casebook/generator/kb"
	"casebook/generator/rule"
	"casebook/generator/schema"
)

// schemas are the kinds of files that there is a schema of.
var schemas = map[string]func(rules *rule.Set, languages []string) []byte{"case": schema.Case, "rules": schema.Rules}

func (c *command) schema() *cobra.Command {
	return &cobra.Command{
		Use:   "schema case | rules",
		Short: "Print the JSON Schema of case files or of rule files, for editors",
		Long: "Schema prints a JSON Schema (draft 2020-12) made of the site's own vocabulary: facts, values, roles,\n" +
			"acts and ids, with their titles in each language of the site. Make it anew when the rules change.",
		Example:   "  casebook schema rules > .vscode/rules.schema.json",
		ValidArgs: []string{"case", "rules"},
		Args:      usageArgs(cobra.ExactArgs(1)),
		RunE: func(_ *cobra.Command, args []string) error {
			write := schemas[args[0]]
			if write == nil {
				return usagef("there is a schema of case and one of rules, and none of %q", args[0])
			}
			config, rules, err := c.vocabulary()
			if err != nil {
				return err
			}
			_, err = c.stdout.Write(write(rules, config.Languages))
			return err
		},
	}
}

// vocabulary reads what cases are written with. Errors in it are shown and end the command; what is wrong
// with cases does not matter.
func (c *command) vocabulary() (*kb.Config, *rule.Set, error) {
	o, closeContent, err := c.options()
	if err != nil {
		return nil, nil, err
	}
	defer closeContent()
	config, rules, diags, err := generator.Vocabulary(o)
	if err != nil {
		return nil, nil, err
	}
	if errors := onlyErrors(diags); len(errors) > 0 {
		if err := c.show(errors); err != nil {
			return nil, nil, err
		}
		return nil, nil, errContent
	}
	return config, rules, nil
}

func onlyErrors(diags diag.List) (errors diag.List) {
	for _, d := range diags {
		if d.Severity == diag.Error {
			errors = append(errors, d)
		}
	}
	return errors
}

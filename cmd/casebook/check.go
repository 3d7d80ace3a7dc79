package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"casebook/generator"
	"casebook/generator/diag"
	"casebook/generator/report"
)

func (c *command) check() *cobra.Command {
	var format string
	var strict, coverage bool
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Report every fault of the content",
		Args:  usageArgs(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			write, err := c.reporter(format)
			if err != nil {
				return err
			}
			o, closeContent, err := c.options()
			if err != nil {
				return err
			}
			defer closeContent()
			o.Strict, o.Coverage = strict, coverage
			result, err := generator.Check(cmd.Context(), o)
			if err != nil {
				return err
			}
			if err := write(result.Diags); err != nil {
				return err
			}
			if err := c.covered(result, format); err != nil {
				return err
			}
			if format == "text" {
				fmt.Fprintf(c.stderr, "%s checked: %s\n", checked(result), counted(result.Diags))
			}
			if result.Diags.HasErrors() {
				return errContent
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "text, json, github or sarif")
	cmd.Flags().BoolVar(&coverage, "coverage", false, "show what cases and tests try of the rules, and warn of what none does")
	cmd.Flags().BoolVar(&strict, "strict", false, "treat warnings as errors")
	return cmd
}

// covered writes what cases and tests try of the rules, where it was asked for.
func (c *command) covered(r *generator.Result, format string) error {
	switch {
	case r.Coverage == nil || format == "github" || format == "sarif":
		return nil
	case format == "json":
		return coverageJSON(c.stdout, r)
	}
	return coverageText(c.stdout, r)
}

// reporter returns what writes diagnostics in a format: text to stderr, the others to stdout.
func (c *command) reporter(format string) (func(diag.List) error, error) {
	switch format {
	case "text":
		return c.show, nil
	case "json":
		return func(l diag.List) error { return report.JSON(c.stdout, l) }, nil
	case "github":
		return func(l diag.List) error { return report.GitHub(c.stdout, l) }, nil
	case "sarif":
		return func(l diag.List) error { return report.SARIF(c.stdout, l) }, nil
	}
	return nil, usagef("--format %q is none of text, json, github, sarif", format)
}

// checked says how much was: "40 cases", "40 cases and 3 tests of the rules".
func checked(r *generator.Result) string {
	text := cases(len(r.Base.Cases))
	switch n := len(r.Base.Tests); {
	case n == 1:
		text += " and 1 test of the rules"
	case n > 1:
		text += fmt.Sprintf(" and %d tests of the rules", n)
	}
	return text
}

// counted says how many errors, warnings and notes there are: "2 errors, 1 warning".
func counted(diags diag.List) string {
	var n [3]int
	for _, d := range diags {
		n[d.Severity]++
	}
	var parts []string
	for s := diag.Error; s >= diag.Note; s-- {
		if n[s] == 1 {
			parts = append(parts, "1 "+s.String())
		} else if n[s] > 1 {
			parts = append(parts, fmt.Sprintf("%d %ss", n[s], s))
		}
	}
	if len(parts) == 0 {
		return "no faults"
	}
	return strings.Join(parts, ", ")
}

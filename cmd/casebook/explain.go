package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"casebook/generator"
	"casebook/generator/assess"
	"casebook/generator/diag"
)

func (c *command) explain() *cobra.Command {
	var q generator.Question
	var lang, format string
	cmd := &cobra.Command{
		Use:   "explain CASE | CODE",
		Short: "Explain the answers to a case, or what a code of a fault means",
		Example: "  casebook explain doctolib-2023\n" +
			"  casebook explain doctolib-2023 --set availability=unknown --lang fr\n" +
			"  casebook explain case-quote-missing",
		Args: usageArgs(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if !slices.Contains([]string{"text", "json", "markdown"}, format) {
				return usagef("--format %q is none of text, json, markdown", format)
			}
			if entry, ok := diag.Lookup(diag.Code(args[0])); ok {
				return c.explainCode(entry, lang, format)
			}
			q.Case = args[0]
			return c.explainCase(cmd, q, lang, format)
		},
	}
	cmd.Flags().StringVar(&lang, "lang", "", "the language of the explanation; the site's first if not given")
	cmd.Flags().StringVar(&format, "format", "text", "text, json or markdown")
	cmd.Flags().StringArrayVar(&q.Set, "set", nil, "state a fact otherwise: fact=value, party.fact=value")
	cmd.Flags().StringVar(&q.AsOf, "as-of", "", "the law of which day decides: 2023-04-26")
	return cmd
}

// explainCase explains a case of content without errors; with errors it shows them.
func (c *command) explainCase(cmd *cobra.Command, q generator.Question, lang, format string) error {
	o, closeContent, err := c.options()
	if err != nil {
		return err
	}
	defer closeContent()
	result, err := generator.Check(cmd.Context(), o)
	if err != nil {
		return err
	}
	if result.Diags.HasErrors() {
		if err := c.show(result.Diags); err != nil {
			return err
		}
		return errContent
	}
	e, err := result.Explain(q)
	if err != nil {
		return usageError{err}
	}
	languages := result.Base.Config.Languages
	if lang == "" {
		lang = languages[0]
	} else if !slices.Contains(languages, lang) {
		return usagef("--lang %q is none of the site's languages: %s", lang, strings.Join(languages, ", "))
	}
	if err := c.show(warnings(assess.Check(e.Main))); err != nil {
		return err
	}
	if format == "json" {
		return writeJSON(c.stdout, assess.NewFullEntry(e.Main, e.Readings, languages))
	}
	return assess.Print(c.stdout, e.Main, e.Readings, lang, format == "markdown")
}

// warnings leaves out what is an error: a case assessed otherwise may well not meet its expectations.
func warnings(diags diag.List) diag.List {
	return slices.DeleteFunc(diags, func(d diag.Diagnostic) bool { return d.Severity == diag.Error })
}

// writeJSON writes what cases/<id>/index.json holds, byte for byte.
func writeJSON(w io.Writer, v any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	return encoder.Encode(v)
}

// explainCode prints the entry of the catalogue of codes.
func (c *command) explainCode(e diag.Entry, lang, format string) error {
	if format == "json" {
		return writeJSON(c.stdout, map[string]string{"code": string(e.Code), "severity": e.Severity.String(),
			"title": e.Title.In(lang), "why": e.Why.In(lang), "file": e.File, "wrong": e.Wrong, "right": e.Right})
	}
	labels := [2]string{"Wrong", "Right"}
	if lang == "fr" {
		labels = [2]string{"Faux", "Juste"}
	}
	_, err := fmt.Fprintf(c.stdout, "%s (%s): %s\n\n%s\n\n%s, %s:\n\n%s\n%s:\n\n%s", e.Code, e.Severity, e.Title.In(lang),
		e.Why.In(lang), labels[0], e.File, indented(e.Wrong), labels[1], indented(e.Right))
	return err
}

// longest is how many lines of an example are shown.
const longest = 40

func indented(text string) string {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	if len(lines) > longest {
		lines = append(lines[:longest], "…")
	}
	for i, line := range lines {
		if runes := []rune(line); len(runes) > 200 {
			line = string(runes[:200]) + "…"
		}
		lines[i] = "    " + line
	}
	return strings.Join(lines, "\n") + "\n"
}

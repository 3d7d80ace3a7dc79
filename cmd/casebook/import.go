package main

import (
	"bufio"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"casebook/generator/output"
	"casebook/generator/source"
	"casebook/generator/tabular"
)

// importing is `casebook import`: from what others keep to case files.
func (c *command) importing() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "import",
		Short: "Make case files of a table",
		Args:  usageArgs(cobra.NoArgs),
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(c.importCSV())
	return cmd
}

func (c *command) importCSV() *cobra.Command {
	var mapping, out string
	cmd := &cobra.Command{
		Use:   "csv FILE --map MAP.yaml --out DIR",
		Short: "Make a case file of every row of a CSV file",
		Long: "Import reads a CSV file, which may be compressed with gzip, and makes a case file of every row\n" +
			"as the mapping says. Run again with a newer file it brings up to date what it made, and keeps\n" +
			"what somebody has changed by hand. Rows that do not fit are shown and left out.",
		Example: "  casebook import csv incidents.csv.gz --map incidents.yaml --out content/cases",
		Args:    usageArgs(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if mapping == "" || out == "" {
				return usagef("import csv needs --map and --out\nsee: casebook import csv --help")
			}
			return c.importTable(cmd.Context(), args[0], mapping, out)
		},
	}
	cmd.Flags().StringVar(&mapping, "map", "", "the file that says how a row becomes a case")
	cmd.Flags().StringVar(&out, "out", "", "the folder for the case files")
	return cmd
}

// importTable makes case files of a table and says what became of each.
func (c *command) importTable(ctx context.Context, table, mapping, out string) (err error) {
	m, err := c.readMapping(mapping)
	if err != nil {
		return err
	}
	if _, err := os.Stat(table); err != nil {
		return usagef("%s cannot be read: %w", table, reason(err))
	}
	folder, err := output.OpenShared(ctx, out, c.waits(out))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, folder.Close()) }()
	var fates output.Fates
	open := func() (io.ReadCloser, error) { return openTable(table) }
	result, err := m.Import(open, filepath.ToSlash(table), caseIDs(folder.Names()), func(made tabular.Case) error {
		fate, err := folder.Put(made.ID+".md", made.Key, made.Text)
		fates[fate]++
		c.tell(fate, filepath.ToSlash(filepath.Join(out, made.ID+".md")))
		return err
	})
	if err != nil {
		return err
	}
	return c.imported(result, fates, folder.Left(), out)
}

func (c *command) readMapping(name string) (*tabular.Mapping, error) {
	body, err := os.ReadFile(name)
	if err != nil {
		return nil, usagef("%s cannot be read: %w", name, reason(err))
	}
	m, diags := tabular.Parse(source.New(filepath.ToSlash(name), body))
	if err := c.show(diags.Sorted()); err != nil {
		return nil, err
	}
	if diags.HasErrors() {
		fmt.Fprintf(c.stderr, "casebook: %s in the mapping; nothing was imported\n", counted(diags))
		return nil, errContent
	}
	return m, nil
}

// reason leaves the path out of an error that names it already.
func reason(err error) error {
	if path := (*fs.PathError)(nil); errors.As(err, &path) {
		return path.Err
	}
	return err
}

// openTable opens a table, compressed or not.
func openTable(name string) (io.ReadCloser, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	b := bufio.NewReader(f)
	if magic, _ := b.Peek(2); string(magic) != "\x1f\x8b" {
		return tableFile{b, f}, nil
	}
	unzipped, err := gzip.NewReader(b)
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return tableFile{unzipped, f}, nil
}

type tableFile struct {
	io.Reader
	io.Closer
}

// caseIDs makes ids of the names of case files.
func caseIDs(names map[string]string) map[string]string {
	for key, name := range names {
		names[key] = strings.TrimSuffix(name, ".md")
	}
	return names
}

// tell names a file that is not as the table would have it.
func (c *command) tell(fate output.Fate, name string) {
	switch fate {
	case output.Kept:
		fmt.Fprintf(c.stderr, "kept as it is: %s was written or changed by hand\n", name)
	case output.Dropped:
		fmt.Fprintf(c.stderr, "left out: %s was removed by hand\n", name)
	}
}

// imported says what was done.
func (c *command) imported(r *tabular.Result, f output.Fates, left []string, out string) error {
	if err := c.show(r.Diags); err != nil {
		return err
	}
	if r.More > 0 {
		fmt.Fprintf(c.stderr, "… and %d more faults\n", r.More)
	}
	for _, name := range left {
		fmt.Fprintf(c.stderr, "no row any more: %s\n", filepath.ToSlash(filepath.Join(out, name)))
	}
	rows := fmt.Sprintf("%d rows", r.Rows)
	if r.Rows == 1 {
		rows = "1 row"
	}
	if r.Skipped > 0 {
		rows += fmt.Sprintf(" (%d passed over)", r.Skipped)
	}
	fmt.Fprintf(c.stdout, "%s of %s in %s: %d new, %d brought up to date, %d unchanged, %d kept, %d left out\n",
		cases(r.Cases), rows, strings.TrimSuffix(out, "/"), f[output.Made], f[output.Renewed], f[output.Same], f[output.Kept], f[output.Dropped])
	if r.Failed {
		return errContent
	}
	return nil
}

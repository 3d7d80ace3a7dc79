package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"casebook/generator"
	"casebook/generator/diag"
	"casebook/generator/output"
	"casebook/generator/report"
	"casebook/templates"
)

// Exit statuses.
const (
	statusFine    = 0 // nothing is wrong
	statusContent = 1 // the content has errors
	statusUsage   = 2 // wrong usage: a flag, an argument, a folder that is not what it should be
	statusFailed  = 3 // the tool failed
)

// errContent ends a command whose diagnostics have been shown already.
var errContent = errors.New("the content has errors")

// usageError is an error in what was typed.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// command is one run of the program: its streams and the flags that all commands share.
type command struct {
	stdout, stderr io.Writer
	content        string
}

// run runs the program with its arguments, without its name, and returns the exit status.
func run(args []string, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	c := &command{stdout: stdout, stderr: stderr}
	root := c.root()
	root.SetArgs(args)
	return c.status(root.ExecuteContext(ctx))
}

func (c *command) status(err error) int {
	if err == nil {
		return statusFine
	}
	if errors.Is(err, errContent) {
		return statusContent
	}
	fmt.Fprintf(c.stderr, "casebook: %v\n", err)
	if usage := (usageError{}); errors.As(err, &usage) || errors.Is(err, generator.ErrNoContent) || errors.Is(err, output.ErrForeign) {
		return statusUsage
	}
	return statusFailed
}

func (c *command) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "casebook",
		Short:         "Turn Markdown cases and YAML rules into a site that explains each case",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          unknownCommand,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetOut(c.stdout)
	root.SetErr(c.stderr)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usagef("%w\nsee: %s --help", err, cmd.CommandPath())
	})
	root.PersistentFlags().StringVar(&c.content, "content", "content", "the folder of cases and rules")
	root.AddCommand(c.build(), c.serve(), c.check(), c.explain(), c.diff(), c.new(), c.importing(), c.schema(), c.version())
	return root
}

// unknownCommand refuses the name of a command that there is none of, and names the nearest.
func unknownCommand(root *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var names []string
	for _, c := range root.Commands() {
		names = append(names, c.Name())
	}
	hint := diag.DidYouMean(args[0], names)
	if hint != "" {
		hint = " (" + hint + ")"
	}
	return usagef("unknown command %q%s\nsee: %s --help", args[0], hint, root.CommandPath())
}

// usageArgs makes a wrong number of arguments a usage error.
func usageArgs(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return usagef("%w\nsee: %s --help", err, cmd.CommandPath())
		}
		return nil
	}
}

// options returns the options of a run over the content folder. It is an [os.Root]: nothing in the
// content can lead out of it.
func (c *command) options() (generator.Options, func(), error) {
	root, err := os.OpenRoot(c.content)
	if err != nil {
		return generator.Options{}, nil, fmt.Errorf("%w: %s is not a folder that can be read; name it with --content", generator.ErrNoContent, c.content)
	}
	o := generator.Options{Content: root.FS(), Name: c.content, Templates: templates.FS}
	return o, func() { root.Close() }, nil
}

// show writes diagnostics for people.
func (c *command) show(diags diag.List) error {
	return report.Text(c.stderr, diags, colourful(c.stderr))
}

// colourful says whether a stream is a terminal that wants colour (https://no-color.org).
func colourful(w io.Writer) bool { return terminal(w) && os.Getenv("NO_COLOR") == "" }

func terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

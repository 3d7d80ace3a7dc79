package main

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"casebook/generator"
	"casebook/generator/output"
)

func (c *command) build() *cobra.Command {
	var out, base string
	var strict bool
	cmd := &cobra.Command{
		Use:   "build",
		Short: "Build the site",
		Long: "Build reads the content folder and writes the site. Where the content has errors, all of\n" +
			"them are shown and the site that is there stays as it is.",
		Args: usageArgs(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := checkAddress(base); err != nil {
				return err
			}
			if out == "" {
				return usagef("--out needs the name of a folder")
			}
			return c.publish(cmd.Context(), out, base, strict)
		},
	}
	cmd.Flags().StringVar(&out, "out", "public", "the folder to write the site into")
	cmd.Flags().StringVar(&base, "base-url", "", "the site's address, for feeds and search engines")
	cmd.Flags().BoolVar(&strict, "strict", false, "treat warnings as errors")
	return cmd
}

func checkAddress(base string) error {
	if base == "" {
		return nil
	}
	u, err := url.Parse(base)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" {
		return usagef("--base-url %q is not an address like https://example.org/casebook/", base)
	}
	return nil
}

// publish builds the site into a folder and says what was done.
func (c *command) publish(ctx context.Context, out, base string, strict bool) error {
	start := time.Now()
	o, closeContent, err := c.options()
	if err != nil {
		return err
	}
	defer closeContent()
	w, err := output.Open(ctx, out, c.waits(out))
	if err != nil {
		return err
	}
	defer w.Abort()
	o.BaseURL, o.Strict, o.Emit, o.Changed = base, strict, w.Add, c.history(ctx)
	finish := c.progress(&o)
	result, err := generator.Build(ctx, o)
	finish()
	if err != nil {
		return fmt.Errorf("%w; nothing was published, %s is as it was", err, out)
	}
	if err := c.show(result.Diags); err != nil {
		return err
	}
	if result.Diags.HasErrors() {
		fmt.Fprintf(c.stderr, "casebook: %s; nothing was published, %s is as it was\n", counted(result.Diags), out)
		return errContent
	}
	stats, err := w.Commit()
	switch {
	case err != nil && stats.Written+stats.Removed == 0:
		return fmt.Errorf("%w; nothing was published, %s is as it was", err, out)
	case err != nil:
		return fmt.Errorf("%w; %s has a part of the new site, every page whole: mend this and build again", err, out)
	}
	c.summary(result, stats, out, time.Since(start))
	return nil
}

// waits tells that another process is at work in a folder.
func (c *command) waits(folder string) func() {
	return func() {
		fmt.Fprintf(c.stderr, "casebook: another casebook is at work in %s; waiting for it to end\n", strings.TrimSuffix(folder, "/"))
	}
}

// summary says what was built and how to look at it.
func (c *command) summary(r *generator.Result, s output.Stats, out string, took time.Duration) {
	fmt.Fprintf(c.stdout, "%s, %d files, %.1f MB of the %s it may have in %.1f s: %d written, %d removed, %d unchanged\n",
		cases(len(r.Base.Cases)), s.Files, float64(s.Bytes)/1e6, r.Base.Config.SizeLimit, took.Seconds(), s.Written, s.Removed, s.Files-s.Written)
	if len(r.Diags) > 0 {
		fmt.Fprintf(c.stdout, "%s\n", counted(r.Diags))
	}
	serve := invoked(os.Args[0]) + " serve"
	if c.content != "content" {
		serve += " --content " + c.content
	}
	fmt.Fprintf(c.stdout, "the site is in %s; look at it with: %s\n", strings.TrimSuffix(out, "/"), serve)
}

// invoked says how the program that is called so was started: from its source, whose builds Go puts aside,
// or by its name.
func invoked(name string) string {
	if strings.Contains(name, "go-build") {
		return "go run ./cmd/casebook"
	}
	return "casebook"
}

// cases counts cases in words.
func cases(n int) string {
	if n == 1 {
		return "1 case"
	}
	return fmt.Sprintf("%d cases", n)
}

// progress shows a bar on a terminal while pages are made, and returns what ends it.
func (c *command) progress(o *generator.Options) func() {
	if !terminal(c.stderr) {
		return func() {}
	}
	bar := progressbar.NewOptions(-1, progressbar.OptionSetWriter(c.stderr), progressbar.OptionClearOnFinish(),
		progressbar.OptionSetDescription("pages"), progressbar.OptionThrottle(65*time.Millisecond),
		progressbar.OptionSetWidth(30), progressbar.OptionShowCount())
	o.Progress = func(_, total int) {
		if bar.GetMax() != total {
			bar.ChangeMax(total)
		}
		bar.Add(1)
	}
	return func() { bar.Finish() }
}

package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"casebook/generator"
	"casebook/generator/serve"
)

func (c *command) serve() *cobra.Command {
	var addr string
	var open bool
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Show the site on this machine, and follow every edit",
		Long: "Serve builds the site in memory and shows it on this machine. When a file of the content changes, what\n" +
			"depends on it is built again and the pages in the browser follow. Faults are shown over the last good\n" +
			"page. Where it runs in the folder that casebook is built from, it follows templates/ too.",
		Args: usageArgs(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			l, err := serve.Listen(addr)
			if errors.Is(err, serve.ErrNotLoopback) {
				return usageError{err}
			}
			if err != nil {
				return err
			}
			defer l.Close()
			return c.follow(cmd.Context(), l, addr, open)
		},
	}
	cmd.Flags().StringVar(&addr, "addr", "127.0.0.1:8080", "the address to listen on; the next free port when it is in use")
	cmd.Flags().BoolVar(&open, "open", false, "open the site in the browser")
	return cmd
}

// follow serves the site and follows its files until the context ends, which Ctrl-C does.
func (c *command) follow(ctx context.Context, l net.Listener, wanted string, open bool) error {
	_, closeContent, err := c.options()
	if err != nil {
		return err
	}
	closeContent()
	templates := ownTemplates()
	history := c.history(ctx)
	site := serve.New(func() (generator.Options, func(), error) {
		o, done, err := c.options()
		o.Changed = history
		if templates != "" {
			o.Templates = os.DirFS(templates)
		}
		return o, done, err
	})
	server := &http.Server{Handler: site, ReadHeaderTimeout: 10 * time.Second}
	server.RegisterOnShutdown(site.End)
	teller := &teller{command: c, ready: func() { c.announce(l, wanted, open) }}
	served := make(chan error, 1)
	go func() { served <- server.Serve(l) }()
	if err := site.Watch(ctx, c.content, templates, teller.tell); err != nil {
		fmt.Fprintf(c.stderr, "casebook: edits are not followed: %v\n", err)
		teller.tell(site.Build(ctx))
		<-ctx.Done()
	}
	return finish(server, served)
}

// finish ends the server: it takes no more requests, lets go of the browsers that listen, and waits a little
// for answers that are under way.
func finish(server *http.Server, served <-chan error) error {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	if server.Shutdown(ctx) != nil {
		server.Close()
	}
	if err := <-served; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// ownTemplates returns the folder of templates where the command runs in the folder it is built from, ""
// elsewhere: there the templates that the command carries are used.
func ownTemplates() string {
	module, err := os.ReadFile("go.mod")
	if err != nil || !strings.HasPrefix(string(module), "module casebook\n") {
		return ""
	}
	if _, err := os.Stat(filepath.Join("templates", "layouts", "base.html")); err != nil {
		return ""
	}
	return "templates"
}

// announce says where the site is.
func (c *command) announce(l net.Listener, wanted string, open bool) {
	address := "http://" + l.Addr().String() + "/"
	if _, port, _ := net.SplitHostPort(wanted); port != "0" && l.Addr().String() != wanted {
		fmt.Fprintf(c.stdout, "%s is in use; ", wanted)
	}
	fmt.Fprintf(c.stdout, "the site is at %s; Ctrl-C ends it\n", address)
	if open {
		openBrowser(address)
	}
}

// teller says on the terminal what came of each edit.
type teller struct {
	*command
	ready func() // says where the site is, after the first build
	good  bool
}

func (t *teller) tell(r serve.Report) {
	faults := r.Diags
	switch {
	case t.ready != nil:
		t.show(faults)
	case r.Good() && !t.good:
		fmt.Fprintf(t.stdout, "mended: %s\n", told(r))
	case r.Good():
		fmt.Fprintf(t.stdout, "%s\n", told(r))
	default:
		t.show(faults)
	}
	if r.Failure != nil {
		fmt.Fprintf(t.stderr, "casebook: %v\n", r.Failure)
	}
	if !r.Good() {
		fmt.Fprintf(t.stderr, "casebook: nothing new is shown until this is mended\n")
	}
	t.good = r.Good()
	if t.ready != nil {
		t.ready()
		t.ready = nil
	}
}

// told says in a line what was taken on.
func told(r serve.Report) string {
	what := "everything"
	switch n := len(r.Edited); {
	case r.Edited == nil:
	case n == 0:
		what = "templates"
	case n == 1:
		what = r.Edited[0]
	default:
		what = fmt.Sprintf("%s and %d more", r.Edited[0], n-1)
	}
	text := fmt.Sprintf("%s: %s in %d ms", path.Clean(what), cases(r.Cases), r.Took.Milliseconds())
	if len(r.Diags) > 0 {
		text += ", " + counted(r.Diags)
	}
	return text
}

// openBrowser asks the system to open an address; a system that cannot is no reason to stop.
func openBrowser(address string) {
	name, args := "xdg-open", []string{address}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", address}
	}
	exec.Command(name, args...).Start()
}

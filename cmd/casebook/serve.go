package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os/exec"
	"runtime"
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
		Short: "Build the site in memory and show it on this machine",
		Args:  usageArgs(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			site, err := c.inMemory(cmd.Context())
			if err != nil {
				return err
			}
			l, err := serve.Listen(addr)
			if errors.Is(err, serve.ErrNotLoopback) {
				return usageError{err}
			}
			if err != nil {
				return err
			}
			return c.listen(cmd.Context(), l, addr, site, open)
		},
	}
	cmd.Flags().StringVar(&addr, "addr", "127.0.0.1:8080", "the address to listen on; the next free port when it is in use")
	cmd.Flags().BoolVar(&open, "open", false, "open the site in the browser")
	return cmd
}

// inMemory builds the site into memory; content with errors is shown and ends the command.
func (c *command) inMemory(ctx context.Context) (*serve.Site, error) {
	o, closeContent, err := c.options()
	if err != nil {
		return nil, err
	}
	defer closeContent()
	site := &serve.Site{}
	o.Emit = site.Add
	finish := c.progress(&o)
	result, err := generator.Build(ctx, o)
	finish()
	if err != nil {
		return nil, err
	}
	if err := c.show(result.Diags); err != nil {
		return nil, err
	}
	if result.Diags.HasErrors() {
		return nil, errContent
	}
	return site, nil
}

// listen serves until the context ends, which Ctrl-C does.
func (c *command) listen(ctx context.Context, l net.Listener, wanted string, site http.Handler, open bool) error {
	address := "http://" + l.Addr().String() + "/"
	if _, port, _ := net.SplitHostPort(wanted); port != "0" && l.Addr().String() != wanted {
		fmt.Fprintf(c.stdout, "%s is in use; ", wanted)
	}
	fmt.Fprintf(c.stdout, "the site is at %s; Ctrl-C ends it\n", address)
	if open {
		openBrowser(address)
	}
	server := &http.Server{Handler: site, ReadHeaderTimeout: 10 * time.Second}
	go func() {
		<-ctx.Done()
		closing, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		server.Shutdown(closing)
	}()
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
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

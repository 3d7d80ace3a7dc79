package serve

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strconv"
	"strings"
	"syscall"
)

// localHost says whether a Host header names this machine: localhost or a loopback address.
func localHost(host string) bool {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	addr, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil && addr.IsLoopback()
}

// ErrNotLoopback is the error for an address that others could reach.
var ErrNotLoopback = errors.New("serve listens on this machine only: use an address like 127.0.0.1:8080")

// tries is how many ports are tried one after another.
const tries = 20

// Listen listens on a loopback address, "127.0.0.1:8080", or, when its port is in use, on the next free
// one. Port 0 takes any.
func Listen(addr string) (net.Listener, error) {
	host, portText, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, fmt.Errorf("%w: %q", ErrNotLoopback, addr)
	}
	port, err := strconv.ParseUint(portText, 10, 16)
	if err != nil || !localHost(host) {
		return nil, fmt.Errorf("%w, not %q", ErrNotLoopback, addr)
	}
	for i := range uint64(tries) {
		l, err := net.Listen("tcp", net.JoinHostPort(host, strconv.FormatUint(port+i, 10)))
		if err == nil || port == 0 || !errors.Is(err, syscall.EADDRINUSE) || port+i == 65535 {
			return l, err
		}
	}
	return nil, fmt.Errorf("ports %d to %d are all in use", port, port+tries-1)
}

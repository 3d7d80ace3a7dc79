package serve

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"path"
	"slices"
	"time"

	"casebook/generator/diag"
)

// etag names the bytes of a page.
func etag(body []byte) string { return `"` + hashOf(body) + `"` }

func hashOf(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:8])
}

// snippet is what a page gets besides: the style of faults, and the script with the hash of the page.
const snippet = `<link rel="stylesheet" href="/-/live.css"><script defer src="/-/live.js" data-page="%s"></script>`

// live puts the snippet into a page, before the end of its head; other files stay as they are.
func live(name string, body []byte) []byte {
	if path.Ext(name) != ".html" {
		return body
	}
	at := max(0, bytes.Index(body, []byte("</head>")))
	return slices.Concat(body[:at], fmt.Appendf(nil, snippet, hashOf(body)), body[at:])
}

// serveEvents tells a browser now, and after every edit, how many faults there are, until it goes away.
func (s *Site) serveEvents(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	stream := http.NewResponseController(w)
	alive := time.NewTicker(silence)
	defer alive.Stop()
	for {
		s.mu.Lock()
		p, changed := s.proof, s.changed
		s.mu.Unlock()
		errors := 0
		for _, d := range p.Diags {
			if d.Severity == diag.Error {
				errors++
			}
		}
		if p.Failure != nil {
			errors++
		}
		fmt.Fprintf(w, "data: {\"errors\": %d, \"others\": %d}\n\n", errors, len(p.Diags))
		for waiting := true; waiting; {
			if stream.Flush() != nil {
				return
			}
			select {
			case <-changed:
				waiting = false
			case <-alive.C:
				fmt.Fprint(w, ": still here\n\n")
			case <-r.Context().Done():
				return
			case <-s.ended:
				return
			}
		}
	}
}

// silence is how long nothing is sent before a sign of life, by which a connection that is gone is noticed.
const silence = 30 * time.Second

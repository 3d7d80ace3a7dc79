package main

import (
	"cmp"
	"encoding/json"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestValid lets the Nu Html Checker read every page of the site, in one run of it.
func TestValid(t *testing.T) {
	jar := tool(t, "CASEBOOK_VNU", "the file vnu.jar of the Nu Html Checker")
	java, err := exec.LookPath("java")
	if err != nil {
		required(t, "no Java runtime is found on this machine")
	}
	site := serveOwnSite(t)
	check := exec.Command(java, "-jar", jar, "--format", "json", "--stdout", "--exit-zero-always", "--skip-non-html", site.dir)
	out, err := check.Output()
	if err != nil {
		t.Fatalf("the checker does not run: %v", err)
	}
	var found struct {
		Messages []struct {
			Type, SubType, URL, Message, Extract string
			LastLine                             int
		}
	}
	if err := json.Unmarshal(out, &found); err != nil {
		t.Fatalf("%v in %.500s", err, out)
	}
	for _, m := range found.Messages {
		// The checker reads files, which have no address that 'self' could mean; the browser tests hold the
		// policy.
		if strings.HasPrefix(m.Message, "Resource violates Content Security Policy") {
			continue
		}
		// A policy is for scripts, and what is not run is none (HTML, "prepare the script element").
		if strings.HasPrefix(m.Message, "Inline script violates Content Security Policy") && strings.Contains(m.Extract, `<script type="application/ld+json">`) {
			continue
		}
		name := strings.TrimPrefix(strings.TrimPrefix(m.URL, "file:"), filepath.ToSlash(site.dir)+"/")
		t.Errorf("%s:%d: %s: %s in %q", name, m.LastLine, cmp.Or(m.SubType, m.Type), m.Message, m.Extract)
	}
}

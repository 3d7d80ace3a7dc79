package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// history says when each file of the content folder last changed in git: the latest commit that touched it,
// by the committer's clock, as everybody who has the commit sees it. Paths are those inside the folder. It
// is nil without git, without a repository and without commits, and with a word to people where the clone is
// shallow: there every file would seem to have changed in the oldest commit that was fetched.
func (c *command) history(ctx context.Context) map[string]time.Time {
	g := git{ctx, c.content}
	if out, err := g.run(nil, "rev-parse", "--is-shallow-repository"); err != nil || out == "true\n" {
		if err == nil {
			fmt.Fprintln(c.stderr, "casebook: the clone is shallow, so pages do not say when they last changed; fetch the whole history for that (fetch-depth: 0)")
		}
		return nil
	}
	// A merge shows no files: what it brings was changed in the commits that it joins.
	out, err := g.run(nil, "-c", "core.quotePath=false", "log", "--format=%x00%ct", "--name-only", "--no-renames", "--relative", "-z", "--", ".")
	if err != nil {
		return nil
	}
	return readHistory(out)
}

// readHistory reads what git log prints with -z, fields that end with NUL: for each commit an empty field, its
// seconds since 1970, and the names of its files, the first on a line of its own.
func readHistory(out string) map[string]time.Time {
	changed := map[string]time.Time{}
	var at time.Time
	commit := false // the field before was empty: a commit begins
	for field := range strings.SplitSeq(out, "\x00") {
		switch {
		case field == "":
			commit = true
		case commit:
			seconds, _ := strconv.ParseInt(field, 10, 64)
			at, commit = time.Unix(seconds, 0).UTC(), false
		default:
			if name := strings.TrimPrefix(field, "\n"); at.After(changed[name]) {
				changed[name] = at
			}
		}
	}
	return changed
}

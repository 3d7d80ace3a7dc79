package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"time"

	"casebook/generator/casefile"
	"casebook/generator/kb"
	"casebook/generator/scaffold"
)

// writeTranslation writes the translation of a case, or adds to the one that is there. id is what was
// asked for, which may be an alias of the case.
func (c *command) writeTranslation(ctx context.Context, there *kb.Case, id, lang string) error {
	first := there.File
	name := strings.TrimPrefix(first.Source.Path, "content/")
	switch {
	case there.ID != id:
		return usagef("the case %q answers to %q already: %s", there.ID, id, c.shown(name))
	case lang == "" || lang == there.Lang:
		return usagef("%s is there already, in %q, and stays as it is; --lang with another language writes its translation", c.shown(name), there.Lang)
	case first.Broken:
		return usagef("%s cannot be read: mend it first, casebook check says how", c.shown(name))
	}
	translated := strings.TrimSuffix(name, ".md") + "." + lang + ".md"
	for _, t := range there.Texts[1:] {
		if t.Lang == lang {
			return c.refresh(ctx, first, t.File, translated)
		}
	}
	if err := c.create(translated, scaffold.Translation(first, lang)); err != nil {
		return err
	}
	fmt.Fprintf(c.stdout, "%s is written: put its words into %q, then run casebook check\n", c.shown(translated), lang)
	return nil
}

// refresh adds to a translation what it lacks.
func (c *command) refresh(ctx context.Context, first, translation *casefile.File, name string) error {
	if translation.Broken {
		return usagef("%s cannot be read: mend it first, casebook check says how", c.shown(name))
	}
	var was *casefile.File
	if hash := translation.Translates.Value; hash != "" && hash != first.TextHash() {
		was = c.earlier(ctx, strings.TrimPrefix(first.Source.Path, "content/"), hash, first.Zone)
	}
	before := translation.Source.Body
	after := scaffold.Refresh(first, was, translation)
	if bytes.Equal(before, after) {
		fmt.Fprintf(c.stdout, "%s lacks nothing, and stays as it is\n", c.shown(name))
		return nil
	}
	if err := c.exchange(name, before, after); err != nil {
		return err
	}
	fmt.Fprintf(c.stdout, "%s has new lines, and kept all that stood there: look at what came, then run casebook check\n", c.shown(name))
	return nil
}

// exchange puts a new text in the place of a file's, in one step, if the file still holds what was read.
func (c *command) exchange(name string, before, after []byte) error {
	root, err := os.OpenRoot(c.content)
	if err != nil {
		return err
	}
	defer root.Close()
	info, err := root.Stat(name)
	if err != nil {
		return err
	}
	beside := path.Join(path.Dir(name), fmt.Sprintf(".%s.%d", path.Base(name), os.Getpid()))
	f, err := root.OpenFile(beside, os.O_WRONLY|os.O_CREATE|os.O_EXCL, info.Mode().Perm())
	if err != nil {
		return err
	}
	defer root.Remove(beside) // when it has its name, there is nothing left to remove
	if _, err := f.Write(after); err != nil {
		f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	if now, err := fs.ReadFile(root.FS(), name); err != nil || !bytes.Equal(now, before) {
		return fmt.Errorf("%s was changed meanwhile, and stays as it is", c.shown(name))
	}
	return root.Rename(beside, name)
}

// longestHistory is how many states of a file are looked through, the newest first.
const longestHistory = 200

// earlier finds in the history of the content's repository the first file as it was translated, which
// tells what has changed since; nil where there is no such state, or no history.
func (c *command) earlier(ctx context.Context, name, hash string, zone *time.Location) *casefile.File {
	g := git{ctx, c.content}
	log, err := g.run(nil, "log", fmt.Sprintf("--max-count=%d", longestHistory), "--format=%H", "--", name)
	if err != nil {
		return nil
	}
	for _, commit := range strings.Fields(log) {
		body, err := g.run(nil, "show", commit+":./"+name)
		if err != nil {
			continue // the commit removed it
		}
		if f := scaffold.Earlier("content/"+name, []byte(body), zone); f != nil && f.TextHash() == hash {
			return f
		}
	}
	return nil
}

package output

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"syscall"
	"time"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// patience is how long a lock may take before whoever waits for it is told.
const patience = 300 * time.Millisecond

// lock locks a folder for this process, and returns what unlocks it. The system lets go of the lock with
// the process, however that ends; the file that is locked stays and is in nobody's way. While another
// process holds the folder it waits, having called waits once, until ctx is done.
//
// On a file system that has no locks, such as some that lie on a network, the folder is not locked: two
// builds at once are then for people to avoid. A lock made of a file alone would outlive a killed build.
func lock(ctx context.Context, dir string, waits func()) (unlock func(), err error) {
	type answer struct {
		unlock func()
		err    error
	}
	got := make(chan answer, 1)
	go func() {
		unlock, err := lockedfile.MutexAt(filepath.Join(dir, lockName)).Lock()
		got <- answer{unlock, err}
	}()
	late := time.After(patience)
	for {
		select {
		case a := <-got:
			if hasNoLocks(a.err) {
				return func() {}, nil
			}
			return a.unlock, a.err
		case <-late:
			waits()
		case <-ctx.Done():
			go func() { // who stops waiting takes no lock along
				if a := <-got; a.err == nil {
					a.unlock()
				}
			}()
			return nil, fmt.Errorf("another casebook is at work in %s: %w", dir, ctx.Err())
		}
	}
}

// hasNoLocks says whether an error means that a file system cannot lock files.
func hasNoLocks(err error) bool {
	return errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.ENOLCK)
}

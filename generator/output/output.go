// Package output holds the files of a site and publishes them into a folder so that a reader of that
// folder never meets a torn page, and nothing that somebody else put there is lost.
//
// A [Writer] stages every file as it comes, inside the folder under a dot name, so memory stays flat.
// [Writer.Commit] then moves them into place by rename in an order that keeps every link alive: assets,
// new pages, changed pages, and last the removal of what earlier builds wrote and this one did not. A
// manifest says which files those are; it is written before the first change and again after the last,
// so that a build killed in between leaves nothing that the next one does not know.
//
// A build waits for no disk (it calls no fsync): a process that dies takes nothing along that it had
// written. A machine that loses its power may leave files without their bytes; the next build compares
// the bytes of every file and writes those anew. To wait for the disk once a file would make each build
// many times as long, for a site that can be made again at any time.
package output

// File is one file of a site.
type File struct {
	Path  string // slash-separated, relative to the site's root
	Body  []byte
	Asset bool // pages refer to it: it must be there before them
}

// Package scaffold writes what a writer begins with: the skeleton of a case, of its translation, and of a
// whole site.
//
// [Case] asks every question of the vocabulary and states nothing: each fact is unknown until the writer
// says more. [Translation] holds the texts of the original for the translator to write over. [Refresh]
// adds to a translation what the original has come to say since, and never touches what stands there.
// [Site] gives the files of a small site with rules of its own.
//
// Nothing here reads or writes the disk. The notes in what is written are in the language of the file;
// English stands in for a language that has none.
package scaffold

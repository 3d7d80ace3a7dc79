// Package kb puts every case and every rule together.
//
// [ParseConfig] reads site.yaml. [Resolve] takes the case files as written and the compiled rules and
// gives a [Base]: names have become pointers, translations are joined with what they translate, every
// passage that a fact quotes is found, every link leads somewhere. What is wrong is reported,
// everything in one run; the base is usable even then, with what is wrong left out.
//
// A [Case] is a case file resolved; a [Text] is the case in one language. [Base.Target] says where a
// link of a text leads. A [Reading] holds the whole case with its own facts merged in, so that
// whoever decides a case need not know whether it is a reading.
//
// # Keys
//
// What a case states has a key: the id of a fact, "aware", or the id of an act, with the party's id and
// a dot before it where a party's, and with the reading's id and a slash before it where a reading
// states it: "availability", "doctolib.aware", "doctolib-as-controller/doctolib.told-controllers".
// Marks and evidence are found by key.
//
// # What it leaves out
//
// It decides nothing: whether an expectation is met is for package assess. The Markdown pages of the
// content that are no cases have no place in it, so a link to one is not known.
package kb

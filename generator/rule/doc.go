// Package rule reads the rules of a site, checks them and compiles them.
//
// [Compile] turns all rule files together into a [Set]: the vocabulary ([Fact]), what is decided
// ([Conclusion], by [Rule]), what is owed ([Obligation]), and the legal texts all of it rests on
// ([Instrument], [Article], [Source]). Names are resolved to pointers, conditions ([Cond]) are a closed
// set of four, bounds are exact numbers ([Number]), and whatever can be in an array has an index.
//
// What is wrong is reported, everything in one run, and the set is usable even then: what is wrong is
// left out, and a condition that cannot be read is one that never holds. Nothing here knows a field of
// law; all of that is in the files.
//
// # Checks
//
// Names, types, scopes and cycles are checked as the files are read. The rules are then put as a formula
// with all facts known, and a SAT solver says whether a rule can hold at all, whether an exception or a
// value of an `order` can be reached, and whether two rules can conflict, in which case its answer is a
// witness: facts that somebody could paste into a case. It does so for each time between two changes of
// the law and under each proposal. See [Compile].
//
// # What it leaves out
//
// Facts of type moment are in no condition. A fact of a party is checked as that of one party. A score
// whose values cannot be listed is taken to be anything where a rule might hold, and unknown where two
// might conflict, so the checks may miss a fault but never invent one.
package rule

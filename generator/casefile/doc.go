// Package casefile reads one Markdown case as it is written.
//
// [Parse] gives a [File]: every key of the front matter typed, each text with its place, and the body as
// a Markdown document. It knows the form of a case file and nothing of the rules: whether a fact, a role
// or an act exists is for package kb to say, so files can be read side by side and in any order. What a
// fact is said to be stays a YAML value for the same reason; moments are read here, since their form is
// the same whatever the rules.
//
// A translation, clinic.fr.md beside clinic.md, has the same shape and gives words only. Whatever would
// state something there is reported. [File.TextHash] tells whether the words it translates have changed.
//
// [ParseTests] reads tests of the rules, which state facts and expectations as a case does, without a
// story: a [Test] holds a File, so that whoever resolves and decides cases can take it for one.
//
// What is wrong is reported, everything in one run, and the File is usable even then. Where the front
// matter could not be read at all, the File says that it is Broken, lest later stages report what is
// merely out of sight.
package casefile

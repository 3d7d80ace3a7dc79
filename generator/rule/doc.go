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
// # Identifiers and other law
//
// `vocabularies` declares prefixes of other vocabularies (eu-gdpr: https://w3id.org/…#). `same-as` names the
// terms that mean the same as an entry: on an act, a role, an obligation (when it is required; or a
// mapping of required and not-required) and an exception (when it applies), one or a list; on a fact and a conclusion, a mapping of its values. The
// identifier of an article follows from the `eli` of its instrument, see [Source.ELI].
//
// An act may have a `noun`, by which a time limit names it as the moment that it runs from; a value of a
// set, one by which a sentence lists it ("a date of birth"). What would change an answer says of a number or
// a set that it were so (`says: {suppose: …}`), of a set that it had values besides (`more`), not all that it
// has (`less`) or no more than is known (`only`), each with {value}.
//
// `also` lists duties under other law, which no rule decides: whom they bind (`region`, `sectors`), whom to
// tell (`to`), how soon (`within`), and how sure the statement is (`certainty`: primary, secondary,
// from-memory, uncertain). What is uncertain needs a `note` that says so.
//
// # Authorities
//
// `proposals` lists changes of the law that are not in force; `countries` says where one would apply,
// everywhere without it. `authorities` lists who is told in each country: `name`, `form` (the address of its form), `asks` (what the
// form asks, a list), `asks-note` (how sure that is), `note`. `competence` says which role they have, and what
// follows from a fact of the case for who is competent:
//
//	competence:
//	  supervisory-authority: {fact: cross_border, says: {yes: …, unknown: …}, source: GDPR 56(1)}
//
// For an authority that is `apart: yes`, what follows there does not hold.
//
// # What it leaves out
//
// Facts of type moment are in no condition. A fact of a party is checked as that of one party. A score
// whose values cannot be listed is taken to be anything where a rule might hold, and unknown where two
// might conflict, so the checks may miss a fault but never invent one.
package rule

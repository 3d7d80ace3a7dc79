// Package generator makes a site of a folder of Markdown case files and YAML rules. Each case is an
// incident that touched personal data; the site says what the law calls it, why, and who must tell whom
// by when.
//
// The engine knows nothing of the GDPR. Facts, conclusions, rules, obligations and their words all come
// from YAML; rules of another field give the same site without a change of code.
//
// # The two ways in
//
// [Check] reads, resolves and assesses everything and returns every fault. [Build] does the same and
// gives each file of the site to Options.Emit, unless the content has errors: then it gives none, and
// whoever publishes keeps the last good site. [Result.Explain] assesses one case again, with facts
// stated otherwise or under the law of another day. [Diff] compares two results, such as the content
// before and after a change of its rules: which cases move, and by which steps of their traces. [Plan]
// gives the site as a [Draft], of which each file is made when it is asked for; with a [Memory] it does
// again only what depends on the files that were edited. None of them touches the disk, prints, or looks at a clock.
//
// # The stages
//
//	content/                      source.File
//	  cases/*.md ──parse──► casefile.File ─┐
//	  rules/*.yaml ─parse─► rule.Set ──────┴─resolve─► kb.Base
//	                                                    │ assess
//	                                                    ▼
//	                                            assess.Assessment   (answers and the trace that explains them)
//	                                                    │ plan
//	                                                    ▼
//	                              site.Page ──render (templates/)──► output.File ──► Options.Emit
//
// A stage is a function from its input to its output and a diag.List. It reports every fault that it
// finds and still gives something to work on; it never changes what it was given. Case files are parsed,
// cases assessed and pages rendered side by side; results keep the order of their paths, so that the
// same input gives the same bytes however many processors there are.
//
// # Words
//
// A case file is a text; a case is what it says, looked up in the rules. A fact is stated by a case; a
// conclusion is decided by rules; an obligation is borne by a party and, as it falls on that party in a
// case, is a duty. A position is what somebody else claims. A reading is the same case under another
// view of its facts. An assessment is the answers to a case; its trace is the steps that led to them,
// each a rule or a duty with the outcome of every condition. The verbs are load, parse, compile,
// resolve, assess, plan, render, write.
//
// # What an answer means
//
// Everything is decided in Kleene's strong logic of three values: yes, no, unknown. A fact that nobody
// stated is unknown, never "no", unless the rules presume it, which is shown.
//
// A conclusion is the set of values still possible; it is decided when one is left. Its order is
// walked: a value whose rules all fail drops out, one whose rule holds ends the walk, one that is
// unknown stays possible. A value that carries a burden counts only when it is proven; until then it
// drops out. So an open question about risk leaves the duty to notify standing, and the facts that could
// lift it are named.
//
// Two things follow, and properties test them on random rules and facts. Whatever the unknown facts turn
// out to be, the answer is among the possible ones. And giving a value to an unknown fact never changes
// a decided answer, except by proving what carries a burden, and then that answer had named the fact.
//
// The law is that of the day on which the bearer of a duty became aware, and for a conclusion that of
// the first awareness. Moments keep their precision: a party aware on some day has a due time that is an
// interval, and whether it was late follows from the interval.
//
// # Tests of the rules
//
// content/rules/tests/*.yaml hold tests: `tests`, a list, each with an id, a title, the reason (because)
// why the rules must say so, facts and perhaps parties as a case states them, and what is expected:
// `expect`, conclusions and the status of obligations, and `timeliness`, how a duty is met in time. A test
// may name its legal texts (source), its day (as-of, incident) and a proposal under which it is asked. It
// is no case: it stands in no list and has no page; the page of a rule names the tests that the rule
// decides, and casebook explain explains one by its id. An expectation that is not met comes with the step
// of the trace that decided.
//
//	tests:
//	  - id: encrypted-stick-lost
//	    title: {en: An encrypted stick is lost on a train, fr: …}
//	    because: {en: "The stick is gone, which is recorded. Nobody can read it, and there is another copy.", fr: …}
//	    source: [GDPR recital 88]
//	    parties:                                     # optional; also as-of, incident, known-until, proposal
//	      - {id: clinic, role: controller, aware: "2026-03-02T10:00"}
//	    facts:
//	      possession_lost: yes
//	      unintelligible: intact
//	      availability: none
//	      integrity: none
//	    expect:
//	      risk: unlikely
//	      gdpr-33-1: not-required                    # required, not-required or unknown
//	    # timeliness: {gdpr-33-1: in-time}           # in-time, late, missed, open, no-limit or unknown
//
// With Options.Coverage every rule, exception, obligation and branch of a condition is taken out in
// thought: it decides a case or a test where an answer would then be another. What decides neither is
// reported.
//
// # Size
//
// A site may have 1 GB, which is what GitHub Pages takes, or what size-limit in site.yaml says: a number and
// kB, MB or GB. Above four fifths of it [Build] warns; a site that is larger is an error that names its
// largest parts, so whoever publishes keeps the last good one. Two keys of site.yaml make a site smaller:
// exports (yes, no, or {json: yes, markdown: no}), the data and the source beside each case; and excerpts
// (yes or no), the texts of pages in the search index, from which a result shows the place that has the
// words.
//
// # Bounds
//
// Content comes from people whom nobody knows, so what it may ask of a build is bounded, and beyond each
// bound stands a fault with its place: the bytes of a file (source-too-large), the depth, values and aliases
// of YAML (yaml-too-large, yaml-alias-loop), the nesting of Markdown (markdown-too-complex), the lists of a
// case (case-too-many), the tags of a site (site-too-many-tags), facts and their values
// (rule-too-many-facts, rule-too-many-values), the names that become folders (site-address-too-long,
// case-bad-tag). Symbolic links are not followed (source-symlink).
//
// # Faults
//
// What is wrong with the content is a diag.Diagnostic: a code, a place, a message, a hint. An error value
// means that the tool failed. Every code stands in the catalogue of package diag with a wrong and a
// right example, and TestCodes builds both.
package generator

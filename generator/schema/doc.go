// Package schema describes case files and rule files as JSON Schemas (draft 2020-12), so that an editor
// completes and checks what a writer types.
//
// [Case] and [Rules] are made of the compiled rules: the facts, values, roles, acts and ids that they
// offer are those of the site. Every title and description stands there in each language of the site, in
// their order, titles with a slash between them and descriptions as paragraphs.
//
// A schema says less than `check`, which alone knows places, quotes, cycles and what fits together; but
// it never refuses what `check` allows. It holds for the rules it was made of: new facts need a new
// schema. It keeps to what draft-07 has too, so that older editors understand all of it but its name,
// and takes YAML as version 1.2 reads it, where yes and no are texts.
package schema

// Package site says which pages a site has, at which address, and what is on each. It holds no markup.
//
// [Plan] makes a [Site] of the base of cases and rules and their assessments. Every [Page] names a
// template and carries a function that makes its view, one struct a page kind ([HomePage], [CasePage],
// …), when the page is rendered: five thousand views are never in memory at once. What many pages share
// (lists, links, counts) is worked out once, before.
//
// # Addresses
//
// The address of a page is its place in the output without a slash before it: "cases/doctolib-2023/" is
// cases/doctolib-2023/index.html. The default language stands at the root, every other under its code.
// A [Link] holds such an address, or one of another site, or "#fragment"; HomeURL is the root. The
// template function url turns it into an address relative to the page it stands on, so that a site works
// under any sub-path.
//
// # Languages
//
// An edition is the site in one language: its methods give words, links and dates of that language. A
// text that is missing in it is shown in the language it has, with a notice, and marked with lang.
//
// # Errors
//
// A text that is missing in a language is a fault of the templates; a test finds it, and pages show its
// key. A Markdown page of the content that cannot be read is reported.
package site

import (
	"time"

	"casebook/generator/assess"
	"casebook/generator/kb"
	"casebook/generator/source"
)

// Input is what a site is planned from.
type Input struct {
	Base    *kb.Base
	Cases   []*Assessed          // one for each case of Base, in its order
	Tests   []*assess.Assessment // one for each test of Base, in its order
	Pages   []*source.File       // content/pages/*.md: prose of home, about and the page for an incident
	Texts   []*Texts             // the texts of the templates, one for each language of the site
	Version string               // of casebook; "" when not known
	Before  *Site                // an earlier site of much the same cases, of which what is still true is taken over; nil for none

	// Changed says when each file of the content last changed, by its path in the content folder; a file that
	// is not in it is new, or nothing is known.
	Changed map[string]time.Time
}

// Assessed is a case with its answers.
type Assessed struct {
	Case     *kb.Case
	Main     *assess.Assessment
	Readings []*assess.Assessment // one for each reading of the case, in its order
}

// Site is the pages of a site, in a fixed order.
type Site struct {
	Pages []*Page

	editions []*edition
	input    Input // without Before
	kept     map[*Assessed]*kept
}

// Page is one file of the output.
type Page struct {
	URL      string // "cases/doctolib-2023/" is …/index.html, "" the home page, "404.html" that file
	Lang     string
	Texts    *Texts        // of its language, for the template
	Template string        // the page's template, "case"; "" when Body gives the bytes
	Changed  time.Time     // when what the page shows last changed; zero where that is not known
	Root     string        // what leads from the page to the root of the site: "../../"
	Terms    *Terms        // of its language, where their first occurrences lead to the glossary; else nil
	View     func() any    // what the template is executed with; it embeds a [Frame]. Safe for concurrent use
	Body     func() []byte // the bytes of a page without a template. Safe for concurrent use
}

// HomeURL is how a [Link] names the home page of the default language.
const HomeURL = "./"

// Frame is what the layout needs of every page. Each view embeds one.
type Frame struct {
	Lang        string   // of the interface
	Site        string   // the site's name
	Title       string   // of the page, without the site's name
	Description string   // one or two sentences, for search results and cards; "" when there is none
	URL         string   // of the page
	Canonical   string   // the page's full address; "" when the site's is not known
	Kind        string   // "website" or "article", for cards
	Section     string   // which part of the menu the page belongs to: "cases"
	Languages   []Link   // the same page in the other languages
	Alternates  []Link   // the same page in every language, for machines; none where the site's address is not known
	Crumbs      []Link   // from the home page to the page above this one
	Mentions    []Link   // the cases that refer to the page
	Previous    Link     // the page before this one where pages stand in an order: the newer case, the rule above
	Next        Link     // the page after it
	Modules     []string // scripts the page uses, files of assets/js; the page works without them
	Chrome      *Chrome
}

// Chrome is what stands around every page of one part of the menu; all its pages share one.
type Chrome struct {
	Home    Link   // the home page in this language
	Menu    []Link // the main menu, the current part marked
	Feet    []Link // the menu at the foot
	Rules   string // the hash of the rules, shortened
	LawAsOf string // a date in words
	About   Link   // what the answers are worth
	Search  Link   // the page of the search
	Index   string // the folder that the search loads its index from
}

// Link leads somewhere.
type Link struct {
	URL     string // as in the package comment; "" for a text that leads nowhere
	Text    string
	Lang    string // of the text, where it is not the page's; of the target for a language link
	Note    string // a word or two beside the link; "" when there is none
	Current bool   // it leads to the page, or the part of the menu, that it stands on
}

// Pill is an outcome as a word, a shape and a colour, in that order.
type Pill struct {
	Is   string // "yes" ●, "no" ○ or "open" ◐
	Text string // the word
}

// Notice says that a page shows a text in another language than its own.
type Notice struct {
	Lang  string // of the text that is shown
	Text  string
	Stale bool // the text is there, but older than what it translates
}

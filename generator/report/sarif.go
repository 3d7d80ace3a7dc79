package report

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"path"

	"casebook/generator/diag"
)

// SARIF writes one log of the Static Analysis Results Interchange Format 2.1.0, which code scanning on
// GitHub and many editors read. Each code of the catalogue that occurs is a rule of it. Columns are counted
// in runes, as in a [Record].
//
// https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
func SARIF(w io.Writer, diags diag.List) error {
	run := sarifRun{Language: "en", ColumnKind: "unicodeCodePoints", LineEnds: []string{"\n"}, Results: []sarifResult{}}
	run.Tool.Driver = sarifDriver{Name: "casebook", Language: "en", Rules: []sarifRule{}}
	rules, seen := map[string]int{}, map[string]int{}
	for _, r := range Records(diags) {
		index, known := rules[r.Code]
		if !known {
			index = len(run.Tool.Driver.Rules)
			rules[r.Code] = index
			run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRuleOf(r))
		}
		run.Results = append(run.Results, sarifResultOf(r, index, seen))
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(sarifLog{
		Schema:  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
		Version: "2.1.0", Runs: []sarifRun{run},
	})
}

type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool struct {
		Driver sarifDriver `json:"driver"`
	} `json:"tool"`
	Language   string        `json:"language"` // of the messages
	ColumnKind string        `json:"columnKind"`
	LineEnds   []string      `json:"newlineSequences"`
	Results    []sarifResult `json:"results"`
}

type sarifDriver struct {
	Name     string      `json:"name"`
	Language string      `json:"language"`
	Rules    []sarifRule `json:"rules"`
}

type sarifRule struct {
	ID    string     `json:"id"`
	Short *sarifText `json:"shortDescription,omitempty"`
	Help  *sarifText `json:"help,omitempty"`
	Level struct {
		Level string `json:"level"`
	} `json:"defaultConfiguration"`
}

type sarifText struct {
	Text string `json:"text"`
}

type sarifResult struct {
	RuleID       string            `json:"ruleId"`
	RuleIndex    int               `json:"ruleIndex"`
	Level        string            `json:"level"`
	Message      sarifText         `json:"message"`
	Locations    []sarifLocation   `json:"locations,omitempty"`
	Related      []sarifLocation   `json:"relatedLocations,omitempty"`
	Fingerprints map[string]string `json:"partialFingerprints"`
}

type sarifLocation struct {
	Physical struct {
		Artifact struct {
			URI string `json:"uri"`
		} `json:"artifactLocation"`
		Region *sarifRegion `json:"region,omitempty"`
	} `json:"physicalLocation"`
	Message *sarifText `json:"message,omitempty"`
}

type sarifRegion struct {
	StartLine   int        `json:"startLine"`
	StartColumn int        `json:"startColumn,omitempty"`
	EndLine     int        `json:"endLine,omitempty"`
	EndColumn   int        `json:"endColumn,omitempty"`
	Snippet     *sarifText `json:"snippet,omitempty"`
}

// sarifRuleOf describes the code of a record as the catalogue does.
func sarifRuleOf(r Record) sarifRule {
	rule := sarifRule{ID: r.Code}
	rule.Level.Level = r.Severity
	if e, known := diag.Lookup(diag.Code(r.Code)); known {
		rule.Short, rule.Help = &sarifText{e.Title.EN}, &sarifText{e.Why.EN}
		rule.Level.Level = e.Severity.String()
	}
	return rule
}

func sarifResultOf(r Record, ruleIndex int, seen map[string]int) sarifResult {
	message := r.Message
	if r.Hint != "" {
		message += "\n" + r.Hint
	}
	result := sarifResult{
		RuleID: r.Code, RuleIndex: ruleIndex, Level: r.Severity, Message: sarifText{message},
		Fingerprints: map[string]string{"casebook/v1": fingerprint(r, seen)},
	}
	if r.Path != "" {
		result.Locations = []sarifLocation{sarifPlace(r.Path, sarifRegionOf(r))}
	}
	for _, related := range r.Related {
		at := sarifPlace(related.Path, &sarifRegion{StartLine: related.Line, StartColumn: related.Column})
		at.Message = &sarifText{related.Message}
		result.Related = append(result.Related, at)
	}
	return result
}

// sarifRegionOf returns nil for a record about a whole file.
func sarifRegionOf(r Record) *sarifRegion {
	if r.Line == 0 {
		return nil
	}
	return &sarifRegion{r.Line, r.Column, r.EndLine, r.EndColumn, &sarifText{r.Snippet}}
}

func sarifPlace(file string, region *sarifRegion) (at sarifLocation) {
	at.Physical.Artifact.URI = sarifURI(file)
	if region != nil && region.StartLine > 0 {
		at.Physical.Region = region
	}
	return at
}

// sarifURI keeps a relative path relative: it is read from the root of the repository.
func sarifURI(file string) string {
	u := url.URL{Path: file}
	if path.IsAbs(file) {
		u.Scheme = "file"
	}
	return u.String()
}

// fingerprint knows a fault again in a later run, also where lines were added above it: it is made of all
// but the place, and of how many like it came before.
func fingerprint(r Record, seen map[string]int) string {
	key := fmt.Sprintf("%q %q %q %q", r.Path, r.Code, r.Message, r.Snippet)
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %d", key, seen[key]))
	seen[key]++
	return hex.EncodeToString(sum[:8])
}

package report

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"casebook/generator/diag"
	"casebook/generator/source"
)

// TestSARIFSchema holds the log against the schema of the standard, also without a fault.
func TestSARIFSchema(t *testing.T) {
	for _, diags := range []diag.List{nil, examples()} {
		var b bytes.Buffer
		if err := SARIF(&b, diags); err != nil {
			t.Fatal(err)
		}
		decoder := json.NewDecoder(bytes.NewReader(b.Bytes()))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(new(sarif.Report)); err != nil {
			t.Fatal(err)
		}
		log, err := sarif.FromBytes(b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if err := log.Validate(); err != nil {
			t.Errorf("%d diagnostics: %v", len(diags), err)
		}
		if got := len(log.Runs[0].Results); got != len(diags) {
			t.Errorf("%d results of %d diagnostics", got, len(diags))
		}
	}
}

// TestSARIFFingerprints: a fault keeps its fingerprint when lines are added above it, and two like faults
// have two.
func TestSARIFFingerprints(t *testing.T) {
	faults := func(text string) (prints []string) {
		f := source.New("content/cases/a.md", []byte(text))
		seen := map[string]int{}
		for at := range text {
			if text[at] == '!' {
				d := diag.Diagnostic{Code: "yaml-syntax", Severity: diag.Error, Span: f.Span(at, at+1), Message: "no"}
				prints = append(prints, fingerprint(record(d), seen))
			}
		}
		return prints
	}
	before, after := faults("a!\nb!\na!\n"), faults("new\n\na!\nb!\na!\n")
	if !slices.Equal(before, after) {
		t.Errorf("%v, with lines above %v", before, after)
	}
	slices.Sort(before)
	if len(slices.Compact(before)) != 3 {
		t.Errorf("three faults have the fingerprints %v", before)
	}
}

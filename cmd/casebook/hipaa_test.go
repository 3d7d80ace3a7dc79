package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"casebook/generator"
	"casebook/generator/assess"
	"casebook/generator/kb"
	"casebook/templates"
)

// hipaa is the example of another field of law: rules, a mapping, and some rows of a public record.
const hipaa = "testdata/hipaa"

// breaches is the whole record: the flag, else the variable, else the file beside this repository.
var breaches = flag.String("breaches", os.Getenv("CASEBOOK_BREACHES"), "the whole table of which testdata/hipaa/breaches.csv has some rows")

// imported lays the example into a folder, imports a table there and returns the folder of the content.
func imported(t *testing.T, table string) (content, out string) {
	t.Helper()
	dir := t.TempDir()
	if err := lay(os.DirFS(hipaa), dir, true); err != nil {
		t.Fatal(err)
	}
	content = filepath.Join(dir, "content")
	var said bytes.Buffer
	status := run([]string{"import", "csv", table, "--map", filepath.Join(dir, "breaches.yaml"), "--out", filepath.Join(content, "cases")}, &said, &said)
	if status != statusFine && status != statusContent {
		t.Fatalf("import ends with %d: %s", status, said.String())
	}
	return content, said.String()
}

// TestHIPAA builds the example with the rows that are here. The rules of another field give the same site
// without a change of the program.
func TestHIPAA(t *testing.T) {
	content, said := imported(t, filepath.Join(hipaa, "breaches.csv"))
	if !strings.Contains(said, "57 cases of 60 rows (2 passed over)") || strings.Count(said, "[import-") != 1 || !strings.Contains(said, "[import-repeated-row]") {
		t.Errorf("of 60 rows two are passed over and one is repeated:\n%s", said)
	}
	public := filepath.Join(t.TempDir(), "public")
	var out bytes.Buffer
	if status := run([]string{"build", "--strict", "--content", content, "--out", public}, &out, &out); status != statusFine {
		t.Fatalf("build ends with %d: %s", status, out.String())
	}
	duties := readDuties(t, filepath.Join(public, "cases.json"))
	for _, want := range []string{
		"kaiser-foundation-health-plan-2017-09-08 hipaa-individuals required unknown",
		"kaiser-foundation-health-plan-2017-09-08 hipaa-secretary required in-time",
		"physician-associates-llc-2018-07-03 hipaa-secretary required late",
		"baystate-family-dental-inc-2018-05-04 hipaa-media not-required -",
		"baystate-family-dental-inc-2018-05-04 hipaa-secretary-yearly not-required -",
		"the-valley-hospital-2022-10-14 hipaa-media unknown -",
		"usacs-management-group-ltd-2018-05-08 hipaa-business-associate required unknown",
		"a-practice-in-the-practitioners-own-name-2020-07-09 hipaa-secretary required unknown",
	} {
		if !slices.Contains(duties, want) {
			id, _, _ := strings.Cut(want, " ")
			t.Errorf("want %s, got %q", want, slices.DeleteFunc(slices.Clone(duties), func(d string) bool { return !strings.HasPrefix(d, id) }))
		}
	}
	checkNameless(t, public)
}

// readDuties returns "case obligation status timeliness" for every duty of cases.json.
func readDuties(t *testing.T, name string) (duties []string) {
	t.Helper()
	body, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var all struct {
		Cases []struct {
			ID          string
			Obligations []struct {
				ID, Status string
				Timeliness *string
			}
		}
	}
	if err := json.Unmarshal(body, &all); err != nil {
		t.Fatal(err)
	}
	for _, c := range all.Cases {
		for _, o := range c.Obligations {
			timeliness := "-"
			if o.Timeliness != nil {
				timeliness = *o.Timeliness
			}
			duties = append(duties, fmt.Sprintf("%s %s %s %s", c.ID, o.ID, o.Status, timeliness))
		}
	}
	return duties
}

// checkNameless wants the practitioners of the last two rows, whose names are invented, named nowhere.
func checkNameless(t *testing.T, public string) {
	t.Helper()
	err := filepath.WalkDir(public, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		body, err := os.ReadFile(name)
		for _, hidden := range []string{"Jane Q", "jane-q", "Dr. Example", "John Sample", "555-0100"} {
			if bytes.Contains(body, []byte(hidden)) {
				t.Errorf("%s holds %q", name, hidden)
			}
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// TestBreaches imports the whole record, checks all its cases, and holds rules and narratives
// against each other. With -v it prints how often they agree, and cases in which they do not.
func TestBreaches(t *testing.T) {
	table := *breaches
	if table == "" {
		t.Skip("the whole record is not in the tree: name it with -breaches")
	}
	content, said := imported(t, table)
	t.Log(said)
	result, err := generator.Check(context.Background(), generator.Options{Content: os.DirFS(content), Name: "content", Templates: templates.FS})
	if err != nil {
		t.Fatal(err)
	}
	if len(result.Diags) > 0 {
		t.Errorf("the cases have %d faults, the first of them: %+v", len(result.Diags), result.Diags[0])
	}
	a := agreement{}
	for _, c := range result.Cases {
		a.count(c.Main)
	}
	t.Log(a.String())
	if n := len(result.Cases); n < 5000 || a.of("hipaa-secretary").required*100 < n*98 {
		t.Errorf("of %d cases, all reported and of 500 people or more, %d have a duty to tell the Secretary", n, a.of("hipaa-secretary").required)
	}
}

// agreement sets beside each other what the rules require and what the narratives say was done.
type agreement []*outcomes

// outcomes counts the duties of one obligation.
type outcomes struct {
	obligation                    string
	required, not, open           int // by the rules
	requiredTold, notTold, toldIf int // of these, those of which the narrative says that it was done
	silent                        int // cases without a narrative
	differ                        []string
}

func (a *agreement) of(obligation string) *outcomes {
	for _, t := range *a {
		if t.obligation == obligation {
			return t
		}
	}
	t := &outcomes{obligation: obligation}
	*a = append(*a, t)
	return t
}

func (a *agreement) count(m *assess.Assessment) {
	for _, d := range m.Duties {
		t := a.of(d.Obligation.ID)
		told := acted(m.Case, d.Obligation.DoneBy[0].Act.ID)
		switch {
		case d.Status == assess.Yes:
			t.required++
			t.requiredTold += count(told)
			t.note(m, "required, and not said to be done", !told)
		case d.Status == assess.No:
			t.not++
			t.notTold += count(told)
			t.note(m, "not required, and said to be done", told)
		default:
			t.open++
			t.toldIf += count(told)
		}
		t.silent += count(!strings.Contains(string(m.Case.File.Source.Body), "## What the record says"))
	}
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// acted says whether a case states an act at all: the mapping states only what the record says was done.
func acted(c *kb.Case, act string) bool {
	for _, p := range c.Parties {
		for _, did := range p.Did {
			if did.Act != nil && did.Act.ID == act {
				return true
			}
		}
	}
	return false
}

func (t *outcomes) note(m *assess.Assessment, what string, differs bool) {
	if differs {
		t.differ = append(t.differ, m.Case.ID+": "+what)
	}
}

// String is a table, and some of the cases in which rules and narratives differ, spread over all of them.
func (a agreement) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "\n%-26s %9s %5s  %9s %5s  %9s %5s  %9s\n", "obligation", "required", "told", "not req.", "told", "unknown", "told", "no story")
	for _, t := range a {
		fmt.Fprintf(&b, "%-26s %9d %5d  %9d %5d  %9d %5d  %9d\n", t.obligation, t.required, t.requiredTold, t.not, t.notTold, t.open, t.toldIf, t.silent)
	}
	for _, t := range a {
		step := max(1, len(t.differ)/10)
		for i := 0; i < len(t.differ); i += step {
			fmt.Fprintf(&b, "%s %s\n", t.obligation, t.differ[i])
		}
	}
	return b.String()
}

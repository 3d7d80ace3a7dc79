package generator

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"casebook/generator/assess"
	"casebook/templates"
)

// TestOrderOfRules writes the rules in another order, in the files and from file to file: every case is
// assessed the same, word for word. Where everything is tried, there are two other orders.
func TestOrderOfRules(t *testing.T) {
	want := assessments(t, ownContent(t))
	seeds := uint64(1)
	if everything() {
		seeds = 2
	}
	for seed := range seeds {
		random := rand.New(rand.NewPCG(seed, 1))
		r, err := Check(context.Background(), Options{Content: shuffled(t, random), Name: "content", Templates: templates.FS})
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Diags) > 0 {
			t.Fatalf("seed %d:%s", seed, listing(r.Diags))
		}
		if diff := cmp.Diff(want, assessments(t, r)); diff != "" {
			t.Errorf("seed %d: as written -, in another order +\n%s", seed, diff)
		}
	}
}

// assessments returns what the site says of every case and test, lists in a fixed order: only what is
// listed first may follow the order of the rules.
func assessments(t *testing.T, r *Result) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, c := range r.Cases {
		all[c.Case.ID] = settled(t, assess.NewFullEntry(c.Main, c.Readings, []string{"en", "fr"}))
	}
	for _, a := range r.Tests {
		all[a.Case.ID] = settled(t, assess.NewEntry(a, nil))
	}
	return all
}

// settled writes a value as JSON with every list sorted.
func settled(t *testing.T, v any) string {
	t.Helper()
	body, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var value any
	if err := json.Unmarshal(body, &value); err != nil {
		t.Fatal(err)
	}
	var sort func(any) any
	sort = func(v any) any {
		switch v := v.(type) {
		case []any:
			keys := map[string]any{}
			for _, item := range v {
				key, _ := json.Marshal(sort(item))
				keys[string(key)] = json.RawMessage(key)
			}
			list := []any{}
			for _, key := range slices.Sorted(maps.Keys(keys)) {
				list = append(list, keys[key])
			}
			return list
		case map[string]any:
			for key, item := range v {
				v[key] = sort(item)
			}
		}
		return v
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetIndent("", " ")
	if err := encoder.Encode(sort(value)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// shuffled is the project's content with other names for its rule files, which sort otherwise, and with
// the entries of their lists in another order.
func shuffled(t *testing.T, random *rand.Rand) fs.FS {
	t.Helper()
	content := copyOf(t, "../content")
	for name, file := range content {
		if path.Dir(name) != "rules" {
			continue
		}
		delete(content, name)
		file.Data = []byte(shuffledRules(string(file.Data), random))
		content[fmt.Sprintf("rules/%d-%s", random.IntN(1000), path.Base(name))] = file
	}
	return content
}

// shuffledRules exchanges the entries of the lists `rules` and `obligations` of a file.
func shuffledRules(text string, random *rand.Rand) string {
	for _, key := range []string{"\nrules:\n", "\nobligations:\n"} {
		before, list, ok := strings.Cut(text, key)
		if !ok {
			continue
		}
		end := len(list)
		for at, line := 0, ""; at < len(list); at += len(line) + 1 {
			line, _, _ = strings.Cut(list[at:], "\n")
			if line != "" && line[0] != ' ' && line[0] != '#' {
				end = at
				break
			}
		}
		entries := strings.Split(list[:end], "\n  - id: ")
		head := strings.TrimPrefix(entries[0], "  - id: ")
		isEntry := head != entries[0]
		if isEntry {
			entries[0] = head
		} else {
			before, entries = before+key+entries[0]+"\n", entries[1:]
			key = ""
		}
		random.Shuffle(len(entries), func(i, j int) { entries[i], entries[j] = entries[j], entries[i] })
		text = before + key + "  - id: " + strings.Join(entries, "\n  - id: ") + "\n" + list[end:]
	}
	return text
}

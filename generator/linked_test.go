package generator

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html/atom"
)

// TestLinkedData reads the linked data of every case page as a program does: it resolves every key, type
// and identifier by the context, and wants an absolute identifier of each.
func TestLinkedData(t *testing.T) {
	cases := 0
	for _, p := range ownPages(t) {
		name := strings.TrimPrefix(p.name, "fr/")
		if !strings.HasPrefix(name, "cases/") || strings.Count(name, "/") != 2 {
			continue
		}
		data := p.linked(t)
		if data == nil {
			continue // a page of the list
		}
		cases++
		t.Run(p.name, func(t *testing.T) {
			r := linkedReader{page: p, t: t, context: data["@context"].(map[string]any)}
			r.node(data)
			own := address + strings.TrimSuffix(p.name, "index.html")
			if data["@id"] != own {
				t.Errorf("the page calls itself %v, want %s", data["@id"], own)
			}
			for _, part := range r.list(data["dcterms:hasPart"]) {
				id := part.(map[string]any)["@id"].(string)
				if anchor, ok := strings.CutPrefix(id, own+"#"); !ok || p.ids[anchor] != 1 {
					t.Errorf("%s is no part of the page", id)
				}
			}
		})
	}
	if want := 2 * 40; cases < want {
		t.Errorf("%d case pages have linked data, want at least %d", cases, want)
	}
}

// TestLinkedTerms holds a few answers to the terms and identifiers that stand for them.
func TestLinkedTerms(t *testing.T) {
	const act = "http://data.europa.eu/eli/reg/2016/679/"
	for _, row := range []struct {
		page, key string
		holds     []string
		lacks     string
	}{
		{"cases/edpb-03/index.html", "dcterms:subject", []string{"eu-gdpr:DataBreach", "eu-gdpr:AvailabilityBreach", "eu-gdpr:DBIAIndicatesHighRisk", "risk:DeliberateIncident"}, "eu-gdpr:ConfidentialityBreach"},
		{"cases/edpb-03/index.html", "dcterms:references", []string{act + "art_4/pnt_12/oj", act + "art_33/par_1/oj", act + "art_34/par_1/oj"}, ""},
		{"cases/edpb-13/index.html", "dcterms:subject", []string{"eu-gdpr:ConfidentialityBreach", "eu-gdpr:JustificationA33RiskUnlikely", "eu-gdpr:DBIAIndicatesLowRisk"}, "eu-gdpr:DBIAIndicatesHighRisk"},
		{"cases/edpb-13/index.html", "dcterms:references", []string{act + "art_33/par_5/oj"}, act + "art_34/par_1/oj"},
		{"fr/cases/doctolib-2023/index.html", "dcterms:subject", []string{"eu-gdpr:AvailabilityBreach"}, "eu-gdpr:DBIAIndicatesHighRisk"},
	} {
		data := ownSite(t).page(t, row.page).linked(t)
		var got []string
		for _, v := range data[row.key].([]any) {
			got = append(got, v.(string))
		}
		for _, want := range row.holds {
			if !slices.Contains(got, want) {
				t.Errorf("%s: %s lacks %s: %v", row.page, row.key, want, got)
			}
		}
		if slices.Contains(got, row.lacks) {
			t.Errorf("%s: %s holds %s", row.page, row.key, row.lacks)
		}
	}
}

// TestLinkedDecision tells what an authority decided, which cases are invented, and that a duty does not
// arise.
func TestLinkedDecision(t *testing.T) {
	data := ownSite(t).page(t, "cases/slimpay-2020/index.html").linked(t)
	decision := data["schema:citation"].(map[string]any)
	if decision["schema:identifier"] != "SAN-2021-020" || decision["schema:dateCreated"] != "2021-12-28" ||
		decision["schema:creator"].(map[string]any)["schema:name"] != "CNIL" || len(decision["dcterms:references"].([]any)) == 0 {
		t.Errorf("the decision is %v", decision)
	}
	if data["schema:disambiguatingDescription"] != nil {
		t.Errorf("a real case is said to be %v", data["schema:disambiguatingDescription"])
	}
	invented := ownSite(t).page(t, "cases/edpb-13/index.html").linked(t)
	if what := fmt.Sprint(invented["schema:disambiguatingDescription"]); !strings.Contains(what, "invented example") || invented["schema:citation"] != nil {
		t.Errorf("an invented case is said to be %s, with the decision %v", what, invented["schema:citation"])
	}
	spared := 0
	for _, part := range invented["dcterms:hasPart"].([]any) {
		if strings.Contains(fmt.Sprint(part), "eu-gdpr:BreachNotificationNotNeeded") {
			spared++
		}
	}
	if spared != 2 {
		t.Errorf("%d duties are said not to arise, want 2", spared)
	}
}

// linked returns the linked data of a page, nil where there is none.
func (p *page) linked(t *testing.T) map[string]any {
	t.Helper()
	for _, n := range p.nodes {
		if kind, _ := attr(n, "type"); n.DataAtom != atom.Script || kind != "application/ld+json" {
			continue
		}
		var data map[string]any
		if err := json.Unmarshal([]byte(n.FirstChild.Data), &data); err != nil {
			t.Fatalf("%s: %v in %s", p.name, err, n.FirstChild.Data)
		}
		return data
	}
	return nil
}

// linkedReader expands one document by its context.
type linkedReader struct {
	page    *page
	t       *testing.T
	context map[string]any
}

// node checks what is said of one thing.
func (r *linkedReader) node(node map[string]any) {
	for _, key := range slices.Sorted(maps.Keys(node)) {
		switch {
		case key == "@context":
		case key == "@id":
			r.identifier(node[key].(string))
		case key == "@type":
			for _, v := range r.list(node[key]) {
				r.identifier(v.(string))
			}
		default:
			r.identifier(key)
			r.values(key, node[key])
		}
	}
}

// values checks the values of a key: things of their own, identifiers where the context says so, texts.
func (r *linkedReader) values(key string, value any) {
	how, _ := r.context[key].(map[string]any)
	for _, v := range r.list(value) {
		switch v := v.(type) {
		case map[string]any:
			r.node(v)
		case string:
			if how["@type"] == "@id" {
				r.identifier(v)
			} else if v == "" {
				r.t.Errorf("%s is empty", key)
			}
		default:
			r.t.Errorf("%s is %v", key, v)
		}
	}
}

func (r *linkedReader) list(value any) []any {
	switch v := value.(type) {
	case nil:
		return nil
	case []any:
		return v
	}
	return []any{value}
}

// identifier wants one that is absolute once its prefix is written out.
func (r *linkedReader) identifier(text string) {
	prefix, name, _ := strings.Cut(text, ":")
	if base, ok := r.context[prefix].(string); ok && !strings.HasPrefix(name, "//") {
		text = base + name
	}
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || strings.ContainsAny(text, " <>\"") {
		r.t.Errorf("%q is no identifier", text)
	}
}

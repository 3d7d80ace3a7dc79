package kb

import (
	"strconv"
	"strings"

	"casebook/generator/source"
	"casebook/generator/yamlsrc"
)

// SizeLimit is how large a site may be.
type SizeLimit struct {
	Bytes int64
	Text  string      // as people write it: 1 GB
	Span  source.Span // where site.yaml says so, or the beginning of it; zero where there is none
}

func (l SizeLimit) String() string { return l.Text }

// defaultLimit is what GitHub Pages takes.
var defaultLimit = SizeLimit{Bytes: 1e9, Text: "1 GB"}

// units are the units of sizes: powers of ten, as hosts count.
var units = []struct {
	name  string
	bytes float64
}{{"GB", 1e9}, {"MB", 1e6}, {"kB", 1e3}}

// sizeLimit reads how large the site may be.
func (p *configParser) sizeLimit(t yamlsrc.Text) {
	if t.IsZero() {
		return
	}
	bytes, ok := parseSize(t.Value)
	if !ok {
		p.diags.Add("site-bad-size", t.Span, strconv.Quote(t.Value)+" is not a size",
			"write a number and kB, MB or GB: 900 MB")
		return
	}
	p.SizeLimit = SizeLimit{bytes, t.Value, t.Span}
}

func parseSize(text string) (int64, bool) {
	for _, u := range units {
		number, ok := strings.CutSuffix(text, u.name)
		if !ok {
			continue
		}
		number = strings.TrimSpace(number)
		n, err := strconv.ParseFloat(number, 64)
		return int64(n * u.bytes), err == nil && strings.Trim(number, "0123456789.") == "" && n*u.bytes >= 1 && n*u.bytes < 1e15
	}
	return 0, false
}

// FormatSize writes a size for people: 1.2 GB.
func FormatSize(bytes int64) string {
	for _, u := range units {
		if n := float64(bytes) / u.bytes; n >= 1 || u.name == "kB" {
			return strconv.FormatFloat(n, 'f', 1, 64) + " " + u.name
		}
	}
	return ""
}

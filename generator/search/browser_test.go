package search_test

import (
	"bytes"
	"compress/flate"
	"encoding/json"
	"io"
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"casebook/generator/output"
	"casebook/templates"

	"github.com/dop251/goja"
)

// modules are the scripts of the search that need no page, each after those that it imports.
var modules = []string{"search-words.js", "search-index.js", "search-query.js", "search-excerpt.js"}

var (
	imports = regexp.MustCompile(`(?m)^import .*$`)
	exports = regexp.MustCompile(`(?m)^export `)
	names   = regexp.MustCompile(`(?m)^export (?:async )?(?:function|const|class) (\w+)`)
)

// engine is the browser's side of the search, run here.
type engine struct {
	testing.TB
	vm *goja.Runtime
}

// newEngine loads the scripts, each as a function that returns what it exports.
func newEngine(t testing.TB) *engine {
	t.Helper()
	e := &engine{t, goja.New()}
	e.vm.Set("decodeUTF8", func(b []byte) string { return string(b) })
	e.run(`class TextDecoder { decode(b) { return decodeUTF8(b.buffer.slice(b.byteOffset, b.byteOffset + b.byteLength)); } }`)
	for _, name := range modules {
		body, err := fs.ReadFile(templates.FS, "assets/js/"+name)
		if err != nil {
			t.Fatal(err)
		}
		source := string(body)
		var list []string
		for _, m := range names.FindAllStringSubmatch(source, -1) {
			list = append(list, m[1])
		}
		if strings.Contains(source, "export const PLAIN") {
			list = append(list, "WHOLE", "PART")
		}
		source = exports.ReplaceAllString(imports.ReplaceAllString(source, ""), "")
		e.run("Object.assign(globalThis, (() => {\n" + source + "\nreturn {" + strings.Join(list, ",") + "}; })());")
	}
	return e
}

func (e *engine) run(source string) goja.Value {
	e.Helper()
	v, err := e.vm.RunString(source)
	if err != nil {
		e.Fatalf("%v\nin %.200s", err, source)
	}
	return v
}

// call calls a function of the scripts and, where it promises something, returns that as JSON holds it.
func (e *engine) call(into any, function string, args ...any) error {
	e.Helper()
	var list []string
	for _, a := range args {
		text, err := json.Marshal(a)
		if err != nil {
			e.Fatal(err)
		}
		list = append(list, string(text))
	}
	e.run("var answer, failure; (async () => JSON.stringify(await (" + function + ")(" + strings.Join(list, ",") + ")))().then(v => answer = v, x => failure = String(x.stack ?? x))")
	if failure := e.vm.Get("failure"); !goja.IsUndefined(failure) {
		return &scriptError{failure.String()}
	}
	return json.Unmarshal([]byte(e.vm.Get("answer").String()), into)
}

type scriptError struct{ text string }

func (s *scriptError) Error() string { return s.text }

// open gives the scripts an index.
func (e *engine) open(lang string, files []output.File) {
	e.Helper()
	by := map[string][]byte{}
	for _, f := range files {
		by[strings.TrimPrefix(f.Path, "search/"+lang+"/")] = f.Body
	}
	e.vm.Set("fileOf", func(path string) goja.Value {
		body, ok := by[path]
		if !ok {
			return goja.Null()
		}
		return e.vm.ToValue(e.vm.NewArrayBuffer(bytes.Clone(body)))
	})
	e.vm.Set("inflated", func(b []byte) goja.Value {
		body, err := io.ReadAll(flate.NewReader(bytes.NewReader(b)))
		if err != nil {
			return goja.Null()
		}
		return e.vm.ToValue(e.vm.NewArrayBuffer(body))
	})
	e.run(`var index; var loaded = [];
		new Index(async (path) => {
			const b = fileOf(path);
			if (!b) throw new IndexError("stale");
			loaded.push(path);
			return new Uint8Array(b);
		}, async (p) => {
			const b = inflated(p.buffer.slice(p.byteOffset, p.byteOffset + p.byteLength));
			if (!b) throw new IndexError("broken");
			return new Uint8Array(b);
		}).open().then((i) => { index = i; }, (x) => { index = x; });`)
}

// answer is what the scripts answer to a query, with the addresses of the first pages.
type answer struct {
	Docs      []int       `json:"docs"`
	URLs      []string    `json:"urls"`
	Titles    []string    `json:"titles"`
	Corrected [][2]string `json:"corrected"`
	Missing   []string    `json:"missing"`
	Common    bool        `json:"common"`
	Partly    bool        `json:"partly"`
	Shortened bool        `json:"shortened"`
	Empty     bool        `json:"empty"`
	Error     string      `json:"error"`
}

// search asks the scripts a query; of the first ten pages they give the address and the excerpts.
func (e *engine) search(query string) answer {
	e.Helper()
	var a answer
	err := e.call(&a, `async (typed) => {
		const a = await search(index, typed);
		const docs = await Promise.all(a.docs.slice(0, 10).map((d) => index.doc(d)));
		docs.forEach((d) => excerpts(d, a.marks, 2));
		return { ...a, urls: docs.map((d) => d.url), titles: docs.map((d) => d.title) };
	}`, query)
	if err != nil {
		e.Errorf("%.80q: %v", query, err)
	}
	return a
}

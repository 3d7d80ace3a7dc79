package render

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"casebook/generator/output"
)

// scripts makes a file of each script that js/bundle.txt lists: with everything that it imports, and
// small. One file is fetched at once, where a tree of modules is fetched level by level. What a script
// imports only when it is needed stays a file of its own, which is listed too.
func scripts(templates fs.FS) ([]output.File, error) {
	list, err := fs.ReadFile(templates, "assets/js/bundle.txt")
	if errors.Is(err, fs.ErrNotExist) {
		return read(templates, "assets/js")
	}
	if err != nil {
		return nil, err
	}
	var files []output.File
	for _, name := range strings.Fields(string(list)) {
		body, err := script(templates, name)
		if err != nil {
			return nil, err
		}
		files = append(files, output.File{Path: name, Body: body})
	}
	return files, nil
}

// script joins a script with what it imports.
func script(templates fs.FS, name string) ([]byte, error) {
	result := api.Build(api.BuildOptions{
		EntryPoints: []string{name}, Bundle: true, Format: api.FormatESModule, Target: api.ES2022, Charset: api.CharsetUTF8,
		MinifyWhitespace: true, MinifySyntax: true, MinifyIdentifiers: true, LegalComments: api.LegalCommentsNone,
		Plugins: []api.Plugin{inFolder(templates, "assets/js")},
	})
	if len(result.Errors) > 0 {
		e := result.Errors[0]
		if at := e.Location; at != nil {
			return nil, fmt.Errorf("assets: %s:%d: %s", at.File, at.Line, e.Text)
		}
		return nil, fmt.Errorf("assets: %s: %s", name, e.Text)
	}
	return result.OutputFiles[0].Contents, nil
}

// inFolder reads modules from a folder of the templates, wherever these are; never from the disk.
func inFolder(templates fs.FS, folder string) api.Plugin {
	return api.Plugin{Name: "templates", Setup: func(b api.PluginBuild) {
		b.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
			if a.Kind == api.ResolveJSDynamicImport {
				return api.OnResolveResult{Path: a.Path, External: true}, nil
			}
			return api.OnResolveResult{Path: path.Clean(a.Path), Namespace: "templates"}, nil
		})
		b.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: "templates"}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
			body, err := fs.ReadFile(templates, path.Join(folder, a.Path))
			if err != nil {
				return api.OnLoadResult{}, err
			}
			text := string(body)
			return api.OnLoadResult{Contents: &text, Loader: api.LoaderJS}, nil
		})
	}}
}

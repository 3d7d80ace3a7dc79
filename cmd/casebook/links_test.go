package main

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// everyLink follows every link from a site's home page that stays on its host, wants each to lead to
// something of the site, and returns how many pages there are and what all of them say.
func everyLink(t *testing.T, address string) (pages int, text string) {
	t.Helper()
	home, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	seen := map[string]bool{}
	for queue := []*url.URL{home}; len(queue) > 0; queue = queue[1:] {
		at := queue[0]
		if seen[at.Path] || at.Host != home.Host {
			continue
		}
		seen[at.Path] = true
		root := fetch(t, at, home.Path)
		if root == nil {
			continue
		}
		pages++
		queue = append(queue, linksOf(root, at)...)
		said.WriteString(textOf(root) + "\n")
	}
	return pages, said.String()
}

// fetch returns a page, nil for what is none; it wants it to be there, and to be below a folder.
func fetch(t *testing.T, at *url.URL, folder string) *html.Node {
	t.Helper()
	response, err := http.Get(at.String())
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK || !strings.HasPrefix(response.Request.URL.Path, folder) {
		t.Errorf("%s: %s", at, response.Status)
	}
	if !strings.HasPrefix(response.Header.Get("Content-Type"), "text/html") {
		return nil
	}
	root, err := html.Parse(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// linksOf returns where a page leads, and what it loads.
func linksOf(root *html.Node, at *url.URL) (links []*url.URL) {
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			if a.Key != "href" && a.Key != "src" || n.Data == "use" {
				continue
			}
			if to, err := at.Parse(a.Val); err == nil && strings.HasPrefix(to.Scheme, "http") {
				links = append(links, to)
			}
		}
	}
	return links
}

func textOf(root *html.Node) string {
	var b strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
	}
	return b.String()
}

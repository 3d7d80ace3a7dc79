// Package templates holds the layout, pages, partials, styles, scripts and texts of the site, for the
// command to carry. No file name may begin with "_" or ".": embedding leaves those out.
package templates

import "embed"

// FS is the folder of the templates.
//
//go:embed layouts pages partials assets i18n
var FS embed.FS

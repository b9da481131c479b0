package graphiql

import (
	"bytes"
	"html/template"
	"net/http"
	"strings"
	"time"
)

// AssetsPath is where [Assets] has to be mounted.
const AssetsPath = "/graphiql/"

// contentSecurityPolicy confines the page to its own host. Monaco, the editor, writes style attributes and uses data:
// images for its underlines.
const contentSecurityPolicy = "default-src 'self'; worker-src 'self' blob:; style-src 'self' 'unsafe-inline'; " +
	"font-src 'self' data:; img-src 'self' data:; " +
	"object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// Example is a query the page offers to its reader.
type Example struct {
	Name      string `json:"name"`      // What the menu shows.
	Query     string `json:"query"`     // A named operation; its name becomes the tab's title.
	Variables string `json:"variables"` // A JSON object, or empty.
}

// Page answers GET and HEAD with the GraphiQL page, whatever the path. The page sends its queries to endpoint, a path
// on the same host. It lists all examples in a menu and opens the first three as tabs on a first visit; none is fine.
func Page(endpoint string, examples []Example) http.Handler {
	html := renderPage(endpoint, examples)
	etag := etagOf(html)
	return readOnly(func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		header.Set("Content-Type", "text/html; charset=utf-8")
		header.Set("Cache-Control", "no-cache")
		header.Add("Vary", "Accept")
		header.Set("Referrer-Policy", "no-referrer")
		header.Set("ETag", etag)
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(html))
	})
}

// Assets answers GET and HEAD for the files the page loads, below [AssetsPath].
func Assets() http.Handler {
	assets := loadAssets()
	return readOnly(func(w http.ResponseWriter, r *http.Request) {
		asset, ok := assets[strings.TrimPrefix(r.URL.Path, AssetsPath)]
		if !ok {
			http.NotFound(w, r)
			return
		}
		asset.ServeHTTP(w, r)
	})
}

// readOnly refuses other methods than GET and HEAD and sets the headers that every answer has. Assets need the policy
// too, because a worker obeys the one its own script came with.
func readOnly(serve http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", contentSecurityPolicy)
		w.Header().Set("X-Content-Type-Options", "nosniff")
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
			return
		}
		serve(w, r)
	})
}

// renderPage fills in index.html. It can fail only on a broken template, that is a broken build, and then panics.
func renderPage(endpoint string, examples []Example) []byte {
	type settings struct {
		Endpoint string    `json:"endpoint"`
		Examples []Example `json:"examples"`
	}
	page := template.Must(template.ParseFS(dist, "dist/index.html"))
	var html bytes.Buffer
	err := page.Execute(&html, map[string]any{
		"Assets":   AssetsPath,
		"Settings": settings{Endpoint: endpoint, Examples: append([]Example{}, examples...)},
	})
	if err != nil {
		panic("graphiql: " + err.Error())
	}
	return html.Bytes()
}

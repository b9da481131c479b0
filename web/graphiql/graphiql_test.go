package graphiql

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"path"
	"regexp"
	"strings"
	"testing"
)

// hostile would end the page's data block if the page did not escape it.
var hostile = Example{Name: `</script><script>alert(1)</script>`, Query: "query A {\n  a # <!-- 'é' --> \"\n}", Variables: `{"a": "&"}`}

func get(t *testing.T, handler http.Handler, method, target string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	request := httptest.NewRequest(method, target, nil)
	for i := 0; i < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	recorder := httptest.NewRecorder()
	handler.ServeHTTP(recorder, request)
	return recorder
}

func wantStatus(t *testing.T, got *httptest.ResponseRecorder, want int) {
	t.Helper()
	if got.Code != want {
		t.Fatalf("got status %d, want %d: %.200s", got.Code, want, got.Body)
	}
}

func wantHeader(t *testing.T, got *httptest.ResponseRecorder, name, want string) {
	t.Helper()
	if value := got.Header().Get(name); value != want {
		t.Errorf("got %s %q, want %q", name, value, want)
	}
}

func TestPageIsHTML(t *testing.T) {
	got := get(t, Page("/graphql", nil), http.MethodGet, "/graphql")
	wantStatus(t, got, http.StatusOK)
	wantHeader(t, got, "Content-Type", "text/html; charset=utf-8")
	wantHeader(t, got, "Cache-Control", "no-cache")
	wantHeader(t, got, "Vary", "Accept")
	wantHeader(t, got, "X-Content-Type-Options", "nosniff")
	wantHeader(t, got, "Content-Security-Policy", contentSecurityPolicy)
}

func TestPageHandsOverEndpointAndExamplesEscaped(t *testing.T) {
	html := get(t, Page("/v1/graphql", []Example{hostile}), http.MethodGet, "/").Body.String()
	if got := strings.Count(html, "</script>"); got != 2 {
		t.Errorf("got %d ends of script, want the template's own 2:\n%s", got, html)
	}
	block := regexp.MustCompile(`(?s)<script id="settings" type="application/json">(.*?)</script>`).FindStringSubmatch(html)
	if block == nil {
		t.Fatalf("no settings in the page:\n%s", html)
	}
	var settings struct {
		Endpoint string
		Examples []Example
	}
	if err := json.Unmarshal([]byte(block[1]), &settings); err != nil {
		t.Fatalf("the settings are not JSON: %v\n%s", err, block[1])
	}
	if settings.Endpoint != "/v1/graphql" {
		t.Errorf("got endpoint %q, want /v1/graphql", settings.Endpoint)
	}
	if len(settings.Examples) != 1 || settings.Examples[0] != hostile {
		t.Errorf("got examples %q, want %q", settings.Examples, hostile)
	}
}

func TestPageWithoutExamplesHasAnEmptyList(t *testing.T) {
	html := get(t, Page("/graphql", nil), http.MethodGet, "/").Body.String()
	if !strings.Contains(html, `"examples":[]`) {
		t.Errorf("want an empty list of examples, got:\n%s", html)
	}
}

func TestPageHasNoInlineScript(t *testing.T) {
	html := get(t, Page("/graphql", nil), http.MethodGet, "/").Body.String()
	for _, tag := range regexp.MustCompile(`<script[^>]*>`).FindAllString(html, -1) {
		if !strings.Contains(tag, "src=") && !strings.Contains(tag, `type="application/json"`) {
			t.Errorf("%s is an inline script, which the policy forbids", tag)
		}
	}
	if handler := regexp.MustCompile(`\son\w+=`).FindString(html); handler != "" {
		t.Errorf("%q is an inline handler, which the policy forbids", handler)
	}
}

// TestPageRefersOnlyToEmbeddedFiles follows every address of the page.
func TestPageRefersOnlyToEmbeddedFiles(t *testing.T) {
	html := get(t, Page("/graphql", nil), http.MethodGet, "/").Body.String()
	references := regexp.MustCompile(`\s(?:src|href|action|srcset|poster)="([^"]*)"`).FindAllStringSubmatch(html, -1)
	if len(references) != 4 {
		t.Errorf("got %d addresses, want 4: icon, licences, style, script", len(references))
	}
	for _, reference := range references {
		if !strings.HasPrefix(reference[1], AssetsPath) {
			t.Errorf("%s is not below %s", reference[1], AssetsPath)
			continue
		}
		wantStatus(t, get(t, Assets(), http.MethodGet, reference[1]), http.StatusOK)
	}
}

// TestAssetsReferOnlyToEmbeddedFiles follows the addresses inside the assets: a style sheet's, the static and dynamic
// imports of the scripts, and the workers. The browser test covers what no pattern finds.
func TestAssetsReferOnlyToEmbeddedFiles(t *testing.T) {
	patterns := map[string][]*regexp.Regexp{
		".css": {
			regexp.MustCompile(`url\(\s*["']?([^"')]+)`),
			regexp.MustCompile(`@import\s*["']([^"']+)`),
		},
		".js": {
			regexp.MustCompile(`import\(\s*"([^"]+)"`),
			regexp.MustCompile(`import\s*"(\.[^"]+\.js|https?:[^"]+)"`),
			regexp.MustCompile(`from\s*"(\.[^"]+\.js|https?:[^"]+)"`),
			regexp.MustCompile(`importScripts\(\s*"([^"]+)"`),
			regexp.MustCompile(`"(worker-\w+-\w+\.js)"`),
		},
	}
	assets := loadAssets()
	followed := map[string]int{}
	for name, asset := range assets {
		content, err := asset.plain()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, pattern := range patterns[path.Ext(name)] {
			for _, reference := range pattern.FindAllSubmatch(content, -1) {
				address := string(reference[1])
				if strings.HasPrefix(address, "data:") || strings.HasPrefix(address, "#") {
					continue
				}
				target := strings.TrimPrefix(address, "./")
				if assets[target] == nil {
					t.Errorf("%s refers to %s, which is not embedded", name, address)
				}
				followed[path.Ext(target)]++
			}
		}
	}
	if followed[".ttf"] == 0 || followed[".js"] < 10 {
		t.Errorf("got %v references followed, want a font and at least 10 scripts: the patterns are out of date", followed)
	}
}

func TestNoAssetNamesAContentDeliveryNetwork(t *testing.T) {
	networks := []string{"jsdelivr", "unpkg.com", "esm.sh", "cdnjs", "skypack", "googleapis", "gstatic", "cloudflare"}
	for name, asset := range loadAssets() {
		if path.Ext(name) == ".txt" {
			continue
		}
		content, err := asset.plain()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, network := range networks {
			if bytes.Contains(content, []byte(network)) {
				t.Errorf("%s contains %s", name, network)
			}
		}
	}
}

func TestEveryEmbeddedFileIsServedCompressedAndPlain(t *testing.T) {
	files, err := fs.Glob(dist, "dist/assets/*")
	if err != nil || len(files) == 0 {
		t.Fatalf("got %d assets (%v), want some", len(files), err)
	}
	assets := Assets()
	hashed := regexp.MustCompile(`^[\w-]+-[0-9A-Z]{8}\.(css|js|svg|ttf|txt)$`)
	for _, file := range files {
		name := strings.TrimSuffix(path.Base(file), ".gz")
		if !hashed.MatchString(name) {
			t.Errorf("%s has no hash in its name or is of an unknown kind", name)
		}
		compressed := get(t, assets, http.MethodGet, AssetsPath+name, "Accept-Encoding", "br, gzip")
		plain := get(t, assets, http.MethodGet, AssetsPath+name)
		for _, got := range []*httptest.ResponseRecorder{compressed, plain} {
			wantStatus(t, got, http.StatusOK)
			wantHeader(t, got, "Content-Type", contentTypes[path.Ext(name)])
			wantHeader(t, got, "Cache-Control", "public, max-age=31536000, immutable")
			wantHeader(t, got, "X-Content-Type-Options", "nosniff")
			wantHeader(t, got, "Content-Security-Policy", contentSecurityPolicy)
			wantHeader(t, got, "Vary", "Accept-Encoding")
		}
		wantHeader(t, compressed, "Content-Encoding", "gzip")
		wantHeader(t, plain, "Content-Encoding", "")
		if compressed.Header().Get("ETag") == plain.Header().Get("ETag") {
			t.Errorf("%s: both encodings have the tag %s", name, plain.Header().Get("ETag"))
		}
		unpacked, err := decompress(compressed.Body.Bytes())
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !bytes.Equal(unpacked, plain.Body.Bytes()) {
			t.Errorf("%s differs between its encodings", name)
		}
	}
}

func TestGzipHeadersSayNothingOfTheBuild(t *testing.T) {
	for name, asset := range loadAssets() {
		if got, want := asset.compressed[3:10], []byte{0, 0, 0, 0, 0, 2, 255}; !bytes.Equal(got, want) {
			t.Errorf("%s: got gzip header %v, want no name, no time and no operating system: %v", name, got, want)
		}
	}
}

func TestAcceptsGzip(t *testing.T) {
	for header, want := range map[string]bool{
		"":                       false,
		"gzip":                   true,
		"gzip, deflate, br":      true,
		"br;q=1.0, GZIP;q=0.8":   true,
		"gzip;q=0":               false,
		"gzip; q=0.000, *":       false,
		"*":                      true,
		"*;q=0":                  false,
		"identity":               false,
		"br":                     false,
		"identity;q=1, *;q=0":    false,
		"deflate;q=0.5, *;q=0.1": true,
	} {
		if got := acceptsGzip([]string{header}); got != want {
			t.Errorf("acceptsGzip(%q): got %v, want %v", header, got, want)
		}
	}
}

func TestUnknownAssetIsNotFound(t *testing.T) {
	assets := Assets()
	for _, target := range []string{AssetsPath, AssetsPath + "nothing.js", AssetsPath + "index.html", AssetsPath + "../graphiql.go"} {
		got := get(t, assets, http.MethodGet, target)
		wantStatus(t, got, http.StatusNotFound)
		wantHeader(t, got, "Cache-Control", "")
	}
}

func TestWhatABrowserHasIsNotSentAgain(t *testing.T) {
	script := anyAsset(t, ".js")
	for name, request := range map[string]struct {
		handler  http.Handler
		target   string
		encoding string
	}{
		"page":       {Page("/graphql", nil), "/graphql", "gzip"},
		"compressed": {Assets(), script, "gzip"},
		"plain":      {Assets(), script, "identity"},
	} {
		t.Run(name, func(t *testing.T) {
			first := get(t, request.handler, http.MethodGet, request.target, "Accept-Encoding", request.encoding)
			etag := first.Header().Get("ETag")
			if etag == "" {
				t.Fatal("got no ETag")
			}
			again := get(t, request.handler, http.MethodGet, request.target, "Accept-Encoding", request.encoding, "If-None-Match", etag)
			wantStatus(t, again, http.StatusNotModified)
			if again.Body.Len() != 0 {
				t.Errorf("got %d bytes with 304, want none", again.Body.Len())
			}
			other := get(t, request.handler, http.MethodGet, request.target, "Accept-Encoding", request.encoding, "If-None-Match", `"other"`)
			wantStatus(t, other, http.StatusOK)
		})
	}
}

func TestHeadHasNoBody(t *testing.T) {
	for target, handler := range map[string]http.Handler{"/graphql": Page("/graphql", nil), anyAsset(t, ".css"): Assets()} {
		got := get(t, handler, http.MethodHead, target)
		wantStatus(t, got, http.StatusOK)
		if got.Body.Len() != 0 {
			t.Errorf("HEAD %s: got %d bytes, want none", target, got.Body.Len())
		}
	}
}

func TestOtherMethodsAreRefused(t *testing.T) {
	for target, handler := range map[string]http.Handler{"/graphql": Page("/graphql", nil), anyAsset(t, ".js"): Assets()} {
		for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete, http.MethodOptions} {
			got := get(t, handler, method, target)
			wantStatus(t, got, http.StatusMethodNotAllowed)
			wantHeader(t, got, "Allow", "GET, HEAD")
		}
	}
}

// anyAsset returns the path of an asset of that kind.
func anyAsset(t *testing.T, extension string) string {
	t.Helper()
	for name := range loadAssets() {
		if path.Ext(name) == extension {
			return AssetsPath + name
		}
	}
	t.Fatalf("no asset is a %s file", extension)
	return ""
}

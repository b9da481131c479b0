package graphiql

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
	"time"
)

//go:embed dist
var dist embed.FS

// contentTypes has every kind of asset, so that the host's own table of types does not matter.
var contentTypes = map[string]string{
	".css": "text/css; charset=utf-8",
	".js":  "text/javascript; charset=utf-8",
	".svg": "image/svg+xml",
	".ttf": "font/ttf",
	".txt": "text/plain; charset=utf-8",
}

// asset is one file the page loads. It is stored compressed and decompressed, once, for the rare client that wants it
// so.
type asset struct {
	contentType string
	compressed  []byte
	etag        string
	plain       func() ([]byte, error)
}

// loadAssets returns the embedded assets by the name under which the page asks for them.
func loadAssets() map[string]*asset {
	files, err := fs.Glob(dist, "dist/assets/*.gz")
	if err != nil {
		panic("graphiql: " + err.Error())
	}
	assets := make(map[string]*asset, len(files))
	for _, file := range files {
		compressed, err := dist.ReadFile(file)
		if err != nil {
			panic("graphiql: " + err.Error())
		}
		name := strings.TrimSuffix(path.Base(file), ".gz")
		assets[name] = &asset{
			contentType: contentTypes[path.Ext(name)],
			compressed:  compressed,
			etag:        etagOf(compressed),
			plain:       sync.OnceValues(func() ([]byte, error) { return decompress(compressed) }),
		}
	}
	return assets
}

func (a *asset) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	header.Set("Vary", "Accept-Encoding")
	content, etag := a.compressed, a.etag
	if acceptsGzip(r.Header.Values("Accept-Encoding")) {
		header.Set("Content-Encoding", "gzip")
	} else {
		plain, err := a.plain()
		if err != nil {
			http.Error(w, "the asset is damaged", http.StatusInternalServerError)
			return
		}
		// Two encodings of one file are two things to a cache, and differ in their tag.
		content, etag = plain, strings.TrimSuffix(a.etag, `"`)+`-plain"`
	}
	header.Set("Content-Type", a.contentType)
	header.Set("Cache-Control", "public, max-age=31536000, immutable")
	header.Set("ETag", etag)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
}

// acceptsGzip reports whether the Accept-Encoding headers of a request allow gzip. No header means that they don't:
// what sends none is rarely able to decompress.
func acceptsGzip(headers []string) bool {
	wildcard := false
	for _, item := range strings.Split(strings.Join(headers, ","), ",") {
		coding, parameters, _ := strings.Cut(item, ";")
		name, value, _ := strings.Cut(strings.TrimSpace(parameters), "=")
		quality, err := strconv.ParseFloat(value, 64)
		accepted := !strings.EqualFold(name, "q") || err != nil || quality > 0
		switch strings.ToLower(strings.TrimSpace(coding)) {
		case "gzip", "x-gzip":
			return accepted
		case "*":
			wildcard = accepted
		}
	}
	return wildcard
}

func decompress(compressed []byte) ([]byte, error) {
	reader, err := gzip.NewReader(bytes.NewReader(compressed))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(reader)
}

func etagOf(content []byte) string {
	sum := sha256.Sum256(content)
	return `"` + hex.EncodeToString(sum[:8]) + `"`
}

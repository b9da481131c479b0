package transport

import (
	"mime"
	"net/http"
	"strconv"
	"strings"
)

// The two media types of an answer. The first tells apart, by its status, an
// operation that never began; the second is what older clients expect.
const (
	responseJSON = "application/graphql-response+json"
	plainJSON    = "application/json"
)

// WantsPage reports that a browser asks for a page to look at: a GET or HEAD
// that prefers HTML, by name, to both kinds of JSON. The caller shows it an
// editor in place of this package's handler.
func WantsPage(r *http.Request) bool {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return false
	}
	accept := parseAccept(r.Header.Values("Accept"))
	page, named := accept.quality("text/html")
	modern, _ := accept.quality(responseJSON)
	plain, _ := accept.quality(plainJSON)
	return named && page > 0 && page >= max(modern, plain)
}

// negotiate chooses the media type of the answer and reports whether the client
// accepts any. Without a preference it is application/json.
func negotiate(header []string) (string, bool) {
	accept := parseAccept(header)
	if len(accept) == 0 {
		return plainJSON, true
	}
	modern, named := accept.quality(responseJSON)
	plain, _ := accept.quality(plainJSON)
	switch {
	case modern == 0 && plain == 0:
		return "", false
	case modern > plain, modern == plain && named:
		return responseJSON, true
	default:
		return plainJSON, true
	}
}

// ranges is an Accept header: media ranges, such as "text/*", with their weight.
type ranges map[string]float64

// parseAccept reads Accept headers. Parts that make no sense are left out.
func parseAccept(header []string) ranges {
	accept := ranges{}
	for part := range strings.SplitSeq(strings.Join(header, ","), ",") {
		media, params, err := mime.ParseMediaType(part)
		if err != nil || !utf8Only(params) {
			continue
		}
		weight := 1.0
		if q, given := params["q"]; given {
			weight, _ = strconv.ParseFloat(q, 64)
		}
		accept[media] = weight
	}
	return accept
}

// quality returns the weight of a media type and whether it is named itself,
// not only covered by a wildcard. The most specific range decides.
func (a ranges) quality(media string) (weight float64, named bool) {
	if weight, named = a[media]; named {
		return weight, true
	}
	group, _, _ := strings.Cut(media, "/")
	if weight, covered := a[group+"/*"]; covered {
		return weight, false
	}
	return a["*/*"], false
}

// utf8Only reports that a media type names no character set but UTF-8.
func utf8Only(params map[string]string) bool {
	charset, given := params["charset"]
	return !given || strings.EqualFold(charset, "utf-8")
}

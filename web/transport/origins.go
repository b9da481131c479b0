package transport

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/rs/cors"
)

// ParseOrigins reads "https://one.example,https://two.example:8443". Blank text
// gives none. Each must be a scheme, http or https, and a host, nothing more: no
// path, no wildcard, no "null". "*" is refused because requests carry API keys.
func ParseOrigins(text string) ([]string, error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	var origins []string
	for i, part := range strings.Split(text, ",") {
		origin := strings.ToLower(strings.TrimSpace(part))
		if !exactOrigin(origin) {
			return nil, fmt.Errorf("origin %d: want one like https://example.org, got %q", i+1, part)
		}
		origins = append(origins, origin)
	}
	return origins, nil
}

func exactOrigin(text string) bool {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || strings.Contains(text, "*") {
		return false
	}
	return (u.Scheme == "http" || u.Scheme == "https") && text == u.Scheme+"://"+u.Host
}

// allowOrigins lets pages of the given origins read answers and send keys.
// Cookies are never allowed. Origins are compared whole, so that a wildcard
// which slipped into the configuration matches nothing.
func allowOrigins(origins []string, next http.Handler) http.Handler {
	if len(origins) == 0 {
		return next
	}
	return cors.New(cors.Options{
		AllowOriginFunc: func(origin string) bool {
			return slices.Contains(origins, strings.ToLower(origin))
		},
		AllowedMethods: []string{http.MethodGet, http.MethodPost},
		AllowedHeaders: []string{"Authorization", "Content-Type"},
		ExposedHeaders: []string{"X-Request-Id"},
		MaxAge:         600,
	}).Handler(next)
}

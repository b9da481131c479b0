package transport

import (
	"crypto/sha256"
	"crypto/subtle"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	anonymous = "anonymous" // no key was shown
	local     = "local"     // no keys are configured

	minSecret = 16 // characters

	bearerChallenge = `Bearer realm="capgraph"` // the header WWW-Authenticate of a 401
)

// Keys holds the API keys that open mutations. The zero value holds none and
// lets everybody write. Secrets are kept as SHA-256 only: they are long and
// random, so a slow hash would add nothing.
type Keys struct {
	entries []key
}

type key struct {
	name   string
	digest [sha256.Size]byte
}

var saneName = regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}$`)

// ParseKeys reads "name:secret,name2:secret2". Blank text gives no keys. Space
// around a key is ignored. A name has 1 to 64 letters, digits, '.', '_' or '-'
// and occurs once; a secret has at least 16 printable ASCII characters, no
// space or comma, and occurs once. An error names the position of the key and
// never repeats any of its text.
func ParseKeys(text string) (Keys, error) {
	if strings.TrimSpace(text) == "" {
		return Keys{}, nil
	}
	var keys Keys
	for i, part := range strings.Split(text, ",") {
		if err := keys.add(strings.TrimSpace(part)); err != nil {
			return Keys{}, fmt.Errorf("API key %d: %w", i+1, err)
		}
	}
	return keys, nil
}

func (k *Keys) add(text string) error {
	name, secret, found := strings.Cut(text, ":")
	digest := sha256.Sum256([]byte(secret))
	switch {
	case !found:
		return fmt.Errorf("want name:secret")
	case !saneName.MatchString(name) || name == anonymous || name == local:
		return fmt.Errorf("its name is not allowed")
	case utf8.RuneCountInString(secret) < minSecret:
		return fmt.Errorf("its secret has fewer than %d characters", minSecret)
	case strings.ContainsFunc(secret, func(r rune) bool { return r <= ' ' || r > '~' }):
		return fmt.Errorf("its secret has characters that a header cannot carry")
	}
	for _, other := range k.entries {
		if other.name == name || other.digest == digest {
			return fmt.Errorf("its name or secret is used by another key")
		}
	}
	k.entries = append(k.entries, key{name, digest})
	return nil
}

// Open reports that no keys are configured, so that everybody may write.
func (k Keys) Open() bool { return len(k.entries) == 0 }

// String lists the names of the keys, for a line in the log at start.
func (k Keys) String() string {
	names := make([]string, len(k.entries))
	for i, entry := range k.entries {
		names[i] = entry.name
	}
	return strings.Join(slices.Sorted(slices.Values(names)), ", ")
}

// owner returns the name of the key with this secret and "" if there is none.
// It looks at every key, so that time tells nothing about which one was close.
func (k Keys) owner(secret string) string {
	digest := sha256.Sum256([]byte(secret))
	name := ""
	for _, entry := range k.entries {
		if subtle.ConstantTimeCompare(digest[:], entry.digest[:]) == 1 {
			name = entry.name
		}
	}
	return name
}

// bearer takes the secret out of the Authorization headers. Anything but one
// "Bearer secret" gives "", which no key has.
func bearer(headers []string) string {
	if len(headers) != 1 {
		return ""
	}
	scheme, secret, _ := strings.Cut(headers[0], " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(secret)
}

// identify notes who is asking. A wrong key is refused even for a query:
// somebody who shows a key means to be known, and should hear of the mistake.
func identify(keys Keys, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		visit, shown := visitOf(r.Context()), r.Header.Values("Authorization")
		switch {
		case keys.Open():
			visit.actor, visit.mayWrite = local, true
		case len(shown) == 0:
			visit.actor = anonymous
		default:
			visit.actor = keys.owner(bearer(shown))
			visit.mayWrite = visit.actor != ""
			if !visit.mayWrite {
				unauthenticated("this API key is not accepted").write(w, r)
				return
			}
		}
		next.ServeHTTP(w, r)
	})
}

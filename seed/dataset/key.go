package dataset

import (
	"crypto/sha256"
	"encoding/base32"
	"regexp"
	"strings"

	"capgraph/graph"
)

// Key is the identifier, of scheme registry, that stands for a key of the
// source: ZZ-CRUNCHBASE:ORGANIZATION/META. Two keys give two identifiers, except
// that the letter case of a key makes no difference where it is of one case
// throughout. Keys that do not fit into an identifier end in a digest.
func (s *Set) Key(key string) string { return "registry:" + s.Keys + ":" + keyValue(key) }

// NewID is the id that a thing with that key has when nothing is known of it.
// Several keys together tell deals apart that have none of their own.
func (s *Set) NewID(kind graph.Kind, keys ...string) graph.ID {
	id := string(kind) + ":" + strings.ToLower(s.Keys)
	for _, key := range keys {
		id += "." + strings.ToLower(strings.ReplaceAll(keyValue(key), "/", "_"))
	}
	return graph.ID(id)
}

// plainKey is how a key looks that fits into an identifier as it stands.
var plainKey = regexp.MustCompile(`^([A-Z0-9][A-Z0-9./-]{0,39}|[a-z0-9][a-z0-9./-]{0,39})$`)

// keyValue writes a key in the letters of identifiers. A key may have one sort
// of separator: colons, or the slashes of a path that begins with one.
func keyValue(key string) string {
	plain := ""
	switch path, isPath := strings.CutPrefix(key, "/"); {
	case isPath && strings.Contains(path, "/") && !strings.ContainsAny(path, ":."):
		plain = path
	case !strings.ContainsAny(key, "/."):
		plain = strings.ReplaceAll(key, ":", ".")
	}
	if plainKey.MatchString(plain) {
		return strings.ToUpper(plain)
	}
	return strings.ToUpper(bareWord(key)) + "-X" + digest(key, 12)
}

// bareWord keeps what a person may recognise a key by.
func bareWord(key string) string {
	const longest = 20
	word := strings.Map(func(r rune) rune {
		if r < 0x80 && (r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z') {
			return r
		}
		return '-'
	}, key)
	word = strings.Trim(word[:min(len(word), longest)], "-")
	if word == "" {
		return "KEY"
	}
	return word
}

// digest is a short hash of a text in capital letters and digits.
func digest(text string, letters int) string {
	sum := sha256.Sum256([]byte(text))
	return base32.StdEncoding.EncodeToString(sum[:])[:letters]
}

// IdentifierID is the id of a new thing that a register knows, by its printed
// identifier, so that all sources that know it give it the same one.
func IdentifierID(kind graph.Kind, identifier string) graph.ID {
	return graph.NewID(kind, strings.NewReplacer("registry:", "", ":", " ").Replace(identifier))
}

package graph

import (
	"context"
	"math"
	"strings"
	"time"
)

// ID names a record for ever: the kind, a colon, and a slug of its name or of
// what identifies it, as in "company:meta" or "stake:meta.scale-ai". It is
// readable, the same in every store, and never reused.
type ID string

// NewID derives the id of a record from its kind and the parts that identify
// it. Parts may be names or ids; of an id only the slug is used. Empty parts
// are left out. It is a pure function: the same input gives the same id
// everywhere.
func NewID(kind Kind, parts ...string) ID {
	var slugs []string
	for _, part := range parts {
		if _, slug, isID := ParseID(part); isID {
			slugs = append(slugs, slug)
		} else if slug := Slug(part); slug != "" {
			slugs = append(slugs, slug)
		}
	}
	return ID(string(kind) + ":" + strings.Join(slugs, "."))
}

// ParseID splits an id into its kind and slug. It reports false for text that
// is not an id of a known kind.
func ParseID(text string) (Kind, string, bool) {
	prefix, slug, found := strings.Cut(text, ":")
	if !found || slug == "" || KindOf(Kind(prefix)) == nil || strings.ContainsAny(slug, "@ \t\n") {
		return "", "", false
	}
	return Kind(prefix), slug, true
}

// Kind is the part of the id before the colon.
func (id ID) Kind() Kind {
	prefix, _, _ := strings.Cut(string(id), ":")
	return Kind(prefix)
}

// Slug is the part of the id after the colon.
func (id ID) Slug() string {
	_, slug, _ := strings.Cut(string(id), ":")
	return slug
}

// Instant is a moment on the clock of commits, in microseconds since 1970 UTC.
// A store never gives the same instant to two commits. Zero means now.
type Instant int64

// LastInstant is after every commit.
const LastInstant Instant = math.MaxInt64

// InstantOf rounds a time down to an Instant. The first instant of 1970, which
// would mean now, becomes the one before.
func InstantOf(t time.Time) Instant {
	if micro := t.UnixMicro(); micro != 0 {
		return Instant(micro)
	}
	return -1
}

// NextInstant is that of a commit at a time behind the last commit: the one between
// them is kept for what is known for an instant alone.
func NextInstant(t time.Time, last Instant) Instant { return max(InstantOf(t), last+2) }

// Time converts an instant back.
func (i Instant) Time() time.Time { return time.UnixMicro(int64(i)).UTC() }

// Slice is the pair of clocks that a read is made at: what was true on Day,
// according to what was known at Known. Known zero is now.
type Slice struct {
	Day   Day
	Known Instant
}

// Pin makes a slice one state of the store: without an instant, that of the
// last commit, so that all reads of one answer see the same.
func (s Slice) Pin(ctx context.Context, reader Reader) (Slice, error) {
	if s.Known != 0 {
		return s, nil
	}
	head, err := reader.Head(ctx)
	s.Known = head
	return s, err
}

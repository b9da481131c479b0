package graph

import (
	"bytes"
	"slices"
)

// decisive are the fields of a claim, beside what it states, that its record is
// worked out from.
var decisive = [...]string{"modality", "confidence", "source", "from", "until", "observed", fieldDecision, fieldDecided, fieldOfArticle}

// repeatsOnly says whether the claims that begin say no more than others do that go on:
// the same in the same way, as reprints do. Then nothing of the record changes, and
// ten thousand reprints are not worked through for each one more.
func (r *round) repeatsOnly(id ID, others []*Record) bool {
	if len(r.ended[id]) > 0 {
		return false
	}
	for _, c := range r.opened[id] {
		said := saidBy(c)
		if !slices.ContainsFunc(others, func(other *Record) bool { return bytes.Equal(saidBy(other), said) }) {
			return false
		}
	}
	return true
}

// saidBy is all that Resolve looks at in a claim, except for its id.
func saidBy(c *Record) []byte {
	said := &Record{Held: make(map[string][]Held, len(decisive)), Claimed: c.Claimed}
	for _, field := range decisive {
		if held := c.Held[field]; len(held) > 0 {
			said.Held[field] = held
		}
	}
	return EncodeBody(said)
}

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
		said, in := saidBy(c), inWords(c)
		if !slices.ContainsFunc(others, func(other *Record) bool { return in.maybe(other) && bytes.Equal(saidBy(other), said) }) {
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

// words are the texts of what a claim states and of when it was observed.
type words struct {
	observed string
	claimed  map[string][]string
}

func inWords(c *Record) words {
	w := words{observed(c).EDTF, make(map[string][]string, len(c.Claimed))}
	for field, values := range c.Claimed {
		for _, held := range values {
			w.claimed[field] = append(w.claimed[field], held.Value.Text())
		}
	}
	return w
}

// maybe says quickly whether another claim may say the same: most of those
// that do not differ in the first word.
func (w words) maybe(other *Record) bool {
	if observed(other).EDTF != w.observed || len(other.Claimed) != len(w.claimed) {
		return false
	}
	for field, texts := range w.claimed {
		if !slices.EqualFunc(other.Claimed[field], texts, func(held Held, text string) bool { return held.Value.Text() == text }) {
			return false
		}
	}
	return true
}

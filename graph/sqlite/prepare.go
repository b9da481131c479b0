package sqlite

import (
	"iter"
	"slices"
	"unicode/utf8"

	"capgraph/graph"
)

// prepared is a version with all that can be worked out before it is written.
type prepared struct {
	version *graph.Record
	body    []byte
	keys    []key
	words   []string // those of the names of an entity
	length  int      // of its usual name, in characters
	outline string   // of a relation, else empty
}

func prepare(version *graph.Record) prepared {
	p := prepared{version: version}
	spec := graph.KindOf(version.Kind)
	if spec == nil {
		return p
	}
	p.body, p.keys, p.outline = graph.EncodeBody(version), keysOf(version), graph.EncodeOutline(version)
	if spec.Nature == graph.Entity {
		p.words, p.length = graph.SearchWords(version), utf8.RuneCountInString(graph.UsualName(version))
	}
	return p
}

// portion is how many versions are prepared at a time.
const portion = 64

// prepareAll prepares versions in their order, when there are many while those
// before them are written.
func prepareAll(versions []*graph.Record) iter.Seq[prepared] {
	return func(yield func(prepared) bool) {
		next, done := make(chan []prepared, 4), make(chan struct{})
		defer close(done)
		go func() {
			defer close(next)
			for some := range slices.Chunk(versions, portion) {
				ready := make([]prepared, len(some))
				for i, version := range some {
					ready[i] = prepare(version)
				}
				select {
				case next <- ready:
				case <-done:
					return
				}
			}
		}()
		for ready := range next {
			for _, p := range ready {
				if !yield(p) {
					return
				}
			}
		}
	}
}

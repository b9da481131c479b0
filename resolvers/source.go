package resolvers

import (
	"capgraph/graph"
	"capgraph/graph/ownership"
)

// Source is what answers are read from: a store, and the projections of its
// stakes that are in memory.
type Source struct {
	graph.Reader
	Stakes *ownership.Cache
}

// NewSource reads from a store.
func NewSource(reader graph.Reader) Source {
	return Source{Reader: reader, Stakes: ownership.NewCache(reader)}
}

package schema

import (
	"capgraph/resolvers"
	"capgraph/schema/generated"
)

// What a search for a name, and a pass over a kind, cost.
const (
	searchWeight = 20
	scanWeight   = 2000
)

// weighDeciding weighs the fields that help to decide which records are one.
func weighDeciding(c *generated.ComplexityRoot) {
	c.Query.Candidates = func(child int, mention resolvers.MentionInput, first int) int {
		return page(child, &first, nil) + searchWeight*len(mention.Names)
	}
	c.Query.Duplicates = func(child int, _ string, first *int, _ *string) int { return page(child, first, nil) + scanWeight }
}

package schema

import (
	"capgraph/graph"
	"capgraph/resolvers"
	"capgraph/schema/generated"
)

// What a search for a name, and a pass over a kind, cost.
const (
	searchWeight = 20
	scanWeight   = 2000
)

// few weighs lists that have at most 20 entries, see seed.MaxListed.
func few(child int) int { return 20 * child }

// weighDeciding weighs the fields that help to decide which records are one.
func weighDeciding(c *generated.ComplexityRoot) {
	c.Query.Candidates = func(child int, mention resolvers.MentionInput, first int) int {
		return page(child, &first, nil) + searchWeight*len(mention.Names)
	}
	c.Query.WaitingMentions = func(child int, _ *graph.ID, _ *string, first *int, _ *string) int {
		return page(child+searchWeight, first, nil)
	}
	c.WaitingMention.Facts = few
	c.WaitingMention.Candidates = few
	c.Query.Duplicates = func(child int, _ string, first *int, _ *string) int { return page(child, first, nil) + scanWeight }
}

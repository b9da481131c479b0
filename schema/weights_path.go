package schema

import (
	"capgraph/graph"
	"capgraph/resolvers"
	"capgraph/schema/generated"
)

// The usual number of hops of a path, and of relations that join two entities.
const (
	usualHops  = 4
	usualLinks = 2
)

// weighPaths says what searches cost: as many paths, entities or nodes as may
// be in the answer, and of each hop what is usual.
func weighPaths(c *generated.ComplexityRoot) {
	c.Query.Paths = func(child int, _, _ graph.ID, _ int, first int, _ *resolvers.WalkFilter, _ *resolvers.SearchBudget, _ *graph.Day, _ *graph.Instant) int {
		return page(child, &first, nil)
	}
	c.Query.Reachable = func(child int, _ graph.ID, _ []string, _ int, first int, _ *resolvers.WalkFilter, _ *resolvers.SearchBudget, _ *graph.Day, _ *graph.Instant) int {
		return page(child, &first, nil)
	}
	c.Query.Neighbourhood = func(child int, _ []graph.ID, _ *string, _, _ int, _ *resolvers.WalkFilter, budget *resolvers.SearchBudget, _ *graph.Day, _ *graph.Instant) int {
		nodes := resolvers.PictureNodes
		if budget != nil && budget.Nodes != nil {
			nodes = *budget.Nodes
		}
		return page(child, &nodes, nil)
	}
	hops := func(child int) int { return 1 + usualHops*child }
	c.Path.Hops, c.Path.Entities, c.Reached.Hops = hops, hops, hops
	c.Hop.Links = func(child int) int { return 1 + usualLinks*child }
}

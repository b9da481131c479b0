package schema

import (
	"capgraph/graph"
	"capgraph/graph/explore"
	"capgraph/graph/ownership"
	"capgraph/resolvers"
	"capgraph/schema/generated"
)

// weigh says what the fields cost that follow from no spec and hold lists.
func weigh(c *generated.ComplexityRoot) {
	c.Query.Nodes = func(child int, ids []graph.ID) int { return len(ids) * child }
	c.OwnershipAnalysis.Controllers = func(child int, _ graph.Certainty, first *int, _ *string) int { return page(child, first, nil) }
	c.OwnershipAnalysis.ControlledCompanies = func(child int, _ graph.Certainty, first *int, _ *string) int { return page(child, first, nil) }
	c.OwnershipAnalysis.Owners = func(child int, _ *string, _ bool, first *int, _ *string) int { return page(child, first, nil) }
	c.OwnershipAnalysis.Holdings = func(child int, _ *string, first *int, _ *string) int { return page(child, first, nil) }
	c.OwnershipAnalysis.CloseLinks = func(child int, _ string, _ ownership.Measure, first *int, _ *string) int {
		return page(child, first, nil)
	}
	c.Query.OwnershipIssues = func(child int, _ *resolvers.OwnershipOptions, _ *graph.Day, _ *graph.Instant, first *int, _ *string) int {
		return page(child, first, nil)
	}
	c.OwnershipResult.Explanation = func(child, first int) int { return page(child, &first, nil) }
	c.OwnershipAnalysis.Group = func(child int, first *int, _ *string) int { return page(child, first, nil) }
	c.Query.Search = func(child int, _ string, _ []string, first int, _ *string) int { return page(child, &first, nil) }
	weighChanges(c)
	c.Query.Conflicts = func(child int, _ []explore.ConflictKind, _ []string, _ []graph.Severity, _ *graph.ID, _ *graph.Instant, _ bool, _ explore.ConflictOrder, first *int, _ *string) int {
		return page(child, first, nil)
	}
	weighDeciding(c)
	weighSums(c)
	weighExploring(c)
	weighPaths(c)
}

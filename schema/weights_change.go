package schema

import (
	"capgraph/graph"
	"capgraph/schema/generated"
)

// weighChanges says what the feed of changes and the log cost. A subscription
// costs what one of its answers does.
func weighChanges(c *generated.ComplexityRoot) {
	c.Query.Changes = func(child int, _, _ *graph.Instant, _ []graph.ID, _ []graph.ChangeReason, first *int, _ *string) int {
		return page(child, first, nil)
	}
	c.Query.Log = func(child int, first *int, _ *string, _ *graph.ID, _ *string) int { return page(child, first, nil) }
}

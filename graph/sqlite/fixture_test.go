package sqlite

import (
	"context"

	"capgraph/graph"
)

// plans is the plan of a write that makes the changes, whatever is there.
func plans(changes ...graph.Change) func(context.Context, graph.Reader) ([]graph.Change, error) {
	return func(context.Context, graph.Reader) ([]graph.Change, error) { return changes, nil }
}

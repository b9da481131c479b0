package resolvers

import (
	"context"

	"capgraph/graph"
)

// Log lists the writes that touched the article, latest first.
func (a Article) Log(ctx context.Context, first int) ([]graph.LogEntry, error) {
	if first < 0 || first > graph.MaxPage {
		return nil, graph.Errorf(graph.Limit, "a page has from 0 to %d entries", graph.MaxPage).At("first")
	}
	return a.batch.reader.Writes(ctx, graph.LogQuery{Article: a.record.ID, Limit: first})
}

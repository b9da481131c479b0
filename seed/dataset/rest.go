package dataset

import (
	"context"

	"capgraph/graph"
)

// Rest lists the articles of earlier imports of the data set behind its last
// one: what a longer file had loaded, and what still counts.
func (s *Set) Rest(ctx context.Context, reader graph.Reader, last int) ([]graph.ID, error) {
	const page = 100
	var rest []graph.ID
	for first := last + 1; ; first += page {
		var ids []graph.ID
		for number := first; number < first+page; number++ {
			ids = append(ids, graph.NewID("article", s.articleID(number)))
		}
		records, err := reader.Records(ctx, ids, graph.Slice{Day: graph.MaxDay - 1})
		if err != nil {
			return nil, err
		}
		if len(records) == 0 {
			return rest, nil
		}
		for _, id := range ids {
			if records[id] != nil && graph.StatusOf(records[id]) != graph.Withdrawn {
				rest = append(rest, id)
			}
		}
	}
}

package ownership

import (
	"context"

	"capgraph/graph"
)

// completed lists the companies of which a source says that the stakes it
// gives are all there are.
func (l *loader) completed(ctx context.Context) ([]graph.ID, error) {
	yes, _ := graph.Token("TRUE").Span()
	query := graph.Query{
		Kind: "company", Slice: l.slice, Limit: graph.MaxPage * 10,
		Where: graph.Where{Field: "ownersComplete", Lo: graph.KeyRange{Min: yes, Max: yes}},
	}
	pages, err := graph.AllPages(ctx, l.reader, query)
	if err != nil {
		return nil, err
	}
	ids := make([]graph.ID, 0, len(pages[""]))
	for _, record := range pages[""] {
		ids = append(ids, record.ID)
	}
	return ids, nil
}

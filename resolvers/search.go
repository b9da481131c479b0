package resolvers

import (
	"context"

	"capgraph/graph"
)

// maxQuery is how long the text of a search may be, in bytes.
const maxQuery = 500

// SearchConnection is a page of what a search found.
type SearchConnection struct {
	Edges      []SearchEdge
	PageInfo   PageInfo
	TotalCount int
}

// Nodes are the entities alone.
func (c *SearchConnection) Nodes() []Entity {
	nodes := make([]Entity, len(c.Edges))
	for i, edge := range c.Edges {
		nodes[i] = edge.Node
	}
	return nodes
}

// SearchEdge is an entity that a search found.
type SearchEdge struct {
	Cursor      string
	Node        Entity
	MatchedName string
	Score       float64
}

// Search finds entities by name, best first. Its cursors count places: what it
// finds is bounded, so a page is cut from the whole.
func (q Query) Search(ctx context.Context, query string, kinds []string, first int, after *string) (*SearchConnection, error) {
	if first < 0 || first > graph.MaxPage {
		return nil, graph.Errorf(graph.Limit, "a page has from 0 to %d records", graph.MaxPage).At("first")
	}
	if len(query) > maxQuery {
		return nil, graph.Errorf(graph.Limit, "a search has at most %d bytes", maxQuery).At("query")
	}
	start, err := cutStart("search", after)
	if err != nil {
		return nil, err
	}
	var wanted []graph.Kind
	for _, kind := range kinds {
		wanted = append(wanted, kindOf(kind))
	}
	words := graph.Words(query)
	records, err := q.Reader.Search(ctx, words, wanted)
	if err != nil {
		return nil, err
	}
	found := graph.RankMatches(words, records)
	connection := &SearchConnection{Edges: []SearchEdge{}, TotalCount: len(found)}
	batch := newBatch(q.Reader, q.clocks(), nil)
	for i := min(start, len(found)); i < min(start+first, len(found)); i++ {
		batch.records = append(batch.records, found[i].Record)
		entity, _ := batch.view(found[i].Record).(Entity)
		connection.Edges = append(connection.Edges, SearchEdge{Cursor: cutCursor("search", i), Node: entity, MatchedName: found[i].Matched, Score: found[i].Score})
	}
	info := &connection.PageInfo
	info.HasPreviousPage, info.HasNextPage = start > 0, start+first < len(found)
	if n := len(connection.Edges); n > 0 {
		info.StartCursor, info.EndCursor = &connection.Edges[0].Cursor, &connection.Edges[n-1].Cursor
	}
	return connection, nil
}

package resolvers

import (
	"context"
	"fmt"

	"capgraph/graph"
)

// LogConnection is a page of the log.
type LogConnection = Connection[graph.LogEntry]

// LogEdge is one entry in a page.
type LogEdge = Edge[graph.LogEntry]

// Log lists the writes that changed something, latest first. A cursor is the
// commit of an entry and how many entries of that commit come up to it.
func (q Query) Log(ctx context.Context, first *int, after *string, article *graph.ID, actor *string) (*LogConnection, error) {
	size, key, err := paging("log", first, after)
	if err != nil {
		return nil, err
	}
	asked, seen := graph.LogQuery{Actor: deref(actor), Limit: size + 1}, 0
	if article != nil {
		plain, err := unsigned("article", *article)
		if err != nil {
			return nil, err
		}
		asked.Article = plain[0]
	}
	if key != "" {
		if _, err := fmt.Sscanf(key, "%d %d", &asked.Until, &seen); err != nil || asked.Until <= 0 || seen < 0 {
			return nil, graph.Errorf(graph.Invalid, "this is no cursor of this list; pass on one that an answer gave").At("after")
		}
	}
	asked.Limit += seen
	entries, err := q.Reader.Writes(ctx, asked)
	if err != nil {
		return nil, err
	}
	return logPage(entries, min(seen, len(entries)), size, after), nil
}

// logPage makes a page of the entries after those that were seen, which are of
// the first commit.
func logPage(entries []graph.LogEntry, seen, size int, after *string) *LogConnection {
	places := map[int]string{}
	for i, n := 0, 0; i < len(entries); i++ {
		if n++; i > 0 && entries[i].At != entries[i-1].At {
			n = 1
		}
		places[i] = fmt.Sprintf("%d %d", entries[i].At, n)
	}
	rest := entries[seen:]
	at := seen - 1
	key := func(*graph.LogEntry) string { at++; return places[at] }
	same := func(e *graph.LogEntry) graph.LogEntry { return *e }
	return keyed("log", rest[:min(size, len(rest))], key, same, sure, len(rest) > size, 0, after)
}

package resolvers

import (
	"context"
	"encoding/base64"
	"strings"

	"capgraph/graph"
)

func recordKinds(kinds []graph.Kind) []string {
	written := make([]string, len(kinds))
	for i, kind := range kinds {
		written[i] = enumOf(kind)
	}
	return written
}

func kindsNamed(written []string) []graph.Kind {
	kinds := make([]graph.Kind, len(written))
	for i, kind := range written {
		kinds[i] = kindOf(kind)
	}
	return kinds
}

// stage makes views of the records that a finding came with, and of those that
// they point to, without reading anything again. The ones make a batch, the others another.
func stage(reader Source, at clocks, records map[graph.ID]*graph.Record) cast {
	first, far := newBatch(reader, at, nil), map[graph.ID]*graph.Record{}
	for _, record := range records {
		for id, one := range record.Far {
			far[id] = one
		}
	}
	seen := cast(first.next(far))
	for id, node := range first.next(records) {
		seen[id] = node
	}
	return seen
}

// pinned fixes the instant at which now is, so that all that an answer reads
// is of one state of the store; ids are signed as before.
func (c clocks) pinned(ctx context.Context, reader Source) (clocks, error) {
	slice, err := c.slice.Pin(ctx, reader)
	c.slice = slice
	return c, err
}

// at are the clocks of a question, pinned.
func (q Query) at(ctx context.Context, asOf *graph.Day, knownAt *graph.Instant) (clocks, error) {
	return q.clocks().with(asOf, knownAt).pinned(ctx, q.Reader)
}

// unsigned takes the clocks off ids that clients pass on: what is asked of
// several records is asked at the clocks of the question.
func unsigned(argument string, ids ...graph.ID) ([]graph.ID, error) {
	plain := make([]graph.ID, len(ids))
	for i, id := range ids {
		without, _, ok := clocks{}.readSigned(id)
		if !ok {
			return nil, graph.Errorf(graph.Invalid, "%q is no id", id).At(argument)
		}
		plain[i] = without
	}
	return plain, nil
}

// keyed is a page that a function of package explore made: its cursors are the
// keys of the items, and carry the name of the list.
func keyed[A, B any](list string, items []A, key func(*A) string, to func(*A) B, match func(*A) graph.Certainty, more bool, total int, after *string) *Connection[B] {
	connection := &Connection[B]{Edges: make([]Edge[B], 0, len(items)), TotalCount: total}
	for i := range items {
		connection.Edges = append(connection.Edges, Edge[B]{Cursor: keyCursor(list, key(&items[i])), Node: to(&items[i]), Match: match(&items[i])})
	}
	info := &connection.PageInfo
	info.HasNextPage, info.HasPreviousPage = more, after != nil
	if n := len(connection.Edges); n > 0 {
		info.StartCursor, info.EndCursor = &connection.Edges[0].Cursor, &connection.Edges[n-1].Cursor
	}
	return connection
}

func sure[A any](*A) graph.Certainty { return graph.Surely }

func keyCursor(list, key string) string {
	return base64.RawURLEncoding.EncodeToString([]byte(list + " " + key))
}

// keyAfter reads a cursor of a list, "" for none.
func keyAfter(list string, after *string) (string, error) {
	if after == nil {
		return "", nil
	}
	decoded, err := base64.RawURLEncoding.DecodeString(*after)
	key, found := strings.CutPrefix(string(decoded), list+" ")
	if err != nil || !found || key == "" {
		return "", graph.Errorf(graph.Invalid, "this is no cursor of this list; pass on one that an answer gave").At("after")
	}
	return key, nil
}

// paging reads first and after.
func paging(list string, first *int, after *string) (size int, key string, err error) {
	if size, err = (listing{First: first}).limit(); err != nil {
		return 0, "", err
	}
	key, err = keyAfter(list, after)
	return size, key, err
}

package neo4j

import (
	"context"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"capgraph/graph"
)

// Project calls yield for each version in force, see graph.Reader. It reads
// what was known when it began, whatever is committed while it lasts: versions
// stay where they are in the index of all versions, which is read in its order.
func (r reader) Project(ctx context.Context, kind graph.Kind, slice graph.Slice, yield func(*graph.Record) error) error {
	if graph.KindOf(kind) == nil {
		return ctxError(ctx)
	}
	last := graph.ID("")
	return r.stream(ctx, projectStatement(kind, slice), func(row *driver.Record) error {
		version, err := decode(row.Values[0])
		if err != nil {
			return err
		}
		if version.ID < last {
			return graph.Errorf(graph.Internal, "the database returned %s after %s", version.ID, last)
		}
		last = version.ID
		return yield(version)
	})
}

func projectStatement(kind graph.Kind, slice graph.Slice) *statement {
	s := begin()
	after, before := idRange(kind)
	if slice.Known != 0 {
		s.add("WITH ", s.param(int64(slice.Known)), " AS head\n")
	}
	s.add("CALL (head) {\n", seek("v", "Version", "id"), " WHERE v.id > ", s.param(after), " AND v.id < ", s.param(before),
		" AND v.known_from <= head AND ", openAt("v", "head"))
	s.valid("v", scope{day: slice.Day}).add("\nWITH v ORDER BY v.id\nRETURN v\n}\n")
	return s.add("RETURN ", columns("v"), " AS version")
}

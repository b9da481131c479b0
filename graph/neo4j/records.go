package neo4j

import (
	"context"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"capgraph/graph"
)

// Records returns the version of each id that graph.Pick chooses, with those
// that it points to.
func (r reader) Records(ctx context.Context, ids []graph.ID, slice graph.Slice) (map[graph.ID]*graph.Record, error) {
	list := texts(ids)
	if len(list) == 0 {
		return map[graph.ID]*graph.Record{}, ctxError(ctx)
	}
	row, err := r.inSlice(ctx, slice, func(at scope) *statement { return recordsStatement(list, at) })
	if err != nil {
		return nil, err
	}
	near, err := pickedFrom(row, "near", slice.Day)
	if err != nil {
		return nil, err
	}
	far, err := pickedFrom(row, "far", slice.Day)
	for _, record := range near {
		fillFar(record, far)
	}
	return near, err
}

func recordsStatement(ids []string, at scope) *statement {
	s := begin()
	s.add("CALL (head) {\nUNWIND ", s.param(ids), " AS id\n").versions("v", at).add(" AND v.id = id\nRETURN collect(v) AS found\n}\n")
	return s.withFar("found", at).end("near", "far")
}

// withFar turns a list of versions into the columns near and far: what decode
// reads of them, and of those that they point to.
func (s *statement) withFar(found string, at scope) *statement {
	s.add("CALL (", found, ") {\nUNWIND ", found, " AS v UNWIND v.far AS id\nWITH DISTINCT id\n")
	s.versions("f", at).add(" AND f.id = id\nRETURN collect(", columns("f"), ") AS far\n}\n")
	return s.add("WITH head, far, [v IN ", found, " | ", columns("v"), "] AS near\n")
}

// pickedFrom reads a column of versions and picks one for each id.
func pickedFrom(row *driver.Record, name string, day graph.Day) (map[graph.ID]*graph.Record, error) {
	versions, err := decodeAll(column(row, name))
	if err != nil {
		return nil, err
	}
	return picked(versions, day), nil
}

func picked(versions []*graph.Record, day graph.Day) map[graph.ID]*graph.Record {
	byID := make(map[graph.ID][]*graph.Record, len(versions))
	for _, version := range versions {
		byID[version.ID] = append(byID[version.ID], version)
	}
	chosen := make(map[graph.ID]*graph.Record, len(byID))
	for id, versions := range byID {
		chosen[id] = graph.Pick(versions, day)
	}
	return chosen
}

func fillFar(record *graph.Record, far map[graph.ID]*graph.Record) {
	record.Far = map[graph.ID]*graph.Record{}
	for _, ids := range record.Links() {
		for _, id := range ids {
			if found := far[id]; found != nil {
				record.Far[id] = found
			}
		}
	}
}

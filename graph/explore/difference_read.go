package explore

import (
	"context"
	"maps"
	"slices"

	"capgraph/graph"
)

// snapshot is what is in force at a point.
type snapshot struct {
	slice   graph.Slice
	records map[graph.ID]*graph.Record

	// What was read of a list ends at an id; "" when all was read.
	upTo map[graph.Kind]graph.ID
}

// around compares an entity and the relations around it.
func (d *Difference) around(ctx context.Context, reader graph.Reader, q DifferenceQuery) error {
	points, err := eachPoint(d.Points, func(slice graph.Slice) (*snapshot, error) { return aroundAt(ctx, reader, q.Of, slice) })
	if err != nil {
		return err
	}
	var ids []graph.ID
	for _, point := range points {
		ids = append(ids, slices.Collect(maps.Keys(point.records))...)
		for kind := range point.upTo {
			d.Cut = append(d.Cut, kind)
		}
	}
	slices.Sort(d.Cut)
	d.Cut = slices.Compact(d.Cut)
	slices.Sort(ids)
	for _, id := range slices.Compact(ids) {
		if id > q.Beyond && reached(points, id) && !d.add(q, id, points) {
			return nil
		}
	}
	return nil
}

// eachPoint reads what is at each point, at equal points once.
func eachPoint(slices [3]graph.Slice, read func(graph.Slice) (*snapshot, error)) (points [3]*snapshot, err error) {
	for i, slice := range slices {
		if i > 0 && slice == slices[i-1] {
			points[i] = points[i-1]
		} else if points[i], err = read(slice); err != nil {
			return points, err
		}
	}
	return points, nil
}

// aroundAt reads an entity and the relations around it that are in force.
func aroundAt(ctx context.Context, reader graph.Reader, of graph.ID, slice graph.Slice) (*snapshot, error) {
	fans, err := reader.Expand(ctx, graph.Expansion{Of: []graph.ID{of}, Slice: slice, Limit: MaxAround})
	if err != nil {
		return nil, err
	}
	point := &snapshot{slice: slice, upTo: map[graph.Kind]graph.ID{}}
	ids := []graph.ID{of}
	for _, relation := range fans[of].Relations {
		ids = append(ids, relation.ID)
		if fans[of].More[relation.Kind()] {
			point.upTo[relation.Kind()] = relation.ID
		}
	}
	point.records, err = reader.Records(ctx, ids, slice)
	return point, err
}

// reached says whether the points were read as far as the id.
func reached(points [3]*snapshot, id graph.ID) bool {
	for _, point := range points {
		if end, cut := point.upTo[id.Kind()]; cut && id > end {
			return false
		}
	}
	return true
}

// add compares a record and adds it when it differs. It reports false when
// the page is full, and the record is left for the next one.
func (d *Difference) add(q DifferenceQuery, id graph.ID, points [3]*snapshot) bool {
	differing, differs := q.compare(id, points)
	if differs && len(d.Records) >= q.First {
		d.More = true
		return false
	}
	if differs {
		d.Records = append(d.Records, differing)
	}
	d.Last = id
	return true
}

// ofKind compares the records of a kind, a chunk of each point at a time.
func (d *Difference) ofKind(ctx context.Context, reader graph.Reader, q DifferenceQuery) error {
	d.Last = q.Beyond
	for compared := 0; ; {
		points, err := eachPoint(d.Points, func(slice graph.Slice) (*snapshot, error) {
			return chunkAt(ctx, reader, q.Kind, slice, d.Last)
		})
		if err != nil {
			return err
		}
		ids, more := chunkIDs(points, q.Kind)
		for _, id := range ids {
			if !d.add(q, id, points) {
				return nil
			}
		}
		if compared += len(ids); !more || compared >= MaxCompared {
			d.More = more
			return nil
		}
	}
}

// chunkAt reads the next records of a kind in order of id.
func chunkAt(ctx context.Context, reader graph.Reader, kind graph.Kind, slice graph.Slice, beyond graph.ID) (*snapshot, error) {
	query := graph.Query{Kind: kind, Slice: slice, Limit: claimsAtATime}
	if beyond != "" {
		query.After = &graph.Cursor{Missing: true, ID: beyond}
	}
	pages, err := reader.List(ctx, query)
	if err != nil {
		return nil, err
	}
	point := &snapshot{slice: slice, records: map[graph.ID]*graph.Record{}, upTo: map[graph.Kind]graph.ID{}}
	for _, r := range pages[""].Records {
		point.records[r.ID] = r
		if pages[""].More {
			point.upTo[kind] = r.ID
		}
	}
	return point, nil
}

// chunkIDs are the ids that all points were read as far as, and whether there
// are more.
func chunkIDs(points [3]*snapshot, kind graph.Kind) (ids []graph.ID, more bool) {
	for _, point := range points {
		ids = append(ids, slices.Collect(maps.Keys(point.records))...)
		more = more || point.upTo[kind] != ""
	}
	slices.Sort(ids)
	ids = slices.DeleteFunc(slices.Compact(ids), func(id graph.ID) bool { return !reached(points, id) })
	return ids, more
}

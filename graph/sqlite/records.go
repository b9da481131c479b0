package sqlite

import (
	"context"
	"slices"

	"capgraph/graph"
)

// versionColumns are the columns that decode reads, of a version v.
const versionColumns = `v.vid, v.valid_from, v.sure_from, v.sure_to, v.valid_to, v.known_from, v.known_to, v.reason, v.body`

// decode reads a version from the columns that begin at a place in the row.
func decode(id graph.ID, row row, at int) (*graph.Record, int64, error) {
	version, vid := header(id, row, at)
	return version, vid, graph.DecodeBody(version, []byte(row.ColumnText(at+8)))
}

// header is decode without the body.
func header(id graph.ID, row row, at int) (*graph.Record, int64) {
	day := func(i int) graph.Day { return graph.Day(row.ColumnInt64(at + i)) }
	return &graph.Record{
		ID:        id,
		Kind:      id.Kind(),
		Valid:     graph.Validity{From: day(1), SureFrom: day(2), SureTo: day(3), To: day(4)},
		Known:     graph.KnownSpan{From: graph.Instant(row.ColumnInt64(at + 5)), To: graph.Instant(row.ColumnInt64(at + 6))},
		EndReason: graph.Reason(row.ColumnText(at + 7)),
	}, row.ColumnInt64(at)
}

// Records returns the version of each id that is in force, or the one that
// graph.Pick chooses, with those that it points to.
func (r reader) Records(_ context.Context, ids []graph.ID, slice graph.Slice) (map[graph.ID]*graph.Record, error) {
	scope, err := r.scope(slice)
	if err != nil {
		return nil, err
	}
	return r.records(ids, scope)
}

func (r reader) records(ids []graph.ID, scope scope) (map[graph.ID]*graph.Record, error) {
	records, err := r.picked(ids, scope)
	if err != nil {
		return nil, err
	}
	all := make([]*graph.Record, 0, len(records))
	for _, record := range records {
		all = append(all, record)
	}
	return records, r.fillFar(all, scope)
}

// picked finds one version for each id.
func (r reader) picked(ids []graph.ID, scope scope) (map[graph.ID]*graph.Record, error) {
	records := make(map[graph.ID]*graph.Record, len(ids))
	if len(ids) == 0 {
		return records, nil
	}
	bodies := make(map[*graph.Record]string, len(ids))
	others := map[graph.ID][]*graph.Record{}
	err := r.versions(distinct(ids), scope, func(id graph.ID, row row) error {
		version, _ := header(id, row, 1)
		bodies[version] = row.ColumnText(9)
		if records[id] == nil {
			records[id] = version
		} else {
			others[id] = append(others[id], version)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for id, versions := range others {
		records[id] = graph.Pick(append(versions, records[id]), scope.day)
	}
	for _, version := range records {
		if err := graph.DecodeBody(version, []byte(bodies[version])); err != nil {
			return nil, err
		}
	}
	return records, nil
}

// versions reads all versions of each id that are known, in no particular
// order. The row holds the id and then versionColumns.
func (r reader) versions(ids []graph.ID, scope scope, each func(graph.ID, row) error) error {
	if len(ids) == 0 {
		return nil
	}
	var s statement
	s.add(`SELECT r.id, `+versionColumns+` FROM json_each(?) j
		CROSS JOIN record r ON r.id = j.value CROSS JOIN version v ON v.rid = r.rid WHERE 1`, idList(ids))
	s.known("v", scope)
	return s.on(r.conn, func(row row) error { return each(graph.ID(row.ColumnText(0)), row) })
}

// known restricts a version to what is known in the scope.
func (s *statement) known(version string, scope scope) *statement {
	if scope.known == 0 {
		return s.add(` AND ` + version + `.known_to = 0`)
	}
	return s.add(` AND `+version+`.known_from <= ? AND (`+version+`.known_to = 0 OR `+version+`.known_to > ?)`, scope.known, scope.known)
}

// valid restricts a row to what is in force on the day of the scope.
func (s *statement) valid(table string, scope scope) *statement {
	return s.add(` AND `+table+`.valid_from <= ? AND `+table+`.valid_to > ?`, scope.day, scope.day)
}

// fillFar gives each record those that it points to, all in one statement.
func (r reader) fillFar(records []*graph.Record, scope scope) error {
	var ids []graph.ID
	targets := make([][]graph.ID, len(records))
	for i, record := range records {
		record.Far = map[graph.ID]*graph.Record{}
		for _, linked := range record.Links() {
			targets[i] = append(targets[i], linked...)
		}
		ids = append(ids, targets[i]...)
	}
	far, err := r.picked(ids, scope)
	if err != nil {
		return err
	}
	for i, record := range records {
		for _, id := range targets[i] {
			if found := far[id]; found != nil {
				record.Far[id] = found
			}
		}
	}
	return nil
}

// distinct sorts ids and drops repetitions.
func distinct(ids []graph.ID) []graph.ID {
	sorted := slices.Clone(ids)
	slices.Sort(sorted)
	return slices.Compact(sorted)
}

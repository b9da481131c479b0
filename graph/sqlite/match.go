package sqlite

import (
	"context"
	"slices"
	"unicode/utf8"

	"capgraph/graph"
)

// Match returns the ids of the records that have a value, see graph.Reader.
func (r reader) Match(_ context.Context, kind graph.Kind, field string, keys []string) (map[string][]graph.ID, error) {
	found := map[string][]graph.ID{}
	keys = slices.DeleteFunc(slices.Clone(keys), func(key string) bool { return !utf8.ValidString(key) })
	slices.Sort(keys)
	keys = slices.Compact(keys)
	if len(keys) == 0 {
		return found, nil
	}
	s := r.matching(kind, field, jsonList(keys))
	err := s.on(r.conn, func(row row) error {
		key := row.ColumnText(0)
		found[key] = append(found[key], graph.ID(row.ColumnText(1)))
		return nil
	})
	for key, ids := range found {
		found[key] = distinct(ids)
	}
	return found, err
}

// matching finds pairs of a key and an id, by the quickest way that there is
// for the field.
func (r reader) matching(kind graph.Kind, field, keys string) *statement {
	var s statement
	codes, spec := r.store.codes, graph.KindOf(kind)
	var f *graph.Field
	if spec != nil {
		f = spec.Field(field)
	}
	switch {
	case f != nil && f.Type == graph.RefType:
		s.add(`SELECT j.value, l.id FROM json_each(?) j CROSS JOIN record t ON t.id = j.value
			CROSS JOIN link l ON l.target = t.rid AND l.list = ? AND l.past = 0`, keys, codes.list(kind, field, low))
	case f != nil && (matchable(f) || f.Sort && !f.Holds()):
		lists := []int64{codes.list(kind, field, low), codes.list(kind, field, further)}
		s.add(`SELECT j.value, p.id FROM json_each(?) j CROSS JOIN place p ON p.key = j.value
			WHERE p.past = 0 AND p.missing = 0 AND p.list IN (`, keys).each(`?`, lists).add(`)`)
	case spec != nil && field == graph.EntryContested:
		s.add(`SELECT j.value, p.id FROM json_each(?) j CROSS JOIN place p ON p.key = j.value
			WHERE p.past = 0 AND p.missing = 0 AND p.list = ?`, keys, codes.list(kind, field, further))
	default:
		s.add(`SELECT e.lo, r.id FROM version v INDEXED BY version_current CROSS JOIN entry e ON e.vid = v.vid CROSS JOIN record r ON r.rid = v.rid
			WHERE v.known_to = 0 AND v.kind = ? AND e.field = ? AND e.state = 0 AND e.lo IN (SELECT value FROM json_each(?))`,
			codes.kind(kind), codes.field(field), keys)
	}
	return &s
}

package sqlite

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"

	"capgraph/graph"
)

// Expand returns the relations around entities, see graph.Reader.
func (s *Store) Expand(ctx context.Context, expansion graph.Expansion) (fans map[graph.ID]graph.Fan, err error) {
	err = s.read(ctx, func(r reader) error {
		fans, err = r.Expand(ctx, expansion)
		return err
	})
	return fans, err
}

// expansion is what is asked for with what the store makes of it. Relations
// are read in the order of the index, entity by entity and kind by kind; a
// kind that has more than the limit is left where the limit is passed, and
// another statement goes on behind it. So a hub costs as much as what is returned.
type expansion struct {
	graph.Expansion
	reader
	scope scope
	last  graph.Day
	all   []int64 // numbers of the kinds of relation
	fans  map[graph.ID]*fan
}

// fan is what was read around one entity.
type fan struct {
	parent
	relations []graph.Outline
	full      map[graph.Kind]bool // kinds with more than was read
}

// Expand returns the relations around entities, see graph.Reader.
func (r reader) Expand(_ context.Context, x graph.Expansion) (map[graph.ID]graph.Fan, error) {
	scope, err := r.scope(x.Slice)
	if err != nil {
		return nil, err
	}
	e := expansion{Expansion: x, reader: r, scope: scope, last: x.Last(), all: r.store.codes.relations(nil), fans: map[graph.ID]*fan{}}
	found := make(map[graph.ID]graph.Fan, len(x.Of))
	for _, id := range x.Of {
		found[id] = graph.Fan{}
	}
	kinds := r.store.codes.relations(x.Kinds)
	if len(kinds) == 0 || e.last < x.Slice.Day {
		return found, nil
	}
	if err := e.read(kinds); err != nil {
		return nil, err
	}
	for id, fan := range e.fans {
		if found[id], err = e.cut(fan); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// read reads the relations around all entities.
func (e *expansion) read(kinds []int64) error {
	parents, err := e.parents(e.Of)
	if err != nil {
		return err
	}
	for _, parent := range parents {
		if spec := graph.KindOf(parent.id.Kind()); spec != nil && spec.Nature == graph.Entity {
			e.fans[parent.id] = &fan{parent: parent, full: map[graph.Kind]bool{}}
		}
	}
	parents = slices.DeleteFunc(parents, func(p parent) bool { return e.fans[p.id] == nil })
	for _, past := range e.scope.pasts() {
		if err := e.around(parents, kinds, past); err != nil {
			return err
		}
	}
	return nil
}

// errFull stops a statement where a kind has passed the limit.
var errFull = errors.New("the limit of the kind is passed")

// around reads the relations of some kinds around some entities, known now or
// in the past.
func (e *expansion) around(parents []parent, kinds []int64, past int) error {
	for len(parents) > 0 && len(kinds) > 0 {
		at, kind, err := e.some(parents, kinds, past)
		if err != errFull {
			return err
		}
		rest := kinds[slices.Index(kinds, kind)+1:]
		if err := e.around(parents[at:at+1], rest, past); err != nil {
			return err
		}
		parents = parents[at+1:]
	}
	return nil
}

// some reads until a kind passes the limit; it returns the place of the entity
// and the kind then.
func (e *expansion) some(parents []parent, kinds []int64, past int) (at int, kind int64, err error) {
	at, kind = -1, -1
	var last graph.ID // read
	taken := 0        // relations of that entity and kind
	err = e.statement(parents, kinds, past).on(e.conn, func(row row) error {
		if i, k := row.ColumnInt(0), row.ColumnInt64(1); i != at || k != kind {
			at, kind, last, taken = i, k, "", 0
		}
		fan := e.fans[parents[at].id]
		if id := row.ColumnText(2); id != string(last) {
			last, taken = graph.ID(id), taken+1
			if taken > e.Limit {
				fan.full[last.Kind()] = true
				return errFull
			}
		}
		outline, err := decodeOutline(row, 2)
		fan.relations = append(fan.relations, outline)
		return err
	})
	return at, kind, err
}

// statement selects relations in the order of the index: by the place of the
// entity, by kind, by id.
func (e *expansion) statement(parents []parent, kinds []int64, past int) *statement {
	rids := make([]int64, len(parents))
	for i, parent := range parents {
		rids[i] = parent.rid
	}
	var s statement
	s.add(`SELECT j.key, a.kind, a.id, `+outlineColumns("a")+` FROM json_each(?) j CROSS JOIN around a
		ON a.target = j.value AND a.past = ?`, jsonList(rids), past)
	after := e.store.codes.kind(e.After.Kind())
	switch {
	case len(kinds) == 1 && kinds[0] == after:
		s.add(` AND a.kind = ? AND a.id > ?`, after, e.After)
	case len(kinds) < len(e.all):
		s.add(` AND a.kind IN (`).each(`?`, kinds).add(`)`)
	}
	if after != 0 && len(kinds) > 1 {
		s.add(` AND (a.kind <> ? OR a.id > ?)`, after, e.After)
	}
	return e.inForce(s.add(` WHERE 1`))
}

// inForce restricts relations to the clocks.
func (e *expansion) inForce(s *statement) *statement {
	s.during("a", e.Slice.Day, e.last)
	if e.scope.known != 0 {
		s.known("a", e.scope)
	}
	return s
}

// cut puts a fan in order and takes of each kind as many as the limit allows.
func (e *expansion) cut(f *fan) (graph.Fan, error) {
	slices.SortFunc(f.relations, func(a, b graph.Outline) int {
		return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.Valid.From, b.Valid.From))
	})
	kept, taken := f.relations[:0], map[graph.Kind]int{}
	var last graph.ID
	for _, outline := range f.relations {
		if outline.ID != last {
			last = outline.ID
			taken[last.Kind()]++
		}
		if taken[last.Kind()] <= e.Limit {
			kept = append(kept, outline)
		} else {
			f.full[last.Kind()] = true
		}
	}
	cut := graph.Fan{Relations: kept, More: f.full}
	if !e.Count {
		return cut, nil
	}
	cut.Totals = taken
	return cut, e.total(f, cut.Totals)
}

// total counts the kinds of which not all was read.
func (e *expansion) total(f *fan, totals map[graph.Kind]int) error {
	partial := maps.Clone(f.full)
	if after := e.After.Kind(); slices.Contains(e.store.codes.relations(e.Kinds), e.store.codes.kind(after)) {
		partial[after] = true
	}
	for kind := range partial {
		var s statement
		s.add(`SELECT count(DISTINCT a.id) FROM around a WHERE a.target = ? AND`, f.rid).past("a", e.scope)
		s.add(` AND a.kind = ?`, e.store.codes.kind(kind))
		n, err := e.count(e.inForce(&s))
		if err != nil {
			return err
		}
		totals[kind] = n
	}
	maps.DeleteFunc(totals, func(_ graph.Kind, n int) bool { return n == 0 })
	return nil
}

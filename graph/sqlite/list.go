package sqlite

import (
	"context"
	"slices"

	"capgraph/graph"
)

// listing is a query with what the store makes of it.
type listing struct {
	graph.Query
	scope scope
	back  bool  // whether the page is read from its end
	want  int   // one more than the page holds, to know whether there is more
	list  int64 // of the places in the order; 0 for the order of ids
	field int64 // of the sort key among the entries
}

// ref is a record in a page whose body has not been read.
type ref struct {
	graph.Cursor
	vid int64
}

// List returns the pages that a query asks for, see graph.Reader.
func (r reader) List(_ context.Context, query graph.Query) (map[graph.ID]graph.Page, error) {
	l, err := r.listing(query)
	if err != nil {
		return nil, err
	}
	refs, totals := map[graph.ID][]ref{}, map[graph.ID]int{}
	if query.Of == nil {
		refs[""], totals[""], err = r.whole(l)
	} else {
		err = r.pointing(l, refs, totals)
	}
	if err != nil {
		return nil, err
	}
	return r.pages(l, refs, totals)
}

func (r reader) listing(query graph.Query) (listing, error) {
	scope, err := r.scope(query.Slice)
	if err != nil {
		return listing{}, err
	}
	query.Limit = max(query.Limit, 0)
	l := listing{Query: query, scope: scope, back: query.Last || query.Before != nil, want: query.Limit + 1}
	spec := graph.KindOf(query.Kind)
	if spec == nil {
		return l, graph.Errorf(graph.Internal, "there is no kind %q", query.Kind)
	}
	field := spec.Field(query.Order.Field)
	if field == nil {
		return l, nil
	}
	if !field.Sort {
		return l, graph.Errorf(graph.Internal, "%s cannot be ordered by %s", spec.Plural, field.Name)
	}
	l.field, l.list = r.store.codes.field(field.Name), r.store.codes.list(query.Kind, field.Name, low)
	if query.Order.Upper && bounded(field) {
		l.list = r.store.codes.list(query.Kind, field.Name, high)
	}
	return l, nil
}

// whole is the page of all records of the kind.
func (r reader) whole(l listing) (refs []ref, total int, err error) {
	candidates, err := r.driven(l)
	if err != nil {
		return nil, 0, err
	}
	if l.Count {
		if total, err = r.countWhole(l, candidates); err != nil {
			return nil, 0, err
		}
	}
	switch {
	case candidates != nil:
		refs, err = r.sorted(l, r.among(new(statement), l, candidates))
	case l.list == 0:
		refs, err = r.byID(l)
	default:
		refs, err = r.byPlace(l)
	}
	return l.trim(refs), total, err
}

// trim puts refs from several statements in order, each record once, and
// keeps as many as wanted from the side that is read from.
func (l listing) trim(refs []ref) []ref {
	slices.SortFunc(refs, func(a, b ref) int {
		switch {
		case l.Order.Less(a.Cursor, b.Cursor):
			return -1
		case l.Order.Less(b.Cursor, a.Cursor):
			return 1
		}
		return 0
	})
	refs = slices.CompactFunc(refs, func(a, b ref) bool { return a.ID == b.ID })
	size := min(len(refs), l.want)
	if l.back {
		return refs[len(refs)-size:]
	}
	return refs[:size]
}

// pages reads the bodies of all pages together.
func (r reader) pages(l listing, refs map[graph.ID][]ref, totals map[graph.ID]int) (map[graph.ID]graph.Page, error) {
	var all []ref
	pages := make(map[graph.ID]graph.Page, len(refs))
	for of, some := range refs {
		page := graph.Page{More: len(some) > l.Limit, Total: totals[of]}
		if page.More && l.back {
			some = some[1:]
		} else if page.More {
			some = some[:l.Limit]
		}
		refs[of], pages[of] = some, page
		all = append(all, some...)
	}
	bodies, err := r.bodies(all, l.scope)
	if err != nil {
		return nil, err
	}
	for of, page := range pages {
		page.Records = make([]*graph.Record, 0, len(refs[of]))
		for _, ref := range refs[of] {
			page.Records = append(page.Records, bodies[ref.vid])
		}
		pages[of] = page
	}
	return pages, nil
}

// bodies reads the versions of refs, with those that they point to.
func (r reader) bodies(refs []ref, scope scope) (map[int64]*graph.Record, error) {
	bodies := make(map[int64]*graph.Record, len(refs))
	if len(refs) == 0 {
		return bodies, nil
	}
	ids, vids := make(map[int64]graph.ID, len(refs)), make([]int64, 0, len(refs))
	for _, ref := range refs {
		if ids[ref.vid] == "" {
			ids[ref.vid], vids = ref.ID, append(vids, ref.vid)
		}
	}
	records := make([]*graph.Record, 0, len(vids))
	err := r.query(`SELECT `+versionColumns+` FROM json_each(?) j CROSS JOIN version v ON v.vid = j.value`,
		[]any{jsonList(vids)}, func(row row) error {
			version, vid, err := decode(ids[row.ColumnInt64(0)], row, 0)
			bodies[vid], records = version, append(records, version)
			return err
		})
	if err != nil {
		return nil, err
	}
	return bodies, r.fillFar(records, scope)
}

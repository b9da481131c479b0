package sqlite

import "capgraph/graph"

// byID reads the refs of a page in the order of ids, in which no record has a
// sort key.
func (r reader) byID(l listing) ([]ref, error) {
	if l.Before != nil && !l.Before.Missing {
		return nil, nil
	}
	var s statement
	s.add(`SELECT 1, '', r.id, v.vid FROM record r CROSS JOIN version v ON v.rid = r.rid WHERE`)
	if l.After != nil && l.After.Missing {
		s.add(` r.id > max(?, ?)`, string(l.Kind)+":", l.After.ID)
	} else {
		s.add(` r.id > ?`, string(l.Kind)+":")
	}
	if l.Before != nil {
		s.add(` AND r.id < min(?, ?)`, string(l.Kind)+";", l.Before.ID)
	} else {
		s.add(` AND r.id < ?`, string(l.Kind)+";")
	}
	s.known("v", l.scope).valid("v", l.scope)
	r.where(&s, l.Where, node{vid: "v.vid", id: "r.id"}, l.scope)
	if l.back {
		s.add(` ORDER BY r.id DESC`)
	} else {
		s.add(` ORDER BY r.id`)
	}
	s.add(` LIMIT ?`, l.want)
	return r.refs(&s)
}

// refs runs a statement that returns whether the sort key is missing, the
// sort key, the id and the version of each record.
func (r reader) refs(s *statement) (refs []ref, err error) {
	err = s.on(r.conn, func(row row) error {
		refs = append(refs, ref{
			Cursor: graph.Cursor{Missing: row.ColumnBool(0), Key: row.ColumnText(1), ID: graph.ID(row.ColumnText(2))},
			vid:    row.ColumnInt64(3),
		})
		return nil
	})
	return refs, err
}

// byPlace reads the refs of a page in the order of a field. Records with a
// sort key and records without are two ranges of the index; what is past is
// apart from what is known now.
func (r reader) byPlace(l listing) ([]ref, error) {
	var refs []ref
	for _, past := range l.scope.pasts() {
		first, second := r.present, r.missing
		if l.back {
			first, second = r.missing, r.present
		}
		some, err := first(l, past)
		if err != nil {
			return nil, err
		}
		if rest := l; len(some) < l.want {
			rest.want -= len(some)
			more, err := second(rest, past)
			if err != nil {
				return nil, err
			}
			some = append(some, more...)
		}
		refs = append(refs, some...)
	}
	return refs, nil
}

// missing reads records without a sort key: they are in the order of ids.
func (r reader) missing(l listing, past int) ([]ref, error) {
	if l.Before != nil && !l.Before.Missing {
		return nil, nil
	}
	list := r.store.codes.list(l.Kind, l.Order.Field, low) // Where all that are missing stand.
	s := r.span(l, list, past, 1)
	if l.After != nil && l.After.Missing {
		s.add(` AND p.id > ?`, l.After.ID)
	}
	if l.Before != nil {
		s.add(` AND p.id < ?`, l.Before.ID)
	}
	return r.ordered(s, l, ` AND p.key = '' ORDER BY p.id`, ` AND p.key = '' ORDER BY p.id DESC`)
}

// present reads records with a sort key.
func (r reader) present(l listing, past int) ([]ref, error) {
	if l.After != nil && l.After.Missing {
		return nil, nil
	}
	if l.Order.Desc {
		return r.falling(l, past)
	}
	s := r.span(l, l.list, past, 0)
	if l.After != nil {
		s.add(` AND (p.key, p.id) > (?, ?)`, l.After.Key, l.After.ID)
	}
	if l.Before != nil && !l.Before.Missing {
		s.add(` AND (p.key, p.id) < (?, ?)`, l.Before.Key, l.Before.ID)
	}
	return r.ordered(s, l, ` ORDER BY p.key, p.id`, ` ORDER BY p.key DESC, p.id DESC`)
}

// span begins a statement over a range of the places.
func (r reader) span(l listing, list int64, past, missing int) *statement {
	var s statement
	s.add(`SELECT p.missing, p.key, p.id, p.vid FROM place p WHERE p.list = ? AND p.past = ? AND p.missing = ?`, list, past, missing)
	s.valid("p", l.scope)
	if l.scope.known != 0 {
		s.add(` AND EXISTS (SELECT 1 FROM version v WHERE v.vid = p.vid`).known("v", l.scope).add(`)`)
	}
	return r.where(&s, l.Where, node{vid: "p.vid", id: "p.id"}, l.scope)
}

// ordered ends a statement with the order of the direction that is read in.
func (r reader) ordered(s *statement, l listing, forward, backward string) ([]ref, error) {
	if l.back {
		s.add(backward)
	} else {
		s.add(forward)
	}
	return r.refs(s.add(` LIMIT ?`, l.want))
}

// falling reads records with the highest sort key first, ids ascending among
// equal keys. No range of the index is in that order, so it is read in three:
// what is left of the key where the cursor stands; the keys beyond, of which
// the last may have been cut in the wrong order of ids; and that key again in
// the right one.
func (r reader) falling(l listing, past int) ([]ref, error) {
	near := l.After
	if l.back {
		near = l.Before
	}
	var refs []ref
	if near != nil && !near.Missing {
		var err error
		if refs, err = r.tie(l, past, near.Key); err != nil || len(refs) >= l.want {
			return refs, err
		}
	}
	want := l.want - len(refs)
	beyond, err := r.beyond(l, past, near, want)
	if err != nil {
		return nil, err
	}
	if len(beyond) < want {
		return append(refs, beyond...), nil
	}
	last := beyond[len(beyond)-1].Key
	for _, ref := range beyond {
		if ref.Key != last {
			refs = append(refs, ref)
		}
	}
	l.want -= len(refs)
	ties, err := r.tie(l, past, last)
	return append(refs, ties...), err
}

// tie reads the records of one sort key within the cursors.
func (r reader) tie(l listing, past int, key string) ([]ref, error) {
	s := r.span(l, l.list, past, 0).add(` AND p.key = ?`, key)
	if l.After != nil && l.After.Key == key {
		s.add(` AND p.id > ?`, l.After.ID)
	}
	if l.Before != nil && !l.Before.Missing && l.Before.Key == key {
		s.add(` AND p.id < ?`, l.Before.ID)
	}
	return r.ordered(s, l, ` ORDER BY p.id`, ` ORDER BY p.id DESC`)
}

// beyond reads the records of the sort keys behind the cursor that is read
// from, as far as the other cursor.
func (r reader) beyond(l listing, past int, near *graph.Cursor, want int) ([]ref, error) {
	s := r.span(l, l.list, past, 0)
	switch {
	case l.After == nil:
	case l.After == near:
		s.add(` AND p.key < ?`, l.After.Key)
	default:
		s.add(` AND p.key <= ? AND (p.key < ? OR p.id > ?)`, l.After.Key, l.After.Key, l.After.ID)
	}
	switch {
	case l.Before == nil || l.Before.Missing:
	case l.Before == near:
		s.add(` AND p.key > ?`, l.Before.Key)
	default:
		s.add(` AND p.key >= ? AND (p.key > ? OR p.id < ?)`, l.Before.Key, l.Before.Key, l.Before.ID)
	}
	l.want = want
	return r.ordered(s, l, ` ORDER BY p.key DESC, p.id DESC`, ` ORDER BY p.key, p.id`)
}

package sqlite

import "capgraph/graph"

// parent is a record whose page is asked for, and its number.
type parent struct {
	id  graph.ID
	rid int64
}

// pointing reads one page for each id of the query: the records that point to
// it. A page in the order of ids reads no more links than it returns; in
// another order all links of the parent are read and sorted.
func (r reader) pointing(l listing, refs map[graph.ID][]ref, totals map[graph.ID]int) error {
	for _, id := range l.Of {
		refs[id] = nil
	}
	parents, err := r.parents(l.Of)
	if err != nil {
		return err
	}
	lists := r.store.codes.lists(l.Kind, l.Fields)
	for _, of := range parents {
		if l.Count {
			if totals[of.id], err = r.countPointing(l, of, lists); err != nil {
				return err
			}
		}
		var some []ref
		if l.list == 0 {
			some, err = r.linksByID(l, of, lists)
		} else {
			some, err = r.linksByKey(l, of, lists)
		}
		if err != nil {
			return err
		}
		refs[of.id] = l.trim(some)
	}
	return nil
}

func (r reader) parents(ids []graph.ID) (parents []parent, err error) {
	err = r.query(`SELECT r.id, r.rid FROM json_each(?) j CROSS JOIN record r ON r.id = j.value`, []any{idList(distinct(ids))},
		func(row row) error {
			parents = append(parents, parent{id: graph.ID(row.ColumnText(0)), rid: row.ColumnInt64(1)})
			return nil
		})
	return parents, err
}

// linksByID reads, field by field, as many links as a page may hold.
func (r reader) linksByID(l listing, of parent, lists []int64) (refs []ref, err error) {
	if l.Before != nil && !l.Before.Missing {
		return nil, nil
	}
	for _, list := range lists {
		for _, past := range l.scope.pasts() {
			var s statement
			s.add(`SELECT 1, '', l.id, l.vid FROM link l WHERE l.target = ? AND l.list = ? AND l.past = ?`, of.rid, list, past)
			if l.After != nil && l.After.Missing {
				s.add(` AND l.id > ?`, l.After.ID)
			}
			if l.Before != nil {
				s.add(` AND l.id < ?`, l.Before.ID)
			}
			r.inForce(&s, l)
			some, err := r.ordered(&s, l, ` ORDER BY l.id`, ` ORDER BY l.id DESC`)
			if err != nil {
				return nil, err
			}
			refs = append(refs, some...)
		}
	}
	return refs, nil
}

// inForce restricts links to those of versions in force that the filter holds for.
func (r reader) inForce(s *statement, l listing) *statement {
	s.valid("l", l.scope)
	if l.scope.known != 0 {
		s.add(` AND EXISTS (SELECT 1 FROM version v WHERE v.vid = l.vid`).known("v", l.scope).add(`)`)
	}
	return r.where(s, l.Where, node{vid: "l.vid", id: "l.id"}, l.scope)
}

// allLinks begins with all links of a parent that a page is about.
func (r reader) allLinks(s *statement, l listing, of parent, lists []int64) *statement {
	s.add(`SELECT DISTINCT l.id AS id, l.vid AS vid FROM link l WHERE l.target = ? AND l.list IN (`, of.rid).each(`?`, lists).add(`)`)
	if l.scope.known == 0 {
		s.add(` AND l.past = 0`)
	}
	return r.inForce(s, l)
}

// linksByKey sorts all links of a parent by a field.
func (r reader) linksByKey(l listing, of parent, lists []int64) ([]ref, error) {
	var links statement
	return r.sorted(l, r.allLinks(&links, l, of, lists))
}

// sorted puts the records that a statement selects in the order of the list.
func (r reader) sorted(l listing, selected *statement) ([]ref, error) {
	var s statement
	s.add(`SELECT missing, key, id, vid FROM (SELECT ifnull(e.state, 1) <> 0 AS missing, `)
	if l.Order.Upper {
		s.add(`ifnull(e.hi, ifnull(e.lo, ''))`)
	} else {
		s.add(`ifnull(e.lo, '')`)
	}
	s.add(` AS key, c.id AS id, c.vid AS vid FROM (`).nest(selected)
	s.add(`) c LEFT JOIN entry e ON e.vid = c.vid AND e.field = ? AND e.n = 0) WHERE 1`, l.field)
	l.within(&s)
	if l.Order.Desc {
		return r.ordered(&s, l, ` ORDER BY missing, key DESC, id`, ` ORDER BY missing DESC, key, id DESC`)
	}
	return r.ordered(&s, l, ` ORDER BY missing, key, id`, ` ORDER BY missing DESC, key DESC, id DESC`)
}

// within restricts sorted rows to those between the cursors.
func (l listing) within(s *statement) {
	above, below := `key > ?`, `key < ?`
	if l.Order.Desc {
		above, below = below, above
	}
	if after := l.After; after != nil {
		if after.Missing {
			s.add(` AND missing AND id > ?`, after.ID)
		} else {
			s.add(` AND (missing OR `+above+` OR key = ? AND id > ?)`, after.Key, after.Key, after.ID)
		}
	}
	if before := l.Before; before != nil {
		if before.Missing {
			s.add(` AND (NOT missing OR id < ?)`, before.ID)
		} else {
			s.add(` AND NOT missing AND (`+below+` OR key = ? AND id < ?)`, before.Key, before.Key, before.ID)
		}
	}
}

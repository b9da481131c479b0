package sqlite

// countWhole counts the records of a kind that are in force and that the
// filter holds for.
func (r reader) countWhole(l listing, candidates *statement) (int, error) {
	var s statement
	if candidates != nil {
		s.add(`SELECT count(*) FROM (`)
		r.among(&s, l, candidates)
		return r.count(s.add(`)`))
	}
	at := node{vid: "v.vid", id: "(SELECT r.id FROM record r WHERE r.rid = v.rid)"}
	if l.scope.known == 0 {
		s.add(`SELECT count(*) FROM version v INDEXED BY version_current WHERE v.kind = ?`, r.store.codes.kind(l.Kind))
	} else {
		at.id = "r.id"
		s.add(`SELECT count(*) FROM record r CROSS JOIN version v ON v.rid = r.rid WHERE r.id > ? AND r.id < ?`,
			string(l.Kind)+":", string(l.Kind)+";")
	}
	s.known("v", l.scope).valid("v", l.scope)
	return r.count(r.where(&s, l.Where, at, l.scope))
}

// countPointing counts the records that point to a parent.
func (r reader) countPointing(l listing, of parent, lists []int64) (int, error) {
	var s statement
	s.add(`SELECT count(*) FROM (`)
	r.allLinks(&s, l, of, lists)
	return r.count(s.add(`)`))
}

func (r reader) count(s *statement) (int, error) {
	n, err := r.number(s.text.String(), s.args...)
	return int(n), err
}

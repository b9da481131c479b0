package sqlite

import (
	"slices"

	"capgraph/graph"
)

// fewest is up to how many candidates it pays to look at them all rather than
// to go through the list in its order until the page is full.
const fewest = 1000

// driven looks for a part of the filter that few records can fulfil, and
// returns a statement that selects the id and version of each, nil if there
// is none. Only what is known now is indexed for it.
func (r reader) driven(l listing) (*statement, error) {
	if l.scope.known != 0 || l.Where == nil || l.Of != nil || r.store.few == 0 {
		return nil, nil
	}
	for _, part := range conjuncts(l.Where) {
		candidates := r.candidates(l.Kind, part)
		if candidates == nil {
			continue
		}
		var s statement
		s.add(`SELECT count(*) FROM (`).nest(candidates).add(` LIMIT ?)`, r.store.few+1)
		if n, err := r.count(&s); err != nil || n <= r.store.few {
			return candidates, err
		}
	}
	return nil, nil
}

// conjuncts are the parts that all must hold for the predicate to hold.
func conjuncts(p graph.Predicate) []graph.Predicate {
	all, isAnd := p.(graph.And)
	if !isAnd {
		return []graph.Predicate{p}
	}
	var parts []graph.Predicate
	for _, part := range all {
		parts = append(parts, conjuncts(part)...)
	}
	return parts
}

// candidates selects at least the records of a kind, known now, that the
// predicate holds for; nil if no index is made for it.
func (r reader) candidates(kind graph.Kind, p graph.Predicate) *statement {
	var s statement
	switch p := p.(type) {
	case graph.OneOf:
		ids := slices.DeleteFunc(slices.Clone(p), func(id graph.ID) bool { return id.Kind() != kind })
		return s.add(`SELECT r.id AS id, v.vid AS vid FROM json_each(?) j CROSS JOIN record r ON r.id = j.value
			CROSS JOIN version v ON v.rid = r.rid WHERE v.known_to = 0`, idList(ids))
	case graph.Where:
		return r.holding(kind, p)
	case graph.Points:
		return r.pointingAt(kind, p)
	}
	return nil
}

// holding selects by the low key of a value, as far as lists are made by it.
func (r reader) holding(kind graph.Kind, p graph.Where) *statement {
	var s statement
	field, codes := graph.KindOf(kind).Field(p.Field), r.store.codes
	switch {
	case p.Field == graph.EntryContested:
		s.add(`SELECT p.id AS id, p.vid AS vid FROM place p WHERE p.list = ? AND p.past = 0 AND p.missing = 0`, codes.list(kind, p.Field, further))
		t := translator{statement: &s}
		t.within(`p.key`, p.Lo)
		return &s
	case p.Field == graph.EntryInferred:
		return nil
	case field == nil: // Other kinds that a reference may point to have it.
		return s.add(`SELECT '' AS id, 0 AS vid WHERE 0`)
	case p.Lo.Min == "" && p.Lo.Max == "":
		return nil
	}
	if field.Type == graph.RefType {
		if p.Lo.Min != p.Lo.Max {
			return nil
		}
		return s.add(`SELECT l.id AS id, l.vid AS vid FROM link l WHERE l.target = (SELECT rid FROM record WHERE id = ?) AND l.list = ? AND l.past = 0`,
			p.Lo.Min, codes.list(kind, field.Name, low))
	}
	var lists []int64
	if field.Sort {
		lists = append(lists, codes.list(kind, field.Name, low))
	}
	if matchable(field) {
		lists = append(lists, codes.list(kind, field.Name, further))
	}
	if len(lists) == 0 || field.Holds() && !matchable(field) {
		return nil
	}
	for i, list := range lists {
		if i > 0 {
			s.add(` UNION ALL `)
		}
		s.add(`SELECT p.id AS id, p.vid AS vid FROM place p WHERE p.list = ? AND p.past = 0 AND p.missing = 0`, list)
		t := translator{statement: &s}
		t.within(`p.key`, p.Lo)
	}
	return &s
}

// pointingAt selects by the candidates for what a field points to.
func (r reader) pointingAt(kind graph.Kind, p graph.Points) *statement {
	field := graph.KindOf(kind).Field(p.Field)
	if field == nil || field.Type != graph.RefType {
		return nil
	}
	var s statement
	for i, target := range field.Kinds {
		candidates := r.anyOf(target, p.Predicate)
		if candidates == nil {
			return nil
		}
		if i > 0 {
			s.add(` UNION ALL `)
		}
		s.add(`SELECT l.id AS id, l.vid AS vid FROM (`).nest(candidates).add(`) t
			CROSS JOIN record r ON r.id = t.id CROSS JOIN link l ON l.target = r.rid AND l.list = ? AND l.past = 0`,
			r.store.codes.list(kind, field.Name, low))
	}
	return &s
}

// anyOf selects by the first part of a predicate that an index is made for.
func (r reader) anyOf(kind graph.Kind, p graph.Predicate) *statement {
	parts := conjuncts(p)
	slices.SortStableFunc(parts, func(a, b graph.Predicate) int { return rank(a) - rank(b) })
	for _, part := range parts {
		if candidates := r.candidates(kind, part); candidates != nil {
			return candidates
		}
	}
	return nil
}

// rank puts predicates that name what they look for first.
func rank(p graph.Predicate) int {
	switch p := p.(type) {
	case graph.OneOf:
		return 0
	case graph.Where:
		if p.Lo.Min == p.Lo.Max {
			return 1
		}
	}
	return 2
}

// nest adds another statement with its parameters.
func (s *statement) nest(inner *statement) *statement {
	return s.add(inner.text.String(), inner.args...)
}

// among selects those of the candidates that are in force and that the
// whole filter holds for.
func (r reader) among(s *statement, l listing, candidates *statement) *statement {
	s.add(`SELECT DISTINCT c.id AS id, c.vid AS vid FROM (`).nest(candidates).add(`) c CROSS JOIN version v ON v.vid = c.vid WHERE 1`)
	return r.where(s.valid("v", l.scope), l.Where, node{vid: "c.vid", id: "c.id"}, l.scope)
}

package neo4j

import "capgraph/graph"

// span is what the places of a part of a list lie between, ends excluded.
type span struct{ after, before string }

// property is what a version is sorted by: its place in the order, or its id.
func (l listing) property() string {
	if l.field == nil {
		return "id"
	}
	return orderProperty(l.field, l.Order.Upper)
}

// place is the place of a cursor. The id alone sorts like the place of a
// record without a value.
func (l listing) place(c graph.Cursor) string {
	if l.field == nil {
		return string(c.ID)
	}
	return place(l.Kind, c)
}

// span lies between two places of the kind.
func (l listing) span(after, before string) span {
	return span{string(l.Kind) + after, string(l.Kind) + before}
}

// key is what the places of records with the key of a cursor begin with.
func (l listing) key(c graph.Cursor) string { return string(l.Kind) + held + c.Key }

// upward is the part of a list upwards that lies between the cursors.
func (l listing) upward() span {
	all := l.span(held, ending)
	if l.field == nil {
		all.after, all.before = idRange(l.Kind)
	}
	if l.After != nil && (l.field != nil || l.After.Missing) {
		all.after = max(all.after, l.place(*l.After))
	}
	if l.Before != nil && l.field == nil && !l.Before.Missing {
		return span{all.before, all.before}
	}
	if l.Before != nil {
		all.before = min(all.before, l.place(*l.Before))
	}
	return all
}

// downward splits a list downwards: within each part of equal keys ids ascend,
// so the keys of both cursors are parts of their own; the middle has the keys
// between them; last come the records without a value.
func (l listing) downward() (blocks []span, middle span, missing span) {
	middle = l.span(held, none)
	after, before := l.After, l.Before
	if after != nil && after.Missing {
		return nil, span{}, l.missingSpan()
	}
	if after != nil && before != nil && !before.Missing && after.Key < before.Key {
		return nil, span{}, span{}
	}
	missing = l.missingSpan()
	if before != nil && !before.Missing {
		middle.after = l.key(*before) + above
	}
	if after != nil {
		middle.before = l.key(*after) + low
	}
	switch {
	case after != nil && before != nil && !before.Missing && after.Key == before.Key:
		blocks = append(blocks, span{l.place(*after), l.place(*before)})
		middle = span{}
	default:
		if after != nil {
			blocks = append(blocks, span{l.place(*after), l.key(*after) + above})
		}
		if before != nil && !before.Missing {
			blocks = append(blocks, span{l.key(*before) + low, l.place(*before)})
		}
	}
	return blocks, middle, missing
}

func (l listing) missingSpan() span {
	if l.Before != nil && !l.Before.Missing {
		return span{}
	}
	all := l.span(none, ending)
	if l.After != nil && l.After.Missing {
		all.after = l.place(*l.After)
	}
	if l.Before != nil && l.Before.Missing {
		all.before = l.place(*l.Before)
	}
	return all
}

// empty says whether no place lies in the span.
func (p span) empty() bool { return p.after >= p.before }

// sought reads the wanted versions v by the index of the order.
func (l listing) sought(s *statement, at scope) {
	if l.field == nil || !l.Order.Desc {
		l.seek(s, l.upward(), l.back, at)
		return
	}
	blocks, middle, missing := l.downward()
	s.add("CALL () {\n")
	union := ""
	for _, block := range append(blocks, missing) {
		if !block.empty() {
			s.add(union)
			l.seek(s, block, l.back, at)
			s.add("RETURN v\n")
			union = "UNION\n"
		}
	}
	if !middle.empty() || union == "" {
		s.add(union)
		l.seekDown(s, middle, at)
	}
	s.add("}\nWITH v ").orderBy(l, "v").add(" LIMIT ", s.param(l.want), "\n")
}

// seek reads one span by the index, upwards or, reversed, downwards.
func (l listing) seek(s *statement, p span, reversed bool, at scope) {
	s.add(seek("v", "Now", l.property()), " WHERE v.", l.property(), " > ", s.param(p.after), " AND v.", l.property(), " < ", s.param(p.before))
	s.valid("v", at).where(l.Where, "v", at)
	s.add("\nWITH v ORDER BY v.", l.property(), direction(reversed), " LIMIT ", s.param(l.want), "\n")
}

// seekDown reads a span by descending keys. The index gives equal keys by
// descending ids; of the last key that it gets to, which may be cut off at the
// wrong end, it therefore reads the records once more, the other way.
func (l listing) seekDown(s *statement, p span, at scope) {
	property := "v." + l.property()
	l.seek(s, p, !l.back, at)
	s.add("WITH collect(v) AS top\nWITH top, split(last(top).", l.property(), ", ", s.param(low), ")[0] AS edge\n")
	s.add("CALL (top, edge) {\nUNWIND top AS v RETURN v\nUNION\n", seek("v", "Now", l.property()), " WHERE ", property, " > edge + ", s.param(low), " AND ", property, " < edge + ", s.param(above))
	s.valid("v", at).where(l.Where, "v", at)
	s.add("\nWITH v ORDER BY ", property, direction(l.back), " LIMIT ", s.param(l.want), "\nRETURN v\n}\nRETURN v\n")
}

func direction(descending bool) string {
	if descending {
		return " DESC"
	}
	return ""
}

// between restricts sorted versions to those between the cursors, where no
// index is read in their order.
func (l listing) between(s *statement, v string) {
	if l.field == nil || !l.Order.Desc {
		p := l.upward()
		s.add(" AND ", v, ".", l.property(), " > ", s.param(p.after), " AND ", v, ".", l.property(), " < ", s.param(p.before))
		return
	}
	blocks, middle, missing := l.downward()
	s.add(" AND (false")
	for _, p := range append(blocks, middle, missing) {
		if !p.empty() {
			s.add(" OR ", v, ".", l.property(), " > ", s.param(p.after), " AND ", v, ".", l.property(), " < ", s.param(p.before))
		}
	}
	s.add(")")
}

// orderBy sorts versions in the direction of reading.
func (s *statement) orderBy(l listing, v string) *statement {
	place := v + "." + l.property()
	if l.field == nil || !l.Order.Desc {
		return s.add("ORDER BY ", place, direction(l.back))
	}
	return s.add("ORDER BY ", place, " STARTS WITH ", s.param(string(l.Kind)+none), direction(l.back),
		", split(", place, ", ", s.param(low), ")[0]", direction(!l.back), ", ", v, ".id", direction(l.back))
}

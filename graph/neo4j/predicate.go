package neo4j

import (
	"strings"

	"capgraph/graph"
)

// where adds a condition on a version to a statement: what holds of a
// predicate, nil for all. Nothing that a predicate holds becomes part of the text.
func (s *statement) where(p graph.Predicate, v string, at scope) *statement {
	if p == nil {
		return s
	}
	s.add(" AND ")
	return s.translate(p, v, at)
}

func (s *statement) translate(p graph.Predicate, v string, at scope) *statement {
	switch p := p.(type) {
	case graph.And:
		return s.join(p, v, at, true, " AND ")
	case graph.Or:
		return s.join(p, v, at, false, " OR ")
	case graph.Not:
		return s.add("NOT (").translate(p.Predicate, v, at).add(")")
	case graph.Where:
		return s.value(p, v)
	case graph.Missing:
		return s.missing(p, v)
	case graph.OneOf:
		return s.add(v, ".id IN ", s.param(texts(p)))
	case graph.Points:
		return s.points(p, v, at)
	case graph.Pointed:
		return s.pointed(p, v, at)
	}
	return s.always(true) // nil holds for all.
}

func (s *statement) join(parts []graph.Predicate, v string, at scope, empty bool, operator string) *statement {
	if len(parts) == 0 {
		return s.always(empty)
	}
	s.add("(")
	for i, part := range parts {
		if i > 0 {
			s.add(operator)
		}
		s.translate(part, v, at)
	}
	return s.add(")")
}

// always is a condition that is the same for all. It is a parameter: Neo4j simplifies what
// it can see to be so, and then refuses the hints of what is left.
func (s *statement) always(holds bool) *statement { return s.add(s.param(holds)) }

// value looks at the two lists of keys in parallel.
func (s *statement) value(p graph.Where, v string) *statement {
	if !hasEntries(p.Field) {
		return s.always(false)
	}
	lo, hi, i := v+"."+loProperty(p.Field), v+"."+hiProperty(p.Field), s.variable("i")
	s.add("any(", i, " IN range(0, size(coalesce(", lo, ", [])) - 1) WHERE true")
	s.within(lo+"["+i+"]", p.Lo).within(hi+"["+i+"]", p.Hi)
	if p.Contains != "" {
		s.add(" AND ", lo, "[", i, "] CONTAINS ", s.param(p.Contains))
	}
	return s.add(")")
}

// within restricts a key to a range.
func (s *statement) within(key string, limits graph.KeyRange) *statement {
	switch {
	case limits.MinOpen:
		s.add(" AND ", key, " > ", s.param(limits.Min))
	case limits.Min != "":
		s.add(" AND ", key, " >= ", s.param(limits.Min))
	}
	switch {
	case limits.Max == "":
	case limits.MaxOpen:
		s.add(" AND ", key, " < ", s.param(limits.Max))
	default:
		s.add(" AND ", key, " <= ", s.param(limits.Max))
	}
	return s
}

func (s *statement) missing(p graph.Missing, v string) *statement {
	switch {
	case !hasEntries(p.Field):
		return s.always(false)
	case p.State == graph.Known:
		return s.add("size(coalesce(", v, ".", loProperty(p.Field), ", [])) > 0")
	}
	return s.add(s.param(string(p.State)), " IN coalesce(", v, ".", stateProperty(p.Field), ", [])")
}

func (s *statement) points(p graph.Points, v string, at scope) *statement {
	types := linkTypes("", []string{p.Field})
	if len(types) == 0 {
		return s.always(false)
	}
	f := s.variable("f")
	s.add("EXISTS { MATCH (", v, ")-[:", strings.Join(types, "|"), "]->()<-[:OF]-(", f, ") WHERE true")
	return s.known(f, at).valid(f, at).where(p.Predicate, f, at).add(" }")
}

func (s *statement) pointed(p graph.Pointed, v string, at scope) *statement {
	types := linkTypes(p.Kind, p.Fields)
	if len(types) == 0 || graph.KindOf(p.Kind) == nil {
		return s.always(false)
	}
	n := s.variable("n")
	s.add("EXISTS { MATCH (", v, ")-[:OF]->()<-[:", strings.Join(types, "|"), "]-(", n, ") WHERE true")
	return s.known(n, at).valid(n, at).where(p.Predicate, n, at).add(" }")
}

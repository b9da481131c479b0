package graphtest

import "capgraph/graph"

// exactly holds for records that have an entry of the field with that low key.
func exactly(field, key string) graph.Predicate {
	return graph.Where{Field: field, Lo: graph.KeyRange{Min: key, Max: key}}
}

// within holds for records that have an entry that allows no more than the
// value does: surely.
func within(kind graph.Kind, field, text string) graph.Predicate {
	lo, hi := Value(kind, field, text).Span()
	return graph.Where{Field: field, Lo: graph.KeyRange{Min: lo}, Hi: graph.KeyRange{Max: hi}}
}

// touching holds for records that have an entry that allows some of what the
// value allows: possibly.
func touching(kind graph.Kind, field, text string) graph.Predicate {
	lo, hi := Value(kind, field, text).Span()
	return graph.Where{Field: field, Lo: graph.KeyRange{Max: hi}, Hi: graph.KeyRange{Min: lo}}
}

// containing holds for records that have an entry whose low key has that part.
func containing(field, part string) graph.Predicate {
	return graph.Where{Field: field, Contains: part}
}

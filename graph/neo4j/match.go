package neo4j

import (
	"context"

	"capgraph/graph"
)

// Match returns the ids of the records that have a value, see graph.Reader.
func (r reader) Match(ctx context.Context, kind graph.Kind, field string, keys []string) (map[string][]graph.ID, error) {
	found, list, spec := map[string][]graph.ID{}, texts(keys), graph.KindOf(kind)
	if len(list) == 0 || spec == nil || !hasEntries(field) {
		return found, ctxError(ctx)
	}
	row, err := r.asked(ctx, matchStatement(spec, field, list))
	if err != nil {
		return nil, err
	}
	pairs, _ := column(row, "pairs").([]any)
	for _, one := range pairs {
		pair, ok := one.([]any)
		if !ok || len(pair) != 2 {
			return nil, damaged()
		}
		place, _ := pair[0].(int64)
		id, _ := pair[1].(string)
		found[list[place]] = append(found[list[place]], graph.ID(id))
	}
	return found, nil
}

// matchStatement finds pairs of the number of a key and an id, by the quickest
// way that there is for the field.
func matchStatement(spec *graph.Spec, name string, keys []string) *statement {
	s, field := begin(), spec.Field(name)
	s.add("CALL (head) {\n")
	switch {
	case field != nil && field.Type == graph.RefType:
		s.add("WITH ", s.param(keys), " AS keys UNWIND range(0, size(keys) - 1) AS i\n")
		s.add("MATCH (far:Record {id: keys[i]})<-[:", linkType(spec, field), "]-(v:Now)", seekFar, "\n")
	case name == graph.EntryContested, field != nil && keyed(field):
		nodes := make([]string, len(keys))
		for i, key := range keys {
			nodes[i] = keyText(spec.Kind, name, key)
		}
		s.add("WITH ", s.param(nodes), " AS keys UNWIND range(0, size(keys) - 1) AS i\n")
		s.add("MATCH (k:Key {text: keys[i]})<-[:KEYED]-(v) USING INDEX SEEK k:Key(text)\n")
	case field != nil && field.Sort && !field.Holds():
		property := orderProperty(field, false)
		place := "v." + property
		s.add("WITH ", s.param(keys), " AS keys UNWIND range(0, size(keys) - 1) AS i\n")
		s.add(seek("v", "Now", property), " WHERE ", place, " > ", s.param(string(spec.Kind)+held), " + keys[i] + ", s.param(low),
			" AND ", place, " < ", s.param(string(spec.Kind)+held), " + keys[i] + ", s.param(above), "\n")
	default:
		after, before := idRange(spec.Kind)
		s.add(seek("v", "Now", "id"), " WHERE v.id > ", s.param(after), " AND v.id < ", s.param(before), "\n")
		s.add("WITH v, ", s.param(keys), " AS keys UNWIND range(0, size(keys) - 1) AS i\n")
		s.add("WITH v, i, keys WHERE keys[i] IN coalesce(v.", loProperty(name), ", [])\n")
	}
	s.add("WITH DISTINCT i, v.id AS id ORDER BY i, id\nRETURN collect([i, id]) AS pairs\n}\nWITH head, pairs\n")
	return s.end("pairs")
}

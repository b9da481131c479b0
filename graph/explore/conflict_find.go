package explore

import (
	"context"
	"maps"
	"slices"

	"capgraph/graph"
)

// candidates are the records that conflicts of the kinds asked for may be
// about, in order of id.
func (q *ConflictQuery) candidates(ctx context.Context, reader graph.Reader) ([]graph.ID, error) {
	found := map[graph.ID]bool{}
	kinds, err := q.scope(ctx, reader, found)
	if err != nil {
		return nil, err
	}
	values := slices.Contains(q.Kinds, ConflictValue) || slices.Contains(q.Kinds, ConflictIdentity)
	switch {
	case q.Settled:
		err = q.spokenOf(ctx, reader, "source", graph.Decision, found)
	case values && kinds == nil:
		err = q.contested(ctx, reader, found)
	}
	if err == nil && !q.Settled && slices.Contains(q.Kinds, ConflictDenial) {
		err = q.spokenOf(ctx, reader, "modality", graph.Denies, found)
	}
	if kinds != nil {
		maps.DeleteFunc(found, func(id graph.ID, _ bool) bool { return !kinds[id] })
	}
	return slices.Sorted(maps.Keys(found)), err
}

// scope is the record asked about and the relations that name it, on whatever
// day; nil when none is. Of those, found gets what is contested.
func (q *ConflictQuery) scope(ctx context.Context, reader graph.Reader, found map[graph.ID]bool) (map[graph.ID]bool, error) {
	if q.Of == "" {
		return nil, nil
	}
	within := map[graph.ID]bool{q.Of: true}
	found[q.Of] = true
	if spec := graph.KindOf(q.Of.Kind()); spec == nil || spec.Nature != graph.Entity {
		return within, nil
	}
	last := graph.MaxDay
	every := graph.Slice{Day: graph.MinDay, Known: q.Slice.Known}
	for _, spec := range graph.Specs() {
		for after, more := graph.ID(""), spec.IsRelation(); more; {
			fans, err := reader.Expand(ctx, graph.Expansion{Of: []graph.ID{q.Of}, Kinds: []graph.Kind{spec.Kind}, Slice: every, Until: &last, After: after, Limit: pageSize})
			if err != nil {
				return nil, err
			}
			fan := fans[q.Of]
			for _, relation := range fan.Relations {
				within[relation.ID], after = true, relation.ID
				if len(relation.Contested) > 0 {
					found[relation.ID] = true
				}
			}
			more = fan.More[spec.Kind]
		}
	}
	return within, nil
}

// contested finds the records with fields that are contested.
func (q *ConflictQuery) contested(ctx context.Context, reader graph.Reader, found map[graph.ID]bool) error {
	for _, spec := range graph.Specs() {
		if !spec.IsResolved() {
			continue
		}
		matches, err := reader.Match(ctx, spec.Kind, graph.EntryContested, q.fieldsOf(spec))
		if err != nil {
			return err
		}
		for _, ids := range matches {
			for _, id := range ids {
				found[id] = true
			}
		}
	}
	return nil
}

// fieldsOf are those fields of a kind about which conflicts are asked for.
func (q *ConflictQuery) fieldsOf(spec *graph.Spec) []string {
	var names []string
	for _, field := range spec.Fields {
		kind := ConflictValue
		if field.Type == graph.IdentifierType {
			kind = ConflictIdentity
		}
		if slices.Contains(q.Kinds, kind) && (len(q.Fields) == 0 || slices.Contains(q.Fields, field.Name)) {
			names = append(names, field.Name)
		}
	}
	return names
}

// spokenOf finds the records that claims with a token in one of their own
// fields are about.
func (q *ConflictQuery) spokenOf(ctx context.Context, reader graph.Reader, field string, token graph.Token, found map[graph.ID]bool) error {
	key, _ := token.Span()
	matches, err := reader.Match(ctx, "claim", field, []string{key})
	if err != nil {
		return err
	}
	for some := range slices.Chunk(matches[key], 1000) {
		claims, err := reader.Records(ctx, some, q.Slice)
		if err != nil {
			return err
		}
		for _, claim := range claims {
			for _, about := range claim.Refs("about") {
				found[about] = true
			}
		}
	}
	return nil
}

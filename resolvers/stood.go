package resolvers

import (
	"context"
	"slices"

	"capgraph/graph"
)

// stood is what ids that clients pass on mean at the clocks: without the
// clocks that they may carry, and in place of each that was merged away the
// record that it stands for. Ids of which nothing is known stay as they are. Every
// argument that takes ids of entities or relations goes through it, by itself, by where
// or by asStood.
func (s Source) stood(ctx context.Context, at clocks, argument string, ids ...graph.ID) ([]graph.ID, error) {
	plain, err := unsigned(argument, ids...)
	if err != nil {
		return nil, err
	}
	merged := slices.DeleteFunc(slices.Clone(plain), func(id graph.ID) bool { return !graph.KindOf(id.Kind()).IsResolved() })
	if len(merged) == 0 {
		return plain, nil
	}
	known, err := s.Records(ctx, merged, at.slice)
	merged = slices.DeleteFunc(merged, func(id graph.ID) bool { return known[id] != nil })
	if err != nil || len(merged) == 0 {
		return plain, err
	}
	to, err := graph.Follow(ctx, s, merged, at.slice)
	for i, id := range plain {
		if to[id] != "" {
			plain[i] = to[id]
		}
	}
	return plain, err
}

// asStood asks with ids as they are and, only when that fails because nothing
// is known of one, with what they stand for: so it costs nothing as a rule.
func asStood[T any](ctx context.Context, q Query, asOf *graph.Day, knownAt *graph.Instant, ids []graph.ID, ask func([]graph.ID) (T, error)) (T, error) {
	answer, err := ask(ids)
	if graph.CodeOf(err) != graph.NotFound {
		return answer, err
	}
	stood, failed := q.Reader.stood(ctx, q.clocks().with(asOf, knownAt), "", ids...)
	if failed != nil || slices.Equal(stood, ids) {
		return answer, err
	}
	return ask(stood)
}

// where makes of a filter what graph.Filter reads. Ids in it are followed.
func (s Source) where(ctx context.Context, at clocks, input map[string]any) (map[string]any, error) {
	filter := plain(input)
	var places []func(graph.ID)
	var ids []graph.ID
	eachID(filter, func(id graph.ID, replace func(graph.ID)) {
		ids, places = append(ids, id), append(places, replace)
	})
	if len(ids) == 0 || len(ids) > graph.MaxFilterParts { // Filter refuses so many.
		return filter, nil
	}
	stood, err := s.stood(ctx, at, "where", ids...)
	for i := range stood {
		places[i](stood[i])
	}
	return filter, err
}

// eachID visits the operands of all conditions on ids in a filter.
func eachID(filter any, visit func(id graph.ID, replace func(graph.ID))) {
	switch filter := filter.(type) {
	case []any:
		for _, part := range filter {
			eachID(part, visit)
		}
	case map[string]any:
		for key, part := range filter {
			if operators, ok := part.(map[string]any); ok && key == "id" {
				eachOperand(operators, visit)
			} else {
				eachID(part, visit)
			}
		}
	}
}

func eachOperand(operators map[string]any, visit func(id graph.ID, replace func(graph.ID))) {
	if id, ok := operators["eq"].(graph.ID); ok {
		visit(id, func(to graph.ID) { operators["eq"] = to })
	}
	list, _ := operators["in"].([]any)
	for i := range list {
		if id, ok := list[i].(graph.ID); ok {
			visit(id, func(to graph.ID) { list[i] = to })
		}
	}
}

package resolvers

import (
	"context"
	"slices"

	"capgraph/graph"
)

// cast is the records that a finding speaks of, by id.
type cast map[graph.ID]Node

// named takes those of some ids that are of a type, in their order. Records
// that the store no longer has are left out.
func named[T Node](c cast, ids ...graph.ID) []T {
	nodes := make([]T, 0, len(ids))
	for _, id := range ids {
		if node, ok := c[id].(T); ok {
			nodes = append(nodes, node)
		}
	}
	return nodes
}

// the is the record of an id; nil or an empty view when there is none.
func the[T Node](c cast, id graph.ID) T {
	node, _ := c[id].(T)
	return node
}

// summon reads all records that findings speak of, at once.
func (s study) summon(ctx context.Context, ids []graph.ID) (cast, error) {
	slices.Sort(ids)
	return readNodes(ctx, s.batch.reader, slices.Compact(ids), s.clocks)
}

// level is what was found for each entity of a level.
type level[T any] struct {
	byID map[graph.ID]T
	cast cast
}

// together works out a finding for each entity of the level, the first time
// that one is asked for it, and reads all records that they speak of at once.
func together[T any](ctx context.Context, a *OwnershipAnalysis, key string, find func(graph.ID) (T, []graph.ID, error)) (T, cast, error) {
	found, err := once(a.study.batch, a.study.key+" "+key, func() (level[T], error) {
		l := level[T]{byID: map[graph.ID]T{}}
		var speaks []graph.ID
		for _, id := range a.study.batch.ids(a.entity.record.Kind) {
			one, ids, err := find(id)
			if err != nil {
				return l, err
			}
			l.byID[id], speaks = one, append(speaks, ids...)
		}
		var err error
		l.cast, err = a.study.summon(ctx, speaks)
		return l, err
	})
	return found.byID[a.entity.record.ID], found.cast, err
}

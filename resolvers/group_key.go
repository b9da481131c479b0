package resolvers

import (
	"context"

	"capgraph/graph"
	"capgraph/graph/explore"
)

// GroupKey is where a group stands in one dimension.
type GroupKey struct {
	explore.GroupKey
	batch *batch
	all   []graph.ID // that the keys of the level name
}

// groupKeys are the keys of one of several groups that are shown side by side.
func groupKeys(b *batch, keys []explore.GroupKey, all [][]explore.GroupKey) []GroupKey {
	var ids []graph.ID
	for _, keys := range all {
		for _, key := range keys {
			if isRecord(key) {
				ids = append(ids, graph.ID(key.Value))
			}
		}
	}
	views := make([]GroupKey, len(keys))
	for i, key := range keys {
		views[i] = GroupKey{key, b, ids}
	}
	return views
}

// isRecord says whether the value of a key is an id.
func isRecord(key explore.GroupKey) bool {
	_, _, isID := graph.ParseID(key.Value)
	return isID
}

// Value is the value of the key.
func (k GroupKey) Value() *string { return unlessEmpty(k.GroupKey.Value) }

// State is whether the value is known, or in which way it is missing.
func (k GroupKey) State() *graph.ValueState {
	if k.GroupKey.State == "" {
		return nil
	}
	return &k.GroupKey.State
}

// Record is what the key names, read for all groups of the level at once.
func (k GroupKey) Record(ctx context.Context) (Node, error) {
	if !isRecord(k.GroupKey) {
		return nil, nil
	}
	nodes, err := once(k.batch, "keys", func() (map[graph.ID]Node, error) {
		return readNodes(ctx, k.batch.reader, k.all, k.batch.clocks)
	})
	return nodes[graph.ID(k.GroupKey.Value)], err
}

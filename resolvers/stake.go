package resolvers

import "capgraph/graph"

// OwnerMissing is in which way the owner is missing.
func (s Stake) OwnerMissing() *graph.ValueState {
	ref := one[graph.Ref](s.seen, "owner")
	if ref == nil || ref.ID != "" {
		return nil
	}
	return &ref.State
}

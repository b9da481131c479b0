package graphtest

import "testing"

// The properties hold of graph.Commit itself, without an adapter, in many more
// runs than the suite makes on each.
func TestCommitInAnyOrder(t *testing.T) {
	for seed := range uint64(60) {
		anyOrder(t, seed, onReference(t), onReference(t))
	}
}

func TestCommitAfterWithdrawals(t *testing.T) {
	for seed := range uint64(60) {
		withdrawn(t, seed, onReference(t), onReference(t))
	}
}

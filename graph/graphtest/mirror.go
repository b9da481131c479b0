package graphtest

import (
	"testing"

	"capgraph/graph"
)

// Mirror applies each change to a store in a commit of its own, and returns
// their instants with a reader that answers in the plainest way from the list of all
// versions: what other packages compare the answers of stores with. The reader is slow, and safe for
// one goroutine at a time.
func Mirror(t testing.TB, store graph.Store, changes ...graph.Change) (graph.Reader, []graph.Instant) {
	t.Helper()
	f := &reference{}
	instants := Load(t, store, changes...)
	for i, change := range changes {
		if _, err := f.commit(instants[i], change); err != nil {
			t.Fatalf("the reference refused %s: %v", change.Article.ID, err)
		}
	}
	return f, instants
}

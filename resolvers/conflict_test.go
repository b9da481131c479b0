package resolvers_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"capgraph/graph"
	"capgraph/seed"
)

// TestConflicts asks each testdata/conflict/*.graphql in turn of one graph, on
// both stores: the fact files beside them contradict each other. The last
// decision is withdrawn before the sixth.
func TestConflicts(t *testing.T) {
	queries, err := filepath.Glob("testdata/conflict/*.graphql")
	if err != nil || len(queries) != 6 {
		t.Fatalf("got %d queries, %v", len(queries), err)
	}
	onBothStores(t, func(t *testing.T, store graph.Store) {
		for _, name := range []string{"wire", "reprint", "register", "denial"} {
			seedFile(t, store, os.DirFS("testdata/conflict"), name+".yaml")
		}
		for _, file := range queries {
			name := strings.TrimSuffix(file, ".graphql")
			if strings.HasSuffix(name, "6-after") {
				withdrawDecisions(t, store)
			}
			t.Run(filepath.Base(name), func(t *testing.T) { golden(t, store, name) })
		}
	})
}

func withdrawDecisions(t *testing.T, store graph.Store) {
	t.Helper()
	key, _ := graph.Decision.Span()
	found, err := store.Match(t.Context(), "article", "type", []string{key})
	if err != nil || len(found[key]) != 2 {
		t.Fatalf("got the decisions %v, %v, want two", found, err)
	}
	for _, id := range found[key] {
		if _, err := seed.Withdraw(context.Background(), store, "local", string(id), false); err != nil {
			t.Fatal(err)
		}
	}
}

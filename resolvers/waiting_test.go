package resolvers_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"capgraph/graph"
)

// TestWaiting asks each testdata/waiting/*.graphql in turn of one graph, on
// both stores, in which several companies have the same names.
func TestWaiting(t *testing.T) {
	queries, err := filepath.Glob("testdata/waiting/*.graphql")
	if err != nil || len(queries) != 6 {
		t.Fatalf("got %d queries, %v", len(queries), err)
	}
	onBothStores(t, func(t *testing.T, store graph.Store) {
		seedFile(t, store, os.DirFS("testdata/waiting"), "register.yaml")
		for _, file := range queries {
			name := strings.TrimSuffix(file, ".graphql")
			t.Run(filepath.Base(name), func(t *testing.T) { golden(t, store, name) })
		}
	})
}

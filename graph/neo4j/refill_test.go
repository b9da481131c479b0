package neo4j_test

import (
	"fmt"
	"testing"

	"capgraph/graph"
	"capgraph/graph/graphtest"
	"capgraph/graph/neo4j/neo4jtest"
)

// A database of the third layout has no keys for what is contested.
func TestOpenKeysWhatIsContested(t *testing.T) {
	server := neo4jtest.Open(t)
	store := fresh(t, server)
	graphtest.Load(t, store, graphtest.World()...)
	found := func() string {
		ids, err := store.Match(t.Context(), "acquisition", graph.EntryContested, []string{"price"})
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprint(ids)
	}
	want := found()
	run(t, server, "MATCH (:Now)-[k:KEYED]->(:Key {text: 'acquisition.contested\u0000price'}) DELETE k", nil)
	if got := found(); got != "map[]" {
		t.Fatalf("got %s, want keys that are gone", got)
	}
	run(t, server, "MATCH (s:CapgraphSchema) SET s.version = 3", nil)
	for range 2 {
		if err := open(t, server, nil).Close(); err != nil {
			t.Fatal(err)
		}
	}
	if got := found(); got != want || want == "map[]" {
		t.Errorf("got %s, want %s", got, want)
	}
}

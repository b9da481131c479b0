package seed

import (
	"context"
	"flag"
	"os"
	"testing"
	"time"

	"capgraph/graph"
	"capgraph/graph/neo4j"
	"capgraph/graph/neo4j/neo4jtest"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }

// How many random sets of articles and decisions the tests of properties try.
// The sets of one number are always the same.
var (
	sets      = flag.Int("sets", 6, "random sets on the embedded store")
	neo4jSets = flag.Int("neo4j-sets", 1, "random sets on Neo4j; each takes ten seconds or more")
	firstSet  = flag.Int("first-set", 0, "the number of the first set")
)

// noon never passes, so that the same writes have the same instants in every
// store.
func noon() time.Time { return time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC) }

// onNeo4j is an empty Neo4j.
func onNeo4j(t testing.TB) graph.Store {
	t.Helper()
	server := neo4jtest.Open(t)
	server.Clear(t)
	store, err := neo4j.Open(context.Background(), neo4j.Config{Address: server.URI, User: server.User, Password: server.Password, Clock: noon})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return store
}

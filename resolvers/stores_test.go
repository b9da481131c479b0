package resolvers_test

import (
	"context"
	"io/fs"
	"os"
	"testing"
	"time"

	"capgraph/graph"
	"capgraph/graph/neo4j"
	"capgraph/graph/neo4j/neo4jtest"
	"capgraph/graph/sqlite"
	"capgraph/seed"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }

// onBothStores runs a test on the embedded store and on a real Neo4j, each
// empty at the start.
func onBothStores(t *testing.T, test func(t *testing.T, store graph.Store)) {
	t.Run("sqlite", func(t *testing.T) { test(t, embedded(t)) })
	t.Run("neo4j", func(t *testing.T) {
		server := neo4jtest.Open(t)
		server.Clear(t)
		store, err := neo4j.Open(context.Background(), neo4j.Config{
			Address: server.URI, User: server.User, Password: server.Password, Clock: today,
		})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { store.Close() })
		test(t, store)
	})
}

// embedded is an empty embedded store.
func embedded(t testing.TB) graph.Store {
	t.Helper()
	return embeddedAt(t, today)
}

// embeddedAt is one with a clock of the test's own.
func embeddedAt(t testing.TB, clock func() time.Time) graph.Store {
	t.Helper()
	store, err := sqlite.Open(context.Background(), ":memory:", sqlite.WithClock(clock))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return store
}

// founding is an embedded store with the shipped facts.
func founding(t testing.TB) graph.Store {
	t.Helper()
	store := embedded(t)
	seedShipped(t, store)
	return store
}

func seedShipped(t testing.TB, store graph.Store) {
	t.Helper()
	files, err := fs.Glob(seed.Articles(), "*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no shipped facts", err)
	}
	for _, file := range files {
		seedFile(t, store, seed.Articles(), file)
	}
}

// seedFile loads one fact file, which must be right.
func seedFile(t testing.TB, store graph.Store, files fs.FS, name string) {
	t.Helper()
	data, err := fs.ReadFile(files, name)
	if err != nil {
		t.Fatal(err)
	}
	facts, problems := seed.Decode(name, data)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if _, problems, err := seed.Load(context.Background(), store, "local", facts, false); err != nil || len(problems) > 0 {
		t.Fatal(name, err, problems)
	}
}

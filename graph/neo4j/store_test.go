package neo4j_test

import (
	"context"
	"os"
	"testing"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"capgraph/graph"
	"capgraph/graph/graphtest"
	"capgraph/graph/neo4j"
	"capgraph/graph/neo4j/neo4jtest"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Main(m)) }

// opened is a store of the suite, with what it takes to open it again.
type opened struct {
	*neo4j.Store
	server *neo4jtest.Server
	clock  func() time.Time
}

// TestStore runs the suite. Some cases compare two stores, and the Community
// edition has one database, so there are two servers that take turns: no case
// goes back to a store when it has opened two others since.
func TestStore(t *testing.T) {
	servers, turn := []*neo4jtest.Server{neo4jtest.Open(t), neo4jtest.New(t)}, 0
	graphtest.Run(t, graphtest.Harness{
		Open: func(t *testing.T, clock func() time.Time) graph.Store {
			server := servers[turn%len(servers)]
			turn++
			empty(t, server)
			return opened{open(t, server, clock), server, clock}
		},
		Reopen: func(t *testing.T, store graph.Store) graph.Store {
			old := store.(opened)
			if err := old.Close(); err != nil {
				t.Fatalf("closing the store: %v", err)
			}
			return opened{open(t, old.server, old.clock), old.server, old.clock}
		},
	})
}

func config(server *neo4jtest.Server) neo4j.Config {
	return neo4j.Config{Address: server.URI, User: server.User, Password: server.Password}
}

func open(t testing.TB, server *neo4jtest.Server, clock func() time.Time) *neo4j.Store {
	t.Helper()
	c := config(server)
	c.Clock = clock
	store, err := neo4j.Open(t.Context(), c)
	if err != nil {
		t.Fatalf("opening the store: %v", err)
	}
	return store
}

// fresh returns an empty store that the test closes.
func fresh(t testing.TB, server *neo4jtest.Server) *neo4j.Store {
	t.Helper()
	empty(t, server)
	store := open(t, server, graphtest.Clock())
	t.Cleanup(func() { _ = store.Close() })
	return store
}

// empty removes all facts but leaves the indexes, which take seconds to make.
func empty(t testing.TB, server *neo4jtest.Server) {
	t.Helper()
	run(t, server, "MATCH (n) WHERE NOT n:CapgraphSchema CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 20000 ROWS", nil)
	run(t, server, "MATCH (s:CapgraphSchema {name: 'capgraph'}) SET s.head = 0, s.version = 1", nil)
}

// run runs a statement on the bare driver.
func run(t testing.TB, server *neo4jtest.Server, text string, params map[string]any) []*driver.Record {
	t.Helper()
	ctx := context.Background()
	connection := connect(t, server)
	defer connection.Close(ctx)
	session := connection.NewSession(ctx, driver.SessionConfig{})
	defer session.Close(ctx)
	result, err := session.Run(ctx, text, params)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	rows, err := result.Collect(ctx)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return rows
}

func connect(t testing.TB, server *neo4jtest.Server) driver.DriverWithContext {
	t.Helper()
	connection, err := driver.NewDriverWithContext(server.URI, driver.BasicAuth(server.User, server.Password, ""))
	if err != nil {
		t.Fatal(err)
	}
	return connection
}

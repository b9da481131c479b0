package neo4j_test

import (
	"fmt"
	"net"
	"sync"
	"testing"

	"capgraph/graph"
	"capgraph/graph/graphtest"
	"capgraph/graph/neo4j"
	"capgraph/graph/neo4j/neo4jtest"
)

func TestOpenMigratesOnceAndWritesNoFacts(t *testing.T) {
	server := neo4jtest.Open(t)
	server.Clear(t)
	var group sync.WaitGroup
	for range 3 { // Servers that start together.
		group.Go(func() {
			store, err := neo4j.Open(t.Context(), config(server))
			if err != nil {
				t.Errorf("opening: %v", err)
				return
			}
			_ = store.Close()
		})
	}
	group.Wait()
	for i := range 2 {
		_ = open(t, server, nil).Close()
		nodes := run(t, server, "MATCH (n) RETURN labels(n)[0] + ' ' + n.version + ' ' + n.head AS node", nil)
		if want := fmt.Sprintf("CapgraphSchema %d 0", neo4j.Layout); len(nodes) != 1 || nodes[0].Values[0] != want {
			t.Errorf("got %v after opening %d times, want one node %q", nodes, i+1, want)
		}
		indexes := run(t, server, "SHOW INDEXES YIELD type, state WHERE type <> 'LOOKUP' AND state = 'ONLINE' RETURN count(*)", nil)
		if got := indexes[0].Values[0]; got != int64(neo4j.Indexes()) {
			t.Errorf("got %v indexes, want %d", got, neo4j.Indexes())
		}
	}
}

func TestOpenRefusesANewerLayout(t *testing.T) {
	server := neo4jtest.Open(t)
	_ = fresh(t, server)
	run(t, server, "MATCH (s:CapgraphSchema) SET s.version = $version", map[string]any{"version": neo4j.Layout + 1})
	defer empty(t, server)
	_, err := neo4j.Open(t.Context(), config(server))
	if graph.CodeOf(err) != graph.Invalid {
		t.Errorf("got %v (%s), want code %s", err, graph.CodeOf(err), graph.Invalid)
	}
}

func TestInputNeverBecomesPartOfAStatement(t *testing.T) {
	server := neo4jtest.Open(t)
	store := fresh(t, server)
	graphtest.Load(t, store, graphtest.World()...)
	const evil = "'}) DETACH DELETE n //` \" \\u0027 $p0"
	statements := map[string]bool{}
	for i, text := range []string{"first", "harmless", evil} { // The second is a correction, like the third.
		before := len(statements)
		neo4j.Trace(store, func(statement string, _ map[string]any) { statements[statement] = true })
		graphtest.Load(t, store, graphtest.Article("evil", graphtest.On("2025-01-01"), graphtest.Revised(fmt.Sprintf("2025-0%d", i+2)), graphtest.Company("Evil", "industry", text, "remark", text)))
		for _, call := range []func() error{
			func() error { _, err := store.Records(t.Context(), []graph.ID{graph.ID(text)}, now); return err },
			func() error {
				_, err := store.Search(t.Context(), []string{text, text + "x"}, []graph.Kind{graph.Kind(text)})
				return err
			},
			func() error { _, err := store.Match(t.Context(), "company", "name", []string{text}); return err },
			func() error {
				_, err := store.Writes(t.Context(), graph.LogQuery{Article: graph.ID(text), Limit: 3})
				return err
			},
			func() error {
				x := graph.Expansion{Of: []graph.ID{graph.ID(text), "company:evil"}, Slice: now, After: graph.ID("stake:" + text), Limit: 3}
				_, err := store.Expand(t.Context(), x)
				return err
			},
			func() error {
				_, err := store.List(t.Context(), graph.Query{Kind: "company", Slice: now, Limit: 3, Order: graph.Order{Field: "name"}, After: &graph.Cursor{Key: text, ID: graph.ID(text)},
					Where: graph.Or{graph.Where{Field: "name", Lo: graph.KeyRange{Min: text}, Contains: text}, graph.OneOf{graph.ID(text)}, graph.Missing{Field: "name", State: graph.ValueState(text)}}})
				return err
			},
			func() error {
				_, err := store.List(t.Context(), graph.Query{Kind: "stake", Slice: now, Limit: 3, Of: []graph.ID{graph.ID(text)}, Fields: []string{"owner", text}})
				return err
			},
		} {
			if err := call(); err != nil {
				t.Errorf("with %q: %v", text, err)
			}
		}
		neo4j.Trace(store, nil)
		if text == evil && len(statements) != before {
			t.Errorf("got %d statements that harmless input does not lead to, want 0", len(statements)-before)
		}
	}
	if _, err := store.Match(t.Context(), "company", evil, []string{"x"}); err != nil {
		t.Errorf("a field of that name: %v", err)
	}
	if _, err := store.List(t.Context(), graph.Query{Kind: graph.Kind(evil)}); graph.CodeOf(err) != graph.Internal {
		t.Errorf("a kind of that name: got %v, want code %s", err, graph.Internal)
	}
}

// silent returns the address of a server that accepts connections and says nothing.
func silent(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	return listener.Addr().String()
}

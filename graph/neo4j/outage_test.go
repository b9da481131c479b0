package neo4j_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"capgraph/graph"
	"capgraph/graph/graphtest"
	"capgraph/graph/neo4j"
	"capgraph/graph/neo4j/neo4jtest"
)

func TestServerGoesAwayAndComesBack(t *testing.T) {
	server := neo4jtest.New(t)
	store := open(t, server, graphtest.Clock())
	t.Cleanup(func() { _ = store.Close() })
	graphtest.Load(t, store, graphtest.World()...)
	before := outcome(t, store)

	article := graphtest.Article("outage", graphtest.On("2025-02-01"), graphtest.Company("Newcomer"))
	write := func(during func()) error {
		_, err := store.Apply(t.Context(), graph.Write{Actor: "test", Plan: func(context.Context, graph.Reader) ([]graph.Change, error) {
			during()
			return []graph.Change{article}, nil
		}})
		return err
	}
	stopped := false
	unavailable(t, "a write during which the server was killed", write(func() {
		if !stopped {
			stopped = true
			server.Kill(t)
		}
	}))
	for _, read := range reads {
		start := time.Now()
		unavailable(t, read.name+" without a server", read.call(t.Context(), store))
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%s without a server took %v", read.name, took)
		}
	}
	unavailable(t, "a write without a server", write(func() {}))
	_, err := neo4j.Open(t.Context(), config(server))
	unavailable(t, "opening without a server", err)
	if !strings.Contains(err.Error(), server.URI) {
		t.Errorf("got %q, want a sentence with %s in it", err, server.URI)
	}

	server.Start(t)
	if got := outcome(t, store); got != before {
		t.Errorf("got %s after the restart, want %s", got, before)
	}
	if err := write(func() {}); err != nil {
		t.Errorf("a write after the restart: %v", err)
	}

	// Once more, with connections in the pool that nobody has used since.
	server.Stop(t)
	server.Start(t)
	if err := write(func() {}); err != nil {
		t.Errorf("the first write after a second restart: %v", err)
	}
	told := 0
	err = store.Project(t.Context(), "company", now, func(*graph.Record) error {
		if told++; told == 1 {
			server.Kill(t)
		}
		return nil
	})
	if all := len(strings.Fields(before)) + 1; err != nil {
		unavailable(t, "a read during which the server went away", err)
	} else if told != all {
		t.Errorf("got %d companies and no error from a read during which the server went away, want an error or %d", told, all)
	}
}

// outcome is enough of the graph to see whether a write came through.
func outcome(t *testing.T, store *neo4j.Store) string {
	t.Helper()
	pages, err := store.List(t.Context(), graph.Query{Kind: "company", Slice: now, Limit: graph.MaxPage})
	if err != nil {
		t.Fatalf("listing: %v", err)
	}
	var ids []string
	for _, record := range pages[""].Records {
		ids = append(ids, string(record.ID))
	}
	return strings.Join(ids, " ")
}

func unavailable(t *testing.T, what string, err error) {
	t.Helper()
	if graph.CodeOf(err) != graph.Unavailable {
		t.Errorf("%s: got the error %v (%s), want code %s", what, err, graph.CodeOf(err), graph.Unavailable)
	}
	if err != nil && strings.Contains(err.Error(), "Neo.") || err != nil && strings.Contains(err.Error(), "EOF") {
		t.Errorf("%s: the sentence %q shows the driver's text", what, err)
	}
}

func TestWrongPassword(t *testing.T) {
	server := neo4jtest.Open(t)
	for _, c := range []neo4j.Config{
		{Address: server.URI, User: server.User, Password: server.Password + "x"},
		{Address: server.URI},
		{Address: server.URI, Token: "token"},
	} {
		_, err := neo4j.Open(t.Context(), c)
		unavailable(t, "opening", err)
		if err != nil && (!strings.Contains(err.Error(), "refused") || !strings.Contains(err.Error(), server.URI)) {
			t.Errorf("got %q, want a sentence that names the address and the credentials", err)
		}
	}
}

func TestOpenRefusesWhatIsNoAddress(t *testing.T) {
	_, err := neo4j.Open(t.Context(), neo4j.Config{Address: "http://localhost"})
	if graph.CodeOf(err) != graph.Invalid {
		t.Errorf("got %v, want code %s", err, graph.Invalid)
	}
}

func TestOpenWaitsForASilentServerOnlySoLong(t *testing.T) {
	listener := silent(t)
	start := time.Now()
	_, err := neo4j.Open(t.Context(), neo4j.Config{Address: "bolt://" + listener, ConnectTimeout: 300 * time.Millisecond})
	unavailable(t, "opening", err)
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("it took %v", took)
	}
}

func TestDeadlineEndsAReadInTheDatabase(t *testing.T) {
	store := fresh(t, neo4jtest.Open(t))
	ctx, cancel := context.WithTimeout(t.Context(), time.Microsecond)
	defer cancel()
	_, err := store.Head(ctx)
	unavailable(t, "a read that is late", err)
}

// A request that nobody waits for any more must not go on in the server.
func TestCancelledExpandStopsInTheServer(t *testing.T) {
	server := neo4jtest.Open(t)
	store := fresh(t, server)
	const owners = 2_500
	fill(t, store, owners, func(i int) *graph.Record { return bareStake(i+1, 0, i) })
	hub := graph.Expansion{Of: []graph.ID{"company:northern-systems-0"}, Slice: now, Limit: owners, Count: true}
	ctx, cancel := context.WithCancel(t.Context())
	neo4j.Trace(store, func(string, map[string]any) { time.AfterFunc(5*time.Millisecond, cancel) })
	_, err := store.Expand(ctx, hub)
	neo4j.Trace(store, nil)
	unavailable(t, "a walk that was cancelled", err)
	for start := time.Now(); ; time.Sleep(20 * time.Millisecond) {
		running := run(t, server, "SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery CONTAINS 'Stake_owner' AND NOT currentQuery CONTAINS 'SHOW' RETURN count(*)", nil)[0].Values[0]
		if running == int64(0) {
			break
		}
		if time.Since(start) > 5*time.Second {
			t.Fatal("the walk still runs in the server")
		}
	}
	fans, err := store.Expand(t.Context(), hub)
	if n := len(fans[hub.Of[0]].Relations); err != nil || n != owners || fans[hub.Of[0]].Totals["stake"] != owners {
		t.Errorf("afterwards: got %d relations (%v), want %d", n, err, owners)
	}
}

package resolvers_test

import (
	"context"
	"encoding/json"
	"fmt"
	"sync/atomic"
	"testing"

	"capgraph/graph"
	"capgraph/graph/graphtest"
)

// counting counts the calls of the store that it passes on.
type counting struct {
	graph.Store
	calls atomic.Int64
}

func (c *counting) Records(ctx context.Context, ids []graph.ID, slice graph.Slice) (map[graph.ID]*graph.Record, error) {
	c.calls.Add(1)
	return c.Store.Records(ctx, ids, slice)
}

func (c *counting) List(ctx context.Context, query graph.Query) (map[graph.ID]graph.Page, error) {
	c.calls.Add(1)
	return c.Store.List(ctx, query)
}

func (c *counting) Search(ctx context.Context, words []string, kinds []graph.Kind) ([]*graph.Record, error) {
	c.calls.Add(1)
	return c.Store.Search(ctx, words, kinds)
}

func (c *counting) Match(ctx context.Context, kind graph.Kind, field string, keys []string) (map[string][]graph.ID, error) {
	c.calls.Add(1)
	return c.Store.Match(ctx, kind, field, keys)
}

// TestFanOutNeverMultipliesStoreCalls asks three levels deep over 2 and over
// 100 companies: both make one call for each list field of each level. A call
// is one round trip, as the adapters' own tests count.
func TestFanOutNeverMultipliesStoreCalls(t *testing.T) {
	onBothStores(t, func(t *testing.T, store graph.Store) {
		graphtest.Load(t, store, ring(120)...)
		calls := map[int]int64{}
		for _, first := range []int{2, 100} {
			counter := &counting{Store: store}
			answer := ask(t, serve(t, counter), fmt.Sprintf(`{ companies(first: %d) { %s } }`, first, threeLevels))
			if got := countCompanies(t, answer); got != first {
				t.Fatalf("got %d companies, want %d", got, first)
			}
			calls[first] = counter.calls.Load()
		}
		const want = 6 // companies, support, owners, holdings, competitors, claims
		if calls[2] != want || calls[100] != want {
			t.Errorf("got %d store calls for 2 companies and %d for 100, want %d for both", calls[2], calls[100], want)
		}
	})
}

const threeLevels = `nodes { id name headquarters { text } support { claims }
	owners(first: 5) { totalCount nodes { label share { text } owner { name ... on Company {
		holdings(first: 5) { nodes { company { name competitors(first: 3) { totalCount } } claims(first: 3) { nodes { article { title } } } } } } } } } }`

func countCompanies(t *testing.T, answer []byte) int {
	t.Helper()
	var parts struct {
		Data   struct{ Companies struct{ Nodes []any } }
		Errors []any
	}
	if err := json.Unmarshal(answer, &parts); err != nil || len(parts.Errors) > 0 {
		t.Fatalf("got %s, want an answer without errors", answer)
	}
	return len(parts.Data.Companies.Nodes)
}

// ring is n companies, each of which is owned by the next two.
func ring(n int) []graph.Change {
	name := func(i int) string { return fmt.Sprintf("Company %03d", i%n) }
	var parts []graphtest.Part
	for i := range n {
		parts = append(parts, graphtest.Company(name(i)))
	}
	for i := range n {
		parts = append(parts,
			graphtest.Stake(name(i+1), name(i), "share", "30 %"),
			graphtest.Stake(name(i+2), name(i), "share", "> 10 %"))
	}
	return []graph.Change{graphtest.Article("ring", parts...)}
}

package resolvers_test

import (
	"fmt"
	"strings"
	"testing"

	"capgraph/graph"
	"capgraph/graph/graphtest"
)

// fan is a company that owns n others, each of which owns the last.
func fan(n int) graph.Change {
	parts := []graphtest.Part{graphtest.On("2025-01-01"), graphtest.Company("First"), graphtest.Company("Last")}
	for i := range n {
		name := fmt.Sprintf("Middle %02d", i)
		parts = append(parts, graphtest.Company(name), graphtest.Stake("First", name, "share", "30 %"), graphtest.Stake(name, "Last"))
	}
	return graphtest.Article("fan", parts...)
}

// TestSearchesNeverMultiplyStoreCalls asks for claims, support and labels of
// 2 and of 40 relations: what is found makes no difference to how often the store is asked.
func TestSearchesNeverMultiplyStoreCalls(t *testing.T) {
	const relation = `relation { label support { articles } ... on Stake { owner { name } claims(first: 2) { nodes { article { title } } } } }`
	onBothStores(t, func(t *testing.T, store graph.Store) {
		graphtest.Load(t, store, fan(40))
		for _, c := range []struct{ name, query string }{
			{"paths", `{ paths(from: "company:first", to: "company:last", first: %d) { paths { entities { name } hops { from { name } links { ` + relation + ` } } } } }`},
			{"reachable", `{ reachable(from: "company:first", first: %d) { reached { entity { name } hops { links { ` + relation + ` } } } } }`},
			{"neighbourhood", `{ neighbourhood(of: ["company:first"], fold: %d) { nodes { entity { names { name } } } edges { ` + relation + ` } } }`},
		} {
			calls := map[int]int64{}
			for _, first := range []int{2, 40} {
				counter := &counting{Store: store}
				answer := string(ask(t, serve(t, counter), fmt.Sprintf(c.query, first)))
				if got := strings.Count(answer, `"label"`); got < first || strings.Contains(answer, `"errors"`) {
					t.Fatalf("%s of %d: got %s", c.name, first, answer)
				}
				calls[first] = counter.calls.Load()
			}
			const want = 3 // records, support, claims; Expand and Head are counted with the searches
			if calls[2] != want || calls[40] != want {
				t.Errorf("%s: got %d store calls for 2 and %d for 40, want %d for both", c.name, calls[2], calls[40], want)
			}
		}
	})
}

// What is cut is told, and a relation that outlives the article on its party
// leads to an entity without a name.
func TestPathsOverWhatNoSourceTellsOfAnyMore(t *testing.T) {
	store := embedded(t)
	graphtest.Load(t, store,
		graphtest.Article("two", graphtest.On("2025-01-01"), graphtest.Company("B")),
		graphtest.Article("one", graphtest.On("2025-01-01"), graphtest.Company("A"), graphtest.Stake("A", "B")), graphtest.Withdraw("two"))
	answer := string(ask(t, serve(t, store), `{ reachable(from: "company:a") { reached { distance entity { id name } } } neighbourhood(of: ["company:a"]) { nodes { entityId label } edges { label } } }`))
	for _, want := range []string{`"entity":{"id":"company:b","name":"company:b"}`, `{"entityId":"company:b","label":"company:b"}`} {
		if !strings.Contains(answer, want) {
			t.Errorf("got %s, want %s in it", answer, want)
		}
	}
}

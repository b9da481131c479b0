package resolvers_test

import (
	"fmt"
	"testing"

	"capgraph/graph"
	"capgraph/graph/graphtest"
)

// pyramid is companies each of which owns 60 % of the next.
func pyramid(n int) graph.Change {
	name := func(i int) string { return fmt.Sprintf("Company %03d", i) }
	var parts []graphtest.Part
	for i := range n {
		parts = append(parts, graphtest.Company(name(i)))
	}
	for i := 1; i < n; i++ {
		parts = append(parts, graphtest.Stake(name(i-1), name(i), "share", "60 %", "since", "2020-01-01"))
	}
	return graphtest.Article("pyramid", parts...)
}

// TestOwnershipOfManyCostsNoMoreCalls asks for owners, control and parents of
// 2 and of 60 companies: the stakes are read once, and what each field speaks of once for all.
func TestOwnershipOfManyCostsNoMoreCalls(t *testing.T) {
	store := embedded(t)
	graphtest.Load(t, store, pyramid(70))
	calls := map[int]int64{}
	for _, first := range []int{2, 60} {
		counter := &counting{Store: store}
		answer := ask(t, serve(t, counter), fmt.Sprintf(`{ companies(first: %d) { nodes { ownership(options: {votes: SHARES}) {
			owners(first: 3) { nodes { owner { name } integrated { text } } }
			ultimateParent { members { name } }
			controllers(first: 3) { nodes { derivation { holders { stakes { label } } } } }
			ultimateShares { parts { owner { name } } } } } } }`, first))
		if got := countCompanies(t, answer); got != first {
			t.Fatalf("got %d companies, want %d", got, first)
		}
		calls[first] = counter.calls.Load()
	}
	if calls[2] != calls[60] {
		t.Errorf("got %d store calls for 2 companies and %d for 60, want as many", calls[2], calls[60])
	}
}

// TestAnswerNeverMixesTwoStates writes between two questions: the second is
// answered from the new stakes, and an answer about the past stays as it was.
func TestAnswerNeverMixesTwoStates(t *testing.T) {
	onBothStores(t, func(t *testing.T, store graph.Store) {
		graphtest.Load(t, store, pyramid(3))
		server := serve(t, store)
		const question = `{ company(by: {id: "company:company-002"}) { ownership { knownAt owners { nodes { owner { name } integrated { text } } } } } }`
		first := string(ask(t, server, question))
		head, err := store.Head(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		graphtest.Load(t, store, graphtest.Article("news", graphtest.Company("Company 000"), graphtest.Company("Company 002"),
			graphtest.Stake("Company 000", "Company 002", "share", "10 %", "since", "2020-01-01")))
		if second := string(ask(t, server, question)); second == first {
			t.Error("the answer is the same after the write")
		}
		past := fmt.Sprintf(`{ company(by: {id: "company:company-002"}, knownAt: %q) { ownership { knownAt owners { nodes { owner { name } integrated { text } } } } } }`,
			head.Time().Format("2006-01-02T15:04:05.999999999Z07:00"))
		if got := string(ask(t, server, past)); got != first {
			t.Errorf("as known before the write: got %s, want %s", got, first)
		}
	})
}

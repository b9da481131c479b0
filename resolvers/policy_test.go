package resolvers_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"capgraph/graph"
	"capgraph/graph/graphtest"
)

// TestPolicies asks each testdata/policy/*.graphql of one graph, on both
// stores: each policy believes another of the fact files beside them.
func TestPolicies(t *testing.T) {
	queries, err := filepath.Glob("testdata/policy/*.graphql")
	if err != nil || len(queries) != 2 {
		t.Fatalf("got %d queries, %v", len(queries), err)
	}
	onBothStores(t, func(t *testing.T, store graph.Store) {
		for _, name := range []string{"confirmed", "filing", "latest", "morning", "evening"} {
			seedFile(t, store, os.DirFS("testdata/policy"), name+".yaml")
		}
		for _, file := range queries {
			name := strings.TrimSuffix(file, ".graphql")
			t.Run(filepath.Base(name), func(t *testing.T) { golden(t, store, name) })
		}
	})
}

// TestPolicyMakesOneMoreCallForEachLevel counts the calls of the store for
// pages of 2 and of 40 deals, with and without a policy.
func TestPolicyMakesOneMoreCallForEachLevel(t *testing.T) {
	onBothStores(t, func(t *testing.T, store graph.Store) {
		graphtest.Load(t, store, buyers(40)...)
		for _, c := range []struct {
			below string
			want  int64 // one call for the list, one for its claims, and so on for each level
		}{
			{"price { text }", 2},
			{"price { text } contested { field } support { claims }", 2},
			{"price { text } target { name }", 3},
			{"price { text } target { name deals(first: 2) { nodes { price { text } } } }", 5},
		} {
			for _, first := range []int{2, 40} {
				counter := &counting{Store: store}
				answer := ask(t, serve(t, counter), fmt.Sprintf(`{ acquisitions(first: %d, policy: NEWEST) { nodes { %s } } }`, first, c.below))
				if strings.Contains(string(answer), "errors") {
					t.Fatalf("got %s, want an answer without errors", answer)
				}
				if got := counter.calls.Load(); got != c.want {
					t.Errorf("%d deals with %s: got %d calls, want %d", first, c.below, got, c.want)
				}
			}
		}
	})
}

// TestPolicyReachesOtherRecords believes a register about who was bought, which
// the store's own version of the deal does not point to.
func TestPolicyReachesOtherRecords(t *testing.T) {
	store := embedded(t)
	deal := func(target string) *graphtest.Claim {
		return graphtest.About("acquisition:deal", "acquirer", "company:alpha", "target", "company:"+target, "announcedOn", "2025-06-01")
	}
	companies := []graphtest.Part{graphtest.Company("Alpha"), graphtest.Company("Beta"), graphtest.Company("Gamma")}
	graphtest.Load(t, store,
		graphtest.Article("paper", append(companies, graphtest.On("2026-01-01"), deal("beta"))...),
		graphtest.Article("register", append(companies, graphtest.On("2026-01-01"), graphtest.Type("filing"), deal("gamma").Says("reports"))...))
	for policy, want := range map[graph.Policy]string{graph.Ranked: "Beta", graph.OfficialFirst: "Gamma"} {
		answer := string(ask(t, serve(t, store), fmt.Sprintf(`{ acquisitions(policy: %s) { nodes { label target { name } } } }`, policy)))
		if want := fmt.Sprintf(`{"label":"Acquisition of %s by Alpha","target":{"name":%q}}`, want, want); !strings.Contains(answer, want) {
			t.Errorf("%s: got %s, want %s", policy, answer, want)
		}
	}
}

package seed_test

import (
	"strings"
	"testing"

	"capgraph/graph"
	"capgraph/graph/explore"
	"capgraph/graph/graphtest"
	"capgraph/graph/sqlite"
	"capgraph/seed"
)

// TestADenialIsSettled lets a company deny the share that a wire gives: a
// decision confirms the share, or puts another in its place, and withdrawing it opens the
// contradiction again.
func TestADenialIsSettled(t *testing.T) {
	store, err := sqlite.Open(t.Context(), sqlite.Memory, sqlite.WithClock(graphtest.Clock()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	graphtest.Load(t, store,
		graphtest.Article("wire", graphtest.On("2025-07-14"), graphtest.Company("Meta"), graphtest.Company("Scale AI"), graphtest.Stake("Meta", "Scale AI", "share", "49 %")),
		graphtest.Article("denial", graphtest.On("2025-07-14"), graphtest.Company("Meta"), graphtest.Company("Scale AI"), graphtest.Stake("Meta", "Scale AI", "share", "49 %").Says("denies")))
	count := func(settled bool) int {
		list, err := explore.Conflicts(t.Context(), store, explore.ConflictQuery{
			Slice: graph.Slice{Day: graphtest.Day("2025-09-01")}, Kinds: []explore.ConflictKind{explore.ConflictDenial}, Settled: settled, Limit: 10,
		})
		if err != nil {
			t.Fatal(err)
		}
		return len(list.Conflicts)
	}
	for _, value := range []string{"49 %", "40 %"} {
		if open, settled := count(false), count(true); open != 1 || settled != 0 {
			t.Fatalf("before: got %d open and %d settled, want one that is open", open, settled)
		}
		report := settle(t, store, settlement(value, "The register says so"), false)
		if got := standing(t, store); !strings.HasPrefix(got, value+" contested [] ") {
			t.Errorf("got %s, want %s", got, value)
		}
		if open, settled := count(false), count(true); open != 0 || settled != 1 {
			t.Errorf("settled as %s: got %d open and %d settled, want one that is settled", value, open, settled)
		}
		if again := settle(t, store, settlement(value, "The register says so"), false); again.Outcome != graph.Unchanged {
			t.Errorf("the same again: got %s", again.Outcome)
		}
		if _, err := seed.Withdraw(t.Context(), store, "ada", string(report.Article), false); err != nil {
			t.Fatal(err)
		}
	}
}

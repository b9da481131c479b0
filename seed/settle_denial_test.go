package seed_test

import (
	"strings"
	"testing"

	"capgraph/graph"
	"capgraph/graph/explore"
	"capgraph/graph/graphtest"
	"capgraph/graph/ownership"
	"capgraph/graph/sqlite"
	"capgraph/seed"
)

// TestADenialIsSettled lets a company deny the share that a wire gives: a
// decision confirms the share, or puts another in its place, and withdrawing it opens the
// contradiction again.
func TestADenialIsSettled(t *testing.T) {
	store := memory(t)
	graphtest.Load(t, store,
		graphtest.Article("wire", graphtest.On("2025-07-14"), graphtest.Company("Meta"), graphtest.Company("Scale AI"), graphtest.Stake("Meta", "Scale AI", "share", "49 %")),
		graphtest.Article("denial", graphtest.On("2025-07-14"), graphtest.Company("Meta"), graphtest.Company("Scale AI"), graphtest.Stake("Meta", "Scale AI", "share", "49 %").Says("denies")))
	count := func(settled bool) int { return conflicts(t, store, explore.ConflictDenial, settled) }
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

// TestADenialOfARelationIsSettled lets a company deny a stake as a whole: who decides
// its share decides that there is one.
func TestADenialOfARelationIsSettled(t *testing.T) {
	store := memory(t)
	graphtest.Load(t, store,
		graphtest.Article("wire", graphtest.On("2025-07-14"), graphtest.Company("Meta"), graphtest.Company("Scale AI"), graphtest.Stake("Meta", "Scale AI", "share", "49 %")),
		graphtest.Article("denial", graphtest.On("2025-07-14"), graphtest.Company("Meta"), graphtest.Company("Scale AI"), graphtest.Stake("Meta", "Scale AI").Says("denies")))
	if open, settled := conflicts(t, store, explore.ConflictDenial, false), conflicts(t, store, explore.ConflictDenial, true); open != 1 || settled != 0 {
		t.Fatalf("before: got %d open and %d settled, want one that is open", open, settled)
	}
	report := settle(t, store, settlement("49 %", "The register has it"), false)
	if open, settled := conflicts(t, store, explore.ConflictDenial, false), conflicts(t, store, explore.ConflictDenial, true); open != 0 || settled != 1 {
		t.Errorf("settled: got %d open and %d settled, want one that is settled", open, settled)
	}
	if again := settle(t, store, settlement("49 %", "The register has it"), false); again.Outcome != graph.Unchanged {
		t.Errorf("the same again: got %s", again.Outcome)
	}
	if _, err := seed.Withdraw(t.Context(), store, "ada", string(report.Article), false); err != nil {
		t.Fatal(err)
	}
	if open := conflicts(t, store, explore.ConflictDenial, false); open != 1 {
		t.Errorf("undone: got %d open, want one", open)
	}
}

// TestTooManySharesAreSettled decides the share of a stake about which nobody
// disagrees, since the stakes add up to more than the whole.
func TestTooManySharesAreSettled(t *testing.T) {
	store := memory(t)
	graphtest.Load(t, store, graphtest.Article("wire", graphtest.On("2025-07-14"), graphtest.Company("Meta"), graphtest.Company("Scale AI"), graphtest.Company("Rival"),
		graphtest.Stake("Meta", "Scale AI", "share", "49 %"), graphtest.Stake("Rival", "Scale AI", "share", "60 %")))
	if over := overAllocated(t, store); len(over) != 1 {
		t.Fatalf("before: got %v, want one company", over)
	}
	settle(t, store, settlement("40 %", "The register has it"), false)
	if got := standing(t, store); !strings.HasPrefix(got, "40 % contested [] ") {
		t.Errorf("got %s, want 40 %%", got)
	}
	if over := overAllocated(t, store); len(over) != 0 {
		t.Errorf("settled: got %v, want none", over)
	}
	other := settlement("40 %", "It is so")
	other.Field = "votes"
	if _, err := seed.Settle(t.Context(), store, "ada", other, false); graph.CodeOf(err) != graph.NotFound {
		t.Errorf("got %v for votes about which nobody disagrees, want the code %s", err, graph.NotFound)
	}
}

func overAllocated(t *testing.T, store graph.Store) map[graph.ID][]graph.ID {
	t.Helper()
	projection, err := ownership.Load(t.Context(), store, graph.Slice{Day: graphtest.Day("2025-09-01")}, ownership.Selection{})
	if err != nil {
		t.Fatal(err)
	}
	return projection.OverAllocated()
}

func memory(t *testing.T) *sqlite.Store {
	t.Helper()
	store, err := sqlite.Open(t.Context(), sqlite.Memory, sqlite.WithClock(graphtest.Clock()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return store
}

// conflicts counts those of a kind.
func conflicts(t *testing.T, store graph.Store, kind explore.ConflictKind, settled bool) int {
	t.Helper()
	list, err := explore.Conflicts(t.Context(), store, explore.ConflictQuery{
		Slice: graph.Slice{Day: graphtest.Day("2025-09-01")}, Kinds: []explore.ConflictKind{kind}, Settled: settled, Limit: 10,
	})
	if err != nil {
		t.Fatal(err)
	}
	return len(list.Conflicts)
}

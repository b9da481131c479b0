package graphtest

import (
	"testing"

	"capgraph/graph"
)

var dryRunCases = []writingCase{
	{"a dry run gives the receipt of the real write and leaves nothing", func(t *testing.T, h Harness) {
		store := open(t, h)
		for _, change := range append(World(), corrected(), wire(), blog()) {
			before, headBefore := everything(t, store), head(t, store)
			preview := tried(t, store, change)
			equal(t, "the graph after the dry run", everything(t, store), before)
			if got := head(t, store); got != headBefore {
				t.Errorf("got the head %d after the dry run, want %d", got, headBefore)
			}
			equal(t, "the receipt of "+string(change.Article.ID), showReceipt(apply(t, store, change)), showReceipt(preview))
		}
	}},
	{"a dry run of many changes", func(t *testing.T, h Harness) {
		store := open(t, h)
		preview := tried(t, store, append(World(), corrected())...)
		equal(t, "the graph after the dry run", everything(t, store), "")
		equal(t, "the receipt", showReceipt(apply(t, store, append(World(), corrected())...)), showReceipt(preview))
	}},
	{"a dry run is not logged", func(t *testing.T, h Harness) {
		store := open(t, h)
		tried(t, store, register())
		entries, err := store.Writes(t.Context(), graph.LogQuery{Limit: 10})
		must(t, err)
		if len(entries) != 0 {
			t.Errorf("got %+v, want no entries", entries)
		}
	}},
	{"a search after a dry run finds nothing of it", func(t *testing.T, h Harness) {
		store := open(t, h)
		tried(t, store, register())
		found, err := store.Search(t.Context(), []string{"meta"}, nil)
		must(t, err)
		equal(t, "found", slugs(found), "")
	}},
}

// tried makes a dry run.
func tried(t *testing.T, store graph.Store, changes ...graph.Change) *graph.Receipt {
	t.Helper()
	write := seeding(changes...)
	write.DryRun = true
	receipt, err := store.Apply(t.Context(), write)
	must(t, err)
	return receipt
}

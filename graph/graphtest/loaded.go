package graphtest

import (
	"fmt"
	"testing"

	"capgraph/graph"
)

// world is a store that holds the World, beside what should be in it.
type world struct {
	graph.Store
	reference *reference
	after     map[string]graph.Instant // by name of the article, the instant of its commit
}

// today is a day on which all of the World is in force.
var today = graph.Slice{Day: Day("2025-08-01")}

func openWorld(t *testing.T, harness Harness) *world {
	t.Helper()
	w := &world{Store: open(t, harness), reference: &reference{}, after: map[string]graph.Instant{}}
	for _, change := range World() {
		receipt := apply(t, w, change)
		if _, err := w.reference.commit(receipt.At, change); err != nil {
			t.Fatalf("the reference refused %s: %v", change.Article.ID, err)
		}
		name := change.Article.ID.Slug()
		if change.Action == graph.ActionWithdraw {
			name = "withdrawal of " + name
		}
		w.after[name] = receipt.At
	}
	return w
}

// open opens an empty store with a running clock and closes it at the end.
func open(t *testing.T, harness Harness) graph.Store {
	t.Helper()
	store := harness.Open(t, Clock())
	t.Cleanup(func() { must(t, store.Close()) })
	return store
}

// list returns the one page of a query.
func list(t testing.TB, reader graph.Reader, query graph.Query) graph.Page {
	t.Helper()
	pages, err := reader.List(t.Context(), query)
	must(t, err)
	page, found := pages[""]
	if !found || len(pages) != 1 {
		t.Fatalf("got %d pages (%s), want one under the empty id", len(pages), outlines(pages))
	}
	return page
}

// record returns the version of one record in a slice, nil if it is unknown.
func record(t testing.TB, reader graph.Reader, id graph.ID, slice graph.Slice) *graph.Record {
	t.Helper()
	records, err := reader.Records(t.Context(), []graph.ID{id}, slice)
	must(t, err)
	return records[id]
}

// field prints the values of a field, "none" for no record and "" for no value.
func field(r *graph.Record, name string) string {
	if r == nil {
		return "none"
	}
	text := ""
	for i, held := range r.Held[name] {
		if i > 0 {
			text += ", "
		}
		text += held.Value.Text()
	}
	return text
}

// asked checks answers of the store against the reference.
func (w *world) asked(t testing.TB, query graph.Query) {
	t.Helper()
	got, err := w.List(t.Context(), query)
	must(t, err)
	want, err := w.reference.List(t.Context(), query)
	must(t, err)
	equal(t, fmt.Sprintf("List %+v", query), showPages(got), showPages(want))
}

package graphtest

import (
	"testing"

	"capgraph/graph"
)

var headCases = []writingCase{
	{"of an empty store is zero", func(t *testing.T, h Harness) {
		if got := head(t, open(t, h)); got != 0 {
			t.Errorf("got the head %d, want 0", got)
		}
	}},
	{"is the instant of the last commit", func(t *testing.T, h Harness) {
		store := open(t, h)
		for _, change := range World() {
			receipt := apply(t, store, change)
			if got := head(t, store); got != receipt.At {
				t.Errorf("after %s: got the head %d, want %d", change.Article.ID, got, receipt.At)
			}
		}
	}},
	{"stays when nothing changed", func(t *testing.T, h Harness) {
		store := open(t, h)
		want := apply(t, store, onemedia()).At
		apply(t, store, onemedia())
		if _, err := store.Apply(t.Context(), refused()); err == nil {
			t.Error("got no error from a plan that fails")
		}
		if got := head(t, store); got != want {
			t.Errorf("got the head %d, want %d", got, want)
		}
	}},
}

func head(t testing.TB, reader graph.Reader) graph.Instant {
	t.Helper()
	instant, err := reader.Head(t.Context())
	must(t, err)
	return instant
}

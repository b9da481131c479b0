package sqlite_test

import (
	"path/filepath"
	"testing"
	"time"

	"capgraph/graph"
	"capgraph/graph/graphtest"
	"capgraph/graph/sqlite"
)

// file is a store of the suite, with what it takes to open it again.
type file struct {
	*sqlite.Store
	path    string
	clock   func() time.Time
	options []sqlite.Option
}

func open(t testing.TB, path string, clock func() time.Time, options ...sqlite.Option) file {
	t.Helper()
	store, err := sqlite.Open(t.Context(), path, append(options, sqlite.WithClock(clock))...)
	if err != nil {
		t.Fatalf("opening the store: %v", err)
	}
	return file{store, path, clock, options}
}

func TestStore(t *testing.T) {
	graphtest.Run(t, graphtest.Harness{
		Open: func(t *testing.T, clock func() time.Time) graph.Store {
			return open(t, filepath.Join(t.TempDir(), "store.db"), clock)
		},
		Reopen: func(t *testing.T, store graph.Store) graph.Store {
			old := store.(file)
			if err := old.Close(); err != nil {
				t.Fatalf("closing the store: %v", err)
			}
			return open(t, old.path, old.clock, old.options...)
		},
	})
}

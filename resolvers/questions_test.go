package resolvers_test

import (
	"context"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"capgraph/graph"
	"capgraph/graph/sqlite"
	"capgraph/seed"
)

// TestQuestions asks each testdata/questions/*.graphql, of which each begins
// with its question in plain words, of the demonstration graph and compares
// the answer with the .json beside it.
func TestQuestions(t *testing.T) {
	files, err := filepath.Glob("testdata/questions/*.graphql")
	if err != nil || len(files) == 0 {
		t.Fatal("no questions", err)
	}
	store := demonstration(t)
	for _, file := range files {
		name := strings.TrimSuffix(file, ".graphql")
		t.Run(filepath.Base(name), func(t *testing.T) { golden(t, store, name) })
	}
}

// What is loaded last, so that the answers of June differ from today's: what
// the note on Scale AI says after its correction, and the article that tells
// of votes.
var late = []string{"scale-aichief.yaml", "scale-note-corrected.yaml"}

// demonstration is an embedded store with the demonstration graph, loaded on 15
// June 2026, and what is late on Wednesday 18 November.
func demonstration(t testing.TB) graph.Store {
	t.Helper()
	now := time.Date(2026, 6, 15, 12, 0, 0, 0, time.UTC)
	store, err := sqlite.Open(context.Background(), ":memory:", sqlite.WithClock(func() time.Time { return now }))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	seedShipped(t, store)
	names, err := fs.Glob(seed.Demonstration(), "*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatal("no demonstration", err)
	}
	for _, name := range names {
		if !slices.Contains(late, name) {
			seedFile(t, store, seed.Demonstration(), name)
		}
	}
	now = time.Date(2026, 11, 18, 12, 0, 0, 0, time.UTC)
	for _, name := range late {
		seedFile(t, store, seed.Demonstration(), name)
	}
	return store
}

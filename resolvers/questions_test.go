package resolvers_test

import (
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"capgraph/graph"
	"capgraph/seed"
)

// TestQuestions asks each testdata/questions/*.graphql, which begins with its
// question in plain words, of the demonstration graph and compares the answer
// with the .json beside it. It runs on the embedded store alone, because a Neo4j
// takes a minute to be loaded; that both stores answer alike is what the other
// golden tests show.
func TestQuestions(t *testing.T) {
	files, err := filepath.Glob("testdata/questions/*.graphql")
	if err != nil || len(files) != 25 {
		t.Fatalf("got %d questions, %v; want 25", len(files), err)
	}
	now := time.Date(2026, 6, 15, 12, 0, 0, 0, time.UTC)
	store := embeddedAt(t, func() time.Time { return now })
	seedShipped(t, store)
	seedDemonstration(t, store, func(name string) bool { return !slices.Contains(late, name) })
	now = time.Date(2026, 11, 18, 12, 0, 0, 0, time.UTC)
	seedDemonstration(t, store, func(name string) bool { return slices.Contains(late, name) })
	for _, file := range files {
		name := strings.TrimSuffix(file, ".graphql")
		t.Run(filepath.Base(name), func(t *testing.T) { golden(t, store, name) })
	}
}

// late are the files that are loaded in November rather than in June, so that
// what was believed in summer differs from what is believed today: the
// corrected note on Scale AI, and the article that tells of votes.
var late = []string{"scale-aichief.yaml", "scale-note-corrected.yaml"}

// seedDemonstration loads the chosen files of the demonstration.
func seedDemonstration(t testing.TB, store graph.Store, chosen func(name string) bool) {
	t.Helper()
	names, err := fs.Glob(seed.Demonstration(), "*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatal("no demonstration", err)
	}
	for _, name := range names {
		if chosen(name) {
			seedFile(t, store, seed.Demonstration(), name)
		}
	}
}

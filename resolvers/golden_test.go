package resolvers_test

import (
	"context"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"capgraph/graph"
	"capgraph/graph/sqlite"
	"capgraph/seed"
)

var update = flag.Bool("update", false, "write the answers that the golden tests compare with")

// TestGolden asks each testdata/*.graphql of the founding article's graph and
// compares the answer with the .json beside it. To add a case, drop a file
// and run the test with -update.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.graphql")
	if err != nil || len(files) == 0 {
		t.Fatal("no golden queries", err)
	}
	store := founding(t)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".graphql"), func(t *testing.T) {
			query, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := indent(t, ask(t, serve(t, store), string(query)))
			golden := strings.TrimSuffix(file, ".graphql") + ".json"
			if *update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("answer differs (-want +got):\n%s", diff)
			}
		})
	}
}

// founding is a store with the shipped facts.
func founding(t testing.TB) graph.Store {
	t.Helper()
	store, err := sqlite.Open(context.Background(), ":memory:", sqlite.WithClock(today))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	files, err := fs.Glob(seed.Articles(), "*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no shipped facts", err)
	}
	for _, file := range files {
		data, err := fs.ReadFile(seed.Articles(), file)
		if err != nil {
			t.Fatal(err)
		}
		facts, problems := seed.Decode(file, data)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		if _, problems, err := seed.Load(context.Background(), store, "local", facts, false); err != nil || len(problems) > 0 {
			t.Fatal(err, problems)
		}
	}
	return store
}

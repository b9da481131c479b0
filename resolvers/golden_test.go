package resolvers_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"capgraph/graph"
)

var update = flag.Bool("update", false, "write the answers that the golden tests compare with")

// TestGolden asks each testdata/*.graphql of the founding article's graph, on
// both stores, and compares the answer with the .json beside it. To add a
// case, drop a file and run the test with -update.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.graphql")
	if err != nil || len(files) == 0 {
		t.Fatal("no golden queries", err)
	}
	onBothStores(t, func(t *testing.T, store graph.Store) {
		seedShipped(t, store)
		for _, file := range files {
			name := strings.TrimSuffix(file, ".graphql")
			t.Run(filepath.Base(name), func(t *testing.T) { golden(t, store, name) })
		}
	})
}

func golden(t *testing.T, store graph.Store, name string) {
	query, err := os.ReadFile(name + ".graphql")
	if err != nil {
		t.Fatal(err)
	}
	got := indent(t, ask(t, serve(t, store), string(query)))
	if *update {
		if err := os.WriteFile(name+".json", got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("answer differs (-want +got):\n%s", diff)
	}
}

package sqlite

import (
	"context"
	"strings"
	"testing"
	"time"

	"capgraph/graph"
	"capgraph/graph/explore"
)

// hubStakes is how many owners the hub has: company 0. Owner 1 owns 2, which owns 3.
const hubStakes = 100_000

// hub fills a store by code with a few stakes, and copies one of them, as it
// stands around the hub, until there are enough: by code that would take minutes under the
// race detector. The owners of the copies are met, but nothing is around them.
func hub(t testing.TB) *Store {
	t.Helper()
	few := [][2]int{{1, 2}, {2, 3}, {1, 0}, {500, 0}, {99_000, 0}, {7, 0}}
	store, _ := filled(t, len(few), func(i int) *graph.Record { return largeStake(i, few[i][0], few[i][1]) })
	c := <-store.writer
	defer func() { store.writer <- c }()
	err := c.once(`WITH RECURSIVE n(i) AS (SELECT 100000 UNION ALL SELECT i + 1 FROM n LIMIT ?)
		INSERT INTO around SELECT a.target, a.past, a.kind, replace(a.id, '-7.', '-' || i || '.'), a.valid_from, a.vid + i,
			a.sure_from, a.sure_to, a.valid_to, a.known_from, a.known_to, replace(a.line, '-7' || char(9), '-' || i || char(9))
		FROM n CROSS JOIN around a WHERE a.target = (SELECT rid FROM record WHERE id = ?) AND a.id = ?`,
		[]any{hubStakes - 4, largeID(0), largeStake(5, 7, 0).ID}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return store
}

func TestHubOfAHundredThousandEdges(t *testing.T) {
	store := hub(t)
	walk, budget := explore.Walk{Slice: in}, explore.Budget{Nodes: 500, Edges: 5000, Time: 10 * time.Second}
	t.Run("is drawn with a fold", func(t *testing.T) {
		picture, err := explore.Neighbourhood(t.Context(), store, explore.NeighbourhoodQuery{Of: []graph.ID{largeID(0)}, Depth: 3, Fold: 25, Walk: walk, Budget: budget})
		if err != nil || picture.Truncated() || len(picture.Folds) != 1 {
			t.Fatalf("got %v, cuts %v, %d folds, want one fold and nothing else left out", err, picture.Cuts, len(picture.Folds))
		}
		if fold := picture.Folds[0]; fold.Total != hubStakes || fold.Left != hubStakes-25 {
			t.Errorf("got %d of %d folded, want %d of %d", fold.Left, fold.Total, hubStakes-25, hubStakes)
		}
	})
	t.Run("is passed by a path without being read", func(t *testing.T) {
		reading := &relationsRead{Reader: store}
		q := explore.PathQuery{From: largeID(500), To: largeID(99_000), Hops: 6, First: 1, Walk: walk, Budget: explore.Budget{Nodes: 500, Edges: 5000}}
		answer, err := explore.Paths(t.Context(), reading, q)
		if err != nil || len(answer.Paths) != 1 || len(answer.Paths[0].Hops) != 2 || answer.Truncated() || reading.n > 10 {
			t.Errorf("got %v (%v), cuts %v, %d relations read, want one path over the hub and few relations", answer.Paths, err, answer.Cuts, reading.n)
		}
	})
	t.Run("is cut when a search goes on from it", func(t *testing.T) {
		q := explore.ReachQuery{From: largeID(500), Hops: 3, First: 100, Walk: walk, Budget: explore.Budget{Nodes: 500, Edges: 5000, Time: 10 * time.Second}}
		answer, err := explore.Reachable(t.Context(), store, q)
		if err != nil || len(answer.Cuts) == 0 || answer.Cuts[0].Reason != explore.CutHub || answer.Cuts[0].Entity != largeID(0) {
			t.Errorf("got the cuts %v (%v), want first the hub", answer.Cuts, err)
		}
	})
	t.Run("stops being read when the request is cancelled", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		setWatch(t, store, store.readers, func(text string, _ []any) {
			if strings.Contains(text, "around") {
				cancel()
			}
		})
		defer setWatch(t, store, store.readers, nil)
		began := time.Now()
		_, err := store.Expand(ctx, graph.Expansion{Of: []graph.ID{largeID(0)}, Slice: in, Limit: hubStakes})
		if graph.CodeOf(err) != graph.Unavailable {
			t.Errorf("got %v after %s, want an error of code UNAVAILABLE", err, time.Since(began))
		}
	})
}

// relationsRead counts what Expand returns.
type relationsRead struct {
	graph.Reader
	n int
}

func (r *relationsRead) Expand(ctx context.Context, x graph.Expansion) (map[graph.ID]graph.Fan, error) {
	fans, err := r.Reader.Expand(ctx, x)
	for _, fan := range fans {
		r.n += len(fan.Relations)
	}
	return fans, err
}

package sqlite

import (
	"context"
	"flag"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	driver "zombiezen.com/go/sqlite"

	"capgraph/graph"
	"capgraph/graph/explore"
)

// manyStakes is how large the graph is that walks and projections are measured on.
var manyStakes = flag.Int("stakes", 1_000_000, "stakes in the graph that walks and projections are measured on")

// BenchmarkOutlines reads all stakes, and the same with the bare driver and
// the same decoding.
func BenchmarkOutlines(b *testing.B) {
	store, path := large(b, *manyStakes)
	c, err := connect(path, driver.OpenReadWrite, readerCacheKiB)
	if err != nil {
		b.Fatal(err)
	}
	defer c.close()
	turns(b, 1.3, "bare", func() int {
		n := 0
		if _, err := store.Outlines(b.Context(), "stake", in, in.Day, func(graph.Outline) error { n++; return nil }); err != nil {
			b.Fatal(err)
		}
		return n
	}, func() int { return bareOutlines(b, c.db) })
}

// bareOutlines runs the statement of Outlines and decodes what it returns.
func bareOutlines(b *testing.B, db *driver.Conn) (n int) {
	statement, _, err := db.PrepareTransient(`SELECT o.id, o.valid_from, o.sure_from, o.sure_to, o.valid_to, o.line FROM outline o
		WHERE o.past = 0 AND o.id > 'stake:' AND o.id < 'stake;' AND o.valid_from <= ? AND o.valid_to > ?`)
	if err != nil {
		b.Fatal(err)
	}
	defer statement.Finalize()
	statement.BindInt64(1, int64(in.Day))
	statement.BindInt64(2, int64(in.Day))
	for {
		found, err := statement.Step()
		if err != nil {
			b.Fatal(err)
		}
		if !found {
			return n
		}
		valid := graph.Validity{From: graph.Day(statement.ColumnInt64(1)), SureFrom: graph.Day(statement.ColumnInt64(2)),
			SureTo: graph.Day(statement.ColumnInt64(3)), To: graph.Day(statement.ColumnInt64(4))}
		if _, err := graph.DecodeOutline(graph.ID(statement.ColumnText(0)), valid, statement.ColumnText(5)); err != nil {
			b.Fatal(err)
		}
		n++
	}
}

// BenchmarkPath looks for the best path of at most six hops between companies
// drawn at random, in the store and in a copy of it in memory. Each search makes at most
// two calls for each hop of what it finds.
func BenchmarkPath(b *testing.B) {
	store, _ := large(b, *manyStakes)
	copied := inMemory(b, store)
	random := rand.New(rand.NewPCG(2, 2))
	queries := make([]explore.PathQuery, 20)
	for i := range queries {
		queries[i] = explore.PathQuery{
			From: largeID(random.IntN(*manyStakes / 5)), To: largeID(random.IntN(*manyStakes / 5)), Hops: 6, First: 1,
			Walk: explore.Walk{Slice: in}, Budget: explore.Budget{Nodes: explore.MaxNodes, Edges: explore.MaxEdges},
		}
	}
	searching := func(reader graph.Reader) func() int {
		return func() (hops int) {
			for _, q := range queries {
				counting := &calls{Reader: reader}
				answer, err := explore.Paths(b.Context(), counting, q)
				if err != nil || len(answer.Paths) == 0 || answer.Truncated() {
					b.Fatalf("got %v (%v), cuts %v, want a path", answer.Paths, err, answer.Cuts)
				}
				found := len(answer.Paths[0].Hops)
				if hops += found; counting.n > 2*found {
					b.Fatalf("got %d calls for a path of %d hops, want at most twice as many", counting.n, found)
				}
			}
			return hops
		}
	}
	turns(b, 8, "memory", searching(store), searching(copied))
}

// calls counts those of a search for paths.
type calls struct {
	graph.Reader
	n int
}

func (c *calls) Head(ctx context.Context) (graph.Instant, error) {
	c.n++
	return c.Reader.Head(ctx)
}

func (c *calls) Expand(ctx context.Context, x graph.Expansion) (map[graph.ID]graph.Fan, error) {
	c.n++
	return c.Reader.Expand(ctx, x)
}

// memory answers Expand out of memory, for graphs in which all holds always.
type memory struct {
	graph.Reader
	head   graph.Instant
	around map[graph.ID][]graph.Outline // in order of id
}

func inMemory(b *testing.B, store *Store) *memory {
	m := &memory{around: map[graph.ID][]graph.Outline{}}
	head, err := store.Outlines(b.Context(), "stake", in, in.Day, func(o graph.Outline) error {
		for _, end := range o.Ends {
			m.around[end.ID] = append(m.around[end.ID], o)
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	m.head = head
	for _, list := range m.around {
		slices.SortFunc(list, func(a, b graph.Outline) int { return strings.Compare(string(a.ID), string(b.ID)) })
	}
	return m
}

func (m *memory) Head(context.Context) (graph.Instant, error) { return m.head, nil }

func (m *memory) Expand(_ context.Context, x graph.Expansion) (map[graph.ID]graph.Fan, error) {
	fans := make(map[graph.ID]graph.Fan, len(x.Of))
	for _, id := range x.Of {
		list := m.around[id]
		fan := graph.Fan{Relations: list[:min(len(list), x.Limit)]}
		if len(list) > x.Limit {
			fan.More = map[graph.Kind]bool{"stake": true}
		}
		fans[id] = fan
	}
	return fans, nil
}

// turns measures two ways to do the same in turn, checks that they find the
// same number of things, and reports the ratio of the medians. Once each is done
// before it is measured.
func turns(b *testing.B, limit float64, than string, ours, theirs func() int) {
	var mine, others []time.Duration
	timed := func(call func() int) (int, time.Duration) {
		began := time.Now()
		n := call()
		return n, time.Since(began)
	}
	turn := func() {
		n, took := timed(ours)
		m, tookThem := timed(theirs)
		if n != m || n == 0 {
			b.Fatalf("got %d, and %d by the other way", n, m)
		}
		mine, others = append(mine, took), append(others, tookThem)
	}
	turn()
	mine, others = nil, nil
	for b.Loop() {
		turn()
	}
	for len(mine) < 5 { // A median of fewer says little.
		turn()
	}
	slices.Sort(mine)
	slices.Sort(others)
	us, them := mine[len(mine)/2], others[len(others)/2]
	b.ReportMetric(float64(us.Microseconds())/1000, "ms/store")
	b.ReportMetric(float64(us)/float64(them), "x/"+than)
	if float64(us) > limit*float64(them) {
		b.Errorf("%s, %.2f times as long as %s (%s); the limit is %.1f", us, float64(us)/float64(them), than, them, limit)
	}
}

package seed

import (
	"fmt"
	"iter"
	"runtime"
	"testing"

	"capgraph/graph"
)

// reprint is the nth print of one story.
func reprint(n int) []byte {
	return []byte(fmt.Sprintf(`{"capgraph":1,"article":{"id":"print-%d","type":"press","title":"Print %d","publisher":"Paper %d","story":"wire","published":"2025-01-%02d"},
		"entities":{"company":{"a":"Alpha","b":"Beta"}},
		"facts":[{"acquisition":{"acquirer":"a","target":"b","price":"14 bn EUR","date":"2025-01","status":"completed"},"at":"p1"},{"company":{"is":"b","country":"US"},"at":"p2"}]}`,
		n, n, n%300, 1+n%9))
}

// stream is articles from text.
func stream(n int, text func(int) []byte) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		for i := range n {
			item := Item{File: "stream", Line: i + 1}
			item.Facts, item.Problems = Decode("stream", text(i))
			if !yield(item, nil) {
				return
			}
		}
	}
}

func TestArticlesOfOneStoryAreOneSupport(t *testing.T) { oneStory(t, 1_500) }

// TestCostOfReprintsGrowsWithTheirNumber counts what is allocated for reprints:
// five times as many may take little more than five times as much, though each batch
// has to see whether others have said the same.
func TestCostOfReprintsGrowsWithTheirNumber(t *testing.T) {
	few, many := allocations(func() { oneStory(t, 500) }), allocations(func() { oneStory(t, 2_500) })
	t.Logf("%d allocations for 500 reprints, %d for 2,500", few, many)
	if many > 7*few {
		t.Errorf("got %d allocations for 500 reprints and %d for 2,500, want at most seven times as many", few, many)
	}
}

// allocations counts what work allocates.
func allocations(work func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	work()
	runtime.ReadMemStats(&after)
	return after.Mallocs - before.Mallocs
}

// BenchmarkOneStory loads ten thousand prints of one story.
func BenchmarkOneStory(b *testing.B) {
	for b.Loop() {
		oneStory(b, 10_000)
	}
}

// BenchmarkQuarrel loads articles each of which states another share of one
// stake on one day, as one more contradiction. The last number of the name is how many.
func BenchmarkQuarrel(b *testing.B) {
	for _, n := range []int{1_000, 2_000, 4_000, 8_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				quarrels(b, n)
			}
		})
	}
}

// TestQuarrelsAreKept loads many contradictions about one record, in several
// transactions.
func TestQuarrelsAreKept(t *testing.T) {
	store := quarrels(t, 1_100)
	disputes := graph.Disputes("stake:alpha.beta", claimsOf(t, store, "stake:alpha.beta"))
	if len(disputes) != 1 || len(disputes[0].Lost()) != 1_099 {
		t.Fatalf("got %d disputes, want one between 1,100 values", len(disputes))
	}
}

func quarrels(t testing.TB, n int) graph.Store {
	t.Helper()
	store := world(t)
	loader := Loader{Store: store, Actor: "test", Each: func(r Result) error {
		if r.Why() != nil {
			t.Fatal(r.Why())
		}
		return nil
	}}
	if _, err := loader.Load(t.Context(), stream(n, func(i int) []byte {
		return []byte(fmt.Sprintf(`{"capgraph":1,"article":{"id":"says-%d","type":"press","title":"Says %d","publisher":"Paper","published":"2025-01-01"},
			"entities":{"company":{"a":"Alpha","b":"Beta"}},"facts":[{"stake":{"owner":"a","company":"b","share":"%d.%04d %%"},"at":"p1"}]}`, i, i, i%97+1, i))
	})); err != nil {
		t.Fatal(err)
	}
	return store
}

func claimsOf(t testing.TB, store graph.Store, id graph.ID) []*graph.Record {
	t.Helper()
	claims, err := graph.ClaimsAbout(t.Context(), store, []graph.ID{id}, graph.Slice{Day: graph.LastDay})
	if err != nil {
		t.Fatal(err)
	}
	return claims[id]
}

func oneStory(t testing.TB, n int) {
	t.Helper()
	store := world(t)
	loader := Loader{Store: store, Actor: "test", Each: func(r Result) error {
		if r.Why() != nil {
			t.Fatal(r.Why())
		}
		return nil
	}}
	tally, err := loader.Load(t.Context(), stream(n, reprint))
	if err != nil || tally.Articles[graph.Created] != n {
		t.Fatalf("got %+v (%v), want %d articles created", tally, err, n)
	}
	var claims []*graph.Record
	pages, err := store.List(t.Context(), graph.Query{Kind: "claim", Of: []graph.ID{"company:beta"}, Fields: []string{"about"}, Limit: 3 * n})
	if err != nil {
		t.Fatal(err)
	}
	claims = pages["company:beta"].Records
	if got := graph.SupportOf(claims); got.Stories != 1 || got.Articles != n || got.Publishers != 300 {
		t.Errorf("got %+v, want one story in %d articles of 300 publishers", got, n)
	}
}

package graphtest

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"capgraph/graph"
)

const writers = 8

var togetherCases = []writingCase{
	{"eight writers on one record: nothing lost, nothing doubled", func(t *testing.T, h Harness) {
		store := open(t, h)
		Load(t, store, register())
		together(t, func(i int) error {
			_, err := store.Apply(t.Context(), seeding(remarking(i)))
			return err
		})
		meta := record(t, store, "company:meta", today)
		want := &reference{}
		changes := []graph.Change{register()}
		for i := range writers {
			changes = append(changes, remarking(i))
		}
		if _, err := want.commit(1, changes...); err != nil {
			t.Fatal(err)
		}
		equal(t, "remarks", field(meta, "remark"), field(record(t, want, "company:meta", today), "remark"))
		distinctInstants(t, store, 1+writers)
		equal(t, "what points to Meta", values(projected(t, store, "stake", today)), values(projected(t, want, "stake", today)))
	}},
	{"eight writers of one article: one creates it", func(t *testing.T, h Harness) {
		store := open(t, h)
		var lock sync.Mutex
		outcomes := map[graph.Outcome]int{}
		together(t, func(int) error {
			receipt, err := store.Apply(t.Context(), seeding(onemedia()))
			if err == nil {
				lock.Lock()
				defer lock.Unlock()
				outcomes[receipt.Articles[0].Outcome]++
			}
			return err
		})
		equal(t, "outcomes", fmt.Sprint(outcomes), fmt.Sprintf("map[CREATED:1 UNCHANGED:%d]", writers-1))
		distinctInstants(t, store, 1)
	}},
	{"a plan sees all that was written before it", func(t *testing.T, h Harness) {
		store := open(t, h)
		together(t, func(i int) error {
			_, err := store.Apply(t.Context(), graph.Write{Plan: func(ctx context.Context, reader graph.Reader) ([]graph.Change, error) {
				pages, err := reader.List(ctx, graph.Query{Kind: "article", Slice: today, Count: true})
				return []graph.Change{Article(fmt.Sprintf("article %d", pages[""].Total))}, err
			}})
			return err
		})
		equal(t, "articles", outline(list(t, store, graph.Query{Kind: "article", Slice: today, Limit: 10})),
			"article-0 article-1 article-2 article-3 article-4 article-5 article-6 article-7")
	}},
	{"each read sees one state while others write", func(t *testing.T, h Harness) {
		store := open(t, h)
		Load(t, store, register())
		together(t, func(i int) error {
			if i%2 == 0 {
				_, err := store.Apply(t.Context(), seeding(remarking(i)))
				return err
			}
			for range 10 {
				if err := whole(t, store); err != nil {
					return err
				}
			}
			return nil
		})
	}},
}

// remarking is an article with a remark on Meta and a stake of Meta's.
func remarking(i int) graph.Change {
	name := fmt.Sprintf("Venture %d", i)
	return Article(fmt.Sprintf("remark %d", i), On("2025-03-01"),
		Company("Meta", "remark", fmt.Sprintf("remark %d", i)), Company(name), Stake("Meta", name, "share", fmt.Sprintf("%d %%", i+1)))
}

// whole checks that an article is there with all that it states or not at all.
func whole(t *testing.T, reader graph.Reader) error {
	pages, err := reader.List(t.Context(), graph.Query{Kind: "stake", Slice: today, Of: []graph.ID{"company:meta"}, Fields: []string{"owner"}, Limit: graph.MaxPage, Count: true})
	if err != nil {
		return err
	}
	page := pages["company:meta"]
	if len(page.Records) != page.Total {
		t.Errorf("got %d stakes of %d", len(page.Records), page.Total)
	}
	for _, stake := range page.Records {
		if len(stake.Far) != 2 {
			t.Errorf("got %s with %d far ends, want 2", stake.ID, len(stake.Far))
		}
	}
	fans, err := reader.Expand(t.Context(), graph.Expansion{Of: []graph.ID{"company:meta"}, Slice: today, Limit: graph.MaxPage, Count: true})
	if err != nil {
		return err
	}
	if fan := fans["company:meta"]; len(fan.Relations) != fan.Totals["stake"] {
		t.Errorf("got %d relations around Meta, %d by the total", len(fan.Relations), fan.Totals["stake"])
	}
	return nil
}

// together runs work at once by as many goroutines as there are writers.
func together(t *testing.T, work func(i int) error) {
	t.Helper()
	var group sync.WaitGroup
	for i := range writers {
		group.Go(func() {
			if err := work(i); err != nil {
				t.Errorf("writer %d: got the error %v (%s)", i, err, graph.CodeOf(err))
			}
		})
	}
	group.Wait()
}

// distinctInstants checks that there were that many commits, each with its own
// instant.
func distinctInstants(t *testing.T, store graph.Store, want int) {
	t.Helper()
	entries, err := store.Writes(t.Context(), graph.LogQuery{Limit: 100})
	must(t, err)
	instants := map[graph.Instant]bool{}
	for _, entry := range entries {
		instants[entry.At] = true
	}
	if len(entries) != want || len(instants) != want {
		t.Errorf("got %d entries at %d instants, want %d", len(entries), len(instants), want)
	}
}

package ownership

import (
	"context"
	"fmt"
	"testing"

	"capgraph/graph"
	"capgraph/graph/graphtest"
	"capgraph/graph/sqlite"
)

// TestEffectsBeyondTheLimitAreCut puts an owner above a chain of companies, each of
// which holds the next: what is told is right, and it is said that there is more.
func TestEffectsBeyondTheLimitAreCut(t *testing.T) {
	store, err := sqlite.Open(context.Background(), ":memory:", sqlite.WithClock(graphtest.Clock()))
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	parts := []graphtest.Part{graphtest.Company("Top"), graphtest.Company("C0")}
	for i := 1; i < 30; i++ {
		one, next := fmt.Sprintf("C%d", i-1), fmt.Sprintf("C%d", i)
		parts = append(parts, graphtest.Company(next), graphtest.Stake(one, next, "share", "60 %", "since", "2020-01-01"))
	}
	graphtest.Load(t, store, graphtest.Article("chain", parts...))
	bought := graphtest.Article("bought", graphtest.Stake("Top", "C0", "share", "60 %", "since", "2020-01-01"))
	for _, test := range []struct{ most, least, companies int }{{MaxEffectStakes, 30, 30}, {20, 5, 20}, {1, 0, 1}} {
		var told []Effects
		witness := Witness{Day: graphtest.Day("2025-08-01"), Votes: []VotesBasis{Shares}, most: test.most, Tell: func(e []Effects) { told = e }}
		_, err := witness.Over(store).Apply(t.Context(), graph.Write{DryRun: true, Plan: func(context.Context, graph.Reader) ([]graph.Change, error) { return []graph.Change{bought}, nil }})
		if err != nil {
			t.Fatal(err)
		}
		n := len(told[0].Companies)
		if n < test.least || n > test.companies || told[0].Complete != (test.most == MaxEffectStakes) {
			t.Errorf("with %d stakes: got %d companies, complete %v; want from %d to %d", test.most, n, told[0].Complete, test.least, test.companies)
		}
		for _, e := range told[0].Companies {
			if len(e.Control) != 1 || e.Control[0].Owner != "company:top" || e.After.Certainty != graph.Surely || told[0].Names[e.After.Parent[0]] != "Top" {
				t.Errorf("%s: got %+v, want that Top gains it", e.Company, e)
			}
		}
	}
}

func TestWritesWithoutStakesHaveNoEffects(t *testing.T) {
	receipt := &graph.Receipt{At: 5, Articles: []graph.ArticleReceipt{{Outcome: graph.Created, Records: []graph.RecordReceipt{
		{ID: "company:a", Outcome: graph.Changed, Before: &graph.Record{ID: "company:a", Kind: "company"}, After: &graph.Record{ID: "company:a", Kind: "company"}}}}}}
	told, err := Witness{Votes: []VotesBasis{Stated, Shares}}.look(t.Context(), nil, receipt) // There is nothing to read.
	if err != nil || len(told) != 2 || len(told[0].Companies) != 0 || !told[0].Complete {
		t.Errorf("got %+v and %v, want no effects", told, err)
	}
}

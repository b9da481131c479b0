package ownership_test

import (
	"context"
	"testing"

	"capgraph/graph"
	"capgraph/graph/graphtest"
	"capgraph/graph/ownership"
	"capgraph/graph/sqlite"
)

// held is an embedded store in which
//
//	Meta == 49 % (49..51 % says wire), since 2025-06 ==> Scale
//	Fund == 20 %, seen in 2020 =======================> Scale
//	Meta == plans 30 % ================================> Acme
//	Meta == 60 % votes, 15 % =========================> Lab
//	Meta == indirectly 10 % ==========================> Lab
//	Meta == bought, completed 2024 ===================> Tool
func held(t *testing.T) graph.Store {
	t.Helper()
	store, err := sqlite.Open(context.Background(), ":memory:", sqlite.WithClock(graphtest.Clock()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	graphtest.Load(t, store,
		graphtest.Article("names", graphtest.On("2020-01-01"),
			graphtest.Company("Meta"), graphtest.Company("Scale"), graphtest.Company("Fund"), graphtest.Company("Acme"), graphtest.Company("Lab"), graphtest.Company("Tool")),
		graphtest.Article("filing", graphtest.On("2025-07-01"),
			graphtest.Stake("Meta", "Scale", "share", "49 %", "since", "2025-06-01"),
			graphtest.Stake("Fund", "Scale", "share", "20 %").Observed("2020"),
			graphtest.Stake("Meta", "Acme", "share", "30 %").Says("PLANS"),
			graphtest.Stake("Meta", "Lab", "share", "15 %", "votes", "60 %", "since", "2020-01-01"),
			graphtest.About(graphtest.ID("stake", "meta-lab-indirect"), "owner", "company:meta", "company", "company:lab", "share", "10 %", "directness", "indirect", "since", "2020-01-01"),
			graphtest.About(graphtest.ID("acquisition", "tool"), "acquirer", "company:meta", "target", "company:tool", "type", "acquisition", "status", "completed 2024-03-01", "closedOn", "2024-03-01"),
		),
		graphtest.Article("wire", graphtest.On("2025-07-01"),
			graphtest.Stake("Meta", "Scale", "share", "51 %", "since", "2025-06-01").Confidence("SPECULATIVE")),
	)
	return store
}

func loaded(t *testing.T, store graph.Store, day string, selection ownership.Selection) map[string]ownership.Stake {
	t.Helper()
	p, err := ownership.Load(context.Background(), store, graph.Slice{Day: graphtest.Day(day)}, selection)
	if err != nil {
		t.Fatal(err)
	}
	stakes := map[string]ownership.Stake{}
	for _, stake := range p.Stakes() {
		stakes[stake.ID.Slug()] = stake
	}
	return stakes
}

func TestOnlyWhatIsHeldIsLoaded(t *testing.T) {
	stakes := loaded(t, held(t), "2025-08-01", ownership.Selection{})
	if len(stakes) != 3 {
		t.Fatalf("got %v; want three stakes: neither what is planned, nor what is held through others, nor a deal", stakes)
	}
	if got := stakes["meta.lab"]; got.Share != ownership.Exactly(150_000_000) || !got.Flags.Has(ownership.VotesStated) || got.Votes != ownership.Exactly(600_000_000) {
		t.Errorf("got %+v, want 15 %% of the shares and 60 %% of the votes", got)
	}
}

func TestDisagreeingSourcesGiveARange(t *testing.T) {
	got := loaded(t, held(t), "2025-08-01", ownership.Selection{})["meta.scale"]
	if want := (ownership.Span{Lo: 490_000_000, Hi: 510_000_000}); got.Share != want || !got.Flags.Has(ownership.Conflicting) {
		t.Errorf("got %+v, want %+v, flagged", got, want)
	}
}

func TestStakesOfUncertainDate(t *testing.T) {
	store := held(t)
	stakes := loaded(t, store, "2010-01-01", ownership.Selection{})
	if got := stakes["fund.scale"]; got.Share != ownership.Unknown || !got.Flags.Has(ownership.Undated) {
		t.Errorf("before it was first seen: got %+v, want an unknown share, flagged as undated", got)
	}
	if _, there := stakes["meta.scale"]; there {
		t.Error("a stake counts before it began")
	}
}

func TestDealsAreAssumedOnDemandOnly(t *testing.T) {
	store := held(t)
	got := loaded(t, store, "2025-08-01", ownership.Selection{AssumeDeals: true})["tool"]
	if want := (ownership.Span{Lo: 500_000_000, Hi: ownership.Whole, LoOpen: true}); got.Share != want || !got.Flags.Has(ownership.Assumed) {
		t.Errorf("got %+v, want %+v, flagged as assumed", got, want)
	}
	if _, there := loaded(t, store, "2024-02-01", ownership.Selection{AssumeDeals: true})["tool"]; there {
		t.Error("the deal counts before it was closed")
	}
}

func TestDoubtfulStakesCanBeLeftOut(t *testing.T) {
	stakes := loaded(t, held(t), "2025-08-01", ownership.Selection{MinConfidence: "CONFIRMED"})
	if len(stakes) != 0 {
		t.Errorf("got %v, want none: nothing here is confirmed", stakes)
	}
}

func TestWriteMakesACachedProjectionStale(t *testing.T) {
	store, ctx := held(t), context.Background()
	cache, slice := ownership.NewCache(store), graph.Slice{Day: graphtest.Day("2025-08-01")}
	first, err := cache.At(ctx, slice, ownership.Selection{})
	if err != nil {
		t.Fatal(err)
	}
	again, err := cache.At(ctx, slice, ownership.Selection{})
	if err != nil || again != first {
		t.Fatalf("the second look read the stakes anew (%v)", err)
	}
	graphtest.Load(t, store, graphtest.Article("news", graphtest.On("2025-07-02"), graphtest.Stake("Fund", "Lab", "share", "1 %", "since", "2025-01-01")))
	after, err := cache.At(ctx, slice, ownership.Selection{})
	if err != nil {
		t.Fatal(err)
	}
	if len(after.Stakes()) != len(first.Stakes())+1 {
		t.Errorf("got %d stakes after the write, want %d", len(after.Stakes()), len(first.Stakes())+1)
	}
	past, err := cache.At(ctx, graph.Slice{Day: slice.Day, Known: first.Head}, ownership.Selection{})
	if err != nil || past != first {
		t.Errorf("what was known before the write is not what was cached then (%v)", err)
	}
}

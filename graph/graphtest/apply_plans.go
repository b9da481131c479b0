package graphtest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"capgraph/graph"
)

var plansCases = []writingCase{
	{"many plans in one write are as many writes", func(t *testing.T, h Harness) {
		for seed := range uint64(propertyRuns) {
			one, other := open(t, h), open(t, h)
			inBulk(t, seed, writer{one, one.Apply}, writer{other, other.Apply})
		}
	}},
	{"a plan sees what those before it made, through every method", func(t *testing.T, h Harness) {
		store := open(t, h)
		Load(t, store, register())
		alone := open(t, h)
		Load(t, alone, register(), onemedia(), wire())
		var seen, want string
		_, err := alone.Apply(t.Context(), graph.Write{Plan: func(_ context.Context, reader graph.Reader) ([]graph.Change, error) {
			want = glance(t, reader)
			return nil, nil
		}})
		must(t, err)
		receipt, err := store.Apply(t.Context(), graph.Write{Plans: []graph.Plan{planOf(onemedia()), planOf(wire()), func(_ context.Context, reader graph.Reader) ([]graph.Change, error) {
			if pages, err := reader.List(t.Context(), graph.Query{Kind: "article", Slice: today, Limit: 9}); err != nil || len(pages[""].Records) < 3 {
				return nil, err // Tried beside the others.
			}
			seen = glance(t, reader)
			return nil, nil
		}}})
		must(t, err)
		equal(t, "what the third plan sees", seen, want)
		equal(t, "the graph", everything(t, store), everything(t, alone))
		if last := receipt.Articles[2]; last.Refused != nil || last.Article != "" {
			t.Errorf("got the receipt %+v of a plan without changes, want an empty one", last)
		}
	}},
	{"a plan that is refused is left out and the others stay", func(t *testing.T, h Harness) {
		store, want := open(t, h), open(t, h)
		Load(t, store, World()...)
		receipt, err := store.Apply(t.Context(), graph.Write{Actor: "graphtest", Plans: []graph.Plan{
			planOf(blog()),
			planOf(Article("wire", On("2025-07-20"), Company("Meta", "industry", "other"))),
			planOf(Article("dangling", Company("Meta"), Stake("Meta", "Nobody", "share", "1 %"))),
			refused().Plan,
			planOf(corrected()),
		}})
		must(t, err)
		for i, code := range []graph.Code{"", graph.Conflict, graph.Invalid, graph.Internal, ""} {
			if got := graph.CodeOf(receipt.Articles[i].Refused); got != code {
				t.Errorf("plan %d: got the code %q (%v), want %q", i, got, receipt.Articles[i].Refused, code)
			}
		}
		if err := receipt.Articles[3].Refused; !errors.Is(err, errRefused) {
			t.Errorf("got %v, want the error of the plan", err)
		}
		Load(t, want, append(World(), blog(), corrected())...)
		equal(t, "the graph", everything(t, store), everything(t, want))
	}},
	{"the error of the store undoes all plans", func(t *testing.T, h Harness) {
		store := open(t, h)
		_, err := store.Apply(t.Context(), graph.Write{Plans: []graph.Plan{planOf(blog()), func(context.Context, graph.Reader) ([]graph.Change, error) {
			return nil, graph.Errorf(graph.Unavailable, "gone")
		}}})
		if graph.CodeOf(err) != graph.Unavailable || head(t, store) != 0 {
			t.Errorf("got %v and the head %d, want code %s and nothing written", err, head(t, store), graph.Unavailable)
		}
	}},
	{"a dry run of many plans", func(t *testing.T, h Harness) {
		store := open(t, h)
		var plans []graph.Plan
		for _, change := range append(World(), blog(), corrected(), Withdraw("wire")) {
			plans = append(plans, planOf(change))
		}
		preview, err := store.Apply(t.Context(), graph.Write{Plans: plans, DryRun: true})
		must(t, err)
		equal(t, "the graph after the dry run", everything(t, store), "")
		real, err := store.Apply(t.Context(), graph.Write{Plans: plans})
		must(t, err)
		equal(t, "the receipt", showReceipt(real), showReceipt(preview))
	}},
}

// planOf is the plan that makes a change.
func planOf(change graph.Change) graph.Plan {
	return func(context.Context, graph.Reader) ([]graph.Change, error) { return []graph.Change{change}, nil }
}

// inBulk writes random articles, some twice and some withdrawn, one by one to
// one store and in writes of many plans to the other.
func inBulk(t *testing.T, seed uint64, one, other writer) {
	t.Helper()
	first, second, random := newAuthor(seed), newAuthor(seed), rand.New(rand.NewPCG(seed, 4))
	for range 3 {
		var plans []graph.Plan
		var single graph.Receipt
		for range 1 + random.IntN(10) {
			plans = append(plans, planOf(second.next()))
			receipt, err := one.write(t.Context(), seeding(first.next()))
			must(t, err)
			single.Articles = append(single.Articles, receipt.Articles...)
		}
		receipt, err := other.write(t.Context(), graph.Write{Actor: "graphtest", Plans: plans})
		must(t, err)
		equal(t, fmt.Sprintf("seed %d, receipts", seed), showReceipt(receipt), showReceipt(&single))
	}
	equal(t, fmt.Sprintf("seed %d, the graph", seed), everything(t, other), everything(t, one))
}

// writer is a store, or the reference.
type writer struct {
	graph.Reader
	write func(context.Context, graph.Write) (*graph.Receipt, error)
}

// glance is what a plan may see of the world.
func glance(t *testing.T, reader graph.Reader) string {
	t.Helper()
	shown := ""
	ids, err := reader.Match(t.Context(), "company", "name", []string{"google", "acme", "scale ai", "nobody"})
	must(t, err)
	stakes, err := reader.List(t.Context(), graph.Query{Kind: "stake", Slice: today, Of: []graph.ID{"company:meta", "company:nobody"}, Fields: []string{"owner"}, Limit: 9})
	must(t, err)
	records, err := reader.Records(t.Context(), []graph.ID{"company:meta", AcmeDeal, "article:wire", "company:nobody"}, today)
	must(t, err)
	for _, record := range append(byID(records), stakes["company:meta"].Records...) {
		shown += "\n" + timeless(record) + " " + slugs(byID(record.Far))
	}
	found, err := reader.Search(t.Context(), []string{"acme"}, nil)
	must(t, err)
	return shown + fmt.Sprint(ids, len(stakes), slugs(found)) + everything(t, reader)
}

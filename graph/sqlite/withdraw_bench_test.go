package sqlite

import (
	"context"
	"flag"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"capgraph/graph"
	"capgraph/graph/graphtest"
	"capgraph/seed"
)

// relationsAround are the sizes of the graph that withdrawals are measured on.
var relationsAround = flag.String("around", "2000,10000", "relations in the graphs that withdrawals are measured on, the smallest first")

// BenchmarkWithdraw previews a fact file that names ten new companies, previews the
// withdrawal of an article of twenty facts, withdraws it and restores it, in graphs of
// several sizes, and reports the median of each against that in the smallest
// graph: it is to grow with what is touched, not with the graph.
func BenchmarkWithdraw(b *testing.B) {
	smallest := map[string]time.Duration{}
	for size := range strings.SplitSeq(*relationsAround, ",") {
		n, err := strconv.Atoi(size)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(size, func(b *testing.B) {
			store := withClaims(b, n)
			article := benchArticle(0)
			mustApply(b, store, article, false)
			again := func() graph.Change { return benchArticle(0) }
			took := map[string][]time.Duration{}
			for b.Loop() {
				for _, step := range []struct {
					name string
					call func()
				}{
					{"seed-preview", func() { previewNewcomers(b, store) }},
					{"preview", func() { mustApply(b, store, graphtest.Withdraw("article 0"), true) }},
					{"withdraw", func() { mustApply(b, store, graphtest.Withdraw("article 0"), false) }},
					{"restore", func() { mustApply(b, store, again(), false) }},
				} {
					began := time.Now()
					step.call()
					took[step.name] = append(took[step.name], time.Since(began))
				}
			}
			for name, times := range took {
				slices.Sort(times)
				median := times[len(times)/2]
				if smallest[name] == 0 {
					smallest[name] = median
				}
				b.ReportMetric(float64(median.Microseconds()), name+"-µs")
				b.ReportMetric(float64(median)/float64(smallest[name]), name+"-ratio")
			}
		})
	}
}

// previewNewcomers previews stakes in companies that share words of their names
// with many that are known.
func previewNewcomers(b *testing.B, store *Store) {
	b.Helper()
	var entities, facts strings.Builder
	for i := range 10 {
		fmt.Fprintf(&entities, "    n%d: Northern Energy Newcomer%d\n", i, i)
		fmt.Fprintf(&facts, "- stake: {owner: known, company: n%d, share: %d %%}\n  at: p1\n", i, 10+i)
	}
	text := fmt.Sprintf("capgraph: 1\narticle: {id: news, title: News, type: press, published: 2025-06-01}\nentities:\n  company:\n    known: %s\n%sfacts:\n%s", companyName(0), entities.String(), facts.String())
	decoded, problems := seed.Decode("news.yaml", []byte(text))
	if problems != nil {
		b.Fatal(problems)
	}
	if _, problems, err := seed.Load(b.Context(), store, "bench", decoded, true); err != nil || problems != nil {
		b.Fatal(err, problems)
	}
}

func mustApply(b *testing.B, store *Store, change graph.Change, dryRun bool) {
	b.Helper()
	if _, err := store.Apply(context.Background(), graph.Write{Actor: "bench", DryRun: dryRun, Plan: plans(change)}); err != nil {
		b.Fatal(err)
	}
}

// withClaims is a store that holds companies, stakes among them, and a claim
// about each.
func withClaims(b *testing.B, relations int) *Store {
	b.Helper()
	store, err := Open(b.Context(), filepath.Join(b.TempDir(), "store.db"))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { store.Close() })
	companies := max(relations/5, 10)
	var some []*graph.Record
	for i := range companies {
		some = append(some, &graph.Record{ID: companyID(i), Kind: "company", Valid: graph.Always, Held: map[string][]graph.Held{"name": {{Value: graph.Name{Name: companyName(i)}}}}})
	}
	for i := range relations {
		stake := benchStake(i%companies, (i%companies+1+i/companies)%companies)
		some = append(some, stake, claimAbout(stake, i))
		if len(some) > 20_000 {
			saveAll(b, store, some)
			some = nil
		}
	}
	saveAll(b, store, some)
	return store
}

func claimAbout(stake *graph.Record, i int) *graph.Record {
	ref := func(id graph.ID) []graph.Held { return []graph.Held{{Value: graph.Ref{ID: string(id)}}} }
	return &graph.Record{
		ID: graph.ID(fmt.Sprintf("claim:%024x", i)), Kind: "claim", Valid: graph.Always, Claimed: stake.Held,
		Held: map[string][]graph.Held{"article": ref(graph.ID(fmt.Sprintf("article:wire-%d", i/20))), "about": ref(stake.ID), "modality": {{Value: graph.Token("STATES")}}},
	}
}

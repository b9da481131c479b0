package ownership

import (
	"cmp"
	"context"
	"math/rand"
	"runtime"
	"slices"
	"testing"
	"time"

	"capgraph/graph"
)

// timed asks several questions between plain passes over the edges. It reports
// the median question, as the quickest of a few tries of each, in milliseconds
// and as a ratio to the quickest pass, and fails when it is longer than a limit.
func timed(b *testing.B, p *Projection, limit time.Duration, ask func(question int)) {
	b.Helper()
	const questions, tries = 5, 3
	ask(0) // what is worked out once for a projection
	for b.Loop() {
		var asked []time.Duration
		pass := quickest(questions, func() { plainPass(p) })
		for question := range questions {
			asked = append(asked, quickest(tries, func() { ask(question) }))
		}
		slices.Sort(asked)
		middle := asked[questions/2]
		b.ReportMetric(float64(middle)/1e6, "ms")
		b.ReportMetric(float64(middle)/float64(pass), "passes")
		if middle > limit {
			b.Errorf("got %v, want at most %v", middle, limit)
		}
	}
}

// widest are the entities with the most stakes, or those in which there are
// the most, by where the stakes of each begin.
func widest(p *Projection, begin []int32) []graph.ID {
	nodes := make([]node, len(p.ids))
	for n := range nodes {
		nodes[n] = node(n)
	}
	size := func(n node) int32 { return begin[n+1] - begin[n] }
	slices.SortFunc(nodes, func(a, b node) int { return cmp.Or(cmp.Compare(size(b), size(a)), cmp.Compare(a, b)) })
	return p.idsOf(nodes[:100])
}

func must(b *testing.B, err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

// BenchmarkWholeUpstream asks for all owners of companies that have hundreds
// of thousands, most of them through one circle of more than 100,000.
func BenchmarkWholeUpstream(b *testing.B) {
	p := large(b)
	companies := widest(p, p.owners)
	timed(b, p, time.Second, func(run int) {
		up, err := p.Owners(context.Background(), companies[run], Options{})
		must(b, err)
		if len(up.Shares) < 100_000 || up.ErrorBound > accuracy || !up.Complete {
			b.Fatalf("%d owners, good to %g", len(up.Shares), up.ErrorBound)
		}
	})
}

// BenchmarkWholeDownstream asks for all that the largest holders have a part of.
func BenchmarkWholeDownstream(b *testing.B) {
	p := large(b)
	owners := widest(p, p.holds)
	timed(b, p, time.Second, func(run int) {
		down, err := p.Holdings(context.Background(), owners[run], Options{})
		must(b, err)
		if len(down.Shares) < 100_000 || down.ErrorBound > accuracy || !down.Complete {
			b.Fatalf("%d holdings, good to %g", len(down.Shares), down.ErrorBound)
		}
	})
}

// BenchmarkBounds asks for the bounds of a pair, and of all owners and
// holdings, where a fifth of a million shares have bounds.
func BenchmarkBounds(b *testing.B) {
	p := largeRanged(b)
	owners, companies := widest(p, p.holds), widest(p, p.owners)
	b.Run("pair", func(b *testing.B) {
		timed(b, p, 3*time.Second, func(run int) {
			got, err := p.Between(context.Background(), owners[run], companies[run], Options{})
			must(b, err)
			if got.Integrated.Error > accuracy || got.Status != Range {
				b.Fatalf("%s, good to %g", got.Status, got.Integrated.Error)
			}
		})
	})
	b.Run("holdings", func(b *testing.B) {
		timed(b, p, 3*time.Second, func(run int) {
			down, err := p.Holdings(context.Background(), owners[run], Options{})
			must(b, err)
			if !down.Complete {
				b.Fatalf("good to %g", down.ErrorBound)
			}
		})
	})
	b.Run("owners", func(b *testing.B) {
		timed(b, p, 3*time.Second, func(run int) {
			_, err := p.Owners(context.Background(), companies[run], Options{})
			must(b, err)
		})
	})
}

// BenchmarkSmallCompany asks for the owners and the holdings of companies with
// fewer than 1,000 relatives; the 95th percentile of both together counts.
func BenchmarkSmallCompany(b *testing.B) {
	for name, p := range map[string]*Projection{"exact": large(b), "bounds": largeRanged(b)} {
		b.Run(name, func(b *testing.B) { smallCompanies(b, p) })
	}
}

func smallCompanies(b *testing.B, p *Projection) {
	companies := p.withRelatives(1000, 500)
	for b.Loop() {
		var times []time.Duration
		for _, id := range companies {
			began := time.Now()
			_, err := p.Owners(context.Background(), id, Options{})
			must(b, err)
			_, err = p.Holdings(context.Background(), id, Options{})
			must(b, err)
			times = append(times, time.Since(began))
		}
		slices.Sort(times)
		p95 := times[len(times)*95/100]
		pass := quickest(5, func() { plainPass(p) })
		b.ReportMetric(float64(p95)/1e6, "p95-ms")
		b.ReportMetric(float64(p95)/float64(pass), "passes")
		if p95 > 10*time.Millisecond {
			b.Errorf("got %v, want at most 10 ms", p95)
		}
	}
}

// withRelatives draws companies that have owners, and fewer owners and holdings than a limit.
func (p *Projection) withRelatives(limit, count int) []graph.ID {
	random := rand.New(rand.NewSource(1))
	var companies []graph.ID
	for len(companies) < count {
		n := node(random.Intn(len(p.ids)))
		up, down := p.search(noTarget, nil), p.search(noTarget, nil)
		for up.add(n); up.more() && len(up.found.list) < limit; {
			up.up()
		}
		for down.holdings(n); down.more() && len(down.found.list) < limit; {
			down.down()
		}
		owners, whole := len(up.found.list)-1, !up.more() && !down.more()
		if whole && owners > 0 && owners+len(down.found.list) < limit {
			companies = append(companies, p.ids[n])
		}
		up.free()
		down.free()
	}
	return companies
}

// BenchmarkHeap measures what a projection takes once all of its parts were used.
func BenchmarkHeap(b *testing.B) {
	stakes := bigWorld(0).stakes()
	for b.Loop() {
		before := inUse()
		p := Build(graph.Slice{}, 0, stakes, nil)
		p.links()
		p.components()
		p.Issues()
		took := inUse() - before
		runtime.KeepAlive(p)
		b.ReportMetric(float64(took)/1e6, "MB")
		if took > 250e6 {
			b.Errorf("got %d MB, want at most 250", took/1e6)
		}
	}
	runtime.KeepAlive(stakes)
}

func inUse() uint64 {
	runtime.GC()
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}

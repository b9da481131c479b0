package ownership

import (
	"cmp"
	"context"
	"runtime"
	"slices"
	"testing"
	"time"

	"capgraph/graph"
)

// quickest is the least time of a few runs.
func quickest(runs int, do func()) time.Duration {
	best := time.Hour
	for range runs {
		runtime.GC()
		start := time.Now()
		do()
		best = min(best, time.Since(start))
	}
	return best
}

// plainPass adds up the least shares of every company by one walk over the
// stakes of every owner, the measure of how large the projection is.
func plainPass(p *Projection) (passed int) {
	sums := make([]int64, len(p.ids))
	for n := range p.ids {
		for _, at := range p.stakesOf(node(n)) {
			e := &p.edges[at]
			sums[e.company] += int64(e.share.Lo)
		}
	}
	for _, sum := range sums {
		if sum > Whole/2 {
			passed++
		}
	}
	return passed
}

// BenchmarkParentsOfAll finds who controls every company, from a projection of
// which nothing was asked before: the roll of votes, the groups and their
// heads. It fails above one second.
func BenchmarkParentsOfAll(b *testing.B) {
	p := large(b)
	ctx := context.Background()
	p.components()
	plain := quickest(5, func() { plainPass(p) })
	var took time.Duration
	for b.Loop() {
		took = quickest(3, func() {
			p.rolls, p.forests.made = rolls{}, nil
			f, err := p.Forest(ctx, Options{})
			if err != nil || f.unsettled.list != nil {
				b.Fatal(err)
			}
		})
	}
	f, _ := p.Forest(ctx, Options{})
	led := 0
	for n, head := range f.top {
		if head != node(n) {
			led++
		}
	}
	b.ReportMetric(float64(took.Microseconds())/1000, "ms")
	b.ReportMetric(float64(took)/float64(plain), "x-plain")
	b.ReportMetric(float64(plain.Microseconds())/1000, "plain-ms")
	b.ReportMetric(float64(led), "led")
	b.ReportMetric(float64(len(f.classes)), "classes")
	if took > time.Second && took > 40*plain { // A busy machine is slow at the plain pass too.
		b.Errorf("took %v, and a plain pass %v", took, plain)
	}
}

// BenchmarkControlledByLargest finds what the thousand largest holders control, warm.
func BenchmarkControlledByLargest(b *testing.B) {
	p := large(b)
	ctx := context.Background()
	largest := make([]node, len(p.ids))
	for n := range largest {
		largest[n] = node(n)
	}
	slices.SortFunc(largest, func(a, b node) int {
		return cmp.Or(cmp.Compare(len(p.stakesOf(b)), len(p.stakesOf(a))), cmp.Compare(a, b))
	})
	count := func() (companies int) {
		for _, n := range largest[:1000] {
			controlled, err := p.Controlled(ctx, p.ids[n], Options{})
			if err != nil {
				b.Fatal(err)
			}
			companies += len(controlled)
		}
		return companies
	}
	companies := count()
	var took time.Duration
	for b.Loop() {
		took = quickest(3, func() { count() })
	}
	b.ReportMetric(float64(took.Microseconds())/1000, "ms")
	b.ReportMetric(float64(companies), "companies")
}

// BenchmarkOneCompany asks for controllers, ultimate parent and reasons of
// companies one by one, warm: the 95th of a hundred times.
func BenchmarkOneCompany(b *testing.B) {
	for _, world := range []struct {
		name string
		p    *Projection
		o    Options
	}{
		{"exact", large(b), Options{}},
		{"unknown votes", large(b).withoutVotes(), Options{}},
		{"ranges", largeRanged(b), Options{}},
	} {
		b.Run(world.name, func(b *testing.B) {
			small, big := world.p.sizes(b, world.o)
			if _, err := world.p.UltimateParent(context.Background(), world.p.ids[len(world.p.ids)/2], world.o); err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				times(b, world.p, world.o, small, "small")
				times(b, world.p, world.o, big, "large")
			}
		})
	}
}

// withoutVotes is the same projection with nothing stated of votes.
func (p *Projection) withoutVotes() *Projection {
	stakes := make([]Stake, len(p.edges))
	for i, e := range p.edges {
		stakes[i] = Stake{ID: e.id, Owner: p.idOrNone(e.owner), Company: p.ids[e.company], Share: e.share}
	}
	return Build(graph.Slice{}, 0, stakes, nil)
}

func (p *Projection) idOrNone(n node) graph.ID {
	if n == nobody {
		return ""
	}
	return p.ids[n]
}

// sizes picks a hundred companies with fewer than 1,000 owners upstream, and a
// hundred with more.
func (p *Projection) sizes(tb testing.TB, o Options) (small, big []graph.ID) {
	q, err := p.poll(o)
	if err != nil {
		tb.Fatal(err)
	}
	above := p.newMarks()
	for n := 0; n < len(p.ids) && (len(small) < 100 || len(big) < 10); n += 997 {
		if len(p.stakesIn(node(n))) == 0 {
			continue
		}
		few := func(node) bool { return len(above.list) < 1000 }
		if err := q.climb(context.Background(), node(n), false, above, few); err != nil {
			tb.Fatal(err)
		}
		switch {
		case len(above.list) >= 1000 && len(big) < 10:
			big = append(big, p.ids[n])
		case len(above.list) < 1000 && len(small) < 100:
			small = append(small, p.ids[n])
		}
	}
	return small, big
}

func times(b *testing.B, p *Projection, o Options, companies []graph.ID, name string) {
	ctx := context.Background()
	var took []time.Duration
	for _, company := range companies {
		start := time.Now()
		controls, err := p.Controllers(ctx, company, o)
		if err == nil {
			_, err = p.Derive(ctx, controls[:min(len(controls), 20)], o)
		}
		if err == nil {
			_, err = p.UltimateParent(ctx, company, o)
		}
		if err == nil {
			_, err = p.ControlOf(ctx, p.ids[0], company, o)
		}
		if err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(start))
	}
	if slices.Sort(took); len(took) > 0 {
		b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, name+"-p95-ms")
		b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, name+"-median-ms")
	}
}

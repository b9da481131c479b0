package explore

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"capgraph/graph"
)

// grove is a random forest, and what its sites really have besides their
// parts.
type grove struct {
	*rand.Rand
	*forest[string]
	really map[string]decimal.Decimal // by group
}

var groveGroups = []string{"a", "b", "c"}

func randomGrove(seed uint64) *grove {
	g := &grove{rand.New(rand.NewPCG(seed, 7)), newForest(func(string) string { return "" }), map[string]decimal.Decimal{}}
	partOf := map[graph.ID]graph.ID{}
	for i := range 1 + g.IntN(7) {
		s := site[string]{id: graph.ID(fmt.Sprintf("datacenter:%d", i)), stated: map[string]graph.Range{}, silent: map[string]bool{}, groups: map[string]graph.Certainty{}, sure: g.IntN(5) > 0}
		if i > 0 && g.IntN(4) > 0 {
			partOf[s.id] = graph.ID(fmt.Sprintf("datacenter:%d", g.IntN(i)))
		}
		g.plant(s)
	}
	g.connect(partOf)
	for i := range g.sites {
		if g.sites[i].above < 0 {
			g.settle(i)
		}
	}
	g.trees = map[string][]int{}
	for i := range g.sites {
		if g.sites[i].above < 0 {
			g.mark(i, i) // Now that they have groups.
		}
	}
	return g
}

// settle decides what a site and its parts really have, which of it sources
// state, and to which group each belongs. It returns the whole.
func (g *grove) settle(n int) decimal.Decimal {
	s := &g.sites[n]
	whole := decimal.Zero
	for _, part := range s.parts {
		whole = whole.Add(g.settle(part))
	}
	own := decimal.NewFromInt(g.Int64N(4))
	counts := s.sure || g.IntN(2) == 0
	stated := g.IntN(2) == 0
	switch {
	case !counts:
		own = decimal.Zero
	case !stated && g.IntN(2) == 0:
		s.silent[""] = true
	case !stated:
		own = decimal.Zero
	}
	whole = whole.Add(own)
	if stated {
		s.stated["MW"] = g.around(whole)
		if !counts {
			s.stated["MW"] = g.around(decimal.NewFromInt(g.Int64N(9)))
		}
	}
	g.join(s, own)
	return whole
}

// around is a range that holds a number.
func (g *grove) around(x decimal.Decimal) graph.Range {
	low, high := x.Sub(decimal.NewFromInt(g.Int64N(3))), x.Add(decimal.NewFromInt(g.Int64N(3)))
	r := graph.Range{Lower: &low, LowerInclusive: low.Equal(x) || g.IntN(2) == 0, Upper: &high, UpperInclusive: high.Equal(x) || g.IntN(2) == 0}
	if low.IsNegative() || g.IntN(4) == 0 {
		r.Lower, r.LowerInclusive = nil, false
	}
	if g.IntN(4) == 0 {
		r.Upper, r.UpperInclusive = nil, false
	}
	return r
}

// join puts a site into a group, perhaps with doubt.
func (g *grove) join(s *site[string], own decimal.Decimal) {
	really := pickOne(g.Rand, groveGroups...)
	s.groups[really] = graph.Surely
	if g.IntN(4) == 0 {
		s.groups[really], s.groups[pickOne(g.Rand, groveGroups...)] = graph.Possibly, graph.Possibly
	}
	g.really[really] = g.really[really].Add(own)
	g.really[everything] = g.really[everything].Add(own)
}

// TestBoundsHoldWhateverSitesReallyHave: of each group, and of all sites,
// however wholes and parts are told and doubted.
func TestBoundsHoldWhateverSitesReallyHave(t *testing.T) {
	for seed := range uint64(3000) {
		g := randomGrove(seed)
		for _, group := range append(groveGroups, everything) {
			sum, told := g.sums(group)["MW"]
			if told && sum.Equals(g.really[group]) == graph.No {
				t.Fatalf("seed %d: group %q really has %s, the sum says %v to %v: %+v", seed, group, g.really[group], sum.Lower, sum.Upper, g.sites)
			}
			if doubtful := slices.ContainsFunc(g.sites, func(s site[string]) bool { return !s.sure }); sum.exceeded > 0 && !doubtful {
				t.Fatalf("seed %d: parts exceed a whole in group %q", seed, group)
			}
		}
	}
}

// TestExactPartsLeaveAnExactRest keeps the bounds tight where everything is told.
func TestExactPartsLeaveAnExactRest(t *testing.T) {
	exact := func(n int64) graph.Range {
		d := decimal.NewFromInt(n)
		return graph.Range{Lower: &d, LowerInclusive: true, Upper: &d, UpperInclusive: true}
	}
	f := newForest(func(string) string { return "" })
	for i, power := range []int64{10, 3, 2} {
		f.plant(site[string]{
			id: graph.ID(fmt.Sprintf("datacenter:%d", i)), stated: map[string]graph.Range{"MW": exact(power)}, sure: true,
			groups: map[string]graph.Certainty{groveGroups[min(i, 1)]: graph.Surely},
		})
	}
	f.connect(map[graph.ID]graph.ID{"datacenter:1": "datacenter:0", "datacenter:2": "datacenter:0"})
	for group, want := range map[string]int64{"a": 5, "b": 5, everything: 10} {
		if got := f.sums(group)["MW"]; got.Exact() == nil || !got.Exact().Equal(decimal.NewFromInt(want)) {
			t.Errorf("group %q has %v to %v, want %d", group, got.Lower, got.Upper, want)
		}
	}
}

package explore

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"capgraph/graph"
)

// Budget is how much a search may look at before it answers with what it has.
type Budget struct {
	Nodes int           // entities met
	Edges int           // relations read; a search goes beyond it by a part at most
	Time  time.Duration // beside the deadline of the context, whose passing is an error; 0 is no limit
}

// The most that a budget can be.
const (
	MaxNodes = 50_000
	MaxEdges = 200_000
)

// check refuses budgets out of limits.
func (b Budget) check() error {
	if err := checkRange("budget.nodes", b.Nodes, 1, MaxNodes); err != nil {
		return err
	}
	return checkRange("budget.edges", b.Edges, 1, MaxEdges)
}

// CutReason says which budget was used up.
type CutReason string

// The reasons.
const (
	CutNodes CutReason = "NODES" // more entities than the budget were met
	CutEdges CutReason = "EDGES" // more relations than the budget were read
	CutTime  CutReason = "TIME"  // the time was over
	CutHub   CutReason = "HUB"   // one entity has more relations of a kind than were read
	CutWork  CutReason = "WORK"  // there are too many ways through what was read to compare them all
)

// Cut is something that a search left out because a budget was used up.
type Cut struct {
	Reason CutReason
	Hops   int        // how far from where the search began; it began with 0
	Entity graph.ID   // the hub, for CutHub
	Kind   graph.Kind // of the relations that were left out, for CutHub
	Left   int        // how many entities were left out or not looked around, for CutNodes, or for CutEdges also relations that were not drawn; 0 for others
}

// maxCuts is how many hubs an answer names.
const maxCuts = 20

// spending is what is left of a budget.
type spending struct {
	Budget
	cuts []Cut
	hubs int // beside those in cuts
}

func (s *spending) cut(c Cut) {
	if c.Reason == CutHub && len(s.cuts) >= maxCuts {
		s.hubs++
		return
	}
	s.cuts = append(s.cuts, c)
}

// stopped says whether a budget that ends the search is used up.
func (s *spending) stopped() bool {
	return slices.ContainsFunc(s.cuts, func(c Cut) bool { return c.Reason != CutHub })
}

// leastFan is how many relations of each kind a search reads around an entity at least.
const leastFan = 100

// expand reads the relations around entities that a search goes on from, and
// notes the hubs of which it does not read all. It returns nil when the budget was used up before.
func (s *spending) expand(ctx context.Context, reader graph.Reader, walk *Walk, of []graph.ID, hops int) (map[graph.ID]graph.Fan, error) {
	fans, err := s.read(ctx, reader, walk.expansion(of, max(s.Edges/len(of), leastFan)), hops)
	for _, id := range of {
		for _, kind := range slices.Sorted(maps.Keys(fans[id].More)) {
			s.cut(Cut{Reason: CutHub, Hops: hops, Entity: id, Kind: kind})
		}
	}
	return fans, err
}

// read is one call of Expand within the budget.
func (s *spending) read(ctx context.Context, reader graph.Reader, x graph.Expansion, hops int) (map[graph.ID]graph.Fan, error) {
	if s.Edges <= 0 {
		s.cut(Cut{Reason: CutEdges, Hops: hops, Left: len(x.Of)})
		return nil, nil
	}
	fans, err := reader.Expand(ctx, x)
	for _, fan := range fans {
		s.Edges -= len(fan.Relations)
	}
	return fans, err
}

// expansion asks for what the walk may pass around entities.
func (w *Walk) expansion(of []graph.ID, limit int) graph.Expansion {
	return graph.Expansion{Of: of, Kinds: w.Kinds, Slice: w.Slice, Until: w.Until, Limit: limit}
}

// take keeps as many of the entities that were met as the budget allows, those
// with the lowest ids.
func (s *spending) take(met []graph.ID, hops int) []graph.ID {
	slices.Sort(met)
	if over := len(met) - s.Nodes; over > 0 {
		s.cut(Cut{Reason: CutNodes, Hops: hops, Left: over})
		met = met[:s.Nodes]
	}
	s.Nodes -= len(met)
	return met
}

// timed runs a search with the time of a budget. When that ends before the
// context does, the search has been cut and did not fail.
func (s *spending) timed(ctx context.Context, search func(context.Context) error) error {
	if s.Time <= 0 {
		return search(ctx)
	}
	limited, cancel := context.WithTimeout(ctx, s.Time)
	defer cancel()
	err := search(limited)
	if err != nil && limited.Err() != nil && ctx.Err() == nil {
		s.cut(Cut{Reason: CutTime})
		return nil
	}
	return err
}

// sorted puts the cuts in the order of hops.
func (s *spending) sorted() []Cut {
	slices.SortStableFunc(s.cuts, func(a, b Cut) int {
		return cmp.Or(cmp.Compare(a.Hops, b.Hops), strings.Compare(string(a.Entity), string(b.Entity)), strings.Compare(string(a.Kind), string(b.Kind)))
	})
	return s.cuts
}

package resolvers

import (
	"context"

	"capgraph/graph"
	"capgraph/graph/explore"
)

// usualSearch is what a search may look at when nobody says.
var usualSearch = explore.Budget{Nodes: 20_000, Edges: 100_000}

// PathAnswer is the paths that were found.
type PathAnswer struct {
	found explore.PathAnswer
	scene scene
}

// Paths are the paths, the best first.
func (a PathAnswer) Paths() []Path {
	paths := make([]Path, len(a.found.Paths))
	for i, path := range a.found.Paths {
		paths[i] = Path{path, a.scene}
	}
	return paths
}

// SearchedHops is up to how many hops all paths were compared.
func (a PathAnswer) SearchedHops() int { return a.found.Searched }

// Truncated says whether anything was left out.
func (a PathAnswer) Truncated() bool { return a.found.Truncated() }

// Cuts are what was left out.
func (a PathAnswer) Cuts() []SearchCut { return a.scene.cuts(a.found.Cuts) }

// MoreHubs are those that were cut, beside those in Cuts.
func (a PathAnswer) MoreHubs() int { return a.found.MoreHubs }

// Without says what each filter does.
func (a PathAnswer) Without() []PathWithout {
	without := make([]PathWithout, len(a.found.Without))
	for i, one := range a.found.Without {
		without[i] = PathWithout{Filter: one.Filter, Truncated: len(one.Cuts) > 0}
		if one.Path != nil {
			without[i].Path = &Path{*one.Path, a.scene}
		}
	}
	return without
}

// PathWithout is what a search finds without one of its filters.
type PathWithout struct {
	Filter    explore.Filter
	Path      *Path
	Truncated bool
}

// Path is a way from one entity to another.
type Path struct {
	path  explore.Path
	scene scene
}

// Length is how many hops it has.
func (p Path) Length() int { return len(p.path.Hops) }

// Entities are those met, in order.
func (p Path) Entities() []Entity {
	entities := []Entity{p.scene.entity(p.path.Hops[0].From)}
	for _, hop := range p.path.Hops {
		entities = append(entities, p.scene.entity(hop.To))
	}
	return entities
}

// Hops are its steps.
func (p Path) Hops() []Hop { return p.scene.hops(p.path.Hops) }

// Confidence is that of the weakest hop.
func (p Path) Confidence() *string { return tokenOrNull(p.path.Weakest.Confidence) }

// Modality is that of the weakest hop.
func (p Path) Modality() *string { return tokenOrNull(p.path.Weakest.Modality) }

// Paths finds the best paths from one entity to another.
func (q Query) Paths(ctx context.Context, from, to graph.ID, maxHops, first int, through *WalkFilter, budget *SearchBudget, asOf *graph.Day, knownAt *graph.Instant) (*PathAnswer, error) {
	return asStood(ctx, q, asOf, knownAt, []graph.ID{from, to}, func(ends []graph.ID) (*PathAnswer, error) {
		return q.paths(ctx, ends, maxHops, first, through, budget, asOf, knownAt)
	})
}

func (q Query) paths(ctx context.Context, ends []graph.ID, maxHops, first int, through *WalkFilter, budget *SearchBudget, asOf *graph.Day, knownAt *graph.Instant) (*PathAnswer, error) {
	at, err := q.at(ctx, asOf, knownAt)
	if err != nil {
		return nil, err
	}
	asked := explore.PathQuery{Hops: maxHops, First: first}
	if ends, err = unsigned("from", ends...); err != nil {
		return nil, err
	}
	asked.From, asked.To = ends[0], ends[1]
	if asked.Walk, err = through.walk(ctx, q.Reader, at); err != nil {
		return nil, err
	}
	if asked.Budget, err = budget.budget(usualSearch); err != nil {
		return nil, err
	}
	found, err := explore.Paths(ctx, q.Reader, asked)
	if err != nil {
		return nil, err
	}
	var shown props
	shown.cuts(found.Cuts)
	for _, path := range found.Paths {
		shown.hops(path.Hops)
	}
	for _, without := range found.Without {
		if without.Path != nil {
			shown.hops(without.Path.Hops)
		}
	}
	scene, err := shown.read(ctx, q.Reader, at, ends...)
	return &PathAnswer{found, scene}, err
}

// ReachAnswer is what can be reached.
type ReachAnswer struct {
	found explore.ReachAnswer
	scene scene
}

// Reached is what was found.
func (a ReachAnswer) Reached() []Reached {
	reached := make([]Reached, len(a.found.Reached))
	for i, one := range a.found.Reached {
		reached[i] = Reached{Entity: a.scene.entity(one.ID), Distance: len(one.Hops), Hops: a.scene.hops(one.Hops)}
	}
	return reached
}

// More says whether there is more.
func (a ReachAnswer) More() bool { return a.found.More }

// Truncated says whether anything was left out.
func (a ReachAnswer) Truncated() bool { return a.found.Truncated() }

// Cuts are what was left out.
func (a ReachAnswer) Cuts() []SearchCut { return a.scene.cuts(a.found.Cuts) }

// MoreHubs are those that were cut, beside those in Cuts.
func (a ReachAnswer) MoreHubs() int { return a.found.MoreHubs }

// Reached is an entity that can be reached.
type Reached struct {
	Entity   Entity
	Distance int
	Hops     []Hop
}

// Reachable finds what can be reached from an entity.
func (q Query) Reachable(ctx context.Context, from graph.ID, kinds []string, maxHops, first int, through *WalkFilter, budget *SearchBudget, asOf *graph.Day, knownAt *graph.Instant) (*ReachAnswer, error) {
	return asStood(ctx, q, asOf, knownAt, []graph.ID{from}, func(start []graph.ID) (*ReachAnswer, error) {
		return q.reachable(ctx, start, kinds, maxHops, first, through, budget, asOf, knownAt)
	})
}

func (q Query) reachable(ctx context.Context, start []graph.ID, kinds []string, maxHops, first int, through *WalkFilter, budget *SearchBudget, asOf *graph.Day, knownAt *graph.Instant) (*ReachAnswer, error) {
	at, err := q.at(ctx, asOf, knownAt)
	if err != nil {
		return nil, err
	}
	if start, err = unsigned("from", start...); err != nil {
		return nil, err
	}
	asked := explore.ReachQuery{From: start[0], Kinds: kindsNamed(kinds), Hops: maxHops, First: first}
	if asked.Walk, err = through.walk(ctx, q.Reader, at); err != nil {
		return nil, err
	}
	if asked.Budget, err = budget.budget(usualSearch); err != nil {
		return nil, err
	}
	found, err := explore.Reachable(ctx, q.Reader, asked)
	if err != nil {
		return nil, err
	}
	var shown props
	shown.cuts(found.Cuts)
	for _, one := range found.Reached {
		shown.hops(one.Hops)
	}
	scene, err := shown.read(ctx, q.Reader, at, start...)
	return &ReachAnswer{found, scene}, err
}

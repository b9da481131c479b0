package resolvers

import (
	"context"
	"slices"
	"time"

	"capgraph/graph"
	"capgraph/graph/explore"
)

// WalkFilter says which relations and entities a search may pass.
type WalkFilter struct {
	Kinds         []string
	Direction     explore.Direction
	Until         *graph.Day
	MinConfidence *string
	Modalities    []string
	AvoidKinds    []string
	Avoid         []graph.ID
}

// SearchBudget is how much a search may look at.
type SearchBudget struct {
	Nodes, Edges, Milliseconds *int
}

// The greatest time of a search, and the usual one.
const (
	maxSearchTime = 30 * time.Second
	searchTime    = 5 * time.Second
)

// walk turns the arguments of a search into what package explore takes.
func (f *WalkFilter) walk(ctx context.Context, reader Source, at clocks) (explore.Walk, error) {
	walk := explore.Walk{Slice: at.slice}
	if f == nil {
		return walk, nil
	}
	avoid, err := reader.stood(ctx, at, "through.avoid", f.Avoid...)
	if err != nil {
		return walk, err
	}
	walk.Kinds, walk.AvoidKinds, walk.Avoid = kindsNamed(f.Kinds), kindsNamed(f.AvoidKinds), avoid
	walk.Direction, walk.Until, walk.Confidence = f.Direction, f.Until, graph.Token(deref(f.MinConfidence))
	for _, modality := range f.Modalities {
		walk.Modalities = append(walk.Modalities, graph.Token(modality))
	}
	if f.Until != nil && *f.Until < at.slice.Day {
		return walk, graph.Errorf(graph.Invalid, "%s is before %s, where the span begins", *f.Until, at.slice.Day).At("through.until")
	}
	return walk, nil
}

// budget is that of the arguments, or the usual one.
func (b *SearchBudget) budget(usual explore.Budget) (explore.Budget, error) {
	usual.Time = searchTime
	if b == nil {
		return usual, nil
	}
	or := func(asked *int, usual int) int {
		if asked == nil {
			return usual
		}
		return *asked
	}
	usual.Nodes, usual.Edges = or(b.Nodes, usual.Nodes), or(b.Edges, usual.Edges)
	usual.Time = time.Duration(or(b.Milliseconds, int(searchTime/time.Millisecond))) * time.Millisecond
	switch {
	case usual.Time < time.Millisecond:
		return usual, graph.Errorf(graph.Invalid, "a search takes at least a millisecond").At("budget.milliseconds")
	case usual.Time > maxSearchTime:
		return usual, graph.Errorf(graph.Limit, "a search takes at most %d milliseconds", maxSearchTime/time.Millisecond).At("budget.milliseconds")
	}
	return usual, nil
}

// SearchCut is what a search left out.
type SearchCut struct {
	explore.Cut
	scene scene
}

// Entity is the hub that was cut.
func (c SearchCut) Entity() Entity {
	if c.Cut.Entity == "" {
		return nil
	}
	return c.scene.entity(c.Cut.Entity)
}

// Kind is the kind of the relations that were left out.
func (c SearchCut) Kind() *string {
	if c.Cut.Kind == "" {
		return nil
	}
	kind := enumOf(c.Cut.Kind)
	return &kind
}

// Hop is a step from one entity to the next.
type Hop struct {
	explore.Hop
	scene scene
}

// From is where it begins.
func (h Hop) From() Entity { return h.scene.entity(h.Hop.From) }

// To is where it ends.
func (h Hop) To() Entity { return h.scene.entity(h.Hop.To) }

// Links are the relations that join the two.
func (h Hop) Links() []HopLink {
	links := make([]HopLink, len(h.Hop.Links))
	for i, link := range h.Hop.Links {
		relation, _ := h.scene.cast[link.Relation.ID].(Relation)
		links[i] = HopLink{Relation: relation, Direction: link.Direction, FromField: link.Way.From, ToField: link.Way.To}
	}
	return links
}

// HopLink is a relation as a hop passes it.
type HopLink struct {
	Relation           Relation
	Direction          graph.Direction
	FromField, ToField string
}

// scene is the records of an answer, read together.
type scene struct {
	cast  cast
	batch *batch // that entities without a record are shown in
}

// entity is the view of an entity. One that no source tells of any more, but
// that a relation points to, is shown by its id alone.
func (s scene) entity(id graph.ID) Entity {
	if entity, found := s.cast[id].(Entity); found {
		return entity
	}
	stand := &graph.Record{ID: id, Kind: id.Kind(), Valid: graph.Always, Held: map[string][]graph.Held{}}
	entity, _ := s.batch.view(stand).(Entity)
	return entity
}

// props are the ids of what an answer shows.
type props []graph.ID

func (p *props) hops(hops []explore.Hop) {
	for _, hop := range hops {
		*p = append(*p, hop.From, hop.To)
		for _, link := range hop.Links {
			*p = append(*p, link.Relation.ID)
		}
	}
}

func (p *props) cuts(cuts []explore.Cut) {
	for _, cut := range cuts {
		if cut.Entity != "" {
			*p = append(*p, cut.Entity)
		}
	}
}

// read reads all that an answer shows, at once and at its clocks. The
// entities that were asked about, from where and to where, must be among what is known.
func (p props) read(ctx context.Context, reader Source, at clocks, asked ...graph.ID) (scene, error) {
	ids := slices.Concat(p, asked)
	slices.Sort(ids)
	nodes, err := readNodes(ctx, reader, slices.Compact(ids), at)
	if err != nil {
		return scene{}, err
	}
	for i, id := range asked {
		if nodes[id] == nil {
			return scene{}, graph.Errorf(graph.NotFound, "nothing is known of %q", id).At([]string{"from", "to"}[i])
		}
	}
	return scene{nodes, newBatch(reader, at, nil)}, nil
}

func (s scene) cuts(cuts []explore.Cut) []SearchCut {
	shown := make([]SearchCut, len(cuts))
	for i, cut := range cuts {
		shown[i] = SearchCut{cut, s}
	}
	return shown
}

func (s scene) hops(hops []explore.Hop) []Hop {
	shown := make([]Hop, len(hops))
	for i, hop := range hops {
		shown[i] = Hop{hop, s}
	}
	return shown
}

// tokenOrNull is nil for a relation of which no source says how.
func tokenOrNull(token graph.Token) *string {
	if token == "" {
		return nil
	}
	text := string(token)
	return &text
}

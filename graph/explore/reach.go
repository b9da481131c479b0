package explore

import (
	"cmp"
	"context"
	"slices"

	"capgraph/graph"
)

// ReachQuery asks which entities can be reached from one.
type ReachQuery struct {
	From   graph.ID
	Kinds  []graph.Kind // of the entities wanted; none means all
	Walk   Walk
	Hops   int // the most that they may be away, 1 to MaxHops
	First  int // how many, 1 to graph.MaxPage
	Budget Budget
}

// Reached is an entity that can be reached.
type Reached struct {
	ID graph.ID

	// Hops are the fewest, in order. Of ways of that length it is the one that
	// arrives by the strongest link, and of equal ones from the entity with the lowest id, hop by hop from the end.
	Hops []Hop
}

// ReachAnswer is what a search from one entity has found.
type ReachAnswer struct {
	Slice    graph.Slice // the clocks of the answer: Known is set unless the store is empty
	Reached  []Reached   // the nearest first, then by id
	More     bool        // whether there are more, as far as was looked
	Cuts     []Cut       // what was left out, nearest first
	MoreHubs int         // hubs that were cut, beside those in Cuts
}

// Truncated says whether anything was left out.
func (a *ReachAnswer) Truncated() bool { return len(a.Cuts) > 0 }

// Reachable finds the entities of some kinds that a walk arrives at from one,
// itself aside, the nearest first. It goes through entities of all kinds that the walk does not avoid, by one
// Expand for each level and a call of Head, and stops after the level in which it finds
// more than are wanted. An unknown entity reaches nothing. Errors are those of Paths, and kinds that are
// not of entities are Invalid.
func Reachable(ctx context.Context, reader graph.Reader, q ReachQuery) (ReachAnswer, error) {
	if err := q.check(); err != nil {
		return ReachAnswer{}, err
	}
	var err error
	if q.Walk.Slice, err = q.Walk.Slice.Pin(ctx, reader); err != nil {
		return ReachAnswer{}, err
	}
	s := &outing{ReachQuery: &q, reader: reader, spending: spending{Budget: q.Budget}, arrived: map[graph.ID]arrival{q.From: {}}, rim: []graph.ID{q.From}}
	if err := s.timed(ctx, s.run); err != nil {
		return ReachAnswer{}, err
	}
	answer := ReachAnswer{Slice: q.Walk.Slice, Cuts: s.sorted(), MoreHubs: s.hubs, More: len(s.wanted) > q.First}
	for _, id := range s.wanted[:min(len(s.wanted), q.First)] {
		answer.Reached = append(answer.Reached, s.reached(id))
	}
	return answer, nil
}

func (q *ReachQuery) check() error {
	if err := checkEntity(q.From, "from"); err != nil {
		return err
	}
	for _, kind := range q.Kinds {
		if spec := graph.KindOf(kind); spec == nil || spec.Nature != graph.Entity {
			return graph.Errorf(graph.Invalid, "%q is not a kind of entity", kind).At("kinds")
		}
	}
	if err := checkRange("maxHops", q.Hops, 1, MaxHops); err != nil {
		return err
	}
	if err := checkRange("first", q.First, 1, graph.MaxPage); err != nil {
		return err
	}
	if err := q.Budget.check(); err != nil {
		return err
	}
	return q.Walk.check()
}

// outing is a search from one entity in all directions.
type outing struct {
	*ReachQuery
	spending
	reader  graph.Reader
	arrived map[graph.ID]arrival
	rim     []graph.ID // met last, and not looked around yet
	wanted  []graph.ID // met so far, in order
}

// arrival is how an entity was met first: the links from the entity before.
type arrival struct {
	from  graph.ID
	links []Link
}

func (s *outing) run(ctx context.Context) error {
	for hops := 0; hops < s.ReachQuery.Hops && len(s.rim) > 0 && len(s.wanted) <= s.First; hops++ {
		fans, err := s.expand(ctx, s.reader, &s.Walk, s.rim, hops)
		if err != nil || fans == nil {
			return err
		}
		met := map[graph.ID]arrival{}
		for _, at := range s.rim {
			s.arrive(met, at, s.Walk.linksFrom(at, fans[at].Relations))
		}
		s.keep(met, hops+1)
		if s.stopped() {
			return nil
		}
	}
	return nil
}

// arrive notes where the links from an entity lead for the first time.
func (s *outing) arrive(met map[graph.ID]arrival, at graph.ID, links []Link) {
	byEnd := map[graph.ID][]Link{}
	for _, link := range links {
		if _, before := s.arrived[link.To]; !before && !s.Walk.avoids(link.To) {
			byEnd[link.To] = append(byEnd[link.To], link)
		}
	}
	for to, links := range byEnd {
		slices.SortFunc(links, compareLinks)
		best, found := met[to]
		if !found || cmp.Or(evidenceOf(&links[0].Relation).Compare(evidenceOf(&best.links[0].Relation)), cmp.Compare(at, best.from)) < 0 {
			met[to] = arrival{from: at, links: links}
		}
	}
}

// keep adds what was met, as far as the budget goes.
func (s *outing) keep(met map[graph.ID]arrival, hops int) {
	ids := make([]graph.ID, 0, len(met))
	for id := range met {
		ids = append(ids, id)
	}
	s.rim = s.take(ids, hops)
	for _, id := range s.rim {
		s.arrived[id] = met[id]
		if len(s.Kinds) == 0 || slices.Contains(s.Kinds, id.Kind()) {
			s.wanted = append(s.wanted, id)
		}
	}
}

// reached traces the way back.
func (s *outing) reached(id graph.ID) Reached {
	r := Reached{ID: id}
	for at := id; at != s.From; at = s.arrived[at].from {
		a := s.arrived[at]
		r.Hops = append(r.Hops, Hop{From: a.from, To: at, Links: a.links[:min(len(a.links), MaxLinks)], Total: len(a.links)})
	}
	slices.Reverse(r.Hops)
	return r
}

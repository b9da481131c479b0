package explore

import (
	"context"

	"capgraph/graph"
)

// MaxPaths is how many paths one query may ask for.
const MaxPaths = 50

// PathQuery asks for the best paths from one entity to another.
type PathQuery struct {
	From, To graph.ID
	Walk     Walk
	Hops     int // the most that a path may have, 1 to MaxHops
	First    int // how many paths, 1 to MaxPaths
	Budget   Budget
}

// Path leads from one entity to another and meets none twice.
type Path struct {
	Hops    []Hop
	Weakest Evidence // of the hop that is supported least, by its strongest link
}

// Hop is one step of a path, over whichever relation joins the two.
type Hop struct {
	From, To graph.ID
	Links    []Link // strongest first, then by id; at most MaxLinks
	Total    int    // relations that join the two and were read
}

// MaxLinks is how many of the relations of a hop an answer shows.
const MaxLinks = 10

// PathAnswer is what a search for paths has found.
type PathAnswer struct {
	Slice graph.Slice // the clocks of the answer: Known is set unless the store is empty
	Paths []Path      // in their order

	// Searched is up to how many hops all paths were compared. Cut hubs may
	// hide others all the same.
	Searched int
	Cuts     []Cut // what was left out, nearest first; none means that no better path exists
	MoreHubs int   // hubs that were cut, beside those in Cuts

	// Without says of an answer without paths what each filter does: there is
	// an entry for each that is set, and for Dates and Hops.
	Without []Without
}

// Truncated says whether anything was left out.
func (a *PathAnswer) Truncated() bool { return len(a.Cuts) > 0 }

// Paths finds the first of all paths without repeated entities, in this order:
// shorter ones first, then those whose weakest hop is supported better, then by the ids of
// the entities met. A path is told from another by its entities; the relations of
// a hop are shown together. Relations are followed from both ends in turn, the one with less around
// it first, by one Expand for each level: as many as the paths have hops, and a call of Head.
//
// An unknown entity is joined to nothing. Ids of anything but entities, equal ends, and
// numbers below their range are Invalid errors; numbers beyond theirs are Limit errors.
func Paths(ctx context.Context, reader graph.Reader, q PathQuery) (PathAnswer, error) {
	if err := q.check(); err != nil {
		return PathAnswer{}, err
	}
	var err error
	if q.Walk.Slice, err = q.Walk.Slice.Pin(ctx, reader); err != nil {
		return PathAnswer{}, err
	}
	answer, err := q.search(ctx, reader)
	if err == nil && len(answer.Paths) == 0 {
		answer.Without, err = q.explain(ctx, reader)
	}
	return answer, err
}

func (q *PathQuery) check() error {
	for _, end := range []struct {
		id graph.ID
		at string
	}{{q.From, "from"}, {q.To, "to"}} {
		if err := checkEntity(end.id, end.at); err != nil {
			return err
		}
	}
	if q.From == q.To {
		return graph.Errorf(graph.Invalid, "both ends are %s; a path leads from one entity to another", q.From).At("to")
	}
	if err := checkRange("maxHops", q.Hops, 1, MaxHops); err != nil {
		return err
	}
	if err := checkRange("first", q.First, 1, MaxPaths); err != nil {
		return err
	}
	if err := q.Budget.check(); err != nil {
		return err
	}
	return q.Walk.check()
}

// search answers without an explanation.
func (q *PathQuery) search(ctx context.Context, reader graph.Reader) (PathAnswer, error) {
	m := newMeeting(q, reader)
	if err := m.timed(ctx, m.run); err != nil {
		return PathAnswer{}, err
	}
	paths, searched := m.best()
	return PathAnswer{Slice: q.Walk.Slice, Paths: paths, Searched: searched, Cuts: m.sorted(), MoreHubs: m.hubs}, nil
}

package explore

import (
	"context"
	"slices"

	"capgraph/graph"
)

// MaxCompared is how many records of a kind one page of differences compares.
const MaxCompared = 10_000

// DifferenceQuery asks for a page of what differs between two points of the two
// clocks: around one entity, or in all records of one kind.
type DifferenceQuery struct {
	Of   graph.ID   // an entity, and all relations around it
	Kind graph.Kind // instead of Of: of entities or relations

	Before, After graph.Slice
	Causes        []Cause // only differences of these; none means all

	Beyond graph.ID // only records with ids above it: Last of the page before
	First  int      // records in a page; 0 asks for none
}

// Cause says with which clock a difference comes.
type Cause string

// The causes of a difference.
const (
	// World is what changed from the day of Before to that of After, both as
	// known at the instant of After.
	World Cause = "WORLD"
	// Knowledge is what sources changed in what is known of the day of Before, from its
	// instant to that of After.
	Knowledge Cause = "KNOWLEDGE"
)

// Difference is a page of what differs, in order of the records' ids.
type Difference struct {
	Records []Differing
	Last    graph.ID // how far the page reaches; the page after is Beyond it
	More    bool
	Cut     []graph.Kind // of which MaxAround left relations out, sorted

	// Points are where the differences lie: knowledge between the first and the
	// second, the world between the second and the third. None has a zero instant
	// unless the store is empty.
	Points [3]graph.Slice
}

// Differing is a record that differs; at least one of the two is set.
type Differing struct {
	ID               graph.ID
	World, Knowledge *Change
}

// Differences reads what differs. Around an entity, a record is the entity or
// a relation that is in force at one of the points; of a kind, any record that
// is. In the world, dated steps, capacities and names count from their first day on.
// A relation that surely is in force where it possibly was differs without a field. A point
// does not differ from itself; exchanging two points of one instant, or of one day, exchanges
// before and after.
//
// Around an entity it makes at most ten calls of the store; of a kind four and
// three for every thousand records, and a page may end early, with More, after
// MaxCompared of them. More calls are made only where a record has more than a thousand claims.
// Errors have code Invalid: a negative First, anything but one of Of and Kind, and a kind that is
// neither of entities nor of relations.
func Differences(ctx context.Context, reader graph.Reader, q DifferenceQuery) (*Difference, error) {
	if err := q.check(); err != nil {
		return nil, err
	}
	now, err := graph.Slice{}.Pin(ctx, reader)
	if err != nil {
		return nil, err
	}
	for _, slice := range []*graph.Slice{&q.Before, &q.After} {
		if slice.Known == 0 {
			slice.Known = now.Known
		}
	}
	found := &Difference{Points: [3]graph.Slice{q.Before, {Day: q.Before.Day, Known: q.After.Known}, q.After}}
	if q.Of != "" {
		err = found.around(ctx, reader, q)
	} else {
		err = found.ofKind(ctx, reader, q)
	}
	if err != nil {
		return nil, err
	}
	return found, found.giveReasons(ctx, reader)
}

func (q DifferenceQuery) check() error {
	kind, place := q.Kind, "kind"
	if q.Of != "" {
		kind, place = q.Of.Kind(), "of"
	}
	spec := graph.KindOf(kind)
	switch {
	case q.First < 0:
		return graph.Errorf(graph.Invalid, "first cannot be negative").At("first")
	case (q.Of == "") == (q.Kind == ""):
		return graph.Errorf(graph.Invalid, "give either an entity or a kind").At("of")
	case !spec.IsResolved() || q.Of != "" && spec.IsRelation():
		return graph.Errorf(graph.Invalid, "%s is not compared; give an entity, or a kind of entities or relations", kind).At(place)
	}
	return nil
}

func (q DifferenceQuery) wants(cause Cause) bool {
	return len(q.Causes) == 0 || slices.Contains(q.Causes, cause)
}

// compare says how one record differs between the points; false when it does
// not, in what is asked for.
func (q DifferenceQuery) compare(id graph.ID, points [3]*snapshot) (Differing, bool) {
	d := Differing{ID: id}
	if q.wants(Knowledge) {
		d.Knowledge = compare(Knowledge, id, points[0], points[1])
	}
	if q.wants(World) {
		d.World = compare(World, id, points[1], points[2])
	}
	return d, d.World != nil || d.Knowledge != nil
}

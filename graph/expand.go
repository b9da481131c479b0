package graph

import "slices"

// Expansion asks for the relations around entities, to walk from them to
// others.
type Expansion struct {
	Of    []ID
	Kinds []Kind // of relations; none means all
	Slice Slice

	// Until is the last day of a span that begins on Slice.Day; nil for that
	// day alone. A span that ends before it begins finds nothing.
	Until *Day

	// After leaves out the relations of its own kind whose ids are not above
	// it; empty leaves out none. It is how a fold is opened, with its kind as the only one.
	After ID
	Limit int  // relations of each kind for each entity, with all their versions in force; 0 asks for none
	Count bool // whether Totals are wanted
}

// Last is the last day that is asked about.
func (x Expansion) Last() Day {
	if x.Until != nil {
		return *x.Until
	}
	return x.Slice.Day
}

// Fan is the relations around one entity, each once however many of its
// fields point there, in order of id: of each the versions in force, earliest first. On one
// day a relation has one version.
type Fan struct {
	Relations []Outline
	More      map[Kind]bool // kinds of which the limit left some out; others have no entry
	Totals    map[Kind]int  // how many relations there are, After and Limit aside, only if asked for; kinds without any have no entry
}

// Edge is one way from an entity across a relation to another.
type Edge struct {
	From, To  ID
	Way       Way       // the fields that name them
	Direction Direction // in which the way is walked
}

// Direction says how an edge lies to the direction that its relation declares.
type Direction string

// The directions of an edge.
const (
	Outgoing Direction = "OUTGOING" // as the relation runs: from owner to company
	Incoming Direction = "INCOMING" // against it: from company to owner
	Both     Direction = "BOTH"     // the relation is symmetric
)

// Edges lists the ways that lead from an entity across the relation, by the
// order of the kind's ways and of the ends; an end that is the entity itself
// or has no id leads nowhere. An entity reached by two ways is listed twice.
func (o *Outline) Edges(from ID) []Edge {
	var edges []Edge
	for _, way := range KindOf(o.Kind()).Ways {
		if way.From == way.To {
			edges = o.walk(edges, from, way, Both)
			continue
		}
		edges = o.walk(edges, from, way, Outgoing)
		edges = o.walk(edges, from, Way{From: way.To, To: way.From}, Incoming)
	}
	return edges
}

func (o *Outline) walk(edges []Edge, from ID, way Way, direction Direction) []Edge {
	if !slices.ContainsFunc(o.Ends, func(e End) bool { return e.Field == way.From && e.ID == from }) {
		return edges
	}
	for _, end := range o.Ends {
		if end.Field == way.To && end.ID != "" && end.ID != from {
			edges = append(edges, Edge{From: from, To: end.ID, Way: way, Direction: direction})
		}
	}
	return edges
}

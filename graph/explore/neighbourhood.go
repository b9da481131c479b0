package explore

import (
	"context"
	"slices"

	"capgraph/graph"
)

// The limits of a neighbourhood.
const (
	MaxDepth        = 3
	MaxMiddle       = 20   // entities in the middle
	MaxFold         = 100  // relations that are not folded
	MaxPictureNodes = 1000 // entities in the picture
)

// NeighbourhoodQuery asks for what is around some entities, or behind a fold.
type NeighbourhoodQuery struct {
	Of    []graph.ID // in the middle, 1 to MaxMiddle; repeated ones make no difference
	Token string     // of a fold, instead of Of: to see more of what is around one entity

	Walk   Walk
	Depth  int    // hops from the middle, 1 to MaxDepth; a fold is always opened by one
	Fold   int    // relations of one kind around one entity that are shown, 1 to MaxFold; the rest is folded
	Budget Budget // at most MaxPictureNodes nodes
}

// Picture is a neighbourhood, ready to be drawn.
type Picture struct {
	Slice graph.Slice // the clocks of the answer: Known is set unless the store is empty
	Nodes []Node      // each entity once: the nearest to the middle first, then by id
	Edges []Edge      // between the nodes, by relation, then by ends
	Folds []Fold      // by distance of the entity from the middle, then by entity and kind
	Cuts  []Cut       // what was left out, nearest first; folds are not
}

// Truncated says whether anything was left out that no fold leads to.
func (p *Picture) Truncated() bool { return len(p.Cuts) > 0 }

// Node is an entity in a picture.
type Node struct {
	ID     graph.ID
	Label  string // its usual name, its id when there is no record of it
	Depth  int    // hops from the middle
	Record *graph.Record
}

// Kind is the kind of the entity.
func (n Node) Kind() graph.Kind { return n.ID.Kind() }

// Edge joins two nodes of a picture. One relation may draw several.
type Edge struct {
	Key      string   // of the edge, the same in every picture
	Relation graph.ID // what the edge stands for: its claims are the evidence
	From, To graph.ID // as the relation runs; for relations between equals in order of the ids
	Directed bool     // false between equals
	Label    string   // "Meta owns 49 % of Scale AI"
	Weight   float64  // how strong an edge to draw, 0 to 1, see Neighbourhood
	Evidence Evidence
	Record   *graph.Record
}

// Kind is the kind of the relation.
func (e Edge) Kind() graph.Kind { return e.Relation.Kind() }

// Fold stands for the relations of one kind around an entity that are not shown.
type Fold struct {
	Entity graph.ID
	Kind   graph.Kind
	Left   int // how many are folded; filters are not counted in, and some may be drawn from their other ends
	Total  int // how many there are around the entity
	Token  string
}

// Neighbourhood draws what is around entities. It shows the entities that a
// walk arrives at within so many hops, and all edges between entities of the
// picture that the relations passed draw. Where a relation joins two entities by edges to a third,
// no edge is drawn between equals: investors in one round are joined by what they
// invest in. Around one entity the first relations of each kind are shown, by id, and the
// others folded; a fold is opened by its token.
//
// The weight of an edge is, for a stake, the middle of what its share may be as
// a part of the whole, one half when nothing is known of it; for other relations it is 1.
//
// It makes one Expand for each hop and calls Head and Records once. Unknown entities are
// shown without anything around them. Errors are those of Paths; a token that no fold gave is an Invalid one.
func Neighbourhood(ctx context.Context, reader graph.Reader, q NeighbourhoodQuery) (Picture, error) {
	d, err := newDrawing(&q, reader)
	if err != nil {
		return Picture{}, err
	}
	if d.Walk.Slice, err = d.Walk.Slice.Pin(ctx, reader); err != nil {
		return Picture{}, err
	}
	if err := d.timed(ctx, d.run); err != nil {
		return Picture{}, err
	}
	picture := Picture{Slice: d.Walk.Slice, Nodes: d.nodes(), Edges: d.edges(), Folds: d.folds}
	picture.Cuts = d.sorted()
	return picture, picture.label(ctx, reader)
}

func (q *NeighbourhoodQuery) check() error {
	if (len(q.Of) == 0) == (q.Token == "") {
		return graph.Errorf(graph.Invalid, "give either the entities in the middle or the fold to open").At("of")
	}
	if len(q.Of) > MaxMiddle {
		return graph.Errorf(graph.Limit, "%d entities are in the middle; there can be %d", len(q.Of), MaxMiddle).At("of")
	}
	for _, id := range q.Of {
		if err := checkEntity(id, "of"); err != nil {
			return err
		}
	}
	if err := checkRange("depth", q.Depth, 1, MaxDepth); err != nil {
		return err
	}
	if err := checkRange("fold", q.Fold, 1, MaxFold); err != nil {
		return err
	}
	if err := checkRange("budget.nodes", q.Budget.Nodes, 1, MaxPictureNodes); err != nil {
		return err
	}
	if err := q.Budget.check(); err != nil {
		return err
	}
	return q.Walk.check()
}

// label reads the records of all that is shown and names it.
func (p *Picture) label(ctx context.Context, reader graph.Reader) error {
	var ids []graph.ID
	for _, node := range p.Nodes {
		ids = append(ids, node.ID)
	}
	for _, edge := range p.Edges {
		ids = append(ids, edge.Relation)
	}
	slices.Sort(ids)
	records, err := reader.Records(ctx, slices.Compact(ids), p.Slice)
	if err != nil {
		return err
	}
	for i, node := range p.Nodes {
		if p.Nodes[i].Label = string(node.ID); records[node.ID] != nil {
			p.Nodes[i].Record, p.Nodes[i].Label = records[node.ID], graph.Label(records[node.ID])
		}
	}
	for i, edge := range p.Edges {
		if p.Edges[i].Label = string(edge.Relation); records[edge.Relation] != nil {
			p.Edges[i].Record, p.Edges[i].Label = records[edge.Relation], graph.Label(records[edge.Relation])
		}
	}
	return nil
}

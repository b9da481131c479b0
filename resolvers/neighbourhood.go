package resolvers

import (
	"context"

	"capgraph/graph"
	"capgraph/graph/explore"
)

// PictureNodes is how many entities a picture shows when nobody says.
const PictureNodes = 300

// Neighbourhood is a picture of what is around some entities.
type Neighbourhood struct {
	picture explore.Picture
	scene   scene
}

// Nodes are the entities.
func (n Neighbourhood) Nodes() []NeighbourhoodNode {
	nodes := make([]NeighbourhoodNode, len(n.picture.Nodes))
	for i, node := range n.picture.Nodes {
		nodes[i] = NeighbourhoodNode{node, n.scene}
	}
	return nodes
}

// Edges are the lines between them.
func (n Neighbourhood) Edges() []NeighbourhoodEdge {
	edges := make([]NeighbourhoodEdge, len(n.picture.Edges))
	for i, edge := range n.picture.Edges {
		edges[i] = NeighbourhoodEdge{edge, n.scene}
	}
	return edges
}

// Folds are the relations that are not shown.
func (n Neighbourhood) Folds() []NeighbourhoodFold {
	folds := make([]NeighbourhoodFold, len(n.picture.Folds))
	for i, fold := range n.picture.Folds {
		folds[i] = NeighbourhoodFold{fold, n.scene}
	}
	return folds
}

// Truncated says whether anything was left out that no fold leads to.
func (n Neighbourhood) Truncated() bool { return n.picture.Truncated() }

// Cuts are what was left out.
func (n Neighbourhood) Cuts() []SearchCut { return n.scene.cuts(n.picture.Cuts) }

// NeighbourhoodNode is an entity in a picture.
type NeighbourhoodNode struct {
	explore.Node
	scene scene
}

// ID is the id of the entity.
func (n NeighbourhoodNode) ID() graph.ID { return n.scene.batch.clocks.sign(n.Node.ID) }

// Kind is the kind of the entity.
func (n NeighbourhoodNode) Kind() string { return enumOf(n.Node.Kind()) }

// Entity is the entity.
func (n NeighbourhoodNode) Entity() Entity { return n.scene.entity(n.Node.ID) }

// NeighbourhoodEdge is a line in a picture.
type NeighbourhoodEdge struct {
	explore.Edge
	scene scene
}

// From is the id of the node where it begins.
func (e NeighbourhoodEdge) From() graph.ID { return e.scene.batch.clocks.sign(e.Edge.From) }

// To is the id of the node where it ends.
func (e NeighbourhoodEdge) To() graph.ID { return e.scene.batch.clocks.sign(e.Edge.To) }

// Kind is the kind of the relation.
func (e NeighbourhoodEdge) Kind() string { return enumOf(e.Edge.Kind()) }

// Confidence is how sure the editor of the best source is.
func (e NeighbourhoodEdge) Confidence() *string { return tokenOrNull(e.Evidence.Confidence) }

// Modality is how the best source says it.
func (e NeighbourhoodEdge) Modality() *string { return tokenOrNull(e.Evidence.Modality) }

// Relation is what the line stands for.
func (e NeighbourhoodEdge) Relation() Relation {
	relation, _ := e.scene.cast[e.Edge.Relation].(Relation)
	return relation
}

// NeighbourhoodFold is the relations of one kind around an entity that are not
// shown.
type NeighbourhoodFold struct {
	explore.Fold
	scene scene
}

// Entity is the id of the node.
func (f NeighbourhoodFold) Entity() graph.ID { return f.scene.batch.clocks.sign(f.Fold.Entity) }

// Kind is the kind of the relations.
func (f NeighbourhoodFold) Kind() string { return enumOf(f.Fold.Kind) }

// Neighbourhood draws what is around entities, or opens a fold.
func (q Query) Neighbourhood(ctx context.Context, of []graph.ID, expand *string, depth, fold int, through *WalkFilter, budget *SearchBudget, asOf *graph.Day, knownAt *graph.Instant) (*Neighbourhood, error) {
	return asStood(ctx, q, asOf, knownAt, of, func(of []graph.ID) (*Neighbourhood, error) {
		return q.neighbourhood(ctx, of, expand, depth, fold, through, budget, asOf, knownAt)
	})
}

func (q Query) neighbourhood(ctx context.Context, of []graph.ID, expand *string, depth, fold int, through *WalkFilter, budget *SearchBudget, asOf *graph.Day, knownAt *graph.Instant) (*Neighbourhood, error) {
	at, err := q.at(ctx, asOf, knownAt)
	if err != nil {
		return nil, err
	}
	asked := explore.NeighbourhoodQuery{Token: deref(expand), Depth: depth, Fold: fold}
	if asked.Of, err = unsigned("of", of...); err != nil {
		return nil, err
	}
	if asked.Walk, err = through.walk(ctx, q.Reader, at); err != nil {
		return nil, err
	}
	if asked.Budget, err = budget.budget(explore.Budget{Nodes: PictureNodes, Edges: 10_000}); err != nil {
		return nil, err
	}
	picture, err := explore.Neighbourhood(ctx, q.Reader, asked)
	if err != nil {
		return nil, err
	}
	records := map[graph.ID]*graph.Record{}
	for _, node := range picture.Nodes {
		if node.Record != nil {
			records[node.ID] = node.Record
		}
	}
	for _, edge := range picture.Edges {
		if edge.Record != nil {
			records[edge.Relation] = edge.Record
		}
	}
	for _, id := range asked.Of {
		if records[id] == nil {
			return nil, graph.Errorf(graph.NotFound, "nothing is known of %q", id).At("of")
		}
	}
	return &Neighbourhood{picture, scene{newBatch(q.Reader, at, nil).next(records), newBatch(q.Reader, at, nil)}}, nil
}

package explore

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"capgraph/graph"
)

// drawing is a neighbourhood in the making.
type drawing struct {
	*NeighbourhoodQuery
	spending
	reader graph.Reader
	opened foldToken // the fold to open, if any
	depth  map[graph.ID]int
	rim    []graph.ID // met last, and not looked around yet
	passed map[graph.ID]graph.Outline
	folds  []Fold
}

func newDrawing(q *NeighbourhoodQuery, reader graph.Reader) (*drawing, error) {
	if err := q.check(); err != nil {
		return nil, err
	}
	d := &drawing{NeighbourhoodQuery: q, reader: reader, spending: spending{Budget: q.Budget}, depth: map[graph.ID]int{}, passed: map[graph.ID]graph.Outline{}}
	middle := slices.Clone(q.Of)
	if q.Token != "" {
		var err error
		if d.opened, err = readFold(q.Token); err != nil {
			return nil, err
		}
		middle, q.Depth, q.Walk.Kinds = []graph.ID{d.opened.Entity}, 1, []graph.Kind{d.opened.Kind}
	}
	slices.Sort(middle)
	d.rim = d.take(slices.Compact(middle), 0)
	for _, id := range d.rim {
		d.depth[id] = 0
	}
	return d, nil
}

// run goes as many hops from the middle as are asked for.
func (d *drawing) run(ctx context.Context) error {
	for hops := 0; hops < d.Depth && len(d.rim) > 0 && !d.stopped(); hops++ {
		x := d.Walk.expansion(d.rim, min(d.Fold, max(d.Edges/len(d.rim), 1)))
		x.After, x.Count = d.opened.After, true
		fans, err := d.read(ctx, d.reader, x, hops)
		if err != nil || fans == nil {
			return err
		}
		met := map[graph.ID]bool{}
		for _, at := range d.rim {
			d.pass(at, fans[at], met)
			d.fold(at, fans[at], x.Limit)
		}
		d.rim = d.take(slices.Collect(maps.Keys(met)), hops+1)
		for _, id := range d.rim {
			d.depth[id] = hops + 1
		}
	}
	return nil
}

// pass notes the relations that lead on from an entity, and where to.
func (d *drawing) pass(at graph.ID, fan graph.Fan, met map[graph.ID]bool) {
	for _, link := range d.Walk.linksFrom(at, fan.Relations) {
		if _, shown := d.depth[link.To]; !shown {
			if d.Walk.avoids(link.To) {
				continue
			}
			met[link.To] = true
		}
		d.passed[link.Relation.ID] = link.Relation
	}
}

// nodes lists the entities of the picture.
func (d *drawing) nodes() []Node {
	nodes := make([]Node, 0, len(d.depth))
	for id, depth := range d.depth {
		nodes = append(nodes, Node{ID: id, Depth: depth})
	}
	slices.SortFunc(nodes, func(a, b Node) int { return cmp.Or(cmp.Compare(a.Depth, b.Depth), cmp.Compare(a.ID, b.ID)) })
	return nodes
}

// edges lists the edges that the relations draw between the nodes.
func (d *drawing) edges() []Edge {
	edges := []Edge{}
	for _, id := range slices.Sorted(maps.Keys(d.passed)) {
		edges = append(edges, d.edgesOf(d.passed[id])...)
	}
	if over := len(edges) - d.NeighbourhoodQuery.Budget.Edges; over > 0 {
		d.cut(Cut{Reason: CutEdges, Hops: d.Depth, Left: over})
		edges = edges[:len(edges)-over]
	}
	return edges
}

// edgesOf draws one relation.
func (d *drawing) edgesOf(o graph.Outline) []Edge {
	var directed, equal []Edge
	for _, end := range o.Ends {
		if _, shown := d.depth[end.ID]; !shown {
			continue
		}
		for _, way := range o.Edges(end.ID) {
			if _, shown := d.depth[way.To]; !shown {
				continue
			}
			switch {
			case way.Direction == graph.Outgoing:
				directed = addEdge(directed, o, way.From, way.To, true)
			case way.Direction == graph.Both && way.From < way.To:
				equal = addEdge(equal, o, way.From, way.To, false)
			}
		}
	}
	for _, edge := range equal {
		if !joined(directed, edge.From, edge.To) {
			directed = append(directed, edge)
		}
	}
	slices.SortFunc(directed, func(a, b Edge) int { return strings.Compare(a.Key, b.Key) })
	return directed
}

// addEdge adds an edge unless it is there already.
func addEdge(edges []Edge, o graph.Outline, from, to graph.ID, directed bool) []Edge {
	key := strings.Join([]string{string(o.ID), string(from), string(to)}, " ")
	if slices.ContainsFunc(edges, func(e Edge) bool { return e.Key == key }) {
		return edges
	}
	return append(edges, Edge{Key: key, Relation: o.ID, From: from, To: to, Directed: directed, Weight: weight(&o), Evidence: evidenceOf(&o)})
}

// joined says whether edges of one relation join two entities, or both to a third.
func joined(edges []Edge, a, b graph.ID) bool {
	far := map[graph.ID]bool{}
	for _, edge := range edges {
		switch {
		case edge.From == a && edge.To == b, edge.From == b && edge.To == a:
			return true
		case edge.From == a:
			far[edge.To] = true
		case edge.To == a:
			far[edge.From] = true
		}
	}
	return slices.ContainsFunc(edges, func(e Edge) bool { return e.From == b && far[e.To] || e.To == b && far[e.From] })
}

// weight is how strong an edge to draw, see Neighbourhood.
func weight(o *graph.Outline) float64 {
	if o.Kind() != "stake" {
		return 1
	}
	share, err := graph.ParseShare(o.Value("share"))
	if err != nil {
		share = graph.Share{State: graph.Unknown}
	}
	lo, hi := share.PPB()
	return float64(lo+hi) / 2 / graph.PartsPerWhole
}

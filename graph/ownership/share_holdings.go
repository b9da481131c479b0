package ownership

import (
	"cmp"
	"context"
	"slices"

	"capgraph/graph"
)

// Holdings gives all companies that an owner has a part of, directly or
// through others, and the owner itself if it owns part of itself. An entity
// that is not known holds nothing. A context that ends is an Unavailable error.
//
// Companies in which the share is surely nothing are not among them. Bounds are
// attained for each company, but not for all companies in one way that the stakes may be.
func (p *Projection) Holdings(ctx context.Context, owner graph.ID, _ Options) (Downstream, error) {
	x, known := p.node(owner)
	if !known {
		return Downstream{Complete: true}, nil
	}
	r := p.downstream(x)
	solved, err := r.solution(ctx)
	if err != nil {
		return Downstream{}, err
	}
	view := r.view(solved)
	shares := make([]Share, len(r.nodes))
	for i, v := range r.byEntity() {
		shares[i] = view.share(x, v)
	}
	d := Downstream{Shares: largestFirst(shares), Issues: r.issues()}
	d.Complete, d.ErrorBound = sum(d.Shares)
	return d, nil
}

// byEntity lists the rows by the ids of their companies.
func (r *region) byEntity() []int32 {
	rows := make([]int32, 0, len(r.nodes))
	if len(r.nodes) < len(r.p.ids)/32 {
		for v := range r.nodes {
			rows = append(rows, int32(v))
		}
		slices.SortFunc(rows, func(a, b int32) int { return cmp.Compare(r.nodes[a], r.nodes[b]) })
		return rows
	}
	at := make([]int32, len(r.p.ids)) // the row after that of each entity
	for v, n := range r.nodes {
		at[n] = int32(v) + 1
	}
	for _, next := range at {
		if next > 0 {
			rows = append(rows, next-1)
		}
	}
	return rows
}

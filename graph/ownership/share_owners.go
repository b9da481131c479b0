package ownership

import (
	"context"
	"slices"

	"capgraph/graph"
)

// Owners gives all that have a part of a company, directly or through others,
// and the company itself if it owns part of itself. An entity that is not known
// has no owners. A context that ends is an Unavailable error.
//
// Owners whose share is surely nothing are not among them. Bounds are attained
// for each owner, but not for all owners in one way that the stakes may be. With very
// many owners whose shares have bounds, only the largest of them get bounds
// that are attained; the others are Partial, with a greatest share that may be
// too large by as much as their Error.
func (p *Projection) Owners(ctx context.Context, company graph.ID, _ Options) (Upstream, error) {
	j, known := p.node(company)
	if !known {
		return Upstream{Complete: true}, nil
	}
	found, err := p.ownersOf(ctx, j)
	if err != nil {
		return Upstream{}, err
	}
	u := Upstream{Shares: largestFirst(found.shares), Issues: found.issues()}
	u.Complete, u.ErrorBound = sum(u.Shares)
	return u, nil
}

// LargestOwners gives the n owners of a company with the largest greatest
// shares, without the company itself: what can be said where nobody controls it.
func (p *Projection) LargestOwners(ctx context.Context, company graph.ID, n int, o Options) ([]Share, error) {
	u, err := p.Owners(ctx, company, o)
	if err != nil {
		return nil, err
	}
	others := slices.DeleteFunc(u.Shares, func(s Share) bool { return s.Owner == company })
	return others[:min(max(n, 0), len(others))], nil
}

// owners are those of the company of the first row of a region.
type owners struct {
	*region
	shares []Share // by id of the owner
	rows   []int32 // of the owners
	low    *ascent // when there are many; else nil
}

func (p *Projection) ownersOf(ctx context.Context, company node) (owners, error) {
	r := p.upstream(company)
	if !r.small() {
		return r.manyOwners(ctx)
	}
	all := owners{region: r}
	m := r.aim()
	for _, x := range r.byEntity() {
		target := m.to(x)
		if target == nil {
			continue
		}
		solved, err := target.solution(ctx)
		if err != nil {
			return owners{}, err
		}
		all.rows = append(all.rows, x)
		all.shares = append(all.shares, target.view(solved).share(r.nodes[x], 0))
	}
	return all, nil
}

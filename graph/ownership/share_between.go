package ownership

import (
	"context"

	"capgraph/graph"
)

// Ownership is the share of one owner in one company, with the ways in which it
// would be least and greatest.
type Ownership struct {
	Share
	Issues []Issue // of the companies that the walks pass

	// Least and Greatest are shares, within their bounds, with which Integrated
	// is its Min and its Max. They name each stake whose size is not known in the
	// companies that the walks pass; what they leave of those is nobody's. They
	// are empty when Integrated is exact or has no value.
	Least, Greatest []Assigned

	Narrowing *Narrowing // nil when no stake alone would narrow the bounds
}

// Assigned is a share that a stake may have, in parts per billion.
type Assigned struct {
	Stake graph.ID
	Share int32
}

// Between gives the share of an owner in a company; a company may own itself. It is exactly
// nothing when no stakes lead from one to the other, also when an entity is not known.
// A context that ends is an Unavailable error.
func (p *Projection) Between(ctx context.Context, owner, company graph.ID, _ Options) (Ownership, error) {
	s := Ownership{Share: Share{Owner: owner, Company: company, Status: Exact, Direct: nothing()}}
	none := nothing()
	s.Integrated, s.Indirect = &none, &none
	x, known := p.node(owner)
	j, held := p.node(company)
	if !known || !held {
		return s, nil
	}
	r := p.between(x, j)
	if r == nil {
		s.Status = p.standing(j, s.Status)
		return s, nil
	}
	a, err := r.solution(ctx)
	if err != nil {
		return Ownership{}, err
	}
	s.Share = r.view(a).share(x, 0)
	s.Issues = r.issues()
	if s.Integrated == nil || s.Integrated.Exact() {
		return s, nil
	}
	least, most := a.divisions()
	s.Least, s.Greatest = r.assigned(least), r.assigned(most)
	s.Narrowing, err = r.narrowing(ctx, *s.Integrated)
	return s, err
}

// maxAloneRows bounds the regions of one pair that are computed in fractions
// when it matters.
const maxAloneRows = 1000

// alone gives the integrated share of an owner in a company in fractions; nil
// when there is none, or when they would be too long.
func (p *Projection) alone(ctx context.Context, owner, company graph.ID) (*Bounds, error) {
	x, known := p.node(owner)
	j, held := p.node(company)
	if !known || !held {
		return nil, nil
	}
	r := p.between(x, j)
	if r == nil || len(r.nodes) > maxAloneRows || r.largest() > maxExactRing {
		return nil, nil
	}
	solved, err := solveBoth[fraction](ctx, r)
	if err != nil {
		return nil, err
	}
	share := r.view(solved).share(x, 0)
	return share.Integrated, nil
}

// standing is the status of a value of a company, as it is but for what is
// wrong or special about the stakes in the company itself.
func (p *Projection) standing(company node, s Status) Status {
	switch parts := p.components(); {
	case parts.closed[parts.of[company]]:
		return NoExternalOwner
	case p.refused(company):
		return Partial
	}
	return s
}

// assigned names the shares of the stakes that have bounds, as the companies
// are divided.
func (r *region) assigned(division []int32) []Assigned {
	var all []Assigned
	for v := range r.nodes {
		if !r.rows[v].open {
			continue
		}
		for a := r.start[v]; a < r.start[v+1]; a++ {
			stakes, part := r.stakesOf(a), division[a]
			if r.link[a] < 0 {
				stakes = r.aside(int32(v))
				if !r.rows[v].complete {
					part = 0
				}
			}
			all = append(all, assign(stakes, part)...)
		}
	}
	return all
}

// aside are the stakes in a company that the sink stands for.
func (r *region) aside(v int32) []edge {
	arcs := map[node]bool{}
	for a := r.start[v]; a < r.start[v+1]; a++ {
		for _, e := range r.stakesOf(a) {
			arcs[e.owner] = true
		}
	}
	var others []edge
	for _, e := range r.p.stakesIn(r.nodes[v]) {
		if !arcs[e.owner] && e.share.Hi > 0 {
			others = append(others, e)
		}
	}
	return others
}

// assign shares out a part among stakes, the first as much as it may have
// beyond the least of the others, and names those that have bounds.
func assign(stakes []edge, part int32) []Assigned {
	room := int64(part)
	for _, e := range stakes {
		room -= int64(e.share.Lo)
	}
	var all []Assigned
	for _, e := range stakes {
		given := min(max(room, 0), int64(e.share.Hi-e.share.Lo))
		room -= given
		if !e.share.Exact() {
			all = append(all, Assigned{e.id, e.share.Lo + int32(given)})
		}
	}
	return all
}

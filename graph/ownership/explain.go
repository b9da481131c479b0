package ownership

import (
	"context"
	"math/big"

	"capgraph/graph"
)

// Explanation says along which paths an owner has its share of a company. What
// the paths, the other paths and the loops give adds up to the share: what they
// give at least to its Min, in one way that the stakes may be that makes it least,
// and what they give at most to its Max, in one way that makes it greatest.
type Explanation struct {
	Owner, Company graph.ID
	Value          *Bounds // nil when the share has no value; there is nothing else then
	Status         Status

	Paths      []Path // those that give most, which is the larger of what they give in the two ways
	OtherPaths Part   // all other paths that were found
	Loops      Part   // of walks that pass a company twice; when Cut, also of paths that were not found
	Cut        bool   // there were too many paths to find them all
}

// Path leads from a company to an owner and passes no entity twice.
type Path struct {
	Hops []Hop // the first is a holder's stake in the company, the last the owner's
	Part
}

// Hop is what one holder has in a company.
type Hop struct {
	Company, Owner graph.ID
	Stakes         []graph.ID // ascending
	Share          Span       // of all of them
}

// Part is how much something gives in the two ways that the stakes may be.
type Part struct {
	Least, Greatest           float64
	ExactLeast, ExactGreatest *big.Rat // nil when they are rounded
}

const (
	// MaxPaths is how many paths can be asked for.
	MaxPaths = 100
	// maxSearched bounds the stakes that are followed to find paths.
	maxSearched = 200_000
)

// Explain finds the n paths that give an owner most of its share of a company.
// An n below 0 or above MaxPaths is a Limit error, a context that ends an
// Unavailable one. Without a share, and of entities that are not known, there are no paths.
func (p *Projection) Explain(ctx context.Context, owner, company graph.ID, n int) (Explanation, error) {
	if n < 0 || n > MaxPaths {
		return Explanation{}, graph.Errorf(graph.Limit, "from 0 to %d paths can be asked for", MaxPaths).At("first")
	}
	none := nothing()
	e := Explanation{Owner: owner, Company: company, Value: &none, Status: Exact}
	x, known := p.node(owner)
	j, held := p.node(company)
	if !known || !held {
		return e, nil
	}
	r := p.between(x, j)
	if r == nil {
		e.Status = p.standing(j, e.Status)
		return e, nil
	}
	solved, err := r.solution(ctx)
	if err != nil {
		return Explanation{}, err
	}
	share := r.view(solved).share(x, 0)
	e.Value, e.Status = share.Integrated, share.Status
	if e.Value == nil {
		return e, nil
	}
	return e, r.explain(ctx, &e, solved, n)
}

// explain adds the paths.
func (r *region) explain(ctx context.Context, e *Explanation, solved solution, n int) error {
	s := r.pathSearch(solved, e.Value.ExactMin != nil)
	rest := Part{e.Value.Min, e.Value.Max, e.Value.ExactMin, e.Value.ExactMax}
	other := s.nothing()
	circular := r.circular()
	for len(e.Paths) < n || circular {
		if ctx.Err() != nil {
			return ended(ctx)
		}
		path, found := s.next()
		if !found {
			break
		}
		rest = rest.minus(path.Part)
		if len(e.Paths) < n {
			e.Paths = append(e.Paths, path)
		} else {
			other = other.plus(path.Part)
		}
	}
	e.OtherPaths, e.Loops, e.Cut = other, rest, s.cut
	if !circular {
		e.OtherPaths, e.Loops, e.Cut = rest, s.nothing(), false
	}
	return nil
}

// circular says whether a walk may pass a row twice.
func (r *region) circular() bool {
	of, count := tarjan(r.start, r.to)
	if count < len(of) {
		return true
	}
	for v := range r.nodes {
		if r.leadsTo(int32(v), int32(v)) {
			return true
		}
	}
	return false
}

func (a Part) plus(b Part) Part {
	sum := Part{Least: a.Least + b.Least, Greatest: a.Greatest + b.Greatest}
	if a.ExactLeast != nil && b.ExactLeast != nil {
		sum.ExactLeast, sum.ExactGreatest = new(big.Rat).Add(a.ExactLeast, b.ExactLeast), new(big.Rat).Add(a.ExactGreatest, b.ExactGreatest)
		sum.round()
	}
	return sum
}

// minus never goes below zero by rounding.
func (a Part) minus(b Part) Part {
	rest := Part{Least: max(0, a.Least-b.Least), Greatest: max(0, a.Greatest-b.Greatest)}
	if a.ExactLeast != nil && b.ExactLeast != nil {
		rest.ExactLeast, rest.ExactGreatest = new(big.Rat).Sub(a.ExactLeast, b.ExactLeast), new(big.Rat).Sub(a.ExactGreatest, b.ExactGreatest)
		rest.round()
	}
	return rest
}

// round makes the rounded numbers those of the fractions.
func (a *Part) round() {
	a.Least, _ = a.ExactLeast.Float64()
	a.Greatest, _ = a.ExactGreatest.Float64()
}

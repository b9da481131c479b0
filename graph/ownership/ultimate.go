package ownership

import (
	"cmp"
	"context"
	"math/big"
	"slices"

	"capgraph/graph"
)

// UltimateShares says who has a company in the end: those without known owners
// above them, closed loops, and nobody that is known. By what each part Surely
// has they add up to exactly the whole, rounding apart. Share is what a part
// has at least and at most; the greatest shares of several parts need not be possible together.
type UltimateShares struct {
	Company graph.ID

	// Status is Range or Partial when that of any part is; NoExternalOwner when the company is
	// in a closed loop, and then there are no parts; OverAllocated or Divergent
	// when some parts have no share, so that the others do not add up.
	Status Status
	Loop   []graph.ID // the members of the closed loop that the company is in

	Parts      []UltimatePart // the largest greatest share first, what is unaccounted last
	Issues     []Issue
	Complete   bool
	ErrorBound float64
}

// UltimatePart is one part of what a company is divided into in the end.
type UltimatePart struct {
	Kind    UltimateKind
	Owner   graph.ID   // of an OwnerPart
	Members []graph.ID // of a LoopPart
	Share   *Bounds    // nil when it has no value

	// Surely is its share when every stake is as small as it may be, and what that
	// leaves is unaccounted; zero when it has no value.
	Surely      float64
	ExactSurely *big.Rat // nil when it is rounded

	status Status
}

// UltimateKind says what a part is.
type UltimateKind string

// The kinds of parts.
const (
	OwnerPart       UltimateKind = "OWNER"       // an entity without known owners
	LoopPart        UltimateKind = "LOOP"        // a closed loop: what comes in belongs to nobody outside
	UnaccountedPart UltimateKind = "UNACCOUNTED" // no source says whose it is
)

// UltimateShares follows the capital of a company to its end. Of an entity without
// known owners all is unaccounted. A context that ends is an Unavailable error.
func (p *Projection) UltimateShares(ctx context.Context, company graph.ID, _ Options) (UltimateShares, error) {
	u := UltimateShares{Company: company, Status: Exact, Complete: true}
	j, known := p.node(company)
	if !known || len(p.links().holders(j)) == 0 {
		one := nothing()
		one.Min, one.Max, one.ExactMin, one.ExactMax = 1, 1, big.NewRat(1, 1), big.NewRat(1, 1)
		u.Parts = []UltimatePart{{Kind: UnaccountedPart, Share: &one, Surely: 1, ExactSurely: big.NewRat(1, 1)}}
		return u, nil
	}
	if parts := p.components(); parts.closed[parts.of[j]] {
		members := parts.members(parts.of[j])
		u.Status, u.Loop, u.Issues = NoExternalOwner, p.idsOf(members), p.issuesOf(members[0])
		return u, nil
	}
	found, err := p.ownersOf(ctx, j)
	if err != nil {
		return UltimateShares{}, err
	}
	u.Issues = found.issues()
	if err := u.divide(ctx, found); err != nil {
		return UltimateShares{}, err
	}
	u.judge()
	return u, nil
}

// divide lists the parts.
func (u *UltimateShares) divide(ctx context.Context, found owners) error {
	p, parts := found.p, found.p.components()
	for i, s := range found.shares {
		owner, _ := p.node(s.Owner)
		part := UltimatePart{Kind: OwnerPart, Owner: s.Owner, Share: s.Integrated, status: s.Status}
		if k := parts.of[owner]; parts.closed[k] {
			if owner != parts.members(k)[0] {
				continue // What comes into a loop meets all its members.
			}
			part.Kind, part.Owner, part.Members = LoopPart, "", p.idsOf(parts.members(k))
		} else if len(p.links().holders(owner)) > 0 {
			continue
		}
		if err := found.surely(ctx, found.rows[i], &part); err != nil {
			return err
		}
		u.Parts = append(u.Parts, part)
	}
	slices.SortStableFunc(u.Parts, func(a, b UltimatePart) int { return compareBounds(b.Share, a.Share) })
	rest, err := found.unaccounted(ctx)
	u.Parts = append(u.Parts, rest)
	return err
}

// compareBounds puts shares without a value first.
func compareBounds(a, b *Bounds) int {
	switch {
	case a == b:
		return 0
	case a == nil:
		return -1
	case b == nil:
		return 1
	}
	return cmp.Or(cmp.Compare(a.Max, b.Max), cmp.Compare(a.Min, b.Min))
}

// judge finds the status of the whole.
func (u *UltimateShares) judge() {
	weight := map[Status]int{Exact: 0, Range: 1, Partial: 2, OverAllocated: 3, Divergent: 4}
	for _, part := range u.Parts {
		if weight[part.status] > weight[u.Status] {
			u.Status = part.status
		}
		u.Complete = u.Complete && part.status != Partial
		if part.Share != nil {
			u.ErrorBound = max(u.ErrorBound, part.Share.Error)
		}
	}
}

package resolvers

import (
	"context"
	"fmt"
	"math/big"

	"capgraph/graph"
	"capgraph/graph/ownership"
)

// OwnershipShare is what one entity has of a company.
type OwnershipShare struct {
	ownership.Share
	cast cast
}

// OwnershipShareConnection is a page of shares.
type OwnershipShareConnection = Connection[OwnershipShare]

// OwnershipShareEdge is one of them in a page.
type OwnershipShareEdge = Edge[OwnershipShare]

// Owners lists who holds anything of the entity.
func (a *OwnershipAnalysis) Owners(ctx context.Context, minShare *string, ultimateOnly bool, first *int, after *string) (*OwnershipShareConnection, error) {
	p := a.study.projection
	keep := func(s ownership.Share) bool { return !ultimateOnly || !p.IsHeld(s.Owner) }
	find := func(id graph.ID) ([]ownership.Share, error) {
		up, err := p.Owners(ctx, id, a.study.options)
		return up.Shares, err
	}
	return a.shares(ctx, "owners", fmt.Sprint(ultimateOnly), find, keep, minShare, first, after)
}

// Holdings lists what the entity holds.
func (a *OwnershipAnalysis) Holdings(ctx context.Context, minShare *string, first *int, after *string) (*OwnershipShareConnection, error) {
	all := func(ownership.Share) bool { return true }
	find := func(id graph.ID) ([]ownership.Share, error) {
		down, err := a.study.projection.Holdings(ctx, id, a.study.options)
		return down.Shares, err
	}
	return a.shares(ctx, "holdings", "", find, all, minShare, first, after)
}

func (a *OwnershipAnalysis) shares(ctx context.Context, list, which string, find func(graph.ID) ([]ownership.Share, error), keep func(ownership.Share) bool, minShare *string, first *int, after *string) (*OwnershipShareConnection, error) {
	var least int64
	if minShare != nil {
		var err error
		if least, err = percent("minShare", *minShare); err != nil {
			return nil, err
		}
	}
	key := fmt.Sprint(list, which, least, deref(after), shownInt(first))
	page, cast, err := together(ctx, a, key, func(id graph.ID) (*Connection[ownership.Share], []graph.ID, error) {
		all, err := find(id)
		if err != nil {
			return nil, nil, err
		}
		kept := all[:0]
		for _, s := range all {
			enough := least == 0 || s.Integrated == nil || s.Integrated.AtLeast(least) != graph.No
			if enough && keep(s) {
				kept = append(kept, s)
			}
		}
		page, err := cut(list, kept, first, after)
		if err != nil {
			return nil, nil, err
		}
		return page, sharesSpeak(page.Nodes()), nil
	})
	if err != nil {
		return nil, err
	}
	return mapPage(page, func(s ownership.Share) OwnershipShare { return OwnershipShare{s, cast} }), nil
}

func sharesSpeak(shares []ownership.Share) []graph.ID {
	var ids []graph.ID
	for _, s := range shares {
		ids = append(ids, s.Owner, s.Company)
	}
	return ids
}

// Owner is who has it.
func (s OwnershipShare) Owner() Party { return the[Party](s.cast, s.Share.Owner) }

// Company is what it is part of.
func (s OwnershipShare) Company() Company { return the[Company](s.cast, s.Share.Company) }

// Direct is by the owner's own stakes.
func (s OwnershipShare) Direct() graph.Share { return s.Share.Direct.AsShare() }

// Integrated is by those and all chains.
func (s OwnershipShare) Integrated() *graph.Share { return shareOf(s.Share.Integrated) }

// Indirect is what chains add.
func (s OwnershipShare) Indirect() *graph.Share { return shareOf(s.Share.Indirect) }

// ErrorBound is how far the bounds may be off.
func (s OwnershipShare) ErrorBound() float64 {
	if s.Share.Integrated == nil {
		return 0
	}
	return s.Share.Integrated.Error
}

// Caveats are what should be known about the stakes on the way.
func (s OwnershipShare) Caveats() []string { return s.Share.Flags.Names() }

func shareOf(b *ownership.Bounds) *graph.Share {
	if b == nil {
		return nil
	}
	share := b.AsShare()
	return &share
}

// UltimateShares is a company divided among those at the top.
type UltimateShares struct {
	ownership.UltimateShares
	cast cast
}

// UltimateShares divides the company.
func (a *OwnershipAnalysis) UltimateShares(ctx context.Context) (*UltimateShares, error) {
	found, cast, err := together(ctx, a, "ultimate shares", func(id graph.ID) (ownership.UltimateShares, []graph.ID, error) {
		u, err := a.study.projection.UltimateShares(ctx, id, a.study.options)
		speaks := append([]graph.ID{}, u.Loop...)
		for _, part := range u.Parts {
			speaks = append(append(speaks, part.Owner), part.Members...)
		}
		return u, speaks, err
	})
	if err != nil {
		return nil, err
	}
	return &UltimateShares{found, cast}, nil
}

// Loop is the closed loop that the company is in.
func (u *UltimateShares) Loop() []Company { return named[Company](u.cast, u.UltimateShares.Loop...) }

// Parts are what it is divided into.
func (u *UltimateShares) Parts() []UltimatePart {
	parts := make([]UltimatePart, len(u.UltimateShares.Parts))
	for i, part := range u.UltimateShares.Parts {
		parts[i] = UltimatePart{part, u.cast}
	}
	return parts
}

// UltimatePart is one of them.
type UltimatePart struct {
	ownership.UltimatePart
	cast cast
}

// Owner is who has it.
func (p UltimatePart) Owner() Party { return the[Party](p.cast, p.UltimatePart.Owner) }

// Members are those of a closed loop.
func (p UltimatePart) Members() []Company { return named[Company](p.cast, p.UltimatePart.Members...) }

// Share is what it has at least and at most.
func (p UltimatePart) Share() *graph.Share { return shareOf(p.UltimatePart.Share) }

// Surely is what it has when every stake is as small as it may be.
func (p UltimatePart) Surely() graph.Share { return valueOf(p.UltimatePart.Surely, p.ExactSurely) }

// valueOf shows one value in per cent.
func valueOf(about float64, exact *big.Rat) graph.Share {
	return ownership.Bounds{Min: about, Max: about, ExactMin: exact, ExactMax: exact}.AsShare()
}

// OwnershipPart is how much something gives in the two ways that the stakes may be.
type OwnershipPart struct{ Least, Greatest graph.Share }

func partOf(p ownership.Part) OwnershipPart {
	return OwnershipPart{Least: valueOf(p.Least, p.ExactLeast), Greatest: valueOf(p.Greatest, p.ExactGreatest)}
}

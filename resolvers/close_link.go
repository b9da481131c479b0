package resolvers

import (
	"context"
	"fmt"

	"capgraph/graph"
	"capgraph/graph/ownership"
)

// CloseLink is an entity that is closely linked with a company.
type CloseLink struct {
	ownership.CloseLink
	cast cast
}

// CloseLinkConnection is a page of links.
type CloseLinkConnection = Connection[CloseLink]

// CloseLinkEdge is one of them in a page.
type CloseLinkEdge = Edge[CloseLink]

// CloseLinks lists the entities that are closely linked with this one.
func (a *OwnershipAnalysis) CloseLinks(ctx context.Context, threshold string, measure ownership.Measure, first *int, after *string) (*CloseLinkConnection, error) {
	least, err := percent("threshold", threshold)
	if err != nil {
		return nil, err
	}
	key := fmt.Sprint("links", least, measure, deref(after), shownInt(first))
	page, cast, err := together(ctx, a, key, func(id graph.ID) (*Connection[ownership.CloseLink], []graph.ID, error) {
		all, err := a.study.projection.CloseLinks(ctx, id, least, measure, a.study.options)
		if err != nil {
			return nil, nil, err
		}
		page, err := cut("links", all.Links, first, after)
		if err != nil {
			return nil, nil, err
		}
		var speaks []graph.ID
		for _, link := range page.Nodes() {
			speaks = append(speaks, link.Other)
			for _, reason := range link.Reasons {
				speaks = append(speaks, reason.Through)
			}
		}
		return page, speaks, nil
	})
	if err != nil {
		return nil, err
	}
	return mapPage(page, func(l ownership.CloseLink) CloseLink { return CloseLink{l, cast} }), nil
}

// Other is the other entity.
func (l CloseLink) Other() Party { return the[Party](l.cast, l.CloseLink.Other) }

// DependsOnMeasure says whether another measure would change the answer.
func (l CloseLink) DependsOnMeasure() bool { return l.Depends() }

// Reasons are the ways in which they are linked.
func (l CloseLink) Reasons() []CloseLinkReason {
	reasons := make([]CloseLinkReason, len(l.CloseLink.Reasons))
	for i, reason := range l.CloseLink.Reasons {
		reasons[i] = CloseLinkReason{reason, l.cast}
	}
	return reasons
}

// CloseLinkReason is one of the ways.
type CloseLinkReason struct {
	ownership.LinkReason
	cast cast
}

// Through is the third party.
func (r CloseLinkReason) Through() Party { return the[Party](r.cast, r.LinkReason.Through) }

// Parts are the holdings.
func (r CloseLinkReason) Parts() []graph.Share {
	parts := make([]graph.Share, len(r.LinkReason.Parts))
	for i, part := range r.LinkReason.Parts {
		parts[i] = part.AsShare()
	}
	return parts
}

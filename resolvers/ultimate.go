package resolvers

import (
	"context"
	"fmt"

	"capgraph/graph"
	"capgraph/graph/ownership"
)

// UltimateParent is who is at the top of those that control a company.
type UltimateParent struct {
	ownership.Ultimate
	cast cast
}

// UltimateParent finds the top.
func (a *OwnershipAnalysis) UltimateParent(ctx context.Context) (*UltimateParent, error) {
	found, cast, err := together(ctx, a, "ultimate", func(id graph.ID) (ownership.Ultimate, []graph.ID, error) {
		u, err := a.study.projection.UltimateParent(ctx, id, a.study.options)
		speaks := append(append([]graph.ID{}, u.Class...), u.Possible...)
		for _, class := range u.Others {
			speaks = append(speaks, class...)
		}
		return u, speaks, err
	})
	if err != nil {
		return nil, err
	}
	return &UltimateParent{found, cast}, nil
}

// Members are the class at the top.
func (u *UltimateParent) Members() []Party { return named[Party](u.cast, u.Class...) }

// Others are further classes.
func (u *UltimateParent) Others() []OwnershipClass {
	classes := make([]OwnershipClass, len(u.Ultimate.Others))
	for i, class := range u.Ultimate.Others {
		classes[i] = OwnershipClass{named[Party](u.cast, class...)}
	}
	return classes
}

// OwnershipClass is entities that control each other.
type OwnershipClass struct{ Members []Party }

// Reason is why there is not one class.
func (u *UltimateParent) Reason() string { return string(u.Ultimate.Reason) }

// Possible are all that cannot be ruled out.
func (u *UltimateParent) Possible() []Party { return named[Party](u.cast, u.Ultimate.Possible...) }

// GroupConnection is a page of the companies of a group.
type GroupConnection = Connection[Company]

// GroupEdge is one of them in a page.
type GroupEdge = Edge[Company]

// Group lists the companies of which the entity is the ultimate parent.
func (a *OwnershipAnalysis) Group(ctx context.Context, first *int, after *string) (*GroupConnection, error) {
	key := fmt.Sprint("group ", deref(after), shownInt(first))
	page, cast, err := together(ctx, a, key, func(id graph.ID) (*Connection[graph.ID], []graph.ID, error) {
		all, err := a.study.projection.Group(ctx, id, a.study.options)
		if err != nil {
			return nil, nil, err
		}
		page, err := cut("group", all, first, after)
		if err != nil {
			return nil, nil, err
		}
		return page, page.Nodes(), nil
	})
	if err != nil {
		return nil, err
	}
	return mapPage(page, func(id graph.ID) Company { return the[Company](cast, id) }), nil
}

// OwnershipCycle is companies that hold parts of each other.
type OwnershipCycle struct {
	ownership.Cycle
	cast cast
}

// CrossShareholdings lists the circles that the entity is part of.
func (a *OwnershipAnalysis) CrossShareholdings(ctx context.Context) ([]OwnershipCycle, error) {
	found, cast, err := together(ctx, a, "cycles", func(id graph.ID) ([]ownership.Cycle, []graph.ID, error) {
		cycles, err := a.study.projection.Cycles(ctx, id)
		var speaks []graph.ID
		for _, cycle := range cycles {
			speaks = append(append(speaks, cycle.Members...), cycle.Circle...)
		}
		return cycles, speaks, err
	})
	if err != nil {
		return nil, err
	}
	cycles := make([]OwnershipCycle, len(found))
	for i, cycle := range found {
		cycles[i] = OwnershipCycle{cycle, cast}
	}
	return cycles, nil
}

// Members are the companies of the circle.
func (c OwnershipCycle) Members() []Company { return named[Company](c.cast, c.Cycle.Members...) }

// Circle is the stakes of a shortest way around.
func (c OwnershipCycle) Circle() []Stake { return named[Stake](c.cast, c.Cycle.Circle...) }

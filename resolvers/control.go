package resolvers

import (
	"context"
	"fmt"

	"capgraph/graph"
	"capgraph/graph/ownership"
)

// Control is a finding of who controls what, with the records it speaks of.
type Control struct {
	ownership.Control
	cast cast
}

// ControlConnection is a page of such findings.
type ControlConnection = Connection[Control]

// ControlEdge is one of them in a page.
type ControlEdge = Edge[Control]

// Controllers lists who controls the entity.
func (a *OwnershipAnalysis) Controllers(ctx context.Context, certainty graph.Certainty, first *int, after *string) (*ControlConnection, error) {
	return a.controls(ctx, "controllers", a.study.projection.Controllers, certainty, first, after)
}

// ControlledCompanies lists what the entity controls.
func (a *OwnershipAnalysis) ControlledCompanies(ctx context.Context, certainty graph.Certainty, first *int, after *string) (*ControlConnection, error) {
	return a.controls(ctx, "controlled", a.study.projection.Controlled, certainty, first, after)
}

type findControls func(context.Context, graph.ID, ownership.Options) ([]ownership.Control, error)

// controls gives reasons for the findings of the page alone.
func (a *OwnershipAnalysis) controls(ctx context.Context, list string, find findControls, certainty graph.Certainty, first *int, after *string) (*ControlConnection, error) {
	key := fmt.Sprint(list, certainty, deref(after), shownInt(first))
	page, cast, err := together(ctx, a, key, func(id graph.ID) (*Connection[ownership.Control], []graph.ID, error) {
		all, err := find(ctx, id, a.study.options)
		if err != nil {
			return nil, nil, err
		}
		page, err := cut(list, atLeast(all, certainty), first, after)
		if err != nil {
			return nil, nil, err
		}
		derived, err := a.study.projection.Derive(ctx, page.Nodes(), a.study.options)
		if err != nil {
			return nil, nil, err
		}
		var speaks []graph.ID
		for i := range derived {
			page.Edges[i].Node = derived[i]
			speaks = append(speaks, controlSpeaks(derived[i])...)
		}
		return page, speaks, nil
	})
	if err != nil {
		return nil, err
	}
	return mapPage(page, func(c ownership.Control) Control { return Control{c, cast} }), nil
}

// atLeast keeps the findings that are as sure as wanted.
func atLeast(all []ownership.Control, certainty graph.Certainty) []ownership.Control {
	if certainty == graph.Possibly {
		return all
	}
	var sure []ownership.Control
	for _, c := range all {
		if c.Certainty == graph.Surely {
			sure = append(sure, c)
		}
	}
	return sure
}

// controlSpeaks lists the ids of all records that a finding names.
func controlSpeaks(c ownership.Control) []graph.ID {
	ids := append([]graph.ID{c.Owner, c.Company}, c.Together...)
	for _, step := range c.Derivation {
		ids = append(ids, step.Company)
		for _, holding := range step.Holders {
			ids = append(append(ids, holding.Owner), holding.Stakes...)
		}
	}
	if c.NearestMiss != nil {
		ids = append(ids, c.NearestMiss.Company)
	}
	return ids
}

// Owner is who controls.
func (c Control) Owner() Party { return the[Party](c.cast, c.Control.Owner) }

// Together are those that act together.
func (c Control) Together() []Party { return named[Party](c.cast, c.Control.Together...) }

// Company is what is controlled.
func (c Control) Company() Company { return the[Company](c.cast, c.Control.Company) }

// Votes are those of the owner and of all that it controls.
func (c Control) Votes() graph.Share { return c.Control.Votes.AsShare() }

// Derivation says why, step by step.
func (c Control) Derivation() []ControlStep {
	steps := make([]ControlStep, len(c.Control.Derivation))
	for i, step := range c.Control.Derivation {
		steps[i] = ControlStep{step, c.cast}
	}
	return steps
}

// NearestMiss says why not.
func (c Control) NearestMiss() *ControlMiss {
	if c.Control.NearestMiss == nil {
		return nil
	}
	return &ControlMiss{*c.Control.NearestMiss, c.cast}
}

// ControlStep is one step of a derivation.
type ControlStep struct {
	ownership.Step
	cast cast
}

// Company is what the step shows to be controlled.
func (s ControlStep) Company() Company { return the[Company](s.cast, s.Step.Company) }

// Holders are those whose votes it takes.
func (s ControlStep) Holders() []ControlHolding {
	holders := make([]ControlHolding, len(s.Step.Holders))
	for i, holding := range s.Step.Holders {
		holders[i] = ControlHolding{holding, s.cast}
	}
	return holders
}

// Total is their votes together.
func (s ControlStep) Total() graph.Share { return s.Step.Total.AsShare() }

// Threshold is what must be exceeded.
func (s ControlStep) Threshold() graph.Share { return ownership.AsShare(s.Step.Threshold) }

// ControlHolding is what one holder has in a company.
type ControlHolding struct {
	ownership.Holding
	cast cast
}

// Owner is the holder.
func (h ControlHolding) Owner() Party { return the[Party](h.cast, h.Holding.Owner) }

// Stakes are the stakes that sources state.
func (h ControlHolding) Stakes() []Stake { return named[Stake](h.cast, h.Holding.Stakes...) }

// Deals are those that are taken for stakes.
func (h ControlHolding) Deals() []Acquisition { return named[Acquisition](h.cast, h.Holding.Stakes...) }

// Votes are the votes that go with them.
func (h ControlHolding) Votes() graph.Share { return h.Holding.Votes.AsShare() }

// Share is the part of the capital.
func (h ControlHolding) Share() graph.Share { return h.Holding.Share.AsShare() }

// ControlMiss is the company that is nearest to being controlled.
type ControlMiss struct {
	ownership.Miss
	cast cast
}

// Company is the company.
func (m ControlMiss) Company() Company { return the[Company](m.cast, m.Miss.Company) }

// Votes are the votes in it.
func (m ControlMiss) Votes() graph.Share { return m.Miss.Votes.AsShare() }

// Threshold is what must be exceeded.
func (m ControlMiss) Threshold() graph.Share { return ownership.AsShare(m.Miss.Threshold) }

// Short is what is missing.
func (m ControlMiss) Short() graph.Share { return ownership.AsShare(m.Miss.Short) }

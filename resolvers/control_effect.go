package resolvers

import (
	"context"

	"capgraph/graph"
	"capgraph/graph/ownership"
)

// Affected is what a write makes of control, as far as it was asked for.
type Affected struct {
	effects map[ownership.VotesBasis]*ControlEffects
}

// Control is what becomes of it by one way of counting votes; nil when nothing
// was written or looked at.
func (a *Affected) Control(votes ownership.VotesBasis) *ControlEffects { return a.effects[votes] }

// witnessed is the store of the mutation. When the payload is asked for its
// field control, the store tells what its writes make of that.
func (m Mutation) witnessed(ctx context.Context, payload string, affected *Affected) graph.Store {
	witness := ownership.Witness{Day: m.Query.clocks().slice.Day}
	affected.effects = map[ownership.VotesBasis]*ControlEffects{}
	for _, given := range arguments(ctx, payload, "control") {
		votes, _ := given["votes"].(string)
		if basis := ownership.VotesBasis(votes); affected.effects[basis] == nil {
			affected.effects[basis] = &ControlEffects{}
			witness.Votes = append(witness.Votes, basis)
		}
	}
	clear(affected.effects)
	if len(witness.Votes) == 0 {
		return m.Store
	}
	witness.Tell = func(all []ownership.Effects) {
		for i, effects := range all {
			affected.effects[witness.Votes[i]] = controlEffects(effects)
		}
	}
	return witness.Over(m.Store)
}

// ControlEffects is what a write makes of who controls what.
type ControlEffects struct {
	Companies []ControlEffect
	Complete  bool
}

// ControlEffect is what it makes of the control of one company.
type ControlEffect struct {
	Company       RecordSummary
	Controllers   []ControllerChange
	Before, After ControlStanding
}

// ControllerChange is a party whose control of a company changes.
type ControllerChange struct {
	Owner         RecordSummary
	Kind          ownership.ChangeKind
	Before, After graph.Certainty
}

// ControlStanding is who is at the top of those that control a company.
type ControlStanding struct {
	UltimateParent []RecordSummary
	Certainty      graph.Certainty
}

func controlEffects(effects ownership.Effects) *ControlEffects {
	summary := func(id graph.ID) RecordSummary { return RecordSummary{ID: id, Label: effects.Names[id]} }
	standing := func(s ownership.Standing) ControlStanding {
		return ControlStanding{labelled(effects.Names, s.Parent), s.Certainty}
	}
	shown := &ControlEffects{Companies: make([]ControlEffect, len(effects.Companies)), Complete: effects.Complete}
	for i, e := range effects.Companies {
		one := ControlEffect{Company: summary(e.Company), Controllers: []ControllerChange{}, Before: standing(e.Before), After: standing(e.After)}
		for _, c := range e.Control {
			one.Controllers = append(one.Controllers, ControllerChange{summary(c.Owner), c.Kind, c.Before.Certainty, c.After.Certainty})
		}
		shown.Companies[i] = one
	}
	return shown
}

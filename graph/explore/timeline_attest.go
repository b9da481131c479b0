package explore

import (
	"context"
	"maps"
	"slices"

	"capgraph/graph"
)

// attest reads the claims about the relations in the pages, and says of each
// event in them which claims are behind it and what follows from that: its mode,
// and whether it is due.
func (lines *Timelines) attest(ctx context.Context, reader graph.Reader, around *surroundings, slice graph.Slice) error {
	shown := lines.relations(around)
	claims := map[graph.ID][]*graph.Record{}
	if len(shown) > 0 {
		var err error
		if claims, err = graph.ClaimsAbout(ctx, reader, slices.Sorted(maps.Keys(shown)), slice); err != nil {
			return err
		}
	}
	attested := map[string]Event{}
	for id, versions := range shown {
		lines.Records[id] = around.records[id]
		events, err := relationEvents(versions, around.records[id], claims[id], slice.Day)
		if err != nil {
			return err
		}
		for _, e := range events {
			attested[e.Key()] = e
		}
	}
	for _, line := range lines.ByID {
		for i := range line.Events {
			line.Events[i].adopt(attested)
		}
	}
	lines.keepClaims(claims, around.own)
	return nil
}

// relations are the versions of the relations in the pages.
func (lines *Timelines) relations(around *surroundings) map[graph.ID][]graph.Outline {
	paged := map[graph.ID]bool{}
	for _, line := range lines.ByID {
		for _, e := range line.Events {
			paged[e.Record] = true
		}
	}
	shown := map[graph.ID][]graph.Outline{}
	for _, fan := range around.fans {
		for _, versions := range byRelation(fan.Relations) {
			if paged[versions[0].ID] {
				shown[versions[0].ID] = versions
			}
		}
	}
	return shown
}

// adopt takes over what the claims say of the event.
func (e *Event) adopt(attested map[string]Event) {
	if told, ok := attested[e.Key()]; ok {
		e.Modality, e.Due, e.Pending, e.Claims = told.Modality, told.Due, told.Pending, told.Claims
	}
}

// keepClaims keeps the claims that the events of the pages name.
func (lines *Timelines) keepClaims(read ...map[graph.ID][]*graph.Record) {
	named := map[graph.ID]bool{}
	for _, line := range lines.ByID {
		for _, e := range line.Events {
			for _, id := range e.Claims {
				named[id] = true
			}
		}
	}
	for _, claims := range read {
		for _, about := range claims {
			for _, claim := range about {
				if named[claim.ID] {
					lines.Claims[claim.ID] = claim
				}
			}
		}
	}
}
